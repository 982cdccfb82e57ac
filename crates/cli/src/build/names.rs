//! Names that change with the content, so that a server may let browsers keep the files for ever.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// SHA-256 in 64 hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// `stem.<16 hexadecimal digits of the content's SHA-256>.extension`.
pub fn hashed(stem: &str, extension: &str, bytes: &[u8]) -> String {
    format!("{stem}.{}.{extension}", &digest(bytes)[..16])
}

/// Whether a path ends in a name made by [`hashed`].
pub fn is_hashed(path: &str) -> bool {
    let mut parts = path.rsplit('.');
    let (_extension, hash, stem) = (parts.next(), parts.next(), parts.next());
    stem.is_some()
        && hash.is_some_and(|hash| {
            hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_follows_the_content() {
        let name = hashed("aula", "js", b"abc");
        assert_eq!(name, "aula.ba7816bf8f01cfea.js");
        assert_ne!(name, hashed("aula", "js", b"abd"));
    }

    #[test]
    fn only_names_with_a_digest_are_hashed() {
        for (path, expected) in [
            ("assets/aula.ba7816bf8f01cfea.js", true),
            ("datos/mi-curso.banco.ba7816bf8f01cfea.json", true),
            ("index.html", false),
            ("icon.svg", false),
            ("datos/publicadas/x/1.0.0.json", false),
            ("ba7816bf8f01cfea.js", false),
            ("aula.ba7816bf8f01cfeg.js", false),
        ] {
            assert_eq!(is_hashed(path), expected, "{path}");
        }
    }
}
