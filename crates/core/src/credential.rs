//! What a person has earned: the criteria, the credential, and the words of its sheet.

use serde::{Deserialize, Serialize};

use crate::course::Course;
use crate::id::{CourseId, LessonId};
use crate::progress::Progress;
use crate::spanish;
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
    /// Made on the learner's device; verified by nobody.
    SelfIssued,
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
}

/// The words of the constancia, from `courses/constancia/<institucion>.toml`. `{…}` are filled in: see [`sheet`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// «Constancia de capacitación».
    pub title: String,
    /// Line above the name: «Se hace constar que».
    pub opening: String,
    /// Line below the name: «terminó la capacitación autogestiva».
    pub statement: String,
    /// How the minutes are counted.
    pub length_note: String,
    /// Said on every self-issued sheet.
    pub self_issued_notice: String,
    /// The word across a demonstration sheet.
    pub example_mark: String,
    /// Said on a demonstration sheet.
    pub example_notice: String,
}

/// Everything a sheet shows, in reading order: one source for the HTML twin and for the PDF.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The institution, at the top.
    pub issuer: String,
    /// «Constancia de capacitación».
    pub title: String,
    /// «Se hace constar que».
    pub opening: String,
    /// The name.
    pub name: String,
    /// «terminó la capacitación autogestiva».
    pub statement: String,
    /// Title of the course.
    pub course: String,
    /// Subtitle of the course, or empty.
    pub subtitle: String,
    /// Label and value: version, length, dates, score, folio.
    pub fields: Vec<(String, String)>,
    /// Small print: how it was made and what it is not.
    pub notices: Vec<String>,
    /// A word across the sheet, or empty.
    pub mark: String,
    /// Document language, BCP 47.
    pub language: String,
    /// Moment for the document's metadata.
    pub issued_at: Timestamp,
    /// The folio again, for the document's identifier.
    pub folio: String,
}
