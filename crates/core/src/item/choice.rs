//! Choice (QTI `choiceInteraction`): `.opcion`, `.varias` and `.verdadero`.

use serde::{Deserialize, Serialize};
use vecmap::VecSet;

use super::{Kind, Response, Seen, balance};
use crate::id::AlternativeId;
use crate::prose::{Block, Inline};

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
        super::id_of(content)
    }
}

impl Kind for Choice {
    /// One where one is picked; else as many as there are right alternatives.
    fn points(&self) -> usize {
        match self.cardinality {
            Cardinality::Single => 1,
            Cardinality::Multiple => right(&self.alternatives),
        }
    }

    /// Single: one point if the one right alternative was picked and no other. Multiple: one point for each right alternative
    /// less one for each wrong pick. Duplicates and unknown ids count once and as wrong.
    fn earn(&self, response: &Response) -> Option<usize> {
        let Response::Choice(picked) = response else {
            return None;
        };
        let (hits, misses) = hits_and_misses(&self.alternatives, picked);
        Some(match self.cardinality {
            Cardinality::Single => usize::from(hits == 1 && misses == 0),
            Cardinality::Multiple => balance(hits, misses),
        })
    }

    fn is_complete(&self, response: &Response) -> bool {
        matches!(response, Response::Choice(picked) if !picked.is_empty())
    }

    fn is_of_today(&self, response: &Response) -> bool {
        matches!(response, Response::Choice(picked) if all_known(&self.alternatives, picked))
    }

    fn visit<'a>(&'a self, seen: &mut dyn FnMut(Seen<'a>)) {
        visit(&self.alternatives, seen);
    }
}

/// How many are right.
pub(super) fn right(alternatives: &[Alternative]) -> usize {
    alternatives
        .iter()
        .filter(|alternative| alternative.correct)
        .count()
}

/// How many of these picks are right, and how many are not or are unknown; duplicates count once.
pub(super) fn hits_and_misses(
    alternatives: &[Alternative],
    picked: &[AlternativeId],
) -> (usize, usize) {
    let distinct: VecSet<&AlternativeId> = picked.iter().collect();
    let hits = alternatives
        .iter()
        .filter(|alternative| alternative.correct && distinct.contains(&alternative.id))
        .count();
    (hits, distinct.len() - hits)
}

/// Whether every pick is one of these.
pub(super) fn all_known(alternatives: &[Alternative], picked: &[AlternativeId]) -> bool {
    picked
        .iter()
        .all(|id| alternatives.iter().any(|offered| offered.id == *id))
}

/// Shows the alternatives.
pub(super) fn visit<'a>(alternatives: &'a [Alternative], seen: &mut dyn FnMut(Seen<'a>)) {
    for Alternative {
        id,
        content,
        feedback,
        correct: _,
    } in alternatives
    {
        seen(Seen::Element(id, content, feedback));
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
        for (cardinality, marks, picked, raw, max) in [
            (Single, "-x--", "1", 1, 1),
            (Single, "-x--", "0", 0, 1),
            (Single, "-x--", "", 0, 1),
            (Single, "-x--", "01", 0, 1),
            (Multiple, "xx--", "01", 2, 2),
            (Multiple, "xx--", "0", 1, 2),
            (Multiple, "xx--", "02", 0, 2),
            (Multiple, "xxx-", "0123", 2, 3),
            (Multiple, "xx--", "0123", 0, 2),
            (Multiple, "xx--", "0011", 2, 2),
            (Multiple, "xx--", "019", 1, 2),
        ] {
            let choice = choice(cardinality, marks);
            let response = Response::Choice(picked.chars().map(AlternativeId::new).collect());
            assert_eq!(choice.earn(&response), Some(raw), "{marks} {picked:?}");
            assert_eq!(choice.points(), max, "{marks}");
        }
    }

    /// Every set of alternatives that can be picked, none or all included, where no more are right than wrong, as `respuesta-dominante` asks.
    #[test]
    fn guessing_earns_no_more_than_in_a_single_choice_of_four() {
        for (right, wrong) in (1..=4).flat_map(|right| (right..=5).map(move |wrong| (right, wrong)))
        {
            let marks = "x".repeat(right) + &"-".repeat(wrong);
            let choice = choice(Cardinality::Multiple, &marks);
            let all = right + wrong;
            let earned: usize = (0..1_usize << all)
                .map(|set| {
                    let picked = (0..all).filter(|at| set >> at & 1 == 1);
                    let picked = picked.map(|at| AlternativeId::new(at.to_string()));
                    choice
                        .earn(&Response::Choice(picked.collect()))
                        .unwrap_or(0)
                })
                .sum();
            assert!(
                earned * 4 <= right << all,
                "{marks}: {earned} of {}",
                right << all
            );
        }
    }
}
