//! From a person's log to a signature that anybody can check: expediente, cotejo, verification. On the gallery's site, which trusts the
//! key of the tests (`tests/native/keys.rs`).

use crate::answering::Way;
use crate::browser::Browser;
use crate::countersign::hands_over_a_register;
use crate::gallery;
use crate::given;
use crate::hands::Key;
use crate::page::Page;
use crate::pdf::Pdf;
use crate::server::Server;
use crate::tree::Role::*;
use aula_core::credential::{Award, LearnerName};
use aula_core::evidence::{Evidence, register_line};
use std::path::{Path, PathBuf};
use std::process::Command;

const TYPED: &str = "Ana Peres Ñáñez";
const CORRECTED: &str = "Ana Pérez Ñáñez";
const FINGERPRINT: &str = "ZFQ8-GCWS-EGX8-P2WF-VJBB";
const SIGNATORY: &str = "Mtra. Guadalupe Núñez Ruiz";
pub const KEY: &str = "tests/keys/llave-de-prueba.json";
pub const PASSPHRASE: &str = "una frase de prueba";

pub const EVIDENCE_FIELD: &str = "Elija o arrastre aquí uno o varios archivos de expediente";
pub const COPIES_FIELD: &str = "Archivo PDF, .jwt o SVG (puede elegir varias copias de la misma)";
pub const PICTURE_FIELD: &str = "O una foto del código QR";

#[tokio::test]
async fn a_log_becomes_a_constancia_that_anybody_can_check() {
    let server = Server::of(&given("AULA_GALLERY")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("cursos/tipos/")).await;
    page.see("Guardado").await;
    gallery::pass(&page, Way::Clicks).await;
    page.click(Link, "Ir a la constancia").await;
    page.write_name(TYPED).await;
    page.click(Button, "Sí, generar mi constancia").await;
    sees_the_own_sheet(&page).await;
    let evidence = takes_evidence(&page).await;

    page.goto(&server.url("cotejo/")).await;
    page.until_live().await;
    page.find(Heading, "Cotejo").await;
    let [pdf, jwt, svg] = countersigns(&page, &server, &evidence).await;
    says_on_paper(&pdf);

    page.goto(&server.url("verificar/")).await;
    page.until_live().await;
    page.find(Heading, "Verificar una constancia").await;
    page.judge().await;
    for copy in [&pdf, &jwt, &svg] {
        assert_eq!(verdict_of(&page, COPIES_FIELD, copy).await, "Auténtica");
        page.see(CORRECTED).await;
        page.see(FINGERPRINT).await;
    }
    page.judge().await;
    for copy in [&pdf, &svg] {
        assert_eq!(verdict_of(&page, COPIES_FIELD, copy).await, "Auténtica");
        page.see("El archivo es exactamente el que entregó la institución")
            .await;
    }
    // Nothing that a reader of words would notice.
    let touched = touched(&pdf);
    assert_eq!(verdict_of(&page, COPIES_FIELD, &touched).await, "Alterada");
    page.see("El archivo no es el que entregó la institución")
        .await;
    page.see("Estos datos sí los firmó la institución").await;
    page.see(CORRECTED).await;
    page.judge().await;

    let altered = altered(&jwt);
    assert_eq!(verdict_of(&page, COPIES_FIELD, &altered).await, "Alterada");
    page.judge().await;
    page.reload().await;
    page.until_live().await;
    let photo = photographed(&pdf);
    assert_eq!(verdict_of(&page, PICTURE_FIELD, &photo).await, "Auténtica");
    page.reload().await;
    page.until_live().await;
    let verdict = verdict_of(&page, COPIES_FIELD, &evidence).await;
    assert_eq!(verdict, "No verificable");
    // A picture that no browser opens is not left out beside a good copy.
    page.set_file(COPIES_FIELD, &pdf).await;
    page.set_file(PICTURE_FIELD, &jwt).await;
    page.click(Button, "Verificar").await;
    page.see("No se pudo abrir la foto.").await;
    page.gone(Heading, "No verificable").await;
    page.assert_quiet().await;
}

