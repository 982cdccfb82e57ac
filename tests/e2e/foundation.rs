//! The short course that the others propose before themselves: it is found, and it ends without an evaluation.

use crate::browser::Browser;
use crate::course::{TITLE, parsed_from};
use crate::given;
use crate::server::Server;
use crate::tree::Role::*;

#[tokio::test]
async fn the_shared_course_is_proposed_and_asks_for_no_evaluation() {
    let parsed = parsed_from("courses");
    let id = parsed.site.foundation.clone().expect("the site has one");
    let mut courses = parsed.courses.iter().map(|(course, _)| course);
    let shared = courses.find(|course| course.id == id).expect("it is there");
    let (module, lesson) = shared.lessons().last().expect("it has a lesson");
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;

    // Every other course leads there.
    page.open_course(&server.url("")).await;
    page.see("Antes, si aún no la ha tomado:").await;
    page.judge().await;
    page.click(Link, &shared.title).await;
    page.focus_at(Heading, &shared.title).await;

    // It proposes nothing before itself, and nothing after.
    page.see("Sin evaluación ni constancia").await;
    page.see_no_more("Antes, si aún no la ha tomado:").await;
    page.gone(Link, "Evaluación final").await;
    page.gone(Link, "Constancia").await;
    page.judge().await;

    // The last lesson leads back, and an address made by hand leads nowhere.
    let address = format!("cursos/{id}/{}/{}.html", module.id, lesson.id);
    page.goto(&server.url(&address)).await;
    page.find(Heading, &lesson.title).await;
    page.see("Guardado").await;
    page.click(Link, "Siguiente Volver a la capacitación").await;
    page.focus_at(Heading, &shared.title).await;
    for address in ["evaluacion", "constancia"] {
        page.goto(&server.url(&format!("cursos/{id}/index.html#/{address}")))
            .await;
        page.find(Heading, "Esta página no existe").await;
    }
    page.judge().await;
    page.goto(&server.url("")).await;
    page.find(Link, TITLE).await;
    page.assert_quiet().await;
}
