//! Items: one right answer, everything that can be right or wrong its own and explained, and nothing to be earned by a trick.

use std::collections::BTreeMap;

use crate::course::{Course, Key, Parsed, Pool};
use crate::diagnostic::{Diagnostic, Place};
use crate::id::AlternativeId;
use crate::item::choice::{Cardinality, Choice};
use crate::item::matching::Layout;
use crate::item::{Interaction, Item, Kind as _, Seen};
use crate::prose::{Block, Inline, for_each_text, plain_text};

/// Least characters of an explanation.
pub(super) const EXPLANATION: usize = 40;

pub(super) fn check(parsed: &Parsed, course: &Course, pool: &Pool, findings: &mut Vec<Diagnostic>) {
    let practice = course.lessons().flat_map(|(_, lesson)| lesson.items());
    for item in practice.chain(&pool.items).chain(parsed.pretest(course)) {
        explained(parsed, item, findings);
        distinct(parsed, item, findings);
        without_trick(parsed, item, findings);
        if let Interaction::Choice(choice) = &item.interaction {
            one_right(parsed, item, choice, findings);
        }
    }
    for item in pool
        .items
        .iter()
        .filter(|item| !item.interaction.is_graded())
    {
        findings.push(Diagnostic::error(
            "sin-calificacion",
            parsed.places.of(&Key::Item(item.id.clone())),
            "Una pregunta .abierta o .plan no se califica y no puede estar en el banco. Pásela a una lección, o cambie su tipo.",
        ));
    }
}

/// `respuesta-dominante`: always answering the same, or marking everything, earns nothing. Where nothing else can be answered, there
/// is another finding already.
fn without_trick(parsed: &Parsed, item: &Item, findings: &mut Vec<Diagnostic>) {
    let (alike, message) = match &item.interaction {
        Interaction::Match(matching) if matching.groups.len() > 1 => (
            matching
                .groups
                .iter()
                .map(|group| group.entries.len())
                .max(),
            "Más de la mitad de los renglones va con la misma respuesta: quien elija siempre ésa gana puntos sin saber. Reparta mejor.",
        ),
        Interaction::Hottext(hottext) if hottext.points() < hottext.candidates.len() => (
            Some(hottext.points()),
            "Más de la mitad de lo que se puede marcar es correcto: quien marque todo gana puntos sin saber. Ponga en cursivas más partes que no se deban marcar.",
        ),
        Interaction::Choice(choice)
            if choice.cardinality == Cardinality::Multiple
                && choice.points() < choice.alternatives.len() =>
        {
            (
                Some(choice.points()),
                "Más de la mitad de las opciones es correcta: quien marque todo gana puntos sin saber. Escriba tantas incorrectas como correctas, o más.",
            )
        }
        Interaction::Choice(_)
        | Interaction::Order(_)
        | Interaction::Match(_)
        | Interaction::Blanks(_)
        | Interaction::Hottext(_)
        | Interaction::Number(_)
        | Interaction::Extended(_)
        | Interaction::Plan(_) => return,
    };
    let mut all = 0;
    item.interaction.visit(&mut |seen| {
        all += usize::from(matches!(seen, Seen::Element(..)));
    });
    if alike.unwrap_or(0) * 2 > all {
        let place = parsed.places.of(&Key::Item(item.id.clone()));
        findings.push(Diagnostic::error("respuesta-dominante", place, message));
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
fn explained(parsed: &Parsed, item: &Item, findings: &mut Vec<Diagnostic>) {
    item.interaction.visit(&mut |seen| {
        if let Seen::Element(id, content, feedback) = seen
            // What is missing altogether is another finding.
            && !content.is_empty()
            && length(feedback) < EXPLANATION
        {
            findings.push(Diagnostic::error(
                "opcion-sin-explicacion",
                place(parsed, item, id),
                format!("{} no tiene explicación o es muy corta. {} por qué sí o qué daño hace ({EXPLANATION} caracteres o más).", part(item), where_to(item)),
            ));
        }
    });
}

/// What authors call an element of this item.
fn part(item: &Item) -> &'static str {
    match &item.interaction {
        Interaction::Choice(_) => "Esta opción",
        Interaction::Blanks(_) => "Este hueco",
        Interaction::Number(_) => "Esta cantidad",
        Interaction::Order(_)
        | Interaction::Match(_)
        | Interaction::Hottext(_)
        | Interaction::Extended(_)
        | Interaction::Plan(_) => "Esta parte",
    }
}

/// Where its explanation goes.
fn where_to(item: &Item) -> &'static str {
    match &item.interaction {
        Interaction::Match(matching) if matching.layout != Layout::Groups => {
            "Escriba en la tercera columna"
        }
        Interaction::Order(_) | Interaction::Blanks(_) => {
            "Escriba debajo, con tres espacios y «>»,"
        }
        Interaction::Choice(_)
        | Interaction::Match(_)
        | Interaction::Hottext(_)
        | Interaction::Number(_)
        | Interaction::Extended(_)
        | Interaction::Plan(_) => "Escriba debajo, con dos espacios y «>»,",
    }
}

/// `opciones-iguales`: same words, whatever their case and punctuation.
fn distinct(parsed: &Parsed, item: &Item, findings: &mut Vec<Diagnostic>) {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    item.interaction.visit(&mut |seen| {
        let Seen::Element(id, content, _) = seen else {
            return;
        };
        let times = times.entry(words(content)).or_default();
        *times += 1;
        if *times == 2 {
            findings.push(Diagnostic::error(
                "opciones-iguales",
                place(parsed, item, id),
                format!(
                    "{} dice lo mismo que otra. Cambie una o quítela.",
                    part(item)
                ),
            ));
        }
    });
}

/// The last place of an element: the second, where its words are there twice.
fn place(parsed: &Parsed, item: &Item, element: &AlternativeId) -> Place {
    let key = Key::Alternative(item.id.clone(), element.clone());
    parsed
        .places
        .all(&key)
        .last()
        .cloned()
        .unwrap_or_else(|| parsed.places.of(&Key::Item(item.id.clone())))
}

/// Characters of the running text in these blocks.
pub(super) fn length(blocks: &[Block]) -> usize {
    let mut characters = 0;
    for_each_text(blocks, &mut |text| {
        characters += plain_text(text).chars().count()
    });
    characters
}

fn words(content: &[Inline]) -> String {
    normal(&plain_text(content))
}

/// The words as they are compared: whatever their case and punctuation.
pub(super) fn normal(text: &str) -> String {
    let text = text.to_lowercase();
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
