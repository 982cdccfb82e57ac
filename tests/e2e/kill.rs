//! The power fails while somebody answers: what the page called saved is there afterwards.

use crate::browser::Browser;
use crate::course::{TITLE, all, lessons, right};
use crate::given;
use crate::page::Page;
use crate::server::Server;
use crate::tree::Role::*;
use aula_core::item::Item;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const KILLS: u64 = 10;

/// The longest that somebody answers before the power fails, in milliseconds.
const LONGEST: u64 = 1500;

#[tokio::test]
async fn no_acknowledged_answer_is_lost_when_the_browser_is_killed() {
    let seed = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_millis() as u64;
    eprintln!("seed of the ten moments: {seed}");
    let server = Server::of(&given("AULA_SITE")).await;
    let mut browser = Browser::start().await;
    let mut given: Vec<Given> = lessons()[0].items().map(Given::nothing).collect();
    for round in 0..KILLS {
        let page = browser.page().await;
        page.report("Guardado").await;
        open_lesson(&page, &server).await;
        let moment = Duration::from_millis(random(seed + round) % LONGEST);
        tokio::select! {
            () = answer_again_and_again(&page, &mut given) => {}
            () = tokio::time::sleep(moment) => {}
        }
        browser.kill();
        given
            .iter_mut()
            .for_each(|given| given.acknowledge(&server.told()));

        browser.start_again().await;
        let page = browser.page().await;
        open_lesson(&page, &server).await;
        for given in &mut given {
            given.assert_kept(&page).await;
        }
    }
    let acknowledged: usize = given.iter().map(|given| given.acknowledged).sum();
    eprintln!("{acknowledged} answers were acknowledged, none was lost");
    assert!(acknowledged > 0, "no answer was saved before any kill");
}

async fn open_lesson(page: &Page, server: &Server) {
    page.open_course(&server.url("")).await;
    page.click(Link, &lessons()[0].title).await;
    page.find(Heading, &lessons()[0].title).await;
}

/// Never ends by itself.
async fn answer_again_and_again(page: &Page, given: &mut [Given]) {
    loop {
        for given in given.iter_mut() {
            let part = page.item(given.item);
            if part.sees("Practicar de nuevo").await {
                part.click(Button, "Practicar de nuevo").await;
            }
            let next = given.next();
            part.click(Radio, &next).await;
            given.answers.push(next);
            part.click(Button, "Responder").await;
        }
    }
}

/// The answers given to one item that may be on the disk, in order.
struct Given {
    item: &'static Item,
    answers: Vec<String>,
    /// How many of them the page has called saved.
    acknowledged: usize,
}

impl Given {
    fn nothing(item: &'static Item) -> Given {
        Given {
            item,
            answers: vec![],
            acknowledged: 0,
        }
    }

    /// Another alternative than the last one.
    fn next(&self) -> String {
        let alternatives = all(self.item);
        alternatives[self.answers.len() % alternatives.len()].clone()
    }

    /// Reads what the page told the server: the words of the item as it stood beside «Guardado».
    fn acknowledge(&mut self, told: &[String]) {
        self.acknowledged = 0;
        let title = squashed(&self.item.title);
        for words in told.iter().map(|words| squashed(words)) {
            if words.starts_with(&format!("pregunta{title}")) {
                self.acknowledged = self.position_of(&words) + 1;
            }
        }
    }

    /// The page shows the last acknowledged answer or a later one; what came after that is gone.
    async fn assert_kept(&mut self, page: &Page) {
        let part = page.item(self.item);
        if self.acknowledged > 0 {
            part.find(Button, "Practicar de nuevo").await;
        }
        let kept = match part.sees("Practicar de nuevo").await {
            true => self.position_of(&squashed(&part.text().await)) + 1,
            false => 0,
        };
        self.answers.truncate(kept);
    }

    /// Which answer these words of the item show, the last acknowledged or a later one.
    fn position_of(&self, words: &str) -> usize {
        let shows = |answer: &String| words.contains(&squashed(&format!("{answer} Su respuesta")));
        let last = self.acknowledged.saturating_sub(1);
        let position = self.answers[last..].iter().position(shows);
        let lost = || {
            panic!(
                "of {:?} at least {} were saved, but the page shows {words}",
                self.answers, self.acknowledged
            )
        };
        last + position.unwrap_or_else(lost)
    }
}

/// Without white space and capitals, which are the style sheet's.
fn squashed(words: &str) -> String {
    words.split_whitespace().collect::<String>().to_lowercase()
}

/// A number without pattern for each seed (splitmix64).
fn random(seed: u64) -> u64 {
    let mixed = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[tokio::test]
async fn after_a_kill_the_way_leads_back_to_the_same_question() {
    let server = Server::of(&given("AULA_SITE")).await;
    let mut browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    let items: Vec<&Item> = lessons()[0].items().collect();
    page.answer(items[0], right).await;
    page.item(items[0]).see("Guardado").await;

    let page = continue_after_a_kill(&mut browser, &server).await;
    page.focus_at(Heading, &items[1].title).await;
    page.item(items[0]).find(Button, "Practicar de nuevo").await;

    page.open_course(&server.url("")).await;
    page.start_evaluation().await;
    let first = page.asked(1).await;
    page.pick(first, &right(first)).await;
    page.click(Button, "Pregunta siguiente").await;
    let second = page.asked(2).await;
    page.see("Guardado").await;

    let page = continue_after_a_kill(&mut browser, &server).await;
    assert_eq!(page.asked(2).await.title, second.title);
    page.click(Button, "Pregunta anterior").await;
    page.asked(1).await;
    assert!(page.find(Radio, &right(first)[0]).await.is("checked"));
}

async fn continue_after_a_kill(browser: &mut Browser, server: &Server) -> Page {
    browser.kill();
    browser.start_again().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.click(Link, TITLE).await;
    page.click(Link, "Continuar donde me quedé").await;
    page
}
