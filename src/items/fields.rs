//! What every kind of interaction draws, and where the code for it is: a choice in the first module, all others in one that comes later.

use std::sync::Arc;

use aula_core::item::{Interaction, Item, Kind as _, Outcome, Response, outcome};
use leptos::prelude::*;

use super::choice;
use super::prose::Reader;
use crate::session::Session;
use crate::texts;
use crate::ui::icon::{Icon, icon};
use aula_core::prose::Block;

/// What fields are drawn from, and where what is put into them goes.
#[derive(Clone)]
pub struct Form {
    /// The item.
    pub item: Arc<Item>,
    /// Draws the words.
    pub reader: Reader,
    /// What is answered so far; `None` before anything was.
    pub draft: RwSignal<Option<Response>>,
    /// Whether this is an evaluation: nothing is said about an answer before it is handed in but that it cannot be read.
    pub evaluated: bool,
    /// Told of each change, of writing a little later; may be told the same twice. `None` where nothing is kept before it is answered.
    pub changed: Option<Callback<Response>>,
    /// Sees to that.
    pub session: Session,
}

impl Form {
    /// Takes in what the person has just put in.
    pub fn put(&self, response: Response) {
        self.write(response);
        self.session.hand_over();
    }

    /// Takes in what the person is writing. What depends on it must change before the field is left: a button that moves while it is
    /// pressed is never pressed.
    pub fn write(&self, response: Response) {
        self.draft.set(Some(response));
        if let Some(changed) = self.changed {
            self.session.writes((self.draft, changed));
        }
    }

    /// An id that is unique on the page.
    pub fn id(&self, part: impl std::fmt::Display) -> String {
        format!("{}-{part}", self.item.id)
    }
}

/// The fields of an item.
pub struct Fields {
    /// What is shown.
    pub view: AnyView,
    /// The id of the field that takes the focus while something is missing.
    pub first: String,
    /// The id of the words that say how to answer; empty if there are none.
    pub hint: String,
    /// What is said while something is missing.
    pub missing: &'static str,
    /// The words on the button.
    pub answer: &'static str,
    /// Whether Enter in a field answers.
    pub enter: bool,
}

impl Fields {
    /// The fields of `view`, the first of which has the id `first`.
    pub fn new(view: AnyView, first: String, missing: &'static str) -> Fields {
        Fields {
            view,
            first,
            hint: String::new(),
            missing,
            answer: texts::ANSWER,
            enter: false,
        }
    }
}

/// How the kinds that a first visit rarely needs are drawn. Only `pages/later.rs` may name the functions behind it.
#[derive(Debug, Clone, Copy)]
pub struct OtherKinds {
    /// [`fields`].
    pub fields: fn(&Form) -> Option<Fields>,
    /// [`explanations`].
    pub explanations: fn(&Reader, &Item, Option<&Response>) -> AnyView,
    /// [`grade`].
    pub grade: fn(&Item, &Response) -> Option<Outcome>,
}

/// The fields of an item; `None` if the code for them is not here.
pub fn fields(form: &Form) -> Option<Fields> {
    match &form.item.interaction {
        Interaction::Choice(choice) => Some(choice::fields(form, choice)),
        _ => (form.reader.others?.fields)(form),
    }
}

/// What an answer to the item would have meant, part by part; without one, what is right.
pub fn explanations(reader: &Reader, item: &Item, response: Option<&Response>) -> AnyView {
    match &item.interaction {
        Interaction::Choice(choice) => choice::explanations(reader, choice, response),
        _ => match reader.others {
            Some(others) => (others.explanations)(reader, item, response),
            None => ().into_any(),
        },
    }
}

/// How a response to an item is graded; `None` while something is left open in it.
pub fn grade(reader: &Reader, item: &Item, response: &Response) -> Option<Outcome> {
    match &item.interaction {
        Interaction::Choice(choice) => choice
            .is_complete(response)
            .then(|| outcome(choice, response)),
        _ => (reader.others?.grade)(item, response),
    }
}

/// Whether an item is drawn by the code that comes later.
pub fn is_other(item: &Item) -> bool {
    !matches!(item.interaction, Interaction::Choice(_))
}

/// A part of an item with its marks and its explanation.
pub fn explanation(
    reader: &Reader,
    right: bool,
    words: AnyView,
    badges: AnyView,
    feedback: &[Block],
) -> AnyView {
    let (class, mark) = if right {
        ("explanation explanation--right", Icon::Check)
    } else {
        ("explanation", Icon::Cross)
    };
    view! {
        <li class=class>
            <p class="explanation__alternative">{icon(mark)} <span>{words}</span> {badges}</p>
            {reader.blocks(feedback)}
        </li>
    }
    .into_any()
}

/// A mark at a part of an item.
pub fn badge(class: &'static str, words: impl Into<String>) -> AnyView {
    let words: String = words.into();
    view! { <span class=class>{words}</span> }.into_any()
}
