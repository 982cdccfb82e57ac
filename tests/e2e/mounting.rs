//! From the prerendered page to the live one: nothing moves, and nothing that a person did is lost.

use crate::browser::Browser;
use crate::course::{TITLE, course, items, right};
use crate::given;
use crate::hands::Key;
use crate::page::Page;
use crate::server::Server;
use crate::tree::Role::*;

/// Keeps every shift of the layout from the start of the document on, as `[value, what moved…]`. A shift below a thousandth is a third of
/// a pixel of a letter's edge: «Guardando…» reaches that far out of its place.
const WATCH_SHIFTS: &str = "window.shifts = []; new PerformanceObserver((list) => {
    const place = (source) => `${source.node?.outerHTML?.slice(0, 90)} from ${JSON.stringify(source.previousRect)}`;
    for (const shift of list.getEntries()) if (shift.value >= 0.001) window.shifts.push([shift.value, ...shift.sources.map(place)]);
}).observe({type: 'layout-shift', buffered: true});";

/// A browser on a page of the site whose app waits for its wasm.
async fn before_the_app(path: &str) -> (Server, Browser, Page) {
    let server = Server::of(&given("AULA_SITE")).await;
    server.change(|host| host.silent_for = Some(".wasm".into()));
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.on_new_document(WATCH_SHIFTS).await;
    page.goto(&server.url(path)).await;
    until_painted(&page).await;
    (server, browser, page)
}

/// Before the first paint a question about the page would lay it out without its style sheet.
async fn until_painted(page: &Page) {
    page.until("the first paint", async || {
        let painted = page
            .evaluate("performance.getEntriesByType('paint').length > 1")
            .await;
        (painted == true).then_some(()).ok_or("nothing yet".into())
    })
    .await;
}

async fn let_the_app_start(server: &Server, page: &Page) {
    assert!(!page.sees("Guardado").await, "the app is not there yet");
    server.change(|host| host.silent_for = None);
    page.see("Guardado").await;
}

#[tokio::test]
async fn nothing_moves_when_the_app_starts() {
    let (server, _browser, page) = before_the_app("").await;
    for (width, height) in [(1280, 900), (320, 640)] {
        page.set_viewport(width, height).await;
        for path in three_pages() {
            server.change(|host| host.silent_for = Some(".wasm".into()));
            page.goto(&server.url(&path)).await;
            until_painted(&page).await;
            let_the_app_start(&server, &page).await;
            // Shifts are told with the frame after the one that moved.
            let shifts = "new Promise((told) => requestAnimationFrame(() => requestAnimationFrame(() => told(window.shifts))))";
            let shifts = page.evaluate(shifts).await;
            assert_eq!(shifts, serde_json::json!([]), "{path} at {width}");
        }
    }
}

/// A page on its way outgrows the window at some moment: the scroll bar of that moment takes no room from what is already there.
#[tokio::test]
async fn nothing_moves_when_the_page_outgrows_the_window() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let [.., lesson] = three_pages();
    page.goto(&server.url(&lesson)).await;
    page.see("Guardado").await;
    let left = "document.querySelector('main').getBoundingClientRect().left";
    page.set_viewport(1280, 20_000).await;
    let before = page.evaluate(left).await;
    page.set_viewport(1280, 900).await;
    assert_eq!(page.evaluate(left).await, before);
}

/// Catalogue, course and lesson.
fn three_pages() -> [String; 3] {
    let (module, lesson) = course().lessons().next().expect("a lesson");
    let folder = format!("cursos/{}", course().id);
    let lesson = format!("{folder}/{}/{}.html", module.id, lesson.id);
    [String::new(), format!("{folder}/index.html"), lesson]
}

#[tokio::test]
async fn what_was_chosen_and_opened_before_is_kept() {
    let [_, _, lesson] = three_pages();
    let (server, _browser, page) = before_the_app(&lesson).await;
    let item = items()[1];
    page.pick(item, &right(item)).await;
    let_the_app_start(&server, &page).await;
    assert!(
        page.item(item)
            .find(Radio, &right(item)[0])
            .await
            .is("checked")
    );
    page.item(item).click(Button, "Responder").await;
    page.item(item).find(Heading, "Correcta").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn an_opened_source_and_the_focus_stay_where_they_are() {
    let [catalog, ..] = three_pages();
    let (server, _browser, page) = before_the_app(&catalog).await;
    let entry = page.within(Article, TITLE);
    entry.click(Disclosure, "Qué podrá decidir").await;
    page.tab_to(Link, "Aviso de privacidad").await;
    let_the_app_start(&server, &page).await;
    assert!(
        entry
            .find(Disclosure, "Qué podrá decidir")
            .await
            .is("expanded")
    );
    page.focus_at(Link, "Aviso de privacidad").await;

    let [_, _, lesson] = three_pages();
    server.change(|host| host.silent_for = Some(".wasm".into()));
    page.goto(&server.url(&lesson)).await;
    let closed = opened(&page).await;
    while page.focused().await.0 != Disclosure.name() {
        page.press(Key::Tab).await;
    }
    page.press(Key::Enter).await;
    let open = opened(&page).await;
    assert_ne!(open, closed);
    let_the_app_start(&server, &page).await;
    assert_eq!(opened(&page).await, open);
}

#[tokio::test]
async fn a_link_pressed_while_the_app_starts_is_followed() {
    let (server, _browser, page) = before_the_app("").await;
    let held = page.hold(Link, TITLE).await;
    server.change(|host| host.silent_for = None);
    page.until("the wasm", async || {
        let requests = server.requests();
        requests
            .iter()
            .any(|request| request.path.ends_with(".wasm"))
            .then_some(())
            .ok_or("not asked for".into())
    })
    .await;
    page.let_go(held).await;
    page.find(Heading, "Contenido").await;
}

/// The built page is that of the course: title and focus say all the same where the link led, before and after a reload.
#[tokio::test]
async fn a_link_to_a_part_that_was_pressed_before_the_app_says_where_it_led() {
    let [_, course, _] = three_pages();
    let (server, _browser, page) = before_the_app(&course).await;
    page.click(Link, "Constancia").await;
    let_the_app_start(&server, &page).await;
    arrives_at_the_constancia(&page).await;
    page.reload().await;
    arrives_at_the_constancia(&page).await;
}

async fn arrives_at_the_constancia(page: &Page) {
    page.focus_at(Heading, "Constancia").await;
    let title = page.evaluate("document.title").await;
    assert!(title.as_str().unwrap().starts_with("Constancia"), "{title}");
}

/// Which of the page's disclosures are open.
async fn opened(page: &Page) -> Vec<bool> {
    let disclosures = page.all(Disclosure).await;
    disclosures.iter().map(|each| each.is("expanded")).collect()
}
