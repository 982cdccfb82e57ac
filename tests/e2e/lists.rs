//! What an institution does with its lists in the page: another key follows the one of the tests, signs, and takes back what it signed.
//! On a copy of the gallery's site, so that the lists can be published in it.

use crate::answering::Way;
use crate::browser::Browser;
use crate::gallery;
use crate::given;
use crate::keys::asks_the_seal;
use crate::page::Page;
use crate::server::Server;
use crate::tree::Role::*;
use crate::trust::{COPIES_FIELD, EVIDENCE_FIELD, KEY, PASSPHRASE, verdict_of};
use aula_core::credential::Award;
use aula_core::evidence::Evidence;
use aula_core::time::Date;
use aula_core::verification::Issuer;
use aula_seal::{Signer, TrustList, issue, prepare, sign_trust, unlock};
use std::path::{Path, PathBuf};

const NEW_PASSPHRASE: &str = "otra frase de prueba";
pub const LISTS: [&str; 2] = ["emisores.json", "revocaciones.json"];
pub const NEWER: &str = "emisores.json, revocaciones.json o los dos";
pub const FOLIO_FILES: &str =
    "O tómelo de una constancia firmada (PDF, .jwt, SVG) o de registro.jsonl";

/// A site of its own, and where its lists lie.
pub struct Site {
    pub folder: tempfile::TempDir,
    pub server: Server,
}

impl Site {
    async fn new() -> Site {
        Site::of(&given("AULA_GALLERY")).await
    }

    /// A copy of a built site.
    pub async fn of(built: &Path) -> Site {
        let folder = tempfile::tempdir().unwrap();
        copy(built, folder.path());
        let server = Server::of(folder.path()).await;
        Site { folder, server }
    }

    /// What an operator does with a list: puts it where it is served from.
    pub fn publish(&self, list: &Path) {
        let name = list.file_name().unwrap();
        std::fs::copy(list, self.folder.path().join("datos").join(name)).unwrap();
    }
}

pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[tokio::test]
async fn a_key_is_followed_signs_and_takes_back_and_what_was_signed_before_holds() {
    let site = Site::new().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let evidence = expediente(&page, &site).await;
    let old = signed_by_the_key_of_the_tests(&evidence);
    assert_eq!(verdict(&page, &site, &old).await, "Auténtica");

    let [file, trust, revocations] = changes_key(&page, &site).await;
    let text = std::fs::read_to_string(&file).unwrap();
    let signer = unlock(&text, NEW_PASSPHRASE).unwrap();
    assert!(page.sees(&signer.public().fingerprint().to_string()).await);
    site.publish(&trust);
    site.publish(&revocations);

    let new = signs(&page, &site, &file, &evidence).await;
    assert_eq!(verdict(&page, &site, &new).await, "Auténtica");
    assert_eq!(verdict(&page, &site, &old).await, "Auténtica");

    let list = takes_back(&page, &site, &file, &new).await;
    assert_eq!(verdict(&page, &site, &new).await, "Auténtica");
    site.publish(&list);
    assert_eq!(verdict(&page, &site, &new).await, "Revocada");
    page.see("El nombre no era el suyo.").await;
    assert_eq!(verdict(&page, &site, &old).await, "Auténtica");

    // The old key does not sign lists any more, and nothing is lost by an older list or by one that does not come.
    cotejo(&page, &site).await;
    opens(
        &page,
        &Path::new(env!("CARGO_MANIFEST_DIR")).join(KEY),
        PASSPHRASE,
    )
    .await;
    page.see("Este sitio no reconoce esta llave").await;
    page.set_file(EVIDENCE_FIELD, &evidence).await;
    page.click(Button, "Recalificar").await;
    page.click(Button, "Aprobar").await;
    page.see("Aprobado.").await;
    page.gone(Button, "Firmar").await;
    page.click(Disclosure, "Tengo listas más nuevas que las del sitio")
        .await;
    chooses(
        &page,
        &revocations,
        "No se acepta revocaciones.json: es más antigua",
    )
    .await;
    page.click(Disclosure, "Sólo renovar la fecha de las listas")
        .await;
    page.click(Button, "Renovar y firmar las listas").await;
    page.see("La llave abierta no firma por la institución")
        .await;
    site.server
        .change(|host| host.gone = Some("datos/revocaciones.json".into()));
    page.click(Button, "Renovar y firmar las listas").await;
    page.see("No se pudo leer revocaciones.json del sitio")
        .await;
    // Nor does anybody read that it is authentic while it cannot be told what is taken back.
    page.goto(&site.server.url("verificar/")).await;
    page.until_live().await;
    page.set_file(COPIES_FIELD, &old).await;
    page.click(Button, "Verificar").await;
    page.see("No se pudo cargar lo necesario para verificar")
        .await;
    page.gone(Heading, "Auténtica").await;
    // Nor while a portal answers in its place.
    site.server.change(|host| {
        host.gone = None;
        host.portal_for = Some("datos/revocaciones.json".into());
    });
    page.click(Button, "Verificar").await;
    page.see("Una lista del sitio (emisores.json o revocaciones.json) llegó incompleta")
        .await;
    page.gone(Heading, "Auténtica").await;
}

