//! Re-grading: what an honest expediente gives, and what each forgery shows.

use aula_core::assessment::{corrections, draw, finish, seen};
use aula_core::case::{Case, Decision, Onward, Scene};
use aula_core::course::{Course, Files, Part, parse};
use aula_core::credential::{Credential, LearnerName, Request, issue};
use aula_core::evidence::{CourseMark, Edition, Evidence, Finding, Known, Review, review};
use aula_core::id::{CourseId, ItemId, LessonId, SceneId};
use aula_core::item::{Response, Verdict};
use aula_core::progress::event::{Certainty, Event};
use aula_core::progress::record::{Envelope, Record, RecordKey, Writer};
use aula_core::seeded::Seeded;
use aula_core::site::Site;

use crate::fixtures::*;

/// The seed of an attempt that is named so.
fn seed(attempt: &str) -> u64 {
    Seeded::of(attempt).next_number()
}

/// A site without settings, which is a demonstration.
fn site() -> Site {
    parse(&Files::default()).site
}

/// The course as published, its items with the digest that the fixtures' answers have.
pub fn edition() -> Edition {
    let mut course = course();
    let mut pool = pool(4);
    let mut pretest = vec![item("l3-antes", "o2")];
    let lessons = course.modules.iter_mut().flat_map(|each| &mut each.lessons);
    let parts = lessons.flat_map(|lesson| &mut lesson.parts);
    let of_lessons = parts.filter_map(|part| match part {
        Part::Item(item) => Some(item),
        Part::Prose(_) | Part::Case(_) => None,
    });
    for item in of_lessons.chain(&mut pool.items).chain(&mut pretest) {
        item.digest = "0123456789abcdef".to_owned();
    }
    Edition {
        draft: false,
        ..Edition::draft(&course, &pool, &pretest)
    }
}

/// An attempt as the app makes it after these events: drawn, answered so, handed in and graded.
pub fn attempt(so_far: &[Event], name: &str, words: &str) -> Vec<Event> {
    let edition = edition();
    let seen = seen(&course_progress(so_far));
    let items = draw(&edition.course.assessment, &edition.pool, seed(name), &seen);
    let names: Vec<&str> = items.iter().map(ItemId::as_str).collect();
    let mut events = vec![started(name, &names.join(" "))];
    if let Some(Event::AttemptStarted { seed: of_event, .. }) = events.last_mut() {
        *of_event = seed(name);
    }
    events.extend(names.iter().map(|item| attempt_answered(name, item, words)));
    let all = [so_far, &events].concat();
    let progress = course_progress(&all);
    let begun = progress.open_attempt().unwrap();
    events.push(finish(&edition.course, &edition.pool, begun));
    events
}

/// Three lessons, and an attempt in which everything is right.
pub fn honest() -> Vec<Event> {
    let mut events = vec![];
    for lesson in ["l1", "l2", "l3"] {
        events.extend([opened(lesson), answered(lesson), completed(lesson)]);
    }
    let passed = attempt(&events, "t1", "sí");
    [events, passed].concat()
}

/// The records of these events, three minutes apart.
pub fn log(writer: u64, events: &[Event]) -> Vec<Record> {
    let mut records: Vec<Record> = vec![];
    for (event, seq) in events.iter().zip(1..) {
        let envelope = Envelope {
            key: RecordKey {
                writer: Writer::new(writer),
                seq,
            },
            lamport: seq,
            previous: records.last().map_or(String::new(), Record::hash),
            at: minute(3 * seq as i64),
        };
        let event = naming(event.clone(), &records);
        records.push(Record::seal(envelope, event));
    }
    records
}

/// The constancia that the app issues after these events.
pub fn earned(events: &[Event], name: &str) -> Credential {
    let records = log(1, events);
    let progress = aula_core::progress::Progress::replay(records.iter());
    let of_course = progress.courses.get(&CourseId::new("c")).unwrap();
    let request = Request {
        name: LearnerName::new(name).unwrap(),
        folio: format!("folio de {name}"),
        now: minute(600),
        issuer: "Ayuntamiento de Ejemplo".to_owned(),
        demonstration: false,
    };
    issue(&edition().course, of_course, request).unwrap()
}

