//! The file of a sheet or a badge, as far as it can be signed by the token that it holds: all of it but the token.
//!
//! Who finds the same digest has the file that was handed over, to the byte: only the token can differ, and that is signed itself. So
//! nobody need understand what a viewer makes of the file.

use aula_core::credential::exchange;
use base64ct::{Base64UrlUnpadded, Encoding};
use sha2::{Digest, Sha256};

/// The digests of what is handed over.
pub(crate) struct Files {
    /// Of the PDF.
    pub(crate) sheet: String,
    /// Of the SVG.
    pub(crate) badge: String,
}

impl Files {
    /// Of files that are not drawn yet: as long as any.
    pub(crate) fn unknown() -> Files {
        let none = multibase(&[]);
        Files {
            sheet: none.clone(),
            badge: none,
        }
    }
}

/// Digest of a file with spaces in the place of its token; `None` unless the token stands there once.
pub(crate) fn digest(file: &[u8], token: &str) -> Option<String> {
    let blank = exchange(file, token, &" ".repeat(token.len()))?;
    Some(multibase(&blank))
}

/// SHA-256 of a file as a multihash, in the base of URLs.
pub(crate) fn multibase(file: &[u8]) -> String {
    let mut hash = vec![0x12, 0x20];
    hash.extend(Sha256::digest(file));
    format!("u{}", Base64UrlUnpadded::encode_string(&hash))
}
