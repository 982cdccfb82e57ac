//! `.completar`: a quotation with blanks `[1]`, `[2]`…, and a list with numbers that says what belongs into each.
//!
//! `1. **right** / wrong / wrong` is picked from; `1. = right / also right` is written; `1. exacto = Right` with its accents and capitals.

use super::super::super::markdown::{Node, Reader};
use super::Asked;
use super::entries::{Entry, entries, is_numbered};
use super::passage::{passage, push_words};
use crate::id::AlternativeId;
use crate::item::blanks::{Blank, Blanks};
use crate::item::passage::{Passage, Piece};
use crate::item::{Element, Interaction};
use crate::prose::{Inline, plain_text};

const RULE: &str = "completar-mal-escrito";

pub(super) fn read<'n, 't>(
    reader: &mut Reader,
    asked: Asked,
    nodes: &'n [Node<'t>],
) -> (Interaction, &'n [Node<'t>]) {
    let (mut text, rest) = passage(reader, nodes, RULE, cut);
    let (entries, rest) = entries(reader, rest, is_numbered);
    let blanks: Vec<Blank> = entries
        .into_iter()
        .filter_map(|entry| blank(reader, asked, entry))
        .collect();
    if text.is_empty() || blanks.is_empty() {
        reader.error(RULE, asked.at, "Una pregunta .completar lleva el texto en una cita («> Acude a [1] en [2] días.») y después una lista numerada con lo que va en cada hueco.");
    } else {
        name_slots(reader, asked, &mut text, &blanks);
    }
    (Interaction::Blanks(Blanks { text, blanks }), rest)
}

/// Blanks become slots that are named by their number at first.
fn cut(inline: Inline, pieces: &mut Vec<Piece>) {
    let Inline::Text(text) = inline else {
        push_words(pieces, inline);
        return;
    };
    let mut rest = text.as_str();
    while let Some((before, number, after)) = next_blank(rest) {
        if !before.is_empty() {
            push_words(pieces, Inline::Text(before.to_owned()));
        }
        pieces.push(Piece::Slot(AlternativeId::new(number)));
        rest = after;
    }
    if !rest.is_empty() {
        push_words(pieces, Inline::Text(rest.to_owned()));
    }
}

/// What stands before the first `[number]`, the number, and what stands after it.
fn next_blank(text: &str) -> Option<(&str, &str, &str)> {
    for (open, _) in text.match_indices('[') {
        let (before, from) = text.split_at(open);
        let inside = from
            .strip_prefix('[')
            .and_then(|inside| inside.split_once(']'));
        if let Some((number, after)) = inside
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
        {
            return Some((before, number, after));
        }
    }
    None
}

/// Gives the slots the names of their blanks; each blank has one place in the text.
fn name_slots(reader: &mut Reader, asked: Asked, text: &mut Passage, blanks: &[Blank]) {
    let mut used = vec![0_usize; blanks.len()];
    for piece in text.iter_mut().flatten() {
        let Piece::Slot(name) = piece else { continue };
        let index = name
            .as_str()
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1));
        let found = index.and_then(|index| Some((blanks.get(index)?, used.get_mut(index)?)));
        match found {
            Some((blank, times)) => {
                *times += 1;
                *name = blank.element.id.clone();
            }
            None => {
                let message = format!(
                    "El texto tiene el hueco [{name}], y la lista no dice qué va en él. Agregue su renglón o quite el hueco."
                );
                reader.error(RULE, asked.at, message);
            }
        }
    }
    for (number, _) in (1..).zip(&used).filter(|(_, times)| **times != 1) {
        reader.error(RULE, asked.at, format!("El hueco [{number}] debe estar una vez en el texto, fuera de negritas y enlaces. Escríbalo o quite su renglón de la lista."));
    }
}

fn blank(reader: &mut Reader, asked: Asked, entry: Entry) -> Option<Blank> {
    entry.refuse_box(reader);
    entry.note(reader, asked);
    let Some((accepted, others, exact)) = definition(&entry.content) else {
        reader.error(RULE, entry.at, "No se entiende qué va en este hueco. Para elegir: «1. **correcta** / otra / otra», con una sola en negritas. Para escribir: «1. = respuesta / variante», o «1. exacto = Respuesta».");
        return None;
    };
    Some(Blank {
        element: Element::new(entry.content, entry.feedback),
        accepted,
        others,
        exact,
    })
}

/// What is accepted, what else is offered, and whether accents and capitals matter.
type Definition = (Vec<String>, Vec<String>, bool);

/// The definition in a line; `None` if it cannot be understood.
fn definition(content: &[Inline]) -> Option<Definition> {
    let line = plain_text(content);
    if let Some((before, words)) = line.split_once('=')
        && ["", "exacto"].contains(&before.trim())
    {
        let accepted: Vec<String> = words
            .split(" / ")
            .map(|words| words.trim().to_owned())
            .filter(|words| !words.is_empty())
            .collect();
        return (!accepted.is_empty()).then(|| (accepted, vec![], !before.is_empty()));
    }
    let (right, others): (Vec<_>, Vec<_>) = parts(content).into_iter().partition(|(_, bold)| *bold);
    let words = |parts: Vec<(String, bool)>| -> Vec<String> {
        parts.into_iter().map(|(words, _)| words).collect()
    };
    (right.len() == 1 && !others.is_empty()).then(|| (words(right), words(others), false))
}

/// The parts between ` / `, and whether they are bold.
fn parts(content: &[Inline]) -> Vec<(String, bool)> {
    let mut parts = vec![(String::new(), false)];
    for inline in content {
        let (words, bold) = match inline {
            Inline::Strong(inner) => (plain_text(inner), true),
            other => (plain_text(std::slice::from_ref(other)), false),
        };
        for (index, words) in words.split(" / ").enumerate() {
            if index > 0 {
                parts.push((String::new(), false));
            }
            if let Some((text, is_bold)) = parts.last_mut() {
                text.push_str(words);
                *is_bold |= bold;
            }
        }
    }
    parts
        .into_iter()
        .map(|(words, bold)| (words.trim().to_owned(), bold))
        .filter(|(words, _)| !words.is_empty())
        .collect()
}
