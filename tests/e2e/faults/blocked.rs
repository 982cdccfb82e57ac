//! Where nothing may be kept, where something else holds the store, and where it is kept apart.

use super::{after_a_lesson, events, site};
use crate::browser::{Browser, FRAMES_OF_THE_SITE_APART};
use crate::course::{TITLE, items, lessons, right};
use crate::data::{WARNING, bring, read, take_file};
use crate::harness::html;
use crate::page::Page;
use crate::server::Server;
use crate::tree::Role::*;

/// What the page says when only the mirror is left.
const RESERVE: &str = "Su avance se guarda sólo en el almacén de reserva del navegador";

/// A page that begins to change the database and never ends: whoever opens it later waits.
const HOLDS: &str = "<h1>Espera</h1><p></p><script>
    const opened = indexedDB.open('aula', 2);
    opened.onupgradeneeded = () => {
        document.querySelector('p').textContent = 'Ocupada';
        const store = opened.result.createObjectStore('otra');
        const spin = () => { store.count().onsuccess = spin; };
        spin();
    };</script>";

/// A page that writes to the database and never ends: it opens for others, but they wait for what they read.
const KEEPS_BUSY: &str = "<h1>Espera</h1><p></p><script>
    const opened = indexedDB.open('aula', 1);
    opened.onupgradeneeded = () => opened.result.createObjectStore('records');
    opened.onsuccess = () => {
        document.querySelector('p').textContent = 'Ocupada';
        const store = opened.result.transaction('records', 'readwrite').objectStore('records');
        const spin = () => { store.count().onsuccess = spin; };
        spin();
    };</script>";

#[tokio::test]
async fn row_24_a_database_that_does_not_open_is_told_and_used_when_it_does() {
    is_told_and_used_when_it_answers(HOLDS).await;
}

#[tokio::test]
async fn row_24_a_database_that_opens_and_cannot_be_read_is_told_and_used_when_it_can() {
    is_told_and_used_when_it_answers(KEEPS_BUSY).await;
}

/// The page `holds` has the database until its tab is closed.
async fn is_told_and_used_when_it_answers(holds: &'static str) {
    let server = site().await;
    server.change(|host| _ = host.pages.insert("/ocupa".into(), html(holds)));
    let browser = Browser::start().await;
    let holder = browser.page().await;
    holder.goto(&server.url("ocupa")).await;
    holder.see("Ocupada").await;

    let page = browser.new_tab().await;
    page.goto(&server.url("")).await;
    page.see(RESERVE).await;
    page.go_to_first_lesson().await;
    page.see(RESERVE).await;
    page.answer(items()[0], right).await;
    page.item(items()[0]).see("Guardado en reserva").await;
    page.judge().await;
    browser.close_tab(holder).await;
    page.come_to_front().await;
    // By itself: a person at a slow disk has nothing to press.
    page.see_no_more(RESERVE).await;
    page.item(items()[0]).see("Guardado").await;
    page.open_first_lesson(&server).await;
    page.item(items()[0]).find(Heading, "Correcta").await;
}

#[tokio::test]
async fn row_24_a_write_that_takes_long_is_said_to_and_is_saved_at_last() {
    let server = site().await;
    server.change(|host| _ = host.pages.insert("/ocupa".into(), html(KEEPS_BUSY)));
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    page.answer_and_save(items()[0], right).await;
    let holder = browser.new_tab().await;
    holder.goto(&server.url("ocupa")).await;
    holder.see("Ocupada").await;
    page.come_to_front().await;
    page.watch("Tarda más de lo normal").await;
    page.answer(items()[1], right).await;
    page.item(items()[1]).see("Tarda más de lo normal").await;
    let told = page.told().await;
    assert!((900.0..2000.0).contains(&told), "after {told} ms");
    assert!(!page.item(items()[1]).sees("Guardado").await);
    page.judge().await;
    page.item(items()[1]).see("Tarda más de lo normal").await;
    browser.close_tab(holder).await;
    page.come_to_front().await;
    page.item(items()[1]).see("Guardado").await;
    page.see_no_more("Tarda más de lo normal").await;
}

#[tokio::test]
async fn row_24_what_is_out_of_reach_is_counted() {
    let server = site().await;
    server.change(|host| _ = host.pages.insert("/ocupa".into(), html(KEEPS_BUSY)));
    let browser = Browser::start().await;
    let page = browser.page().await;
    after_a_lesson(&page, &server).await;
    page.goto(&server.url(super::EMPTY)).await;
    page.evaluate("for (const key of Object.keys(localStorage)) if (key.startsWith('aula:r:')) localStorage.removeItem(key)")
        .await;
    let holder = browser.new_tab().await;
    holder.goto(&server.url("ocupa")).await;
    holder.see("Ocupada").await;
    page.come_to_front().await;
    page.goto(&server.url("")).await;
    page.see("Aquí no se ve todo su avance").await;
    browser.close_tab(holder).await;
    page.see_no_more("Aquí no se ve todo su avance").await;
}

