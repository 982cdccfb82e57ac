//! The search in the whole text of a course, its cards and its glossary: each result shows its passage and leads to it.

use std::sync::Arc;

use aula_core::course::reading::{Found, Passage, Reading, excerpt, find};
use aula_core::packed::unpack;
use leptos::prelude::*;

use crate::items::prose::Reader;
use crate::route::Route;
use crate::texts::{self, study};
use crate::ui::dynamic::{change, dynamic, memo, words};
use crate::ui::element::{breadcrumb, link, paragraph, title};

/// More would not be read; another word finds better.
const SHOWN: usize = 30;
/// Characters of a passage.
const EXCERPT: usize = 160;

/// The page; `None` if what arrived is not its data.
pub fn page(reader: Reader, data: Arc<Vec<u8>>) -> Option<AnyView> {
    let reading: Reading = unpack(&data)?;
    let folded = reading.folded();
    let query = RwSignal::new(String::new());
    let found = memo(move || query.with(|query| find(&folded, query)));
    let result = move || match query.with(|query| query.trim().is_empty()) {
        true => String::new(),
        false => found.with(|found| study::found(found.len(), found.len().min(SHOWN))),
    };
    let course = reader.course.clone();
    let (back, live) = (
        reader.settings.href(&Route::Course(course.id.clone())),
        reader.settings.live,
    );
    let list = dynamic(move || {
        let all = reading.all();
        let entries = found.get().into_iter().take(SHOWN).filter_map(|place| {
            let found = *all.get(place)?;
            let (route, title) = shown(&reader, found, reading.title(found));
            let words = query.with_untracked(|query| excerpt(found.words(), query, EXCERPT));
            let href = reader.settings.href(&route);
            Some(view! { <li>{link("link", href, title)} {paragraph("found__words", words)}</li> })
        });
        view! { <ul class="found">{entries.collect_view()}</ul> }.into_any()
    });
    let view = view! {
        {breadcrumb(texts::BREADCRUMB, back, course.title.clone(), None)}
        <div class="prose">
            {title(study::SEARCH)}
            <div class="search" role="search">
                <label for="buscar">{study::SEARCH_FIELD}</label>
                <input
                    type="search"
                    id="buscar"
                    autocomplete="off"
                    disabled=!live
                    on:input=change(move |event| query.set(event_target_value(&event)))
                />
                <p class="search__result" role="status">{words(result)}</p>
            </div>
            {list}
        </div>
    };
    Some(view.into_any())
}

/// Where what was found is read, and the words that lead there.
fn shown(reader: &Reader, found: Found, title: &str) -> (Route, String) {
    let course = reader.course.id.clone();
    match found {
        Found::Passage(passage) => (way_to(reader, passage), title.to_owned()),
        Found::Card(card) => (
            Route::Card(course, card.module.clone()),
            study::in_place(texts::CARD, title),
        ),
        Found::Term(_) => (
            Route::Glossary(course),
            study::in_place(study::GLOSSARY, title),
        ),
    }
}

/// The address of a passage.
pub fn way_to(reader: &Reader, passage: &Passage) -> Route {
    Route::Lesson(
        reader.course.id.clone(),
        passage.module.clone(),
        passage.lesson.clone(),
        passage.place().cloned(),
    )
}
