//! Lists whose entries have an explanation below them.

use pulldown_cmark::{Event, Tag};

use super::super::super::markdown::{Node, Reader, blocks, inlines, is_comment, is_marked_quote};
use super::super::super::places::Key;
use super::Asked;
use crate::id::AlternativeId;
use crate::item::id_of;
use crate::prose::{Block, Inline};

/// One entry of a list.
pub(super) struct Entry {
    /// Where it begins.
    pub(super) at: usize,
    /// Its box, if it has one: ticked or not.
    pub(super) mark: Option<bool>,
    /// Its line.
    pub(super) content: Vec<Inline>,
    /// The quotation below it.
    pub(super) feedback: Vec<Block>,
}

impl Entry {
    /// Notes where the element of these words is.
    pub(super) fn note(&self, reader: &mut Reader, asked: Asked) -> AlternativeId {
        let id = id_of(&self.content);
        let key = Key::Alternative(asked.id.clone(), id.clone());
        reader.notes.places.add(key, reader.text.place(self.at));
        id
    }

    /// Says that a box has no meaning here.
    pub(super) fn refuse_box(&self, reader: &mut Reader) {
        if self.mark.is_some() {
            reader.error("opcion-mal-escrita", self.at, "En este tipo de pregunta los renglones no llevan casilla. Quite «[ ]» o «[x]», o cambie el tipo a .opcion o .varias.");
        }
    }
}

/// Whether this is a list whose first entry has a box.
pub(in super::super) fn is_task_list(node: &Node) -> bool {
    let has_box = |nodes: &[Node]| {
        matches!(
            nodes.first().map(|node| &node.event),
            Some(Event::TaskListMarker(_))
        )
    };
    let entry = node
        .children
        .first()
        .map_or([].as_slice(), |entry| entry.children.as_slice());
    matches!(node.event, Event::Start(Tag::List(_)))
        && (has_box(entry) || entry.first().is_some_and(|first| has_box(&first.children)))
}

/// Whether this is a list with numbers.
pub(super) fn is_numbered(node: &Node) -> bool {
    matches!(node.event, Event::Start(Tag::List(Some(_))))
}

/// Whether this is a list without numbers.
pub(super) fn is_bulleted(node: &Node) -> bool {
    matches!(node.event, Event::Start(Tag::List(None)))
}

/// Whether this is a list.
pub(super) fn is_list(node: &Node) -> bool {
    matches!(node.event, Event::Start(Tag::List(_)))
}

/// The entries of such lists at the start of these nodes, and the nodes after them. An explanation that slipped out of its entry
/// ends neither.
pub(super) fn entries<'n, 't>(
    reader: &mut Reader,
    nodes: &'n [Node<'t>],
    is_such: fn(&Node) -> bool,
) -> (Vec<Entry>, &'n [Node<'t>]) {
    let mut entries: Vec<Entry> = Vec::new();
    let mut spaces = "dos";
    let mut rest = nodes;
    while let Some((node, after)) = rest.split_first() {
        match &node.event {
            Event::Start(Tag::List(start)) if is_such(node) => {
                spaces = if start.is_some() { "tres" } else { "dos" };
                for child in &node.children {
                    entries.push(entry(reader, child));
                }
            }
            Event::Start(Tag::BlockQuote(_)) if !is_marked_quote(node) && !entries.is_empty() => {
                reader.error(
                    "opcion-mal-escrita",
                    node.range.start,
                    format!("La explicación quedó fuera de su opción. Ponga {spaces} espacios antes de «>»."),
                );
                let feedback = blocks(reader, &node.children);
                if let Some(last) = entries.last_mut() {
                    last.feedback.extend(feedback);
                }
            }
            _ if is_comment(node) => {}
            _ => break,
        }
        rest = after;
    }
    (entries, rest)
}

/// An entry of a list taken apart: its box, the words of its line, and what stands below them.
pub(in super::super) struct Line<'n, 't> {
    pub(in super::super) mark: Option<bool>,
    pub(in super::super) words: &'n [Node<'t>],
    pub(in super::super) below: &'n [Node<'t>],
}

/// Takes an entry of a list apart.
pub(in super::super) fn line<'n, 't>(entry: &'n Node<'t>) -> Line<'n, 't> {
    let (line, below) = match entry.children.split_first() {
        Some((first, below)) if matches!(first.event, Event::Start(Tag::Paragraph)) => {
            (first.children.as_slice(), below)
        }
        _ => {
            let blocks_begin = |node: &Node| matches!(&node.event, Event::Start(tag) if !matches!(tag, Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. }));
            entry.children.split_at(
                entry
                    .children
                    .iter()
                    .position(blocks_begin)
                    .unwrap_or(entry.children.len()),
            )
        }
    };
    let (mark, words) = match line.split_first() {
        Some((
            Node {
                event: Event::TaskListMarker(ticked),
                ..
            },
            words,
        )) => (Some(*ticked), words),
        _ => (None, line),
    };
    Line { mark, words, below }
}

fn entry(reader: &mut Reader, entry: &Node) -> Entry {
    let Line { mark, words, below } = line(entry);
    let content = inlines(reader, words);
    let mut feedback = Vec::new();
    for node in below.iter().filter(|node| !is_comment(node)) {
        if matches!(node.event, Event::Start(Tag::BlockQuote(_))) {
            feedback.extend(blocks(reader, &node.children));
        } else {
            reader.error("opcion-mal-escrita", node.range.start, "Después del renglón de la opción sólo va su explicación, con dos espacios y «>» al principio de cada renglón.");
        }
    }
    Entry {
        at: entry.range.start,
        mark,
        content,
        feedback,
    }
}
