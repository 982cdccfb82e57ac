//! Several tabs of one person, and the way back.

use super::{count, events, random, seed, site};
use crate::browser::Browser;
use crate::course::{all, items, lessons, right, wrong};
use crate::harness::html;
use crate::page::Page;
use crate::server::Server;
use crate::tree::Role::*;

#[tokio::test]
async fn row_31_two_answers_to_one_question_are_both_kept() {
    let server = site().await;
    let browser = Browser::start().await;
    let first = browser.page().await;
    first.begin_course(&server).await;
    let second = browser.new_tab().await;
    second.open_first_lesson(&server).await;
    second.until_live().await;
    let item = items()[0];
    // Chosen in both, before either has answered.
    second.pick(item, &wrong(item)).await;
    first.come_to_front().await;
    first.answer_and_save(item, right).await;
    second.come_to_front().await;
    second.item(item).see("Guardado").await;
    // The answer of the other tab is shown and said to be that: this one is given as one more.
    second
        .item(item)
        .see("Esta respuesta llegó de otra ventana.")
        .await;
    second.item(item).click(Button, "Practicar de nuevo").await;
    second.pick(item, &wrong(item)).await;
    second.item(item).click(Button, "Responder").await;
    second
        .item(item)
        .find(Heading, "No es la mejor decisión")
        .await;
    second.item(item).see("Guardado").await;
    let answers = events(&second.progress(&server).await, "ItemAnswered");
    assert_eq!(answers.len(), 2, "{answers:?}");
    assert_ne!(answers[0]["response"], answers[1]["response"]);
}

#[tokio::test]
async fn row_31_of_one_attempt_in_two_tabs_what_was_handed_in_first_counts() {
    let server = site().await;
    let browser = Browser::start().await;
    let first = browser.page().await;
    first.open_course(&server.url("")).await;
    first.start_evaluation().await;
    first.see("Guardado").await;
    let second = browser.new_tab().await;
    second.open_course(&server.url("")).await;
    second.click(Link, "Evaluación final").await;
    let asked = second.asked(1).await;
    second.pick(asked, &wrong(asked)).await;
    second.ask_to_hand_in().await;

    first.come_to_front().await;
    first.answer_from(1, right).await;
    first.hand_in().await;
    first.find(Heading, "Aprobada").await;
    first.see("Guardado").await;

    // The second tab hears of it by itself, says so, and shows the result that counts.
    let elsewhere = "La evaluación se entregó en otra ventana";
    first.see_no_more(elsewhere).await;
    second.come_to_front().await;
    second.find(Heading, "Aprobada").await;
    second.see("Obtuvo 100 %.").await;
    second.see(elsewhere).await;
    second.reload().await;
    second.find(Heading, "Aprobada").await;
    second.see("Obtuvo 100 %.").await;
    second.see_no_more(elsewhere).await;
    let file = second.progress(&server).await;
    assert_eq!(events(&file, "AttemptStarted").len(), 1);
}

/// Clicks of one of five tabs.
const OPERATIONS: u64 = 1000;

#[tokio::test]
#[ignore = "takes ten minutes: a thousand answers in five tabs"]
async fn row_32_five_tabs_in_a_random_order_agree_and_lose_nothing() {
    let server = site().await;
    let browser = Browser::start().await;
    let mut tabs = vec![browser.page().await];
    while tabs.len() < 5 {
        tabs.push(browser.new_tab().await);
    }
    for tab in &tabs {
        tab.come_to_front().await;
        tab.open_first_lesson(&server).await;
    }
    let questions: Vec<_> = lessons()[0].items().collect();
    let seed = seed();
    let mut front = usize::MAX;
    for operation in 0..OPERATIONS {
        let draw = random(seed + operation);
        // Several answers in a tab, then another: changing between tabs is what takes time.
        let at = (random(seed + operation / 5) % 5) as usize;
        let tab = &tabs[at];
        if at != front {
            tab.come_to_front().await;
            front = at;
        }
        let item = questions[draw as usize % questions.len()];
        let part = tab.item(item);
        if part.sees("Practicar de nuevo").await {
            part.click(Button, "Practicar de nuevo").await;
        }
        let alternatives = all(item);
        let role = if right(item).len() > 1 {
            CheckBox
        } else {
            Radio
        };
        let picked = &alternatives[(draw >> 32) as usize % alternatives.len()];
        part.click(role, picked).await;
        part.click(Button, "Responder").await;
        part.see("Guardado").await;
    }
    // What each tab holds, without reading the store again, and what the store holds.
    let mut files = vec![];
    for tab in &tabs {
        tab.come_to_front().await;
        files.push(tab.progress_here().await);
    }
    files.push(tabs[0].progress(&server).await);
    let first = &files[0];
    assert_eq!(
        events(first, "ItemAnswered").len() as u64,
        OPERATIONS,
        "of {} records",
        count(first)
    );
    for file in &files {
        assert_eq!(file, first);
    }
}

/// A page of another site, where somebody goes and comes back from.
async fn with_another_site() -> (Server, Server) {
    let other = Server::of_pages(&[("/", &html("<h1>Otro sitio</h1>"))]).await;
    (site().await, other)
}

/// Notes whether the page was kept for the way back, and not loaded again.
const NOTES_HOW_IT_CAME: &str =
    "addEventListener('pageshow', (shown) => window.wasKept = shown.persisted)";

