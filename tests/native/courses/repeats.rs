//! No explanation says with the same words what another says: each speaks of its own case.

use std::collections::BTreeMap;
use std::path::Path;

use aula_core::course::parse;
use aula_core::item::{Item, Seen};
use aula_core::prose::{Block, Inline, for_each_text};

use super::{Files, lay};

/// Words in a row that no two explanations may share.
const RUN: usize = 8;

/// Stands where something was quoted or cited: no run goes over it.
const BREAK: &str = "|";

#[test]
fn no_two_explanations_share_eight_words_in_a_row() {
    let mut files = Files::default();
    let courses = Path::new(env!("CARGO_MANIFEST_DIR")).join("courses");
    lay(&courses, "", &mut files);
    let parsed = parse(&files);
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    let mut repeated = vec![];
    let mut explanations = 0;
    for (course, pool) in &parsed.courses {
        let practice = course.lessons().flat_map(|(_, lesson)| lesson.items());
        for item in practice.chain(&pool.items).chain(parsed.pretest(course)) {
            for (number, words) in explanations_of(item).into_iter().enumerate() {
                explanations += 1;
                let here = format!("{}, explanation {}", item.id, number + 1);
                let whole = |run: &&[String]| run.iter().all(|word| word != BREAK);
                for run in words.windows(RUN).filter(whole) {
                    let there = first.entry(run.join(" ")).or_insert_with(|| here.clone());
                    if *there != here {
                        repeated.push(format!("{} | {there} | {here}", run.join(" ")));
                    }
                }
            }
        }
    }
    assert!(explanations > 1000, "only {explanations} were read");
    assert!(repeated.is_empty(), "{}", repeated.join("\n"));
}

/// The words of each explanation, without quotations and the names of laws that are cited.
fn explanations_of(item: &Item) -> Vec<Vec<String>> {
    let mut found = vec![];
    item.interaction.visit(&mut |seen| {
        if let Seen::Element(_, _, feedback) = seen {
            found.push(words(feedback));
        }
    });
    found
}

fn words(blocks: &[Block]) -> Vec<String> {
    let mut text = String::new();
    for_each_text(blocks, &mut |inlines| push(inlines, &mut text));
    let own: String = text
        .split('«')
        .map(|part| part.split_once('»').map_or(part, |(_, after)| after))
        .collect::<Vec<_>>()
        .join(" | ");
    own.to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '|')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn push(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => text.push_str(words),
            Inline::Strong(inner) | Inline::Emphasis(inner) => push(inner, text),
            Inline::Term { text: words, .. }
            | Inline::Contact { text: words, .. }
            | Inline::Lesson { text: words, .. }
            | Inline::Link { text: words, .. } => text.push_str(words),
            Inline::Break | Inline::Cite { .. } => text.push_str(" | "),
        }
    }
}
