//! How long the start takes in core: the records of both stores are read, their chains followed, and the progress made of them.
//! `cargo bench --bench start`. A figure, never an assertion.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock, prints, and stops when it cannot go on"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use aula_core::progress::event::Event;
use aula_core::progress::journal::{Found, Input, Journal, update};
use aula_core::progress::mirror::{Head, MIRROR_LIMIT};
use aula_core::progress::record::{Record, Writer};
use aula_core::progress::saving::StoreKind;

#[path = "../tests/school/fixtures.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod fixtures;

/// Records of one page load.
const CHAIN: usize = 50;

fn main() {
    for number in [300, 10_000] {
        let records = records(number);
        let rounds = 100_000 / number;
        let hashing = time(rounds, || {
            for record in &records {
                black_box(record.hash());
            }
        });
        let found = found(&records);
        let start = time(rounds, || {
            let mut journal = Journal::new(Writer::new(0xffff));
            update(&mut journal, Input::Opened(found.clone()));
            black_box(journal.start_report());
        });
        println!("{number} records: {start:.2?}, of which {hashing:.2?} for their hashes");
    }
}

/// Of one round.
fn time(rounds: usize, mut work: impl FnMut()) -> Duration {
    let started = Instant::now();
    for _ in 0..rounds {
        work();
    }
    started.elapsed() / u32::try_from(rounds).unwrap()
}

fn records(number: usize) -> Vec<Record> {
    let events: Vec<Event> = (0..CHAIN)
        .map(|at| fixtures::answered(&format!("l{}", at % 8)))
        .collect();
    let chains = (1..).flat_map(|writer| fixtures::chain(writer, &events));
    chains.take(number).collect()
}

fn found(records: &[Record]) -> Found {
    let texts = |records: &[Record]| records.iter().map(|each| each.text().to_owned()).collect();
    let recent = records.len().saturating_sub(MIRROR_LIMIT);
    let head = |chain: &[Record]| {
        let last = chain.last().unwrap();
        Head {
            writer: last.key().writer,
            seq: last.key().seq,
            hash: last.hash(),
        }
    };
    Found {
        stored: texts(records),
        aside: vec![],
        mirrored: texts(&records[recent..]),
        heads: records.chunks(CHAIN).map(head).collect(),
        store: StoreKind::Durable,
    }
}
