//! `.opcion`, `.varias`, `.verdadero`: a list with boxes.

use super::super::super::markdown::{Node, Reader};
use super::entries::{Entry, entries, is_list};
use super::{Asked, Kind};
use crate::item::Interaction;
use crate::item::choice::{Alternative, Cardinality, Choice};
use crate::prose::plain_text;

pub(super) fn read<'n, 't>(
    reader: &mut Reader,
    asked: Asked,
    nodes: &'n [Node<'t>],
) -> (Interaction, &'n [Node<'t>]) {
    let (entries, rest) = entries(reader, nodes, is_list);
    let alternatives: Vec<Alternative> = entries
        .into_iter()
        .map(|entry| alternative(reader, asked, entry))
        .collect();
    check(reader, asked, &alternatives);
    let cardinality = match asked.kind {
        Kind::Several => Cardinality::Multiple,
        _ => Cardinality::Single,
    };
    let choice = Choice {
        cardinality,
        alternatives,
    };
    (Interaction::Choice(choice), rest)
}

fn alternative(reader: &mut Reader, asked: Asked, entry: Entry) -> Alternative {
    if entry.mark.is_none() {
        reader.error("opcion-mal-escrita", entry.at, "La opción no empieza con su casilla. Escriba «- [ ] » o, si es correcta, «- [x] », con esos espacios.");
    }
    Alternative {
        id: entry.note(reader, asked),
        content: entry.content,
        correct: entry.mark == Some(true),
        feedback: entry.feedback,
    }
}

fn check(reader: &mut Reader, asked: Asked, alternatives: &[Alternative]) {
    if alternatives.len() < 2 {
        reader.error("pregunta-sin-opciones", asked.at, "La pregunta tiene menos de dos opciones. Escríbalas como lista: «- [ ] …» y, la correcta, «- [x] …».");
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
    if asked.kind == Kind::TrueOrFalse && words != ["falso", "verdadero"] {
        reader.error("verdadero-o-falso", asked.at, "Una pregunta .verdadero tiene dos opciones: «Verdadero» y «Falso». Corríjalas o use .opcion.");
    }
}
