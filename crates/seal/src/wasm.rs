//! The border to JavaScript: text and bytes in, JSON out. The open key stays in here and is wiped when it is closed.

use std::cell::RefCell;

use aula_core::credential::{Award, Seal};
use aula_core::evidence::signed_line;
use aula_core::time::{Date, Timestamp};
use aula_core::verification::Revocation;
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    Error, Exhibit, Fingerprint, Lists, Signer, drawn_code, exhibits, issue, lock, prepare, renew,
    sign_register, unlock, verify,
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
    let today = date(today)?;
    let (_, file) = new_key(institution, today, passphrase, random)?;
    Ok(file)
}

/// The QR code of a key file, as [`drawn_code`] gives it, with a zero character between `viewBox` and path.
///
/// # Errors
/// As [`drawn_code`].
#[wasm_bindgen]
pub fn draw_key(file: &str) -> Result<String, String> {
    let (view_box, path) = drawn_code(file).map_err(words)?;
    Ok([view_box, path].join("\0"))
}

/// Opens a key file and keeps the key. Gives its fingerprint, computed from the key.
///
/// # Errors
/// As [`unlock`]; the key that was open before is closed all the same.
#[wasm_bindgen]
pub fn open_key(file: &str, passphrase: &str) -> Result<String, String> {
    close_key();
    let signer = unlock(file, passphrase).map_err(words)?;
    let fingerprint = signer.public().fingerprint().to_string();
    OPEN.set(Some(signer));
    Ok(fingerprint)
}

/// Wipes the open key.
#[wasm_bindgen]
pub fn close_key() {
    OPEN.set(None);
}

/// What the sheet of an award (`aula_core::credential::Award` as JSON) is drawn with, for the open key. Gives
/// `aula_core::credential::Seal` as JSON.
///
/// # Errors
/// As [`prepare`]; `locked` when no key is open.
#[wasm_bindgen(js_name = prepare)]
pub fn prepare_sheet(award: &str, verifier: &str) -> Result<String, String> {
    let award = read_award(award)?;
    json(&with_open(|signer| {
        prepare(&award, signer, verifier).map_err(words)
    })?)
}

/// Signs an award, its sheet, drawn with `seal` (what [`prepare_sheet`] gave), and its line of the register
/// (`aula_core::evidence::register_line`), all with the open key. Gives token, badge and signed line, with a zero character between them;
/// the token takes the place of the one that the sheet was drawn with.
///
/// # Errors
/// As [`issue`]; `locked` when no key is open.
#[wasm_bindgen]
pub fn sign(award: &str, seal: &str, sheet: &[u8], line: &str) -> Result<String, String> {
    let award = read_award(award)?;
    let seal: Seal = serde_json::from_str(seal).map_err(words)?;
    with_open(|signer| {
        let issued = issue(&award, signer, &seal, sheet).map_err(words)?;
        let line = signed_line(line, |said| sign_register(said, signer));
        Ok([issued.jwt, issued.svg, line].join("\0"))
    })
}

/// Reads the lists from which the next ones are to be signed: `lists` as [`renew::start`]. Gives the date of the first or null, the second as
/// `aula_core::verification::RevocationList` or null, and whether the open key signs today.
///
/// # Errors
/// As [`renew::start`].
#[wasm_bindgen]
pub fn read_lists(lists: &str) -> Result<String, String> {
    let (lists, _) = renew::start(lists).map_err(words)?;
    let signs = |open: &Option<Signer>| {
        open.as_ref()
            .is_some_and(|signer| lists.in_service(&signer.public()).is_ok())
    };
    json(&(
        lists.trusted.dates.map(|(date, _)| date),
        lists.revocations.as_ref().map(|read| &read.list),
        OPEN.with_borrow(signs),
    ))
}

/// Signs the lists of an institution's first key with the open one. Gives both, with a zero character between them; `lists` as [`renew::start`].
///
/// # Errors
/// As [`renew::start`] and [`renew::first_lists`], also where the site pins a fingerprint: its lists are lost, not missing; `locked` when no
/// key is open.
#[wasm_bindgen]
pub fn first_lists(lists: &str, institution: &str) -> Result<String, String> {
    let (lists, today) = renew::start(lists).map_err(words)?;
    if !lists.pinned.is_empty() {
        return Err(words(Error::NotFirst));
    }
    let first = |signer: &Signer| renew::first_lists(&lists, institution, signer, today);
    let both = with_open(|signer| first(signer).map_err(words))?;
    Ok([both.trust, both.revocations].join("\0"))
}

