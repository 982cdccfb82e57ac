//! One function for each input of the journal.

use std::mem::take;

use super::chain::{Mended, mend};
use super::witness::{lost, mirror, repair_mirror};
use super::{ASIDE_PREFIX, Aside, Batch, Effect, Found, Journal, Receipt, StartReport};
use crate::progress::Progress;
use crate::progress::event::Event;
use crate::progress::log::{Admission, Rank};
use crate::progress::mirror::Mirror;
use crate::progress::record::{Envelope, Record, RecordKey, Writer, hash, writer_of};
use crate::progress::saving::{Cause, Sending, StoreKind};
use crate::time::Timestamp;

/// What tabs tell each other when everything was erased. Everything else they say is records, one a line.
const ERASED: &str = "erased";

/// Most refused records that are sent again without being asked, after a write that succeeded: more of them wait for the person,
/// so that no answer waits for them.
const UNASKED_LIMIT: usize = 64;

pub(super) fn opened(journal: &mut Journal, found: Found) -> Vec<Effect> {
    let mut stored = admit(journal, &found.stored);
    // What came with a file and was put aside says nothing about who writes here.
    admit(journal, &found.aside);
    let mirrored = admit(journal, &found.mirrored);
    journal.mirror = Mirror::found(mirrored.held, found.heads);
    for mended in mend(journal) {
        stored.take_back(journal, &mended);
    }
    // What a newer Aula makes of its records cannot be known here, so they are not written beside.
    let mut newer = stored.newer.iter().chain(&mirrored.newer);
    let newer = newer.any(|text| is_of_newer(journal, text));
    journal.copy_failure = None;
    journal.store = Some(if newer { StoreKind::Newer } else { found.store });
    journal.progress = Progress::replay(journal.log.records());
    let mut unsaved = vec![];
    for rank in journal.log.ranks() {
        if stored.held.binary_search(&rank).is_err() {
            unsaved.push(rank);
        }
    }
    let before = take(&mut journal.unsaved);
    journal.unsaved.add(&unsaved);
    // What this page already knew to be saved, and what only the mirror has.
    let recovered = unsaved.iter().filter(|rank| !before.contains(rank)).count();
    // Without the durable store there is nothing to compare with: what is in it is out of reach, not lost.
    let durable = journal.is_durable();
    let missing = lost(journal);
    let out_of_reach = matches!(
        journal.store,
        Some(StoreKind::Local(_) | StoreKind::Memory(_))
    );
    journal.start = StartReport {
        records: journal.log.len(),
        recovered: if durable { recovered } else { 0 },
        lost: if durable { missing } else { 0 },
        out_of_reach: if out_of_reach { missing } else { 0 },
        altered: journal.altered.len(),
        unreadable: journal.log.unreadable().len(),
    };
    let mut aside = journal.log.unreadable().to_vec();
    if durable {
        let mut kept = found.aside;
        // What is written may come to stand where the store has a damaged text.
        if unsaved.is_empty() {
            kept.extend(stored.aside);
        }
        aside.retain(|text| !kept.contains(text));
    } else {
        // The others are where we cannot look now.
        aside.retain(|text| before.has_aside(&aside_key(text)));
    }
    set_aside(journal, aside);
    let mut effects = write(journal, Sending::All);
    effects.append(&mut match journal.store {
        Some(StoreKind::Durable) => repair_mirror(journal),
        Some(StoreKind::Local(_)) => mirror(journal, unsaved),
        Some(StoreKind::Memory(_) | StoreKind::Newer) | None => vec![],
    });
    effects
}

pub(super) fn happened(journal: &mut Journal, event: Event, at: Timestamp) -> Vec<Effect> {
    let rank = append(journal, event, at);
    deliver(journal, vec![rank])
}

pub(super) fn written(journal: &mut Journal, receipt: &Receipt) -> Vec<Effect> {
    let ranks = ranks(journal, &receipt.keys);
    let saved = journal.unsaved.acknowledged(ranks, &receipt.asides);
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
    let sending = if journal.unsaved.refusals() <= UNASKED_LIMIT {
        Sending::All
    } else {
        Sending::Fresh
    };
    effects.append(&mut write(journal, sending));
    effects
}

pub(super) fn write_late(journal: &mut Journal, receipt: &Receipt) -> Vec<Effect> {
    let ranks = ranks(journal, &receipt.keys);
    journal.unsaved.late(&ranks);
    vec![]
}

pub(super) fn write_failed(journal: &mut Journal, receipt: &Receipt, cause: Cause) -> Vec<Effect> {
    let mut ranks = ranks(journal, &receipt.keys);
    ranks.retain(|rank| journal.unsaved.contains(rank));
    journal.unsaved.refused(&ranks, &receipt.asides, cause);
    mirror(journal, ranks)
}

/// A mirror that fails behind a durable store is only told where the data are explained; where it is all there is, memory is left.
pub(super) fn mirror_failed(journal: &mut Journal, cause: Cause) -> Vec<Effect> {
    if let Some(StoreKind::Local(_)) = journal.store {
        journal.store = Some(StoreKind::Memory(cause));
    } else {
        journal.copy_failure = Some(cause);
    }
    vec![]
}

