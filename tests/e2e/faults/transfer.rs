//! Files that come in: too large, another person's.

use super::made::{file_of, of_another};
use super::{after_a_lesson, events, site};
use crate::browser::Browser;
use crate::data::bring;
use crate::tree::Role::*;
use std::time::Duration;

#[tokio::test]
async fn row_09_a_file_of_500_megabytes_is_refused_before_it_is_read() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let answered = after_a_lesson(&page, &server).await;
    let before = page.progress(&server).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("avance-aula.json");
    let huge = std::fs::File::create(&file).unwrap();
    huge.set_len(500 << 20).unwrap();
    page.set_file("Archivo de avance", &file).await;
    page.click(Button, "Revisar el archivo").await;
    // To read it would take longer, if it were possible at all.
    page.patient(Duration::from_secs(5))
        .see("El archivo pesa demasiado para ser de Aula (más de 20 MB).")
        .await;
    assert_eq!(page.progress(&server).await, before);
    page.assert_kept(&server, &answered).await;
}

#[tokio::test]
async fn row_60_the_file_of_somebody_else_is_never_joined_without_a_question() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let answered = after_a_lesson(&page, &server).await;
    let before = page.progress(&server).await;
    let folder = tempfile::tempdir().unwrap();
    bring(&page, &file_of(&of_another(), folder.path())).await;
    page.see("puede ser de otra persona").await;
    page.see("los dos avances se mezclan y no se pueden separar")
        .await;
    page.within(Main, "").click(Button, "Cancelar").await;
    page.see_no_more("puede ser de otra persona").await;
    let after = page.progress(&server).await;
    assert_eq!(after, before);
    assert_eq!(events(&after, "RecordsImported").len(), 0);
    page.assert_kept(&server, &answered).await;
}
