//! The room a browser gives to a site runs out.

use super::{BY_ITSELF, after_a_lesson, count, events, site};
use crate::browser::Browser;
use crate::course::{items, lessons, right};
use crate::data::read;
use crate::tree::Role::*;

/// Fills the mirror's store to its last letter.
const FILL: &str = "(() => {
    let filled = 0;
    for (let size = 1 << 20; size >= 1; size >>= 1) {
        try { while (true) { localStorage.setItem(`relleno-${filled}`, 'x'.repeat(size)); filled += 1; } } catch { continue; }
    }
    return filled;
})()";

#[tokio::test]
async fn row_18_a_full_copy_loses_nothing() {
    let server = site().await;
    let mut browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url(super::EMPTY)).await;
    assert!(page.evaluate(FILL).await.as_u64().unwrap() > 5);
    let answered = after_a_lesson(&page, &server).await;
    browser.kill();
    browser.start_again().await;
    browser.page().await.assert_kept(&server, &answered).await;
}

#[tokio::test]
async fn row_18_a_full_copy_is_told_where_the_data_is_explained() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url(super::EMPTY)).await;
    page.evaluate(FILL).await;
    after_a_lesson(&page, &server).await;
    page.click(Link, "Sus datos").await;
    page.find(Heading, "Sus datos").await;
    page.see("El navegador no aceptó la copia de seguridad")
        .await;
}

#[tokio::test]
async fn row_19_a_spent_quota_is_said_and_what_was_answered_waits() {
    let server = site().await;
    let mut browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    let [first, second, third] = [0, 1, 2].map(|at| items()[at]);
    page.answer_and_save(first, right).await;
    // A running browser goes on for a while with the room that it remembers.
    browser.close().await;
    browser.start_again().await;
    let page = browser.page().await;
    page.goto(&server.url(super::EMPTY)).await;
    page.set_quota(Some(1)).await;
    page.open_first_lesson(&server).await;
    page.answer(second, right).await;
    page.item(second).see("No se pudo guardar").await;
    let notice = page.within(Alert, "");
    notice
        .see("No se pudo guardar: el disco o el espacio del navegador está lleno.")
        .await;
    notice.find(Button, "Reintentar").await;
    page.judge().await;
    notice.click(Button, "Descargar mi avance").await;
    let file = serde_json::from_str(&read(&page.wait_for_download().await)).unwrap();
    assert_eq!(events(&file, "ItemAnswered").len(), 2);
    notice.click(Button, "Reintentar").await;
    page.item(second).see("No se pudo guardar").await;

    // Room again: the next answer takes the one that waits along.
    page.set_quota(None).await;
    page.answer_and_save(third, right).await;
    page.item(second).see("Guardado").await;
    page.see_no_more("No se pudo guardar").await;
    page.open_first_lesson(&server).await;
    for item in lessons()[0].items().take(3) {
        page.item(item).find(Heading, "Correcta").await;
    }
}

#[tokio::test]
async fn row_19_what_was_refused_is_saved_by_itself_once_there_is_room() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url(super::EMPTY)).await;
    page.set_quota(Some(1)).await;
    page.begin_course(&server).await;
    let item = items()[0];
    page.answer(item, right).await;
    page.item(item).see("No se pudo guardar").await;
    page.set_quota(None).await;
    page.patient(BY_ITSELF).item(item).see("Guardado").await;
    page.see_no_more("No se pudo guardar").await;
}

#[tokio::test]
async fn row_19_little_room_takes_what_is_little() {
    let server = site().await;
    let mut browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url(super::EMPTY)).await;
    // Less than new files need.
    page.set_quota(Some(3_000_000)).await;
    let answered = after_a_lesson(&page, &server).await;
    browser.kill();
    browser.start_again().await;
    browser.page().await.assert_kept(&server, &answered).await;
}

#[tokio::test]
async fn row_26_a_closed_database_is_opened_again() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let answered = after_a_lesson(&page, &server).await;
    let before = count(&page.progress_here().await);
    let origin = page.evaluate("location.origin").await;
    let only_the_database = serde_json::json!({"origin": origin, "storageTypes": "indexeddb"});
    page.cdp("Storage.clearDataForOrigin", only_the_database)
        .await;
    go_on(&page).await;
    page.assert_kept(&server, &answered).await;
    assert!(count(&page.progress(&server).await) > before);
}

#[tokio::test]
async fn row_26_the_button_opens_a_closed_database_again_and_writes_everything() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    page.answer_and_save(items()[0], right).await;
    page.clear_site_data().await;
    page.answer(items()[1], right).await;
    page.retry_until_saved(items()[1]).await;
    page.see_no_more("No se pudo guardar").await;
    page.open_first_lesson(&server).await;
    for item in [items()[0], items()[1]] {
        page.item(item).find(Heading, "Correcta").await;
    }
}

#[tokio::test]
async fn row_27_what_was_cleared_in_the_middle_is_written_again_and_told() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let answered = after_a_lesson(&page, &server).await;
    let before = count(&page.progress_here().await);
    page.clear_site_data().await;
    go_on(&page).await;
    page.within(Alert, "")
        .see("A lo guardado en este navegador le faltaba")
        .await;
    page.assert_kept(&server, &answered).await;
    assert!(count(&page.progress(&server).await) > before);
}

/// On to the next lesson, without loading a page, and an answer that must be saved.
async fn go_on(page: &crate::page::Page) {
    page.click(Link, "Capacitaciones").await;
    page.click(Link, crate::course::TITLE).await;
    page.focus_at(Heading, crate::course::TITLE).await;
    page.click(Link, &lessons()[1].title).await;
    page.focus_at(Heading, &lessons()[1].title).await;
    let item = lessons()[1].items().next().unwrap();
    page.answer_and_save(item, right).await;
}
