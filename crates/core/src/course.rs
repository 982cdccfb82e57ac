//! A course and its parts, as the app reads them. [`parse`] makes them from the author's files and never fails.
//!
//! The derived JSON is what the build writes for the app and what `aula publish` keeps in `publicadas/`: a border, guarded by a
//! golden file.

#![deny(clippy::indexing_slicing, clippy::string_slice)]

pub mod desk;
pub mod file;
mod file_error;
mod markdown;
mod parse;
mod passage;
mod pieces;
mod places;
mod published;
pub mod reading;
mod references;
mod rules;
mod text;

pub use parse::{CARE, Files, Parsed, item_kinds, parse};
pub use passage::{RULE, anchor};
pub use places::{Key, Places, Reference};
pub use published::{Published, fingerprint, published_json, read_published, version_parts};
pub use references::References;
pub use rules::{AssessmentRules, Counting, Disclosure, LEAST_ITEMS, WhenSpent};

use vecmap::VecMap;

use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::id::{ContactId, CourseId, ItemId, LessonId, ModuleId, ObjectiveId, SourceId, TermId};
use crate::item::Item;
use crate::prose::{Block, word_count};
use crate::time::Date;

/// A capacitación without its pool of assessment items, which is a file of its own ([`Pool`]).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Name of its folder.
    pub id: CourseId,
    /// Title.
    pub title: String,
    /// What the title leaves open, or empty.
    pub subtitle: String,
    /// Version, `major.minor.patch`.
    pub version: String,
    /// Stated length of the whole in minutes.
    pub minutes: u32,
    /// One or two sentences for the catalogue.
    pub summary: String,
    /// Whom it is for.
    pub audience: Vec<String>,
    /// What the person will be able to decide.
    pub decisions: Vec<String>,
    /// What hard matters are mentioned, or empty.
    pub sensitive: String,
    /// Learning objectives in the author's order.
    pub objectives: Vec<Objective>,
    /// Modules in reading order.
    pub modules: Vec<Module>,
    /// Rules of the final evaluation; without strata there is none ([`Course::has_assessment`]).
    pub assessment: AssessmentRules,
    /// Glossary entries by id.
    pub glossary: VecMap<TermId, Term>,
    /// The sources that this course cites.
    pub sources: VecMap<SourceId, Source>,
    /// The contacts that this course names.
    pub contacts: VecMap<ContactId, Contact>,
    /// Items that were published once and are no longer used.
    pub retired: Vec<ItemId>,
}

/// The items that an evaluation draws from; those of a course's diagnostic (pretest) are kept in one too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pool {
    /// In the author's order, which means nothing.
    pub items: Vec<Item>,
}

/// A learning objective.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objective {
    /// Its key.
    pub id: ObjectiveId,
    /// «Decidir qué datos pide…»
    pub text: String,
}

/// A module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Module {
    /// Name of its folder.
    pub id: ModuleId,
    /// Title.
    pub title: String,
    /// Lessons in reading order.
    pub lessons: Vec<Lesson>,
    /// The pocket card, from `ficha.md`.
    pub card: Option<Card>,
}

/// A lesson: the smallest thing that is completed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lesson {
    /// Name of its file.
    pub id: LessonId,
    /// Title.
    pub title: String,
    /// The objectives it serves; the first is that of its items.
    pub objectives: Vec<ObjectiveId>,
    /// Prose and items in reading order.
    pub parts: Vec<Part>,
}

/// A piece of a lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// To read.
    Prose(Block),
    /// To answer.
    Item(Item),
    /// To go through; a lesson has at most one.
    Case(Case),
}

/// A pocket card: one printable side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Title.
    pub title: String,
    /// Its content.
    pub blocks: Vec<Block>,
}

/// A law article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Full name of the law.
    pub law: String,
    /// «artículo 7».
    pub article: String,
    /// Date of the text that was read.
    pub text_date: Date,
    /// When a person last read it.
    pub reviewed_on: Date,
    /// After this date the page says «en revisión».
    pub review_before: Date,
    /// The literal words, or empty.
    pub quotation: String,
}

impl Source {
    /// Whether the source must be read again: `today` is past its review date.
    pub fn is_due(&self, today: Date) -> bool {
        today > self.review_before
    }
}

/// A glossary entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The term.
    pub name: String,
    /// Its explanation.
    pub definition: String,
    /// What sustains it.
    pub source: Option<SourceId>,
}

/// An entry of the directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Official name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// Telephone, or empty.
    pub phone: String,
    /// Address, or empty.
    pub address: String,
    /// Opening hours, or empty.
    pub hours: String,
    /// A remark, or empty.
    pub note: String,
    /// Where the data come from.
    pub source: String,
    /// When somebody checked them; without it the page says «por verificar».
    pub verified_on: Option<Date>,
}

/// A lesson with its module.
pub type Neighbour<'a> = (&'a Module, &'a Lesson);

