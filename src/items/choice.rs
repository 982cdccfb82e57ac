//! Choice: native radios or checkboxes in a field set.

use std::sync::Arc;

use aula_core::id::AlternativeId;
use aula_core::item::choice::{Alternative, Cardinality, Choice};
use leptos::prelude::*;

use super::prose::Reader;
use crate::texts;
use crate::ui::dynamic::{change, flag};
use crate::ui::icon::{Icon, icon};

/// The alternatives of a choice, to pick from.
#[component]
pub fn ChoiceFields(
    /// The choice.
    choice: Arc<Choice>,
    /// Names the group; unique on the page.
    name: String,
    /// Draws the words.
    reader: Reader,
    /// What is picked.
    picked: RwSignal<Vec<AlternativeId>>,
    /// Told after each change.
    on_change: Callback<Vec<AlternativeId>>,
) -> impl IntoView {
    let (kind, hint) = match choice.cardinality {
        Cardinality::Single => ("radio", None),
        Cardinality::Multiple => (
            "checkbox",
            Some(view! { <p class="item__hint" id=hint_id(&name)>{texts::PICK_SEVERAL}</p> }),
        ),
    };
    let cardinality = choice.cardinality;
    let rows = choice
        .alternatives
        .iter()
        .map(|alternative| {
            let id = alternative.id.clone();
            let field = field_id(&name, &id);
            let checked = {
                let id = id.clone();
                flag(move || picked.with(|picked| picked.contains(&id)))
            };
            let pick = change(move |event| {
                picked.update(|picked| pick(picked, cardinality, &id, event_target_checked(&event)));
                on_change.run(picked.get_untracked());
            });
            view! {
                <label class="alternative" for=field.clone()>
                    <input type=kind id=field.clone() name=name.clone() prop:checked=checked on:change=pick />
                    <span>{reader.inlines(&alternative.content)}</span>
                </label>
            }
        })
        .collect_view();
    view! { {hint} <div class="alternatives">{rows}</div> }
}

/// The id of an alternative's field.
pub fn field_id(name: &str, alternative: &AlternativeId) -> String {
    format!("{name}-{alternative}")
}

/// The ids of what describes the fields: the prompt, the words that say how many may be picked (only where several may), and
/// whatever else stands at the item.
pub fn description(choice: &Choice, name: &str, prompt: &str, other: &str) -> String {
    match choice.cardinality {
        Cardinality::Single => format!("{prompt} {other}"),
        Cardinality::Multiple => format!("{prompt} {} {other}", hint_id(name)),
    }
}

fn hint_id(name: &str) -> String {
    format!("{name}-pista")
}

fn pick(picked: &mut Vec<AlternativeId>, cardinality: Cardinality, id: &AlternativeId, on: bool) {
    match cardinality {
        Cardinality::Single => *picked = vec![id.clone()],
        Cardinality::Multiple => {
            picked.retain(|other| other != id);
            if on {
                picked.push(id.clone());
            }
        }
    }
}

/// What each alternative would have meant, after answering: the picked and the right ones first, the rest on demand.
pub fn explanations(reader: &Reader, choice: &Choice, picked: &[AlternativeId]) -> AnyView {
    let (shown, rest): (Vec<&Alternative>, Vec<&Alternative>) = choice
        .alternatives
        .iter()
        .partition(|alternative| alternative.correct || picked.contains(&alternative.id));
    let rows = |alternatives: Vec<&Alternative>| {
        alternatives
            .into_iter()
            .map(|alternative| explanation(reader, alternative, picked))
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
pub fn explanation(
    reader: &Reader,
    alternative: &Alternative,
    picked: &[AlternativeId],
) -> AnyView {
    let yours = picked
        .contains(&alternative.id)
        .then(|| view! { <span class="badge">{texts::YOUR_ANSWER}</span> });
    let right = alternative
        .correct
        .then(|| view! { <span class="badge badge--right">{texts::RIGHT_ANSWER}</span> });
    let (class, mark) = if alternative.correct {
        ("explanation explanation--right", Icon::Check)
    } else {
        ("explanation", Icon::Cross)
    };
    view! {
        <li class=class>
            <p class="explanation__alternative">{icon(mark)} <span>{reader.inlines(&alternative.content)}</span> {yours} {right}</p>
            {reader.blocks(&alternative.feedback)}
        </li>
    }
    .into_any()
}
