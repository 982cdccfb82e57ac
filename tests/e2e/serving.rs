//! The hosts an institution may have: what works on all of them, and what a page says where the app cannot start.

use crate::browser::{Browser, FRAMES_OF_THE_SITE_APART};
use crate::course::{TITLE, course, items, lessons, right};
use crate::given;
use crate::harness::html;
use crate::page::Page;
use crate::server::{Host, Server, Wasm};
use crate::tree::{Node, Role::*};
use aula::route::{Mode, Route};
use std::path::{Path, PathBuf};

/// The policy of the site without the word that allows WebAssembly.
const POLICY_WITHOUT_WASM: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'";

async fn site(change: impl FnOnce(&mut Host)) -> Server {
    let server = Server::of(&given("AULA_SITE")).await;
    server.change(change);
    server
}

/// From the catalogue to the first answer, saved.
async fn answers_the_first_item(page: &Page) {
    page.see("Guardado").await;
    page.go_to_first_lesson().await;
    let item = items()[0];
    page.answer(item, right).await;
    page.item(item).find(Heading, "Correcta").await;
    page.item(item).see("Guardado").await;
}

#[tokio::test]
async fn a_folder_of_an_intranet_without_https_is_enough() {
    let server = site(|host| host.prefix = "/capacitacion/aula/".into()).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url_at("aula.test", "")).await;
    answers_the_first_item(&page).await;
    assert_eq!(page.evaluate("isSecureContext").await, false);
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_frame_of_another_site_is_enough() {
    let server = site(|_| {}).await;
    let frame = format!(
        "<h1>Intranet</h1><iframe title='Aula' width=900 height=700 src='{}'></iframe>",
        server.url_at("aula.test", "")
    );
    server.change(|host| _ = host.pages.insert("/intranet".into(), html(&frame)));
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url_at("municipio.test", "intranet"))
        .await;
    let frame = page.frame("aula.test").await;
    answers_the_first_item(&frame).await;
    frame.assert_quiet().await;
    page.reload().await;
    let frame = page.frame("aula.test").await;
    frame.click(Link, TITLE).await;
    frame.find(Link, "Continuar donde me quedé").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_host_that_does_not_know_wasm_is_enough() {
    let server = site(|host| host.wasm = Wasm::Untyped).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    answers_the_first_item(&page).await;
    let complaints = page.complaints().await;
    let about_the_type = |complaint: &String| complaint.contains("application/wasm");
    assert!(complaints.iter().all(about_the_type), "{complaints:?}");
}

#[tokio::test]
async fn where_the_app_cannot_start_the_page_is_read_and_says_why() {
    let server = site(|host| host.wasm = Wasm::Missing).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.see("No se pudo cargar la parte interactiva. Puede seguir leyendo.")
        .await;
    reads_to_the_answers(&page).await;

    server
        .change(|host| (host.wasm, host.policy) = (Wasm::Typed, Some(POLICY_WITHOUT_WASM.into())));
    page.goto(&server.url("")).await;
    page.see("Este servidor o navegador no permite ejecutar la parte interactiva.")
        .await;
    reads_to_the_answers(&page).await;

    server.change(|host| (host.policy, host.silent_for) = (None, Some("/datos/".into())));
    page.goto(&server.url("")).await;
    reads_to_the_answers(&page).await;

    // The script that starts the app, and the words of the lesson.
    for gone in ["assets/boot.", "datos/mujeres-y-migracion/"] {
        server.change(|host| (host.silent_for, host.gone) = (None, Some(gone.into())));
        page.goto(&server.url(&lesson_file())).await;
        page.see("No se pudo cargar la parte interactiva. Puede seguir leyendo.")
            .await;
        page.find(Heading, &items()[0].title).await;
    }
}

#[tokio::test]
async fn a_lesson_that_did_not_arrive_comes_when_it_is_asked_for_again() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.open_course(&server.url("")).await;
    server.change(|host| host.gone = Some("datos/".into()));
    page.click(Link, &lessons()[0].title).await;
    page.focus_at(Heading, "Esta parte no llegó").await;
    let title = page.evaluate("document.title").await;
    assert_eq!(title, "Esta parte no llegó · Aula");
    page.judge().await;
    page.click(Button, "Volver a intentar").await;
    page.find(Heading, "Esta parte no llegó").await;
    server.change(|host| host.gone = None);
    page.click(Button, "Volver a intentar").await;
    page.focus_at(Heading, &lessons()[0].title).await;
}

/// The address of the first lesson.
fn lesson_file() -> String {
    let (module, lesson) = course().lessons().next().expect("a lesson");
    format!("cursos/{}/{}/{}.html", course().id, module.id, lesson.id)
}