/// Sends what waits to the store, in one transaction.
pub(super) fn write(journal: &mut Journal, sending: Sending) -> Vec<Effect> {
    if !journal.is_durable() || journal.erasing.is_some() {
        return vec![];
    }
    let (ranks, asides) = journal.unsaved.send(sending);
    let records = journal.records(&ranks);
    if records.is_empty() && asides.is_empty() {
        vec![]
    } else {
        vec![Effect::Write(Batch { asides, records })]
    }
}

pub(super) fn arrived(journal: &mut Journal, message: &str) -> Vec<Effect> {
    if message == ERASED {
        // Limit: what this tab had just sent to the store may be written after the other tab emptied it.
        empty(journal, journal.writer.successor());
        return vec![];
    }
    let mut differs = false;
    for text in message.split('\n') {
        match journal.log.admit(text) {
            Admission::New(rank) => fold(journal, rank),
            Admission::Newer => journal.store = Some(StoreKind::Newer),
            Admission::Aside => differs = true,
            Admission::Known(_) => {}
        }
    }
    found_again(journal);
    if differs && !mend(journal).is_empty() {
        journal.progress = Progress::replay(journal.log.records());
    }
    vec![]
}

pub(super) fn imported(journal: &mut Journal, texts: &[String], at: Timestamp) -> Vec<Effect> {
    let was_empty = journal.log.len() == 0;
    let alias = journal.progress.alias.clone();
    let mut admitted = admit(journal, texts);
    let known = admitted.held.len() - admitted.new.len();
    let mut new = admitted.new;
    found_again(journal);
    for mended in mend(journal) {
        new.push(mended.rank);
        admitted.aside.push(mended.wrong);
    }
    journal.progress = Progress::replay(journal.log.records());
    journal.unsaved.add(&new);
    // Into an empty journal it is a restoration, which leaves the same log as before; a second time there is nothing new.
    if !was_empty && !new.is_empty() {
        let event = Event::RecordsImported {
            new: count(new.len()),
            known: count(known),
        };
        new.push(append(journal, event, at));
    }
    // The order of the log may put another device's nickname last: the one that was chosen here is said anew, behind it.
    if !alias.is_empty() && journal.progress.alias != alias {
        new.push(append(journal, Event::ProfileNamed { alias }, at));
    }
    set_aside(journal, admitted.aside);
    deliver(journal, new)
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
    write(journal, Sending::All)
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
    /// Those of them that name a later version.
    newer: Vec<String>,
}

impl Admitted {
    /// A record has taken its place again: it was among these texts only if it was set aside then.
    fn take_back(&mut self, journal: &Journal, mended: &Mended) {
        let is_it = |rank: &Rank| rank.key == mended.rank.key;
        if let Some(place) = self.held.iter().position(is_it) {
            self.held.remove(place);
        }
        let text = journal.log.at(&mended.rank).map(Record::text);
        if self.aside.iter().any(|aside| Some(aside.as_str()) == text) {
            self.held.push(mended.rank);
            self.held.sort_unstable();
        }
    }
}

fn admit(journal: &mut Journal, texts: &[String]) -> Admitted {
    let mut admitted = Admitted::default();
    for text in texts {
        let admission = journal.log.admit(text);
        match admission {
            Admission::New(rank) => {
                admitted.held.push(rank);
                admitted.new.push(rank);
            }
            Admission::Known(rank) => admitted.held.push(rank),
            Admission::Aside | Admission::Newer => {
                if admission == Admission::Newer {
                    admitted.newer.push(text.clone());
                }
                if !admitted.aside.contains(text) {
                    admitted.aside.push(text.clone());
                }
            }
        }
    }
    admitted.held.sort_unstable();
    admitted.held.dedup();
    admitted
}

/// Whether a later version has written a text that names one. A writer has one version: where this version reads other records of the
/// same one, the number is damaged.
fn is_of_newer(journal: &Journal, text: &str) -> bool {
    writer_of(text).is_none_or(|writer| journal.log.chain(writer).next().is_none())
}

/// What was lost may be among records that have just come.
fn found_again(journal: &mut Journal) {
    if journal.start.lost > 0 {
        journal.start.lost = lost(journal);
    }
    if journal.start.out_of_reach > 0 {
        journal.start.out_of_reach = lost(journal);
    }
}

/// Has texts that are no record for us kept beside the records, in a durable store; without one they are in this page alone.
fn set_aside(journal: &mut Journal, texts: Vec<String>) {
    if journal.erasing.is_none() {
        for text in texts {
            // It may have taken its place as a record.
            if journal.log.is_aside(&text) {
                let key = aside_key(&text);
                journal.unsaved.add_aside(Aside { key, text });
            }
        }
    }
}

/// `unreadable/<hash>`: sorts behind every record, and the same text always has the same key.
fn aside_key(text: &str) -> String {
    let mut key = ASIDE_PREFIX.to_owned();
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
        Some(StoreKind::Durable) => write(journal, Sending::Fresh),
        Some(StoreKind::Local(_)) => mirror(journal, ranks),
        // Without any store nothing is kept; what happens before the stores were read is sent when they are.
        Some(StoreKind::Memory(_) | StoreKind::Newer) | None => vec![],
    }
}

fn ranks(journal: &Journal, keys: &[RecordKey]) -> Vec<Rank> {
    let mut ranks = vec![];
    for key in keys {
        ranks.extend(journal.log.rank(key));
    }
    ranks
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
