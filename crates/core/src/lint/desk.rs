//! The desk's tree: every answer leads to something that is there, within three steps, and no card is left out.

use std::collections::BTreeSet;

use crate::course::Key;
use crate::course::Parsed;
use crate::course::desk::{Branch, Destination, Fork, STEPS};
use crate::diagnostic::{Diagnostic, Place};
use crate::id::{ForkId, ModuleId};

pub(super) fn check(parsed: &Parsed, findings: &mut Vec<Diagnostic>) {
    let Some(first) = parsed.forks.first() else {
        return;
    };
    for fork in &parsed.forks {
        for (place, branch) in branches(parsed, fork) {
            if let Some(message) = dead(parsed, branch) {
                findings.push(Diagnostic::error("enlace-roto", place, message));
            }
        }
    }
    let mut walk = Walk {
        parsed,
        forks: BTreeSet::new(),
        cards: BTreeSet::new(),
        too_far: BTreeSet::new(),
    };
    walk.from(first, 0);
    for place in &walk.too_far {
        findings.push(Diagnostic::error(
            "ventanilla-larga",
            place.clone(),
            format!("Esta respuesta lleva a otra pregunta cuando ya van {STEPS} respuestas. Llévela a una ficha o a un contacto, o quite una pregunta antes."),
        ));
    }
    left_out(parsed, &walk, findings);
}

/// The answers of a question with their places.
fn branches<'a>(
    parsed: &'a Parsed,
    fork: &'a Fork,
) -> impl Iterator<Item = (Place, &'a Branch)> + 'a {
    let place = |index| parsed.places.of(&Key::Branch(fork.id.clone(), index));
    fork.branches
        .iter()
        .enumerate()
        .map(move |(index, branch)| (place(index), branch))
}

fn fork<'a>(parsed: &'a Parsed, id: &ForkId) -> Option<&'a Fork> {
    parsed.forks.iter().find(|fork| fork.id == *id)
}

/// What to say of an answer that leads to nothing.
fn dead(parsed: &Parsed, branch: &Branch) -> Option<String> {
    match &branch.leads_to {
        Destination::Fork(id) => fork(parsed, id).is_none().then(|| {
            format!(
                "No existe la pregunta «{id}» en ventanilla.toml. Corrija la clave o agréguela."
            )
        }),
        Destination::Card(id, lesson) => {
            let mut modules = parsed
                .courses
                .iter()
                .flat_map(|(course, _)| &course.modules);
            let module = modules.find(|module| module.id == *id && module.card.is_some());
            match module {
                None if !parsed.is_whole() => None,
                None => Some(format!(
                    "Ningún módulo «{id}» con ficha de bolsillo está en el catálogo. Corrija la clave o escriba su ficha.md."
                )),
                Some(module) if module.lessons.iter().any(|known| known.id == *lesson) => None,
                Some(_) if parsed.is_missing(lesson) => None,
                Some(_) => Some(format!(
                    "No existe la lección «{lesson}» en el módulo «{id}». Corrija la clave."
                )),
            }
        }
        // Of a directory that cannot be read nobody knows what it holds.
        Destination::Contact(id) => {
            let unknown = !parsed.contacts.is_empty() && !parsed.contacts.contains_key(id);
            unknown.then(|| {
                format!("No existe «{id}» en directorio.toml. Corrija la clave o agregue ahí el contacto.")
            })
        }
    }
}

/// Where answering leads, along every way; a tree that turns in circles is one that is too long.
struct Walk<'a> {
    parsed: &'a Parsed,
    forks: BTreeSet<&'a ForkId>,
    cards: BTreeSet<&'a ModuleId>,
    too_far: BTreeSet<Place>,
}

impl<'a> Walk<'a> {
    fn from(&mut self, fork: &'a Fork, steps: usize) {
        self.forks.insert(&fork.id);
        for (place, branch) in branches(self.parsed, fork) {
            match &branch.leads_to {
                Destination::Fork(_) if steps + 1 == STEPS => {
                    self.too_far.insert(place);
                }
                Destination::Fork(id) => {
                    if let Some(next) = self::fork(self.parsed, id) {
                        self.from(next, steps + 1);
                    }
                }
                Destination::Card(module, _) => {
                    self.cards.insert(module);
                }
                Destination::Contact(_) => {}
            }
        }
    }
}

/// `ventanilla-incompleta`.
fn left_out(parsed: &Parsed, walk: &Walk, findings: &mut Vec<Diagnostic>) {
    for fork in &parsed.forks {
        if !walk.forks.contains(&fork.id) {
            findings.push(Diagnostic::warning(
                "ventanilla-incompleta",
                parsed.places.of(&Key::Fork(fork.id.clone())),
                "Ninguna respuesta lleva a esta pregunta. Agregue una, o quite la pregunta.",
            ));
        }
    }
    let modules = parsed
        .courses
        .iter()
        .flat_map(|(course, _)| &course.modules);
    for module in modules.filter(|module| module.card.is_some()) {
        if !walk.cards.contains(&module.id) {
            findings.push(Diagnostic::warning(
                "ventanilla-incompleta",
                Place::start_of("ventanilla.toml"),
                format!(
                    "Ninguna respuesta lleva a la ficha del módulo «{}». Agregue una.",
                    module.id
                ),
            ));
        }
    }
}
