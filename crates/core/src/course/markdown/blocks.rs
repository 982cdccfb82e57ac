//! Nodes to blocks.

use pulldown_cmark::{Event, Tag};

use super::boxes::quote;
use super::inlines::{image, is_image, is_inline};
use super::{Node, Reader, heading_level, heading_words, inlines, raw_html, without_comments};
use crate::prose::{Block, Inline};

/// The blocks of these nodes. Comments vanish; running text between blocks (as in a tight list) is a paragraph.
pub(in crate::course) fn blocks(reader: &mut Reader, nodes: &[Node]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rest = nodes;
    while let Some((first, after)) = rest.split_first() {
        let run = rest.iter().take_while(|node| is_inline(node)).count();
        if run > 0 {
            let (words, after) = rest.split_at(run);
            paragraph(reader, words, &mut blocks);
            rest = after;
            continue;
        }
        rest = after;
        match &first.event {
            Event::Start(Tag::Paragraph) => paragraph(reader, &first.children, &mut blocks),
            Event::Start(Tag::Heading { .. }) => heading(reader, first, &mut blocks),
            Event::Start(Tag::BlockQuote(_)) => quote(reader, first, rest, &mut blocks),
            Event::Start(Tag::List(start)) => blocks.push(Block::List {
                ordered: start.is_some(),
                entries: first
                    .children
                    .iter()
                    .map(|entry| self::blocks(reader, &entry.children))
                    .collect(),
            }),
            Event::Start(Tag::Table(_)) => blocks.push(table(reader, first)),
            Event::Start(Tag::HtmlBlock) => html(reader, first, &mut blocks),
            Event::Start(Tag::CodeBlock(_)) => code(reader, first, &mut blocks),
            Event::Rule => reader.error(
                "formato-no-admitido",
                first.range.start,
                "Las líneas divisorias no se admiten. Divida la lección con títulos «##».",
            ),
            _ => {}
        }
    }
    blocks
}

/// A paragraph; one that holds nothing but images is those images.
pub(super) fn paragraph(reader: &mut Reader, nodes: &[Node], blocks: &mut Vec<Block>) {
    let is_gap = |node: &&Node| {
        matches!(
            node.event,
            Event::SoftBreak | Event::HardBreak | Event::InlineHtml(_)
        )
    };
    let mut shown = nodes.iter().filter(|node| !is_gap(node)).peekable();
    if shown.peek().is_some() && shown.clone().all(is_image) {
        blocks.extend(shown.filter_map(|node| image(reader, node)));
        return;
    }
    let words = inlines(reader, nodes);
    if !words.is_empty() {
        blocks.push(Block::Paragraph(words));
    }
}

fn heading(reader: &mut Reader, node: &Node, blocks: &mut Vec<Block>) {
    let level = heading_level(node).unwrap_or(2);
    let at = node.range.start;
    match level {
        1 => reader.error(
            "titulo-fuera-de-orden",
            at,
            "Sólo el primer título lleva un «#». Use «##» para dividir el texto.",
        ),
        2 | 3 => {}
        _ => reader.error(
            "titulo-fuera-de-orden",
            at,
            "Los títulos llegan hasta «###». Quite los «#» que sobran.",
        ),
    }
    if let Event::Start(Tag::Heading {
        id, classes, attrs, ..
    }) = &node.event
        && (id.is_some() || !classes.is_empty() || !attrs.is_empty())
    {
        reader.error("pregunta-sin-tipo", at, "Este título lleva llaves, pero no es una pregunta: las preguntas son títulos «##» de la lección o del banco. Quite las llaves.");
    }
    blocks.push(Block::Heading {
        level: level.clamp(2, 3),
        text: heading_words(reader, node),
    });
}

fn table(reader: &mut Reader, node: &Node) -> Block {
    let mut head = Vec::new();
    let mut rows = Vec::new();
    for row in &node.children {
        let cells: Vec<Vec<Inline>> = row
            .children
            .iter()
            .map(|cell| inlines(reader, &cell.children))
            .collect();
        match row.event {
            Event::Start(Tag::TableHead) => head = cells,
            _ => rows.push(cells),
        }
    }
    for row in &mut rows {
        row.resize(head.len(), Vec::new());
    }
    Block::Table { head, rows }
}

fn html(reader: &mut Reader, node: &Node, blocks: &mut Vec<Block>) {
    let shown = without_comments(&raw_html(node));
    let shown = shown.trim();
    if shown.is_empty() {
        return;
    }
    reader.error("html-no-admitido", node.range.start, html_message(shown));
    blocks.push(Block::Paragraph(vec![Inline::Text(shown.to_owned())]));
}

/// What to do about this HTML.
pub(super) fn html_message(shown: &str) -> &'static str {
    if shown.contains("<!--") {
        "El comentario que empieza con «<!--» no se cierra y ocultaría lo que sigue. Ciérrelo con «-->»."
    } else if shown.contains('<') {
        "No se admite HTML: se mostraría tal cual. Escríbalo con Markdown, por ejemplo **negritas** o una lista."
    } else {
        "Hay texto en el mismo renglón que un comentario «<!-- … -->». Ponga el comentario en su propio renglón, con uno en blanco antes y después."
    }
}

fn code(reader: &mut Reader, node: &Node, blocks: &mut Vec<Block>) {
    reader.error("formato-no-admitido", node.range.start, "Este texto se lee como código, porque empieza con cuatro espacios o con comillas invertidas. Quite esa sangría o esas comillas.");
    let words = raw_html(node);
    if !words.trim().is_empty() {
        blocks.push(Block::Paragraph(vec![Inline::Text(
            words.trim().to_owned(),
        )]));
    }
}
