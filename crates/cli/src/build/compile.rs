//! The crates that run in the browser, compiled by cargo.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::project::Project;

const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the wasm target to the toolchain when it is missing.
///
/// # Errors
/// When it is missing and rustup is absent or fails.
pub fn ensure_target() -> Result<()> {
    let sysroot = Command::new("rustc")
        .args(["--print", "sysroot"])
        .output()
        .context("No encuentro rustc. Instale Rust desde https://rustup.rs y repita la orden.")?;
    let sysroot = PathBuf::from(String::from_utf8_lossy(&sysroot.stdout).trim());
    if sysroot
        .join("lib/rustlib")
        .join(TARGET)
        .join("lib")
        .is_dir()
    {
        return Ok(());
    }
    match Command::new("rustup")
        .args(["target", "add", TARGET])
        .status()
    {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => bail!("rustup no pudo agregar {TARGET}. Revise su conexión y repita la orden."),
        Err(_) => bail!(
            "Falta el destino {TARGET} y no encuentro rustup. Instale Rust desde https://rustup.rs, o agregue el destino con el \
             gestor de paquetes de su sistema (en Debian: libstd-rust-dev-wasm32)."
        ),
    }
}

/// Compiles packages to wasm and returns where cargo put each, in their order. All at once: each ends in minutes of one thread, and two
/// of them keep two cores busy.
///
/// # Errors
/// When one does not compile, with what the compiler says.
pub fn compile<const N: usize>(
    project: &Project,
    packages: [&str; N],
    profile: &str,
) -> Result<[PathBuf; N]> {
    let mut build = cargo(project);
    build
        .args(["build", "--quiet", "--lib", "--target", TARGET])
        .args(["--profile", profile, "--message-format=json", "--config"])
        .arg(rust_flags())
        .arg("--target-dir")
        .arg(project.target());
    for package in packages {
        build.args(["--package", package]);
    }
    let output = build
        .output()
        .context("No puedo ejecutar cargo. Instale Rust desde https://rustup.rs.")?;
    let messages = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        let cargo = String::from_utf8_lossy(&output.stderr);
        bail!(
            "El código del navegador no compila.\n\n{}{}",
            errors(&messages),
            cargo.trim()
        );
    }
    let mut compiled = packages.map(|_| PathBuf::new());
    for (package, path) in packages.into_iter().zip(&mut compiled) {
        *path = artifact(&messages, &package.replace('-', "_"))
            .with_context(|| format!("cargo no dijo dónde quedó «{package}». ¿Es un cdylib?"))?;
    }
    Ok(compiled)
}

/// What the compiler says is wrong, as it says it. Warnings are the business of `aula test`.
fn errors(messages: &str) -> String {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["message"]["level"] == "error")
        .filter_map(|message| message["message"]["rendered"].as_str().map(str::to_owned))
        .collect()
}

/// The cargo that runs us, in the project's folder.
pub fn cargo(project: &Project) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(&project.root);
    command
}

/// The path of the wasm file of a crate in cargo's messages.
fn artifact(messages: &str, name: &str) -> Option<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["target"]["name"].as_str() == Some(name))
        .filter_map(|message| {
            message["filenames"]
                .as_array()?
                .iter()
                .filter_map(Value::as_str)
                .find(|file| file.ends_with(".wasm"))
                .map(PathBuf::from)
        })
        .next_back()
}

/// Flags for the modules of the browser: this machine's folders stay out of panic messages, so that the same sources give the same
/// bytes on every machine; and SHA-256 is compiled for size.
fn rust_flags() -> String {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let sources = home.map(|home| home.join("registry").join("src"));
    let mut flags: Vec<String> = sources
        .and_then(|folder| std::fs::read_dir(folder).ok())
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| format!("--remap-path-prefix={}=crates", entry.path().display()))
        .collect();
    flags.sort();
    flags.extend(["--cfg", "sha2_backend_soft=\"compact\""].map(str::to_owned));
    // A TOML array of strings is written like a JSON one.
    format!("build.rustflags={}", Value::from(flags))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_errors_are_shown() {
        let messages = r#"{"reason":"compiler-message","message":{"level":"warning","rendered":"w\n"}}
{"reason":"compiler-message","message":{"level":"error","rendered":"error: e\n"}}"#;
        assert_eq!(errors(messages), "error: e\n");
    }

    #[test]
    fn the_last_wasm_of_the_package_is_taken() {
        let messages = r#"{"reason":"compiler-artifact","target":{"name":"serde"},"filenames":["/t/libserde.rlib"]}
not json
{"reason":"compiler-artifact","target":{"name":"aula"},"filenames":["/t/aula.wasm","/t/libaula.rlib"]}
{"reason":"build-finished","success":true}"#;
        assert_eq!(
            artifact(messages, "aula"),
            Some(PathBuf::from("/t/aula.wasm"))
        );
        assert_eq!(artifact(messages, "serde"), None);
    }
}
