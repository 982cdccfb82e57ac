//! Branching cases: a lesson whose title carries `.caso`. Each `##` with a key is a scene; the first one begins the case.
//!
//! ```markdown
//! ## La puerta {#la-puerta}
//!
//! Ramiro le pide identificación… ¿Qué hace usted?
//!
//! - [x] [La deja pasar.](escena:el-susurro "confianza+1")
//!   > **Keila:** entra tranquila…
//! ```
//!
//! A scene with `.cruce` is a list of routes and is never shown; one with `.final` has no decisions.

use pulldown_cmark::{Event, Tag};

use super::super::markdown::{
    Node, Reader, blocks, declares_variables, heading_level, heading_text, inlines, is_comment,
    is_marked_quote,
};
use super::super::places::Key;
use super::super::{Block, Part};
use super::item::entries::{Line, is_task_list, line};
use super::item::{Home, is_item};
use super::lesson::{Attributes, push_item, sections};
use super::way::{Way, way};
use crate::case::{
    Case, Decision, Onward, Route, Scene, Scoring, VALUE_LIMIT, Variable, names_an_effect,
};
use crate::id::{LessonId, SceneId, VariableId};
use crate::prose::{Inline, plain_text};

/// The parts of a lesson that is a case: its opening, the case, and what follows it.
pub(super) fn case(reader: &mut Reader, title: &Node, body: &[Node], home: &Home) -> Vec<Part> {
    let lesson = home.lesson.cloned().unwrap_or_default();
    let mut case = Case {
        scoring: scoring(reader, title),
        ..Case::default()
    };
    let (mut opening, mut after) = (Vec::new(), Vec::new());
    for section in sections(body) {
        let heading = section
            .split_first()
            .filter(|(heading, _)| heading_level(heading) == Some(2));
        let begun = !case.scenes.is_empty();
        match heading {
            Some((heading, rest)) if is_item(heading) => {
                let parts = if begun { &mut after } else { &mut opening };
                push_item(reader, heading, rest, home, parts);
            }
            Some((heading, rest)) if !Attributes::of(heading).is_empty() => {
                let scene = scene(reader, heading, rest, &lesson, case.scoring);
                case.scenes.extend(scene);
            }
            Some((heading, _)) if begun => {
                without_key(reader, heading);
                after.extend(blocks(reader, section).into_iter().map(Part::Prose));
            }
            _ => {
                for node in section.iter().filter(|node| declares_variables(node)) {
                    case.variables.extend(variables(reader, node, &lesson));
                }
                let shown: Vec<Node> = section
                    .iter()
                    .filter(|node| !declares_variables(node))
                    .cloned()
                    .collect();
                let parts = if begun { &mut after } else { &mut opening };
                parts.extend(blocks(reader, &shown).into_iter().map(Part::Prose));
            }
        }
    }
    if case.scenes.is_empty() {
        reader.error("caso-sin-escenas", title.range.start, "El caso no tiene escenas. Cada escena es un título «##» con su clave: ## La puerta {#la-puerta}. Si no es un caso, quite «.caso».");
    } else {
        opening.push(Part::Case(case));
    }
    opening.append(&mut after);
    opening
}

fn scoring(reader: &mut Reader, title: &Node) -> Scoring {
    match Attributes::of(title).keys("puntaje").as_slice() {
        [] | ["ninguno"] => Scoring::None,
        ["decisiones"] => Scoring::Decisions,
        ["final"] => Scoring::End,
        _ => {
            reader.error(
                "puntaje-mal-escrito",
                title.range.start,
                "No se reconoce ese puntaje. Escriba puntaje=ninguno, puntaje=decisiones o puntaje=final.",
            );
            Scoring::None
        }
    }
}

fn variables(reader: &mut Reader, node: &Node, lesson: &LessonId) -> Vec<Variable> {
    let mut variables: Vec<Variable> = Vec::new();
    let lists = node.children.iter().filter(|node| is_list(node));
    for node in lists.flat_map(|list| &list.children) {
        let at = node.range.start;
        let Line { mark, words, below } = line(node);
        let text = plain_text(&inlines(reader, words));
        match variable(&text) {
            Some(variable) if mark.is_none() && below.is_empty() => {
                let key = Key::Variable(lesson.clone(), variable.id.clone());
                reader.notes.places.add(key, reader.text.place(at));
                variables.push(variable);
            }
            _ => malformed_variable(reader, at),
        }
    }
    if variables.is_empty() {
        malformed_variable(reader, node.range.start);
    }
    variables
}

fn malformed_variable(reader: &mut Reader, at: usize) {
    reader.error("variable-mal-escrita", at, format!("Cada variable es un renglón con su nombre, el valor con que empieza (de 0 a {VALUE_LIMIT}) y cómo se llama para quien lee: > - confianza = 1: La confianza de Keila."));
}

