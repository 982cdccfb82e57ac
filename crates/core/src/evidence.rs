//! The *expediente*: what a person hands to a coordinator who is to vouch for a constancia, and what can be told from it.
//!
//! # Format, version 1
//!
//! ```json
//! {"formato":"aula-expediente","version":1,"folio":"<uuid>","capacitacion":{"version":"1.1.0","huella":"<64 hex>"},
//!  "hecho":{"utc_ms":1795577400000,"offset_minutes":-360},"registros":["<text of a record>"]}
//! ```
//!
//! | field | meaning |
//! |---|---|
//! | `folio` | names the constancia it is about, one of those in the records |
//! | `capacitacion` | version and digest of the course on the site that made the file |
//! | `hecho` | when the file was made, by the device's clock |
//! | `registros` | the records of that course in the order of the log, each to the byte |
//!
//! Nothing stands in the file twice: name, draws, seeds and times are those of the records. Unknown fields are legal, and a file that
//! was read is never written again.
//!
//! **What is left out**: records of other courses, nicknames, events that this version cannot show, and what a person wrote that nobody
//! grades (plans, open answers). A record left out is a gap in `n`; `p` of the record behind the gap is the hash of the last one left
//! out, and through it stands for all before: whoever doubts can ask for the whole log (`aula-avance`) and compare.
//! Limit: of a gap of one record whose content is nearly known, that hash confirms a guess.

mod chain;
mod finding;
mod known;
mod register;
mod review;
mod scope;
mod spent;

pub use finding::{Finding, Statement};
pub use known::{Known, Origin};
pub use register::{
    LineProof, RegisterRead, Registered, register_line, signed_award, signed_awards, signed_line,
};
pub use review::{Edition, Editions, Review, ReviewedAttempt, review};
pub use spent::{PAUSE_LIMIT_MS, Spent};

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::credential::Credential;
use crate::progress::event::Event;
use crate::progress::record::{Record, Recorded};
use crate::time::Timestamp;
use scope::{attempts_of, belongs, is_private};

/// Longest file that is read, in bytes.
pub const EVIDENCE_LIMIT: usize = 8 * 1024 * 1024;

/// Most records that are read; a course of fifty lessons makes some hundreds.
pub const RECORDS_LIMIT: usize = 20_000;

const FORMAT: &str = "aula-expediente";
const VERSION: u32 = 1;

/// What a person hands in about one constancia.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    credential: Credential,
    /// The course on the site that made the file.
    pub course: CourseMark,
    /// When the file was made.
    pub made_at: Timestamp,
    /// In the order of the log, each key once.
    records: Vec<Record>,
    /// Texts that are no record, or differ from the record of the same key.
    unreadable: usize,
}

/// Which text of a course a site had.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseMark {
    /// Its version.
    pub version: String,
    /// Digest of its published form ([`crate::course::fingerprint`]); empty if it was not known.
    #[serde(rename = "huella", default)]
    pub digest: String,
}

/// Why a text is no expediente.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceError {
    /// More than [`EVIDENCE_LIMIT`] bytes or [`RECORDS_LIMIT`] records.
    TooLong,
    /// Not a file of ours, or damaged.
    NotEvidence,
    /// A file of this later version.
    Newer(u32),
    /// The constancia that it names is not in its records.
    NoCredential,
}

impl fmt::Display for EvidenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EvidenceError::TooLong => f.write_str("file too long"),
            EvidenceError::NotEvidence => f.write_str("not an evidence file"),
            EvidenceError::Newer(version) => write!(f, "evidence of the later version {version}"),
            EvidenceError::NoCredential => f.write_str("the credential it names is missing"),
        }
    }
}

impl std::error::Error for EvidenceError {}

#[derive(Serialize)]
struct Written<'a> {
    formato: &'a str,
    version: u32,
    folio: &'a str,
    capacitacion: &'a CourseMark,
    hecho: Timestamp,
    registros: Vec<&'a str>,
}

#[derive(Deserialize)]
struct Read {
    formato: String,
    version: u32,
    folio: String,
    #[serde(default)]
    capacitacion: CourseMark,
    hecho: Timestamp,
    registros: Vec<String>,
}

/// The version alone: of a later one, nothing else is known.
#[derive(Deserialize)]
struct AnyVersion {
    formato: String,
    version: u32,
}

