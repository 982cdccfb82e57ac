//! `.plan`: a prompt and a list with ideas for a commitment, «La próxima vez que …, yo …».

use super::super::super::markdown::{Node, Reader};
use super::Asked;
use super::entries::{entries, is_bulleted};
use crate::item::Interaction;
use crate::item::plan::{Commitment, Plan};
use crate::prose::plain_text;

const RULE: &str = "plan-mal-escrito";
const OPENING: &str = "La próxima vez que ";

pub(super) fn read<'n, 't>(
    reader: &mut Reader,
    asked: Asked,
    nodes: &'n [Node<'t>],
) -> (Interaction, &'n [Node<'t>]) {
    let (entries, rest) = entries(reader, nodes, is_bulleted);
    if entries.is_empty() {
        reader.error(RULE, asked.at, "Una pregunta .plan lleva una lista con una idea o más: «- La próxima vez que llegue alguien sin papeles, yo pregunto qué necesita.»");
    }
    let mut suggestions = vec![];
    for entry in entries {
        entry.refuse_box(reader);
        match commitment(&plain_text(&entry.content)) {
            Some(commitment) => suggestions.push(commitment),
            None => reader.error(RULE, entry.at, "La idea no tiene sus dos partes. Escriba «La próxima vez que …, yo …», con esa coma."),
        }
    }
    (Interaction::Plan(Plan { suggestions }), rest)
}

/// The two parts of «La próxima vez que …, yo ….»
fn commitment(words: &str) -> Option<Commitment> {
    let (situation, action) = words.strip_prefix(OPENING)?.split_once(", yo ")?;
    let part = |words: &str| words.trim().trim_end_matches('.').to_owned();
    let commitment = Commitment {
        situation: part(situation),
        action: part(action),
    };
    (!commitment.situation.is_empty() && !commitment.action.is_empty()).then_some(commitment)
}
