//! A newer Aula was here, or is here at the same time.
//!
//! Every day a page of the harness stands in for it: it does to the store what a later version may do, a database of version 2, or records
//! of version 2 and of an unknown kind. `cargo aula test --faults` builds the next version itself (`crates/cli/src/test/next.rs`), which is
//! then served in place of this one, at the same origin.

use super::{Answered, after_a_lesson, site};
use crate::browser::Browser;
use crate::course::{TITLE, lessons, right};
use crate::given;
use crate::harness::html;
use crate::page::Page;
use crate::server::{Host, Server};
use crate::tree::Role::*;
use aula_core::item::Item;
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

/// An answer to the first item of the second lesson, which nobody has given before; by the links of the page, which keep the app alive.
async fn answers_further(page: &Page) -> &'static Item {
    page.click(Link, "Capacitaciones").await;
    page.click(Link, TITLE).await;
    page.focus_at(Heading, TITLE).await;
    page.click(Link, &lessons()[1].title).await;
    page.focus_at(Heading, &lessons()[1].title).await;
    let item = lessons()[1].items().next().unwrap();
    page.answer(item, right).await;
    item
}

/// The same where nothing may be written.
async fn tries_to_answer(page: &Page) {
    let item = answers_further(page).await;
    page.item(item).see("Sin guardar en este equipo").await;
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

/// The page lets go of the database for a while to have its files opened again, and hears nothing of a newer tab meanwhile.
#[tokio::test]
async fn row_34_a_database_that_is_newer_when_it_is_opened_again_is_not_written_to() {
    let server = site_with_the_next().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    let [item, other] = [0, 1].map(|at| lessons()[0].items().nth(at).unwrap());
    page.answer_and_save(item, right).await;
    page.evaluate("localStorage.setItem('aula:rota', '')").await;
    page.answer(other, right).await;
    page.item(other).see("Guardando").await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let next = browser.new_tab().await;
    next.goto(&server.url("siguiente")).await;
    next.see("Abierta").await;
    page.come_to_front().await;
    page.item(other).see("Sin guardar en este equipo").await;
    page.see(NEWER).await;
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
    page.judge().await;
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
    tries_to_answer(&page).await;
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

fn this_build(host: &mut Host) {
    host.folder = Some(given("AULA_SITE"));
}

fn next_build(host: &mut Host) {
    host.folder = Some(given("AULA_NEXT_SITE"));
}

/// The next build goes on with what this one has stored, of which it changes nothing, and writes what only it writes.
async fn goes_on_with_the_next(next: &Page, server: &Server, answered: &Answered) {
    let before = next.stored(server).await;
    server.change(next_build);
    next.assert_kept(server, answered).await;
    let item = answers_further(next).await;
    next.item(item).see("Guardado").await;
    let after = next.stored(server).await;
    for text in before.as_array().unwrap() {
        assert!(after.as_array().unwrap().contains(text), "{text}");
    }
    assert!(after.to_string().contains(r#"{\"v\":2,"#), "{after}");
}

/// Both answers are there, and one more is saved.
async fn goes_on_further(next: &Page, server: &Server, answered: &Answered) {
    next.assert_kept(server, answered).await;
    assert!(!next.sees(NEWER).await);
    next.open_lesson(server, lessons()[1]).await;
    let [first, second] = [0, 1].map(|at| lessons()[1].items().nth(at).unwrap());
    next.item(first).find(Heading, "Correcta").await;
    next.answer_and_save(second, right).await;
    // It is built as `cargo aula serve` builds it: each module comes there too.
    next.goto(&server.url("mis-datos/index.html")).await;
    next.see("registros de avance en este navegador.").await;
    next.goto(&server.url("verificar/")).await;
    next.until_live().await;
    next.find(Button, "Verificar").await;
}

#[tokio::test]
#[ignore = "needs the next version, which takes minutes to build"]
async fn row_33_a_tab_of_this_build_only_reads_beside_one_of_the_next_and_offers_to_reload() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let answered = after_a_lesson(&page, &server).await;
    let other = browser.new_tab().await;
    other.open_first_lesson(&server).await;
    let next = browser.new_tab().await;
    goes_on_with_the_next(&next, &server, &answered).await;

    let stored = next.stored(&server).await;
    other.come_to_front().await;
    other.see(NEWER).await;
    tries_to_answer(&other).await;
    assert_eq!(stored_a_while_later(&browser, &server).await, stored);

    page.come_to_front().await;
    page.see(NEWER).await;
    page.click(Button, "Volver a cargar").await;
    page.see_no_more(NEWER).await;
    goes_on_further(&page, &server, &answered).await;
}

#[tokio::test]
#[ignore = "needs the next version, which takes minutes to build"]
async fn row_34_whoever_goes_back_to_this_build_only_reads_and_the_next_one_goes_on() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let answered = after_a_lesson(&page, &server).await;
    goes_on_with_the_next(&page, &server, &answered).await;

    server.change(this_build);
    assert_untouched(&browser, &server, &answered, async |page| {
        page.goto(&server.url("")).await;
        page.see(NEWER).await;
    })
    .await;

    server.change(next_build);
    page.come_to_front().await;
    goes_on_further(&page, &server, &answered).await;
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
    tries_to_answer(&page).await;
    assert_eq!(stored_a_while_later(browser, server).await, before);
}

/// The store, seen from another tab, when a write that must not happen would long have happened.
async fn stored_a_while_later(browser: &Browser, server: &Server) -> Value {
    tokio::time::sleep(Duration::from_secs(2)).await;
    browser.new_tab().await.stored(server).await
}
