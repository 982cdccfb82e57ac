//! What the evidence of an objective amounts to, calibration, and the way on after a wrong answer.

use aula_core::course::{Course, Part, RULE, anchor};
use aula_core::id::{LessonId, SourceId};
use aula_core::item::{Score, Verdict};
use aula_core::mastery::{Calibration, Standing, calibration, fresh_item, mastery};
use aula_core::progress::event::{Certainty, Event};
use aula_core::prose::{Block, Inline, plain_text};

use crate::fixtures::*;
use Verdict::{Correct, Incorrect};

#[test]
fn evidence_adds_up_by_where_it_comes_from() {
    let at = |raw, max| Score { raw, max };
    for (events, practice, evaluation, reviews, standing) in [
        (vec![], at(0, 0), at(0, 0), at(0, 0), Standing::Unknown),
        (
            vec![answered("l1")],
            at(1, 1),
            at(0, 0),
            at(0, 0),
            Standing::Practised,
        ),
        (
            vec![answered("l1"), answered("l2"), finished("t1", 1, 2)],
            at(2, 2),
            at(1, 2),
            at(0, 0),
            Standing::ToReview,
        ),
        (
            // The attempt that counts is the one that passed.
            vec![
                finished("t1", 0, 0),
                finished("t2", 2, 2),
                reviewed("a1", "o1", Correct),
            ],
            at(0, 0),
            at(2, 2),
            at(1, 1),
            Standing::Mastered,
        ),
        (
            vec![finished("t1", 2, 2), reviewed("a1", "o1", Incorrect)],
            at(0, 0),
            at(2, 2),
            at(0, 1),
            Standing::ToReview,
        ),
        (
            // Reviewed again, the latest counts; not so a second answer in the same review.
            vec![
                finished("t1", 2, 2),
                reviewed("a1", "o1", Incorrect),
                reviewed("a1", "o1", Correct),
                review_finished(0),
                reviewed("b1", "o2", Incorrect),
            ],
            at(0, 0),
            at(2, 2),
            at(0, 1),
            Standing::ToReview,
        ),
        (
            vec![
                finished("t1", 2, 2),
                reviewed("a1", "o1", Incorrect),
                review_finished(0),
                reviewed("a1", "o1", Correct),
            ],
            at(0, 0),
            at(2, 2),
            at(1, 1),
            Standing::Mastered,
        ),
    ] {
        let found = mastery(&course(), &course_progress(&events)).remove(0);
        assert_eq!(
            (
                found.practice,
                found.evaluation,
                found.reviews,
                found.standing(80)
            ),
            (practice, evaluation, reviews, standing),
            "{events:?}"
        );
    }
}

#[test]
fn only_first_answers_tell_how_well_somebody_knows_what_they_know() {
    use Certainty::{High, Low, Medium};
    let said = |item: &str, verdict, certainty| rated(item, verdict, certainty);
    let events: Vec<Event> = vec![
        said("x1", Correct, Some(High)),
        said("x2", Incorrect, Some(High)),
        // After the explanation: no more a sign of anything.
        said("x2", Correct, Some(High)),
        said("x3", Verdict::Partial, Some(Low)),
        said("x4", Incorrect, None),
        said("x4", Correct, Some(Medium)),
        pretested("l1", Correct, Medium),
        reviewed("a1", "o1", Correct),
    ];
    let row = |certainty, right, of| Calibration {
        certainty,
        right,
        of,
    };
    let expected = [row(High, 2, 3), row(Medium, 1, 1), row(Low, 0, 1)];
    assert_eq!(calibration(&course_progress(&events)), expected);
}

#[test]
fn certainty_changes_no_mark() {
    let of = |certainty| {
        let mut progress =
            course_progress(&[rated("l1-item", Incorrect, certainty), finished("t1", 1, 2)]);
        progress.rated.clear();
        progress
    };
    assert_eq!(of(Some(Certainty::High)), of(None));
}

#[test]
fn a_fresh_item_is_one_never_answered_near_the_passage_or_one_not_right() {
    let wrong = item("b", "o1");
    for (events, expected) in [
        (vec![], Some("l1-item")),
        (vec![answered("l1")], Some("l2-item")),
        (vec![answered("l1"), answered("l2")], None),
        (
            vec![rated("l1-item", Incorrect, None), answered("l2")],
            Some("l1-item"),
        ),
    ] {
        let (course, progress) = (course(), course_progress(&events));
        let found =
            fresh_item(&course, &progress, &wrong).map(|(_, item)| item.id.as_str().to_owned());
        assert_eq!(found.as_deref(), expected, "{events:?}");
    }
}

fn says_text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.to_owned())]
}

/// The course whose first lesson has a situation, a rule under this heading that cites `lm-7`, and a basis with `lm-16` under another one.
fn with_passages(rule: &str) -> Course {
    let heading = |words: &str| {
        Part::Prose(Block::Heading {
            level: 2,
            text: says_text(words),
        })
    };
    let cites = Part::Prose(Block::Paragraph(vec![Inline::Cite {
        source: SourceId::new("lm-7"),
        text: "art. 7".to_owned(),
    }]));
    let basis = Part::Prose(Block::Basis(vec![
        SourceId::new("lm-16"),
        SourceId::new("lm-7"),
    ]));
    let mut course = course();
    let lesson = &mut course.modules[0].lessons[0];
    lesson.parts.splice(
        0..0,
        [
            cites.clone(),
            heading("Situación"),
            Part::Prose(Block::Paragraph(says_text("Llega Amina."))),
            heading(rule),
            cites,
            heading("Ejemplo"),
            basis,
        ],
    );
    course
}

#[test]
fn the_passage_that_teaches_is_the_first_that_names_a_source_also_in_the_outline() {
    let whole = with_passages("¿Qué hacer?");
    for course in [&whole, &whole.outline()] {
        let (_, lesson) = course.lesson(&LessonId::new("l1")).unwrap();
        for (source, expected) in [
            ("lm-7", Some("¿Qué hacer?")),
            ("lm-16", Some("Ejemplo")),
            ("lm-99", None),
        ] {
            let passage = lesson.passage(&[SourceId::new("cpeum-1"), SourceId::new(source)]);
            assert_eq!(passage.map(plain_text).as_deref(), expected, "{source}");
        }
    }
    let whole = with_passages(RULE);
    let (_, lesson) = whole.lesson(&LessonId::new("l1")).unwrap();
    let passage = lesson.passage(&[SourceId::new("lm-99")]);
    assert_eq!(
        passage.map(plain_text).as_deref(),
        Some(RULE),
        "its rule decides"
    );
    assert_eq!(
        anchor(&says_text("¿Qué hacer, señora?")).as_str(),
        "pasaje-que-hacer-senora"
    );
}
