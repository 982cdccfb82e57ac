//! What a person has achieved: [`Progress`], a fold of the log that can be thrown away and replayed.

pub mod event;
pub mod export;
mod fold;
pub mod journal;
mod key;
pub mod lease;
mod log;
pub mod mirror;
pub mod patience;
pub mod record;
pub mod saving;
mod tree;

use vecmap::{VecMap, VecSet};

use crate::case::Road;
use crate::course::{Counting, Lesson};
use crate::credential::Credential;
use crate::id::{AttemptId, CourseId, ItemId, LessonId, ObjectiveId, PassageId};
use crate::item::{Outcome, Response, Score, Verdict};
use crate::time::Timestamp;
use event::{Applied, Certainty};
use record::{RecordKey, Writer};

/// The folded state of a log. Never stored as truth.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// By course; a course without events is not in it.
    pub courses: VecMap<CourseId, CourseProgress>,
    /// Every constancia issued, oldest first.
    pub credentials: Vec<Credential>,
    /// The person's nickname on this device, or empty.
    pub alias: String,
}

/// Progress in one course.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CourseProgress {
    /// When the first event of the course happened.
    pub started_at: Option<Timestamp>,
    /// Where the person continues.
    pub last_lesson: Option<LessonId>,
    /// Lessons that were opened.
    pub opened: VecSet<LessonId>,
    /// Lessons that are completed, and since when.
    pub completed: VecMap<LessonId, Timestamp>,
    /// Those of them that were skipped, and not gone through since.
    pub skipped: VecSet<LessonId>,
    /// The answer to each case of the diagnostic.
    pub pretest: VecMap<ItemId, PretestAnswer>,
    /// The latest answer to each practice item.
    pub answers: VecMap<ItemId, Answer>,
    /// What is being written in items that nobody grades.
    pub drafts: VecMap<ItemId, Draft>,
    /// The branching cases that were begun, by their lesson.
    pub cases: VecMap<LessonId, CaseProgress>,
    /// Attempts at the evaluation: those handed in, in that order, then those that are open, oldest first.
    pub attempts: Vec<Attempt>,
    /// Recertifications, in the same order. None of them is an attempt at the evaluation.
    pub recertifications: Vec<Attempt>,
    /// Lessons opened since an attempt was last handed in, by the order of the log.
    pub reopened: VecSet<LessonId>,
    /// The answers in reviews, in the order of the log.
    pub reviewed: Vec<Reviewed>,
    /// When each rung of the ladder of reviews was gone through.
    pub reviews: Vec<Timestamp>,
    /// What the person said last of whether they have applied what they learned.
    pub applied: Option<Applied>,
    /// How sure the person was of an answer before which they had given none in a lesson, and whether it was right.
    pub rated: Vec<(ItemId, Certainty, bool)>,
    /// What the person keeps at passages, in the order in which it was last written.
    pub notes: Vec<Note>,
    /// Greatest whole percent so far, of what the course had then; 100 once it was completed.
    pub reached: u8,
    /// Whether a constancia was issued: from then on the course is completed, whatever a new version adds.
    pub earned: bool,
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

/// What a person is writing for themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What stands there.
    pub response: Response,
    /// The words it is written to.
    pub digest: String,
}

/// An answer in a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// The item.
    pub item: ItemId,
    /// The objective it gave evidence of.
    pub objective: ObjectiveId,
    /// What was answered, and how it was graded then.
    pub answer: Answer,
    /// How many reviews were finished before it.
    pub review: usize,
}

/// An answer to a case of the diagnostic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PretestAnswer {
    /// What was answered, and how it was graded then.
    pub answer: Answer,
    /// The lesson that it may let skip.
    pub lesson: LessonId,
    /// How sure the person was.
    pub certainty: Certainty,
}

impl PretestAnswer {
    /// Whether the person has shown that this is decided well already: all of it right, and with high certainty.
    pub fn shows_mastery(&self) -> bool {
        self.answer.outcome.verdict == Verdict::Correct && self.certainty == Certainty::High
    }
}

