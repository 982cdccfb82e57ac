//! Names of records: who wrote one, and its place in that chain.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::item::hex;

/// Who writes a chain of records: one page load.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Writer(u64);

impl Writer {
    /// The writer with this random number.
    pub fn new(number: u64) -> Writer {
        Writer(number)
    }

    /// Reads 16 lower-case hexadecimal digits; `None` for anything else.
    pub fn parse(text: &str) -> Option<Writer> {
        (text.len() == 16 && text.bytes().all(is_hex_digit))
            .then(|| u64::from_str_radix(text, 16).ok())
            .flatten()
            .map(Writer)
    }

    /// Another writer, the same every time: for a journal that is emptied without fresh randomness at hand.
    pub fn successor(self) -> Writer {
        // The increment of SplitMix64: an odd number far from any small pattern.
        Writer(self.0.wrapping_add(0x9e37_79b9_7f4a_7c15))
    }
}

impl fmt::Display for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0.to_be_bytes(), 16))
    }
}

impl<'de> Deserialize<'de> for Writer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Writer::parse(&text).ok_or_else(|| serde::de::Error::custom("not a writer"))
    }
}

/// Names a record. Its text `00000000000000a1/00000012` is the record's key in every store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordKey {
    /// The chain.
    pub writer: Writer,
    /// The place in it, from 1.
    pub seq: u64,
}

impl RecordKey {
    /// Reads the text that [`RecordKey`] displays; `None` for anything else.
    pub fn parse(text: &str) -> Option<RecordKey> {
        let (writer, seq) = text.split_once('/')?;
        let key = RecordKey {
            writer: Writer::parse(writer)?,
            seq: seq.parse().ok()?,
        };
        (key.seq > 0 && key.to_string() == text).then_some(key)
    }

    /// The key that a record's text begins with, if that is written as this version does it; the rest is not looked at.
    pub(super) fn at_beginning(text: &str) -> Option<RecordKey> {
        let text = text.strip_prefix("{\"v\":1,\"w\":\"")?;
        let (writer, text) = text.split_at_checked(16)?;
        let (seq, _) = text.strip_prefix("\",\"n\":")?.split_once(',')?;
        Some(RecordKey {
            writer: Writer::parse(writer)?,
            seq: seq.parse().ok()?,
        })
    }
}

impl fmt::Display for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:08}", self.writer, self.seq)
    }
}

impl Serialize for RecordKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RecordKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        RecordKey::parse(&text).ok_or_else(|| serde::de::Error::custom("not a key"))
    }
}

/// Lower case only: every key has one spelling.
pub(super) fn is_hex_digit(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}
