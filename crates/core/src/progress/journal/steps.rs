//! One function for each input of the journal.

use super::witness::{lost, mirror, repair_mirror};
use super::{Aside, Effect, Found, Journal, StartReport};
use crate::progress::Progress;
use crate::progress::event::Event;
use crate::progress::log::{Admission, Rank};
use crate::progress::mirror::Mirror;
use crate::progress::record::{Envelope, Record, RecordKey, Writer, hash};
use crate::progress::saving::{Cause, Deliveries, StoreKind};
use crate::time::Timestamp;

/// What tabs tell each other when everything was erased. Everything else they say is records, one a line.
const ERASED: &str = "erased";

pub(super) fn opened(journal: &mut Journal, found: Found) -> Vec<Effect> {
    let stored = admit(journal, &found.stored);
    let mirrored = admit(journal, &found.mirrored);
    journal.mirror = Mirror::found(mirrored.held, found.heads);
    journal.store = Some(found.store);
    journal.progress = Progress::replay(journal.log.records());
    let unsaved: Vec<Rank> = journal
        .log
        .ranks()
        .filter(|rank| stored.held.binary_search(rank).is_err())
        .collect();
    journal.unsaved = Deliveries::default();
    journal.unsaved.add(&unsaved);
    // Without the durable store there is nothing to compare with: what is in it is out of reach, not lost.
    let durable = journal.is_durable();
    journal.start = StartReport {
        records: journal.log.len(),
        recovered: if durable { mirrored.new.len() } else { 0 },
        lost: if durable { lost(journal) } else { 0 },
        unreadable: journal.log.unreadable().len(),
    };
    let mut writes = write(journal);
    let mut aside = mirrored.aside;
    aside.retain(|text| !stored.aside.contains(text));
    if !writes.is_empty() {
        // What is written may come to stand where the store has a damaged text.
        aside.extend(stored.aside);
    }
    let mut effects = set_aside(journal, aside);
    effects.append(&mut writes);
    if durable {
        effects.append(&mut repair_mirror(journal));
    }
    effects
}

pub(super) fn happened(journal: &mut Journal, event: Event, at: Timestamp) -> Vec<Effect> {
    let rank = append(journal, event, at);
    deliver(journal, vec![rank])
}

pub(super) fn written(journal: &mut Journal, keys: &[RecordKey]) -> Vec<Effect> {
    let ranks = ranks(journal, keys);
    let saved = journal.unsaved.acknowledged(ranks);
    if saved.is_empty() || journal.erasing.is_some() {
        return vec![];
    }
    let mut message = String::new();
    for rank in &saved {
        if let Some(record) = journal.log.at(rank) {
            if !message.is_empty() {
                message.push('\n');
            }
            message.push_str(record.text());
        }
    }
    let mut effects = mirror(journal, saved);
    effects.push(Effect::Announce(message));
    // A write that succeeds shows that the store works again.
    effects.append(&mut write(journal));
    effects
}

pub(super) fn write_failed(journal: &mut Journal, keys: &[RecordKey], cause: Cause) -> Vec<Effect> {
    let mut ranks = ranks(journal, keys);
    ranks.retain(|rank| journal.unsaved.contains(rank));
    journal.unsaved.refused(&ranks, cause);
    mirror(journal, ranks)
}

/// Sends everything that waits to the store, in one transaction.
pub(super) fn write(journal: &mut Journal) -> Vec<Effect> {
    if !journal.is_durable() || journal.erasing.is_some() {
        return vec![];
    }
    let ranks = journal.unsaved.send();
    if ranks.is_empty() {
        vec![]
    } else {
        vec![Effect::Write(journal.records(&ranks))]
    }
}

pub(super) fn arrived(journal: &mut Journal, message: &str) -> Vec<Effect> {
    if message == ERASED {
        // Limit: what this tab had just sent to the store may be written after the other tab emptied it.
        empty(journal, journal.writer.successor());
        return vec![];
    }
    for text in message.split('\n') {
        if let Admission::New(rank) = journal.log.admit(text) {
            fold(journal, rank);
        }
    }
    vec![]
}

