//! A branching case: to an end by keyboard and by taps, back, on after a reload, and read without the app.

use crate::answering::Way;
use crate::browser::Browser;
use crate::course::{TITLE, case, course};
use crate::given;
use crate::hands::Key;
use crate::server::Server;
use crate::tree::Role::*;
use aula_core::case::{Case, Decision, Scene};
use aula_core::course::Lesson;

/// Where a lesson of the course lies.
pub fn address(server: &Server, lesson: &Lesson) -> String {
    let (module, _) = course().lesson(&lesson.id).expect("it is of the course");
    let (course, id) = (&course().id, &lesson.id);
    server.url(&format!("cursos/{course}/{}/{id}.html", module.id))
}

/// The first decision of the first scene that is not adequate, with that scene.
fn poor(case: &Case) -> (&Scene, &Decision) {
    let scene = &case.scenes[0];
    let mut decisions = scene.decisions().iter();
    let poor = decisions.find(|decision| !decision.adequate);
    (scene, poor.expect("one is not adequate"))
}

#[tokio::test]
async fn a_case_is_gone_through_by_keyboard_back_and_on_after_a_reload() {
    let (lesson, way, end) = case();
    let (scene, poor) = poor(lesson.case().unwrap());
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&address(&server, lesson)).await;
    page.see("Llegue a un final del caso").await;
    page.judge().await;

    page.follow(Button, &poor.words, "Qué pasó").await;
    page.see("menos que antes").await;
    page.judge().await;
    page.follow(Button, "Volver a la decisión anterior", &scene.title)
        .await;
    page.follow(Button, &way[0].1, "Qué pasó").await;
    page.follow(Button, "Seguir", &way[1].0).await;
    page.see("Guardado").await;

    // What was decided is there again, and so is the way back.
    page.reload().await;
    page.see("CASO · DECISIÓN 2").await;
    page.find(Heading, &way[1].0).await;
    let titles: Vec<&String> = way.iter().map(|(title, _)| title).chain([&end]).collect();
    for (index, (_, words)) in way.iter().enumerate().skip(1) {
        page.follow(Button, words, "Qué pasó").await;
        page.follow(Button, "Seguir", titles[index + 1]).await;
    }
    page.see("Lección terminada").await;
    page.find(Heading, "El camino que recorrió").await;
    page.judge().await;

    // Back in the middle and anew: what was achieved stays.
    let moment = format!("Volver a este momento: {}", way[1].0);
    page.follow(Button, &moment, &way[1].0).await;
    page.see("Lección terminada").await;
    page.follow(Button, "Volver a la decisión anterior", &way[0].0)
        .await;
    page.see("CASO · DECISIÓN 1").await;
    page.gone(Button, "Volver a la decisión anterior").await;
    page.see("Guardado").await;
    page.reload().await;
    page.see("Lección terminada").await;
    page.find(Heading, &way[0].0).await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_case_is_gone_through_by_taps_to_a_poor_end_and_once_more() {
    let (lesson, way, end) = case();
    let case = lesson.case().unwrap();
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.set_touch_screen().await;
    page.goto(&address(&server, lesson)).await;
    let mut road = vec![];
    loop {
        let position = case.play(&road);
        let scene = position.scene.unwrap();
        page.find(Heading, &scene.title).await;
        if scene.is_end() {
            break;
        }
        let offered = case.offered(scene, &position.values);
        let poor = offered.iter().rfind(|decision| !decision.adequate).unwrap();
        page.decide(Way::Taps, &poor.words).await;
        road.push((scene.id.clone(), poor.id.clone()));
    }
    page.see("No es la mejor decisión").await;
    page.see("Lección terminada").await;
    page.tap(Button, "Recorrerlo otra vez").await;
    page.focus_at(Heading, &way[0].0).await;
    page.assert_touched_only().await;
    page.finish_case(lesson).await;
    page.find(Heading, &end).await;
    assert!(!page.sees("No es la mejor decisión").await);
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_case_can_be_read_whole() {
    let (lesson, way, end) = case();
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url(&format!("cursos/{}/completo.html", course().id)))
        .await;
    let (_, poor) = poor(lesson.case().unwrap());
    for words in way
        .iter()
        .map(|(_, words)| words)
        .chain([&poor.words, &end])
    {
        page.see(words).await;
    }
    page.see("SEGÚN LO QUE SE DECIDIÓ ANTES").await;

    page.goto(&address(&server, lesson)).await;
    page.see("Llegue a un final del caso").await;
    assert!(!page.sees(&poor_consequence(lesson)).await);
    page.tab_to(
        Disclosure,
        "Leer el caso completo, con todas sus decisiones",
    )
    .await;
    page.press(Key::Enter).await;
    page.see(&poor_consequence(lesson)).await;
    page.judge().await;
}

/// How what follows the poor decision begins.
fn poor_consequence(lesson: &Lesson) -> String {
    use aula_core::prose::{Block, plain_text};
    let (_, poor) = poor(lesson.case().unwrap());
    match &poor.consequence[0] {
        Block::Paragraph(text) => plain_text(text),
        other => panic!("no paragraph: {other:?}"),
    }
}

/// How many files of a part of the app were asked for.
fn asked(server: &Server, part: &str) -> usize {
    let requests = server.requests();
    let of_it = requests
        .iter()
        .filter(|request| request.path.contains(part));
    of_it.count()
}

#[tokio::test]
async fn a_case_brings_what_it_is_drawn_with_and_no_page_of_others() {
    let (lesson, way, _) = case();
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&address(&server, lesson)).await;
    page.follow(Button, &way[0].1, "Qué pasó").await;
    let loaded = ["within", "trust", "later"].map(|part| asked(&server, &format!("split_{part}")));
    assert_eq!(loaded, [1, 0, 0]);
    page.goto(&server.url("verificar/")).await;
    page.click(Button, "Verificar").await;
    page.see("Primero elija un archivo").await;
    let loaded = ["trust", "later"].map(|part| asked(&server, &format!("split_{part}")));
    assert_eq!(loaded, [1, 0]);
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_case_whose_code_did_not_arrive_says_so_and_comes_the_next_time() {
    let (lesson, way, _) = case();
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.click(Link, TITLE).await;
    page.find(Link, "Empezar").await;
    server.change(|host| host.gone = Some("split_within".into()));
    page.click(Link, &lesson.title).await;
    page.find(Heading, "Esta parte no llegó").await;
    server.change(|host| host.gone = None);
    page.click(Link, "Ver las capacitaciones").await;
    page.click(Link, TITLE).await;
    page.click(Link, &lesson.title).await;
    page.follow(Button, &way[0].1, "Qué pasó").await;
}
