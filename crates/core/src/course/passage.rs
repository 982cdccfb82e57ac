//! The passages of a lesson: the one that teaches an item, to which a wrong answer leads, and the hard ones, which are announced.

use super::{Lesson, Module, Part, References};
use crate::id::{ItemId, SourceId};
use crate::prose::{Block, Inline, for_each_block, plain_text};
use crate::search::fold;

/// The section of a lesson that says what must be done (content guide §3).
pub const RULE: &str = "Regla";

impl Lesson {
    /// The heading under which the lesson first names one of these sources, in its running text or in a «Base legal»; if it names none of
    /// them, that of its rule, which decides what is asked about the lesson. The outline of the course suffices. `None` without either.
    pub fn passage(&self, sources: &[SourceId]) -> Option<&[Inline]> {
        let (mut heading, mut rule) = (None, None);
        for block in self.prose() {
            match block {
                Block::Heading { level: 2, text } => {
                    heading = Some(text.as_slice());
                    rule = rule.or(heading.filter(|text| plain_text(text) == RULE));
                }
                _ => {
                    let named = names(block);
                    if heading.is_some() && sources.iter().any(|source| named.contains(source)) {
                        return heading;
                    }
                }
            }
        }
        rule
    }

    /// Its headings, each with the sources named under it: all that [`Lesson::passage`] needs.
    pub(super) fn passages(&self) -> Vec<Part> {
        let mut passages = vec![];
        for block in self.prose() {
            match block {
                Block::Heading { level: 2, text } => {
                    let text = vec![Inline::Text(plain_text(text))];
                    passages.push(Block::Heading { level: 2, text });
                    passages.push(Block::Basis(vec![]));
                }
                _ => {
                    if let Some(Block::Basis(sources)) = passages.last_mut() {
                        for source in names(block) {
                            if !sources.contains(&source) {
                                sources.push(source);
                            }
                        }
                    }
                }
            }
        }
        passages.into_iter().map(Part::Prose).collect()
    }

    /// The topics of its hard passages, in reading order.
    pub(super) fn hard_topics(&self) -> Vec<String> {
        let mut topics = vec![];
        let mut visit = |block: &Block| {
            if let Block::Sensitive { topic, .. } = block {
                topics.push(plain_text(topic));
            }
        };
        for part in &self.parts {
            match part {
                Part::Prose(block) => for_each_block(std::slice::from_ref(block), &mut visit),
                Part::Item(item) => for_each_block(&item.prompt, &mut visit),
                Part::Case(case) => {
                    for scene in &case.scenes {
                        for_each_block(&scene.prose, &mut visit);
                    }
                }
            }
        }
        topics
    }

    fn prose(&self) -> impl Iterator<Item = &Block> {
        self.parts.iter().filter_map(|part| match part {
            Part::Prose(block) => Some(block),
            Part::Item(_) | Part::Case(_) => None,
        })
    }
}

impl Module {
    /// What the hard passages of its lessons treat, in reading order, each topic once. The outline of the course suffices.
    pub fn hard_topics(&self) -> Vec<String> {
        let mut topics = vec![];
        for topic in self.lessons.iter().flat_map(Lesson::hard_topics) {
            if !topics.contains(&topic) {
                topics.push(topic);
            }
        }
        topics
    }
}

fn names(block: &Block) -> Vec<SourceId> {
    let mut named = References::default();
    named.add_blocks(std::slice::from_ref(block));
    named.sources
}

/// Where a passage is in the address of its lesson, from the words of its heading: «pasaje-regla». It stands where an item would.
///
/// Limit: of two headings with the same words in one lesson the first is found.
pub fn anchor(heading: &[Inline]) -> ItemId {
    let words = fold(&plain_text(heading));
    let parts: Vec<&str> = words
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    ItemId::new(format!("pasaje-{}", parts.join("-")))
}
