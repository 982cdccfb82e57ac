//! The diagnostic: a few cases without a mark. Who answers one rightly and is sure of it may skip the lesson that teaches it.

use std::sync::Arc;

use aula_core::course::{Course, Lesson, Pool, anchor};
use aula_core::item::{Item, Verdict};
use aula_core::progress::PretestAnswer;
use aula_core::prose::plain_text;
use leptos::prelude::*;

use super::remedy::fresh;
use crate::browser::page;
use crate::items::answer_form::{AnswerForm, prompt_id};
use crate::items::prose::Reader;
use crate::items::saved::saved_mark;
use crate::items::told;
use crate::route::Route;
use crate::session::{Answered, Session};
use crate::texts::{self, review};
use crate::ui::dynamic::{anew, memo};
use crate::ui::element::{breadcrumb, button, link, paragraph, title};

/// The page.
#[component]
pub fn PretestPage(
    /// The course, and how to draw it.
    reader: Reader,
    /// Its cases.
    pool: Arc<Pool>,
) -> impl IntoView {
    let course = reader.course.clone();
    let back = reader.settings.href(&Route::Course(course.id.clone()));
    let items = pool
        .items
        .iter()
        .map(|item| view! { <PretestItem reader=reader.clone() item=Arc::new(item.clone()) /> })
        .collect_view();
    let intro = texts::PRETEST_INTRO
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    view! {
        {breadcrumb(texts::BREADCRUMB, back.clone(), course.title.clone(), None)}
        <div class="prose">
            {title(texts::PRETEST)}
            {paragraph("facts", texts::minutes(pool.minutes()))}
            <ul>{intro}</ul>
            {items}
            <p>{link("button", back, texts::TO_LESSONS)}</p>
        </div>
    }
}

/// A case of the diagnostic: answered once, then explained.
#[component]
fn PretestItem(
    /// Draws the words.
    reader: Reader,
    /// The item.
    item: Arc<Item>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let answer = {
        let (course, item) = (reader.course.id.clone(), item.clone());
        memo(move || {
            session.course(&course, |progress| {
                let answer = progress.pretest.get(&item.id);
                // What was answered were other words: its verdict says nothing about these.
                answer
                    .filter(|answer| answer.answer.digest == item.digest)
                    .cloned()
            })
        })
    };
    let heading = heading_id(&item);
    let label = heading.clone();
    let prompt = prompt_id(&item);
    let answered = {
        let (course, item) = (reader.course.clone(), item.clone());
        Callback::new(move |answered: Answered| {
            session.answer_pretest(&course, &item, answered);
            let verdict = told::verdict_id(&item);
            page::after_drawing(move || page::focus_near(&verdict));
        })
    };
    let body = {
        let item = item.clone();
        let reader = reader.clone();
        anew(move || {
            match answer.get() {
            None => {
                view! { <AnswerForm item=item.clone() reader=reader.clone() draft=None certainty_due=true changed=None answered /> }.into_any()
            }
            Some(answer) => told(session, &reader, &item, &answer),
        }
        })
    };
    view! {
        <section class="item" id=item.id.to_string() aria-labelledby=label>
            {paragraph("item__label", texts::PRETEST_ITEM)}
            <h2 class="item__title" id=heading tabindex="-1">
                {item.title.clone()}
            </h2>
            <div id=prompt>{reader.blocks(&item.prompt)}</div>
            {body}
        </section>
    }
}

fn heading_id(item: &Item) -> String {
    format!("{}-titulo", item.id)
}

fn told(session: Session, reader: &Reader, item: &Arc<Item>, answer: &PretestAnswer) -> AnyView {
    let verdict = answer.answer.outcome.verdict;
    let way = reader.course.lesson(&item.lesson).map(|(module, lesson)| {
        // Who was wrong is led to the passage that teaches it.
        let passage = match verdict {
            Verdict::Correct => None,
            _ => lesson.passage(&item.sources),
        };
        let route = Route::Lesson(
            reader.course.id.clone(),
            module.id.clone(),
            lesson.id.clone(),
            passage.map(anchor),
        );
        let words = match passage {
            Some(heading) => review::passage(&plain_text(heading), &lesson.title),
            None => lesson.title.clone(),
        };
        way_on(
            session,
            reader,
            lesson,
            (reader.settings.href(&route), words),
        )
    });
    let fresh = (verdict != Verdict::Correct).then(|| fresh(reader, session, item, None));
    view! {
        <div class="feedback">
            {told::verdict(item, verdict)}
            {paragraph("facts", texts::answered_with(answer.certainty))}
            {told::why(reader, item, &answer.answer.response)}
            {way}
            {fresh}
        </div>
    }
    .into_any()
}

/// What follows for the lesson: it may be skipped, it was, or it is worth reading.
fn way_on(
    session: Session,
    reader: &Reader,
    lesson: &Lesson,
    (href, words): (String, String),
) -> AnyView {
    let course: Arc<Course> = reader.course.clone();
    let lesson = Arc::new(lesson.clone());
    let catalog = reader.settings.site.catalog.iter();
    let minutes = catalog
        .filter(|entry| entry.id == course.id)
        .map(|entry| entry.minutes_of(&lesson.id))
        .sum();
    let place = format!("{}--salto", lesson.id);
    let target = place.clone();
    let body = anew(move || {
        let (may_skip, done, skipped) = session.course(&course.id, |progress| {
            let id = &lesson.id;
            let done = progress.completed.contains_key(id);
            (progress.may_skip(id), done, progress.skipped.contains(id))
        });
        let to = link("", href.clone(), words.clone());
        let said = match (may_skip, done, skipped) {
            (_, _, true) => texts::SKIPPED.to_owned(),
            (_, true, false) => texts::ALREADY_DONE.to_owned(),
            (true, false, _) => texts::may_skip(minutes),
            (false, false, _) => texts::worth_reading(minutes),
        };
        let label = texts::skip(&lesson.title);
        let skip = (may_skip && !done).then(|| {
            let (course, lesson, target) = (course.clone(), lesson.clone(), target.clone());
            let skip = move || {
                session.skip_lesson(&course, &lesson);
                let target = target.clone();
                page::after_drawing(move || page::focus_near(&target));
            };
            button("button", label, true, skip)
        });
        view! { <p>{said}" "{to}</p> <p class="item__actions">{skip} {saved_mark(session, None)}</p> }
            .into_any()
    });
    view! { <div class="notice" id=place tabindex="-1">{body}</div> }.into_any()
}
