//! When an evaluation may begin and what it is worth.

use aula_core::assessment::{
    Gate, Handed, askable, disclosure, finish, gate, handed_in, is_answered, lessons_to_review,
    missed_objectives, regrade,
};
use aula_core::course::{Counting, Disclosure, Pool, WhenSpent};
use aula_core::id::{AttemptId, ItemId};
use aula_core::item::{Interaction, Response, Score, Verdict};
use aula_core::progress::event::Event;

use crate::fixtures::*;

fn ready(attempt_number: u32, attempts_left: u32) -> Gate {
    Gate::Ready {
        attempt_number,
        attempts_left,
    }
}

fn review(lessons: &str) -> Gate {
    Gate::Review {
        lessons: ids(lessons),
    }
}

/// The gate this many minutes after noon; the events happened at minutes 1, 2, 3…
#[track_caller]
fn check(events: &[Event], minutes: i64, expected: Gate) {
    let progress = course_progress(events);
    assert_eq!(gate(&course(), &progress, minute(minutes)), expected);
}

#[test]
fn the_next_attempt_waits_for_ten_minutes() {
    let failed = [started("t1", "a1"), finished("t1", 1, 1)];
    let wait = Gate::Wait { until: minute(12) };
    check(&[], 0, ready(1, 2));
    check(&failed[..1], 0, Gate::Resume(AttemptId::new("t1")));
    check(&failed, 2, wait.clone());
    check(&failed, 11, wait);
    check(&failed, 12, ready(2, 1));
}

#[test]
fn row_44_a_clock_that_was_set_back_locks_nobody_out() {
    let failed = [started("t1", "a1"), finished("t1", 1, 1)];
    check(&failed, 1, ready(2, 1));
    check(&failed, -600_000, ready(2, 1));
}

#[test]
fn whoever_passed_has_nothing_left_to_do() {
    let events = [finished("t1", 2, 2), started("t2", "a1")];
    check(&events, 30, Gate::Passed);
}

#[test]
fn spent_attempts_ask_for_the_lessons_of_what_was_missed_last() {
    let mut events = vec![
        finished("t1", 1, 1),
        opened("l1"),
        opened("l2"),
        finished("t2", 1, 2),
    ];
    check(&events, 30, review("l1 l2"));
    events.push(opened("l2"));
    check(&events, 30, review("l1"));
    events.push(opened("l1"));
    check(&events, 8, Gate::Wait { until: minute(14) });
    check(&events, 30, ready(3, 1));
    events.push(finished("t3", 2, 1));
    check(&events, 30, review("l3"));
}

#[test]
fn spent_attempts_close_the_evaluation_where_the_rules_say_so() {
    let mut course = course();
    course.assessment.when_spent = WhenSpent::Coordinator;
    let progress = course_progress(&[finished("t1", 1, 1), finished("t2", 1, 2)]);
    assert_eq!(gate(&course, &progress, minute(30)), Gate::Closed);
}

#[test]
fn an_attempt_in_which_nothing_could_be_earned_does_not_count() {
    let mut empty = finished("t1", 0, 0);
    if let Event::AttemptFinished { score, .. } = &mut empty {
        *score = Score { raw: 0, max: 0 };
    }
    check(&[empty], 2, ready(1, 2));
}

#[test]
fn handing_in_grades_what_is_still_asked() {
    let events = [
        started("t1", "b1 a1 gone a2 a3"),
        attempt_answered("t1", "b1", "sí"),
        attempt_answered("t1", "a1", "no"),
        attempt_answered("t1", "gone", "sí"),
        attempt_answered("t1", "a3", "other words"),
    ];
    let progress = course_progress(&events);
    let event = finish(&course(), &pool(3), &progress.attempts[0]);
    let Event::AttemptFinished {
        score,
        pass_mark,
        by_objective,
        ..
    } = event
    else {
        panic!("{event:?}")
    };
    // a2 has no answer and earns nothing; `gone` left the pool and a3 has other words now: neither counts.
    assert_eq!((score, pass_mark), (Score { raw: 1, max: 3 }, 80));
    let expected = [("o2", 1, 1), ("o1", 0, 2)]
        .map(|(id, raw, max)| (aula_core::id::ObjectiveId::new(id), Score { raw, max }));
    assert_eq!(by_objective, expected);
}

#[test]
fn what_was_missed_leads_to_the_lessons_that_teach_it() {
    for (o1, o2, missed, lessons) in [
        (2, 2, "", ""),
        (1, 2, "o1", "l1 l2"),
        (2, 0, "o2", "l3"),
        (0, 0, "o1 o2", "l1 l2 l3"),
    ] {
        let progress = course_progress(&[finished("t1", o1, o2)]);
        let result = progress.counted(Counting::Best).unwrap();
        assert_eq!(missed_objectives(result), ids(missed));
        assert_eq!(lessons_to_review(&course(), result), ids(lessons));
    }
}

#[test]
fn row_36_an_item_withdrawn_during_an_attempt_is_not_asked_any_more() {
    let progress = course_progress(&[started("t", "a1 withdrawn b1")]);
    let open = progress.open_attempt().unwrap();
    assert_eq!(askable(open, &pool(2)).items, ids("a1 b1"));
}

