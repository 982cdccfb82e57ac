//! What a person can live through in a case: every state that decisions lead to, each scene with each value of the variables.

use std::collections::{BTreeMap, BTreeSet};

use super::Said;
use crate::case::{Case, Onward, Scene};
use crate::id::SceneId;
use crate::spanish::count;

/// More states than any case a person could write by hand.
const STATES: usize = 20_000;

/// Fewest decisions on a way through.
const DECISIONS: usize = 3;

/// A scene, by its place in the case, with the value of each variable.
type State = (usize, Vec<u8>);

/// Every state, and which leads to which.
struct Graph {
    states: Vec<State>,
    /// How many decisions lead to each state at least.
    depth: Vec<usize>,
    next: Vec<Vec<usize>>,
}

pub(super) fn check(case: &Case, said: &mut Said) {
    let graph = match explore(case) {
        None => return,
        Some(Err(TooMany)) => {
            if let Some(first) = case.scenes.first() {
                said.error(
                    "caso-sin-limite",
                    said.scene_place(&first.id),
                    "El caso tiene más de 20 000 situaciones distintas y no se puede revisar entero. Use menos variables, o ponga límites a las vueltas que las cambian.",
                );
            }
            return;
        }
        Some(Ok(graph)) => graph,
    };
    unreached(case, &graph, said);
    without_exit(case, &graph, said);
    too_short(case, &graph, said);
    without_limit(case, &graph, said);
}

/// There are more than [`STATES`].
struct TooMany;

/// The states breadth first; `None` if the case does not begin or leads nowhere, of which there is another finding.
fn explore(case: &Case) -> Option<Result<Graph, TooMany>> {
    let start = case.play(&[]);
    let first = (place_of(case, start.scene?)?, start.values);
    let mut known = BTreeMap::from([(first.clone(), 0)]);
    let mut graph = Graph {
        states: vec![first],
        depth: vec![0],
        next: vec![],
    };
    while let Some((place, values)) = graph.states.get(graph.next.len()).cloned() {
        let depth = graph.depth.get(graph.next.len()).copied().unwrap_or(0);
        let mut next = Vec::new();
        let scene = case.scenes.get(place)?;
        for decision in case.offered(scene, &values) {
            let values = case.changed(&values, &decision.changes);
            let scene = case.arrive(&decision.target, &values)?;
            let state = (place_of(case, scene)?, values);
            let number = *known.entry(state.clone()).or_insert_with(|| {
                graph.states.push(state);
                graph.depth.push(depth + 1);
                graph.states.len() - 1
            });
            next.push(number);
        }
        graph.next.push(next);
        if graph.states.len() > STATES {
            return Some(Err(TooMany));
        }
    }
    Some(Ok(graph))
}

fn place_of(case: &Case, scene: &Scene) -> Option<usize> {
    case.scenes.iter().position(|other| other.id == scene.id)
}

/// `escena-inalcanzable`.
fn unreached(case: &Case, graph: &Graph, said: &mut Said) {
    let mut reached: BTreeSet<&SceneId> = BTreeSet::new();
    for (place, values) in &graph.states {
        if let Some(scene) = case.scenes.get(*place) {
            reached.insert(&scene.id);
            let offered = case.offered(scene, values).into_iter();
            reached.extend(offered.map(|decision| &decision.target));
        }
    }
    reached.extend(case.scenes.first().map(|scene| &scene.id));
    // A crossing that a crossing leads to is reached when its scenes are: it is not shown, so it is enough that it is named.
    for scene in &case.scenes {
        if let Onward::Crossing(routes) = &scene.onward {
            let crossings = routes.iter().filter_map(|route| case.scene(&route.target));
            let hidden = crossings.filter(|scene| matches!(scene.onward, Onward::Crossing(_)));
            reached.extend(hidden.map(|scene| &scene.id));
        }
    }
    for scene in case
        .scenes
        .iter()
        .filter(|scene| !reached.contains(&scene.id))
    {
        said.error("escena-inalcanzable", said.scene_place(&scene.id), format!("Ningún camino llega a «{}». Haga que una decisión lleve ahí, revise las condiciones, o quite la escena.", scene.title));
    }
}