/// Until it is handed over a signature can be corrected, and leaves a trace. Whoever leaves the page takes no key and no half-read file along.
#[tokio::test]
async fn a_signature_is_corrected_before_it_is_handed_over() {
    let site = Site::new().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let evidence = expediente(&page, &site).await;

    cotejo(&page, &site).await;
    site.server
        .change(|host| host.silent_for = Some("datos/cotejo/".into()));
    page.set_file(EVIDENCE_FIELD, &evidence).await;
    page.click(Button, "Recalificar").await;
    page.see("Leyendo y recalificando").await;
    page.click(Link, "Capacitaciones").await;
    page.find(Heading, "Capacitaciones para la ventanilla")
        .await;
    site.server.change(|host| host.silent_for = None);
    page.click(Link, "Verificar una constancia").await;
    page.click(Link, "Cotejo, para la coordinación").await;

    // The same file twice is one.
    page.set_file(EVIDENCE_FIELD, &evidence).await;
    page.click(Button, "Recalificar").await;
    page.see("1 expediente leído.").await;
    page.click(Button, "Recalificar").await;
    page.see("Ningún expediente nuevo.").await;
    opens(
        &page,
        &Path::new(env!("CARGO_MANIFEST_DIR")).join(KEY),
        PASSPHRASE,
    )
    .await;
    let attested = "Quién presenció la evaluación";
    page.click(TextBox, attested).await;
    page.type_text("Lic. Pérez").await;
    page.click(Button, "Aprobar").await;
    page.click(Button, "Firmar").await;
    page.see("Firmada con la llave").await;
    page.see_no_more("Con este mismo registro ya se firmó")
        .await;
    for settled in [
        page.find(TextBox, attested).await,
        page.find(Button, "Aprobar").await,
        page.find(Button, "Rechazar").await,
    ] {
        assert!(settled.is("disabled"));
    }
    page.judge().await;
    page.click(Disclosure, "Corregir lo que se firmó").await;
    page.judge().await;
    page.click(Button, "Descartar la firma y corregir").await;
    page.see_no_more("Firmada con la llave").await;
    page.click(Button, "Rechazar").await;
    page.see("Rechazado: no se firma").await;
    page.click(Button, "Descargar acta").await;
    let minutes = std::fs::read_to_string(page.wait_for_download().await).unwrap();
    let rows: Vec<&str> = minutes.lines().skip(1).collect();
    let [discarded, refused] = rows[..] else {
        panic!("{minutes}");
    };
    for words in ["Firma descartada", "Lic. Pérez\"", "Ana Pérez Ñáñez"] {
        assert!(discarded.contains(words), "{words} in {discarded}");
    }
    // Nothing was signed: neither a name nor who attests.
    assert!(
        refused.contains("\"\",\"Rechazada\",\"\",\"\","),
        "{refused}"
    );

    // Whoever leaves is asked, since the register was not taken along.
    page.click(Link, "Capacitaciones").await;
    let asked = page.within(Dialog, "¿Salir de Cotejo?");
    page.judge().await;
    page.set_viewport(320, 700).await;
    page.screenshot("salir-de-cotejo-320").await;
    asked.click(Button, "Quedarme").await;
    page.find(Heading, "Cotejo").await;
    page.click(Link, "Capacitaciones").await;
    asked.click(Button, "Salir sin descargar").await;
    page.find(Heading, "Capacitaciones para la ventanilla")
        .await;
    assert_eq!(asks_the_seal(&page).await, "locked");
    page.assert_quiet().await;
}

