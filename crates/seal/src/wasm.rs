//! The border to JavaScript: text and bytes in, JSON out. The open key stays in here and is wiped when it is closed.

use std::cell::RefCell;

use aula_core::credential::Award;
use aula_core::time::{Date, Timestamp};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    Exhibit, Fingerprint, KeyFile, Signer, exhibits, issue, lock, read_code, read_revocations,
    read_trust, unlock, verify,
};

thread_local! {
    static OPEN: RefCell<Option<Signer>> = const { RefCell::new(None) };
}

/// Makes a key and gives its file. `random` is 72 fresh bytes: the seed, then salt and nonce of the file. The key is not open yet.
///
/// # Errors
/// As [`lock`]; `malformed` for another number of bytes or a wrong day.
#[wasm_bindgen]
pub fn make_key(
    institution: &str,
    today: &str,
    passphrase: &str,
    random: &[u8],
) -> Result<String, String> {
    let malformed = || "malformed".to_owned();
    let (seed, rest) = random.split_first_chunk::<32>().ok_or_else(malformed)?;
    let rest = <&[u8; 40]>::try_from(rest).map_err(|_| malformed())?;
    let today = Date::parse(today).ok_or_else(malformed)?;
    let signer = Signer::from_seed(seed);
    lock(&signer, institution, today, passphrase, rest).map_err(|error| error.to_string())
}

/// Opens a key file and keeps the key. Gives its fingerprint, computed from the key.
///
/// # Errors
/// As [`unlock`]; the key that was open before is closed all the same.
#[wasm_bindgen]
pub fn open_key(file: &str, passphrase: &str) -> Result<String, String> {
    close_key();
    let parsed = KeyFile::parse(file).and_then(|_| unlock(file, passphrase));
    let signer = parsed.map_err(|error| error.to_string())?;
    let fingerprint = signer.public().fingerprint().to_string();
    OPEN.set(Some(signer));
    Ok(fingerprint)
}

/// Wipes the open key.
#[wasm_bindgen]
pub fn close_key() {
    OPEN.set(None);
}

/// Signs an award (`aula_core::credential::Award` as JSON) with the open key. Gives `[seal, svg]`.
///
/// # Errors
/// As [`issue`]; `locked` when no key is open.
#[wasm_bindgen]
pub fn sign(award: &str, verifier: &str) -> Result<String, String> {
    let award: Award = serde_json::from_str(award).map_err(|error| error.to_string())?;
    let issued = OPEN.with_borrow(|open| {
        let signer = open.as_ref().ok_or("locked")?;
        issue(&award, signer, verifier).map_err(|error| error.to_string())
    })?;
    json(&(issued.seal, issued.svg))
}

/// The copies in a file or in pasted text, as JSON in one line, for [`judge`]; `[]` if there are none.
///
/// # Errors
/// Never in practice.
#[wasm_bindgen]
pub fn copies(bytes: &[u8]) -> Result<String, String> {
    json(&exhibits(bytes))
}

/// The text of a QR code in a picture of grey bytes; empty if there is none.
#[wasm_bindgen]
pub fn scan(width: usize, height: usize, grey: &[u8]) -> String {
    read_code(width, height, grey).unwrap_or_default()
}

/// Judges copies: what [`copies`] gave for each file, one a line. `trust` and `revocations` are the site's lists or empty, `pinned` the
/// fingerprint that the site pins or empty. Gives `aula_core::verification::Verification` as JSON.
///
/// # Errors
/// When `found` is not what [`copies`] gives.
#[wasm_bindgen]
pub fn judge(
    found: &str,
    trust: &str,
    pinned: &str,
    revocations: &str,
    now_ms: f64,
    offset_minutes: i16,
) -> Result<String, String> {
    let mut all: Vec<Exhibit> = vec![];
    for line in found.lines() {
        let some: Vec<Exhibit> = serde_json::from_str(line).map_err(|error| error.to_string())?;
        all.extend(some);
    }
    let pinned: Vec<Fingerprint> = Fingerprint::parse(pinned).into_iter().collect();
    // A list that cannot be trusted is no list: nobody is known then, and nothing is called authentic.
    let trusted = read_trust(trust, &pinned).unwrap_or_default();
    let revocations = read_revocations(revocations, &trusted).ok();
    let now = Timestamp {
        utc_ms: now_ms as i64,
        offset_minutes,
    };
    json(&verify(&all, &trusted, revocations.as_ref(), now))
}

fn json(value: &impl Serialize) -> Result<String, String> {
    serde_json::to_string(value).map_err(|error| error.to_string())
}
