//! What lessons are written with: a small closed tree, built at build time and turned into views without any HTML string.

use serde::{Deserialize, Serialize};

use crate::id::{ContactId, LessonId, SourceId, TermId};

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Strong importance.
    Strong(Vec<Inline>),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// A forced line break.
    Break,
    /// A citation of a law article; shows «Ley, artículo, texto al …» and the quotation on demand.
    Cite {
        /// The source cited.
        source: SourceId,
        /// The author's words for it.
        text: String,
    },
    /// A glossary term, explained where it stands.
    Term {
        /// The entry.
        term: TermId,
        /// The word as it stands in the sentence.
        text: String,
    },
    /// An entry of the directory.
    Contact {
        /// The entry.
        contact: ContactId,
        /// The author's words for it.
        text: String,
    },
    /// Another lesson of the same course.
    Lesson {
        /// The lesson.
        lesson: LessonId,
        /// The author's words for it.
        text: String,
    },
    /// A link out of the site; only `https:`, `mailto:` and `tel:` get here.
    Link {
        /// The whole address.
        href: String,
        /// The author's words for it.
        text: String,
    },
}

/// A block of prose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A section heading inside a lesson (the lesson's title is not a block). Level 2 or 3.
    Heading {
        /// 2 or 3.
        level: u8,
        /// Its words.
        text: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list; each entry is a run of blocks.
    List {
        /// Numbered or not.
        ordered: bool,
        /// The entries.
        entries: Vec<Vec<Block>>,
    },
    /// A plain quotation.
    Quote(Vec<Block>),
    /// A table with one head row.
    Table {
        /// Cells of the head.
        head: Vec<Vec<Inline>>,
        /// Rows of cells, each as long as the head.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// An image of the course.
    Image {
        /// File name below the course's `media/`.
        file: String,
        /// What the image shows, for whoever does not see it.
        alt: String,
    },
    /// A marked box.
    Callout {
        /// Which box.
        kind: Callout,
        /// Its own title, or empty.
        title: Vec<Inline>,
        /// Its content.
        body: Vec<Block>,
    },
    /// The «Base legal» box: the sources that sustain a rule.
    Basis(Vec<SourceId>),
    /// A hard passage: closed at first, announced by its topic, with an equivalent short version that counts alike.
    Sensitive {
        /// What is mentioned in it.
        topic: Vec<Inline>,
        /// The passage.
        body: Vec<Block>,
        /// The short version; empty if the author gave none.
        brief: Vec<Block>,
    },
}

/// The boxes an author can use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Callout {
    /// `[!nota]`: an aside.
    Note,
    /// `[!ejemplo]`: a worked example.
    Example,
    /// `[!llevar]`: the phrase to take away.
    TakeAway,
    /// `[!duda]`: whom to ask.
    Doubt,
    /// `[!pista]`: a hint, in the prompt of an item; shown on demand, and never in an evaluation.
    Hint,
}

/// The words of a run of text, without marks.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain(inlines, &mut text);
    text
}

fn push_plain(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => text.push_str(words),
            Inline::Strong(inner) | Inline::Emphasis(inner) => push_plain(inner, text),
            Inline::Break => text.push(' '),
            Inline::Cite { text: words, .. }
            | Inline::Term { text: words, .. }
            | Inline::Contact { text: words, .. }
            | Inline::Lesson { text: words, .. }
            | Inline::Link { text: words, .. } => text.push_str(words),
        }
    }
}

/// Calls `visit` with every block, those inside other blocks included, in reading order.
pub fn for_each_block<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::List { entries, .. } => entries
                .iter()
                .for_each(|entry| for_each_block(entry, visit)),
            Block::Quote(body) | Block::Callout { body, .. } => for_each_block(body, visit),
            Block::Sensitive { body, brief, .. } => {
                for_each_block(body, visit);
                for_each_block(brief, visit);
            }
            Block::Heading { .. }
            | Block::Paragraph(_)
            | Block::Table { .. }
            | Block::Image { .. }
            | Block::Basis(_) => {}
        }
    }
}

/// Calls `visit` with every run of text in these blocks, in reading order.
pub fn for_each_text<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a [Inline])) {
    for_each_block(blocks, &mut |block| match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => visit(text),
        Block::Callout { title: text, .. } | Block::Sensitive { topic: text, .. } => visit(text),
        Block::Table { head, rows } => head
            .iter()
            .chain(rows.iter().flatten())
            .for_each(|cell| visit(cell)),
        Block::List { .. } | Block::Quote(_) | Block::Image { .. } | Block::Basis(_) => {}
    });
}

/// Number of words a person reads in these blocks; a sensitive passage counts once, as its full version.
pub fn word_count(blocks: &[Block]) -> usize {
    blocks.iter().map(block_words).sum()
}

fn block_words(block: &Block) -> usize {
    match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => words(text),
        Block::List { entries, .. } => entries.iter().map(|entry| word_count(entry)).sum(),
        Block::Quote(body) => word_count(body),
        Block::Table { head, rows } => rows
            .iter()
            .flatten()
            .chain(head)
            .map(|cell| words(cell))
            .sum(),
        Block::Image { .. } | Block::Basis(_) => 0,
        Block::Callout { title, body, .. } => words(title) + word_count(body),
        Block::Sensitive {
            topic,
            body,
            brief: _,
        } => words(topic) + word_count(body),
    }
}

/// Number of words in a run of text.
pub fn words(text: &[Inline]) -> usize {
    plain_text(text).split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sensitive_passage_counts_once() {
        let says = |text: &str| vec![Inline::Text(text.to_owned())];
        let passage = Block::Sensitive {
            topic: says("un tema"),
            body: vec![Block::Paragraph(says("tres palabras más"))],
            brief: vec![Block::Paragraph(says("breve"))],
        };
        assert_eq!(word_count(&[passage]), 5);
    }
}
