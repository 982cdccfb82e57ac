//! What is said of an answer: the verdict, why, and the legal basis.

use std::sync::Arc;

use aula_core::item::{Interaction, Item, Response, Verdict};
use leptos::prelude::*;

use super::fields::explanations;
use super::prose::Reader;
use super::references;
use crate::texts;
use crate::ui::icon::{Icon, icon};

/// The class and the drawing of a verdict.
pub fn marks(verdict: Verdict) -> (&'static str, Icon) {
    match verdict {
        Verdict::Correct => ("verdict verdict--correct", Icon::Check),
        Verdict::Partial => ("verdict verdict--partial", Icon::Half),
        Verdict::Incorrect => ("verdict verdict--incorrect", Icon::Cross),
        Verdict::Kept => ("verdict", Icon::Check),
    }
}

/// The verdict; it takes the focus when the answer is given.
pub fn verdict(item: &Item, verdict: Verdict) -> AnyView {
    let (class, mark) = marks(verdict);
    view! {
        <h3 class=class id=verdict_id(item) tabindex="-1">
            {icon(mark)} {texts::verdict(verdict, is_decision(item))}
        </h3>
    }
    .into_any()
}

/// Whether it asks what to decide, rather than for an order, words or a number.
pub fn is_decision(item: &Item) -> bool {
    matches!(item.interaction, Interaction::Choice(_))
}

/// Where the verdict of an item stands.
pub fn verdict_id(item: &Item) -> String {
    format!("{}-resultado", item.id)
}

/// Why, part by part, and what that rests on.
pub fn why(reader: &Reader, item: &Arc<Item>, response: &Response) -> AnyView {
    view! {
        {explanations(reader, item, Some(response))}
        {references::basis(reader, &item.sources)}
    }
    .into_any()
}
