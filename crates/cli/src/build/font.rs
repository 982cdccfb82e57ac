//! The font of the constancia: Libertinus Serif Regular, out of the crate that carries it.

use anyhow::{Context, Result};
use ttf_parser::{Face, name_id};

const NAME: &str = "Libertinus Serif Regular";

/// The bytes of the font file.
///
/// # Errors
/// When a newer typst-assets no longer carries it.
pub fn certificate_font() -> Result<&'static [u8]> {
    typst_assets::fonts()
        .find(|bytes| full_name(bytes).as_deref() == Some(NAME))
        .with_context(|| {
            format!(
                "typst-assets ya no trae «{NAME}». Fije en Cargo.toml una versión que la traiga."
            )
        })
}

fn full_name(bytes: &[u8]) -> Option<String> {
    let face = Face::parse(bytes, 0).ok()?;
    face.names()
        .into_iter()
        .filter(|name| name.name_id == name_id::FULL_NAME)
        .find_map(|name| name.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_is_there_and_holds_otomi_and_mazahua() {
        let face = Face::parse(certificate_font().unwrap(), 0).unwrap();
        for letter in "ñÑáé«»a\u{331}ʉ".chars() {
            assert!(face.glyph_index(letter).is_some(), "{letter}");
        }
    }
}
