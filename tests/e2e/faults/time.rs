//! Clocks that are wrong, and a zone that changes.

use super::made::{eligible, file_of};
use super::{events, site};
use crate::browser::Browser;
use crate::course::{items, right, wrong};
use crate::data::bring;
use crate::learner::NAME_FIELD;
use crate::page::Page;
use crate::server::Server;
use crate::tree::Role::*;

const YEAR: i64 = 365 * 24 * 3600;

#[tokio::test]
async fn row_43_with_the_clock_set_back_a_year_the_later_answer_is_the_last() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    page.answer_and_save(items()[0], wrong).await;

    let late = browser.new_tab().await;
    late.set_clock_wrong_by(-YEAR).await;
    late.open_first_lesson(&server).await;
    let part = late.item(items()[0]);
    part.click(Button, "Practicar de nuevo").await;
    late.answer_and_save(items()[0], right).await;

    let page = browser.new_tab().await;
    page.open_first_lesson(&server).await;
    page.item(items()[0]).find(Heading, "Correcta").await;
    let file = page.progress(&server).await;
    let answers = events(&file, "ItemAnswered");
    assert_eq!(answers.len(), 2);
    let times: Vec<i64> = file["registros"]
        .as_array()
        .unwrap()
        .iter()
        .map(time)
        .collect();
    assert!(!times.is_sorted(), "the clock was wrong: {times:?}");
}

fn time(record: &serde_json::Value) -> i64 {
    let record: serde_json::Value = serde_json::from_str(record.as_str().unwrap()).unwrap();
    record["t"].as_i64().unwrap()
}

/// Somebody who may have the constancia, on its page.
async fn before_the_constancia(page: &Page, server: &Server) {
    let folder = tempfile::tempdir().unwrap();
    page.goto(&server.url("mis-datos/index.html")).await;
    page.see("registros de avance en este navegador.").await;
    bring(page, &file_of(&eligible(), folder.path())).await;
    page.click(Button, "Unir a mi avance").await;
    page.see("El archivo se unió a su avance.").await;
    page.within(Main, "").see("Guardado").await;
    page.open_course(&server.url("")).await;
    page.click(Link, "Constancia").await;
    page.find(TextBox, NAME_FIELD).await;
}

async fn issue(page: &Page) -> String {
    page.write_name("Ana Pérez").await;
    page.click(Button, "Sí, generar mi constancia").await;
    let sheet = page.within(Region, "Vista de la constancia");
    sheet.see("Ana Pérez").await;
    page.see("Guardado").await;
    sheet.text().await
}

#[tokio::test]
async fn row_43_a_constancia_says_whose_clock_its_date_is() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.set_clock_wrong_by(-YEAR).await;
    before_the_constancia(&page, &server).await;
    issue(&page).await;
    page.within(Region, "Vista de la constancia")
        .see("según el reloj del equipo")
        .await;
}

#[tokio::test]
async fn row_44_a_clock_ten_years_ahead_and_corrected_locks_nobody_out() {
    let server = site().await;
    let browser = Browser::start().await;
    let ahead = browser.page().await;
    ahead.set_clock_wrong_by(10 * YEAR).await;
    ahead.open_course(&server.url("")).await;
    ahead.fail_evaluation().await;
    ahead.see("Guardado").await;

    let page = browser.new_tab().await;
    page.open_course(&server.url("")).await;
    page.click(Link, "Evaluación final").await;
    page.find(Heading, "Resultado por objetivo").await;
    page.click(Button, "Empezar la evaluación").await;
    page.asked(1).await;
}

#[tokio::test]
async fn row_45_a_zone_that_changes_at_midnight_changes_no_date() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.set_time_zone("America/Mexico_City").await;
    before_the_constancia(&page, &server).await;
    // What was finished at ten to midnight in the centre was finished on that day, wherever the person is now.
    page.set_time_zone("Pacific/Kiritimati").await;
    page.reload().await;
    let sheet = issue(&page).await;
    assert!(sheet.contains("24 de noviembre de 2026"), "{sheet}");
    assert!(!sheet.contains("Periodo del"), "one day, not two: {sheet}");
    page.set_time_zone("America/Tijuana").await;
    page.reload().await;
    let again = page.within(Region, "Vista de la constancia");
    again.see("Ana Pérez").await;
    assert_eq!(again.text().await, sheet);
}
