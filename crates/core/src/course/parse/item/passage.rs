//! A text to answer in: a plain quotation, followed by the list that explains its places.

use pulldown_cmark::{Event, Tag};

use super::super::super::markdown::{Node, Reader, inlines, is_comment, is_marked_quote};
use super::entries::is_list;
use crate::item::passage::{Passage, Piece};
use crate::prose::Inline;

/// Where the quotation is that a list follows.
pub(super) fn begins(nodes: &[Node]) -> usize {
    let is_text = |at: &usize| {
        let mut after = nodes.iter().skip(at + 1).filter(|node| !is_comment(node));
        nodes.get(*at).is_some_and(is_plain_quote) && after.next().is_some_and(is_list)
    };
    (0..nodes.len()).find(is_text).unwrap_or(nodes.len())
}

fn is_plain_quote(node: &Node) -> bool {
    matches!(node.event, Event::Start(Tag::BlockQuote(_))) && !is_marked_quote(node)
}

/// The paragraphs of the quotation at the start of these nodes, cut into pieces by `cut`; its start; and the nodes after it.
pub(super) fn passage<'n, 't>(
    reader: &mut Reader,
    nodes: &'n [Node<'t>],
    rule: &'static str,
    mut cut: impl FnMut(Inline, &mut Vec<Piece>),
) -> (Passage, &'n [Node<'t>]) {
    let Some((quote, rest)) = nodes.split_first() else {
        return (vec![], nodes);
    };
    let mut passage = vec![];
    for node in quote.children.iter().filter(|node| !is_comment(node)) {
        if !matches!(node.event, Event::Start(Tag::Paragraph)) {
            reader.error(rule, node.range.start, "El texto de esta pregunta lleva sólo párrafos. Quite de la cita las listas, tablas y recuadros.");
            continue;
        }
        let mut pieces = vec![];
        for inline in inlines(reader, &node.children) {
            cut(inline, &mut pieces);
        }
        passage.push(pieces);
    }
    (passage, rest)
}

/// Adds text to read to the last piece.
pub(super) fn push_words(pieces: &mut Vec<Piece>, inline: Inline) {
    match pieces.last_mut() {
        Some(Piece::Words(words)) => words.push(inline),
        _ => pieces.push(Piece::Words(vec![inline])),
    }
}