/// By plain links to the whole text, where every item stands with its explanations.
async fn reads_to_the_answers(page: &Page) {
    page.click(Link, TITLE).await;
    page.click(Link, &lessons()[0].title).await;
    page.find(Heading, &items()[0].title).await;
    // Those of the footer work without the app.
    for button in page.within(Main, "").all(Button).await {
        assert!(button.is("disabled"), "{button:?} looks as if it worked");
    }
    page.click(
        Link,
        "¿No puede contestar? Lea el texto completo con respuestas",
    )
    .await;
    page.see("Respuesta y explicaciones").await;
    page.see(&right(items()[0])[0]).await;
}

#[tokio::test]
async fn every_address_of_the_site_can_be_reloaded() {
    let folder = given("AULA_SITE");
    let server = Server::of(&folder).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let addresses = pages_below(&folder, &folder);
    assert!(addresses.len() > 10, "{addresses:?}");
    for address in &addresses {
        page.goto(&server.url(address)).await;
        let prerendered = heading(&page).await;
        is_live(&page, address).await;
        assert_eq!(heading(&page).await, prerendered, "{address}");
        page.reload().await;
        is_live(&page, address).await;
        assert_eq!(heading(&page).await, prerendered, "{address}");
        let mut complaints = page.complaints().await;
        if !complaints.is_empty() && complaints.iter().all(|complaint| complaint.contains(LATE)) {
            // A busy machine uses late what a page preloads; a page that preloads the wrong thing never uses it.
            page.reload().await;
            is_live(&page, address).await;
            complaints = page.complaints().await;
        }
        assert!(complaints.is_empty(), "{address}: {complaints:?}");
    }
}

/// What the browser says of a preload, «within a few seconds».
const LATE: &str = "was preloaded using link preload but not used";

/// The save mark is shown only by the app; some pages are only read.
async fn is_live(page: &Page, address: &str) {
    let only_read = ["404.html", "papel.html"].contains(&address);
    if !address.ends_with("completo.html") && !only_read {
        page.see("Guardado").await;
    }
}

async fn heading(page: &Page) -> String {
    let headings = page.all(Heading).await;
    headings
        .first()
        .expect("a page begins with a heading")
        .name()
}

/// Addresses of all pages of a site, below its root.
fn pages_below(folder: &Path, root: &Path) -> Vec<String> {
    let mut pages = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path: PathBuf = entry.path();
        if path.is_dir() {
            pages.extend(pages_below(&path, root));
        } else if path.extension().is_some_and(|ending| ending == "html") {
            pages.push(
                path.strip_prefix(root)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned(),
            );
        }
    }
    pages.sort();
    pages
}

#[tokio::test]
async fn every_route_is_there_at_its_address_and_again_after_a_reload() {
    for kind in kinds() {
        let is_it = |route: &Route| format!("{route:?}").split('(').next() == Some(kind);
        let is_listed = routes().iter().any(|(route, _)| is_it(route));
        assert!(is_listed, "{kind} is not listed");
    }
    let browser = Browser::start().await;
    let page = browser.page().await;
    for (mode, site) in [(Mode::Files, "AULA_SITE"), (Mode::Hash, "AULA_HASH_SITE")] {
        let server = Server::of(&given(site)).await;
        for (route, heading) in routes() {
            // What differs from the page before in nothing but its hash would not be loaded.
            page.goto("about:blank").await;
            page.goto(&server.url(&route.href(mode, ""))).await;
            begins_with(&page, heading).await;
            page.reload().await;
            begins_with(&page, heading).await;
        }
    }
    let mut complaints = page.complaints().await;
    complaints.retain(|complaint| !complaint.contains(LATE));
    assert!(complaints.is_empty(), "{complaints:?}");
}

