//! A branching case: a scene, what is decided in it, what follows, and at the end the road that was taken.

use std::cmp::Ordering;
use std::sync::Arc;

use aula_core::case::{Case, Position, Road, Scene, Step};
use aula_core::course::{Lesson, References};
use aula_core::id::{DecisionId, SceneId};
use aula_core::progress::record::RecordKey;
use aula_core::prose::Block;
use leptos::prelude::*;

use super::case_text::case_text;
use super::prose::Reader;
use super::references;
use super::saved::saved_mark;
use crate::browser::page;
use crate::session::Session;
use crate::texts;
use crate::ui::dynamic::{anew, memo};
use crate::ui::element::{button, paragraph};
use crate::ui::icon::{Icon, icon};

/// The heading of what is shown of the case; no key of an author has two hyphens.
pub const SCENE: &str = "caso--escena";

/// Draws what the person keeps at a scene; what is shown of it has this heading.
pub type AtScene = Callback<(SceneId, String), AnyView>;

/// The case of a lesson. Decisions are kept at once; going back takes nothing away that was achieved.
#[component]
pub fn CaseView(
    /// The course, and how to draw it.
    reader: Reader,
    /// The lesson that is the case.
    lesson: Arc<Lesson>,
    /// What stands at the end of each scene.
    at_scene: AtScene,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let road = {
        let (course, lesson) = (reader.course.id.clone(), lesson.id.clone());
        memo(move || {
            session.course(&course, |progress| match progress.cases.get(&lesson) {
                Some(case) => case.road.clone(),
                None => Road::new(),
            })
        })
    };
    let whole = lesson
        .case()
        .map(|case| case_text(&reader, &lesson.id, case));
    let play = Play {
        reader,
        lesson,
        session,
        at_scene,
        told: RwSignal::new(false),
        key: RwSignal::new(None),
    };
    let body = anew(move || road.with(|road| play.draw(road)));
    view! {
        <section class="item case" aria-labelledby=SCENE>
            {body}
        </section>
        <details class="case__whole">
            <summary>{texts::CASE_WHOLE}</summary>
            {whole}
        </details>
    }
}

/// What every part of the view needs.
#[derive(Clone)]
struct Play {
    reader: Reader,
    lesson: Arc<Lesson>,
    session: Session,
    at_scene: AtScene,
    /// Whether the consequence of the last decision is being told; «Seguir» ends it.
    told: RwSignal<bool>,
    /// The record of the last decision, to say when it is saved.
    key: RwSignal<Option<RecordKey>>,
}

impl Play {
    fn draw(&self, road: &Road) -> AnyView {
        let Some(case) = self.lesson.case() else {
            return ().into_any();
        };
        let position = case.play(road);
        let Some(scene) = position.scene else {
            return ().into_any();
        };
        match position.steps.last().filter(|_| self.told.get()) {
            Some(step) => self.consequence(step, &position),
            None if scene.is_end() => self.end(case, scene, &position),
            None => self.scene(case, scene, &position),
        }
    }

    fn scene(&self, case: &Case, scene: &Scene, position: &Position) -> AnyView {
        let decisions = case
            .offered(scene, &position.values)
            .into_iter()
            .map(|decision| {
                let (play, id) = (self.clone(), decision.id.clone());
                let decide = move || play.decide(&id);
                let live = self.reader.settings.live;
                view! { <li>{button("decision", decision.words.clone(), live, decide)}</li> }
            })
            .collect_view();
        view! {
            {self.heading(texts::case_step(position.steps.len() + 1), scene.title.clone())}
            {self.reader.blocks(&scene.prose)}
            <ul class="decisions">{decisions}</ul>
            {self.actions(position, None)}
            {self.at_scene.run((scene.id.clone(), scene.title.clone()))}
        }
        .into_any()
    }