/// `confianza = 1: La confianza de Keila`.
fn variable(text: &str) -> Option<Variable> {
    let (name, rest) = text.split_once('=')?;
    let (start, label) = rest.split_once(':')?;
    let (id, label) = (VariableId::new(name.trim()), label.trim());
    let start = start.trim().parse().ok()?;
    let is_sound = id.is_well_formed() && start <= VALUE_LIMIT && !label.is_empty();
    is_sound.then(|| Variable {
        id,
        start,
        label: label.to_owned(),
    })
}

fn without_key(reader: &mut Reader, heading: &Node) {
    reader.error("escena-sin-clave", heading.range.start, "La escena no tiene clave. Escríbala al final del título: ## El susurro {#el-susurro}. Para dividir el texto de una escena use «###».");
}

fn scene(
    reader: &mut Reader,
    heading: &Node,
    body: &[Node],
    lesson: &LessonId,
    scoring: Scoring,
) -> Option<Scene> {
    let at = heading.range.start;
    let title = heading_text(reader, heading);
    let attributes = Attributes::of(heading);
    let Some(id) = attributes.id.map(SceneId::new) else {
        without_key(reader, heading);
        return None;
    };
    let key = Key::Scene(lesson.clone(), id.clone());
    reader.notes.places.add(key, reader.text.place(at));
    let (prose, onward) = match attributes.classes.as_slice() {
        ["final"] => (
            end_prose(reader, body),
            Onward::End {
                value: value(reader, at, &attributes, scoring),
            },
        ),
        ["cruce"] => {
            attributes.allow(reader, at, &[]);
            (vec![], Onward::Crossing(routes(reader, at, body)))
        }
        classes => {
            if !classes.is_empty() {
                reader.error("escena-mal-escrita", at, "Una escena lleva entre las llaves su clave y, si acaso, «.cruce» o «.final»: {#puerta-abierta .final}.");
            }
            attributes.allow(reader, at, &[]);
            let list = body.iter().position(is_decisions).unwrap_or(body.len());
            let (prose, rest) = body.split_at(list);
            let prose = blocks(reader, prose);
            let decisions = decisions(reader, at, rest, (lesson, &id));
            (prose, Onward::Decisions(decisions))
        }
    };
    Some(Scene {
        id,
        title,
        prose,
        onward,
    })
}

fn is_list(node: &Node) -> bool {
    matches!(node.event, Event::Start(Tag::List(_)))
}

/// Whether this is a list of decisions: its first entry has a box or leads to a scene.
fn is_decisions(node: &Node) -> bool {
    let leads = |node: &Node| way(line(node).words).is_some();
    is_task_list(node) || (is_list(node) && node.children.first().is_some_and(leads))
}

fn end_prose(reader: &mut Reader, body: &[Node]) -> Vec<Block> {
    let mut shown = Vec::new();
    for node in body {
        if is_decisions(node) {
            reader.error("escena-mal-escrita", node.range.start, "Un final no lleva decisiones: ahí termina el caso. Quítelas, o quite «.final» del título.");
        } else {
            shown.push(node.clone());
        }
    }
    blocks(reader, &shown)
}

/// What an end is worth; 0 where nothing asks for it.
fn value(reader: &mut Reader, at: usize, attributes: &Attributes, scoring: Scoring) -> u8 {
    attributes.allow(reader, at, &["valor"]);
    let given = attributes.keys("valor");
    let value = match given.as_slice() {
        [value] => value.parse().ok().filter(|value| *value <= 100),
        _ => None,
    };
    match (scoring, value) {
        (Scoring::End, None) => reader.error(
            "puntaje-mal-escrito",
            at,
            "Con puntaje=final, cada final dice cuánto vale: {#puerta-abierta .final valor=100}, de 0 a 100.",
        ),
        (Scoring::None | Scoring::Decisions, _) if !given.is_empty() => reader.error(
            "puntaje-mal-escrito",
            at,
            "«valor=» sólo cuenta si el título del caso dice puntaje=final. Agréguelo ahí o quite el valor.",
        ),
        _ => {}
    }
    value.unwrap_or(0)
}

