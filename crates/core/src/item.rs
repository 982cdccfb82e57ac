//! Items: what a person answers, and how an answer is graded. Terms are those of 1EdTech QTI 3.0.
//!
//! One interaction is one file below `item/`, which implements [`Kind`]; [`Interaction`] and [`Response`] have one arm for each.
//!
//! Every kind that is graded earns by the same rule: a point for what is right, less one for what is wrong, never below zero. So
//! guessing earns little (a test in each file plays every guess), and leaving something open costs nothing but its point.

pub mod blanks;
pub mod choice;
pub mod decimal;
pub mod extended;
pub mod hottext;
pub mod matching;
pub mod number;
pub mod order;
pub mod passage;
pub mod plan;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::id::{AlternativeId, ItemId, LessonId, ObjectiveId, SourceId};
use crate::prose::{Block, Callout, Inline, plain_text, word_count, words};
use blanks::Blanks;
use choice::Choice;
use extended::Extended;
use hottext::Hottext;
use matching::Matching;
use number::Number;
use order::Order;
use plan::{Commitment, Plan};

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

/// The kinds of interaction. New ones at the end: the data files of a release count them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Interaction {
    /// One or several alternatives.
    Choice(Choice),
    /// Entries to put in order.
    Order(Order),
    /// Entries to match with texts or to put into groups.
    Match(Matching),
    /// Blanks in a text, to fill from a list or to write.
    Blanks(Blanks),
    /// Words to mark in a text.
    Hottext(Hottext),
    /// A number to write.
    Number(Box<Number>),
    /// A text to write, which nobody grades.
    Extended(Extended),
    /// A commitment to write, which nobody grades.
    Plan(Plan),
}

/// What a person answered. Part of every record that holds an answer: an arm, once released, keeps its name and form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Response {
    /// The alternatives picked, in no meaningful order.
    Choice(Vec<AlternativeId>),
    /// The entries in the order given.
    Order(Vec<AlternativeId>),
    /// Entries, each with the group it was put into; those left open are not in it.
    Match(Vec<(AlternativeId, AlternativeId)>),
    /// Blanks, each with the words picked or written; those left open are not in it.
    Blanks(Vec<(AlternativeId, String)>),
    /// The candidates marked, in no meaningful order.
    Hottext(Vec<AlternativeId>),
    /// The number, as it was written.
    Number(String),
    /// The text.
    Extended(String),
    /// The commitment.
    Plan(Commitment),
}

impl Response {
    /// Whether everything was taken back.
    pub fn is_empty(&self) -> bool {
        match self {
            Response::Choice(ids) | Response::Order(ids) | Response::Hottext(ids) => ids.is_empty(),
            Response::Match(answer) => answer.is_empty(),
            Response::Blanks(answer) => answer.is_empty(),
            Response::Number(words) | Response::Extended(words) => words.trim().is_empty(),
            Response::Plan(commitment) => {
                commitment.situation.trim().is_empty() && commitment.action.trim().is_empty()
            }
        }
    }
}

/// What every kind of interaction can do.
pub trait Kind {
    /// Points that can be earned; zero for a kind that is not graded.
    fn points(&self) -> usize;

    /// Points earned, not below zero. `None` for a response of another kind.
    fn earn(&self, response: &Response) -> Option<usize>;

    /// Whether nothing is left open in this response: while practising, only then it is answered.
    fn is_complete(&self, response: &Response) -> bool;

    /// Whether the response names nothing but what is there today; a response of another kind does not.
    fn is_of_today(&self, response: &Response) -> bool;

