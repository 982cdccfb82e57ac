//! What a person has shown of each objective, how well they know what they know, and what helps after a wrong answer.

use crate::course::{Course, Neighbour};
use crate::id::{LessonId, ObjectiveId};
use crate::item::{Item, Score, Verdict};
use crate::progress::event::Certainty;
use crate::progress::{AttemptResult, CourseProgress, Reviewed};

/// The evidence of an objective, by where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mastery {
    /// The objective.
    pub objective: ObjectiveId,
    /// The latest answers in lessons, which may have been given after the explanation.
    pub practice: Score,
    /// The last recertification that asked about it; else the attempt that counts.
    pub evaluation: Score,
    /// The latest answers in reviews.
    pub reviews: Score,
}

/// What the evidence amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was answered.
    Unknown,
    /// Only lessons tell of it.
    Practised,
    /// Evaluation and reviews reach the pass mark.
    Mastered,
    /// They do not.
    ToReview,
}

const NOTHING: Score = Score { raw: 0, max: 0 };

impl Mastery {
    /// What was earned without the explanation in sight: evaluation and reviews.
    pub fn tested(&self) -> Score {
        self.evaluation.plus(self.reviews)
    }

    /// What the evidence amounts to.
    pub fn standing(&self, pass_mark: u8) -> Standing {
        match (self.tested(), self.practice) {
            (NOTHING, NOTHING) => Standing::Unknown,
            (NOTHING, _) => Standing::Practised,
            (tested, _) if tested.percent() >= pass_mark => Standing::Mastered,
            _ => Standing::ToReview,
        }
    }
}

/// The evidence of each objective, in the author's order. The outline of the course suffices.
pub fn mastery(course: &Course, progress: &CourseProgress) -> Vec<Mastery> {
    let counted = progress.counted(course.assessment.counting);
    let tested: Vec<&AttemptResult> = counted.into_iter().chain(progress.recertified()).collect();
    let of = |objective: &ObjectiveId| {
        let items = course.lessons().flat_map(|(_, lesson)| lesson.items());
        let practice = items
            .filter(|item| item.objective == *objective)
            .filter_map(|item| progress.answers.get(&item.id))
            .map(|answer| answer.outcome.score);
        let mut evaluation = tested.iter().rev().filter_map(|result| {
            let mut scores = result.by_objective.iter();
            scores.find(|(id, _)| id == objective)
        });
        let reviews = latest_reviewed(progress)
            .filter(|reviewed| reviewed.objective == *objective)
            .map(|reviewed| reviewed.answer.outcome.score);
        Mastery {
            objective: objective.clone(),
            practice: practice.fold(NOTHING, Score::plus),
            evaluation: evaluation.next().map_or(NOTHING, |(_, score)| *score),
            reviews: reviews.fold(NOTHING, Score::plus),
        }
    };
    course
        .objectives
        .iter()
        .map(|objective| of(&objective.id))
        .collect()
}

/// The answer that counts to each item ever reviewed: of the last review that asked it, the first.
fn latest_reviewed(progress: &CourseProgress) -> impl Iterator<Item = &Reviewed> {
    let all = &progress.reviewed;
    all.iter().enumerate().filter_map(move |(index, each)| {
        let same = |other: &&Reviewed| other.item == each.item;
        let before = all.iter().take(index).filter(same);
        let after = all.iter().skip(index + 1).filter(same);
        let is_first = before.clone().all(|other| other.review != each.review);
        let is_last = after.clone().all(|other| other.review == each.review);
        (is_first && is_last).then_some(each)
    })
}

/// How often a person was right when they were so sure; first answers only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calibration {
    /// How sure.
    pub certainty: Certainty,
    /// How often they were right, entirely.
    pub right: usize,
    /// Of how many answers.
    pub of: usize,
}

/// How well a person knows what they know: by certainty, from high to low, over lessons, diagnostic and reviews.
pub fn calibration(progress: &CourseProgress) -> [Calibration; 3] {
    let pretest = progress.pretest.values().map(|answer| {
        let right = answer.answer.outcome.verdict == Verdict::Correct;
        (answer.certainty, right)
    });
    let mut rated: Vec<(Certainty, bool)> = pretest.collect();
    for (index, (item, certainty, right)) in progress.rated.iter().enumerate() {
        let mut before = progress.rated.iter().take(index);
        if before.all(|(other, ..)| other != item) {
            rated.push((*certainty, *right));
        }
    }
    [Certainty::High, Certainty::Medium, Certainty::Low].map(|certainty| {
        let so_sure = || rated.iter().filter(|(said, _)| *said == certainty);
        Calibration {
            certainty,
            right: so_sure().filter(|(_, right)| *right).count(),
            of: so_sure().count(),
        }
    })
}

/// An item of a lesson to try an objective on anew: one that was never answered, those of the lesson that teaches it first; else one
/// that was not answered rightly. `None` if every one is.
pub fn fresh_item<'a>(
    course: &'a Course,
    progress: &CourseProgress,
    wrong: &Item,
) -> Option<(Neighbour<'a>, &'a Item)> {
    let of_objective = || {
        let all = course
            .lessons()
            .flat_map(|(module, lesson)| lesson.items().map(move |item| ((module, lesson), item)));
        all.filter(|(_, item)| {
            item.objective == wrong.objective && item.id != wrong.id && item.interaction.is_graded()
        })
    };
    let is_near = |lesson: &LessonId| *lesson == wrong.lesson;
    let unanswered = || of_objective().filter(|(_, item)| !progress.answers.contains_key(&item.id));
    let not_right = |item: &Item| {
        let answer = progress.answers.get(&item.id);
        answer.is_some_and(|answer| answer.outcome.verdict != Verdict::Correct)
    };
    unanswered()
        .find(|((_, lesson), _)| is_near(&lesson.id))
        .or_else(|| unanswered().next())
        .or_else(|| of_objective().find(|(_, item)| not_right(item)))
}