pub fn issues(credential: &Credential) -> Event {
    Event::CredentialIssued {
        credential: Box::new(credential.clone()),
    }
}

fn mark() -> CourseMark {
    CourseMark {
        version: "1.0.0".to_owned(),
        digest: edition().digest,
    }
}

/// The file that the app makes of these events when it has issued the constancia that they earn.
pub fn handed_in(events: &[Event], name: &str, writer: u64) -> Evidence {
    let credential = earned(events, name);
    let events = [events, &[issues(&credential)]].concat();
    of_records(&log(writer, &events), &credential)
}

pub fn of_records(records: &[Record], credential: &Credential) -> Evidence {
    let evidence = Evidence::collect(records.iter(), credential, mark(), minute(700));
    // What a coordinator has is what was read from the file.
    let read = Evidence::read(&evidence.to_json()).unwrap();
    assert_eq!(read, evidence);
    read
}

/// Texts put into a file by hand.
pub fn file_of(texts: &[String], folio: &str) -> Evidence {
    let mark = mark();
    let file = serde_json::json!({
        "formato": "aula-expediente", "version": 1, "folio": folio,
        "capacitacion": {"version": mark.version, "huella": mark.digest},
        "hecho": minute(700), "registros": texts,
    });
    Evidence::read(&file.to_string()).unwrap()
}

pub fn judged(evidence: &Evidence, editions: &[Edition], look: impl FnOnce(Review)) {
    look(review(evidence, editions, &Known::default(), minute(800)));
}

/// What is said of an expediente, and whether the requirements are met.
#[track_caller]
pub fn check(evidence: &Evidence, met: bool, findings: &[Finding]) {
    judged(evidence, &[edition()], |review| {
        assert_eq!(review.findings, findings);
        assert_eq!(review.is_met(), met);
    });
}

#[test]
fn an_honest_expediente_has_no_finding_and_gives_the_same_constancia() {
    let evidence = handed_in(&honest(), "Ana Pérez", 1);
    check(&evidence, true, &[]);
    assert_eq!(evidence.names(), ["Ana Pérez"]);
    let editions = [edition()];
    let review = review(&evidence, &editions, &Known::default(), minute(800));
    let own = evidence.credential();
    let request = Request {
        name: own.name.clone(),
        folio: own.folio.clone(),
        now: own.issued_at,
        issuer: own.issuer.clone(),
        demonstration: false,
    };
    assert_eq!(review.credential(request).as_ref(), Some(own));
    assert_eq!(review.attempts.len(), 1);
    let all: u32 = review
        .by_objective()
        .iter()
        .map(|(_, score)| score.raw)
        .sum();
    assert_eq!(all, 3);
}

#[test]
fn time_is_measured_by_place_and_a_pause_counts_ten_minutes() {
    let credential = earned(&honest(), "Ana Pérez");
    let mut records = log(1, &[honest(), vec![issues(&credential)]].concat());
    let spent = of_records(&records, &credential).spent();
    let lessons: Vec<u64> = spent.lessons.values().map(|ms| ms / 60_000).collect();
    assert_eq!(lessons, [9, 9, 9]);
    assert_eq!((spent.pretest, spent.assessment / 60_000), (0, 12));
    assert_eq!(spent.minutes(), 39);

    // Away for a weekend after opening the first lesson.
    let envelope = Envelope {
        at: minute(-4000),
        ..records[0].envelope().clone()
    };
    records[0] = Record::seal(envelope, opened("l1"));
    let spent = of_records(&records, &credential).spent();
    assert_eq!(spent.lessons[&LessonId::new("l1")] / 60_000, 16);
}

