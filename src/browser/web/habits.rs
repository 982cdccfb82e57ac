//! What this kind of browser may do with what is stored, as far as it can be told.

use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// `navigator.storage`, which exists on https and localhost only.
    type Manager;
    #[wasm_bindgen(method, catch)]
    fn persisted(this: &Manager) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn persist(this: &Manager) -> Result<Promise, JsValue>;
}

/// Whether the page is shown inside a page of another origin.
pub fn is_in_a_frame() -> bool {
    // The address of a page of another origin cannot be read.
    web_sys::window()
        .and_then(|window| window.top().ok().flatten())
        .is_some_and(|top| top.location().href().is_err())
}

/// Whether nobody on the way can have changed this page: https, or this very machine.
pub fn is_secure() -> bool {
    web_sys::window().is_some_and(|window| window.is_secure_context())
}

/// Whether it is Safari, or another browser with Apple's rules.
pub fn is_apple() -> bool {
    vendor().starts_with("Apple")
}

/// Whether it is Chromium, or another browser built on it: its IndexedDB is LevelDB.
pub fn is_chromium() -> bool {
    vendor().starts_with("Google")
}

fn vendor() -> String {
    navigator("vendor").as_string().unwrap_or_default()
}

/// What `navigator` has under this name; `undefined` if that is nothing.
pub fn navigator(name: &str) -> JsValue {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into());
    navigator
        .and_then(|navigator| Reflect::get(&navigator, &name.into()))
        .unwrap_or_default()
}

/// Whether the browser has agreed to keep what is stored when space is short; `None` where it cannot be asked.
pub async fn is_kept() -> Option<bool> {
    answer(manager()?.persisted()).await
}

/// Asks the browser for that; its answer, or `None` where it cannot be asked.
pub async fn ask_to_keep() -> Option<bool> {
    answer(manager()?.persist()).await
}

async fn answer(promise: Result<Promise, JsValue>) -> Option<bool> {
    JsFuture::from(promise.ok()?).await.ok()?.as_bool()
}

fn manager() -> Option<Manager> {
    let manager = navigator("storage");
    manager.is_object().then(|| manager.unchecked_into())
}
