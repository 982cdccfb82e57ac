//! `.relacionar`: a table with the entry, what it belongs to, and why. `.clasificar`: groups as headings, each with its list.

use pulldown_cmark::{Event, Tag};

use super::super::super::markdown::{Node, Reader, heading_level, inlines, is_comment};
use super::super::super::places::Key;
use super::Asked;
use super::entries::{entries, is_bulleted};
use super::order::element;
use crate::item::matching::{Group, Layout, Matching};
use crate::item::{Element, Interaction, id_of};
use crate::prose::{Block, Inline};

pub(super) fn is_table(node: &Node) -> bool {
    matches!(node.event, Event::Start(Tag::Table(_)))
}

pub(super) fn is_group(node: &Node) -> bool {
    heading_level(node) == Some(3)
}

pub(super) fn pairs<'n, 't>(
    reader: &mut Reader,
    asked: Asked,
    nodes: &'n [Node<'t>],
) -> (Interaction, &'n [Node<'t>]) {
    let (table, rest) = match nodes.split_first() {
        Some((table, rest)) => (Some(table), rest),
        None => (None, nodes),
    };
    let mut rows = table
        .map_or([].as_slice(), |table| table.children.as_slice())
        .iter();
    let head = rows
        .next()
        .map(|row| cells(reader, row))
        .unwrap_or_default();
    let well_formed = head.len() == 3;
    let mut head = head.into_iter();
    let layout = Layout::Pairs {
        left: head.next().unwrap_or_default(),
        right: head.next().unwrap_or_default(),
    };
    let mut groups: Vec<Group> = vec![];
    for row in rows {
        pair(reader, asked, row, &mut groups);
    }
    if !well_formed || entries_of(&groups) < 2 || groups.len() < 2 {
        reader.error("relacionar-mal-escrito", asked.at, "Una pregunta .relacionar lleva una tabla de tres columnas (lo que se relaciona, con qué, y por qué) y dos renglones o más con respuestas distintas.");
    }
    (Interaction::Match(Matching { layout, groups }), rest)
}

fn cells(reader: &mut Reader, row: &Node) -> Vec<Vec<Inline>> {
    row.children
        .iter()
        .map(|cell| inlines(reader, &cell.children))
        .collect()
}

/// A row: an entry, or in its absence a text that is there to be ruled out.
fn pair(reader: &mut Reader, asked: Asked, row: &Node, groups: &mut Vec<Group>) {
    let mut cells = cells(reader, row).into_iter();
    let mut cell = || cells.next().unwrap_or_default();
    let (left, right, why) = (cell(), cell(), cell());
    if right.is_empty() {
        reader.error("relacionar-mal-escrito", row.range.start, "A este renglón le falta su segunda columna: con qué se relaciona. Escríbala, o quite el renglón.");
        return;
    }
    let group = group_named(groups, right);
    if left.is_empty() {
        return;
    }
    let feedback = match why.is_empty() {
        true => vec![],
        false => vec![Block::Paragraph(why)],
    };
    let entry = Element::new(left, feedback);
    let key = Key::Alternative(asked.id.clone(), entry.id.clone());
    reader
        .notes
        .places
        .add(key, reader.text.place(row.range.start));
    group.entries.push(entry);
}

/// The group with these words, which is made if there is none.
fn group_named(groups: &mut Vec<Group>, content: Vec<Inline>) -> &mut Group {
    let id = id_of(&content);
    let place = groups
        .iter()
        .position(|group| group.id == id)
        .unwrap_or(groups.len());
    if place == groups.len() {
        groups.push(Group {
            id,
            content,
            entries: vec![],
        });
    }
    // Just found or just put there.
    #[allow(clippy::indexing_slicing)]
    &mut groups[place]
}

fn entries_of(groups: &[Group]) -> usize {
    groups.iter().map(|group| group.entries.len()).sum()
}

pub(super) fn groups<'n, 't>(
    reader: &mut Reader,
    asked: Asked,
    nodes: &'n [Node<'t>],
) -> (Interaction, &'n [Node<'t>]) {
    let mut groups: Vec<Group> = vec![];
    let mut rest = nodes;
    while let Some((heading, after)) = rest.split_first() {
        let comments = after.iter().take_while(|node| is_comment(node)).count();
        let (_, after) = after.split_at(comments);
        if !is_group(heading) || !after.first().is_some_and(is_bulleted) {
            break;
        }
        let content = inlines(reader, &heading.children);
        let (listed, after) = entries(reader, after, is_bulleted);
        let listed: Vec<Element> = listed
            .into_iter()
            .map(|entry| element(reader, asked, entry))
            .collect();
        group_named(&mut groups, content).entries.extend(listed);
        rest = after;
    }
    if groups.len() < 2 || entries_of(&groups) < 3 {
        reader.error("clasificar-mal-escrito", asked.at, "Una pregunta .clasificar lleva dos grupos o más, cada uno con su título «###» y, debajo, su lista con guiones; en total, tres renglones o más.");
    }
    let matching = Matching {
        layout: Layout::Groups,
        groups,
    };
    (Interaction::Match(matching), rest)
}
