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
    let code = QrCode::encode_segments(&segments, QrCodeEcc::Medium).map_err(|_| Error::TooLong)?;
    let row = |y: i32| {
        let dark = (0..code.size()).map(|x| if code.get_module(x, y) { '1' } else { '0' });
        dark.collect()
    };
    Ok((0..code.size()).map(row).collect())
}
