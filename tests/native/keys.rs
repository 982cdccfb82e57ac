//! The key of the gallery's institution. It is for tests alone: seed and passphrase are in the open.
//!
//! `UPDATE_EXPECT=1` writes the files that `tests/e2e/trust.rs` uses: the key, and the lists of the gallery.

use aula_core::time::Date;
use aula_seal::{Issuer, RevocationList, Signer, TrustList, lock, sign_revocations, sign_trust};
use expect_test::expect_file;

const PASSPHRASE: &str = "una frase de prueba";

#[test]
fn the_gallery_trusts_the_key_of_the_tests() {
    let signer = Signer::from_seed(&[7; 32]);
    let date = |text: &str| Date::parse(text).expect("a date");
    let list = TrustList {
        date: date("2026-11-28"),
        next: date("2099-01-01"),
        issuers: vec![Issuer {
            name: "Municipio de ejemplo".to_owned(),
            key: signer.public().x(),
            since: date("2026-01-01"),
            until: None,
        }],
        successions: vec![],
    };
    expect_file!["../gallery/emisores.json"].assert_eq(&sign_trust(&list, &signer));
    let none = RevocationList {
        date: date("2026-11-28"),
        next: date("2099-01-01"),
        revoked: vec![],
    };
    expect_file!["../gallery/revocaciones.json"].assert_eq(&sign_revocations(&none, &signer));
    let file = lock(
        &signer,
        "Municipio de ejemplo",
        date("2026-11-28"),
        PASSPHRASE,
        &[9; 40],
    );
    expect_file!["../keys/llave-de-prueba.json"].assert_eq(&file.expect("it is long enough"));
    let settings = include_str!("../gallery/aula.toml");
    let fingerprint = signer.public().fingerprint().to_string();
    assert!(settings.contains(&fingerprint), "{fingerprint}");
}
