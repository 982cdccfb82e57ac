//! A lesson: one calm column, items in place.

use std::sync::Arc;

use aula_core::course::reading::passage_id;
use aula_core::course::{Lesson, Module, Part, anchor};
use aula_core::id::CourseId;
use aula_core::item::{Item, Verdict};
use aula_core::progress::Note;
use aula_core::prose::{Block, Inline};
use leptos::prelude::*;

use super::later;
use crate::browser::{page, spawn};
use crate::items::practice::PracticeItem;
use crate::items::prose::Reader;
use crate::items::references;
use crate::route::{Mode, Route};
use crate::session::Session;
use crate::texts::{self, foundation, study as study_words};
use crate::ui::dynamic::{dynamic, memo};
use crate::ui::element::{breadcrumb, button, paragraph, title};
use crate::ui::icon::{Icon, icon};
use crate::ui::meter::meter;

const LESSON_END: &str = "fin";

/// The page.
#[component]
pub fn LessonPage(
    /// The course, and how to draw it.
    reader: Reader,
    /// The module.
    module: Arc<Module>,
    /// The lesson.
    lesson: Arc<Lesson>,
) -> impl IntoView {
    let course = reader.course.clone();
    let total = course.lessons().count();
    let number = 1 + course
        .lessons()
        .take_while(|(_, other)| other.id != lesson.id)
        .count();
    let percent = u8::try_from(number * 100 / total.max(1)).unwrap_or(100);
    let study = Study::of(&course.id, &lesson);
    let parts = lesson
        .parts
        .iter()
        .enumerate()
        .map(|(place, part)| match part {
            Part::Prose(Block::Heading { level: 2, text }) => passage_heading(&reader, text),
            Part::Prose(block) => passage(&reader, &lesson, place, block, study),
            Part::Item(item) => practice(&reader, &lesson, place, item, study),
            Part::Case(_) => later::within()
                .map(|within| (within.case)(reader.clone(), lesson.clone(), study.0))
                .into_any(),
        })
        .collect_view();
    view! {
        {breadcrumb(texts::BREADCRUMB, reader.settings.href(&Route::Course(course.id.clone())), course.title.clone(), Some(module.title.clone()))}
        <div class="lesson-position">
            <span>{texts::lesson_position(number, total)}</span>
            {meter(texts::lesson_position(number, total), move || percent)}
        </div>
        <article class="prose">
            {title(lesson.title.clone())}
            {paragraph("facts", texts::minutes(lesson.minutes()))}
            {study_tools(&reader, &lesson, study)}
            {parts}
            <LessonEnd reader=reader.clone() lesson=lesson.clone() />
            {references::lists(&reader, &lesson.references())}
        </article>
        {ways_on(&reader, &lesson)}
    }
}

/// An item, after a wrong answer the way to the passage that teaches it, and what the person keeps at it.
fn practice(
    reader: &Reader,
    lesson: &Arc<Lesson>,
    place: usize,
    item: &Item,
    study: Study,
) -> AnyView {
    let session = expect_context::<Session>();
    let item = Arc::new(item.clone());
    let (course, id) = (reader.course.id.clone(), item.id.clone());
    let is_wrong = move || {
        session.course(&course, |progress| {
            let verdict = progress
                .answers
                .get(&id)
                .map(|answer| answer.outcome.verdict);
            matches!(verdict, Some(Verdict::Partial | Verdict::Incorrect))
        })
    };
    let passage = {
        let (reader, lesson, item) = (reader.clone(), lesson.clone(), item.clone());
        move |within: later::Within| (within.passage)(&reader, &lesson, &item)
    };
    view! {
        <PracticeItem item lesson=lesson.clone() reader=reader.clone() />
        {later::beside(Box::new(is_wrong), Box::new(passage))}
        {noted(reader, lesson, place, study)}
    }
    .into_any()
}

/// What the person keeps at a part of the lesson, once the study tools are open.
fn noted(reader: &Reader, lesson: &Arc<Lesson>, place: usize, study: Study) -> AnyView {
    let (reader, lesson) = (reader.clone(), lesson.clone());
    dynamic(move || {
        let within = study.tools();
        within
            .map(|within| (within.noted)(reader.clone(), lesson.clone(), place))
            .into_any()
    })
}

/// A heading that a wrong answer may lead to.
fn passage_heading(reader: &Reader, text: &[Inline]) -> AnyView {
    let id = format!("{}-titulo", anchor(text));
    view! { <h2 id=id tabindex="-1">{reader.inlines(text)}</h2> }.into_any()
}

/// A block under an anchor, and what the person keeps at it once the study tools are open.
fn passage(
    reader: &Reader,
    lesson: &Arc<Lesson>,
    place: usize,
    block: &Block,
    study: Study,
) -> AnyView {
    let content = reader.block(block);
    let id = match block {
        Block::Heading { .. } => None,
        _ => passage_id(block),
    };
    let Some(id) = id else {
        return content;
    };
    let kept = noted(reader, lesson, place, study);
    view! { <div class="block" id=id.to_string() tabindex="-1">{content} {kept}</div> }.into_any()
}

/// The study tools of the page, once they are open.
#[derive(Clone, Copy)]
struct Study(RwSignal<bool>);

