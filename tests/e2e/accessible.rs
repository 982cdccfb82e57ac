//! Every state a person can get to, judged by axe at 320 and 1280 pixels, light, dark and in the colours of the operating system: nothing
//! to scroll sideways, and nothing too low for a finger.

use crate::browser::Browser;
use crate::conditions::Setting;
use crate::course::{course, item_with_several, items, right, wrong};
use crate::given;
use crate::page::Page;
use crate::server::Server;
use crate::tree::Role::*;

const SIZES: [(u32, u32); 2] = [(320, 640), (1280, 900)];
/// Without motion: axe must not look at colours half way from one to the other.
const COLOURS: [&[Setting]; 3] = [
    &[Setting::LessMotion],
    &[Setting::LessMotion, Setting::Dark],
    &[Setting::LessMotion, Setting::ForcedColors],
];

/// What sticks out of the window to the right: empty when all is well.
const STICKING_OUT: &str = "(() => {
    // Without the scrollbar.
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > width);
    return wide.slice(0, 5).map((each) => each.outerHTML.slice(0, 120));
})()";

/// Buttons, summaries and the links by which one finds one's way that are lower than a finger needs: empty when all is well. Links that stand
/// alone in a list or a paragraph have the room around them that axe asks for.
const LOW: &str = "(() => {
    const around = (each) => getComputedStyle(each).display === 'inline' ? around(each.parentElement) : each;
    const inSentence = (each) => around(each).textContent.trim() !== each.textContent.trim();
    const all = [...document.querySelectorAll('button, summary, nav a[href], .header a[href], .footer a[href], .contents a[href], .catalog__title a, a.button, .skip')].filter((each) => each.checkVisibility());
    const low = all.filter((each) => each.getBoundingClientRect().height < 43.9 && !inSentence(each));
    return low.map((each) => each.outerHTML.slice(0, 160));
})()";

impl Page {
    /// Judges the page as it is, in every size and all colours.
    pub async fn judge(&self) {
        for (width, height) in SIZES {
            self.set_viewport(width, height).await;
            self.assert_fits().await;
            for colours in COLOURS {
                self.set_settings(colours).await;
                match colours.contains(&Setting::ForcedColors) {
                    true => self.assert_accessible_without_contrast().await,
                    false => self.assert_accessible().await,
                }
            }
        }
        self.set_settings(COLOURS[0]).await;
    }

    /// Fails where one would have to scroll sideways, or a finger misses.
    pub async fn assert_fits(&self) {
        for (what, script) in [("sticks out", STICKING_OUT), ("is lower than 44 px", LOW)] {
            let found = self.evaluate(script).await;
            if found != serde_json::json!([]) {
                self.fail(&format!("this {what}: {found}")).await;
            }
        }
    }
}

async fn site() -> (Server, Browser, Page) {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    (server, browser, page)
}

#[tokio::test]
async fn the_pages_to_read_have_no_violation() {
    let (server, _browser, page) = site().await;
    let module = &course().modules[0].id;
    let folder = format!("cursos/{}", course().id);
    let live = [
        "",
        "constancias/",
        "mis-datos/",
        "privacidad/",
        &format!("{folder}/"),
        &format!("{folder}/{module}/ficha.html"),
    ];
    for path in live {
        page.goto(&server.url(path)).await;
        page.see("Guardado").await;
        page.judge().await;
        if path.ends_with(&format!("{}/", course().id)) {
            page.see("Toca temas difíciles: ").await;
        }
    }
    for path in [&format!("{folder}/completo.html"), "404.html"] {
        page.goto(&server.url(path)).await;
        page.judge().await;
    }
}

#[tokio::test]
async fn searching_and_the_dialogs_have_no_violation() {
    let (server, _browser, page) = site().await;
    page.goto(&server.url("")).await;
    page.click(SearchBox, "Buscar capacitación").await;
    page.type_text("clínica").await;
    page.see("1 capacitación").await;
    page.click(Disclosure, "Qué podrá decidir").await;
    page.judge().await;
    page.click(Link, "Sus datos").await;
    page.click(Button, "Revisar el archivo").await;
    page.see("Primero elija un archivo.").await;
    page.click(Button, "Borrar mi avance").await;
    page.find(Dialog, "¿Borrar todo su avance?").await;
    page.judge().await;
}

#[tokio::test]
async fn a_lesson_has_no_violation_before_and_after_answering() {
    let (server, _browser, page) = site().await;
    page.begin_course(&server).await;
    page.see("Guardado").await;
    page.judge().await;
    page.item(items()[0]).click(Button, "Responder").await;
    page.item(items()[0]).see("Elija una opción").await;
    page.answer(items()[1], right).await;
    page.answer(items()[2], wrong).await;
    page.item(items()[2])
        .click(Disclosure, "Qué pasa con las otras opciones")
        .await;
    page.judge().await;
}

#[tokio::test]
async fn an_item_with_several_alternatives_has_no_violation() {
    let (server, _browser, page) = site().await;
    let (lesson, item) = item_with_several();
    page.open_course(&server.url("")).await;
    page.click(Link, &lesson.title).await;
    page.find(Heading, &lesson.title).await;
    page.answer(item, |item| right(item).into_iter().take(1).collect())
        .await;
    page.item(item).find(Heading, "Correcta en parte").await;
    page.judge().await;
}

#[tokio::test]
async fn the_evaluation_has_no_violation() {
    let (server, _browser, page) = site().await;
    page.open_course(&server.url("")).await;
    page.click(Link, "Evaluación final").await;
    page.find(Button, "Empezar la evaluación").await;
    page.judge().await;
    page.click(Button, "Empezar la evaluación").await;
    let first = page.asked(1).await;
    page.pick(first, &wrong(first)).await;
    page.click(CheckBox, "Marcar para revisar").await;
    page.judge().await;
    page.click(Link, "Capacitaciones").await;
    page.find(Dialog, "¿Salir de la evaluación?").await;
    page.judge().await;
    page.click(Button, "Quedarme").await;
    page.ask_to_hand_in().await;
    page.judge().await;
    page.click(Button, "Entregar ahora").await;
    page.find(Heading, "No aprobada").await;
    page.see("El siguiente intento se abre").await;
    page.judge().await;
}

#[tokio::test]
async fn the_constancia_has_no_violation() {
    let (server, _browser, page) = site().await;
    page.begin_course(&server).await;
    page.finish_lessons().await;
    page.click(Button, "Empezar la evaluación").await;
    page.answer_from(1, right).await;
    page.hand_in().await;
    page.judge().await;
    page.click(Link, "Ir a la constancia").await;
    page.click(Button, "Revisar").await;
    page.see("Escriba su nombre completo.").await;
    page.judge().await;
    page.write_name("Ana Pérez").await;
    page.judge().await;
    page.click(Button, "Sí, generar mi constancia").await;
    page.find(Region, "Vista de la constancia").await;
    page.judge().await;
    page.click(Link, "Mis constancias").await;
    page.click(Disclosure, "Mujeres y migración, Ana Pérez, …")
        .await;
    page.judge().await;
}
