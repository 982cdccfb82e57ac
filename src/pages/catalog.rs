//! The catalogue.

use aula_core::progress::Completion;
use aula_core::review;
use aula_core::search;
use aula_core::site::Entry;
use leptos::prelude::*;

use crate::route::Route;
use crate::session::Session;
use crate::settings::Settings;
use crate::texts;
use crate::ui::dynamic::{change, dynamic, flag, memo, words};
use crate::ui::element::{link, paragraph, title};
use crate::ui::meter::meter;

/// Every course: what it lets a person decide, how long it takes, and how far they are.
#[component]
pub fn Catalog() -> impl IntoView {
    let settings = expect_context::<Settings>();
    let session = expect_context::<Session>();
    let query = RwSignal::new(String::new());
    let entries: Vec<(Entry, String)> = settings
        .site
        .catalog
        .iter()
        .map(|entry| (entry.clone(), search::fold(&words_of(entry))))
        .collect();
    let found = memo(move || {
        let query = query.get();
        entries
            .iter()
            .filter(|(_, words)| search::matches(words, &query))
            .map(|(entry, _)| entry.clone())
            .collect::<Vec<_>>()
    });
    let result = move || match query.with(|query| query.trim().is_empty()) {
        true => String::new(),
        false => texts::search_result(found.with(Vec::len)),
    };
    let live = settings.live;
    let reviews = settings.href(&Route::Reviews);
    let due = move || {
        let is_due = session.progress(|progress| {
            let mut courses = progress.courses.values();
            courses.any(|course| review::is_due(course, session.today()))
        });
        match is_due {
            true => link("", reviews.clone(), texts::review::REVIEW_DUE),
            false => ().into_any(),
        }
    };
    let entries = move || {
        found
            .get()
            .into_iter()
            .map(|entry| catalog_entry(entry, &settings, session))
            .collect_view()
            .into_any()
    };
    view! {
        <div class="hero">
            {title(texts::CATALOG_TITLE)}
            {paragraph("lead", texts::CATALOG_LEAD)}
        </div>
        // Its place is there from the first: what is below does not move when the app takes the page over.
        <p class="due">{dynamic(due)}</p>
        <div class="search" role="search">
            <label for="buscar">{texts::SEARCH}</label>
            <input
                type="search"
                id="buscar"
                autocomplete="off"
                placeholder=texts::SEARCH_HINT
                disabled=!live
                on:input=change(move |event| query.set(event_target_value(&event)))
            />
            <p class="search__result" role="status">
                {words(result)}
            </p>
        </div>
        <ul class="catalog">
            {dynamic(entries)}
        </ul>
    }
}

fn catalog_entry(entry: Entry, settings: &Settings, session: Session) -> AnyView {
    let id = format!("decisiones-{}", entry.id);
    let title_id = format!("titulo-{}", entry.id);
    let named_by = title_id.clone();
    let completion = {
        let entry = entry.clone();
        memo(move || {
            session.course(&entry.id, |progress| {
                progress.completion(&entry.lessons, entry.evaluations)
            })
        })
    };
    let decisions = entry
        .decisions
        .iter()
        .map(|decision| view! { <li>{decision.clone()}</li> })
        .collect_view();
    let live = settings.live;
    view! {
        <li>
        <article class="catalog__entry" aria-labelledby=named_by>
            <p class="catalog__facts">
                <span>{texts::minutes(entry.minutes)}</span>
                {completion_mark(completion, live)}
            </p>
            <h2 class="catalog__title" id=title_id>
                <a href=settings.href(&Route::Course(entry.id.clone()))>{entry.title.clone()}</a>
            </h2>
            {paragraph("catalog__subtitle", entry.subtitle.clone())}
            <p>{entry.summary.clone()}</p>
            <details class="catalog__decisions" id=id>
                <summary>{texts::WHAT_YOU_WILL_DECIDE}</summary>
                <ul>{decisions}</ul>
            </details>
            {meter(texts::PROGRESS, move || completion.get().percent())}
        </article>
        </li>
    }
    .into_any()
}

/// How far a course is, in words.
pub fn completion_mark(completion: Memo<Completion>, live: bool) -> AnyView {
    let done = flag(move || completion.get() == Completion::Completed);
    let state = words(move || texts::completion(completion.get()));
    view! { <span class="state" class:state--done=done hidden=!live>{state}</span> }.into_any()
}

fn words_of(entry: &Entry) -> String {
    let mut words = format!("{} {} {}", entry.title, entry.subtitle, entry.summary);
    for decision in &entry.decisions {
        words.push(' ');
        words.push_str(decision);
    }
    words
}
