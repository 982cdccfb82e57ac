//! The power fails while somebody answers: what the page called saved is there afterwards.

use super::made::{eligible, file_of, many};
use super::{Kept, count, events, random, seed, site};
use crate::browser::Browser;
use crate::course::{TITLE, all, items, lessons, right};
use crate::data::bring;
use crate::page::Page;
use crate::server::Server;
use crate::tree::Role::*;
use aula_core::item::{Interaction, Item};
use serde_json::Value;
use std::time::{Duration, Instant};

/// Before the power fails, somebody has the time to give so many answers at most, at the pace of this machine.
const MOST: u32 = 5;

#[tokio::test]
async fn row_01_no_acknowledged_answer_is_lost_in_ten_kills() {
    answers_survive(10).await;
}

#[tokio::test]
#[ignore = "takes ten minutes: two hundred kills"]
async fn row_01_no_acknowledged_answer_is_lost_in_two_hundred_kills() {
    answers_survive(200).await;
}

/// Somebody answers, the power fails at a random moment, and so on.
async fn answers_survive(kills: u64) {
    let seed = seed();
    let server = site().await;
    let mut browser = Browser::start().await;
    let mut given: Vec<Given> = lessons()[0].items().map(Given::nothing).collect();
    let mut longest = 0;
    for round in 0..=kills {
        let page = browser.page().await;
        page.report("Guardado").await;
        page.open_first_lesson(&server).await;
        if round == 0 {
            // The power fails right after the first «Guardado», and the pace of this machine is known.
            let began = Instant::now();
            given[0].answer(&page).await;
            page.item(given[0].item).see("Guardado").await;
            longest = (MOST * began.elapsed()).as_millis() as u64;
        } else {
            let moment = Duration::from_millis(random(seed + round) % longest);
            tokio::select! {
                () = answer_again_and_again(&page, &mut given) => {}
                () = tokio::time::sleep(moment) => {}
            }
        }
        browser.kill();
        given
            .iter_mut()
            .for_each(|given| given.acknowledge(&server.told()));

        browser.start_again().await;
        let page = browser.page().await;
        page.open_first_lesson(&server).await;
        for given in &mut given {
            given.assert_kept(&page).await;
        }
    }
    let page = browser.page().await;
    let logged = events(&page.progress(&server).await, "ItemAnswered");
    given.iter().for_each(|given| given.assert_logged(&logged));
    let acknowledged: usize = given.iter().map(|given| given.acknowledged).sum();
    eprintln!("{acknowledged} answers were acknowledged in {kills} rounds, none was lost");
    // One each round would be little: there is time for two and a half on average.
    assert!(acknowledged as u64 >= kills, "only {acknowledged}");
}

/// Never ends by itself.
async fn answer_again_and_again(page: &Page, given: &mut [Given]) {
    loop {
        for given in given.iter_mut() {
            given.answer(page).await;
        }
    }
}

/// The answers given to one item that may be on the disk, in order.
pub struct Given {
    pub item: &'static Item,
    pub answers: Vec<String>,
    /// How many of them the page has called saved.
    pub acknowledged: usize,
}

impl Given {
    pub fn nothing(item: &'static Item) -> Given {
        Given {
            item,
            answers: vec![],
            acknowledged: 0,
        }
    }

