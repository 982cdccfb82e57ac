//! Who may recertify, over which objectives, and what of it stands when a coordinator computes it again.

use aula_core::assessment::Gate;
use aula_core::course::{Course, Pool};
use aula_core::credential::{Credential, LearnerName, Request, issue};
use aula_core::evidence::{Edition, Evidence, Finding, Known, Review, Statement, review};
use aula_core::id::{AttemptId, CourseId, ItemId, LessonId, ObjectiveId};
use aula_core::item::Verdict::{Correct, Incorrect};
use aula_core::progress::event::Event;
use aula_core::progress::{CourseProgress, Progress};
use aula_core::prose::{Block, Inline};
use aula_core::recertification::{
    Asked, Validity, Why, changed, changed_since, draw, finish, gate, is_due, is_pending, plan,
    seen, validity,
};
use aula_core::time::Date;
use proptest::prelude::*;
use vecmap::VecSet;

use crate::evidence::{attempt, edition, honest, issues, log, of_records};
use crate::fixtures::*;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

// ---- Until when it counts ----------------------------------------------------------------------------------------------

fn until(last: Option<&str>, recertified: Option<&str>) -> Credential {
    Credential {
        folio: format!("folio {last:?} {recertified:?}"),
        valid_until: last.map(day),
        recertified_on: recertified.map(day),
        ..credential()
    }
}

#[test]
fn a_constancia_may_be_renewed_from_ninety_days_before_its_last_day() {
    let last = day("2027-11-24");
    for (today, expected, due) in [
        ("2026-11-24", Validity::Valid(last), false),
        ("2027-08-25", Validity::Valid(last), false),
        ("2027-08-26", Validity::Expiring(last), true),
        ("2027-11-24", Validity::Expiring(last), true),
        ("2027-11-25", Validity::Expired(last), true),
    ] {
        let progress = Progress {
            credentials: vec![until(Some("2027-11-24"), None)],
            ..Progress::default()
        };
        let [only] = &progress.credentials[..] else {
            panic!()
        };
        let today = day(today);
        assert_eq!(validity(only, &progress.credentials, today), expected);
        let c = CourseId::new("c");
        assert_eq!(is_due(&progress, &c, Some(&[]), today), due, "{today}");
        assert_eq!(is_due(&progress, &c, None, today), due, "{today}");
        // What has changed is a reason of its own.
        let changed: Vec<ObjectiveId> = ids("o1");
        assert!(is_due(&progress, &c, Some(&changed), today));
        assert!(!is_due(&progress, &CourseId::new("otra"), None, today));
    }
}

#[test]
fn a_constancia_without_a_last_day_is_due_only_when_something_changed() {
    let progress = Progress {
        credentials: vec![credential()],
        ..Progress::default()
    };
    let (c, later) = (CourseId::new("c"), day("2099-01-01"));
    let only = &progress.credentials[0];
    let all = &progress.credentials;
    assert_eq!(validity(only, all, later), Validity::Unlimited);
    assert!(!is_due(&progress, &c, Some(&[]), later));
    assert!(!is_due(&progress, &c, None, later));
    assert!(is_due(&progress, &c, Some(&ids("o2")), later));
}

#[test]
fn the_earlier_constancia_is_renewed_and_a_corrected_name_renews_nothing() {
    let first = until(Some("2027-11-24"), None);
    let corrected = Credential {
        folio: "otro".to_owned(),
        name: LearnerName::new("Ana Pérez").unwrap(),
        ..first.clone()
    };
    let second = until(Some("2028-11-10"), Some("2027-11-10"));
    let today = day("2027-11-11");
    let all = [first, corrected, second];
    let found = |all: &[Credential]| -> Vec<Validity> {
        let each = |one| validity(one, all, today);
        all.iter().map(each).collect()
    };
    let expiring = Validity::Expiring(day("2027-11-24"));
    assert_eq!(found(&all[..2]), [expiring, expiring]);
    let valid = Validity::Valid(day("2028-11-10"));
    assert_eq!(found(&all), [Validity::Renewed, Validity::Renewed, valid]);
}

