//! New files for what is written from now on, so that nothing rests on a torn one.
//!
//! After a full disk, a power cut or any other tear Chromium goes on appending to the file that has the tear, calls it complete, and at
//! its next start finds that damaged and makes the whole database anew (measured: one byte missing at the end of the log, behind
//! everything of ours, and after the next start but one nothing was there). A tear behind the last record cannot be noticed, since
//! nothing is missing, and no page is told that the browser has started anew; so the first write of each page waits for new files.
//! Other browsers keep their databases otherwise.
//!
//! All tabs write into the same files: they take turns.

use std::cell::Cell;

use aula_core::progress::saving::Cause;
use wasm_bindgen::JsValue;

use super::{connect, connection, factory, lock, open, put_all, read_all};
use crate::browser::web::{clock, habits, local_mirror, profiles};

/// Made and deleted again; its version is not that of the records.
const SCRATCH: (&str, u32) = ("aula-prueba", 1);
/// More than twice what LevelDB keeps of its log in memory before it begins another file, in bytes: that is at most 4 MiB in Chromium.
const FILLED: usize = 10 << 20;
/// A value of so many bytes is written to the log as it is; from 64 KiB on Chromium compresses it or puts it in a file of its own.
const PIECE: usize = 60_000;
/// How often a write looks whether the renewal that another began has ended.
const TURN_MS: i32 = 20;
/// Chromium closes its files two seconds after the last connection to them.
const CLOSED_MS: i32 = 3000;

thread_local! {
    /// Whether a write of this page is renewing the files.
    static RENEWING: Cell<bool> = const { Cell::new(false) };
    /// Whether this page has renewed them, and nothing has been torn since.
    static RENEWED: Cell<bool> = const { Cell::new(false) };
    /// Whether this page has closed them and not found everything again. It is not tried twice: on a slow disk it would never end.
    static FOUND_LESS: Cell<bool> = const { Cell::new(false) };
}

/// To be called when the store had lost something or refused something: before the next write, in whatever tab, the files are renewed.
pub fn mark_torn() {
    distrust();
    local_mirror::set_torn(true);
}

/// To be called when the browser has lost the connection: what held the files may have been ended in the middle of a write.
pub fn distrust() {
    RENEWED.set(false);
}

/// Returns when the files are new, if they have to be.
///
/// # Errors
/// The cause, while that fails; then nothing may be called saved.
pub async fn before_a_write() -> Result<(), Cause> {
    while habits::is_chromium() && (local_mirror::is_torn() || !RENEWED.get()) {
        if RENEWING.replace(true) {
            // Another write of this page does it.
            clock::sleep(TURN_MS).await;
            continue;
        }
        let turn = lock::take().await;
        let mut renewed = renew(turn.is_some()).await;
        if let Some(turn) = turn {
            lock::give_back(turn).await;
        }
        if renewed.is_ok() && local_mirror::is_torn() && !FOUND_LESS.get() {
            renewed = open_again().await;
        }
        RENEWING.set(false);
        match renewed {
            Ok(()) => local_mirror::set_torn(false),
            // Refused before anything was written: if no tear is known, it is better to save what is small than to save nothing.
            Err(Cause::OverQuota) if !local_mirror::is_torn() => {}
            Err(cause) => {
                // It may have failed in the middle of a file.
                mark_torn();
                return Err(cause);
            }
        }
        RENEWED.set(true);
    }
    Ok(())
}

/// LevelDB begins a new file when what it keeps in memory is full, and another one only once the first has been put on the disk in
/// another form: [`FILLED`] bytes make it do both before the next write, so that nothing should rest on the torn log any more (by what
/// LevelDB does; not measured). They are written to a database of their own, which is deleted
/// again. (Deleting it also makes Chromium begin a new file, but some time after it has answered: a browser killed then had lost the
/// records in 2 of 26 rounds.)
///
/// Only who is `alone` deletes it: everybody who comes later would wait for the tab that has it open, which may be frozen.
async fn renew(alone: bool) -> Result<(), Cause> {
    let factory = factory()?;
    let (name, version) = SCRATCH;
    let database = connect(factory.open(name, version)).await?;
    let written = put_all(&database, &|store| {
        let filler = JsValue::from("0".repeat(PIECE));
        (0..FILLED.div_ceil(PIECE))
            .try_for_each(|key| store.put(&filler, &key.to_string()).map(drop))
    })
    .await;
    database.close();
    if alone {
        // Nobody waits for it: what is left over is filled and deleted by the next.
        drop(factory.delete_database(name));
    }
    written
}

/// Has Chromium close its files, which it does some time after the last connection has ended, and open them again. The renewal has
/// appended to their MANIFEST; if that is torn, Chromium finds it out only when it opens them, and makes the database anew: better now, while
/// this page has every record of its profile, than at its next start. As long as another tab is connected they stay open.
///
/// # Errors
/// The cause when it cannot be opened or read, [`Cause::Unavailable`] when something is missing or it is that of a newer Aula; then the
/// connection is given up, and the listener opens it and writes everything again.
async fn open_again() -> Result<(), Cause> {
    let opened = async {
        let (records, asides) = read_all().await?;
        // It stays the page's connection meanwhile: what is to be written waits for this.
        connection()?.close();
        FOUND_LESS.set(true);
        clock::sleep(CLOSED_MS).await;
        if profiles::is_erased() {
            // Opening it would make it again.
            return Err(Cause::Unavailable);
        }
        let found = open().await?;
        let less = found.texts.len() < records.len() || found.asides.len() < asides.len();
        if less || found.newer {
            return Err(Cause::Unavailable);
        }
        FOUND_LESS.set(false);
        Ok(())
    };
    opened.await.inspect_err(|_| super::give_up())
}
