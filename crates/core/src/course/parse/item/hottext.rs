//! `.marcar`: a quotation with what should be marked in bold and the other candidates in italics, and a list that explains each.

use super::super::super::markdown::{Node, Reader};
use super::super::super::places::Key;
use super::Asked;
use super::entries::{Entry, entries, is_bulleted};
use super::passage::{passage, push_words};
use crate::item::choice::Alternative;
use crate::item::hottext::Hottext;
use crate::item::passage::Piece;
use crate::item::{Interaction, id_of};
use crate::prose::{Inline, plain_text};
use crate::search::fold;

const RULE: &str = "marcar-mal-escrito";

pub(super) fn read<'n, 't>(
    reader: &mut Reader,
    asked: Asked,
    nodes: &'n [Node<'t>],
) -> (Interaction, &'n [Node<'t>]) {
    let at = nodes.first().map_or(asked.at, |quote| quote.range.start);
    let mut candidates: Vec<Alternative> = vec![];
    let (text, rest) = passage(reader, nodes, RULE, |inline, pieces| match inline {
        Inline::Strong(content) => pieces.push(slot(&mut candidates, content, true)),
        Inline::Emphasis(content) => pieces.push(slot(&mut candidates, content, false)),
        other => push_words(pieces, other),
    });
    let (listed, rest) = entries(reader, rest, is_bulleted);
    for candidate in &candidates {
        let key = Key::Alternative(asked.id.clone(), candidate.id.clone());
        reader.notes.places.add(key, reader.text.place(at));
    }
    for entry in listed {
        explain(reader, asked, &mut candidates, entry);
    }
    let right = candidates
        .iter()
        .filter(|candidate| candidate.correct)
        .count();
    if right == 0 || right == candidates.len() {
        reader.error(RULE, asked.at, "Una pregunta .marcar lleva el texto en una cita, con lo que se debe marcar en **negritas** y lo demás que se puede marcar en *cursivas*; después, una lista con guiones que explica cada parte.");
    }
    (Interaction::Hottext(Hottext { text, candidates }), rest)
}

fn slot(candidates: &mut Vec<Alternative>, content: Vec<Inline>, correct: bool) -> Piece {
    let id = id_of(&content);
    candidates.push(Alternative {
        id: id.clone(),
        content,
        correct,
        feedback: vec![],
    });
    Piece::Slot(id)
}

/// Gives the explanation to the candidate with these words.
fn explain(reader: &mut Reader, asked: Asked, candidates: &mut [Alternative], entry: Entry) {
    entry.refuse_box(reader);
    let key = |content: &[Inline]| {
        let words = fold(&plain_text(content));
        words
            .trim_matches(|letter: char| !letter.is_alphanumeric())
            .to_owned()
    };
    let named = key(&entry.content);
    match candidates.iter_mut().find(|candidate| key(&candidate.content) == named) {
        Some(candidate) => {
            let place = Key::Alternative(asked.id.clone(), candidate.id.clone());
            reader.notes.places.add(place, reader.text.place(entry.at));
            candidate.feedback.extend(entry.feedback);
        }
        None => reader.error(RULE, entry.at, "Estas palabras no están en negritas ni en cursivas en el texto. Escríbalas igual que ahí."),
    }
}
