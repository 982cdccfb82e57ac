//! The journal and its update loop: an [`Input`] changes the [`Journal`] and asks for [`Effect`]s, as in Elm.
//!
//! The durable store is the truth; a small mirror of the recent records in a second store, with the head of every chain, tells
//! afterwards whether the first one lost something. An event is saved once the store has said so, not before. Nothing here
//! touches a store, a clock or a random number: the browser carries the effects out and reports back.

mod chain;
mod steps;
mod witness;

use super::Progress;
use super::event::Event;
use super::log::{Log, Rank};
use super::mirror::{Head, Mirror};
use super::record::{Record, RecordKey, Writer};
use super::saving::{Cause, Deliveries, SaveState, Sending, StoreKind};
use crate::time::Timestamp;

/// What the journal is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// The stores were read. May come again (the connection was lost and is back): what the store no longer has is written again.
    Opened(Found),
    /// Something happened.
    Happened {
        /// What.
        event: Event,
        /// When.
        at: Timestamp,
    },
    /// The store has completed a write.
    Written(Receipt),
    /// The store has not answered for a second; it still may.
    WriteLate(Receipt),
    /// The store has refused a write.
    WriteFailed {
        /// Which.
        receipt: Receipt,
        /// Why.
        cause: Cause,
    },
    /// The mirror has refused what it was given.
    MirrorFailed(Cause),
    /// The person asks to try again.
    RetryAsked,
    /// The person has taken note of what is lost, and has no file of it.
    LossAccepted,
    /// Another tab has announced this.
    ArrivedFromTab(String),
    /// The person joins the records of a file ([`super::export::read_export`]).
    Imported {
        /// Texts of the file.
        texts: Vec<String>,
        /// When.
        at: Timestamp,
    },
    /// The person asks to erase everything.
    EraseAsked {
        /// Who writes afterwards: fresh and random, so that the next person's records do not lead to this one's.
        writer: Writer,
    },
    /// Everything is erased.
    Erased,
    /// It could not be erased; everything is still here.
    EraseFailed(Cause),
}

/// What the browser found in its stores. It reads the mirror *before* the store: what another tab writes meanwhile is then
/// never taken for a loss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Every text of the durable store under the key of a record.
    pub stored: Vec<String>,
    /// Every text that was put aside in it.
    pub aside: Vec<String>,
    /// Every record text of the mirror.
    pub mirrored: Vec<String>,
    /// Every head of the mirror.
    pub heads: Vec<Head>,
    /// What we have as a durable store.
    pub store: StoreKind,
}

/// What the browser must do, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Put this into the durable store in one transaction; then [`Input::Written`] or [`Input::WriteFailed`], and
    /// [`Input::WriteLate`] if that takes longer than a second.
    Write(Batch),
    /// Bring the mirror up to date; [`Input::MirrorFailed`] if it refuses.
    Mirror {
        /// To put, each under its key.
        records: Vec<Record>,
        /// To put, under its writer.
        head: Head,
        /// To remove.
        drop: Vec<RecordKey>,
    },
    /// Tell the other tabs ([`Input::ArrivedFromTab`]).
    Announce(String),
    /// Empty both stores; then [`Input::Erased`] or [`Input::EraseFailed`].
    EraseAll,
}

/// What is written in one transaction: the asides first, because a record may come to stand where the store has a damaged text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// Each under its key.
    pub asides: Vec<Aside>,
    /// Each under its key.
    pub records: Vec<Record>,
}

impl Batch {
    /// Names the batch when the browser reports on it.
    pub fn receipt(&self) -> Receipt {
        Receipt {
            keys: self.records.iter().map(Record::key).collect(),
            asides: self.asides.clone(),
        }
    }
}

/// Names a [`Batch`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Receipt {
    /// Its records.
    pub keys: Vec<RecordKey>,
    /// Its other texts, to be sent again if they were refused.
    pub asides: Vec<Aside>,
}

/// What the keys of asides begin with: behind every record.
pub const ASIDE_PREFIX: &str = "unreadable/";

/// A text that is no record for us: damaged, of a later version, or a second one under a key that is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Where it is kept; never the key of a record, and behind all of these.
    pub key: String,
    /// The text.
    pub text: String,
}

/// What was found at the start.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StartReport {
    /// Records held.
    pub records: usize,
    /// Of these, the ones that the store has not as they were written, though it had them or the mirror has: they are written again.
    pub recovered: usize,
    /// Records that were saved once and are in neither store: counted until a file has brought them, or [`Input::LossAccepted`].
    pub lost: usize,
    /// Records that were saved once in a durable store that we do not have now.
    pub out_of_reach: usize,
    /// Texts kept that are no readable record.
    pub unreadable: usize,
    /// Records held that are not as they were written, of which no true copy is here: they count as they are until a file has brought it.
    pub altered: usize,
}

impl StartReport {
    /// Whether there was a record of someone's progress here and nothing is left of it: not the same as a new person.
    pub fn is_amnesia(&self) -> bool {
        self.records == 0 && self.lost > 0
    }
}