/// What a person keeps at a passage of a lesson: a note, a mark to come back to, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The lesson.
    pub lesson: LessonId,
    /// The passage; it may not be there any more.
    pub passage: PassageId,
    /// How it began.
    pub excerpt: String,
    /// The note, or empty.
    pub text: String,
    /// Whether the passage is marked.
    pub marked: bool,
    /// When it was last written.
    pub at: Timestamp,
}

impl Note {
    /// Whether it is kept at this passage. A question has its key in the whole site and takes its note along; the name of a block
    /// ([`crate::course::reading::passage_id`]) holds in its lesson only.
    pub fn is_of(&self, lesson: &LessonId, passage: &PassageId) -> bool {
        self.passage == *passage && (self.lesson == *lesson || !passage.is_of_a_block())
    }
}

/// How a person stands in a branching case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseProgress {
    /// What was decided since the beginning, as far as it was not taken back.
    pub road: Road,
    /// Whether an end was ever reached.
    pub ended: bool,
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
    /// Every answer that the log has, in its order; what counts of it is [`Attempt::answers`].
    pub given: Vec<Given>,
    /// Items marked for a second look.
    pub marked: VecSet<ItemId>,
    /// When it began.
    pub started_at: Timestamp,
    /// Its result, once handed in.
    pub result: Option<AttemptResult>,
}

/// An answer in an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The record that holds it.
    pub key: RecordKey,
    /// The item.
    pub item: ItemId,
    /// What was answered.
    pub response: Response,
}

impl Attempt {
    /// The answers that stand, one for each item answered: so far, or as they were handed in.
    ///
    /// A file may bring answers to it that another device had given before the end of the attempt here. They are in the log, and nobody
    /// handed them in.
    pub fn answers(&self) -> impl Iterator<Item = &Given> {
        let stands = |given: &&Given| {
            let last = self.answer(&given.item);
            last.is_some_and(|last| last.key == given.key)
        };
        self.given.iter().filter(stands)
    }

    /// What stands as the answer to an item.
    pub fn response(&self, item: &ItemId) -> Option<&Response> {
        self.answer(item).map(|given| &given.response)
    }

    fn answer(&self, item: &ItemId) -> Option<&Given> {
        let result = self.result.as_ref();
        let mut given = self.given.iter();
        given.rfind(|given| {
            given.item == *item && result.is_none_or(|result| result.answers.contains(&given.key))
        })
    }
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
    /// Where: a load of the page, on one device.
    pub writer: Writer,
    /// Whether an item was corrected since, and the points recalculated in the person's favour.
    pub regraded: bool,
    /// The records of the answers that were handed in.
    pub answers: Vec<RecordKey>,
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
    /// All lessons completed and the evaluation, if there is one, passed; or a constancia issued.
    Completed,
}

impl Completion {
    /// Whole percent, 0 to 100.
    pub fn percent(self) -> u8 {
        match self {
            Completion::NotStarted => 0,
            Completion::InProgress(percent) => percent,
            Completion::Completed => 100,
        }
    }
}

impl CourseProgress {
    /// How far a course with these lessons is, which ends in so many evaluations, one or none; an evaluation counts as one lesson more.
    /// Rounded down. What was once reached stays.
    pub fn completion(&self, lessons: &[LessonId], evaluations: usize) -> Completion {
        if self.started_at.is_none() {
            return Completion::NotStarted;
        }
        let units = lessons.len() + evaluations;
        let done = self.completed_of(lessons) + evaluations.min(self.passed().into());
        if self.earned || done == units || self.reached >= 100 {
            return Completion::Completed;
        }
        let now = u8::try_from(done * 100 / units).unwrap_or(99);
        Completion::InProgress(now.max(self.reached))
    }

