//! Choice: native radios or checkboxes in a field set.

use aula_core::id::AlternativeId;
use aula_core::item::Response;
use aula_core::item::choice::{Alternative, Cardinality, Choice};
use leptos::prelude::*;

use super::fields::{Fields, Form, badge, explanation};
use super::prose::Reader;
use crate::texts;
use crate::ui::option::{Choosable, choosable};

/// The alternatives of a choice, to pick from.
pub fn fields(form: &Form, choice: &Choice) -> Fields {
    let several = choice.cardinality == Cardinality::Multiple;
    let hint = if several {
        form.id("como")
    } else {
        String::new()
    };
    let words =
        several.then(|| view! { <p class="item__hint" id=hint.clone()>{texts::PICK_SEVERAL}</p> });
    let rows = choice
        .alternatives
        .iter()
        .map(|alternative| row(form, alternative, several))
        .collect_view();
    let view = view! { {words} <div class="alternatives">{rows}</div> }.into_any();
    let first = choice.alternatives.first();
    let first = first.map_or_else(String::new, |alternative| form.id(&alternative.id));
    Fields {
        hint,
        enter: true,
        ..Fields::new(view, first, texts::PICK_FIRST)
    }
}

fn row(form: &Form, alternative: &Alternative, several: bool) -> AnyView {
    let id = alternative.id.clone();
    let option = Choosable {
        kind: if several { "checkbox" } else { "radio" },
        id: form.id(&id),
        name: form.item.id.to_string(),
        words: form.reader.inlines(&alternative.content),
    };
    let checked = {
        let (draft, id) = (form.draft, id.clone());
        move || draft.with(|draft| picked(draft.as_ref()).contains(&id))
    };
    let form = form.clone();
    choosable(option, checked, move |on| {
        let draft = form.draft.get_untracked();
        let mut picked = picked(draft.as_ref()).to_vec();
        toggle(&mut picked, &id, several, on);
        form.put(Response::Choice(picked));
    })
}

/// What is picked; nothing in a response of another kind.
fn picked(response: Option<&Response>) -> &[AlternativeId] {
    match response {
        Some(Response::Choice(picked)) => picked,
        _ => &[],
    }
}

fn toggle(picked: &mut Vec<AlternativeId>, id: &AlternativeId, several: bool, on: bool) {
    if several {
        picked.retain(|other| other != id);
    } else {
        picked.clear();
    }
    if on {
        picked.push(id.clone());
    }
}

/// What each alternative would have meant: the picked and the right ones first, the rest on demand. All of them without an answer.
pub fn explanations(reader: &Reader, choice: &Choice, response: Option<&Response>) -> AnyView {
    let picked = picked(response);
    let (shown, rest): (Vec<&Alternative>, Vec<&Alternative>) =
        choice.alternatives.iter().partition(|alternative| {
            response.is_none() || alternative.correct || picked.contains(&alternative.id)
        });
    let rows = |alternatives: Vec<&Alternative>| {
        alternatives
            .into_iter()
            .map(|alternative| one(reader, alternative, picked))
            .collect_view()
    };
    let others = (!rest.is_empty()).then(|| {
        view! {
            <details class="feedback__others">
                <summary>{texts::OTHER_ALTERNATIVES}</summary>
                <ul class="explanations">{rows(rest)}</ul>
            </details>
        }
    });
    view! { <ul class="explanations">{rows(shown)}</ul> {others} }.into_any()
}

/// One alternative with its marks and its explanation.
fn one(reader: &Reader, alternative: &Alternative, picked: &[AlternativeId]) -> AnyView {
    let yours = picked
        .contains(&alternative.id)
        .then(|| badge("badge", texts::YOUR_ANSWER));
    let right = alternative
        .correct
        .then(|| badge("badge badge--right", texts::RIGHT_ANSWER));
    explanation(
        reader,
        alternative.correct,
        reader.inlines(&alternative.content),
        view! { {yours} {right} }.into_any(),
        &alternative.feedback,
    )
}