#[tokio::test]
async fn no_list_is_signed_on_an_address_that_others_can_change() {
    let site = Site::new().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&site.server.url_at("aula.test", "cotejo/")).await;
    page.until_live().await;
    page.see("Esta dirección no es segura").await;
    page.gone(Heading, "Revocar y cambiar de llave").await;
}

/// Learns, passes, and takes the expediente.
pub async fn expediente(page: &Page, site: &Site) -> PathBuf {
    page.goto(&site.server.url("cursos/tipos/")).await;
    page.see("Guardado").await;
    gallery::pass(page, Way::Clicks).await;
    page.click(Link, "Ir a la constancia").await;
    page.write_name("Ana Pérez Ñáñez").await;
    page.click(Button, "Sí, generar mi constancia").await;
    page.click(Link, "Expediente para cotejo").await;
    page.focus_at(Heading, "Expediente").await;
    page.click(Button, "Descargar expediente").await;
    page.wait_for_download().await
}

/// Somebody else's constancia, from before.
fn signed_by_the_key_of_the_tests(evidence: &Path) -> PathBuf {
    let read = Evidence::read(&std::fs::read_to_string(evidence).unwrap()).unwrap();
    let mut credential = read.credential().clone();
    credential.folio = "0f3d2c1a-5b6e-4f70-8a91-0b2c3d4e5f60".to_owned();
    credential.trust = aula_core::credential::Trust::Countersigned;
    let award = Award {
        credential,
        course_digest: "0".repeat(64),
        attested_by: String::new(),
        valid_until: None,
    };
    let signer = Signer::from_seed(&[7; 32]);
    let seal = prepare(&award, &signer, "").unwrap();
    let token = issue(&award, &signer, &seal, seal.jwt.as_bytes());
    let token = token.unwrap().jwt;
    let file = evidence.with_file_name("anterior.jwt");
    std::fs::write(&file, token).unwrap();
    file
}

pub async fn verdict(page: &Page, site: &Site, file: &Path) -> String {
    page.goto(&site.server.url("verificar/")).await;
    page.until_live().await;
    verdict_of(page, COPIES_FIELD, file).await
}

pub async fn cotejo(page: &Page, site: &Site) {
    page.goto(&site.server.url("cotejo/")).await;
    page.until_live().await;
}

/// Opens a key, and waits for what is said of the lists then: it moves everything below.
pub async fn opens(page: &Page, key: &Path, passphrase: &str) {
    opens_without_lists(page, key, passphrase).await;
    page.see("Se parte de la lista de emisores").await;
}

/// The same where the lists do not come.
pub async fn opens_without_lists(page: &Page, key: &Path, passphrase: &str) {
    page.set_file("Archivo de la llave", key).await;
    page.click(TextBox, "Frase de la llave").await;
    page.type_text(passphrase).await;
    page.click(Button, "Abrir la llave").await;
    page.see("Llave abierta:").await;
}

async fn chooses(page: &Page, list: &Path, answer: &str) {
    page.set_file(NEWER, list).await;
    page.click(Button, "Partir de estas listas").await;
    page.see(answer).await;
}

