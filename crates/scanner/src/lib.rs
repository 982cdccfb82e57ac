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

/// Largest picture that is looked at whatever it shows, in pixels.
const GRAINY: usize = 300_000;

/// The texts of the QR codes in a picture of grey bytes, row by row, 0 black. Only those that may be of a constancia, which end with as
/// many digits as no other code has.
///
/// A large picture full of grain is looked at smaller: the library would take minutes for what it takes for corners of codes.
pub fn read_codes(width: usize, height: usize, grey: &[u8]) -> Vec<String> {
    let is_whole = width.checked_mul(height) == Some(grey.len());
    if !is_whole || grey.is_empty() || grey.len() > LARGEST {
        return vec![];
    }
    if grey.len() > GRAINY && is_grainy(grey) {
        let (width, height, grey) = halved(width, height, grey);
        return read_codes(width, height, &grey);
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

/// Whether more than an eighth of the points differ much from the one before: codes large enough to be read change less often.
fn is_grainy(grey: &[u8]) -> bool {
    let changes = grey
        .windows(2)
        .filter(|pair| matches!(pair, [one, next] if one.abs_diff(*next) > 64));
    8 * changes.count() > grey.len()
}

/// Half as wide and high, each point the mean of four.
fn halved(width: usize, height: usize, grey: &[u8]) -> (usize, usize, Vec<u8>) {
    let at = |x: usize, y: usize| u16::from(grey.get(y * width + x).copied().unwrap_or(u8::MAX));
    let mean = |x: usize, y: usize| (at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1)) / 4;
    let (smaller_width, smaller_height) = (width / 2, height / 2);
    let rows = (0..smaller_height).flat_map(|y| (0..smaller_width).map(move |x| (2 * x, 2 * y)));
    let points = rows.map(|(x, y)| mean(x, y) as u8).collect();
    (smaller_width, smaller_height, points)
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
