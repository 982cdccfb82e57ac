//! The catalogue.

use std::sync::Arc;

use aula_core::progress::Completion;
use aula_core::review;
use aula_core::search::{self, Query};
use aula_core::site::Entry;
use leptos::prelude::*;

use crate::browser::page;
use crate::route::Route;
use crate::session::Session;
use crate::settings::Settings;
use crate::texts;
use crate::ui::dynamic::{change, dynamic, flag, memo, words};
use crate::ui::element::{button, link, paragraph, title};
use crate::ui::meter::meter;

/// How many courses a live page shows at once: in a catalogue of 1,000 the browser is busy for half a second with all of them.
const AT_ONCE: usize = 20;

/// Every course: what it lets a person decide, how long it takes, and how far they are.
#[component]
pub fn Catalog() -> impl IntoView {
    let settings = expect_context::<Settings>();
    let session = expect_context::<Session>();
    let list = Arc::new(List::of(&settings));
    let (query, most, found) = (list.query, list.most, list.found);
    let result = move || match query.with(|query| query.trim().is_empty()) {
        true => String::new(),
        false => texts::search_result(found.get()),
    };
    let search = {
        let list = list.clone();
        move |event| {
            query.set(event_target_value(&event));
            most.set(AT_ONCE);
            list.show();
        }
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
    let entries = list
        .entries
        .iter()
        .map(|listed| catalog_entry(listed, &settings, session))
        .collect_view();
    let more = move || match found.get().saturating_sub(most.get()) {
        0 => ().into_any(),
        left => {
            let list = list.clone();
            let show_more = move || {
                most.update(|most| *most += AT_ONCE);
                if let Some(first) = list.show() {
                    page::after_drawing(move || page::focus_near(&first));
                }
            };
            button(
                "button button--quiet",
                texts::more_courses(left),
                true,
                show_more,
            )
        }
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
                on:input=change(search)
            />
            <p class="search__result" role="status">
                {words(result)}
            </p>
        </div>
        <ul class="catalog">
            {entries}
        </ul>
        <p>{dynamic(more)}</p>
    }
}

/// The catalogue as it is searched. What is not shown stays in the page, hidden: to draw it anew took longer.
struct List {
    entries: Vec<Listed>,
    query: RwSignal<String>,
    /// How many are shown at most.
    most: RwSignal<usize>,
    /// How many the query finds.
    found: RwSignal<usize>,
}

struct Listed {
    entry: Entry,
    /// All its words, folded.
    words: String,
    is_shown: RwSignal<bool>,
}

impl List {
    fn of(settings: &Settings) -> List {
        let listed = |entry: &Entry| Listed {
            entry: entry.clone(),
            words: search::fold(&words_of(entry)),
            is_shown: RwSignal::new(true),
        };
        let list = List {
            entries: settings.site.catalog.iter().map(listed).collect(),
            query: RwSignal::new(String::new()),
            most: RwSignal::new(if settings.live { AT_ONCE } else { usize::MAX }),
            found: RwSignal::new(0),
        };
        list.show();
        list
    }

    /// Shows what the query finds, and hides all else. The id of the first link that was hidden before.
    fn show(&self) -> Option<String> {
        let texts = self.entries.iter().map(|listed| listed.words.as_str());
        let query = self.query.with_untracked(|typed| Query::new(typed));
        let (shown, found) = search::first(texts, &query, self.most.get_untracked());
        self.found.set(found);
        let mut first = None;
        for (listed, is_shown) in self.entries.iter().zip(shown) {
            if listed.is_shown.get_untracked() != is_shown {
                listed.is_shown.set(is_shown);
                if is_shown && first.is_none() {
                    first = Some(title_id(&listed.entry));
                }
            }
        }
        first
    }
}

fn title_id(entry: &Entry) -> String {
    format!("titulo-{}", entry.id)
}

fn catalog_entry(listed: &Listed, settings: &Settings, session: Session) -> AnyView {
    let (entry, is_shown) = (listed.entry.clone(), listed.is_shown);
    let id = format!("decisiones-{}", entry.id);
    let title_id = title_id(&entry);
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
        <li hidden=flag(move || !is_shown.get())>
        <article class="catalog__entry" aria-labelledby=named_by>
            <p class="catalog__facts">
                <span>{texts::minutes(entry.minutes)}</span>
                {completion_mark(completion, live)}
            </p>
            <h2 class="catalog__title">
                <a id=title_id href=settings.href(&Route::Course(entry.id.clone()))>{entry.title.clone()}</a>
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
