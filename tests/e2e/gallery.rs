//! Every kind of item (`tests/gallery/`, a site of its own): answered by keyboard alone and by single clicks, judged by axe in each
//! state. What is right is asked of core, so that a new kind fails here until it can be answered.

use crate::browser::Browser;
use crate::course::parsed_from;
use crate::given;
use crate::hands::Key;
use crate::page::Page;
use crate::server::Server;
use crate::tree::{Role, Role::*};
use aula_core::course::{Course, Parsed, Pool};
use aula_core::item::blanks::Blanks;
use aula_core::item::hottext::Hottext;
use aula_core::item::matching::{Layout, Matching};
use aula_core::item::order::Order;
use aula_core::item::{Interaction, Item};
use aula_core::prose::{Inline, plain_text};
use std::sync::OnceLock;

/// How somebody answers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Keys,
    Clicks,
}

/// Whether they know.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Knows {
    All,
    Nothing,
}

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
    page.push(Way::Keys, Link, "Empezar").await;
    for (_, lesson) in gallery().0.lessons() {
        page.focus_at(Heading, &lesson.title).await;
        for item in lesson.items() {
            let part = page.item(item);
            part.fill(item, Way::Keys, Knows::All).await;
            part.push(Way::Keys, Button, button(item)).await;
            page.focus_at(Heading, verdict(item, Knows::All)).await;
            page.assert_focus_seen().await;
        }
        page.push(Way::Keys, Link, "Siguiente…").await;
    }
    page.push(Way::Keys, Button, "Empezar la evaluación").await;
    let pool = &gallery().1.items;
    for number in 1..=pool.len() {
        page.see(&format!("Pregunta {number} de")).await;
        let item = page.shown(pool).await;
        page.focus_at(Heading, &item.title).await;
        page.fill(item, Way::Keys, Knows::All).await;
        page.judge().await;
        if number < pool.len() {
            page.push(Way::Keys, Button, "Pregunta siguiente").await;
        }
    }
    let map = page.within(Navigation, "Preguntas de la evaluación");
    map.push(Way::Keys, Button, "Entregar").await;
    page.push(Way::Keys, Button, "Entregar ahora").await;
    page.focus_at(Heading, "Aprobada").await;
    page.see("Obtuvo 100 %.").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn every_kind_has_no_violation_wrong_right_or_open() {
    let (_server, _browser, page) = site().await;
    page.click(Link, "Empezar").await;
    for (_, lesson) in gallery().0.lessons() {
        page.focus_at(Heading, &lesson.title).await;
        for item in lesson.items() {
            page.item(item).click(Button, button(item)).await;
        }
        page.judge().await;
        page.set_viewport(1280, 900).await;
        for knows in [Knows::Nothing, Knows::All] {
            for item in lesson.items() {
                let part = page.item(item);
                part.fill(item, Way::Clicks, knows).await;
                part.click(Button, button(item)).await;
                part.find(Heading, verdict(item, knows)).await;
            }
            page.judge().await;
            page.set_viewport(1280, 900).await;
            for item in lesson.items().filter(|_| knows == Knows::Nothing) {
                page.item(item).click(Button, again(item)).await;
            }
        }
        page.click(Link, "Siguiente…").await;
    }
    page.find(Button, "Empezar la evaluación").await;
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
    page.see("La próxima vez que llegue alguien sin papeles, yo pregunto primero qué necesita.")
        .await;
    page.see("Anotado el ").await;
    page.judge().await;
    page.goto(&server.url("cursos/tipos/#/mi-plan")).await;
    page.find(Button, "Imprimir").await;
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

/// From the course's page to a passed evaluation, everything right.
pub async fn pass(page: &Page) {
    page.click(Link, "Empezar").await;
    for (_, lesson) in gallery().0.lessons() {
        page.focus_at(Heading, &lesson.title).await;
        for item in lesson.items() {
            let part = page.item(item);
            part.fill(item, Way::Clicks, Knows::All).await;
            part.click(Button, button(item)).await;
            part.find(Heading, verdict(item, Knows::All)).await;
        }
        page.click(Link, "Siguiente…").await;
    }
    page.click(Button, "Empezar la evaluación").await;
    let pool = &gallery().1.items;
    for number in 1..=pool.len() {
        page.see(&format!("Pregunta {number} de")).await;
        let item = page.shown(pool).await;
        page.fill(item, Way::Clicks, Knows::All).await;
        if number < pool.len() {
            page.click(Button, "Pregunta siguiente").await;
        }
    }
    page.hand_in().await;
}

fn verdict(item: &Item, knows: Knows) -> &'static str {
    match (item.interaction.is_graded(), knows) {
        (false, _) => "Sin calificación: es para usted",
        (true, Knows::All) => "Correcta",
        (true, Knows::Nothing) => "No es la mejor decisión",
    }
}

fn button(item: &Item) -> &'static str {
    match &item.interaction {
        Interaction::Extended(_) => "Terminar y comparar",
        Interaction::Plan(_) => "Anotar en mi plan",
        _ => "Responder",
    }
}

fn again(item: &Item) -> &'static str {
    match item.interaction.is_graded() {
        true => "Practicar de nuevo",
        false => "Cambiar lo que escribí",
    }
}

fn words(content: &[Inline]) -> String {
    plain_text(content)
}