#[test]
fn a_constancia_counts_from_the_last_thing_that_was_shown() {
    let mut course = course();
    course.assessment.valid_months = Some(12);
    let request = |minutes| Request {
        name: LearnerName::new("Ana Pérez").unwrap(),
        folio: "folio".to_owned(),
        now: minute(minutes),
        issuer: String::new(),
        demonstration: false,
    };
    let mut events = vec![finished("t1", 2, 2)];
    events.extend(["l1", "l2", "l3"].map(completed));
    // Made again half a year later, under a corrected name: no time is gained.
    for minutes in [10, 180 * 24 * 60] {
        let issued = issue(&course, &course_progress(&events), request(minutes)).unwrap();
        assert_eq!(issued.valid_until, Some(day("2027-11-24")));
        assert_eq!(issued.recertified_on, None);
    }
    // Nor by a lesson that a later version added.
    let mut grown = course.clone();
    let mut lesson = grown.modules[0].lessons[0].clone();
    lesson.id = LessonId::new("l4");
    grown.modules[0].lessons.push(lesson);
    let mut progress = course_progress(&events);
    progress
        .completed
        .insert(LessonId::new("l4"), minute(200 * 24 * 60));
    let issued = issue(&grown, &progress, request(300 * 24 * 60)).unwrap();
    assert_eq!(issued.valid_until, Some(day("2027-11-24")));
    events.push(recertification_finished("r1", &[("o1", 1)]));
    let mut progress = course_progress(&events);
    let issued = issue(&course, &progress, request(10)).unwrap();
    assert_eq!(issued.recertified_on, None, "it did not pass");
    progress.recertifications.clear();
    events.push(recertification_finished("r2", &[("o1", 2)]));
    let mut progress = course_progress(&events);
    for attempt in &mut progress.recertifications {
        let result = attempt.result.as_mut().unwrap();
        result.at = minute(350 * 24 * 60);
    }
    let issued = issue(&course, &progress, request(10)).unwrap();
    assert_eq!(issued.recertified_on, Some(day("2027-11-09")));
    assert_eq!(issued.valid_until, Some(day("2028-11-09")));
    // The mark is still that of the whole.
    assert_eq!(
        (issued.percent, issued.finished_on),
        (100, day("2026-11-24"))
    );
}

// ---- What has changed --------------------------------------------------------------------------------------------------

#[test]
fn what_has_changed_is_found_by_lessons_items_and_words() {
    let then = edition();
    type Change = fn(&mut Course, &mut Pool);
    let cases: [(&str, Change, &str); 9] = [
        ("nothing", |_, _| (), ""),
        (
            "the version",
            |course, _| course.version = "2.0.0".to_owned(),
            "",
        ),
        (
            "an item more",
            |_, pool| pool.items.push(item("a9", "o1")),
            "",
        ),
        (
            "an item with other words",
            |_, pool| pool.items[0].digest = "f".to_owned(),
            "o1",
        ),
        ("an item withdrawn", |_, pool| drop(pool.items.pop()), "o2"),
        (
            "the words of the objective",
            |course, _| course.objectives[1].text = "Otro".to_owned(),
            "o2",
        ),
        (
            "the prose of a lesson",
            |course, _| {
                let words = vec![Inline::Text("Nuevo".to_owned())];
                let prose = aula_core::course::Part::Prose(Block::Paragraph(words));
                course.modules[0].lessons[0].parts.push(prose);
            },
            "o1",
        ),
        (
            "a lesson that serves another objective",
            |course, _| course.modules[0].lessons[2].objectives = ids("o1"),
            "o1 o2",
        ),
        (
            "a lesson less",
            |course, _| drop(course.modules[0].lessons.remove(1)),
            "o1",
        ),
    ];
    for (name, change, expected) in cases {
        let (mut course, mut pool) = (then.course.clone(), then.pool.clone());
        change(&mut course, &mut pool);
        let found = changed((&then.course, &then.pool), (&course, &pool));
        assert_eq!(found, ids(expected), "{name}");
    }
}

