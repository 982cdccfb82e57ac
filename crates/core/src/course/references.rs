//! What a piece of a course points at, in the order of first mention.

use super::{Course, Lesson, Part, Pool};
use crate::case::Case;
use crate::id::{ContactId, SourceId, TermId};
use crate::item::{Item, Seen};
use crate::prose::{Block, Inline, for_each_block, for_each_text};

/// The sources, terms and contacts that some content names, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct References {
    /// Law articles.
    pub sources: Vec<SourceId>,
    /// Glossary terms.
    pub terms: Vec<TermId>,
    /// Contacts.
    pub contacts: Vec<ContactId>,
}

impl References {
    /// Adds what these blocks name.
    pub fn add_blocks(&mut self, blocks: &[Block]) {
        for_each_block(blocks, &mut |block| {
            if let Block::Basis(sources) = block {
                sources
                    .iter()
                    .for_each(|source| add(&mut self.sources, source));
            }
        });
        for_each_text(blocks, &mut |text| self.add_text(text));
    }

    /// Adds what this item names: its own sources, its prompt, what is answered and every explanation.
    pub fn add_item(&mut self, item: &Item) {
        item.sources
            .iter()
            .for_each(|source| add(&mut self.sources, source));
        self.add_blocks(&item.prompt);
        item.interaction.visit(&mut |seen| match seen {
            Seen::Element(_, content, feedback) => {
                self.add_text(content);
                self.add_blocks(feedback);
            }
            Seen::Line(text) => self.add_text(text),
            Seen::Blocks(blocks) => self.add_blocks(blocks),
            Seen::Words(_) => {}
        });
    }

    /// Adds what this case names: in its scenes and in the consequences of their decisions.
    pub fn add_case(&mut self, case: &Case) {
        for scene in &case.scenes {
            self.add_blocks(&scene.prose);
            for decision in scene.decisions() {
                self.add_blocks(&decision.consequence);
            }
        }
    }

    fn add_text(&mut self, text: &[Inline]) {
        for inline in text {
            match inline {
                Inline::Cite { source, .. } => add(&mut self.sources, source),
                Inline::Term { term, .. } => add(&mut self.terms, term),
                Inline::Contact { contact, .. } => add(&mut self.contacts, contact),
                Inline::Strong(inner) | Inline::Emphasis(inner) => self.add_text(inner),
                Inline::Text(_) | Inline::Break | Inline::Lesson { .. } | Inline::Link { .. } => {}
            }
        }
    }
}

fn add<T: Clone + PartialEq>(list: &mut Vec<T>, id: &T) {
    if !list.contains(id) {
        list.push(id.clone());
    }
}

impl Lesson {
    /// What the lesson, its items and its case name.
    pub fn references(&self) -> References {
        let mut references = References::default();
        for part in &self.parts {
            match part {
                Part::Prose(block) => references.add_blocks(std::slice::from_ref(block)),
                Part::Item(item) => references.add_item(item),
                Part::Case(case) => references.add_case(case),
            }
        }
        references
    }
}

impl Course {
    /// What the whole course names: lessons, cards and the pool.
    pub fn references(&self, pool: &Pool) -> References {
        let mut references = References::default();
        for (_, lesson) in self.lessons() {
            let of_lesson = lesson.references();
            of_lesson
                .sources
                .iter()
                .for_each(|id| add(&mut references.sources, id));
            of_lesson
                .terms
                .iter()
                .for_each(|id| add(&mut references.terms, id));
            of_lesson
                .contacts
                .iter()
                .for_each(|id| add(&mut references.contacts, id));
        }
        self.modules
            .iter()
            .filter_map(|module| module.card.as_ref())
            .for_each(|card| references.add_blocks(&card.blocks));
        pool.items.iter().for_each(|item| references.add_item(item));
        references
    }
}
