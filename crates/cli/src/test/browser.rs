//! What the browser tests need: a browser with its driver, readers of PDF and QR codes, and axe-core as the judge of accessibility. None of
//! it is part of the product.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::project::Project;

/// Programs and the Debian packages that bring them.
const PROGRAMS: [(&str, &str); 8] = [
    ("chromium", "chromium"),
    ("chromedriver", "chromium-driver"),
    ("pdftotext", "poppler-utils"),
    ("qpdf", "qpdf"),
    ("zbarimg", "zbar-tools"),
    ("python3", "python3-venv"),
    ("node", "nodejs"),
    ("npm", "npm"),
];

/// The judge; pinned, because each version has other rules.
const AXE: &str = "axe-core@4.14.1";

/// Installs what is missing, where it may, and returns the path of `axe.min.js`.
///
/// # Errors
/// Names the packages when they are missing and cannot be installed from here.
pub fn prepare(project: &Project) -> Result<PathBuf> {
    let absent = missing(runs);
    if !absent.is_empty() {
        if !is_debian_root() {
            bail!(
                "Para las pruebas en el navegador faltan: {}. En Debian o Ubuntu: sudo apt-get install {}. Sin navegador \
                 corre «cargo aula test --native», que también lee PDF: pide poppler-utils y qpdf.",
                absent.join(", "),
                absent.join(" ")
            );
        }
        install(&absent)?;
        let absent = missing(runs);
        if !absent.is_empty() {
            bail!("apt terminó, pero aún faltan: {}.", absent.join(", "));
        }
    }
    axe(project)
}

/// The packages of the programs that do not run.
fn missing(runs: impl Fn(&str) -> bool) -> Vec<&'static str> {
    PROGRAMS
        .iter()
        .filter(|(program, _)| !runs(program))
        .map(|(_, package)| *package)
        .collect()
}

/// Whether a program can be started. `pdftotext` knows no `--version` but starts, which is enough.
fn runs(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok()
}

fn is_debian_root() -> bool {
    let root = Command::new("id").arg("-u").output();
    root.is_ok_and(|id| id.stdout.trim_ascii() == b"0") && runs("apt-get")
}

fn install(packages: &[&str]) -> Result<()> {
    println!("Instalo con apt: {}", packages.join(", "));
    // Another apt may hold the lock: on a fresh machine one often does.
    let wait = ["-o", "DPkg::Lock::Timeout=300"];
    let apt = |arguments: &[&str]| -> Result<()> {
        let status = Command::new("apt-get")
            .args(wait)
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdout(Stdio::null())
            .status()
            .context("No puedo ejecutar apt-get.")?;
        if !status.success() {
            bail!(
                "apt-get no pudo instalar {}. Revise la conexión.",
                packages.join(", ")
            );
        }
        Ok(())
    };
    apt(&["update"])?;
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(packages);
    apt(&arguments)
}

fn axe(project: &Project) -> Result<PathBuf> {
    let folder = project.target().join("jueces");
    let package = folder.join("node_modules/axe-core");
    let script = package.join("axe.min.js");
    let version = AXE.rsplit('@').next().unwrap_or_default();
    let installed = std::fs::read_to_string(package.join("package.json"))
        .is_ok_and(|text| text.contains(&format!("\"version\": \"{version}\"")));
    if !(installed && script.is_file()) {
        std::fs::create_dir_all(&folder).context("No puedo escribir en target/.")?;
        let status = Command::new("npm")
            .args([
                "install",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "--no-save",
                "--silent",
                AXE,
            ])
            .arg("--prefix")
            .arg(&folder)
            .status()
            .context("No puedo ejecutar npm.")?;
        if !status.success() || !script.is_file() {
            bail!("npm no pudo instalar {AXE}. Revise la conexión y repita.");
        }
    }
    Ok(script)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_named_for_the_programs_that_do_not_run() {
        assert_eq!(missing(|_| true), [""; 0]);
        assert_eq!(
            missing(|program| !["chromedriver", "pdftotext"].contains(&program)),
            ["chromium-driver", "poppler-utils"]
        );
        assert!(runs("cargo") && !runs("aula-no-existe"));
    }
}
