//! What a person does on every journey: opens the course, answers, takes the evaluation, gets the constancia. All by mouse.

use crate::answering::{Knows, Way, button, verdict};
use crate::course::{self, best_way, drawn, lessons, right, wrong};
use crate::page::Page;
use crate::server::Server;
use crate::tree::{Role, Role::*, is_named};
use aula_core::course::Lesson;
use aula_core::item::Item;

/// A picker of alternatives: [`right`] or [`wrong`].
pub type Picks = fn(&Item) -> Vec<String>;

/// The field for the name on the constancia.
pub const NAME_FIELD: &str = "Nombre completo, como debe aparecer";

const MAP: &str = "Preguntas de la evaluación";

impl Page {
    /// Opens the catalogue and chooses the course.
    pub async fn open_course(&self, address: &str) {
        self.goto(address).await;
        self.click(Link, course::TITLE).await;
        self.find(Heading, "Contenido").await;
    }

    /// Opens the course and begins it, at its first lesson.
    pub async fn begin_course(&self, server: &Server) {
        self.open_course(&server.url("")).await;
        self.click(Link, "Empezar").await;
        self.find(Heading, &lessons()[0].title).await;
    }

    /// From the live catalogue to the first lesson, each page in its turn: the app moves the focus to its title.
    pub async fn go_to_first_lesson(&self) {
        self.click(Link, course::TITLE).await;
        self.focus_at(Heading, course::TITLE).await;
        self.click(Link, "Empezar").await;
        self.focus_at(Heading, &lessons()[0].title).await;
    }

    /// The part of the page that holds an item.
    pub fn item(&self, item: &Item) -> Page {
        self.within(Region, &item.title)
    }

    /// Picks alternatives of an item.
    pub async fn pick(&self, item: &Item, picked: &[String]) {
        let role = if right(item).len() > 1 {
            CheckBox
        } else {
            Radio
        };
        for alternative in picked {
            self.item(item).click(role, alternative).await;
        }
    }

    /// Answers an item of a lesson and waits for the feedback.
    pub async fn answer(&self, item: &Item, picks: Picks) {
        self.pick(item, &picks(item)).await;
        self.item(item).click(Button, "Responder").await;
        self.item(item).find(Button, "Practicar de nuevo").await;
    }

    /// Answers an item of a lesson, of whatever kind, rightly and by mouse.
    pub async fn give(&self, item: &Item) {
        let part = self.item(item);
        part.fill(item, Way::Clicks, Knows::All).await;
        part.click(Button, button(item)).await;
        part.find(Heading, verdict(item, Knows::All)).await;
    }

    /// Goes the best way through the case of a lesson, if it has one.
    pub async fn finish_case(&self, lesson: &Lesson) {
        self.finish_case_from(lesson, 0).await;
    }

    /// The same, after so many decisions of that way.
    pub async fn finish_case_from(&self, lesson: &Lesson, decided: usize) {
        let Some((way, end)) = best_way(lesson) else {
            return;
        };
        for (scene, words) in way.iter().skip(decided) {
            self.find(Heading, scene).await;
            self.decide(Way::Clicks, words).await;
        }
        self.find(Heading, &end).await;
    }

    /// Decides in a scene of a case, reads what follows and goes on.
    pub async fn decide(&self, way: Way, words: &str) {
        self.push(way, Button, words).await;
        self.find(Heading, "Qué pasó").await;
        self.push(way, Button, "Seguir").await;
    }

    /// Answers every item of a lesson rightly and goes through its case, and waits until that is saved.
    pub async fn finish_lesson(&self, lesson: &Lesson) {
        self.finish_case(lesson).await;
        self.see("Guardado").await;
        for item in lesson.items() {
            self.give(item).await;
            self.item(item).see("Guardado").await;
        }
        self.see("Lección terminada").await;
    }

    /// From the first lesson on: finishes each and goes on to the next, at last to the evaluation.
    pub async fn finish_lessons(&self) {
        for lesson in lessons() {
            self.find(Heading, &lesson.title).await;
            self.finish_lesson(lesson).await;
            self.click(Link, "Siguiente…").await;
        }
        self.find(Heading, "Evaluación final").await;
    }

    /// From the course's page to the first question of a new attempt.
    pub async fn start_evaluation(&self) {
        self.click(Link, "Evaluación final").await;
        self.click(Button, "Empezar la evaluación").await;
        self.asked(1).await;
    }

    /// The item that the evaluation asks at this place, counted from 1; waits until it is shown.
    pub async fn asked(&self, number: usize) -> &'static Item {
        self.see(&format!("Pregunta {number} de ")).await;
        let shown = self.all(Region).await;
        drawn(&shown.first().expect("a question is a region").name())
    }

    /// Answers from this question, counted from 1, to the last.
    pub async fn answer_from(&self, first: usize, picks: Picks) {
        let total = course::course().assessment_length() as usize;
        for number in first..=total {
            let item = self.asked(number).await;
            self.pick(item, &picks(item)).await;
            if number < total {
                self.click(Button, "Pregunta siguiente").await;
            }
        }
    }

    /// Goes to the question of this number by the map of the evaluation.
    pub async fn go_to_question(&self, number: usize) -> &'static Item {
        self.within(Navigation, MAP)
            .click(Button, &format!("Pregunta {number}, …"))
            .await;
        self.asked(number).await
    }

    /// Asks to hand in: the page says what is still open.
    pub async fn ask_to_hand_in(&self) {
        self.within(Navigation, MAP).click(Button, "Entregar").await;
        self.find(Heading, "Antes de entregar").await;
    }

    /// Hands in.
    pub async fn hand_in(&self) {
        self.ask_to_hand_in().await;
        self.click(Button, "Entregar ahora").await;
        self.find(Heading, "Resultado por objetivo").await;
    }

    /// From the course's page to a whole attempt that fails.
    pub async fn fail_evaluation(&self) {
        self.start_evaluation().await;
        self.answer_from(1, wrong).await;
        self.hand_in().await;
    }

    /// Waits until the app has moved the focus there; it moves after the next drawing.
    pub async fn focus_at(&self, role: Role, name: &str) {
        let what = format!("the focus on {} {name:?}", role.name());
        self.until(&what, async || {
            let (at, named) = self.focused().await;
            let is_there = at == role.name() && is_named(&named, name);
            is_there
                .then_some(())
                .ok_or(format!("it is on {at} {named:?}"))
        })
        .await;
    }

    /// Writes a name and has it shown for confirmation.
    pub async fn write_name(&self, name: &str) {
        self.click(TextBox, NAME_FIELD).await;
        self.type_text(name).await;
        self.click(Button, "Revisar").await;
        self.find(Heading, "¿Está bien escrito su nombre?").await;
    }
}
