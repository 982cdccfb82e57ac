//! What is mentioned must exist, and the law must have been read lately.

use std::collections::BTreeSet;

use crate::course::{Course, Key, Parsed, Reference};
use crate::diagnostic::Diagnostic;
use crate::id::CourseId;
use crate::spanish::long_date;
use crate::time::Date;

pub(super) fn check(parsed: &Parsed, today: Date, findings: &mut Vec<Diagnostic>) {
    for reference in &parsed.references {
        if reference.course == CourseId::default() {
            of_the_site(parsed, reference, findings);
            continue;
        }
        let course = parsed
            .courses
            .iter()
            .find(|(course, _)| course.id == reference.course);
        let leads = course.is_none_or(|(course, _)| leads_somewhere(parsed, course, reference));
        if !leads {
            findings.push(Diagnostic::error(
                reference.rule,
                reference.place.clone(),
                broken(&reference.target),
            ));
        }
    }
    overdue(parsed, today, findings);
}

/// The self-care card belongs to no course: it may name contacts.
fn of_the_site(parsed: &Parsed, reference: &Reference, findings: &mut Vec<Diagnostic>) {
    let message = match &reference.target {
        Key::Contact(id) if parsed.contacts.contains_key(id) => return,
        Key::Contact(_) => broken(&reference.target),
        _ => format!(
            "Esta ficha no pertenece a una capacitación: aquí no hay «{}». Enlace al directorio o a una dirección https://.",
            reference.target.as_str()
        ),
    };
    findings.push(Diagnostic::error(
        reference.rule,
        reference.place.clone(),
        message,
    ));
}

fn leads_somewhere(parsed: &Parsed, course: &Course, reference: &Reference) -> bool {
    match &reference.target {
        Key::Source(id) => course.sources.contains_key(id),
        Key::Contact(id) => course.contacts.contains_key(id),
        Key::Term(id) => course.glossary.contains_key(id),
        Key::Lesson(id) => course.lesson(id).is_some() || parsed.is_missing(id),
        Key::Course(_)
        | Key::Minutes(_)
        | Key::Draw(..)
        | Key::Module(_)
        | Key::Objective(_)
        | Key::Item(_)
        | Key::Alternative(..)
        | Key::Scene(..)
        | Key::Decision(..)
        | Key::Variable(..)
        | Key::Fork(_)
        | Key::Branch(..) => true,
    }
}

fn broken(target: &Key) -> String {
    let key = target.as_str();
    match target {
        Key::Source(_) => {
            format!("No existe «{key}» en fuentes.toml. Corrija la clave o agregue ahí la fuente.")
        }
        Key::Contact(_) => format!(
            "No existe «{key}» en directorio.toml. Corrija la clave o agregue ahí el contacto."
        ),
        Key::Term(_) => format!(
            "No existe «{key}» en glosario.toml. Corrija la clave o agregue ahí el término."
        ),
        _ => format!(
            "No existe la lección «{key}» en esta capacitación. Corrija la clave o agréguela a curso.toml."
        ),
    }
}

/// `revision-vencida`: once for each source, however many courses cite it.
fn overdue(parsed: &Parsed, today: Date, findings: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    let cited = parsed
        .courses
        .iter()
        .flat_map(|(course, _)| &course.sources);
    for (id, source) in cited.filter(|(_, source)| source.is_due(today)) {
        if seen.insert(id) {
            findings.push(Diagnostic::warning(
                "revision-vencida",
                parsed.places.of(&Key::Source(id.clone())),
                format!("«{id}» debía revisarse antes del {}. Lea el texto vigente y actualice texto_al, revisado_el y revisar_antes_de.", long_date(source.review_before)),
            ));
        }
    }
}
