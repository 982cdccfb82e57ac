//! A running attempt: one item a screen, answers that can change, marks, and handing in.

use std::cell::RefCell;
use std::sync::Arc;

use aula_core::assessment::{self, is_answered};
use aula_core::course::Pool;
use aula_core::id::{AttemptId, CourseId, ItemId};
use aula_core::item::Item;
use aula_core::progress::Attempt;
use leptos::prelude::*;

use crate::browser::page;
use crate::items::fields::{Form, fields};
use crate::items::prose::Reader;
use crate::items::saved::saved_mark;
use crate::navigator::Navigator;
use crate::route::Route;
use crate::session::Session;
use crate::texts::{self, recertification};
use crate::ui::dynamic::{attribute, change, dynamic, memo, press};
use crate::ui::element::{button, paragraph, title};
use crate::ui::icon::{Icon, icon};
use crate::ui::meter::meter;

thread_local! {
    /// The question that was shown last, from 0, of the attempt that was on the screen last.
    static PLACE: RefCell<Option<(AttemptId, usize)>> = const { RefCell::new(None) };
}

/// Which screen of the attempt is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The item at this position, from 0.
    Item(usize),
    /// What is unanswered and marked, before handing in.
    HandIn,
}

/// The open attempt of the course.
#[component]
pub fn AttemptPage(
    /// The course.
    reader: Reader,
    /// The items.
    pool: Arc<Pool>,
    /// Becomes true when the person hands in here, and not in another tab.
    handed_in: StoredValue<Option<bool>>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let navigator = expect_context::<Navigator>();
    let course = reader.course.clone();
    let attempt = {
        let (id, pool) = (course.id.clone(), pool.clone());
        memo(move || askable_attempt(session, &id, &pool))
    };
    let is_of_a_part = attempt.with_untracked(|attempt| {
        let attempt = attempt.as_ref();
        attempt.is_some_and(|attempt| recertifies(session, &course.id, attempt))
    });
    let heading = match is_of_a_part {
        true => recertification::RECERTIFICATION,
        false => texts::ASSESSMENT,
    };
    let step = RwSignal::new(Step::Item(attempt.with_untracked(|attempt| {
        attempt.as_ref().map_or(0, |attempt| place(attempt, &pool))
    })));
    let map_pool = pool.clone();
    let go = Callback::new(move |next: Step| {
        if let (Step::Item(index), Some(attempt)) = (next, attempt.get_untracked()) {
            PLACE.set(Some((attempt.id, index)));
        }
        step.set(next);
        page::after_drawing(|| page::focus("titulo"));
    });
    let leave = {
        let route = Route::Course(course.id.clone());
        move || navigator.go(route.clone())
    };
    let screen = move || {
        // Handing in closes the attempt just before the page changes.
        let Some(attempt) = attempt.get_untracked() else {
            return ().into_any();
        };
        match step.get() {
            Step::Item(index) => item_screen(&reader, &pool, &attempt, index, go),
            Step::HandIn => {
                view! { <HandIn reader=reader.clone() pool=pool.clone() go handed_in /> }.into_any()
            }
        }
    };
    view! {
        <div class="attempt">
            <div class="attempt__bar">
                <span>{heading}</span>
                {button("button button--quiet", texts::LEAVE, true, leave)}
            </div>
            <div class="prose">{dynamic(screen)}</div>
            <ItemMap attempt pool=map_pool step go />
        </div>
    }
}

/// The open attempt of a course, as it can still be asked.
fn askable_attempt(session: Session, course: &CourseId, pool: &Pool) -> Option<Attempt> {
    session.course(course, |progress| {
        let open = progress.open_attempt()?;
        Some(assessment::askable(open, pool))
    })
}

/// Whether an attempt is a recertification.
pub fn recertifies(session: Session, course: &CourseId, attempt: &Attempt) -> bool {
    session.course(course, |progress| {
        let mut all = progress.recertifications.iter();
        all.any(|other| other.id == attempt.id)
    })
}

