//! Number: one field and its unit.

use aula_core::item::number::{NUMBER_LIMIT, Number};
use aula_core::item::{Element, Item, Response};
use leptos::prelude::*;

use super::fields::{Fields, Form, badge, explanation};
use super::prose::Reader;
use crate::texts;
use crate::ui::dynamic::{change, dynamic};

/// The field. What is no number stays, and is said to be none: in an evaluation, which has no button, when the field is left.
pub fn fields(form: &Form, number: &Number) -> Fields {
    let (id, error) = (form.id("numero"), form.id("numero-error"));
    let live = form.reader.settings.live;
    let value = match form.draft.get_untracked() {
        Some(Response::Number(written)) => written,
        _ => String::new(),
    };
    let left = RwSignal::new(form.evaluated && !value.is_empty());
    let write = {
        let form = form.clone();
        change(move |event| form.write(Response::Number(event_target_value(&event))))
    };
    let leave = {
        let form = form.clone();
        change(move |event| {
            form.put(Response::Number(event_target_value(&event)));
            left.set(form.evaluated);
        })
    };
    let (draft, item) = (form.draft, form.item.clone());
    let wrong = dynamic(move || match draft.get() {
        Some(response) if left.get() && is_no_number(&item, &response) => {
            view! { <span>{texts::NO_NUMBER}</span> }.into_any()
        }
        _ => ().into_any(),
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
                on:input=write
                on:change=leave
            />
            <p class="error" id=error role="status">{wrong}</p>
        </div>
    };
    Fields {
        enter: true,
        ..Fields::new(view.into_any(), id, texts::NO_NUMBER)
    }
}

/// Whether something was written that is no number.
fn is_no_number(item: &Item, response: &Response) -> bool {
    let Response::Number(written) = response else {
        return false;
    };
    !written.trim().is_empty() && !item.is_complete(response)
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
