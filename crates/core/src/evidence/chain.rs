//! The chains of an expediente: what is missing in them, and what does not fit.

use std::collections::BTreeMap;

use crate::progress::event::Event;
use crate::progress::record::{Record, Recorded, Writer};

/// A device's clock may be corrected by this much without a word.
const CLOCK_SLACK_MS: u64 = 2 * 60_000;

/// What the chains of some records tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Chains {
    /// Records that do not continue the one before: another hash, or an order that goes backwards.
    pub(super) broken: usize,
    /// Records that must have existed and are not here.
    pub(super) left_out: usize,
    /// Those of them that lie between the beginning and the end of an attempt.
    pub(super) left_out_in_attempts: usize,
    /// How often the clock went back.
    pub(super) clock_set_back: usize,
}

/// Follows every chain.
pub(super) fn check(records: &[Record]) -> Chains {
    let mut by_writer: BTreeMap<Writer, Vec<&Record>> = BTreeMap::new();
    for record in records {
        let chain = by_writer.entry(record.key().writer).or_default();
        chain.push(record);
    }
    let mut chains = Chains::default();
    for mut chain in by_writer.into_values() {
        chain.sort_by_key(|record| record.key().seq);
        follow(&chain, &mut chains);
    }
    chains
}

fn follow(chain: &[&Record], chains: &mut Chains) {
    let mut in_attempt = false;
    let mut before: Option<&Record> = None;
    for record in chain {
        let last = before.map_or(0, |before| before.key().seq);
        let gap = usize::try_from(record.key().seq - last - 1).unwrap_or(usize::MAX);
        chains.left_out = chains.left_out.saturating_add(gap);
        if in_attempt {
            chains.left_out_in_attempts = chains.left_out_in_attempts.saturating_add(gap);
        }
        chains.broken += usize::from(!continues(record, before, gap));
        if let Some(before) = before
            && before.envelope().at.ms_since(record.envelope().at) > CLOCK_SLACK_MS
        {
            chains.clock_set_back += 1;
        }
        match record.event() {
            Recorded::Known(Event::AttemptStarted { .. }) => in_attempt = true,
            Recorded::Known(Event::AttemptFinished { .. }) => in_attempt = false,
            Recorded::Known(_) | Recorded::Unknown(_) => {}
        }
        before = Some(record);
    }
}

/// Whether a record can follow `before`, with so many left out in between.
fn continues(record: &Record, before: Option<&Record>, gap: usize) -> bool {
    let (previous, lamport) = (&record.envelope().previous, record.envelope().lamport);
    let grows = before.is_none_or(|before| before.envelope().lamport < lamport);
    grows
        && match (before, gap) {
            (None, 0) => previous.is_empty(),
            (Some(before), 0) => *previous == before.hash(),
            // Behind a gap stands the hash of a record that is not here.
            (_, _) => !previous.is_empty(),
        }
}
