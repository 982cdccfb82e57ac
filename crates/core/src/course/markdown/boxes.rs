//! Quotations whose first line says which box they are: `> [!nota] Título`.

use pulldown_cmark::{CowStr, Event, Tag};

use super::blocks::paragraph;
use super::{Key, Node, Reader, blocks, inlines, is_comment};
use crate::id::SourceId;
use crate::prose::{Block, Callout, plain_text};

/// The box that declares the variables of a case. It is no prose: only the opening of a case holds it.
const VARIABLES: &str = "variables";

/// A quotation split into its mark, the rest of the mark's line, the rest of that paragraph, and the other nodes.
struct Marked<'n, 't> {
    mark: String,
    line: Vec<Node<'t>>,
    below: Vec<Node<'t>>,
    others: &'n [Node<'t>],
}

/// Reads a quotation into `blocks`; `next` are the nodes after it.
pub(super) fn quote(reader: &mut Reader, node: &Node, next: &[Node], blocks: &mut Vec<Block>) {
    let at = node.range.start;
    let Some(marked) = marked(node) else {
        let body = super::blocks(reader, &node.children);
        blocks.push(Block::Quote(body));
        return;
    };
    match marked.mark.as_str() {
        "base" => blocks.push(basis(reader, at, &marked)),
        "nota" => blocks.push(titled(reader, at, Callout::Note, &marked)),
        "ejemplo" => blocks.push(titled(reader, at, Callout::Example, &marked)),
        "llevar" => blocks.push(untitled(reader, at, Callout::TakeAway, &marked)),
        "duda" => blocks.push(untitled(reader, at, Callout::Doubt, &marked)),
        "sensible" => blocks.push(sensitive(reader, at, next, &marked)),
        "breve" => brief(reader, at, blocks, &marked),
        VARIABLES => reader.error("variable-mal-escrita", at, "«[!variables]» va al principio de un caso: después de su título y antes de la primera escena. Muévalo ahí."),
        "pista" => reader.error("recuadro-mal-escrito", at, "«[!pista]» va dentro de una pregunta, entre su enunciado y lo que se contesta. Muévalo ahí, o use [!nota]."),
        "modelo" => reader.error("recuadro-mal-escrito", at, "«[!modelo]» es la respuesta modelo de una pregunta .abierta y va una sola vez, después de su enunciado. Muévalo ahí, o use [!ejemplo]."),
        other => {
            reader.error("recuadro-mal-escrito", at, format!("No hay un recuadro «[!{other}]». Use [!base], [!nota], [!ejemplo], [!llevar], [!duda], [!sensible] o [!breve]."));
            let body = whole_body(reader, &marked);
            blocks.push(Block::Quote(body));
        }
    }
}

/// Whether the node is a quotation that opens a box.
pub(in crate::course) fn is_marked_quote(node: &Node) -> bool {
    marked(node).is_some()
}

/// Whether the node is a box with this mark.
pub(in crate::course) fn is_box(node: &Node, mark: &str) -> bool {
    marked(node).is_some_and(|marked| marked.mark == mark)
}

/// The text of a box with this mark and without a title; `None` if the node is no such box.
pub(in crate::course) fn boxed(reader: &mut Reader, node: &Node, mark: &str) -> Option<Vec<Block>> {
    let marked = marked(node).filter(|marked| marked.mark == mark)?;
    let body = whole_body(reader, &marked);
    expect_text(reader, node.range.start, &body);
    Some(body)
}

/// Whether the node is the box that declares the variables of a case.
pub(in crate::course) fn declares_variables(node: &Node) -> bool {
    matches!(node.event, Event::Start(Tag::BlockQuote(_)))
        && marked(node).is_some_and(|marked| marked.mark == VARIABLES)
}

fn marked<'n, 't>(node: &'n Node<'t>) -> Option<Marked<'n, 't>> {
    let (first, others) = node.children.split_first()?;
    if !matches!(node.event, Event::Start(Tag::BlockQuote(_)))
        || !matches!(first.event, Event::Start(Tag::Paragraph))
    {
        return None;
    }
    let (head, tail) = first.children.split_first()?;
    let Event::Text(words) = &head.event else {
        return None;
    };
    let (mark, after) = words.strip_prefix("[!")?.split_once(']')?;
    let is_break = |node: &Node| matches!(node.event, Event::SoftBreak | Event::HardBreak);
    let end = tail.iter().position(is_break).unwrap_or(tail.len());
    let (line, below) = tail.split_at(end);
    let rest_of_head = Node {
        event: Event::Text(CowStr::from(after.trim_start().to_owned())),
        range: head.range.clone(),
        children: Vec::new(),
    };
    Some(Marked {
        mark: mark.trim().to_owned(),
        line: std::iter::once(rest_of_head)
            .chain(line.iter().cloned())
            .collect(),
        below: below.to_vec(),
        others,
    })
}