/// A route of every kind, and the heading that its page begins with.
fn routes() -> Vec<(Route, &'static str)> {
    let (course, (module, lesson)) = (course(), course().lessons().next().expect("a lesson"));
    let id = || course.id.clone();
    let at = |item| Route::Lesson(id(), module.id.clone(), lesson.id.clone(), item);
    let item = lesson.items().next().expect("an item").id.clone();
    let card = module.card.as_ref().expect("a card");
    vec![
        (Route::Catalog, "Capacitaciones para la ventanilla"),
        (Route::Course(id()), &course.title),
        (at(None), &lesson.title),
        (at(Some(item)), &lesson.title),
        (Route::Card(id(), module.id.clone()), &card.title),
        (Route::Pretest(id()), "Diagnóstico"),
        (Route::Assessment(id()), "Evaluación final"),
        (Route::Certificate(id()), "Constancia"),
        (Route::Evidence(id()), "Expediente"),
        (Route::Plan(id()), "Mi plan"),
        (Route::Search(id()), "Buscar en esta capacitación"),
        (Route::Glossary(id()), "Glosario"),
        (Route::Notes(id()), "Mis notas"),
        (Route::Certificates, "Mis constancias"),
        (Route::Reviews, "Repasos"),
        (Route::Data, "Sus datos"),
        (Route::Privacy, "Aviso de privacidad"),
        (Route::Desk, "Tengo a una persona enfrente"),
        (Route::Care, "Cuídese también"),
        (Route::Countersign, "Cotejo"),
        (Route::Verify(None), "Verificar una constancia"),
        (
            Route::Verify(Some("0123456789".into())),
            "Verificar una constancia",
        ),
        // Its address is where it sends people.
        (Route::NotFound, "Capacitaciones para la ventanilla"),
    ]
}

/// All that the enum of routes names.
fn kinds() -> Vec<&'static str> {
    let source = include_str!("../../src/route.rs");
    let (_, routes) = source.split_once("pub enum Route {").expect("the enum");
    let (routes, _) = routes.split_once("\n}").expect("its end");
    let lines = routes.lines().map(str::trim);
    let kinds: Vec<&str> = lines
        .filter(|line| !line.is_empty() && !line.starts_with("///"))
        .map(|line| line.split(['(', ',']).next().expect("a name"))
        .collect();
    assert!(kinds.len() > 20, "{kinds:?}");
    kinds
}

/// Waits until the app shows this as the first heading.
async fn begins_with(page: &Page, heading: &str) {
    page.see("Guardado").await;
    page.until(
        &format!("a page that begins with {heading:?}"),
        async || {
            let headings = page.all(Heading).await;
            let first = headings.first().map(Node::name);
            let is_it = first.as_deref() == Some(heading);
            is_it.then_some(()).ok_or(format!("it is {first:?}"))
        },
    )
    .await;
}

#[tokio::test]
async fn back_and_forward_lead_where_they_did() {
    let server = site(|_| {}).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.see("Guardado").await;
    goes_back_and_forward(&page).await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_site_of_one_page_is_enough() {
    let server = Server::of(&given("AULA_HASH_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.see("Guardado").await;
    goes_back_and_forward(&page).await;
    page.open_course(&server.url("")).await;
    page.click(Link, "Continuar donde me quedé").await;
    page.answer(items()[0], right).await;
    page.item(items()[0]).see("Guardado").await;
    page.reload().await;
    page.item(items()[0]).find(Heading, "Correcta").await;
    page.click(Link, "Buscar en esta capacitación").await;
    page.search_course("INTERPRETE").await;
    page.go_to_first_found().await;
    page.assert_quiet().await;
}

/// Catalogue, course, lesson and evaluation, back to the start and forth again, and a reload in between.
async fn goes_back_and_forward(page: &Page) {
    let lesson = &lessons()[0].title;
    page.click(Link, TITLE).await;
    page.click(Link, "Empezar").await;
    page.find(Heading, lesson).await;
    page.within(Navigation, "Dónde está")
        .click(Link, TITLE)
        .await;
    page.click(Link, "Evaluación final").await;
    page.find(Button, "Empezar la evaluación").await;
    page.back().await;
    page.find(Heading, "Contenido").await;
    page.back().await;
    page.find(Heading, lesson).await;
    page.reload().await;
    page.see("Guardado").await;
    page.find(Heading, lesson).await;
    page.back().await;
    page.find(Heading, "Contenido").await;
    page.back().await;
    page.find(Heading, "Capacitaciones para la ventanilla")
        .await;
    for heading in ["Contenido", lesson, "Contenido", "Evaluación final"] {
        page.forward().await;
        page.find(Heading, heading).await;
    }
}

#[tokio::test]
async fn a_frame_of_the_same_site_is_enough() {
    let server = site(|_| {}).await;
    let frame = format!(
        "<h1>Intranet</h1><iframe title='Aula' width=320 height=700 src='{}'></iframe>",
        server.url_at("aula.municipio.test", "")
    );
    server.change(|host| _ = host.pages.insert("/intranet".into(), html(&frame)));
    let browser = Browser::with(&[FRAMES_OF_THE_SITE_APART]).await;
    let page = browser.page().await;
    page.goto(&server.url_at("www.municipio.test", "intranet"))
        .await;
    let frame = page.frame("aula.municipio.test").await;
    answers_the_first_item(&frame).await;
    frame.assert_quiet().await;
}
