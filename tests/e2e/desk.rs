//! The desk: from the first question to the right card in three answers or fewer, with the network gone.

use crate::browser::Browser;
use crate::course::{course, lessons, parsed_from, right};
use crate::given;
use crate::hands::Key;
use crate::page::Page;
use crate::server::Server;
use crate::tree::Role::*;
use aula_core::course::desk::{Desk, Destination};

/// The name of the page.
const TITLE: &str = "Tengo a una persona enfrente";

/// Answers that lead to a card, and its title.
fn way(module: &str) -> (Vec<String>, String) {
    let desk = Desk::of(&parsed_from("courses"));
    let leads = |to: &Destination| matches!(to, Destination::Card(id, _) if id.as_str() == module);
    let first = &desk.forks[0];
    for answer in &first.branches {
        let Destination::Fork(id) = &answer.leads_to else {
            continue;
        };
        let second = desk.fork(id).expect("lint holds it");
        if let Some(last) = second
            .branches
            .iter()
            .find(|branch| leads(&branch.leads_to))
        {
            let (.., card) = desk
                .courses
                .iter()
                .flat_map(|course| &course.modules)
                .find(|each| each.id.as_str() == module)
                .map(|each| (each, each.card.as_ref().expect("it has one")))
                .expect("the module is there");
            return (
                vec![answer.text.clone(), last.text.clone()],
                card.title.clone(),
            );
        }
    }
    panic!("no way leads to {module}")
}

#[tokio::test]
async fn the_right_card_is_reached_by_keys_after_the_server_is_gone() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.see("Guardado").await;
    page.click(Link, TITLE).await;
    page.focus_at(Heading, TITLE).await;
    page.find(Heading, "¿Qué pasa con la persona que tiene enfrente?")
        .await;
    page.judge().await;
    drop(server);

    for module in ["salud-y-registro", "compartir-y-cuidar"] {
        let (answers, card) = way(module);
        assert!(answers.len() <= 3, "{answers:?}");
        for answer in &answers {
            page.tab_to(Button, answer).await;
            page.press(Key::Enter).await;
            page.focus_at(Heading, "…").await;
        }
        page.focus_at(Heading, &card).await;
        page.assert_focus_seen().await;
        page.see("Haga").await;
        page.find(Link, "Ir a la lección: …").await;
        page.see("por verificar").await;
        page.judge().await;
        page.tab_to(Button, "Empezar de nuevo").await;
        page.press(Key::Enter).await;
        page.focus_at(Heading, "¿Qué pasa con la persona que tiene enfrente?")
            .await;
    }

    // By a word, without its accent.
    page.click(SearchBox, "Buscar en fichas y directorio").await;
    page.type_text("violacion").await;
    page.see("1 resultado").await;
    page.press(Key::Tab).await;
    page.press(Key::Enter).await;
    page.focus_at(Heading, "Violencia: proteger sin condiciones")
        .await;
}

#[tokio::test]
async fn the_desk_opens_from_a_lesson_after_the_server_is_gone() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    is_fetched(&page, &server, "/ventanilla.").await;
    drop(server);
    page.press(Key::Letter('v')).await;
    page.focus_at(Heading, TITLE).await;
}

#[tokio::test]
async fn the_lesson_after_this_one_opens_after_the_server_is_gone() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    let (second, third) = (lessons()[1], lessons()[2]);
    is_fetched(&page, &server, &format!("/{}.", second.id)).await;
    page.follow(Link, "Siguiente…", &second.title).await;
    is_fetched(&page, &server, &format!("/{}.", third.id)).await;
    drop(server);
    page.follow(Link, "Siguiente…", &third.title).await;
    let item = third.items().next().expect("an item");
    page.answer(item, right).await;
    page.item(item).see("Guardado").await;
}

/// Waits until a data file was fetched, and there is nothing left to save.
async fn is_fetched(page: &Page, server: &Server, name: &str) {
    page.until(name, async || {
        let requests = server.requests();
        let mut data = requests
            .iter()
            .filter(|request| request.path.contains(name) && request.path.ends_with(".bin"));
        data.next().map(drop).ok_or("not asked for".into())
    })
    .await;
    page.see("Guardado").await;
}

#[tokio::test]
async fn the_desk_is_there_without_the_server_whatever_was_looked_up_since() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    page.press(Key::Letter('v')).await;
    page.focus_at(Heading, TITLE).await;
    page.click(Link, "Capacitaciones").await;
    page.click(Link, crate::course::TITLE).await;
    page.click(Link, "Glosario").await;
    page.focus_at(Heading, "Glosario").await;
    drop(server);
    page.press(Key::Letter('v')).await;
    page.focus_at(Heading, TITLE).await;
}

#[tokio::test]
async fn a_hard_passage_leads_to_the_self_care_card() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let lesson = "cursos/mujeres-y-migracion/violencia-y-proteccion/nombrar-la-violencia.html";
    page.goto(&server.url(lesson)).await;
    page.find(Heading, "Ver la violencia…").await;
    page.see("Guardado").await;
    for version in ["Leer la versión breve", "Leer esta parte"] {
        page.click(Disclosure, version).await;
    }
    page.judge().await;
    page.follow(Link, "¿Le afectó? Cuídese también", "Cuídese también")
        .await;
    page.see("Pida relevo").await;
    page.see("A quién acudir").await;
    page.judge().await;
    page.reload().await;
    page.find(Heading, "Cuídese también").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn the_whole_text_of_a_course_leads_to_the_desk_and_names_only_keys_that_work() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let whole = server.url(&format!("cursos/{}/completo.html", course().id));
    page.goto(&whole).await;
    page.press(Key::Letter('?')).await;
    page.find(Dialog, "Teclas rápidas").await;
    page.see(TITLE).await;
    assert!(!page.sees("Lección siguiente").await);
    page.click(Button, "Cerrar").await;
    page.press(Key::Letter('v')).await;
    page.find(Heading, TITLE).await;
    page.goto(&whole).await;
    page.click(Link, "Capacitaciones").await;
    page.find(Link, crate::course::TITLE).await;
    page.assert_quiet().await;
}
