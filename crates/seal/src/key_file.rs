//! The file in which a signing key rests: JSON that says whose it is, and the seed encrypted with a passphrase.
//!
//! ```json
//! {"formato":"aula-llave","version":1,"institucion":"…","creada":"2026-11-28","huella":"7KQ2-…","clave_publica":"…",
//!  "sal":"…","nonce":"…","cifrado":"…"}
//! ```
//!
//! Argon2id (RFC 9106) with 64 MiB, three passes, one lane, a salt of 16 bytes; XChaCha20-Poly1305 with a nonce of 24 bytes, the public
//! key as associated data. Bytes are base64url without padding. The parameters belong to version 1 and are not read from the file, so
//! that nobody can weaken them there.

use argon2::{Algorithm, Argon2, Params, Version};
use aula_core::time::Date;
use base64ct::{Base64UrlUnpadded, Encoding};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::error::Error;
use crate::key::{PublicKey, Signer};

/// Fewest characters of a passphrase.
pub const PASSPHRASE_LEAST: usize = 12;

const FORMAT: &str = "aula-llave";
const VERSION: u32 = 1;
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;

/// What a key file says without its passphrase: enough for the backup sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyFile {
    formato: String,
    version: u32,
    /// Whose key it is.
    #[serde(rename = "institucion")]
    pub institution: String,
    /// When it was made.
    #[serde(rename = "creada")]
    pub made_on: Date,
    /// Its fingerprint, as printed.
    #[serde(rename = "huella")]
    pub fingerprint: String,
    /// The `x` of its public key.
    #[serde(rename = "clave_publica")]
    pub public: String,
    sal: String,
    nonce: String,
    cifrado: String,
}

/// The file of a key, with a line break at its end. `random` must be fresh for each file: 16 bytes of salt and 24 of nonce.
///
/// # Errors
/// [`Error::ShortPassphrase`], or [`Error::Memory`] where 64 MiB are not to be had.
pub fn lock(
    signer: &Signer,
    institution: &str,
    made_on: Date,
    passphrase: &str,
    random: &[u8; 40],
) -> Result<String, Error> {
    if passphrase.chars().count() < PASSPHRASE_LEAST {
        return Err(Error::ShortPassphrase);
    }
    let (salt, nonce) = random.split_at(16);
    let public = signer.public();
    let x = public.x();
    let sealed = Payload {
        msg: signer.seed(),
        aad: x.as_bytes(),
    };
    let nonce_bytes = <&XNonce>::try_from(nonce).map_err(|_| Error::Malformed)?;
    let cipher = cipher(passphrase, salt)?;
    let encrypted = cipher
        .encrypt(nonce_bytes, sealed)
        .map_err(|_| Error::Memory)?;
    let file = KeyFile {
        formato: FORMAT.to_owned(),
        version: VERSION,
        institution: institution.to_owned(),
        made_on,
        fingerprint: public.fingerprint().to_string(),
        public: x,
        sal: Base64UrlUnpadded::encode_string(salt),
        nonce: Base64UrlUnpadded::encode_string(nonce),
        cifrado: Base64UrlUnpadded::encode_string(&encrypted),
    };
    // Limit: text and numbers cannot fail to become JSON.
    let mut json = serde_json::to_string_pretty(&file).unwrap_or_default();
    json.push('\n');
    Ok(json)
}

/// The key in a file.
///
/// # Errors
/// [`Error::Malformed`] or [`Error::UnknownFormat`] if the text is no key file of ours, [`Error::Passphrase`] if the passphrase is
/// another or the file was changed: the two cannot be told apart.
pub fn unlock(file: &str, passphrase: &str) -> Result<Signer, Error> {
    let file = KeyFile::parse(file)?;
    let decode = |text: &str| Base64UrlUnpadded::decode_vec(text).map_err(|_| Error::Malformed);
    let (salt, nonce, encrypted) = (
        decode(&file.sal)?,
        decode(&file.nonce)?,
        decode(&file.cifrado)?,
    );
    let nonce = <&XNonce>::try_from(&nonce[..]).map_err(|_| Error::Malformed)?;
    if salt.len() != 16 {
        return Err(Error::Malformed);
    }
    let sealed = Payload {
        msg: &encrypted,
        aad: file.public.as_bytes(),
    };
    let cipher = cipher(passphrase, &salt)?;
    let seed = cipher
        .decrypt(nonce, sealed)
        .map_err(|_| Error::Passphrase)?;
    let seed = Zeroizing::new(seed);
    let seed = <&[u8; 32]>::try_from(&seed[..]).map_err(|_| Error::Malformed)?;
    let signer = Signer::from_seed(seed);
    if signer.public().x() != file.public {
        return Err(Error::Passphrase);
    }
    Ok(signer)
}

impl KeyFile {
    /// Reads what stands in clear.
    ///
    /// # Errors
    /// [`Error::Malformed`], or [`Error::UnknownFormat`] for a later version.
    pub fn parse(file: &str) -> Result<KeyFile, Error> {
        let file: KeyFile = serde_json::from_str(file).map_err(|_| Error::Malformed)?;
        match (file.formato.as_str(), file.version) {
            (FORMAT, VERSION) => Ok(file),
            (FORMAT, _) => Err(Error::UnknownFormat),
            (_, _) => Err(Error::Malformed),
        }
    }

    /// The public key. The fingerprint of the file is only text: this one is computed.
    ///
    /// # Errors
    /// [`Error::Malformed`].
    pub fn public(&self) -> Result<PublicKey, Error> {
        PublicKey::parse(&self.public)
    }
}

fn cipher(passphrase: &str, salt: &[u8]) -> Result<XChaCha20Poly1305, Error> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, Some(32)).map_err(|_| Error::Memory)?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut key = Zeroizing::new([0; 32]);
    argon2
        .hash_password_into(passphrase.as_bytes(), salt, &mut key[..])
        .map_err(|_| Error::Memory)?;
    Ok(XChaCha20Poly1305::new(<&Key>::from(&*key)))
}
