//! The catalogue.

use aula_core::progress::Completion;
use aula_core::search;
use aula_core::site::Entry;
use leptos::prelude::*;

use crate::app::Settings;
use crate::route::Route;
use crate::session::Session;
use crate::texts;
use crate::ui::meter::Meter;

/// Every course: what it lets a person decide, how long it takes, and how far they are.
#[component]
pub fn Catalog() -> impl IntoView {
    let settings = expect_context::<Settings>();
    let query = RwSignal::new(String::new());
    let entries: Vec<(Entry, String)> =
        settings.site.catalog.iter().map(|entry| (entry.clone(), search::fold(&words_of(entry)))).collect();
    let found = Memo::new(move |_| {
        let query = query.get();
        entries.iter().filter(|(_, words)| search::matches(words, &query)).map(|(entry, _)| entry.clone()).collect::<Vec<_>>()
    });
    let result = move || (!query.with(|query| query.trim().is_empty())).then(|| texts::search_result(found.with(Vec::len)));
    let live = settings.live;
    view! {
        <div class="hero">
            <h1 id="titulo" tabindex="-1">
                {texts::CATALOG_TITLE}
            </h1>
            <p class="lead">{texts::CATALOG_LEAD}</p>
        </div>
        <div class="search" role="search">
            <label for="buscar">{texts::SEARCH}</label>
            <input
                type="search"
                id="buscar"
                autocomplete="off"
                placeholder=texts::SEARCH_HINT
                disabled=!live
                on:input=move |event| query.set(event_target_value(&event))
            />
            <p class="search__result" role="status">
                {result}
            </p>
        </div>
        <ul class="catalog">
            <For each=move || found.get() key=|entry| entry.id.clone() let:entry>
                <CatalogEntry entry />
            </For>
        </ul>
    }
}

#[component]
fn CatalogEntry(
    /// The course.
    entry: Entry,
) -> impl IntoView {
    let settings = expect_context::<Settings>();
    let session = expect_context::<Session>();
    let completion = { let entry = entry.clone(); Memo::new(move |_| completion_of(session, &entry)) };
    let decisions = entry.decisions.iter().map(|decision| view! { <li>{decision.clone()}</li> }).collect_view();
    let live = settings.live;
    view! {
        <li class="catalog__entry">
            <p class="catalog__facts">
                <span>{texts::minutes(entry.minutes)}</span>
                <span class="state" class:state--done=move || completion.get() == Completion::Completed hidden=!live>
                    {move || texts::completion(completion.get())}
                </span>
            </p>
            <h2 class="catalog__title">
                <a href=settings.href(&Route::Course(entry.id.clone()))>{entry.title.clone()}</a>
            </h2>
            <p class="catalog__subtitle">{entry.subtitle.clone()}</p>
            <p>{entry.summary.clone()}</p>
            <details class="catalog__decisions" id=format!("decisiones-{}", entry.id)>
                <summary>{texts::WHAT_YOU_WILL_DECIDE}</summary>
                <ul>{decisions}</ul>
            </details>
            <Meter label=texts::PROGRESS percent=Signal::derive(move || percent(completion.get())) />
        </li>
    }
}

/// How far a course of the catalogue is.
pub fn completion_of(session: Session, entry: &Entry) -> Completion {
    session.course(&entry.id, |progress| progress.completion(&entry.lessons))
}

/// The completion as a number for a meter.
pub fn percent(completion: Completion) -> u8 {
    match completion {
        Completion::NotStarted => 0,
        Completion::InProgress(percent) => percent,
        Completion::Completed => 100,
    }
}

fn words_of(entry: &Entry) -> String {
    let mut words = format!("{} {} {}", entry.title, entry.subtitle, entry.summary);
    for decision in &entry.decisions {
        words.push(' ');
        words.push_str(decision);
    }
    words
}
