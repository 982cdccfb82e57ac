//! Several people on one device: apart from each other, and a guest who leaves nothing.

use crate::browser::Browser;
use crate::course::{TITLE, items, lessons, right};
use crate::data::{bring, read, take_file};
use crate::given;
use crate::hands::Key;
use crate::page::Page;
use crate::server::Server;
use crate::tree::Role::*;
use std::path::{Path, PathBuf};

impl Page {
    async fn open_data(&self) {
        self.click(Link, "Sus datos").await;
        self.find(Heading, "Sus datos").await;
    }

    async fn add_profile(&self, alias: &str) {
        self.open_data().await;
        self.click(TextBox, "Apodo del perfil nuevo").await;
        self.type_text(alias).await;
        self.click(Button, "Agregar y usar").await;
        self.find(Link, &format!("Perfil: {alias}")).await;
    }

    async fn use_profile(&self, alias: &str) {
        self.open_data().await;
        self.click(Button, &format!("Usar «{alias}»")).await;
        self.find(Link, &format!("Perfil: {alias}")).await;
    }

    async fn enter_as_guest(&self) {
        self.open_data().await;
        self.click(Button, "Entrar de visita, sin guardar").await;
        self.see("nada de lo que conteste se guarda en este equipo")
            .await;
    }

    /// The way to the first item, and an answer to it.
    async fn answers_the_first(&self) {
        self.click(Link, TITLE).await;
        self.click(Link, "Empezar").await;
        self.answer(items()[0], right).await;
        self.item(items()[0]).find(Heading, "Correcta").await;
    }

    async fn has_no_progress(&self) {
        self.open_data().await;
        self.see("0 registros de avance en este navegador.").await;
    }
}

#[tokio::test]
async fn two_people_of_one_device_never_meet() {
    let server = Server::of(&given("AULA_SITE")).await;
    let mut browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.see("Guardado").await;
    page.answers_the_first().await;
    page.item(items()[0]).see("Guardado").await;

    page.add_profile("Lupita").await;
    page.open_data().await;
    // Her nickname.
    page.see("1 registro de avance en este navegador.").await;
    page.click(Link, "Capacitaciones").await;
    page.answers_the_first().await;
    page.item(items()[0]).see("Guardado").await;
    browser.kill();
    browser.start_again().await;

    // The list of profiles may be lost, and then so it is; the databases know all the same.
    let page = browser.page().await;
    page.goto(&server.url("404.html")).await;
    page.evaluate("localStorage.clear()").await;
    page.goto(&server.url("")).await;
    page.open_data().await;
    page.click(Button, "Usar «Perfil sin apodo»").await;
    page.find(Link, "Perfil: Lupita").await;
    page.open_data().await;
    let hers = read(&take_file(&page).await);
    page.use_profile("Perfil principal").await;
    page.open_data().await;
    let first = read(&take_file(&page).await);
    let texts = |file: &str| {
        let file: serde_json::Value = serde_json::from_str(file).unwrap();
        file["registros"].as_array().unwrap().clone()
    };
    let (hers, first) = (texts(&hers), texts(&first));
    assert!(!hers.is_empty() && !first.is_empty());
    assert!(first.iter().all(|record| !hers.contains(record)));
}

#[tokio::test]
async fn row_47_a_tab_stays_the_same_persons_when_another_one_changes_hands() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.see("Guardado").await;
    page.answers_the_first().await;
    page.item(items()[0]).see("Guardado").await;
    let other = browser.new_tab().await;
    other.goto(&server.url("")).await;
    other.see("Guardado").await;
    other.add_profile("Lupita").await;
    page.come_to_front().await;
    page.reload().await;
    page.find(Link, "Perfil: Perfil principal").await;
    page.item(items()[0]).find(Heading, "Correcta").await;
    other.come_to_front().await;
    other.enter_as_guest().await;
    page.come_to_front().await;
    page.reload().await;
    page.find(Link, "Perfil: Perfil principal").await;
    // Whoever opens a tab during the visit is the guest.
    let next = browser.new_tab().await;
    next.goto(&server.url("")).await;
    next.see("Está de visita").await;
}

