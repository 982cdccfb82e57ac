//! Recertification: how long a constancia counts, what has become weak or changed since, and the short check that renews it.
//!
//! It asks only about the objectives that are not mastered or have changed. If none is, it asks a little of each: a year later there is no
//! evidence, and to renew without any would be a date without a reason. What is asked depends on the log and on published versions alone,
//! so that a coordinator computes it again.

use vecmap::VecSet;

use crate::assessment::{self, Gate, draw_stratum, points};
use crate::course::{AssessmentRules, Course, LEAST_ITEMS, Lesson, Pool, hundredths};
use crate::credential::{Credential, last_recertified};
use crate::id::{CourseId, ItemId, ObjectiveId};
use crate::item::Item;
use crate::mastery::{Standing, mastery};
use crate::progress::event::Event;
use crate::progress::{Attempt, CourseProgress, Progress};
use crate::seeded::Seeded;
use crate::time::{Date, Timestamp};

/// From so many days before its last day a constancia may be renewed.
pub const NOTICE_DAYS: i64 = 90;

/// As many hundredths of a minute a recertification takes at most, unless the author says how many items it has.
const LENGTH: usize = 1000;

/// How a constancia stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// It does not expire.
    Unlimited,
    /// It counts until this day, which is more than [`NOTICE_DAYS`] ahead.
    Valid(Date),
    /// It counts until this day, and may be renewed.
    Expiring(Date),
    /// This was its last day.
    Expired(Date),
    /// A recertification has put another in its place.
    Renewed,
}

/// How this constancia stands among all that were issued, oldest first.
pub fn validity(credential: &Credential, all: &[Credential], today: Date) -> Validity {
    let mut after = all.iter().rev().take_while(|other| *other != credential);
    let renews = |other: &Credential| {
        other.course == credential.course
            && other.recertified_on.is_some()
            && other.recertified_on != credential.recertified_on
    };
    if after.any(renews) {
        return Validity::Renewed;
    }
    let Some(last) = credential.valid_until else {
        return Validity::Unlimited;
    };
    match last.days_since(today) {
        ..0 => Validity::Expired(last),
        0..=NOTICE_DAYS => Validity::Expiring(last),
        _ => Validity::Valid(last),
    }
}

/// The objectives that have changed from each earlier version of a course to today's, by version.
pub type Changes = Vec<(String, Vec<ObjectiveId>)>;

/// The objectives of today's text that are not what they were: their own words; a lesson that serves them, or that does so anew or no
/// longer; an item of the bank with other words, or withdrawn. An item more in the bank changes nothing.
pub fn changed(then: (&Course, &Pool), now: (&Course, &Pool)) -> Vec<ObjectiveId> {
    let has_changed = |id: &ObjectiveId| {
        let lessons = |course: &Course| -> Vec<Lesson> {
            let serves = |lesson: &&Lesson| lesson.objectives.contains(id);
            let all = course.lessons().map(|(_, lesson)| lesson);
            all.filter(serves).cloned().collect()
        };
        let mut items = then.1.items.iter().filter(|item| item.objective == *id);
        let is_same = |item: &Item| {
            let mut all = now.1.items.iter();
            all.any(|other| (&other.id, &other.digest) == (&item.id, &item.digest))
        };
        then.0.objective(id) != now.0.objective(id)
            || lessons(then.0) != lessons(now.0)
            || !items.all(is_same)
    };
    let objectives = now.0.objectives.iter().map(|objective| &objective.id);
    objectives.filter(|id| has_changed(id)).cloned().collect()
}

/// The version with which the person last showed what they know: that of the last recertification that passed, else that of the
/// evaluation. `None` before it is passed.
pub fn since(progress: &CourseProgress) -> Option<&str> {
    let passed = |attempt: &&Attempt| attempt.result.as_ref().is_some_and(|each| each.passed());
    let last = progress.recertifications.iter().rfind(passed);
    let attempt = last.or_else(|| progress.attempts.iter().find(passed))?;
    Some(&attempt.version)
}

