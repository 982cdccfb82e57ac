//! Every kind of item (`tests/gallery/`, a site of its own): answered by keyboard alone, by single clicks and by single taps, judged by
//! axe in each state. What is right is asked of core, so that a new kind fails here until it can be answered.

use crate::answering::{Knows, Way, again, button, has_parts, verdict};
use crate::browser::Browser;
use crate::course::parsed_from;
use crate::given;
use crate::hands::Key;
use crate::page::Page;
use crate::server::Server;
use crate::tree::Role::*;
use aula_core::course::{Course, Parsed, Pool};
use aula_core::item::Item;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

fn gallery() -> &'static (Course, Pool) {
    static PARSED: OnceLock<Parsed> = OnceLock::new();
    &PARSED.get_or_init(|| parsed_from("tests/gallery")).courses[0]
}

async fn site() -> (Server, Browser, Page) {
    let server = Server::of(&given("AULA_GALLERY")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("cursos/tipos/")).await;
    page.see("Guardado").await;
    (server, browser, page)
}

#[tokio::test]
async fn every_kind_is_answered_by_keyboard_alone() {
    let (_server, _browser, page) = site().await;
    pass(&page, Way::Keys).await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn every_kind_is_answered_by_single_taps() {
    let (_server, _browser, page) = site().await;
    page.set_touch_screen().await;
    page.reload().await;
    pass(&page, Way::Taps).await;
    page.assert_touched_only().await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn every_kind_has_no_violation_wrong_in_part_right_or_open() {
    let (_server, _browser, page) = site().await;
    page.click(Link, "Empezar").await;
    for (_, lesson) in gallery().0.lessons() {
        page.focus_at(Heading, &lesson.title).await;
        for item in lesson.items() {
            let part = page.item(item);
            part.click(Button, button(item)).await;
            if item.prompt != item.prompt_without_hint() {
                part.click(Disclosure, "Ver una pista").await;
            }
        }
        page.judge().await;
        for (knows, name) in [
            (Knows::Nothing, "mal"),
            (Knows::Part, "en-parte"),
            (Knows::All, "bien"),
        ] {
            // High enough to show an item whole: these pictures are looked at.
            page.set_viewport(320, 1600).await;
            for item in lesson.items() {
                let part = page.item(item);
                if knows == Knows::Part && !has_parts(item) {
                    continue;
                }
                if knows != Knows::Nothing {
                    part.click(Button, again(item)).await;
                }
                part.fill(item, Way::Clicks, knows).await;
                part.click(Button, button(item)).await;
                part.find(Heading, verdict(item, knows)).await;
                page.screenshot(&format!("tipo-{}-{name}", item.id.as_str()))
                    .await;
            }
            page.judge().await;
        }
        page.set_viewport(1280, 900).await;
        page.click(Link, "Siguiente…").await;
    }
    page.click(Button, "Empezar la evaluación").await;
    let asked = gallery().0.assessment_length();
    for number in 1..=asked {
        let item = page.asked_of(pool(), number).await;
        page.fill(item, Way::Clicks, Knows::Nothing).await;
        page.judge().await;
        if number < asked {
            page.click(Button, "Pregunta siguiente").await;
        }
    }
    page.assert_quiet().await;
}

#[tokio::test]
async fn every_kind_fits_a_small_screen_with_the_largest_letters() {
    let (server, _browser, page) = site().await;
    page.set_viewport(320, 640).await;
    page.click(Button, "Enorme").await;
    page.goto(&server.url("cursos/tipos/completo.html")).await;
    page.assert_fits().await;
    page.goto(&server.url("cursos/tipos/")).await;
    page.see("Guardado").await;
    page.click(Link, "Empezar").await;
    for (_, lesson) in gallery().0.lessons() {
        page.focus_at(Heading, &lesson.title).await;
        page.assert_fits().await;
        page.click(Link, "Siguiente…").await;
    }
    page.click(Button, "Empezar la evaluación").await;
    let asked = gallery().0.assessment_length();
    for number in 1..=asked {
        page.asked_of(pool(), number).await;
        page.assert_fits().await;
        if number < asked {
            page.click(Button, "Pregunta siguiente").await;
        }
    }
    page.assert_quiet().await;
}

#[tokio::test]
async fn who_has_spent_every_attempt_is_sent_to_the_coordination_and_told_why() {
    let (server, _browser, page) = site().await;
    for _ in 0..gallery().0.assessment.attempts {
        page.set_clock_wrong_by(11 * 60).await;
        page.goto(&server.url("cursos/tipos/")).await;
        page.click(Link, "Evaluación final").await;
        page.see("Si los agota, hable con la coordinación").await;
        page.click(Button, "Empezar la evaluación").await;
        let item = page.asked_of(pool(), 1).await;
        page.fill(item, Way::Clicks, Knows::Nothing).await;
        page.hand_in().await;
    }
    page.see("Ya usó todos sus intentos. Hable con la coordinación")
        .await;
    page.gone(Button, "Empezar la evaluación").await;
    let answered = page.all(Disclosure).await[0].name();
    page.click(Disclosure, &answered).await;
    page.judge().await;
    page.set_clock_wrong_by(24 * 60 * 60).await;
    page.reload().await;
    page.see("Ya usó todos sus intentos.").await;
    page.gone(Button, "Empezar la evaluación").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn the_plan_shows_every_commitment_with_its_date() {
    let (server, _browser, page) = site().await;
    page.click(Link, "Mi plan").await;
    page.focus_at(Heading, "Mi plan").await;
    page.see("Todavía no ha anotado compromisos.").await;
    page.judge().await;
    page.click(Link, "De escribir").await;
    let item = &gallery()
        .0
        .lessons()
        .last()
        .expect("a lesson")
        .1
        .items()
        .last()
        .expect("a plan");
    let part = page.item(item);
    part.click(Disclosure, "Ideas para empezar").await;
    part.click(Button, "La próxima vez que llegue alguien…")
        .await;
    part.click(Button, button(item)).await;
    part.click(Link, "Mi plan").await;
    let kept = [
        "La próxima vez que llegue alguien sin papeles, yo pregunto primero qué necesita.",
        "Anotado el ",
    ];
    for words in kept {
        page.see(words).await;
    }
    page.judge().await;
    page.prints("mi-plan", &kept).await;
    page.goto(&server.url("cursos/tipos/#/mi-plan")).await;
    page.find(Button, "Imprimir").await;
    page.assert_quiet().await;
}

/// The field for one's own words, in front of somebody who has read «Guardado» at the top of the page.
async fn own_words(page: &Page, server: &Server) -> Page {
    page.goto(&server.url("cursos/tipos/")).await;
    page.see("Guardado").await;
    page.click(Link, "De escribir").await;
    let lesson = gallery().0.lessons().last().expect("a lesson").1;
    let part = page.item(lesson.items().next().expect("own words"));
    part.click(TextBox, "Su respuesta").await;
    part
}

#[tokio::test]
async fn row_01_who_writes_on_without_a_pause_loses_only_the_last_words() {
    let (server, mut browser, page) = site().await;
    let part = own_words(&page, &server).await;
    page.type_text("B").await;
    part.see("Guardando…").await;
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(6) {
        page.type_text("uenas tardes. ").await;
    }
    assert!(part.sees("Guardando…").await);
    browser.kill();
    browser.start_again().await;
    let page = browser.page().await;
    own_words(&page, &server).await;
    let kept = page.find(TextBox, "Su respuesta").await.value();
    assert!(kept.len() > 20, "{kept:?}");
}

#[tokio::test]
async fn what_is_being_written_is_kept_when_the_tab_is_hidden() {
    let (server, browser, page) = site().await;
    // Time alone would keep it too.
    page.on_new_document(
        "{ const set = setTimeout; setTimeout = (act, ms, ...rest) => ms > 2000 ? 0 : set(act, ms, ...rest); }",
    )
    .await;
    let part = own_words(&page, &server).await;
    page.type_text("Buenas tardes.").await;
    part.see("Guardando…").await;
    browser.new_tab().await.come_to_front().await;
    page.come_to_front().await;
    part.see("Guardado").await;
}

#[tokio::test]
async fn own_words_are_printed_beside_the_model() {
    let (server, _browser, page) = site().await;
    let part = own_words(&page, &server).await;
    page.type_text("Pase usted, Amina.").await;
    part.click(Button, "Terminar y comparar").await;
    part.find(Heading, "Sin calificación: es para usted").await;
    // Also the ideas for a commitment, which one can press.
    let (model, idea) = ("Aquí puede comer hoy con su hija.", "yo busco a quien");
    page.prints("sus-palabras", &["Pase usted, Amina.", model, idea])
        .await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn what_is_no_number_stays_and_is_said() {
    let (_server, _browser, page) = site().await;
    page.click(Link, "Empezar").await;
    let field = "Su respuesta, con cifras (lugares)";
    page.click(TextBox, field).await;
    page.type_text("veinte").await;
    page.press(Key::Enter).await;
    page.see("Escriba un número con cifras").await;
    assert_eq!(page.find(TextBox, field).await.value(), "veinte");
    assert_eq!(page.focused().await.1, field);
}

/// The items of its bank.
pub fn pool() -> &'static [Item] {
    &gallery().1.items
}

/// How many objectives its course has.
pub fn objectives() -> usize {
    gallery().0.objectives.len()
}

/// From the course's page to a passed evaluation, everything right.
pub async fn pass(page: &Page, way: Way) {
    page.push(way, Link, "Empezar").await;
    for (_, lesson) in gallery().0.lessons() {
        page.focus_at(Heading, &lesson.title).await;
        for item in lesson.items() {
            let part = page.item(item);
            part.fill(item, way, Knows::All).await;
            part.push(way, Button, button(item)).await;
            page.focus_at(Heading, verdict(item, Knows::All)).await;
            if way == Way::Keys {
                page.assert_focus_seen().await;
            }
        }
        page.push(way, Link, "Siguiente…").await;
    }
    page.push(way, Button, "Empezar la evaluación").await;
    let asked = gallery().0.assessment_length();
    for number in 1..=asked {
        let item = page.asked_of(pool(), number).await;
        page.focus_at(Heading, &item.title).await;
        page.fill(item, way, Knows::All).await;
        if number < asked {
            page.push(way, Button, "Pregunta siguiente").await;
        }
    }
    let map = page.within(Navigation, "Preguntas de la evaluación");
    map.push(way, Button, "Entregar").await;
    page.push(way, Button, "Entregar ahora").await;
    page.focus_at(Heading, "Aprobada").await;
    page.see("Obtuvo 100 %.").await;
}

impl Page {
    /// The item of this pool that an evaluation asks at this place, counted from 1; waits until it is shown.
    pub async fn asked_of(&self, pool: &'static [Item], number: u32) -> &'static Item {
        self.see(&format!("Pregunta {number} de")).await;
        self.shown(pool).await
    }

    /// The item whose title the page shows.
    pub async fn shown(&self, pool: &'static [Item]) -> &'static Item {
        self.until("an item of the pool", async || {
            let headings = self.all(Heading).await;
            let shown = pool
                .iter()
                .find(|item| headings.iter().any(|heading| heading.name() == item.title));
            shown.ok_or("none is there".to_owned())
        })
        .await
    }
}
