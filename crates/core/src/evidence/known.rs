//! What was seen in other expedientes: two people never share a chain or a draw.

use std::collections::{BTreeMap, BTreeSet};

use super::Evidence;
use crate::id::CourseId;
use crate::progress::event::Event;
use crate::progress::record::{Recorded, Writer};

/// Whose an expediente is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The folio of its constancia.
    pub folio: String,
    /// The name on it.
    pub name: String,
}

/// Something random of 64 bits, made anew for each page load or attempt. Whoever copies a log can rename the chains; another seed would
/// draw other items than those that were answered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Chain(Writer),
    Seed(u64),
}

/// The marks of every expediente that was read.
#[derive(Debug, Clone, Default)]
pub struct Known {
    seen: BTreeMap<(CourseId, Mark), BTreeSet<Origin>>,
}

impl Known {
    /// Keeps the marks of an expediente.
    pub fn add(&mut self, evidence: &Evidence) {
        for mark in marks(evidence) {
            self.seen.entry(mark).or_default().insert(origin(evidence));
        }
    }

    /// The other expedientes that share a mark with this one, sorted. One of another course is never among them: whoever takes two
    /// courses has one log.
    pub(super) fn others(&self, evidence: &Evidence) -> BTreeSet<Origin> {
        let own = origin(evidence);
        let shared = marks(evidence)
            .into_iter()
            .filter_map(|mark| self.seen.get(&mark));
        shared
            .flatten()
            .filter(|other| **other != own)
            .cloned()
            .collect()
    }
}

fn origin(evidence: &Evidence) -> Origin {
    let credential = evidence.credential();
    Origin {
        folio: credential.folio.clone(),
        name: credential.name.as_str().to_owned(),
    }
}

fn marks(evidence: &Evidence) -> BTreeSet<(CourseId, Mark)> {
    let course = &evidence.credential().course;
    let of_record = |record: &crate::progress::record::Record| {
        let chain = match record.event() {
            // It stands in the expedientes of every course of the log.
            Recorded::Known(Event::RecordsImported { .. }) => None,
            _ => Some(Mark::Chain(record.key().writer)),
        };
        let seed = match record.event() {
            Recorded::Known(Event::AttemptStarted { seed, .. }) => Some(Mark::Seed(*seed)),
            _ => None,
        };
        [chain, seed]
    };
    evidence
        .records()
        .iter()
        .flat_map(of_record)
        .flatten()
        .map(|mark| (course.clone(), mark))
        .collect()
}
