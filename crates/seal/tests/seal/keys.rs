//! The key file.

use aula_seal::{Error, KeyFile, lock, unlock};

use crate::fixtures::{day, municipality};

const PASSPHRASE: &str = "caballo grapa batería correcta";

fn file() -> String {
    let random = std::array::from_fn(|index| index as u8);
    lock(
        &municipality(),
        "Municipio de Naucalpan",
        day("2026-11-28"),
        PASSPHRASE,
        &random,
    )
    .unwrap()
}

#[test]
fn a_key_file_opens_with_its_passphrase_only() {
    let file = file();
    let key = unlock(&file, PASSPHRASE).unwrap();
    assert_eq!(key.public(), municipality().public());
    assert_eq!(
        unlock(&file, "caballo grapa batería correctA").unwrap_err(),
        Error::Passphrase
    );
    assert_eq!(unlock(&file, "").unwrap_err(), Error::Passphrase);
}

#[test]
fn what_stands_in_clear_is_whose_key_it_is() {
    let read = KeyFile::parse(&file()).unwrap();
    assert_eq!(read.institution, "Municipio de Naucalpan");
    assert_eq!(
        read.fingerprint,
        municipality().public().fingerprint().to_string()
    );
    assert_eq!(read.public().unwrap(), municipality().public());
    assert!(!file().contains("AQEBAQEBAQEB"), "the seed is not in it");
}

#[test]
fn a_changed_key_file_does_not_open() {
    let file = file();
    let other = aula_seal::Signer::from_seed(&[9; 32]).public().x();
    let swapped = file.replace(&municipality().public().x(), &other);
    assert_eq!(unlock(&swapped, PASSPHRASE).unwrap_err(), Error::Passphrase);
    let later = file.replace("\"version\": 1", "\"version\": 2");
    assert_eq!(
        unlock(&later, PASSPHRASE).unwrap_err(),
        Error::UnknownFormat
    );
    for broken in [
        "",
        "{}",
        "[]",
        &file[..40],
        &file.replace("aula-llave", "otra"),
    ] {
        assert_eq!(
            unlock(broken, PASSPHRASE).unwrap_err(),
            Error::Malformed,
            "{broken}"
        );
    }
}

#[test]
fn a_short_passphrase_is_refused() {
    let refused = lock(
        &municipality(),
        "M",
        day("2026-11-28"),
        "ñandú breve",
        &[0; 40],
    );
    assert_eq!(refused, Err(Error::ShortPassphrase));
}