/// The institution's logo and colours are on the sheet, in either scheme and any width; who signs for it is not, since nobody has.
async fn sees_the_own_sheet(page: &Page) {
    page.find(Image, "Escudo: un cerro ante el sol").await;
    page.judge().await;
    page.set_viewport(320, 1600).await;
    page.screenshot("constancia-propia-320").await;
    page.set_viewport(1280, 1100).await;
    page.screenshot("constancia-propia").await;
    page.see_no_more(SIGNATORY).await;
    page.click(Button, "Descargar PDF").await;
    let pdf = Pdf::read(&page.wait_for_download().await);
    pdf.assert_sound();
    assert!(!pdf.text.contains(SIGNATORY), "{}", pdf.text);
}

/// Looks at everything that the file holds, and takes it.
async fn takes_evidence(page: &Page) -> PathBuf {
    page.click(Link, "Expediente para cotejo").await;
    page.focus_at(Heading, "Expediente").await;
    page.see(TYPED).await;
    page.see("Se queda en este equipo").await;
    page.find(Heading, "Tiempo por módulo").await;
    page.judge().await;
    page.click(Button, "Ver el archivo tal como se entrega")
        .await;
    page.see("aula-expediente").await;
    page.judge().await;
    page.click(Button, "Descargar expediente").await;
    let file = page.wait_for_download().await;
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.starts_with("Expediente_tipos_"), "{name}");
    let text = std::fs::read_to_string(&file).unwrap();
    // What nobody grades stays at home.
    for private in ["Buenas tardes.", "saludo"] {
        assert!(!text.contains(private), "{private}");
    }
    file
}

/// Reads the file, sees its reasons, opens the key, corrects the name and signs. Gives PDF, token and SVG.
async fn countersigns(page: &Page, server: &Server, evidence: &Path) -> [PathBuf; 3] {
    page.set_file(EVIDENCE_FIELD, &signed_before(evidence))
        .await;
    page.click(Button, "Recalificar").await;
    page.see("1 firma anterior.").await;
    page.set_file(EVIDENCE_FIELD, evidence).await;
    page.click(Button, "Recalificar").await;
    page.see("1 expediente leído.").await;
    page.see("Con este mismo registro ya se firmó la constancia de Beto Ruiz")
        .await;
    let case = page.within(Region, TYPED);
    case.see("Obtener al menos 80 % en la evaluación final (su mejor resultado: 100 %)")
        .await;
    case.see("La versión 1.0.0 no está publicada").await;
    case.see("El registro muestra").await;
    case.click(Disclosure, "Intentos, objetivos y tiempo").await;
    page.judge().await;

    // The wrong passphrase, and then the right one.
    let key = Path::new(env!("CARGO_MANIFEST_DIR")).join(KEY);
    page.set_file("Archivo de la llave", &key).await;
    page.click(TextBox, "Frase de la llave").await;
    page.type_text("no es la frase").await;
    page.click(Button, "Abrir la llave").await;
    page.see("La frase no abre esta llave").await;
    page.click(TextBox, "Frase de la llave").await;
    page.type_text(PASSPHRASE).await;
    page.click(Button, "Abrir la llave").await;
    page.see(&format!("Llave abierta: {FINGERPRINT}")).await;

    says_which_letter_the_font_lacks(page).await;
    page.within(Region, TYPED).retype(CORRECTED).await;
    signs_once(page, server).await;
    page.judge().await;
    page.click(Button, "Descargar acta").await;
    let minutes = page.wait_for_download().await;
    let minutes = std::fs::read_to_string(minutes).unwrap();
    for words in [TYPED, CORRECTED, FINGERPRINT, "Aprobada"] {
        assert!(minutes.contains(words), "{words} in {minutes}");
    }
    let mut files = vec![];
    for name in ["Descargar PDF firmado", "Descargar .jwt", "Descargar SVG"] {
        page.click(Button, name).await;
        files.push(page.wait_for_download().await);
    }
    let files: [PathBuf; 3] = files.try_into().expect("three of them");
    hands_over_a_register(page, &files).await;
    files
}

/// It is not the connection, and nothing is signed.
async fn says_which_letter_the_font_lacks(page: &Page) {
    let attests = "Quién presenció la evaluación";
    page.click(TextBox, attests).await;
    page.type_text("李").await;
    page.click(Button, "Aprobar").await;
    page.click(Button, "Firmar").await;
    page.see("La letra «李» no existe en la tipografía de la constancia: no se firmó.")
        .await;
    assert!(!page.sees("Revise la conexión").await);
    page.judge().await;
    page.click(TextBox, attests).await;
    page.press(Key::End).await;
    page.press(Key::Backspace).await;
}

