//! The key of an institution in the page: the first one and its lists, its five minutes, and what it takes back.

use crate::browser::Browser;
use crate::given;
use crate::hands::Key;
use crate::lists::{FOLIO_FILES, LISTS, NEWER, Site, cotejo, opens, takes};
use crate::page::Page;
use crate::tree::Role::*;
use crate::trust::{KEY, PASSPHRASE};
use aula_core::credential::{Award, Credential, LearnerName, Trust};
use aula_core::id::CourseId;
use aula_core::time::{Date, Timestamp};
use aula_seal::{Lists, Signer, lock, unlock};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the page gives a first key.
const KEY_FILE: &str = "llave-aula.json";

fn key_of_the_tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(KEY)
}

/// A constancia of the gallery, as the institution of the tests signs it.
pub fn award(name: &str, folio: &str) -> Award {
    let day = Date::parse("2026-11-24").unwrap();
    Award {
        credential: Credential {
            folio: folio.to_owned(),
            name: LearnerName::new(name).unwrap(),
            course: CourseId::new("tipos"),
            title: "Los tipos de pregunta".to_owned(),
            subtitle: String::new(),
            version: "1.0.0".to_owned(),
            minutes: 10,
            percent: 100,
            pass_mark: 80,
            started_on: day,
            finished_on: day,
            issued_at: Timestamp {
                utc_ms: 1_795_577_400_000,
                offset_minutes: -360,
            },
            trust: Trust::Countersigned,
            issuer: "Municipio de ejemplo".to_owned(),
            demonstration: true,
            valid_until: None,
            recertified_on: None,
        },
        course_digest: "0".repeat(64),
        attested_by: String::new(),
        valid_until: None,
    }
}

pub const FOLIOS: [&str; 2] = [
    "0f3d2c1a-5b6e-4f70-8a91-0b2c3d4e5f60",
    "7f3d2c1a-5b6e-4f70-8a91-0b2c3d4e5f60",
];

#[tokio::test]
async fn the_first_key_of_a_site_comes_with_its_first_lists() {
    let site = Site::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    cotejo(&page, &site).await;
    page.click(Disclosure, "Crear una llave nueva").await;
    // There is no key while it cannot be told what its lists begin with.
    site.server
        .change(|host| host.gone = Some("datos/revocaciones.json".into()));
    makes_key(&page).await;
    page.see("No se pudo leer revocaciones.json del sitio")
        .await;
    page.see_no_more("Llave abierta:").await;
    site.server.change(|host| host.gone = None);
    makes_key(&page).await;
    page.see("La llave está creada y abierta.").await;
    let file = page.wait_for_download().await;
    assert_eq!(file.file_name().unwrap().to_string_lossy(), KEY_FILE);
    page.find(Heading, "Las primeras listas del sitio").await;
    page.judge().await;
    let text = std::fs::read_to_string(file).unwrap();
    // The sheet to print has the whole file.
    page.find(Image, "Código QR del archivo de la llave").await;
    page.set_viewport(1280, 4000).await;
    let sheet = page.screenshot("hoja-de-respaldo").await;
    assert_eq!(read_code(&sheet), text.trim());
    page.set_viewport(1280, 900).await;
    let signer = unlock(&text, PASSPHRASE).unwrap();
    let fingerprint = signer.public().fingerprint();
    page.see(&format!("huella_emisor = \"{fingerprint}\""))
        .await;
    let both = takes(&page, LISTS).await;
    let [trust, revocations] = both.map(|list| std::fs::read_to_string(list).unwrap());
    // As the site reads them once the fingerprint is pinned.
    let lists = Lists::read(&trust, &revocations, &[fingerprint]).unwrap();
    assert!(lists.in_service(&signer.public()).is_ok());
    assert!(lists.revocations.unwrap().list.revoked.is_empty());
}

/// What another program reads in the QR code of a picture.
fn read_code(picture: &Path) -> String {
    let read = Command::new("zbarimg")
        .args(["--quiet", "--raw"])
        .arg(picture)
        .output();
    let read = String::from_utf8(read.expect("zbar-tools is installed").stdout);
    read.unwrap().trim().to_owned()
}

async fn makes_key(page: &Page) {
    says_the_passphrase_twice(page).await;
    page.click(Button, "Crear la llave").await;
}

/// Of a key that is to be made, in the form that is open.
async fn says_the_passphrase_twice(page: &Page) {
    for field in [
        "Frase nueva, de doce letras o más",
        "La misma frase otra vez",
    ] {
        page.click(TextBox, field).await;
        page.type_text(PASSPHRASE).await;
    }
}

