//! A review that is under way: five items, each answered once and explained, and how it ends.

use std::sync::Arc;

use aula_core::course::{Course, Pool};
use aula_core::id::{CourseId, ItemId};
use aula_core::item::{Item, Response, Verdict};
use aula_core::progress::event::Applied;
use aula_core::progress::{Answer, Progress};
use aula_core::review::{ITEMS, Reviewing, TRANSFER, draw};
use leptos::prelude::*;

use super::later;
use super::remedy::remedy;
use crate::browser::page;
use crate::items::answer_form::{AnswerForm, prompt_id};
use crate::items::prose::Reader;
use crate::items::saved::saved_mark;
use crate::items::told;
use crate::navigator::Navigator;
use crate::session::{Answered, Session};
use crate::settings::Settings;
use crate::texts::{self, review as words};
use crate::ui::dynamic::{anew, memo};
use crate::ui::element::{button, paragraph, title};
use crate::ui::option::{Choosable, choosable};

/// A review that was begun: its items, and where they come from.
pub struct Begun {
    /// The courses, each with its rung.
    courses: Vec<(Arc<Course>, u8)>,
    items: Vec<(Arc<Course>, Arc<Item>)>,
}

/// Loads what a review of these rungs needs, and draws its items.
///
/// # Errors
/// Words for the person when nothing could be loaded, or nothing is left to ask.
pub async fn begin(
    navigator: Navigator,
    session: Session,
    rungs: Vec<(CourseId, u8)>,
) -> Result<Begun, &'static str> {
    let mut loaded: Vec<(Arc<Course>, Arc<Pool>)> = vec![];
    let mut courses = vec![];
    for (id, rung) in rungs {
        // One that does not arrive is reviewed another day.
        if let Some((course, pool)) = navigator.with_pool(&id).await {
            courses.push((course.clone(), rung));
            loaded.push((course, pool));
        }
    }
    if loaded.is_empty() {
        return Err(words::REVIEW_FAILED);
    }
    let drawn = untrack(|| session.progress(|progress| draw(&reviewing(&loaded, progress))));
    let found = |(id, item): (CourseId, ItemId)| {
        let (course, pool) = loaded.iter().find(|(course, _)| course.id == id)?;
        let item = pool.items.iter().find(|each| each.id == item)?;
        Some((course.clone(), Arc::new(item.clone())))
    };
    let items: Vec<_> = drawn.into_iter().filter_map(found).collect();
    if items.is_empty() {
        return Err(words::REVIEW_EMPTY);
    }
    // One for which there was no room is reviewed another day too; one that has nothing to ask is through.
    let is_asked = |id: &CourseId| items.iter().any(|(course, _)| course.id == *id);
    courses.retain(|(course, _)| is_asked(&course.id) || items.len() < ITEMS);
    Ok(Begun { courses, items })
}

/// What was loaded, with what the person has done in it.
fn reviewing<'a>(
    loaded: &'a [(Arc<Course>, Arc<Pool>)],
    progress: &'a Progress,
) -> Vec<Reviewing<'a>> {
    let of = |(course, pool): &'a (Arc<Course>, Arc<Pool>)| {
        Some(Reviewing {
            course,
            pool,
            progress: progress.courses.get(&course.id)?,
        })
    };
    loaded.iter().filter_map(of).collect()
}

/// The answer to an item in the review that is not finished yet.
fn answer_now(session: Session, course: &CourseId, item: &ItemId) -> Option<Answer> {
    session.course(course, |progress| progress.reviewed_now(item).cloned())
}

/// The review.
#[component]
pub fn Running(
    /// Its items.
    begun: Arc<Begun>,
    /// Told when it is left, and whether it was finished.
    end: Callback<bool>,
) -> impl IntoView {
    let settings = expect_context::<Settings>();
    let today = expect_context::<Session>().today();
    let items = begun
        .items
        .iter()
        .map(|(course, item)| {
            let reader = Reader {
                course: course.clone(),
                settings: settings.clone(),
                today,
                others: later::kinds(),
            };
            view! { <ReviewItem reader item=item.clone() /> }
        })
        .collect_view();
    view! {
        <div class="prose reviews">
            {title(words::REVIEWS)}
            {items}
            <Ending begun end />
        </div>
    }
}