#[test]
fn what_has_changed_since_is_known_of_published_versions_alone() {
    let mut course = course();
    course.version = "1.2.0".to_owned();
    let changes = vec![
        ("1.0.0".to_owned(), ids("o1 o2")),
        ("1.1.0".to_owned(), ids("o2")),
    ];
    let with = |version: &str, recertified: Option<&str>| -> CourseProgress {
        let mut events = vec![started("t1", "a1"), finished("t1", 2, 2)];
        if let Event::AttemptStarted { version: of, .. } = &mut events[0] {
            *of = version.to_owned();
        }
        for (number, raw) in [(1, 0), (2, 2)] {
            let name = format!("r{number}");
            let mut begun = recertification_started(&name, "a1");
            if let Event::AttemptStarted { version: of, .. } = &mut begun {
                *of = match (raw, recertified) {
                    (2, Some(version)) => version.to_owned(),
                    (2, None) => continue,
                    _ => "1.2.0".to_owned(),
                };
            }
            events.push(begun);
            events.push(recertification_finished(&name, &[("o1", raw)]));
        }
        course_progress(&events)
    };
    for (version, recertified, expected) in [
        ("1.0.0", None, Some("o1 o2")),
        ("1.1.0", None, Some("o2")),
        ("1.2.0", None, Some("")),
        ("0.9.0", None, None),
        ("1.0.0", Some("1.1.0"), Some("o2")),
        ("1.0.0", Some("1.2.0"), Some("")),
    ] {
        let found = changed_since(&course, &changes, &with(version, recertified));
        assert_eq!(found, expected.map(ids), "{version} {recertified:?}");
    }
    assert_eq!(
        changed_since(&course, &changes, &CourseProgress::default()),
        None
    );
}

// ---- What is asked -----------------------------------------------------------------------------------------------------

fn asked(words: &[(&str, u32, Why)]) -> Vec<Asked> {
    let each = |(id, number, why): &(&str, u32, Why)| (ObjectiveId::new(*id), *number, *why);
    words.iter().map(each).collect()
}

#[test]
fn only_what_is_weak_or_has_changed_is_asked_and_else_a_little_of_each() {
    use Why::{Changed, Confirm, Unknown, Weak};
    let passed = || vec![finished("t1", 2, 2)];
    let then = |more: &[Event]| [passed(), more.to_vec()].concat();
    let weak = |item: &str, objective: &str| reviewed(item, objective, Incorrect);
    for (name, events, changed, expected) in [
        (
            "nothing",
            passed(),
            Some(""),
            &[("o1", 2, Confirm), ("o2", 1, Confirm)][..],
        ),
        ("a change", passed(), Some("o1"), &[("o1", 3, Changed)]),
        (
            "a change of what is asked once",
            passed(),
            Some("o2"),
            &[("o2", 3, Changed)],
        ),
        (
            "both",
            passed(),
            Some("o2 o1"),
            &[("o1", 2, Changed), ("o2", 1, Changed)],
        ),
        (
            "no version to compare with",
            passed(),
            None,
            &[("o1", 2, Unknown), ("o2", 1, Unknown)],
        ),
        (
            "a review",
            then(&[weak("a1", "o1")]),
            Some(""),
            &[("o1", 3, Weak)],
        ),
        (
            "a review, and later a better one",
            then(&[
                weak("a1", "o1"),
                review_finished(0),
                reviewed("a1", "o1", Correct),
            ]),
            Some(""),
            &[("o1", 2, Confirm), ("o2", 1, Confirm)],
        ),
        (
            "weak and changed",
            then(&[weak("b1", "o2")]),
            Some("o1 o2"),
            &[("o1", 2, Changed), ("o2", 1, Weak)],
        ),
        (
            "the last recertification counts, not the evaluation",
            then(&[recertification_finished("r1", &[("o2", 1)])]),
            Some(""),
            &[("o2", 3, Weak)],
        ),
        (
            "nor an earlier recertification",
            then(&[
                recertification_finished("r1", &[("o2", 1)]),
                recertification_finished("r2", &[("o2", 2)]),
            ]),
            Some(""),
            &[("o1", 2, Confirm), ("o2", 1, Confirm)],
        ),
    ] {
        let changed: Option<Vec<ObjectiveId>> = changed.map(ids);
        let progress = course_progress(&events);
        let found = plan(&course(), &pool(4), &progress, changed.as_deref());
        assert_eq!(found, asked(expected), "{name}");
    }
}

/// The course with so many items of each objective, and a bank of long items: nine of each objective, each of so many words.
fn long(number: u32, words: usize) -> (Course, Pool) {
    let (mut course, mut pool) = (course(), pool(9));
    for id in ["o1", "o2"] {
        course
            .assessment
            .strata
            .insert(ObjectiveId::new(id), number);
    }
    for item in &mut pool.items {
        let text = "palabra ".repeat(words);
        item.prompt = vec![Block::Paragraph(vec![Inline::Text(text)])];
    }
    (course, pool)
}

