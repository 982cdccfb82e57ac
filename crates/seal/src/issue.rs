//! One award, one signature each for the token and the code: everything that a person receives.

use aula_core::credential::{Award, Seal, Trust};
use aula_core::verification::Format;

use crate::error::Error;
use crate::key::Signer;
use crate::{badge, bake, code, compact, jws};

/// What is handed over for an award. The same award and key give the same bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// For the sheet: the token, the code and the key's fingerprint.
    pub seal: Seal,
    /// The badge with the token baked in.
    pub svg: String,
}

/// Signs an award in the current format. `verifier` is the public address of the page that verifies, to whose fragment the code's digits are added; empty
/// while the site has none: the code then holds the digits alone.
///
/// # Errors
/// [`Error::Unsignable`] for a self-issued credential, a supervised one without a name of who attests, any other with one, or a
/// course digest, folio or version of another form. [`Error::TooLong`] if the code cannot hold the address.
pub fn issue(award: &Award, signer: &Signer, verifier: &str) -> Result<Issued, Error> {
    issue_as(Format::CURRENT, award, signer, verifier)
}

/// The same in a given format: what was signed before comes back to the byte.
///
/// # Errors
/// As [`issue`].
pub fn issue_as(
    format: Format,
    award: &Award,
    signer: &Signer,
    verifier: &str,
) -> Result<Issued, Error> {
    let attested = !award.attested_by.is_empty();
    match award.credential.trust {
        Trust::Countersigned if !attested => {}
        Trust::Supervised if attested => {}
        Trust::SelfIssued | Trust::Countersigned | Trust::Supervised => {
            return Err(Error::Unsignable);
        }
    }
    if award.course_digest.len() != 64 {
        return Err(Error::Unsignable);
    }
    let key = signer.public();
    let digits = compact::digits(award, signer).ok_or(Error::Unsignable)?;
    let jwt = jws::sign(&badge::payload(award, format, &key), signer);
    let link = match verifier {
        "" => digits,
        address if address.contains('#') => format!("{address}{digits}"),
        address => format!("{address}#{digits}"),
    };
    let code = code::code(&link)?;
    let svg = bake::bake(&jwt, &code);
    let fingerprint = key.fingerprint().to_string();
    Ok(Issued {
        seal: Seal {
            jwt,
            link,
            code,
            fingerprint,
        },
        svg,
    })
}
