//! An expediente that somebody sends to the coordinator: read, re-graded against a published version, and written again as it was.
#![no_main]

use std::sync::LazyLock;

use aula_core::evidence::{Edition, Evidence, Known, review};
use aula_core::time::Timestamp;
use libfuzzer_sys::fuzz_target;

const NOW: Timestamp = Timestamp {
    utc_ms: 1_795_543_600_000,
    offset_minutes: -360,
};
const PUBLISHED: &str = include_str!("../../tests/courses/_golden/publicada-1.json");

/// Of the course that the expedientes of the suites are about.
static EDITIONS: LazyLock<Vec<Edition>> = LazyLock::new(|| {
    let json = PUBLISHED.replacen("\"puerta\"", "\"c\"", 1);
    vec![Edition::published(&json).expect("a golden file")]
});

fuzz_target!(|file: &str| {
    let Ok(evidence) = Evidence::read(file) else {
        return;
    };
    let _ = (evidence.names(), evidence.left_out());
    let _ = review(&evidence, &EDITIONS, &Known::default(), NOW);
    let mut known = Known::default();
    known.add(&evidence);
    let _ = review(&evidence, &EDITIONS, &known, NOW);
    let again = Evidence::read(&evidence.to_json()).expect("what we write can be read");
    assert_eq!(again.records(), evidence.records());
});
