//! Study tools: finding a passage, looking a word up, keeping notes, having the lesson read.

use crate::browser::Browser;
use crate::course::{all, course, lessons};
use crate::data::bring;
use crate::faults::made::file_of;
use crate::given;
use crate::hands::Key;
use crate::page::Page;
use crate::server::Server;
use crate::tree::Role::*;
use aula_core::id::PassageId;
use aula_core::progress::event::Event;
use serde_json::json;

/// A voice of this device, which reports what it is given and says it in no time.
const VOICE: &str = "(() => {
    const voice = {lang: 'es-MX', localService: true, name: 'Prueba', default: true, voiceURI: 'prueba'};
    Object.setPrototypeOf(voice, SpeechSynthesisVoice.prototype);
    for (const key of Object.keys(voice)) Object.defineProperty(voice, key, {value: voice[key]});
    globalThis.said = [];
    let turn = 0;
    Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', {set() {}, get: () => voice});
    speechSynthesis.getVoices = () => [voice];
    speechSynthesis.cancel = () => { turn++ };
    speechSynthesis.speak = (utterance) => {
        const mine = turn;
        said.push([utterance.text, getSelection().toString()]);
        setTimeout(() => mine === turn && utterance.onend(new Event('end')), 30);
    };
})()";

async fn site() -> (Server, Browser, Page) {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    (server, browser, page)
}

#[tokio::test]
async fn a_passage_is_found_without_accents_and_gone_to() {
    let (server, _browser, page) = site().await;
    page.open_course(&server.url("")).await;
    page.tab_to(Link, "Buscar en esta capacitación").await;
    page.press(Key::Enter).await;
    page.focus_at(Heading, "Buscar en esta capacitación").await;
    page.tab_to(SearchBox, "Buscar en lecciones, casos, fichas y glosario")
        .await;
    page.type_text("INTERPRETE").await;
    page.see(" pasajes").await;
    page.judge().await;
    let before = page.address().await;
    page.press(Key::Tab).await;
    let (_, lesson) = page.focused().await;
    page.press(Key::Enter).await;
    page.find(Heading, &lesson).await;
    assert_ne!(page.address().await, before);
    let text = page
        .evaluate("document.activeElement.closest('.block, .item').textContent")
        .await;
    let text = aula_core::search::fold(text.as_str().unwrap());
    assert!(text.contains("interprete"), "{text}");
    page.assert_focus_seen_or_scrolled().await;
    page.assert_quiet().await;
}

impl Page {
    /// A passage may be taller than the window: then its beginning is what must be seen.
    async fn assert_focus_seen_or_scrolled(&self) {
        let top = self
            .evaluate("document.activeElement.getBoundingClientRect().top")
            .await;
        let top = top.as_f64().unwrap();
        assert!((-1.0..600.0).contains(&top), "{top}");
    }
}

