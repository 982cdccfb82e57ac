//! Lessons rest on a source and teach what is asked, modules leave a card, the stated minutes are honest.

use crate::course::{Course, Key, Lesson, Parsed, Part, Pool, RULE, References};
use crate::diagnostic::Diagnostic;
use crate::spanish::count;

use super::lesson_place;

pub(super) fn check(parsed: &Parsed, course: &Course, pool: &Pool, findings: &mut Vec<Diagnostic>) {
    without_source(course, findings);
    without_passage(parsed, course, pool, findings);
    without_card(parsed, course, findings);
    minutes(parsed, course, findings);
}

/// `leccion-sin-fuente`.
fn without_source(course: &Course, findings: &mut Vec<Diagnostic>) {
    for (module, lesson) in course
        .lessons()
        .filter(|(_, lesson)| !rests_on_a_source(lesson))
    {
        findings.push(Diagnostic::error("leccion-sin-fuente", lesson_place(course, module, lesson), "La lección no cita ninguna fuente. Agregue un enlace [art. 7](fuente:lm-7) o un recuadro [!base]."));
    }
}

/// Whether the prose or the case cites a source; what the items cite teaches too late.
fn rests_on_a_source(lesson: &Lesson) -> bool {
    let mut references = References::default();
    for part in &lesson.parts {
        match part {
            Part::Prose(block) => references.add_blocks(std::slice::from_ref(block)),
            Part::Case(case) => references.add_case(case),
            Part::Item(_) => {}
        }
    }
    !references.sources.is_empty()
}

/// `pregunta-sin-pasaje`: a wrong answer leads to the passage that teaches it ([`Lesson::passage`]). Where the item names a lesson that is not
/// there, there is another finding already.
fn without_passage(parsed: &Parsed, course: &Course, pool: &Pool, findings: &mut Vec<Diagnostic>) {
    let practice = course.lessons().flat_map(|(_, lesson)| lesson.items());
    let items = practice.chain(&pool.items).chain(parsed.pretest(course));
    for item in items.filter(|item| item.interaction.is_graded()) {
        let lesson = course.lesson(&item.lesson).map(|(_, lesson)| lesson);
        if lesson.is_some_and(|lesson| lesson.passage(&item.sources).is_none()) {
            findings.push(Diagnostic::error(
                "pregunta-sin-pasaje",
                parsed.places.of(&Key::Item(item.id.clone())),
                format!("Quien falle no tendría adónde ir: «{}» no cita debajo de un título «##» ninguna fuente de la pregunta, ni tiene «## {RULE}». Cite una, o nombre en leccion= la lección que la enseña.", item.lesson),
            ));
        }
    }
}

/// `modulo-sin-ficha`.
fn without_card(parsed: &Parsed, course: &Course, findings: &mut Vec<Diagnostic>) {
    for module in course.modules.iter().filter(|module| module.card.is_none()) {
        findings.push(Diagnostic::warning(
            "modulo-sin-ficha",
            parsed.places.of(&Key::Module(module.id.clone())),
            format!(
                "El módulo no tiene ficha de bolsillo. Escríbala en {}/{}/ficha.md.",
                course.id, module.id
            ),
        ));
    }
}

/// `minutos`: more than a quarter away from the count.
fn minutes(parsed: &Parsed, course: &Course, findings: &mut Vec<Diagnostic>) {
    let pretest = parsed.pretests.get(&course.id).map_or(0, Pool::minutes);
    let counted = course.counted_minutes() + pretest;
    if u64::from(course.minutes.abs_diff(counted)) * 4 > u64::from(counted) {
        findings.push(Diagnostic::error(
            "minutos",
            parsed.places.of(&Key::Minutes(course.id.clone())),
            format!("Dice {}, y por sus palabras y preguntas son {counted}. Escriba la duración verdadera.", count(course.minutes as usize, "minuto", "minutos")),
        ));
    }
}
