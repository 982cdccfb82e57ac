//! Other tabs of the same site: each new record is told to them.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

use super::profiles::own;

/// Only to be heard of: see [`greet`].
const GREETING: &str = "aula-llegada";

thread_local! {
    static OURS: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
    static GREETER: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
}

/// Says that this page has come; to be called before the store is opened.
///
/// Who follows a link while the page before was opening the database leaves that page frozen in the middle of it, kept for the back
/// button, and Chromium makes every later opening wait for it, without end. A frozen page that is sent a message is given up. (Measured:
/// 3 of 8 quick visits hung without this, none of 10 with it.)
pub fn greet() {
    // Where there is no channel (a sandboxed frame) there is no store either.
    let Ok(channel) = BroadcastChannel::new(GREETING) else {
        return;
    };
    // A page that listens to nothing would not be sent anything.
    let silent = Closure::<dyn Fn()>::new(|| {}).into_js_value();
    channel.set_onmessage(Some(silent.unchecked_ref()));
    drop(channel.post_message(&JsValue::NULL));
    GREETER.set(Some(channel));
}

/// Calls `arrived` with the text of every record that another tab writes from now on.
pub fn listen(arrived: impl Fn(String) + 'static) {
    // Without a channel (a sandboxed frame) tabs meet again at the next start, through the store.
    let Ok(channel) = BroadcastChannel::new(&own("")) else {
        return;
    };
    let handler = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
        if let Some(text) = message.data().as_string() {
            arrived(text);
        }
    });
    channel.set_onmessage(Some(handler.into_js_value().unchecked_ref()));
    OURS.set(Some(channel));
}

/// Tells a record to the other tabs.
pub fn announce(text: &str) {
    OURS.with_borrow(|channel| {
        if let Some(channel) = channel {
            // A tab that does not hear it reads it from the store at its next start.
            drop(channel.post_message(&text.into()));
        }
    });
}
