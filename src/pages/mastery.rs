//! How a person stands in each objective of a course, and how well they know what they know: a section of the course's page.

use aula_core::course::Course;
use aula_core::mastery::{Mastery, Standing, calibration, mastery};
use leptos::prelude::*;

use crate::items::prose::Reader;
use crate::route::Route;
use crate::session::Session;
use crate::texts::review as texts;
use crate::ui::element::{link, paragraph};
use crate::ui::icon::{Icon, icon};

/// The section; nothing before there is evidence.
#[component]
pub fn MasterySection(
    /// The course; its outline suffices.
    reader: Reader,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let course = &reader.course;
    let (rows, calibrated, passed) = session.course(&course.id, |progress| {
        let calibrated = calibration(progress);
        (mastery(course, progress), calibrated, progress.passed())
    });
    let is_empty = |row: &Mastery| row.standing(0) == Standing::Unknown;
    if rows.iter().all(is_empty) {
        return ().into_any();
    }
    let rows = rows.iter().map(|row| objective(course, row)).collect_view();
    let certain = calibrated.iter().any(|row| row.of > 0).then(|| {
        let rows = calibrated
            .into_iter()
            .filter(|row| row.of > 0)
            .map(|row| view! { <li>{texts::calibration(row)}</li> })
            .collect_view();
        view! {
            <h3>{texts::CALIBRATION}</h3>
            <ul>{rows}</ul>
            <p>{texts::calibrated(calibrated)}</p>
            {paragraph("mastery__note", texts::CALIBRATION_NOTE)}
        }
    });
    let reviews = passed.then(|| {
        let href = reader.settings.href(&Route::Reviews);
        view! { <p>{link("button button--quiet", href, texts::REVIEWS)}</p> }
    });
    view! {
        <section class="mastery prose" aria-labelledby="objetivos-titulo">
            <h2 id="objetivos-titulo">{texts::MASTERY}</h2>
            <ul class="mastery__rows">{rows}</ul>
            {paragraph("mastery__note", texts::EVIDENCE_NOTE)}
            {reviews}
            {certain}
        </section>
    }
    .into_any()
}

fn objective(course: &Course, row: &Mastery) -> Option<AnyView> {
    let objective = course.objective(&row.objective)?;
    let standing = row.standing(course.assessment.pass_mark);
    let done = standing == Standing::Mastered;
    let mark = done.then(|| icon(Icon::Check));
    Some(
        view! {
            <li>
                <span>{objective.text.clone()}</span>
                <span class="state" class:state--done=done>{mark} {texts::standing(standing)}</span>
                {paragraph("mastery__evidence", texts::evidence(row))}
            </li>
        }
        .into_any(),
    )
}
