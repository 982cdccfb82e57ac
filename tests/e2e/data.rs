//! Progress belongs to the person: it is taken away as a file, brought back, erased, and offered where nothing can be kept.

use crate::browser::Browser;
use crate::course::{TITLE, items, lessons, right, wrong};
use crate::faults::made::{all_answered, file_of};
use crate::given;
use crate::harness::html;
use crate::page::Page;
use crate::server::Server;
use crate::tree::Role::*;
use std::path::PathBuf;

pub const WARNING: &str = "Su avance no se guardará en este equipo";

#[tokio::test]
async fn export_erase_import_is_the_identity() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    page.answer(items()[0], wrong).await;
    page.answer(items()[1], right).await;
    page.item(items()[1]).see("Guardado").await;
    page.click(Link, "Sus datos").await;
    let before = take_file(&page).await;

    page.click(Button, "Borrar mi avance").await;
    page.within(Dialog, "¿Borrar todo su avance?")
        .click(Button, "Cancelar")
        .await;
    page.click(Button, "Borrar mi avance").await;
    page.click(Button, "Sí, borrar todo").await;
    page.see("Su avance se borró de este navegador.").await;
    page.reload().await;
    page.see("0 registros de avance en este navegador.").await;

    bring(&page, &before).await;
    page.see("El archivo trae").await;
    page.judge().await;
    page.click(Button, "Unir a mi avance").await;
    page.see("El archivo se unió a su avance.").await;
    page.see("Guardado").await;
    page.reload().await;
    let after = take_file(&page).await;
    assert_eq!(read(&after), read(&before));
    page.open_course(&server.url("")).await;
    page.click(Link, "Continuar donde me quedé").await;
    page.focus_at(Heading, &items()[2].title).await;
    page.item(items()[0])
        .find(Heading, "No es la mejor decisión")
        .await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_lesson_that_has_nothing_left_to_answer_is_finished_when_it_is_opened() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let lesson = lessons()[0];
    let folder = tempfile::tempdir().unwrap();
    page.goto(&server.url("mis-datos/index.html")).await;
    page.see("Guardado").await;
    bring(&page, &file_of(&all_answered(lesson), folder.path())).await;
    page.click(Button, "Unir a mi avance").await;
    page.see("El archivo se unió a su avance.").await;
    page.open_course(&server.url("")).await;
    page.click(Link, &lesson.title).await;
    page.see("Lección terminada").await;
    page.see("Guardado").await;
    page.click(Link, TITLE).await;
    page.see("Terminada").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn row_61_a_file_that_is_not_ours_changes_nothing() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    page.click(Link, "Sus datos").await;
    let before = take_file(&page).await;
    page.click(Button, "Revisar el archivo").await;
    page.see("Primero elija un archivo.").await;

    let folder = tempfile::tempdir().unwrap();
    let whole = read(&before);
    let newer = whole.replace(r#""version":1"#, r#""version":2"#);
    let older = whole.replace(r#""version":1"#, r#""version":0"#);
    let not_ours = "Ese archivo no es un avance de Aula o está dañado. Su avance no cambió.";
    let of_tomorrow = "Ese archivo es de una versión más nueva de Aula.";
    for (name, content, answer) in [
        ("foto.json", &b"\xff\xd8\xff\xe0\x00\x10JFIF"[..], not_ours),
        ("otro.json", br#"{"formato":"otro"}"#, not_ours),
        ("vacío.json", b"", not_ours),
        (
            "cortado.json",
            &whole.as_bytes()[..whole.len() / 2],
            not_ours,
        ),
        ("viejo.json", older.as_bytes(), not_ours),
        ("nuevo.json", newer.as_bytes(), of_tomorrow),
    ] {
        let file = folder.path().join(name);
        std::fs::write(&file, content).unwrap();
        page.set_file("Archivo de avance", &file).await;
        page.see_no_more("Ese archivo").await;
        page.click(Button, "Revisar el archivo").await;
        page.see(answer).await;
    }
    assert_eq!(read(&take_file(&page).await), read(&before));
    page.assert_quiet().await;
}

pub async fn take_file(page: &Page) -> PathBuf {
    page.within(Main, "")
        .click(Button, "Descargar mi avance")
        .await;
    page.wait_for_download().await
}

pub async fn bring(page: &Page, file: &std::path::Path) {
    page.set_file("Archivo de avance", file).await;
    page.click(Button, "Revisar el archivo").await;
}

pub fn read(file: &std::path::Path) -> String {
    std::fs::read_to_string(file).unwrap()
}

#[tokio::test]
async fn row_23_a_sandboxed_frame_warns_first_and_offers_the_file() {
    let server = Server::of(&given("AULA_SITE")).await;
    let frame = format!(
        "<h1>Intranet</h1><iframe title='Aula' sandbox='allow-scripts allow-downloads' width=900 height=700 src='{}'></iframe>",
        server.url_at("aula.test", "")
    );
    server.change(|host| {
        host.pages.insert("/intranet".into(), html(&frame));
        host.open_to_all = true;
    });
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url_at("municipio.test", "intranet"))
        .await;
    let frame = page.frame("aula.test").await;
    warns_answers_and_offers_the_file(&frame).await;
}

#[tokio::test]
async fn row_23_a_browser_without_storage_warns_first_and_offers_the_file() {
    let server = Server::of(&given("AULA_SITE")).await;
    let mut browser = Browser::start().await;
    browser.close().await;
    forbid_site_data(&browser);
    browser.start_again().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    warns_answers_and_offers_the_file(&page).await;
    page.judge().await;
    page.assert_quiet().await;
}

/// What the browser's settings call blocking all cookies and site data.
fn forbid_site_data(browser: &Browser) {
    let file = browser.profile().join("Default/Preferences");
    let mut settings: serde_json::Value = serde_json::from_str(&read(&file)).unwrap();
    settings["profile"]["default_content_setting_values"]["cookies"] = 2.into();
    std::fs::write(&file, settings.to_string()).unwrap();
}

async fn warns_answers_and_offers_the_file(page: &Page) {
    page.see(WARNING).await;
    page.go_to_first_lesson().await;
    page.see(WARNING).await;
    page.answer(items()[0], right).await;
    page.item(items()[0])
        .see("Sin guardar en este equipo")
        .await;
    page.within(Alert, "")
        .click(Button, "Descargar mi avance")
        .await;
    let file = page.wait_for_download().await;
    assert!(read(&file).contains("aula-avance"), "{}", read(&file));
}
