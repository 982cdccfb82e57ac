//! What happened, in the past tense. Events are appended and never edited: the log is what a coordinator re-grades.

use serde::{Deserialize, Serialize};

use crate::credential::Credential;
use crate::id::{
    AttemptId, CourseId, DecisionId, ItemId, LessonId, ObjectiveId, PassageId, SceneId,
};
use crate::item::{Outcome, Response, Score};
use crate::progress::record::RecordKey;

/// One thing that happened. New kinds are added at the end; a kind or field, once released, keeps its name and meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// A lesson was opened; the last one opened is where the person continues.
    LessonOpened {
        /// The course.
        course: CourseId,
        /// The lesson.
        lesson: LessonId,
    },
    /// An item was answered to practise: in its lesson, or in a review.
    ItemAnswered {
        /// The course.
        course: CourseId,
        /// The lesson it stands in; in a review, the one that teaches it.
        lesson: LessonId,
        /// The item.
        item: ItemId,
        /// Digest of the words that were answered.
        digest: String,
        /// The answer.
        response: Response,
        /// How it was graded then.
        outcome: Outcome,
        /// How sure the person was, if they said so; never part of a mark.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        certainty: Option<Certainty>,
        /// The objective that the item gives evidence of, if it was answered in a review. An Aula that knows no reviews takes it for an
        /// answer in a lesson that does not have the item, which is nothing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        review: Option<ObjectiveId>,
    },
    /// Everything in a lesson was read and answered.
    LessonCompleted {
        /// The course.
        course: CourseId,
        /// The lesson.
        lesson: LessonId,
    },
    /// An attempt at the final evaluation began.
    AttemptStarted {
        /// The course.
        course: CourseId,
        /// Names the attempt.
        attempt: AttemptId,
        /// Version of the course.
        version: String,
        /// Seed of the draw.
        seed: u64,
        /// The items drawn, in the order in which they are asked.
        items: Vec<ItemId>,
        /// Whether it is a recertification, over a part of the course. An Aula that knows none takes it for one more attempt after the
        /// evaluation was passed, which changes nothing.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        recertifies: bool,
    },
    /// An answer was given or changed inside an attempt; nothing is graded yet.
    AttemptAnswered {
        /// The attempt.
        attempt: AttemptId,
        /// The item.
        item: ItemId,
        /// Digest of the words that were answered.
        digest: String,
        /// The answer.
        response: Response,
    },
    /// An item was marked for a second look, or the mark was taken off.
    AttemptMarked {
        /// The attempt.
        attempt: AttemptId,
        /// The item.
        item: ItemId,
        /// Whether it is marked now.
        marked: bool,
    },
    /// An attempt was handed in and graded.
    AttemptFinished {
        /// The course.
        course: CourseId,
        /// The attempt.
        attempt: AttemptId,
        /// Points of the whole.
        score: Score,
        /// Least whole percent that passed then.
        pass_mark: u8,
        /// Points by objective, in the order of the draw.
        by_objective: Vec<(ObjectiveId, Score)>,
        /// Whether it was a recertification, which never counts as the evaluation: said here too, should its beginning be lost.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        recertifies: bool,
        /// The records of the answers that were handed in, in the order of the log. Nothing else tells them from what another device had
        /// answered by then and a file brings later: by its Lamport number the one that hands in may have known that. `None` in what was
        /// written before this was said: then all answers before it count.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answers: Option<Vec<RecordKey>>,
    },
    /// A constancia was issued.
    CredentialIssued {
        /// All it says.
        credential: Box<Credential>,
    },
    /// The content of a file was joined to this record; counts of new records and of those already here.
    RecordsImported {
        /// Records that were new.
        new: u32,
        /// Records that were here already.
        known: u32,
    },
    /// Whose record this is got a nickname, where several people use one device. Never the name of the constancia.
    ProfileNamed {
        /// The nickname.
        alias: String,
    },
    /// Something was decided in a scene of a lesson's case.
    CaseDecided {
        /// The course.
        course: CourseId,
        /// The lesson that is the case.
        lesson: LessonId,
        /// The scene.
        scene: SceneId,
        /// What was decided in it.
        decision: DecisionId,
    },
    /// A person went back in a case: only the first steps of the road are left.
    CaseReturned {
        /// The course.
        course: CourseId,
        /// The lesson that is the case.
        lesson: LessonId,
        /// How many steps are left; 0 begins anew.
        steps: u32,
    },
    /// An end of a case was reached. That stays, whatever is decided afterwards.
    CaseEnded {
        /// The course.
        course: CourseId,
        /// The lesson that is the case.
        lesson: LessonId,
        /// The scene that is the end.
        scene: SceneId,
    },
    /// A case of the diagnostic was answered.
    PretestAnswered {
        /// The course.
        course: CourseId,
        /// The lesson that it may let skip.
        lesson: LessonId,
        /// The item.
        item: ItemId,
        /// Digest of the words that were answered.
        digest: String,
        /// The answer.
        response: Response,
        /// How it was graded then.
        outcome: Outcome,
        /// How sure the person was.
        certainty: Certainty,
    },
    /// A person who had shown mastery chose to skip a lesson. It stays open, and counts as completed.
    LessonSkipped {
        /// The course.
        course: CourseId,
        /// The lesson.
        lesson: LessonId,
    },
    /// The course has come further than ever before (xAPI «progressed»): whole percent of what it had then. No later version of the course
    /// takes that down.
    Progressed {
        /// The course.
        course: CourseId,
        /// Whole percent, 1 to 100.
        percent: u8,
    },
    /// What a person is writing for themselves in an item that nobody grades, before they are done with it.
    ItemDrafted {
        /// The course.
        course: CourseId,
        /// The item.
        item: ItemId,
        /// Digest of the words it is written to.
        digest: String,
        /// What stands there.
        response: Response,
    },
    /// An attempt that was handed in was graded again after an item was corrected, in the person's favour.
    AttemptRegraded {
        /// The course.
        course: CourseId,
        /// The attempt.
        attempt: AttemptId,
        /// The version of the course with the correction.
        version: String,
        /// Points of the whole.
        score: Score,
        /// Points by objective, in the order of the draw.
        by_objective: Vec<(ObjectiveId, Score)>,
    },
    /// A review was gone through.
    ReviewFinished {
        /// The course; a review of several finishes in each.
        course: CourseId,
        /// The rung of its ladder, from 0.
        rung: u8,
        /// Whether the person has applied what they learned, if that was asked and answered.
        applied: Option<Applied>,
    },
    /// What a person keeps at a passage of a lesson was written or changed; without note and mark, nothing is kept any more.
    PassageNoted {
        /// The course.
        course: CourseId,
        /// The lesson.
        lesson: LessonId,
        /// The passage.
        passage: PassageId,
        /// How the passage begins, for when it is not there any more.
        excerpt: String,
        /// The note, or empty.
        note: String,
        /// Whether the passage is marked to come back to.
        marked: bool,
    },
}

/// How sure a person is of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Certainty {
    /// «Alta».
    High,
    /// «Media».
    Medium,
    /// «Baja».
    Low,
}

/// What a person says of what they learned, a month later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Applied {
    /// «Sí».
    Yes,
    /// There was no occasion yet.
    NoOccasion,
    /// There was one, and it could not be done.
    NotPossible,
}
