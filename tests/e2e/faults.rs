//! The fault matrix in a real browser: `row_NN_…` names the row, `cargo aula test --faults` prints them all.
//!
//! A case breaks something from outside (a signal, the disk, the files of a profile whose browser is closed, the browser's own protocol,
//! the server), and then asserts what the person reads and that nothing which the page called saved is gone. The app has no hook for it.
//! What takes longer than a few seconds, or a right that not everybody has, is `#[ignore]`d: `--faults` runs it.

mod blocked;
mod builds;
mod corruption;
mod disk;
mod kill;
mod looks;
pub(crate) mod made;
mod papers;
mod power;
mod quota;
mod tabs;
mod time;
mod transfer;
mod turns;

use crate::browser::Browser;
use crate::course::{items, lessons, right, wrong};
use crate::data::{read, take_file};
use crate::given;
use crate::harness::html;
use crate::learner::Picks;
use crate::page::Page;
use crate::server::Server;
use crate::tree::Role::*;
use aula_core::course::Lesson;
use aula_core::item::Item;
use serde_json::Value;
use std::time::Duration;

/// An empty page of the same origin, to look at the stores (or to damage them) while the app is not there.
const EMPTY: &str = "/vacia";

/// Long enough for what was refused to be tried again once more.
const BY_ITSELF: Duration = Duration::from_secs(70);

/// The site as it was built, and an empty page beside it.
async fn site() -> Server {
    let server = Server::of(&given("AULA_SITE")).await;
    server.change(|host| _ = host.pages.insert(EMPTY.into(), html("<h1>Nada</h1>")));
    server
}

/// What somebody has answered, with the words at the top of the feedback.
type Answered = Vec<(&'static Item, &'static str)>;

/// A person who has answered every item of the first lesson, the first one wrongly, and read «Guardado» beside each.
async fn after_a_lesson(page: &Page, server: &Server) -> Answered {
    page.begin_course(server).await;
    let mut answered = vec![];
    for item in lessons()[0].items() {
        let first = answered.is_empty();
        let picks: Picks = if first { wrong } else { right };
        page.answer_and_save(item, picks).await;
        answered.push((item, verdict(first)));
    }
    answered
}

fn verdict(missed: bool) -> &'static str {
    match missed {
        true => "No es la mejor decisión",
        false => "Correcta",
    }
}

impl Page {
    /// Answers an item and waits until the page calls that saved.
    async fn answer_and_save(&self, item: &'static Item, picks: Picks) {
        self.answer(item, picks).await;
        self.item(item).see("Guardado").await;
    }

    /// What was refused is saved at last: by itself, or by the button.
    async fn retry_until_saved(&self, item: &'static Item) {
        self.until("«Guardado», by itself or by the button", async || {
            if self.item(item).sees("Guardado").await {
                return Ok(());
            }
            self.click_if_there(Button, "Reintentar").await;
            Err("not yet".into())
        })
        .await;
    }

