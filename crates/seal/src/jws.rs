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
    // The decoder takes the letters of the other alphabet too.
    let is_ours = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    if !token.bytes().all(is_ours) {
        return None;
    }
    let (signed, signature) = token.rsplit_once('.')?;
    let (header, payload) = signed.split_once('.')?;
    let signature = Base64UrlUnpadded::decode_vec(signature).ok()?;
    let payload = Base64UrlUnpadded::decode_vec(payload).ok()?;
    let header = Base64UrlUnpadded::decode_vec(header).ok()?;
    // As text: serde_json would not look at the bytes of a string that it skips.
    let header: Header = serde_json::from_str(std::str::from_utf8(&header).ok()?).ok()?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_rfc_8037_is_ours_to_the_byte() {
        // Appendices A.1, A.4 and A.5.
        let mut seed = [0; 32];
        Base64UrlUnpadded::decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A", &mut seed)
            .unwrap();
        let signer = Signer::from_seed(&seed);
        let signed = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
        let signature = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
        let ours = Base64UrlUnpadded::encode_string(&signer.sign(signed.as_bytes()));
        assert_eq!(ours, signature);
        let bytes = Base64UrlUnpadded::decode_vec(signature).unwrap();
        assert!(signer.public().verifies(signed.as_bytes(), &bytes));
        // It names no key: nobody could say who is meant.
        assert!(parse(&format!("{signed}.{signature}")).is_none());
    }

    #[test]
    fn a_token_has_one_spelling() {
        let signer = Signer::from_seed(&[7; 32]);
        let token = sign(b"{}", &signer);
        assert!(parse(&token).is_some_and(|token| token.is_signed_by(&signer.public())));
        for wrong in [
            format!("{token}="),
            format!("{token}."),
            format!(".{token}"),
            token.replace('_', "/"),
            token.replace('.', ""),
            String::new(),
        ] {
            if wrong != token {
                assert!(parse(&wrong).is_none(), "{wrong}");
            }
        }
    }

    #[test]
    fn only_eddsa_and_nothing_critical() {
        let signer = Signer::from_seed(&[7; 32]);
        let (kid, x) = (signer.public().kid(), signer.public().x());
        for (header, taken) in [
            (format!(r#"{{"alg":"EdDSA","kid":"{kid}"}}"#), true),
            (
                format!(r#"{{"alg":"EdDSA","jwk":{{"kty":"OKP","crv":"Ed25519","x":"{x}"}}}}"#),
                true,
            ),
            (format!(r#"{{"alg":"none","kid":"{kid}"}}"#), false),
            (format!(r#"{{"alg":"HS256","kid":"{kid}"}}"#), false),
            (
                format!(r#"{{"alg":"EdDSA","kid":"{kid}","crit":["exp"]}}"#),
                false,
            ),
            (
                format!(r#"{{"alg":"EdDSA","alg":"none","kid":"{kid}"}}"#),
                false,
            ),
            (r#"{"alg":"EdDSA"}"#.to_owned(), false),
        ] {
            let signed = format!(
                "{}.e30",
                Base64UrlUnpadded::encode_string(header.as_bytes())
            );
            let signature = Base64UrlUnpadded::encode_string(&signer.sign(signed.as_bytes()));
            let token = format!("{signed}.{signature}");
            assert_eq!(parse(&token).is_some(), taken, "{header}");
        }
    }
}
