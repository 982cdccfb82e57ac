//! Reviews: when each comes, and what it asks.

use aula_core::calendar::{Reminder, calendar};
use aula_core::course::Pool;
use aula_core::id::{CourseId, ItemId};
use aula_core::item::Verdict;
use aula_core::progress::Progress;
use aula_core::progress::event::{Applied, Event};
use aula_core::progress::record::{Envelope, Record, RecordKey, Writer};
use aula_core::review::{ITEMS, Reviewing, ahead, draw, is_due, next};
use aula_core::time::{Date, Timestamp};

use crate::fixtures::*;

const PASSED: fn() -> Event = || finished("t1", 2, 2);

/// Noon, so many days after the first.
fn day(days: i64) -> Timestamp {
    minute(days * 24 * 60)
}

/// What these events amount to, each on its day.
fn on_days(events: &[(i64, Event)]) -> Progress {
    let records: Vec<Record> = events
        .iter()
        .zip(1..)
        .map(|((days, event), seq)| {
            let envelope = Envelope {
                key: RecordKey {
                    writer: Writer::new(1),
                    seq,
                },
                lamport: seq,
                previous: String::new(),
                at: day(*days),
            };
            Record::seal(envelope, event.clone())
        })
        .collect();
    Progress::replay(records.iter())
}

/// The rung that comes next, and in how many days from `today`; `None` if none does.
fn comes(events: &[(i64, Event)], today: i64) -> Option<(u8, i64)> {
    let progress = on_days(events);
    let today = day(today);
    let course = progress.courses.get(&CourseId::new("c"))?;
    let next = next(course, today.date())?;
    let in_days = (-10_000..10_000).find(|days| {
        let then = Timestamp {
            utc_ms: today.utc_ms + days * 86_400_000,
            ..today
        };
        then.date() == next.on
    });
    assert_eq!(is_due(course, today.date()), in_days.unwrap() <= 0);
    Some((next.rung, in_days.unwrap()))
}

#[test]
fn the_ladder_is_one_seven_thirty_and_ninety_days() {
    let all = [
        (0, PASSED()),
        (1, review_finished(0)),
        (7, review_finished(1)),
        (30, review_finished(2)),
        (90, review_finished(3)),
    ];
    for (done, today, expected) in [
        (0, 0, None),
        (1, 0, Some((0, 1))),
        (1, 1, Some((0, 0))),
        (1, 5, Some((0, -4))),
        (2, 1, Some((1, 6))),
        (3, 7, Some((2, 23))),
        (4, 30, Some((3, 60))),
        (5, 90, None),
    ] {
        assert_eq!(
            comes(&all[..done], today),
            expected,
            "{done} on day {today}"
        );
    }
}

#[test]
fn who_has_not_passed_has_no_reviews() {
    assert_eq!(comes(&[(0, finished("t1", 1, 1))], 40), None);
    assert_eq!(comes(&[(0, completed("l1"))], 40), None);
}

#[test]
fn a_review_that_comes_late_moves_the_next_and_none_is_lost() {
    let late = [(0, PASSED()), (20, review_finished(0))];
    assert_eq!(comes(&late, 20), Some((1, 6)));
    let very = [
        (0, PASSED()),
        (200, review_finished(0)),
        (206, review_finished(1)),
    ];
    assert_eq!(comes(&very, 206), Some((2, 23)));
}

#[test]
fn row_44_a_clock_that_was_ten_years_ahead_puts_no_review_off() {
    let passed_ahead = [(3650, PASSED())];
    assert_eq!(
        comes(&passed_ahead, 0),
        Some((0, 0)),
        "due now, not in ten years"
    );
    // Done with the right clock, the next ones come by it.
    let then = [(3650, PASSED()), (0, review_finished(0))];
    assert_eq!(comes(&then, 0), Some((1, 6)));
    // Reviewed while the clock was ahead.
    let reviewed_ahead = [(0, PASSED()), (3650, review_finished(0))];
    assert_eq!(comes(&reviewed_ahead, 2), Some((1, 5)));
}

