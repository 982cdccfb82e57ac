//! Whatever is laid before the verifier: a PDF, an SVG, a token, the digits of a code, pasted text. Nothing of it is authentic but what
//! was signed.
#![no_main]

use std::sync::LazyLock;

use aula_core::time::Timestamp;
use aula_seal::{Field, Signer, Trusted, Verdict, exhibits, read_trust, verify};
use libfuzzer_sys::fuzz_target;

const NOW: Timestamp = Timestamp {
    utc_ms: 1_795_890_000_000,
    offset_minutes: -360,
};
const LIST: &str = include_str!("../../crates/seal/tests/golden/emisores-1.json");
/// Of every constancia that was signed with the keys of the suites.
const SIGNED: &[&str] = &["María de los Ángeles Ñuño O’Farrill"];

static TRUSTED: LazyLock<Trusted> = LazyLock::new(|| {
    let pinned = Signer::from_seed(&[1; 32]).public().fingerprint();
    read_trust(LIST, &[pinned]).expect("a golden file")
});

fuzz_target!(|bytes: &[u8]| {
    let found = verify(&exhibits(bytes), &TRUSTED, None, NOW);
    if found.verdict == Verdict::Authentic {
        let name = found.fields.get(Field::Name);
        assert!(name.is_some_and(|name| SIGNED.contains(&name)), "{found:?}");
    }
});
