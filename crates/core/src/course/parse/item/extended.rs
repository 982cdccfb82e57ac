//! `.abierta`: a prompt and, in a box `[!modelo]`, an answer to compare with.

use super::super::super::markdown::{Node, Reader, boxed, is_box};
use super::Asked;
use crate::item::Interaction;
use crate::item::extended::Extended;

const RULE: &str = "abierta-mal-escrita";

pub(super) fn is_model(node: &Node) -> bool {
    is_box(node, "modelo")
}

pub(super) fn read<'n, 't>(
    reader: &mut Reader,
    asked: Asked,
    nodes: &'n [Node<'t>],
) -> (Interaction, &'n [Node<'t>]) {
    let (model, rest) = match nodes.split_first() {
        Some((node, rest)) => (boxed(reader, node, "modelo").unwrap_or_default(), rest),
        None => (vec![], nodes),
    };
    if model.is_empty() {
        reader.error(RULE, asked.at, "La pregunta .abierta no tiene respuesta modelo. Escríbala después del enunciado en un recuadro: «> [!modelo] …».");
    }
    let (least, most) = (
        words(reader, asked, "minimo"),
        words(reader, asked, "maximo"),
    );
    if most > 0 && least > most {
        reader.error(
            RULE,
            asked.at,
            "«minimo» es mayor que «maximo». Son palabras: minimo=30 maximo=120.",
        );
    }
    (Interaction::Extended(Extended { least, most, model }), rest)
}

/// A number of words from the braces; 0 if there is none.
fn words(reader: &mut Reader, asked: Asked, name: &str) -> u32 {
    match asked.attributes.keys(name).as_slice() {
        [] => 0,
        [number] if number.parse::<u32>().is_ok() => number.parse().unwrap_or(0),
        _ => {
            reader.error(
                RULE,
                asked.at,
                format!("«{name}» es un número de palabras: {name}=60."),
            );
            0
        }
    }
}
