//! What the study tools find in a course, and how it is found again after an update.

use aula_core::course::reading::{excerpt, find, passage_id, words_of};
use aula_core::prose::{Block, Callout, Inline};
use aula_core::search::fold;

fn paragraph(words: &str) -> Block {
    Block::Paragraph(vec![Inline::Text(words.to_owned())])
}

#[test]
fn a_passage_is_named_after_its_words_wherever_they_stand() {
    let words = paragraph("Pida sólo lo del trámite.");
    let same = Block::Paragraph(vec![
        Inline::Text("Pida ".to_owned()),
        Inline::Strong(vec![Inline::Text("sólo lo del trámite.".to_owned())]),
    ]);
    assert_eq!(passage_id(&words), passage_id(&same));
    assert_ne!(passage_id(&words), passage_id(&paragraph("Pida todo.")));
    assert_eq!(passage_id(&Block::Basis(vec![])), None);
    let boxed = Block::Callout {
        kind: Callout::Example,
        title: vec![Inline::Text("Hoja".to_owned())],
        body: vec![paragraph("Nombre."), paragraph("Qué necesita.")],
    };
    assert_eq!(words_of(&boxed), "Hoja Nombre. Qué necesita.");
}

#[test]
fn passages_are_found_without_accents_and_shown_around_the_word() {
    let texts = ["La niña llegó sola.", "El acta no se niega."];
    let folded: Vec<String> = texts.iter().map(|text| fold(text)).collect();
    assert_eq!(find(&folded, "NINA sola"), [0]);
    assert_eq!(find(&folded, "se niega"), [1]);
    assert_eq!(find(&folded, " "), [0; 0]);
    assert_eq!(excerpt(texts[0], "sola", 80), texts[0]);
    let long = format!(
        "{}y entonces la migración {}",
        "antes ".repeat(30),
        "después ".repeat(30)
    );
    let shown = excerpt(&long, "MIGRACION", 60);
    assert!(
        shown.starts_with("… antes") && shown.ends_with(" …"),
        "{shown}"
    );
    assert!(shown.contains("la migración"), "{shown}");
}
