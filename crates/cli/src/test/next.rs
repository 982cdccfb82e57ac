//! The next version of Aula, as a developer would make it: the same sources with one more version of the record and of the database.
//!
//! What two versions do to each other's data cannot be tried with one build. No later version exists yet, so it is made here, of a copy.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use walkdir::WalkDir;

use crate::project::{Project, read, write};

/// What is not of the sources, because it can be made again: `.gitignore`.
const MADE: [&str; 3] = ["target", "dist", "corpus"];

/// A file, words that stand in it once, and what stands there in the next version.
type Change = (&'static str, &'static str, &'static str);

/// What the next version has otherwise.
const CHANGES: [Change; 5] = [
    // The record has version 2, and one of version 1 means in it what it meant before.
    (
        "crates/core/src/progress/record.rs",
        "pub const VERSION: u32 = 1;",
        "pub const VERSION: u32 = 2;",
    ),
    (
        "crates/core/src/progress/record.rs",
        "line.v == VERSION",
        "(1..=VERSION).contains(&line.v)",
    ),
    (
        "crates/core/src/progress/record.rs",
        r#""{\"v\":1,\"w\":\"""#,
        r#""{\"v\":2,\"w\":\"""#,
    ),
    // The database has version 2: another store beside the records, which stay where they are.
    (
        "src/browser/web/indexed_db.rs",
        "const VERSION: u32 = 1;",
        "const VERSION: u32 = 2;",
    ),
    (
        "src/browser/web/indexed_db.rs",
        "    request.on_upgrade(&Closure::once_into_js(move || {
        opened
            .result()
            .unchecked_into::<Database>()
            .create_object_store(STORE)
            .map(drop)
    }));",
        "    request.on_upgrade(&Closure::once_into_js(move || {
        let database = opened.result().unchecked_into::<Database>();
        // It is there where version 1 was.
        drop(database.create_object_store(STORE));
        database.create_object_store(\"personas\").map(drop)
    }));",
    ),
];

/// The next version: a copy of the sources below `target/`, which is compiled in a folder of its own.
///
/// # Errors
/// When a change finds nothing to change, or the copy cannot be written.
pub fn version(project: &Project) -> Result<Project> {
    let copy = project.cache("siguiente");
    copy_sources(project, &copy)?;
    for change in CHANGES {
        let path = copy.join(change.0);
        let text = String::from_utf8(read(&path)?)?;
        write(&path, changed(change, &text)?.as_bytes())?;
    }
    Ok(Project::at(copy))
}

/// Puts a copy of the sources in place of the one before, whose compiled parts stay.
fn copy_sources(project: &Project, copy: &Path) -> Result<()> {
    let sources = WalkDir::new(&project.root)
        .min_depth(1)
        .into_iter()
        .filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            let hidden = name.starts_with('.') && name != ".cargo";
            let made = MADE.contains(&name.as_ref()) || entry.path() == project.target();
            !(hidden || made)
        });
    for entry in sources {
        let entry = entry.context("No puedo leer la carpeta del proyecto.")?;
        let below = copy.join(entry.path().strip_prefix(&project.root)?);
        if !entry.file_type().is_dir() {
            write(&below, &read(entry.path())?)?;
        } else if entry.depth() == 1 && below.exists() {
            // What is no source any more must not stay.
            fs::remove_dir_all(&below)
                .with_context(|| format!("No puedo vaciar {}.", below.display()))?;
        }
    }
    Ok(())
}

fn changed((file, words, instead): Change, text: &str) -> Result<String> {
    ensure!(
        text.matches(words).count() == 1,
        "La versión siguiente ya no se puede derivar de ésta: esto no está una sola vez en {file}:\n{words}\nCorrija CHANGES en \
         crates/cli/src/test/next.rs."
    );
    Ok(text.replace(words, instead))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_finds_its_place_in_the_sources() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        for change in CHANGES {
            let text = fs::read_to_string(root.join(change.0)).unwrap();
            assert_ne!(changed(change, &text).unwrap(), text);
        }
    }

    #[test]
    fn a_change_that_finds_no_place_is_told() {
        let error = changed(CHANGES[0], "pub const VERSION: u32 = 3;").unwrap_err();
        assert!(error.to_string().contains("record.rs"), "{error}");
    }
}
