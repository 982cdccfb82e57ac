//! Finds a QR code in a picture and reads it, in a wasm of its own: who verifies a file never loads it.
//!
//! Pure like the seal: grey bytes go in, text comes out. What the text is worth, the seal says.

#[cfg(target_arch = "wasm32")]
mod wasm;

use rqrr::PreparedImage;

/// Largest picture that is looked at, in pixels: looking takes as long as there are pixels.
const LARGEST: usize = 36_000_000;
/// Largest picture that is also looked at enlarged, in pixels: more have pixels enough.
const ENLARGED: usize = 6_000_000;

/// The text of a QR code in a picture of grey bytes, row by row, 0 black; the first that can be read.
pub fn read_code(width: usize, height: usize, grey: &[u8]) -> Option<String> {
    if width.checked_mul(height)? != grey.len() || grey.is_empty() || grey.len() > LARGEST {
        return None;
    }
    let pixel = |x: usize, y: usize| {
        let (x, y) = (x.min(width - 1), y.min(height - 1));
        u16::from(grey.get(y * width + x).copied().unwrap_or(u8::MAX))
    };
    let as_it_is = |x: usize, y: usize| pixel(x, y) as u8;
    // Twice as large, between the pixels their mean: modules of two or three pixels become readable.
    let larger = |x: usize, y: usize| {
        let (right, below) = (x.div_ceil(2), y.div_ceil(2));
        let corners = [
            (x / 2, y / 2),
            (right, y / 2),
            (x / 2, below),
            (right, below),
        ];
        (corners.into_iter().map(|(x, y)| pixel(x, y)).sum::<u16>() / 4) as u8
    };
    let small = width * height <= ENLARGED;
    read(width, height, as_it_is).or_else(|| small.then(|| read(2 * width, 2 * height, larger))?)
}

fn read(width: usize, height: usize, pixel: impl Fn(usize, usize) -> u8) -> Option<String> {
    let mut image = PreparedImage::prepare_from_greyscale(width, height, pixel);
    let mut found = image.detect_grids().into_iter();
    found.find_map(|grid| grid.decode().ok().map(|(_, text)| text))
}
