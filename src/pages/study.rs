//! The study tools of a lesson: reading aloud, and a note or a mark at each passage.

use std::sync::Arc;

use aula_core::course::Lesson;
use aula_core::course::reading::{excerpt, noted_at};
use aula_core::id::{CourseId, LessonId, PassageId};
use leptos::prelude::*;

use super::later::STUDY_TOOLS;
use crate::browser::{page, spawn, speech};
use crate::items::prose::Reader;
use crate::route::Route;
use crate::session::Session;
use crate::texts::study;
use crate::ui::dynamic::{change, dynamic, memo, press};
use crate::ui::element::{button, link, paragraph};
use crate::ui::icon::{Icon, icon};

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
    let Some((id, words)) = lesson.parts.get(place).and_then(noted_at) else {
        return ().into_any();
    };
    let at = At {
        session: expect_context::<Session>(),
        course: reader.course.id.clone(),
        lesson: lesson.id.clone(),
        begins: excerpt(&words, "", EXCERPT),
        passage: id,
        editing: RwSignal::new(false),
    };
    let kept = {
        let at = at.clone();
        memo(move || at.kept())
    };
    dynamic(move || {
        let (text, marked) = kept.get();
        let content = if at.editing.get() {
            at.editor(text, marked)
        } else {
            at.shown(text, marked)
        };
        view! { <div class="study__passage">{content}</div> }.into_any()
    })
}

/// A passage of the lesson, and whether its note is being written.
#[derive(Clone)]
struct At {
    session: Session,
    course: CourseId,
    lesson: LessonId,
    passage: PassageId,
    /// How it begins.
    begins: String,
    editing: RwSignal<bool>,
}

impl At {
    /// The note, or empty, and whether the passage is marked.
    fn kept(&self) -> (String, bool) {
        self.session.course(&self.course, |progress| {
            let note = progress.note(&self.lesson, &self.passage);
            note.map_or((String::new(), false), |note| {
                (note.text.clone(), note.marked)
            })
        })
    }

    fn keep(&self, text: String, marked: bool) {
        let at = (&self.lesson, &self.passage, self.begins.as_str());
        self.session.note(&self.course, at, (text, marked));
    }

    fn field(&self) -> String {
        format!("nota-{}", self.passage)
    }

    fn write_button(&self) -> String {
        format!("anotar-{}", self.passage)
    }

    /// Opens or closes the field, and takes the focus to what is there then.
    fn edit(&self, editing: bool) {
        self.editing.set(editing);
        let target = if editing {
            self.field()
        } else {
            self.write_button()
        };
        page::after_drawing(move || page::focus_near(&target));
    }

    /// The note, and the buttons to change it and to mark the passage.
    fn shown(&self, text: String, marked: bool) -> AnyView {
        let note = (!text.is_empty()).then(|| paragraph("note__words", text.clone()));
        let write = if text.is_empty() {
            study::NOTE
        } else {
            study::EDIT_NOTE
        };
        let mark = if marked { study::UNMARK } else { study::MARK };
        let badge =
            marked.then(|| view! { <span class="badge">{icon(Icon::Flag)} {study::MARKED}</span> });
        let (open, turn, mark_button) = (
            self.clone(),
            self.clone(),
            format!("marcar-{}", self.passage),
        );
        let marked_id = mark_button.clone();
        let change_mark = move || {
            turn.keep(text.clone(), !marked);
            let target = marked_id.clone();
            page::after_drawing(move || page::focus_near(&target));
        };
        view! {
            {note} {badge}
            <button
                class="button button--quiet"
                type="button"
                id=self.write_button()
                aria-label=study::at(write, &self.begins)
                on:click=press(move || open.edit(true))
            >
                {write}
            </button>
            <button
                class="button button--quiet"
                type="button"
                id=mark_button
                aria-label=study::at(mark, &self.begins)
                on:click=press(change_mark)
            >
                {mark}
            </button>
        }
        .into_any()
    }

    fn editor(&self, text: String, marked: bool) -> AnyView {
        let written = RwSignal::new(text.clone());
        let (saved, cancelled) = (self.clone(), self.clone());
        let save = move || {
            saved.keep(written.get_untracked().trim().to_owned(), marked);
            saved.edit(false);
        };
        view! {
            <div class="field">
                <label for=self.field()>{study::YOUR_NOTE}</label>
                <textarea
                    id=self.field()
                    rows="3"
                    maxlength=LIMIT.to_string()
                    prop:value=text
                    on:input=change(move |event| written.set(event_target_value(&event)))
                ></textarea>
            </div>
            {button("button", study::KEEP_NOTE, true, save)}
            {button("button button--quiet", study::CANCEL, true, move || cancelled.edit(false))}
        }
        .into_any()
    }
}
