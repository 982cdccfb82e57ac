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

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use super::Progress;
use super::event::Event;
use super::journal::Journal;
use super::log::rank;
use super::record::{Record, Recorded};

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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportPreview {
    /// Records that are not here, or no longer as they were written.
    pub new: usize,
    /// Records that are here.
    pub known: usize,
    /// Texts that are no readable record, or differ from the record that is here.
    pub unreadable: usize,
    /// The file's nickname; empty if it has none.
    pub alias: String,
    /// Whether it is likely another person's: it shares nothing with a journal in use, or goes by another nickname, or has a constancia in
    /// another name.
    pub of_another: bool,
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
        let mut records = BTreeMap::new();
        let distinct: BTreeSet<&String> = texts.iter().collect();
        for text in distinct {
            // Why it cannot be read is the same question when it is joined.
            let Ok(record) = Record::decode(text) else {
                preview.unreadable += 1;
                continue;
            };
            match self.log.get(&record.key()) {
                Some(held) if held.text() == text => preview.known += 1,
                Some(_) if self.mends(&record) => preview.new += 1,
                None if !records.contains_key(&rank(&record)) => preview.new += 1,
                Some(_) | None => preview.unreadable += 1,
            }
            records.entry(rank(&record)).or_insert(record);
        }
        let theirs = Progress::replay(records.values());
        preview.of_another = self.is_of_another(&theirs, preview.known > 0);
        preview.alias = theirs.alias;
        preview
    }

    fn is_of_another(&self, theirs: &Progress, shares: bool) -> bool {
        let (mut aliases, mut in_use) = (vec![], false);
        for record in self.log() {
            match record.event() {
                Recorded::Known(Event::ProfileNamed { alias }) => aliases.push(alias),
                Recorded::Known(_) | Recorded::Unknown(_) => in_use = true,
            }
        }
        let name = |progress: &Progress| Some(progress.credentials.last()?.name.clone());
        let names = name(theirs).zip(name(self.progress()));
        let is_renamed = !theirs.alias.is_empty() && !aliases.contains(&&theirs.alias);
        in_use && !shares
            || is_renamed && !aliases.is_empty()
            || names.is_some_and(|(theirs, ours)| theirs != ours)
    }
}
