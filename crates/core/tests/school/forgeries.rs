//! What each forgery of an expediente shows.

use aula_core::credential::{Award, Request};
use aula_core::evidence::{Finding, Known, Origin, Statement, register_line, review};
use aula_core::id::CourseId;
use aula_core::item::Score;
use aula_core::progress::event::Event;
use aula_core::progress::record::{Envelope, Record, Recorded};
use aula_core::time::Timestamp;

use crate::evidence::{
    attempt, check, earned, edition, file_of, handed_in, honest, issues, judged, log, of_records,
};
use crate::fixtures::*;

#[test]
fn a_result_edited_to_a_hundred_percent_is_graded_by_its_answers() {
    let mut events = honest()[..9].to_vec();
    let mut failed = attempt(&events, "t1", "no");
    if let Some(Event::AttemptFinished { score, .. }) = failed.last_mut() {
        score.raw = score.max;
    }
    events.extend(failed);
    let (said, found) = (Score { raw: 3, max: 3 }, Score { raw: 0, max: 3 });
    let finding = Finding::GradedOtherwise { said, found };
    check(&handed_in(&events, "Ana Pérez", 1), false, &[finding]);
}

#[test]
fn a_state_without_its_log_earns_nothing() {
    let events = [
        completed("l1"),
        completed("l2"),
        completed("l3"),
        finished("t1", 2, 2),
        Event::RecordsImported { new: 4, known: 0 },
    ];
    let mut findings: Vec<Finding> = lessons().into_iter().map(Finding::Unsustained).collect();
    findings.push(Finding::WithoutAttempt);
    findings.push(Finding::Imported(4));
    findings.push(Finding::LittleTime {
        minutes: 9,
        stated: 80,
    });
    check(&handed_in(&events, "Ana Pérez", 1), false, &findings);
}

#[test]
fn a_hundred_percent_that_is_only_claimed_earns_nothing() {
    let claim = earned(&honest(), "Ana Pérez");
    let mut events = attempt(&[], "t1", "sí");
    events.extend([progressed(100), issues(&claim)]);
    let evidence = of_records(&log(1, &events), &claim);
    let editions = [edition()];
    let review = review(&evidence, &editions, &Known::default(), minute(800));
    assert!(!review.is_met(), "{review:?}");
}

#[test]
fn the_log_of_another_person_is_recognised_though_its_chains_were_renamed() {
    let first = handed_in(&honest(), "Ana Pérez", 1);
    let copy = handed_in(&honest(), "Beto Ruiz", 2);
    let editions = [edition()];
    let mut known = Known::default();
    known.add(&first);
    known.add(&copy);
    let says = |evidence| review(evidence, &editions, &known, minute(800)).findings;
    let origin = |name: &str| {
        [Finding::Repeated(Origin {
            folio: format!("folio de {name}"),
            name: name.to_owned(),
        })]
    };
    assert_eq!(says(&copy), origin("Ana Pérez"));
    assert_eq!(says(&first), origin("Beto Ruiz"));

    // Another seed would hide that, and draws other questions.
    let mut events = honest();
    if let Event::AttemptStarted { seed, .. } = &mut events[9] {
        *seed = 5;
    }
    let drawn_otherwise = handed_in(&events, "Beto Ruiz", 2);
    check(&drawn_otherwise, true, &[Finding::OtherDraw]);
}

#[test]
fn a_log_that_was_signed_before_is_known_by_the_register() {
    let first = handed_in(&honest(), "Ana Pérez", 1);
    let award = Award {
        credential: earned(&honest(), "Ana Pérez Corregido"),
        course_digest: "0".repeat(64),
        attested_by: String::new(),
        valid_until: None,
    };
    let line = register_line(&award, &first, &"1".repeat(64)).unwrap();
    let (without_marks, _) = line.split_once(",\"marcas\":").unwrap();
    let says = |register: &str, evidence| {
        let mut known = Known::default();
        known.add_register(register);
        review(evidence, &[edition()], &known, minute(800)).findings
    };
    let signed = [Finding::AlreadySigned(Origin {
        folio: award.credential.folio.clone(),
        name: "Ana Pérez Corregido".to_owned(),
    })];
    // Renamed chains, another name, another folio: the draw is the same.
    let copy = handed_in(&honest(), "Beto Ruiz", 2);
    assert_eq!(says(&line, &copy), signed);
    assert_eq!(says(&line, &first), signed, "and so it is handed in twice");
    assert_eq!(says(&format!("{without_marks}}}"), &copy), []);
    let same_folio = handed_in(&honest(), "Ana Pérez Corregido", 3);
    assert_eq!(says(&format!("{without_marks}}}"), &same_folio), signed);
    let other_course = line.replace("\"course\":\"", "\"course\":\"otra-");
    assert_ne!(other_course, line);
    assert_eq!(
        says(&other_course, &copy),
        signed,
        "the marks carry their course"
    );
    assert_eq!(says("", &copy), []);
}

#[test]
fn two_names_for_one_log_are_told() {
    let ana = earned(&honest(), "Ana Pérez");
    let beto = earned(&honest(), "Beto Ruiz");
    let events = [honest(), vec![issues(&ana), issues(&beto)]].concat();
    let names = ["Ana Pérez", "Beto Ruiz"].map(str::to_owned).to_vec();
    let finding = Finding::SeveralNames(names);
    check(&of_records(&log(1, &events), &beto), true, &[finding]);
}

