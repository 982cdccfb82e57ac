//! The way on: after a wrong answer to the passage that teaches it, after passing to the reviews; and what all of it amounts to.

use crate::answering::{Knows, Way};
use crate::browser::Browser;
use crate::course::{TITLE, course, drawn, lessons, right, wrong};
use crate::given;
use crate::hands::Key;
use crate::page::Page;
use crate::server::Server;
use crate::tree::Role::*;
use aula_core::item::Item;
use aula_core::prose::plain_text;

const DAY: i64 = 24 * 60 * 60;

async fn site() -> (Server, Browser, Page) {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    (server, browser, page)
}

/// The items that the review shows, in its order.
async fn reviewed(page: &Page) -> Vec<&'static Item> {
    page.find(Button, "Dejarlo por ahora").await;
    let shown = page.all(Region).await;
    shown.iter().map(|region| drawn(&region.name())).collect()
}

/// Answers what the review asks, rightly, and finishes it.
async fn finish(page: &Page, items: &[&Item]) {
    for item in items {
        page.pick(item, &right(item)).await;
        page.item(item).click(Button, "Responder").await;
        page.item(item).find(Heading, "Correcta").await;
    }
    page.see("Contestó todas.").await;
}

/// The heading of the passage that teaches an item, and the title of its lesson.
fn taught(item: &Item) -> (String, &'static str) {
    let (_, lesson) = course().lesson(&item.lesson).expect("its lesson is there");
    let passage = lesson.passage(&item.sources).expect("it names the source");
    (plain_text(passage), &lesson.title)
}