pub(super) fn imported(journal: &mut Journal, texts: &[String], at: Timestamp) -> Vec<Effect> {
    let was_empty = journal.log.len() == 0;
    let admitted = admit(journal, texts);
    journal.progress = Progress::replay(journal.log.records());
    let mut new = admitted.new;
    journal.unsaved.add(&new);
    // Into an empty journal it is a restoration, which leaves the same log as before; a second time there is nothing new.
    if !was_empty && !new.is_empty() {
        let event = Event::RecordsImported {
            new: count(new.len()),
            known: count(admitted.held.len() - new.len()),
        };
        new.push(append(journal, event, at));
    }
    let mut effects = set_aside(journal, admitted.aside);
    effects.append(&mut deliver(journal, new));
    effects
}

pub(super) fn erase_asked(journal: &mut Journal, writer: Writer) -> Vec<Effect> {
    journal.erasing = Some(writer);
    journal.erase_failure = None;
    vec![Effect::EraseAll]
}

pub(super) fn erased(journal: &mut Journal) -> Vec<Effect> {
    let writer = journal.erasing.unwrap_or(journal.writer.successor());
    empty(journal, writer);
    vec![Effect::Announce(ERASED.to_owned())]
}

pub(super) fn erase_failed(journal: &mut Journal, cause: Cause) -> Vec<Effect> {
    journal.erasing = None;
    journal.erase_failure = Some(cause);
    write(journal)
}

/// What became of several texts.
#[derive(Default)]
struct Admitted {
    /// Records among them, new or known; in order, each once.
    held: Vec<Rank>,
    /// Records that were new, in the order of the texts.
    new: Vec<Rank>,
    /// What is no record for us, each once.
    aside: Vec<String>,
}

fn admit(journal: &mut Journal, texts: &[String]) -> Admitted {
    let mut admitted = Admitted::default();
    for text in texts {
        match journal.log.admit(text) {
            Admission::New(rank) => {
                admitted.held.push(rank);
                admitted.new.push(rank);
            }
            Admission::Known(rank) => admitted.held.push(rank),
            Admission::Aside if admitted.aside.contains(text) => {}
            Admission::Aside => admitted.aside.push(text.clone()),
        }
    }
    admitted.held.sort_unstable();
    admitted.held.dedup();
    admitted
}

/// Has texts that are no record for us kept beside the records.
fn set_aside(journal: &Journal, texts: Vec<String>) -> Vec<Effect> {
    if !journal.is_durable() || journal.erasing.is_some() || texts.is_empty() {
        return vec![];
    }
    let asides = texts.into_iter().map(|text| Aside {
        key: aside_key(&text),
        text,
    });
    vec![Effect::SetAside(asides.collect())]
}

/// `unreadable/<hash>`: sorts behind every record, and the same text always has the same key.
fn aside_key(text: &str) -> String {
    let mut key = "unreadable/".to_owned();
    key.push_str(&hash(text));
    key
}

/// Appends an event to this journal's own chain.
fn append(journal: &mut Journal, event: Event, at: Timestamp) -> Rank {
    let writer = journal.writer;
    let last = journal.log.chain(writer).next_back();
    let previous = last.and_then(|rank| journal.log.at(&rank));
    let envelope = Envelope {
        key: RecordKey {
            writer,
            seq: last.map_or(1, |rank| rank.key.seq + 1),
        },
        lamport: journal.log.next_lamport(),
        previous: previous.map_or_else(String::new, Record::hash),
        at,
    };
    let rank = journal.log.add(Record::seal(envelope, event));
    journal.unsaved.add(&[rank]);
    fold(journal, rank);
    rank
}

/// Brings the progress up to date with a record that has just come in.
fn fold(journal: &mut Journal, rank: Rank) {
    if journal.log.last() == Some(rank) {
        if let Some(record) = journal.log.at(&rank) {
            journal.progress.apply(record);
        }
    } else {
        journal.progress = Progress::replay(journal.log.records());
    }
}

/// Sends new records to the store; without one, the mirror is the best there is.
fn deliver(journal: &mut Journal, ranks: Vec<Rank>) -> Vec<Effect> {
    match journal.store {
        Some(StoreKind::Durable) => write(journal),
        Some(StoreKind::Memory(_)) => mirror(journal, ranks),
        // What happens before the stores were read is sent when they are.
        None => vec![],
    }
}

fn ranks(journal: &Journal, keys: &[RecordKey]) -> Vec<Rank> {
    keys.iter()
        .filter_map(|key| journal.log.rank(key))
        .collect()
}

/// Starts over with nothing, on the same store.
fn empty(journal: &mut Journal, writer: Writer) {
    let store = journal.store.take();
    *journal = Journal::new(writer);
    journal.store = store;
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