#[tokio::test]
async fn a_nickname_can_be_changed_and_goes_with_the_log() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.see("Guardado").await;
    page.add_profile("Beto").await;
    page.open_data().await;
    page.click(Button, "Cambiar apodo").await;
    page.see("Escriba un apodo de 30 letras o menos.").await;
    page.click(TextBox, "Otro apodo para el perfil en uso")
        .await;
    page.type_text("Alberto").await;
    page.click(Button, "Cambiar apodo").await;
    page.find(Link, "Perfil: Alberto").await;
    page.see("Guardado").await;
    page.open_data().await;
    assert!(!page.sees("Beto").await);
    let file: serde_json::Value = serde_json::from_str(&read(&take_file(&page).await)).unwrap();
    let records = file["registros"].as_array().unwrap();
    assert!(
        records.last().unwrap().to_string().contains("Alberto"),
        "{file}"
    );

    // The first profile may have one too, and keeps its place on the list.
    page.use_profile("Perfil principal").await;
    page.open_data().await;
    page.click(TextBox, "Otro apodo para el perfil en uso")
        .await;
    page.type_text("Ana").await;
    page.click(Button, "Cambiar apodo").await;
    page.find(Link, "Perfil: Ana").await;
    page.reload().await;
    page.find(Link, "Perfil: Ana").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn row_60_the_file_of_another_nickname_is_not_joined_without_a_question() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.see("Guardado").await;
    page.add_profile("Ana").await;
    page.click(Link, "Capacitaciones").await;
    page.answers_the_first().await;
    page.item(items()[0]).see("Guardado").await;
    page.open_data().await;
    let file = take_file(&page).await;
    page.add_profile("Lupita").await;
    page.open_data().await;
    bring(&page, &file).await;
    page.see("El apodo en este archivo es «Ana».").await;
    page.see("puede ser de otra persona").await;
}

#[tokio::test]
async fn an_erased_profile_is_off_the_list_and_the_others_stay() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.see("Guardado").await;
    page.answers_the_first().await;
    page.item(items()[0]).see("Guardado").await;
    page.add_profile("Beto").await;
    page.answers_the_first().await;
    page.item(items()[0]).see("Guardado").await;
    page.open_data().await;
    page.click(Button, "Borrar mi avance").await;
    page.click(Button, "Sí, borrar todo").await;
    page.until("the first profile alone", async || {
        let databases = page
            .look("indexedDB.databases().then((all) => all.map((each) => each.name).join())")
            .await?;
        (databases == "aula")
            .then_some(())
            .ok_or(databases.to_string())
    })
    .await;
    page.until_live().await;
    assert!(!page.sees("Beto").await);
    // Nobody goes on in another's record without choosing it.
    page.see("nada de lo que conteste se guarda en este equipo")
        .await;
    page.click(Button, "Terminar").await;
    page.see("Guardado").await;
    page.click(Link, TITLE).await;
    page.click(Link, "Continuar donde me quedé").await;
    page.item(items()[0]).find(Heading, "Correcta").await;
}

/// In the document that is open, the list of erased profiles of before.
const LATE_TO_SEE: &str = "(() => {
    const { getItem } = Storage.prototype, before = localStorage.getItem('aula:borrados');
    Storage.prototype.getItem = function (key) { return key === 'aula:borrados' ? before : getItem.call(this, key); };
})()";

#[tokio::test]
async fn a_tab_of_an_erased_profile_does_not_bring_it_back() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.see("Guardado").await;
    page.add_profile("Beto").await;
    page.click(Link, "Capacitaciones").await;
    page.answers_the_first().await;
    page.item(items()[0]).see("Guardado").await;
    // One that hears nothing meanwhile, because the app is not on its page.
    let deaf = browser.new_tab().await;
    deaf.goto(&server.url("")).await;
    deaf.find(Link, "Perfil: Beto").await;
    deaf.use_profile("Perfil principal").await;
    deaf.use_profile("Beto").await;
    deaf.goto(&server.url("404.html")).await;
    // And one that sees what the other writes later than it hears of it, as happens on a busy machine.
    page.evaluate(LATE_TO_SEE).await;

    let other = browser.new_tab().await;
    other.goto(&server.url("")).await;
    other.find(Link, "Perfil: Beto").await;
    other.open_data().await;
    other.click(Button, "Borrar mi avance").await;
    other.click(Button, "Sí, borrar todo").await;
    other
        .see("nada de lo que conteste se guarda en este equipo")
        .await;

    // The open tab goes on as the one that erased: without choosing it, in nobody's record.
    page.come_to_front().await;
    page.see("nada de lo que conteste se guarda en este equipo")
        .await;
    assert!(!page.sees("Perfil: Beto").await);
    deaf.come_to_front().await;
    deaf.goto(&server.url("")).await;
    deaf.see("nada de lo que conteste se guarda en este equipo")
        .await;
    assert_gone(&[&page, &deaf]).await;
}

