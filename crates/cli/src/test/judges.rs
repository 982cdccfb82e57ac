//! Other people's verifiers of credentials, installed below `target/`: none of them is part of the product.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::project::Project;

/// Pinned, because each version judges otherwise.
const JOSE: &str = "jose@6.2.18";
const OPENBADGESLIB: &str = "openbadgeslib==4.6.3";

/// Installs what is missing and returns the folder: `node_modules/jose`, and Python with openbadgeslib in `python/`.
///
/// # Errors
/// When npm or pip cannot install them.
pub fn prepare(project: &Project) -> Result<PathBuf> {
    // A folder of their own: npm removes what it did not install itself.
    let folder = project.target().join("jueces/credenciales");
    std::fs::create_dir_all(&folder).context("No puedo escribir en target/.")?;
    if !is_installed(&folder, &[JOSE, OPENBADGESLIB]) {
        let mut npm = Command::new("npm");
        npm.args([
            "install",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--no-save",
            "--silent",
            JOSE,
        ]);
        run(npm.arg("--prefix").arg(&folder), JOSE)?;
        let python = folder.join("python");
        run(
            Command::new("python3").args(["-m", "venv"]).arg(&python),
            "el entorno de Python",
        )?;
        let pip = python.join("bin/pip");
        run(
            Command::new(pip).args(["install", "--quiet", OPENBADGESLIB]),
            OPENBADGESLIB,
        )?;
        std::fs::write(mark(&folder), [JOSE, OPENBADGESLIB].join("\n"))
            .context("No puedo escribir en target/.")?;
    }
    Ok(folder)
}

fn is_installed(folder: &Path, versions: &[&str]) -> bool {
    let present =
        folder.join("node_modules/jose").is_dir() && folder.join("python/bin/python").exists();
    present && std::fs::read_to_string(mark(folder)).is_ok_and(|text| text == versions.join("\n"))
}

/// Says which versions are there.
fn mark(folder: &Path) -> PathBuf {
    folder.join("verificadores.txt")
}

fn run(command: &mut Command, what: &str) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("No puedo instalar {what}: falta npm o python3."))?;
    if !status.success() {
        bail!("No pude instalar {what}. Revise la conexión y repita.");
    }
    Ok(())
}
