//! Files that the person takes away, and files that the person brings.

use aula_core::progress::export::EXPORT_LIMIT;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlInputElement, Url};

/// Offers bytes as a download under this name. Returns whether the browser took them.
pub fn save(name: &str, media_type: &str, bytes: &[u8]) -> bool {
    try_save(name, media_type, bytes).is_some()
}

fn try_save(name: &str, media_type: &str, bytes: &[u8]) -> Option<()> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Limit: the address lives as long as the page; taking it back in the same turn loses the download in some browsers.
    Some(())
}

/// A file that was chosen.
pub enum Chosen {
    /// Its text.
    Text(String),
    /// It is larger than [`EXPORT_LIMIT`].
    TooLarge,
    /// It could not be read as text.
    Unreadable,
    /// Nothing was chosen.
    Nothing,
}

/// Reads the file chosen in the file field with this id.
pub async fn chosen_file(field: &str) -> Chosen {
    let Some(file) = file_of(field) else {
        return Chosen::Nothing;
    };
    if file.size() > EXPORT_LIMIT as f64 {
        return Chosen::TooLarge;
    }
    match JsFuture::from(file.text())
        .await
        .ok()
        .and_then(|text| text.as_string())
    {
        Some(text) => Chosen::Text(text),
        None => Chosen::Unreadable,
    }
}

/// Every file chosen in the file field with this id: its name, and its bytes unless it is larger than [`EXPORT_LIMIT`] or cannot be
/// read.
pub async fn chosen_files(field: &str) -> Vec<(String, Option<Vec<u8>>)> {
    let mut read = vec![];
    for file in files_of(field) {
        let bytes = if file.size() > EXPORT_LIMIT as f64 {
            None
        } else {
            let buffer = JsFuture::from(file.array_buffer()).await.ok();
            buffer.map(|buffer| Uint8Array::new(&buffer).to_vec())
        };
        read.push((file.name(), bytes));
    }
    read
}

fn files_of(field: &str) -> Vec<File> {
    let element = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id(field));
    let input = element.and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
    let Some(files) = input.and_then(|input| input.files()) else {
        return vec![];
    };
    (0..files.length())
        .filter_map(|place| files.get(place))
        .collect()
}

/// Whether a file is chosen in the file field with this id.
pub fn is_chosen(field: &str) -> bool {
    file_of(field).is_some()
}

pub(super) fn file_of(field: &str) -> Option<File> {
    let element = web_sys::window()?.document()?.get_element_by_id(field)?;
    element.dyn_into::<HtmlInputElement>().ok()?.files()?.get(0)
}
