//! How long a coordinator waits: a thousand expedientes of three hundred events, read, compared and re-graded.
//! `cargo bench --bench evidence`. A figure, never an assertion.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock, prints, and stops when it cannot go on"
)]

use std::time::Instant;

use aula_core::assessment::draw;
use aula_core::course::{Lesson, Part};
use aula_core::credential::{Credential, LearnerName};
use aula_core::evidence::{CourseMark, Edition, Evidence, Known, review};
use aula_core::id::{Id, LessonId};
use aula_core::item::Item;
use aula_core::progress::event::Event;
use aula_core::progress::record::{Envelope, Record, RecordKey, Writer};
use aula_core::time::Timestamp;

#[path = "../tests/school/fixtures.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod fixtures;

const FILES: u64 = 1_000;
/// Six events each, and fourteen of the evaluation and its constancia: 301.
const LESSONS: u64 = 48;
/// That of the fixtures' answers.
const DIGEST: &str = "0123456789abcdef";

fn main() {
    let editions = [edition()];
    let files: Vec<String> = (1..=FILES)
        .map(|writer| file(writer, &editions[0]))
        .collect();
    let bytes: usize = files.iter().map(String::len).sum();

    let started = Instant::now();
    let read: Vec<Evidence> = files
        .iter()
        .map(|file| Evidence::read(file).unwrap())
        .collect();
    let reading = started.elapsed();
    let started = Instant::now();
    let mut known = Known::default();
    for evidence in &read {
        known.add(evidence);
    }
    let findings: usize = read
        .iter()
        .map(|evidence| review(evidence, &editions, &known, at(0)).findings.len())
        .sum();
    let reviewing = started.elapsed();
    println!(
        "{FILES} expedientes of {} events, {} MB: read in {reading:.1?}, reviewed in {reviewing:.1?} ({findings} findings)",
        read[0].records().len(),
        bytes / 1_000_000
    );
}

/// Forty-eight lessons of five items, as the fixtures' answers name them, and a pool to draw ten from.
fn edition() -> Edition {
    let mut course = fixtures::course();
    let of_lesson = |number: u64| Lesson {
        id: LessonId::new(format!("l{number}")),
        title: String::new(),
        objectives: vec![],
        parts: (1..=5)
            .map(|item| Part::Item(known(&format!("l{number}-{item}"), "o1")))
            .collect(),
    };
    course.modules[0].lessons = (1..=LESSONS).map(of_lesson).collect();
    course.assessment.strata = [("o1", 5), ("o2", 5)]
        .map(|(id, number)| (Id::new(id), number))
        .into();
    let mut pool = fixtures::pool(40);
    for item in &mut pool.items {
        item.digest = DIGEST.to_owned();
    }
    Edition::draft(&course, &pool, &[])
}

fn known(id: &str, objective: &str) -> Item {
    Item {
        digest: DIGEST.to_owned(),
        ..fixtures::item(id, objective)
    }
}

fn at(seconds: i64) -> Timestamp {
    Timestamp {
        utc_ms: 1_795_543_200_000 + seconds * 1_000,
        offset_minutes: -360,
    }
}

fn file(writer: u64, edition: &Edition) -> String {
    let credential = Credential {
        folio: format!("{writer:08x}-5b6e-4f70-8a91-0b2c3d4e5f60"),
        name: LearnerName::new(&format!("Persona número {writer}")).unwrap(),
        ..fixtures::credential()
    };
    let mut events = vec![];
    for lesson in 1..=LESSONS {
        let lesson = format!("l{lesson}");
        for item in 1..=5 {
            let mut answered = fixtures::answered(&lesson);
            if let Event::ItemAnswered { item: id, .. } = &mut answered {
                *id = Id::new(format!("{lesson}-{item}"));
            }
            events.push(answered);
        }
        events.push(fixtures::completed(&lesson));
    }
    let drawn = draw(
        &edition.course.assessment,
        &edition.pool,
        writer,
        &Default::default(),
    );
    let names: Vec<&str> = drawn.iter().map(Id::as_str).collect();
    let mut started = fixtures::started("t", &names.join(" "));
    if let Event::AttemptStarted { seed, .. } = &mut started {
        *seed = writer;
    }
    events.push(started);
    events.extend(
        names
            .iter()
            .map(|item| fixtures::attempt_answered("t", item, "sí")),
    );
    events.push(fixtures::finished("t", 2, 2));
    let issued = Event::CredentialIssued {
        credential: Box::new(credential.clone()),
    };
    let mut records: Vec<Record> = vec![];
    for (event, seq) in events.into_iter().chain([issued]).zip(1..) {
        let envelope = Envelope {
            key: RecordKey {
                writer: Writer::new(writer),
                seq,
            },
            lamport: seq,
            previous: records.last().map_or(String::new(), Record::hash),
            at: at(seq as i64 * 40),
        };
        records.push(Record::seal(envelope, event));
    }
    let mark = CourseMark {
        version: "1.0.0".to_owned(),
        digest: edition.digest.clone(),
    };
    Evidence::collect(records.iter(), &credential, mark, at(20_000)).to_json()
}
