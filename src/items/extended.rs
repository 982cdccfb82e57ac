//! Extended text: a field of several lines, and an answer to compare with.

use aula_core::item::Response;
use aula_core::item::extended::{Extended, TEXT_LIMIT};
use leptos::prelude::*;

use super::fields::{Fields, Form};
use super::prose::Reader;
use crate::texts;
use crate::ui::dynamic::{change, words};

/// The field.
pub fn fields(form: &Form, extended: &Extended) -> Fields {
    let (id, hint, live) = (form.id("texto"), form.id("como"), form.reader.settings.live);
    let draft = form.draft;
    let text = move || match draft.get() {
        Some(Response::Extended(text)) => text,
        _ => String::new(),
    };
    let before = untrack(text);
    let write = {
        let form = form.clone();
        change(move |event| form.write(Response::Extended(event_target_value(&event))))
    };
    let leave = {
        let form = form.clone();
        change(move |event| form.put(Response::Extended(event_target_value(&event))))
    };
    let counted = words(move || texts::words_so_far(text().split_whitespace().count()));
    let view = view! {
        <p class="item__hint" id=hint.clone()>{texts::kept_only(extended.least, extended.most)}</p>
        <div class="field">
            <label for=id.clone()>{texts::YOUR_ANSWER}</label>
            <textarea id=id.clone() autocomplete="off" rows="6" maxlength=TEXT_LIMIT.to_string() disabled=!live prop:value=before on:input=write on:change=leave></textarea>
            <p class="item__hint">{counted}</p>
        </div>
    };
    Fields {
        hint,
        answer: texts::COMPARE,
        ..Fields::new(view.into_any(), id, texts::WRITE_FIRST)
    }
}

/// What was written, and what could have been.
pub fn explanations(reader: &Reader, extended: &Extended, response: Option<&Response>) -> AnyView {
    let yours = match response {
        Some(Response::Extended(text)) => {
            let paragraphs = text
                .split('\n')
                .map(|line| view! { <p>{line.to_owned()}</p> })
                .collect_view();
            Some(view! { <h4>{texts::YOUR_ANSWER}</h4> <blockquote>{paragraphs}</blockquote> })
        }
        _ => None,
    };
    view! {
        {yours}
        <div class="callout callout--example">
            <p class="callout__label">{texts::MODEL_ANSWER}</p>
            {reader.blocks(&extended.model)}
        </div>
    }
    .into_any()
}
