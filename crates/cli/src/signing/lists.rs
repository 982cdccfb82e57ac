//! The signed lists of the site: `courses/emisores.json` and `courses/revocaciones.json`.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use anyhow::{Context, Result};
use aula_seal::{Fingerprint, ListFile, Lists, SignedLists};

use super::{explain, text};
use crate::build::read_content;
use crate::clock::today;
use crate::project::{Project, read as bytes_of, replace};

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
    let trust = path(project, ListFile::Trust);
    let before = match trust.exists() {
        true => Some(bytes_of(&trust)?),
        false => None,
    };
    write_one(project, ListFile::Trust, &lists.trust)?;
    let written = write_one(project, ListFile::Revocations, &lists.revocations);
    if written.is_err() {
        let restored = match before {
            Some(bytes) => replace(&trust, &bytes),
            None => fs::remove_file(&trust),
        };
        restored.with_context(|| {
            format!(
                "{} no es la anterior: recupérela del repositorio.",
                trust.display()
            )
        })?;
    }
    written
}

/// Writes one, or leaves it as it was.
///
/// # Errors
/// When it cannot be written.
pub fn write_one(project: &Project, list: ListFile, text: &str) -> Result<()> {
    let path = path(project, list);
    replace(&path, text.as_bytes()).with_context(|| {
        format!(
            "No puedo escribir {}. Revise los permisos y el espacio en disco.",
            path.display()
        )
    })
}

/// Whether this one may lie there: what cannot be read may be it.
pub fn may_be(project: &Project, list: ListFile, text: &str) -> bool {
    match fs::read(path(project, list)) {
        Ok(bytes) => bytes == text.as_bytes(),
        Err(error) => error.kind() != ErrorKind::NotFound,
    }
}

/// Where it lies.
pub fn path(project: &Project, list: ListFile) -> PathBuf {
    project.courses().join(list.to_string())
}
