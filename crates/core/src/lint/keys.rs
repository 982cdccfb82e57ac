//! Keys: well formed, unique in the whole site, and there for ever once published.

use crate::course::{Course, Key, Parsed, Pool, Published, version_parts};
use crate::diagnostic::Diagnostic;
use crate::id::{ItemId, PassageId};
use crate::item::Item;

use super::MISSING;

pub(super) fn check(parsed: &Parsed, findings: &mut Vec<Diagnostic>) {
    malformed(parsed, findings);
    repeated(parsed, findings);
    let mut parsing = parsed.diagnostics.iter();
    let is_whole = parsing.all(|finding| finding.rule != MISSING);
    for (course, pool) in &parsed.courses {
        used_again(parsed, course, findings);
        // With a file missing nobody knows what was changed, and to retire its keys would be wrong advice.
        if !is_whole {
            continue;
        }
        vanished(parsed, course, pool, findings);
        changed(parsed, course, pool, findings);
    }
}

/// `clave-mal-escrita`.
fn malformed(parsed: &Parsed, findings: &mut Vec<Diagnostic>) {
    for (key, places) in parsed.places.iter().filter(|(key, _)| is_written_once(key)) {
        let name = key.as_str();
        // The name of a passage of text is not to be had: a note at the question would be one at that passage.
        if ItemId::new(name).is_well_formed() && !PassageId::new(name).is_of_a_block() {
            continue;
        }
        for place in places {
            findings.push(Diagnostic::error(
                "clave-mal-escrita",
                place.clone(),
                format!("La clave «{name}» sólo puede llevar minúsculas sin acento, cifras y guiones sencillos: documentos-no-se-retienen."),
            ));
        }
    }
}

/// `clave-repetida`.
fn repeated(parsed: &Parsed, findings: &mut Vec<Diagnostic>) {
    for (key, places) in parsed.places.iter().filter(|(key, _)| is_unique(key)) {
        let Some((first, others)) = places.split_first() else {
            continue;
        };
        // A lesson that is listed twice is read twice: its items are no second finding.
        for place in others.iter().filter(|place| *place != first) {
            findings.push(Diagnostic::error(
                "clave-repetida",
                place.clone(),
                format!(
                    "La clave «{}» ya está en {}:{}. Cambie la que aún no se publica.",
                    key.as_str(),
                    first.file,
                    first.line
                ),
            ));
        }
    }
}

/// `clave-repetida`: a retired key names another item now.
fn used_again(parsed: &Parsed, course: &Course, findings: &mut Vec<Diagnostic>) {
    for key in course.retired.iter().map(|id| Key::Item(id.clone())) {
        for place in parsed.places.all(&key) {
            findings.push(Diagnostic::error(
                "clave-repetida",
                place.clone(),
                format!("La clave «{}» está entre las retiradas. Use otra, o quítela de «retiradas» si es la misma pregunta.", key.as_str()),
            ));
        }
    }
}

/// `clave-desaparecida`.
fn vanished(parsed: &Parsed, course: &Course, pool: &Pool, findings: &mut Vec<Diagnostic>) {
    let Some(last) = parsed
        .published
        .get(&course.id)
        .and_then(|versions| versions.last())
    else {
        return;
    };
    let kept = keys(course, pool, parsed.pretest(course));
    let place = parsed.places.of(&Key::Course(course.id.clone()));
    for gone in keys(&last.course, &last.pool, &last.pretest) {
        let retired = course.retired.iter().any(|id| id.as_str() == gone);
        if !kept.contains(&gone) && !retired {
            findings.push(Diagnostic::error(
                "clave-desaparecida",
                place.clone(),
                format!("La versión {} tenía la clave «{gone}» y ya no está. Devuélvala, o agréguela a «retiradas» si dejó de usarse.", last.course.version),
            ));
        }
    }
}

/// `version-ya-publicada`.
fn changed(parsed: &Parsed, course: &Course, pool: &Pool, findings: &mut Vec<Diagnostic>) {
    let number = version_parts(&course.version);
    for published in parsed.published.get(&course.id).into_iter().flatten() {
        let version = &published.course.version;
        let message = if *version == course.version {
            let parts = what_differs(parsed, published, course, pool);
            if parts.is_empty() {
                continue;
            }
            format!(
                "La versión {version} ya está publicada y desde entonces cambió: {}. Suba «version»; si lo que sobra es el cambio, deshágalo.",
                parts.join(", ")
            )
        } else if number < version_parts(version) {
            format!(
                "La versión {} es anterior a la {version}, que ya está publicada. Suba «version».",
                course.version
            )
        } else {
            continue;
        };
        let place = parsed.places.of(&Key::Course(course.id.clone()));
        findings.push(Diagnostic::error("version-ya-publicada", place, message));
    }
}

/// What is not as it was published, as an author calls it.
fn what_differs(
    parsed: &Parsed,
    published: &Published,
    course: &Course,
    pool: &Pool,
) -> Vec<&'static str> {
    let old = &published.course;
    let parts = [
        ("lecciones", old.modules != course.modules),
        ("objetivos", old.objectives != course.objectives),
        ("evaluación", old.assessment != course.assessment),
        ("banco", published.pool != *pool),
        ("diagnóstico", published.pretest != parsed.pretest(course)),
        ("fuentes.toml", old.sources != course.sources),
        ("directorio.toml", old.contacts != course.contacts),
        ("glosario", old.glossary != course.glossary),
    ];
    let mut named: Vec<&str> = parts
        .into_iter()
        .filter(|(_, differs)| *differs)
        .map(|(name, _)| name)
        .collect();
    if named.is_empty() && old != course {
        named.push("los demás datos de curso.toml");
    }
    named
}

/// The keys that progress is kept under.
fn keys<'a>(course: &'a Course, pool: &'a Pool, pretest: &'a [Item]) -> Vec<&'a str> {
    let objectives = course
        .objectives
        .iter()
        .map(|objective| objective.id.as_str());
    let lessons = course.lessons().map(|(_, lesson)| lesson.id.as_str());
    let items = course
        .lessons()
        .flat_map(|(_, lesson)| lesson.items())
        .chain(&pool.items)
        .chain(pretest);
    objectives
        .chain(lessons)
        .chain(items.map(|item| item.id.as_str()))
        .collect()
}

/// Whether progress is kept under this kind of key, or something is found by it, so that it must name one thing in the whole site.
fn is_unique(key: &Key) -> bool {
    match key {
        Key::Module(_) | Key::Lesson(_) | Key::Objective(_) | Key::Item(_) => true,
        // The tree leads by it.
        Key::Fork(_) => true,
        // These hold the lesson: they are unique in it.
        Key::Scene(..) | Key::Variable(..) => true,
        Key::Course(_)
        | Key::Minutes(_)
        | Key::Draw(..)
        | Key::Alternative(..)
        | Key::Decision(..)
        | Key::Source(_)
        | Key::Term(_)
        | Key::Contact(_)
        | Key::Branch(..) => false,
    }
}

/// Whether an author chose this key here, rather than mentioning it.
fn is_written_once(key: &Key) -> bool {
    match key {
        Key::Course(_) | Key::Source(_) | Key::Term(_) | Key::Contact(_) => true,
        Key::Module(_) | Key::Lesson(_) | Key::Objective(_) | Key::Item(_) => true,
        Key::Scene(..) | Key::Variable(..) | Key::Fork(_) => true,
        Key::Minutes(_)
        | Key::Draw(..)
        | Key::Alternative(..)
        | Key::Decision(..)
        | Key::Branch(..) => false,
    }
}
