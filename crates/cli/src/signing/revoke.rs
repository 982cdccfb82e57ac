//! `aula revoke`: takes back what was signed, and renews the date of the list.

use anyhow::{Context, Result, bail};
use aula_seal::{Revocation, RevocationList};

use super::{institution_key, lists};
use crate::args::Revoke;
use crate::clock::today;
use crate::project::Project;

/// Writes `courses/revocaciones.json` anew.
///
/// # Errors
/// When the lists cannot be trusted or the key is not the institution's.
pub fn run(project: &Project, options: &Revoke) -> Result<()> {
    let today = today()?;
    let lists = lists::read(project)?;
    let signer = institution_key(&lists, &options.key, options.passphrase_file.as_deref())?;
    let mut revoked = lists
        .revocations
        .map(|revocations| revocations.list.revoked)
        .unwrap_or_default();
    for folio in &options.folios {
        let folio = folio.trim().to_lowercase();
        if folio.len() != 36 {
            bail!(
                "«{folio}» no es un folio: son 32 letras y cifras con cuatro guiones, como dice la constancia."
            );
        }
        if revoked.iter().any(|entry| entry.folio == folio) {
            println!("{folio} ya estaba revocada.");
            continue;
        }
        let reason = options
            .reason
            .clone()
            .context("Falta --reason: por qué se revoca. Lo leerá quien verifique.")?;
        println!("{folio} queda revocada.");
        revoked.push(Revocation {
            folio,
            date: today,
            reason,
        });
    }
    let list = RevocationList {
        date: today,
        next: lists::next_revocations(today)?,
        revoked,
    };
    lists::write_revocations(project, &list, &signer)?;
    println!(
        "courses/revocaciones.json: {} con fecha {today}; renuévela antes del {}. Construya y suba el sitio para que se sepa.",
        aula_core::spanish::count(list.revoked.len(), "revocación", "revocaciones"),
        list.next
    );
    Ok(())
}
