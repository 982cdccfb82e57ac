//! The border to JavaScript.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::read_codes;

/// As [`read_codes`], a text a line.
#[wasm_bindgen]
pub fn scan(width: usize, height: usize, grey: &[u8]) -> String {
    read_codes(width, height, grey).join("\n")
}
