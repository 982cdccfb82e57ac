//! `aula reissue`: a constancia that was lost, made again from the register.

use anyhow::{Context, Result, bail};
use aula::texts::verify as words;
use aula_core::evidence::signed_award;
use aula_seal::{Verdict, exhibits, verify};

use super::issue::{constancia, write_constancia};
use super::{lists, now, open_key, plain, text};
use crate::args::Reissue;
use crate::build::read_content;
use crate::clock::today;
use crate::project::Project;

/// Writes PDF, token and badge of each folio again: the same bytes as the first time, as long as key, address of the verifier, template and
/// letterhead are the same. The register stays as it is.
///
/// # Errors
/// When a folio is not in the register, or what comes out would not verify: the key did not sign on that day, or it was revoked.
pub fn run(project: &Project, options: &Reissue) -> Result<()> {
    let lists = lists::read(project)?;
    let content = read_content(project.courses(), today()?)?;
    content.require_no_errors()?;
    let site = &content.parsed.site;
    let register = text(&options.register)?;
    let signer = open_key(&options.key, options.passphrase_file.as_deref())?;
    for folio in &options.folios {
        let folio = folio.trim().to_lowercase();
        let (award, format) = signed_award(&register, &folio).with_context(|| {
            format!(
                "«{}» no está en {}. El folio está en la constancia y en el registro de la carpeta en que se firmó.",
                plain(&folio),
                options.register.display()
            )
        })?;
        let words = (&site.template, content.parsed.letterhead.as_ref());
        let issued = constancia(format, &award, &signer, &site.verifier, words)?;
        let copy = exhibits(&issued.pdf);
        let verification = verify(&copy, &lists.trusted, lists.revocations.as_ref(), now());
        match verification.verdict {
            Verdict::Authentic | Verdict::Expired { .. } => {}
            Verdict::UnknownIssuer => bail!(
                "{folio}: esa llave no firmaba el {}. Use la que firmó entonces, aunque ya tenga sucesora.",
                award.credential.issued_at.date()
            ),
            verdict => bail!(
                "{folio}: {}. {}",
                words::verdict(&verdict),
                words::meaning(&verdict)
            ),
        }
        let path = write_constancia(&options.out, &award, &issued)?;
        println!("{folio}: {}", path.display());
    }
    Ok(())
}
