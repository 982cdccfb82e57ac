//! QR codes: ours are written with level M, the address in bytes and the payload in digits; any is read from a grey picture.

use qrcodegen::{QrCode, QrCodeEcc, QrSegment};
use rqrr::PreparedImage;

use crate::error::Error;

/// Largest picture that is looked at, in pixels: looking takes as long as there are pixels.
const LARGEST: usize = 36_000_000;
/// Largest picture that is also looked at enlarged, in pixels: more have pixels enough.
const ENLARGED: usize = 6_000_000;

/// The QR code of a link, row by row from the top, without its quiet zone: `1` is dark, `0` is light.
///
/// # Errors
/// [`Error::TooLong`] beyond version 40.
pub fn code(link: &str) -> Result<Vec<String>, Error> {
    let digits = link.len() - link.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (address, payload) = link.split_at(link.len() - digits);
    let mut segments = vec![];
    if !address.is_empty() {
        segments.push(QrSegment::make_bytes(address.as_bytes()));
    }
    if !payload.is_empty() {
        segments.push(QrSegment::make_numeric(payload));
    }
    let code = QrCode::encode_segments(&segments, QrCodeEcc::Medium).map_err(|_| Error::TooLong)?;
    let row = |y: i32| {
        let dark = (0..code.size()).map(|x| if code.get_module(x, y) { '1' } else { '0' });
        dark.collect()
    };
    Ok((0..code.size()).map(row).collect())
}

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
