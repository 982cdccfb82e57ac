//! Items: a heading with braces, the prompt, and what is answered; the last is read by one file for each interaction.

mod blanks;
mod choice;
pub(super) mod entries;
mod extended;
mod hottext;
mod matching;
mod number;
mod order;
mod passage;
mod plan;

use super::super::markdown::{Node, Reader, blocks, boxed, heading_text};
use super::super::places::Key;
use super::lesson::Attributes;
use crate::id::{ItemId, LessonId, ObjectiveId, SourceId};
use crate::item::{Interaction, Item, Level};
use crate::prose::{Block, Callout};

/// What an item takes from the lesson it stands in; nothing in a pool or a diagnostic.
#[derive(Default)]
pub(super) struct Home<'a> {
    pub(super) lesson: Option<&'a LessonId>,
    pub(super) objective: Option<&'a ObjectiveId>,
}

/// The item that is being read.
#[derive(Clone, Copy)]
struct Asked<'a> {
    id: &'a ItemId,
    /// Where its heading is.
    at: usize,
    kind: Kind,
    attributes: &'a Attributes<'a>,
}

/// The kinds an author can write.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    One,
    Several,
    TrueOrFalse,
    Order,
    Pairs,
    Groups,
    Blanks,
    Hottext,
    Number,
    Extended,
    Plan,
}

/// What an author calls them.
const KINDS: [(&str, Kind); 11] = [
    ("opcion", Kind::One),
    ("varias", Kind::Several),
    ("verdadero", Kind::TrueOrFalse),
    ("ordenar", Kind::Order),
    ("relacionar", Kind::Pairs),
    ("clasificar", Kind::Groups),
    ("completar", Kind::Blanks),
    ("marcar", Kind::Hottext),
    ("numero", Kind::Number),
    ("abierta", Kind::Extended),
    ("plan", Kind::Plan),
];

/// What authors call the kinds of items: `opcion`, `varias`…
pub fn item_kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(name, _)| *name)
}

/// Whether this heading names a kind of item, so that in a case it is no scene.
pub(super) fn is_item(heading: &Node) -> bool {
    let classes = Attributes::of(heading).classes;
    item_kinds().any(|kind| classes.contains(&kind))
}

impl Kind {
    /// Where among the nodes of an item its prompt ends.
    fn begins(self, nodes: &[Node]) -> usize {
        let is_it: fn(&Node) -> bool = match self {
            Kind::One | Kind::Several | Kind::TrueOrFalse | Kind::Number => entries::is_task_list,
            Kind::Order => entries::is_numbered,
            Kind::Pairs => matching::is_table,
            Kind::Groups => matching::is_group,
            Kind::Blanks | Kind::Hottext => return passage::begins(nodes),
            Kind::Extended => extended::is_model,
            Kind::Plan => entries::is_bulleted,
        };
        nodes.iter().position(is_it).unwrap_or(nodes.len())
    }

    /// The interaction at the start of these nodes, and the nodes after it.
    fn read<'n, 't>(
        self,
        reader: &mut Reader,
        asked: Asked,
        nodes: &'n [Node<'t>],
    ) -> (Interaction, &'n [Node<'t>]) {
        match self {
            Kind::One | Kind::Several | Kind::TrueOrFalse => choice::read(reader, asked, nodes),
            Kind::Order => order::read(reader, asked, nodes),
            Kind::Pairs => matching::pairs(reader, asked, nodes),
            Kind::Groups => matching::groups(reader, asked, nodes),
            Kind::Blanks => blanks::read(reader, asked, nodes),
            Kind::Hottext => hottext::read(reader, asked, nodes),
            Kind::Number => number::read(reader, asked, nodes),
            Kind::Extended => extended::read(reader, asked, nodes),
            Kind::Plan => plan::read(reader, asked, nodes),
        }
    }

    /// What only this kind admits between its braces.
    fn own_data(self) -> &'static [&'static str] {
        match self {
            Kind::Extended => &["minimo", "maximo"],
            Kind::One
            | Kind::Several
            | Kind::TrueOrFalse
            | Kind::Order
            | Kind::Pairs
            | Kind::Groups
            | Kind::Blanks
            | Kind::Hottext
            | Kind::Number
            | Kind::Plan => &[],
        }
    }

    /// Whether answers are graded: only then a level and a source are due.
    fn is_graded(self) -> bool {
        !matches!(self, Kind::Extended | Kind::Plan)
    }
}

