//! Order: a list whose entries go up and down by buttons.

use std::sync::Arc;

use aula_core::id::AlternativeId;
use aula_core::item::Response;
use aula_core::item::order::Order;
use aula_core::prose::plain_text;
use leptos::prelude::*;

use super::fields::{Fields, Form, badge, explanation};
use super::prose::Reader;
use crate::browser::page;
use crate::texts;
use crate::ui::dynamic::{anew, attribute, press, words};

/// What the rows share.
#[derive(Clone)]
struct List {
    form: Form,
    order: Arc<Order>,
    shown: RwSignal<Vec<AlternativeId>>,
    said: RwSignal<String>,
}

/// The entries, mixed until somebody moves one.
pub fn fields(form: &Form, order: &Order) -> Fields {
    let shown = match form.draft.get_untracked() {
        Some(Response::Order(answer))
            if form.item.is_complete(&Response::Order(answer.clone())) =>
        {
            answer
        }
        _ => order.shown(&form.item.id),
    };
    let list = List {
        form: form.clone(),
        order: Arc::new(order.clone()),
        shown: RwSignal::new(shown),
        said: RwSignal::new(String::new()),
    };
    let rows = (0..order.entries.len())
        .map(|place| row(&list, place))
        .collect_view();
    let (hint, said) = (form.id("como"), list.said);
    let view = view! {
        <p class="item__hint" id=hint.clone()>{texts::MOVE_ENTRIES}</p>
        <ol class="order">{rows}</ol>
        <p class="item__hint" role="status">{words(move || said.get())}</p>
    };
    Fields {
        hint,
        ..Fields::new(view.into_any(), form.id("bajar-0"), texts::MOVE_FIRST)
    }
}

/// The place of a list, with whatever entry stands in it: the row stays and its words change, so that no focus is ever lost.
fn row(list: &List, place: usize) -> AnyView {
    let words_id = list.form.id(format!("lugar-{place}"));
    let words = {
        let list = list.clone();
        anew(move || {
            let shown = list.shown.get();
            let entry = shown
                .get(place)
                .and_then(|id| list.order.place(id))
                .and_then(|at| list.order.entries.get(at));
            entry
                .map(|entry| list.form.reader.inlines(&entry.content))
                .into_any()
        })
    };
    view! {
        <li class="order__entry">
            <span class="order__words" id=words_id>{words}</span>
            <span class="order__ways">{way(list, place, true)} {way(list, place, false)}</span>
        </li>
    }
    .into_any()
}

/// The button that moves the entry of a place up or down. At the end of the list it stays, and does nothing: it may have the focus.
fn way(list: &List, place: usize, up: bool) -> AnyView {
    let (name, label) = if up {
        ("subir", texts::MOVE_UP)
    } else {
        ("bajar", texts::MOVE_DOWN)
    };
    let id = list.form.id(format!("{name}-{place}"));
    let labels = format!("{id} {}", list.form.id(format!("lugar-{place}")));
    let last = list.order.entries.len().saturating_sub(1);
    let target = if up {
        place.checked_sub(1)
    } else {
        Some(place + 1).filter(|next| *next <= last)
    };
    let idle = target.is_none();
    let live = list.form.reader.settings.live;
    let list = list.clone();
    let act = move || {
        if let Some(target) = target {
            shift(&list, place, target);
            page::focus_near(&list.form.id(format!("{name}-{target}")));
        }
    };
    view! {
        <button
            class="button button--quiet"
            type="button"
            id=id
            aria-labelledby=labels
            aria-disabled=attribute(move || idle.then_some("true"))
            disabled=!live
            on:click=press(act)
        >
            {label}
        </button>
    }
    .into_any()
}

fn shift(list: &List, from: usize, to: usize) {
    list.shown.update(|shown| shown.swap(from, to));
    let shown = list.shown.get_untracked();
    list.said.set(texts::moved(to + 1, shown.len()));
    list.form.put(Response::Order(shown));
}

/// The right order with the reason of each place.
pub fn explanations(reader: &Reader, order: &Order, response: Option<&Response>) -> AnyView {
    let answer: Option<&[AlternativeId]> = match response {
        Some(Response::Order(answer)) => Some(answer),
        _ => None,
    };
    let rows = order
        .entries
        .iter()
        .zip(1_usize..)
        .map(|(entry, number)| {
            let right = answer.is_none_or(|answer| order.follows_well(answer, &entry.id));
            let place = answer.and_then(|answer| answer.iter().position(|id| *id == entry.id));
            let yours = place
                .filter(|_| !right)
                .map(|place| badge("badge", texts::your_place(place + 1)));
            let words = texts::numbered(number, &plain_text(&entry.content));
            explanation(
                reader,
                right,
                words.into_any(),
                yours.into_any(),
                &entry.feedback,
            )
        })
        .collect_view();
    let lead = match answer {
        Some(_) => texts::RIGHT_ORDER_MARKED,
        None => texts::RIGHT_ORDER,
    };
    view! { <p>{lead}</p> <ol class="explanations">{rows}</ol> }.into_any()
}
