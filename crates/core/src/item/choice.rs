//! Choice (QTI `choiceInteraction`): `.opcion`, `.varias` and `.verdadero`.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use vecmap::VecSet;

use super::{Outcome, Score, Verdict, hex};
use crate::id::AlternativeId;
use crate::prose::{Block, Inline, plain_text, word_count, words};

/// One or several alternatives to pick from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// How many may be picked.
    pub cardinality: Cardinality,
    /// The alternatives in the author's order.
    pub alternatives: Vec<Alternative>,
}

/// How many alternatives may be picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cardinality {
    /// Exactly one: `.opcion`, `.verdadero`.
    Single,
    /// Any number: `.varias`.
    Multiple,
}

/// One alternative (QTI `simpleChoice`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// Comes from its words, so that a corrected mark or another order keeps old answers readable.
    pub id: AlternativeId,
    /// Its words.
    pub content: Vec<Inline>,
    /// Whether it should be picked.
    pub correct: bool,
    /// Why, with its legal basis, or what harm it does.
    pub feedback: Vec<Block>,
}

impl Alternative {
    /// The id that these words give.
    pub fn id_of(content: &[Inline]) -> AlternativeId {
        AlternativeId::new(hex(&Sha256::digest(plain_text(content).as_bytes()), 8))
    }

    /// Words of the alternative and of its explanation.
    pub fn words(&self) -> usize {
        words(&self.content) + word_count(&self.feedback)
    }
}

impl Choice {
    /// Grades the alternatives picked. Duplicates and unknown ids count once and as wrong.
    ///
    /// Single: one point if the one right alternative was picked and no other. Multiple: one point for each right alternative
    /// less one for each wrong pick, never below zero, of as many points as there are right ones.
    pub fn grade(&self, picked: &[AlternativeId]) -> Outcome {
        let right = self
            .alternatives
            .iter()
            .filter(|alternative| alternative.correct)
            .count();
        let distinct: VecSet<&AlternativeId> = picked.iter().collect();
        let hits = self
            .alternatives
            .iter()
            .filter(|a| a.correct && distinct.contains(&a.id))
            .count();
        let misses = distinct.len() - hits;
        let (raw, max) = match self.cardinality {
            Cardinality::Single => (usize::from(hits == 1 && misses == 0), 1),
            Cardinality::Multiple => (hits.saturating_sub(misses), right),
        };
        let verdict = match raw {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(cardinality: Cardinality, marks: &str) -> Choice {
        let alternatives = marks
            .chars()
            .enumerate()
            .map(|(index, mark)| Alternative {
                id: AlternativeId::new(index.to_string()),
                content: vec![],
                correct: mark == 'x',
                feedback: vec![],
            })
            .collect();
        Choice {
            cardinality,
            alternatives,
        }
    }

    #[test]
    fn scoring_table() {
        use Cardinality::{Multiple, Single};
        for (cardinality, marks, picked, raw, max, verdict) in [
            (Single, "-x--", "1", 1, 1, Verdict::Correct),
            (Single, "-x--", "0", 0, 1, Verdict::Incorrect),
            (Single, "-x--", "", 0, 1, Verdict::Incorrect),
            (Single, "-x--", "01", 0, 1, Verdict::Incorrect),
            (Multiple, "xx--", "01", 2, 2, Verdict::Correct),
            (Multiple, "xx--", "0", 1, 2, Verdict::Partial),
            (Multiple, "xx--", "02", 0, 2, Verdict::Incorrect),
            (Multiple, "xxx-", "0123", 2, 3, Verdict::Partial),
            (Multiple, "xx--", "0123", 0, 2, Verdict::Incorrect),
            (Multiple, "xx--", "0011", 2, 2, Verdict::Correct),
            (Multiple, "xx--", "019", 1, 2, Verdict::Partial),
        ] {
            let picked: Vec<AlternativeId> = picked.chars().map(AlternativeId::new).collect();
            let outcome = choice(cardinality, marks).grade(&picked);
            assert_eq!(
                outcome,
                Outcome {
                    verdict,
                    score: Score { raw, max }
                },
                "{marks} {picked:?}"
            );
        }
    }
}
