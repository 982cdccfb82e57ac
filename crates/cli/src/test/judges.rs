//! Other people's verifiers of credentials, installed below `target/`: none of them is part of the product.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::project::Project;

/// Pinned, because each version judges otherwise.
const JOSE: &str = "jose@6.2.18";
const OPENBADGESLIB: &str = "openbadgeslib==4.6.3";
/// With its checkers of dates and addresses.
const JSONSCHEMA: &str = "jsonschema[format-nongpl]==4.26.0";
const PYLD: &str = "pyld==3.3.0";
const ALL: [&str; 4] = [JOSE, OPENBADGESLIB, JSONSCHEMA, PYLD];

/// Installs what is missing and returns the folder: `node_modules/jose`, Python with the others in `python/`, and in `estandares/` the
/// source package of openbadgeslib, which carries the JSON schema of 1EdTech.
///
/// # Errors
/// When npm or pip cannot install them.
pub fn prepare(project: &Project) -> Result<PathBuf> {
    // A folder of their own: npm removes what it did not install itself.
    let folder = project.target().join("jueces/credenciales");
    std::fs::create_dir_all(&folder).context("No puedo escribir en target/.")?;
    if !is_installed(&folder) {
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
            Command::new(&pip).args(["install", "--quiet", OPENBADGESLIB, JSONSCHEMA, PYLD]),
            "los verificadores de Python",
        )?;
        unpack_source(&folder)?;
        std::fs::write(mark(&folder), ALL.join("\n")).context("No puedo escribir en target/.")?;
    }
    Ok(folder)
}

/// The source package of openbadgeslib in `estandares/openbadgeslib/`: its wheel lacks the schema.
fn unpack_source(folder: &Path) -> Result<()> {
    let bin = folder.join("python/bin");
    let standards = folder.join("estandares");
    if standards.exists() {
        std::fs::remove_dir_all(&standards).context("No puedo escribir en target/.")?;
    }
    let mut pip = Command::new(bin.join("pip"));
    pip.args([
        "download",
        "--quiet",
        "--no-deps",
        "--no-binary",
        "openbadgeslib",
    ]);
    pip.arg("--dest").arg(&standards).arg(OPENBADGESLIB);
    run(&mut pip, "las fuentes de openbadgeslib")?;
    let name = OPENBADGESLIB.replace("==", "-");
    let archive = standards.join(format!("{name}.tar.gz"));
    let mut tar = Command::new(bin.join("python"));
    tar.args(["-m", "tarfile", "-e"])
        .args([&archive, &standards]);
    run(&mut tar, "las fuentes de openbadgeslib")?;
    std::fs::rename(standards.join(name), standards.join("openbadgeslib"))
        .context("No puedo escribir en target/.")
}

fn is_installed(folder: &Path) -> bool {
    let present = [
        "node_modules/jose",
        "python/bin/python",
        "estandares/openbadgeslib",
    ];
    let present = present.iter().all(|part| folder.join(part).exists());
    present && std::fs::read_to_string(mark(folder)).is_ok_and(|text| text == ALL.join("\n"))
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
