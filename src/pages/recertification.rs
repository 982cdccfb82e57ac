//! The renewal of a constancia: when it is offered, what it asks about, and how it came out.

use std::sync::Arc;

use aula_core::course::Pool;
use aula_core::id::ObjectiveId;
use aula_core::packed::unpack;
use aula_core::recertification::{self, Asked, Changes, Validity, Why};
use leptos::prelude::*;

use super::assessment::{Threshold, way};
use super::result::ResultView;
use crate::browser::{clock, fetch, page, spawn};
use crate::items::prose::Reader;
use crate::route::Route;
use crate::session::Session;
use crate::texts::{self, recertification as own};
use crate::ui::dynamic::{dynamic, memo};
use crate::ui::element::{breadcrumb, button, link, paragraph, title};

/// What has changed since the person passed.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Changed {
    /// It is being read.
    Reading,
    /// It could not be read.
    Unread,
    /// These objectives; `None` if their version was never published.
    Known(Option<Vec<ObjectiveId>>),
}

impl Changed {
    fn known(&self) -> Option<&[ObjectiveId]> {
        match self {
            Changed::Known(changed) => changed.as_deref(),
            Changed::Reading | Changed::Unread => None,
        }
    }
}

/// What has changed. It is fetched only where the version is another one than that with which the person passed.
fn changed(reader: &Reader, session: Session) -> RwSignal<Changed> {
    let course = reader.course.clone();
    let since = move |changes: &Changes| {
        session.course(&course.id, |progress| {
            recertification::changed_since(&course, changes, progress)
        })
    };
    let changed = RwSignal::new(match untrack(|| since(&vec![])) {
        None => Changed::Reading,
        same => Changed::Known(same),
    });
    if changed.get_untracked() != Changed::Reading {
        return changed;
    }
    let mut catalog = reader.settings.site.catalog.iter();
    let entry = catalog.find(|entry| entry.id == reader.course.id);
    let address = entry.map(|entry| format!("{}{}", reader.settings.root, entry.changes_file()));
    spawn(async move {
        let bytes = match address {
            Some(address) => fetch::bytes(&address).await,
            None => None,
        };
        let changes = bytes.and_then(|bytes| unpack::<Changes>(&bytes));
        // The person may be elsewhere by now.
        changed.try_set(match changes {
            Some(changes) => Changed::Known(untrack(|| since(&changes))),
            None => Changed::Unread,
        });
    });
    changed
}

/// How the constancia that counts stands, if it may be renewed today.
fn due(reader: &Reader, session: Session, changed: &Changed) -> Option<Validity> {
    let (course, today) = (&reader.course.id, session.today());
    session.progress(|progress| {
        let is_due = recertification::is_due(progress, course, changed.known(), today);
        let current = recertification::current(progress, course)?;
        is_due.then(|| recertification::validity(current, &progress.credentials, today))
    })
}

/// The way to the renewal, with its reason; nothing while it is not due.
pub fn notice(reader: Reader) -> AnyView {
    let session = expect_context::<Session>();
    let changed = changed(&reader, session);
    let href = reader
        .settings
        .href(&Route::Assessment(reader.course.id.clone()));
    let due = memo(move || changed.with(|changed| due(&reader, session, changed)));
    dynamic(move || match due.get() {
        Some(validity) => view! {
            <div class="notice no-print">
                {paragraph("", own::due(validity))}
                <p class="notice__actions">{link("button", href.clone(), own::GO)}</p>
            </div>
        }
        .into_any(),
        None => ().into_any(),
    })
}

/// The page of the evaluation for who has passed it: the last recertification and the next one, or what was passed.
#[component]
pub fn Renewal(
    /// The course, and how to draw it.
    reader: Reader,
    /// The items.
    pool: Arc<Pool>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let changed = changed(&reader, session);
    let state = {
        let reader = reader.clone();
        memo(move || {
            let last = session.course(&reader.course.id, |progress| {
                let mut all = progress.recertifications.iter();
                all.rfind(|attempt| attempt.result.is_some()).cloned()
            });
            (changed.with(|changed| due(&reader, session, changed)), last)
        })
    };
    let back = reader
        .settings
        .href(&Route::Course(reader.course.id.clone()));
    dynamic(move || {
        let (due, last) = state.get();
        if due.is_none() && last.is_none() {
            return view! { <Threshold reader=reader.clone() pool=pool.clone() /> }.into_any();
        }
        let heading = last.is_none().then(|| title(own::RECERTIFICATION));
        let result = last.map(|attempt| {
            view! {
                {paragraph("kicker", own::RECERTIFICATION)}
                <ResultView reader=reader.clone() pool=pool.clone() attempt />
            }
        });
        let next = due.map(|validity| {
            view! {
                {paragraph("lead", own::due(validity))}
                <Offer reader=reader.clone() pool=pool.clone() changed />
            }
        });
        view! {
            {breadcrumb(texts::BREADCRUMB, back.clone(), reader.course.title.clone(), None)}
            <div class="prose">{heading} {result} {next}</div>
        }
        .into_any()
    })
}

/// What the next one asks about, and the way to it.
#[component]
fn Offer(
    /// The course.
    reader: Reader,
    /// The items.
    pool: Arc<Pool>,
    /// What has changed.
    changed: RwSignal<Changed>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let waited = RwSignal::new(());
    dynamic(move || {
        waited.track();
        let changed = match changed.get() {
            Changed::Known(changed) => changed,
            Changed::Unread => return paragraph("notice notice--warning", own::UNREAD),
            Changed::Reading => return ().into_any(),
        };
        let course = reader.course.clone();
        let (gate, asked) = untrack(|| {
            session.course(&course.id, |progress| {
                let gate = recertification::gate(&course, progress, clock::now());
                let changed = changed.as_deref();
                (
                    gate,
                    recertification::plan(&course, &pool, progress, changed),
                )
            })
        });
        let start = {
            let pool = pool.clone();
            move || {
                session.start_recertification(&course, &pool, changed.as_deref());
                page::after_drawing(|| page::focus("titulo"));
            }
        };
        view! {
            {scope(&reader, &asked)}
            {way(&reader, session, (gate, waited), move |reader, _, left| ready(reader, &asked, left, start))}
        }
        .into_any()
    })
}

/// The objectives, with how many items of each and why.
fn scope(reader: &Reader, asked: &[Asked]) -> AnyView {
    let row = |(id, number, why): &Asked| {
        let objective = reader.course.objective(id)?;
        let words = own::asked(*number, *why);
        Some(view! { <li>{objective.text.clone()} " " <span class="state">{words}</span></li> })
    };
    let confirms = asked.iter().any(|(_, _, why)| *why == Why::Confirm);
    let rows = asked.iter().map(row).collect_view();
    view! {
        <h2>{own::WHAT_IT_ASKS}</h2>
        {confirms.then(|| paragraph("", own::CONFIRM))}
        <ul>{rows}</ul>
    }
    .into_any()
}

fn ready(
    reader: &Reader,
    asked: &[Asked],
    attempts_left: u32,
    start: impl FnMut() + 'static,
) -> AnyView {
    let length = asked.iter().map(|(_, number, _)| *number as usize).sum();
    let intro = texts::assessment_intro(length, &reader.course.assessment, attempts_left);
    let rows = intro.into_iter().map(|line| view! { <li>{line}</li> });
    view! {
        <ul>{rows.collect_view()}</ul>
        <p>{button("button button--large", own::START, true, start)}</p>
    }
    .into_any()
}
