//! The file that a person takes away: every record as it is stored, and what could not be read.
//!
//! # Format, version 1
//!
//! ```json
//! {"formato":"aula-avance","version":1,"registros":["<text of a record>"],"ilegibles":["<any text>"]}
//! ```
//!
//! UTF-8, no spaces between tokens. `registros` stand in the order of the log, `ilegibles` in that of their bytes: equal content
//! gives equal bytes.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::journal::Journal;
use super::record::Record;

/// Longest file that is read, in bytes.
pub const EXPORT_LIMIT: usize = 20 * 1024 * 1024;

const FORMAT: &str = "aula-avance";
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Written<'a> {
    formato: &'a str,
    version: u32,
    registros: Vec<&'a str>,
    ilegibles: Vec<&'a str>,
}

#[derive(Deserialize)]
struct Read {
    formato: String,
    version: u32,
    registros: Vec<String>,
    #[serde(default)]
    ilegibles: Vec<String>,
}

/// Why a file cannot be joined. In each case nothing has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportError {
    /// More than [`EXPORT_LIMIT`] bytes.
    TooLong,
    /// Not a file of ours, or damaged.
    NotAnExport,
    /// A file of this later version.
    Newer(u32),
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ExportError::TooLong => f.write_str("file too long"),
            ExportError::NotAnExport => f.write_str("not an export"),
            ExportError::Newer(version) => write!(f, "export of the later version {version}"),
        }
    }
}

impl std::error::Error for ExportError {}

/// What joining a file would do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportPreview {
    /// Records that are not here.
    pub new: usize,
    /// Records that are here. None at all, in a journal that has records, is the mark of another person's file.
    pub known: usize,
    /// Texts that are no readable record, or differ from the record that is here.
    pub unreadable: usize,
}

/// Reads a file and gives its texts, for [`Journal::preview`] and [`super::journal::Input::Imported`].
///
/// # Errors
/// Says why the file is no export; never panics.
pub fn read_export(file: &str) -> Result<Vec<String>, ExportError> {
    if file.len() > EXPORT_LIMIT {
        return Err(ExportError::TooLong);
    }
    // Editors on Windows put a byte order mark in front.
    let json = file.strip_prefix('\u{FEFF}').unwrap_or(file);
    let read: Read = serde_json::from_str(json).map_err(|_| ExportError::NotAnExport)?;
    if read.formato != FORMAT || read.version < VERSION {
        return Err(ExportError::NotAnExport);
    }
    if read.version > VERSION {
        return Err(ExportError::Newer(read.version));
    }
    let mut texts = read.registros;
    texts.extend(read.ilegibles);
    Ok(texts)
}

impl Journal {
    /// The whole journal as a file, saved or not.
    pub fn export(&self) -> String {
        let written = Written {
            formato: FORMAT,
            version: VERSION,
            registros: self.log().map(Record::text).collect(),
            ilegibles: self.unreadable().collect(),
        };
        // Limit: text always becomes JSON; an empty file would be refused when it is read.
        serde_json::to_string(&written).unwrap_or_default()
    }

    /// What joining these texts would do; each counts once.
    pub fn preview(&self, texts: &[String]) -> ImportPreview {
        let mut preview = ImportPreview::default();
        let mut keys = BTreeSet::new();
        let distinct: BTreeSet<&String> = texts.iter().collect();
        for text in distinct {
            match Record::decode(text) {
                Ok(record) => match self.log.get(&record.key()) {
                    Some(held) if held.text() == text => preview.known += 1,
                    None if keys.insert(record.key()) => preview.new += 1,
                    Some(_) | None => preview.unreadable += 1,
                },
                // Why it cannot be read is the same question when it is joined.
                Err(_) => preview.unreadable += 1,
            }
        }
        preview
    }
}
