//! Items: a heading with braces, the prompt, the list of alternatives.

use pulldown_cmark::{Event, Tag};

use super::super::markdown::{
    Node, Reader, blocks, heading_text, inlines, is_comment, is_marked_quote,
};
use super::super::places::Key;
use super::lesson::Attributes;
use crate::id::{ItemId, LessonId, ObjectiveId, SourceId};
use crate::item::choice::{Alternative, Cardinality, Choice};
use crate::item::{Interaction, Item, Level};
use crate::prose::plain_text;

/// What an item takes from the lesson it stands in; nothing in a pool or a diagnostic.
#[derive(Default)]
pub(super) struct Home<'a> {
    pub(super) lesson: Option<&'a LessonId>,
    pub(super) objective: Option<&'a ObjectiveId>,
}

/// The kinds an author can write.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    One,
    Several,
    TrueOrFalse,
}

/// The item under this heading and the nodes after its alternatives. Without a key or a kind there is no item; its text is skipped.
pub(super) fn item<'n, 't>(
    reader: &mut Reader,
    heading: &Node,
    body: &'n [Node<'t>],
    home: &Home,
) -> (Option<Item>, &'n [Node<'t>]) {
    let at = heading.range.start;
    let title = heading_text(reader, heading);
    let attributes = Attributes::of(heading);
    let (Some(kind), Some(id)) = (kind(reader, at, &attributes), key(reader, at, &attributes))
    else {
        return (None, &[]);
    };
    reader
        .notes
        .places
        .add(Key::Item(id.clone()), reader.text.place(at));
    attributes.allow(
        reader,
        at,
        match home.lesson {
            Some(_) => &["nivel", "fuente", "objetivo"],
            None => &["nivel", "fuente", "objetivo", "leccion"],
        },
    );
    let level = level(reader, at, &attributes);
    let sources = sources(reader, at, &attributes);
    let objective = objective(reader, at, &attributes, home);
    let lesson = lesson(reader, at, &attributes, home);
    let (prompt, rest) = body.split_at(body.iter().position(is_task_list).unwrap_or(body.len()));
    let prompt = blocks(reader, prompt);
    let (alternatives, rest) = alternatives(reader, &id, rest);
    check_alternatives(reader, at, kind, &alternatives);
    let cardinality = match kind {
        Kind::One | Kind::TrueOrFalse => Cardinality::Single,
        Kind::Several => Cardinality::Multiple,
    };
    let interaction = Interaction::Choice(Choice {
        cardinality,
        alternatives,
    });
    let mut item = Item {
        id,
        title,
        objective,
        lesson,
        level,
        sources,
        prompt,
        interaction,
        digest: String::new(),
    };
    item.digest = item.digest_of();
    (Some(item), rest)
}

fn kind(reader: &mut Reader, at: usize, attributes: &Attributes) -> Option<Kind> {
    match attributes.classes.as_slice() {
        ["opcion"] => Some(Kind::One),
        ["varias"] => Some(Kind::Several),
        ["verdadero"] => Some(Kind::TrueOrFalse),
        _ => {
            reader.error("pregunta-sin-tipo", at, "La pregunta no dice su tipo. Escriba entre las llaves uno solo: .opcion, .varias o .verdadero. Si no es una pregunta, quite las llaves.");
            None
        }
    }
}

fn key(reader: &mut Reader, at: usize, attributes: &Attributes) -> Option<ItemId> {
    if attributes.id.is_none() {
        reader.error("pregunta-sin-clave", at, "La pregunta no tiene clave. Escríbala al principio de las llaves: {#en-la-puerta .opcion …}. No cambiará nunca.");
    }
    attributes.id.map(ItemId::new)
}

fn level(reader: &mut Reader, at: usize, attributes: &Attributes) -> Level {
    match attributes.keys("nivel").as_slice() {
        ["reconocer"] => Level::Recognise,
        ["aplicar"] => Level::Apply,
        ["decidir"] => Level::Decide,
        _ => {
            reader.error("pregunta-sin-nivel", at, "La pregunta no dice su nivel. Escriba entre las llaves nivel=reconocer, nivel=aplicar o nivel=decidir.");
            Level::Apply
        }
    }
}

fn sources(reader: &mut Reader, at: usize, attributes: &Attributes) -> Vec<SourceId> {
    let sources: Vec<SourceId> = attributes
        .keys("fuente")
        .into_iter()
        .map(SourceId::new)
        .collect();
    if sources.is_empty() {
        reader.error("pregunta-sin-fuente", at, "La pregunta no dice en qué se apoya. Escriba entre las llaves fuente= y una clave de fuentes.toml.");
    }
    for source in &sources {
        reader.refer("pregunta-sin-fuente", at, Key::Source(source.clone()));
    }
    sources
}

