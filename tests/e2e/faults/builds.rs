//! A newer Aula was here, or is here at the same time. A page of the harness stands in for it: it does to the store what a later version
//! may do, a database of version 2 and records of version 2, which are written nowhere yet.

use super::{Answered, after_a_lesson, site};
use crate::browser::Browser;
use crate::course::{lessons, right};
use crate::harness::html;
use crate::page::Page;
use crate::server::Server;
use crate::tree::Role::*;
use serde_json::Value;
use std::time::Duration;

/// Opens the database of the next version, as the next Aula would, and says whether somebody is in the way.
const NEXT_DATABASE: &str = "<h1>Siguiente</h1><p></p><script>
    const say = (text) => document.querySelector('p').textContent = text;
    const opened = indexedDB.open('aula', 2);
    opened.onblocked = () => say('Bloqueada');
    opened.onsuccess = () => say('Abierta');
    opened.onupgradeneeded = () => opened.result.createObjectStore('personas');</script>";

/// A record of a later version, as the next Aula would write it.
const NEXT_RECORD: &str = r#"{"v":2,"w":"00000000000000f1","n":1,"l":900,"p":"","t":1795585800000,"z":-360,"x":"más","e":{"ItemRated":{"stars":5}}}"#;

/// What an older version says beside a newer one.
const NEWER: &str = "versión más nueva";

async fn site_with_the_next() -> Server {
    let server = site().await;
    server.change(|host| _ = host.pages.insert("/siguiente".into(), html(NEXT_DATABASE)));
    server
}

/// What the next version does to the records of this one: it adds one of its own, and tells the other tabs.
async fn next_version_writes(page: &Page, server: &Server) {
    page.stored(server).await;
    let text = serde_json::json!(NEXT_RECORD);
    page.in_store(
        "readwrite",
        &format!("store.put({text}, '00000000000000f1/00000001')"),
    )
    .await;
    page.evaluate(&format!("new BroadcastChannel('aula').postMessage({text})"))
        .await;
}

/// An answer to the first item of the second lesson: nobody has given it before.
async fn tries_to_answer(page: &Page, server: &Server) {
    page.open_lesson(server, lessons()[1]).await;
    let item = lessons()[1].items().next().unwrap();
    page.pick(item, &right(item)).await;
    page.item(item).click(Button, "Responder").await;
}

#[tokio::test]
async fn row_25_an_old_tab_gives_way_to_a_newer_database_and_says_that_it_does_not_save() {
    let server = site_with_the_next().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    let item = lessons()[0].items().next().unwrap();
    page.answer_and_save(item, right).await;
    let next = browser.new_tab().await;
    next.goto(&server.url("siguiente")).await;
    next.see("Abierta").await;
    page.come_to_front().await;
    let other = lessons()[0].items().nth(1).unwrap();
    page.watch("No se pudo guardar: ").await;
    page.answer(other, right).await;
    page.item(other).see("No se pudo guardar").await;
    // Also to a screen reader, and within a second.
    page.within(Alert, "").see("No se pudo guardar: ").await;
    let told = page.told().await;
    assert!(told < 1000.0, "after {told} ms");
    page.within(Alert, "")
        .find(Button, "Descargar mi avance")
        .await;
    let stored = next.stored(&server).await;
    assert!(!stored.to_string().contains(other.id.as_str()), "{stored}");
    assert!(stored.to_string().contains(item.id.as_str()), "{stored}");
}

#[tokio::test]
async fn row_33_beside_a_newer_tab_the_older_only_reads_and_offers_to_reload() {
    let server = site_with_the_next().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let answered = after_a_lesson(&page, &server).await;
    let next = browser.new_tab().await;
    next_version_writes(&next, &server).await;
    page.come_to_front().await;
    page.see(NEWER).await;
    page.find(Button, "Volver a cargar").await;
    assert_untouched(&browser, &server, &answered, async |page| {
        page.goto(&server.url("")).await;
        page.see(NEWER).await;
    })
    .await;
}

#[tokio::test]
async fn row_33_nobody_rewrites_the_record_of_a_newer_tab() {
    let server = site_with_the_next().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    after_a_lesson(&page, &server).await;
    let next = browser.new_tab().await;
    next_version_writes(&next, &server).await;
    let before = next.stored(&server).await;
    assert!(before.to_string().contains("ItemRated"), "{before}");
    page.come_to_front().await;
    tries_to_answer(&page, &server).await;
    assert_eq!(stored_a_while_later(&browser, &server).await, before);
}

#[tokio::test]
async fn row_34_records_of_a_newer_version_are_read_only_and_stay_as_they_are() {
    let server = site_with_the_next().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let answered = after_a_lesson(&page, &server).await;
    next_version_writes(&page, &server).await;
    assert_untouched(&browser, &server, &answered, async |page| {
        page.goto(&server.url("")).await;
        page.see(NEWER).await;
    })
    .await;
}

#[tokio::test]
async fn row_34_a_database_of_a_newer_version_is_read_only_and_stays_as_it_is() {
    let server = site_with_the_next().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let answered = after_a_lesson(&page, &server).await;
    page.goto(&server.url("siguiente")).await;
    page.see("Abierta").await;
    assert_untouched(&browser, &server, &answered, async |page| {
        page.goto(&server.url("")).await;
        page.see(NEWER).await;
    })
    .await;
}

/// What was answered is shown, `visit` sees what it should, somebody tries to answer, and not a byte of the store has changed.
async fn assert_untouched(
    browser: &Browser,
    server: &Server,
    answered: &Answered,
    visit: impl AsyncFnOnce(&Page),
) {
    let page = browser.new_tab().await;
    let before = page.stored(server).await;
    visit(&page).await;
    page.assert_kept(server, answered).await;
    tries_to_answer(&page, server).await;
    assert_eq!(stored_a_while_later(browser, server).await, before);
}

/// The store, seen from another tab, when a write that must not happen would long have happened.
async fn stored_a_while_later(browser: &Browser, server: &Server) -> Value {
    tokio::time::sleep(Duration::from_secs(2)).await;
    browser.new_tab().await.stored(server).await
}
