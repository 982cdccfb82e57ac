//! The form of an item that waits for an answer: its fields, how sure the person is, and the button.

use std::sync::Arc;

use aula_core::item::{Item, Response};
use aula_core::progress::event::Certainty;
use leptos::prelude::*;

use super::fields::{Fields, Form, fields, grade};
use super::prose::Reader;
use super::saved::saved_mark;
use crate::browser::page;
use crate::session::{Answered, Session};
use crate::texts;
use crate::ui::dynamic::{dynamic, keydown};
use crate::ui::element::button;
use crate::ui::icon::{Icon, icon};
use crate::ui::option::{Choosable, choosable};

/// The form.
#[component]
pub fn AnswerForm(
    /// The item.
    item: Arc<Item>,
    /// Draws the words.
    reader: Reader,
    /// What is in the fields at first.
    draft: Option<Response>,
    /// Whether the person must say how sure they are; where they need not, they may.
    certainty_due: bool,
    /// Told of what is written, chosen or moved before that, where it is kept.
    changed: Option<Callback<Response>>,
    /// Told of the answer, once it is complete.
    answered: Callback<Answered>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let draft = RwSignal::new(draft);
    let certainty = RwSignal::new(None::<Certainty>);
    let missing = RwSignal::new(false);
    let live = reader.settings.live;
    let prompt = prompt_id(&item);
    let form = Form {
        item: item.clone(),
        reader,
        draft,
        evaluated: false,
        changed,
        session,
    };
    let (heading, error_id) = (form.id("titulo"), form.id("error"));
    let Some(fields) = fields(&form) else {
        return ().into_any();
    };
    let description = format!("{prompt} {} {error_id}", fields.hint);
    let Fields {
        view,
        first,
        missing: missing_words,
        answer,
        enter,
        ..
    } = fields;
    let graded = {
        let (item, reader) = (item.clone(), form.reader.clone());
        move || {
            let response = draft.get()?;
            let outcome = grade(&reader, &item, &response)?;
            Some((response, outcome))
        }
    };
    let lacks_certainty = move || certainty_due && certainty.get().is_none();
    let error = {
        let graded = graded.clone();
        dynamic(move || {
            let words = match missing.get() {
                true if graded().is_none() => missing_words,
                true if lacks_certainty() => texts::CERTAINTY_FIRST,
                _ => return ().into_any(),
            };
            view! { <span>{icon(Icon::Alert)} {words}</span> }.into_any()
        })
    };
    let sure_first = certainty_id(&item, Certainty::High);
    let submit = move || {
        missing.set(true);
        let Some((response, outcome)) = untrack(&graded) else {
            return page::focus_near(&first);
        };
        if untrack(lacks_certainty) {
            return page::focus_near(&sure_first);
        }
        answered.run((response, outcome, certainty.get_untracked()));
    };
    // No form: a sandboxed frame may forbid submitting one. Enter in a field answers all the same, as in a form.
    let entered = {
        let submit = submit.clone();
        keydown(move |event| {
            if enter && event.key() == "Enter" && page::is_in_field(&event) {
                event.prevent_default();
                submit();
            }
        })
    };
    let is_graded = item.interaction.is_graded();
    view! {
        <div on:keydown=entered>
            <fieldset class="item__fields" aria-labelledby=heading aria-describedby=description>
                {view}
            </fieldset>
            {is_graded.then(|| certainties(&item, certainty, certainty_due))}
            <p class="error" id=error_id role="alert">
                {error}
            </p>
        </div>
        {button("button", answer, live, submit)}
        // What is kept while it is written says so.
        " " {changed.filter(|_| live).map(|_| saved_mark(session, None))}
    }
    .into_any()
}

/// The id of an item's prompt.
pub fn prompt_id(item: &Item) -> String {
    format!("{}-planteamiento", item.id)
}

fn certainty_id(item: &Item, certainty: Certainty) -> String {
    format!("{}-seguridad-{certainty:?}", item.id)
}

/// «¿Con cuánta seguridad responde?»
fn certainties(item: &Item, certainty: RwSignal<Option<Certainty>>, due: bool) -> AnyView {
    let radio = |each: Certainty| {
        let radio = Choosable {
            kind: "radio",
            id: certainty_id(item, each),
            name: format!("{}-seguridad", item.id),
            words: texts::certainty(each).into_any(),
        };
        let checked = move || certainty.get() == Some(each);
        choosable(radio, checked, move |_| certainty.set(Some(each)))
    };
    let legend = if due {
        texts::HOW_CERTAIN
    } else {
        texts::HOW_CERTAIN_OPTIONAL
    };
    view! {
        <fieldset class="item__fields certainty">
            <legend>{legend}</legend>
            <div class="certainty__row">{[Certainty::High, Certainty::Medium, Certainty::Low].map(radio).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