/// The log, what it amounts to, and how much of it is saved.
#[derive(Debug, Clone)]
pub struct Journal {
    pub(super) log: Log,
    writer: Writer,
    progress: Progress,
    unsaved: Deliveries,
    mirror: Mirror,
    store: Option<StoreKind>,
    erasing: Option<Writer>,
    erase_failure: Option<Cause>,
    copy_failure: Option<Cause>,
    start: StartReport,
    /// How the records were written that are held otherwise.
    altered: Vec<Head>,
}

impl Journal {
    /// An empty journal, not opened yet.
    pub fn new(writer: Writer) -> Journal {
        Journal {
            log: Log::default(),
            writer,
            progress: Progress::default(),
            unsaved: Deliveries::default(),
            mirror: Mirror::default(),
            store: None,
            erasing: None,
            erase_failure: None,
            copy_failure: None,
            start: StartReport::default(),
            altered: vec![],
        }
    }

    /// What the log amounts to.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Every record in order.
    pub fn log(&self) -> impl DoubleEndedIterator<Item = &Record> {
        self.log.records()
    }

    /// Texts that are no readable record, or a second text under a key that is taken; sorted, each once.
    pub fn unreadable(&self) -> impl Iterator<Item = &str> {
        self.log.unreadable().iter().map(String::as_str)
    }

    /// What was found when the stores were last read.
    pub fn start_report(&self) -> StartReport {
        self.start
    }

    /// What to say about saving.
    pub fn save_state(&self) -> SaveState {
        match &self.store {
            Some(StoreKind::Memory(cause)) => SaveState::MemoryOnly(cause.clone()),
            Some(StoreKind::Local(cause)) => SaveState::LocalOnly(cause.clone()),
            Some(StoreKind::Newer) => SaveState::ReadOnly,
            Some(StoreKind::Durable) | None => self.unsaved.state(),
        }
    }

    /// Whether everything is being erased at this moment.
    pub fn is_erasing(&self) -> bool {
        self.erasing.is_some()
    }

    /// Whether something would be gone if the page closed now.
    pub fn is_at_risk(&self) -> bool {
        match self.save_state() {
            SaveState::Saved => false,
            SaveState::LocalOnly(_) => self.has_loose_texts(),
            SaveState::MemoryOnly(_) => self.log.len() > 0,
            SaveState::ReadOnly => !self.unsaved.is_empty(),
            SaveState::Saving | SaveState::Late | SaveState::NotSaved(_) => true,
        }
    }

    /// Whether texts that are no readable record are kept by no store yet.
    pub fn has_loose_texts(&self) -> bool {
        self.unsaved.has_asides()
    }

    /// Whether the durable store has this record.
    pub fn is_saved(&self, key: &RecordKey) -> bool {
        self.log
            .rank(key)
            .is_some_and(|rank| !self.unsaved.contains(&rank))
    }

    /// The record made last by this journal, if any.
    pub fn last_key(&self) -> Option<RecordKey> {
        self.log.chain(self.writer).next_back().map(|rank| rank.key)
    }

    /// Why the last attempt to erase failed; `None` once it is asked again.
    pub fn erase_failure(&self) -> Option<&Cause> {
        self.erase_failure.as_ref()
    }

    /// Why the mirror behind the durable store could not be written, if it was refused since the stores were last read.
    pub fn copy_failure(&self) -> Option<&Cause> {
        self.copy_failure.as_ref()
    }

    /// When the last record was made that the store has, or the mirror where it is alone; by the device's clock.
    pub fn last_saved(&self) -> Option<Timestamp> {
        let is_kept = matches!(self.store, Some(StoreKind::Local(_)));
        self.log()
            .rev()
            .find(|record| is_kept || self.is_saved(&record.key()))
            .map(|record| record.envelope().at)
    }

    /// Whether this is a record as it was written, of which we hold another text.
    pub(super) fn mends(&self, record: &Record) -> bool {
        let key = record.key();
        let named = |head: &&Head| (head.writer, head.seq) == (key.writer, key.seq);
        let head = self.altered.iter().find(named);
        head.is_some_and(|head| head.hash == record.hash())
    }

    fn is_durable(&self) -> bool {
        self.store == Some(StoreKind::Durable)
    }

    fn records(&self, ranks: &[Rank]) -> Vec<Record> {
        let mut records = vec![];
        for rank in ranks {
            records.extend(self.log.at(rank).cloned());
        }
        records
    }
}

/// Takes an input in and says what must be done.
pub fn update(journal: &mut Journal, input: Input) -> Vec<Effect> {
    match input {
        Input::Opened(found) => steps::opened(journal, found),
        Input::Happened { event, at } => steps::happened(journal, event, at),
        Input::Written(receipt) => steps::written(journal, &receipt),
        Input::WriteLate(receipt) => steps::write_late(journal, &receipt),
        Input::WriteFailed { receipt, cause } => steps::write_failed(journal, &receipt, cause),
        Input::MirrorFailed(cause) => steps::mirror_failed(journal, cause),
        Input::RetryAsked => steps::write(journal, Sending::All),
        Input::LossAccepted => witness::accept_loss(journal),
        Input::ArrivedFromTab(message) => steps::arrived(journal, &message),
        Input::Imported { texts, at } => steps::imported(journal, &texts, at),
        Input::EraseAsked { writer } => steps::erase_asked(journal, writer),
        Input::Erased => steps::erased(journal),
        Input::EraseFailed(cause) => steps::erase_failed(journal, cause),
    }
}
