//! Marks that Markdown took for plain words, because of a space too many or too few.

use super::{Node, Reader};

/// What opens the address of a link inside the course.
const ADDRESSES: [&str; 5] = [
    "(fuente:",
    "(glosario:",
    "(directorio:",
    "(leccion:",
    "(escena:",
];

/// How an alternative without its space begins.
const BOXES: [&str; 6] = ["-[ ]", "-[x]", "-[X]", "*[ ]", "*[x]", "*[X]"];

/// Says which marks in this run of words have no effect.
pub(super) fn slips(reader: &mut Reader, node: &Node, words: &str) {
    let start = node.range.start;
    if words.starts_with("[!") {
        reader.error("recuadro-mal-escrito", start, "Esta marca no abre un recuadro. Escríbala al principio de un renglón, después de «> », con un renglón en blanco antes.");
    }
    if BOXES.iter().any(|mark| words.starts_with(mark)) {
        reader.error("opcion-mal-escrita", start, "Falta un espacio entre el guion y la casilla, y la opción se pierde en el texto anterior. Escriba «- [ ] » o «- [x] ».");
    }
    let text = reader.text;
    let source = text.text.get(node.range.clone()).unwrap_or_default();
    for (at, _) in ADDRESSES
        .iter()
        .flat_map(|address| source.match_indices(address))
    {
        reader.error("enlace-mal-escrito", start + at, "Aquí hay un enlace que no se reconoce. Escríbalo sin espacios entre el corchete y el paréntesis ni dentro de éste: [art. 7](fuente:lm-7).");
    }
}