#[tokio::test]
#[ignore = "waits ten seconds until the page gives up"]
async fn row_24_erasing_that_hangs_is_said_to_and_given_up_without_loss() {
    let server = site().await;
    server.change(|host| _ = host.pages.insert("/ocupa".into(), html(KEEPS_BUSY)));
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    page.answer_and_save(items()[0], right).await;
    page.click(Link, "Sus datos").await;
    page.find(Button, "Borrar mi avance").await;
    let holder = browser.new_tab().await;
    holder.goto(&server.url("ocupa")).await;
    holder.see("Ocupada").await;
    page.come_to_front().await;
    page.click(Button, "Borrar mi avance").await;
    page.click(Button, "Sí, borrar todo").await;
    page.see("Borrar tarda más de lo normal").await;
    page.see("No se pudo borrar").await;
    browser.close_tab(holder).await;
    // Whatever still waited for the store would empty it now, and this tab would have everything from the copy.
    let other = browser.new_tab().await;
    other.goto(&server.url("")).await;
    other.see("Guardado").await;
    assert!(!other.sees("le faltaba una parte").await);
    page.come_to_front().await;
    page.open_first_lesson(&server).await;
    page.item(items()[0]).find(Heading, "Correcta").await;
}

/// A page that keeps others from opening the database with which the app has its files made new.
const HOLDS_SCRATCH: &str = "<h1>Espera</h1><p></p><script>
    const opened = indexedDB.open('aula-prueba', 1);
    opened.onupgradeneeded = () => {
        document.querySelector('p').textContent = 'Ocupada';
        const store = opened.result.createObjectStore('records');
        const spin = () => { store.count().onsuccess = spin; };
        spin();
    };</script>";

#[tokio::test]
async fn row_47_an_answer_that_waits_while_everything_is_erased_does_not_come_back() {
    let server = site().await;
    server.change(|host| _ = host.pages.insert("/ocupa".into(), html(HOLDS_SCRATCH)));
    let browser = Browser::start().await;
    let holder = browser.page().await;
    holder.goto(&server.url("ocupa")).await;
    holder.see("Ocupada").await;
    let page = browser.new_tab().await;
    page.goto(&server.url("")).await;
    page.until_live().await;
    page.go_to_first_lesson().await;
    page.answer(items()[0], right).await;
    page.click(Link, "Sus datos").await;
    page.click(Button, "Borrar mi avance").await;
    page.click(Button, "Sí, borrar todo").await;
    browser.close_tab(holder).await;
    page.come_to_front().await;
    page.see("Su avance se borró de este navegador.").await;
    // Whatever still waited would be written by now.
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    let stored = page.stored(&server).await;
    assert_eq!(stored, serde_json::json!([]));
}

/// The other tab has new files already, so that it erases at once; what the first one is writing waits for them until after that.
#[tokio::test]
async fn row_47_an_answer_that_waits_while_another_tab_erases_everything_does_not_come_back() {
    let server = site().await;
    server.change(|host| _ = host.pages.insert("/ocupa".into(), html(HOLDS_SCRATCH)));
    let browser = Browser::start().await;
    let other = browser.page().await;
    other.begin_course(&server).await;
    other.answer_and_save(items()[1], right).await;
    other.click(Link, "Sus datos").await;
    let page = browser.new_tab().await;
    page.goto(&server.url("")).await;
    page.until_live().await;
    let holder = browser.new_tab().await;
    holder.goto(&server.url("ocupa")).await;
    holder.see("Ocupada").await;
    page.come_to_front().await;
    page.click(Link, TITLE).await;
    page.click(Link, &lessons()[0].title).await;
    page.answer(items()[0], right).await;
    page.item(items()[0]).see("Tarda más de lo normal").await;

    other.come_to_front().await;
    other.click(Button, "Borrar mi avance").await;
    other.click(Button, "Sí, borrar todo").await;
    other.see("Su avance se borró de este navegador.").await;
    page.come_to_front().await;
    page.item(items()[0])
        .see_no_more("Tarda más de lo normal")
        .await;
    browser.close_tab(holder).await;
    // Whatever still waited would be written by now.
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    let stored = page.stored(&server).await;
    assert_eq!(stored, serde_json::json!([]));
}

#[tokio::test]
async fn row_28_a_private_window_works_and_says_so_before_the_first_answer() {
    let server = site().await;
    let browser = Browser::with(&["--incognito"]).await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.see("Guardado").await;
    let mut seen = page.text().await;
    page.go_to_first_lesson().await;
    seen += &page.text().await;
    page.answer_and_save(items()[0], right).await;
    page.open_first_lesson(&server).await;
    page.item(items()[0]).find(Heading, "Correcta").await;
    assert!(
        seen.contains("ventana privada"),
        "nothing on the way to the first answer speaks of private windows"
    );
}