#[tokio::test]
async fn the_glossary_explains_every_term() {
    let (server, _browser, page) = site().await;
    page.begin_course(&server).await;
    page.press(Key::Letter('g')).await;
    page.focus_at(Heading, "Glosario").await;
    for term in course().glossary.values() {
        page.see(&term.definition).await;
    }
    page.judge().await;
    page.reload().await;
    page.find(Heading, "Glosario").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_note_stays_at_its_passage_and_is_printed() {
    let (server, _browser, page) = site().await;
    page.begin_course(&server).await;
    page.tab_to(Button, "Tomar notas o escuchar").await;
    page.press(Key::Enter).await;
    page.focus_at(Region, "Notas y lectura en voz alta").await;
    page.gone(Button, "Escuchar la lección").await;
    page.judge().await;
    let passage = "Anotar: «";
    page.press(Key::Tab).await;
    page.press(Key::Tab).await;
    let (_, name) = page.focused().await;
    assert!(name.starts_with(passage), "{name}");
    page.press(Key::Enter).await;
    page.focus_at(TextBox, "Su nota").await;
    page.type_text("Preguntar en jurídico").await;
    page.tab_to(Button, "Guardar la nota").await;
    page.press(Key::Enter).await;
    page.focus_at(Button, "Cambiar la nota: …").await;
    page.see("Preguntar en jurídico").await;
    page.see("Guardado").await;
    page.press(Key::Tab).await;
    page.press(Key::Space).await;
    page.see("Marcado").await;

    // It is there again, without asking for it.
    page.reload().await;
    page.see("Preguntar en jurídico").await;
    page.judge().await;
    page.click(Link, "Mis notas").await;
    page.focus_at(Heading, "Mis notas").await;
    page.see("Preguntar en jurídico").await;
    page.see("Marcado").await;
    page.find(Button, "Imprimir").await;
    page.judge().await;
    page.click(Link, &lessons()[0].title).await;
    page.see("Preguntar en jurídico").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_question_takes_a_note_too() {
    let (server, _browser, page) = site().await;
    let item = lessons()[0].items().next().unwrap();
    page.begin_course(&server).await;
    page.click(Button, "Tomar notas o escuchar").await;
    page.click(Button, &format!("Anotar: «{}…", item.title))
        .await;
    page.focus_at(TextBox, "Su nota").await;
    page.type_text("Así me pasó en marzo").await;
    page.click(Button, "Guardar la nota").await;
    page.see("Guardado").await;
    page.judge().await;
    page.click(Link, "Mis notas").await;
    page.see("Así me pasó en marzo").await;
    page.see(&item.title).await;
    page.see_no_more("De pasajes que ya no están").await;
    page.click(Link, &lessons()[0].title).await;
    page.see("Así me pasó en marzo").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_note_whose_passage_is_gone_is_kept_with_what_the_passage_said() {
    let (server, _browser, page) = site().await;
    let folder = tempfile::tempdir().unwrap();
    let note = Event::PassageNoted {
        course: course().id.clone(),
        lesson: lessons()[0].id.clone(),
        passage: PassageId::new("0123456789abcdef"),
        excerpt: "Lo que decía antes".into(),
        note: "Preguntar en jurídico".into(),
        marked: true,
    };
    page.goto(&server.url("mis-datos/index.html")).await;
    page.see("Guardado").await;
    bring(&page, &file_of(&[note], folder.path())).await;
    page.click(Button, "Unir a mi avance").await;
    page.see("El archivo se unió a su avance.").await;

    page.open_course(&server.url("")).await;
    page.click(Link, "Mis notas").await;
    page.focus_at(Heading, "Mis notas").await;
    page.find(Heading, "De pasajes que ya no están").await;
    for words in ["Lo que decía antes", "Preguntar en jurídico", "Marcado"] {
        page.see(words).await;
    }
    page.judge().await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn the_lesson_is_read_sentence_by_sentence() {
    let (server, _browser, page) = site().await;
    page.cdp(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({"source": VOICE}),
    )
    .await;
    page.begin_course(&server).await;
    page.click(Button, "Tomar notas o escuchar").await;
    page.click(Button, "Escuchar la lección").await;
    page.find(Button, "Pausa").await;
    page.find(Button, "Escuchar la lección").await;
    let said = page.evaluate("said").await;
    let said = said.as_array().unwrap();
    assert_eq!(said[0][0], lessons()[0].title);
    assert!(said.len() > 10, "{said:?}");
    let plain = |value: &serde_json::Value| -> String {
        // The style sheet writes some labels in capitals.
        let text = value.as_str().unwrap().to_lowercase();
        text.split_whitespace().collect()
    };
    for piece in said {
        assert!(piece[0].as_str().unwrap().chars().count() <= 160);
        assert_eq!(
            plain(&piece[0]),
            plain(&piece[1]),
            "what is said is selected"
        );
    }
    let item = lessons()[0].items().next().unwrap();
    let mut pieces = said.iter().map(|piece| plain(&piece[0]));
    assert!(
        pieces.any(|piece| piece == plain(&json!(item.title))),
        "questions are read too"
    );
    for words in all(item) {
        let words = plain(&json!(words));
        assert!(pieces.any(|piece| words.starts_with(&piece)), "{words}");
    }
    page.assert_quiet().await;
}
