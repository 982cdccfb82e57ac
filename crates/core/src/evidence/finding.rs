//! What a coordinator should know before signing. A finding is a reason to look, never a verdict.

use super::known::Origin;
use crate::id::LessonId;
use crate::item::Score;
use crate::site::Site;

/// So many of something, and what that means.
pub(super) type Counted = (usize, fn(usize) -> Finding);

/// Something in an expediente that is not as it usually is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// So many texts are no record, or contradict one.
    Unreadable(usize),
    /// So many records are of another course or none that belongs here.
    Foreign(usize),
    /// So many records do not continue their chain.
    BrokenChain(usize),
    /// So many records of the chains are left out.
    LeftOut(usize),
    /// So many are left out between the beginning and the end of an attempt.
    LeftOutInAttempts(usize),
    /// So many records came from a file.
    Imported(u32),
    /// The clock went back so often.
    ClockSetBack(usize),
    /// So many records are later than the file itself, or than today.
    FromTheFuture(usize),
    /// An attempt of so many questions took so many seconds.
    QuickAttempt {
        /// From beginning to end.
        seconds: u64,
        /// How many were asked.
        items: usize,
    },
    /// The log tells of less than a third of the stated minutes.
    LittleTime {
        /// Minutes that the log tells of.
        minutes: u32,
        /// Minutes that the course states.
        stated: u32,
    },
    /// This version is not among the published ones: what was done with it cannot be re-graded.
    NotPublished(String),
    /// This version is re-graded against today's text of the site, which was never published and may change.
    Draft(String),
    /// The site that made the file had another text under the same version, or did not say which.
    OtherText(String),
    /// An attempt was made with this version, the constancia with another.
    OtherVersion(String),
    /// Something was begun with this version, which came after that of the constancia.
    LaterVersion(String),
    /// So many answers were given to words that no version has.
    OtherWords(usize),
    /// The seed of an attempt draws other items than those that were asked.
    OtherDraw,
    /// A recertification asked about other objectives than those that were weak or had changed: without so many of them, with so many more.
    OtherScope {
        /// Not asked about.
        left_out: usize,
        /// Asked about without need.
        added: usize,
    },
    /// An attempt began although the rules did not let it begin.
    OutOfTurn,
    /// A result came in without the attempt that it is the result of.
    WithoutAttempt,
    /// An attempt was handed in by two loads of the page, which had not seen each other: on two devices. The result that passes counts.
    HandedInTwice,
    /// The log says one result of an attempt, its answers give another.
    GradedOtherwise {
        /// By the log.
        said: Score,
        /// By the answers.
        found: Score,
    },
    /// So many answers of the lessons are graded otherwise than the log says.
    PracticeOtherwise(usize),
    /// The log calls this lesson completed or skipped, and does not show how.
    Unsustained(LessonId),
    /// The constancia says otherwise than what the log and the published version give.
    SaysOtherwise(Statement),
    /// Constancias of this course were made for several names.
    SeveralNames(Vec<String>),
    /// Another expediente shares chains or draws with this one.
    Repeated(Origin),
    /// Something was signed already for a log that shares chains or draws with this one, or for this very constancia.
    AlreadySigned(Origin),
}

/// What a constancia says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statement {
    /// Title or subtitle.
    Title,
    /// The stated minutes.
    Minutes,
    /// The result, or the least that passes.
    Result,
    /// When the course began or ended.
    Dates,
    /// Until when it counts.
    Validity,
    /// Whether and how it was renewed.
    Recertification,
}

impl Finding {
    /// Whether an honest expediente often has it on this site: to know, not to doubt. A text that nobody published is usual on a
    /// demonstration alone, whose constancias are worth nothing.
    pub fn is_usual(&self, site: &Site) -> bool {
        match self {
            Finding::LeftOut(_) | Finding::Imported(_) | Finding::OtherVersion(_) => true,
            Finding::Draft(_) => site.demonstration,
            Finding::Unreadable(_)
            | Finding::LaterVersion(_)
            | Finding::Foreign(_)
            | Finding::BrokenChain(_)
            | Finding::LeftOutInAttempts(_)
            | Finding::ClockSetBack(_)
            | Finding::FromTheFuture(_)
            | Finding::QuickAttempt { .. }
            | Finding::LittleTime { .. }
            | Finding::NotPublished(_)
            | Finding::OtherText(_)
            | Finding::OtherWords(_)
            | Finding::OtherDraw
            | Finding::OtherScope { .. }
            | Finding::OutOfTurn
            | Finding::WithoutAttempt
            | Finding::HandedInTwice
            | Finding::GradedOtherwise { .. }
            | Finding::PracticeOtherwise(_)
            | Finding::Unsustained(_)
            | Finding::SaysOtherwise(_)
            | Finding::SeveralNames(_)
            | Finding::Repeated(_)
            | Finding::AlreadySigned(_) => false,
        }
    }
}
