//! What «Cotejo» takes from the site, every published version, and what it hands over beside constancias: the register.

use crate::browser::Browser;
use crate::conditions::Setting;
use crate::given;
use crate::lists::{Site, copy, cotejo, expediente};
use crate::page::Page;
use crate::tree::Role::*;
use crate::trust::{EVIDENCE_FIELD, KEY, PASSPHRASE};
use aula_core::evidence::{Edition, Editions, signed_awards};
use aula_core::id::CourseId;
use aula_core::packed::{pack, unpack};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A log does not say with which version a lesson was done: what does not come is no version that the site lacks.
#[tokio::test]
async fn nothing_is_graded_while_a_version_of_the_site_does_not_come() {
    let site = Site::of(&given("AULA_GALLERY")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let evidence = expediente(&page, &site).await;
    let course = CourseId::new("tipos");
    let index = site.folder.path().join(Edition::INDEX);
    let mut editions: Editions = unpack(&std::fs::read(&index).unwrap()).unwrap();
    let (_, today) = editions
        .iter()
        .find(|(of, _)| *of == course)
        .unwrap()
        .clone();
    let file = |version: &str| site.folder.path().join(Edition::file(&course, version));
    editions.push((course.clone(), "0.9.0".to_owned()));
    std::fs::write(&index, pack(&editions)).unwrap();

    cotejo(&page, &site).await;
    let read = async || {
        page.set_file(EVIDENCE_FIELD, &evidence).await;
        page.click(Button, "Recalificar").await;
    };
    let unreachable = "No se pudieron leer del sitio las versiones publicadas";
    read().await;
    page.see(unreachable).await;
    let mut earlier: Edition = unpack(&std::fs::read(file(&today)).unwrap()).unwrap();
    earlier.course.version = "0.9.0".to_owned();
    std::fs::write(file("0.9.0"), pack(&earlier)).unwrap();
    site.server
        .change(|host| host.gone = Some(Edition::INDEX.into()));
    read().await;
    page.see(unreachable).await;
    page.gone(Heading, "Ana Pérez Ñáñez").await;
    site.server.change(|host| host.gone = None);
    site.server.forget_requests();
    read().await;
    page.see("1 expediente leído.").await;
    let asked = site.server.requests();
    for version in ["0.9.0", &today] {
        let path = Edition::file(&course, version);
        assert!(
            asked.iter().any(|request| request.path.contains(&path)),
            "{path}"
        );
    }
}

/// Takes the register after one signature, of which these are the files; a register with one line was chosen before.
pub async fn hands_over_a_register(page: &Page, signed: &[PathBuf; 3]) {
    let panel = page.within(Region, "Registro de lo firmado");
    panel
        .see("1 firma de esta visita todavía no está en un archivo")
        .await;
    page.judge().await;
    page.set_viewport(1280, 3600).await;
    page.screenshot("cotejo-firmado").await;
    page.set_settings(&[Setting::Dark]).await;
    page.set_viewport(320, 6000).await;
    page.screenshot("cotejo-firmado-320").await;
    page.set_settings(&[]).await;
    page.set_viewport(1280, 1100).await;
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