impl Page {
    /// The item whose title the page shows.
    async fn shown(&self, pool: &'static [Item]) -> &'static Item {
        self.until("an item of the pool", async || {
            let headings = self.all(Heading).await;
            let shown = pool
                .iter()
                .find(|item| headings.iter().any(|heading| heading.name() == item.title));
            shown.ok_or("none is there".to_owned())
        })
        .await
    }

    /// Presses something: by keys, after seeing the focus on it.
    async fn push(&self, way: Way, role: Role, name: &str) {
        match way {
            Way::Clicks => self.click(role, name).await,
            Way::Keys => {
                self.tab_to(role, name).await;
                self.assert_focus_seen().await;
                self.press(Key::Enter).await;
            }
        }
    }

    /// Goes into a field.
    async fn enter(&self, way: Way, role: Role, name: &str) {
        match way {
            Way::Clicks => self.click(role, name).await,
            Way::Keys => self.tab_to(role, name).await,
        }
        self.assert_focus_seen().await;
    }

    /// Fills the fields of an item in.
    async fn fill(&self, item: &Item, way: Way, knows: Knows) {
        match &item.interaction {
            Interaction::Choice(_) => panic!("the gallery shows the other kinds"),
            Interaction::Order(order) => self.fill_order(item, order, way, knows).await,
            Interaction::Match(matching) => self.fill_match(matching, way, knows).await,
            Interaction::Blanks(blanks) => self.fill_blanks(blanks, way, knows).await,
            Interaction::Hottext(hottext) => self.fill_hottext(hottext, way, knows).await,
            Interaction::Number(number) => {
                self.enter(way, TextBox, "Su respuesta, con cifras…").await;
                let right = number.right.value.to_string();
                self.type_text(if knows == Knows::All { &right } else { "7" })
                    .await;
            }
            Interaction::Extended(_) => {
                self.enter(way, TextBox, "Su respuesta").await;
                self.type_text("Buenas tardes.").await;
            }
            Interaction::Plan(_) => {
                for field in ["La próxima vez que…", "…yo…"] {
                    self.enter(way, TextBox, field).await;
                    self.type_text("saludo").await;
                }
            }
        }
    }

    /// Moves each entry up to its place; who knows nothing turns the right order around.
    async fn fill_order(&self, item: &Item, order: &Order, way: Way, knows: Knows) {
        let mut wanted: Vec<_> = order.entries.iter().collect();
        if knows == Knows::Nothing {
            wanted.reverse();
        }
        let mut shown = order.shown(&item.id);
        for (target, entry) in wanted.iter().enumerate() {
            let at = shown
                .iter()
                .position(|id| *id == entry.id)
                .expect("it is shown");
            let name = format!("Subir {}", words(&entry.content));
            for step in 0..at - target {
                match way {
                    Way::Keys if step > 0 => self.press(Key::Enter).await,
                    _ => self.push(way, Button, &name).await,
                }
                // The focus goes with the entry, and its place is said.
                self.focus_at(Button, &name).await;
                self.see(&format!(
                    "Ahora está en el lugar {} de {}.",
                    at - step,
                    shown.len()
                ))
                .await;
            }
            let moved = shown.remove(at);
            shown.insert(target, moved);
        }
    }

    async fn fill_match(&self, matching: &Matching, way: Way, knows: Knows) {
        for (entry, group) in matching.entries() {
            let wrong = matching.groups.iter().find(|other| other.id != group.id);
            let chosen = if knows == Knows::All {
                group
            } else {
                wrong.expect("another group")
            };
            let (entry, chosen) = (words(&entry.content), words(&chosen.content));
            match matching.layout {
                Layout::Pairs { .. } => self.choose_option(way, &entry, &chosen).await,
                Layout::Groups => {
                    let radios = self.within(Group, &entry);
                    let first = words(&matching.groups[0].content);
                    match way {
                        Way::Clicks => radios.click(Radio, &chosen).await,
                        Way::Keys => {
                            radios.enter(way, Radio, &first).await;
                            match chosen == first {
                                true => self.press(Key::Space).await,
                                false => radios.arrow_to(Radio, &chosen).await,
                            }
                        }
                    }
                    assert!(radios.find(Radio, &chosen).await.is("checked"));
                }
            }
        }
    }

    /// Picks an option of a native list by its first letters, as its keyboard allows.
    async fn choose_option(&self, way: Way, list: &str, option: &str) {
        self.enter(way, ComboBox, list).await;
        self.type_text(option).await;
        if way == Way::Clicks {
            self.press(Key::Enter).await;
        }
        assert_eq!(self.find(ComboBox, list).await.value(), option);
    }

    async fn fill_blanks(&self, blanks: &Blanks, way: Way, knows: Knows) {
        for (blank, number) in blanks.blanks.iter().zip(1..) {
            let name = format!("Hueco {number}");
            let right = &blank.accepted[0];
            let wrong = blank.others.first().map_or("otra cosa", String::as_str);
            let chosen = if knows == Knows::All { right } else { wrong };
            if blank.is_list() {
                self.choose_option(way, &name, chosen).await;
            } else {
                self.enter(way, TextBox, &name).await;
                self.type_text(chosen).await;
            }
        }
    }

    async fn fill_hottext(&self, hottext: &Hottext, way: Way, knows: Knows) {
        let picked = hottext
            .candidates
            .iter()
            .filter(|each| each.correct == (knows == Knows::All));
        for candidate in picked {
            let name = words(&candidate.content);
            match way {
                Way::Clicks => self.click(CheckBox, &name).await,
                Way::Keys => {
                    self.enter(way, CheckBox, &name).await;
                    self.press(Key::Space).await;
                }
            }
            assert!(self.find(CheckBox, &name).await.is("checked"));
        }
    }
}
