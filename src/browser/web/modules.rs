//! What boot.js does for the app: the modules that it loads when they are needed, and a lock.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::picture::Grey;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = aulaModules, js_name = loadCertificate, catch)]
    fn load_certificate() -> Result<Promise, JsValue>;
    /// Shows the notice that the interactive part could not be loaded.
    #[wasm_bindgen(js_namespace = aulaModules, js_name = reportFailure)]
    pub fn report_failure();
    /// Waits for a Web Lock, for so many milliseconds at most; gives the function that lets it go. web-sys has locks behind an unstable flag.
    #[wasm_bindgen(js_namespace = aulaModules)]
    pub fn turn(name: &str, patience_ms: i32) -> Promise;
    #[wasm_bindgen(js_namespace = aulaModules, js_name = certificate, catch)]
    fn certificate(sheet: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = aulaModules, js_name = seal, catch)]
    fn call_seal(name: &str, given: Array) -> Result<Promise, JsValue>;
}

/// Starts to load the certificate module, so that it is there when it is needed. A failure shows when it is used.
pub fn prepare_certificate() {
    if let Ok(promise) = load_certificate() {
        wasm_bindgen_futures::spawn_local(async move { drop(JsFuture::from(promise).await) });
    }
}

/// The PDF of a sheet (`aula_core::credential::Sheet` as JSON).
///
/// # Errors
/// The module's own words, in English, when it could not be loaded or could not draw the sheet.
pub async fn render_certificate(sheet: &str) -> Result<Vec<u8>, String> {
    let promise = certificate(sheet).map_err(|error| words(&error))?;
    let bytes = JsFuture::from(promise)
        .await
        .map_err(|error| words(&error))?;
    Ok(bytes.unchecked_into::<Uint8Array>().to_vec())
}

/// What a function of the seal takes.
pub enum Given<'a> {
    /// Text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// A number.
    Number(f64),
}

/// Calls a function of the seal (keys, signatures, verification), which is loaded the first time. All of them give text.
///
/// # Errors
/// The module's own words, in English.
pub async fn seal(name: &str, given: &[Given<'_>]) -> Result<String, String> {
    Ok(call(name, given).await?.as_string().unwrap_or_default())
}

/// What [`scan`] fails with when a picture has more to look at than anybody waits for: `scanner.js` says it.
pub const PATIENCE: &str = "patience";

/// The texts of the QR codes in a picture, one a line. What reads them is loaded with the first picture, and works beside the page.
///
/// # Errors
/// [`PATIENCE`], or the module's own words, in English, when it could not be loaded.
pub async fn scan((width, height, grey): &Grey) -> Result<String, String> {
    let size = |pixels: u32| Given::Number(f64::from(pixels));
    let given = [size(*width), size(*height), Given::Bytes(grey)];
    seal("scan", &given).await
}

async fn call(name: &str, given: &[Given<'_>]) -> Result<JsValue, String> {
    let given: Array = given
        .iter()
        .map(|each| match each {
            Given::Text(text) => JsValue::from_str(text),
            Given::Bytes(bytes) => Uint8Array::from(*bytes).into(),
            Given::Number(number) => JsValue::from_f64(*number),
        })
        .collect();
    let promise = call_seal(name, given).map_err(|error| words(&error))?;
    JsFuture::from(promise).await.map_err(|error| words(&error))
}

fn words(error: &JsValue) -> String {
    error.as_string().unwrap_or_else(|| format!("{error:?}"))
}
