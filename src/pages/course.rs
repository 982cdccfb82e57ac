//! A course's page: its sheet, its modules and lessons with their state, the evaluation and the constancia.

use aula_core::course::{Course, Lesson, Module};
use aula_core::item::Interaction;
use aula_core::progress::{Completion, CourseProgress};
use aula_core::spanish;
use leptos::prelude::*;

use super::catalog::completion_mark;
use super::later::{self, Within};
use crate::items::prose::Reader;
use crate::route::Route;
use crate::session::Session;
use crate::texts::{self, foundation, study};
use crate::ui::dynamic::{dynamic, flag, memo, words};
use crate::ui::element::{fact, link, paragraph, title};
use crate::ui::icon::{Icon, icon};
use crate::ui::meter::meter;

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
        memo(move || {
            session.course(&course.id, |progress| {
                progress.completion(&course.lesson_ids(), course.evaluations())
            })
        })
    };
    let modules = course
        .modules
        .iter()
        .enumerate()
        .map(|(index, module)| module_section(&reader, session, index + 1, module))
        .collect_view();
    let live = reader.settings.live;
    view! {
        <div class="hero">
            {paragraph("kicker", texts::COURSE)}
            {title(course.title.clone())}
            {paragraph("lead", course.subtitle.clone())}
            <div class="hero__progress">
                {meter(texts::PROGRESS, move || completion.get().percent())}
                {completion_mark(completion, live)}
            </div>
            {start_link(&reader, session, completion)}
            {pretest_link(&reader)}
            {foundation_link(&reader, session)}
            {renewal(&reader, session)}
        </div>
        <section class="contents" aria-labelledby="contenido-titulo">
            <h2 id="contenido-titulo">{texts::CONTENTS}</h2>
            {modules}
            {end_links(&reader)}
        </section>
        {mastery(&reader, session)}
        {sheet(&reader)}
    }
}

/// The way to the renewal of the constancia: only for who has one.
fn renewal(reader: &Reader, session: Session) -> AnyView {
    beside(
        reader,
        session,
        |progress| progress.earned,
        |within| within.renewal,
    )
}

/// How the person stands in each objective: only for who has answered something.
fn mastery(reader: &Reader, session: Session) -> AnyView {
    let has_evidence =
        |progress: &CourseProgress| !progress.answers.is_empty() || !progress.attempts.is_empty();
    beside(reader, session, has_evidence, |within| within.mastery)
}

fn beside(
    reader: &Reader,
    session: Session,
    needed: fn(&CourseProgress) -> bool,
    drawn_by: fn(Within) -> fn(Reader) -> AnyView,
) -> AnyView {
    let (course, reader) = (reader.course.id.clone(), reader.clone());
    later::beside(
        Box::new(move || session.course(&course, needed)),
        Box::new(move |within| drawn_by(within)(reader.clone())),
    )
}

/// «Empezar», «Continuar donde me quedé» or «Repasar desde el principio».
fn start_link(reader: &Reader, session: Session, completion: Memo<Completion>) -> AnyView {
    let reader = reader.clone();
    dynamic(move || {
        let course = &reader.course;
        let (route, label) = session.course(&course.id, |progress| match completion.get() {
            Completion::NotStarted => (first_lesson(course), texts::START),
            Completion::Completed => (first_lesson(course), texts::REVIEW_AGAIN),
            Completion::InProgress(_) => (bookmark(course, progress), texts::CONTINUE),
        });
        view! { <p>{link("button button--large", reader.settings.href(&route), label)}</p> }
            .into_any()
    })
}

/// The way to the diagnostic, if the course has one.
fn pretest_link(reader: &Reader) -> Option<AnyView> {
    let id = &reader.course.id;
    let mut catalog = reader.settings.site.catalog.iter();
    let entry = catalog.find(|entry| entry.id == *id && entry.pretest_minutes > 0)?;
    let words = texts::start_with_pretest(entry.pretest_minutes);
    let href = reader.settings.href(&Route::Pretest(id.clone()));
    Some(view! { <p>{link("button button--quiet", href, words)}</p> }.into_any())
}

