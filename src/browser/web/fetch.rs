//! The site's own data files.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::clock;

/// What the site has now under a name that later content takes over, whatever copy the browser keeps; `None` if it cannot be had.
pub async fn newest(address: &str) -> Option<Vec<u8>> {
    // Another address each time.
    bytes(&format!("{address}?{}", clock::now().utc_ms)).await
}

/// The content of a file of this site, or `None` if it cannot be had.
pub async fn bytes(address: &str) -> Option<Vec<u8>> {
    let response = JsFuture::from(web_sys::window()?.fetch_with_str(address))
        .await
        .ok()?;
    let response: Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
