//! The key of an institution in the page: the first one and its lists, its five minutes, and what it takes back.

use crate::browser::Browser;
use crate::given;
use crate::hands::Key;
use crate::lists::{FOLIO_FILES, LISTS, NEWER, Site, cotejo, opens, opens_without_lists, takes};
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

/// Within so many seconds the page has looked at the clock.
const LOOK: u32 = 6;

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
    opens_without_lists(&page, &stranger, PASSPHRASE).await;
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

#[tokio::test]
async fn each_key_has_its_own_five_minutes_by_the_clock_on_the_wall() {
    let site = Site::of(&given("AULA_GALLERY")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    cotejo(&page, &site).await;
    opens(&page, &key_of_the_tests(), PASSPHRASE).await;
    page.let_pass(4 * 60).await;
    page.click(Button, "Cerrar la llave").await;
    opens(&page, &key_of_the_tests(), PASSPHRASE).await;
    // The end of the one that was closed.
    page.let_pass(2 * 60).await;
    page.run_ahead(LOOK).await;
    page.see("Llave abierta:").await;
    assert_eq!(asks_the_seal(&page).await, "signed");
    // While the machine sleeps timers stand still.
    page.let_pass(3 * 60).await;
    page.run_ahead(LOOK).await;
    page.find(Button, "Abrir la llave").await;
    assert_eq!(asks_the_seal(&page).await, "locked");
}

/// What a script in the page could have signed now.
pub async fn asks_the_seal(page: &Page) -> String {
    let award = serde_json::to_string(&award("Ana Pérez", FOLIOS[0])).unwrap();
    let script = format!(
        "(async (award, seal) => {{
            const place = await seal('prepare', [award, '']);
            await seal('sign', [award, place, new TextEncoder().encode(JSON.parse(place).jwt), '{{}}']);
        }})({}, aulaModules.seal).then(() => 'signed', String)",
        json!(award)
    );
    let answer = page.evaluate(&script).await;
    answer.as_str().unwrap_or_default().to_owned()
}

/// Of two lists that start from the same one would be lost.
#[tokio::test]
async fn while_a_list_is_signed_no_other_is_begun() {
    const BUSY: &str = "Espere a que termine lo que se está firmando";
    let site = Site::of(&given("AULA_GALLERY")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    cotejo(&page, &site).await;
    opens(&page, &key_of_the_tests(), PASSPHRASE).await;
    for panel in [
        "Revocar una constancia",
        "Sólo renovar la fecha de las listas",
        "Cambiar de llave",
    ] {
        page.click(Disclosure, panel).await;
    }
    page.click(TextBox, "Folio").await;
    page.type_text(FOLIOS[0]).await;
    page.click(Button, "Consultar el folio").await;
    page.see("De este folio no se sabe nada más").await;
    page.click(TextBox, "Motivo, para quien la verifique").await;
    page.type_text("Se firmó dos veces.").await;
    says_the_passphrase_twice(&page).await;

    site.server
        .change(|host| host.silent_for = Some(LISTS[1].into()));
    page.click(Button, "Revocar y firmar la lista").await;
    page.see("Firmando…").await;
    for other in ["Renovar y firmar las listas", "Revocar y firmar la lista"] {
        page.click(Button, other).await;
        page.see(BUSY).await;
    }
    page.click(Button, "Crear la llave que sigue").await;
    page.until("both to say so", async || {
        let times = page.text().await.matches(BUSY).count();
        (times == 2).then_some(()).ok_or(format!("{times}"))
    })
    .await;
    site.server.change(|host| host.silent_for = None);
    // What was begun first is there, and no key follows the open one.
    page.see("1 constancia revocada, con fecha").await;
    page.find(Button, "Cerrar la llave").await;
    page.see_no_more("Llave nueva:").await;
    takes_back_one(&page).await;

    // Now there is room for the next, which goes on from that one.
    page.click(Button, "Renovar y firmar las listas").await;
    page.see_no_more("Firmando…").await;
    takes_back_one(&page).await;
}

/// Whether the list that was signed last says so.
async fn takes_back_one(page: &Page) {
    let [list] = takes(page, [LISTS[1]]).await;
    let list = std::fs::read_to_string(list).unwrap();
    assert_eq!(list.matches(FOLIOS[0]).count(), 1, "{list}");
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