    /// Shows everything a person reads in it, explanations included, in reading order.
    fn visit<'a>(&'a self, seen: &mut dyn FnMut(Seen<'a>));
}

/// What [`Kind::visit`] comes by.
#[derive(Debug, Clone, Copy)]
pub enum Seen<'a> {
    /// Something that is right or wrong, with its explanation.
    Element(&'a AlternativeId, &'a [Inline], &'a [Block]),
    /// Running text around them.
    Line(&'a [Inline]),
    /// Blocks that explain no element.
    Blocks(&'a [Block]),
    /// Plain words.
    Words(&'a str),
}

/// Something that is ordered, matched or written, with its explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    /// Comes from its words.
    pub id: AlternativeId,
    /// Its words.
    pub content: Vec<Inline>,
    /// Why, with its legal basis.
    pub feedback: Vec<Block>,
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
    /// Not graded: kept for the person.
    Kept,
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
        outcome(self.interaction.kind(), response)
    }

    /// What no answer earns: nothing of what could be earned.
    pub fn unanswered(&self) -> Score {
        Score {
            raw: 0,
            max: u32::try_from(self.interaction.kind().points()).unwrap_or(u32::MAX),
        }
    }

    /// Whether nothing is left open in this response.
    pub fn is_complete(&self, response: &Response) -> bool {
        self.interaction.kind().is_complete(response)
    }

    /// Whether the response names nothing but what is there today.
    pub fn is_of_today(&self, response: &Response) -> bool {
        self.interaction.kind().is_of_today(response)
    }

    /// The prompt as an evaluation shows it.
    pub fn prompt_without_hint(&self) -> Vec<Block> {
        let is_hint = |block: &Block| {
            matches!(
                block,
                Block::Callout {
                    kind: Callout::Hint,
                    ..
                }
            )
        };
        let mut prompt = self.prompt.clone();
        prompt.retain(|block| !is_hint(block));
        prompt
    }

    /// Words a person meets: heading, prompt, what is answered and every explanation.
    pub fn words(&self) -> usize {
        let mut number = self.title.split_whitespace().count() + word_count(&self.prompt);
        self.interaction.visit(&mut |seen| {
            number += match seen {
                Seen::Element(_, content, feedback) => words(content) + word_count(feedback),
                Seen::Line(text) => words(text),
                Seen::Blocks(blocks) => word_count(blocks),
                Seen::Words(text) => text.split_whitespace().count(),
            };
        });
        number
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

/// How a response to this kind is graded. Where it is named rather than looked up, the code of the other kinds is not needed.
pub fn outcome(kind: &dyn Kind, response: &Response) -> Outcome {
    let max = kind.points();
    let raw = kind.earn(response).unwrap_or(0).min(max);
    let verdict = match raw {
        _ if max == 0 => Verdict::Kept,
        0 => Verdict::Incorrect,
        _ if raw == max => Verdict::Correct,
        _ => Verdict::Partial,
    };
    let points = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Outcome {
        verdict,
        score: Score {
            raw: points(raw),
            max: points(max),
        },
    }
}

impl Interaction {
    /// Shows everything a person reads in it, as [`Kind::visit`].
    pub fn visit<'a>(&'a self, seen: &mut dyn FnMut(Seen<'a>)) {
        match self {
            Interaction::Choice(choice) => choice.visit(seen),
            Interaction::Order(order) => order.visit(seen),
            Interaction::Match(matching) => matching.visit(seen),
            Interaction::Blanks(blanks) => blanks.visit(seen),
            Interaction::Hottext(hottext) => hottext.visit(seen),
            Interaction::Number(number) => number.visit(seen),
            Interaction::Extended(extended) => extended.visit(seen),
            Interaction::Plan(plan) => plan.visit(seen),
        }
    }

    /// Whether answers are graded.
    pub fn is_graded(&self) -> bool {
        match self {
            Interaction::Extended(_) | Interaction::Plan(_) => false,
            Interaction::Choice(_)
            | Interaction::Order(_)
            | Interaction::Match(_)
            | Interaction::Blanks(_)
            | Interaction::Hottext(_)
            | Interaction::Number(_) => true,
        }
    }

    /// What every kind can do, for this one.
    pub fn kind(&self) -> &dyn Kind {
        match self {
            Interaction::Choice(choice) => choice,
            Interaction::Order(order) => order,
            Interaction::Match(matching) => matching,
            Interaction::Blanks(blanks) => blanks,
            Interaction::Hottext(hottext) => hottext,
            Interaction::Number(number) => number.as_ref(),
            Interaction::Extended(extended) => extended,
            Interaction::Plan(plan) => plan,
        }
    }
}

impl Element {
    /// An element with the id that its words give.
    pub fn new(content: Vec<Inline>, feedback: Vec<Block>) -> Element {
        Element {
            id: id_of(&content),
            content,
            feedback,
        }
    }
}

/// The id that these words give: the first eight hexadecimal digits of the SHA-256 of their plain text.
pub fn id_of(content: &[Inline]) -> AlternativeId {
    AlternativeId::new(hex(&Sha256::digest(plain_text(content).as_bytes()), 8))
}

/// A point for each that is right, less one for each that is wrong, never below zero.
fn balance(right: usize, wrong: usize) -> usize {
    right.saturating_sub(wrong)
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
