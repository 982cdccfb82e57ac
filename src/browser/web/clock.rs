//! The device's clock and time zone.

use aula_core::time::Timestamp;
use js_sys::{Date, Promise};
use wasm_bindgen_futures::JsFuture;

/// Now, as this device sees it.
pub fn now() -> Timestamp {
    let date = Date::new_0();
    // JavaScript counts the offset westwards.
    Timestamp {
        utc_ms: date.get_time() as i64,
        offset_minutes: -(date.get_timezone_offset() as i16),
    }
}

/// Waits. A page in the background may be kept waiting longer.
pub async fn sleep(ms: i32) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let over = Promise::new(&mut |done, _| {
        if window
            .set_timeout_with_callback_and_timeout_and_arguments_0(&done, ms)
            .is_err()
        {
            drop(done.call0(&wasm_bindgen::JsValue::NULL));
        }
    });
    drop(JsFuture::from(over).await);
}
