//! The device's clock and time zone.

use aula_core::time::Timestamp;
use js_sys::Date;

/// Now, as this device sees it.
pub fn now() -> Timestamp {
    let date = Date::new_0();
    // JavaScript counts the offset westwards.
    Timestamp {
        utc_ms: date.get_time() as i64,
        offset_minutes: -(date.get_timezone_offset() as i16),
    }
}
