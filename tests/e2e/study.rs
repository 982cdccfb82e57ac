//! Study tools: finding a passage, looking a word up, keeping notes, having the lesson read.

use crate::browser::Browser;
use crate::cases::address;
use crate::course::{all, case, course, lessons, right};
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

/// A voice of this device, which reports what it is given and says it in no time, unless `pace` is a longer one.
const VOICE: &str = "(() => {
    const voice = {lang: 'es-MX', localService: true, name: 'Prueba', default: true, voiceURI: 'prueba'};
    Object.setPrototypeOf(voice, SpeechSynthesisVoice.prototype);
    for (const key of Object.keys(voice)) Object.defineProperty(voice, key, {value: voice[key]});
    globalThis.said = [];
    globalThis.pace = 30;
    let turn = 0;
    Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', {set() {}, get: () => voice});
    speechSynthesis.getVoices = () => [voice];
    speechSynthesis.cancel = () => { turn++ };
    speechSynthesis.speak = (utterance) => {
        const mine = turn;
        said.push([utterance.text, getSelection().toString()]);
        setTimeout(() => mine === turn && utterance.onend(new Event('end')), pace);
    };
})()";

async fn site() -> (Server, Browser, Page) {
    of("AULA_SITE").await
}

async fn of(site: &str) -> (Server, Browser, Page) {
    let server = Server::of(&given(site)).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    (server, browser, page)
}

/// The same, on a device that has a voice.
async fn with_voice(site: &str) -> (Server, Browser, Page) {
    let (server, browser, page) = of(site).await;
    let source = json!({"source": VOICE});
    page.cdp("Page.addScriptToEvaluateOnNewDocument", source)
        .await;
    (server, browser, page)
}

