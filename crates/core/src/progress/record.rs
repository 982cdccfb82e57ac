//! A record: an event in its envelope, and the format it is stored in.
//!
//! # Record format, version 1
//!
//! One record is one line of compact JSON. It is stored, mirrored, announced and exported as exactly these bytes: what a
//! newer Aula put into it survives an older one.
//!
//! ```json
//! {"v":1,"w":"00000000000000a1","n":2,"l":7,"p":"<64 hex>","t":1795577400000,"z":-360,"e":{"LessonOpened":{"course":"a","lesson":"b"}}}
//! ```
//!
//! | field | meaning |
//! |---|---|
//! | `v` | version of the envelope: 1 |
//! | `w` | writer: 16 lower-case hexadecimal digits, random for each page load |
//! | `n` | sequence number of that writer, from 1, without gaps |
//! | `l` | Lamport number: greater than that of every record the writer knew |
//! | `p` | lower-case hexadecimal SHA-256 of the text of the writer's previous record; empty in its first |
//! | `t` | milliseconds since 1970-01-01T00:00:00Z by the device's clock |
//! | `z` | the device's offset in minutes east of UTC |
//! | `e` | the event: an object whose one key is the kind ([`Event`]) |
//!
//! `n` and `l` stay below 2^53, so that any JSON reader keeps them whole. Unknown fields and kinds are legal.

use std::fmt;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};

use super::event::Event;
use super::key::is_hex_digit;
pub use super::key::{RecordKey, Writer};
use super::tree;
use crate::item::hex;
use crate::time::Timestamp;

/// Version of the envelope that this code writes, and the only one it reads.
pub const VERSION: u32 = 1;

/// Longest text that is read as a record, in bytes.
pub const RECORD_LIMIT: usize = 256 * 1024;

/// Greatest sequence and Lamport number: 2^53 − 1.
pub const NUMBER_LIMIT: u64 = (1 << 53) - 1;

/// What surrounds an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Names the record.
    pub key: RecordKey,
    /// Orders it: greater than that of every record its writer knew.
    pub lamport: u64,
    /// Lower-case hexadecimal SHA-256 of the writer's previous record; empty in its first.
    pub previous: String,
    /// When it happened by the device's clock; orders nothing.
    pub at: Timestamp,
}

/// What a record says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recorded {
    /// An event that this version knows.
    Known(Event),
    /// The JSON of one that it does not know; kept, counted for nothing.
    Unknown(String),
}

/// An event in its envelope, with the exact text it is stored as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    envelope: Envelope,
    event: Recorded,
    // Private, because it must stay what was read: nothing re-encodes a record.
    text: String,
}

/// Why a text is no record that this version reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecodeError {
    /// More than [`RECORD_LIMIT`] bytes.
    TooLong,
    /// Not a record of any version, or damaged.
    NotARecord,
    /// A record of this later version.
    Newer(u32),
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DecodeError::TooLong => f.write_str("record too long"),
            DecodeError::NotARecord => f.write_str("not a record"),
            DecodeError::Newer(version) => write!(f, "record of the later version {version}"),
        }
    }
}

impl std::error::Error for DecodeError {}

/// The line as it stands, before its numbers are checked.
#[derive(Deserialize)]
struct Line<'a> {
    v: u32,
    w: Writer,
    n: u64,
    l: u64,
    p: String,
    t: i64,
    z: i16,
    #[serde(borrow)]
    e: &'a RawValue,
}

/// What every version has in common.
#[derive(Deserialize)]
struct AnyVersion {
    v: u32,
}

impl Record {
    /// The record of an event that has just happened.
    pub fn seal(envelope: Envelope, event: Event) -> Record {
        let text = encode(&envelope, &event);
        Record {
            envelope,
            event: Recorded::Known(event),
            text,
        }
    }

    /// Reads a stored text. The event of an unknown kind, or of a known kind with other fields, is [`Recorded::Unknown`].
    ///
    /// # Errors
    /// Says why the text is no record; never panics.
    pub fn decode(text: &str) -> Result<Record, DecodeError> {
        if text.len() > RECORD_LIMIT {
            return Err(DecodeError::TooLong);
        }
        let line: Line = serde_json::from_str(text).map_err(|_| later_version(text))?;
        if line.v > VERSION {
            return Err(DecodeError::Newer(line.v));
        }
        // Bytes: looking for letters took a fifth of the start.
        if !is_sound(&line) || text.bytes().any(|byte| matches!(byte, b'\n' | b'\r')) {
            return Err(DecodeError::NotARecord);
        }
        // By way of a tree: a reader of text for each kind of event would be several times the code.
        let tree = serde_json::from_str::<Value>(line.e.get()).ok();
        let event = match tree.as_ref().and_then(|tree| tree::read(tree).ok()) {
            Some(event) => Recorded::Known(event),
            None => Recorded::Unknown(line.e.get().to_owned()),
        };
        Ok(Record {
            envelope: Envelope {
                key: RecordKey {
                    writer: line.w,
                    seq: line.n,
                },
                lamport: line.l,
                previous: line.p,
                at: Timestamp {
                    utc_ms: line.t,
                    offset_minutes: line.z,
                },
            },
            event,
            text: text.to_owned(),
        })
    }

    /// The record's name.
    pub fn key(&self) -> RecordKey {
        self.envelope.key
    }

    /// What surrounds the event.
    pub fn envelope(&self) -> &Envelope {
        &self.envelope
    }

    /// What happened.
    pub fn event(&self) -> &Recorded {
        &self.event
    }

    /// The exact text to store.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Lower-case hexadecimal SHA-256 of the text.
    pub fn hash(&self) -> String {
        hash(&self.text)
    }
}

/// Lower-case hexadecimal SHA-256 of a text.
pub(super) fn hash(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()), 64)
}

fn encode(envelope: &Envelope, event: &Event) -> String {
    // Limit: an event is made of text, numbers and lists, which JSON always takes; `null` would be read back as unknown.
    let event = serde_json::to_string(event).unwrap_or_else(|_| "null".to_owned());
    let mut text = String::with_capacity(event.len() + 192);
    for piece in [
        "{\"v\":1,\"w\":\"",
        &envelope.key.writer.to_string(),
        "\",\"n\":",
        &envelope.key.seq.to_string(),
        ",\"l\":",
        &envelope.lamport.to_string(),
        ",\"p\":\"",
        &envelope.previous,
        "\",\"t\":",
        &envelope.at.utc_ms.to_string(),
        ",\"z\":",
        &envelope.at.offset_minutes.to_string(),
        ",\"e\":",
        &event,
        "}",
    ] {
        text.push_str(piece);
    }
    text
}

/// Why a text that is no version 1 record is none.
fn later_version(text: &str) -> DecodeError {
    match serde_json::from_str(text) {
        Ok(AnyVersion { v }) if v > VERSION => DecodeError::Newer(v),
        _ => DecodeError::NotARecord,
    }
}

/// The writer that a text of whatever version names.
pub(super) fn writer_of(text: &str) -> Option<Writer> {
    #[derive(Deserialize)]
    struct AnyWriter {
        w: Writer,
    }
    serde_json::from_str(text).ok().map(|AnyWriter { w }| w)
}

fn is_sound(line: &Line) -> bool {
    line.v == VERSION
        && (1..=NUMBER_LIMIT).contains(&line.n)
        && line.l <= NUMBER_LIMIT
        && (line.p.is_empty() || line.p.len() == 64 && line.p.bytes().all(is_hex_digit))
}
