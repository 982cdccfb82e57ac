//! Progress that would take long to click together, as the file of a person who brings it from another computer.

use crate::course::{best_way, course, lessons, pool, right_response};
use aula_core::assessment::{draw, finish};
use aula_core::case::Decision;
use aula_core::course::Lesson;
use aula_core::id::AttemptId;
use aula_core::item::{Item, Response};
use aula_core::progress::Progress;
use aula_core::progress::event::Event;
use aula_core::progress::record::{Envelope, Record, RecordKey, Writer};
use aula_core::time::Timestamp;
use serde_json::json;
use std::path::{Path, PathBuf};

/// 24 November 2026, 23:50 in the centre of Mexico, which is the day after in Greenwich and an hour earlier in Tijuana.
const LATE: Timestamp = Timestamp {
    utc_ms: 1_795_585_800_000,
    offset_minutes: -360,
};

/// A chain of records that one page has written, a millisecond after the other.
fn chain(writer: u64, events: &[Event]) -> Vec<Record> {
    let mut records: Vec<Record> = vec![];
    for (seq, event) in (1..).zip(events) {
        let envelope = Envelope {
            key: RecordKey {
                writer: Writer::new(writer),
                seq,
            },
            lamport: seq,
            previous: records.last().map_or_else(String::new, Record::hash),
            at: Timestamp {
                utc_ms: LATE.utc_ms + seq as i64,
                ..LATE
            },
        };
        records.push(Record::seal(envelope, event.clone()));
    }
    records
}

/// The file of somebody to whom this happened.
pub fn file_of(events: &[Event], folder: &Path) -> PathBuf {
    let records = chain(0xA1, events);
    let texts: Vec<&str> = records.iter().map(Record::text).collect();
    let file = folder.join("avance-aula.json");
    let content =
        json!({"formato": "aula-avance", "version": 1, "registros": texts, "ilegibles": []});
    std::fs::write(&file, content.to_string()).unwrap();
    file
}

/// The first lesson was opened so many times.
pub fn many(times: usize) -> Vec<Event> {
    vec![opened(lessons()[0]); times]
}

/// Every lesson is finished and the evaluation is passed; no constancia yet.
pub fn eligible() -> Vec<Event> {
    let mut events = vec![];
    for lesson in lessons() {
        events.push(opened(lesson));
        events.extend(lesson.items().map(|item| answered(lesson, item)));
        events.push(Event::LessonCompleted {
            course: course().id.clone(),
            lesson: lesson.id.clone(),
        });
    }
    let attempt = AttemptId::new("8c1f7f0e-5f0a-4c57-9d3e-0c9a3a3b1a11");
    let items = draw(&course().assessment, pool(), 7, &Default::default());
    events.push(Event::AttemptStarted {
        course: course().id.clone(),
        attempt: attempt.clone(),
        version: course().version.clone(),
        seed: 7,
        items: items.clone(),
        recertifies: false,
    });
    for id in items {
        let item = pool().items.iter().find(|item| item.id == id).unwrap();
        events.push(Event::AttemptAnswered {
            attempt: attempt.clone(),
            item: id,
            digest: item.digest.clone(),
            response: right_response(item),
        });
    }
    let progress = Progress::replay(chain(0xA1, &events).iter());
    let open = progress
        .courses
        .get(&course().id)
        .and_then(|course| course.open_attempt())
        .unwrap();
    events.push(finish(course(), pool(), open));
    events
}

/// Every question of a lesson is answered, and nobody has said that it is finished: two devices have answered half of it each, or the page
/// was killed in between.
pub fn all_answered(lesson: &Lesson) -> Vec<Event> {
    let answers = lesson.items().map(|item| answered(lesson, item));
    std::iter::once(opened(lesson)).chain(answers).collect()
}

/// Another person has answered the first item.
pub fn of_another() -> Vec<Event> {
    let lesson = lessons()[0];
    let item = lesson.items().next().unwrap();
    vec![opened(lesson), answered(lesson, item)]
}

fn opened(lesson: &Lesson) -> Event {
    Event::LessonOpened {
        course: course().id.clone(),
        lesson: lesson.id.clone(),
    }
}

fn answered(lesson: &Lesson, item: &Item) -> Event {
    let response: Response = right_response(item);
    Event::ItemAnswered {
        course: course().id.clone(),
        lesson: lesson.id.clone(),
        item: item.id.clone(),
        digest: item.digest.clone(),
        outcome: item.grade(&response),
        response,
        certainty: None,
        review: None,
    }
}

/// Two megabytes a person for a hundred hours.
#[test]
fn the_record_of_a_whole_course_is_within_its_budget() {
    let mut events = eligible();
    for lesson in lessons() {
        let Some(case) = lesson.case() else { continue };
        let (way, _) = best_way(lesson).unwrap();
        for (scene, decision) in way {
            let scene = case.scenes.iter().find(|each| each.title == scene);
            events.push(Event::CaseDecided {
                course: course().id.clone(),
                lesson: lesson.id.clone(),
                scene: scene.unwrap().id.clone(),
                decision: Decision::id_of(&decision),
            });
        }
    }
    let records = chain(0xA1, &events);
    let bytes: usize = records.iter().map(|record| record.text().len()).sum();
    let budget = 2_000_000 * course().minutes as usize / (100 * 60);
    eprintln!("{} records, {bytes} bytes of {budget}", records.len());
    assert!(bytes <= budget);
}
