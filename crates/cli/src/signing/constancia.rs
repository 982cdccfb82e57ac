//! The files of a constancia: drawn, signed, and laid where they cover no other.

use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::iter;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use aula::texts::countersign;
use aula_certificate::Error as CertificateError;
use aula_core::credential::{Award, Letterhead, Template, award_file_name, award_sheet};
use aula_core::verification::Format;
use aula_seal::{Issued, Signer, issue_as, prepare_as};

use super::explain;
use crate::build::certificate_font;
use crate::project::replace;

/// How many constancias of one name and folio lie in one folder at most.
const SAME_NAME: usize = 100;

/// Why a sheet cannot be drawn, for the person who signs.
#[derive(Debug)]
pub struct Undrawn(String);

impl Undrawn {
    fn new(error: CertificateError) -> Undrawn {
        Undrawn(match error {
            CertificateError::MissingGlyph(letter) => countersign::missing_letter(letter),
            error => format!("No puedo componer la hoja: {error}."),
        })
    }
}

impl fmt::Display for Undrawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Undrawn {}

/// Draws the sheet of an award and signs both. The same arguments give the same bytes.
///
/// # Errors
/// When the award cannot be signed; [`Undrawn`] when its words have letters that the font lacks.
pub fn make(
    format: Format,
    award: &Award,
    signer: &Signer,
    verifier: &str,
    (template, letterhead): (&Template, Option<&Letterhead>),
) -> Result<Issued> {
    let seal = prepare_as(format, award, signer, verifier).map_err(explain)?;
    let mut sheet = award_sheet(award, template, seal.clone());
    if let Some(letterhead) = letterhead {
        sheet = letterhead.clone().on(sheet);
    }
    let drawn = aula_certificate::render(&sheet, certificate_font()?).map_err(Undrawn::new)?;
    issue_as(format, award, signer, &seal, &drawn).map_err(explain)
}

/// Where its PDF goes in a folder, which is made if need be: where in none of the three forms something else lies. Two people may have
/// the same name, and one person may be signed for twice.
///
/// # Errors
/// When the folder cannot be made, or every name is taken.
pub fn place(out: &Path, award: &Award, issued: &Issued) -> Result<PathBuf> {
    fs::create_dir_all(out)
        .with_context(|| format!("No puedo crear la carpeta {}.", out.display()))?;
    let name = award_file_name(award);
    let stem = name.trim_end_matches(".pdf");
    let folio = award.credential.folio.get(..8).unwrap_or_default();
    let others = (2..SAME_NAME).map(|number| format!("{stem}_{folio}_{number}"));
    let mut stems = iter::once(stem.to_owned())
        .chain(iter::once(format!("{stem}_{folio}")))
        .chain(others);
    let path = stems.find_map(|stem| {
        let path = out.join(format!("{stem}.pdf"));
        let is_free = forms(&path, issued)
            .iter()
            .all(|(path, bytes)| match fs::read(path) {
                Ok(other) => other == *bytes,
                Err(error) => error.kind() == ErrorKind::NotFound,
            });
        is_free.then_some(path)
    });
    path.with_context(|| {
        format!(
            "En {} ya hay otros archivos con el nombre {stem}, y no los sobrescribo. Diga otra carpeta con --out.",
            out.display()
        )
    })
}

/// Writes PDF, token and badge; each is there whole or not at all.
///
/// # Errors
/// When one cannot be written.
pub fn lay(path: &Path, issued: &Issued) -> Result<()> {
    for (path, bytes) in forms(path, issued) {
        replace(&path, bytes).with_context(|| {
            format!(
                "No puedo escribir {}. Revise los permisos y el espacio en disco.",
                path.display()
            )
        })?;
    }
    Ok(())
}

/// Each form and where it lies, by the path of the PDF.
fn forms<'a>(path: &Path, issued: &'a Issued) -> [(PathBuf, &'a [u8]); 3] {
    [
        (path.to_owned(), &issued.pdf),
        (path.with_extension("jwt"), issued.jwt.as_bytes()),
        (path.with_extension("svg"), issued.svg.as_bytes()),
    ]
}