/// Tabs that another one erased the profile of: they are nobody's, and nothing of it is on the list or in a store.
async fn assert_gone(tabs: &[&Page]) {
    for tab in tabs {
        tab.come_to_front().await;
        tab.open_data().await;
        tab.reload().await;
        // What the app says, not the page that was there before it.
        tab.see("nada de lo que conteste se guarda en este equipo")
            .await;
        tab.find(Button, "Usar «Perfil principal»").await;
        let uses = tab.all(Button).await;
        let uses = uses
            .iter()
            .filter(|button| button.name().starts_with("Usar «"));
        assert_eq!(uses.count(), 1);
        let left = "indexedDB.databases().then((all) => all.map((each) => each.name)
            .concat(Object.keys(localStorage)).filter((name) => name.startsWith('aula-')).join())";
        assert_eq!(tab.evaluate(left).await, "");
    }
}

/// Where tabs cannot speak to each other, what was erased is looked up before anything is written.
#[tokio::test]
async fn a_tab_that_is_told_nothing_does_not_bring_an_erased_profile_back() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.see("Guardado").await;
    page.add_profile("Beto").await;
    let [renames, answers] = [browser.new_tab().await, browser.new_tab().await];
    for tab in [&renames, &answers] {
        tab.come_to_front().await;
        tab.on_new_document("delete window.BroadcastChannel").await;
        tab.goto(&server.url("")).await;
        tab.find(Link, "Perfil: Beto").await;
    }
    renames.come_to_front().await;
    renames.open_data().await;
    answers.come_to_front().await;
    answers.answers_the_first().await;
    answers.item(items()[0]).see("Guardado").await;

    page.come_to_front().await;
    page.open_data().await;
    page.click(Button, "Borrar mi avance").await;
    page.click(Button, "Sí, borrar todo").await;
    page.see("nada de lo que conteste se guarda en este equipo")
        .await;

    renames.come_to_front().await;
    renames
        .click(TextBox, "Otro apodo para el perfil en uso")
        .await;
    renames.type_text("Alberto").await;
    renames.click(Button, "Cambiar apodo").await;
    renames
        .see("El navegador no aceptó guardar el perfil.")
        .await;
    answers.come_to_front().await;
    answers.pick(items()[1], &right(items()[1])).await;
    answers.item(items()[1]).click(Button, "Responder").await;
    answers
        .see("nada de lo que conteste se guarda en este equipo")
        .await;
    assert_gone(&[&page, &renames, &answers]).await;
}

#[tokio::test]
async fn a_visit_that_was_ended_in_one_tab_is_ended_in_the_others() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.see("Guardado").await;
    page.enter_as_guest().await;
    page.click(Link, "Capacitaciones").await;
    page.answers_the_first().await;
    let other = browser.new_tab().await;
    other.goto(&server.url("")).await;
    other.click(Button, "Terminar").await;
    other.see("Guardado").await;

    page.come_to_front().await;
    page.see("Guardado").await;
    page.see_no_more("Está de visita").await;
    page.has_no_progress().await;
}

#[tokio::test]
async fn a_nickname_is_asked_for_in_words() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.open_data().await;
    page.tab_to(Button, "Agregar y usar").await;
    page.press(Key::Enter).await;
    page.see("Escriba un apodo de 30 letras o menos.").await;
    assert_eq!(
        page.focused().await,
        ("textbox".to_owned(), "Apodo del perfil nuevo".to_owned())
    );
}