/// The way to the short course that comes before this one, with how far the person is in it.
fn foundation_link(reader: &Reader, session: Session) -> Option<AnyView> {
    let entry = reader
        .settings
        .site
        .foundation_of(&reader.course.id)?
        .clone();
    let href = reader.settings.href(&Route::Course(entry.id.clone()));
    let (title, minutes) = (entry.title.clone(), texts::minutes(entry.minutes));
    let completion = memo(move || {
        session.course(&entry.id, |progress| {
            progress.completion(&entry.lessons, entry.evaluations)
        })
    });
    let mark = completion_mark(completion, reader.settings.live);
    Some(
        view! { <p>{foundation::BEFORE}" "{link("", href, title)}" · "{minutes}" "{mark}</p> }
            .into_any(),
    )
}

fn first_lesson(course: &Course) -> Route {
    match course.lessons().next() {
        Some((module, lesson)) => Route::Lesson(
            course.id.clone(),
            module.id.clone(),
            lesson.id.clone(),
            None,
        ),
        None => Route::Course(course.id.clone()),
    }
}

/// Where the person continues: an open attempt; else the first unanswered item of the last lesson; else, if that lesson is done, the first
/// one that is not; else the evaluation.
fn bookmark(course: &Course, progress: &CourseProgress) -> Route {
    if progress.open_attempt().is_some() {
        return Route::Assessment(course.id.clone());
    }
    let last = progress
        .last_lesson
        .as_ref()
        .and_then(|id| course.lesson(id));
    let next = last
        .filter(|(_, lesson)| !progress.completed.contains_key(&lesson.id))
        .or_else(|| {
            course
                .lessons()
                .find(|(_, lesson)| !progress.completed.contains_key(&lesson.id))
        });
    match next {
        Some((module, lesson)) => {
            let begun = lesson
                .items()
                .any(|item| progress.answers.contains_key(&item.id));
            let item = lesson
                .items()
                .find(|item| begun && !progress.answers.contains_key(&item.id))
                .map(|item| item.id.clone());
            Route::Lesson(
                course.id.clone(),
                module.id.clone(),
                lesson.id.clone(),
                item,
            )
        }
        None if progress.passed() => Route::Certificate(course.id.clone()),
        None => Route::Assessment(course.id.clone()),
    }
}

fn module_section(reader: &Reader, session: Session, number: usize, module: &Module) -> AnyView {
    let lessons = module
        .lessons
        .iter()
        .map(|lesson| lesson_row(reader, session, module, lesson))
        .collect_view();
    let card = module.card.is_some().then(|| {
        let href = reader
            .settings
            .href(&Route::Card(reader.course.id.clone(), module.id.clone()));
        view! { <li class="contents__card"><a href=href>{texts::CARD}</a></li> }
    });
    let topics = module.hard_topics();
    let hard = (!topics.is_empty()).then(|| paragraph("facts", texts::hard_topics(&topics)));
    view! {
        <h3>{texts::module_title(number, &module.title)}</h3>
        {hard}
        <ol class="contents__lessons">{lessons} {card}</ol>
    }
    .into_any()
}

