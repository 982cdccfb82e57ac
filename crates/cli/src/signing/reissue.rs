//! `aula reissue`: a constancia that was lost, made again from the register.

use std::io::{self, BufRead};

use anyhow::{Context, Result, bail};
use aula::texts::verify as words;
use aula_core::evidence::{Registered, signed_award};
use aula_seal::{Verdict, exhibits, sign_register, verify};

use super::constancia::{lay, make, place};
use super::verify::says;
use super::{ask, lists, now, open_key, plain, text};
use crate::args::Reissue;
use crate::build::read_content;
use crate::clock::today;
use crate::project::Project;

/// Writes PDF, token and badge of each folio again: the same bytes as the first time, as long as key, address of the verifier, template and
/// letterhead are the same. The register stays as it is.
///
/// A key signs again only what it signed: the line of the register must say so. Of lines from before they were signed a person decides.
///
/// # Errors
/// When a folio is not in the register, its line is not the one that the key signed, or what comes out would not verify: the key did not
/// sign on that day, or it was revoked.
pub fn run(project: &Project, options: &Reissue) -> Result<()> {
    again(project, options, &mut io::stdin().lock())
}

/// The same, with the keyboard of whoever decides.
pub(super) fn again(
    project: &Project,
    options: &Reissue,
    keyboard: &mut impl BufRead,
) -> Result<()> {
    let lists = lists::read(project)?;
    let content = read_content(project.courses(), today()?)?;
    content.require_no_errors()?;
    let site = &content.parsed.site;
    let register = text(&options.register)?;
    let signer = open_key(&options.key, options.passphrase_file.as_deref())?;
    for folio in &options.folios {
        let folio = folio.trim().to_lowercase();
        let Registered {
            award,
            format,
            proof,
        } = signed_award(&register, &folio).with_context(|| {
            format!(
                "«{}» no está en {}. El folio está en la constancia y en el registro de la carpeta en que se firmó.",
                plain(&folio),
                options.register.display()
            )
        })?;
        let words = (&site.template, content.parsed.letterhead.as_ref());
        let issued = make(format, &award, &signer, &site.verifier, words)?;
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
        match proof {
            Some(proof) if proof.signature == sign_register(proof.said, &signer) => {}
            Some(_) => bail!(
                "{folio}: la línea del registro no es la que se firmó con esta llave: alguien la cambió, o firmó otra llave. No se repone. \
                 Recupere el registro de su respaldo, o use la llave que firmó entonces."
            ),
            None => {
                println!(
                    "{folio}: su línea del registro no está firmada. La escribió una versión anterior de Aula, o alguien la cambió; esto \
                     es lo que dice:"
                );
                for line in says(&verification.fields) {
                    println!("{line}");
                }
                let question = "¿Es lo que la institución firmó? Se firma otra vez (s/N) ";
                if !options.trust_register && !ask(question, keyboard)? {
                    println!("No se repone.");
                    continue;
                }
            }
        }
        let path = place(&options.out, &award, &issued)?;
        lay(&path, &issued)?;
        println!("{folio}: {}", path.display());
    }
    Ok(())
}
