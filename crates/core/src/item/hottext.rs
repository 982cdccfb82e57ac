//! Words to mark in a text (QTI `hottextInteraction`): `.marcar`.

use serde::{Deserialize, Serialize};

use super::choice::{self, Alternative};
use super::passage::{self, Passage};
use super::{Kind, Response, Seen, balance};

/// A text with candidates, some of which should be marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hottext {
    /// The text; its slots name the candidates.
    pub text: Passage,
    /// The candidates in reading order.
    pub candidates: Vec<Alternative>,
}

impl Kind for Hottext {
    /// As many as should be marked.
    fn points(&self) -> usize {
        choice::right(&self.candidates)
    }

    /// One point for each that should be marked and is, less one for each that should not and is. (A rule sees to it that no more
    /// than half should be: marking all earns nothing.)
    fn earn(&self, response: &Response) -> Option<usize> {
        let Response::Hottext(marked) = response else {
            return None;
        };
        let (hits, misses) = choice::hits_and_misses(&self.candidates, marked);
        Some(balance(hits, misses))
    }

    fn is_complete(&self, response: &Response) -> bool {
        matches!(response, Response::Hottext(marked) if !marked.is_empty())
    }

    fn is_of_today(&self, response: &Response) -> bool {
        matches!(response, Response::Hottext(marked) if choice::all_known(&self.candidates, marked))
    }

    fn visit<'a>(&'a self, seen: &mut dyn FnMut(Seen<'a>)) {
        passage::visit(&self.text, seen);
        choice::visit(&self.candidates, seen);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::AlternativeId;

    fn hottext(marks: &str) -> Hottext {
        let candidates = marks
            .chars()
            .enumerate()
            .map(|(index, mark)| Alternative {
                id: AlternativeId::new(index.to_string()),
                content: vec![],
                correct: mark == 'x',
                feedback: vec![],
            })
            .collect();
        Hottext {
            text: vec![],
            candidates,
        }
    }

    fn answer(marked: &str) -> Response {
        Response::Hottext(marked.chars().map(AlternativeId::new).collect())
    }

    #[test]
    fn scoring_table() {
        for (marks, marked, raw, max) in [
            ("xx--", "01", 2, 2),
            ("xx--", "0", 1, 2),
            ("xx--", "02", 0, 2),
            ("xx--", "012", 1, 2),
            ("xx--", "0123", 0, 2),
            ("xx--", "0011", 2, 2),
            ("xx--", "", 0, 2),
            ("x---", "0", 1, 1),
            ("x---", "01", 0, 1),
        ] {
            let hottext = hottext(marks);
            assert_eq!(hottext.earn(&answer(marked)), Some(raw), "{marks} {marked}");
            assert_eq!(hottext.points(), max);
        }
    }

    #[test]
    fn guessing_earns_less_than_a_choice_among_four() {
        for marks in ["x-", "x---", "xx--", "xxx---"] {
            let hottext = hottext(marks);
            let letters: Vec<char> = "012345".chars().take(marks.len()).collect();
            let guesses = 1_usize << letters.len();
            let earned: usize = (0..guesses)
                .map(|bits| {
                    letters
                        .iter()
                        .enumerate()
                        .filter(|(index, _)| bits >> index & 1 == 1)
                        .map(|(_, letter)| *letter)
                        .collect::<String>()
                })
                .filter_map(|marked| hottext.earn(&answer(&marked)))
                .sum();
            assert!(earned * 4 <= guesses * hottext.points(), "{marks}");
        }
    }
}
