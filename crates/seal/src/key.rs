//! Ed25519 keys (RFC 8032) and the names by which people and documents know them.

use std::fmt;

use base64ct::{Base64UrlUnpadded, Encoding};
use ed25519_dalek::{Signature, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::radix;

/// The alphabet of Crockford's base 32: no I, L, O, U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BASE58: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/// `ed25519-pub` of the multicodec table, as a variable-length integer.
const MULTICODEC: [u8; 2] = [0xED, 0x01];

/// What anybody may know of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    key: VerifyingKey,
}

impl PublicKey {
    /// The key of these 32 bytes.
    ///
    /// # Errors
    /// [`Error::Malformed`] if they are no point of the curve, or one of small order: such a key verifies anything.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<PublicKey, Error> {
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| Error::Malformed)?;
        if key.is_weak() {
            return Err(Error::Malformed);
        }
        Ok(PublicKey { key })
    }

    /// Reads the `x` of a JSON Web Key (RFC 8037): 43 characters of base64url.
    ///
    /// # Errors
    /// [`Error::Malformed`] for anything else.
    pub fn parse(x: &str) -> Result<PublicKey, Error> {
        let mut bytes = [0; 32];
        match Base64UrlUnpadded::decode(x, &mut bytes) {
            Ok(decoded) if decoded.len() == 32 => PublicKey::from_bytes(&bytes),
            Ok(_) | Err(_) => Err(Error::Malformed),
        }
    }

    /// The `x` of its JSON Web Key.
    pub fn x(&self) -> String {
        Base64UrlUnpadded::encode_string(self.key.as_bytes())
    }

    /// Its `did:key`: an identifier that holds the key itself, so that anybody can verify without asking anybody.
    pub fn did(&self) -> String {
        let bytes = [&MULTICODEC[..], self.key.as_bytes()].concat();
        let digits = radix::digits(&bytes, 58);
        let spelled = digits
            .iter()
            .filter_map(|digit| BASE58.get(usize::from(*digit)));
        let spelled: String = spelled.map(|letter| char::from(*letter)).collect();
        format!("did:key:z{spelled}")
    }

    /// The `kid` of its tokens: the verification method of its [`PublicKey::did`].
    pub(crate) fn kid(&self) -> String {
        let did = self.did();
        let name = did.trim_start_matches("did:key:").to_owned();
        format!("{did}#{name}")
    }

    /// SHA-256 of the JSON Web Key in its canonical form (RFC 7638, RFC 8037 appendix A.3).
    pub fn thumbprint(&self) -> [u8; 32] {
        let canonical = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#, self.x());
        Sha256::digest(canonical.as_bytes()).into()
    }

    /// What people compare and print.
    pub fn fingerprint(&self) -> Fingerprint {
        let thumbprint = self.thumbprint();
        let bits = u128::from_be_bytes(std::array::from_fn(|index| thumbprint[index]));
        let letter = |place: usize| LETTERS[(bits >> (123 - 5 * place)) as usize % 32];
        let letters: String = (0..LENGTH).map(|place| char::from(letter(place))).collect();
        Fingerprint(grouped(&letters))
    }

    /// The first eight bytes of the thumbprint: how a QR code names the key.
    pub(crate) fn short_id(&self) -> [u8; 8] {
        let thumbprint = self.thumbprint();
        std::array::from_fn(|index| thumbprint[index])
    }

    /// Whether this key signed these bytes: the strict rule of RFC 8032, which has one signature for each message and refuses keys
    /// and nonces of small order.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        <[u8; 64]>::try_from(signature).is_ok_and(|bytes| {
            let signature = Signature::from_bytes(&bytes);
            self.key.verify_strict(message, &signature).is_ok()
        })
    }
}

/// A key that signs. Wiped from memory when dropped; never shown, never serialized but by [`lock`](crate::lock).
pub struct Signer {
    key: SigningKey,
}

impl Signer {
    /// The key of a seed: 32 random bytes (RFC 8032 calls them the private key).
    pub fn from_seed(seed: &[u8; 32]) -> Signer {
        let key = SigningKey::from_bytes(seed);
        Signer { key }
    }

    /// Its public half.
    pub fn public(&self) -> PublicKey {
        let key = self.key.verifying_key();
        PublicKey { key }
    }

    /// Signs bytes. The same bytes give the same signature.
    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        use ed25519_dalek::Signer as _;
        self.key.sign(message).to_bytes()
    }

    pub(crate) fn seed(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.public().fingerprint())
    }
}

/// A short name of a key, for people: the first 100 bits of its thumbprint as `7KQ2-M9XD-4HTR-W3NF-PJ8Z`.
///
/// Digits and capitals without I, L, O and U; reading takes lower case, spaces, and the confusions O for 0, I and L for 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint(String);

/// Letters of a fingerprint.
const LENGTH: usize = 20;

impl Fingerprint {
    /// Reads what a person typed; `None` if it is no fingerprint.
    pub fn parse(typed: &str) -> Option<Fingerprint> {
        let letters = typed.chars().filter(|c| !matches!(c, '-' | ' ')).map(|c| {
            match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            }
        });
        let letters: String = letters.collect();
        let known = |byte: u8| LETTERS.contains(&byte);
        (letters.len() == LENGTH && letters.bytes().all(known))
            .then(|| Fingerprint(grouped(&letters)))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The first twenty letters in groups of four.
fn grouped(letters: &str) -> String {
    let mut text = String::with_capacity(LENGTH + LENGTH / 4);
    for (index, letter) in letters.chars().take(LENGTH).enumerate() {
        if index > 0 && index % 4 == 0 {
            text.push('-');
        }
        text.push(letter);
    }
    text
}