#[tokio::test]
async fn a_key_that_is_not_in_service_is_refused_where_the_lists_could_be_read() {
    let site = Site::of(&given("AULA_GALLERY")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let stranger = site.folder.path().join("llave-ajena.json");
    let day = Date::parse("2026-11-28").unwrap();
    let key = lock(
        &Signer::from_seed(&[9; 32]),
        "Otra",
        day,
        PASSPHRASE,
        &[5; 40],
    );
    std::fs::write(&stranger, key.unwrap()).unwrap();
    let (refused, warned) = (
        "Con ella no se firma aquí.",
        "Este sitio no anuncia esta llave.",
    );
    cotejo(&page, &site).await;
    opens(&page, &stranger, PASSPHRASE).await;
    page.see(refused).await;
    page.see_no_more(warned).await;
    page.judge().await;
    // Where there is no network nobody knows: the operator is warned, and decides.
    site.server
        .change(|host| host.gone = Some("datos/revocaciones.json".into()));
    cotejo(&page, &site).await;
    opens(&page, &stranger, PASSPHRASE).await;
    page.see(warned).await;
    page.see_no_more(refused).await;
}

#[tokio::test]
async fn nothing_is_signed_over_an_emptied_list() {
    let site = Site::of(&given("AULA_GALLERY")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let list = site.folder.path().join("datos").join(LISTS[1]);
    let kept = site.folder.path().join(LISTS[1]);
    std::fs::copy(&list, &kept).unwrap();
    std::fs::write(&list, "").unwrap();
    cotejo(&page, &site).await;
    opens(&page, &key_of_the_tests(), PASSPHRASE).await;
    page.click(Disclosure, "Sólo renovar la fecha de las listas")
        .await;
    page.click(Button, "Renovar y firmar las listas").await;
    let refused = "Este sitio publica quién firma y no qué se revocó";
    page.see(refused).await;
    page.click(Disclosure, "Firmar la primera lista de revocaciones")
        .await;
    page.see("lo revocado volvería a valer").await;
    page.judge().await;
    // Whoever has it goes on from it.
    page.click(Disclosure, "Tengo listas más nuevas que las del sitio")
        .await;
    page.set_file(NEWER, &kept).await;
    page.click(Button, "Partir de estas listas").await;
    page.see("Se parte de las listas que eligió.").await;
    page.gone(Disclosure, "Firmar la primera lista de revocaciones")
        .await;
    page.click(Button, "Renovar y firmar las listas").await;
    page.find(Heading, "Lista firmada").await;

    // Who never had one signs the first.
    cotejo(&page, &site).await;
    opens(&page, &key_of_the_tests(), PASSPHRASE).await;
    page.click(Disclosure, "Firmar la primera lista de revocaciones")
        .await;
    page.click(Button, "Nunca ha habido una: firmar la primera")
        .await;
    page.find(Heading, "Lista firmada").await;
    page.see("0 constancias revocadas, con fecha").await;
}

#[tokio::test]
async fn a_key_is_forgotten_after_five_minutes() {
    let site = Site::of(&given("AULA_GALLERY")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    cotejo(&page, &site).await;
    opens(&page, &key_of_the_tests(), PASSPHRASE).await;
    page.see("Se parte de la lista de emisores").await;
    page.click(Disclosure, "Sólo renovar la fecha de las listas")
        .await;
    assert_eq!(asks_the_seal(&page).await, "signed");
    page.run_ahead(4 * 60).await;
    page.find(Button, "Renovar y firmar las listas").await;
    assert_eq!(asks_the_seal(&page).await, "signed");
    page.run_ahead(61).await;
    page.find(TextBox, "Frase de la llave").await;
    page.find(Button, "Abrir la llave").await;
    page.gone(Button, "Renovar y firmar las listas").await;
    page.see("Para firmar la lista, abra la llave arriba.")
        .await;
    page.see_no_more("Llave abierta:").await;
    // And it is not only out of sight.
    assert_eq!(asks_the_seal(&page).await, "locked");
}

/// What a script in the page could have signed now.
pub async fn asks_the_seal(page: &Page) -> String {
    let award = serde_json::to_string(&award("Ana Pérez", FOLIOS[0])).unwrap();
    let script = format!(
        "(async (award, seal) => {{
            const place = await seal('prepare', [award, '']);
            await seal('sign', [award, place, new TextEncoder().encode(JSON.parse(place).jwt)]);
        }})({}, aulaModules.seal).then(() => 'signed', String)",
        json!(award)
    );
    let answer = page.evaluate(&script).await;
    answer.as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn one_of_several_in_a_register_is_taken_back() {
    let site = Site::of(&given("AULA_GALLERY")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let register = site.folder.path().join("registro.jsonl");
    let names = ["Ana Pérez Ñáñez", "Beto Ruiz"];
    let lines = names.iter().zip(FOLIOS);
    let lines = lines.map(|(name, folio)| format!("{}\n", json!({"datos": award(name, folio)})));
    std::fs::write(&register, lines.collect::<String>()).unwrap();

    cotejo(&page, &site).await;
    opens(&page, &key_of_the_tests(), PASSPHRASE).await;
    page.click(Disclosure, "Revocar una constancia").await;
    page.set_file(FOLIO_FILES, &register).await;
    page.click(Button, "Consultar el folio").await;
    // Which of them: the question has the focus.
    page.focus_at(ComboBox, "Constancias en los archivos").await;
    page.gone(Button, "Revocar y firmar la lista").await;
    page.type_text("Beto").await;
    page.see(&format!("Folio {}", FOLIOS[1])).await;
    page.judge().await;
    page.click(TextBox, "Motivo, para quien la verifique").await;
    page.type_text("Se firmó dos veces.").await;
    page.press(Key::Tab).await;
    page.click(Button, "Revocar y firmar la lista").await;
    page.see("1 constancia revocada, con fecha").await;
    let [list] = takes(&page, [LISTS[1]]).await;
    let list = std::fs::read_to_string(list).unwrap();
    assert!(
        list.contains(FOLIOS[1]) && !list.contains(FOLIOS[0]),
        "{list}"
    );
}
