//! Repasos: the ladder of reviews after a course is passed, and the items of each.
//!
//! The rungs are fixed: expanding spacing against uniform makes no difference that can be measured (Latimier, Peyre and Ramus,
//! *A Meta-Analytic Review of the Benefit of Spacing out Retrieval Practice Episodes on Retention*, 2021,
//! doi:10.1007/s10648-020-09572-8). The items come from the pool: whoever is reviewing has passed, and a bank that is seen only
//! once teaches nothing.

use vecmap::VecSet;

use crate::course::{Course, Pool};
use crate::id::{CourseId, ItemId, ObjectiveId};
use crate::item::{Item, Score};
use crate::mastery::{Mastery, mastery};
use crate::progress::CourseProgress;
use crate::seeded::Seeded;
use crate::time::Date;

/// Days from the day of passing to each review.
pub const LADDER: [u16; 4] = [1, 7, 30, 90];

/// Items of a review, over all courses.
pub const ITEMS: usize = 5;

/// The rung on which the person is asked whether they have applied what they learned.
pub const TRANSFER: u8 = 2;

/// The next review of a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// The rung of the ladder, from 0.
    pub rung: u8,
    /// From which day on.
    pub on: Date,
}

/// A moment, and how many days pass from it.
type Wait = (Date, u16);

/// Where a course stands on the ladder: the rung, and from when on how many days pass before it, from each of two moments.
///
/// A review that comes late moves those after it, so that they never come all at once. A day in the future was written by a clock
/// that was wrong: it puts nothing off.
fn waits(progress: &CourseProgress) -> Option<(u8, [Option<Wait>; 2])> {
    let passed = progress.results().find(|result| result.passed())?;
    let rung = progress.reviews.len();
    let days = *LADDER.get(rung)?;
    let before = LADDER
        .get(rung.wrapping_sub(1))
        .copied()
        .unwrap_or_default();
    let last = progress.reviews.last().map(|at| (at.date(), days - before));
    Some((
        u8::try_from(rung).ok()?,
        [Some((passed.at.date(), days)), last],
    ))
}

/// Whether the next review of a course is due.
pub fn is_due(progress: &CourseProgress, today: Date) -> bool {
    waits(progress).is_some_and(|(_, waits)| {
        let mut waits = waits.into_iter().flatten();
        waits.all(|(from, days)| from > today || today.days_since(from) >= i64::from(days))
    })
}

/// The next review of a course; `None` before the evaluation is passed and after the last rung.
pub fn next(progress: &CourseProgress, today: Date) -> Option<Next> {
    let (rung, waits) = waits(progress)?;
    let waits = waits.into_iter().flatten();
    let on = waits
        .filter(|(from, _)| *from <= today)
        .map(|(from, days)| from.plus(days))
        .max();
    Some(Next {
        rung,
        on: on.unwrap_or(today),
    })
}

/// That review and those after it, if each is gone through on its day: what is overdue, today.
pub fn ahead(progress: &CourseProgress, today: Date) -> impl Iterator<Item = Next> {
    next(progress, today).into_iter().flat_map(move |first| {
        let start = first.on.max(today);
        let days = |rung: u8| LADDER.get(usize::from(rung)).copied().unwrap_or_default();
        let rungs = (first.rung..).take_while(|rung| usize::from(*rung) < LADDER.len());
        rungs.map(move |rung| Next {
            rung,
            on: start.plus(days(rung) - days(first.rung)),
        })
    })
}

/// A course that is reviewed.
#[derive(Debug, Clone, Copy)]
pub struct Reviewing<'a> {
    /// The course; its outline suffices.
    pub course: &'a Course,
    /// Its items.
    pub pool: &'a Pool,
    /// What the person has done in it.
    pub progress: &'a CourseProgress,
}

/// The items of a review, each with its course: first those that were answered before it was interrupted, then, up to five, those of
/// the weakest objectives of all courses. Each course has one first; then objectives below the pass mark have two turns before the others
/// have one. An item that was never asked comes before one that was.
///
/// Reproducible: depends on what was done before the review and in it, and on nothing else.
pub fn draw(courses: &[Reviewing]) -> Vec<(CourseId, ItemId)> {
    let answered = courses.iter().flat_map(|reviewing| {
        let pool = reviewing.pool.items.iter();
        let open = pool.filter(|item| reviewing.progress.reviewed_now(&item.id).is_some());
        open.map(|item| (reviewing.course.id.clone(), item.id.clone()))
    });
    let mut items: Vec<(CourseId, ItemId)> = answered.collect();
    for drawn in draw_before(courses) {
        if items.len() < ITEMS && !items.contains(&drawn) {
            items.push(drawn);
        }
    }
    items
}

/// What was drawn before anything of the review was answered: an answer in it does not change what else is asked.
fn draw_before(courses: &[Reviewing]) -> Vec<(CourseId, ItemId)> {
    let mut drawn = vec![];
    let mut queues: Vec<Queue> = courses.iter().flat_map(queues).collect();
    queues.sort_by_key(|queue| (queue.tested.percent(), queue.tested.max));
    for queue in &mut queues {
        if drawn.len() < ITEMS && !drawn.iter().any(|(course, _)| *course == queue.course) {
            let item = queue.items.pop();
            drawn.extend(item.map(|item| (queue.course.clone(), item)));
        }
    }
    let mut turn = 0;
    while drawn.len() < ITEMS && queues.iter().any(|queue| !queue.items.is_empty()) {
        for queue in &mut queues {
            let has_turn = queue.is_weak || turn >= 2;
            if let Some(item) = queue.items.pop_if(|_| has_turn && drawn.len() < ITEMS) {
                drawn.push((queue.course.clone(), item));
            }
        }
        turn += 1;
    }
    drawn
}

/// What may be asked of an objective; the last item comes first.
struct Queue {
    course: CourseId,
    tested: Score,
    is_weak: bool,
    items: Vec<ItemId>,
}

fn queues(reviewing: &Reviewing) -> Vec<Queue> {
    let Reviewing {
        course,
        pool,
        progress,
    } = *reviewing;
    let mut progress = progress.clone();
    let review = progress.reviews.len();
    progress
        .reviewed
        .retain(|reviewed| reviewed.review < review);
    let asked: VecSet<&ItemId> = progress
        .attempts
        .iter()
        .flat_map(|attempt| &attempt.items)
        .chain(progress.reviewed.iter().map(|reviewed| &reviewed.item))
        .collect();
    let queue = |mastery: Mastery| {
        let tested = mastery.tested();
        Queue {
            course: course.id.clone(),
            tested,
            is_weak: tested.percent() < course.assessment.pass_mark,
            items: candidates(pool, &mastery.objective, review, &asked),
        }
    };
    mastery(course, &progress).into_iter().map(queue).collect()
}

fn candidates(
    pool: &Pool,
    objective: &ObjectiveId,
    review: usize,
    asked: &VecSet<&ItemId>,
) -> Vec<ItemId> {
    let may_come = |item: &&Item| item.objective == *objective && item.interaction.is_graded();
    let mut ids: Vec<&ItemId> = pool
        .items
        .iter()
        .filter(may_come)
        .map(|item| &item.id)
        .collect();
    ids.sort_unstable();
    let seed = format!("{objective}-{review}");
    Seeded::of(&seed).shuffle(&mut ids);
    let (known, fresh): (Vec<&ItemId>, Vec<&ItemId>) =
        ids.into_iter().partition(|id| asked.contains(id));
    known.into_iter().chain(fresh).cloned().collect()
}
