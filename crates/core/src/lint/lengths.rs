//! What must be short to be used: the rule of a lesson, and the card that is read with somebody waiting.

use crate::course::{Course, Lesson, Part, RULE};
use crate::diagnostic::{Diagnostic, Place};
use crate::prose::{Block, for_each_text, plain_text};
use crate::readability::words;

use super::lesson_place;
use super::texts::own_words;

/// Most words of it (content guide §2).
const RULE_WORDS: usize = 120;

/// Most words of a pocket card: one printed side (content guide §2).
const CARD_WORDS: usize = 140;

pub(super) fn check(course: &Course, findings: &mut Vec<Diagnostic>) {
    for (module, lesson) in course.lessons() {
        let number = rule_words(lesson);
        if number > RULE_WORDS {
            findings.push(Diagnostic::warning(
                "regla-larga",
                lesson_place(course, module, lesson),
                format!("La «{RULE}» tiene {number} palabras, sin contar citas. Déjela en {RULE_WORDS} o menos; si no cabe, son dos lecciones."),
            ));
        }
    }
    for module in &course.modules {
        let number = module
            .card
            .as_ref()
            .map_or(0, |card| own_length(&card.blocks));
        if number > CARD_WORDS {
            findings.push(Diagnostic::warning(
                "ficha-larga",
                Place::start_of(&format!("{}/{}/ficha.md", course.id, module.id)),
                format!("La ficha tiene {number} palabras, sin contar citas. Déjela en {CARD_WORDS} o menos: se lee de pie y cabe en una cara."),
            ));
        }
    }
}

/// Words between the heading «Regla» and the next heading, box or item.
fn rule_words(lesson: &Lesson) -> usize {
    let after = lesson
        .parts
        .iter()
        .skip_while(|part| !is_rule(part))
        .skip(1);
    let rule = after.map_while(|part| match part {
        Part::Prose(Block::Heading { level: 2, .. } | Block::Callout { .. } | Block::Basis(_)) => {
            None
        }
        Part::Prose(block) => Some(own_length(std::slice::from_ref(block))),
        Part::Item(_) | Part::Case(_) => None,
    });
    rule.sum()
}

fn is_rule(part: &Part) -> bool {
    matches!(part, Part::Prose(Block::Heading { text, .. }) if plain_text(text) == RULE)
}

/// Words in these blocks without those that name what is cited.
fn own_length(blocks: &[Block]) -> usize {
    let mut number = 0;
    for_each_text(blocks, &mut |text| {
        number += words(&own_words(text)).count()
    });
    number
}