#[test]
fn a_rung_counts_once_whichever_tab_finishes_it() {
    let twice = [
        (0, PASSED()),
        (1, review_finished(0)),
        (1, review_finished(0)),
    ];
    assert_eq!(comes(&twice, 1), Some((1, 6)));
    // One that comes before its turn is none.
    assert_eq!(
        comes(&[(0, PASSED()), (1, review_finished(2))], 1),
        Some((0, 0))
    );
}

#[test]
fn what_is_ahead_keeps_the_distances_of_the_ladder() {
    let progress = on_days(&[(0, PASSED()), (9, review_finished(0))]);
    let course = &progress.courses[&CourseId::new("c")];
    // On its day, and when it is overdue.
    for (today, first) in [(9, 15), (60, 60)] {
        let first = day(first).date();
        let expected = [(1, first), (2, first.plus(23)), (3, first.plus(83))];
        let ahead = ahead(course, day(today).date());
        assert_eq!(
            ahead.map(|next| (next.rung, next.on)).collect::<Vec<_>>(),
            expected
        );
    }
}

/// The objectives asked, each as often as it is; and the items.
fn drawn(events: &[Event], pool: &Pool) -> (usize, usize, Vec<ItemId>) {
    let (course, progress) = (course(), course_progress(events));
    let items: Vec<ItemId> = draw(&[Reviewing {
        course: &course,
        pool,
        progress: &progress,
    }])
    .into_iter()
    .map(|(_, item)| item)
    .collect();
    let of = |letter: char| {
        let asked = items.iter().filter(|id| id.as_str().starts_with(letter));
        asked.count()
    };
    (of('a'), of('b'), items.clone())
}

#[test]
fn the_weakest_objective_has_two_turns_before_the_others_have_one() {
    for (o1, o2, expected) in [
        (2, 1, (1, 4)),
        (1, 2, (4, 1)),
        (2, 2, (3, 2)),
        (1, 1, (3, 2)),
    ] {
        let (first, second, items) = drawn(&[finished("t1", o1, o2)], &pool(6));
        assert_eq!((first, second), expected, "{o1} {o2}: {items:?}");
        assert_eq!(items.len(), ITEMS);
    }
}

#[test]
fn what_was_never_asked_comes_first_and_a_small_pool_gives_all_it_has() {
    let seen = [started("t1", "a1 a2 a3 a4 b1 b2 b3"), finished("t1", 1, 2)];
    let (.., items) = drawn(&seen, &pool(6));
    assert!(
        ids("a5 a6").iter().all(|id| items.contains(id)),
        "{items:?}"
    );
    assert_eq!(drawn(&seen, &pool(2)).2.len(), 4);
    assert_eq!(drawn(&seen, &Pool::default()).2, []);
}

#[test]
fn an_interrupted_review_goes_on_with_the_same_items_and_the_next_has_others() {
    let mut events = vec![finished("t1", 1, 2)];
    let (.., first) = drawn(&events, &pool(9));
    for done in 1..=ITEMS {
        let item = &first[done - 1];
        let objective = if item.as_str().starts_with('a') {
            "o1"
        } else {
            "o2"
        };
        events.push(reviewed(item.as_str(), objective, Verdict::Correct));
        let (.., now) = drawn(&events, &pool(9));
        assert_eq!(now.len(), ITEMS);
        assert!(first[..done].iter().all(|id| now.contains(id)), "{now:?}");
    }
    events.push(review_finished(0));
    let (.., next) = drawn(&events, &pool(9));
    assert!(
        next.iter().all(|id| !first.contains(id)),
        "{first:?} {next:?}"
    );
}

#[test]
fn what_is_answered_to_an_item_that_left_the_pool_stands_in_nobodys_way() {
    let events = [
        finished("t1", 2, 2),
        reviewed("gone", "o1", Verdict::Correct),
    ];
    assert_eq!(drawn(&events, &pool(6)).2.len(), ITEMS);
}