impl Course {
    /// Every lesson with its module, in reading order.
    pub fn lessons(&self) -> impl DoubleEndedIterator<Item = (&Module, &Lesson)> {
        self.modules
            .iter()
            .flat_map(|module| module.lessons.iter().map(move |lesson| (module, lesson)))
    }

    /// The lesson with this id and its module.
    pub fn lesson(&self, id: &LessonId) -> Option<(&Module, &Lesson)> {
        self.lessons().find(|(_, lesson)| lesson.id == *id)
    }

    /// The lessons just before and just after this one in reading order.
    pub fn neighbours(&self, id: &LessonId) -> (Option<Neighbour<'_>>, Option<Neighbour<'_>>) {
        let before = self
            .lessons()
            .take_while(|(_, lesson)| lesson.id != *id)
            .last();
        let after = self
            .lessons()
            .skip_while(|(_, lesson)| lesson.id != *id)
            .nth(1);
        (before, after)
    }

    /// The module with this id.
    pub fn module(&self, id: &ModuleId) -> Option<&Module> {
        self.modules.iter().find(|module| module.id == *id)
    }

    /// The objective with this id.
    pub fn objective(&self, id: &ObjectiveId) -> Option<&Objective> {
        self.objectives.iter().find(|objective| objective.id == *id)
    }

    /// Minutes the whole takes by the same count as [`Lesson::minutes`]: its lessons, and the items that an evaluation draws.
    pub fn counted_minutes(&self) -> u32 {
        let words = self.lessons().map(|(_, lesson)| lesson.words()).sum();
        let answers: usize = self.lessons().map(|(_, lesson)| lesson.answers()).sum();
        rounded_minutes(
            words,
            answers.saturating_add(self.assessment_length() as usize),
        )
    }

    /// Whether the course ends in an evaluation; without one it gives no constancia either.
    pub fn has_assessment(&self) -> bool {
        self.assessment_length() > 0
    }

    /// What its lessons are called, in their order.
    pub fn lesson_ids(&self) -> Vec<LessonId> {
        self.lessons()
            .map(|(_, lesson)| lesson.id.clone())
            .collect()
    }

    /// How many evaluations the course ends in: one or none.
    pub fn evaluations(&self) -> usize {
        self.has_assessment().into()
    }

    /// How many items an evaluation has.
    pub fn assessment_length(&self) -> u32 {
        self.assessment
            .strata
            .values()
            .fold(0, |all, draw| all.saturating_add(*draw))
    }
}

impl Lesson {
    /// The items of the lesson in reading order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.parts.iter().filter_map(|part| match part {
            Part::Item(item) => Some(item),
            Part::Prose(_) | Part::Case(_) => None,
        })
    }

    /// The branching case of the lesson.
    pub fn case(&self) -> Option<&Case> {
        self.parts.iter().find_map(|part| match part {
            Part::Case(case) => Some(case),
            Part::Prose(_) | Part::Item(_) => None,
        })
    }

    /// Words a person meets in the lesson: prose, prompts, alternatives and every explanation; of a case, the longest way through.
    pub fn words(&self) -> usize {
        let part_words = |part: &Part| match part {
            Part::Prose(block) => word_count(std::slice::from_ref(block)),
            Part::Item(item) => item.words(),
            Part::Case(case) => case.longest_way().words,
        };
        self.title.split_whitespace().count() + self.parts.iter().map(part_words).sum::<usize>()
    }

    /// How often a person answers or decides in the lesson.
    pub fn answers(&self) -> usize {
        let decisions = self.case().map_or(0, |case| case.longest_way().decisions);
        self.items().count() + decisions
    }

    /// Minutes the lesson takes, rounded to the nearest, at least 1: words ÷ 200 + 0.75 for each item and decision (content guide).
    pub fn minutes(&self) -> u32 {
        rounded_minutes(self.words(), self.answers())
    }
}

impl Pool {
    /// Minutes that answering all its items takes, counted as in [`Lesson::minutes`]; 0 without items.
    pub fn minutes(&self) -> u32 {
        if self.items.is_empty() {
            return 0;
        }
        let words = self.items.iter().map(Item::words).sum();
        rounded_minutes(words, self.items.len())
    }
}

/// Hundredths of a minute: 200 words a minute and 45 seconds an answer.
pub(crate) fn hundredths(words: usize, answers: usize) -> usize {
    words / 2 + 75 * answers
}

/// The same to the nearest minute, at least 1.
fn rounded_minutes(words: usize, answers: usize) -> u32 {
    u32::try_from((hundredths(words, answers) + 50) / 100)
        .unwrap_or(u32::MAX)
        .max(1)
}

/// Whether a version comes after another, number by number; false if either has anything but numbers between its dots.
pub fn is_later(version: &str, than: &str) -> bool {
    let numbers = |version: &str| {
        let numbers = version.split('.').map(str::parse::<u32>);
        numbers.collect::<Result<Vec<_>, _>>().ok()
    };
    match (numbers(version), numbers(than)) {
        (Some(version), Some(than)) => version > than,
        _ => false,
    }
}
