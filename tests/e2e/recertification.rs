//! A constancia that expires, and the short check that renews it. On the gallery's site, whose constancia counts for a year.

use crate::answering::{Knows, Way};
use crate::browser::Browser;
use crate::gallery;
use crate::given;
use crate::page::Page;
use crate::pdf::Pdf;
use crate::server::Server;
use crate::tree::Role::*;

const DAY: i64 = 24 * 60 * 60;
const NAME: &str = "Ana Pérez Ñáñez";

#[tokio::test]
async fn a_constancia_expires_and_a_short_check_renews_it() {
    let server = Server::of(&given("AULA_GALLERY")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("cursos/tipos/")).await;
    page.see("Guardado").await;
    gallery::pass(&page, Way::Clicks).await;
    page.click(Link, "Ir a la constancia").await;
    page.write_name(NAME).await;
    page.click(Button, "Sí, generar mi constancia").await;
    page.see("Vigente hasta el ").await;
    let sheet = page.within(Region, "Vista de la constancia");
    sheet.see("Vigente hasta").await;
    sheet.see_no_more("Recertificación").await;
    looked_at(&page, "vigente").await;
    page.gone(Link, "Recertificarme").await;
    page.see("Guardado").await;

    // Ten months later it may be renewed. Nothing is weak: a little of each is asked.
    page.set_clock_wrong_by(300 * DAY).await;
    page.goto(&server.url("cursos/tipos/")).await;
    page.see("Su constancia vence el ").await;
    looked_at(&page, "por-vencer").await;
    page.click(Link, "Recertificarme").await;
    page.focus_at(Heading, "Recertificación").await;
    page.see("domina todos los objetivos").await;
    page.see(&format!("Son {} preguntas", gallery::objectives()))
        .await;
    looked_at(&page, "comprobacion").await;
    take(&page, Knows::Nothing).await;
    page.focus_at(Heading, "No aprobada").await;
    page.see("El siguiente intento se abre ").await;
    page.see("por reforzar").await;
    looked_at(&page, "no-aprobada").await;

    // It expires, and what was wrong is asked again.
    page.set_clock_wrong_by(100 * DAY).await;
    page.goto(&server.url("constancias/")).await;
    page.see("venció el ").await;
    looked_at(&page, "vencida-en-la-lista").await;
    page.goto(&server.url("cursos/tipos/#/constancia")).await;
    page.see("Su constancia venció el ").await;
    looked_at(&page, "vencida").await;
    page.click(Link, "Recertificarme").await;
    page.find(Button, "Empezar la recertificación").await;
    page.see_no_more("domina todos los objetivos").await;
    take(&page, Knows::All).await;
    page.focus_at(Heading, "Aprobada").await;
    page.see("Su constancia se renovó").await;
    page.see_no_more("Las respuestas se muestran al aprobar")
        .await;
    page.see("Guardado").await;
    looked_at(&page, "aprobada").await;

    page.click(Link, "Ir a la constancia").await;
    let sheet = page.within(Region, "Vista de la constancia");
    sheet.see("Recertificación").await;
    sheet.see(NAME).await;
    page.see("Vigente hasta el ").await;
    looked_at(&page, "renovada").await;
    page.click(Button, "Descargar PDF").await;
    let pdf = Pdf::read(&page.wait_for_download().await);
    pdf.assert_sound();
    for words in ["Recertificación", "Vigente hasta"] {
        assert!(pdf.text.contains(words), "{words} in {}", pdf.text);
    }
    page.gone(Link, "Recertificarme").await;

    page.goto(&server.url("constancias/")).await;
    page.see("vigente hasta el ").await;
    page.see("renovada").await;
    assert_eq!(page.all(Disclosure).await.len(), 2);
    looked_at(&page, "las-dos").await;
    page.assert_quiet().await;
}

/// Takes the recertification from its beginning to its result.
async fn take(page: &Page, knows: Knows) {
    page.click(Button, "Empezar la recertificación").await;
    page.see("Pregunta 1 de ").await;
    let text = page.text().await;
    let (_, after) = text.split_once("Pregunta 1 de ").expect("it was seen");
    let digits = after.chars().take_while(char::is_ascii_digit);
    let total: usize = digits.collect::<String>().parse().expect("a number");
    for number in 1..=total {
        page.see(&format!("Pregunta {number} de {total}")).await;
        let item = page.shown(gallery::pool()).await;
        page.fill(item, Way::Clicks, knows).await;
        if number < total {
            page.click(Button, "Pregunta siguiente").await;
        }
    }
    page.hand_in().await;
}

/// The state as axe sees it, and a picture of it on a phone.
async fn looked_at(page: &Page, name: &str) {
    page.judge().await;
    page.set_viewport(320, 1600).await;
    page.screenshot(&format!("recertificacion-{name}")).await;
    page.set_viewport(1280, 900).await;
}
