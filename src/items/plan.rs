//! Plan: a commitment in two fields, and ideas to begin with.

use aula_core::item::Response;
use aula_core::item::plan::{COMMITMENT_LIMIT, Commitment, Plan};
use leptos::prelude::*;

use super::fields::{Fields, Form};
use super::prose::Reader;
use crate::browser::page;
use crate::route::Route;
use crate::texts;
use crate::ui::dynamic::change;
use crate::ui::element::{button, link};

/// The two fields and the ideas.
pub fn fields(form: &Form, plan: &Plan) -> Fields {
    let (situation, action, hint) = (form.id("cuando"), form.id("que"), form.id("como"));
    let live = form.reader.settings.live;
    let ideas = plan
        .suggestions
        .iter()
        .map(|idea| {
            let (form, idea, first) = (form.clone(), idea.clone(), situation.clone());
            let words = texts::commitment(&idea.situation, &idea.action);
            let take = move || {
                form.put(Response::Plan(idea.clone()));
                page::focus_near(&first);
            };
            view! { <li>{button("link", words, live, take)}</li> }
        })
        .collect_view();
    let view = view! {
        <p class="item__hint" id=hint.clone()>{texts::PLAN_KEPT}</p>
        {field(form, situation.clone(), texts::NEXT_TIME, false)}
        {field(form, action, texts::I_WILL, true)}
        <details class="hint"><summary>{texts::IDEAS}</summary><ul>{ideas}</ul></details>
    };
    Fields {
        hint,
        answer: texts::KEEP_COMMITMENT,
        ..Fields::new(view.into_any(), situation, texts::COMMIT_FIRST)
    }
}

/// The field of one part of the commitment.
fn field(form: &Form, id: String, label: &'static str, is_action: bool) -> AnyView {
    let draft = form.draft;
    let value: Box<dyn Fn() -> String + Send> = Box::new(move || {
        let commitment = draft.with(|draft| commitment(draft.as_ref()));
        if is_action {
            commitment.action
        } else {
            commitment.situation
        }
    });
    let written = move |event: &leptos::ev::Event| {
        let mut commitment = draft.with_untracked(|draft| commitment(draft.as_ref()));
        let part = if is_action {
            &mut commitment.action
        } else {
            &mut commitment.situation
        };
        *part = event_target_value(event);
        Response::Plan(commitment)
    };
    let write = {
        let form = form.clone();
        change(move |event| form.write(written(&event)))
    };
    let leave = {
        let form = form.clone();
        change(move |event| form.put(written(&event)))
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <textarea
                id=id
                rows="2"
                autocomplete="off"
                maxlength=COMMITMENT_LIMIT.to_string()
                disabled=!form.reader.settings.live
                prop:value=value
                on:input=write
                on:change=leave
            ></textarea>
        </div>
    }
    .into_any()
}

/// The commitment; an empty one in a response of another kind.
fn commitment(response: Option<&Response>) -> Commitment {
    match response {
        Some(Response::Plan(commitment)) => commitment.clone(),
        _ => Commitment::default(),
    }
}

/// The commitment, and the way to all of them.
pub fn explanations(reader: &Reader, response: Option<&Response>) -> AnyView {
    let commitment = commitment(response);
    let words = texts::commitment(&commitment.situation, &commitment.action);
    let plan = reader.settings.href(&Route::Plan(reader.course.id.clone()));
    view! { <blockquote>{words}</blockquote> <p>{link("", plan, texts::MY_PLAN)}</p> }.into_any()
}