#[test]
fn what_is_not_of_the_course_stays_at_home() {
    let other = Event::LessonOpened {
        course: CourseId::new("otra"),
        lesson: LessonId::new("l1"),
    };
    let secret = Response::Extended("lo que yo pienso".to_owned());
    let mut written = answered("l1");
    if let Event::ItemAnswered { response, .. } = &mut written {
        *response = secret;
    }
    let named = Event::ProfileNamed {
        alias: "Lupita".to_owned(),
    };
    let of_other_attempt = attempt_answered("otro-intento", "a1", "sí");
    let credential = earned(&honest(), "Ana Pérez");
    let mut events = honest();
    events.push(issues(&credential));
    for foreign in [other, written, named, of_other_attempt] {
        events.insert(3, foreign);
    }
    let evidence = of_records(&log(1, &events), &credential);
    let file = evidence.to_json();
    for left_out in ["otra", "lo que yo pienso", "Lupita", "otro-intento"] {
        assert!(!file.contains(left_out), "{left_out}");
    }
    assert_eq!(evidence.left_out(), 4);
    check(&evidence, true, &[Finding::LeftOut(4)]);
}

#[test]
fn which_text_it_was_is_told() {
    let evidence = handed_in(&honest(), "Ana Pérez", 1);
    let says = |editions: &[Edition]| {
        let review = review(&evidence, editions, &Known::default(), minute(800));
        (review.is_met(), review.findings.clone())
    };
    let version = || "1.0.0".to_owned();
    assert_eq!(says(&[]), (false, vec![Finding::NotPublished(version())]));
    let draft = Edition {
        draft: true,
        ..edition()
    };
    assert_eq!(says(&[draft]), (true, vec![Finding::Draft(version())]));
    let mut site = site();
    for demonstration in [true, false] {
        site.demonstration = demonstration;
        assert_eq!(Finding::Draft(version()).is_usual(&site), demonstration);
        assert!(!Finding::NotPublished(version()).is_usual(&site));
    }
    let other_text = Edition {
        digest: "0".repeat(64),
        ..edition()
    };
    assert_eq!(
        says(&[other_text]),
        (true, vec![Finding::OtherText(version())])
    );
    let mut other_words = edition();
    for item in &mut other_words.pool.items {
        item.digest = "fedcba9876543210".to_owned();
    }
    assert_eq!(says(&[other_words]), (true, vec![Finding::OtherWords(3)]));
}

#[test]
fn an_attempt_made_with_an_earlier_version_is_graded_against_that() {
    let mut later: Edition = edition();
    later.course.version = "1.1.0".to_owned();
    later.pool.items.clear();
    let mut claim = earned(&honest(), "Ana Pérez");
    claim.version = "1.1.0".to_owned();
    let events = [honest(), vec![issues(&claim)]].concat();
    let evidence = of_records(&log(1, &events), &claim);
    let earlier = Finding::OtherVersion("1.0.0".to_owned());
    judged(&evidence, &[later.clone(), edition()], |review| {
        assert_eq!(review.findings, std::slice::from_ref(&earlier));
        assert!(review.is_met());
    });
    judged(&evidence, &[later], |review| {
        let gone = Finding::NotPublished("1.0.0".to_owned());
        let words = Finding::OtherWords(3);
        assert_eq!(review.findings, [earlier, gone, words]);
        assert!(!review.is_met());
    });
}

#[test]
fn a_lesson_done_with_an_earlier_version_counts() {
    // Another question takes the place of the one that was answered; the app keeps what was finished.
    let mut later: Edition = edition();
    later.course.version = "1.1.0".to_owned();
    let lesson = &mut later.course.modules[0].lessons[0];
    for part in &mut lesson.parts {
        if let Part::Item(item) = part {
            item.id = ItemId::new("otra");
        }
    }
    let mut claim = earned(&honest(), "Ana Pérez");
    claim.version = "1.1.0".to_owned();
    let mut events = honest();
    for event in &mut events {
        if let Event::AttemptStarted { version, .. } = event {
            "1.1.0".clone_into(version);
        }
    }
    let evidence = of_records(&log(1, &[events, vec![issues(&claim)]].concat()), &claim);
    judged(&evidence, &[later.clone(), edition()], |review| {
        assert_eq!(review.findings, []);
        assert!(review.is_met());
    });
    judged(&evidence, &[later], |review| assert!(!review.is_met()));
}

