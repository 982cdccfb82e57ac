//! The constancia when the browser does not let it out, the printer is absent, or the course is gone.

use super::made::{eligible, file_of};
use super::{events, site};
use crate::browser::Browser;
use crate::course::{course, lessons, right};
use crate::data::bring;
use crate::given;
use crate::page::Page;
use crate::pdf::Pdf;
use crate::server::Server;
use crate::tree::Role::*;
use aula_core::course::Pool;
use aula_core::item::Interaction;
use aula_core::packed::{pack, unpack};
use aula_core::site::Site;
use serde_json::json;

/// Somebody looks at the constancia that was just made.
async fn with_a_constancia(page: &Page, server: &Server) {
    let folder = tempfile::tempdir().unwrap();
    page.goto(&server.url("mis-datos/index.html")).await;
    page.see("registros de avance en este navegador.").await;
    bring(page, &file_of(&eligible(), folder.path())).await;
    page.click(Button, "Unir a mi avance").await;
    page.see("El archivo se unió a su avance.").await;
    page.within(Main, "").see("Guardado").await;
    page.open_course(&server.url("")).await;
    page.click(Link, "Constancia").await;
    page.write_name("Ana Pérez").await;
    page.click(Button, "Sí, generar mi constancia").await;
    page.within(Region, "Vista de la constancia")
        .see("Ana Pérez")
        .await;
    page.see("Guardado").await;
}

#[tokio::test]
async fn row_62_where_downloads_are_forbidden_nothing_false_is_said_and_it_can_be_printed() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    with_a_constancia(&page, &server).await;
    page.cdp("Browser.setDownloadBehavior", json!({"behavior": "deny"}))
        .await;
    page.click(Button, "Descargar PDF").await;
    page.see("en sus descargas").await;
    // A page is not told that its download was refused: it may not claim that the file is there, and says what to do if it is not.
    let text = page.text().await;
    assert!(
        !text.contains("El PDF está en sus descargas."),
        "the page claims what is not so"
    );
    assert!(text.contains("Si no"), "what to do if it is not there");
    page.find(Button, "Imprimir").await;

    page.cdp(
        "Browser.setDownloadBehavior",
        json!({"behavior": "allow", "downloadPath": page.shared.downloads}),
    )
    .await;
    page.click(Button, "Descargar PDF").await;
    let pdf = Pdf::read(&page.wait_for_download().await);
    assert!(pdf.text.contains("Ana Pérez"));
}

/// Somebody makes a constancia whose record the browser has no room for.
async fn with_an_unsaved_constancia(page: &Page, server: &Server) {
    page.goto(&server.url(super::EMPTY)).await;
    page.set_quota(Some(1)).await;
    let folder = tempfile::tempdir().unwrap();
    page.goto(&server.url("mis-datos/index.html")).await;
    page.see("registros de avance en este navegador.").await;
    bring(page, &file_of(&eligible(), folder.path())).await;
    page.click(Button, "Unir a mi avance").await;
    page.within(Main, "").see("No se pudo guardar").await;
    make_a_constancia(page).await;
}

/// Without loading another page.
async fn make_a_constancia(page: &Page) {
    page.click(Link, "Capacitaciones").await;
    page.click(Link, crate::course::TITLE).await;
    page.click(Link, "Constancia").await;
    page.write_name("Ana Pérez").await;
    page.click(Button, "Sí, generar mi constancia").await;
    page.within(Region, "Vista de la constancia")
        .see("Ana Pérez")
        .await;
}

/// Whoever had the sheet and lost its record would have another one with another folio.
#[tokio::test]
async fn row_62_no_sheet_goes_out_before_its_constancia_is_saved() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    with_an_unsaved_constancia(&page, &server).await;
    page.click(Button, "Descargar PDF").await;
    page.see("Su constancia todavía no se pudo guardar").await;
    page.see("elija «Reintentar»").await;
    assert!(!page.sees("El navegador recibió el PDF").await);

    page.set_quota(None).await;
    // The page tries again by itself too, and may be first.
    page.until("the sheet, by itself or by the button", async || {
        if page.sees("El navegador recibió el PDF").await {
            return Ok(());
        }
        page.within(Alert, "")
            .click_if_there(Button, "Reintentar")
            .await;
        Err("not yet".into())
    })
    .await;
    let pdf = Pdf::read(&page.wait_for_download().await);
    assert!(pdf.text.contains("Ana Pérez"));
    page.within(Main, "").see("Guardado").await;
    let file = page.progress(&server).await;
    let issued = events(&file, "CredentialIssued");
    assert_eq!(issued.len(), 1);
    let folio = issued[0]["credential"]["folio"].as_str().unwrap();
    assert!(pdf.text.contains(folio), "{folio}");
}