/// A stranger's list is refused, the key asks for a passphrase, and another one follows it.
async fn changes_key(page: &Page, site: &Site) -> [PathBuf; 3] {
    cotejo(page, site).await;
    page.click(Disclosure, "Tengo listas más nuevas que las del sitio")
        .await;
    let stranger = list_of_a_stranger(site.folder.path());
    chooses(
        page,
        &stranger,
        "No se acepta emisores.json: la firmó una llave",
    )
    .await;
    page.click(Disclosure, "Revocar una constancia").await;
    page.click(Disclosure, "Sólo renovar la fecha de las listas")
        .await;
    page.click(Disclosure, "Cambiar de llave").await;
    page.see("Para firmar la lista, abra la llave arriba.")
        .await;
    page.judge().await;
    opens(
        page,
        &Path::new(env!("CARGO_MANIFEST_DIR")).join(KEY),
        PASSPHRASE,
    )
    .await;
    page.see("Se parte de la lista de emisores del 28 de noviembre de 2026")
        .await;
    for (passphrase, answer) in [
        ("muy corta", "La frase es muy corta"),
        (NEW_PASSPHRASE, "Llave nueva:"),
    ] {
        for field in [
            "Frase nueva, de doce letras o más",
            "La misma frase otra vez",
        ] {
            page.click(TextBox, field).await;
            page.type_text(passphrase).await;
        }
        page.click(Button, "Crear la llave que sigue").await;
        page.see(answer).await;
    }
    page.find(Button, "Abrir la llave").await;
    page.judge().await;
    page.set_viewport(320, 2400).await;
    page.screenshot("llave-sucesora-320").await;
    page.set_viewport(1280, 900).await;
    takes(page, ["llave-aula-nueva.json", LISTS[0], LISTS[1]]).await
}

pub async fn takes<const N: usize>(page: &Page, names: [&str; N]) -> [PathBuf; N] {
    let mut files = vec![];
    for name in names {
        page.click(Button, &format!("Descargar {name}")).await;
        let file = page.wait_for_download().await;
        assert_eq!(file.file_name().unwrap().to_string_lossy(), name);
        files.push(file);
    }
    files.try_into().expect("one for each name")
}

fn list_of_a_stranger(folder: &Path) -> PathBuf {
    let day = |text| Date::parse(text).unwrap();
    let signer = Signer::from_seed(&[9; 32]);
    let list = TrustList {
        date: day("2026-11-28"),
        next: day("2099-01-01"),
        issuers: vec![Issuer {
            name: "Municipio de ejemplo".to_owned(),
            key: signer.public().x(),
            since: day("2026-01-01"),
            until: None,
        }],
        successions: vec![],
    };
    let file = folder.join(LISTS[0]);
    std::fs::write(&file, sign_trust(&list, &signer)).unwrap();
    file
}

/// Signs the expediente with the new key, which the site knows by now. Gives the token.
async fn signs(page: &Page, site: &Site, key: &Path, evidence: &Path) -> PathBuf {
    cotejo(page, site).await;
    opens(page, key, NEW_PASSPHRASE).await;
    page.see_no_more("Este sitio no reconoce esta llave").await;
    page.set_file(EVIDENCE_FIELD, evidence).await;
    page.click(Button, "Recalificar").await;
    page.see("1 expediente leído.").await;
    page.click(Button, "Aprobar").await;
    page.click(Button, "Firmar").await;
    page.see("Firmada con la llave").await;
    page.click(Button, "Descargar .jwt").await;
    page.wait_for_download().await
}

/// Looks the constancia up by its file, and takes it back. Gives the list.
async fn takes_back(page: &Page, site: &Site, key: &Path, constancia: &Path) -> PathBuf {
    cotejo(page, site).await;
    opens(page, key, NEW_PASSPHRASE).await;
    page.click(Disclosure, "Revocar una constancia").await;
    page.set_file(FOLIO_FILES, constancia).await;
    page.click(Button, "Consultar el folio").await;
    page.see("El archivo que eligió: Auténtica.").await;
    page.see("Ana Pérez Ñáñez").await;
    page.judge().await;
    page.set_viewport(320, 2400).await;
    page.screenshot("revocar-320").await;
    page.set_viewport(1280, 900).await;
    page.click(Button, "Revocar y firmar la lista").await;
    page.see("Escriba el motivo").await;
    page.click(TextBox, "Motivo, para quien la verifique").await;
    page.type_text("El nombre no era el suyo.").await;
    page.click(Button, "Revocar y firmar la lista").await;
    page.see("Lista firmada").await;
    page.see("1 constancia revocada, con fecha").await;
    page.judge().await;
    let [list] = takes(page, [LISTS[1]]).await;
    // It is known at once, before it is published.
    page.click(Button, "Consultar el folio").await;
    page.see("Ya está revocada desde el").await;
    list
}