#[test]
fn an_answer_that_was_taken_back_is_none() {
    let taken_back = Event::AttemptAnswered {
        attempt: AttemptId::new("t1"),
        item: ItemId::new("a2"),
        digest: String::new(),
        response: Response::Choice(vec![]),
    };
    let events = [
        started("t1", "a1 a2 b1"),
        attempt_answered("t1", "a1", "no"),
        attempt_answered("t1", "a2", "sí"),
        taken_back,
    ];
    let (progress, pool) = (course_progress(&events), pool(2));
    let attempt = &progress.attempts[0];
    let answered = ["a1", "a2", "b1"].map(|id| is_answered(attempt, &pool, &ItemId::new(id)));
    assert_eq!(answered, [true, false, false]);
    let shown = handed_in(attempt, &pool);
    let answered = shown.iter().map(|handed| handed.response.is_some());
    assert_eq!(answered.collect::<Vec<_>>(), [true, false, false]);
    let all_wrong = |handed: &Handed| handed.verdict == Some(Verdict::Incorrect);
    assert!(shown.iter().all(all_wrong));
}

#[test]
fn the_result_that_counts_last_is_the_one_handed_in_last() {
    // Two tabs began one each; the first one was handed in after the second.
    let events = [
        started("t1", "a1"),
        started("t2", "a1"),
        finished("t2", 1, 1),
        finished("t1", 1, 2),
    ];
    let progress = course_progress(&events);
    let last = progress.last_handed_in().map(|attempt| attempt.id.clone());
    assert_eq!(last, Some(AttemptId::new("t1")));
    check(&events, 30, review("l1 l2"));
}

/// The pool after somebody found that «no» was right in this item.
pub fn corrected(mut pool: Pool, id: &str) -> Pool {
    for item in &mut pool.items {
        if let Interaction::Choice(choice) = &mut item.interaction
            && item.id.as_str() == id
        {
            for alternative in &mut choice.alternatives {
                alternative.correct = !alternative.correct;
            }
        }
    }
    pool
}

#[test]
fn row_37_an_item_that_was_corrected_counts_in_the_persons_favour_and_never_against() {
    let events = [
        started("t1", "a1 a2 b1"),
        attempt_answered("t1", "a1", "no"),
        attempt_answered("t1", "a2", "sí"),
        attempt_answered("t1", "b1", "sí"),
    ];
    let finished_by = |pool: &Pool| {
        let open = course_progress(&events);
        let finished = finish(&course(), pool, &open.attempts[0]);
        [events.as_slice(), &[finished]].concat()
    };
    let taken = finished_by(&pool(2));
    let progress = course_progress(&taken);
    assert_eq!(
        progress.counted(Counting::Best).unwrap().score,
        Score { raw: 2, max: 3 }
    );
    for (pool, expected) in [
        // Nothing was corrected; what was right is wrong now; an item went away.
        (pool(2), None),
        (corrected(pool(2), "b1"), None),
        (pool(1), None),
        (corrected(pool(1), "a1"), None),
        (corrected(pool(2), "a1"), Some(Score { raw: 3, max: 3 })),
    ] {
        let event = regrade(&course(), &pool, &progress.attempts[0]);
        let after = course_progress(&[taken.clone(), Vec::from_iter(event)].concat());
        let result = after.counted(Counting::Best).unwrap();
        assert_eq!(result.regraded, expected.is_some());
        assert_eq!(result.score, expected.unwrap_or(Score { raw: 2, max: 3 }));
        assert_eq!(after.passed(), expected.is_some());
        // A second time there is nothing left to say.
        assert_eq!(regrade(&course(), &pool, &after.attempts[0]), None);
    }
}

#[test]
fn an_attempt_is_shown_item_by_item_as_today_grades_it() {
    let events = [
        started("t", "b1 a1 gone a2 a3"),
        attempt_answered("t", "b1", "sí"),
        attempt_answered("t", "a1", "no"),
        attempt_answered("t", "a3", "other words"),
        finished("t", 1, 1),
    ];
    let progress = course_progress(&events);
    let handed = handed_in(&progress.attempts[0], &pool(3));
    let told: Vec<_> = handed
        .iter()
        .map(|each| (each.item.id.as_str(), each.response.is_some(), each.verdict))
        .collect();
    // What left the pool is not shown; what was answered to other words counts neither way.
    let expected = [
        ("b1", true, Some(Verdict::Correct)),
        ("a1", true, Some(Verdict::Incorrect)),
        ("a2", false, Some(Verdict::Incorrect)),
        ("a3", true, None),
    ];
    assert_eq!(told, expected);
}

#[test]
fn more_is_shown_once_nothing_can_be_gained_by_it() {
    let rules = course().assessment;
    for (gate, shown) in [
        (Gate::Passed, Disclosure::Explanations),
        (Gate::Closed, Disclosure::Explanations),
        (ready(2, 1), Disclosure::Items),
        (Gate::Wait { until: minute(1) }, Disclosure::Items),
        (review("l1"), Disclosure::Items),
    ] {
        assert_eq!(disclosure(&rules, &gate), shown, "{gate:?}");
    }
}
