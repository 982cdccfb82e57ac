//! Every text of a course, and of the site around it, that a person reads, with the place where its author finds it.

use crate::case::Case;
use crate::course::{CARE, Card, Course, Key, Lesson, Module, Parsed, Part, Pool};
use crate::diagnostic::Place;
use crate::item::{Item, Seen};
use crate::prose::{Block, Inline, for_each_text};

use super::lesson_place;

/// Calls `visit` with every run of text and the nearest place that has a key: an item's heading, a scene's, the start of a file.
pub(super) fn for_each(
    parsed: &Parsed,
    course: &Course,
    pool: &Pool,
    visit: &mut impl FnMut(&Place, &str),
) {
    let of_course = parsed.places.of(&Key::Course(course.id.clone()));
    let described = [
        &course.title,
        &course.subtitle,
        &course.summary,
        &course.sensitive,
    ];
    let objectives = course.objectives.iter().map(|objective| &objective.text);
    for text in described
        .into_iter()
        .chain(&course.audience)
        .chain(&course.decisions)
        .chain(objectives)
    {
        visit(&of_course, text);
    }
    for module in &course.modules {
        visit(
            &parsed.places.of(&Key::Module(module.id.clone())),
            &module.title,
        );
    }
    for (module, lesson) in course.lessons() {
        of_lesson(parsed, lesson, &lesson_place(course, module, lesson), visit);
    }
    for (module, card) in cards(course) {
        let place = Place::start_of(&format!("{}/{}/ficha.md", course.id, module.id));
        of_card(card, &place, visit);
    }
    for item in parsed.pretest(course).iter().chain(&pool.items) {
        of_item(parsed, item, visit);
    }
    // A term may be explained in several courses; each has its own file.
    let glossary = format!("{}/", course.id);
    for (id, term) in &course.glossary {
        let places = parsed.places.all(&Key::Term(id.clone())).iter();
        for place in places.filter(|place| place.file.starts_with(&glossary)) {
            visit(place, &term.definition);
        }
    }
}

/// As [`for_each`], with what belongs to no course: the questions of the desk and the self-care card. What people search the desk with
/// is not shown, and may be their own words.
pub(super) fn for_each_of_site(parsed: &Parsed, visit: &mut impl FnMut(&Place, &str)) {
    for fork in &parsed.forks {
        visit(&parsed.places.of(&Key::Fork(fork.id.clone())), &fork.text);
        for (index, branch) in fork.branches.iter().enumerate() {
            let key = Key::Branch(fork.id.clone(), index);
            visit(&parsed.places.of(&key), &branch.text);
        }
    }
    if let Some(card) = &parsed.care {
        of_card(card, &Place::start_of(CARE), visit);
    }
}

fn of_card(card: &Card, place: &Place, visit: &mut impl FnMut(&Place, &str)) {
    visit(place, &card.title);
    of_blocks(&card.blocks, place, visit);
}

fn cards(course: &Course) -> impl Iterator<Item = (&Module, &Card)> {
    let modules = course.modules.iter();
    modules.filter_map(|module| module.card.as_ref().map(|card| (module, card)))
}

fn of_lesson(
    parsed: &Parsed,
    lesson: &Lesson,
    place: &Place,
    visit: &mut impl FnMut(&Place, &str),
) {
    visit(place, &lesson.title);
    for part in &lesson.parts {
        match part {
            Part::Prose(block) => of_blocks(std::slice::from_ref(block), place, visit),
            Part::Item(item) => of_item(parsed, item, visit),
            Part::Case(case) => of_case(parsed, lesson, case, visit),
        }
    }
}

fn of_case(parsed: &Parsed, lesson: &Lesson, case: &Case, visit: &mut impl FnMut(&Place, &str)) {
    for variable in &case.variables {
        let key = Key::Variable(lesson.id.clone(), variable.id.clone());
        visit(&parsed.places.of(&key), &variable.label);
    }
    for scene in &case.scenes {
        let key = Key::Scene(lesson.id.clone(), scene.id.clone());
        let place = parsed.places.of(&key);
        visit(&place, &scene.title);
        of_blocks(&scene.prose, &place, visit);
        for decision in scene.decisions() {
            visit(&place, &decision.words);
            of_blocks(&decision.consequence, &place, visit);
        }
    }
}

fn of_item(parsed: &Parsed, item: &Item, visit: &mut impl FnMut(&Place, &str)) {
    let place = parsed.places.of(&Key::Item(item.id.clone()));
    visit(&place, &item.title);
    of_blocks(&item.prompt, &place, visit);
    item.interaction.visit(&mut |seen| match seen {
        Seen::Element(_, content, feedback) => {
            visit(&place, &own_words(content));
            of_blocks(feedback, &place, visit);
        }
        Seen::Line(text) => visit(&place, &own_words(text)),
        Seen::Blocks(blocks) => of_blocks(blocks, &place, visit),
        Seen::Words(text) => visit(&place, text),
    });
}

fn of_blocks(blocks: &[Block], place: &Place, visit: &mut impl FnMut(&Place, &str)) {
    for_each_text(blocks, &mut |text| visit(place, &own_words(text)));
}

/// The words without the names of laws that are cited: those are long, and nobody chose them.
pub(super) fn own_words(text: &[Inline]) -> String {
    let mut words = String::new();
    push(text, &mut words);
    words
}

fn push(text: &[Inline], words: &mut String) {
    for inline in text {
        match inline {
            Inline::Text(text) => words.push_str(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) => push(inner, words),
            Inline::Break => words.push(' '),
            Inline::Cite { .. } => {}
            Inline::Term { text, .. }
            | Inline::Contact { text, .. }
            | Inline::Lesson { text, .. }
            | Inline::Link { text, .. } => words.push_str(text),
        }
    }
}

/// The text without what stands between « and »: the words of a law, of a form or of a character.
pub(super) fn without_quotations(text: &str) -> String {
    let mut own = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for letter in text.chars() {
        match letter {
            '«' => depth += 1,
            '»' => depth = depth.saturating_sub(1),
            _ if depth == 0 => own.push(letter),
            _ => {}
        }
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_said_is_left_out() {
        for (text, own) in [
            ("Dice: «son ilegales». Responda.", "Dice: . Responda."),
            ("«a «b» c» d", " d"),
            ("d» e", "d e"),
        ] {
            assert_eq!(without_quotations(text), own);
        }
    }
}
