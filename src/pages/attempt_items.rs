//! The items of an attempt that was handed in, as far as the rules show them.

use std::sync::Arc;

use aula_core::assessment::{self, Handed};
use aula_core::course::{Disclosure, Pool};
use aula_core::item::Verdict;
use aula_core::progress::Attempt;
use leptos::prelude::*;

use super::remedy::remedy;
use crate::items::prose::Reader;
use crate::items::told::{is_decision, marks, why};
use crate::session::Session;
use crate::texts::{self, review};
use crate::ui::element::paragraph;
use crate::ui::icon::{Icon, icon};

/// The section; nothing where only the result is shown.
pub fn attempt_items(
    reader: &Reader,
    session: Session,
    pool: &Pool,
    (attempt, disclosure): (&Attempt, Disclosure),
) -> AnyView {
    if disclosure == Disclosure::Result {
        return ().into_any();
    }
    let rows = assessment::handed_in(attempt, pool)
        .into_iter()
        .enumerate()
        .map(|(index, handed)| row(reader, session, index + 1, (&handed, disclosure)))
        .collect_view();
    view! {
        <h2>{review::ITEM_BY_ITEM}</h2>
        {paragraph("", review::what_is_shown(disclosure))}
        <ol class="handed-in">{rows}</ol>
    }
    .into_any()
}

fn row(
    reader: &Reader,
    session: Session,
    number: usize,
    (handed, disclosure): (&Handed, Disclosure),
) -> AnyView {
    let item = Arc::new(handed.item.clone());
    let (mark, word) = match handed.verdict {
        Some(verdict) if handed.response.is_some() => (
            marks(verdict).1,
            texts::verdict(verdict, is_decision(&item)),
        ),
        Some(_) => (Icon::Cross, review::NOT_ANSWERED),
        None => (Icon::Alert, review::NOT_COUNTED),
    };
    let head = view! {
        <span class="handed-in__title">{review::item_of_attempt(number, &item.title)}</span>
        <span class="handed-in__verdict">{icon(mark)} {word}</span>
    };
    let way = (!matches!(
        handed.verdict,
        None | Some(Verdict::Correct | Verdict::Kept)
    ))
    .then(|| remedy(reader, session, &item));
    let explained = handed
        .response
        .as_ref()
        .filter(|_| disclosure == Disclosure::Explanations);
    match explained {
        Some(response) => view! {
            <li>
                <details>
                    <summary>{head}</summary>
                    {reader.blocks(&item.prompt_without_hint())}
                    {why(reader, &item, response)}
                </details>
                {way}
            </li>
        }
        .into_any(),
        None => view! { <li><p class="handed-in__head">{head}</p>{way}</li> }.into_any(),
    }
}