#[test]
fn ten_minutes_hold_it_and_each_objective_is_asked_once_at_least() {
    for (words, items, expected) in [
        // 0.76 minutes each: more than the evaluation draws would fit.
        (0, None, (5, 5)),
        // 1.26 minutes each: seven.
        (100, None, (4, 3)),
        // 4.76 minutes each: two, but of less than three nothing can be told.
        (800, None, (2, 1)),
        // An author who says so is believed.
        (800, Some(8), (4, 4)),
        (0, Some(4), (2, 2)),
    ] {
        let (mut course, pool) = long(5, words);
        course.assessment.recertification_items = items;
        let progress = course_progress(&[finished("t1", 2, 2)]);
        let found = plan(&course, &pool, &progress, Some(&ids("o1 o2")));
        let found: Vec<u32> = found.iter().map(|(_, number, _)| *number).collect();
        assert_eq!(found, [expected.0, expected.1], "{words} {items:?}");
    }
    // A bank that was emptied asks nothing of that objective.
    let (course, mut pool) = long(5, 0);
    pool.items.retain(|item| item.objective.as_str() == "o2");
    let progress = course_progress(&[finished("t1", 2, 2)]);
    let found = plan(&course, &pool, &progress, Some(&ids("o1 o2")));
    assert_eq!(found, asked(&[("o2", 5, Why::Changed)]));
    let nothing = plan(&course, &Pool::default(), &progress, Some(&ids("o1")));
    assert_eq!(nothing, vec![]);
}

