//! The whole way by mouse: from the catalogue to the constancia in one's hands.

use crate::browser::Browser;
use crate::course::{TITLE, citation, explanations, items, lessons, right, wrong};
use crate::given;
use crate::learner::NAME_FIELD;
use crate::page::Page;
use crate::pdf::Pdf;
use crate::server::Server;
use crate::tree::Role::*;

/// Accents, an apostrophe and letters of Zapotec, Mixe and Otomí.
const NAME: &str = "María Ñúñez O’Connor a̱ ʉ";

#[tokio::test]
async fn a_course_is_learned_passed_and_certified_by_mouse() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    errs_and_reads_why(&page).await;
    page.finish_lessons().await;
    assert_eq!(
        certificate_files(&server),
        [""; 0],
        "nothing of the constancia is loaded before the evaluation"
    );

    skips_marks_changes_and_hands_in(&page).await;
    page.find(Heading, "Aprobada").await;
    page.see("Obtuvo 100 %. Se aprueba con 80 %.").await;
    page.click(Link, "Ir a la constancia").await;
    writes_and_corrects_the_name(&page).await;

    page.click(Button, "Descargar PDF").await;
    page.see("búsquelo en sus descargas").await;
    let pdf = Pdf::read(&page.wait_for_download().await);
    pdf.assert_sound();
    says_the_same_on_paper(&page, &pdf).await;

    page.click(Link, "Mis constancias").await;
    page.click(Disclosure, &format!("{TITLE}, {NAME}, …")).await;
    page.click(Button, "Descargar PDF").await;
    let again = Pdf::read(&page.wait_for_download().await);
    assert_eq!(again.text, pdf.text);
    page.assert_quiet().await;
}

/// The first item: without a choice, then wrongly, with all its explanations, and ready for another answer.
async fn errs_and_reads_why(page: &Page) {
    let item = items()[0];
    let part = page.item(item);
    part.click(Button, "Responder").await;
    part.see("Elija una opción antes de responder.").await;

    page.answer(item, wrong).await;
    part.find(Heading, "No es la mejor decisión").await;
    let picked = wrong(item);
    for words in explanations(item, &[right(item), picked.clone()].concat()) {
        part.see(&words).await;
    }
    let (words, article) = citation(item, &picked);
    part.click(Link, &words).await;
    part.see(&article).await;
    part.click(Disclosure, "Qué pasa con las otras opciones")
        .await;

    page.see("Repáselo en unos 2 minutos:").await;
    let mut others = lessons()[0].items();
    let fresh = others.find(|other| other.id != item.id && other.objective == item.objective);
    let fresh = fresh.expect("the lesson asks twice about its objective");
    page.click(Link, &format!("«{}»", fresh.title)).await;
    page.focus_at(Heading, &fresh.title).await;

    part.click(Button, "Practicar de nuevo").await;
    part.find(Button, "Responder").await;
    assert!(
        part.all(Radio)
            .await
            .iter()
            .all(|radio| !radio.is("checked")),
        "nothing is chosen"
    );
}

/// Skips the first question, marks the second, changes the third.
async fn skips_marks_changes_and_hands_in(page: &Page) {
    page.click(Button, "Empezar la evaluación").await;
    let skipped = page.asked(1).await;
    page.click(Button, "Pregunta siguiente").await;
    page.asked(2).await;
    page.click(CheckBox, "Marcar para revisar").await;
    page.answer_from(2, right).await;
    let changed = page.go_to_question(3).await;
    page.pick(changed, &wrong(changed)).await;
    page.pick(changed, &right(changed)).await;

    page.ask_to_hand_in().await;
    page.see("Queda 1 pregunta sin contestar. Si entrega así, cuentan como incorrectas.")
        .await;
    page.see("1 pregunta marcada para revisar.").await;
    page.find(Button, "Pregunta 2").await;
    page.click(Button, "Pregunta 1").await;
    page.asked(1).await;
    page.pick(skipped, &right(skipped)).await;
    page.ask_to_hand_in().await;
    page.see("Contestó todas las preguntas. Después de entregar no se pueden cambiar.")
        .await;
    page.click(Button, "Entregar ahora").await;
}

async fn writes_and_corrects_the_name(page: &Page) {
    page.find(Heading, "Constancia").await;
    page.click(Button, "Revisar").await;
    page.see("Escriba su nombre completo.").await;
    page.write_name("María").await;
    page.click(Button, "Corregir").await;
    page.focus_at(TextBox, NAME_FIELD).await;
    page.type_text(" Ñúñez O’Connor a̱ ʉ").await;
    page.click(Button, "Revisar").await;
    page.find(Heading, "¿Está bien escrito su nombre?").await;
    page.see(NAME).await;
    page.click(Button, "Sí, generar mi constancia").await;
    page.within(Region, "Vista de la constancia")
        .see(NAME)
        .await;
}

/// Every word of the page's sheet is on the paper; and the words that matter are among them.
async fn says_the_same_on_paper(page: &Page, pdf: &Pdf) {
    let sheet = page.within(Region, "Vista de la constancia").text().await;
    let missing: Vec<&str> = sheet
        .split(' ')
        .filter(|word| !pdf.text.contains(word))
        .collect();
    assert!(missing.is_empty(), "missing {missing:?} in\n{}", pdf.text);
    for words in [
        NAME,
        TITLE,
        "Folio",
        "EJEMPLO",
        "Constancia autoemitida",
        "no verificada por la institución",
    ] {
        assert!(
            pdf.text.contains(words),
            "{words:?} is missing in\n{}",
            pdf.text
        );
    }
}

/// What was requested of the constancia: module, script and font.
fn certificate_files(server: &Server) -> Vec<String> {
    let paths = server.requests().into_iter().map(|request| request.path);
    paths
        .filter(|path| path.contains("/assets/constancia."))
        .collect()
}
