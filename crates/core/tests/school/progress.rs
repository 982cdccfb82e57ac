//! What the log amounts to.

use aula_core::course::{Counting, Module, Part};
use aula_core::credential::eligibility;
use aula_core::id::{LessonId, ModuleId, PassageId};
use aula_core::item::Verdict;
use aula_core::progress::event::Certainty;
use aula_core::progress::{Completion, Progress};
use proptest::prelude::*;

use crate::fixtures::*;

#[test]
fn completion_counts_the_lessons_and_the_evaluation() {
    let done = ["l1", "l2", "l3"].map(completed);
    let [one, two, three] = done.clone();
    for (events, expected) in [
        (vec![], Completion::NotStarted),
        (vec![opened("l1")], Completion::InProgress(0)),
        (vec![one.clone()], Completion::InProgress(25)),
        (vec![one.clone(), one.clone()], Completion::InProgress(25)),
        (vec![one.clone(), two, three], Completion::InProgress(75)),
        (vec![finished("t1", 2, 2)], Completion::InProgress(25)),
        (vec![completed("retired")], Completion::InProgress(0)),
        (
            [done.to_vec(), vec![finished("t1", 1, 2)]].concat(),
            Completion::InProgress(75),
        ),
        (
            [done.to_vec(), vec![finished("t1", 2, 2)]].concat(),
            Completion::Completed,
        ),
    ] {
        let completion = course_progress(&events).completion(&lessons(), 1);
        assert_eq!(completion, expected, "{events:?}");
    }
}

#[test]
fn a_course_without_an_evaluation_ends_with_its_lessons() {
    let done = ["l1", "l2", "l3"].map(completed);
    for (events, expected) in [
        (&done[..2], Completion::InProgress(66)),
        (&done[..], Completion::Completed),
    ] {
        assert_eq!(course_progress(events).completion(&lessons(), 0), expected);
    }
}

#[test]
fn row_38_a_course_with_a_constancia_stays_completed_when_a_lesson_is_added() {
    let mut more = lessons();
    more.push(LessonId::new("l4"));
    let progress = course_progress(&[completed("l1"), issued()]);
    assert_eq!(progress.completion(&more, 1), Completion::Completed);
}

#[test]
fn row_38_who_had_completed_a_course_stays_so_and_owes_the_new_lesson_only_for_a_new_constancia() {
    let done = ["l1", "l2", "l3"].map(completed);
    let events = [done.to_vec(), vec![finished("t1", 2, 2), progressed(100)]].concat();
    let mut grown = course();
    let mut lesson = grown.modules[0].lessons[0].clone();
    lesson.id = LessonId::new("l4");
    grown.modules[0].lessons.push(lesson);
    let ids: Vec<LessonId> = grown
        .lessons()
        .map(|(_, lesson)| lesson.id.clone())
        .collect();
    let progress = course_progress(&events);
    assert_eq!(progress.completion(&ids, 1), Completion::Completed);
    // The sheet would name the new version, whose lesson nobody has seen.
    assert!(!eligibility(&grown, &progress).is_met());
    assert!(eligibility(&course(), &progress).is_met());
}

/// What may happen to a course and in it.
#[derive(Debug, Clone)]
enum Turn {
    Completes(u8),
    Skips(u8),
    Passes,
    /// A new version with these lessons, of which one is opened.
    Edits(Vec<u8>),
}

fn turn() -> impl Strategy<Value = Turn> {
    let lesson = 0_u8..12;
    prop_oneof![
        4 => lesson.clone().prop_map(Turn::Completes),
        1 => lesson.clone().prop_map(Turn::Skips),
        1 => Just(Turn::Passes),
        3 => proptest::collection::vec(lesson, 1..12).prop_map(Turn::Edits),
    ]
}

proptest! {
    #[test]
    fn completion_never_falls_whatever_becomes_of_the_course(turns in proptest::collection::vec(turn(), 1..40)) {
        let id = |number: &u8| format!("l{number}");
        let mut lessons: Vec<LessonId> = (0..4).map(|number| LessonId::new(id(&number))).collect();
        let mut events = vec![opened("l0")];
        let mut before = 0;
        for turn in turns {
            match turn {
                Turn::Completes(lesson) => events.push(completed(&id(&lesson))),
                Turn::Skips(lesson) => events.push(skipped(&id(&lesson))),
                Turn::Passes => events.push(finished("t1", 2, 2)),
                Turn::Edits(edited) => {
                    lessons = edited.iter().map(|number| LessonId::new(id(number))).collect();
                    lessons.sort();
                    lessons.dedup();
                    events.push(opened("l0"));
                }
            }
            let progress = course_progress(&events);
            let now = progress.completion(&lessons, 1).percent();
            prop_assert!(now >= before, "{before} to {now}: {events:?}, {lessons:?}");
            before = now;
            // As the app keeps it after what happened.
            events.extend(progress.rise(&lessons, 1).map(progressed));
        }
    }
}

