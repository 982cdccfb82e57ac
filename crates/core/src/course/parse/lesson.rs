//! Files of Markdown: lessons, cards, pools, the privacy notice.

use pulldown_cmark::{Event, Tag};

use super::super::markdown::{
    Node, Reader, blocks, heading_level, heading_text, is_comment, nodes,
};
use super::super::{Card, Lesson, Part};
use super::case::case;
use super::item::{Home, item};
use super::{Files, Notes, Text};
use crate::id::{CourseId, LessonId, ObjectiveId};
use crate::item::Item;
use crate::prose::Block;

/// The class of a lesson that is a branching case.
const CASE: &str = "caso";
/// The self-care card, below `courses/`.
pub const CARE: &str = "cuidese.md";

/// What stands between the braces of a heading: `{#clave .opcion nivel=aplicar}`.
#[derive(Default)]
pub(super) struct Attributes<'n> {
    pub(super) id: Option<&'n str>,
    pub(super) classes: Vec<&'n str>,
    pub(super) data: Vec<(&'n str, Option<&'n str>)>,
}

impl<'n> Attributes<'n> {
    pub(super) fn of(node: &'n Node) -> Attributes<'n> {
        match &node.event {
            Event::Start(Tag::Heading {
                id, classes, attrs, ..
            }) => Attributes {
                id: id.as_deref(),
                classes: classes.iter().map(AsRef::as_ref).collect(),
                data: attrs
                    .iter()
                    .map(|(key, value)| (key.as_ref(), value.as_deref()))
                    .collect(),
            },
            _ => Attributes::default(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.id.is_none() && self.classes.is_empty() && self.data.is_empty()
    }

    /// The parts of `key=one,two`; none if there is no such key.
    pub(super) fn keys(&self, key: &str) -> Vec<&'n str> {
        self.data
            .iter()
            .filter(|(name, _)| *name == key)
            .flat_map(|(_, value)| value.unwrap_or_default().split(','))
            .filter(|part| !part.is_empty())
            .collect()
    }

    /// Says which data mean nothing here.
    pub(super) fn allow(&self, reader: &mut Reader, at: usize, allowed: &[&str]) {
        for (name, value) in &self.data {
            if !allowed.contains(name) || value.is_none() {
                reader.error("dato-desconocido", at, unknown(name, allowed));
            }
        }
    }

    /// As [`Attributes::allow`], for a title, which is no item: it has no key, and `.caso` is its only class.
    fn allow_in_title(&self, reader: &mut Reader, at: usize, allowed: &[&str]) {
        self.allow(reader, at, allowed);
        let classes = self.classes.iter().filter(|class| **class != CASE);
        let of_items = self
            .id
            .map(|id| format!("#{id}"))
            .into_iter()
            .chain(classes.map(|class| format!(".{class}")));
        for name in of_items {
            reader.error("dato-desconocido", at, unknown(&name, allowed));
        }
    }
}

/// What is admitted instead of this name.
fn unknown(name: &str, allowed: &[&str]) -> String {
    let instead = if allowed.is_empty() {
        "Este título no lleva llaves: quítelas.".to_owned()
    } else {
        let forms: Vec<String> = allowed.iter().map(|name| format!("{name}=")).collect();
        format!(
            "Aquí se admite {}, sin espacios alrededor de «=» ni después de las comas.",
            forms.join(", ")
        )
    };
    format!("No se reconoce «{name}» entre las llaves. {instead}")
}

/// A lesson.
pub(super) fn lesson(reader: &mut Reader, id: &LessonId) -> Lesson {
    let nodes = nodes(reader);
    let (heading, body) = opening(reader, &nodes);
    let title = heading
        .map(|heading| heading_text(reader, heading))
        .unwrap_or_default();
    let objectives = heading
        .map(|heading| objectives(reader, heading))
        .unwrap_or_default();
    let home = Home {
        lesson: Some(id),
        objective: objectives.first(),
    };
    let parts = match heading.filter(|heading| is_case(heading)) {
        Some(heading) => case(reader, heading, body, &home),
        None => parts(reader, body, &home),
    };
    Lesson {
        id: id.clone(),
        title: if title.is_empty() {
            id.to_string()
        } else {
            title
        },
        objectives,
        parts,
    }
}

fn is_case(title: &Node) -> bool {
    Attributes::of(title).classes.contains(&CASE)
}

/// Prose and items in the order of reading.
fn parts(reader: &mut Reader, body: &[Node], home: &Home) -> Vec<Part> {
    let mut parts = Vec::new();
    for section in sections(body) {
        match section.split_first() {
            Some((heading, rest))
                if heading_level(heading) == Some(2) && !Attributes::of(heading).is_empty() =>
            {
                push_item(reader, heading, rest, home, &mut parts);
            }
            _ => parts.extend(blocks(reader, section).into_iter().map(Part::Prose)),
        }
    }
    parts
}

/// The item under this heading, and the prose after its alternatives.
pub(super) fn push_item(
    reader: &mut Reader,
    heading: &Node,
    body: &[Node],
    home: &Home,
    parts: &mut Vec<Part>,
) {
    let (item, rest) = item(reader, heading, body, home);
    parts.extend(item.map(Part::Item));
    parts.extend(blocks(reader, rest).into_iter().map(Part::Prose));
}

fn objectives(reader: &mut Reader, heading: &Node) -> Vec<ObjectiveId> {
    let at = heading.range.start;
    let attributes = Attributes::of(heading);
    let allowed: &[&str] = match is_case(heading) {
        true => &["objetivo", "puntaje"],
        false => &["objetivo"],
    };
    attributes.allow_in_title(reader, at, allowed);
    let objectives: Vec<ObjectiveId> = attributes
        .keys("objetivo")
        .into_iter()
        .map(ObjectiveId::new)
        .collect();
    if objectives.is_empty() {
        reader.error("leccion-sin-objetivo", at, "El título no dice a qué objetivo sirve la lección. Agréguelo al final del renglón: {objetivo=pedir-lo-minimo}.");
    }
    objectives
}

/// A pocket card.
pub(super) fn card(reader: &mut Reader) -> Card {
    let nodes = nodes(reader);
    let (heading, body) = opening(reader, &nodes);
    let title = heading
        .map(|heading| plain_heading(reader, heading))
        .unwrap_or_default();
    Card {
        title,
        blocks: blocks(reader, body),
    }
}

/// The privacy notice; its title is that of the page.
pub(super) fn notice(files: &Files, text: &Text, notes: &mut Notes) -> Vec<Block> {
    let mut reader = Reader {
        text,
        course: None,
        media: &files.media,
        notes,
    };
    let nodes = nodes(&mut reader);
    let (heading, body) = opening(&mut reader, &nodes);
    heading.map(|heading| plain_heading(&mut reader, heading));
    blocks(&mut reader, body)
}

/// The self-care card of the site. It belongs to no course: what it may link to besides the web is the directory.
pub(super) fn care(files: &Files, notes: &mut Notes) -> Option<Card> {
    let text = Text::new(CARE, files.texts.get(CARE)?);
    let nowhere = CourseId::default();
    let mut reader = Reader {
        text: &text,
        course: Some(&nowhere),
        media: &files.media,
        notes,
    };
    Some(card(&mut reader))
}

/// Items of the final evaluation or of the diagnostic.
pub(super) fn pool(reader: &mut Reader) -> Vec<Item> {
    let nodes = nodes(reader);
    let (heading, body) = opening(reader, &nodes);
    heading.map(|heading| plain_heading(reader, heading));
    let mut items = Vec::new();
    for section in sections(body) {
        let stray = match section.split_first() {
            Some((heading, rest)) if heading_level(heading) == Some(2) => {
                let (item, rest) = item(reader, heading, rest, &Home::default());
                items.extend(item);
                rest
            }
            _ => section,
        };
        if let Some(node) = stray.iter().find(|node| !is_comment(node)) {
            reader.error("texto-suelto", node.range.start, "Este texto no es parte de una pregunta y no se mostraría. En el banco y en el diagnóstico sólo van preguntas: páselo al enunciado o quítelo.");
        }
    }
    items
}

/// The title and what follows it.
fn opening<'n, 't>(
    reader: &mut Reader,
    nodes: &'n [Node<'t>],
) -> (Option<&'n Node<'t>>, &'n [Node<'t>]) {
    let start = nodes
        .iter()
        .position(|node| !is_comment(node))
        .unwrap_or(nodes.len());
    let (_, shown) = nodes.split_at(start);
    match shown.split_first() {
        Some((heading, body)) if heading_level(heading) == Some(1) => (Some(heading), body),
        first => {
            let at = first.map_or(0, |(node, _)| node.range.start);
            reader.error(
                "sin-titulo",
                at,
                "El archivo empieza con su título: un renglón con «# » y el nombre.",
            );
            (None, shown)
        }
    }
}

/// The words of a title that takes no braces.
fn plain_heading(reader: &mut Reader, heading: &Node) -> String {
    Attributes::of(heading).allow_in_title(reader, heading.range.start, &[]);
    heading_text(reader, heading)
}

/// Runs of nodes, each from one heading of level 1 or 2 to the next.
pub(super) fn sections<'n, 't>(nodes: &'n [Node<'t>]) -> impl Iterator<Item = &'n [Node<'t>]> {
    nodes.chunk_by(|_, next| heading_level(next).is_none_or(|level| level > 2))
}
