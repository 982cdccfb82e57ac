//! Branching cases: each decision is explained, and the graph of scenes leads from one beginning to several ends.

mod graph;

use std::collections::BTreeSet;

use super::items::{EXPLANATION, length, normal};
use crate::case::{Case, Condition, Decision, Onward, Scene, names_an_effect};
use crate::course::{Course, Key, Parsed};
use crate::diagnostic::{Diagnostic, Place};
use crate::id::{LessonId, SceneId, VariableId};
use crate::prose::{Block, for_each_text};

/// For whom each consequence is said: the person, who attends, the institution.
const EFFECTS: usize = 3;

pub(super) fn check(parsed: &Parsed, course: &Course, findings: &mut Vec<Diagnostic>) {
    for (_, lesson) in course.lessons() {
        if let Some(case) = lesson.case() {
            let said = Said {
                parsed,
                lesson: &lesson.id,
                findings,
            };
            check_case(case, said);
        }
    }
}

/// The findings of one case.
struct Said<'a> {
    parsed: &'a Parsed,
    lesson: &'a LessonId,
    findings: &'a mut Vec<Diagnostic>,
}

impl Said<'_> {
    fn scene_place(&self, scene: &SceneId) -> Place {
        let key = Key::Scene(self.lesson.clone(), scene.clone());
        self.parsed.places.of(&key)
    }

    /// The last place of a decision: the second, where its words are there twice.
    fn decision_place(&self, scene: &Scene, decision: &Decision) -> Place {
        let key = Key::Decision(self.lesson.clone(), scene.id.clone(), decision.id.clone());
        let places = self.parsed.places.all(&key);
        places
            .last()
            .cloned()
            .unwrap_or_else(|| self.scene_place(&scene.id))
    }

    fn error(&mut self, rule: &'static str, place: Place, message: impl Into<String>) {
        self.findings.push(Diagnostic::error(rule, place, message));
    }

    fn warning(&mut self, rule: &'static str, place: Place, message: impl Into<String>) {
        self.findings
            .push(Diagnostic::warning(rule, place, message));
    }
}

fn check_case(case: &Case, mut said: Said) {
    for scene in &case.scenes {
        adequate(scene, &mut said);
        distinct(scene, &mut said);
        for decision in scene.decisions() {
            explained(scene, decision, &mut said);
        }
        ordered(scene, &mut said);
    }
    declared(case, &mut said);
    let whole = targets(case, &mut said) && !circles(case, &mut said);
    let ends = case.scenes.iter().filter(|scene| scene.is_end()).count();
    if let Some(first) = case.scenes.first()
        && ends < 2
    {
        said.error("pocos-finales", said.scene_place(&first.id), "El caso tiene menos de dos finales. Escriba al menos dos escenas con «.final»: una buena salida y otra que se pudo evitar.");
    }
    // Where a scene is missing or empty, nothing more can be said of the ways through the case.
    let is_empty = |scene: &Scene| match &scene.onward {
        Onward::Decisions(decisions) => decisions.is_empty(),
        Onward::Crossing(routes) => routes.is_empty(),
        Onward::End { .. } => false,
    };
    if whole && !case.scenes.iter().any(is_empty) {
        graph::check(case, &mut said);
    }
}

/// `sin-decision-adecuada`.
fn adequate(scene: &Scene, said: &mut Said) {
    let decisions = scene.decisions();
    let is_there = |decision: &Decision| decision.adequate && decision.condition.is_none();
    if !decisions.is_empty() && !decisions.iter().any(is_there) {
        said.error("sin-decision-adecuada", said.scene_place(&scene.id), "Ninguna decisión adecuada está siempre a la mano. Marque con «[x]» al menos una que no lleve condición («si …»).");
    }
}

/// `opciones-iguales`.
fn distinct(scene: &Scene, said: &mut Said) {
    let mut seen = BTreeSet::new();
    for decision in scene.decisions() {
        if !seen.insert(normal(&decision.words)) {
            let place = said.decision_place(scene, decision);
            said.error(
                "opciones-iguales",
                place,
                "Esta decisión dice lo mismo que otra. Cambie una o quítela.",
            );
        }
    }
}

/// `decision-sin-consecuencia`.
fn explained(scene: &Scene, decision: &Decision, said: &mut Said) {
    let place = said.decision_place(scene, decision);
    if length(&decision.consequence) < EXPLANATION {
        said.error("decision-sin-consecuencia", place, format!("La decisión no tiene consecuencia o es muy corta. Escriba debajo, con dos espacios y «>», qué pasa con la persona, con quien atiende y con la institución ({EXPLANATION} caracteres o más)."));
    } else if effects(&decision.consequence) < EFFECTS {
        said.warning("decision-sin-consecuencia", place, "La consecuencia no nombra sus tres efectos. Diga qué pasa con la persona, con quien atiende y con la institución: **Keila:** … **Usted:** … **La institución:** …");
    }
}

