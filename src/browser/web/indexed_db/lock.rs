//! One tab at a time: a Web Lock, and on plain http, where there is none, a lease in a database of its own.
//!
//! Nobody is kept waiting for long. A browser gives the lock back when its page is closed or killed, a lease runs out, and whoever has
//! waited for [`PATIENCE_MS`] in vain goes on without: what is done under it may be done twice, which only costs time.

use aula_core::progress::lease::slots;
use aula_core::progress::saving::Cause;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{Database, ObjectStore, PATIENCE_MS, call, connect, factory, put_all};
use crate::browser::web::{clock, habits, modules};

/// Of the whole site: its databases are in the same files.
const NAME: &str = "aula-turno";
/// How often somebody looks whether the lease is free, in milliseconds.
const LOOK_MS: i32 = 50;

/// What must be given back.
pub enum Turn {
    /// Calling it lets the lock go.
    Lock(JsValue),
    /// Where the lease is.
    Lease(Database),
}

/// Waits until no other tab has its turn; `None` if that took too long, or there is nothing to tell by.
pub async fn take() -> Option<Turn> {
    if habits::navigator("locks").is_object() {
        let release = JsFuture::from(modules::turn(NAME, PATIENCE_MS)).await;
        release.ok().map(Turn::Lock)
    } else {
        lease().await
    }
}

/// Lets the next one begin.
pub async fn give_back(turn: Turn) {
    match turn {
        Turn::Lock(release) => call(&release, &JsValue::NULL),
        // If that fails, the lease runs out. Who took so long that it has run out may take away another's; that is no worse than to have
        // gone on without.
        Turn::Lease(database) => {
            drop(put_all(&database, &|leases| leases.clear().map(drop)).await);
            database.close();
        }
    }
}

async fn lease() -> Option<Turn> {
    let database = connect(factory().ok()?.open(NAME, 1)).await.ok()?;
    // By the clock: a page that is not seen sleeps longer than it asks for.
    let begun = clock::now().utc_ms;
    while (clock::now().utc_ms - begun).abs() < PATIENCE_MS.into() {
        let take = |leases: &ObjectStore| {
            let [now, next] = slots(clock::now().utc_ms);
            leases.add(&JsValue::NULL, now as f64)?;
            leases.add(&JsValue::NULL, next as f64).map(drop)
        };
        match put_all(&database, &take).await {
            Ok(()) => return Some(Turn::Lease(database)),
            // Another has it.
            Err(Cause::Other(error)) if error.starts_with("ConstraintError") => {
                clock::sleep(LOOK_MS).await;
            }
            // Nothing can be written: what the turn was for will say why.
            Err(_) => break,
        }
    }
    database.close();
    None
}
