//! Writes a site into its folder and keeps what open pages may still ask for.
//!
//! `publicacion.json` in the folder lists the files of the last three releases. A page that was opened before an update goes on
//! asking for the files of its own release: the hashed files of the two releases before stay, older ones go. Files that no
//! release lists are not ours and are left alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

use super::names::is_hashed;
use super::site::Files;
use crate::project::write;

/// Name of the list.
const MANIFEST: &str = "publicacion.json";
/// This release and the two before.
const KEPT: usize = 3;
/// Companions of a file for servers that send compressed files.
const ENCODINGS: [&str; 2] = ["br", "gz"];

/// The releases in a folder, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Manifest {
    publicaciones: Vec<BTreeSet<String>>,
}

/// Writes every file, then removes what no kept release needs. `files` holds the companions too.
///
/// # Errors
/// When the folder holds something that this tool did not write, or cannot be written.
pub fn write_release(out: &Path, files: &Files) -> Result<()> {
    let old = read_manifest(out)?;
    let names: BTreeSet<String> = files
        .keys()
        .filter(|path| !is_companion(path, files))
        .cloned()
        .collect();
    // Code and data before the pages that name them: a server that publishes the folder never shows a page without its parts.
    let (first, last): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| is_hashed(path));
    for (path, bytes) in first.into_iter().chain(last) {
        write(&out.join(path), bytes)?;
    }
    let new = next(&old, names);
    let kept = kept(&new);
    for path in old.publicaciones.iter().flatten().chain(&kept) {
        for encoding in ENCODINGS {
            let companion = format!("{path}.{encoding}");
            let needed = kept.contains(path)
                && (files.contains_key(&companion) || !files.contains_key(path));
            if !needed {
                remove(out, &companion)?;
            }
        }
        if !kept.contains(path) {
            remove(out, path)?;
        }
    }
    let mut manifest =
        serde_json::to_vec_pretty(&new).context("No puedo escribir publicacion.json.")?;
    manifest.push(b'\n');
    write(&out.join(MANIFEST), &manifest)
}

fn is_companion(path: &str, files: &Files) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(base, encoding)| ENCODINGS.contains(&encoding) && files.contains_key(base))
}

/// The list after this release. The same files again are the same release.
fn next(old: &Manifest, names: BTreeSet<String>) -> Manifest {
    let before = old
        .publicaciones
        .iter()
        .filter(|release| **release != names);
    Manifest {
        publicaciones: std::iter::once(names.clone())
            .chain(before.cloned())
            .take(KEPT)
            .collect(),
    }
}

/// All files of the newest release, and the hashed ones of the others.
fn kept(manifest: &Manifest) -> BTreeSet<String> {
    let mut releases = manifest.publicaciones.iter();
    let newest = releases.next().into_iter().flatten();
    let hashed = releases.flatten().filter(|path| is_hashed(path));
    newest.chain(hashed).cloned().collect()
}

fn read_manifest(out: &Path) -> Result<Manifest> {
    let path = out.join(MANIFEST);
    if let Ok(text) = fs::read(&path) {
        return serde_json::from_slice(&text).with_context(|| {
            format!(
                "{} está dañado. Borre la carpeta y repita la orden.",
                path.display()
            )
        });
    }
    let empty = fs::read_dir(out).map_or(true, |mut entries| entries.next().is_none());
    ensure!(
        empty,
        "La carpeta {} tiene archivos que no son de este sitio. Elija otra con --out, o vacíela.",
        out.display()
    );
    Ok(Manifest::default())
}

fn remove(out: &Path, path: &str) -> Result<()> {
    match fs::remove_file(out.join(path)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("No puedo borrar el archivo viejo {path}."))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::names::hashed;
    use crate::project::files_below;

    /// Releases a site whose code is `code` and returns what lies in the folder, without the list.
    fn release(out: &Path, code: &str, compressed: bool) -> Vec<String> {
        let script = hashed("assets/a", "js", code.as_bytes());
        let mut files = Files::from([
            ("index.html".to_owned(), script.clone().into_bytes()),
            (format!("solo-{code}.html"), vec![]),
            (script.clone(), code.into()),
        ]);
        if compressed {
            for encoding in ENCODINGS {
                files.insert(format!("{script}.{encoding}"), vec![1]);
            }
        }
        write_release(out, &files).unwrap();
        let found = files_below(out).unwrap();
        found
            .into_iter()
            .map(|(name, _)| name)
            .filter(|name| name != MANIFEST)
            .collect()
    }

    fn script(code: &str) -> String {
        hashed("assets/a", "js", code.as_bytes())
    }

    #[test]
    fn hashed_files_of_two_releases_before_stay_and_all_else_goes() {
        let out = tempfile::tempdir().unwrap();
        for code in ["1", "2", "3", "3", "3", "4"] {
            release(out.path(), code, false);
        }
        let mut expected = vec![script("2"), script("3"), script("4")];
        expected.extend(["index.html".into(), "solo-4.html".into()]);
        expected.sort();
        assert_eq!(release(out.path(), "4", false), expected);
    }

    #[test]
    fn companions_live_and_die_with_their_file() {
        let out = tempfile::tempdir().unwrap();
        release(out.path(), "1", true);
        let found = release(out.path(), "2", true);
        assert!(found.contains(&format!("{}.br", script("1"))), "{found:?}");
        // A build without compression must not leave companions of older content.
        let found = release(out.path(), "2", false);
        assert!(!found.contains(&format!("{}.br", script("2"))), "{found:?}");
        for code in ["3", "4"] {
            release(out.path(), code, true);
        }
        let found = release(out.path(), "5", true);
        assert!(
            !found.iter().any(|name| name.starts_with(&script("1"))),
            "{found:?}"
        );
        assert!(found.contains(&format!("{}.gz", script("4"))), "{found:?}");
    }

    #[test]
    fn a_folder_of_somebody_else_is_refused_and_left_alone() {
        let out = tempfile::tempdir().unwrap();
        fs::write(out.path().join("tesis.txt"), "x").unwrap();
        assert!(write_release(out.path(), &Files::new()).is_err());
        assert_eq!(files_below(out.path()).unwrap().len(), 1);
    }
}
