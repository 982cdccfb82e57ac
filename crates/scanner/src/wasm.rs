//! The border to JavaScript.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::read_code;

/// As [`read_code`]: the text, or undefined.
#[wasm_bindgen]
pub fn scan(width: usize, height: usize, grey: &[u8]) -> Option<String> {
    read_code(width, height, grey)
}
