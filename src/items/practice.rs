//! An item inside a lesson: answer, read why, try again.

use std::sync::Arc;

use aula_core::course::Lesson;
use aula_core::item::Item;
use aula_core::progress::Answer;
use aula_core::progress::record::RecordKey;
use leptos::prelude::*;

use super::answer_form::{AnswerForm, prompt_id};
use super::prose::Reader;
use super::told;
use crate::browser::{page, speech};
use crate::items::saved::saved_mark;
use crate::session::{Answered, Session};
use crate::texts;
use crate::ui::dynamic::{dynamic, memo};
use crate::ui::element::{button, paragraph};

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
    let at_first = answer.get_untracked();
    let again = RwSignal::new(false);
    let key = RwSignal::new(None::<RecordKey>);
    let heading = format!("{}-titulo", item.id);
    let label = heading.clone();
    let prompt = prompt_id(&item);
    let answered = {
        let (course, item, lesson) = (reader.course.clone(), item.clone(), lesson);
        Callback::new(move |answered: Answered| {
            again.set(false);
            // What it was reading may be gone now.
            speech::stop();
            key.set(session.answer(&course, &lesson, &item, answered));
            let verdict = told::verdict_id(&item);
            page::after_drawing(move || page::focus_near(&verdict));
        })
    };
    let changed = (!item.interaction.is_graded()).then(|| {
        let (course, item) = (reader.course.clone(), item.clone());
        Callback::new(move |response| session.draft(&course, &item, response))
    });
    let body = {
        let (item, reader) = (item.clone(), reader.clone());
        let drafted = {
            let (course, item) = (reader.course.id.clone(), item.clone());
            move || session.drafted(&course, &item)
        };
        dynamic(move || {
            let form = |draft| {
                view! { <AnswerForm item=item.clone() reader=reader.clone() draft certainty_due=false changed answered /> }.into_any()
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
                Some(answer) => {
                    let elsewhere =
                        key.get_untracked().is_none() && at_first.as_ref() != Some(&answer);
                    let told = elsewhere.then(|| paragraph("facts", texts::ANSWERED_ELSEWHERE));
                    view! { {told} {feedback(session, &reader, &item, &answer, (again, key))} }
                        .into_any()
                }
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

fn feedback(
    session: Session,
    reader: &Reader,
    item: &Arc<Item>,
    answer: &Answer,
    (again, key): (RwSignal<bool>, RwSignal<Option<RecordKey>>),
) -> AnyView {
    let retry_words = match item.interaction.is_graded() {
        true => texts::TRY_AGAIN,
        false => texts::WRITE_AGAIN,
    };
    let first_field = format!("{}-titulo", item.id);
    let retry = move || {
        again.set(true);
        speech::stop();
        page::focus(&first_field);
    };
    view! {
        <div class="feedback">
            <div role="status">
                {told::verdict(item, answer.outcome.verdict)}
            </div>
            {told::why(reader, item, &answer.response)}
            <p class="item__actions">
                {button("button button--quiet", retry_words, true, retry)}
                {saved_mark(session, Some(key))}
            </p>
        </div>
    }
    .into_any()
}
