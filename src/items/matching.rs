//! Match: each entry with a list of the texts it may belong to, or with a radio for each group.

use aula_core::id::AlternativeId;
use aula_core::item::matching::{Group, Layout, Matching, put};
use aula_core::item::{Element, Response};
use aula_core::prose::plain_text;
use leptos::prelude::*;

use super::fields::{Fields, Form, badge, explanation};
use super::prose::Reader;
use crate::texts;
use crate::ui::dynamic::change;
use crate::ui::option::{Choosable, choosable};

type Answer = Vec<(AlternativeId, AlternativeId)>;

/// The entries, mixed; where each belongs is chosen beside it.
pub fn fields(form: &Form, matching: &Matching) -> Fields {
    let shown = matching.shown(&form.item.id);
    let first = shown.first().zip(matching.groups.first());
    let first = first.map_or_else(String::new, |((entry, _), group)| match matching.layout {
        Layout::Pairs { .. } => form.id(&entry.id),
        Layout::Groups => form.id(format!("{}-{}", entry.id, group.id)),
    });
    let heads = match &matching.layout {
        Layout::Pairs { left, right } => texts::pair_of(&plain_text(left), &plain_text(right)),
        Layout::Groups => String::new(),
    };
    let rows = shown
        .into_iter()
        .map(|(entry, _)| match matching.layout {
            Layout::Pairs { .. } => select_row(form, matching, entry),
            Layout::Groups => radio_row(form, matching, entry),
        })
        .collect_view();
    let hint = if heads.is_empty() {
        heads.clone()
    } else {
        form.id("como")
    };
    let words =
        (!heads.is_empty()).then(|| view! { <p class="item__hint" id=hint.clone()>{heads}</p> });
    let view = view! { {words} <div class="match">{rows}</div> };
    Fields {
        hint,
        ..Fields::new(view.into_any(), first, texts::ANSWER_ALL)
    }
}

fn select_row(form: &Form, matching: &Matching, entry: &Element) -> AnyView {
    let chosen = chosen(form, &entry.id);
    let options = matching
        .groups
        .iter()
        .map(|group| {
            let selected = chosen.as_ref() == Some(&group.id);
            view! { <option value=group.id.to_string() selected=selected>{plain_text(&group.content)}</option> }
        })
        .collect_view();
    let choose = {
        let (form, entry) = (form.clone(), entry.id.clone());
        change(move |event| {
            let group = Some(event_target_value(&event)).filter(|id| !id.is_empty());
            answer(&form, &entry, group.map(AlternativeId::new));
        })
    };
    let id = form.id(&entry.id);
    view! {
        <div class="match__pair">
            <label for=id.clone()>{form.reader.inlines(&entry.content)}</label>
            <select id=id disabled=!form.reader.settings.live on:change=choose>
                <option value="">{texts::CHOOSE}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

fn radio_row(form: &Form, matching: &Matching, entry: &Element) -> AnyView {
    let radios = matching
        .groups
        .iter()
        .map(|group| radio(form, entry, group))
        .collect_view();
    view! {
        <fieldset class="match__entry">
            <legend>{form.reader.inlines(&entry.content)}</legend>
            <div class="match__groups">{radios}</div>
        </fieldset>
    }
    .into_any()
}

fn radio(form: &Form, entry: &Element, group: &Group) -> AnyView {
    let option = Choosable {
        kind: "radio",
        id: form.id(format!("{}-{}", entry.id, group.id)),
        name: form.id(&entry.id),
        words: form.reader.inlines(&group.content),
    };
    let checked = {
        let (form, entry, group) = (form.clone(), entry.id.clone(), group.id.clone());
        move || {
            form.draft
                .with(|draft| put(pairs(draft.as_ref()), &entry) == Some(&group))
        }
    };
    let (form, entry, group) = (form.clone(), entry.id.clone(), group.id.clone());
    choosable(option, checked, move |_| {
        answer(&form, &entry, Some(group.clone()))
    })
}

/// What was chosen for each entry; nothing in a response of another kind.
fn pairs(response: Option<&Response>) -> &[(AlternativeId, AlternativeId)] {
    match response {
        Some(Response::Match(pairs)) => pairs,
        _ => &[],
    }
}

fn chosen(form: &Form, entry: &AlternativeId) -> Option<AlternativeId> {
    form.draft
        .with_untracked(|draft| put(pairs(draft.as_ref()), entry).cloned())
}

fn answer(form: &Form, entry: &AlternativeId, group: Option<AlternativeId>) {
    let mut answer: Answer = form
        .draft
        .with_untracked(|draft| pairs(draft.as_ref()).to_vec());
    answer.retain(|(other, _)| other != entry);
    answer.extend(group.map(|group| (entry.clone(), group)));
    form.put(Response::Match(answer));
}

/// Each entry with where it belongs, and why.
pub fn explanations(reader: &Reader, matching: &Matching, response: Option<&Response>) -> AnyView {
    let rows = matching
        .entries()
        .map(|(entry, group)| {
            let chosen = put(pairs(response), &entry.id);
            let right = response.is_none() || chosen == Some(&group.id);
            let other = chosen
                .filter(|_| !right)
                .and_then(|id| matching.group(id))
                .map(|group| badge("badge", texts::you_chose(&plain_text(&group.content))));
            let words =
                view! { {reader.inlines(&entry.content)} " → " {reader.inlines(&group.content)} };
            explanation(
                reader,
                right,
                words.into_any(),
                other.into_any(),
                &entry.feedback,
            )
        })
        .collect_view();
    view! { <ul class="explanations">{rows}</ul> }.into_any()
}