/// How many effects are named: `**Keila:**`.
fn effects(blocks: &[Block]) -> usize {
    let mut effects = 0;
    for_each_text(blocks, &mut |text| {
        effects += text.iter().filter(|inline| names_an_effect(inline)).count();
    });
    effects
}

/// `cruce-mal-escrito`: every route but the last has a condition.
fn ordered(scene: &Scene, said: &mut Said) {
    let Onward::Crossing(routes) = &scene.onward else {
        return;
    };
    let Some((last, before)) = routes.split_last() else {
        return;
    };
    let message = if last.condition.is_some() {
        "El último camino del cruce lleva condición: si no se cumple, el caso no sigue. Agregue al final uno sin condición: - [](escena:puerta-cerrada)."
    } else if before.iter().any(|route| route.condition.is_none()) {
        "Un camino sin condición va al final del cruce: los que le siguen no se toman nunca. Muévalo o escriba su condición."
    } else {
        return;
    };
    said.error("cruce-mal-escrito", said.scene_place(&scene.id), message);
}

/// `variable-suelta`: used and not declared, or declared and not used.
fn declared(case: &Case, said: &mut Said) {
    let mut used = BTreeSet::new();
    for scene in &case.scenes {
        let mut meets = |id: &VariableId, place: &dyn Fn(&Said) -> Place| {
            used.insert(id.clone());
            if case.variable(id).is_none() {
                let place = place(said);
                said.error("variable-suelta", place, format!("No se declara la variable «{id}». Corrija el nombre o agréguela al recuadro «[!variables]» del principio."));
            }
        };
        for decision in scene.decisions() {
            let changed = decision.changes.iter().map(|change| &change.variable);
            let asked = decision.condition.iter().map(variable_of);
            for id in changed.chain(asked) {
                meets(id, &|said| said.decision_place(scene, decision));
            }
        }
        if let Onward::Crossing(routes) = &scene.onward {
            for id in routes.iter().filter_map(|route| route.condition.as_ref()) {
                meets(variable_of(id), &|said| said.scene_place(&scene.id));
            }
        }
    }
    for variable in &case.variables {
        if !used.contains(&variable.id) {
            let key = Key::Variable(said.lesson.clone(), variable.id.clone());
            let place = said.parsed.places.of(&key);
            said.warning("variable-suelta", place, format!("Ninguna decisión cambia la variable «{}» y ninguna condición la mira. Úsela o quítela.", variable.id));
        }
    }
}

fn variable_of(condition: &Condition) -> &VariableId {
    &condition.variable
}

/// `escena-inexistente`; whether every way leads to a scene.
fn targets(case: &Case, said: &mut Said) -> bool {
    let before = said.findings.len();
    let message = |target: &SceneId| {
        format!(
            "No existe la escena «{target}» en este caso. Corrija la clave o escriba la escena: ## … {{#{target}}}."
        )
    };
    for scene in &case.scenes {
        for decision in scene.decisions() {
            if case.scene(&decision.target).is_none() {
                let place = said.decision_place(scene, decision);
                said.error("escena-inexistente", place, message(&decision.target));
            }
        }
        if let Onward::Crossing(routes) = &scene.onward {
            for route in routes {
                if case.scene(&route.target).is_none() {
                    let place = said.scene_place(&scene.id);
                    said.error("escena-inexistente", place, message(&route.target));
                }
            }
        }
    }
    said.findings.len() == before
}

/// `cruce-mal-escrito`: crossings that lead to one another without a decision in between; whether there are any.
fn circles(case: &Case, said: &mut Said) -> bool {
    let mut found = false;
    for scene in &case.scenes {
        if leads_to_itself(case, scene) {
            found = true;
            said.error("cruce-mal-escrito", said.scene_place(&scene.id), "Los cruces se llevan unos a otros en círculo y el caso no seguiría. Haga que cada uno llegue a una escena.");
        }
    }
    found
}

fn leads_to_itself(case: &Case, crossing: &Scene) -> bool {
    let mut seen: BTreeSet<&SceneId> = BTreeSet::new();
    let mut waiting = vec![crossing];
    while let Some(scene) = waiting.pop() {
        let Onward::Crossing(routes) = &scene.onward else {
            continue;
        };
        for next in routes.iter().filter_map(|route| case.scene(&route.target)) {
            if next.id == crossing.id {
                return true;
            }
            if seen.insert(&next.id) {
                waiting.push(next);
            }
        }
    }
    false
}
