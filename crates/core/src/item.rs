//! Items: what a person answers, and how an answer is graded. Terms are those of 1EdTech QTI 3.0.
//!
//! One interaction is one file below `item/`; [`Interaction`] and [`Response`] have one arm for each.

pub mod choice;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::id::{ItemId, LessonId, ObjectiveId, SourceId};
use crate::prose::{Block, word_count};
use choice::{Alternative, Choice};

/// An assessment item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its key, for ever.
    pub id: ItemId,
    /// Its heading.
    pub title: String,
    /// The objective it gives evidence of.
    pub objective: ObjectiveId,
    /// The lesson that teaches it; a wrong answer leads there.
    pub lesson: LessonId,
    /// What it asks of the person.
    pub level: Level,
    /// The law articles its explanations rest on.
    pub sources: Vec<SourceId>,
    /// The case and the question.
    pub prompt: Vec<Block>,
    /// How it is answered.
    pub interaction: Interaction,
    /// [`Item::digest_of`] these words, written by the parser: tells whether an answer was given to them.
    pub digest: String,
}

/// How demanding an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    /// Recognise a concept that is used at the counter.
    Recognise,
    /// Apply a rule to a case.
    Apply,
    /// Decide in a case with pressure.
    Decide,
}

/// The kinds of interaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Interaction {
    /// One or several alternatives.
    Choice(Choice),
}

/// What a person answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Response {
    /// The alternatives picked, in no meaningful order.
    Choice(Vec<crate::id::AlternativeId>),
}

/// How an answer was graded. `score` is what counts; `verdict` is what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// In one word.
    pub verdict: Verdict,
    /// Points earned of the item's points.
    pub score: Score,
}

/// The result of an answer in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// All of it.
    Correct,
    /// Some of it.
    Partial,
    /// None of it.
    Incorrect,
}

/// Points: `raw` of `max`, both whole (xAPI `result.score`). `raw <= max`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Points earned.
    pub raw: u32,
    /// Points possible.
    pub max: u32,
}

impl Score {
    /// The score as whole percent, rounded down, so that 79.9 never passes for 80; zero when nothing could be earned.
    pub fn percent(self) -> u8 {
        let percent = (u64::from(self.raw) * 100)
            .checked_div(u64::from(self.max))
            .unwrap_or(0);
        u8::try_from(percent).unwrap_or(100).min(100)
    }

    /// Both scores together.
    pub fn plus(self, other: Score) -> Score {
        Score {
            raw: self.raw.saturating_add(other.raw),
            max: self.max.saturating_add(other.max),
        }
    }
}

impl Item {
    /// Grades a response against today's content.
    ///
    /// A response of another kind of interaction (the item changed its kind since) is incorrect.
    pub fn grade(&self, response: &Response) -> Outcome {
        match (&self.interaction, response) {
            (Interaction::Choice(choice), Response::Choice(picked)) => choice.grade(picked),
        }
    }

    /// Words a person meets: heading, prompt, alternatives and every explanation.
    pub fn words(&self) -> usize {
        let answers: usize = match &self.interaction {
            Interaction::Choice(choice) => choice.alternatives.iter().map(Alternative::words).sum(),
        };
        self.title.split_whitespace().count() + word_count(&self.prompt) + answers
    }

    /// First 16 hexadecimal digits of the SHA-256 of the item's JSON with an empty digest.
    pub fn digest_of(&self) -> String {
        let without = Item {
            digest: String::new(),
            ..self.clone()
        };
        // Limit: an item that cannot be written as JSON does not exist; the empty digest would say «other words», which is safe.
        let json = serde_json::to_string(&without).unwrap_or_default();
        hex(&Sha256::digest(json.as_bytes()), 16)
    }
}

/// The first `digits` lower-case hexadecimal digits of `bytes`.
pub(crate) fn hex(bytes: &[u8], digits: usize) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
        text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
    }
    text.truncate(digits);
    text
}