    fn consequence(&self, step: &Step, position: &Position) -> AnyView {
        let moves = step
            .moves
            .iter()
            .map(|(variable, moved)| {
                view! { <li>{texts::variable_moved(&variable.label, *moved == Ordering::Greater)}</li> }
            })
            .collect_view();
        let play = self.clone();
        let go_on = move || {
            play.told.set(false);
            show();
        };
        let go_on = button("button", texts::GO_ON, true, go_on);
        view! {
            {self.heading(texts::case_step(position.steps.len()), texts::WHAT_HAPPENED.to_owned())}
            <p>{texts::YOU_DECIDED}": "<strong>{step.decision.words.clone()}</strong></p>
            {self.reader.blocks(&step.decision.consequence)}
            <ul class="case__moves">{moves}</ul>
            {self.actions(position, Some(go_on))}
            {self.at_scene.run((step.scene.id.clone(), texts::WHAT_HAPPENED.to_owned()))}
        }
        .into_any()
    }

    fn end(&self, case: &Case, scene: &Scene, position: &Position) -> AnyView {
        let score = case
            .score(position)
            .map(|score| paragraph("", texts::case_score(case.scoring, score)));
        let steps = position
            .steps
            .iter()
            .enumerate()
            .map(|(index, step)| self.moment(index, step))
            .collect_view();
        let play = self.clone();
        let again = button("button", texts::CASE_AGAIN, true, move || play.go_back(0));
        view! {
            {self.heading(texts::CASE_END.to_owned(), scene.title.clone())}
            {self.reader.blocks(&scene.prose)}
            {score}
            {paragraph("facts", texts::CASE_IS_PRACTICE)}
            <h3>{texts::YOUR_ROAD}</h3>
            <ol class="explanations">{steps}</ol>
            {self.actions(position, Some(again))}
            {self.at_scene.run((scene.id.clone(), scene.title.clone()))}
        }
        .into_any()
    }

    /// A step of the road, with what it rests on and the way back to it.
    fn moment(&self, index: usize, step: &Step) -> AnyView {
        let (class, mark, word) = if step.decision.adequate {
            (
                "explanation explanation--right",
                Icon::Check,
                texts::ADEQUATE,
            )
        } else {
            ("explanation", Icon::Cross, texts::NOT_ADEQUATE)
        };
        let consequence = &step.decision.consequence;
        let mut named = References::default();
        named.add_blocks(consequence);
        let is_said = consequence
            .iter()
            .any(|block| matches!(block, Block::Basis(_)));
        let basis = (!named.sources.is_empty() && !is_said)
            .then(|| references::basis(&self.reader, &named.sources));
        let play = self.clone();
        let back = move || play.go_back(index);
        view! {
            <li class=class>
                <h4>{step.scene.title.clone()}</h4>
                <p class="explanation__alternative">{icon(mark)} <span>{step.decision.words.clone()}</span> <span class="badge">{word}</span></p>
                {self.reader.blocks(consequence)}
                {basis}
                {button("button button--quiet", texts::back_to_moment(&step.scene.title), true, back)}
            </li>
        }
        .into_any()
    }

    fn heading(&self, label: String, words: String) -> AnyView {
        view! {
            {paragraph("item__label", label)}
            <h2 class="item__title" id=SCENE tabindex="-1">
                {words}
            </h2>
        }
        .into_any()
    }

    /// The way on, the way back to the last decision, and whether it is saved.
    fn actions(&self, position: &Position, way_on: Option<AnyView>) -> AnyView {
        let taken = position.steps.len();
        let back = taken.checked_sub(1).map(|before| {
            let play = self.clone();
            button(
                "button button--quiet",
                texts::BACK_TO_DECISION,
                true,
                move || play.go_back(before),
            )
        });
        let saved = (taken > 0).then(|| saved_mark(self.session, Some(self.key)));
        view! { <p class="item__actions">{way_on} {back} {saved}</p> }.into_any()
    }

    fn decide(&self, decision: &DecisionId) {
        let (course, lesson) = (&self.reader.course, &self.lesson);
        if let Some(key) = self.session.decide(course, lesson, decision) {
            self.key.set(Some(key));
            self.told.set(true);
            show();
        }
    }

    fn go_back(&self, steps: usize) {
        let key = self
            .session
            .return_in_case(&self.reader.course, &self.lesson, steps);
        self.key.set(key);
        self.told.set(false);
        show();
    }
}

/// The focus goes where the case goes on: that also reads it out.
fn show() {
    page::after_drawing(|| page::focus(SCENE));
}
