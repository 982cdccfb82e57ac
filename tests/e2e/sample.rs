//! The constancia as it will look, with one's own name, before anything of it is earned.

use crate::browser::Browser;
use crate::data::{read, take_file};
use crate::given;
use crate::hands::Key;
use crate::learner::NAME_FIELD;
use crate::server::Server;
use crate::tree::Role::*;

const NAME: &str = "María José Ñáñez Peña";

#[tokio::test]
async fn the_sheet_is_seen_with_ones_own_name_and_nothing_is_kept() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.open_course(&server.url("")).await;
    page.click(Link, "Constancia").await;
    page.focus_at(Heading, "Constancia").await;
    page.click(Button, "Ver muestra").await;
    page.see("Escriba su nombre").await;
    page.judge().await;

    page.click(TextBox, NAME_FIELD).await;
    page.type_text(NAME).await;
    page.press(Key::Enter).await;
    let sheet = page.within(Region, "Vista de la constancia");
    for words in [NAME, "MUESTRA", "Muestra sin validez", "al terminar"] {
        sheet.see(words).await;
    }
    page.gone(Button, "Descargar PDF").await;
    page.judge().await;

    page.reload().await;
    page.until_live().await;
    page.see_no_more(NAME).await;
    page.click(Link, "Sus datos").await;
    assert!(!read(&take_file(&page).await).contains(NAME));
    page.assert_quiet().await;
}
