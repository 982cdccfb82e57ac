//! The final evaluation: what stands before an attempt, and the way out of one.

use std::sync::Arc;

use aula_core::assessment::{self, Gate};
use aula_core::course::Pool;
use aula_core::id::LessonId;
use leptos::prelude::*;

use super::attempt::AttemptPage;
use super::leaving::leave_dialog;
use super::recertification::Renewal;
use super::result::{ResultView, lesson_links};
use crate::browser::{clock, modules, page, spawn};
use crate::items::prose::Reader;
use crate::navigator::Navigator;
use crate::route::Route;
use crate::session::Session;
use crate::texts;
use crate::ui::dynamic::{dynamic, memo};
use crate::ui::element::{breadcrumb, button, paragraph, title};

/// The page: a running attempt, or the last result and the way to the next attempt.
#[component]
pub fn AssessmentPage(
    /// The course, and how to draw it.
    reader: Reader,
    /// The items.
    pool: Arc<Pool>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let navigator = expect_context::<Navigator>();
    session.regrade(&reader.course, &pool);
    let running = {
        let id = reader.course.id.clone();
        memo(move || {
            session.course(&id, |progress| {
                progress.open_attempt().map(|attempt| attempt.id.clone())
            })
        })
    };
    let may_renew = {
        let id = reader.course.id.clone();
        memo(move || session.course(&id, |progress| progress.passed() && progress.earned))
    };
    let handed_in = StoredValue::new(None::<bool>);
    dynamic(move || match running.get() {
        Some(_) => {
            // From here on a constancia is near: its module may load while the person thinks.
            modules::prepare_certificate();
            handed_in.set_value(Some(false));
            navigator.asks.set_value(true);
            view! {
                <AttemptPage reader=reader.clone() pool=pool.clone() handed_in />
                {leave_dialog(navigator, texts::LEAVE_TITLE, texts::LEAVE_COST, texts::LEAVE_NOW)}
            }
            .into_any()
        }
        None => {
            let elsewhere = handed_in.get_value() == Some(false);
            let next = match may_renew.get_untracked() {
                true => view! { <Renewal reader=reader.clone() pool=pool.clone() /> }.into_any(),
                false => view! { <Threshold reader=reader.clone() pool=pool.clone() /> }.into_any(),
            };
            view! {
                <p class="notice" role="status" hidden=!elsewhere>{texts::HANDED_IN_ELSEWHERE}</p>
                {next}
            }
            .into_any()
        }
    })
}

/// Before and after attempts.
#[component]
pub fn Threshold(
    /// The course.
    reader: Reader,
    /// The items.
    pool: Arc<Pool>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let course = reader.course.clone();
    let last = session.course(&course.id, |progress| progress.last_handed_in().cloned());
    let back = reader.settings.href(&Route::Course(course.id.clone()));
    let heading = if last.is_some() {
        None
    } else {
        Some(view! { {title(texts::ASSESSMENT)} })
    };
    view! {
        {breadcrumb(texts::BREADCRUMB, back, course.title.clone(), None)}
        <div class="prose">
            {heading}
            {last.map(|attempt| view! { <ResultView reader=reader.clone() pool=pool.clone() attempt /> })}
            <Gateway reader pool />
        </div>
    }
}

/// The way to the next attempt, if there is one. A waiting time ends by itself.
#[component]
fn Gateway(
    /// The course.
    reader: Reader,
    /// The items.
    pool: Arc<Pool>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let course = reader.course.clone();
    let waited = RwSignal::new(());
    dynamic(move || {
        waited.track();
        let now = clock::now();
        let gate = session.course(&course.id, |progress| {
            assessment::gate(&course, progress, now)
        });
        let pool = pool.clone();
        way(
            &reader,
            session,
            (gate, waited),
            move |reader, number, left| ready(session, reader, &pool, number, left),
        )
    })
}

/// What stands before the next attempt; `waited` is touched when the wait is over.
pub fn way(
    reader: &Reader,
    session: Session,
    (gate, waited): (Gate, RwSignal<()>),
    ready: impl FnOnce(&Reader, u32, u32) -> AnyView,
) -> AnyView {
    match gate {
        Gate::Passed | Gate::Resume(_) => ().into_any(),
        Gate::Closed => paragraph("notice notice--warning", texts::CLOSED),
        Gate::Wait { until } => {
            let left = i32::try_from(until.utc_ms - clock::now().utc_ms).unwrap_or(i32::MAX);
            spawn(async move {
                clock::sleep(left).await;
                waited.try_set(());
            });
            paragraph("notice", texts::wait_until(until, session.today()))
        }
        Gate::Review { lessons } => review(reader, &lessons),
        Gate::Ready {
            attempt_number,
            attempts_left,
        } => ready(reader, attempt_number, attempts_left),
    }
}

fn ready(
    session: Session,
    reader: &Reader,
    pool: &Arc<Pool>,
    attempt_number: u32,
    attempts_left: u32,
) -> AnyView {
    let (course, pool) = (reader.course.clone(), pool.clone());
    let pending = session.course(&course.id, |progress| {
        course
            .lessons()
            .any(|(_, lesson)| !progress.completed.contains_key(&lesson.id))
    });
    let length = course.assessment_length() as usize;
    let intro = texts::assessment_intro(length, &course.assessment, attempts_left)
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    let start = move || {
        session.start_attempt(&course, &pool);
        page::after_drawing(|| page::focus("titulo"));
    };
    view! {
        {paragraph("kicker", texts::attempt_number(attempt_number))}
        <ul>{intro}</ul>
        {pending.then(|| paragraph("notice", texts::LESSONS_PENDING))}
        <p>{button("button button--large", texts::ASSESSMENT_START, true, start)}</p>
    }
    .into_any()
}

fn review(reader: &Reader, lessons: &[LessonId]) -> AnyView {
    view! { <div class="notice"><p>{texts::REVIEW_TO_OPEN}</p>{lesson_links(reader, lessons)}</div> }.into_any()
}
