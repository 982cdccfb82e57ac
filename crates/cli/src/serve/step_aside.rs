//! Windows does not let cargo overwrite a program that runs, and a running server rebuilds its own program. It does let a running
//! program be renamed: so the server gives up its name before the first child build, and cargo writes a new file.

use std::fs;
use std::path::Path;

const OLD: &str = "aula-viejo";

/// Gives up the names of the running program, on Windows; elsewhere there is no need.
///
/// A failure is no reason to stop: cargo says what it cannot write, and the server goes on with the last build.
pub fn let_cargo_replace_us() {
    if cfg!(windows)
        && let Ok(program) = std::env::current_exe()
        && let Some(folder) = program.parent()
    {
        for folder in [folder.to_path_buf(), folder.join("deps")] {
            give_up_names(&program, &folder);
        }
    }
}

/// Renames every entry of the folder that is the same file as the program (cargo keeps a second link in `deps`), and removes what
/// earlier servers left behind.
fn give_up_names(program: &Path, folder: &Path) {
    // Asked once: the path of the program may be one of the names that go.
    let Ok(running) = same_file::Handle::from_path(program) else {
        return;
    };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(OLD) {
            // Still in use by another server: it stays.
            let _ = fs::remove_file(&path);
        } else if name.starts_with("aula")
            && same_file::Handle::from_path(&path).is_ok_and(|other| other == running)
        {
            let old = format!("{OLD}-{}-{name}", std::process::id());
            let _ = fs::rename(&path, folder.join(old));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_names_of_the_program_are_given_up_and_no_others() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("aula.exe"), "x").unwrap();
        fs::hard_link(at("aula.exe"), at("aula-12ab.exe")).unwrap();
        fs::write(at("aula-34cd.exe"), "x").unwrap();
        fs::write(at("aula-viejo-1-aula.exe"), "x").unwrap();
        give_up_names(&at("aula.exe"), folder.path());
        for (name, stays) in [
            ("aula.exe", false),
            ("aula-12ab.exe", false),
            ("aula-34cd.exe", true),
            ("aula-viejo-1-aula.exe", false),
        ] {
            assert_eq!(at(name).exists(), stays, "{name}");
        }
    }
}
