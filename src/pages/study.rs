//! The study tools of a lesson: reading aloud, and a note or a mark at each passage, question and scene.

use std::sync::Arc;

use aula_core::course::reading::{excerpt, noted_at, noted_at_scene};
use aula_core::course::{Lesson, Part};
use aula_core::id::{CourseId, LessonId, PassageId, SceneId};
use aula_core::item::Response;
use leptos::prelude::*;

use super::later::STUDY_TOOLS;
use crate::browser::{page, spawn, speech};
use crate::items::case::{AtScene, SCENE};
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
    /// Nobody knows yet whether there is one.
    Sought,
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
            <p class="item__actions">{listen(None)}</p>
            <p>{link("link", href, study::NOTES)}</p>
        </section>
    }
    .into_any()
}

/// The voice: over the whole lesson, or from the element with this id on, which is called so.
fn listen(here: Option<(String, &str)>) -> AnyView {
    let voice = RwSignal::new(Voice::Sought);
    spawn(async move {
        let found = match speech::has_voice().await {
            true => Voice::Silent,
            false => Voice::Missing,
        };
        // The scene may be another by now.
        voice.try_set(found);
    });
    // What is drawn in the place of this is not what was being read.
    on_cleanup(speech::stop);
    let read = move |from: usize| {
        // First, because what ends may be of this bar.
        speech::stop();
        voice.set(Voice::Speaking);
        speech::read(from, move || {
            voice.try_set(Voice::Silent);
        });
    };
    let (words, name, place) = match here {
        None => (study::LISTEN, None, None),
        Some((place, title)) => (
            study::LISTEN_HERE,
            Some(study::at(study::LISTEN_HERE, title)),
            Some(place),
        ),
    };
    let begin = move || read(place.as_deref().map_or(0, speech::sentence_in));
    let quiet = "button button--quiet";
    dynamic(move || match voice.get() {
        // Said once, above the lesson.
        Voice::Missing if name.is_none() => study::NO_VOICE.into_any(),
        Voice::Sought | Voice::Missing => ().into_any(),
        Voice::Silent => view! {
            <button class=quiet type="button" aria-label=name.clone() on:click=press(begin.clone())>
                {words}
            </button>
        }
        .into_any(),
        Voice::Speaking => view! {
            {button(quiet, study::PAUSE, true, move || voice.set(Voice::Paused(speech::pause())))}
            {button(quiet, study::STOP, true, speech::stop)}
        }
        .into_any(),
        Voice::Paused(at) => view! {
            {button(quiet, study::GO_ON, true, move || read(at))}
            {button(quiet, study::STOP, true, speech::stop)}
        }
        .into_any(),
    })
}

/// What is kept at the passage in this place of the lesson, and the ways to change it; at an item also the voice from there on.
pub fn passage(reader: Reader, lesson: Arc<Lesson>, place: usize) -> AnyView {
    let Some(part) = lesson.parts.get(place) else {
        return ().into_any();
    };
    let Some(noted) = noted_at(part) else {
        return ().into_any();
    };
    let here = match part {
        Part::Item(item) => Some((format!("{}-titulo", item.id), item.title.as_str())),
        Part::Prose(_) | Part::Case(_) => None,
    };
    at(&reader, &lesson, noted, here)
}

/// What stands at the scenes of the lesson's case once the study tools are open: what is kept there, and the voice from there on.
pub fn at_scenes(reader: &Reader, lesson: &Arc<Lesson>, open: RwSignal<bool>) -> AtScene {
    let (reader, lesson) = (reader.clone(), lesson.clone());
    Callback::new(move |(scene, title): (SceneId, String)| {
        let (reader, lesson) = (reader.clone(), lesson.clone());
        dynamic(move || {
            let scene = lesson.case().and_then(|case| case.scene(&scene));
            let Some(scene) = scene.filter(|_| open.get()) else {
                return ().into_any();
            };
            let noted = noted_at_scene(&lesson.id, scene);
            at(&reader, &lesson, noted, Some((SCENE.to_owned(), &title)))
        })
    })
}

fn at(
    reader: &Reader,
    lesson: &Lesson,
    (passage, words): (PassageId, String),
    here: Option<(String, &str)>,
) -> AnyView {
    let at = At {
        session: expect_context::<Session>(),
        course: reader.course.id.clone(),
        lesson: lesson.id.clone(),
        begins: excerpt(&words, "", EXCERPT),
        passage,
        editing: RwSignal::new(false),
    };
    let kept = {
        let at = at.clone();
        memo(move || at.kept())
    };
    let content = dynamic(move || {
        if at.editing.get() {
            // What is kept meanwhile does not draw it anew.
            return at.editor(kept.get_untracked().0);
        }
        let (text, marked) = kept.get();
        at.shown(text, marked)
    });
    let listen = here.map(|here| listen(Some(here)));
    view! { <div class="study__passage">{content} {listen}</div> }.into_any()
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

    /// The field. What is written in it is kept like an answer in one's own words: once it is left, a little later, or when it goes.
    fn editor(&self, before: String) -> AnyView {
        let session = self.session;
        // Nothing before anything is written here: another tab may write too.
        let written = RwSignal::new(None::<Response>);
        let keep = {
            let at = self.clone();
            Callback::new(move |response| {
                let Response::Extended(text) = response else {
                    return;
                };
                let (kept, marked) = untrack(|| at.kept());
                if text.trim() != kept {
                    at.keep(text.trim().to_owned(), marked);
                }
            })
        };
        let write = move |text| {
            written.set(Some(Response::Extended(text)));
            session.writes((written, keep));
        };
        // A button may be pressed without leaving the field.
        on_cleanup(move || session.hand_over());
        let (saved, cancelled) = (self.clone(), self.clone());
        let save = move || saved.edit(false);
        let former = before.clone();
        let cancel = move || {
            if written.with_untracked(Option::is_some) {
                write(former.clone());
            }
            cancelled.edit(false);
        };
        view! {
            <div class="field">
                <label for=self.field()>{study::YOUR_NOTE}</label>
                <textarea
                    id=self.field()
                    rows="3"
                    maxlength=LIMIT.to_string()
                    prop:value=before
                    on:input=change(move |event| write(event_target_value(&event)))
                    on:change=change(move |_| session.hand_over())
                ></textarea>
            </div>
            {button("button", study::KEEP_NOTE, true, save)}
            {button("button button--quiet", study::CANCEL, true, cancel)}
        }
        .into_any()
    }
}
