//! «Mis notas»: what the person has noted and marked in a course, to print. What was written at words that are gone is shown too.

use std::sync::Arc;

use aula_core::course::reading::{Passage, Reading};
use aula_core::id::PassageId;
use aula_core::packed::unpack;
use aula_core::progress::Note;
use leptos::prelude::*;

use super::search::way_to;
use crate::browser::page;
use crate::items::prose::Reader;
use crate::route::Route;
use crate::session::Session;
use crate::texts::{self, study};
use crate::ui::element::{breadcrumb, button, link, paragraph, title};
use crate::ui::icon::{Icon, icon};

/// The page; `None` if what arrived is not its data.
pub fn page(reader: Reader, data: Arc<Vec<u8>>) -> Option<AnyView> {
    let session = expect_context::<Session>();
    let reading: Reading = unpack(&data)?;
    let course = &reader.course;
    let notes = session.course(&course.id, |progress| progress.notes.clone());
    let place = |note: &Note| {
        let mut passages = reading.passages.iter();
        passages.position(|passage| is_at(note, passage))
    };
    let (mut kept, mut orphans) = (vec![], vec![]);
    for note in &notes {
        match place(note) {
            Some(place) => kept.push((place, note)),
            None => orphans.push(note),
        }
    }
    kept.sort_by_key(|(place, _)| *place);
    let nothing = notes.is_empty();
    let kept: Vec<AnyView> = kept
        .into_iter()
        .filter_map(|(place, note)| {
            let passage = reading.passages.get(place)?;
            let title = reading.titles.get(&passage.lesson)?.clone();
            let href = reader.settings.href(&way_to(&reader, passage));
            Some(entry(note, link("link", href, title)))
        })
        .collect();
    let orphans: Vec<AnyView> = orphans
        .into_iter()
        .map(|note| {
            let title = reading.titles.get(&note.lesson).cloned();
            entry(note, title.unwrap_or_default().into_any())
        })
        .collect();
    let orphans = (!orphans.is_empty()).then(|| {
        view! { <h2>{study::ORPHANS}</h2> {paragraph("", study::ORPHANS_LEAD)} <ul class="notes">{orphans}</ul> }
    });
    let back = reader.settings.href(&Route::Course(course.id.clone()));
    let lead = match nothing {
        true => study::NOTES_EMPTY,
        false => study::NOTES_LEAD,
    };
    let print = (!nothing).then(|| {
        view! { <p class="prose no-print">{button("button button--quiet", texts::PRINT, true, page::print)}</p> }
    });
    let view = view! {
        {breadcrumb(texts::BREADCRUMB, back, course.title.clone(), None)}
        <article class="prose">
            {title(study::NOTES)}
            {paragraph("lead", course.title.clone())}
            {paragraph("no-print", lead)}
            <ul class="notes">{kept}</ul>
            {orphans}
        </article>
        {print}
    };
    Some(view.into_any())
}

fn is_at(note: &Note, passage: &Passage) -> bool {
    let anchor = PassageId::new(passage.anchor.as_str());
    note.is_of(&passage.lesson, &anchor)
}

fn entry(note: &Note, lesson: AnyView) -> AnyView {
    let mark = note
        .marked
        .then(|| view! { <span class="badge">{icon(Icon::Flag)} {study::MARKED}</span> });
    let words = (!note.text.is_empty()).then(|| paragraph("note__words", note.text.clone()));
    let date = texts::written_on(note.at.date());
    view! {
        <li class="note">
            <p>{lesson} " " {mark}</p>
            <blockquote>{note.excerpt.clone()}</blockquote>
            {words}
            {paragraph("plan__date", date)}
        </li>
    }
    .into_any()
}
