//! What a person has earned: the criteria, the credential, and the words of its sheet.

mod award;
mod colours;
mod letterhead;
mod logo;
mod sample;
mod sheet;

pub use award::{Award, Seal, award_file_name, award_sheet, exchange, personal_file_name};
pub use colours::{Colours, INK, QUIET, Rgb};
pub use letterhead::{Letterhead, Signatory};
pub use logo::{Logo, Shape};
pub use sample::{SampleWords, sample_sheet};
pub use sheet::{Sheet, Template, file_name, sheet};

use serde::{Deserialize, Serialize};

use crate::course::{Counting, Course};
use crate::id::CourseId;
use crate::progress::CourseProgress;
use crate::time::{Date, Timestamp};

/// Longest name a sheet takes, in characters (Unicode scalar values).
pub const NAME_LIMIT: usize = 80;

/// A learner's name as it must appear: trimmed, single spaces, 1 to [`NAME_LIMIT`] characters, without control or bidirectional marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LearnerName(String);

/// Why a text is no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameError {
    /// Nothing but spaces.
    Empty,
    /// More than [`NAME_LIMIT`] characters.
    TooLong,
    /// No letter in it.
    NoLetter,
}

impl LearnerName {
    /// Tidies and checks what a person typed.
    ///
    /// # Errors
    /// Says what is wrong; nothing is cut silently.
    pub fn new(typed: &str) -> Result<LearnerName, NameError> {
        let visible: String = typed
            .chars()
            .filter(|c| !is_invisible(*c))
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let name = visible.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            Err(NameError::Empty)
        } else if name.chars().count() > NAME_LIMIT {
            Err(NameError::TooLong)
        } else if !name.chars().any(char::is_alphabetic) {
            Err(NameError::NoLetter)
        } else {
            Ok(LearnerName(name))
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first letter that the typeface of the constancia has not: with it no sheet can be drawn. Asked before one is made, not of names
    /// that stand in a log.
    pub fn undrawable(&self) -> Option<char> {
        let is_drawn = |c: &char| {
            matches!(c, ' '..='\u{2E4}' | '\u{300}'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}' | '\u{2010}'..='\u{2027}' // Latin
                | '\u{391}'..='\u{3A1}' | '\u{3A3}'..='\u{3CE}' | '\u{400}'..='\u{45F}') // Greek, Cyrillic
        };
        self.0.chars().find(|c| !is_drawn(c))
    }
}

impl TryFrom<String> for LearnerName {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        LearnerName::new(&text).map_err(|_| "not a name")
    }
}

impl From<LearnerName> for String {
    fn from(name: LearnerName) -> String {
        name.0
    }
}

/// Bidirectional controls and zero-width marks: they can make a name look like another (Unicode UTS #39).
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Who stands behind a credential; printed on the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trust {
    /// «Autoemitida»: made on the learner's device; verified by nobody.
    SelfIssued,
    /// «Cotejada»: an institution graded the log again and signed; nobody watched the evaluation.
    Countersigned,
    /// «Supervisada»: the same, and a person attests that the evaluation was taken in their presence.
    Supervised,
}

/// What the sheet says, kept whole in the log so that the same sheet can be made again even after the course changed or is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credential {
    /// A random UUID (version 4), in its hyphenated lower-case form.
    pub folio: String,
    /// The name as confirmed.
    pub name: LearnerName,
    /// The course.
    pub course: CourseId,
    /// Its title when it was earned.
    pub title: String,
    /// Its subtitle when it was earned, or empty.
    pub subtitle: String,
    /// Its version when it was earned.
    pub version: String,
    /// Stated minutes of the whole course.
    pub minutes: u32,
    /// Whole percent of the attempt that passed.
    pub percent: u8,
    /// Least percent that passes.
    pub pass_mark: u8,
    /// Civil date of the first recorded event of the course, on the device's calendar.
    pub started_on: Date,
    /// Civil date on which the last criterion was met.
    pub finished_on: Date,
    /// When the sheet was made.
    pub issued_at: Timestamp,
    /// Who stands behind it.
    pub trust: Trust,
    /// The institution that offers the course.
    pub issuer: String,
    /// Whether the sheet is an example without value.
    pub demonstration: bool,
    /// Last day on which a self-issued sheet counts, if it expires. Of a signed one, [`Award::valid_until`] says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// Civil date of the recertification by which it was renewed, if it was; `percent` stays that of the whole evaluation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recertified_on: Option<Date>,
}