/// `escena-sin-salida`: a state from which no end can be reached.
fn without_exit(case: &Case, graph: &Graph, said: &mut Said) {
    let mut before = vec![Vec::new(); graph.states.len()];
    for (from, next) in graph.next.iter().enumerate() {
        for to in next {
            if let Some(list) = before.get_mut(*to) {
                list.push(from);
            }
        }
    }
    let is_end = |state: &State| case.scenes.get(state.0).is_some_and(Scene::is_end);
    let mut waiting: Vec<usize> = (0..graph.states.len())
        .filter(|number| graph.states.get(*number).is_some_and(is_end))
        .collect();
    let mut leads: BTreeSet<usize> = waiting.iter().copied().collect();
    while let Some(number) = waiting.pop() {
        for from in before.get(number).into_iter().flatten() {
            if leads.insert(*from) {
                waiting.push(*from);
            }
        }
    }
    let stuck = |number: &usize| !leads.contains(number);
    for scene in scenes_of(case, graph, stuck) {
        said.error("escena-sin-salida", said.scene_place(&scene.id), "Desde esta escena hay un camino que no llega a ningún final. Haga que sus decisiones lleven, al cabo, a una escena con «.final», y revise las condiciones.");
    }
}

/// `caso-corto`.
fn too_short(case: &Case, graph: &Graph, said: &mut Said) {
    let ends = graph.states.iter().zip(&graph.depth);
    let shortest = ends
        .filter(|((place, _), _)| case.scenes.get(*place).is_some_and(Scene::is_end))
        .min_by_key(|(_, depth)| **depth);
    if let Some(((place, _), depth)) = shortest
        && *depth < DECISIONS
        && let Some(scene) = case.scenes.get(*place)
    {
        said.warning("caso-corto", said.scene_place(&scene.id), format!("Se llega a este final con {}. Un caso enseña a decidir varias veces: que todo camino pase por tres o más.", count(*depth, "decisión", "decisiones")));
    }
}

/// `caso-sin-limite`: states that can be lived through again and again.
fn without_limit(case: &Case, graph: &Graph, said: &mut Said) {
    let mut left: BTreeSet<usize> = (0..graph.states.len()).collect();
    // Whatever leads nowhere among what is left, and whatever nothing of it leads to, is on no circle.
    loop {
        let leads = |number: &usize| {
            let next = graph.next.get(*number).into_iter().flatten();
            next.copied().any(|to| left.contains(&to))
        };
        let led_to: BTreeSet<usize> = left
            .iter()
            .filter_map(|number| graph.next.get(*number))
            .flatten()
            .copied()
            .collect();
        let kept: BTreeSet<usize> = left
            .iter()
            .copied()
            .filter(|number| leads(number) && led_to.contains(number))
            .collect();
        if kept.len() == left.len() {
            break;
        }
        left = kept;
    }
    if let Some(scene) = scenes_of(case, graph, |number| left.contains(number)).first() {
        said.error("caso-sin-limite", said.scene_place(&scene.id), "A esta escena se puede volver sin límite. Ponga una condición a lo que regresa (con una variable que cuente las vueltas), o lleve a otra escena.");
    }
}

/// The scenes of the states that are wanted, each once, in the order of the file.
fn scenes_of<'a>(case: &'a Case, graph: &Graph, wanted: impl Fn(&usize) -> bool) -> Vec<&'a Scene> {
    let places: BTreeSet<usize> = (0..graph.states.len())
        .filter(|number| wanted(number))
        .filter_map(|number| graph.states.get(number).map(|(place, _)| *place))
        .collect();
    places
        .into_iter()
        .filter_map(|place| case.scenes.get(place))
        .collect()
}
