//! The signed lists of the site: `courses/emisores.json` and `courses/revocaciones.json`.

use std::path::PathBuf;

use anyhow::{Context, Result};
use aula_core::time::Date;
use aula_seal::{
    Fingerprint, RevocationList, Revocations, TrustList, Trusted, read_revocations, read_trust,
    sign_revocations, sign_trust,
};

use super::{Signer, explain, text};
use crate::build::read_content;
use crate::clock::today;
use crate::project::{Project, write};

/// Days until the next list of issuers is due, and the next of revocations.
const TRUST_DAYS: i64 = 365;
const REVOCATION_DAYS: i64 = 31;

/// What the project knows about signatures.
pub struct Lists {
    /// The fingerprint that `aula.toml` pins.
    pub pinned: Vec<Fingerprint>,
    /// The issuers; nobody while there is no list.
    pub trusted: Trusted,
    /// What is revoked, if there is a list.
    pub revocations: Option<Revocations>,
}

/// Reads both lists and the pinned fingerprint.
///
/// # Errors
/// When a list is there and cannot be trusted.
pub fn read(project: &Project) -> Result<Lists> {
    let site = read_content(project.courses(), today()?)?.parsed.site;
    let pinned: Vec<Fingerprint> = Fingerprint::parse(&site.issuer_key).into_iter().collect();
    let (trust, revocations) = (trust_path(project), revocations_path(project));
    let trusted = match trust.is_file() {
        true => read_trust(&text(&trust)?, &pinned)
            .map_err(|error| explain(error).context("courses/emisores.json"))?,
        false => Trusted::default(),
    };
    let revocations = match revocations.is_file() {
        true => {
            let list = read_revocations(&text(&revocations)?, &trusted);
            Some(list.map_err(|error| explain(error).context("courses/revocaciones.json"))?)
        }
        false => None,
    };
    Ok(Lists {
        pinned,
        trusted,
        revocations,
    })
}

/// Writes the list of issuers.
pub fn write_trust(project: &Project, list: &TrustList, signer: &Signer) -> Result<()> {
    write(&trust_path(project), sign_trust(list, signer).as_bytes())
}

/// Writes the list of revocations.
pub fn write_revocations(project: &Project, list: &RevocationList, signer: &Signer) -> Result<()> {
    write(
        &revocations_path(project),
        sign_revocations(list, signer).as_bytes(),
    )
}

/// The day on which a list of issuers signed today is due again.
pub fn next_trust(today: Date) -> Result<Date> {
    after(today, TRUST_DAYS)
}

/// The day on which a list of revocations signed today is due again.
pub fn next_revocations(today: Date) -> Result<Date> {
    after(today, REVOCATION_DAYS)
}

fn after(today: Date, days: i64) -> Result<Date> {
    Date::from_days(today.days() + days)
        .context("El reloj de este equipo da una fecha imposible. Póngalo en hora.")
}

pub fn trust_path(project: &Project) -> PathBuf {
    project.courses().join("emisores.json")
}

fn revocations_path(project: &Project) -> PathBuf {
    project.courses().join("revocaciones.json")
}