/// What is required for a constancia, and whether it is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eligibility {
    /// In the order in which they are shown.
    pub criteria: Vec<Criterion>,
}

/// One requirement (Open Badges 3.0 `criteria`; cmi5 `moveOn` is `CompletedAndPassed`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Criterion {
    /// Every lesson is completed.
    Lessons {
        /// How many are.
        completed: usize,
        /// How many there are.
        of: usize,
    },
    /// The evaluation is passed.
    Assessment {
        /// Least whole percent that passes.
        pass_mark: u8,
        /// Which result counts while none has passed.
        counting: Counting,
        /// Whole percent of the result that counts, if an attempt was handed in.
        counted: Option<u8>,
        /// Whether it passed by the mark of its day.
        passed: bool,
    },
}

impl Criterion {
    /// Whether it is met.
    pub fn is_met(self) -> bool {
        match self {
            Criterion::Lessons { completed, of } => completed == of,
            Criterion::Assessment { passed, .. } => passed,
        }
    }
}

impl Eligibility {
    /// Whether all is met.
    pub fn is_met(&self) -> bool {
        self.criteria.iter().all(|criterion| criterion.is_met())
    }
}

/// What the course requires and what of it is met. A new version that has more lessons requires them, also of who had completed the one
/// before: the sheet names the new version, and whoever re-grades the log looks for them.
pub fn eligibility(course: &Course, progress: &CourseProgress) -> Eligibility {
    let lessons = course.lesson_ids();
    let counting = course.assessment.counting;
    let counted = progress.counted(counting);
    Eligibility {
        criteria: vec![
            Criterion::Lessons {
                completed: progress.completed_of(&lessons),
                of: lessons.len(),
            },
            Criterion::Assessment {
                pass_mark: counted.map_or(course.assessment.pass_mark, |result| result.pass_mark),
                counting,
                counted: counted.map(|result| result.score.percent()),
                passed: progress.passed(),
            },
        ],
    }
}

/// What a constancia takes beside the progress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The name as the person confirmed it.
    pub name: LearnerName,
    /// A fresh random UUID (version 4), hyphenated, in lower case.
    pub folio: String,
    /// Now.
    pub now: Timestamp,
    /// The institution that offers the course.
    pub issuer: String,
    /// Whether the sheet is an example without value.
    pub demonstration: bool,
}

/// The credential, or `None` while a criterion is not met.
///
/// It counts for the months of the course from the day on which the evaluation was passed, or from the last recertification that passed: who
/// makes the sheet again, under a corrected name or after a lesson that came later, gains no time. The dates are those of the device. If
/// its clock was set back in between, the earlier one is taken for the start.
pub fn issue(course: &Course, progress: &CourseProgress, request: Request) -> Option<Credential> {
    if !eligibility(course, progress).is_met() {
        return None;
    }
    let result = progress.counted(course.assessment.counting)?;
    let last = course
        .lesson_ids()
        .iter()
        .filter_map(|lesson| progress.completed.get(lesson))
        .fold(
            result.at,
            |last, at| {
                if at.utc_ms > last.utc_ms { *at } else { last }
            },
        );
    let (started_on, finished_on) = (progress.started_at?.date(), last.date());
    let recertified_on = last_recertified(progress);
    let counts_from = recertified_on.unwrap_or(result.at.date());
    let months = course.assessment.valid_months;
    Some(Credential {
        folio: request.folio,
        name: request.name,
        course: course.id.clone(),
        title: course.title.clone(),
        subtitle: course.subtitle.clone(),
        version: course.version.clone(),
        minutes: course.minutes,
        percent: result.score.percent(),
        pass_mark: result.pass_mark,
        started_on: started_on.min(finished_on),
        finished_on: finished_on.max(started_on),
        issued_at: request.now,
        trust: Trust::SelfIssued,
        issuer: request.issuer,
        demonstration: request.demonstration,
        valid_until: months.map(|months| counts_from.plus_months(months)),
        recertified_on,
    })
}

/// Civil date of the last recertification that passed.
pub fn last_recertified(progress: &CourseProgress) -> Option<Date> {
    let passed = progress.recertified().filter(|result| result.passed());
    passed.last().map(|result| result.at.date())
}
