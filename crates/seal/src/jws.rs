//! Compact JSON Web Signatures (RFC 7515) with EdDSA (RFC 8037), strictly: one spelling for each token.

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::Deserialize;

use crate::key::{PublicKey, Signer};

/// A token that could be taken apart; nothing of it is verified yet.
#[derive(Debug)]
pub(crate) struct Token<'a> {
    /// What is signed: both encoded parts with their point.
    signed: &'a str,
    /// The `kid` of the header.
    pub(crate) kid: String,
    /// The decoded payload.
    pub(crate) payload: Vec<u8>,
    signature: Vec<u8>,
}

/// The members of a header that we understand. Others change nothing, but for `crit`, which asks not to be ignored.
#[derive(Deserialize)]
struct Header {
    alg: String,
    #[serde(default)]
    kid: Option<String>,
    #[serde(default)]
    jwk: Option<Jwk>,
    #[serde(default)]
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Jwk {
    kty: String,
    crv: String,
    x: String,
}

/// Signs a payload under a header that names the key.
pub(crate) fn sign(payload: &[u8], signer: &Signer) -> String {
    let kid = signer.public().kid();
    let header = format!(r#"{{"alg":"EdDSA","kid":"{kid}","typ":"JWT"}}"#);
    let header = Base64UrlUnpadded::encode_string(header.as_bytes());
    let payload = Base64UrlUnpadded::encode_string(payload);
    let signed = format!("{header}.{payload}");
    let signature = Base64UrlUnpadded::encode_string(&signer.sign(signed.as_bytes()));
    format!("{signed}.{signature}")
}

/// Takes a token apart; `None` unless it is spelled as we would spell it and signed with EdDSA by a key that it names.
pub(crate) fn parse(token: &str) -> Option<Token<'_>> {
    let (signed, signature) = token.rsplit_once('.')?;
    let (header, payload) = signed.split_once('.')?;
    let signature = Base64UrlUnpadded::decode_vec(signature).ok()?;
    let payload = Base64UrlUnpadded::decode_vec(payload).ok()?;
    let header = Base64UrlUnpadded::decode_vec(header).ok()?;
    let header: Header = serde_json::from_slice(&header).ok()?;
    if header.alg != "EdDSA" || header.crit.is_some() || signature.len() != 64 {
        return None;
    }
    let kid = match (header.kid, header.jwk) {
        (Some(kid), _) => kid,
        (None, Some(jwk)) if jwk.kty == "OKP" && jwk.crv == "Ed25519" => {
            PublicKey::parse(&jwk.x).ok()?.did()
        }
        (None, _) => return None,
    };
    Some(Token {
        signed,
        kid,
        payload,
        signature,
    })
}

impl Token<'_> {
    /// Whether the token names this key.
    pub(crate) fn names(&self, key: &PublicKey) -> bool {
        self.kid == key.kid() || self.kid == key.did()
    }

    /// Whether this key signed it.
    pub(crate) fn is_signed_by(&self, key: &PublicKey) -> bool {
        key.verifies(self.signed.as_bytes(), &self.signature)
    }
}