fn routes(reader: &mut Reader, at: usize, body: &[Node]) -> Vec<Route> {
    let mut routes = Vec::new();
    for node in body.iter().filter(|node| !is_comment(node)) {
        if !is_list(node) {
            reader.error("escena-mal-escrita", node.range.start, "Un cruce no se muestra: sólo lleva su lista de caminos. Pase este texto a otra escena.");
            continue;
        }
        for node in &node.children {
            match route(reader, node) {
                Some(route) => routes.push(route),
                None => reader.error("cruce-mal-escrito", node.range.start, "Cada camino de un cruce es un enlace a una escena con su condición, sin cambios ni casilla: - [](escena:puerta-abierta \"si confianza>=2\")."),
            }
        }
    }
    if routes.is_empty() {
        reader.error("cruce-mal-escrito", at, "El cruce no lleva a ninguna parte. Escriba su lista de caminos; el último no lleva condición: - [](escena:puerta-cerrada).");
    }
    routes
}

fn route(reader: &mut Reader, node: &Node) -> Option<Route> {
    let Line { mark, words, below } = line(node);
    let Way {
        target,
        changes,
        condition,
        ..
    } = way(words)?.said(reader, node.range.start);
    let is_sound = mark.is_none() && below.iter().all(is_comment) && changes.is_empty();
    is_sound.then_some(Route { condition, target })
}

/// The decisions at the start of these nodes, which are all that may stand there.
fn decisions(
    reader: &mut Reader,
    at: usize,
    nodes: &[Node],
    scene: (&LessonId, &SceneId),
) -> Vec<Decision> {
    let mut decisions: Vec<Decision> = Vec::new();
    let mut entries = 0;
    for node in nodes.iter().filter(|node| !is_comment(node)) {
        if is_list(node) {
            entries += node.children.len();
            for entry in &node.children {
                decisions.extend(decision(reader, entry, scene));
            }
        } else if matches!(node.event, Event::Start(Tag::BlockQuote(_))) && !is_marked_quote(node) {
            reader.error(
                "decision-mal-escrita",
                node.range.start,
                "La consecuencia quedó fuera de su decisión. Ponga dos espacios antes de «>».",
            );
            let consequence = blocks(reader, &node.children);
            if let Some(last) = decisions.last_mut() {
                last.consequence.extend(consequence);
            }
        } else {
            reader.error("escena-mal-escrita", node.range.start, "Después de las decisiones no va más texto: no se mostraría. Páselo antes de la lista o a otra escena.");
        }
    }
    if entries < 2 {
        reader.error("escena-mal-escrita", at, "La escena tiene menos de dos decisiones. Escríbalas como lista: «- [x] [La deja pasar.](escena:el-susurro)». Si ahí termina el caso, agregue «.final» al título.");
    }
    decisions
}

fn decision(
    reader: &mut Reader,
    node: &Node,
    (lesson, scene): (&LessonId, &SceneId),
) -> Option<Decision> {
    let at = node.range.start;
    let line = line(node);
    if line.mark.is_none() {
        reader.error("decision-mal-escrita", at, "La decisión no empieza con su casilla. Escriba «- [ ] » o, si es adecuada, «- [x] », con esos espacios.");
    }
    let Some(way) = way(line.words).filter(|way| !way.words.is_empty()) else {
        reader.error("decision-mal-escrita", at, "La decisión es un enlace a la escena que sigue, con todas sus palabras entre los corchetes: - [ ] [La manda a otra oficina.](escena:otra-oficina).");
        return None;
    };
    let way = way.said(reader, at);
    let mut consequence = Vec::new();
    for node in line.below.iter().filter(|node| !is_comment(node)) {
        if matches!(node.event, Event::Start(Tag::BlockQuote(_))) {
            consequence.extend(blocks(reader, &node.children));
        } else {
            reader.error("decision-mal-escrita", node.range.start, "Después del renglón de la decisión sólo va su consecuencia, con dos espacios y «>» al principio de cada renglón.");
        }
    }
    let consequence = consequence.into_iter().flat_map(apart).collect();
    let id = Decision::id_of(&way.words);
    let key = Key::Decision(lesson.clone(), scene.clone(), id.clone());
    reader.notes.places.add(key, reader.text.place(at));
    Some(Decision {
        id,
        words: way.words,
        adequate: line.mark == Some(true),
        changes: way.changes,
        condition: way.condition,
        consequence,
        target: way.target,
    })
}

/// A paragraph for each effect that one paragraph names: `**Keila:** … **Usted:** …`.
fn apart(block: Block) -> Vec<Block> {
    let Block::Paragraph(text) = block else {
        return vec![block];
    };
    let mut paragraphs: Vec<Vec<Inline>> = Vec::new();
    for inline in text {
        match paragraphs.last_mut() {
            Some(paragraph) if !names_an_effect(&inline) => paragraph.push(inline),
            _ => paragraphs.push(vec![inline]),
        }
    }
    for paragraph in &mut paragraphs {
        if let Some(Inline::Text(words)) = paragraph.last_mut() {
            words.truncate(words.trim_end().len());
        }
    }
    paragraphs.into_iter().map(Block::Paragraph).collect()
}
