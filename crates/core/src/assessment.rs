//! The final evaluation: which items are asked, when an attempt may begin, and what it is worth.

use vecmap::VecSet;

use crate::course::{AssessmentRules, Course, Disclosure, Lesson, Pool, WhenSpent};
use crate::id::{AttemptId, ItemId, LessonId, ObjectiveId};
use crate::item::{Interaction, Item, Level, Response, Score, Verdict};
use crate::progress::event::Event;
use crate::progress::{Attempt, AttemptResult, CourseProgress};
use crate::seeded::Seeded;
use crate::time::Timestamp;

/// The items of an attempt in the order in which they are asked: for each objective exactly as many as the rules say, of each level
/// if they say so (or all there are), those not `seen` before the others, objectives mixed.
///
/// Reproducible: depends on the rules and on the ids in the pool, not on their order. Where the rules name no levels, it is the draw of
/// before there were any.
pub fn draw(rules: &AssessmentRules, pool: &Pool, seed: u64, seen: &VecSet<ItemId>) -> Vec<ItemId> {
    let mut random = Seeded::new(seed);
    let mut drawn = vec![];
    for (objective, number) in &rules.strata {
        let of_objective = |item: &&Item| item.objective == *objective;
        let levels: Vec<(Level, u32)> = rules.levels_of(objective).collect();
        if levels.is_empty() {
            let stratum = pool.items.iter().filter(of_objective);
            drawn.extend(draw_stratum(stratum, *number, &mut random, seen));
        }
        for (level, number) in levels {
            let of_level = |item: &&Item| of_objective(item) && item.level == level;
            let stratum = pool.items.iter().filter(of_level);
            drawn.extend(draw_stratum(stratum, number, &mut random, seen));
        }
    }
    random.shuffle(&mut drawn);
    drawn
}

/// So many of these in a random order, those not `seen` before the others.
pub(crate) fn draw_stratum<'a>(
    stratum: impl Iterator<Item = &'a Item>,
    number: u32,
    random: &mut Seeded,
    seen: &VecSet<ItemId>,
) -> Vec<ItemId> {
    let mut candidates: Vec<&ItemId> = stratum.map(|item| &item.id).collect();
    candidates.sort_unstable();
    candidates.dedup();
    random.shuffle(&mut candidates);
    let (asked, fresh): (Vec<&ItemId>, Vec<&ItemId>) =
        candidates.into_iter().partition(|id| seen.contains(*id));
    let drawn = fresh.into_iter().chain(asked).take(number as usize);
    drawn.cloned().collect()
}

/// The item as an attempt shows it: its alternatives in an order of this attempt's own. Nothing but the order changes, and that for
/// the eyes only: an answer names what was picked.
pub fn shown(item: &Item, attempt_seed: u64) -> Item {
    let mut shown = item.clone();
    if let Interaction::Choice(choice) = &mut shown.interaction {
        let own = Seeded::of(item.id.as_str()).next_number();
        Seeded::new(attempt_seed ^ own).shuffle(&mut choice.alternatives);
    }
    shown
}

/// The items that earlier attempts have asked, those of recertifications too.
pub fn seen(progress: &CourseProgress) -> VecSet<ItemId> {
    progress
        .attempts
        .iter()
        .chain(&progress.recertifications)
        .flat_map(|attempt| attempt.items.iter().cloned())
        .collect()
}

/// The attempt as it can still be asked: without the items that were withdrawn from the pool since, which count neither way.
pub fn askable(attempt: &Attempt, pool: &Pool) -> Attempt {
    let mut attempt = attempt.clone();
    attempt
        .items
        .retain(|id| pool.items.iter().any(|item| item.id == *id));
    attempt
}

/// Whether and how the evaluation may be begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gate {
    /// An attempt may begin.
    Ready {
        /// Counts from 1.
        attempt_number: u32,
        /// Attempts left, this one included.
        attempts_left: u32,
    },
    /// This attempt was begun and waits to be handed in.
    Resume(AttemptId),
    /// The next attempt may begin at this moment.
    Wait {
        /// By the device's clock.
        until: Timestamp,
    },
    /// The attempts are spent; opening these lessons again, in any order, gives one more.
    Review {
        /// Those still to be opened, in reading order.
        lessons: Vec<LessonId>,
    },
    /// The attempts are spent; the person must speak with the coordination.
    Closed,
    /// Passed: nothing is left to do.
    Passed,
}

