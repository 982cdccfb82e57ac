//! Randomness from the browser's own generator, which exists on plain http too (`randomUUID` does not).

use wasm_bindgen::UnwrapThrowExt as _;

/// A random number of 64 bits.
pub fn number() -> u64 {
    u64::from_le_bytes(bytes())
}

/// What a new signing key and its file take: a seed of 32 bytes, a salt of 16 and a nonce of 24.
pub fn key_material() -> [u8; 72] {
    bytes()
}

/// A random UUID of version 4 (RFC 9562 §5.4), lower case with hyphens.
pub fn uuid() -> String {
    let mut raw: [u8; 16] = bytes();
    raw[6] = (raw[6] & 0x0f) | 0x40;
    raw[8] = (raw[8] & 0x3f) | 0x80;
    let mut text = String::with_capacity(36);
    for (index, byte) in raw.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for half in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
    text
}

/// Without a random source no folio and no chain can be trusted, so the app stops here; every browser of our floor has one.
fn bytes<const N: usize>() -> [u8; N] {
    let mut buffer = [0; N];
    let crypto = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .unwrap_throw();
    crypto
        .get_random_values_with_u8_array(&mut buffer)
        .unwrap_throw();
    buffer
}
