//! An item inside a lesson: answer, read why, try again.

use std::sync::Arc;

use aula_core::course::Lesson;
use aula_core::item::{Item, Response, Verdict};
use aula_core::progress::Answer;
use aula_core::progress::record::RecordKey;
use leptos::prelude::*;

use super::fields::{Fields, Form, explanations, fields, grade};
use super::prose::Reader;
use super::references;
use crate::browser::page;
use crate::items::saved::saved_mark;
use crate::session::Session;
use crate::texts;
use crate::ui::dynamic::{dynamic, keydown, memo};
use crate::ui::element::{button, paragraph};
use crate::ui::icon::{Icon, icon};

/// An item to practise with. Its feedback stays under it; answering again never takes away what was achieved.
#[component]
pub fn PracticeItem(
    /// The item.
    item: Arc<Item>,
    /// The lesson it stands in.
    lesson: Arc<Lesson>,
    /// Draws the words.
    reader: Reader,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let answer = {
        let (course, id) = (reader.course.id.clone(), item.id.clone());
        memo(move || session.course(&course, |progress| progress.answers.get(&id).cloned()))
    };
    let again = RwSignal::new(false);
    let key = RwSignal::new(None::<RecordKey>);
    let heading = format!("{}-titulo", item.id);
    let label = heading.clone();
    let prompt = prompt_id(&item);
    let body = {
        let (item, reader) = (item.clone(), reader.clone());
        let drafted = {
            let (course, item) = (reader.course.id.clone(), item.clone());
            move || session.drafted(&course, &item)
        };
        dynamic(move || {
            let form = |draft| {
                view! { <AnswerForm item=item.clone() lesson=lesson.clone() reader=reader.clone() draft again key /> }.into_any()
            };
            match answer.get() {
                None => form(drafted()),
                // What nobody grades is gone on with, not begun again.
                Some(answer) if again.get() => {
                    let written = Some(answer.response).filter(|_| !item.interaction.is_graded());
                    form(drafted().or(written))
                }
                // What was answered were other words: its verdict says nothing about these.
                Some(answer) if answer.digest != item.digest => {
                    view! { {paragraph("notice", texts::ITEM_CHANGED)} {form(None)} }.into_any()
                }
                Some(answer) => feedback(session, &reader, &item, &answer, again, key),
            }
        })
    };
    view! {
        <section class="item" id=item.id.to_string() aria-labelledby=label>
            {paragraph("item__label", texts::QUESTION)}
            <h2 class="item__title" id=heading tabindex="-1">
                {item.title.clone()}
            </h2>
            <div id=prompt>{reader.blocks(&item.prompt)}</div>
            {body}
        </section>
    }
}

fn prompt_id(item: &Item) -> String {
    format!("{}-planteamiento", item.id)
}

/// The form of an item that waits for an answer.
#[component]
fn AnswerForm(
    /// The item.
    item: Arc<Item>,
    /// The lesson it stands in.
    lesson: Arc<Lesson>,
    /// Draws the words.
    reader: Reader,
    /// What is in the fields at first.
    draft: Option<Response>,
    /// Whether it is answered once more; set to false when it is.
    again: RwSignal<bool>,
    /// The record of the answer, to say when it is saved.
    key: RwSignal<Option<RecordKey>>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let draft = RwSignal::new(draft);
    let missing = RwSignal::new(false);
    let live = reader.settings.live;
    let (course, prompt) = (reader.course.clone(), prompt_id(&item));
    let graded_kind = item.interaction.is_graded();
    let changed = {
        let (course, item) = (course.clone(), item.clone());
        Callback::new(move |response| {
            if !graded_kind {
                key.update(|key| *key = session.draft(&course, &item, response).or(*key));
            }
        })
    };
    let form = Form {
        item: item.clone(),
        reader,
        draft,
        evaluated: false,
        changed,
    };
    let (heading, error_id) = (form.id("titulo"), form.id("error"));
    let Some(fields) = fields(&form) else {
        return ().into_any();
    };
    let description = format!("{prompt} {} {error_id}", fields.hint);
    let Fields {
        view,
        first,
        missing: missing_words,
        answer,
        enter,
        ..
    } = fields;
    let graded = {
        let (item, reader) = (item.clone(), form.reader.clone());
        move || {
            let response = draft.get()?;
            let outcome = grade(&reader, &item, &response)?;
            Some((response, outcome))
        }
    };
    let error = {
        let graded = graded.clone();
        dynamic(move || match missing.get() && graded().is_none() {
            true => view! { <span>{icon(Icon::Alert)} {missing_words}</span> }.into_any(),
            false => ().into_any(),
        })
    };
    let submit = move || {
        let Some(graded) = untrack(&graded) else {
            missing.set(true);
            page::focus_near(&first);
            return;
        };
        again.set(false);
        key.set(session.answer(&course, &lesson, &item, graded));
        let verdict = format!("{}-resultado", item.id);
        page::after_drawing(move || page::focus_near(&verdict));
    };
    // What is kept while it is written says so.
    let kept = dynamic(move || match key.get() {
        Some(_) => saved_mark(session, Some(key)),
        None => ().into_any(),
    });
    // No form: a sandboxed frame may forbid submitting one. Enter in a field answers all the same, as in a form.
    let entered = {
        let submit = submit.clone();
        keydown(move |event| {
            if enter && event.key() == "Enter" && page::is_in_field(&event) {
                event.prevent_default();
                submit();
            }
        })
    };
    view! {
        <div>
            <fieldset class="item__fields" aria-labelledby=heading aria-describedby=description on:keydown=entered>
                {view}
            </fieldset>
            <p class="error" id=error_id role="alert">
                {error}
            </p>
            {button("button", answer, live, submit)}
            {kept}
        </div>
    }
    .into_any()
}

fn feedback(
    session: Session,
    reader: &Reader,
    item: &Arc<Item>,
    answer: &Answer,
    again: RwSignal<bool>,
    key: RwSignal<Option<RecordKey>>,
) -> AnyView {
    let (class, mark) = match answer.outcome.verdict {
        Verdict::Correct => ("verdict verdict--correct", Icon::Check),
        Verdict::Partial => ("verdict verdict--partial", Icon::Half),
        Verdict::Incorrect => ("verdict verdict--incorrect", Icon::Cross),
        Verdict::Kept => ("verdict", Icon::Check),
    };
    let retry_words = match item.interaction.is_graded() {
        true => texts::TRY_AGAIN,
        false => texts::WRITE_AGAIN,
    };
    let first_field = format!("{}-titulo", item.id);
    let retry = move || {
        again.set(true);
        page::focus(&first_field);
    };
    view! {
        <div class="feedback">
            <div role="status">
                <h3 class=class id=format!("{}-resultado", item.id) tabindex="-1">
                    {icon(mark)} {texts::verdict(answer.outcome.verdict)}
                </h3>
            </div>
            {explanations(reader, item, Some(&answer.response))}
            {references::basis(reader, &item.sources)}
            <p class="item__actions">
                {button("button button--quiet", retry_words, true, retry)}
                {saved_mark(session, Some(key))}
            </p>
        </div>
    }
    .into_any()
}