/// Where the person is in an attempt: at the question that was shown last; as far as the log knows, at the first one without an answer
/// from that on which was answered last.
fn place(attempt: &Attempt, pool: &Pool) -> usize {
    let shown = PLACE.with_borrow(|place| {
        let (id, index) = place.as_ref()?;
        (*id == attempt.id).then_some(*index)
    });
    shown.unwrap_or_else(|| {
        let last = attempt.given.last();
        let last = positions(attempt, |item| last.is_some_and(|last| last.item == *item));
        let last = last.first().copied().unwrap_or_default();
        let open = positions(attempt, |item| !is_answered(attempt, pool, item));
        let mut after = open.iter().filter(|index| **index >= last);
        after.next().or(open.first()).copied().unwrap_or(last)
    })
}

fn item_screen(
    reader: &Reader,
    pool: &Arc<Pool>,
    attempt: &Attempt,
    index: usize,
    go: Callback<Step>,
) -> AnyView {
    let total = attempt.items.len();
    let item = attempt
        .items
        .get(index)
        .and_then(|id| pool.items.iter().find(|item| item.id == *id));
    let percent = u8::try_from((index + 1) * 100 / total.max(1)).unwrap_or(100);
    let body = item.map(|item| view! { <AttemptItem reader=reader.clone() item=Arc::new(assessment::shown(item, attempt.seed)) attempt=attempt.clone() /> });
    let last = index + 1 >= total;
    view! {
        <div class="lesson-position">
            <span>{texts::item_position(index + 1, total)}</span>
            {meter(texts::item_position(index + 1, total), move || percent)}
        </div>
        {body}
        <div class="attempt__ways">
            {(index > 0)
                .then(|| {
                    view! {
                        {button("button button--quiet", texts::PREVIOUS_ITEM, true, move || go.run(Step::Item(index - 1)))}
                    }
                })}
            {if last {
                view! {
                    {button("button", texts::HAND_IN, true, move || go.run(Step::HandIn))}
                }
                    .into_any()
            } else {
                view! {
                    {button("button", texts::NEXT_ITEM, true, move || go.run(Step::Item(index + 1)))}
                }
                    .into_any()
            }}
        </div>
    }
    .into_any()
}

/// An item of the attempt; every change is written down at once.
#[component]
fn AttemptItem(
    /// Draws the words.
    reader: Reader,
    /// The item.
    item: Arc<Item>,
    /// The attempt as it is when the item is shown.
    attempt: Attempt,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let answered = {
        let (attempt, item) = (attempt.id.clone(), item.clone());
        Callback::new(move |response| session.answer_in_attempt(&attempt, &item, response))
    };
    let fields = fields(&Form {
        item: item.clone(),
        reader: reader.clone(),
        // What was answered to other words cannot be completed.
        draft: RwSignal::new(
            attempt
                .response(&item.id)
                .filter(|response| item.is_of_today(response))
                .cloned(),
        ),
        evaluated: true,
        changed: Some(answered),
        session,
    })?;
    let description = format!("planteamiento {}", fields.hint);
    let marked = attempt.marked.contains(&item.id);
    let mark = {
        let (attempt, item) = (attempt.id.clone(), item.id.clone());
        change(move |event| session.mark(&attempt, &item, event_target_checked(&event)))
    };
    Some(view! {
        <section class="item" aria-labelledby="titulo">
            <h1 class="item__title" id="titulo" tabindex="-1">
                {item.title.clone()}
            </h1>
            <div id="planteamiento">{reader.blocks(&item.prompt_without_hint())}</div>
            <fieldset class="item__fields" aria-labelledby="titulo" aria-describedby=description>
                {fields.view}
            </fieldset>
            <div class="item__actions">
                <label class="check" for="marcar">
                    <input type="checkbox" id="marcar" prop:checked=marked on:change=mark />
                    <span>{texts::MARK}</span>
                </label>
                {saved_mark(session, None)}
            </div>
        </section>
    })
}

