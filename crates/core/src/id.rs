//! Identifiers. They come from content (a file name, a `{#key}`), never from position, order or title, so that progress
//! follows a lesson wherever its author moves it.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What an [`Id`] can name. These types have no values; they keep one kind of id from being used as another.
pub mod of {
    /// A capacitación.
    pub enum Course {}
    /// A module of a course.
    pub enum Module {}
    /// A lesson of a module.
    pub enum Lesson {}
    /// A learning objective.
    pub enum Objective {}
    /// An assessment item.
    pub enum Item {}
    /// One alternative of a choice.
    pub enum Alternative {}
    /// A law article in `fuentes.toml`.
    pub enum Source {}
    /// An entry of `glosario.toml`.
    pub enum Term {}
    /// An entry of `directorio.toml`.
    pub enum Contact {}
    /// One run through an assessment.
    pub enum Attempt {}
    /// A scene of a branching case.
    pub enum Scene {}
    /// One decision of a scene.
    pub enum Decision {}
    /// A variable of a branching case.
    pub enum Variable {}
    /// A question of the desk's tree.
    pub enum Fork {}
    /// A block of a lesson.
    pub enum Passage {}
}

/// The id of a `Kind`: opaque text, compared byte by byte.
///
/// Ids that authors write match `[a-z0-9]+(-[a-z0-9]+)*` ([`Id::is_well_formed`], a lint rule); ids read from a log are taken as they are.
pub struct Id<Kind> {
    text: String,
    kind: PhantomData<fn() -> Kind>,
}

/// Names a [`of::Course`].
pub type CourseId = Id<of::Course>;
/// Names a [`of::Module`].
pub type ModuleId = Id<of::Module>;
/// Names a [`of::Lesson`].
pub type LessonId = Id<of::Lesson>;
/// Names a [`of::Objective`].
pub type ObjectiveId = Id<of::Objective>;
/// Names an [`of::Item`].
pub type ItemId = Id<of::Item>;
/// Names an [`of::Alternative`]: the first eight hexadecimal digits of the SHA-256 of its text.
pub type AlternativeId = Id<of::Alternative>;
/// Names a [`of::Source`].
pub type SourceId = Id<of::Source>;
/// Names a [`of::Term`].
pub type TermId = Id<of::Term>;
/// Names a [`of::Contact`].
pub type ContactId = Id<of::Contact>;
/// Names an [`of::Attempt`].
pub type AttemptId = Id<of::Attempt>;
/// Names an [`of::Scene`] of a case; the same key may name a scene of another case.
pub type SceneId = Id<of::Scene>;
/// Names an [`of::Decision`] of a scene: the first eight hexadecimal digits of the SHA-256 of its words.
pub type DecisionId = Id<of::Decision>;
/// Names an [`of::Variable`] of a case.
pub type VariableId = Id<of::Variable>;
/// Names an [`of::Fork`] of the desk's tree.
pub type ForkId = Id<of::Fork>;
/// Names an [`of::Passage`] that a note can be kept at: a block by `p-` and the first eight hexadecimal digits of the SHA-256 of its words, a
/// question by its key, a scene of a case by its lesson and its key with two hyphens between them.
pub type PassageId = Id<of::Passage>;

impl PassageId {
    /// Whether it is the name of a block.
    pub fn is_of_a_block(&self) -> bool {
        let digits = self.text.strip_prefix("p-");
        digits.is_some_and(|digits| {
            digits.len() == 8
                && digits
                    .bytes()
                    .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        })
    }
}

impl<Kind> Id<Kind> {
    /// An id with this text.
    pub fn new(text: impl Into<String>) -> Self {
        Id {
            text: text.into(),
            kind: PhantomData,
        }
    }

    /// The text of the id.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the id has the form that authors must use: lower-case ASCII words and digits joined by single hyphens.
    pub fn is_well_formed(&self) -> bool {
        !self.text.is_empty()
            && self.text.split('-').all(|word| {
                !word.is_empty()
                    && word
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            })
    }
}

impl<Kind> Default for Id<Kind> {
    /// The empty id, which names nothing.
    fn default() -> Self {
        Id::new("")
    }
}

impl<Kind> Clone for Id<Kind> {
    fn clone(&self) -> Self {
        Id::new(self.text.clone())
    }
}

impl<Kind> PartialEq for Id<Kind> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<Kind> Eq for Id<Kind> {}

impl<Kind> PartialOrd for Id<Kind> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<Kind> Ord for Id<Kind> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl<Kind> Hash for Id<Kind> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<Kind> fmt::Display for Id<Kind> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<Kind> fmt::Debug for Id<Kind> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.text)
    }
}

impl<Kind> Serialize for Id<Kind> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de, Kind> Deserialize<'de> for Id<Kind> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Id::new(String::deserialize(deserializer)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lower_case_words_joined_by_hyphens_are_well_formed() {
        for (text, expected) in [
            ("papeles-no", true),
            ("lm-7", true),
            ("", false),
            ("Papeles", false),
            ("papeles--no", false),
            ("-papeles", false),
            ("canción", false),
            ("a b", false),
        ] {
            assert_eq!(ItemId::new(text).is_well_formed(), expected, "{text}");
        }
    }
}