#[tokio::test]
async fn row_62_where_nothing_is_kept_the_sheet_can_be_taken() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let folder = tempfile::tempdir().unwrap();
    page.goto(&server.url("mis-datos/index.html")).await;
    page.see("registros de avance en este navegador.").await;
    page.click(Button, "Entrar de visita, sin guardar").await;
    page.see("nada de lo que conteste se guarda en este equipo")
        .await;
    page.click(Link, "Sus datos").await;
    bring(&page, &file_of(&eligible(), folder.path())).await;
    page.click(Button, "Unir a mi avance").await;
    page.see("El archivo se unió a su avance.").await;
    make_a_constancia(&page).await;
    page.click(Button, "Descargar PDF").await;
    let pdf = Pdf::read(&page.wait_for_download().await);
    assert!(pdf.text.contains("Ana Pérez"));
}

#[tokio::test]
async fn row_63_printing_without_a_printer_changes_nothing() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    with_a_constancia(&page, &server).await;
    let sheet = page.within(Region, "Vista de la constancia").text().await;
    page.click(Button, "Imprimir").await;
    // Twice: nothing waits for the end of a print that never ends.
    page.click(Button, "Imprimir").await;
    let after = page.within(Region, "Vista de la constancia").text().await;
    assert_eq!(after, sheet);
    page.click(Button, "Descargar PDF").await;
    Pdf::read(&page.wait_for_download().await).assert_sound();
    let file = page.progress(&server).await;
    assert_eq!(events(&file, "CredentialIssued").len(), 1);
}

/// The site of another version: what its data file of this name, up to the digest, holds is changed. The address of the data is that of
/// today's, where a real release has another; so the browser's cache is emptied when the site is replaced.
fn with_other_data(name: &str, changed: impl FnOnce(&[u8]) -> Vec<u8>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    super::copy(&given("AULA_SITE"), &folder.path().join("sitio"));
    let all = std::fs::read_dir(folder.path().join("sitio/datos")).unwrap();
    let mut all = all.map(|entry| entry.unwrap().path());
    let file = all.find(|path| {
        let file = path.file_name().unwrap().to_str().unwrap();
        file.starts_with(name) && file.ends_with(".bin")
    });
    let file = file.expect("the site has such data");
    let data = changed(&std::fs::read(&file).unwrap());
    std::fs::write(&file, data).unwrap();
    folder
}

/// The site as it was while its bank had another key: in every choice the first wrong alternative alone was said to be right.
fn with_another_key() -> tempfile::TempDir {
    with_other_data(&format!("{}.banco.", course().id), |bank| {
        let mut pool: Pool = unpack(bank).expect("it is a bank");
        for item in &mut pool.items {
            let Interaction::Choice(choice) = &mut item.interaction else {
                continue;
            };
            let wrong = choice.alternatives.iter().position(|each| !each.correct);
            for (place, each) in choice.alternatives.iter_mut().enumerate() {
                each.correct = Some(place) == wrong;
            }
        }
        pack(&pool)
    })
}

