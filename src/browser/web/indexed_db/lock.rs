//! One tab at a time: a Web Lock, and on plain http, where there is none, a lease in a database of its own.
//!
//! Nobody is kept waiting for long. A browser gives the lock back when its page is closed or killed, a lease runs out, and whoever has
//! waited for [`PATIENCE_MS`] in vain goes on without: what is done under it may be done twice, which only costs time.

use aula_core::progress::lease::slots;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{Database, ObjectStore, PATIENCE_MS, after, call, connect, factory, put_all};
use crate::browser::web::{clock, habits};

/// Of the whole site: its databases are in the same files.
const NAME: &str = "aula-turno";
/// How often somebody looks whether the lease is free, in milliseconds.
const LOOK_MS: i32 = 50;

#[wasm_bindgen]
extern "C" {
    /// `navigator.locks`, which exists on https and localhost only, and in web-sys behind an unstable flag.
    type Locks;
    #[wasm_bindgen(method, catch)]
    fn request(this: &Locks, name: &str, held: &JsValue) -> Result<Promise, JsValue>;
}

/// What must be given back.
pub enum Turn {
    /// Calling it lets the lock go.
    Lock(JsValue),
    /// Where the lease is.
    Lease(Database),
}

/// Waits until no other tab has its turn; `None` if that took too long, or there is nothing to tell by.
pub async fn take() -> Option<Turn> {
    let locks = habits::navigator("locks");
    if locks.is_object() {
        lock(locks.unchecked_ref()).await
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

/// The lock is held until the promise is resolved that its callback gives.
async fn lock(locks: &Locks) -> Option<Turn> {
    let mut release = JsValue::NULL;
    let done = Promise::new(&mut |resolve, _| release = resolve.into());
    let granted = Promise::new(&mut |granted, _| {
        after(PATIENCE_MS, &granted);
        let (granted, done) = (granted.clone(), done.clone());
        let held = Closure::once_into_js(move || {
            call(&granted, &JsValue::TRUE);
            done
        });
        // If it throws, the time runs out.
        drop(locks.request(NAME, &held));
    });
    let granted = JsFuture::from(granted).await.ok()?;
    if granted.is_undefined() {
        // When it comes now, nobody waits for it any more.
        call(&release, &JsValue::NULL);
        return None;
    }
    Some(Turn::Lock(release))
}

async fn lease() -> Option<Turn> {
    let database = connect(factory().ok()?.open(NAME, 1)).await.ok()?;
    for _ in 0..PATIENCE_MS / LOOK_MS {
        let take = |leases: &ObjectStore| {
            let [now, next] = slots(clock::now().utc_ms);
            leases.add(&JsValue::NULL, now as f64)?;
            leases.add(&JsValue::NULL, next as f64).map(drop)
        };
        if put_all(&database, &take).await.is_ok() {
            return Some(Turn::Lease(database));
        }
        clock::sleep(LOOK_MS).await;
    }
    database.close();
    None
}
