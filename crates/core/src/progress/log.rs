//! The log: a set of records in their order, and the texts that are none. It only grows; merging is set union.

use std::collections::BTreeMap;
use std::mem::take;

use super::record::{DecodeError, NUMBER_LIMIT, Record, RecordKey, Writer};

/// The order of records: Lamport number, then writer, then sequence number. Never the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    pub(super) lamport: u64,
    pub(super) key: RecordKey,
}

/// Records in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Log {
    records: BTreeMap<Rank, Record>,
    lamports: BTreeMap<RecordKey, u64>,
    /// Sorted, each once.
    unreadable: Vec<String>,
}

/// What became of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Admission {
    /// A record that was not here; it has this rank.
    New(Rank),
    /// A record that was here.
    Known(Rank),
    /// No record that we read, or another text under a key that is taken: kept aside.
    Aside,
    /// A record of a later version: kept aside.
    Newer,
}

impl Log {
    /// Takes in a stored text. Of two texts under one key the first is the record.
    pub(super) fn admit(&mut self, text: &str) -> Admission {
        // What both stores have is decoded once.
        let held = RecordKey::at_beginning(text).and_then(|key| self.get(&key));
        if let Some(held) = held.filter(|held| held.text() == text) {
            return Admission::Known(rank(held));
        }
        let record = match Record::decode(text) {
            Ok(record) => record,
            Err(reason) => {
                self.keep_aside(text);
                return match reason {
                    DecodeError::Newer(_) => Admission::Newer,
                    DecodeError::TooLong | DecodeError::NotARecord => Admission::Aside,
                };
            }
        };
        match self.get(&record.key()) {
            None => Admission::New(self.add(record)),
            Some(held) if held.text() == text => Admission::Known(rank(held)),
            Some(_) => {
                self.keep_aside(text);
                Admission::Aside
            }
        }
    }

    fn keep_aside(&mut self, text: &str) {
        if let Err(place) = self.place_aside(text) {
            self.unreadable.insert(place, text.to_owned());
        }
    }

    fn place_aside(&self, text: &str) -> Result<usize, usize> {
        self.unreadable
            .binary_search_by(|held| held.as_str().cmp(text))
    }

    /// Adds a record whose key is free.
    pub(super) fn add(&mut self, record: Record) -> Rank {
        let rank = rank(&record);
        self.lamports.insert(rank.key, rank.lamport);
        self.records.insert(rank, record);
        rank
    }

    /// Puts a record in the place of the one that has its key, and that one's text among those that are none.
    pub(super) fn replace(&mut self, record: Record) -> Rank {
        let wrong = self.rank(&record.key());
        // Made anew without it: removing one is several kilobytes of code.
        for (rank, held) in take(&mut self.records) {
            if Some(rank) == wrong {
                self.keep_aside(held.text());
            } else {
                self.records.insert(rank, held);
            }
        }
        if let Ok(place) = self.place_aside(record.text()) {
            self.unreadable.remove(place);
        }
        self.add(record)
    }

    /// The record with this key.
    pub(super) fn get(&self, key: &RecordKey) -> Option<&Record> {
        self.at(&self.rank(key)?)
    }

    /// The record with this rank.
    pub(super) fn at(&self, rank: &Rank) -> Option<&Record> {
        self.records.get(rank)
    }

    /// The rank of the record with this key.
    pub(super) fn rank(&self, key: &RecordKey) -> Option<Rank> {
        let lamport = *self.lamports.get(key)?;
        Some(Rank { lamport, key: *key })
    }

    /// The last rank of all.
    pub(super) fn last(&self) -> Option<Rank> {
        self.records.last_key_value().map(|(rank, _)| *rank)
    }

    /// The Lamport number of the next record. At the greatest possible number it stays there: order then comes from the keys.
    pub(super) fn next_lamport(&self) -> u64 {
        let last = self.last().map_or(0, |rank| rank.lamport);
        (last + 1).min(NUMBER_LIMIT)
    }

    /// Every record in order.
    pub(super) fn records(&self) -> impl DoubleEndedIterator<Item = &Record> {
        self.records.values()
    }

    /// Every rank in order.
    pub(super) fn ranks(&self) -> impl DoubleEndedIterator<Item = Rank> {
        self.records.keys().copied()
    }

    /// Every chain, each once.
    pub(super) fn writers(&self) -> Vec<Writer> {
        let mut writers = vec![];
        for key in self.lamports.keys() {
            if writers.last() != Some(&key.writer) {
                writers.push(key.writer);
            }
        }
        writers
    }

    /// How many records there are.
    pub(super) fn len(&self) -> usize {
        self.records.len()
    }

    /// The ranks of a writer's records in the order of its chain.
    pub(super) fn chain(&self, writer: Writer) -> impl DoubleEndedIterator<Item = Rank> {
        let (seq, last) = (0, u64::MAX);
        let range = RecordKey { writer, seq }..=RecordKey { writer, seq: last };
        self.lamports.range(range).map(|(key, lamport)| Rank {
            lamport: *lamport,
            key: *key,
        })
    }

    /// Whether this text is kept as no record.
    pub(super) fn is_aside(&self, text: &str) -> bool {
        self.place_aside(text).is_ok()
    }

    /// Texts that are no record; sorted, each once.
    pub(super) fn unreadable(&self) -> &[String] {
        &self.unreadable
    }
}

pub(super) fn rank(record: &Record) -> Rank {
    Rank {
        lamport: record.envelope().lamport,
        key: record.key(),
    }
}
