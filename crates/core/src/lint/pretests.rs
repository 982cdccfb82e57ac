//! The diagnostic: a few cases, each of which lets the person skip one lesson.

use std::collections::BTreeSet;

use crate::course::{Course, Key, Parsed};
use crate::diagnostic::{Diagnostic, Place};
use crate::item::Item;
use crate::spanish::count;

/// Fewest and most cases.
const CASES: std::ops::RangeInclusive<usize> = 3..=5;

pub(super) fn check(parsed: &Parsed, course: &Course, findings: &mut Vec<Diagnostic>) {
    let pretest = parsed.pretest(course);
    number(course, pretest, findings);
    let mut seen = BTreeSet::new();
    for item in pretest {
        let lesson = course.lesson(&item.lesson);
        let message = if !seen.insert(&item.lesson) {
            "Otra pregunta del diagnóstico ya deja saltar esta lección. Nombre otra en leccion=, o quite una de las dos."
        } else if lesson.is_some_and(|(_, lesson)| lesson.case().is_some()) {
            "Los casos ramificados no se saltan. Nombre en leccion= una lección que no sea un caso."
        } else {
            continue;
        };
        let place = parsed.places.of(&Key::Item(item.id.clone()));
        findings.push(Diagnostic::error("diagnostico-leccion", place, message));
    }
}

/// `diagnostico-largo`.
fn number(course: &Course, pretest: &[Item], findings: &mut Vec<Diagnostic>) {
    if !pretest.is_empty() && !CASES.contains(&pretest.len()) {
        findings.push(Diagnostic::warning(
            "diagnostico-largo",
            Place::start_of(&format!("{}/diagnostico.md", course.id)),
            format!("El diagnóstico tiene {}. Deje de tres a cinco: las lecciones que más personas ya dominan.", count(pretest.len(), "pregunta", "preguntas")),
        ));
    }
}