/// The objective; an id that nothing has if none was given.
fn objective(reader: &mut Reader, at: usize, attributes: &Attributes, home: &Home) -> ObjectiveId {
    match (attributes.keys("objetivo").as_slice(), home.lesson) {
        ([objective], _) => ObjectiveId::new(*objective),
        ([], Some(_)) => home
            .objective
            .cloned()
            .unwrap_or_else(|| ObjectiveId::new("")),
        _ => {
            reader.error("pregunta-sin-objetivo", at, "La pregunta sirve a un objetivo. Escriba entre las llaves objetivo= y una sola clave de curso.toml.");
            ObjectiveId::new("")
        }
    }
}

/// The lesson; an id that nothing has if none was given.
fn lesson(reader: &mut Reader, at: usize, attributes: &Attributes, home: &Home) -> LessonId {
    if let Some(lesson) = home.lesson {
        return lesson.clone();
    }
    match attributes.keys("leccion").as_slice() {
        [lesson] => {
            let lesson = LessonId::new(*lesson);
            reader.refer("enlace-roto", at, Key::Lesson(lesson.clone()));
            lesson
        }
        _ => {
            reader.error("pregunta-sin-leccion", at, "La pregunta no dice qué lección la enseña. Escriba entre las llaves leccion= y la clave de una lección.");
            LessonId::new("")
        }
    }
}

/// Whether this is a list whose first entry has a box.
pub(super) fn is_task_list(node: &Node) -> bool {
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

/// The alternatives at the start of these nodes, and the nodes after them.
fn alternatives<'n, 't>(
    reader: &mut Reader,
    item: &ItemId,
    nodes: &'n [Node<'t>],
) -> (Vec<Alternative>, &'n [Node<'t>]) {
    let mut alternatives: Vec<Alternative> = Vec::new();
    let mut rest = nodes;
    while let Some((node, after)) = rest.split_first() {
        match &node.event {
            Event::Start(Tag::List(_)) => {
                for entry in &node.children {
                    alternatives.push(alternative(reader, item, entry));
                }
            }
            Event::Start(Tag::BlockQuote(_)) if !is_marked_quote(node) => {
                reader.error(
                    "opcion-mal-escrita",
                    node.range.start,
                    "La explicación quedó fuera de su opción. Ponga dos espacios antes de «>».",
                );
                let feedback = blocks(reader, &node.children);
                if let Some(last) = alternatives.last_mut() {
                    last.feedback.extend(feedback);
                }
            }
            _ if is_comment(node) => {}
            _ => break,
        }
        rest = after;
    }
    (alternatives, rest)
}

/// An entry of a list: its box, the words of its line, and what stands below them.
pub(super) struct Entry<'n, 't> {
    pub(super) checked: Option<bool>,
    pub(super) words: &'n [Node<'t>],
    pub(super) below: &'n [Node<'t>],
}

/// Takes an entry of a list apart.
pub(super) fn entry<'n, 't>(entry: &'n Node<'t>) -> Entry<'n, 't> {
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
    match line.split_first() {
        Some((
            Node {
                event: Event::TaskListMarker(checked),
                ..
            },
            words,
        )) => Entry {
            checked: Some(*checked),
            words,
            below,
        },
        _ => Entry {
            checked: None,
            words: line,
            below,
        },
    }
}

fn alternative(reader: &mut Reader, item: &ItemId, node: &Node) -> Alternative {
    let at = node.range.start;
    let Entry {
        checked,
        words,
        below,
    } = entry(node);
    if checked.is_none() {
        reader.error("opcion-mal-escrita", at, "La opción no empieza con su casilla. Escriba «- [ ] » o, si es correcta, «- [x] », con esos espacios.");
    }
    let content = inlines(reader, words);
    let mut feedback = Vec::new();
    for node in below.iter().filter(|node| !is_comment(node)) {
        if matches!(node.event, Event::Start(Tag::BlockQuote(_))) {
            feedback.extend(blocks(reader, &node.children));
        } else {
            reader.error("opcion-mal-escrita", node.range.start, "Después del renglón de la opción sólo va su explicación, con dos espacios y «>» al principio de cada renglón.");
        }
    }
    let id = Alternative::id_of(&content);
    reader.notes.places.add(
        Key::Alternative(item.clone(), id.clone()),
        reader.text.place(at),
    );
    Alternative {
        id,
        content,
        correct: checked == Some(true),
        feedback,
    }
}

fn check_alternatives(reader: &mut Reader, at: usize, kind: Kind, alternatives: &[Alternative]) {
    if alternatives.len() < 2 {
        reader.error("pregunta-sin-opciones", at, "La pregunta tiene menos de dos opciones. Escríbalas como lista: «- [ ] …» y, la correcta, «- [x] …».");
        return;
    }
    let mut words: Vec<String> = alternatives
        .iter()
        .map(|alternative| {
            plain_text(&alternative.content)
                .trim_end_matches('.')
                .to_lowercase()
        })
        .collect();
    words.sort();
    if kind == Kind::TrueOrFalse && words != ["falso", "verdadero"] {
        reader.error("verdadero-o-falso", at, "Una pregunta .verdadero tiene dos opciones: «Verdadero» y «Falso». Corríjalas o use .opcion.");
    }
}
