//! «Repasos»: what is due over all courses, when the next ones are, and reminders to take away.

use std::sync::Arc;

use aula_core::calendar::{Reminder, calendar};
use aula_core::id::CourseId;
use aula_core::review::{self, LADDER, Next};
use aula_core::site::Entry;
use leptos::prelude::*;

use super::review_run::{Begun, Running, begin};
use crate::browser::{clock, download, page, spawn};
use crate::navigator::Navigator;
use crate::route::Route;
use crate::session::Session;
use crate::settings::Settings;
use crate::texts::{self, review as words};
use crate::ui::dynamic::{anew, words as changing};
use crate::ui::element::{button, link, paragraph, title};

/// What is said above the schedule.
type Said = RwSignal<&'static str>;

/// The page: the schedule, or a review that is under way.
#[component]
pub fn ReviewsPage() -> impl IntoView {
    let begun = RwSignal::new(None::<Arc<Begun>>);
    let said: Said = RwSignal::new("");
    let end = Callback::new(move |finished: bool| {
        said.set(if finished { words::REVIEW_DONE } else { "" });
        begun.set(None);
        page::after_drawing(|| page::focus("titulo"));
    });
    anew(move || match begun.get() {
        Some(begun) => view! { <Running begun end /> }.into_any(),
        None => view! { <Schedule begun said /> }.into_any(),
    })
}

/// When each course's next review is.
#[component]
fn Schedule(
    /// Where a review that was begun is put.
    begun: RwSignal<Option<Arc<Begun>>>,
    /// What is said above.
    said: Said,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let settings = expect_context::<Settings>();
    let body = anew(move || {
        let rows = rows(session, &settings);
        let state = due(session, &rows, begun, said);
        if rows.is_empty() {
            let way = link("", settings.href(&Route::Catalog), texts::BACK_TO_CATALOG);
            return view! { {paragraph("notice", words::REVIEWS_NONE)} <p>{way}</p> }.into_any();
        }
        let reminders = reminders(&settings, &rows);
        let list = rows
            .iter()
            .map(|row| schedule_row(session, row))
            .collect_view();
        view! {
            {state}
            <h2>{words::SCHEDULE}</h2>
            <ul class="schedule">{list}</ul>
            {reminders}
        }
        .into_any()
    });
    let live = expect_context::<Settings>().live;
    view! {
        <div class="prose reviews">
            {title(words::REVIEWS)}
            {paragraph("lead", words::REVIEWS_LEAD)}
            <p role="status">{changing(move || said.get().to_owned())}</p>
            <div hidden=!live>{body}</div>
        </div>
    }
}

/// A course whose evaluation is passed, with what is ahead of it: nothing once the ladder is through.
struct Row {
    entry: Entry,
    ahead: Vec<Next>,
    is_due: bool,
}

fn rows(session: Session, settings: &Settings) -> Vec<Row> {
    let today = session.today();
    let row = |entry: &Entry| {
        session.course(&entry.id, |progress| {
            let ahead: Vec<Next> = review::ahead(progress, today).collect();
            progress.passed().then(|| Row {
                entry: entry.clone(),
                is_due: review::is_due(progress, today),
                ahead,
            })
        })
    };
    settings.site.catalog.iter().filter_map(row).collect()
}

/// What is due, and the way to it.
fn due(
    session: Session,
    rows: &[Row],
    begun: RwSignal<Option<Arc<Begun>>>,
    said: Said,
) -> Option<AnyView> {
    let due: Vec<&Row> = rows.iter().filter(|row| row.is_due).collect();
    if due.is_empty() {
        return None;
    }
    let titles: Vec<String> = due.iter().map(|row| row.entry.title.clone()).collect();
    let rungs: Vec<(CourseId, u8)> = due
        .iter()
        .filter_map(|row| Some((row.entry.id.clone(), row.ahead.first()?.rung)))
        .collect();
    let is_open = |(id, _): &(CourseId, u8)| {
        session.course(id, |progress| {
            let mut reviewed = progress.reviewed.iter();
            reviewed.any(|each| progress.reviewed_now(&each.item).is_some())
        })
    };
    let label = if rungs.iter().any(is_open) {
        words::REVIEW_RESUME
    } else {
        words::REVIEW_START
    };
    let navigator = expect_context::<Navigator>();
    let start = move || {
        let rungs = rungs.clone();
        spawn(async move {
            match begin(navigator, session, rungs).await {
                Ok(review) => {
                    said.set("");
                    begun.set(Some(Arc::new(review)));
                    page::after_drawing(|| page::focus("titulo"));
                }
                Err(why) => said.set(why),
            }
        });
    };
    Some(
        view! {
            <div class="notice">
                {paragraph("", words::due_of(&titles))}
                <p class="notice__actions">{button("button button--large", label, true, start)}</p>
            </div>
        }
        .into_any(),
    )
}

fn schedule_row(session: Session, row: &Row) -> AnyView {
    let when = match row.ahead.first() {
        Some(next) => words::rung_on(days(*next), next.on, row.is_due),
        None => words::LADDER_DONE.to_owned(),
    };
    let applied = session.course(&row.entry.id, |progress| progress.applied);
    let applied = applied.map(|applied| paragraph("schedule__note", words::said_applied(applied)));
    view! {
        <li>
            <strong>{row.entry.title.clone()}</strong>
            {paragraph("", when)}
            {applied}
        </li>
    }
    .into_any()
}

fn days(next: Next) -> u16 {
    LADDER
        .get(usize::from(next.rung))
        .copied()
        .unwrap_or_default()
}

/// The file for a calendar: every review that is ahead.
fn reminders(settings: &Settings, rows: &[Row]) -> Option<AnyView> {
    // In files mode the address begins with the root by itself.
    let own = settings.href(&Route::Reviews);
    let address = match own.starts_with('#') {
        true => format!("{}{own}", settings.root),
        false => own,
    };
    let reminders: Vec<Reminder> = rows
        .iter()
        .flat_map(|row| row.ahead.iter().map(move |next| (&row.entry, *next)))
        .map(|(entry, next)| Reminder {
            course: entry.id.clone(),
            rung: next.rung,
            on: next.on,
            summary: words::reminder_title(days(next), &entry.title),
            description: words::REMINDER_TEXT.to_owned(),
            address: address.clone(),
        })
        .collect();
    if reminders.is_empty() {
        return None;
    }
    let save = move || {
        let file = calendar(words::CALENDAR_PRODUCT, clock::now(), &reminders);
        // The browser itself says when a download is refused.
        download::save(words::REMINDERS_FILE, "text/calendar", file.as_bytes());
    };
    Some(
        view! {
            <p>{button("button button--quiet", words::REMINDERS, true, save)}</p>
            {paragraph("schedule__note", words::REMINDERS_NOTE)}
        }
        .into_any(),
    )
}
