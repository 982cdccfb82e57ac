//! Who is trusted and what is revoked: static files that an institution signs, with their date and that of the next ones.
//!
//! ```json
//! {"datos":{"tipo":"emisores","fecha":"2026-11-28","proxima":"2027-11-28","emisores":[…],"sucesiones":[…]},"clave":"…","firma":"…"}
//! ```
//!
//! `firma` is the Ed25519 signature of the bytes of `datos` exactly as they stand in the file, after a prefix of ours; `clave` is the
//! `x` of the key. Whoever reformats `datos` must sign again.

use aula_core::time::Date;
use aula_core::verification::{Issuer, RevocationList};
use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::error::Error;
use crate::key::{Fingerprint, PublicKey, Signer};

/// Keeps a signature of a list from being one of anything else.
const PREFIX: &[u8] = b"aula-lista-1\n";

#[derive(Deserialize)]
struct Signed<'a> {
    #[serde(borrow)]
    datos: &'a RawValue,
    clave: String,
    firma: String,
}

/// What `tipo` says of `datos`.
const TRUST: &str = "emisores";
const REVOCATIONS: &str = "revocaciones";
const SUCCESSION: &str = "sucesion";

#[derive(Deserialize)]
struct Kind {
    tipo: String,
}

/// The institutions whose signature is taken for theirs: `emisores.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrustList {
    /// When it was signed.
    #[serde(rename = "fecha")]
    pub date: Date,
    /// When the next one is due.
    #[serde(rename = "proxima")]
    pub next: Date,
    /// The institutions, one entry for each of their keys.
    #[serde(rename = "emisores")]
    pub issuers: Vec<Issuer>,
    /// Statements by which a key named its successor, as [`sign_succession`] wrote them, the oldest first.
    #[serde(rename = "sucesiones", default, skip_serializing_if = "Vec::is_empty")]
    pub successions: Vec<String>,
}

/// A key names the one that follows it; signed by the old one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// When it was signed.
    #[serde(rename = "fecha")]
    pub date: Date,
    /// The `x` of the new key.
    #[serde(rename = "sucesora")]
    pub successor: String,
}

/// A trust list whose signature leads back to a pinned fingerprint.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trusted {
    /// When it was signed and when the next is due; `None` without a list.
    pub dates: Option<(Date, Date)>,
    /// Issuers with their keys.
    pub(crate) issuers: Vec<(Issuer, PublicKey)>,
    /// Old key and its successor, both `x`.
    succession: Vec<(String, String)>,
    /// The statements that say so.
    statements: Vec<String>,
}

impl Trusted {
    /// Everybody on the list, in its order.
    pub fn issuers(&self) -> impl Iterator<Item = &Issuer> {
        self.issuers.iter().map(|(issuer, _)| issuer)
    }

    /// The statements by which keys named their successors, to be carried on in the next list.
    pub fn successions(&self) -> &[String] {
        &self.statements
    }

    /// Whether `later` speaks for `key`: it is the same, or follows it.
    pub(crate) fn speaks_for(&self, later: &str, key: &str) -> bool {
        let mut reached = vec![key];
        for (old, new) in &self.succession {
            if reached.contains(&old.as_str()) {
                reached.push(new);
            }
        }
        reached.contains(&later)
    }
}

/// A revocation list and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revocations {
    /// The list.
    pub list: RevocationList,
    /// The `x` of the key that signed it.
    pub(crate) signer: String,
}

/// The file of a trust list.
pub fn sign_trust(list: &TrustList, signer: &Signer) -> String {
    sign(TRUST, list, signer)
}

/// The file of a revocation list.
pub fn sign_revocations(list: &RevocationList, signer: &Signer) -> String {
    sign(REVOCATIONS, list, signer)
}

/// The statement by which a key names its successor, for [`TrustList::successions`].
pub fn sign_succession(succession: &Succession, old: &Signer) -> String {
    let statement = sign(SUCCESSION, succession, old);
    statement.trim_end().to_owned()
}

