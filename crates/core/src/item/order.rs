//! Order (QTI `orderInteraction`): `.ordenar`.

use serde::{Deserialize, Serialize};

use super::{Element, Kind, Response, Seen, balance};
use crate::id::{AlternativeId, ItemId};
use crate::seeded::Seeded;

/// Entries to put in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// In the right order.
    pub entries: Vec<Element>,
}

impl Order {
    /// The order in which the entries are shown at first: always the same for the item, and never the right one.
    pub fn shown(&self, item: &ItemId) -> Vec<AlternativeId> {
        let right: Vec<AlternativeId> = self.entries.iter().map(|entry| entry.id.clone()).collect();
        let mut shown = right.clone();
        Seeded::of(item.as_str()).shuffle(&mut shown);
        if shown == right && !shown.is_empty() {
            shown.rotate_left(1);
        }
        shown
    }

    /// The place of an entry in the right order, from 0.
    pub fn place(&self, id: &AlternativeId) -> Option<usize> {
        self.entries.iter().position(|entry| entry.id == *id)
    }

    /// Whether this entry stands in the answer where it should: just after the one it follows, or first if it is the first.
    pub fn follows_well(&self, answer: &[AlternativeId], id: &AlternativeId) -> bool {
        let before = |ids: &mut dyn Iterator<Item = &AlternativeId>| -> Option<AlternativeId> {
            ids.take_while(|other| *other != id).last().cloned()
        };
        answer.contains(id)
            && before(&mut answer.iter()) == before(&mut self.entries.iter().map(|entry| &entry.id))
    }
}

impl Kind for Order {
    /// One for each pair of neighbours.
    fn points(&self) -> usize {
        self.entries.len().saturating_sub(1)
    }

    /// One point for each two entries that stand one after the other as they should, less one for each two that do not. What is
    /// missing, unknown or given twice makes no pair.
    fn earn(&self, response: &Response) -> Option<usize> {
        let Response::Order(answer) = response else {
            return None;
        };
        let places: Vec<Option<usize>> = answer.iter().map(|id| self.place(id)).collect();
        let is_right = |pair: &&[Option<usize>]| match pair {
            [Some(one), Some(next)] => one + 1 == *next,
            _ => false,
        };
        let right = places.windows(2).filter(is_right).count();
        let right = right.min(self.points());
        Some(balance(right, self.points() - right))
    }

    fn is_complete(&self, response: &Response) -> bool {
        matches!(response, Response::Order(answer) if answer.len() == self.entries.len())
    }

    fn is_of_today(&self, response: &Response) -> bool {
        matches!(response, Response::Order(answer) if answer.iter().all(|id| self.place(id).is_some()))
    }

    fn visit<'a>(&'a self, seen: &mut dyn FnMut(Seen<'a>)) {
        for entry in &self.entries {
            seen(Seen::Element(&entry.id, &entry.content, &entry.feedback));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(words: &str) -> Order {
        let entries = words
            .chars()
            .map(|letter| Element {
                id: AlternativeId::new(letter),
                content: vec![],
                feedback: vec![],
            })
            .collect();
        Order { entries }
    }

    fn answer(words: &str) -> Response {
        Response::Order(words.chars().map(AlternativeId::new).collect())
    }

    #[test]
    fn scoring_table() {
        for (right, given, raw, max) in [
            ("abc", "abc", 2, 2),
            ("abc", "bca", 0, 2),
            ("abc", "cba", 0, 2),
            ("abcd", "abcd", 3, 3),
            ("abcd", "bcda", 1, 3),
            ("abcd", "abdc", 0, 3),
            ("abcde", "abcde", 4, 4),
            ("abcde", "bcdea", 2, 4),
            ("abcde", "abced", 0, 4),
            ("abcde", "deabc", 2, 4),
            ("abcde", "edcba", 0, 4),
            ("abcde", "abc", 0, 4),
            ("abc", "abz", 0, 2),
            ("abc", "ababab", 2, 2),
            ("abc", "", 0, 2),
        ] {
            let order = order(right);
            assert_eq!(order.earn(&answer(given)), Some(raw), "{right} {given}");
            assert_eq!(order.points(), max, "{right}");
        }
    }

    #[test]
    fn guessing_earns_less_than_a_choice_among_four() {
        for words in ["abc", "abcd", "abcde", "abcdef"] {
            let order = order(words);
            let mut orders = vec![String::new()];
            for letter in words.chars() {
                orders = orders
                    .iter()
                    .flat_map(|text| {
                        (0..=text.len()).map(move |at| {
                            let mut text = text.clone();
                            text.insert(at, letter);
                            text
                        })
                    })
                    .collect();
            }
            let earned: usize = orders
                .iter()
                .filter_map(|given| order.earn(&answer(given)))
                .sum();
            assert!(earned * 4 < orders.len() * order.points(), "{words}");
        }
    }

    #[test]
    fn what_is_shown_is_never_right_and_always_the_same() {
        for words in ["ab", "abc", "abcd"] {
            let order = order(words);
            for number in 0..200 {
                let item = ItemId::new(format!("item-{number}"));
                let shown = order.shown(&item);
                assert_eq!(shown, order.shown(&item));
                assert!(!order.entries.iter().map(|entry| &entry.id).eq(&shown));
                assert!(order.is_complete(&Response::Order(shown)));
            }
        }
    }
}