#[test]
fn a_failed_attempt_that_was_taken_out_leaves_a_gap_and_another_draw() {
    let lessons = honest()[..9].to_vec();
    let failed = attempt(&lessons, "t1", "no");
    let so_far = [lessons, failed].concat();
    let passed = attempt(&so_far, "t2", "sí");
    let events = [so_far, passed].concat();
    let credential = earned(&events, "Ana Pérez");
    let events = [events, vec![issues(&credential)]].concat();
    let mut records = log(1, &events);
    records.drain(9..14);
    let evidence = of_records(&records, &credential);
    // The second attempt began three minutes after the first: the rules ask for ten.
    check(
        &of_records(&log(1, &events), &credential),
        true,
        &[Finding::OutOfTurn],
    );
    check(&evidence, true, &[Finding::OtherDraw, Finding::LeftOut(5)]);
}

#[test]
fn answers_taken_out_of_an_attempt_are_missed() {
    let mut records = log(
        1,
        &[honest(), vec![issues(&earned(&honest(), "Ana Pérez"))]].concat(),
    );
    records.remove(10);
    let evidence = of_records(&records, &earned(&honest(), "Ana Pérez"));
    let (said, found) = (Score { raw: 3, max: 3 }, Score { raw: 2, max: 3 });
    let findings = [
        Finding::GradedOtherwise { said, found },
        Finding::LeftOut(1),
        Finding::LeftOutInAttempts(1),
    ];
    check(&evidence, false, &findings);
}

#[test]
fn a_record_that_was_edited_breaks_its_chain() {
    let credential = earned(&honest(), "Ana Pérez");
    let events = [honest(), vec![issues(&credential)]].concat();
    let records = log(1, &events);
    let mut texts: Vec<String> = records.iter().map(|each| each.text().to_owned()).collect();
    texts[1] = texts[1].replace("\"z\":-360", "\"z\":-300");
    let edited = file_of(&texts, &credential.folio);
    check(&edited, true, &[Finding::BrokenChain(1)]);

    // The same key twice, and something that is no record.
    let mut texts: Vec<String> = records.iter().map(|each| each.text().to_owned()).collect();
    texts.push(texts[1].replace("\"z\":-360", "\"z\":-300"));
    texts.push("{}".to_owned());
    let edited = file_of(&texts, &credential.folio);
    check(&edited, true, &[Finding::Unreadable(2)]);
}

#[test]
fn travelling_in_time_is_told() {
    let credential = earned(&honest(), "Ana Pérez");
    let events = [honest(), vec![issues(&credential)]].concat();
    let at = |minutes: &dyn Fn(i64) -> Timestamp| {
        let mut records: Vec<Record> = vec![];
        for record in log(1, &events) {
            let envelope = Envelope {
                at: minutes(record.key().seq as i64),
                previous: records.last().map_or(String::new(), Record::hash),
                ..record.envelope().clone()
            };
            let Recorded::Known(event) = record.event() else {
                continue;
            };
            records.push(Record::seal(envelope, event.clone()));
        }
        of_records(&records, &credential)
    };
    // The attempt in two seconds.
    let quick = at(&|seq| match seq {
        10.. => Timestamp {
            utc_ms: minute(30).utc_ms + 500 * seq,
            ..minute(0)
        },
        _ => minute(3 * seq),
    });
    check(
        &quick,
        true,
        &[Finding::QuickAttempt {
            seconds: 2,
            items: 3,
        }],
    );
    // The clock was set back over the attempt.
    let back = at(&|seq| minute(if seq >= 9 { 4 * seq - 15 } else { 4 * seq }));
    check(&back, true, &[Finding::ClockSetBack(1)]);
    // Everything is of next year.
    let late = at(&|seq| minute(500_000 + 3 * seq));
    check(
        &late,
        true,
        &[
            Finding::FromTheFuture(15),
            Finding::SaysOtherwise(Statement::Dates),
        ],
    );
    // All of it in a quarter of an hour.
    let fast = at(&|seq| minute(seq));
    let little = Finding::LittleTime {
        minutes: 13,
        stated: 80,
    };
    check(&fast, true, &[little]);
}

#[test]
fn records_of_another_course_count_for_nothing() {
    let credential = earned(&honest(), "Ana Pérez");
    let mut events: Vec<Event> = honest();
    for event in &mut events[..9] {
        if let Event::LessonOpened { course, .. }
        | Event::ItemAnswered { course, .. }
        | Event::LessonCompleted { course, .. } = event
        {
            *course = CourseId::new("otra");
        }
    }
    events.push(issues(&credential));
    let texts: Vec<String> = log(1, &events)
        .iter()
        .map(|record| record.text().to_owned())
        .collect();
    let findings = [Finding::Foreign(9)];
    let evidence = file_of(&texts, &credential.folio);
    check(&evidence, false, &findings);
}

#[test]
fn a_constancia_that_says_more_than_was_earned_is_told_and_not_signed() {
    let mut claim = earned(&honest(), "Ana Pérez");
    claim.title = "Doctorado".to_owned();
    claim.minutes = 8000;
    claim.percent = 99;
    let events = [honest(), vec![issues(&claim)]].concat();
    let evidence = of_records(&log(1, &events), &claim);
    let findings = [Statement::Title, Statement::Minutes, Statement::Result];
    check(&evidence, true, &findings.map(Finding::SaysOtherwise));
    judged(&evidence, &[edition()], |review| {
        let request = Request {
            name: claim.name.clone(),
            folio: String::new(),
            now: minute(0),
            issuer: String::new(),
            demonstration: false,
        };
        let signed = review.credential(request).unwrap();
        assert_eq!((signed.minutes, signed.percent), (80, 100));
        assert_eq!(signed.title, "Mujeres y migración");
    });
}
