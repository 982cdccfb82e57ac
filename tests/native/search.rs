//! The search over the real courses: what is written can be found, and what follows from a decision is not told before it.

use aula_core::course::reading::{Found, find, words_of};
use aula_core::prose::Block;

use crate::courses::real;

#[test]
fn cards_and_terms_are_found_by_their_words_and_their_titles() {
    let mut found_by_words = 0;
    for (course, _) in &real().courses {
        let reading = course.reading();
        let (all, folded) = (reading.all(), reading.folded());
        let mut is_found = |wanted: Found, query: &str| {
            let places = find(&folded, query);
            assert!(places.iter().any(|place| all[*place] == wanted), "{query}");
            found_by_words += 1;
        };
        for card in &reading.cards {
            is_found(Found::Card(card), &card.text);
            is_found(Found::Card(card), &card.title);
        }
        for term in reading.glossary.values() {
            is_found(Found::Term(term), &term.definition);
            is_found(Found::Term(term), &term.name);
        }
        let with_card = course.modules.iter().filter(|module| module.card.is_some());
        assert_eq!(reading.cards.len(), with_card.count());
        assert_eq!(reading.glossary.len(), course.glossary.len());
    }
    assert!(found_by_words > 0);
}

#[test]
fn scenes_are_found_and_what_follows_from_a_decision_is_not_told() {
    let parsed = real();
    let mut scenes = 0;
    for (course, _) in &parsed.courses {
        let reading = course.reading();
        let texts: Vec<&str> = reading.all().into_iter().map(Found::words).collect();
        let told = |words: &str| texts.iter().any(|text| text.contains(words));
        for scene in course
            .lessons()
            .filter_map(|(_, lesson)| lesson.case())
            .flat_map(|case| &case.scenes)
        {
            let decided = !scene.decisions().is_empty();
            for words in words(&scene.prose) {
                assert_eq!(told(&words), decided, "{}: {words}", scene.title);
            }
            for decision in scene.decisions() {
                assert!(!told(&decision.words), "{}", decision.words);
                for words in words(&decision.consequence) {
                    assert!(!told(&words), "{words}");
                }
            }
            scenes += usize::from(decided);
        }
    }
    assert!(scenes > 0);
}

fn words(blocks: &[Block]) -> impl Iterator<Item = String> {
    let words = blocks.iter().map(words_of);
    words.filter(|words| !words.is_empty())
}