#[tokio::test]
async fn row_37_who_answered_by_a_key_that_was_corrected_is_told_and_has_the_points() {
    let before = with_another_key();
    let server = Server::of(&before.path().join("sitio")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.open_course(&server.url("")).await;
    page.start_evaluation().await;
    page.answer_from(1, right).await;
    page.hand_in().await;
    page.find(Heading, "No aprobada").await;
    page.see("Obtuvo 0 %.").await;
    page.see("Guardado").await;
    assert!(!page.sees(CORRECTED).await);

    server.change(|host| host.folder = Some(given("AULA_SITE")));
    page.cdp("Network.clearBrowserCache", json!({})).await;
    page.reload().await;
    page.see(CORRECTED).await;
    page.find(Heading, "Aprobada").await;
    page.see("Obtuvo 100 %.").await;
    page.see("Guardado").await;
    // Once, and what was first is still in the log.
    page.reload().await;
    page.see(CORRECTED).await;
    let file = page.progress(&server).await;
    assert_eq!(events(&file, "AttemptFinished")[0]["score"]["raw"], 0);
    assert_eq!(events(&file, "AttemptRegraded").len(), 1);
}

const CORRECTED: &str = "Se corrigió una pregunta; su intento se recalculó a su favor.";

#[tokio::test]
async fn row_38_a_constancia_of_an_earlier_version_stays_and_the_new_one_is_told() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    with_a_constancia(&page, &server).await;
    page.click(Link, "Mis constancias").await;
    page.see("Ana Pérez").await;
    assert!(!page.sees("Hay una versión nueva").await);

    // The same log, as it would have been written under an earlier version.
    let mut file = page.progress(&server).await;
    let records = file["registros"].as_array_mut().unwrap();
    let issued = records
        .iter_mut()
        .find(|record| record.to_string().contains("CredentialIssued"));
    let issued = issued.unwrap();
    let now = format!("\"version\":\"{}\"", crate::course::course().version);
    let text = issued.as_str().unwrap();
    assert!(text.contains(&now), "{text}");
    *issued = text.replace(&now, "\"version\":\"0.9.0\"").into();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("avance.json");
    std::fs::write(&path, file.to_string()).unwrap();

    let later = Browser::start().await;
    let page = later.page().await;
    page.goto(&server.url("mis-datos/index.html")).await;
    page.see("registros de avance en este navegador.").await;
    bring(&page, &path).await;
    page.click(Button, "Unir a mi avance").await;
    page.see("El archivo se unió a su avance.").await;
    page.click(Link, "Mis constancias").await;
    let row = format!("{}, Ana Pérez, …", crate::course::TITLE);
    page.click(Disclosure, &row).await;
    page.see("Hay una versión nueva de esta capacitación").await;
    page.see("Su constancia de la versión 0.9.0 sigue valiendo.")
        .await;
    page.click(Link, "Capacitaciones").await;
    page.see("Terminada").await;
}

/// The site as it was when the course was its first lesson alone, without evaluation.
fn of_one_lesson() -> tempfile::TempDir {
    with_other_data("sitio.", |site| {
        let mut site: Site = unpack(site).expect("it is the site");
        let entry = site
            .catalog
            .iter_mut()
            .find(|entry| entry.id == course().id);
        let entry = entry.expect("the course is in the catalogue");
        entry.lessons.truncate(1);
        entry.lesson_minutes.truncate(1);
        entry.evaluations = 0;
        pack(&site)
    })
}

/// The lesson was finished while more was asked, so that nothing but the catalogue ever said that the course was finished.
#[tokio::test]
async fn row_38_what_the_catalogue_alone_has_called_finished_stays_so_when_modules_are_added() {
    let (server, before) = (site().await, of_one_lesson());
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    page.finish_lesson(lessons()[0]).await;
    page.goto(&server.url("")).await;
    page.until_live().await;
    assert!(!page.sees("Terminada").await);

    for folder in [before.path().join("sitio"), given("AULA_SITE")] {
        server.change(|host| host.folder = Some(folder));
        page.cdp("Network.clearBrowserCache", json!({})).await;
        page.goto(&server.url("")).await;
        page.see("Terminada").await;
        page.see("Guardado").await;
    }
    let file = page.progress(&server).await;
    let reached = events(&file, "Progressed");
    assert_eq!(reached.last().unwrap()["percent"], 100, "{reached:?}");
}

#[tokio::test]
async fn row_40_the_constancia_of_a_withdrawn_course_can_still_be_taken() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    with_a_constancia(&page, &server).await;
    let before = page.progress(&server).await;
    // Nothing of the course is left on the server.
    let gone = crate::course::course().id.to_string();
    server.change(|host| host.gone = Some(gone));
    page.cdp("Network.clearBrowserCache", json!({})).await;
    page.goto(&server.url("constancias/index.html")).await;
    page.click(
        Disclosure,
        &format!("{}, Ana Pérez, …", crate::course::TITLE),
    )
    .await;
    page.click(Button, "Descargar PDF").await;
    let pdf = Pdf::read(&page.wait_for_download().await);
    assert!(pdf.text.contains("Ana Pérez"));
    assert_eq!(page.progress(&server).await, before, "the history is whole");
}