/// The text of a box whose first line is a title.
fn body_below(reader: &mut Reader, marked: &Marked) -> Vec<Block> {
    let mut body = Vec::new();
    paragraph(reader, &marked.below, &mut body);
    body.extend(blocks(reader, marked.others));
    body
}

/// The text of a box that has no title: it may begin on the line of the mark.
fn whole_body(reader: &mut Reader, marked: &Marked) -> Vec<Block> {
    let words: Vec<Node> = marked.line.iter().chain(&marked.below).cloned().collect();
    let mut body = Vec::new();
    paragraph(reader, &words, &mut body);
    body.extend(blocks(reader, marked.others));
    body
}

fn titled(reader: &mut Reader, at: usize, kind: Callout, marked: &Marked) -> Block {
    let title = inlines(reader, &marked.line);
    let body = body_below(reader, marked);
    expect_text(reader, at, &body);
    Block::Callout { kind, title, body }
}

fn untitled(reader: &mut Reader, at: usize, kind: Callout, marked: &Marked) -> Block {
    let body = whole_body(reader, marked);
    expect_text(reader, at, &body);
    Block::Callout {
        kind,
        title: Vec::new(),
        body,
    }
}

fn expect_text(reader: &mut Reader, at: usize, body: &[Block]) {
    if body.is_empty() {
        reader.error(
            "recuadro-mal-escrito",
            at,
            "El recuadro no tiene texto. Escríbalo en los renglones siguientes, cada uno con «>».",
        );
    }
}

fn basis(reader: &mut Reader, at: usize, marked: &Marked) -> Block {
    let words: Vec<Node> = marked.line.iter().chain(&marked.below).cloned().collect();
    let keys = plain_text(&inlines(reader, &words));
    let sources: Vec<SourceId> = keys
        .split(',')
        .map(str::trim)
        .filter(|key| !key.is_empty())
        .map(SourceId::new)
        .collect();
    let well_formed = sources.iter().all(SourceId::is_well_formed);
    if sources.is_empty() || !well_formed || !marked.others.iter().all(is_comment) {
        reader.error("recuadro-mal-escrito", at, "«[!base]» lleva sólo claves de fuentes.toml separadas por coma: > [!base] lm-7, lm-148. Ponga el texto en un párrafo aparte.");
    }
    let sources: Vec<SourceId> = sources
        .into_iter()
        .filter(SourceId::is_well_formed)
        .collect();
    for source in &sources {
        reader.refer("enlace-roto", at, Key::Source(source.clone()));
    }
    Block::Basis(sources)
}

fn sensitive(reader: &mut Reader, at: usize, next: &[Node], marked: &Marked) -> Block {
    let follower = next
        .iter()
        .find(|node| !is_comment(node))
        .and_then(self::marked);
    if follower.is_none_or(|follower| follower.mark != "breve") {
        reader.warning("sensible-sin-breve", at, "El pasaje difícil no tiene versión breve. Agregue justo después un recuadro [!breve] que enseñe la misma regla.");
    }
    let topic = inlines(reader, &marked.line);
    let body = body_below(reader, marked);
    if topic.is_empty() {
        reader.error("recuadro-mal-escrito", at, "«[!sensible]» no dice su tema. Escríbalo en el mismo renglón: > [!sensible] Violencia en la pareja.");
    }
    expect_text(reader, at, &body);
    Block::Sensitive {
        topic,
        body,
        brief: Vec::new(),
    }
}

fn brief(reader: &mut Reader, at: usize, blocks: &mut [Block], marked: &Marked) {
    let words = whole_body(reader, marked);
    expect_text(reader, at, &words);
    match blocks.last_mut() {
        Some(Block::Sensitive { brief, .. }) if brief.is_empty() => *brief = words,
        _ => reader.error(
            "recuadro-mal-escrito",
            at,
            "«[!breve]» va justo después de un recuadro [!sensible]. Muévalo ahí.",
        ),
    }
}