/// Every item of the attempt by number, with its state.
#[component]
fn ItemMap(
    /// The open attempt.
    attempt: Memo<Option<Attempt>>,
    /// The items.
    pool: Arc<Pool>,
    /// Which screen is shown.
    step: RwSignal<Step>,
    /// Goes to a screen.
    go: Callback<Step>,
) -> impl IntoView {
    let cells = move || {
        attempt.with(|attempt| {
            let Some(attempt) = attempt else {
                return ().into_any();
            };
            attempt
                .items
                .iter()
                .enumerate()
                .map(|(index, item)| {
                    let answered = is_answered(attempt, &pool, item);
                    cell((index, answered, attempt.marked.contains(item)), step, go)
                })
                .collect_view()
                .into_any()
        })
    };
    view! {
        <nav class="item-map" aria-label=texts::ITEM_NAVIGATION>
            <ol>{dynamic(cells)}</ol>
            {button("button button--quiet", texts::HAND_IN, true, move || go.run(Step::HandIn))}
        </nav>
    }
}

/// The way to one item: where it stands, whether it is answered, and whether it is marked.
fn cell(
    (index, answered, marked): (usize, bool, bool),
    step: RwSignal<Step>,
    go: Callback<Step>,
) -> AnyView {
    let current = attribute(move || (step.get() == Step::Item(index)).then_some("step"));
    view! {
        <li>
            <button
                class="item-map__cell"
                class:item-map__cell--answered=answered
                type="button"
                aria-label=texts::item_state(index + 1, answered, marked)
                aria-current=current
                on:click=press(move || go.run(Step::Item(index)))
            >
                {index + 1}
                {marked.then(|| icon(Icon::Flag))}
            </button>
        </li>
    }
    .into_any()
}

/// What is unanswered and marked, and the one question before handing in.
#[component]
fn HandIn(
    /// The course.
    reader: Reader,
    /// The items.
    pool: Arc<Pool>,
    /// Goes to a screen.
    go: Callback<Step>,
    /// Becomes true.
    handed_in: StoredValue<Option<bool>>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let (course, site) = (reader.course.clone(), reader.settings.site.clone());
    let attempt = askable_attempt(session, &course.id, &pool);
    attempt.map(|attempt| {
        let open: Vec<usize> = positions(&attempt, |item| !is_answered(&attempt, &pool, item));
        let marked: Vec<usize> = positions(&attempt, |item| attempt.marked.contains(item));
        let back = place(&attempt, &pool);
        let state = if open.is_empty() { texts::ALL_ANSWERED.to_owned() } else { texts::unanswered(open.len()) };
        let marked_words = (!marked.is_empty()).then(|| view! { <p>{texts::marked(marked.len())}</p> });
        let is_of_a_part = recertifies(session, &course.id, &attempt);
        let hand_in = move || {
            handed_in.set_value(Some(true));
            match is_of_a_part {
                true => session.recertify(&course, &site, &pool, &attempt),
                false => session.hand_in(&course, &pool, &attempt),
            }
            page::after_drawing(|| page::focus("titulo"));
        };
        view! {
            {title(texts::HAND_IN_TITLE)}
            {paragraph("notice", state)}
            {numbers(&open, go)}
            {marked_words}
            {numbers(&marked, go)}
            <div class="attempt__ways">
                {button("button button--quiet", texts::KEEP_ANSWERING, true, move || go.run(Step::Item(back)))}
                {button("button", texts::HAND_IN_NOW, true, hand_in)}
            </div>
        }
    })
}

fn positions(attempt: &Attempt, keep: impl Fn(&ItemId) -> bool) -> Vec<usize> {
    attempt
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| keep(item))
        .map(|(index, _)| index)
        .collect()
}

fn numbers(positions: &[usize], go: Callback<Step>) -> AnyView {
    if positions.is_empty() {
        return ().into_any();
    }
    let rows = positions
        .iter()
        .map(|&index| {
            view! {
                <li>
                    {button("link", texts::question_number(index + 1), true, move || go.run(Step::Item(index)))}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="inline-list">{rows}</ul> }.into_any()
}
