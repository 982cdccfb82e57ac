//! Hottext: boxes to tick in the running text.

use aula_core::id::AlternativeId;
use aula_core::item::Response;
use aula_core::item::hottext::Hottext;
use leptos::prelude::*;

use super::fields::{Fields, Form, badge, explanation};
use super::passage::passage;
use super::prose::Reader;
use crate::texts;
use crate::ui::dynamic::{change, flag};

/// The text with its candidates.
pub fn fields(form: &Form, hottext: &Hottext) -> Fields {
    let slot = |id: &AlternativeId| candidate(form, hottext, id);
    let hint = form.id("como");
    let text = passage(&form.reader, &hottext.text, &slot);
    let view = view! { <p class="item__hint" id=hint.clone()>{texts::MARK_PARTS}</p> {text} };
    let first = hottext.candidates.first();
    let first = first.map_or_else(String::new, |candidate| form.id(&candidate.id));
    Fields {
        hint,
        enter: true,
        ..Fields::new(view.into_any(), first, texts::MARK_FIRST)
    }
}

fn candidate(form: &Form, hottext: &Hottext, id: &AlternativeId) -> AnyView {
    let Some(candidate) = hottext.candidates.iter().find(|each| each.id == *id) else {
        return ().into_any();
    };
    let field = form.id(id);
    let checked = {
        let (draft, id) = (form.draft, id.clone());
        flag(move || draft.with(|draft| marked(draft.as_ref()).contains(&id)))
    };
    let mark = {
        let (form, id) = (form.clone(), id.clone());
        change(move |event| {
            let draft = form.draft.get_untracked();
            let mut marked = marked(draft.as_ref()).to_vec();
            marked.retain(|other| *other != id);
            if event_target_checked(&event) {
                marked.push(id.clone());
            }
            form.put(Response::Hottext(marked));
        })
    };
    view! {
        <label class="hottext" for=field.clone()>
            <input type="checkbox" id=field.clone() prop:checked=checked on:change=mark />
            <span>{form.reader.inlines(&candidate.content)}</span>
        </label>
    }
    .into_any()
}

/// What is marked; nothing in a response of another kind.
fn marked(response: Option<&Response>) -> &[AlternativeId] {
    match response {
        Some(Response::Hottext(marked)) => marked,
        _ => &[],
    }
}

/// Each candidate: whether it should be marked, whether the person took it so, and why.
pub fn explanations(reader: &Reader, hottext: &Hottext, response: Option<&Response>) -> AnyView {
    let marked = marked(response);
    let rows = hottext
        .candidates
        .iter()
        .map(|candidate| {
            let yours = marked.contains(&candidate.id);
            let right = match response {
                Some(_) => yours == candidate.correct,
                None => candidate.correct,
            };
            let verdict = match candidate.correct {
                true => badge("badge badge--right", texts::TO_MARK),
                false => badge("badge", texts::NOT_TO_MARK),
            };
            let yours = yours.then(|| badge("badge", texts::YOU_MARKED));
            explanation(
                reader,
                right,
                reader.inlines(&candidate.content),
                view! { {verdict} {yours} }.into_any(),
                &candidate.feedback,
            )
        })
        .collect_view();
    view! { <ul class="explanations">{rows}</ul> }.into_any()
}
