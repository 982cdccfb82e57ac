//! What is printed: every word, whatever is closed on the screen, and nothing that is only there to be pressed or to find one's way by.

use crate::browser::Browser;
use crate::course::{course, parsed_from};
use crate::given;
use crate::page::Page;
use crate::pdf::Pdf;
use crate::server::Server;
use crate::tree::{Role, Role::*, joined};
use aula_core::case::Case;
use aula_core::course::reading::words_of;
use aula_core::course::{Card, Lesson, Part};
use aula_core::prose::{Block, for_each_text, plain_text};

/// What only a screen needs.
const OF_THE_SCREEN: [Role; 5] = [Alert, Banner, Button, ContentInfo, Navigation];

impl Page {
    /// Prints the page: all these words are on paper, and nothing that only a screen needs.
    pub async fn prints(&self, name: &str, words: &[impl AsRef<str>]) -> Pdf {
        let paper = self.printed(name).await;
        for words in words {
            let words = joined(words.as_ref());
            assert!(paper.text.contains(&words), "{words} in {}", paper.text);
        }
        self.show_as_print().await;
        for role in OF_THE_SCREEN {
            self.gone(role, "…").await;
        }
        self.gone(Link, "Salida rápida").await;
        self.set_settings(&[]).await;
        paper
    }
}

/// What a card says.
fn words_of_card(card: &Card) -> Vec<String> {
    let mut words = vec![card.title.clone()];
    for_each_text(&card.blocks, &mut |text| words.push(plain_text(text)));
    words
}

#[tokio::test]
async fn every_pocket_card_is_one_printed_side() {
    let parsed = parsed_from("courses");
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let courses = parsed.courses.iter().map(|(course, _)| course);
    let modules = courses.flat_map(|course| course.modules.iter().map(move |each| (course, each)));
    for (course, module) in modules {
        let Some(card) = &module.card else { continue };
        let address = format!("cursos/{}/{}/ficha.html", course.id, module.id);
        page.goto(&server.url(&address)).await;
        page.find(Button, "Imprimir").await;
        let name = format!("ficha-{}", module.id);
        let paper = page.prints(&name, &words_of_card(card)).await;
        assert_eq!(paper.pages(), 1, "{}", card.title);
    }
    page.assert_quiet().await;
}

/// What one reads in a lesson of the whole text: titles, what can be decided, and of a hard passage the short version.
fn words_of_lesson(lesson: &Lesson) -> Vec<String> {
    let parts = lesson.parts.iter().flat_map(|part| match part {
        Part::Prose(Block::Sensitive { brief, .. }) => brief.iter().map(words_of).collect(),
        Part::Prose(_) => vec![],
        Part::Item(item) => vec![item.title.clone()],
        Part::Case(case) => words_of_case(case),
    });
    [lesson.title.clone()].into_iter().chain(parts).collect()
}

fn words_of_case(case: &Case) -> Vec<String> {
    let scenes = case.scenes.iter().flat_map(|scene| {
        let decisions = scene.decisions().iter().map(|each| each.words.clone());
        decisions.chain([scene.title.clone()])
    });
    scenes.collect()
}

/// The hard passages of a lesson, whole.
fn hard(lesson: &Lesson) -> impl Iterator<Item = String> {
    let parts = lesson.parts.iter();
    let passages = parts.filter_map(|part| match part {
        Part::Prose(Block::Sensitive { body, .. }) => Some(body),
        Part::Prose(_) | Part::Item(_) | Part::Case(_) => None,
    });
    passages.flatten().map(words_of)
}

#[tokio::test]
async fn the_whole_text_is_printed_with_the_short_version_of_what_is_hard() {
    let server = Server::of(&given("AULA_SITE")).await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.goto(&server.url(&format!("cursos/{}/completo.html", course().id)))
        .await;
    let lessons = || course().lessons().map(|(_, lesson)| lesson);
    let words: Vec<String> = lessons().flat_map(words_of_lesson).collect();
    let paper = page.prints("completo", &words).await;
    for passage in lessons().flat_map(hard) {
        assert!(!paper.text.contains(&joined(&passage)), "{passage}");
    }
    page.assert_quiet().await;
}
