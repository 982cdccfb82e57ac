//! An evaluation that is interrupted and one that fails: nothing is lost, and the way on is told.

use crate::browser::Browser;
use crate::course::{TITLE, course, right, wrong};
use crate::given;
use crate::page::Page;
use crate::server::Server;
use crate::tree::Role::*;

#[tokio::test]
async fn leaving_asks_and_coming_back_finds_the_same_questions() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.open_course(&server.url("")).await;
    page.start_evaluation().await;
    let first = page.asked(1).await;
    page.pick(first, &right(first)).await;
    page.see("Guardado").await;
    let titles = titles(&page).await;

    page.click(Link, "Capacitaciones").await;
    let dialog = page.within(Dialog, "¿Salir de la evaluación?");
    dialog.see("Salir no gasta el intento.").await;
    dialog.click(Button, "Quedarme").await;
    page.see(&format!("Pregunta {} de", titles.len())).await;
    // The browser's own way back asks too.
    let address = page.address().await;
    page.back().await;
    dialog.click(Button, "Quedarme").await;
    page.see(&format!("Pregunta {} de", titles.len())).await;
    assert_eq!(page.address().await, address);
    page.back().await;
    dialog.click(Button, "Salir por ahora").await;
    page.find(Heading, "Contenido").await;
    // And who has left is led on, not to the evaluation again.
    page.back().await;
    page.find(Heading, "Capacitaciones…").await;
    page.click(Link, TITLE).await;
    page.click(Link, "Continuar donde me quedé").await;
    page.asked(titles.len()).await;
    page.go_to_question(3).await;
    let third = page.asked(3).await;
    page.pick(third, &wrong(third)).await;
    page.see("Guardado").await;
    page.click(Button, "Pregunta siguiente").await;
    page.asked(4).await;
    page.ask_to_hand_in().await;
    page.click(Button, "Seguir contestando").await;
    page.asked(4).await;
    page.click(Button, "Salir").await;
    dialog.click(Button, "Salir por ahora").await;
    page.find(Heading, "Contenido").await;

    page.reload().await;
    page.click(Link, "Continuar donde me quedé").await;
    page.asked(4).await;
    assert_eq!(self::titles(&page).await, titles);
    page.reload().await;
    page.asked(4).await;
    page.go_to_question(1).await;
    assert!(page.find(Radio, &right(first)[0]).await.is("checked"));
    page.assert_quiet().await;
}

/// The titles of all questions of the attempt, which ends at the last.
async fn titles(page: &Page) -> Vec<&'static str> {
    let mut titles = Vec::new();
    for number in 1..=course().assessment_length() as usize {
        titles.push(page.go_to_question(number).await.title.as_str());
    }
    titles
}

#[tokio::test]
async fn a_failed_evaluation_says_what_to_review_and_when_to_come_back() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.open_course(&server.url("")).await;
    page.fail_evaluation().await;
    page.find(Heading, "No aprobada").await;
    page.see("Obtuvo 0 %. Se aprueba con 80 %.").await;
    for objective in &course().objectives {
        page.find(Progress, &objective.text).await;
    }
    page.see("0 de 2").await;
    page.find(Heading, "Lecciones para repasar").await;
    // Today or tomorrow, «a la 1:05» or «a las 2:05».
    page.see("El siguiente intento se abre").await;
    page.gone(Button, "Empezar la evaluación").await;
    assert_eq!(page.all(Region).await.len(), 0, "no question is shown");

    page.click(Link, "Mujeres y migración").await;
    page.click(Link, "Constancia").await;
    page.see("Obtener al menos 80 % en la evaluación final (su mejor resultado: 0 %)")
        .await;
    page.gone(Button, "Revisar").await;

    page.set_clock_wrong_by(11 * 60).await;
    page.open_course(&server.url("")).await;
    page.click(Link, "Evaluación final").await;
    page.click(Button, "Empezar la evaluación").await;
    page.answer_from(1, crate::course::wrong).await;
    page.hand_in().await;
    page.see("Usó todos sus intentos. Repase estas lecciones y se abrirá otro intento:")
        .await;
    page.within(Main, "")
        .find(Heading, "Lecciones para repasar")
        .await;
    page.judge().await;
    page.assert_quiet().await;
}
