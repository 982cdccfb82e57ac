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
use crate::progress::{AttemptResult, CourseProgress, Progress};
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

impl Next {
    /// Whether that day has come.
    pub fn is_due(self, today: Date) -> bool {
        self.on <= today
    }
}

/// The next review of a course; `None` before the evaluation is passed and after the last rung.
///
/// A review that comes late moves those after it, so that they never come all at once. A day in the future was written by a clock
/// that was wrong: it puts nothing off.
pub fn next(progress: &CourseProgress, today: Date) -> Option<Next> {
    let passed = progress
        .results()
        .find(|result| AttemptResult::passed(result))?;
    let rung = u8::try_from(progress.reviews.len()).ok()?;
    let days = *LADDER.get(usize::from(rung))?;
    let before = usize::from(rung).checked_sub(1);
    let before = before.and_then(|before| LADDER.get(before));
    let waits = [
        Some((passed.at.date(), days)),
        progress
            .reviews
            .last()
            .zip(before)
            .map(|(last, before)| (last.date(), days - before)),
    ];
    let on = waits
        .into_iter()
        .flatten()
        .filter(|(from, _)| *from <= today)
        .map(|(from, days)| from.plus(days))
        .max()
        .unwrap_or(today);
    Some(Next { rung, on })
}

/// That review and those after it, if each is gone through on its day.
pub fn ahead(progress: &CourseProgress, today: Date) -> impl Iterator<Item = Next> {
    next(progress, today).into_iter().flat_map(|first| {
        let days = |rung: u8| LADDER.get(usize::from(rung)).copied().unwrap_or_default();
        let rungs = (first.rung..).take_while(|rung| usize::from(*rung) < LADDER.len());
        rungs.map(move |rung| Next {
            rung,
            on: first.on.plus(days(rung) - days(first.rung)),
        })
    })
}

/// The courses whose review is due, each with its rung.
pub fn due(progress: &Progress, today: Date) -> Vec<(CourseId, u8)> {
    let next = |(id, course): (&CourseId, &CourseProgress)| {
        let next = next(course, today).filter(|next| next.is_due(today))?;
        Some((id.clone(), next.rung))
    };
    progress.courses.iter().filter_map(next).collect()
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
/// the weakest objectives of all courses. Objectives below the pass mark have two turns before the others have one; an item that was
/// never asked comes before one that was.
///
/// Reproducible: depends on what was done before the review and in it, and on nothing else.
pub fn draw(courses: &[Reviewing]) -> Vec<(CourseId, ItemId)> {
    let answered = courses.iter().flat_map(|reviewing| {
        let pool = reviewing.pool.items.iter();
        let open = pool.filter(|item| reviewing.progress.review.contains(&item.id));
        open.map(|item| (reviewing.course.id.clone(), item.id.clone()))
    });
    let mut drawn: Vec<(CourseId, ItemId)> = answered.collect();
    let mut queues: Vec<Queue> = courses.iter().flat_map(queues).collect();
    queues.sort_by_key(|queue| (queue.tested.percent(), queue.tested.max));
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
    let asked: VecSet<&ItemId> = progress
        .attempts
        .iter()
        .flat_map(|attempt| &attempt.items)
        .chain(progress.reviewed.keys())
        .collect();
    let queue = |mastery: Mastery| {
        let tested = mastery.tested();
        Queue {
            course: course.id.clone(),
            tested,
            is_weak: tested.percent() < course.assessment.pass_mark,
            items: candidates(pool, &mastery.objective, progress, &asked),
        }
    };
    mastery(course, progress).into_iter().map(queue).collect()
}

fn candidates(
    pool: &Pool,
    objective: &ObjectiveId,
    progress: &CourseProgress,
    asked: &VecSet<&ItemId>,
) -> Vec<ItemId> {
    let may_come = |item: &&Item| {
        item.objective == *objective
            && item.interaction.is_graded()
            && !progress.review.contains(&item.id)
    };
    let mut ids: Vec<&ItemId> = pool
        .items
        .iter()
        .filter(may_come)
        .map(|item| &item.id)
        .collect();
    ids.sort_unstable();
    let seed = format!("{objective}-{}", progress.reviews.len());
    Seeded::of(&seed).shuffle(&mut ids);
    let (known, fresh): (Vec<&ItemId>, Vec<&ItemId>) =
        ids.into_iter().partition(|id| asked.contains(id));
    known.into_iter().chain(fresh).cloned().collect()
}
