//! The way of a decision or a route: `[palabras](escena:clave "confianza+1, si riesgo<2")`.

use pulldown_cmark::{Event, Tag};

use super::super::markdown::{Node, Reader};
use crate::case::{Change, Condition, Effect, Relation, VALUE_LIMIT};
use crate::id::{SceneId, VariableId};

/// The longest first: `>` begins `>=`.
const RELATIONS: [(&str, Relation); 5] = [
    (">=", Relation::AtLeast),
    ("<=", Relation::AtMost),
    (">", Relation::Above),
    ("<", Relation::Below),
    ("=", Relation::Equal),
];

/// Where a decision or a route leads, and on which terms.
pub(super) struct Way {
    pub(super) target: SceneId,
    pub(super) words: String,
    pub(super) changes: Vec<Change>,
    pub(super) condition: Option<Condition>,
    /// What in its title is neither a change nor the one condition.
    unread: Vec<String>,
}

impl Way {
    /// Says what in the title could not be read.
    pub(super) fn said(self, reader: &mut Reader, at: usize) -> Way {
        for part in &self.unread {
            reader.error("cambio-mal-escrito", at, format!("No se entiende «{part}». Entre las comillas van, separados por coma, cambios (confianza+1, riesgo-1, riesgo=0) y a lo más una condición (si confianza>=2), con números de 0 a {VALUE_LIMIT}."));
        }
        self
    }
}

/// The way of these words; `None` unless they are one link to a scene and nothing else.
pub(super) fn way(words: &[Node]) -> Option<Way> {
    let mut shown = words.iter().filter(|node| !is_gap(node));
    let node = shown.next()?;
    let Event::Start(Tag::Link {
        dest_url, title, ..
    }) = &node.event
    else {
        return None;
    };
    let target = dest_url.strip_prefix("escena:")?;
    if shown.next().is_some() {
        return None;
    }
    let mut way = Way {
        target: SceneId::new(target),
        words: text(&node.children).trim().to_owned(),
        changes: vec![],
        condition: None,
        unread: vec![],
    };
    for part in title.split(',').map(str::trim) {
        if part.is_empty() {
            continue;
        }
        match (part.strip_prefix("si "), change(part)) {
            (Some(rest), _) if way.condition.is_none() => match condition(rest) {
                Some(condition) => way.condition = Some(condition),
                None => way.unread.push(part.to_owned()),
            },
            (None, Some(change)) => way.changes.push(change),
            _ => way.unread.push(part.to_owned()),
        }
    }
    Some(way)
}

/// Whether the node shows nothing: white space, or a comment.
fn is_gap(node: &Node) -> bool {
    match &node.event {
        Event::Text(words) => words.trim().is_empty(),
        Event::SoftBreak | Event::HardBreak => true,
        Event::InlineHtml(html) => html.starts_with("<!--"),
        _ => false,
    }
}

/// The words of these nodes, without marks.
fn text(nodes: &[Node]) -> String {
    nodes
        .iter()
        .map(|node| match &node.event {
            Event::Text(words) => words.to_string(),
            Event::SoftBreak | Event::HardBreak => " ".to_owned(),
            _ => text(&node.children),
        })
        .collect()
}

/// `confianza+1`, `confianza-1`, `confianza=0`.
fn change(part: &str) -> Option<Change> {
    let rest = part.trim_end_matches(|c: char| c.is_ascii_digit());
    let by = number(part.get(rest.len()..)?)?;
    let rest = rest.trim_end();
    let name = rest.strip_suffix(['+', '-', '='])?;
    let effect = match rest.chars().last()? {
        '+' => Effect::Raise(by),
        '-' => Effect::Lower(by),
        _ => Effect::Set(by),
    };
    Some(Change {
        variable: name_of(name)?,
        effect,
    })
}

/// `confianza>=2`.
fn condition(part: &str) -> Option<Condition> {
    let (name, relation, value) = RELATIONS.iter().find_map(|(sign, relation)| {
        let (name, value) = part.split_once(sign)?;
        Some((name, *relation, value))
    })?;
    Some(Condition {
        variable: name_of(name)?,
        relation,
        value: number(value)?,
    })
}

fn number(text: &str) -> Option<u8> {
    let number = text.trim().parse().ok()?;
    (number <= VALUE_LIMIT).then_some(number)
}

fn name_of(text: &str) -> Option<VariableId> {
    let id = VariableId::new(text.trim());
    id.is_well_formed().then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_read_and_nothing_else_is() {
        let read = |part| change(part).map(|change| (change.variable.to_string(), change.effect));
        let named = |name: &str, effect| Some((name.to_owned(), effect));
        for (part, expected) in [
            ("confianza+1", named("confianza", Effect::Raise(1))),
            ("la-fila-2", named("la-fila", Effect::Lower(2))),
            ("riesgo = 0", named("riesgo", Effect::Set(0))),
            ("riesgo=10", None),
            ("riesgo", None),
            ("+1", None),
            ("1", None),
            ("", None),
            ("Riesgo+1", None),
            ("riesgo*2", None),
            ("ñ1", None),
        ] {
            assert_eq!(read(part), expected, "{part}");
        }
    }

    #[test]
    fn conditions_are_read_and_nothing_else_is() {
        for (part, expected) in [
            ("confianza>=2", Some((Relation::AtLeast, 2))),
            ("confianza <= 2", Some((Relation::AtMost, 2))),
            ("confianza>0", Some((Relation::Above, 0))),
            ("confianza<9", Some((Relation::Below, 9))),
            ("confianza=1", Some((Relation::Equal, 1))),
            ("confianza=>1", None),
            ("confianza==1", None),
            ("confianza>=10", None),
            ("confianza", None),
            (">=1", None),
        ] {
            let read = condition(part).map(|condition| (condition.relation, condition.value));
            assert_eq!(read, expected, "{part}");
        }
    }
}
