//! The kinds of items that are no choice. Reached only through `pages/later.rs`, so that their code is in no module of a first visit.

use aula_core::item::{Interaction, Item, Outcome, Response};
use leptos::prelude::*;

use super::fields::{Fields, Form, OtherKinds};
use super::prose::Reader;
use super::{blanks, extended, hottext, matching, number, order, plan};

/// How they are drawn.
pub fn others() -> OtherKinds {
    OtherKinds {
        fields,
        explanations,
        grade,
    }
}

fn fields(form: &Form) -> Option<Fields> {
    Some(match &form.item.interaction {
        Interaction::Choice(_) => return None,
        Interaction::Order(order) => order::fields(form, order),
        Interaction::Match(matching) => matching::fields(form, matching),
        Interaction::Blanks(blanks) => blanks::fields(form, blanks),
        Interaction::Hottext(hottext) => hottext::fields(form, hottext),
        Interaction::Number(number) => number::fields(form, number),
        Interaction::Extended(extended) => extended::fields(form, extended),
        Interaction::Plan(plan) => plan::fields(form, plan),
    })
}

fn explanations(reader: &Reader, item: &Item, response: Option<&Response>) -> AnyView {
    match &item.interaction {
        Interaction::Choice(_) => ().into_any(),
        Interaction::Order(order) => order::explanations(reader, order, response),
        Interaction::Match(matching) => matching::explanations(reader, matching, response),
        Interaction::Blanks(blanks) => blanks::explanations(reader, blanks, response),
        Interaction::Hottext(hottext) => hottext::explanations(reader, hottext, response),
        Interaction::Number(number) => number::explanations(reader, number, response),
        Interaction::Extended(extended) => extended::explanations(reader, extended, response),
        Interaction::Plan(_) => plan::explanations(reader, response),
    }
}

fn grade(item: &Item, response: &Response) -> Option<Outcome> {
    item.is_complete(response).then(|| item.grade(response))
}