/// An item of a review: answered once, then explained.
#[component]
fn ReviewItem(
    /// Draws the words.
    reader: Reader,
    /// The item.
    item: Arc<Item>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let course = reader.course.clone();
    let answer = {
        let (course, item) = (course.id.clone(), item.id.clone());
        memo(move || answer_now(session, &course, &item))
    };
    let answered = {
        let (course, item) = (course.id.clone(), item.clone());
        Callback::new(move |answered: Answered| {
            session.answer_review(&course, &item, answered);
            let verdict = told::verdict_id(&item);
            page::after_drawing(move || page::focus_near(&verdict));
        })
    };
    let heading = format!("{}-titulo", item.id);
    let label = heading.clone();
    let body = {
        let (item, reader) = (item.clone(), reader.clone());
        anew(move || {
            match answer.get() {
            None => view! { <AnswerForm item=item.clone() reader=reader.clone() draft=None certainty_due=false changed=None answered /> }
                .into_any(),
            Some(answer) => explained(session, &reader, &item, &answer),
        }
        })
    };
    view! {
        <section class="item" id=item.id.to_string() aria-labelledby=label>
            {paragraph("item__label", words::REVIEW_ITEM)}
            <h2 class="item__title" id=heading tabindex="-1">
                {item.title.clone()}
            </h2>
            {paragraph("facts", course.title.clone())}
            <div id=prompt_id(&item)>{reader.blocks(&item.prompt)}</div>
            {body}
        </section>
    }
}

fn explained(session: Session, reader: &Reader, item: &Arc<Item>, answer: &Answer) -> AnyView {
    let verdict = answer.outcome.verdict;
    // Not tracked: the explanation is not made anew when something else is saved, or the focus in it would be lost.
    let way = (verdict != Verdict::Correct).then(|| untrack(|| remedy(reader, session, item)));
    view! {
        <div class="feedback">
            {told::verdict(item, verdict)}
            {told::why(reader, item, &answer.response)}
            {way}
            <p class="item__actions">{saved_mark(session, None)}</p>
        </div>
    }
    .into_any()
}

/// What is left, whether it was applied, and the two ways out.
#[component]
fn Ending(
    /// The review.
    begun: Arc<Begun>,
    /// Told when it is left, and whether it was finished.
    end: Callback<bool>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let left = {
        let begun = begun.clone();
        memo(move || {
            let open = |(course, item): &&(Arc<Course>, Arc<Item>)| {
                answer_now(session, &course.id, &item.id).is_none()
            };
            begun.items.iter().filter(open).count()
        })
    };
    let said: Vec<RwSignal<Option<Applied>>> =
        begun.courses.iter().map(|_| RwSignal::new(None)).collect();
    let body = anew(move || {
        let left = left.get();
        if left > 0 {
            return view! {
                {paragraph("", words::items_left(left))}
                <p>{button("button button--quiet", words::REVIEW_ANOTHER_DAY, true, move || end.run(false))}</p>
            }
            .into_any();
        }
        let asked = begun
            .courses
            .iter()
            .zip(&said)
            .filter(|((_, rung), _)| *rung == TRANSFER)
            .map(|((course, _), said)| transfer(session, course, *said))
            .collect_view();
        let (begun, said) = (begun.clone(), said.clone());
        let finish = move || {
            for ((course, rung), said) in begun.courses.iter().zip(&said) {
                session.finish_review(course.id.clone(), *rung, said.get_untracked());
            }
            end.run(true);
        };
        view! {
            {paragraph("", words::items_left(0))}
            {asked}
            <p>{button("button", words::REVIEW_FINISH, true, finish)}</p>
        }
        .into_any()
    });
    view! { <div class="lesson-end" id="fin" tabindex="-1">{body}</div> }
}

/// «¿Ya lo aplicó?», with what the person had planned.
fn transfer(session: Session, course: &Course, said: RwSignal<Option<Applied>>) -> AnyView {
    let planned: Vec<AnyView> = session.course(&course.id, |progress| {
        let answers = progress.answers.values();
        let plans = answers.filter_map(|answer| match &answer.response {
            Response::Plan(plan) => Some(texts::commitment(&plan.situation, &plan.action)),
            _ => None,
        });
        plans
            .map(|plan| view! { <li>{plan}</li> }.into_any())
            .collect()
    });
    let planned =
        (!planned.is_empty()).then(|| view! { <p>{words::YOU_COMMITTED}</p> <ul>{planned}</ul> });
    let options = [Applied::Yes, Applied::NoOccasion, Applied::NotPossible].map(|each| {
        let option = Choosable {
            kind: "radio",
            id: format!("aplico-{}-{each:?}", course.id),
            name: format!("aplico-{}", course.id),
            words: words::applied(each).into_any(),
        };
        choosable(
            option,
            move || said.get() == Some(each),
            move |_| said.set(Some(each)),
        )
    });
    view! {
        {planned}
        <fieldset class="item__fields">
            <legend>{words::has_applied(&course.title)}</legend>
            <div class="alternatives">{options.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
