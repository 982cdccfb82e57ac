//! Where things lie: the project's folder, its caches, and the authors' files.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use aula_core::course::Files;
use walkdir::WalkDir;

/// The folder that holds `Cargo.toml` and `courses/`.
#[derive(Debug, Clone)]
pub struct Project {
    /// Its path.
    pub root: PathBuf,
    /// The folder of the authors' files.
    courses: PathBuf,
    /// Cargo's folder for everything that can be made again.
    target: PathBuf,
}

impl Project {
    /// The project around the current folder.
    ///
    /// # Errors
    /// When neither the current folder nor one above it is an Aula project.
    pub fn find() -> Result<Project> {
        let here = std::env::current_dir().context("No puedo leer la carpeta actual.")?;
        let root = here
            .ancestors()
            .find(|folder| folder.join("courses/aula.toml").is_file() && folder.join("Cargo.toml").is_file())
            .context("Aquí no hay un proyecto de Aula (falta courses/aula.toml). Entre a la carpeta del proyecto y repita la orden.")?;
        let mut project = Project::at(root.to_path_buf());
        if let Some(folder) = std::env::var_os("CARGO_TARGET_DIR") {
            project.target = root.join(folder);
        }
        Ok(project)
    }

    /// The project in a folder, with all that is made of it there too, whatever `CARGO_TARGET_DIR` says.
    pub fn at(root: PathBuf) -> Project {
        Project {
            courses: root.join("courses"),
            target: root.join("target"),
            root,
        }
    }

    /// The same project with the authors' files of another folder.
    pub fn with_courses(&self, folder: &Path) -> Project {
        Project {
            courses: self.root.join(folder),
            ..self.clone()
        }
    }

    /// The folder of the authors' files.
    pub fn courses(&self) -> &Path {
        &self.courses
    }

    /// Cargo's folder for everything that can be made again.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Our own caches, below `target/`.
    pub fn cache(&self, name: &str) -> PathBuf {
        self.target.join("aula").join(name)
    }
}

/// Reads everything below `courses/`: [texts](Files::is_text), and the names of the rest.
///
/// # Errors
/// When a file cannot be read, or a text is not UTF-8.
pub fn read_courses(folder: &Path) -> Result<Files> {
    let mut files = Files::default();
    for (name, path) in files_below(folder)? {
        if !Files::is_text(&name) {
            files.media.insert(name);
            continue;
        }
        let Ok(text) = String::from_utf8(read(&path)?) else {
            bail!(
                "courses/{name} no está en UTF-8. Ábralo en su editor y guárdelo con codificación «UTF-8»."
            );
        };
        files.texts.insert(name, text);
    }
    Ok(files)
}

/// Every file below a folder as (path with `/` separators, path on disk), sorted; hidden files are left out.
pub fn files_below(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut found = vec![];
    let entries = WalkDir::new(folder)
        .min_depth(1)
        .into_iter()
        .filter_entry(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    for entry in entries {
        let entry = entry.map_err(|error| {
            let at = format!(
                "No puedo leer {}.",
                error.path().unwrap_or(folder).display()
            );
            anyhow!(io::Error::from(error)).context(at)
        })?;
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let parts: Vec<_> = below
                .components()
                .map(|part| part.as_os_str().to_string_lossy().into_owned())
                .collect();
            found.push((parts.join("/"), entry.into_path()));
        }
    }
    found.sort();
    Ok(found)
}

/// The bytes of a file, with its name in the error.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("No puedo leer {}.", path.display()))
}

/// Puts a file in the place of another when it is whole: on a full disk the other stays. Until then it is hidden, and nobody reads it.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut hidden = OsString::from(".");
    hidden.push(path.file_name().unwrap_or_default());
    let half = path.with_file_name(hidden);
    let mut file = File::create(&half)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    let replaced = written.and_then(|()| fs::rename(&half, path));
    if replaced.is_err() {
        // What went wrong is told; half a file that stays is written over by the next one.
        drop(fs::remove_file(&half));
    }
    replaced
}

/// Writes a file and the folders above it, unless it already holds these bytes.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("No puedo crear la carpeta {}.", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| {
        format!(
            "No puedo escribir {}. Revise los permisos y el espacio en disco.",
            path.display()
        )
    })
}
