//! QR codes of level M: the address in bytes, the payload in digits. Their reader is `aula-scanner`.

use qrcodegen::{QrCode, QrCodeEcc, QrSegment};

use crate::error::Error;

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
    rows(&segments)
}

fn rows(segments: &[QrSegment]) -> Result<Vec<String>, Error> {
    let code = QrCode::encode_segments(segments, QrCodeEcc::Medium).map_err(|_| Error::TooLong)?;
    let row = |y: i32| {
        let dark = (0..code.size()).map(|x| if code.get_module(x, y) { '1' } else { '0' });
        dark.collect()
    };
    Ok((0..code.size()).map(row).collect())
}

/// The QR code of any text as a drawing in SVG: its `viewBox`, one unit a module with the quiet zone around it, and the path of what is dark.
///
/// # Errors
/// As [`code`].
pub fn drawn_code(text: &str) -> Result<(String, String), Error> {
    /// What the standard (ISO/IEC 18004, 9.1) leaves free on each side, in modules.
    const QUIET: usize = 4;
    /// Says that the bytes are UTF-8: without it readers guess, and of an accent many make a Chinese letter.
    const UTF_8: u32 = 26;
    let mut segments = vec![];
    if !text.is_ascii() {
        segments.push(QrSegment::make_eci(UTF_8));
    }
    segments.push(QrSegment::make_bytes(text.as_bytes()));
    let rows = rows(&segments)?;
    let side = rows.len() + 2 * QUIET;
    let mut path = String::new();
    for (y, row) in rows.iter().enumerate() {
        for (x, module) in row.bytes().enumerate() {
            if module == b'1' {
                path += &format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET);
            }
        }
    }
    Ok((format!("0 0 {side} {side}"), path))
}