/// Somebody who has begun the course and followed a link to another site.
async fn gone_elsewhere(server: &Server, other: &Server, browser: &Browser) -> Page {
    let page = browser.page().await;
    page.on_new_document(NOTES_HOW_IT_CAME).await;
    page.begin_course(server).await;
    page.see("Guardado").await;
    page.goto(&other.url_at("otro.test", "")).await;
    page.find(Heading, "Otro sitio").await;
    page
}

/// Known once everything of the page is there, which is later than its words are.
async fn was_kept(page: &Page) -> bool {
    page.until("how it came", async || {
        let kept = page.look("window.wasKept").await?;
        kept.as_bool().ok_or("not shown yet".into())
    })
    .await
}

/// A page that is kept for the way back is sent what another tab writes, and the browser gives it up for that: it comes back by being loaded.
#[tokio::test]
async fn row_55_the_way_back_shows_what_another_tab_did_meanwhile() {
    let (server, other) = with_another_site().await;
    let browser = Browser::start().await;
    let page = gone_elsewhere(&server, &other, &browser).await;

    let second = browser.new_tab().await;
    second.open_first_lesson(&server).await;
    second.answer_and_save(items()[0], right).await;
    page.come_to_front().await;
    page.back().await;
    page.find(Heading, &lessons()[0].title).await;
    assert!(!was_kept(&page).await);
    page.item(items()[0]).find(Heading, "Correcta").await;
    page.answer_and_save(items()[1], right).await;
    let file = page.progress(&server).await;
    assert_eq!(events(&file, "ItemAnswered").len(), 2);
}

#[tokio::test]
async fn row_55_a_page_that_was_kept_for_the_way_back_goes_on_saving() {
    let (server, other) = with_another_site().await;
    let browser = Browser::start().await;
    let page = gone_elsewhere(&server, &other, &browser).await;
    page.back().await;
    page.find(Heading, &lessons()[0].title).await;
    assert!(was_kept(&page).await);
    page.answer_and_save(items()[0], right).await;
    let file = page.progress(&server).await;
    assert_eq!(events(&file, "ItemAnswered").len(), 1);
}

#[tokio::test]
async fn row_57_back_after_handing_in_scores_once() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.open_course(&server.url("")).await;
    page.fail_evaluation().await;
    page.see("Obtuvo 0 %.").await;
    page.see("Guardado").await;
    page.back().await;
    page.find(Heading, "Contenido").await;
    page.forward().await;
    page.find(Heading, "Resultado por objetivo").await;
    page.see("Obtuvo 0 %.").await;
    page.gone(Button, "Entregar ahora").await;
    page.back().await;
    page.find(Heading, "Contenido").await;
    page.click(Link, "Evaluación final").await;
    page.find(Heading, "Resultado por objetivo").await;
    page.see("El siguiente intento se abre a").await;
    let file = page.progress(&server).await;
    assert_eq!(events(&file, "AttemptStarted").len(), 1);
    assert_eq!(events(&file, "AttemptFinished").len(), 1);
}

/// Holds Enter down as a keyboard does: one stroke, then repetitions, and up at last.
async fn hold_enter(page: &Page, repetitions: usize) {
    for repetition in 0..=repetitions {
        let stroke = serde_json::json!({
            "type": "keyDown", "key": "Enter", "code": "Enter", "text": "\r", "windowsVirtualKeyCode": 13, "autoRepeat": repetition > 0,
        });
        page.cdp("Input.dispatchKeyEvent", stroke).await;
    }
    let up = serde_json::json!({"type": "keyUp", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13});
    page.cdp("Input.dispatchKeyEvent", up).await;
}

#[tokio::test]
async fn row_56_a_double_click_answers_once() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    let item = items()[0];
    page.pick(item, &right(item)).await;
    page.item(item).double_click(Button, "Responder").await;
    page.item(item).find(Heading, "Correcta").await;
    page.item(item).see("Guardado").await;
    page.item(item).find(Button, "Practicar de nuevo").await;
    let file = page.progress(&server).await;
    assert_eq!(events(&file, "ItemAnswered").len(), 1);
}

#[tokio::test]
async fn row_56_enter_held_answers_once() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    let item = items()[0];
    page.pick(item, &right(item)).await;
    page.item(item).tab_to(Button, "Responder").await;
    hold_enter(&page, 8).await;
    page.item(item).find(Heading, "Correcta").await;
    page.item(item).see("Guardado").await;
    page.item(item).find(Button, "Practicar de nuevo").await;
    let file = page.progress(&server).await;
    assert_eq!(events(&file, "ItemAnswered").len(), 1);
}

#[tokio::test]
async fn row_56_double_clicks_begin_and_hand_in_one_attempt() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.open_course(&server.url("")).await;
    page.click(Link, "Evaluación final").await;
    page.double_click(Button, "Empezar la evaluación").await;
    page.asked(1).await;
    page.ask_to_hand_in().await;
    page.double_click(Button, "Entregar ahora").await;
    page.find(Heading, "Resultado por objetivo").await;
    page.see("Guardado").await;
    let file = page.progress(&server).await;
    assert_eq!(events(&file, "AttemptStarted").len(), 1);
    assert_eq!(events(&file, "AttemptFinished").len(), 1);
}