#[test]
fn two_courses_share_five_items() {
    for (own, others, expected) in [
        // The weaker one has more of them, but not all: each counts as reviewed.
        ((2, 2), (0, 2), 1),
        ((2, 2), (0, 0), 1),
        ((0, 0), (2, 2), 4),
    ] {
        let one = (course(), course_progress(&[finished("t1", own.0, own.1)]));
        let mut other = (
            course(),
            course_progress(&[finished("t1", others.0, others.1)]),
        );
        other.0.id = CourseId::new("d");
        let pool = pool(6);
        let drawn = draw(&[&one, &other].map(|(course, progress)| Reviewing {
            course,
            pool: &pool,
            progress,
        }));
        assert_eq!(drawn.len(), ITEMS);
        let of_one = drawn.iter().filter(|(id, _)| *id == one.0.id).count();
        assert_eq!(of_one, expected, "{drawn:?}");
    }
}

#[test]
fn whether_it_was_applied_stays_until_it_is_said_anew() {
    let said = |applied| Event::ReviewFinished {
        course: CourseId::new("c"),
        rung: 2,
        applied,
    };
    let progress = course_progress(&[said(Some(Applied::Yes)), review_finished(3)]);
    assert_eq!(progress.applied, Some(Applied::Yes));
}

fn reminder(summary: &str) -> Reminder {
    Reminder {
        course: CourseId::new("mujeres-y-migracion"),
        rung: 0,
        on: Date::new(2026, 12, 31).unwrap(),
        summary: summary.to_owned(),
        description: "Cinco preguntas; sin calificación, a su ritmo.\nUnos 4 minutos.".to_owned(),
        address: "https://aula.example/repasos/".to_owned(),
    }
}

#[test]
fn a_reminder_is_what_rfc_5545_asks_for() {
    let file = calendar(
        "-//Aula//Repasos//ES",
        minute(0),
        &[reminder("Repaso, 1 día")],
    );
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Aula//Repasos//ES",
        "BEGIN:VEVENT",
        "UID:e07e4a658f4adcfd96318c6618883593@aula",
        "DTSTAMP:20261124T180000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Repaso\\, 1 día",
        "DESCRIPTION:Cinco preguntas\\; sin calificación\\, a su ritmo.\\nUnos 4 minut",
        " os.",
        "URL:https://aula.example/repasos/",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Repaso\\, 1 día",
        "TRIGGER:PT9H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    assert_eq!(file.split("\r\n").collect::<Vec<_>>(), expected);
}

#[test]
fn lines_of_a_reminder_are_folded_between_characters_and_unfold_to_what_they_were() {
    for length in 0..200 {
        let summary: String = "ñandú €𐐷".chars().cycle().take(length).collect();
        let file = calendar("p", minute(0), &[reminder(&summary)]);
        assert!(!file.replace("\r\n", "").contains(['\r', '\n']));
        assert!(file.split("\r\n").all(|line| line.len() <= 75), "{length}");
        let unfolded = file.replace("\r\n ", "");
        assert!(
            unfolded.contains(&format!("\r\nSUMMARY:{summary}\r\n")),
            "{length}"
        );
    }
}

#[test]
fn a_reminder_that_is_loaded_again_is_the_same_and_others_are_others() {
    let uid = |reminder: Reminder| {
        let file = calendar("p", minute(0), &[reminder]);
        let line = file.lines().find(|line| line.starts_with("UID:"));
        line.unwrap().to_owned()
    };
    let moved = Reminder {
        on: Date::new(2027, 2, 1).unwrap(),
        ..reminder("otro")
    };
    assert_eq!(uid(reminder("uno")), uid(moved));
    let next = Reminder {
        rung: 1,
        ..reminder("uno")
    };
    assert_ne!(uid(reminder("uno")), uid(next));
}
