//! Other tabs of the same site: each new record is told to them.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

const CHANNEL: &str = "aula";

thread_local! {
    static OURS: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
}

/// Calls `arrived` with the text of every record that another tab writes from now on.
pub fn listen(arrived: impl Fn(String) + 'static) {
    // Without a channel (a sandboxed frame) tabs meet again at the next start, through the store.
    let Ok(channel) = BroadcastChannel::new(CHANNEL) else {
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
