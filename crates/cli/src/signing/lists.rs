//! The signed lists of the site: `courses/emisores.json` and `courses/revocaciones.json`.

use std::path::PathBuf;

use anyhow::Result;
use aula_seal::{Fingerprint, ListFile, Lists, SignedLists};

use super::{explain, text};
use crate::build::read_content;
use crate::clock::today;
use crate::project::{Project, write};

/// Reads both lists, as far as they are there, with the fingerprint that `aula.toml` pins.
///
/// # Errors
/// When a list is there and cannot be trusted.
pub fn read(project: &Project) -> Result<Lists> {
    let site = read_content(project.courses(), today()?)?.parsed.site;
    let pinned: Vec<Fingerprint> = Fingerprint::parse(&site.issuer_key).into_iter().collect();
    let file = |list| {
        let path = path(project, list);
        if path.is_file() {
            text(&path)
        } else {
            Ok(String::new())
        }
    };
    let (trust, revocations) = (file(ListFile::Trust)?, file(ListFile::Revocations)?);
    Lists::read(&trust, &revocations, &pinned)
        .map_err(|bad| explain(bad.error).context(format!("courses/{}", bad.file)))
}

/// Writes both.
///
/// # Errors
/// When one cannot be written.
pub fn write_both(project: &Project, lists: &SignedLists) -> Result<()> {
    write_one(project, ListFile::Trust, &lists.trust)?;
    write_one(project, ListFile::Revocations, &lists.revocations)
}

/// Writes one.
///
/// # Errors
/// When it cannot be written.
pub fn write_one(project: &Project, list: ListFile, text: &str) -> Result<()> {
    write(&path(project, list), text.as_bytes())
}

/// Where it lies.
pub fn path(project: &Project, list: ListFile) -> PathBuf {
    project.courses().join(list.to_string())
}
