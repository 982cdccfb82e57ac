//! Items: one right answer, each alternative its own and explained.

use std::collections::BTreeMap;

use crate::course::{Course, Key, Parsed, Pool};
use crate::diagnostic::{Diagnostic, Place};
use crate::item::choice::{Alternative, Cardinality, Choice};
use crate::item::{Interaction, Item};
use crate::prose::{Block, for_each_text, plain_text};

/// Least characters of an explanation.
pub(super) const EXPLANATION: usize = 40;

pub(super) fn check(parsed: &Parsed, course: &Course, pool: &Pool, findings: &mut Vec<Diagnostic>) {
    let practice = course.lessons().flat_map(|(_, lesson)| lesson.items());
    for item in practice.chain(&pool.items).chain(parsed.pretest(course)) {
        match &item.interaction {
            Interaction::Choice(choice) => {
                one_right(parsed, item, choice, findings);
                explained(parsed, item, choice, findings);
                distinct(parsed, item, choice, findings);
            }
        }
    }
}

/// `una-correcta`.
fn one_right(parsed: &Parsed, item: &Item, choice: &Choice, findings: &mut Vec<Diagnostic>) {
    let all = choice.alternatives.len();
    let right = choice
        .alternatives
        .iter()
        .filter(|alternative| alternative.correct)
        .count();
    let message = match choice.cardinality {
        // Fewer than two alternatives are `pregunta-sin-opciones`.
        _ if all < 2 => return,
        Cardinality::Single if right == 0 => {
            "Ninguna opción es correcta. Marque con «[x]» la que lo sea."
        }
        Cardinality::Single if right > 1 => {
            "Hay más de una opción correcta. Deje un solo «[x]», o cambie el tipo a .varias y diga cuántas son."
        }
        Cardinality::Multiple if right == 0 || right == all => {
            "En .varias hay al menos una opción correcta «[x]» y una que no lo es «[ ]». Revise las casillas."
        }
        Cardinality::Single | Cardinality::Multiple => return,
    };
    findings.push(Diagnostic::error(
        "una-correcta",
        parsed.places.of(&Key::Item(item.id.clone())),
        message,
    ));
}

/// `opcion-sin-explicacion`.
fn explained(parsed: &Parsed, item: &Item, choice: &Choice, findings: &mut Vec<Diagnostic>) {
    for alternative in &choice.alternatives {
        if length(&alternative.feedback) < EXPLANATION {
            findings.push(Diagnostic::error(
                "opcion-sin-explicacion",
                place(parsed, item, alternative),
                format!("La opción no tiene explicación o es muy corta. Escriba debajo, con dos espacios y «>», por qué sí o qué daño hace ({EXPLANATION} caracteres o más)."),
            ));
        }
    }
}

/// `opciones-iguales`: same words, whatever their case and punctuation.
fn distinct(parsed: &Parsed, item: &Item, choice: &Choice, findings: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for alternative in &choice.alternatives {
        let times = seen
            .entry(normal(&plain_text(&alternative.content)))
            .or_default();
        *times += 1;
        if *times == 2 {
            findings.push(Diagnostic::error(
                "opciones-iguales",
                place(parsed, item, alternative),
                "Esta opción dice lo mismo que otra. Cambie una o quítela.",
            ));
        }
    }
}

/// The last place of an alternative: the second, where its words are there twice.
fn place(parsed: &Parsed, item: &Item, alternative: &Alternative) -> Place {
    let key = Key::Alternative(item.id.clone(), alternative.id.clone());
    parsed
        .places
        .all(&key)
        .last()
        .cloned()
        .unwrap_or_else(|| parsed.places.of(&key))
}

/// Characters of the running text in these blocks.
pub(super) fn length(blocks: &[Block]) -> usize {
    let mut characters = 0;
    for_each_text(blocks, &mut |text| {
        characters += plain_text(text).chars().count()
    });
    characters
}

/// The words as they are compared: whatever their case and punctuation.
pub(super) fn normal(text: &str) -> String {
    let text = text.to_lowercase();
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
