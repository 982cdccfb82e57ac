//! The whole way by keyboard alone: Tab, arrows, Space and Enter. After each step the focus is somewhere that can be seen.

use crate::browser::Browser;
use crate::course::{TITLE, all, best_way, course, lessons, right};
use crate::given;
use crate::hands::Key;
use crate::learner::NAME_FIELD;
use crate::page::Page;
use crate::server::Server;
use crate::tree::{Role, Role::*};
use aula_core::course::Lesson;
use aula_core::item::Item;

#[tokio::test]
async fn a_course_is_learned_passed_and_certified_by_keyboard() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.see("Guardado").await;
    skips_to_the_content(&page).await;
    page.follow(Link, TITLE, TITLE).await;
    page.follow(Link, "Empezar", &lessons()[0].title).await;
    for lesson in lessons() {
        page.focus_at(Heading, &lesson.title).await;
        page.go_through_case(lesson).await;
        for item in lesson.items() {
            page.choose(item, &right(item)).await;
            page.follow_in(item, "Responder", "Correcta").await;
        }
        page.press_at(Link, "Siguiente…").await;
    }
    page.focus_at(Heading, "Evaluación final").await;
    takes_the_evaluation(&page).await;
    page.follow(Link, "Ir a la constancia", "Constancia").await;
    page.tab_to(TextBox, NAME_FIELD).await;
    page.type_text("Itzel Núñez").await;
    page.press(Key::Enter).await;
    page.focus_at(Heading, "¿Está bien escrito su nombre?")
        .await;
    page.follow(Button, "Sí, generar mi constancia", "Constancia")
        .await;
    page.press_at(Button, "Descargar PDF").await;
    page.wait_for_download().await;
    page.assert_focus_seen().await;
    page.assert_quiet().await;
    eprintln!(
        "{} keys pressed from the catalogue to the constancia",
        page.keys_pressed()
    );
}

async fn skips_to_the_content(page: &Page) {
    page.press(Key::Tab).await;
    page.focus_at(Link, "Ir al contenido").await;
    page.assert_focus_seen().await;
    page.press(Key::Enter).await;
    page.tab_to(SearchBox, "Buscar capacitación").await;
    page.assert_focus_seen().await;
}

async fn takes_the_evaluation(page: &Page) {
    page.press_at(Button, "Empezar la evaluación").await;
    let total = course().assessment_length() as usize;
    for number in 1..=total {
        let item = page.asked(number).await;
        page.focus_at(Heading, &item.title).await;
        page.assert_focus_seen().await;
        page.choose(item, &right(item)).await;
        if number < total {
            page.press_at(Button, "Pregunta siguiente").await;
        }
    }
    let map = page.within(Navigation, "Preguntas de la evaluación");
    map.press_at(Button, "Entregar").await;
    page.focus_at(Heading, "Antes de entregar").await;
    page.follow(Button, "Entregar ahora", "Aprobada").await;
}

impl Page {
    /// Goes the best way through the case of a lesson, if it has one.
    async fn go_through_case(&self, lesson: &Lesson) {
        let Some((way, end)) = best_way(lesson) else {
            return;
        };
        let titles = way.iter().skip(1).map(|(title, _)| title).chain([&end]);
        for ((_, words), next) in way.iter().zip(titles) {
            self.follow(Button, words, "Qué pasó").await;
            self.follow(Button, "Seguir", next).await;
        }
    }

    /// Goes there with Tab, sees the focus, and presses Enter.
    pub async fn press_at(&self, role: Role, name: &str) {
        self.tab_to(role, name).await;
        self.assert_focus_seen().await;
        self.press(Key::Enter).await;
    }

    /// The same, and the focus goes to a heading.
    pub async fn follow(&self, role: Role, name: &str, heading: &str) {
        self.press_at(role, name).await;
        self.focus_at(Heading, heading).await;
        self.assert_focus_seen().await;
    }

    /// The same with a button of an item.
    async fn follow_in(&self, item: &Item, button: &str, heading: &str) {
        self.item(item).press_at(Button, button).await;
        self.focus_at(Heading, heading).await;
        self.assert_focus_seen().await;
    }

    /// Chooses alternatives of an item: radio buttons with the arrows, boxes with Tab and Space.
    pub async fn choose(&self, item: &Item, picked: &[String]) {
        let part = self.item(item);
        if let [only] = picked {
            part.tab_to(Radio, &all(item)[0]).await;
            match *only == all(item)[0] {
                true => self.press(Key::Space).await,
                false => part.arrow_to(Radio, only).await,
            }
            assert!(part.find(Radio, only).await.is("checked"));
        } else {
            for alternative in picked {
                part.tab_to(CheckBox, alternative).await;
                self.press(Key::Space).await;
            }
        }
        self.assert_focus_seen().await;
    }
}
