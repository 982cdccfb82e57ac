//! Blanks: a list or a field where each stands in the text.

use aula_core::id::AlternativeId;
use aula_core::item::Response;
use aula_core::item::blanks::{BLANK_LIMIT, Blank, Blanks, written};
use leptos::prelude::*;

use super::fields::{Fields, Form, badge, explanation};
use super::passage::passage;
use super::prose::Reader;
use crate::texts;
use crate::ui::dynamic::change;

/// The text with its fields.
pub fn fields(form: &Form, blanks: &Blanks) -> Fields {
    let slot = |id: &AlternativeId| {
        let blank = blanks.blanks.iter().zip(1_usize..);
        let mut blank = blank.filter(|(blank, _)| blank.element.id == *id);
        blank
            .next()
            .map(|(blank, number)| field(form, blank, number))
            .into_any()
    };
    let view = passage(&form.reader, &blanks.text, &slot);
    let first = blanks.blanks.first();
    let first = first.map_or_else(String::new, |blank| form.id(&blank.element.id));
    Fields::new(view, first, texts::FILL_ALL)
}

fn field(form: &Form, blank: &Blank, number: usize) -> AnyView {
    let (id, live) = (form.id(&blank.element.id), form.reader.settings.live);
    let value = form.draft.with_untracked(|draft| {
        written(filled(draft.as_ref()), &blank.element.id)
            .unwrap_or_default()
            .to_owned()
    });
    let fill = {
        let (form, id) = (form.clone(), blank.element.id.clone());
        change(move |event| form.put(filled_with(&form, &id, event_target_value(&event))))
    };
    let write = {
        let (form, id) = (form.clone(), blank.element.id.clone());
        change(move |event| form.write(filled_with(&form, &id, event_target_value(&event))))
    };
    if !blank.is_list() {
        return view! {
            <input
                class="blank"
                type="text"
                id=id
                aria-label=texts::blank(number)
                maxlength=BLANK_LIMIT.to_string()
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                disabled=!live
                prop:value=value
                on:input=write
                on:change=fill
            />
        }
        .into_any();
    }
    let options = blank
        .offered()
        .into_iter()
        .map(|words| view! { <option value=words.to_owned() selected=value == words>{words.to_owned()}</option> })
        .collect_view();
    view! {
        <select class="blank" id=id aria-label=texts::blank(number) disabled=!live on:change=fill>
            <option value="">{texts::CHOOSE}</option>
            {options}
        </select>
    }
    .into_any()
}

/// What stands in the blanks; nothing in a response of another kind.
fn filled(response: Option<&Response>) -> &[(AlternativeId, String)] {
    match response {
        Some(Response::Blanks(filled)) => filled,
        _ => &[],
    }
}

fn filled_with(form: &Form, blank: &AlternativeId, words: String) -> Response {
    let mut answer = form
        .draft
        .with_untracked(|draft| filled(draft.as_ref()).to_vec());
    answer.retain(|(other, _)| other != blank);
    if !words.trim().is_empty() {
        answer.push((blank.clone(), words));
    }
    Response::Blanks(answer)
}

/// Each blank with what belongs into it, and why.
pub fn explanations(reader: &Reader, blanks: &Blanks, response: Option<&Response>) -> AnyView {
    let rows = blanks
        .blanks
        .iter()
        .zip(1_usize..)
        .map(|(blank, number)| {
            let yours = written(filled(response), &blank.element.id);
            let right = response.is_none() || yours.is_some_and(|words| blank.accepts(words));
            let other = yours
                .filter(|_| !right)
                .map(|words| badge("badge", texts::you_wrote(words)));
            let words = texts::numbered(number, &blank.accepted.join(" / "));
            explanation(
                reader,
                right,
                words.into_any(),
                other.into_any(),
                &blank.element.feedback,
            )
        })
        .collect_view();
    view! { <ul class="explanations">{rows}</ul> }.into_any()
}
