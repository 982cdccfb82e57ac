//! A credential's sheet as a PDF: one page, tagged, archivable, every word real text.
//!
//! Sheet and font bytes in, PDF bytes out; no clock and no randomness, so the same sheet is the same file. `typeface` shapes and
//! measures, `paragraph` breaks lines, `layout` decides where everything stands, `document` writes it down. Only this crate knows krilla.

mod code;
mod document;
mod error;
mod layout;
mod logo;
mod ornament;
mod paragraph;
mod signatures;
mod stack;
mod style;
mod tags;
mod typeface;
#[cfg(target_arch = "wasm32")]
mod wasm;

use aula_core::credential::Sheet;

pub use error::Error;

/// The sheet as the bytes of a PDF: A4 landscape, one page, PDF/UA-1 and PDF/A-3a, the font embedded as a subset.
///
/// `font` is an OpenType file whose glyphs cover every character of the sheet; the site ships Libertinus Serif Regular. Long text
/// shrinks and wraps until it fits. A seal puts the QR code into the upper right corner and its token into the file, as the attachment
/// `constancia.jwt`. A logo stands left of the head, the lines to sign on above the fields. Equal arguments give equal bytes: the creation date is `sheet.issued_at`, the document's
/// identifier comes from `sheet.folio`. Empty texts (`subtitle`, `mark`, …) leave no trace, neither a line nor a tag.
///
/// Sources: ISO 14289-1 (PDF/UA-1) and ISO 19005-3 (PDF/A-3, level A), as far as krilla checks them.
///
/// # Errors
/// [`Error::MissingGlyph`] names the first character that the font cannot draw: the person can write that name another way.
/// [`Error::Font`] if the bytes are no font, [`Error::DoesNotFit`] far beyond the lengths a course allows, [`Error::Pdf`] if the
/// PDF library refuses the document.
pub fn render(sheet: &Sheet, font: &[u8]) -> Result<Vec<u8>, Error> {
    let typeface = typeface::Typeface::new(font)?;
    let layout = layout::lay_out(sheet, &typeface)?;
    document::write(sheet, &layout, &typeface)
}
