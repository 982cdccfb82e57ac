use aula_core::credential::Sheet;
use wasm_bindgen::prelude::*;

/// [`crate::render`] for JavaScript: the sheet as JSON, the font as bytes; the PDF as a `Uint8Array`.
///
/// # Errors
/// Throws an `Error` whose message is that of [`crate::Error`]; `missing glyph: ` is followed by the character that the font lacks.
/// A sheet that cannot be read begins with `sheet: `.
#[wasm_bindgen]
pub fn render_certificate(sheet_json: &str, font: &[u8]) -> Result<Vec<u8>, JsError> {
    let sheet: Sheet = serde_json::from_str(sheet_json)
        .map_err(|error| JsError::new(&format!("sheet: {error}")))?;
    crate::render(&sheet, font).map_err(JsError::from)
}
