//! The lists of issuers and revocations, as a server may send them, and what stands in them behind a good signature.
#![no_main]

use aula_seal::{Fingerprint, Signer, Trusted, read_revocations, read_trust};
use base64ct::{Base64UrlUnpadded, Encoding};
use ed25519_dalek::{Signer as _, SigningKey};
use libfuzzer_sys::fuzz_target;

const PREFIX: &[u8] = b"aula-lista-1\n";
const LIST: &str = include_str!("../../crates/seal/tests/golden/emisores-1.json");

fuzz_target!(|text: &str| {
    let municipality = Signer::from_seed(&[1; 32]).public();
    let pinned = [municipality.fingerprint()];
    let known = read_trust(LIST, &pinned).expect("a golden file");
    read(text, &pinned, &known);
    // Half of the time the data alone, so that mutations reach what is signed.
    let key = SigningKey::from_bytes(&[1; 32]);
    let data = text.trim();
    let signature = key.sign(&[PREFIX, data.as_bytes()].concat()).to_bytes();
    let signature = Base64UrlUnpadded::encode_string(&signature);
    let x = municipality.x();
    let file = format!(r#"{{"datos":{data},"clave":"{x}","firma":"{signature}"}}"#);
    read(&file, &pinned, &known);
});

fn read(file: &str, pinned: &[Fingerprint], known: &Trusted) {
    if let Ok(trusted) = read_trust(file, pinned) {
        let _ = (trusted.issuers().count(), trusted.successions().len());
        let _ = read_revocations(file, &trusted);
    }
    let _ = read_revocations(file, known);
}