/// What has changed since then; `None` if that version cannot be compared with today's, because it was never published.
pub fn changed_since(
    course: &Course,
    changes: &Changes,
    progress: &CourseProgress,
) -> Option<Vec<ObjectiveId>> {
    let since = since(progress)?;
    if since == course.version {
        return Some(vec![]);
    }
    let mut versions = changes.iter();
    let (_, changed) = versions.find(|(version, _)| version == since)?;
    Some(changed.clone())
}

/// The constancia of a course that counts: the one issued last.
pub fn current<'a>(progress: &'a Progress, course: &CourseId) -> Option<&'a Credential> {
    let mut all = progress.credentials.iter();
    all.rfind(|credential| credential.course == *course)
}

/// Whether a recertification was passed by which the constancia that counts was not renewed yet: a lesson of a later version may be
/// missing. Limit: of two that were passed on one day, the first renews it.
pub fn is_pending(progress: &Progress, course: &CourseId) -> bool {
    let passed = progress.courses.get(course).and_then(last_recertified);
    let current = current(progress, course);
    passed.is_some() && current.is_some_and(|credential| credential.recertified_on != passed)
}

/// Whether that constancia may be renewed today by a recertification: it expires within [`NOTICE_DAYS`] or has expired, or something has
/// changed since.
pub fn is_due(
    progress: &Progress,
    course: &CourseId,
    changed: Option<&[ObjectiveId]>,
    today: Date,
) -> bool {
    let all = &progress.credentials;
    let current = current(progress, course).filter(|_| !is_pending(progress, course));
    current.is_some_and(|credential| match validity(credential, all, today) {
        Validity::Expiring(_) | Validity::Expired(_) => true,
        Validity::Unlimited | Validity::Valid(_) => {
            changed.is_some_and(|changed| !changed.is_empty())
        }
        Validity::Renewed => false,
    })
}

/// Why an objective is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Evaluation, recertifications and reviews do not show it mastered.
    Weak,
    /// It is mastered, and has changed since.
    Changed,
    /// It is mastered, and nobody can say whether it has changed since.
    Unknown,
    /// Nothing is weak or changed: a little of each.
    Confirm,
}

/// An objective that is asked about, how many items of it, and why.
pub type Asked = (ObjectiveId, u32, Why);

/// What a recertification that begins now asks about, in the author's order; nothing in a course without an evaluation.
///
/// As many items as the evaluation draws of these objectives, and no more than the author says or ten minutes hold whatever items are
/// drawn, shared out in turns; but at least one of each objective, and [`LEAST_ITEMS`] in all if there are so many.
pub fn plan(
    course: &Course,
    pool: &Pool,
    progress: &CourseProgress,
    changed: Option<&[ObjectiveId]>,
) -> Vec<Asked> {
    let rules = &course.assessment;
    let mastery = mastery(course, progress);
    let evaluated = mastery.iter().filter(|each| {
        let number = rules.strata.get(&each.objective).copied();
        number > Some(0) && candidates(rules, pool, &each.objective).next().is_some()
    });
    let mut asked: Vec<Asked> = vec![];
    for each in evaluated {
        let why = match changed {
            _ if each.standing(rules.pass_mark) != Standing::Mastered => Why::Weak,
            None => Why::Unknown,
            Some(changed) if changed.contains(&each.objective) => Why::Changed,
            Some(_) => Why::Confirm,
        };
        asked.push((each.objective.clone(), 0, why));
    }
    let confirms = asked.iter().all(|(_, _, why)| *why == Why::Confirm);
    asked.retain(|(_, _, why)| confirms || *why != Why::Confirm);
    let bank = |id: &ObjectiveId| {
        let number = candidates(rules, pool, id).count();
        u32::try_from(number).unwrap_or(u32::MAX)
    };
    let drawn = |id: &ObjectiveId| match confirms {
        true => 1,
        false => rules.strata.get(id).copied().unwrap_or(1),
    };
    let most = most(rules, pool, &asked);
    share(&mut asked, most, |id| drawn(id).min(bank(id)));
    share(&mut asked, LEAST_ITEMS, bank);
    asked
}

