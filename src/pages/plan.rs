//! «Mi plan»: every commitment of a course with its date, to print.

use aula_core::course::{Course, Lesson, Module};
use aula_core::item::{Interaction, Item, Response};
use leptos::prelude::*;

use crate::browser::page;
use crate::items::prose::Reader;
use crate::route::Route;
use crate::session::Session;
use crate::texts;
use crate::ui::element::{breadcrumb, button, link, paragraph, title};

/// The page.
#[component]
pub fn PlanPage(
    /// The course.
    reader: Reader,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let course = &reader.course;
    let (kept, open): (Vec<AnyView>, Vec<AnyView>) = session.course(&course.id, |progress| {
        let (mut kept, mut open) = (vec![], vec![]);
        for (module, lesson, item) in plans(course) {
            let route = lesson_of(&reader, module, lesson, item);
            let way = link("", reader.settings.href(&route), lesson.title.clone());
            match progress.answers.get(&item.id) {
                Some(answer) if let Response::Plan(commitment) = &answer.response => {
                    let words = texts::commitment(&commitment.situation, &commitment.action);
                    let date = texts::written_on(answer.at.date());
                    kept.push(view! { <li>{paragraph("plan__words", words)} <p class="plan__date">{date} " " {way}</p></li> }.into_any());
                }
                _ => open.push(view! { <li>{way}</li> }.into_any()),
            }
        }
        (kept, open)
    });
    let nothing = kept.is_empty();
    let to_do = (!open.is_empty()).then(|| {
        let lead = if nothing {
            texts::PLAN_EMPTY
        } else {
            texts::PLAN_OPEN
        };
        view! { <div class="no-print"><p>{lead}</p><ul>{open}</ul></div> }
    });
    let back = reader.settings.href(&Route::Course(course.id.clone()));
    view! {
        {breadcrumb(texts::BREADCRUMB, back, course.title.clone(), None)}
        <article class="prose">
            {title(texts::MY_PLAN)}
            {paragraph("lead", course.title.clone())}
            {(!nothing).then(|| paragraph("no-print", texts::PLAN_LEAD))}
            <ol class="plan">{kept}</ol>
            {to_do}
        </article>
        {(!nothing).then(|| view! { <p class="prose no-print">{button("button button--quiet", texts::PRINT, true, page::print)}</p> })}
    }
}

/// The commitments that a course asks for, in reading order.
fn plans(course: &Course) -> impl Iterator<Item = (&Module, &Lesson, &Item)> {
    course.lessons().flat_map(|(module, lesson)| {
        lesson
            .items()
            .filter(|item| matches!(item.interaction, Interaction::Plan(_)))
            .map(move |item| (module, lesson, item))
    })
}

fn lesson_of(reader: &Reader, module: &Module, lesson: &Lesson, item: &Item) -> Route {
    Route::Lesson(
        reader.course.id.clone(),
        module.id.clone(),
        lesson.id.clone(),
        Some(item.id.clone()),
    )
}