    /// The percent to keep when the course has come further than ever before.
    pub fn rise(&self, lessons: &[LessonId], evaluations: usize) -> Option<u8> {
        let percent = self.completion(lessons, evaluations).percent();
        (percent > self.reached).then_some(percent)
    }

    /// How many of these lessons are completed.
    pub fn completed_of(&self, lessons: &[LessonId]) -> usize {
        lessons
            .iter()
            .filter(|lesson| self.completed.contains_key(lesson))
            .count()
    }

    /// Whether an attempt has passed (SCORM `success_status`).
    pub fn passed(&self) -> bool {
        self.results().any(AttemptResult::passed)
    }

    /// The result that counts: the first that passed; else the one handed in last, or the one with the greatest percentage (the earlier
    /// of equal ones), as the rules say.
    pub fn counted(&self, counting: Counting) -> Option<&AttemptResult> {
        let passed = self.results().find(|result| result.passed());
        passed.or_else(|| {
            let mut latest_first = self.results().collect::<Vec<_>>().into_iter().rev();
            match counting {
                Counting::Last => latest_first.next(),
                // `max_by_key` keeps the last of equal ones.
                Counting::Best => latest_first.max_by_key(|result| result.score.percent()),
            }
        })
    }

    /// The attempt that was begun and not handed in, or the recertification; the oldest, should two tabs have begun one each.
    pub fn open_attempt(&self) -> Option<&Attempt> {
        let is_open = |attempt: &&Attempt| attempt.result.is_none();
        let whole = self.attempts.iter().find(is_open);
        whole.or_else(|| self.recertifications.iter().find(is_open))
    }

    /// Results of the recertifications in the order in which they were handed in.
    pub fn recertified(&self) -> impl Iterator<Item = &AttemptResult> {
        let all = self.recertifications.iter();
        all.filter_map(|attempt| attempt.result.as_ref())
    }

    /// The attempt with this id.
    pub fn attempt(&self, id: &AttemptId) -> Option<&Attempt> {
        self.attempts.iter().find(|attempt| attempt.id == *id)
    }

    /// The attempt handed in last.
    pub fn last_handed_in(&self) -> Option<&Attempt> {
        self.attempts
            .iter()
            .rfind(|attempt| attempt.result.is_some())
    }

    /// Results of the attempts in the order in which they were handed in.
    pub fn results(&self) -> impl Iterator<Item = &AttemptResult> {
        self.attempts
            .iter()
            .filter_map(|attempt| attempt.result.as_ref())
    }

    /// Whether every item of the lesson has an answer, also one to earlier words of the item, and its case has come to an end.
    pub fn lesson_is_answered(&self, lesson: &Lesson) -> bool {
        let answered = lesson
            .items()
            .all(|item| self.answers.contains_key(&item.id));
        answered && (lesson.case().is_none() || self.case_has_ended(&lesson.id))
    }

    /// The answer to this item in the review that is not finished yet; the first one, as the next would be given after the explanation.
    pub fn reviewed_now(&self, item: &ItemId) -> Option<&Answer> {
        let mut open = self.reviewed.iter();
        let found = open.find(|each| each.review == self.reviews.len() && each.item == *item);
        found.map(|reviewed| &reviewed.answer)
    }

    /// Whether the diagnostic has shown that the person may skip this lesson.
    pub fn may_skip(&self, lesson: &LessonId) -> bool {
        let mut answers = self.pretest.values();
        answers.any(|answer| answer.lesson == *lesson && answer.shows_mastery())
    }

    /// What is kept at a passage of a lesson.
    pub fn note(&self, lesson: &LessonId, passage: &PassageId) -> Option<&Note> {
        let mut notes = self.notes.iter();
        notes.find(|note| note.is_of(lesson, passage))
    }

    /// Whether an end of the lesson's case was ever reached.
    pub fn case_has_ended(&self, lesson: &LessonId) -> bool {
        self.cases.get(lesson).is_some_and(|case| case.ended)
    }
}
