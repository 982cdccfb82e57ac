//! The register that «Cotejo» hands over: with it the command line makes again what the page signed, to the byte.

use crate::given;
use crate::lists::copy;
use crate::page::Page;
use crate::tree::Role::*;
use crate::trust::{KEY, PASSPHRASE};
use aula_core::evidence::signed_awards;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Takes the register after one signature, of which these are the files; a register with one line was chosen before.
pub async fn hands_over_a_register(page: &Page, signed: &[PathBuf; 3]) {
    let panel = page.within(Region, "Registro de lo firmado");
    panel
        .see("1 firma de esta visita todavía no está en un archivo")
        .await;
    page.judge().await;
    panel.click(Button, "Descargar registro.jsonl").await;
    let register = page.wait_for_download().await;
    panel
        .see("El archivo que descargó tiene todo lo firmado.")
        .await;
    let text = std::fs::read_to_string(&register).unwrap();
    let lines: Vec<_> = signed_awards(&text).collect();
    let [before, new] = &lines[..] else {
        panic!("{text}");
    };
    assert!(before.proof.is_none() && new.proof.is_some(), "{text}");
    is_made_again(&register, &new.award.credential.folio, signed);
}

/// As an operator does it, in a project with the gallery's courses.
fn is_made_again(register: &Path, folio: &str, signed: &[PathBuf; 3]) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = tempfile::tempdir().unwrap();
    copy(&here.join("tests/gallery"), &project.path().join("courses"));
    std::fs::write(project.path().join("Cargo.toml"), "").unwrap();
    let passphrase = project.path().join("frase.txt");
    std::fs::write(&passphrase, PASSPHRASE).unwrap();
    let out = project.path().join("repuestas");
    let done = Command::new(given("AULA_COMMAND"))
        .current_dir(project.path())
        .args(["reissue", folio, "--key"])
        .arg(here.join(KEY))
        .arg("--passphrase-file")
        .arg(passphrase)
        .arg("--register")
        .arg(register)
        .arg("--out")
        .arg(&out)
        .output()
        .unwrap();
    let said = [done.stdout, done.stderr].concat();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&said));
    for file in signed {
        let again = std::fs::read(out.join(file.file_name().unwrap())).unwrap();
        assert!(again == std::fs::read(file).unwrap(), "{}", file.display());
    }
}
