//! `.ordenar`: a list with numbers, in its right order.

use super::super::super::markdown::{Node, Reader};
use super::Asked;
use super::entries::{Entry, entries, is_numbered};
use crate::item::order::Order;
use crate::item::{Element, Interaction};

/// Least entries: of two, one guess in two is right.
const LEAST: usize = 3;

pub(super) fn read<'n, 't>(
    reader: &mut Reader,
    asked: Asked,
    nodes: &'n [Node<'t>],
) -> (Interaction, &'n [Node<'t>]) {
    let (entries, rest) = entries(reader, nodes, is_numbered);
    let entries: Vec<Element> = entries
        .into_iter()
        .map(|entry| element(reader, asked, entry))
        .collect();
    if entries.len() < LEAST {
        reader.error("ordenar-mal-escrito", asked.at, "Una pregunta .ordenar lleva una lista numerada de tres renglones o más, en su orden correcto: «1. …», «2. …», «3. …».");
    }
    (Interaction::Order(Order { entries }), rest)
}

/// An entry without a box.
pub(super) fn element(reader: &mut Reader, asked: Asked, entry: Entry) -> Element {
    entry.refuse_box(reader);
    entry.note(reader, asked);
    Element::new(entry.content, entry.feedback)
}