/// The item under this heading and the nodes after what is answered. Without a key or a kind there is no item; its text is skipped.
pub(super) fn item<'n, 't>(
    reader: &mut Reader,
    heading: &Node,
    body: &'n [Node<'t>],
    home: &Home,
) -> (Option<Item>, &'n [Node<'t>]) {
    let at = heading.range.start;
    let title = heading_text(reader, heading);
    let attributes = Attributes::of(heading);
    let (Some((name, kind)), Some(id)) =
        (kind(reader, at, &attributes), key(reader, at, &attributes))
    else {
        return (None, &[]);
    };
    reader.notes.kinds.insert(id.clone(), name);
    reader
        .notes
        .places
        .add(Key::Item(id.clone()), reader.text.place(at));
    let mut allowed = vec!["nivel", "fuente", "objetivo"];
    allowed.extend(home.lesson.is_none().then_some("leccion"));
    allowed.extend(kind.own_data());
    attributes.allow(reader, at, &allowed);
    let asked = Asked {
        id: &id,
        at,
        kind,
        attributes: &attributes,
    };
    let level = level(reader, asked);
    let sources = sources(reader, asked);
    let objective = objective(reader, at, &attributes, home);
    let lesson = lesson(reader, at, &attributes, home);
    let (prompt, rest) = body.split_at(kind.begins(body));
    let prompt = prompt_blocks(reader, prompt);
    let (interaction, rest) = kind.read(reader, asked, rest);
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

/// The prompt, its hint last.
fn prompt_blocks(reader: &mut Reader, nodes: &[Node]) -> Vec<Block> {
    let mut hint = vec![];
    let mut others: Vec<Node> = vec![];
    for node in nodes {
        match boxed(reader, node, "pista") {
            Some(body) => hint.extend(body),
            None => others.push(node.clone()),
        }
    }
    let mut prompt = blocks(reader, &others);
    if !hint.is_empty() {
        prompt.push(Block::Callout {
            kind: Callout::Hint,
            title: vec![],
            body: hint,
        });
    }
    prompt
}

/// The kind, with what its author calls it.
fn kind(reader: &mut Reader, at: usize, attributes: &Attributes) -> Option<(&'static str, Kind)> {
    let known = match attributes.classes.as_slice() {
        [name] => KINDS.iter().find(|(known, _)| known == name),
        _ => None,
    };
    if known.is_none() {
        let names: Vec<String> = item_kinds().map(|name| format!(".{name}")).collect();
        reader.error("pregunta-sin-tipo", at, format!("La pregunta no dice su tipo. Escriba entre las llaves uno solo: {}. Si no es una pregunta, quite las llaves.", names.join(", ")));
    }
    known.copied()
}

fn key(reader: &mut Reader, at: usize, attributes: &Attributes) -> Option<ItemId> {
    if attributes.id.is_none() {
        reader.error("pregunta-sin-clave", at, "La pregunta no tiene clave. Escríbala al principio de las llaves: {#en-la-puerta .opcion …}. No cambiará nunca.");
    }
    attributes.id.map(ItemId::new)
}

fn level(reader: &mut Reader, asked: Asked) -> Level {
    match asked.attributes.keys("nivel").as_slice() {
        ["reconocer"] => Level::Recognise,
        ["aplicar"] => Level::Apply,
        ["decidir"] => Level::Decide,
        [] if !asked.kind.is_graded() => Level::Apply,
        _ => {
            reader.error("pregunta-sin-nivel", asked.at, "La pregunta no dice su nivel. Escriba entre las llaves nivel=reconocer, nivel=aplicar o nivel=decidir.");
            Level::Apply
        }
    }
}

fn sources(reader: &mut Reader, asked: Asked) -> Vec<SourceId> {
    let at = asked.at;
    let sources: Vec<SourceId> = asked
        .attributes
        .keys("fuente")
        .into_iter()
        .map(SourceId::new)
        .collect();
    if sources.is_empty() && asked.kind.is_graded() {
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
