//! A course's page: its sheet, its modules and lessons with their state, the evaluation and the constancia.

use std::collections::BTreeSet;

use aula_core::course::{Course, Lesson, Module};
use aula_core::id::LessonId;
use aula_core::progress::{Completion, CourseProgress};
use aula_core::spanish;
use leptos::prelude::*;

use super::catalog::percent;
use crate::items::prose::Reader;
use crate::route::Route;
use crate::session::Session;
use crate::texts;
use crate::ui::icon::{Icon, icon};
use crate::ui::meter::Meter;

/// The page.
#[component]
pub fn CoursePage(
    /// The course, and how to draw it.
    reader: Reader,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let course = reader.course.clone();
    let completion = {
        let course = course.clone();
        let lessons: Vec<LessonId> = course.lessons().map(|(_, lesson)| lesson.id.clone()).collect();
        Memo::new(move |_| session.course(&course.id, |progress| progress.completion(&lessons)))
    };
    let modules = course.modules.iter().enumerate().map(|(index, module)| module_section(&reader, session, index + 1, module)).collect_view();
    let live = reader.settings.live;
    view! {
        <div class="hero">
            <p class="kicker">{texts::COURSE}</p>
            <h1 id="titulo" tabindex="-1">
                {course.title.clone()}
            </h1>
            <p class="lead">{course.subtitle.clone()}</p>
            <div class="hero__progress">
                <Meter label=texts::PROGRESS percent=Signal::derive(move || percent(completion.get())) />
                <span class="state" class:state--done=move || completion.get() == Completion::Completed hidden=!live>
                    {move || texts::completion(completion.get())}
                </span>
            </div>
            {start_link(&reader, session, completion)}
        </div>
        <section class="contents" aria-labelledby="contenido-titulo">
            <h2 id="contenido-titulo">{texts::CONTENTS}</h2>
            {modules}
            {end_links(&reader)}
        </section>
        {sheet(&reader)}
    }
}

/// «Empezar», «Continuar donde me quedé» or «Repasar desde el principio».
fn start_link(reader: &Reader, session: Session, completion: Memo<Completion>) -> impl IntoView + use<> {
    let reader = reader.clone();
    move || {
        let course = &reader.course;
        let (route, words) = session.course(&course.id, |progress| match completion.get() {
            Completion::NotStarted => (first_lesson(course), texts::START),
            Completion::Completed => (first_lesson(course), texts::REVIEW_AGAIN),
            Completion::InProgress(_) => (bookmark(course, progress), texts::CONTINUE),
        });
        view! { <p><a class="button button--large" href=reader.settings.href(&route)>{words}</a></p> }
    }
}

fn first_lesson(course: &Course) -> Route {
    match course.lessons().next() {
        Some((module, lesson)) => Route::Lesson(course.id.clone(), module.id.clone(), lesson.id.clone(), None),
        None => Route::Course(course.id.clone()),
    }
}

/// Where the person continues: an open attempt; else the first unanswered item of the last lesson; else, if that lesson is done, the first
/// one that is not; else the evaluation.
fn bookmark(course: &Course, progress: &CourseProgress) -> Route {
    if progress.open_attempt().is_some() {
        return Route::Assessment(course.id.clone());
    }
    let last = progress.last_lesson.as_ref().and_then(|id| course.lesson(id));
    let next = last
        .filter(|(_, lesson)| !progress.completed.contains_key(&lesson.id))
        .or_else(|| course.lessons().find(|(_, lesson)| !progress.completed.contains_key(&lesson.id)));
    match next {
        Some((module, lesson)) => {
            let begun = lesson.items().any(|item| progress.answers.contains_key(&item.id));
            let item = lesson.items().find(|item| begun && !progress.answers.contains_key(&item.id)).map(|item| item.id.clone());
            Route::Lesson(course.id.clone(), module.id.clone(), lesson.id.clone(), item)
        }
        None if progress.passed() => Route::Certificate(course.id.clone()),
        None => Route::Assessment(course.id.clone()),
    }
}