/// Signs the first list of revocations with the open key; `lists` as [`renew::start`].
///
/// # Errors
/// As [`renew::start`] and [`renew::first_revocations`]; `locked` when no key is open.
#[wasm_bindgen]
pub fn first_revocations(lists: &str) -> Result<String, String> {
    let (lists, today) = renew::start(lists).map_err(words)?;
    with_open(|signer| renew::first_revocations(&lists, signer, today).map_err(words))
}

/// Makes the key that follows the open one, which is closed. Gives its file, its fingerprint and both lists, signed by it; `lists` as [`renew::start`],
/// `random` as [`make_key`].
///
/// # Errors
/// As [`renew::start`], [`renew::succeed`] and [`lock`]; `locked` when no key is open. Whatever fails, the open key stays open.
#[wasm_bindgen]
pub fn change_key(lists: &str, passphrase: &str, random: &[u8]) -> Result<String, String> {
    let (lists, today) = renew::start(lists).map_err(words)?;
    let made = with_open(|old| {
        let issuer = lists.in_service(&old.public()).map_err(words)?;
        let (new, file) = new_key(&issuer.name, today, passphrase, random)?;
        let both = renew::succeed(&lists, old, &new, today).map_err(words)?;
        let fingerprint = new.public().fingerprint().to_string();
        json(&(file, fingerprint, both.trust, both.revocations))
    })?;
    close_key();
    Ok(made)
}

/// Takes constancias back with the open key. Gives the next list of revocations and, with a zero character between them, that of issuers, which
/// is empty where another key signs it; `lists` as [`renew::start`], `taken_back` is JSON: an array of
/// `aula_core::verification::Revocation`, empty to renew the dates alone.
///
/// # Errors
/// As [`renew::start`] and [`renew::revoke`]; `locked` when no key is open.
#[wasm_bindgen]
pub fn revoke(lists: &str, taken_back: &str) -> Result<String, String> {
    let (lists, today) = renew::start(lists).map_err(words)?;
    let taken_back: Vec<Revocation> = serde_json::from_str(taken_back).map_err(words)?;
    with_open(|signer| {
        let next = renew::revoke(&lists, signer, &taken_back, today).map_err(words)?;
        let trust = match renew::renew_trust(&lists, signer, today) {
            Err(Error::UnknownSigner) => String::new(),
            trust => trust.map_err(words)?,
        };
        Ok([next, trust].join("\0"))
    })
}

/// The copies in a file or in pasted text, as JSON in one line, for [`judge`].
///
/// # Errors
/// Never in practice.
#[wasm_bindgen]
pub fn copies(bytes: &[u8]) -> Result<String, String> {
    json(&exhibits(bytes))
}

/// Judges copies: what [`copies`] gave for each file, one a line. `trust` and `revocations` are the site's lists or empty, `pinned` the
/// fingerprint that the site pins or empty. Gives `aula_core::verification::Verification` as JSON.
///
/// # Errors
/// When `found` is not what [`copies`] gives, and as [`Lists::read`]: what a list that cannot be read says might revoke.
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
    let lists = Lists::read(trust, revocations, &pinned).map_err(words)?;
    let now = Timestamp {
        utc_ms: now_ms as i64,
        offset_minutes,
    };
    json(&verify(
        &all,
        &lists.trusted,
        lists.revocations.as_ref(),
        now,
    ))
}

fn read_award(text: &str) -> Result<Award, String> {
    serde_json::from_str(text).map_err(words)
}

fn new_key(
    institution: &str,
    today: Date,
    passphrase: &str,
    random: &[u8],
) -> Result<(Signer, String), String> {
    let malformed = || words(Error::Malformed);
    let (seed, rest) = random.split_first_chunk::<32>().ok_or_else(malformed)?;
    let rest = <&[u8; 40]>::try_from(rest).map_err(|_| malformed())?;
    let signer = Signer::from_seed(seed);
    let file = lock(&signer, institution, today, passphrase, rest).map_err(words)?;
    Ok((signer, file))
}

fn with_open<T>(act: impl FnOnce(&Signer) -> Result<T, String>) -> Result<T, String> {
    OPEN.with_borrow(|open| act(open.as_ref().ok_or("locked")?))
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| words(Error::Malformed))
}

fn words(error: impl ToString) -> String {
    error.to_string()
}

fn json(value: &impl Serialize) -> Result<String, String> {
    serde_json::to_string(value).map_err(|error| error.to_string())
}
