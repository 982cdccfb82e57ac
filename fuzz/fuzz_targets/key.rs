//! A key file, up to where the passphrase is asked for: what follows is argon2 with parameters of ours, and a cipher that lets nothing
//! changed through. And a fingerprint as somebody types it.
#![no_main]

use aula_seal::{Fingerprint, KeyFile, unlock};
use libfuzzer_sys::fuzz_target;

/// Sixteen bytes in base64url: with a salt of that length 64 MiB would be filled.
const SALT: usize = 22;

fuzz_target!(|text: &str| {
    if let Some(fingerprint) = Fingerprint::parse(text) {
        assert_eq!(
            Fingerprint::parse(&fingerprint.to_string()),
            Some(fingerprint)
        );
    }
    let Ok(file) = KeyFile::parse(text) else {
        assert!(unlock(text, "doce letras o más").is_err());
        return;
    };
    if let Ok(public) = file.public() {
        assert_eq!(public.x(), file.public);
        let _ = (public.did(), public.fingerprint());
    }
    let json = serde_json::to_value(&file).expect("it was JSON");
    if json["sal"].as_str().is_some_and(|salt| salt.len() != SALT) {
        assert!(unlock(text, "doce letras o más").is_err());
    }
});