/// Gives each objective one more in turns, up to its own limit and `most` in all; the first is everybody's.
fn share(asked: &mut [Asked], most: u32, limit: impl Fn(&ObjectiveId) -> u32) {
    let mut all: u32 = asked.iter().map(|(_, number, _)| number).sum();
    loop {
        let before = all;
        for (objective, number, _) in &mut *asked {
            if *number < limit(objective) && (all < most || *number == 0) {
                *number += 1;
                all += 1;
            }
        }
        if all == before {
            return;
        }
    }
}

/// How many items of these objectives fit: the author's number, or as many as ten minutes hold if the longest are drawn.
fn most(rules: &AssessmentRules, pool: &Pool, asked: &[Asked]) -> u32 {
    if let Some(number) = rules.recertification_items {
        return u32::from(number);
    }
    let items = asked
        .iter()
        .flat_map(|(id, ..)| candidates(rules, pool, id));
    let mut lengths: Vec<usize> = items.map(|item| hundredths(item.words(), 1)).collect();
    lengths.sort_unstable();
    let mut left = LENGTH;
    let fits = |length: &usize| match left.checked_sub(*length) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    let number = lengths.into_iter().rev().take_while(fits).count();
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The items of an objective that may be asked: those of the levels that the evaluation draws.
fn candidates<'a>(
    rules: &'a AssessmentRules,
    pool: &'a Pool,
    objective: &'a ObjectiveId,
) -> impl Iterator<Item = &'a Item> {
    let may_come = move |item: &&Item| {
        let mut levels = rules.levels_of(objective).peekable();
        let any_level = levels.peek().is_none();
        item.objective == *objective && (any_level || levels.any(|(level, _)| level == item.level))
    };
    pool.items.iter().filter(may_come)
}

/// The items of a recertification in the order in which they are asked, drawn as those of an evaluation: those that no attempt and no
/// review has asked before the others, objectives mixed. Reproducible in the same way.
pub fn draw(
    rules: &AssessmentRules,
    pool: &Pool,
    asked: &[Asked],
    (seed, seen): (u64, &VecSet<ItemId>),
) -> Vec<ItemId> {
    let mut random = Seeded::new(seed);
    let mut drawn = vec![];
    for (objective, number, _) in asked {
        let stratum = candidates(rules, pool, objective);
        drawn.extend(draw_stratum(stratum, *number, &mut random, seen));
    }
    random.shuffle(&mut drawn);
    drawn
}

/// The items that were asked before, in attempts and in reviews.
pub fn seen(progress: &CourseProgress) -> VecSet<ItemId> {
    let reviewed = progress.reviewed.iter().map(|each| each.item.clone());
    let attempts = assessment::seen(progress);
    attempts.iter().cloned().chain(reviewed).collect()
}

/// Whether a recertification may begin now: only who has passed the evaluation, with the waiting time and the attempts of the course,
/// counted since the last one that passed.
pub fn gate(course: &Course, progress: &CourseProgress, now: Timestamp) -> Gate {
    if !progress.passed() {
        return Gate::Closed;
    }
    let mut begun = progress.recertifications.iter();
    if let Some(open) = begun.find(|attempt| attempt.result.is_none()) {
        return Gate::Resume(open.id.clone());
    }
    let results: Vec<_> = progress.recertified().collect();
    let passed = results.iter().rposition(|result| result.passed());
    let failed = results
        .into_iter()
        .skip(passed.map_or(0, |place| place + 1));
    assessment::after(course, progress, failed, now)
}

/// The event of handing a recertification in now: graded as an evaluation is.
pub fn finish(course: &Course, pool: &Pool, attempt: &Attempt) -> Event {
    let points = points(pool, attempt);
    Event::AttemptFinished {
        course: course.id.clone(),
        attempt: attempt.id.clone(),
        score: points.score,
        pass_mark: course.assessment.pass_mark,
        by_objective: points.by_objective,
        recertifies: true,
        answers: Some(attempt.answers().map(|given| given.key).collect()),
    }
}
