//! Rows of the fault matrix whose point is the logic, not the browser.

use aula_core::id::{CourseId, LessonId};
use aula_core::progress::event::Event;
use aula_core::progress::journal::{Effect, Found, Input, Journal, update};
use aula_core::progress::record::{Envelope, Record, RecordKey, Writer};
use aula_core::progress::saving::StoreKind;
use aula_core::time::Timestamp;

/// A number without pattern for each seed (splitmix64).
fn random(seed: u64) -> u64 {
    let mixed = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

fn records(number: u64) -> Vec<String> {
    let mut previous = String::new();
    let record = |seq: u64| {
        let envelope = Envelope {
            key: RecordKey {
                writer: Writer::new(0xa1),
                seq,
            },
            lamport: seq,
            previous: previous.clone(),
            at: Timestamp {
                utc_ms: 1_795_543_200_000,
                offset_minutes: -360,
            },
        };
        let event = Event::LessonOpened {
            course: CourseId::new("c"),
            lesson: LessonId::new(format!("l{seq}")),
        };
        let record = Record::seal(envelope, event);
        previous = record.hash();
        record.text().to_owned()
    };
    (1..=number).map(record).collect()
}

/// A text damaged in one of the ways in which texts are: cut, with other bytes, nested without end, or something else altogether.
fn damaged(text: &str, seed: u64) -> String {
    let at = random(seed) as usize % text.len();
    match seed % 5 {
        0 => text[..at].to_owned(),
        1 => format!("{}\u{1}{}", &text[..at], &text[at + 1..]),
        2 => "[".repeat(at),
        3 => format!("{text}{text}"),
        _ => (0..at as u64)
            .filter_map(|place| char::from_u32(random(seed + place) as u32 % 0x11_0000))
            .collect(),
    }
}

#[test]
fn row_16_one_text_in_ten_is_garbage_and_the_others_count() {
    garbage(10_000);
}

#[test]
#[ignore = "takes a minute: a hundred thousand texts"]
fn row_16_a_hundred_thousand_texts_of_which_one_in_ten_is_garbage() {
    garbage(100_000);
}

fn garbage(number: u64) {
    let good = records(number);
    let is_good = |at: usize| !(at as u64).is_multiple_of(10);
    let mut stored = good.clone();
    for at in (0..stored.len()).filter(|at| !is_good(*at)) {
        stored[at] = damaged(&good[at], at as u64 / 10);
    }
    let changed: Vec<&String> = (0..stored.len())
        .filter(|at| stored[*at] != good[*at])
        .map(|at| &stored[at])
        .collect();
    let mut journal = Journal::new(Writer::new(0xb2));
    let found = Found {
        stored: stored.clone(),
        aside: vec![],
        mirrored: vec![],
        heads: vec![],
        store: StoreKind::Durable,
    };
    let effects = update(&mut journal, Input::Opened(found));
    let held: std::collections::HashSet<&str> = journal.log().map(Record::text).collect();
    for (at, text) in good.iter().enumerate() {
        assert!(!is_good(at) || held.contains(text.as_str()), "{text}");
    }
    // What is no record is kept as it is, and nothing is rewritten.
    let kept: std::collections::HashSet<&str> = journal.unreadable().collect();
    for text in changed {
        assert!(kept.contains(text.as_str()), "{text:?}");
    }
    assert!(kept.len() as u64 > number / 20);
    let writes = |effect: &Effect| matches!(effect, Effect::Write(_) | Effect::EraseAll);
    assert!(!effects.iter().any(writes));
}
