//! `aula revoke`: takes back what was signed, and renews the date of the list.

use anyhow::{Context, Result, bail};
use aula_seal::{ListFile, Lists, Revocation, first_revocations, folio, revoke};

use super::{explain, institution_key, lists, plain};
use crate::args::Revoke;
use crate::clock::today;
use crate::project::Project;

/// Writes `courses/revocaciones.json` anew.
///
/// # Errors
/// When the lists cannot be trusted or the key is not the institution's.
pub fn run(project: &Project, options: &Revoke) -> Result<()> {
    let today = today()?;
    let before = lists::read(project)?;
    let signer = institution_key(&before, &options.key, options.passphrase_file.as_deref())?;
    let mut taken_back = vec![];
    for typed in &options.folios {
        let Some(folio) = folio(typed) else {
            bail!(
                "«{}» no es un folio: son 32 letras y cifras con cuatro guiones, como dice la constancia.",
                plain(typed)
            );
        };
        if before.revocation(&folio).is_some() {
            println!("{folio} ya estaba revocada.");
            continue;
        }
        let reason = options
            .reason
            .clone()
            .context("Falta --reason: por qué se revoca. Lo leerá quien verifique.")?;
        taken_back.push(Revocation {
            folio,
            date: today,
            reason,
        });
    }
    let list = match options.first {
        true => first_revocations(&before, &signer, today),
        false => revoke(&before, &signer, &taken_back, today),
    };
    let list = list.map_err(explain)?;
    lists::write_one(project, ListFile::Revocations, &list)?;
    for Revocation { folio, .. } in &taken_back {
        println!("{folio} queda revocada.");
    }
    // What was written is told, not what was meant.
    let Lists { revocations, .. } = lists::read(project)?;
    let list = revocations
        .context("courses/revocaciones.json quedó vacío.")?
        .list;
    println!(
        "courses/revocaciones.json: {} con fecha {}; renuévela antes del {}. Construya y suba el sitio para que se sepa.",
        aula_core::spanish::count(list.revoked.len(), "revocación", "revocaciones"),
        list.date,
        list.next
    );
    Ok(())
}