impl Study {
    /// Open at once if something is kept in the lesson.
    fn of(course: &CourseId, lesson: &Lesson) -> Study {
        let study = Study(RwSignal::new(false));
        let session = expect_context::<Session>();
        let noted = untrack(|| {
            session.course(course, |progress| {
                let is_here = |note: &Note| {
                    let mut items = lesson.items();
                    note.lesson == lesson.id
                        || items.any(|item| note.passage.as_str() == item.id.as_str())
                };
                progress.notes.iter().any(is_here)
            })
        });
        if noted {
            spawn(study.open());
        }
        study
    }

    /// Their code is of a module that comes later. When it does not arrive, the button is still there.
    async fn open(self) {
        later::load(later::Part::Within).await;
        self.0.set(later::within().is_some());
    }

    /// Their code, once they are open.
    fn tools(self) -> Option<later::Within> {
        self.0.get().then(later::within).flatten()
    }
}

fn study_tools(reader: &Reader, lesson: &Arc<Lesson>, study: Study) -> AnyView {
    let (reader, lesson) = (reader.clone(), lesson.clone());
    dynamic(move || match study.tools() {
        Some(within) => (within.study)(reader.clone(), lesson.clone()),
        None => button(
            "link",
            study_words::STUDY,
            reader.settings.live,
            move || {
                spawn(async move {
                    study.open().await;
                    page::after_drawing(|| page::focus_near(later::STUDY_TOOLS));
                });
            },
        ),
    })
}

/// How much is left of the lesson; one with neither items nor a case is finished by saying so.
#[component]
fn LessonEnd(
    /// The course.
    reader: Reader,
    /// The lesson.
    lesson: Arc<Lesson>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let course = reader.course.clone();
    let live = reader.settings.live;
    let left = {
        let (course, lesson) = (course.clone(), lesson.clone());
        memo(move || {
            session.course(&course.id, |progress| {
                let done = progress.completed.contains_key(&lesson.id)
                    && !progress.skipped.contains(&lesson.id);
                let left = lesson
                    .items()
                    .filter(|item| !progress.answers.contains_key(&item.id))
                    .count();
                let case_left = lesson.case().is_some() && !progress.case_has_ended(&lesson.id);
                (done, left, case_left)
            })
        })
    };
    let only_read = lesson.items().next().is_none() && lesson.case().is_none();
    let finish = move || {
        session.complete_lesson(&course, &lesson);
        page::after_drawing(|| page::focus_near(LESSON_END));
    };
    let state = dynamic(move || match left.get() {
        (true, ..) => {
            view! { <p class="lesson-end__done">{icon(Icon::Check)} {texts::items_left(0)}</p> }
                .into_any()
        }
        (false, ..) if only_read => button("button", texts::MARK_AS_READ, live, finish.clone()),
        (false, left, true) => paragraph("", texts::case_left(left)),
        (false, left, false) => paragraph("", texts::items_left(left)),
    });
    view! { <div class="lesson-end" id=LESSON_END tabindex="-1">{state}</div> }
}

/// Previous, next, the report of an error, and the way for whoever cannot answer.
fn ways_on(reader: &Reader, lesson: &Lesson) -> AnyView {
    let (course, settings) = (&reader.course, &reader.settings);
    let (before, after) = course.neighbours(&lesson.id);
    let href = |module: &Module, lesson: &Lesson| {
        settings.href(&Route::Lesson(
            course.id.clone(),
            module.id.clone(),
            lesson.id.clone(),
            None,
        ))
    };
    let previous = before.map(|(module, lesson)| {
        view! { <a class="ways-on__previous" aria-keyshortcuts="a" href=href(module, lesson)><span>{texts::PREVIOUS}</span>{lesson.title.clone()}</a> }
    });
    let next = match after {
        Some((module, lesson)) => {
            view! { <a class="ways-on__next" aria-keyshortcuts="s" href=href(module, lesson)><span>{texts::NEXT}</span>{lesson.title.clone()}</a> }.into_any()
        }
        None => {
            let id = course.id.clone();
            let (route, words) = match course.has_assessment() {
                true => (Route::Assessment(id), texts::GO_TO_ASSESSMENT),
                false => (Route::Course(id), foundation::BACK_TO_COURSE),
            };
            view! { <a class="ways-on__next" aria-keyshortcuts="s" href=settings.href(&route)><span>{texts::NEXT}</span>{words}</a> }.into_any()
        }
    };
    let report = texts::report_address(
        &settings.site.report_email,
        &course.title,
        &course.version,
        &lesson.title,
    );
    let search = settings.href(&Route::Search(course.id.clone()));
    let glossary = settings.href(&Route::Glossary(course.id.clone()));
    let whole = (settings.mode == Mode::Files).then(|| {
        let address = format!(
            "{}cursos/{}/completo.html#{}",
            settings.root, course.id, lesson.id
        );
        view! { <a href=address>{texts::WITHOUT_APP}</a> }
    });
    view! {
        <nav class="ways-on" aria-label=texts::LESSON_NAVIGATION>
            {previous} {next}
        </nav>
        <p class="lesson-links">
            <a href=report>{texts::REPORT_ERROR}</a>
            <a href=search aria-keyshortcuts="b">{study_words::SEARCH}</a>
            <a href=glossary aria-keyshortcuts="g">{study_words::GLOSSARY}</a>
            {whole}
        </p>
    }
    .into_any()
}
