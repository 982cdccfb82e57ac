//! New files for what is written from now on, so that nothing rests on a torn one.
//!
//! After a full disk, a power cut or any other tear Chromium goes on appending to the file that has the tear, calls it complete, and at
//! its next start finds that damaged and makes the whole database anew (measured: one byte missing at the end of the log, behind
//! everything of ours, and after the next start but one nothing was there). A tear behind the last record cannot be noticed, since
//! nothing is missing; so the first write after the browser may have started anew waits for new files, always.

use std::cell::Cell;

use aula_core::progress::saving::Cause;
use gloo_storage::{SessionStorage, Storage as _};
use wasm_bindgen::JsValue;

use super::{VERSION, connect, factory, put_all};
use crate::browser::web::{clock, habits, local_mirror};

/// Made and deleted again.
const SCRATCH: &str = "aula-prueba";
/// More than twice what LevelDB keeps of its log in memory before it begins another file, in bytes: that is at most 4 MiB in Chromium.
const FILLED: usize = 10 << 20;
/// A value of so many bytes is written to the log as it is; from 64 KiB on Chromium compresses it or puts it in a file of its own.
const PIECE: usize = 60_000;
/// How often a write looks whether the renewal that another began has ended.
const TURN_MS: i32 = 20;
/// There once the files are new, as long as this tab goes from page to page.
const RENEWED: &str = "aula:renovada";

thread_local! {
    /// Whether a write of this page is renewing the files.
    static RENEWING: Cell<bool> = const { Cell::new(false) };
    /// Whether this page need not renew them, unless they are torn again.
    static TRUSTED: Cell<bool> = const { Cell::new(false) };
}

/// To be called before the database is opened: only a page that was reached from another page of this tab is of the same run of the browser. What
/// the browser brings back when it starts again comes with its session's storage, but as a reload or as one step back.
pub fn begin() {
    let trusted = !habits::is_chromium()
        || was_navigated_to()
            && session()
                .is_some_and(|session| session.get_item(RENEWED).is_ok_and(|item| item.is_some()));
    if trusted {
        TRUSTED.set(true);
    } else {
        distrust();
    }
}

/// To be called when the browser has lost the connection: what held the files may have been ended in the middle of a write.
pub fn distrust() {
    TRUSTED.set(false);
    if let Some(session) = session() {
        drop(session.remove_item(RENEWED));
    }
}

/// To be called when the store had lost something: before the next write its files are renewed.
pub fn mark_torn() {
    local_mirror::set_torn(true);
}

/// Returns when the files are new, if they have to be.
///
/// # Errors
/// The cause, while that fails; then nothing may be called saved.
pub async fn before_a_write() -> Result<(), Cause> {
    while local_mirror::is_torn() || !TRUSTED.get() {
        if RENEWING.replace(true) {
            // Another write of this page does it.
            clock::sleep(TURN_MS).await;
            continue;
        }
        let renewed = renew().await;
        RENEWING.set(false);
        if renewed.is_err() {
            // It may have failed in the middle of a file.
            mark_torn();
        }
        renewed?;
        local_mirror::set_torn(false);
        TRUSTED.set(true);
        if let Some(session) = session() {
            // Where that is refused, the next page does it again.
            drop(session.set_item(RENEWED, RENEWED));
        }
    }
    Ok(())
}

/// LevelDB begins a new file when what it keeps in memory is full, and another one only once the first has been put on the disk in
/// another form: [`FILLED`] bytes make it do both before the next write, so that nothing should rest on the torn file any more (by what
/// LevelDB does; not measured). They are written to a database of their own, which is deleted again. (Deleting it also makes Chromium
/// begin a new file, but some time after it has answered: a browser killed then had lost the records in 2 of 26 rounds.)
async fn renew() -> Result<(), Cause> {
    let factory = factory()?;
    let database = connect(factory.open(SCRATCH, VERSION)).await?;
    let written = put_all(&database, |store| {
        let filler = JsValue::from("0".repeat(PIECE));
        (0..FILLED.div_ceil(PIECE))
            .try_for_each(|key| store.put(&filler, &key.to_string()).map(drop))
    })
    .await;
    database.close();
    // Nobody waits for it: what is left over is filled and deleted by the next.
    drop(factory.delete_database(SCRATCH));
    written
}

/// By a link or an address, not by loading again or stepping back.
fn was_navigated_to() -> bool {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.is_some_and(|performance| {
        performance.navigation().type_() == web_sys::PerformanceNavigation::TYPE_NAVIGATE
    })
}

fn session() -> Option<web_sys::Storage> {
    // gloo's accessor throws past Rust where access is denied.
    web_sys::window()?.session_storage().ok().flatten()?;
    Some(SessionStorage::raw())
}