#[test]
fn row_39_a_lesson_that_moves_or_is_renamed_keeps_its_progress() {
    let events = [answered("l2"), completed("l2"), finished("t1", 2, 1)];
    let progress = course_progress(&events);
    let before = eligibility(&course(), &progress);
    let mut moved = course();
    let mut lessons = std::mem::take(&mut moved.modules[0].lessons);
    lessons.reverse();
    lessons[1].title = "Otro título".to_owned();
    moved.modules.push(Module {
        id: ModuleId::new("otro"),
        title: "Otro módulo".to_owned(),
        lessons,
        card: None,
    });
    let ids: Vec<LessonId> = moved
        .lessons()
        .map(|(_, lesson)| lesson.id.clone())
        .collect();
    assert_ne!(ids, self::lessons());
    assert_eq!(
        progress.completion(&ids, 1),
        progress.completion(&self::lessons(), 1)
    );
    assert_eq!(eligibility(&moved, &progress), before);
    let (_, lesson) = moved.lesson(&LessonId::new("l2")).unwrap();
    assert!(progress.lesson_is_answered(lesson));
}

#[test]
fn row_36_a_question_that_leaves_a_lesson_takes_nothing_away() {
    let progress = course_progress(&[answered("l1"), answered("l2"), completed("l1")]);
    let mut shorter = course();
    for lesson in &mut shorter.modules[0].lessons {
        lesson.parts.retain(|part| !matches!(part, Part::Item(_)));
    }
    assert_eq!(
        eligibility(&shorter, &progress),
        eligibility(&course(), &progress)
    );
    // The answers stay, and a lesson that lost its only question is not unfinished by that.
    assert_eq!(progress.answers.len(), 2);
    for (_, lesson) in shorter.lessons() {
        assert!(progress.lesson_is_answered(lesson));
    }
}

#[test]
fn a_lesson_keeps_the_moment_of_its_first_completion() {
    let progress = course_progress(&[completed("l1"), opened("l1"), completed("l1")]);
    assert_eq!(progress.completed[&LessonId::new("l1")], minute(1));
    assert_eq!(progress.started_at, Some(minute(1)));
}

#[test]
fn the_first_result_of_an_attempt_counts_and_nothing_changes_it() {
    let events = [
        started("t1", "a1 a2 b1"),
        started("t1", "b2"),
        attempt_answered("t1", "a1", "no"),
        attempt_answered("t1", "a1", "sí"),
        marked("t1", "a1", true),
        marked("t1", "a2", true),
        marked("t1", "a2", false),
        finished("t1", 1, 2),
        attempt_answered("t1", "a2", "sí"),
        marked("t1", "b1", true),
        finished("t1", 2, 2),
    ];
    let progress = course_progress(&events);
    let [attempt] = progress.attempts.as_slice() else {
        panic!("{progress:?}")
    };
    assert_eq!(attempt.items, ids("a1 a2 b1"));
    assert_eq!(attempt.answers().count(), 1);
    assert_eq!(attempt.response(&attempt.items[0]), Some(&says("sí")));
    assert_eq!(
        attempt.marked.iter().cloned().collect::<Vec<_>>(),
        ids("a1")
    );
    assert!(!progress.passed());
    assert_eq!(progress.open_attempt(), None);
}

#[test]
fn the_result_that_counts_is_the_first_that_passed_else_the_greatest_or_the_last() {
    for (results, best, last) in [
        (vec![], None, None),
        (vec![(1, 1), (1, 2), (2, 1)], Some((2, 75)), Some((3, 75))),
        (vec![(1, 2), (1, 1)], Some((1, 75)), Some((2, 50))),
        // Whoever has passed has passed, whatever another tab hands in afterwards.
        (
            vec![(1, 2), (2, 2), (2, 2), (0, 0)],
            Some((2, 100)),
            Some((2, 100)),
        ),
    ] {
        let events: Vec<_> = results
            .iter()
            .enumerate()
            .map(|(index, (o1, o2))| finished(&format!("t{index}"), *o1, *o2))
            .collect();
        let progress = course_progress(&events);
        for (counting, expected) in [(Counting::Best, best), (Counting::Last, last)] {
            let found = progress
                .counted(counting)
                .map(|result| (result.at, result.score.percent()));
            let expected = expected.map(|(at, percent)| (minute(at), percent));
            assert_eq!(found, expected, "{counting:?} of {results:?}");
        }
    }
}