impl Evidence {
    /// The expediente of a constancia, from the whole log in its order.
    pub fn collect<'a>(
        log: impl Iterator<Item = &'a Record>,
        credential: &Credential,
        course: CourseMark,
        now: Timestamp,
    ) -> Evidence {
        let log: Vec<&Record> = log.collect();
        let attempts = attempts_of(&credential.course, log.iter().copied());
        let is_kept = |record: &&Record| match record.event() {
            Recorded::Known(event) => {
                belongs(event, &credential.course, &attempts) && !is_private(event)
            }
            Recorded::Unknown(_) => false,
        };
        Evidence {
            credential: credential.clone(),
            course,
            made_at: now,
            records: log.into_iter().filter(is_kept).cloned().collect(),
            unreadable: 0,
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Says why the text is no expediente; never panics. A text in it that is no record is counted and told by [`review`].
    pub fn read(file: &str) -> Result<Evidence, EvidenceError> {
        if file.len() > EVIDENCE_LIMIT {
            return Err(EvidenceError::TooLong);
        }
        // Editors on Windows put a byte order mark in front.
        let json = file.strip_prefix('\u{FEFF}').unwrap_or(file);
        let read: Read = serde_json::from_str(json).map_err(|_| why_not(json))?;
        if read.formato != FORMAT || read.version != VERSION {
            return Err(why_not(json));
        }
        if read.registros.len() > RECORDS_LIMIT {
            return Err(EvidenceError::TooLong);
        }
        let (records, unreadable) = in_order(&read.registros);
        let credential = records
            .iter()
            .rev()
            .find_map(|record| match record.event() {
                Recorded::Known(Event::CredentialIssued { credential }) => {
                    (credential.folio == read.folio).then(|| (**credential).clone())
                }
                _ => None,
            })
            .ok_or(EvidenceError::NoCredential)?;
        Ok(Evidence {
            credential,
            course: read.capacitacion,
            made_at: read.hecho,
            records,
            unreadable,
        })
    }

    /// The file.
    pub fn to_json(&self) -> String {
        let written = Written {
            formato: FORMAT,
            version: VERSION,
            folio: &self.credential.folio,
            capacitacion: &self.course,
            hecho: self.made_at,
            registros: self.records.iter().map(Record::text).collect(),
        };
        // Limit: text always becomes JSON; an empty file would be refused when it is read.
        serde_json::to_string(&written).unwrap_or_default()
    }

    /// The constancia that it is about, as the person's device made it.
    pub fn credential(&self) -> &Credential {
        &self.credential
    }

    /// Its records in the order of the log.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// Every name that a constancia in it was made for, in the order of the log, each once.
    pub fn names(&self) -> Vec<&str> {
        let mut names = vec![];
        for record in &self.records {
            if let Recorded::Known(Event::CredentialIssued { credential }) = record.event()
                && !names.contains(&credential.name.as_str())
            {
                names.push(credential.name.as_str());
            }
        }
        names
    }

    /// How many records its chains have beside those that are here: other courses, nicknames, what nobody grades.
    pub fn left_out(&self) -> usize {
        chain::check(&self.records).left_out
    }
}

/// Records by (Lamport, writer, sequence), and how many texts are none or contradict one that is here.
fn in_order(texts: &[String]) -> (Vec<Record>, usize) {
    let mut by_key = BTreeMap::new();
    let mut unreadable = 0;
    for text in texts {
        // Why it cannot be read changes nothing: it counts for nothing, and the coordinator is told.
        let Ok(record) = Record::decode(text) else {
            unreadable += 1;
            continue;
        };
        let known = by_key.entry(record.key()).or_insert_with(|| record.clone());
        unreadable += usize::from(*known != record);
    }
    let mut records: Vec<Record> = by_key.into_values().collect();
    // Stable: within a Lamport number the keys stay in order.
    records.sort_by_key(|record| record.envelope().lamport);
    (records, unreadable)
}

fn why_not(json: &str) -> EvidenceError {
    match serde_json::from_str(json) {
        Ok(AnyVersion { formato, version }) if formato == FORMAT && version > VERSION => {
            EvidenceError::Newer(version)
        }
        _ => EvidenceError::NotEvidence,
    }
}
