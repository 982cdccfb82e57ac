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

#[cfg(test)]
mod tests {
    use super::*;

    fn unhex(text: &str) -> Vec<u8> {
        let pairs = (0..text.len()).step_by(2);
        pairs
            .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
            .collect()
    }

    /// RFC 8032 §7.1, tests 1, 2, 3 and SHA(abc): seed, public key, message, signature.
    const RFC_8032: [[&str; 4]; 4] = [
        [
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ],
        [
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ],
        [
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ],
        [
            "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
            "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
        ],
    ];

    #[test]
    fn signatures_are_those_of_rfc_8032() {
        for [seed, public, message, signature] in RFC_8032 {
            let signer = Signer::from_seed(&unhex(seed).try_into().unwrap());
            let (message, signature) = (unhex(message), unhex(signature));
            assert_eq!(signer.public().key.as_bytes()[..], unhex(public));
            assert_eq!(signer.sign(&message)[..], signature);
            assert!(signer.public().verifies(&message, &signature));
            assert!(!signer.public().verifies(b"other", &signature));
            assert!(!signer.public().verifies(&message, &signature[..63]));
        }
    }

    #[test]
    fn a_key_has_the_names_that_the_standards_give_it() {
        let key = PublicKey::parse("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo").unwrap();
        // RFC 8037 appendix A.3.
        let thumbprint = Base64UrlUnpadded::encode_string(&key.thumbprint());
        assert_eq!(thumbprint, "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        // did:key, W3C Community Group: the same key in base 58.
        let did = "did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw";
        assert_eq!(key.did(), did);
        assert_eq!(
            key.kid(),
            format!("{did}#z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw")
        );
    }

    #[test]
    fn a_fingerprint_is_read_as_people_write_it() {
        let key = Signer::from_seed(&[7; 32]).public();
        let printed = key.fingerprint().to_string();
        assert_eq!(printed.len(), 24);
        for typed in [
            printed.clone(),
            printed.to_lowercase(),
            printed.replace('-', " "),
        ] {
            assert_eq!(
                Fingerprint::parse(&typed),
                Some(key.fingerprint()),
                "{typed}"
            );
        }
        assert_eq!(
            Fingerprint::parse("oil0-0000-0000-0000-0000")
                .unwrap()
                .to_string(),
            "0110-0000-0000-0000-0000"
        );
        for typed in [
            "",
            "7KQ2",
            "UUUU-0000-0000-0000-0000",
            "0110-0000-0000-0000-00000",
        ] {
            assert_eq!(Fingerprint::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn keys_that_verify_anything_are_refused() {
        // The identity: RFC 8032's strict rule has no use for points of small order.
        let mut identity = [0; 32];
        identity[0] = 1;
        assert_eq!(PublicKey::from_bytes(&identity), Err(Error::Malformed));
        assert_eq!(
            PublicKey::parse("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHUR"),
            Err(Error::Malformed)
        );
    }

    #[test]
    fn a_signer_never_shows_its_seed() {
        assert!(format!("{:?}", Signer::from_seed(&[7; 32])).starts_with("Signer("));
    }
}