#[test]
fn answers_to_an_attempt_that_never_began_are_no_progress() {
    let progress = course_progress(&[attempt_answered("t1", "a1", "sí")]);
    assert_eq!(progress, Default::default());
}

#[test]
fn a_result_counts_when_the_beginning_of_its_attempt_is_lost() {
    assert!(course_progress(&[finished("t1", 2, 2)]).passed());
}

#[test]
fn a_lesson_is_answered_when_each_of_its_items_is() {
    let course = course();
    let lesson = &course.modules[0].lessons[0];
    assert!(!course_progress(&[answered("l2")]).lesson_is_answered(lesson));
    assert!(course_progress(&[answered("l1")]).lesson_is_answered(lesson));
}

#[test]
fn a_constancia_is_there_once_however_often_its_record_comes() {
    let records = chain(1, &[issued(), issued()]);
    assert_eq!(Progress::replay(records.iter()).credentials, [credential()]);
}

#[test]
fn only_who_is_right_and_sure_may_skip_and_the_first_answer_counts() {
    use Certainty::*;
    use Verdict::*;
    for (answers, may) in [
        (vec![], false),
        (vec![(Correct, High)], true),
        (vec![(Correct, Medium)], false),
        (vec![(Partial, High)], false),
        (vec![(Incorrect, High), (Correct, High)], false),
        (vec![(Correct, High), (Incorrect, Low)], true),
    ] {
        let events: Vec<_> = answers
            .iter()
            .map(|(verdict, certainty)| pretested("l1", *verdict, *certainty))
            .collect();
        let progress = course_progress(&events);
        assert_eq!(progress.may_skip(&LessonId::new("l1")), may, "{answers:?}");
        assert!(!progress.may_skip(&LessonId::new("l2")));
        assert_eq!(
            progress.completed_of(&lessons()),
            0,
            "nobody has chosen to skip"
        );
    }
}

#[test]
fn a_skipped_lesson_counts_until_it_is_gone_through_and_after() {
    let skipped_only = course_progress(&[skipped("l1")]);
    assert_eq!(skipped_only.completed_of(&lessons()), 1);
    assert!(skipped_only.skipped.contains(&LessonId::new("l1")));
    let read = course_progress(&[skipped("l1"), completed("l1")]);
    assert_eq!(read.completed_of(&lessons()), 1);
    assert!(read.skipped.is_empty());
    // Skipping what is completed says nothing.
    let late = course_progress(&[completed("l1"), skipped("l1")]);
    assert_eq!((late.completed.len(), late.skipped.len()), (1, 0));
}

#[test]
fn the_last_that_was_written_at_a_passage_is_kept_and_nothing_is_nothing() {
    let notes = |events: &[_]| {
        let notes = course_progress(events).notes.into_iter();
        let words = notes.map(|note| (note.lesson.to_string(), note.text, note.marked));
        words.collect::<Vec<_>>()
    };
    let kept = |lesson: &str, text: &str, marked| (lesson.to_owned(), text.to_owned(), marked);
    let (first, other) = (
        noted("l1", "p-0000000a", "uno", false),
        noted("l2", "p-0000000a", "", true),
    );
    assert_eq!(
        notes(&[
            first.clone(),
            other.clone(),
            noted("l1", "p-0000000a", "dos", true)
        ]),
        [kept("l2", "", true), kept("l1", "dos", true)]
    );
    assert_eq!(
        notes(&[first, other, noted("l1", "p-0000000a", "", false)]),
        [kept("l2", "", true)]
    );
    // A question takes its note along to the lesson it stands in now; a passage of the same words elsewhere is another.
    let moved = [
        noted("l1", "que-hace", "uno", false),
        noted("l2", "que-hace", "dos", false),
    ];
    assert_eq!(notes(&moved), [kept("l2", "dos", false)]);
    let progress = course_progress(&moved);
    let at = |lesson: &str, passage: &str| {
        let note = progress.note(&LessonId::new(lesson), &PassageId::new(passage));
        note.map(|note| note.text.as_str())
    };
    assert_eq!(at("l1", "que-hace"), Some("dos"));
    assert_eq!(at("l1", "p-0000000a"), None);
}
