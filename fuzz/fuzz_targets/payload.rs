//! What stands in a credential that a trusted key signed, whatever it is: the reader behind the signature.
#![no_main]

use std::sync::LazyLock;

use aula_core::time::Timestamp;
use aula_seal::{Exhibit, Signer, Trusted, Verdict, read_trust, verify};
use base64ct::{Base64UrlUnpadded, Encoding};
use ed25519_dalek::{Signer as _, SigningKey};
use libfuzzer_sys::fuzz_target;

const NOW: Timestamp = Timestamp {
    utc_ms: 1_795_890_000_000,
    offset_minutes: -360,
};
const LIST: &str = include_str!("../../crates/seal/tests/golden/emisores-1.json");

static TRUSTED: LazyLock<Trusted> = LazyLock::new(|| {
    let pinned = Signer::from_seed(&[1; 32]).public().fingerprint();
    read_trust(LIST, &[pinned]).expect("a golden file")
});
static HEADER: LazyLock<String> = LazyLock::new(|| {
    let did = Signer::from_seed(&[1; 32]).public().did();
    let header = format!(r#"{{"alg":"EdDSA","kid":"{did}","typ":"JWT"}}"#);
    Base64UrlUnpadded::encode_string(header.as_bytes())
});

fuzz_target!(|payload: &[u8]| {
    let payload = Base64UrlUnpadded::encode_string(payload);
    let signed = format!("{}.{payload}", *HEADER);
    let signature = SigningKey::from_bytes(&[1; 32]).sign(signed.as_bytes());
    let signature = Base64UrlUnpadded::encode_string(&signature.to_bytes());
    let token = Exhibit::Jwt(format!("{signed}.{signature}"));
    let found = verify(&[token], &TRUSTED, None, NOW);
    assert_ne!(found.verdict, Verdict::Altered);
});
