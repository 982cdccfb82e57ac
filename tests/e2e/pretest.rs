//! The diagnostic: who is right and sure may skip a lesson, and only who chooses to has skipped it.

use crate::answering::{Knows, Way, button};
use crate::browser::Browser;
use crate::cases::address;
use crate::course::{TITLE, course, pretest, right, wrong};
use crate::given;
use crate::page::Page;
use crate::server::Server;
use crate::tree::Role::*;
use aula_core::item::Item;
use aula_core::mastery::fresh_item;
use aula_core::progress::CourseProgress;
use aula_core::prose::plain_text;

#[tokio::test]
async fn a_lesson_that_is_mastered_may_be_skipped_and_stays_open() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let [sure, unsure, ..] = pretest() else {
        panic!("the course has a diagnostic")
    };
    let (_, lesson) = course().lesson(&sure.lesson).unwrap();
    page.open_course(&server.url("")).await;
    page.follow(Link, "Diagnóstico: …", "Diagnóstico").await;
    page.judge().await;

    // Both are asked for.
    let part = page.within(Region, &sure.title);
    part.tab_to(Button, "Responder").await;
    page.press(crate::hands::Key::Enter).await;
    part.see("Elija una opción antes de responder.").await;
    part.click(Radio, &right(sure)[0]).await;
    part.click(Button, "Responder").await;
    part.see("Diga con cuánta seguridad responde.").await;
    part.click(Radio, "Alta").await;
    part.click(Button, "Responder").await;
    page.focus_at(Heading, "Correcta").await;
    part.see("Puede saltarla: ya lo decide bien.").await;
    part.see("Guardado").await;

    // Right and not sure: nothing to skip.
    answer(&page, unsure, "Media").await;
    let other = page.within(Region, &unsure.title);
    other.see("Le conviene esta lección").await;
    other.gone(Button, "Saltar…").await;
    page.judge().await;

    // Only who chooses to has skipped it.
    page.click(Link, "Ir a las lecciones").await;
    page.focus_at(Heading, TITLE).await;
    page.see("Puede saltarla: ya lo decide bien").await;
    page.see("En curso 0 %").await;
    page.follow(Link, "Diagnóstico: …", "Diagnóstico").await;
    let part = page.within(Region, &sure.title);
    let skip = format!("Saltar «{}»", lesson.title);
    part.press_at(Button, &skip).await;
    part.see("Usted saltó esta lección. Sigue abierta:").await;
    page.assert_focus_seen().await;
    part.see("Guardado").await;
    page.reload().await;
    page.find(Heading, "Diagnóstico").await;
    page.click(Link, "Ir a las lecciones").await;
    page.see("Saltada").await;
    page.see_no_more("En curso 0 %").await;

    // It is open all the same, and gone through it is completed.
    page.click(Link, &lesson.title).await;
    page.focus_at(Heading, &lesson.title).await;
    page.finish_lesson(lesson).await;
    page.click(Link, TITLE).await;
    page.see("Terminada").await;
    page.see_no_more("Saltada").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_wrong_answer_leads_to_the_passage_that_teaches_it() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let item = &pretest()[0];
    let (_, lesson) = course().lesson(&item.lesson).unwrap();
    let passage = plain_text(lesson.passage(&item.sources).unwrap());
    page.open_course(&server.url("")).await;
    page.follow(Link, "Diagnóstico: …", "Diagnóstico").await;
    let part = page.within(Region, &item.title);
    part.click(Radio, &wrong(item)[0]).await;
    part.click(Radio, "Alta").await;
    part.click(Button, "Responder").await;
    part.see("Le conviene esta lección").await;
    let fresh = fresh_item(course(), &CourseProgress::default(), item);
    let ((_, there), _) = fresh.expect("no item of a lesson was answered");
    let other = format!("otra pregunta de lo mismo, en «{}»", there.title);
    part.find(Link, &other).await;
    part.click(Link, &format!("«{passage}», en «{}»", lesson.title))
        .await;
    page.focus_at(Heading, &passage).await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_wrong_answer_in_a_lesson_leads_to_a_fresh_item_of_another() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let nothing = CourseProgress::default();
    let mut all = course()
        .lessons()
        .flat_map(|(_, lesson)| lesson.items().map(move |item| (lesson, item)));
    let found = all.find_map(|(lesson, item)| {
        let ((_, there), fresh) = fresh_item(course(), &nothing, item)?;
        (there.id != lesson.id).then_some((lesson, item, there, fresh))
    });
    let (lesson, item, there, fresh) = found.expect("an item stands alone in its lesson");
    page.goto(&address(&server, lesson)).await;
    page.see("Guardado").await;
    let part = page.item(item);
    part.fill(item, Way::Clicks, Knows::Nothing).await;
    part.click(Button, button(item)).await;
    let other = format!("otra pregunta de lo mismo, en «{}»", there.title);
    page.follow(Link, &other, &fresh.title).await;
    page.assert_quiet().await;
}

async fn answer(page: &Page, item: &Item, certainty: &str) {
    let part = page.within(Region, &item.title);
    part.click(Radio, &right(item)[0]).await;
    part.click(Radio, certainty).await;
    part.click(Button, "Responder").await;
    part.find(Heading, "Correcta").await;
}
