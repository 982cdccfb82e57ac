//! What a whole set of items gives away: how many start from a case, how long the right alternative is, where it stands.
//!
//! A share says nothing about a handful of items: the rules speak from [`ENOUGH`] on.

use crate::course::{Course, Key, Parsed, Pool};
use crate::diagnostic::{Diagnostic, Place};
use crate::item::choice::{Cardinality, Choice};
use crate::item::{Interaction, Item, Level};
use crate::prose::{plain_text, word_count};

/// Fewest items of which a share is said.
const ENOUGH: usize = 12;

/// Least percent of items that start from a case.
const CASES: usize = 60;

/// Fewest words of a prompt that tells a case: who comes, what they ask, what presses.
const CASE_WORDS: usize = 15;

/// Most percent of items whose right alternative is the longest.
const LONGEST: usize = 40;

pub(super) fn check(parsed: &Parsed, course: &Course, pool: &Pool, findings: &mut Vec<Diagnostic>) {
    let place = parsed.places.of(&Key::Course(course.id.clone()));
    let practice: Vec<&Item> = course
        .lessons()
        .flat_map(|(_, lesson)| lesson.items())
        .collect();
    let pool: Vec<&Item> = pool.items.iter().collect();
    few_cases(&pool, &place, findings);
    for (items, set) in [(&pool, "del banco"), (&practice, "de las lecciones")] {
        longest(items, set, &place, findings);
        positions(items, set, &place, findings);
    }
}

/// `pocos-casos`.
fn few_cases(pool: &[&Item], place: &Place, findings: &mut Vec<Diagnostic>) {
    let cases = pool.iter().filter(|item| starts_from_a_case(item)).count();
    if pool.len() >= ENOUGH && cases * 100 < CASES * pool.len() {
        findings.push(Diagnostic::error(
            "pocos-casos",
            place.clone(),
            format!("Sólo {cases} de {} preguntas del banco parten de un caso (nivel aplicar o decidir, y {CASE_WORDS} palabras o más). Lleve a {CASES} % las que preguntan qué se hace con alguien enfrente.", pool.len()),
        ));
    }
}

/// Whether an item asks what to do with somebody at the counter, rather than what something is called.
pub fn starts_from_a_case(item: &Item) -> bool {
    item.level != Level::Recognise && word_count(&item.prompt) >= CASE_WORDS
}

/// `correcta-mas-larga`.
fn longest(items: &[&Item], set: &str, place: &Place, findings: &mut Vec<Diagnostic>) {
    let choices = single_choices(items);
    let longest = choices
        .iter()
        .filter(|choice| right_is_longest(choice))
        .count();
    if choices.len() >= ENOUGH && longest * 100 > LONGEST * choices.len() {
        findings.push(Diagnostic::error(
            "correcta-mas-larga",
            place.clone(),
            format!("En {longest} de {} preguntas {set} la opción correcta es la más larga: se acierta sin leer. Recórtela o dé más cuerpo a las otras, hasta {LONGEST} % o menos.", choices.len()),
        ));
    }
}

/// Whether the right alternative has more characters than any other.
pub fn right_is_longest(choice: &Choice) -> bool {
    let length = |correct: bool| {
        choice
            .alternatives
            .iter()
            .filter(move |alternative| alternative.correct == correct)
            .map(|alternative| plain_text(&alternative.content).chars().count())
            .max()
    };
    length(true) > length(false)
}

/// `correcta-en-un-lugar`: for items with the same number of alternatives, chi-squared of the places at 1 %.
fn positions(items: &[&Item], set: &str, place: &Place, findings: &mut Vec<Diagnostic>) {
    for (number, critical) in [(2, 6.635), (3, 9.210), (4, 11.345), (5, 13.277)] {
        let counts = places_of_right(items, number);
        let all: u32 = counts.iter().sum();
        // Below five in each place the test is not valid.
        if all < 5 * u32::try_from(number).unwrap_or(u32::MAX) || chi_squared(&counts) <= critical {
            continue;
        }
        let counts: Vec<String> = counts.iter().map(u32::to_string).collect();
        findings.push(Diagnostic::warning(
            "correcta-en-un-lugar",
            place.clone(),
            format!("En las preguntas {set} con {number} opciones, la correcta está en cada lugar {} veces: no parece al azar. Cambie el orden de algunas.", counts.join(", ")),
        ));
    }
}

/// How often the right alternative stands first, second… among the items with this many alternatives.
pub fn places_of_right(items: &[&Item], number: usize) -> Vec<u32> {
    let mut counts = vec![0; number];
    let choices = single_choices(items).into_iter();
    for choice in choices.filter(|choice| choice.alternatives.len() == number) {
        let mut alternatives = choice.alternatives.iter();
        let at = alternatives.position(|alternative| alternative.correct);
        if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    counts
}

fn chi_squared(counts: &[u32]) -> f64 {
    let all: u32 = counts.iter().sum();
    let places = u32::try_from(counts.len()).unwrap_or(u32::MAX);
    let expected = f64::from(all) / f64::from(places);
    counts
        .iter()
        .map(|count| (f64::from(*count) - expected).powi(2) / expected)
        .sum()
}

/// The items of which one alternative is picked.
pub fn single_choices<'a>(items: &[&'a Item]) -> Vec<&'a Choice> {
    items
        .iter()
        .filter_map(|item| match &item.interaction {
            Interaction::Choice(choice) if choice.cardinality == Cardinality::Single => {
                Some(choice)
            }
            Interaction::Choice(_)
            | Interaction::Order(_)
            | Interaction::Match(_)
            | Interaction::Blanks(_)
            | Interaction::Hottext(_)
            | Interaction::Number(_)
            | Interaction::Extended(_)
            | Interaction::Plan(_) => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::chi_squared;

    #[test]
    fn even_places_say_nothing_and_one_place_says_all() {
        assert!(chi_squared(&[16, 16, 16, 16]) < 0.001);
        assert!(chi_squared(&[12, 20, 14, 18]) < 11.345);
        assert!(chi_squared(&[4, 40, 10, 10]) > 11.345);
    }
}
