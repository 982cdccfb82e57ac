//! The study tools of a lesson: reading aloud, and a note or a mark at each passage.

use std::sync::Arc;

use aula_core::course::reading::{excerpt, passage_id, words_of};
use aula_core::course::{Lesson, Part};
use leptos::prelude::*;

use super::later::STUDY_TOOLS;
use crate::browser::{page, spawn, speech};
use crate::items::prose::Reader;
use crate::route::Route;
use crate::session::Session;
use crate::texts::study;
use crate::ui::dynamic::{attribute, change, dynamic, memo, press};
use crate::ui::element::{button, link, paragraph};

/// Characters by which a passage is known.
const EXCERPT: usize = 60;
/// Characters of a note.
const LIMIT: u32 = 2000;

/// What reading aloud is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Voice {
    /// There is none, or nobody knows yet.
    Missing,
    Silent,
    Speaking,
    /// Before this sentence.
    Paused(usize),
}

/// The bar at the head of the lesson.
pub fn tools(reader: Reader, _lesson: Arc<Lesson>) -> AnyView {
    let notes = Route::Notes(reader.course.id.clone());
    let href = reader.settings.href(&notes);
    view! {
        <section class="study" id=STUDY_TOOLS tabindex="-1" aria-label=study::STUDY_TITLE>
            {paragraph("facts", study::NOTES_LEAD)}
            {listen()}
            <p>{link("", href, study::NOTES)}</p>
        </section>
    }
    .into_any()
}

fn listen() -> AnyView {
    let voice = RwSignal::new(Voice::Missing);
    spawn(async move {
        if speech::has_voice().await {
            voice.set(Voice::Silent);
        }
    });
    on_cleanup(|| {
        speech::stop();
    });
    let read = move |from: usize| {
        voice.set(Voice::Speaking);
        speech::read(from, move || voice.set(Voice::Silent));
    };
    let stop = move || {
        speech::stop();
        voice.set(Voice::Silent);
    };
    let quiet = "button button--quiet";
    let controls = dynamic(move || match voice.get() {
        Voice::Missing => ().into_any(),
        Voice::Silent => button(quiet, study::LISTEN, true, move || read(0)),
        Voice::Speaking => view! {
            {button(quiet, study::PAUSE, true, move || voice.set(Voice::Paused(speech::stop())))}
            {button(quiet, study::STOP, true, stop)}
        }
        .into_any(),
        Voice::Paused(at) => view! {
            {button(quiet, study::GO_ON, true, move || read(at))}
            {button(quiet, study::STOP, true, stop)}
        }
        .into_any(),
    });
    view! { <p class="item__actions">{controls}</p> }.into_any()
}

/// What is kept at the passage in this place of the lesson, and the ways to change it.
pub fn passage(reader: Reader, lesson: Arc<Lesson>, place: usize) -> AnyView {
    let Some(Part::Prose(block)) = lesson.parts.get(place) else {
        return ().into_any();
    };
    let Some(id) = passage_id(block) else {
        return ().into_any();
    };
    let session = expect_context::<Session>();
    let begins = excerpt(&words_of(block), "", EXCERPT);
    let course = reader.course.id.clone();
    let kept = {
        let (course, lesson, id) = (course.clone(), lesson.id.clone(), id.clone());
        memo(move || {
            session.course(&course, |progress| {
                let note = progress.note(&lesson, &id);
                note.map_or((String::new(), false), |note| {
                    (note.text.clone(), note.marked)
                })
            })
        })
    };
    let editing = RwSignal::new(false);
    let field = format!("nota-{id}");
    let keep = {
        let begins = begins.clone();
        let field = field.clone();
        Callback::new(move |(text, marked): (String, bool)| {
            session.note(&course, (&lesson.id, &id, &begins), (text, marked));
            editing.set(false);
            let field = field.clone();
            page::after_drawing(move || page::focus_near(&format!("{field}-boton")));
        })
    };
    dynamic(move || {
        let (text, marked) = kept.get();
        let content = if editing.get() {
            editor(&field, text, marked, editing, keep)
        } else {
            shown(&field, &begins, text, marked, editing, keep)
        };
        view! { <div class="study__passage no-print">{content}</div> }.into_any()
    })
}

/// The note, and the buttons to change it and to mark the passage.
fn shown(
    field: &str,
    begins: &str,
    text: String,
    marked: bool,
    editing: RwSignal<bool>,
    keep: Callback<(String, bool)>,
) -> AnyView {
    let note = (!text.is_empty()).then(|| paragraph("note__words", text.clone()));
    let write = if text.is_empty() {
        study::NOTE
    } else {
        study::EDIT_NOTE
    };
    let mark = if marked { study::MARKED } else { study::MARK };
    let pressed = attribute(move || Some(if marked { "true" } else { "false" }));
    let to_field = field.to_owned();
    let open = move || {
        editing.set(true);
        let field = to_field.clone();
        page::after_drawing(move || page::focus_near(&field));
    };
    view! {
        {note}
        <button
            class="button button--quiet"
            type="button"
            id=format!("{field}-boton")
            aria-label=study::at(write, begins)
            on:click=press(open)
        >
            {write}
        </button>
        <button
            class="button button--quiet"
            type="button"
            aria-pressed=pressed
            aria-label=study::at(mark, begins)
            on:click=press(move || keep.run((text.clone(), !marked)))
        >
            {mark}
        </button>
    }
    .into_any()
}

fn editor(
    field: &str,
    text: String,
    marked: bool,
    editing: RwSignal<bool>,
    keep: Callback<(String, bool)>,
) -> AnyView {
    let written = RwSignal::new(text.clone());
    let cancel = {
        let field = format!("{field}-boton");
        move || {
            editing.set(false);
            let field = field.clone();
            page::after_drawing(move || page::focus_near(&field));
        }
    };
    let save = move || keep.run((written.get_untracked().trim().to_owned(), marked));
    view! {
        <div class="field">
            <label for=field.to_owned()>{study::YOUR_NOTE}</label>
            <textarea
                id=field.to_owned()
                rows="3"
                maxlength=LIMIT.to_string()
                prop:value=text
                on:input=change(move |event| written.set(event_target_value(&event)))
            ></textarea>
        </div>
        {button("button", study::KEEP_NOTE, true, save)}
        {button("button button--quiet", study::CANCEL, true, cancel)}
    }
    .into_any()
}
