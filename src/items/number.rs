//! Number: one field and its unit.

use aula_core::item::number::{NUMBER_LIMIT, Number};
use aula_core::item::{Element, Response};
use leptos::prelude::*;

use super::fields::{Fields, Form, badge, explanation};
use super::prose::Reader;
use crate::texts;
use crate::ui::dynamic::{change, words};

/// The field. What is no number is said to be none as soon as it is left, and stays.
pub fn fields(form: &Form, number: &Number) -> Fields {
    let (id, error) = (form.id("numero"), form.id("numero-error"));
    let live = form.reader.settings.live;
    let value = match form.draft.get_untracked() {
        Some(Response::Number(written)) => written,
        _ => String::new(),
    };
    let write = {
        let form = form.clone();
        change(move |event| form.put(Response::Number(event_target_value(&event))))
    };
    let (draft, item) = (form.draft, form.item.clone());
    let wrong = words(move || match draft.get() {
        Some(Response::Number(written)) if written.trim().is_empty() => String::new(),
        Some(response) if !item.is_complete(&response) => texts::NO_NUMBER.to_owned(),
        _ => String::new(),
    });
    let view = view! {
        <div class="field">
            <label for=id.clone()>{texts::number_label(&number.unit)}</label>
            <input
                type="text"
                inputmode="decimal"
                id=id.clone()
                maxlength=NUMBER_LIMIT.to_string()
                autocomplete="off"
                aria-describedby=error.clone()
                disabled=!live
                prop:value=value
                on:change=write
            />
            <p class="error" id=error role="status">{wrong}</p>
        </div>
    };
    Fields {
        enter: true,
        ..Fields::new(view.into_any(), id, texts::NUMBER_FIRST)
    }
}

/// What is said about the number written, and the right one; without an answer, all of them.
pub fn explanations(reader: &Reader, number: &Number, response: Option<&Response>) -> AnyView {
    let written = match response {
        Some(Response::Number(written)) => Some(written.as_str()),
        _ => None,
    };
    let said = written.map(|written| number.said_about(written));
    let row = |element: &Element, right: bool| {
        let yours = said
            .filter(|said| *said == element)
            .and(written)
            .map(|written| badge("badge", texts::you_wrote(written)));
        let words = reader.inlines(&element.content);
        explanation(reader, right, words, yours.into_any(), &element.feedback)
    };
    let others = number
        .foreseen
        .iter()
        .map(|expected| &expected.element)
        .chain(std::iter::once(&number.other))
        .filter(|element| response.is_none() || said == Some(element))
        .map(|element| row(element, false))
        .collect_view();
    view! { <ul class="explanations">{others} {row(&number.right.element, true)}</ul> }.into_any()
}