#[test]
fn ten_thousand_draws_stay_within_the_objectives_and_repeat_nothing_before_it_is_exhausted() {
    let (rules, pool) = (course().assessment, pool(6));
    let asked = asked(&[("o2", 3, Why::Weak)]);
    for seed in 0..5_000 {
        let mut before = VecSet::new();
        for _ in 0..2 {
            let drawn = draw(&rules, &pool, &asked, (seed, &before));
            assert_eq!(drawn, draw(&rules, &pool, &asked, (seed, &before)));
            assert_eq!(drawn.len(), 3);
            for id in drawn {
                assert!(id.as_str().starts_with('b'), "{seed}: {id}");
                assert!(!before.contains(&id), "{seed}: {id} again");
                before.insert(id);
            }
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_weak_or_changed_is_asked_once_at_least(
        first in 0u32..3, second in 0u32..3, one in any::<bool>(), two in any::<bool>(), seed: u64,
    ) {
        let events = [
            finished("t1", 2, 2),
            recertification_finished("r1", &[("o1", first), ("o2", second)]),
        ];
        let progress = course_progress(&events);
        let changed: Vec<ObjectiveId> = [(one, "o1"), (two, "o2")]
            .into_iter()
            .filter(|(has, _)| *has)
            .map(|(_, id)| ObjectiveId::new(id))
            .collect();
        let (course, pool) = (course(), pool(4));
        let asked = plan(&course, &pool, &progress, Some(&changed));
        let due = |id: &str, raw: u32| raw < 2 || changed.contains(&ObjectiveId::new(id));
        let any = due("o1", first) || due("o2", second);
        for (id, raw) in [("o1", first), ("o2", second)] {
            let is_asked = asked.iter().any(|(objective, number, _)| objective.as_str() == id && *number > 0);
            prop_assert_eq!(is_asked, due(id, raw) || !any);
        }
        let drawn = draw(&course.assessment, &pool, &asked, (seed, &seen(&progress)));
        let number: u32 = asked.iter().map(|(_, number, _)| number).sum();
        prop_assert_eq!(drawn.len(), number as usize);
        let distinct: std::collections::BTreeSet<&ItemId> = drawn.iter().collect();
        prop_assert_eq!(distinct.len(), drawn.len());
    }
}

// ---- When it may begin -------------------------------------------------------------------------------------------------

#[test]
fn it_begins_after_passing_with_the_wait_and_the_attempts_of_the_course() {
    let failed = |name: &str| recertification_finished(name, &[("o1", 1)]);
    let ready = |attempt_number, attempts_left| Gate::Ready {
        attempt_number,
        attempts_left,
    };
    let passed = || vec![finished("t1", 2, 2)];
    let then = |more: Vec<Event>| [passed(), more].concat();
    let resume = Gate::Resume(AttemptId::new("r1"));
    for (events, minutes, expected) in [
        (vec![finished("t1", 1, 1)], 60, Gate::Closed),
        (passed(), 60, ready(1, 2)),
        (then(vec![recertification_started("r1", "a1")]), 60, resume),
        (
            then(vec![failed("r1")]),
            3,
            Gate::Wait { until: minute(12) },
        ),
        (then(vec![failed("r1")]), 12, ready(2, 1)),
        (
            then(vec![failed("r1"), failed("r2")]),
            60,
            Gate::Review {
                lessons: ids("l1 l2"),
            },
        ),
        (
            then(vec![failed("r1"), failed("r2"), opened("l1"), opened("l2")]),
            60,
            ready(3, 1),
        ),
        (
            then(vec![
                failed("r1"),
                recertification_finished("r2", &[("o1", 2)]),
            ]),
            60,
            ready(1, 2),
        ),
    ] {
        let found = gate(&course(), &course_progress(&events), minute(minutes));
        assert_eq!(found, expected, "{events:?}");
    }
}

#[test]
fn a_recertification_never_counts_as_the_evaluation() {
    let small = [
        recertification_started("r1", "b1 b2"),
        attempt_answered("r1", "b1", "sí"),
        attempt_answered("r1", "b2", "sí"),
        recertification_finished("r1", &[("o2", 2)]),
    ];
    // Nor does its result without the mark, nor one whose beginning is lost.
    let renamed = finished("r1", 2, 2);
    let lost = recertification_finished("r2", &[("o1", 2), ("o2", 2)]);
    for events in [
        small.to_vec(),
        [&small[..], &[renamed]].concat(),
        vec![lost],
    ] {
        let progress = course_progress(&events);
        assert!(!progress.passed());
        assert_eq!(progress.attempts, []);
        let mut all = events.clone();
        all.extend(["l1", "l2", "l3"].map(completed));
        let request = Request {
            name: LearnerName::new("Ana Pérez").unwrap(),
            folio: String::new(),
            now: minute(60),
            issuer: String::new(),
            demonstration: false,
        };
        assert_eq!(issue(&course(), &course_progress(&all), request), None);
    }
    // Its answers are its own.
    let progress = course_progress(&small);
    assert_eq!(progress.recertifications[0].answers().count(), 2);
}

// ---- What a coordinator finds ------------------------------------------------------------------------------------------

/// The course whose constancia counts for a year.
fn yearly() -> Edition {
    let mut edition = edition();
    edition.course.assessment.valid_months = Some(12);
    edition
}

/// The constancia that these events earn.
fn earned(events: &[Event]) -> Credential {
    let progress = Progress::replay(log(1, events).iter());
    let number = events.len();
    let request = Request {
        name: LearnerName::new("Ana Pérez").unwrap(),
        folio: format!("folio {number}"),
        now: minute(600),
        issuer: "Ayuntamiento de Ejemplo".to_owned(),
        demonstration: false,
    };
    issue(
        &yearly().course,
        &progress.courses[&CourseId::new("c")],
        request,
    )
    .unwrap()
}

/// What the app does from the beginning of a recertification to its end, if it asks about these: the seed is its own.
fn recertified(so_far: &[Event], asked: &[Asked], words: &str) -> Vec<Event> {
    let Edition { course, pool, .. } = yearly();
    let before = seen(&course_progress(so_far));
    let items = draw(&course.assessment, &pool, asked, (7, &before));
    let names: Vec<&str> = items.iter().map(ItemId::as_str).collect();
    let begun = recertification_started("r1", &names.join(" "));
    let mut events = vec![begun];
    events.extend(names.iter().map(|item| attempt_answered("r1", item, words)));
    let progress = course_progress(&[so_far, &events].concat());
    events.push(finish(&course, &pool, progress.open_attempt().unwrap()));
    events
}

/// The first constancia, and both objectives shown weak in a review.
fn weakened() -> Vec<Event> {
    let mut events = honest();
    events.push(issues(&earned(&honest())));
    for (item, objective) in [("a1", "o1"), ("b1", "o2")] {
        let mut wrong = reviewed(item, objective, Incorrect);
        if let Event::ItemAnswered { response, .. } = &mut wrong {
            *response = says("no");
        }
        events.push(wrong);
    }
    events
}

fn due(so_far: &[Event]) -> Vec<Asked> {
    let Edition { course, pool, .. } = yearly();
    plan(&course, &pool, &course_progress(so_far), Some(&[]))
}

fn handed_in(events: &[Event]) -> Evidence {
    let claim = earned(events);
    of_records(&log(1, &[events, &[issues(&claim)]].concat()), &claim)
}

#[track_caller]
fn judged(events: &[Event], look: impl FnOnce(Review, &Credential)) {
    let evidence = handed_in(events);
    let editions = [yearly()];
    let found = review(&evidence, &editions, &Known::default(), minute(800));
    look(found, evidence.credential());
}

#[test]
fn an_honest_recertification_has_no_finding_and_gives_the_same_constancia() {
    let before = weakened();
    let asked = due(&before);
    assert_eq!(asked.len(), 2);
    let events = [before.clone(), recertified(&before, &asked, "sí")].concat();
    judged(&events, |review, own| {
        assert_eq!(review.findings, []);
        assert!(review.is_met());
        let request = Request {
            name: own.name.clone(),
            folio: own.folio.clone(),
            now: own.issued_at,
            issuer: own.issuer.clone(),
            demonstration: false,
        };
        assert_eq!(review.credential(request).as_ref(), Some(own));
        assert!(own.recertified_on.is_some());
        let kinds: Vec<bool> = review
            .attempts
            .iter()
            .map(|each| each.recertifies)
            .collect();
        assert_eq!(kinds, [false, true]);
    });
}

#[test]
fn a_scope_that_was_narrowed_by_hand_is_found() {
    let before = weakened();
    let narrow: Vec<Asked> = asked(&[("o2", 3, Why::Weak)]);
    let events = [before.clone(), recertified(&before, &narrow, "sí")].concat();
    let scope = Finding::OtherScope {
        left_out: 1,
        added: 0,
    };
    judged(&events, |review, _| {
        assert_eq!(review.findings, [scope, Finding::OtherDraw]);
    });
    // Easy questions put between the hard ones.
    let mastered = [honest(), vec![issues(&earned(&honest()))]].concat();
    let mut wrong = reviewed("a1", "o1", Incorrect);
    if let Event::ItemAnswered { response, .. } = &mut wrong {
        *response = says("no");
    }
    let before = [mastered, vec![wrong]].concat();
    let wide = asked(&[("o1", 2, Why::Weak), ("o2", 1, Why::Weak)]);
    let events = [before.clone(), recertified(&before, &wide, "sí")].concat();
    let scope = Finding::OtherScope {
        left_out: 0,
        added: 1,
    };
    judged(&events, |review, _| {
        assert_eq!(review.findings, [scope, Finding::OtherDraw]);
    });
}

#[test]
fn a_result_that_its_answers_do_not_give_renews_nothing() {
    let before = weakened();
    let mut part = recertified(&before, &due(&before), "no");
    if let Some(Event::AttemptFinished { score, .. }) = part.last_mut() {
        score.raw = score.max;
    }
    let events = [before, part].concat();
    judged(&events, |review, _| {
        let otherwise = review.findings.iter();
        let otherwise = otherwise.filter(|finding| {
            matches!(
                finding,
                Finding::GradedOtherwise { .. }
                    | Finding::SaysOtherwise(Statement::Validity | Statement::Recertification)
            )
        });
        assert_eq!(otherwise.count(), 2, "{:?}", review.findings);
    });
}

#[test]
fn a_small_draw_gives_no_first_constancia_to_a_coordinator_either() {
    let lessons = honest()[..9].to_vec();
    let wide = asked(&[("o2", 3, Why::Weak)]);
    let part = recertified(&lessons, &wide, "sí");
    // The person's own constancia is invented.
    let claim = earned(&honest());
    let all = [lessons, part, vec![issues(&claim)]].concat();
    let evidence = of_records(&log(1, &all), &claim);
    let editions = [yearly()];
    let found = review(&evidence, &editions, &Known::default(), minute(800));
    assert!(!found.is_met());
    assert!(found.findings.contains(&Finding::OutOfTurn));
}

#[test]
fn who_passed_waits_for_the_lessons_of_the_new_version() {
    let before = weakened();
    let events = [before.clone(), recertified(&before, &due(&before), "sí")].concat();
    let progress = Progress::replay(log(1, &events).iter());
    let c = CourseId::new("c");
    assert!(is_pending(&progress, &c));
    assert!(!is_due(&progress, &c, None, day("2099-01-01")));
    let claim = earned(&events);
    let all = [events, vec![issues(&claim)]].concat();
    let progress = Progress::replay(log(1, &all).iter());
    assert!(!is_pending(&progress, &c));
}

#[test]
fn a_second_attempt_at_the_evaluation_is_no_way_around() {
    // An attempt after passing is out of turn, as before.
    let mut events = honest();
    events.extend(attempt(&events, "t2", "sí"));
    judged(&events, |review, _| {
        assert_eq!(review.findings, [Finding::OutOfTurn]);
    });
}