    /// Answers once more, with another alternative.
    pub async fn answer(&mut self, page: &Page) {
        let part = page.item(self.item);
        if part.sees("Practicar de nuevo").await {
            part.click(Button, "Practicar de nuevo").await;
        }
        let next = self.next();
        part.click(Radio, &next).await;
        self.answers.push(next);
        part.click(Button, "Responder").await;
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
    pub async fn assert_kept(&mut self, page: &Page) {
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

    /// Every answer that was kept is in the log, in the order in which it was given, and no other: also those that a later one has covered.
    fn assert_logged(&self, logged: &[Value]) {
        let Interaction::Choice(choice) = &self.item.interaction else {
            panic!("{} is no choice", self.item.id);
        };
        let words = all(self.item);
        let of_item = logged
            .iter()
            .filter(|event| event["item"] == self.item.id.as_str());
        let found: Vec<&String> = of_item
            .map(|event| {
                let picked = &event["response"]["Choice"][0];
                let place = choice
                    .alternatives
                    .iter()
                    .position(|each| picked == each.id.as_str());
                &words[place.expect("an alternative of the item")]
            })
            .collect();
        assert_eq!(
            found,
            self.answers.iter().collect::<Vec<_>>(),
            "{}",
            self.item.id
        );
        assert!(found.len() >= self.acknowledged);
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

#[tokio::test]
async fn row_01_after_a_kill_the_way_leads_back_to_the_same_question() {
    let server = site().await;
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
    // The draw may begin with a question of several answers.
    let role = match right(first).len() {
        1 => Radio,
        _ => CheckBox,
    };
    assert!(page.find(role, &right(first)[0]).await.is("checked"));
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

/// The browser is on its way through `work` when the power fails, so many milliseconds after the app was asked for.
async fn killed_in_the_middle(
    browser: &mut Browser,
    server: &Server,
    moment: u64,
    work: impl AsyncFnOnce(&Page),
) {
    let page = browser.page().await;
    server.forget_requests();
    let fails = async {
        while !server
            .requests()
            .iter()
            .any(|request| request.path.ends_with(".wasm"))
        {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tokio::time::sleep(Duration::from_millis(moment)).await;
    };
    tokio::select! {
        () = async { work(&page).await; std::future::pending().await } => {}
        () = fails => {}
    }
    browser.kill();
}

#[tokio::test]
#[ignore = "takes a minute: ten first visits"]
async fn row_02_a_kill_during_the_first_visit_leaves_a_clean_start() {
    let server = site().await;
    let seed = seed();
    for round in 0..10 {
        let mut browser = Browser::start().await;
        let moment = random(seed + round) % 2000;
        let visit = async |page: &Page| {
            page.begin_course(&server).await;
            page.answer(items()[0], right).await;
        };
        killed_in_the_middle(&mut browser, &server, moment, visit).await;
        browser.start_again().await;
        let page = browser.page().await;
        page.goto(&server.url("")).await;
        page.see("Guardado").await;
        assert_eq!(page.within(Alert, "").text().await, "", "after {moment} ms");
        page.open_first_lesson(&server).await;
        let last = lessons()[0].items().last().unwrap();
        page.answer_and_save(last, right).await;
    }
}

#[tokio::test]
#[ignore = "takes two minutes: the copy is made again twelve times"]
async fn row_03_a_kill_while_the_copy_is_made_again_loses_nothing() {
    let server = site().await;
    let seed = seed();
    let mut browser = Browser::start().await;
    let folder = tempfile::tempdir().unwrap();
    let page = browser.page().await;
    join(&page, &server, &file_of(&many(390), folder.path())).await;
    let before = page.progress(&server).await["registros"].clone();
    browser.close().await;
    for round in 0..12 {
        // The copy is the only thing derived from the log that is kept.
        std::fs::remove_dir_all(browser.profile().join("Default/Local Storage")).unwrap();
        browser.start_again().await;
        let visit = async |page: &Page| page.goto(&server.url("")).await;
        killed_in_the_middle(&mut browser, &server, random(seed + round) % 800, visit).await;
        browser.start_again().await;
        let page = browser.page().await;
        assert_eq!(page.progress(&server).await["registros"], before);
        assert_eq!(page.within(Alert, "").text().await, "");
        browser.close().await;
    }
}

#[tokio::test]
#[ignore = "takes two minutes: twenty databases are made"]
async fn row_04_a_kill_while_the_database_is_made_leaves_none_or_a_whole_one() {
    let server = site().await;
    let seed = seed();
    for round in 0..20 {
        let mut browser = Browser::start().await;
        let visit = async |page: &Page| page.goto(&server.url("")).await;
        killed_in_the_middle(&mut browser, &server, random(seed + round) % 300, visit).await;
        browser.start_again().await;
        let page = browser.page().await;
        page.begin_course(&server).await;
        page.answer_and_save(items()[0], right).await;
        assert_eq!(page.within(Alert, "").text().await, "");
    }
}

/// Joins a file to the progress and waits until that is saved.
async fn join(page: &Page, server: &Server, file: &std::path::Path) {
    page.goto(&server.url("mis-datos/index.html")).await;
    page.see("registros de avance en este navegador.").await;
    bring(page, file).await;
    page.click(Button, "Unir a mi avance").await;
    page.see("El archivo se unió a su avance.").await;
    page.within(Main, "").see("Guardado").await;
}

#[tokio::test]
#[ignore = "takes two minutes: twelve constancias are issued"]
async fn row_05_a_kill_while_a_constancia_is_issued_leaves_none_or_one() {
    let server = site().await;
    let seed = seed();
    let mut browser = Browser::start().await;
    let folder = tempfile::tempdir().unwrap();
    let page = browser.page().await;
    join(&page, &server, &file_of(&eligible(), folder.path())).await;
    browser.close().await;
    let kept = Kept::of(&browser);
    let mut whole = 0;
    for round in 0..12 {
        kept.restore(&browser);
        browser.start_again().await;
        let page = browser.page().await;
        page.open_course(&server.url("")).await;
        page.click(Link, "Constancia").await;
        page.write_name("Ana Pérez").await;
        page.click(Button, "Sí, generar mi constancia").await;
        tokio::time::sleep(later_each_time(round, seed)).await;
        browser.kill();

        browser.start_again().await;
        let page = browser.page().await;
        let issued = events(&page.progress(&server).await, "CredentialIssued").len();
        assert!(issued <= 1, "there are {issued}");
        whole += issued;
        page.open_course(&server.url("")).await;
        page.click(Link, "Constancia").await;
        if issued == 0 {
            page.write_name("Ana Pérez").await;
            page.click(Button, "Sí, generar mi constancia").await;
        }
        page.within(Region, "Vista de la constancia")
            .see("Ana Pérez")
            .await;
        page.see("Guardado").await;
        let file = page.progress(&server).await;
        assert_eq!(events(&file, "CredentialIssued").len(), 1);
        browser.close().await;
    }
    assert_in_the_middle(whole);
}

/// From at once to more than a second after the click, so that some kills come before the write and some after it.
fn later_each_time(round: u64, seed: u64) -> Duration {
    Duration::from_millis(round * 100 + random(seed + round) % 100)
}

/// Of twelve rounds some came to their end before the kill and some did not.
fn assert_in_the_middle(whole: usize) {
    assert!((1..12).contains(&whole), "{whole} of 12 came to their end");
}

#[tokio::test]
#[ignore = "takes two minutes: a large file is joined twelve times"]
async fn row_06_a_kill_while_a_file_is_joined_leaves_all_of_it_or_nothing() {
    let server = site().await;
    let seed = seed();
    let mut browser = Browser::start().await;
    let folder = tempfile::tempdir().unwrap();
    let file = file_of(&many(3000), folder.path());
    let page = browser.page().await;
    page.begin_course(&server).await;
    page.answer_and_save(items()[0], right).await;
    let before = count(&page.progress(&server).await);
    browser.close().await;
    let kept = Kept::of(&browser);
    let mut joined = 0;
    for round in 0..12 {
        kept.restore(&browser);
        browser.start_again().await;
        let page = browser.page().await;
        page.goto(&server.url("mis-datos/index.html")).await;
        page.see("registros de avance en este navegador.").await;
        bring(&page, &file).await;
        page.click(Button, "Unir a mi avance").await;
        tokio::time::sleep(later_each_time(round, seed)).await;
        browser.kill();

        browser.start_again().await;
        let page = browser.page().await;
        let after = page.progress(&server).await;
        let whole = before + 3000 + 1;
        assert!(
            [before, whole].contains(&count(&after)),
            "{before}, {}",
            count(&after)
        );
        joined += usize::from(count(&after) == whole);
        assert_eq!(events(&after, "ItemAnswered").len(), 1);
        browser.close().await;
    }
    assert_in_the_middle(joined);
}