fn lesson_row(reader: &Reader, session: Session, module: &Module, lesson: &Lesson) -> AnyView {
    let href = reader.settings.href(&Route::Lesson(
        reader.course.id.clone(),
        module.id.clone(),
        lesson.id.clone(),
        None,
    ));
    let (course, id) = (reader.course.id.clone(), lesson.id.clone());
    let state = memo(move || {
        session.course(&course, |progress| {
            let completed = progress.completed.contains_key(&id);
            match (completed, progress.opened.contains(&id)) {
                _ if progress.skipped.contains(&id) => texts::LESSON_SKIPPED,
                (true, _) => texts::LESSON_DONE,
                (false, _) if progress.may_skip(&id) => texts::MAY_SKIP,
                (false, true) => texts::LESSON_OPENED,
                (false, false) => texts::LESSON_NOT_STARTED,
            }
        })
    });
    let done = move || state.get() == texts::LESSON_DONE;
    let check = dynamic(move || done().then(|| icon(Icon::Check)).into_any());
    let mark = words(move || state.get().to_owned());
    let live = reader.settings.live;
    let entries = reader.settings.site.catalog.iter();
    let minutes = entries
        .filter(|entry| entry.id == reader.course.id)
        .map(|entry| entry.minutes_of(&lesson.id))
        .sum();
    view! {
        <li class="contents__lesson">
            <a href=href>{lesson.title.clone()}</a>
            <span class="contents__minutes">{texts::minutes(minutes)}</span>
            <span class="state" class:state--done=flag(done) hidden=!live>
                {check} {mark}
            </span>
        </li>
    }
    .into_any()
}

fn end_links(reader: &Reader) -> AnyView {
    let id = &reader.course.id;
    let has_plan = reader.course.lessons().any(|(_, lesson)| {
        lesson
            .items()
            .any(|item| matches!(item.interaction, Interaction::Plan(_)))
    });
    let plan = has_plan.then(|| {
        link(
            "button button--quiet",
            reader.settings.href(&Route::Plan(id.clone())),
            texts::MY_PLAN,
        )
    });
    let evaluated = reader.course.has_assessment().then(|| {
        view! {
            {link("button", reader.settings.href(&Route::Assessment(id.clone())), texts::ASSESSMENT)}
            {link("button button--quiet", reader.settings.href(&Route::Certificate(id.clone())), texts::CERTIFICATE)}
        }
        .into_any()
    });
    view! {
        <p class="contents__end">{evaluated} {plan}</p>
        <p class="lesson-links">
            {link("", reader.settings.href(&Route::Search(id.clone())), study::SEARCH)}
            {link("", reader.settings.href(&Route::Glossary(id.clone())), study::GLOSSARY)}
            {link("", reader.settings.href(&Route::Notes(id.clone())), study::NOTES)}
        </p>
    }
    .into_any()
}

/// The «Ficha»: what an official wants to know before giving it an hour.
fn sheet(reader: &Reader) -> AnyView {
    let course = &reader.course;
    let decisions = course
        .decisions
        .iter()
        .map(|decision| view! { <li>{decision.clone()}</li> })
        .collect_view();
    let mut laws: Vec<&str> = vec![];
    for source in course.sources.values() {
        if !laws.contains(&source.law.as_str()) {
            laws.push(&source.law);
        }
    }
    let basis = texts::legal_basis(course.sources.len(), &laws.join("; "));
    let sensitive = (!course.sensitive.is_empty())
        .then(|| view! { {fact(texts::SENSITIVE_CONTENT, course.sensitive.clone().into_any())} });
    let how_to_pass = if course.has_assessment() {
        texts::how_to_pass(&course.assessment, course.assessment_length())
    } else {
        foundation::NO_ASSESSMENT.to_owned()
    };
    let whole = format!("{}cursos/{}/completo.html", reader.settings.root, course.id);
    view! {
        <section class="sheet" aria-labelledby="ficha-titulo">
            <h2 id="ficha-titulo">{texts::SHEET_TITLE}</h2>
            <dl>
                <div><dt>{texts::WHAT_YOU_WILL_DECIDE}</dt><dd><ul>{decisions}</ul></dd></div>
                {fact(texts::FOR_WHOM, spanish::list(&course.audience).into_any())}
                {fact(texts::LENGTH, texts::minutes(course.minutes).into_any())}
                {fact(texts::HOW_TO_PASS, how_to_pass.into_any())}
                {fact(texts::LEGAL_BASIS, basis.into_any())}
                {sensitive}
                {fact(texts::VERSION, course.version.clone().into_any())}
            </dl>
            {(reader.settings.mode == crate::route::Mode::Files).then(|| view! { <p><a href=whole>{texts::WHOLE_TEXT}</a></p> })}
        </section>
    }
    .into_any()
}
