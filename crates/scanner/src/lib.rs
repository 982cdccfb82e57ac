//! Finds the QR codes in a picture and reads them, in a wasm of its own: who verifies a file never loads it.
//!
//! Pure like the seal: grey bytes go in, text comes out. What the text is worth, the seal says.

#[cfg(target_arch = "wasm32")]
mod wasm;

use rqrr::PreparedImage;

/// Largest picture that is looked at, in pixels: looking takes as long as there are pixels.
const LARGEST: usize = 36_000_000;
/// Largest picture that is also looked at enlarged, in pixels: more have pixels enough.
const ENLARGED: usize = 6_000_000;

/// The texts of the QR codes in a picture of grey bytes, row by row, 0 black. Only those that may be of a constancia, which end with as
/// many digits as no other code has.
pub fn read_codes(width: usize, height: usize, grey: &[u8]) -> Vec<String> {
    let is_whole = width.checked_mul(height) == Some(grey.len());
    if !is_whole || grey.is_empty() || grey.len() > LARGEST {
        return vec![];
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
    let found = read(width, height, as_it_is);
    if found.is_empty() && small {
        return read(2 * width, 2 * height, larger);
    }
    found
}

fn read(width: usize, height: usize, pixel: impl Fn(usize, usize) -> u8) -> Vec<String> {
    let mut image = PreparedImage::prepare_from_greyscale(width, height, pixel);
    let grids = image.detect_grids().into_iter();
    let texts = grids.filter_map(|grid| Some(grid.decode().ok()?.1));
    let digits = |text: &str| text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let is_one_line = |text: &str| !text.bytes().any(|byte| byte.is_ascii_control());
    texts
        .filter(|text| digits(text) > 100 && is_one_line(text))
        .collect()
}
