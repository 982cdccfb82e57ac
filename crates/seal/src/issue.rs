//! One award: a token and a code, signed, and everything that a person receives.
//!
//! The token signs the file of the sheet, which shows the code and holds the token. So the sheet is drawn with spaces in its place, signed
//! as it is then, and the token, as long as they are, is put there.

use aula_core::credential::{Award, Seal, Trust, exchange};
use aula_core::verification::Format;

use crate::error::Error;
use crate::file::{self, Files};
use crate::key::Signer;
use crate::renew::folio;
use crate::{badge, bake, code, compact, jws};

/// What is handed over for an award. The same award, key, template and program that draws give the same bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// The credential as a VC-JWT.
    pub jwt: String,
    /// The sheet with the token in it.
    pub pdf: Vec<u8>,
    /// The badge with the token baked in.
    pub svg: String,
}

/// What the sheet of an award is drawn with, in the current format. `verifier` is the public address of the page that verifies, to whose fragment the code's digits are added; empty
/// while the site has none: the code then holds the digits alone.
///
/// # Errors
/// [`Error::Unsignable`] for a self-issued credential, a supervised one without a name of who attests, any other with one, or a
/// course digest or version of another form. [`Error::Folio`] for a folio that is not spelled as [`folio`](crate::folio) gives it: spelled
/// otherwise, it would not be found among the revoked. [`Error::TooLong`] if a code cannot hold the texts or the address.
pub fn prepare(award: &Award, signer: &Signer, verifier: &str) -> Result<Seal, Error> {
    prepare_as(Format::CURRENT, award, signer, verifier)
}

/// The same in a given format.
///
/// # Errors
/// As [`prepare`].
pub fn prepare_as(
    format: Format,
    award: &Award,
    signer: &Signer,
    verifier: &str,
) -> Result<Seal, Error> {
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
    let spelled = &award.credential.folio;
    if folio(spelled).as_ref() != Some(spelled) {
        return Err(Error::Folio);
    }
    let digits = compact::digits(award, signer)?;
    let link = match verifier {
        "" => digits,
        address if address.contains('#') => format!("{address}{digits}"),
        address => format!("{address}#{digits}"),
    };
    let code = code::code(&link)?;
    let jwt = token(format, award, signer, &Files::unknown());
    Ok(Seal {
        jwt: match format {
            Format::One | Format::Two => jwt,
            Format::Three => " ".repeat(jwt.len()),
        },
        link,
        code,
        fingerprint: signer.public().fingerprint().to_string(),
    })
}

/// Signs an award and its sheet, which was drawn with the seal that [`prepare`] gave.
///
/// # Errors
/// [`Error::Unsignable`] if the seal was prepared for another award or key, or the sheet does not hold the seal's spaces exactly once.
pub fn issue(award: &Award, signer: &Signer, seal: &Seal, sheet: &[u8]) -> Result<Issued, Error> {
    issue_as(Format::CURRENT, award, signer, seal, sheet)
}

/// The same in a given format: what was signed before comes back to the byte, as long as its sheet is drawn to the byte.
///
/// # Errors
/// As [`issue`].
pub fn issue_as(
    format: Format,
    award: &Award,
    signer: &Signer,
    seal: &Seal,
    sheet: &[u8],
) -> Result<Issued, Error> {
    // What is drawn shows both.
    let is_ours = seal.fingerprint == signer.public().fingerprint().to_string()
        && seal.link.ends_with(&compact::digits(award, signer)?);
    if !is_ours {
        return Err(Error::Unsignable);
    }
    let files = Files {
        sheet: file::multibase(sheet),
        badge: file::multibase(bake::bake(&seal.jwt, &seal.code).as_bytes()),
    };
    let jwt = token(format, award, signer, &files);
    let pdf = exchange(sheet, &seal.jwt, &jwt).ok_or(Error::Unsignable)?;
    let svg = bake::bake(&jwt, &seal.code);
    Ok(Issued { jwt, pdf, svg })
}

fn token(format: Format, award: &Award, signer: &Signer, files: &Files) -> String {
    let payload = badge::payload(award, format, &signer.public(), files);
    jws::sign(&payload, signer)
}
