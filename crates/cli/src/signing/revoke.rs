//! `aula revoke`: takes back what was signed, and renews the dates of both lists.

use anyhow::{Context, Result, bail};
use aula_seal::{
    Error, ListFile, Lists, Revocation, SignedLists, first_revocations, folio, renew_trust, revoke,
};

use super::{explain, institution_key, lists, plain};
use crate::args::Revoke;
use crate::clock::today;
use crate::project::Project;

/// Writes `courses/revocaciones.json` anew, and `courses/emisores.json` with the same date.
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
    let revocations = list.map_err(explain)?;
    match renew_trust(&before, &signer, today) {
        Ok(trust) => lists::write_both(project, &SignedLists { trust, revocations })?,
        // Who signs may not be who says who signs: that list is somebody else's to renew, and what is taken back does not wait.
        Err(Error::UnknownSigner) => {
            lists::write_one(project, ListFile::Revocations, &revocations)?;
        }
        Err(error) => return Err(explain(error)),
    }
    for Revocation { folio, .. } in &taken_back {
        println!("{folio} queda revocada.");
    }
    // What was written is told, not what was meant.
    let Lists {
        revocations,
        trusted,
        ..
    } = lists::read(project)?;
    let list = revocations
        .context("courses/revocaciones.json quedó vacío.")?
        .list;
    if let Some((date, next)) = trusted.dates {
        println!("courses/emisores.json: con fecha {date}; renuévela antes del {next}.");
    }
    println!(
        "courses/revocaciones.json: {} con fecha {}; renuévela antes del {}. Construya y suba el sitio para que se sepa.",
        aula_core::spanish::count(list.revoked.len(), "revocación", "revocaciones"),
        list.date,
        list.next
    );
    Ok(())
}