/// Files of the browser's profile that have one of these words in UTF-8 or UTF-16.
fn files_with(folder: &Path, words: &[&str]) -> Vec<PathBuf> {
    let needles: Vec<Vec<u8>> = words
        .iter()
        .flat_map(|word| {
            let wide = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
            [word.as_bytes().to_vec(), wide]
        })
        .collect();
    let has = |bytes: &[u8]| {
        needles
            .iter()
            .any(|needle| bytes.windows(needle.len()).any(|part| part == needle))
    };
    let mut found = vec![];
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if std::fs::read(&path).is_ok_and(|bytes| has(&bytes)) {
                found.push(path);
            }
        }
    }
    found
}

/// How a stored answer begins; the app itself, in the browser's cache, has the bare words.
const ANSWERED: &str = r#""e":{"ItemAnswered":{"#;
const ANSWERED_IN_ATTEMPT: &str = r#""e":{"AttemptAnswered":{"#;

#[tokio::test]
async fn a_guest_who_ends_leaves_neither_name_nor_answer_on_the_disk() {
    const NAME: &str = "Zoraida Quetzalxóchitl";
    let server = Server::of(&given("AULA_SITE")).await;
    let mut browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.enter_as_guest().await;
    // A tab that is opened meanwhile is the guest's too.
    let tab = browser.new_tab().await;
    tab.goto(&server.url("")).await;
    tab.find(Link, "Visita").await;
    browser.close_tab(tab).await;
    page.come_to_front().await;
    page.click(Link, TITLE).await;
    page.click(Link, "Empezar").await;
    for lesson in lessons() {
        page.find(Heading, &lesson.title).await;
        page.finish_case(lesson).await;
        for item in lesson.items() {
            page.give(item).await;
        }
        page.see("Lección terminada").await;
        page.click(Link, "Siguiente…").await;
    }
    page.click(Button, "Empezar la evaluación").await;
    page.answer_from(1, right).await;
    page.hand_in().await;
    page.click(Link, "Ir a la constancia").await;
    page.write_name(NAME).await;
    page.click(Button, "Sí, generar mi constancia").await;
    page.find(Region, "Vista de la constancia").await;
    page.click(Button, "Terminar").await;
    page.see("Guardado").await;
    page.has_no_progress().await;
    browser.close().await;
    let words = [NAME, ANSWERED, ANSWERED_IN_ATTEMPT];
    let found = files_with(&browser.profile(), &words);
    assert_eq!(found, Vec::<PathBuf>::new());

    // The same search finds what somebody leaves who is no guest.
    browser.start_again().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.answers_the_first().await;
    page.item(items()[0]).see("Guardado").await;
    browser.close().await;
    assert_ne!(
        files_with(&browser.profile(), &[ANSWERED]),
        Vec::<PathBuf>::new()
    );
}

#[tokio::test]
async fn row_47_a_visit_that_nobody_ended_ends_by_itself_and_the_next_person_sees_nothing() {
    let server = Server::of(&given("AULA_SITE")).await;
    let mut browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.see("Guardado").await;
    page.enter_as_guest().await;
    page.click(Link, "Capacitaciones").await;
    page.answers_the_first().await;

    // Whoever is here says so by any touch.
    page.let_pass(9 * 60 + 10).await;
    page.see("¿Sigue aquí?").await;
    page.judge().await;
    page.click(Button, "Sí, sigo aquí").await;
    page.see_no_more("¿Sigue aquí?").await;
    page.item(items()[0]).find(Heading, "Correcta").await;

    // Nobody is: the next one finds neither the answer nor the visit.
    page.let_pass(10 * 60).await;
    page.see("Guardado").await;
    page.has_no_progress().await;
    page.see_no_more("Visita").await;

    // A visit whose browser was killed has no page to end it.
    page.enter_as_guest().await;
    browser.kill();
    browser.start_again().await;
    let page = browser.page().await;
    page.set_clock_wrong_by(40 * 60).await;
    page.goto(&server.url("")).await;
    page.see("Guardado").await;
    page.see_no_more("Está de visita").await;
}