fn module_section(reader: &Reader, session: Session, number: usize, module: &Module) -> impl IntoView + use<> {
    let lessons = module.lessons.iter().map(|lesson| lesson_row(reader, session, module, lesson)).collect_view();
    let card = module.card.is_some().then(|| {
        let href = reader.settings.href(&Route::Card(reader.course.id.clone(), module.id.clone()));
        view! { <li class="contents__card"><a href=href>{texts::CARD}</a></li> }
    });
    view! {
        <h3>{texts::module_title(number, &module.title)}</h3>
        <ol class="contents__lessons">{lessons} {card}</ol>
    }
}

fn lesson_row(reader: &Reader, session: Session, module: &Module, lesson: &Lesson) -> impl IntoView + use<> {
    let href = reader.settings.href(&Route::Lesson(reader.course.id.clone(), module.id.clone(), lesson.id.clone(), None));
    let (course, id) = (reader.course.id.clone(), lesson.id.clone());
    let state = Memo::new(move |_| {
        session.course(&course, |progress| match (progress.completed.contains_key(&id), progress.opened.contains(&id)) {
            (true, _) => texts::LESSON_DONE,
            (false, true) => texts::LESSON_OPENED,
            (false, false) => texts::LESSON_NOT_STARTED,
        })
    });
    let done = move || state.get() == texts::LESSON_DONE;
    let live = reader.settings.live;
    view! {
        <li class="contents__lesson">
            <a href=href>{lesson.title.clone()}</a>
            <span class="contents__minutes">{texts::minutes(lesson.minutes())}</span>
            <span class="state" class:state--done=done hidden=!live>
                {move || done().then(|| icon(Icon::Check))} {move || state.get()}
            </span>
        </li>
    }
}

fn end_links(reader: &Reader) -> impl IntoView + use<> {
    let id = &reader.course.id;
    view! {
        <p class="contents__end">
            <a class="button" href=reader.settings.href(&Route::Assessment(id.clone()))>{texts::ASSESSMENT}</a>
            <a class="button button--quiet" href=reader.settings.href(&Route::Certificate(id.clone()))>{texts::CERTIFICATE}</a>
        </p>
    }
}

/// The «Ficha»: what an official wants to know before giving it an hour.
fn sheet(reader: &Reader) -> impl IntoView + use<> {
    let course = &reader.course;
    let decisions = course.decisions.iter().map(|decision| view! { <li>{decision.clone()}</li> }).collect_view();
    let laws: BTreeSet<&str> = course.sources.values().map(|source| source.law.as_str()).collect();
    let laws: Vec<String> = laws.into_iter().map(str::to_owned).collect();
    let basis = texts::legal_basis(course.sources.len(), &laws.join("; "));
    let sensitive = (!course.sensitive.is_empty())
        .then(|| view! { <div><dt>{texts::SENSITIVE_CONTENT}</dt><dd>{course.sensitive.clone()}</dd></div> });
    let whole = format!("{}cursos/{}/completo.html", reader.settings.root, course.id);
    view! {
        <section class="sheet" aria-labelledby="ficha-titulo">
            <h2 id="ficha-titulo">{texts::SHEET_TITLE}</h2>
            <dl>
                <div><dt>{texts::WHAT_YOU_WILL_DECIDE}</dt><dd><ul>{decisions}</ul></dd></div>
                <div><dt>{texts::FOR_WHOM}</dt><dd>{spanish::list(&course.audience)}</dd></div>
                <div><dt>{texts::LENGTH}</dt><dd>{texts::minutes(course.minutes)}</dd></div>
                <div><dt>{texts::HOW_TO_PASS}</dt><dd>{texts::how_to_pass(&course.assessment, course.assessment_length())}</dd></div>
                <div><dt>{texts::LEGAL_BASIS}</dt><dd>{basis}</dd></div>
                {sensitive}
                <div><dt>{texts::VERSION}</dt><dd>{course.version.clone()}</dd></div>
            </dl>
            {(reader.settings.mode == crate::route::Mode::Files).then(|| view! { <p><a href=whole>{texts::WHOLE_TEXT}</a></p> })}
        </section>
    }
}
