//! Match (QTI `matchInteraction`): `.relacionar` and `.clasificar`.

use serde::{Deserialize, Serialize};

use super::{Element, Kind, Response, Seen, balance};
use crate::id::{AlternativeId, ItemId};
use crate::prose::Inline;
use crate::seeded::Seeded;

/// Entries, each of which belongs to one group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matching {
    /// How it is shown.
    pub layout: Layout,
    /// The groups in the author's order.
    pub groups: Vec<Group>,
}

/// How a match is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Layout {
    /// `.relacionar`: two columns with these heads; a group is a text of the second.
    Pairs {
        /// Of the entries.
        left: Vec<Inline>,
        /// Of the groups.
        right: Vec<Inline>,
    },
    /// `.clasificar`: groups with names.
    Groups,
}

/// What entries are put into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Comes from its words.
    pub id: AlternativeId,
    /// Its words.
    pub content: Vec<Inline>,
    /// What belongs to it; nothing for a text that is there to be ruled out.
    pub entries: Vec<Element>,
}

impl Matching {
    /// The entries with their groups, in the author's order.
    pub fn entries(&self) -> impl Iterator<Item = (&Element, &Group)> {
        self.groups
            .iter()
            .flat_map(|group| group.entries.iter().map(move |entry| (entry, group)))
    }

    /// The entries in the order in which they are shown: mixed, as they are written beside their groups, and always the same.
    pub fn shown(&self, item: &ItemId) -> Vec<(&Element, &Group)> {
        let mut shown: Vec<(&Element, &Group)> = self.entries().collect();
        Seeded::of(item.as_str()).shuffle(&mut shown);
        shown
    }

    /// The group of this name.
    pub fn group(&self, id: &AlternativeId) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == *id)
    }
}

/// The group that an entry was put into.
pub fn put<'a>(
    answer: &'a [(AlternativeId, AlternativeId)],
    entry: &AlternativeId,
) -> Option<&'a AlternativeId> {
    let (_, group) = answer.iter().find(|(answered, _)| answered == entry)?;
    Some(group)
}

impl Kind for Matching {
    /// One for each entry.
    fn points(&self) -> usize {
        self.entries().count()
    }

    /// One point for each entry in its group, less one for each in another; nothing for one left open. The first answer to an entry
    /// counts. (A rule sees to it that no group holds more than half: choosing it every time earns nothing.)
    fn earn(&self, response: &Response) -> Option<usize> {
        let Response::Match(answer) = response else {
            return None;
        };
        let (mut right, mut wrong) = (0, 0);
        for (entry, group) in self.entries() {
            match put(answer, &entry.id) {
                Some(chosen) if *chosen == group.id => right += 1,
                Some(_) => wrong += 1,
                None => {}
            }
        }
        Some(balance(right, wrong))
    }

    fn is_complete(&self, response: &Response) -> bool {
        matches!(response, Response::Match(answer) if self.entries().all(|(entry, _)| put(answer, &entry.id).is_some()))
    }

    fn is_of_today(&self, response: &Response) -> bool {
        let knows = |(entry, group): &(AlternativeId, AlternativeId)| {
            self.entries().any(|(known, _)| known.id == *entry) && self.group(group).is_some()
        };
        matches!(response, Response::Match(answer) if answer.iter().all(knows))
    }

    fn visit<'a>(&'a self, seen: &mut dyn FnMut(Seen<'a>)) {
        if let Layout::Pairs { left, right } = &self.layout {
            seen(Seen::Line(left));
            seen(Seen::Line(right));
        }
        for group in &self.groups {
            seen(Seen::Line(&group.content));
            for entry in &group.entries {
                seen(Seen::Element(&entry.id, &entry.content, &entry.feedback));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `ab/c/` has three groups: 0 with `a` and `b`, 1 with `c`, 2 with nothing.
    fn matching(groups: &str) -> Matching {
        let group = |(index, letters): (usize, &str)| Group {
            id: AlternativeId::new(index.to_string()),
            content: vec![],
            entries: letters
                .chars()
                .map(|letter| Element {
                    id: AlternativeId::new(letter),
                    content: vec![],
                    feedback: vec![],
                })
                .collect(),
        };
        Matching {
            layout: Layout::Groups,
            groups: groups.split('/').enumerate().map(group).collect(),
        }
    }

    fn answer(pairs: &str) -> Response {
        let pair = |pair: &str| {
            let (entry, group) = pair.split_at(1);
            (AlternativeId::new(entry), AlternativeId::new(group))
        };
        Response::Match(pairs.split_whitespace().map(pair).collect())
    }

    #[test]
    fn scoring_table() {
        for (groups, given, raw, max) in [
            ("a/b/c", "a0 b1 c2", 3, 3),
            ("a/b/c", "a0 b2 c1", 0, 3),
            ("a/b/c/d", "a0 b1 c3 d2", 0, 4),
            ("a/b/c/d", "a0 b1 c2", 3, 4),
            ("a/b/c/d", "a0 b1 c2 d2", 2, 4),
            ("ab/cd", "a0 b0 c1 d1", 4, 4),
            ("ab/cd", "a0 b0 c1 d0", 2, 4),
            ("ab/cd", "a0 b0 c0 d0", 0, 4),
            ("ab/c/", "a0 b0 c2", 1, 3),
            ("ab/cd", "a0 a1 b0 c1 d1", 4, 4),
            ("ab/cd", "a9 z0", 0, 4),
            ("ab/cd", "", 0, 4),
        ] {
            let matching = matching(groups);
            assert_eq!(matching.earn(&answer(given)), Some(raw), "{groups} {given}");
            assert_eq!(matching.points(), max, "{groups}");
        }
    }

    #[test]
    fn guessing_earns_less_than_a_choice_among_four() {
        for groups in ["a/b/c", "a/b/c/d", "ab/cd", "abc/def", "ab/cd/ef"] {
            let matching = matching(groups);
            let mut guesses = vec![String::new()];
            for (entry, _) in matching.entries() {
                guesses = guesses
                    .iter()
                    .flat_map(|guess| {
                        (0..matching.groups.len())
                            .map(move |group| format!("{guess} {}{group}", entry.id))
                    })
                    .collect();
            }
            let earned: usize = guesses
                .iter()
                .filter_map(|given| matching.earn(&answer(given)))
                .sum();
            assert!(earned * 4 < guesses.len() * matching.points(), "{groups}");
        }
    }
}
