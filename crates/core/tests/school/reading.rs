//! What the study tools find in a course, and how it is found again after an update.

use aula_core::case::{Case, Onward, Scene};
use aula_core::course::Part;
use aula_core::course::reading::{Found, excerpt, find, noted_at_scene, passage_id, words_of};
use aula_core::id::{LessonId, SceneId};
use aula_core::prose::{Block, Callout, Inline};
use aula_core::search::fold;

use crate::fixtures::course;

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
fn a_scene_is_named_after_its_keys_and_an_end_is_there_without_its_words() {
    let scene = |id: &str, onward| Scene {
        id: SceneId::new(id),
        title: "La fila".to_owned(),
        prose: vec![paragraph("Llega Keila.")],
        onward,
    };
    let end = scene("se-va", Onward::End { value: 0 });
    let crossing = scene("segun", Onward::Crossing(vec![]));
    let first = scene("la-fila", Onward::Decisions(vec![]));
    let id = LessonId::new("el-caso");
    let (name, words) = noted_at_scene(&id, &first);
    assert_eq!(
        (name.as_str(), words.as_str()),
        ("el-caso--la-fila", "La fila Llega Keila.")
    );
    assert!(!name.is_of_a_block());

    let mut course = course();
    let lessons = &mut course.modules[0].lessons;
    lessons.truncate(1);
    lessons[0].id = id;
    lessons[0].parts = vec![Part::Case(Case {
        scenes: vec![end, crossing, first],
        ..Case::default()
    })];
    let reading = course.reading();
    let kept = reading.passages.iter();
    let kept: Vec<_> = kept
        .map(|passage| {
            (
                passage.anchor.as_str(),
                passage.place(),
                passage.text.as_str(),
            )
        })
        .collect();
    assert_eq!(
        kept,
        [
            ("el-caso--se-va", None, ""),
            ("el-caso--la-fila", None, "La fila Llega Keila."),
        ]
    );
    let found = reading.all().into_iter().map(Found::words);
    assert_eq!(found.collect::<Vec<_>>(), ["La fila Llega Keila."]);
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