/// Whether the evaluation may be begun now. An attempt in which nothing could be earned does not count.
pub fn gate(course: &Course, progress: &CourseProgress, now: Timestamp) -> Gate {
    if progress.passed() {
        return Gate::Passed;
    }
    let mut attempts = progress.attempts.iter();
    if let Some(attempt) = attempts.find(|attempt| attempt.result.is_none()) {
        return Gate::Resume(attempt.id.clone());
    }
    after(course, progress, progress.results(), now)
}

/// Whether the next attempt may begin after these, none of which has passed.
pub(crate) fn after<'a>(
    course: &Course,
    progress: &CourseProgress,
    failed: impl Iterator<Item = &'a AttemptResult>,
    now: Timestamp,
) -> Gate {
    let rules = &course.assessment;
    let failed: Vec<&AttemptResult> = failed.filter(|result| result.score.max > 0).collect();
    let spent = u32::try_from(failed.len()).unwrap_or(u32::MAX);
    let left = rules.attempts.max(1).saturating_sub(spent);
    let Some(last) = failed.last() else {
        return ready(spent, left);
    };
    if left == 0 {
        match rules.when_spent {
            WhenSpent::Coordinator => return Gate::Closed,
            WhenSpent::Review => {
                let mut lessons = lessons_to_review(course, last);
                lessons.retain(|lesson| !progress.reopened.contains(lesson));
                if !lessons.is_empty() {
                    return Gate::Review { lessons };
                }
            }
        }
    }
    match waits_until(last.at, rules.wait_minutes, now) {
        Some(until) => Gate::Wait { until },
        None => ready(spent, left.max(1)),
    }
}

fn ready(spent: u32, attempts_left: u32) -> Gate {
    Gate::Ready {
        attempt_number: spent.saturating_add(1),
        attempts_left,
    }
}

/// The end of the wait, if it is not over. A clock that stands before the end of the attempt was set back: it cannot tell how
/// long the person has waited, and nobody is locked out by it.
fn waits_until(ended: Timestamp, minutes: u32, now: Timestamp) -> Option<Timestamp> {
    let until = Timestamp {
        utc_ms: ended.utc_ms.saturating_add(i64::from(minutes) * 60_000),
        offset_minutes: now.offset_minutes,
    };
    (ended.utc_ms <= now.utc_ms && now.utc_ms < until.utc_ms).then_some(until)
}

/// The event of handing an attempt in now: graded against today's pool.
///
/// An item without an answer earns nothing. An item that is no longer in the pool, or whose words changed so that the answer
/// names alternatives it no longer has, is left out on both sides: neither for nor against the person.
pub fn finish(course: &Course, pool: &Pool, attempt: &Attempt) -> Event {
    let Points {
        score,
        by_objective,
        ..
    } = points(pool, attempt);
    Event::AttemptFinished {
        course: course.id.clone(),
        attempt: attempt.id.clone(),
        score,
        pass_mark: course.assessment.pass_mark,
        by_objective,
        recertifies: false,
        answers: Some(attempt.answers().map(|given| given.key).collect()),
    }
}

/// The event of grading an attempt again that was handed in, after items of it were corrected: only if that is better for the person,
/// and only if today's pool can grade each item of it. What it has earned is never taken away.
pub fn regrade(course: &Course, pool: &Pool, attempt: &Attempt) -> Option<Event> {
    let result = attempt.result.as_ref()?;
    let points = points(pool, attempt);
    let better = points.score.percent() > result.score.percent();
    (points.whole && better).then(|| Event::AttemptRegraded {
        course: course.id.clone(),
        attempt: attempt.id.clone(),
        version: course.version.clone(),
        score: points.score,
        by_objective: points.by_objective,
    })
}

/// The events of grading again everything that was handed in, by [`regrade`].
pub fn corrections(course: &Course, pool: &Pool, progress: &CourseProgress) -> Vec<Event> {
    let attempts = progress.attempts.iter();
    attempts
        .filter_map(|attempt| regrade(course, pool, attempt))
        .collect()
}

