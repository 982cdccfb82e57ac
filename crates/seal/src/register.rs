//! The signature of a line of the register of what was signed (`aula_core::evidence`): whoever can write to that file cannot have a key sign
//! again what it never signed.

use base64ct::{Base64UrlUnpadded, Encoding};

use crate::key::Signer;

/// Keeps a signature of a line from being one of anything else.
const PREFIX: &[u8] = b"aula-registro-1\n";

/// The signature of what a line says, as base64url. The same line and key give the same one.
pub fn sign_register(said: &str, signer: &Signer) -> String {
    let signature = signer.sign(&[PREFIX, said.as_bytes()].concat());
    Base64UrlUnpadded::encode_string(&signature)
}
