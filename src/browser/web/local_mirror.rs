//! The mirror in localStorage: a small key for each recent record and a head for each writer. It may lag behind the durable store; it
//! exists to notice, and often to mend, a loss there (the two fail independently).

use aula_core::progress::mirror::Head;
use aula_core::progress::record::{Record, RecordKey};
use aula_core::progress::saving::Cause;
use gloo_storage::{LocalStorage, Storage as _};

use super::profiles::own;

const RECORD: &str = ":r:";
/// There while the files of the durable store may be torn.
const TORN: &str = "aula:rota";
const HEAD: &str = ":h:";
/// Written and removed again, to see whether anything can be.
const PROBE: &str = "aula:prueba";

/// The texts of recent records, and one head for each writer; empty where localStorage is missing or blocked.
pub fn read() -> (Vec<String>, Vec<Head>) {
    let (mut records, mut heads) = (vec![], vec![]);
    let (record, head) = (own(RECORD), own(HEAD));
    for key in keys() {
        if key.starts_with(&record) {
            records.extend(raw(&key));
        } else if key.starts_with(&head) {
            heads.extend(raw(&key).and_then(|text| Head::parse(&text)));
        }
    }
    (records, heads)
}

/// Whether something that is written can be read again.
pub fn is_usable() -> bool {
    let probe = || {
        let storage = storage()?;
        storage.set_item(PROBE, PROBE).ok()?;
        let read = storage.get_item(PROBE).ok().flatten();
        storage.remove_item(PROBE).ok()?;
        read
    };
    probe().as_deref() == Some(PROBE)
}

/// Adds records and a head, and drops the records that are no longer recent.
///
/// # Errors
/// When something was refused. Behind a durable store that is not the learner's concern: the next start finds the mirror merely
/// behind.
pub fn write(records: &[Record], head: &Head, dropped: &[RecordKey]) -> Result<(), Cause> {
    let storage = storage().ok_or(Cause::Unavailable)?;
    for key in dropped {
        drop(storage.remove_item(&format!("{}{key}", own(RECORD))));
    }
    for record in records {
        let key = format!("{}{}", own(RECORD), record.key());
        storage
            .set_item(&key, record.text())
            .map_err(|_| Cause::Full)?;
    }
    let key = format!("{}{}", own(HEAD), head.writer);
    storage
        .set_item(&key, &head.to_string())
        .map_err(|_| Cause::Full)
}

/// Whether the browser's files of the durable store may be torn, for every tab and profile of this site.
pub fn is_torn() -> bool {
    raw(TORN).is_some()
}

/// Notes that they may be, or that they are whole again. Where that is refused, only what the mirror has tells of a loss.
pub fn set_torn(torn: bool) {
    let Some(storage) = storage() else { return };
    drop(if torn {
        storage.set_item(TORN, TORN)
    } else {
        storage.remove_item(TORN)
    });
}

/// Removes everything that [`write`] wrote.
pub fn erase() {
    let Some(storage) = storage() else { return };
    let (record, head) = (own(RECORD), own(HEAD));
    for key in keys() {
        if key.starts_with(&record) || key.starts_with(&head) {
            drop(storage.remove_item(&key));
        }
    }
}

/// gloo's accessor throws past Rust where access is denied (a sandboxed frame), so it is touched only after this probe.
fn storage() -> Option<web_sys::Storage> {
    let denied = web_sys::window()?.local_storage().ok().flatten().is_none();
    (!denied).then(LocalStorage::raw)
}

fn keys() -> Vec<String> {
    let Some(storage) = storage() else {
        return vec![];
    };
    let length = storage.length().unwrap_or(0);
    (0..length)
        .filter_map(|index| storage.key(index).ok().flatten())
        .collect()
}

fn raw(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}
