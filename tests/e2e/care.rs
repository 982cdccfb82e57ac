//! Leaving at once: what was on the screen is gone, whatever the app is doing, and Back does not bring it.

use crate::browser::Browser;
use crate::cases::address;
use crate::course::{TITLE, case, items, lessons, right};
use crate::given;
use crate::hands::Key;
use crate::page::Page;
use crate::server::{Server, Wasm};
use crate::tree::Role::*;
use serde_json::json;

const NEUTRAL: &str = "Tamaños de papel";

impl Page {
    async fn press_exit_key(&self) {
        for _ in 0..3 {
            self.press(Key::F2).await;
        }
    }

    /// Goes through the history of the tab. The driver takes a tab for crashed when the page that it comes to is replaced while it loads:
    /// afterwards the page must be attached to anew.
    async fn travel(&self, steps: i32) {
        let history = self.cdp("Page.getNavigationHistory", json!({})).await;
        let there = history["currentIndex"].as_i64().unwrap() + i64::from(steps);
        let entry = &history["entries"][usize::try_from(there).unwrap()]["id"];
        self.cdp("Page.navigateToHistoryEntry", json!({"entryId": entry}))
            .await;
    }

    async fn is_neutral(&self) {
        self.find(Heading, NEUTRAL).await;
        assert!(self.address().await.ends_with("papel.html"));
        assert!(!self.sees("Aula").await && !self.sees(TITLE).await);
    }
}

#[tokio::test]
async fn leaving_hides_the_course_from_back_and_forward() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let mut page = browser.page().await;
    let titles = [&lessons()[0].title, &lessons()[1].title];
    // Pages that were loaded, and pages that the app moved to.
    page.begin_course(&server).await;
    page.follow(Link, "Siguiente…", titles[1]).await;
    page.goto(&server.url("privacidad/")).await;
    page.see("Guardado").await;
    page.click(Link, TITLE_OF_CATALOG).await;
    page.focus_at(Heading, "Capacitaciones…").await;
    page.back().await;
    page.find(Heading, "Aviso de privacidad").await;

    page.press_exit_key().await;
    page.is_neutral().await;
    for steps in [-1, -1, -1, 1, 1, 1] {
        page.travel(steps).await;
        page = browser.page().await;
        page.is_neutral().await;
    }

    // Who comes by the address wants to be here.
    page.goto(&server.url("")).await;
    page.find(Link, TITLE).await;
    page.reload().await;
    page.find(Link, TITLE).await;
    page.assert_quiet().await;
}

/// The link to the catalogue in the header.
const TITLE_OF_CATALOG: &str = "Capacitaciones";

#[tokio::test]
async fn a_finger_turns_lessons_opens_what_is_closed_and_leaves() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let (lesson, ..) = case();
    page.set_touch_screen().await;
    page.goto(&address(&server, lesson)).await;
    page.see("Guardado").await;
    let whole = "Leer el caso completo, con todas sus decisiones";
    page.tap(Disclosure, whole).await;
    page.until_is("expanded", Disclosure, whole).await;
    page.tap(Link, "Anterior…").await;
    page.gone(Heading, &lesson.title).await;
    page.tap(Link, "Siguiente…").await;
    page.focus_at(Heading, &lesson.title).await;
    page.assert_touched_only().await;
    page.tap(Link, "Salida rápida").await;
    page.is_neutral().await;
}

#[tokio::test]
async fn leaving_needs_no_app() {
    let server = Server::of(&given("AULA_SITE")).await;
    server.change(|host| host.wasm = Wasm::Missing);
    let browser = Browser::start().await;
    let page = browser.page().await;
    for (path, words) in [
        ("", "No se pudo cargar la parte interactiva."),
        ("cursos/mujeres-y-migracion/completo.html", TITLE),
    ] {
        // The driver takes a tab for crashed when a page is replaced that still loads.
        page.goto(&server.url(path)).await;
        page.see(words).await;
        page.click(Link, "Salida rápida").await;
        page.is_neutral().await;
        page.goto(&server.url(path)).await;
        page.see(words).await;
        page.press_exit_key().await;
        page.is_neutral().await;
    }
}

#[tokio::test]
async fn nothing_asks_before_leaving_and_a_dialog_is_no_obstacle() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("mis-datos/")).await;
    page.until_live().await;
    page.click(Button, "Entrar de visita, sin guardar").await;
    page.see("nada de lo que conteste se guarda en este equipo")
        .await;
    page.go_to_first_lesson().await;
    let item = items()[0];
    page.answer(item, right).await;
    page.see("Sin guardar en este equipo").await;
    page.press(Key::Letter('?')).await;
    page.find(Dialog, "Teclas rápidas").await;
    page.press_exit_key().await;
    page.is_neutral().await;
}

#[tokio::test]
async fn the_exit_and_the_keys_can_be_switched_off() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    page.see("el historial del navegador conserva las páginas que visitó")
        .await;

    // Keys: a letter goes on, `?` explains, and off is off.
    page.press(Key::Letter('s')).await;
    page.focus_at(Heading, &lessons()[1].title).await;
    page.press(Key::Letter('a')).await;
    page.focus_at(Heading, &lessons()[0].title).await;
    page.press(Key::Letter('?')).await;
    page.find(Dialog, "Teclas rápidas").await;
    page.judge().await;
    page.tab_to(Button, "Usar teclas rápidas").await;
    page.press(Key::Enter).await;
    page.tab_to(Button, "Cerrar").await;
    page.press(Key::Enter).await;
    page.gone(Dialog, "Teclas rápidas").await;
    page.press(Key::Letter('s')).await;
    page.press(Key::Letter('?')).await;
    page.gone(Dialog, "Teclas rápidas").await;
    page.find(Heading, &lessons()[0].title).await;

    // The exit.
    page.tab_to(Button, "Usar la salida rápida").await;
    page.press(Key::Enter).await;
    page.gone(Link, "Salida rápida").await;
    page.reload().await;
    page.find(Heading, &lessons()[0].title).await;
    page.gone(Link, "Salida rápida").await;
    page.press_exit_key().await;
    page.find(Heading, &lessons()[0].title).await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_letter_takes_nobody_away_from_what_they_have_chosen() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    let (item, chosen) = (items()[0], &right(items()[0])[0]);
    page.item(item).click(Radio, chosen).await;
    page.press(Key::Letter('?')).await;
    page.press(Key::Letter('s')).await;
    page.gone(Dialog, "Teclas rápidas").await;
    page.find(Heading, &lessons()[0].title).await;
    assert!(page.item(item).find(Radio, chosen).await.is("checked"));
}

#[tokio::test]
async fn letters_grow_and_stay_so() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    let size = "parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)";
    let before = page.evaluate(size).await.as_f64().unwrap();
    page.tab_to(Button, "Enorme").await;
    page.press(Key::Space).await;
    let after = page.evaluate(size).await.as_f64().unwrap();
    assert!(after > before * 1.5, "{before} to {after}");
    page.judge().await;
    page.reload().await;
    page.find(Heading, &lessons()[0].title).await;
    assert_eq!(page.evaluate(size).await.as_f64(), Some(after));
}