    /// Notes from now on when these words can first be read.
    async fn watch(&self, words: &str) {
        let words = serde_json::json!(words);
        let script = format!(
            "(() => {{
                let clicked = 0;
                window.told = null;
                addEventListener('click', () => clicked = performance.now(), true);
                const look = () => {{
                    if (window.told === null && document.body.innerText.includes({words})) window.told = performance.now() - clicked;
                }};
                new MutationObserver(look).observe(document.body, {{ subtree: true, childList: true, characterData: true }});
            }})()"
        );
        self.evaluate(&script).await;
    }

    /// How many milliseconds after the last click what is watched for could first be read.
    async fn told(&self) -> f64 {
        let told = self.evaluate("window.told").await;
        told.as_f64().expect("the words were read")
    }

    /// Opens the first lesson anew.
    async fn open_first_lesson(&self, server: &Server) {
        self.open_lesson(server, lessons()[0]).await;
    }

    /// Opens a lesson anew.
    async fn open_lesson(&self, server: &Server, lesson: &Lesson) {
        self.goto(&server.url("")).await;
        // What the app says at the top moves what is below.
        self.until_live().await;
        self.click(Link, crate::course::TITLE).await;
        self.find(Heading, "Contenido").await;
        self.click(Link, &lesson.title).await;
        self.find(Heading, &lesson.title).await;
    }

    /// Waits until the app has taken the page over: only it says how saving stands.
    pub(crate) async fn until_live(&self) {
        self.until("the app", async || {
            let text = self.text().await;
            let words = ["Guardado", "Guardando", "Sin guardar", "No se pudo guardar"];
            let live = words.iter().any(|word| text.contains(word));
            live.then_some(()).ok_or("not there".into())
        })
        .await;
    }

    /// Opens the lesson anew and finds each answer as it was given.
    async fn assert_kept(&self, server: &Server, answered: &Answered) {
        self.open_first_lesson(server).await;
        for (item, verdict) in answered {
            self.item(item).find(Button, "Practicar de nuevo").await;
            self.item(item).find(Heading, verdict).await;
        }
    }

    /// The file of «Sus datos», as JSON.
    async fn progress(&self, server: &Server) -> Value {
        self.goto(&server.url("mis-datos/index.html")).await;
        self.see("registros de avance en este navegador.").await;
        serde_json::from_str(&read(&take_file(self).await)).unwrap()
    }

    /// The same as this page has it: by its links, which keep the app alive.
    async fn progress_here(&self) -> Value {
        self.click(Link, "Sus datos").await;
        self.find(Heading, "Sus datos").await;
        serde_json::from_str(&read(&take_file(self).await)).unwrap()
    }

    /// Every key and text of the durable store, as the disk has it. Must be called on a page without the app.
    async fn stored(&self, server: &Server) -> Value {
        self.goto(&server.url(EMPTY)).await;
        self.in_store("readonly", "ask(store.getAllKeys(), (keys) => ask(store.getAll(), (texts) => say(keys.map((key, at) => [key, texts[at]]))))")
            .await
    }

    /// Runs a script in a transaction of the app's store: `store`, `ask(request, then)`, `say(answer)`.
    async fn in_store(&self, mode: &str, script: &str) -> Value {
        self.evaluate(&format!(
            "new Promise((say, fail) => {{
                const ask = (request, then) => {{ request.onsuccess = () => then(request.result); request.onerror = () => fail(request.error); }};
                ask(indexedDB.open('aula'), (database) => {{
                    const work = database.transaction('records', '{mode}', {{durability: 'strict'}});
                    let answer;
                    work.oncomplete = () => {{ database.close(); settle(answer); }};
                    work.onabort = () => fail(work.error);
                    const settle = say;
                    {{ const say = (value) => {{ answer = value; }}; const store = work.objectStore('records'); {script}; }}
                }});
            }})"
        ))
        .await
    }
}

/// The events of this kind in a progress file, in its order.
fn events(file: &Value, kind: &str) -> Vec<Value> {
    let records = file["registros"].as_array().unwrap().iter();
    let parsed =
        records.map(|record| serde_json::from_str::<Value>(record.as_str().unwrap()).unwrap());
    parsed
        .filter_map(|record| record["e"].get(kind).cloned())
        .collect()
}

/// How many records a progress file has.
fn count(file: &Value) -> usize {
    file["registros"].as_array().unwrap().len()
}

/// A profile as it lies on the disk while its browser is closed.
struct Kept(tempfile::TempDir);

impl Kept {
    fn of(browser: &Browser) -> Kept {
        let folder = tempfile::tempdir().unwrap();
        copy(&browser.profile(), &folder.path().join("profile"));
        Kept(folder)
    }

    /// Puts it back.
    fn restore(&self, browser: &Browser) {
        std::fs::remove_dir_all(browser.profile()).unwrap();
        copy(&self.0.path().join("profile"), &browser.profile());
    }
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    let status = std::process::Command::new("cp")
        .arg("-a")
        .args([from, to])
        .status();
    assert!(status.unwrap().success(), "{from:?} is not copied");
}

/// A number without pattern for each seed (splitmix64).
fn random(seed: u64) -> u64 {
    let mixed = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A seed that is another one each time, printed when the test fails.
fn seed() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let seed = now.unwrap().as_millis() as u64;
    eprintln!("seed: {seed}");
    seed
}

#[tokio::test]
async fn row_07_a_crashed_tab_comes_back_to_the_same_question() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.begin_course(&server).await;
    page.answer_and_save(items()[0], right).await;
    let page = browser.crash(page).await;
    page.open_course(&server.url("")).await;
    page.click(Link, "Continuar donde me quedé").await;
    page.focus_at(Heading, &items()[1].title).await;
    page.item(items()[0]).find(Heading, "Correcta").await;
}