#[tokio::test]
async fn who_passes_reviews_what_they_have_learned_and_is_never_pressed() {
    let (server, _browser, page) = site().await;
    page.goto(&server.url("repasos/")).await;
    page.see("Todavía no hay ninguno.").await;
    page.judge().await;
    page.open_course(&server.url("")).await;
    page.start_evaluation().await;
    page.answer_from(1, right).await;
    page.hand_in().await;
    page.find(Heading, "Pregunta por pregunta").await;
    page.judge().await;
    page.click(Link, "Repasos").await;
    page.focus_at(Heading, "Repasos").await;
    page.see("Repaso de 1 día: desde el ").await;
    page.gone(Button, "Empezar el repaso").await;
    page.judge().await;
    page.click(Button, "Descargar recordatorios para su calendario")
        .await;
    let file = std::fs::read_to_string(page.wait_for_download().await).expect("a text");
    assert!(
        file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"),
        "{file}"
    );
    assert_eq!(file.matches("BEGIN:VEVENT\r\n").count(), 4, "{file}");
    assert!(file.replace("\r\n ", "").contains(TITLE), "{file}");

    // The next day the catalogue says so in one line.
    page.set_clock_wrong_by(DAY).await;
    page.goto(&server.url("")).await;
    page.until_live().await;
    page.follow(Link, "Tiene un repaso listo…", "Repasos").await;
    page.see("Su repaso está listo").await;
    page.judge().await;
    page.follow(Button, "Empezar el repaso", "Repasos").await;
    let items = reviewed(&page).await;
    assert_eq!(items.len(), 5);

    // By keyboard, wrong at first, and sure of it.
    let first = items[0];
    let part = page.item(first);
    part.fill(first, Way::Keys, Knows::Nothing).await;
    part.tab_to(Radio, "Alta").await;
    page.press(Key::Space).await;
    part.press_at(Button, "Responder").await;
    page.focus_at(Heading, "No es la mejor decisión").await;
    page.assert_focus_seen().await;
    part.see("Guardado").await;
    page.judge().await;
    let (heading, lesson) = taught(first);
    part.press_at(Link, &format!("«{heading}», en «{lesson}»"))
        .await;
    page.focus_at(Heading, &heading).await;
    page.find(Heading, lesson).await;

    // Another hour it goes on with the same items, and the answer is still there.
    page.goto(&server.url("repasos/")).await;
    page.follow(Button, "Seguir con el repaso", "Repasos").await;
    page.item(first)
        .find(Heading, "No es la mejor decisión")
        .await;
    let mut again: Vec<_> = reviewed(&page).await.iter().map(|item| &item.id).collect();
    let mut before: Vec<_> = items.iter().map(|item| &item.id).collect();
    (again.sort_unstable(), before.sort_unstable());
    assert_eq!(again, before);
    page.click(Button, "Dejarlo por ahora").await;
    page.click(Button, "Seguir con el repaso").await;
    finish(&page, &items[1..]).await;
    page.press_at(Button, "Terminar el repaso").await;
    page.see("Repaso terminado.").await;
    page.see("Repaso de 7 días: desde el ").await;
    page.see("Guardado").await;
    page.goto(&server.url("")).await;
    page.gone(Link, "Tiene un repaso listo…").await;

    // What it amounts to stands on the course's page.
    page.open_course(&server.url("")).await;
    page.find(Heading, "Cómo va en cada objetivo").await;
    page.see("Alcanzado").await;
    page.see("Seguridad alta: acertó 0 de 1 respuesta.").await;
    page.judge().await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn the_review_of_a_month_asks_whether_it_was_applied() {
    let (server, _browser, page) = site().await;
    page.open_course(&server.url("")).await;
    page.start_evaluation().await;
    page.answer_from(1, right).await;
    page.hand_in().await;
    for (days, wait) in [("1 día", 1), ("7 días", 6), ("30 días", 23)] {
        page.set_clock_wrong_by(wait * DAY).await;
        page.goto(&server.url("repasos/")).await;
        page.see(&format!("Repaso de {days}: listo.")).await;
        page.click(Button, "Empezar el repaso").await;
        let items = reviewed(&page).await;
        finish(&page, &items).await;
        if wait == 23 {
            let asked = page.within(Group, "¿Ya aplicó en su trabajo algo…");
            asked.click(Radio, "Sí, ya lo apliqué.").await;
            page.judge().await;
        } else {
            page.gone(Radio, "Sí, ya lo apliqué.").await;
        }
        page.click(Button, "Terminar el repaso").await;
        page.see("Repaso terminado.").await;
        page.see("Guardado").await;
    }
    page.see("Repaso de 90 días: desde el ").await;
    page.see("Al mes usted dijo: «Sí, ya lo apliqué.»").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_wrong_answer_leads_to_the_passage_that_teaches_it() {
    let (server, _browser, page) = site().await;
    page.begin_course(&server).await;
    let item = lessons()[0].items().next().expect("the lesson has an item");
    page.item(item).click(Radio, "Media").await;
    page.answer(item, wrong).await;
    let (heading, _) = taught(item);
    page.press_at(Link, &format!("«{heading}»")).await;
    page.focus_at(Heading, &heading).await;
    page.assert_focus_seen().await;
    page.judge().await;
    page.click(Link, TITLE).await;
    page.see("Seguridad media: acertó 0 de 1 respuesta.").await;
    page.see("Práctica: 0 de 1.").await;

    // In the evaluation nothing is given away before it is passed.
    page.fail_evaluation().await;
    page.find(Heading, "Pregunta por pregunta").await;
    page.see("Las respuestas se muestran al aprobar.").await;
    assert_eq!(page.all(Disclosure).await.len(), 0);
    page.judge().await;
    let way = page.all(Link).await;
    let ways: Vec<String> = way.iter().map(|link| link.name()).collect();
    // Two items may lead to the same passage.
    let once = |name: &&String| ways.iter().filter(|other| other == name).count() == 1;
    let mut passages = ways.iter().filter(|name| name.starts_with('«'));
    let way = passages.find(once).expect("a passage").clone();
    page.press_at(Link, &way).await;
    let heading = way
        .trim_start_matches('«')
        .split('»')
        .next()
        .expect("a heading");
    page.focus_at(Heading, heading).await;
    page.assert_quiet().await;
}
