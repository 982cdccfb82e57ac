//! The result of an attempt: the score, each objective, and the lessons that help most.

use std::sync::Arc;

use aula_core::assessment::{self, Gate};
use aula_core::course::Pool;
use aula_core::id::LessonId;
use aula_core::item::Score;
use aula_core::progress::{Attempt, AttemptResult};
use aula_core::recertification;
use leptos::prelude::*;

use super::attempt::recertifies;
use super::attempt_items::attempt_items;
use crate::browser::clock;
use crate::items::prose::Reader;
use crate::route::Route;
use crate::session::Session;
use crate::texts::{self, recertification as own};
use crate::ui::element::{link, paragraph};
use crate::ui::icon::{Icon, icon};
use crate::ui::meter::meter;

/// The result.
#[component]
pub fn ResultView(
    /// The course.
    reader: Reader,
    /// The items.
    pool: Arc<Pool>,
    /// An attempt that was handed in.
    attempt: Attempt,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let is_of_a_part = recertifies(session, &reader.course.id, &attempt);
    let passed = attempt.result.as_ref().is_some_and(AttemptResult::passed);
    let gate = session.course(&reader.course.id, |progress| match is_of_a_part {
        // The next one, a year later, asks other questions first.
        true if passed => Gate::Passed,
        true => recertification::gate(&reader.course, progress, clock::now()),
        false => assessment::gate(&reader.course, progress, clock::now()),
    });
    let disclosure = assessment::disclosure(&reader.course.assessment, &gate);
    let items = attempt_items(&reader, session, &pool, (&attempt, disclosure));
    attempt.result.map(|result| {
        let percent = result.score.percent();
        let passed = result.passed();
        let (class, mark, word) = if passed {
            ("verdict verdict--correct", Icon::Check, texts::PASSED)
        } else {
            ("verdict verdict--incorrect", Icon::Cross, texts::NOT_PASSED)
        };
        let weak = assessment::lessons_to_review(&reader.course, &result);
        let review = (!weak.is_empty())
            .then(|| view! { <h2>{texts::LESSONS_TO_REVIEW}</h2> {lesson_links(&reader, &weak)} });
        view! {
            <h1 class=class id="titulo" tabindex="-1">
                {icon(mark)} {word}
            </h1>
            {paragraph("lead", texts::result_sentence(percent, result.pass_mark, passed))}
            {result.regraded.then(|| paragraph("notice", texts::REGRADED))}
            {(passed && is_of_a_part).then(|| renewed(&reader, session))}
            {passed.then(|| next(&reader))}
            <h2>{texts::RESULT_BY_OBJECTIVE}</h2>
            {objectives(&reader, &result)}
            {review}
            {items}
        }
    })
}

/// What became of the constancia.
fn renewed(reader: &Reader, session: Session) -> AnyView {
    let pending =
        session.progress(|progress| recertification::is_pending(progress, &reader.course.id));
    let words = if pending { own::PENDING } else { own::RENEWED };
    paragraph("notice", words)
}

fn next(reader: &Reader) -> AnyView {
    let id = &reader.course.id;
    view! {
        <p>
            {link("button button--large", reader.settings.href(&Route::Certificate(id.clone())), texts::GO_TO_CERTIFICATE)}
        </p>
        <p>{texts::review::REVIEWS_AHEAD}" "{link("", reader.settings.href(&Route::Reviews), texts::review::REVIEWS)}</p>
    }
    .into_any()
}

fn objectives(reader: &Reader, result: &AttemptResult) -> AnyView {
    let rows = result
        .by_objective
        .iter()
        .filter_map(|(id, score)| {
            reader
                .course
                .objective(id)
                .map(|objective| (objective.text.clone(), *score))
        })
        .map(|(text, score)| objective_row(text, score))
        .collect_view();
    view! { <ul class="objectives">{rows}</ul> }.into_any()
}

fn objective_row(text: String, score: Score) -> AnyView {
    view! {
        <li>
            <span>{text.clone()}</span>
            {meter(text, move || score.percent())}
            <span class="objectives__points">{texts::points_with_unit(score.raw, score.max)}</span>
        </li>
    }
    .into_any()
}

/// Links to lessons.
pub fn lesson_links(reader: &Reader, lessons: &[LessonId]) -> AnyView {
    let rows = lessons
        .iter()
        .filter_map(|id| reader.course.lesson(id))
        .map(|(module, lesson)| {
            let route = Route::Lesson(
                reader.course.id.clone(),
                module.id.clone(),
                lesson.id.clone(),
                None,
            );
            view! { <li><a href=reader.settings.href(&route)>{lesson.title.clone()}</a></li> }
        })
        .collect_view();
    view! { <ul>{rows}</ul> }.into_any()
}
