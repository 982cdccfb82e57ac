//! The mirror in localStorage: a small key for each recent record and a head for each writer. It may lag behind the durable store; it
//! exists to notice, and often to mend, a loss there (the two fail independently).

use aula_core::progress::mirror::Head;
use aula_core::progress::record::{Record, RecordKey};
use gloo_storage::{LocalStorage, Storage as _};

const RECORD: &str = "aula:r:";
const HEAD: &str = "aula:h:";

/// The texts of recent records, and one head for each writer; empty where localStorage is missing or blocked.
pub fn read() -> (Vec<String>, Vec<Head>) {
    let (mut records, mut heads) = (vec![], vec![]);
    for key in keys() {
        if key.starts_with(RECORD) {
            records.extend(raw(&key));
        } else if key.starts_with(HEAD) {
            heads.extend(raw(&key).and_then(|text| Head::parse(&text)));
        }
    }
    (records, heads)
}

/// Adds records and a head, and drops the records that are no longer recent. A failure here is not the learner's concern: the
/// durable store has the truth, and the next start finds the mirror merely behind.
pub fn write(records: &[Record], head: &Head, dropped: &[RecordKey]) {
    let Some(storage) = storage() else { return };
    for key in dropped {
        drop(storage.remove_item(&format!("{RECORD}{key}")));
    }
    for record in records {
        drop(storage.set_item(&format!("{RECORD}{}", record.key()), record.text()));
    }
    drop(storage.set_item(&format!("{HEAD}{}", head.writer), &head.to_string()));
}

/// Removes everything that [`write`] wrote.
pub fn erase() {
    let Some(storage) = storage() else { return };
    for key in keys()
        .into_iter()
        .filter(|key| key.starts_with(RECORD) || key.starts_with(HEAD))
    {
        drop(storage.remove_item(&key));
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
