//! Files that the person takes away, and files that the person brings.

use aula_core::progress::export::EXPORT_LIMIT;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, File, HtmlAnchorElement, HtmlCanvasElement,
    HtmlInputElement, ImageBitmap, Url,
};

/// A picture is made no larger than this on its longer side: more only costs time to find a code in it.
const PICTURE_LIMIT: f64 = 1600.0;

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

/// The picture chosen in the file field with this id as width, height and grey bytes; `None` if it is no picture.
pub async fn grey_picture(field: &str) -> Option<(u32, u32, Vec<u8>)> {
    let window = web_sys::window()?;
    let promise = window
        .create_image_bitmap_with_blob(&file_of(field)?.into())
        .ok()?;
    let picture: ImageBitmap = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
    let scale = (PICTURE_LIMIT / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).floor(), (height * scale).floor());
    let canvas: HtmlCanvasElement = window
        .document()?
        .create_element("canvas")
        .ok()?
        .dyn_into()
        .ok()?;
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context
        .draw_image_with_image_bitmap_and_dw_and_dh(&picture, 0.0, 0.0, width, height)
        .ok()?;
    let image = context.get_image_data(0.0, 0.0, width, height).ok()?;
    let grey = image.data().chunks_exact(4).map(luminance).collect();
    Some((width as u32, height as u32, grey))
}

/// Of red, green, blue and opacity; what shines through is white.
fn luminance(pixel: &[u8]) -> u8 {
    let [red, green, blue, opacity] = pixel else {
        return u8::MAX;
    };
    let weigh = |colour: &u8, weight: u32| u32::from(*colour) * weight;
    let light = (weigh(red, 299) + weigh(green, 587) + weigh(blue, 114)) / 1000;
    let opacity = u32::from(*opacity);
    let over_white = (light * opacity + 255 * (255 - opacity)) / 255;
    u8::try_from(over_white).unwrap_or(u8::MAX)
}

fn file_of(field: &str) -> Option<File> {
    let element = web_sys::window()?.document()?.get_element_by_id(field)?;
    element.dyn_into::<HtmlInputElement>().ok()?.files()?.get(0)
}
