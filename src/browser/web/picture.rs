//! Pictures as grey bytes, for reading a QR code in them: from a file, or from the camera where the browser gives one.

use std::cell::RefCell;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, ImageBitmap, MediaDevices,
    MediaStream, MediaStreamConstraints, MediaStreamTrack,
};

use super::download::file_of;

/// The longer side of a picture, in pixels, that is enough for most codes, and one for a small code in a large photo: more costs time,
/// and some telephones give no canvas of more.
pub const SIDES: [u32; 2] = [1600, 4000];

thread_local! {
    /// What the camera gives: kept, because its video may be gone with its page when it is to stop.
    static STREAM: RefCell<Option<MediaStream>> = const { RefCell::new(None) };
}

/// Width, height, and a byte for each point, row by row, 0 black.
pub type Grey = (u32, u32, Vec<u8>);

/// The picture chosen in the file field with this id, made no larger than this on its longer side; `None` if it is no picture.
pub async fn chosen(field: &str, side: u32) -> Option<Grey> {
    let promise = web_sys::window()?
        .create_image_bitmap_with_blob(&file_of(field)?.into())
        .ok()?;
    let picture: ImageBitmap = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    grey(
        side,
        picture.width(),
        picture.height(),
        |canvas, width, height| {
            canvas.draw_image_with_image_bitmap_and_dw_and_dh(&picture, 0.0, 0.0, width, height)
        },
    )
}

/// Whether the browser has a camera to ask for: never on plain http.
pub fn has_camera() -> bool {
    devices().is_some()
}

fn devices() -> Option<MediaDevices> {
    let devices = web_sys::window()?.navigator().media_devices().ok()?;
    (!devices.is_undefined()).then_some(devices)
}

/// Shows the camera in the video with this id. Returns whether the person allowed it.
pub async fn start_camera(video: &str) -> bool {
    try_start(video).await.is_some()
}

async fn try_start(video: &str) -> Option<()> {
    let constraints = MediaStreamConstraints::new();
    // Of a telephone the camera at its back.
    let wanted = js_sys::Object::new();
    js_sys::Reflect::set(&wanted, &"facingMode".into(), &"environment".into()).ok()?;
    constraints.set_video(&wanted);
    let promise = devices()?
        .get_user_media_with_constraints(&constraints)
        .ok()?;
    let stream: MediaStream = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    STREAM.set(Some(stream.clone()));
    let video = video_of(video)?;
    video.set_src_object(Some(&stream));
    // A video that does not play gives no frames, and nothing is found.
    drop(JsFuture::from(video.play().ok()?).await);
    Some(())
}

/// What the camera shows now; `None` before its first picture.
pub fn frame(video: &str) -> Option<Grey> {
    let video = video_of(video)?;
    grey(
        SIDES[0],
        video.video_width(),
        video.video_height(),
        |canvas, width, height| {
            canvas.draw_image_with_html_video_element_and_dw_and_dh(&video, 0.0, 0.0, width, height)
        },
    )
}

/// Lets the camera go, also when its video is no longer there.
pub fn stop_camera(video: &str) {
    let tracks = STREAM.take().map(|stream| stream.get_tracks());
    for track in tracks.into_iter().flatten() {
        if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
            track.stop();
        }
    }
    if let Some(video) = video_of(video) {
        video.set_src_object(None);
    }
}

fn video_of(id: &str) -> Option<HtmlVideoElement> {
    let element = web_sys::window()?.document()?.get_element_by_id(id)?;
    element.dyn_into().ok()
}

/// What is drawn on a canvas of this size, made smaller where it is too large.
fn grey(
    side: u32,
    width: u32,
    height: u32,
    draw: impl FnOnce(&CanvasRenderingContext2d, f64, f64) -> Result<(), JsValue>,
) -> Option<Grey> {
    let (width, height) = (f64::from(width), f64::from(height));
    let scale = (f64::from(side) / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).floor(), (height * scale).floor());
    if width < 1.0 || height < 1.0 {
        return None;
    }
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    draw(&context, width, height).ok()?;
    let image = context.get_image_data(0.0, 0.0, width, height).ok()?;
    let bytes = image.data().chunks_exact(4).map(luminance).collect();
    Some((width as u32, height as u32, bytes))
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