/// Signs while the institution's logo does not come, so that there is time to press everything again: one sheet is drawn, of one moment.
async fn signs_once(page: &Page, server: &Server) {
    server.forget_requests();
    server.change(|host| host.silent_for = Some("/membrete".into()));
    page.double_click(Button, "Firmar").await;
    page.see("Firmando…").await;
    for settled in ["Aprobar", "Rechazar"] {
        assert!(page.find(Button, settled).await.is("disabled"));
    }
    page.click(Button, "Firmar").await;
    server.change(|host| host.silent_for = None);
    page.see(&format!("Firmada con la llave {FINGERPRINT}"))
        .await;
    let drawn = server.requests().into_iter();
    let drawn = drawn.filter(|request| request.path.contains("/membrete"));
    assert_eq!(drawn.count(), 1);
}

/// A register in which this log was signed for somebody else.
fn signed_before(file: &Path) -> PathBuf {
    let evidence = Evidence::read(&std::fs::read_to_string(file).unwrap()).unwrap();
    let mut credential = evidence.credential().clone();
    credential.name = LearnerName::new("Beto Ruiz").unwrap();
    let award = Award {
        credential,
        course_digest: "0".repeat(64),
        attested_by: String::new(),
        valid_until: None,
    };
    let register = file.with_file_name("registro.jsonl");
    let line = register_line(&award, &evidence, &"1".repeat(64)).unwrap();
    std::fs::write(&register, format!("{line}\n")).unwrap();
    register
}

impl Page {
    /// Writes another name over that of the expediente.
    async fn retype(&self, name: &str) {
        self.click(TextBox, "Nombre que se firma").await;
        self.press(Key::End).await;
        for _ in TYPED.chars() {
            self.press(Key::Backspace).await;
        }
        self.type_text(name).await;
    }
}

fn says_on_paper(file: &Path) {
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    assert!(
        name.starts_with("Constancia_tipos_ANA-PEREZ-NANEZ_"),
        "{name}"
    );
    let pdf = Pdf::read(file);
    pdf.assert_sound();
    for words in [CORRECTED, FINGERPRINT, SIGNATORY] {
        assert!(pdf.text.contains(words), "{words} in {}", pdf.text);
    }
}

/// What the page says of a file, in one word.
pub async fn verdict_of(page: &Page, field: &str, file: &Path) -> String {
    const VERDICTS: [&str; 6] = [
        "Auténtica",
        "Alterada",
        "Revocada",
        "Vencida",
        "Emisor desconocido",
        "No verificable",
    ];
    page.set_file(field, file).await;
    page.click(Button, "Verificar").await;
    page.see_no_more("Verificando…").await;
    page.until("a verdict", async || {
        let headings = page.all(Heading).await;
        let verdict = headings
            .iter()
            .map(|heading| heading.name())
            .find(|name| VERDICTS.contains(&name.as_str()));
        verdict.ok_or("there is none".to_owned())
    })
    .await
}

/// The token with one letter of its payload changed.
fn altered(jwt: &Path) -> PathBuf {
    let text = std::fs::read_to_string(jwt).unwrap();
    let middle = text.len() / 2;
    let other = if text.as_bytes()[middle] == b'A' {
        "B"
    } else {
        "A"
    };
    let mut text = text;
    text.replace_range(middle..=middle, other);
    let file = jwt.with_file_name("alterada.jwt");
    std::fs::write(&file, text).unwrap();
    file
}

/// The sheet with a space behind its end.
fn touched(pdf: &Path) -> PathBuf {
    let mut bytes = std::fs::read(pdf).unwrap();
    bytes.push(b' ');
    let file = pdf.with_file_name("tocada.pdf");
    std::fs::write(&file, bytes).unwrap();
    file
}

/// The first page as a picture of 150 dots an inch.
fn photographed(pdf: &Path) -> PathBuf {
    let stem = pdf.with_file_name("foto");
    let done = Command::new("pdftoppm")
        .args(["-r", "150", "-png", "-singlefile"])
        .args([pdf, &stem])
        .status();
    assert!(done.expect("poppler is installed").success());
    stem.with_extension("png")
}