#[test]
fn a_constancia_of_a_version_before_the_attempt_is_a_reason_to_look() {
    // Only the last record says 0.9.0: it would choose how long the constancia counts.
    let mut before: Edition = edition();
    before.course.version = "0.9.0".to_owned();
    let mut claim = earned(&honest(), "Ana Pérez");
    claim.version = "0.9.0".to_owned();
    let events = [honest(), vec![issues(&claim)]].concat();
    let evidence = of_records(&log(1, &events), &claim);
    judged(&evidence, &[before, edition()], |review| {
        assert_eq!(review.findings, [Finding::LaterVersion("1.0.0".to_owned())]);
        assert!(!review.findings[0].is_usual(&site()));
    });
}

#[test]
fn a_lesson_is_skipped_only_by_who_has_shown_mastery() {
    let skipping = |pretest: Option<Event>| {
        let mut events = honest()[..6].to_vec();
        events.extend(pretest);
        events.extend([opened("l3"), skipped("l3")]);
        let passed = attempt(&events, "t1", "sí");
        handed_in(&[events, passed].concat(), "Ana Pérez", 1)
    };
    let mastered = pretested("l3", Verdict::Correct, Certainty::High);
    check(&skipping(Some(mastered.clone())), true, &[]);
    let unsustained = Finding::Unsustained(LessonId::new("l3"));
    check(&skipping(None), false, std::slice::from_ref(&unsustained));
    // The wrong answer, called right.
    let mut forged = mastered;
    if let Event::PretestAnswered { response, .. } = &mut forged {
        *response = says("no");
    }
    let findings = [unsustained, Finding::PracticeOtherwise(1)];
    check(&skipping(Some(forged)), false, &findings);
}

#[test]
fn a_case_has_ended_only_by_a_road_that_leads_there() {
    let scene = |id: &str, onward| Scene {
        id: SceneId::new(id),
        title: String::new(),
        prose: vec![],
        onward,
    };
    let open = Decision {
        id: Decision::id_of("abre"),
        words: "abre".to_owned(),
        adequate: true,
        changes: vec![],
        condition: None,
        consequence: vec![],
        target: SceneId::new("fin"),
    };
    let case = Case {
        scenes: vec![
            scene("puerta", Onward::Decisions(vec![open])),
            scene("fin", Onward::End { value: 100 }),
        ],
        ..Case::default()
    };
    let mut edition = edition();
    edition.course.modules[0].lessons[2].parts = vec![Part::Case(case)];
    let with_road = |road: Option<Event>| {
        let mut events = honest()[..6].to_vec();
        events.push(opened("l3"));
        events.extend(road);
        events.extend([ended("l3", "fin"), completed("l3")]);
        let passed = attempt(&events, "t1", "sí");
        handed_in(&[events, passed].concat(), "Ana Pérez", 1)
    };
    let unsustained = vec![Finding::Unsustained(LessonId::new("l3"))];
    for (road, met, findings) in [
        (Some(decided("l3", "puerta", "abre")), true, vec![]),
        (
            Some(decided("l3", "puerta", "cierra")),
            false,
            unsustained.clone(),
        ),
        (None, false, unsustained),
    ] {
        judged(&with_road(road), &[edition.clone()], |review| {
            assert_eq!(review.findings, findings);
            assert_eq!(review.is_met(), met);
        });
    }
}

