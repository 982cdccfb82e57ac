//! What a person has achieved: [`Progress`], a fold of the log that can be thrown away and replayed.

pub mod event;
pub mod journal;
pub mod record;

use std::collections::{BTreeMap, BTreeSet};

use crate::credential::Credential;
use crate::id::{AttemptId, CourseId, ItemId, LessonId, ObjectiveId};
use crate::item::{Outcome, Response, Score};
use crate::time::Timestamp;

/// The folded state of a log. Never stored as truth.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// By course; a course without events is not in it.
    pub courses: BTreeMap<CourseId, CourseProgress>,
    /// Every constancia issued, oldest first.
    pub credentials: Vec<Credential>,
}

/// Progress in one course.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CourseProgress {
    /// When the first event of the course happened.
    pub started_at: Option<Timestamp>,
    /// Where the person continues.
    pub last_lesson: Option<LessonId>,
    /// Lessons that were opened.
    pub opened: BTreeSet<LessonId>,
    /// Lessons that are completed, and since when.
    pub completed: BTreeMap<LessonId, Timestamp>,
    /// The latest answer to each practice item.
    pub answers: BTreeMap<ItemId, Answer>,
    /// Attempts at the evaluation, oldest first.
    pub attempts: Vec<Attempt>,
}

/// An answer to a practice item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What was answered.
    pub response: Response,
    /// How it was graded then.
    pub outcome: Outcome,
    /// The words it was an answer to.
    pub digest: String,
    /// When.
    pub at: Timestamp,
}

/// An attempt at the evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Its name.
    pub id: AttemptId,
    /// Version of the course.
    pub version: String,
    /// Seed of the draw.
    pub seed: u64,
    /// The items drawn, in order.
    pub items: Vec<ItemId>,
    /// The answers so far.
    pub responses: BTreeMap<ItemId, Response>,
    /// Items marked for a second look.
    pub marked: BTreeSet<ItemId>,
    /// When it began.
    pub started_at: Timestamp,
    /// Its result, once handed in.
    pub result: Option<AttemptResult>,
}

/// The result of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptResult {
    /// Points of the whole.
    pub score: Score,
    /// Least whole percent that passed then.
    pub pass_mark: u8,
    /// Points by objective.
    pub by_objective: Vec<(ObjectiveId, Score)>,
    /// When it was handed in.
    pub at: Timestamp,
}

impl AttemptResult {
    /// Whether it passed.
    pub fn passed(&self) -> bool {
        self.score.percent() >= self.pass_mark
    }
}

/// How far a course is (SCORM `completion_status` and `progress_measure`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completion {
    /// Nothing has happened in it.
    NotStarted,
    /// Whole percent, 0 to 99.
    InProgress(u8),
    /// All lessons completed and the evaluation passed.
    Completed,
}