/// A page of another site that frames ours.
async fn framed(server: &Server, host: &str) {
    let frame = format!(
        "<h1>Intranet</h1><iframe title='Aula' width=900 height=700 src='{}'></iframe>",
        server.url_at(host, "")
    );
    server.change(|host| _ = host.pages.insert("/intranet".into(), html(&frame)));
}

#[tokio::test]
async fn row_29_a_frame_of_another_site_keeps_apart_and_takes_a_file() {
    let server = site().await;
    framed(&server, "aula.test").await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.open_course(&server.url_at("aula.test", "")).await;
    page.click(Link, "Empezar").await;
    page.answer_and_save(items()[0], right).await;
    page.click(Link, "Sus datos").await;
    let file = take_file(&page).await;
    let before = read(&file);

    page.goto(&server.url_at("municipio.test", "intranet"))
        .await;
    let frame = page.frame("aula.test").await;
    frame.see("Guardado").await;
    frame.click(Link, "Sus datos").await;
    frame.see("0 registros de avance en este navegador.").await;
    bring(&frame, &file).await;
    frame.click(Button, "Unir a mi avance").await;
    frame.see("El archivo se unió a su avance.").await;
    frame.see("Guardado").await;
    page.reload().await;
    let frame = page.frame("aula.test").await;
    frame.click(Link, TITLE).await;
    frame.click(Link, "Continuar donde me quedé").await;
    frame.item(items()[0]).find(Heading, "Correcta").await;
    let after: serde_json::Value = serde_json::from_str(&before).unwrap();
    assert_eq!(events(&after, "ItemAnswered").len(), 1);
}

#[tokio::test]
async fn row_29_a_frame_of_another_site_says_that_its_progress_is_apart() {
    let server = site().await;
    framed(&server, "aula.test").await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url_at("municipio.test", "intranet"))
        .await;
    let frame = page.frame("aula.test").await;
    frame.see("Guardado").await;
    frame.click(Link, "Sus datos").await;
    frame.find(Heading, "Sus datos").await;
    frame
        .see("Esta página se muestra dentro de otro sitio.")
        .await;
}

#[tokio::test]
async fn row_30_a_frame_of_the_same_site_has_the_same_progress() {
    let server = site().await;
    let host = "aula.municipio.test";
    framed(&server, host).await;
    let browser = Browser::with(&[FRAMES_OF_THE_SITE_APART]).await;
    let page = browser.page().await;
    page.open_course(&server.url_at(host, "")).await;
    page.click(Link, "Empezar").await;
    page.answer_and_save(items()[0], right).await;

    page.goto(&server.url_at("www.municipio.test", "intranet"))
        .await;
    let frame = page.frame(host).await;
    frame.click(Link, TITLE).await;
    frame.click(Link, "Continuar donde me quedé").await;
    frame.item(items()[0]).find(Heading, "Correcta").await;
    frame.answer_and_save(items()[1], right).await;

    page.open_course(&server.url_at(host, "")).await;
    page.click(Link, "Continuar donde me quedé").await;
    shows(&page, 2).await;
}

async fn shows(page: &Page, answers: usize) {
    for item in items().iter().take(answers) {
        page.item(item).find(Heading, "Correcta").await;
    }
}

#[tokio::test]
async fn row_23_what_was_answered_without_storage_goes_on_elsewhere_by_file() {
    let server = site().await;
    let frame = format!(
        "<h1>Intranet</h1><iframe title='Aula' sandbox='allow-scripts allow-downloads' width=900 height=700 src='{}'></iframe>",
        server.url_at("aula.test", "")
    );
    server.change(|host| {
        host.pages.insert("/intranet".into(), html(&frame));
        host.open_to_all = true;
    });
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url_at("municipio.test", "intranet"))
        .await;
    let frame = page.frame("aula.test").await;
    frame.see(WARNING).await;
    frame.go_to_first_lesson().await;
    frame.answer(items()[0], right).await;
    frame
        .within(Alert, "")
        .click(Button, "Descargar mi avance")
        .await;
    let file = frame.wait_for_download().await;

    page.goto(&server.url("mis-datos/index.html")).await;
    page.see("0 registros de avance").await;
    bring(&page, &file).await;
    page.click(Button, "Unir a mi avance").await;
    page.see("El archivo se unió a su avance.").await;
    page.within(Main, "").see("Guardado").await;
    page.open_first_lesson(&server).await;
    shows(&page, 1).await;
}

/// Proof that the helper of this file begins where a person does.
#[tokio::test]
async fn row_23_a_person_with_storage_is_not_warned() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    after_a_lesson(&page, &server).await;
    assert!(!page.sees(WARNING).await);
}
