//! Blanks in a text (QTI `inlineChoiceInteraction` and `textEntryInteraction`): `.completar`.

use serde::{Deserialize, Serialize};

use super::passage::{self, Passage};
use super::{Element, Kind, Response, Seen, balance};
use crate::id::AlternativeId;
use crate::search::fold;
use crate::seeded::Seeded;

/// Most characters that can be written into a blank.
pub const BLANK_LIMIT: usize = 80;

/// A text with blanks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blanks {
    /// The text; its slots name the blanks.
    pub text: Passage,
    /// The blanks in the order of their numbers.
    pub blanks: Vec<Blank>,
}

/// A blank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blank {
    /// Its name, what belongs into it in words, and why.
    pub element: Element,
    /// What is right; the first is shown as such.
    pub accepted: Vec<String>,
    /// What else can be picked; nothing where it is to be written.
    pub others: Vec<String>,
    /// Whether accents and capitals matter in what is written.
    pub exact: bool,
}

impl Blank {
    /// Whether it is picked from a list; else it is written.
    pub fn is_list(&self) -> bool {
        !self.others.is_empty()
    }

    /// What can be picked, mixed and always the same.
    pub fn offered(&self) -> Vec<&str> {
        let mut offered: Vec<&str> = self
            .accepted
            .iter()
            .chain(&self.others)
            .map(String::as_str)
            .collect();
        Seeded::of(self.element.id.as_str()).shuffle(&mut offered);
        offered
    }

    /// Whether these words belong into it: spaces too many never matter; accents, capitals and a last full stop only where `exact`.
    pub fn accepts(&self, words: &str) -> bool {
        let words = self.normal(words);
        self.accepted
            .iter()
            .any(|right| self.normal(right) == words)
    }

    fn normal(&self, words: &str) -> String {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.exact {
            words
        } else {
            fold(words.trim_end_matches('.'))
        }
    }
}

/// What stands in a blank; `None` where it was left open.
pub fn written<'a>(
    answer: &'a [(AlternativeId, String)],
    blank: &AlternativeId,
) -> Option<&'a str> {
    let (_, words) = answer.iter().find(|(answered, _)| answered == blank)?;
    Some(words.trim()).filter(|words| !words.is_empty())
}

impl Kind for Blanks {
    /// One for each blank.
    fn points(&self) -> usize {
        self.blanks.len()
    }

    /// One point for each blank that is right, less one for each that was picked wrong. What was written wrong costs nothing, as it
    /// cannot be guessed; nor does what was left open.
    fn earn(&self, response: &Response) -> Option<usize> {
        let Response::Blanks(answer) = response else {
            return None;
        };
        let (mut right, mut wrong) = (0, 0);
        for blank in &self.blanks {
            match written(answer, &blank.element.id) {
                Some(words) if blank.accepts(words) => right += 1,
                Some(_) if blank.is_list() => wrong += 1,
                Some(_) | None => {}
            }
        }
        Some(balance(right, wrong))
    }

    fn is_complete(&self, response: &Response) -> bool {
        let is_filled = |answer: &[(AlternativeId, String)]| {
            self.blanks
                .iter()
                .all(|blank| written(answer, &blank.element.id).is_some())
        };
        matches!(response, Response::Blanks(answer) if is_filled(answer))
    }

    fn is_of_today(&self, response: &Response) -> bool {
        let knows = |(id, words): &(AlternativeId, String)| {
            let blank = self.blanks.iter().find(|blank| blank.element.id == *id);
            blank.is_some_and(|blank| {
                let offered = blank.accepted.iter().chain(&blank.others);
                !blank.is_list()
                    || words.is_empty()
                    || offered.into_iter().any(|offered| offered == words)
            })
        };
        matches!(response, Response::Blanks(answer) if answer.iter().all(knows))
    }

    fn visit<'a>(&'a self, seen: &mut dyn FnMut(Seen<'a>)) {
        passage::visit(&self.text, seen);
        for Blank { element, .. } in &self.blanks {
            seen(Seen::Element(
                &element.id,
                &element.content,
                &element.feedback,
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `right|wrong|wrong`, or `right` alone for one that is written.
    fn blanks(words: &[&str], exact: bool) -> Blanks {
        let blank = |(index, words): (usize, &&str)| {
            let mut words = words.split('|').map(str::to_owned);
            Blank {
                element: Element {
                    id: AlternativeId::new(index.to_string()),
                    content: vec![],
                    feedback: vec![],
                },
                accepted: words.next().into_iter().collect(),
                others: words.collect(),
                exact,
            }
        };
        Blanks {
            text: vec![],
            blanks: words.iter().enumerate().map(blank).collect(),
        }
    }

    fn answer(words: &[&str]) -> Response {
        let words = words.iter().enumerate();
        Response::Blanks(
            words
                .map(|(index, words)| (AlternativeId::new(index.to_string()), (*words).to_owned()))
                .collect(),
        )
    }

    #[test]
    fn scoring_table() {
        let lists: &[&str] = &["a|b|c", "d|e", "f|g"];
        let mixed: &[&str] = &["a|b", "Área jurídica", "cinco"];
        for (given_blanks, given, raw) in [
            (lists, ["a", "d", "f"], 3),
            (lists, ["a", "d", "g"], 1),
            (lists, ["a", "d", ""], 2),
            (lists, ["a", "e", "g"], 0),
            (lists, ["b", "e", "g"], 0),
            (mixed, ["a", "area  JURIDICA.", "cinco"], 3),
            (mixed, ["a", "otra cosa", "cinco"], 2),
            (mixed, ["b", "área jurídica", "5"], 0),
            (mixed, ["", "", ""], 0),
        ] {
            let blanks = blanks(given_blanks, false);
            assert_eq!(blanks.earn(&answer(&given)), Some(raw), "{given:?}");
            assert_eq!(blanks.points(), 3);
        }
    }

    #[test]
    fn accents_and_capitals_matter_only_where_the_author_says_so() {
        for (exact, words, accepted) in [
            (false, "curp", true),
            (false, " CÚRP. ", true),
            (true, "curp", false),
            (true, " CURP ", true),
        ] {
            assert_eq!(
                blanks(&["CURP"], exact).blanks[0].accepts(words),
                accepted,
                "{exact} {words}"
            );
        }
    }

    #[test]
    fn guessing_earns_no_more_than_a_choice_among_four() {
        for lists in [["a|b", "c|d", "e|f"], ["a|b|c", "d|e|f", "g|h|i"]] {
            let blanks = blanks(&lists, false);
            let mut guesses: Vec<Vec<&str>> = vec![vec![]];
            for list in lists {
                guesses = guesses
                    .iter()
                    .flat_map(|guess| {
                        list.split('|')
                            .map(move |words| guess.iter().copied().chain([words]).collect())
                    })
                    .collect();
            }
            let earned: usize = guesses
                .iter()
                .filter_map(|given| blanks.earn(&answer(given)))
                .sum();
            assert!(earned * 4 <= guesses.len() * blanks.points(), "{lists:?}");
        }
    }
}
