//! `.numero`: a list with boxes: `[x]` the number with its unit and tolerance, `[ ]` the errors to expect, `[ ] otra cantidad`.

use super::super::super::markdown::{Node, Reader};
use super::Asked;
use super::entries::{Entry, entries, is_list};
use crate::item::decimal::Decimal;
use crate::item::number::{Expected, Number};
use crate::item::{Element, Interaction};
use crate::prose::plain_text;
use crate::search::fold;

const RULE: &str = "numero-mal-escrito";

pub(super) fn read<'n, 't>(
    reader: &mut Reader,
    asked: Asked,
    nodes: &'n [Node<'t>],
) -> (Interaction, &'n [Node<'t>]) {
    let (entries, rest) = entries(reader, nodes, is_list);
    let mut unit = String::new();
    let (mut right, mut foreseen, mut other) = (vec![], vec![], vec![]);
    for entry in entries {
        entry.note(reader, asked);
        let (at, mark, words) = (entry.at, entry.mark, plain_text(&entry.content));
        let Entry {
            content, feedback, ..
        } = entry;
        let element = Element::new(content, feedback);
        if fold(&words).starts_with("otr") && mark == Some(false) {
            other.push(element);
            continue;
        }
        let Some((value, of, tolerance)) = quantity(&words) else {
            reader.error(RULE, at, "Este renglón no empieza con un número. Escriba «- [x] 20 días ± 1», «- [ ] 15 días» u «- [ ] otra cantidad».");
            continue;
        };
        let expected = Expected {
            element,
            value,
            tolerance,
        };
        if mark == Some(true) {
            unit = of;
            right.push(expected);
        } else {
            foreseen.push(expected);
        }
    }
    if right.len() != 1 || other.len() != 1 {
        reader.error(RULE, asked.at, "Una pregunta .numero lleva una lista con una sola cantidad correcta («- [x] 20 días»), si quiere con errores previsibles («- [ ] 15 días»), y un renglón para las demás («- [ ] otra cantidad»).");
    }
    let nothing = || Element::new(vec![], vec![]);
    let number = Number {
        unit,
        right: right.pop().unwrap_or_else(|| Expected {
            element: nothing(),
            value: Decimal::default(),
            tolerance: Decimal::default(),
        }),
        foreseen,
        other: other.pop().unwrap_or_else(nothing),
    };
    (Interaction::Number(Box::new(number)), rest)
}

/// The number, its unit and its tolerance in «20 días ± 1», «$1,500» or «80 %».
fn quantity(words: &str) -> Option<(Decimal, String, Decimal)> {
    let (words, tolerance) = words.split_once('±').unwrap_or((words, "0"));
    let (value, unit) = number_and_unit(words)?;
    let (tolerance, _) = number_and_unit(tolerance)?;
    Some((value, unit, tolerance))
}

fn number_and_unit(words: &str) -> Option<(Decimal, String)> {
    let words = words.trim().trim_end_matches('.');
    let words = words.strip_prefix('$').unwrap_or(words);
    let end = words
        .find(|letter: char| letter.is_alphabetic() || letter == '%')
        .unwrap_or(words.len());
    let (number, unit) = words.split_at(end);
    Some((Decimal::parse(number)?, unit.trim().to_owned()))
}
