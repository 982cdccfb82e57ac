//! Each objective is taught, practised and evaluated.

use crate::course::{Course, Key, Parsed, Pool};
use crate::diagnostic::{Diagnostic, Place};
use crate::id::ObjectiveId;
use crate::item::{Item, Level};
use crate::spanish::count;

use super::lesson_place;

pub(super) fn check(parsed: &Parsed, course: &Course, pool: &Pool, findings: &mut Vec<Diagnostic>) {
    without_items(parsed, course, pool, findings);
    unknown(parsed, course, findings);
    of_items(parsed, course, pool, findings);
    short_pool(parsed, course, pool, findings);
}

/// Fewest items of an objective: with two, one answer decides half of what is said of it.
const ITEMS: usize = 3;

/// `objetivo-sin-preguntas`: also of an objective that `reparto` leaves out, which is practised and reviewed all the same.
fn without_items(parsed: &Parsed, course: &Course, pool: &Pool, findings: &mut Vec<Diagnostic>) {
    for objective in &course.objectives {
        let serves = |item: &Item| item.objective == objective.id && item.interaction.is_graded();
        let lessons = course.lessons().flat_map(|(_, lesson)| lesson.items());
        let practised = lessons.filter(|item| serves(item)).count();
        let asked = pool.items.iter().filter(|item| serves(item)).count();
        let all = practised + asked;
        let mut error = |message: String| {
            findings.push(Diagnostic::error(
                "objetivo-sin-preguntas",
                parsed.places.of(&Key::Objective(objective.id.clone())),
                format!("El objetivo «{}» {message}", objective.id),
            ));
        };
        if practised == 0 {
            error("no tiene preguntas en ninguna lección. Escriba al menos una.".to_owned());
        }
        if course.has_assessment() && asked == 0 {
            error("no tiene preguntas en el banco. Escriba al menos una.".to_owned());
        }
        // Without an evaluation nothing is said of an objective: practice is no evidence of mastery.
        if course.has_assessment() && all > 0 && all < ITEMS {
            let has = count(all, "pregunta", "preguntas");
            error(format!(
                "tiene {has} entre lecciones y banco. Escriba {ITEMS} o más."
            ));
        }
    }
}

/// `objetivo-desconocido`: in a lesson or in `reparto`.
fn unknown(parsed: &Parsed, course: &Course, findings: &mut Vec<Diagnostic>) {
    let mut check = |id: &ObjectiveId, place| {
        if course.objective(id).is_none() {
            findings.push(Diagnostic::error("objetivo-desconocido", place, format!("No existe el objetivo «{id}» en curso.toml. Corrija la clave o agréguelo a [[objetivos]].")));
        }
    };
    for (module, lesson) in course.lessons() {
        for id in &lesson.objectives {
            check(id, lesson_place(course, module, lesson));
        }
    }
    for id in course.assessment.strata.keys() {
        check(
            id,
            parsed.places.of(&Key::Draw(course.id.clone(), id.clone())),
        );
    }
}

/// `pregunta-sin-objetivo`: the objective of an item that is not just that of its lesson.
fn of_items(parsed: &Parsed, course: &Course, pool: &Pool, findings: &mut Vec<Diagnostic>) {
    let own = course.lessons().flat_map(|(_, lesson)| {
        lesson
            .items()
            .filter(|item| !lesson.objectives.contains(&item.objective))
    });
    for item in own.chain(&pool.items).chain(parsed.pretest(course)) {
        let given = !item.objective.as_str().is_empty();
        if given && course.objective(&item.objective).is_none() {
            findings.push(Diagnostic::error(
                "pregunta-sin-objetivo",
                parsed.places.of(&Key::Item(item.id.clone())),
                format!("No existe el objetivo «{}» en curso.toml. Corrija la clave o agréguelo a [[objetivos]].", item.objective),
            ));
        }
    }
}

/// `banco-corto`: of each objective, and of each of its levels where `reparto` names them.
fn short_pool(parsed: &Parsed, course: &Course, pool: &Pool, findings: &mut Vec<Diagnostic>) {
    for (objective, draw) in &course.assessment.strata {
        if course.objective(objective).is_none() {
            continue;
        }
        let of_objective = |item: &&Item| item.objective == *objective;
        let place = parsed
            .places
            .of(&Key::Draw(course.id.clone(), objective.clone()));
        let levels: Vec<_> = course.assessment.levels_of(objective).collect();
        if levels.is_empty() {
            let items = pool.items.iter().filter(of_objective).count();
            let what = format!("«{objective}»");
            findings.extend(short_stratum(place.clone(), &what, items, *draw));
        }
        for (level, draw) in levels {
            let of_stratum = |item: &&Item| of_objective(item) && item.level == level;
            let items = pool.items.iter().filter(of_stratum).count();
            let what = format!("«{objective}» con nivel={}", name_of(level));
            findings.extend(short_stratum(place.clone(), &what, items, draw));
        }
    }
}

fn short_stratum(place: Place, what: &str, items: usize, draw: u32) -> Option<Diagnostic> {
    let (draw, has) = (draw as usize, count(items, "pregunta", "preguntas"));
    let enough = draw.saturating_mul(3);
    if items < draw {
        Some(Diagnostic::error(
            "banco-corto",
            place,
            format!(
                "El banco tiene {has} de {what} y el reparto pide {draw}. Escriba más o baje el reparto."
            ),
        ))
    } else if items < enough {
        Some(Diagnostic::error(
            "banco-corto",
            place,
            format!(
                "El banco tiene {has} de {what} y el reparto pide {draw}: en el segundo intento se repetirían. Tenga al menos {enough}."
            ),
        ))
    } else {
        None
    }
}

/// What an author calls a level.
fn name_of(level: Level) -> &'static str {
    match level {
        Level::Recognise => "reconocer",
        Level::Apply => "aplicar",
        Level::Decide => "decidir",
    }
}
