//! What was seen in other expedientes, of this visit or signed before: two people never share a chain or a draw.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Evidence;
use crate::course::fingerprint;
use crate::id::CourseId;
use crate::progress::event::Event;
use crate::progress::record::{Record, Recorded};

/// Whose an expediente is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The folio of its constancia.
    pub folio: String,
    /// The name on it.
    pub name: String,
}

/// Something random of 64 bits, made anew for each page load or attempt, within one course: a chain or the seed of a draw. Whoever copies
/// a log can rename the chains; another seed would draw other items than those that were answered.
///
/// Hashed with the course, so that a register tells nothing of a log but that it is the same. One of another course is never equal:
/// whoever takes two courses has one log.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Mark(String);

/// The marks of every expediente that was read, and of those that were signed.
#[derive(Debug, Clone, Default)]
pub struct Known {
    seen: BTreeMap<Mark, BTreeSet<Origin>>,
    signed: BTreeMap<Mark, BTreeSet<Origin>>,
}

impl Known {
    /// Keeps the marks of an expediente.
    pub fn add(&mut self, evidence: &Evidence) {
        for mark in marks(evidence) {
            self.seen.entry(mark).or_default().insert(origin(evidence));
        }
    }

    /// Keeps the marks of what was signed under this folio and name.
    pub(super) fn add_signed(&mut self, origin: &Origin, marks: BTreeSet<Mark>) {
        for mark in marks {
            self.signed.entry(mark).or_default().insert(origin.clone());
        }
    }

    /// The other expedientes that share a mark with this one, sorted.
    pub(super) fn others(&self, evidence: &Evidence) -> BTreeSet<Origin> {
        let own = origin(evidence);
        sharing(&self.seen, &marks(evidence))
            .filter(|other| **other != own)
            .cloned()
            .collect()
    }

    /// What was signed for the log of this one, sorted. Its own constancia is among them: signing it again is for a person to decide.
    pub(super) fn signed(&self, evidence: &Evidence) -> BTreeSet<Origin> {
        let credential = evidence.credential();
        let mut marks = marks(evidence);
        marks.insert(folio_mark(&credential.course, &credential.folio));
        sharing(&self.signed, &marks).cloned().collect()
    }
}

fn sharing<'a>(
    known: &'a BTreeMap<Mark, BTreeSet<Origin>>,
    marks: &BTreeSet<Mark>,
) -> impl Iterator<Item = &'a Origin> {
    marks.iter().filter_map(|mark| known.get(mark)).flatten()
}

fn origin(evidence: &Evidence) -> Origin {
    let credential = evidence.credential();
    Origin {
        folio: credential.folio.clone(),
        name: credential.name.as_str().to_owned(),
    }
}

/// By which a constancia is known whose log is not.
pub(super) fn folio_mark(course: &CourseId, folio: &str) -> Mark {
    mark(course, "folio", folio)
}

/// Every mark of an expediente.
pub(super) fn marks(evidence: &Evidence) -> BTreeSet<Mark> {
    let course = &evidence.credential().course;
    let (mut chains, mut seeds) = (BTreeSet::new(), BTreeSet::new());
    for record in evidence.records() {
        // It stands in the expedientes of every course of the log.
        if !is_import(record) {
            chains.insert(record.key().writer);
        }
        if let Recorded::Known(Event::AttemptStarted { seed, .. }) = record.event() {
            seeds.insert(*seed);
        }
    }
    let chains = chains
        .iter()
        .map(|writer| mark(course, "cadena", &writer.to_string()));
    let seeds = seeds
        .iter()
        .map(|seed| mark(course, "sorteo", &seed.to_string()));
    chains.chain(seeds).collect()
}

fn is_import(record: &Record) -> bool {
    matches!(
        record.event(),
        Recorded::Known(Event::RecordsImported { .. })
    )
}

/// Half of a SHA-256: what is hashed has 64 bits.
fn mark(course: &CourseId, what: &str, value: &str) -> Mark {
    let mut hash = fingerprint(&format!("{what} {value} {course}"));
    hash.truncate(32);
    Mark(hash)
}
