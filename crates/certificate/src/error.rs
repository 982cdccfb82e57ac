use std::fmt;

/// Why there is no PDF.
#[derive(Debug)]
pub enum Error {
    /// The font has no glyph for this character, or it belongs to a script written from right to left, which a sheet cannot set.
    ///
    /// `Display` writes `missing glyph: ` followed by the character: across the JavaScript border that text is the only thing left.
    MissingGlyph(char),
    /// The bytes are no font that can be read.
    Font,
    /// Even the smallest legible type leaves the text larger than the page.
    DoesNotFit,
    /// The PDF library no longer combines PDF/UA-1 with PDF/A-3a.
    Standards,
    /// The PDF library refused the document.
    Pdf(krilla::error::KrillaError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::MissingGlyph(missing) => write!(f, "missing glyph: {missing}"),
            Error::Font => f.write_str("the font cannot be read"),
            Error::DoesNotFit => f.write_str("the text does not fit on the page"),
            Error::Standards => f.write_str("the standards cannot be combined"),
            Error::Pdf(_) => f.write_str("the document was refused"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Pdf(source) => Some(source),
            Error::MissingGlyph(_) | Error::Font | Error::DoesNotFit | Error::Standards => None,
        }
    }
}