/// What an attempt earns against a pool.
pub(crate) struct Points {
    pub(crate) score: Score,
    pub(crate) by_objective: Vec<(ObjectiveId, Score)>,
    /// Whether each of its items could be graded.
    whole: bool,
}

pub(crate) fn points(pool: &Pool, attempt: &Attempt) -> Points {
    let mut whole = true;
    let mut score = Score { raw: 0, max: 0 };
    let mut by_objective: Vec<(ObjectiveId, Score)> = vec![];
    for id in &attempt.items {
        let item = pool.items.iter().find(|item| item.id == *id);
        let Some((item, earned)) = item.and_then(|item| {
            let earned = grade(item, attempt.response(id))?;
            Some((item, earned))
        }) else {
            whole = false;
            continue;
        };
        score = score.plus(earned);
        match by_objective
            .iter_mut()
            .find(|(objective, _)| *objective == item.objective)
        {
            Some((_, sum)) => *sum = sum.plus(earned),
            None => by_objective.push((item.objective.clone(), earned)),
        }
    }
    Points {
        score,
        by_objective,
        whole,
    }
}

/// An item of an attempt that was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// The item, as the attempt showed it.
    pub item: Item,
    /// What was answered.
    pub response: Option<Response>,
    /// How that is graded today; `None` if it was given to other words.
    pub verdict: Option<Verdict>,
}

/// Whether an item of an attempt is answered to its end: one whose answer was taken back, or that is half filled in, is still open.
pub fn is_answered(attempt: &Attempt, pool: &Pool, id: &ItemId) -> bool {
    let item = pool.items.iter().find(|item| item.id == *id);
    let response = attempt.response(id);
    item.zip(response)
        .is_some_and(|(item, response)| item.is_complete(response))
}

/// The items of an attempt in its order, without those that were withdrawn from the pool since.
pub fn handed_in(attempt: &Attempt, pool: &Pool) -> Vec<Handed> {
    let of = |id: &ItemId| pool.items.iter().find(|item| item.id == *id);
    let handed = |item: &Item| {
        // What was taken back was not answered.
        let response = attempt.response(&item.id);
        let response = response.filter(|response| !response.is_empty());
        Handed {
            item: shown(item, attempt.seed),
            response: response.cloned(),
            verdict: match response {
                None => Some(Verdict::Incorrect),
                Some(response) => item
                    .is_of_today(response)
                    .then(|| item.grade(response).verdict),
            },
        }
    };
    attempt.items.iter().filter_map(of).map(handed).collect()
}

/// What is shown of an attempt that was handed in, where the way on is this.
pub fn disclosure(rules: &AssessmentRules, gate: &Gate) -> Disclosure {
    match gate {
        Gate::Passed | Gate::Closed => rules.shown_passed,
        Gate::Ready { .. } | Gate::Resume(_) | Gate::Wait { .. } | Gate::Review { .. } => {
            rules.shown_handed_in
        }
    }
}

/// Points for an answer or for none; `None` if the answer was given to other words, or to an interaction of another kind.
fn grade(item: &Item, response: Option<&Response>) -> Option<Score> {
    match response {
        None => Some(item.unanswered()),
        Some(response) => item
            .is_of_today(response)
            .then(|| item.grade(response).score),
    }
}

/// The objectives to work on: those below the pass mark, in the order of the draw. An attempt that did not pass has at least one,
/// unless nothing could be earned in it.
pub fn missed_objectives(result: &AttemptResult) -> Vec<ObjectiveId> {
    result
        .by_objective
        .iter()
        .filter(|(_, score)| score.percent() < result.pass_mark)
        .map(|(objective, _)| objective.clone())
        .collect()
}

/// The lessons that serve the objectives missed, in reading order.
pub fn lessons_to_review(course: &Course, result: &AttemptResult) -> Vec<LessonId> {
    let missed = missed_objectives(result);
    let serves = |lesson: &Lesson| {
        lesson
            .objectives
            .iter()
            .any(|objective| missed.contains(objective))
    };
    course
        .lessons()
        .filter(|(_, lesson)| serves(lesson))
        .map(|(_, lesson)| lesson.id.clone())
        .collect()
}