/// The records of these events by a writer that has seen those before, three minutes apart.
fn follow(before: &[Record], writer: u64, events: &[Event]) -> Vec<Record> {
    let mut records: Vec<Record> = vec![];
    for (event, seq) in events.iter().zip(1..) {
        let lamport = before.last().map_or(0, |record| record.envelope().lamport) + seq;
        let envelope = Envelope {
            key: RecordKey {
                writer: Writer::new(writer),
                seq,
            },
            lamport,
            previous: records.last().map_or(String::new(), Record::hash),
            at: minute(3 * lamport as i64),
        };
        let known = [before, &records].concat();
        records.push(Record::seal(envelope, naming(event.clone(), &known)));
    }
    records
}

#[test]
fn an_attempt_handed_in_on_two_devices_counts_as_the_app_counts_it_and_is_told() {
    let before = honest()[..9].to_vec();
    let [passes, fails] = ["sí", "no"].map(|words| attempt(&before, "t1", words));
    let claim = earned(&honest(), "Ana Pérez");
    let shared = log(1, &[&before[..], &passes[..1]].concat());
    // The second device had its page loaded again after the first answer, or not; and either of the two passes.
    let second = |events: &[Event], loads: usize| {
        let (first, rest) = events.split_at(loads - 1);
        let seen = [shared.clone(), follow(&shared, 3, first)].concat();
        [&seen[..], &follow(&seen, 2, rest)].concat()
    };
    for loads in [1, 2] {
        for passes_there in [true, false] {
            let (mut here, mut there) = (fails[1..].to_vec(), passes[1..].to_vec());
            if !passes_there {
                (here, there) = (there, here);
            }
            let issuing = if passes_there { &mut there } else { &mut here };
            issuing.push(issues(&claim));
            let here = [shared.clone(), follow(&shared, 4, &here)].concat();
            let there = second(&there, loads);
            let passed = if passes_there { &there } else { &here };
            check(&of_records(passed, &claim), true, &[]);
            let mut joined = [&here[..], &there[shared.len()..]].concat();
            joined.sort_by_key(|record| (record.envelope().lamport, record.key()));
            let evidence = of_records(&joined, &claim);
            check(&evidence, true, &[Finding::HandedInTwice]);
            assert!(!Finding::HandedInTwice.is_usual(&site()));
        }
    }
}

#[test]
fn answers_of_two_devices_do_not_add_up_to_a_result() {
    let before = honest()[..9].to_vec();
    let mut whole = attempt(&before, "t1", "sí");
    let shared = log(1, &[&before[..], &whole[..1]].concat());
    // Here only the first of three is right, there all others are.
    let item = whole.remove(1);
    let all = edition();
    let failed = |answers: &[Event]| {
        let events = [&before[..], &attempt(&before, "t1", "sí")[..1], answers].concat();
        let progress = course_progress(&events);
        finish(&all.course, &all.pool, progress.open_attempt().unwrap())
    };
    let here = vec![item];
    let there = whole[1..3].to_vec();
    let here = [&here[..], &[failed(&here)]].concat();
    let there = [&there[..], &[failed(&there)]].concat();
    let mut joined = [
        &shared[..],
        &follow(&shared, 4, &here),
        &follow(&shared, 2, &there),
    ]
    .concat();
    joined.sort_by_key(|record| (record.envelope().lamport, record.key()));
    let progress = aula_core::progress::Progress::replay(joined.iter());
    let progress = &progress.courses[&CourseId::new("c")];
    assert!(!progress.passed());
    assert_eq!(corrections(&all.course, &all.pool, progress), []);
}

#[test]
fn an_edition_is_named_after_the_file_that_was_published() {
    let course: Course = course();
    let json = aula_core::course::published_json(&course, &pool(4), &[]);
    let published = Edition::published(&json).unwrap();
    let draft = Edition::draft(&course, &pool(4), &[]);
    assert_eq!(published.digest, draft.digest);
    assert_eq!((published.draft, draft.draft), (false, true));
    assert!(Edition::published("{}").is_err());
}