/// Reads a trust list. It counts if a key signed it whose fingerprint is pinned, or one that such a key named as its successor.
///
/// # Errors
/// [`Error::Malformed`], [`Error::Signature`], or [`Error::UnknownSigner`].
pub fn read_trust(file: &str, pinned: &[Fingerprint]) -> Result<Trusted, Error> {
    let (data, signer) = open(file, TRUST)?;
    let list: TrustList = serde_json::from_str(data).map_err(|_| Error::Malformed)?;
    let mut succession = vec![];
    let mut accepted: Vec<String> = vec![];
    let accept_if_pinned = |key: &PublicKey, accepted: &mut Vec<String>| {
        if pinned.contains(&key.fingerprint()) {
            accepted.push(key.x());
        }
    };
    accept_if_pinned(&signer, &mut accepted);
    for statement in &list.successions {
        let (data, old) = open(statement, SUCCESSION)?;
        let next: Succession = serde_json::from_str(data).map_err(|_| Error::Malformed)?;
        accept_if_pinned(&old, &mut accepted);
        if accepted.contains(&old.x()) {
            accepted.push(next.successor.clone());
            succession.push((old.x(), next.successor));
        }
    }
    if !accepted.contains(&signer.x()) {
        return Err(Error::UnknownSigner);
    }
    let keyed = list.issuers.into_iter().map(|issuer| {
        let key = PublicKey::parse(&issuer.key)?;
        Ok((issuer, key))
    });
    Ok(Trusted {
        dates: Some((list.date, list.next)),
        issuers: keyed.collect::<Result<_, Error>>()?,
        succession,
        statements: list.successions,
    })
}

/// Reads a revocation list signed by somebody trusted.
///
/// # Errors
/// [`Error::Malformed`], [`Error::Signature`], or [`Error::UnknownSigner`].
pub fn read_revocations(file: &str, trusted: &Trusted) -> Result<Revocations, Error> {
    let (data, signer) = open(file, REVOCATIONS)?;
    let list = serde_json::from_str(data).map_err(|_| Error::Malformed)?;
    let signer = signer.x();
    if !trusted.issuers().any(|issuer| issuer.key == signer) {
        return Err(Error::UnknownSigner);
    }
    Ok(Revocations { list, signer })
}

fn sign(kind: &str, data: &impl Serialize, signer: &Signer) -> String {
    // Limit: text, dates and lists of them cannot fail to become JSON.
    let fields = serde_json::to_string(data).unwrap_or_default();
    // An enum with a tag would do this and `Kind`, with several kB of wasm more.
    let fields = fields.trim_start_matches('{');
    let data = format!("{{\"tipo\":\"{kind}\",{fields}");
    let signature = signer.sign(&[PREFIX, data.as_bytes()].concat());
    let signature = Base64UrlUnpadded::encode_string(&signature);
    let key = signer.public().x();
    format!("{{\"datos\":{data},\"clave\":\"{key}\",\"firma\":\"{signature}\"}}\n")
}

/// The data of a file of this kind, as they stand there, and the key that signed them.
fn open<'a>(file: &'a str, kind: &str) -> Result<(&'a str, PublicKey), Error> {
    let signed: Signed = serde_json::from_str(file.trim()).map_err(|_| Error::Malformed)?;
    let key = PublicKey::parse(&signed.clave)?;
    let signature = Base64UrlUnpadded::decode_vec(&signed.firma).map_err(|_| Error::Malformed)?;
    let data = signed.datos.get();
    if !key.verifies(&[PREFIX, data.as_bytes()].concat(), &signature) {
        return Err(Error::Signature);
    }
    let Kind { tipo } = serde_json::from_str(data).map_err(|_| Error::Malformed)?;
    if tipo != kind {
        return Err(Error::Malformed);
    }
    Ok((data, key))
}
