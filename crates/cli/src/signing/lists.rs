//! The signed lists of the site: `courses/emisores.json` and `courses/revocaciones.json`.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use aula_seal::{Fingerprint, ListFile, Lists, SignedLists};

use super::{explain, text};
use crate::build::read_content;
use crate::clock::today;
use crate::project::{Project, read as bytes_of, write};

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

/// Writes both, or leaves both as they were.
///
/// # Errors
/// When one cannot be written.
pub fn write_both(project: &Project, lists: &SignedLists) -> Result<()> {
    let files = [ListFile::Trust, ListFile::Revocations].map(|list| path(project, list));
    let mut before = vec![];
    for path in &files {
        before.push(match path.exists() {
            true => Some(bytes_of(path)?),
            false => None,
        });
    }
    let written = write_one(project, ListFile::Trust, &lists.trust)
        .and_then(|()| write_one(project, ListFile::Revocations, &lists.revocations));
    if written.is_err() {
        for (path, before) in files.iter().zip(before) {
            let restored = match before {
                Some(bytes) => fs::write(path, bytes),
                None if path.exists() => fs::remove_file(path),
                None => Ok(()),
            };
            restored.with_context(|| {
                format!(
                    "{} quedó a medias: recupérelo del repositorio.",
                    path.display()
                )
            })?;
        }
    }
    written
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
