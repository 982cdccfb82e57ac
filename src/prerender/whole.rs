//! The whole text of a course on one page: to print, and for browsers that cannot run the app. Items stand with their explanations,
//! cases with every scene.

use aula_core::course::{Lesson, Module, Part, Pool};
use aula_core::item::{Interaction, Item};
use leptos::prelude::*;

use super::question::question;
use crate::items::case_text::case_text;
use crate::items::fields::explanations;
use crate::items::prose::Reader;
use crate::items::references;
use crate::route::Route;
use crate::texts;
use crate::ui::element::{breadcrumb, paragraph};

/// The page.
#[component]
pub fn Whole(
    /// The course, and how to draw it.
    reader: Reader,
) -> impl IntoView {
    let course = reader.course.clone();
    let modules = course
        .modules
        .iter()
        .enumerate()
        .map(|(index, module)| module_text(&reader, index + 1, module))
        .collect_view();
    view! {
        {breadcrumb(texts::BREADCRUMB, reader.settings.href(&Route::Course(course.id.clone())), course.title.clone(), None)}
        <article class="prose whole">
            <h1>{course.title.clone()}</h1>
            {paragraph("lead", course.subtitle.clone())}
            <p class="facts">{texts::VERSION}" "{course.version.clone()}</p>
            {modules}
            {references::lists(&reader, &course.references(&Pool::default()))}
        </article>
    }
}

fn module_text(reader: &Reader, number: usize, module: &Module) -> AnyView {
    let lessons = module
        .lessons
        .iter()
        .map(|lesson| lesson_text(reader, lesson))
        .collect_view();
    let card = module.card.as_ref().map(|card| {
        view! { <section class="card"><h2>{texts::CARD}": "{card.title.clone()}</h2>{reader.blocks(&card.blocks)}</section> }
    });
    view! { <h2>{texts::module_title(number, &module.title)}</h2> {lessons} {card} }.into_any()
}

fn lesson_text(reader: &Reader, lesson: &Lesson) -> AnyView {
    let parts = lesson
        .parts
        .iter()
        .map(|part| match part {
            Part::Prose(block) => reader.block(block),
            Part::Item(item) => item_text(reader, item),
            Part::Case(case) => case_text(reader, &lesson.id, case),
        })
        .collect_view();
    view! { <section id=lesson.id.to_string()><h2>{lesson.title.clone()}</h2>{parts}</section> }
        .into_any()
}

fn item_text(reader: &Reader, item: &Item) -> AnyView {
    // To a commitment there is no answer but one's own.
    let answers = (!matches!(item.interaction, Interaction::Plan(_)))
        .then(|| view! { <h4>{texts::EXPLANATIONS}</h4> {explanations(reader, item, None)} });
    view! {
        <section class="item">
            {paragraph("item__label", texts::QUESTION)}
            <h3 class="item__title">{item.title.clone()}</h3>
            {reader.blocks(&item.prompt_without_hint())}
            {question(reader, item)}
            {answers}
        </section>
    }
    .into_any()
}