#[tokio::test]
async fn a_passage_is_found_without_accents_and_gone_to() {
    let (server, _browser, page) = site().await;
    page.open_course(&server.url("")).await;
    page.tab_to(Link, "Buscar en esta capacitación").await;
    page.press(Key::Enter).await;
    page.search_course("INTERPRETE").await;
    page.judge().await;
    let before = page.address().await;
    page.go_to_first_found().await;
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
    /// Searches the course for these words, on the page for that.
    pub async fn search_course(&self, words: &str) {
        self.focus_at(Heading, "Buscar en esta capacitación").await;
        self.tab_to(SearchBox, "Buscar en lecciones, casos, fichas y glosario")
            .await;
        self.type_text(words).await;
        self.see(" pasajes").await;
    }

    /// Goes to the lesson of the first passage that a search has found.
    pub async fn go_to_first_found(&self) {
        self.press(Key::Tab).await;
        let (_, lesson) = self.focused().await;
        self.press(Key::Enter).await;
        self.find(Heading, &lesson).await;
    }

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
    page.see("Este equipo no tiene una voz en español para leer en voz alta.")
        .await;
    page.judge().await;
    let passage = "Anotar: «";
    page.press(Key::Tab).await;
    page.press(Key::Tab).await;
    let (_, name) = page.focused().await;
    assert!(name.starts_with(passage), "{name}");
    page.press(Key::Enter).await;
    page.focus_at(TextBox, "Su nota").await;
    page.judge().await;
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
    page.prints("mis-notas", &["Preguntar en jurídico", "Marcado"])
        .await;
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
async fn a_scene_of_a_case_takes_a_note_too_and_so_does_its_end() {
    let (lesson, way, end) = case();
    let (server, _browser, page) = site().await;
    page.goto(&address(&server, lesson)).await;
    page.click(Button, "Tomar notas o escuchar").await;
    page.note(&way[0].0, "Así me pasó en marzo").await;
    page.judge().await;

    // It stands where its scene is shown, and where what followed from that is told.
    page.click(Button, &way[0].1).await;
    page.find(Heading, "Qué pasó").await;
    page.see("Así me pasó en marzo").await;
    page.click(Button, "Seguir").await;
    page.find(Heading, &way[1].0).await;
    page.see_no_more("Así me pasó en marzo").await;
    page.finish_case_from(lesson, 1).await;
    page.note(&end, "Contarlo en la guardia").await;

    page.click(Link, "Mis notas").await;
    for words in [
        "Así me pasó en marzo",
        &way[0].0,
        "Contarlo en la guardia",
        &end,
    ] {
        page.see(words).await;
    }
    page.see_no_more("De pasajes que ya no están").await;
    let to_lesson = page.all(Link).await;
    let to_lesson = to_lesson.iter().filter(|link| link.name() == lesson.title);
    assert_eq!(to_lesson.count(), 2);
    page.back().await;
    page.focus_at(Heading, &lesson.title).await;
    page.see("Contarlo en la guardia").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_note_is_kept_while_it_is_written_and_its_mark_too() {
    let (server, _browser, page) = site().await;
    let title = &lessons()[0].items().next().unwrap().title;
    page.begin_course(&server).await;
    page.click(Button, "Tomar notas o escuchar").await;
    page.click(Button, &format!("Marcar: «{title}…")).await;
    page.write_note("Anotar", title, "Preguntar").await;
    page.click(Link, "Siguiente…").await;
    page.focus_at(Heading, &lessons()[1].title).await;
    page.back().await;
    page.focus_at(Heading, &lessons()[0].title).await;
    page.see("Preguntar").await;

    page.write_note("Cambiar la nota", title, " en jurídico")
        .await;
    page.see("Guardando…").await;
    page.see_no_more("Guardando…").await;
    page.see("Guardado").await;
    page.reload().await;
    page.see("Preguntar en jurídico").await;

    // A record is no reason to draw the field anew: who writes on stays where they are.
    page.write_note("Cambiar la nota", title, " hoy").await;
    page.see("Guardando…").await;
    page.see_no_more("Guardando…").await;
    page.type_text(" mismo").await;
    let field = page.find(TextBox, "Su nota").await;
    assert_eq!(field.value(), "Preguntar en jurídico hoy mismo");
    page.click(Button, "Cancelar").await;
    page.focus_at(Button, "Cambiar la nota: …").await;
    page.see("Preguntar en jurídico").await;
    page.click(Link, "Mis notas").await;
    page.focus_at(Heading, "Mis notas").await;
    page.see("Preguntar en jurídico").await;
    page.see("Marcado").await;
    assert!(!page.sees("hoy").await);
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_note_is_kept_when_its_field_goes_without_having_been_left() {
    let (lesson, way, _) = case();
    let (server, _browser, page) = site().await;
    // As where a button that is pressed does not take the focus.
    page.on_new_document(
        "addEventListener('mousedown', (event) => event.target.closest('button') && event.preventDefault())",
    )
    .await;
    page.goto(&address(&server, lesson)).await;
    page.click(Button, "Tomar notas o escuchar").await;
    page.write_note("Anotar", &way[0].0, "Así me pasó en marzo")
        .await;
    page.click(Button, &way[0].1).await;
    page.find(Heading, "Qué pasó").await;
    page.see("Así me pasó en marzo").await;
    page.click(Link, "Mis notas").await;
    page.focus_at(Heading, "Mis notas").await;
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

impl Page {
    /// Takes a note at what begins so.
    async fn note(&self, begins: &str, words: &str) {
        self.write_note("Anotar", begins, words).await;
        self.click(Button, "Guardar la nota").await;
        self.see("Guardado").await;
        self.see(words).await;
    }

    /// The same, by this button, as far as the words are in the field.
    async fn write_note(&self, button: &str, begins: &str, words: &str) {
        self.click(Button, &format!("{button}: «{begins}…")).await;
        self.focus_at(TextBox, "Su nota").await;
        self.type_text(words).await;
    }

    /// What the voice was given since this was last asked.
    async fn said(&self) -> Vec<String> {
        let said = self.evaluate("said.splice(0).map(([text]) => text)").await;
        let said = said.as_array().unwrap().iter();
        said.map(|text| text.as_str().unwrap().to_owned()).collect()
    }

    /// Has the voice begin here, with a sentence that does not end.
    async fn listen(&self, button: &str) {
        self.evaluate("pace = 1e9").await;
        self.click(Button, button).await;
        self.find(Button, "Detener").await;
    }

    /// The voice has fallen silent, with nothing said since it began but the first sentence.
    async fn is_silent_after(&self, sentence: &str) {
        self.gone(Button, "Detener").await;
        self.gone(Button, "Seguir escuchando").await;
        assert_eq!(self.said().await, [sentence]);
    }
}

#[tokio::test]
async fn the_lesson_is_read_sentence_by_sentence() {
    let (server, _browser, page) = with_voice("AULA_SITE").await;
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

#[tokio::test]
async fn a_case_is_read_with_its_decisions_and_from_where_it_stands() {
    let (lesson, way, _) = case();
    let (server, _browser, page) = with_voice("AULA_SITE").await;
    page.goto(&address(&server, lesson)).await;
    page.click(Button, "Tomar notas o escuchar").await;
    page.click(Button, "Escuchar la lección").await;
    page.find(Button, "Pausa").await;
    page.find(Button, "Escuchar la lección").await;
    let said = page.said().await;
    assert_eq!(said[0], lesson.title);
    for decision in lesson.case().unwrap().scenes[0].decisions() {
        let mut said = said.iter();
        let begins = said.any(|piece| decision.words.starts_with(piece.as_str()));
        assert!(begins, "{}", decision.words);
    }

    let here = |title: &str| format!("Escuchar desde aquí: «{title}»");
    page.listen(&here(&way[0].0)).await;
    page.follow(Button, &way[0].1, "Qué pasó").await;
    page.is_silent_after(&way[0].0).await;
    page.listen(&here("Qué pasó")).await;
    page.follow(Button, "Seguir", &way[1].0).await;
    page.is_silent_after("Qué pasó").await;
    page.listen("Escuchar la lección").await;
    page.follow(Button, "Volver a la decisión anterior", &way[0].0)
        .await;
    page.is_silent_after(&lesson.title).await;
    page.judge().await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn answering_and_practising_again_fall_silent() {
    let (server, _browser, page) = with_voice("AULA_SITE").await;
    let item = lessons()[0].items().next().unwrap();
    page.begin_course(&server).await;
    page.click(Button, "Tomar notas o escuchar").await;
    page.listen("Escuchar la lección").await;
    page.judge().await;
    page.answer(item, right).await;
    page.is_silent_after(&lessons()[0].title).await;
    page.listen("Escuchar la lección").await;
    // Before a sentence that is gone then, nobody can go on.
    page.click(Button, "Pausa").await;
    page.find(Button, "Seguir escuchando").await;
    page.judge().await;
    page.item(item).click(Button, "Practicar de nuevo").await;
    page.is_silent_after(&lessons()[0].title).await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn what_can_be_chosen_from_a_list_is_heard_once() {
    let (server, _browser, page) = with_voice("AULA_GALLERY").await;
    page.goto(&server.url("cursos/tipos/todos/de-responder.html"))
        .await;
    page.click(Button, "Tomar notas o escuchar").await;
    page.click(Button, "Escuchar la lección").await;
    page.find(Button, "Pausa").await;
    page.find(Button, "Escuchar la lección").await;
    let said = page.said().await;
    let times = |words: &str| said.iter().filter(|piece| *piece == words).count();
    for heard in [
        "Cómo se contesta",
        "Registro Civil",
        "Juzgado cívico",
        "la visa",
    ] {
        assert_eq!(times(heard), 1, "{heard}: {said:?}");
    }
    assert_eq!(times("Elija…"), 0);
    page.assert_quiet().await;
}
