//! One tab at a time makes the store's files new: by a Web Lock, and on plain http by a lease.

use super::{EMPTY, events, site};
use crate::browser::Browser;
use crate::course::{TITLE, course, items, lessons, right};
use crate::data::{read, take_file};
use crate::harness::html;
use crate::server::Server;
use crate::tree::Role::*;

/// How many pages have the database open at once with which the app has its files made new, and how often any page did that.
const COUNTS: &str = "(() => {
    const renewals = top.renewals ??= { open: 0, most: 0, all: 0 };
    const { open } = IDBFactory.prototype, { close } = IDBDatabase.prototype;
    IDBFactory.prototype.open = function (name, ...rest) {
        if (name === 'aula-prueba') { renewals.all++; renewals.most = Math.max(renewals.most, ++renewals.open); }
        return open.call(this, name, ...rest);
    };
    IDBDatabase.prototype.close = function () {
        if (this.name === 'aula-prueba') renewals.open--;
        return close.call(this);
    };
})()";

/// A page that frames the first lesson three times: all of them begin at once, and each writes that it was opened. Of more the last might
/// have waited as long as anybody waits.
fn three_at_once() -> String {
    let (module, lesson) = course().lessons().next().expect("the course has a lesson");
    let address = format!("cursos/{}/{}/{}.html", course().id, module.id, lesson.id);
    html(&format!("<iframe src='/{address}'></iframe>").repeat(3))
}

/// How many of the three have said that what they wrote is saved.
const SAVED: &str = "[...document.querySelectorAll('iframe')]
    .filter((frame) => frame.contentDocument?.body?.innerText.includes('Guardado')).length";

async fn three_that_begin_at_once_take_turns(server: &Server, address: &str) {
    server.change(|host| _ = host.pages.insert("/tres".into(), three_at_once()));
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.on_new_document(COUNTS).await;
    page.goto(&format!("{address}tres")).await;
    page.until("three lessons that are saved", async || {
        let saved = page.look(SAVED).await?;
        (saved == 3).then_some(()).ok_or(format!("{saved} of 3"))
    })
    .await;
    let renewals = page.evaluate("renewals").await;
    eprintln!("made new {} times for three pages", renewals["all"]);
    assert_eq!(renewals["all"], 3, "{renewals}");
    assert_eq!(renewals["most"], 1, "{renewals}");
    page.goto(&format!("{address}mis-datos/index.html")).await;
    page.see("registros de avance en este navegador.").await;
    let file = serde_json::from_str(&read(&take_file(&page).await)).unwrap();
    assert_eq!(events(&file, "LessonOpened").len(), 3);
}

#[tokio::test]
async fn row_32_three_pages_that_begin_at_once_make_the_files_new_one_at_a_time() {
    let server = site().await;
    three_that_begin_at_once_take_turns(&server, &server.url("")).await;
}

#[tokio::test]
async fn row_32_without_https_too_three_pages_make_the_files_new_one_at_a_time() {
    let server = site().await;
    three_that_begin_at_once_take_turns(&server, &server.url_at("aula.test", "")).await;
}

/// A page that stands for a tab that stopped in the middle of making the files new: it has the database open and never gives its turn back.
const STOPPED: &str = "<h1>Detenida</h1><p></p><script>
    const say = (text) => document.querySelector('p').textContent = text;
    const scratch = indexedDB.open('aula-prueba', 1);
    scratch.onupgradeneeded = () => scratch.result.createObjectStore('records');
    const turn = () => {
        if (navigator.locks) return navigator.locks.request('aula-turno', () => new Promise(() => say('Con el turno')));
        const leases = indexedDB.open('aula-turno', 1);
        leases.onupgradeneeded = () => leases.result.createObjectStore('records');
        leases.onsuccess = () => {
            const hold = () => {
                const store = leases.result.transaction('records', 'readwrite').objectStore('records');
                const slot = Math.floor(Date.now() / 5000);
                for (const each of [slot, slot + 1]) store.put(null, each);
            };
            hold();
            setInterval(hold, 1000);
            say('Con el turno');
        };
    };
    scratch.onsuccess = turn;</script>";

async fn a_tab_that_stopped_keeps_nobody_from_saving(server: &Server, address: &str) {
    server.change(|host| _ = host.pages.insert("/detenida".into(), html(STOPPED)));
    let browser = Browser::start().await;
    let stopped = browser.page().await;
    stopped.goto(&format!("{address}detenida")).await;
    stopped.see("Con el turno").await;
    // Each page waits in its first write, and the second one finds what the first has left.
    for item in &items()[..2] {
        let page = browser.new_tab().await;
        page.goto(address).await;
        page.until_live().await;
        page.click(Link, TITLE).await;
        page.click(Link, &lessons()[0].title).await;
        page.answer(item, right).await;
        page.item(item).see("Guardado").await;
        assert!(!page.sees("No se pudo guardar").await);
    }
    // What was called saved is there.
    let page = browser.new_tab().await;
    page.goto(address).await;
    page.click(Link, TITLE).await;
    page.click(Link, &lessons()[0].title).await;
    for item in &items()[..2] {
        page.item(item).find(Heading, "Correcta").await;
    }
}

#[tokio::test]
async fn row_32_a_tab_that_stopped_with_its_turn_keeps_nobody_from_saving() {
    let server = site().await;
    a_tab_that_stopped_keeps_nobody_from_saving(&server, &server.url("")).await;
}

#[tokio::test]
async fn row_32_without_https_too_a_tab_that_stopped_keeps_nobody_from_saving() {
    let server = site().await;
    a_tab_that_stopped_keeps_nobody_from_saving(&server, &server.url_at("aula.test", "")).await;
}

/// How often the page has asked for its turn where there are no locks.
const ASKS: &str = "(() => {
    window.asked = 0;
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...given) {
        if (this.name === 'aula-turno') asked++;
        return transaction.apply(this, given);
    };
})()";

#[tokio::test]
async fn row_19_without_https_too_nobody_waits_for_a_turn_that_there_is_no_room_to_note() {
    let server = site().await;
    let address = server.url_at("aula.test", "");
    let mut browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&address).await;
    page.until_live().await;
    page.go_to_first_lesson().await;
    page.answer_and_save(items()[0], right).await;
    // A running browser goes on for a while with the room that it remembers.
    browser.close().await;
    browser.start_again().await;
    let page = browser.page().await;
    page.on_new_document(ASKS).await;
    page.goto(&server.url_at("aula.test", EMPTY)).await;
    page.set_quota(Some(1)).await;
    page.goto(&address).await;
    page.until_live().await;
    page.click(Link, TITLE).await;
    page.click(Link, &lessons()[0].title).await;
    page.see("No se pudo guardar").await;
    // Another tab could have it only if it had been written down.
    assert_eq!(page.evaluate("asked").await, 1);
}
