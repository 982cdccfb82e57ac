//! The search of the catalogue.

use crate::browser::Browser;
use crate::course::TITLE;
use crate::given;
use crate::server::Server;
use crate::tree::Role::*;

#[tokio::test]
async fn a_course_is_found_without_accents() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.click(SearchBox, "Buscar capacitación").await;
    page.type_text("MIGRACION clinica").await;
    page.see("1 capacitación").await;
    page.find(Link, TITLE).await;
    page.type_text(" salchicha").await;
    page.see("Ninguna capacitación tiene esas palabras.").await;
    page.gone(Link, TITLE).await;
    page.assert_quiet().await;
}
