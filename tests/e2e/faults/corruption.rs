//! The files of a store are damaged while the browser is closed: each of the two fails without the other.

use super::{Answered, Kept, after_a_lesson, random, seed, site};
use crate::browser::Browser;
use crate::page::Page;
use crate::server::Server;
use crate::tree::Role::*;
use std::path::{Path, PathBuf};

/// A closed browser whose person has answered a lesson.
async fn closed() -> (Server, Browser, Answered) {
    let server = site().await;
    let mut browser = Browser::start().await;
    let page = browser.page().await;
    let answered = after_a_lesson(&page, &server).await;
    browser.close().await;
    (server, browser, answered)
}

/// The folder of the durable store.
fn database(browser: &Browser) -> PathBuf {
    let all = std::fs::read_dir(browser.profile().join("Default/IndexedDB")).unwrap();
    let mut all = all.flatten().map(|entry| entry.path());
    let found = all.find(|path| path.to_string_lossy().ends_with(".indexeddb.leveldb"));
    found.expect("the browser has written a database")
}

/// The folder of the mirror.
pub(super) fn mirror(browser: &Browser) -> PathBuf {
    browser.profile().join("Default/Local Storage/leveldb")
}

/// The files of a store whose name contains this.
fn files(folder: &Path, part: &str) -> Vec<PathBuf> {
    let all = std::fs::read_dir(folder).unwrap().flatten();
    let named = all.map(|entry| entry.path()).filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.contains(part)
    });
    named.collect()
}

/// Changes the bytes of the files whose name contains this; at least one of them must have some.
fn damage(folder: &Path, part: &str, change: impl Fn(&mut Vec<u8>)) {
    let mut damaged = 0;
    for file in files(folder, part) {
        let mut bytes = std::fs::read(&file).unwrap();
        let before = bytes.clone();
        change(&mut bytes);
        damaged += usize::from(bytes != before);
        std::fs::write(&file, bytes).unwrap();
    }
    assert!(damaged > 0, "nothing of {part:?} in {folder:?} was damaged");
}

/// Where each record of a MANIFEST of LevelDB ends: it begins with a checksum of four bytes, its length in two, and its kind.
fn ends(manifest: &[u8]) -> Vec<usize> {
    let mut ends = vec![];
    let mut at = 0;
    while let Some(&[low, high]) = manifest.get(at + 4..at + 6) {
        at += 7 + usize::from(u16::from_le_bytes([low, high]));
        ends.push(at);
    }
    ends
}

fn overwrite(bytes: &mut [u8]) {
    bytes.fill(0x5a);
}

/// The answers are shown, the person is told how many came from the copy, and once the page says «Guardado» the database has them
/// itself, even if the power fails in that moment.
async fn comes_back_from_the_copy(browser: &mut Browser, server: &Server, answered: &Answered) {
    browser.start_again().await;
    let page = browser.page().await;
    page.goto(&server.url("")).await;
    page.see("A lo guardado en este navegador le faltaba").await;
    let told = page.within(Alert, "").text().await;
    let number = told.split("se guarda de nuevo: ").nth(1);
    let number = number.and_then(|rest| rest.split(' ').next()?.parse().ok());
    // Of a torn log something may be left.
    assert!(number >= Some(1), "{told}");
    page.judge().await;
    page.see("Guardado").await;
    browser.kill();

    std::fs::remove_dir_all(mirror(browser)).unwrap();
    browser.start_again().await;
    browser.page().await.assert_kept(server, answered).await;
    browser.close().await;
}

#[tokio::test]
async fn row_10_flipped_bits_are_mended_from_the_copy_and_told() {
    let (server, mut browser, answered) = closed().await;
    damage(&database(&browser), ".log", |bytes| {
        bytes.iter_mut().step_by(97).for_each(|byte| *byte ^= 4);
    });
    comes_back_from_the_copy(&mut browser, &server, &answered).await;
}

#[tokio::test]
#[ignore = "takes a minute: the browser starts sixteen times"]
async fn row_10_one_flipped_bit_anywhere_loses_nothing() {
    let (server, mut browser, answered) = closed().await;
    let kept = Kept::of(&browser);
    let seed = seed();
    for round in 0..16 {
        kept.restore(&browser);
        damage(&database(&browser), ".log", |bytes| {
            let at = random(seed + round) as usize % (bytes.len() * 8);
            bytes[at / 8] ^= 1 << (at % 8);
        });
        browser.start_again().await;
        browser.page().await.assert_kept(&server, &answered).await;
        browser.close().await;
    }
}

#[tokio::test]
async fn row_11_a_database_without_its_manifest_is_mended_from_the_copy() {
    let (server, mut browser, answered) = closed().await;
    damage(&database(&browser), "MANIFEST", |bytes| overwrite(bytes));
    comes_back_from_the_copy(&mut browser, &server, &answered).await;
}

#[tokio::test]
async fn row_11_a_manifest_without_its_last_byte_loses_nothing() {
    let (server, mut browser, answered) = closed().await;
    damage(&database(&browser), "MANIFEST", |bytes| _ = bytes.pop());
    is_kept_without_the_copy(&mut browser, &server, &answered).await;
}

/// The answers before what the second record of the MANIFEST tells of are missing, and the browser goes on writing behind the tear.
#[tokio::test]
async fn row_11_a_database_that_is_opened_behind_a_torn_manifest_is_made_anew_in_time() {
    let (server, mut browser, answered) = closed().await;
    damage(&database(&browser), "MANIFEST", |bytes| {
        bytes.truncate(ends(bytes)[1] - 1);
    });
    is_kept_without_the_copy(&mut browser, &server, &answered).await;
}

#[tokio::test]
#[ignore = "takes a minute: the browser starts twice for each record"]
async fn row_11_a_manifest_torn_in_any_record_loses_nothing() {
    let (server, mut browser, answered) = closed().await;
    let kept = Kept::of(&browser);
    let manifest = files(&database(&browser), "MANIFEST").remove(0);
    for end in ends(&std::fs::read(manifest).unwrap()) {
        kept.restore(&browser);
        damage(&database(&browser), "MANIFEST", |bytes| {
            bytes.truncate(end - 1);
        });
        is_kept_without_the_copy(&mut browser, &server, &answered).await;
        eprintln!("torn before {end}: kept");
    }
}

#[tokio::test]
async fn row_12_a_torn_database_is_mended_from_the_copy() {
    let (server, mut browser, answered) = closed().await;
    damage(&database(&browser), ".log", |bytes| {
        bytes.truncate(bytes.len() / 2)
    });
    comes_back_from_the_copy(&mut browser, &server, &answered).await;
}

#[tokio::test]
async fn row_12_nothing_is_written_behind_a_tear_that_took_nothing() {
    let (server, mut browser, answered) = closed().await;
    damage(&database(&browser), ".log", |bytes| _ = bytes.pop());
    is_kept_without_the_copy(&mut browser, &server, &answered).await;
}

#[tokio::test]
#[ignore = "takes three minutes: the browser starts forty-eight times"]
async fn row_12_a_database_torn_at_any_byte_loses_nothing() {
    let (server, mut browser, answered) = closed().await;
    let kept = Kept::of(&browser);
    let seed = seed();
    for round in 0..24 {
        kept.restore(&browser);
        damage(&database(&browser), ".log", |bytes| {
            let any = |below: usize| random(seed + round) as usize % below;
            // Anywhere, where the database describes itself, or behind the last record.
            let left = match round % 3 {
                0 => any(bytes.len()),
                1 => any(1500),
                _ => bytes.len() - 1 - any(200),
            };
            bytes.truncate(left);
        });
        is_kept_without_the_copy(&mut browser, &server, &answered).await;
        eprintln!("round {round}: kept");
    }
}

/// The answers are shown, and once the page says «Guardado» the database has them itself: the power fails in that moment, and the copy is
/// gone.
async fn is_kept_without_the_copy(browser: &mut Browser, server: &Server, answered: &Answered) {
    browser.start_again().await;
    let page = browser.page().await;
    page.assert_kept(server, answered).await;
    page.see("Guardado").await;
    browser.kill();

    std::fs::remove_dir_all(mirror(browser)).unwrap();
    browser.start_again().await;
    browser.page().await.assert_kept(server, answered).await;
    browser.close().await;
}

#[tokio::test]
async fn row_13_a_destroyed_copy_is_made_again_without_a_word() {
    let (server, mut browser, answered) = closed().await;
    for part in [".log", "MANIFEST"] {
        damage(&mirror(&browser), part, |bytes| overwrite(bytes));
    }
    browser.start_again().await;
    let page = browser.page().await;
    page.assert_kept(&server, &answered).await;
    page.see("Guardado").await;
    let notices = page.within(Alert, "").text().await;
    assert_eq!(notices, "", "nothing is lost and nothing is to be done");
    browser.close().await;

    // The copy is whole again: it mends the database.
    damage(&database(&browser), "MANIFEST", |bytes| overwrite(bytes));
    comes_back_from_the_copy(&mut browser, &server, &answered).await;
}

#[tokio::test]
async fn row_14_with_both_destroyed_the_page_says_that_nothing_is_here_and_takes_a_file() {
    let server = site().await;
    let mut browser = Browser::start().await;
    let page = browser.page().await;
    let answered = after_a_lesson(&page, &server).await;
    page.click(Link, "Sus datos").await;
    let file = crate::data::take_file(&page).await;
    browser.close().await;
    std::fs::remove_dir_all(database(&browser)).unwrap();
    std::fs::remove_dir_all(mirror(&browser)).unwrap();
    browser.start_again().await;
    let page = browser.page().await;
    page.goto(&server.url("mis-datos/index.html")).await;
    page.see("No hay avance en este equipo").await;
    page.judge().await;
    crate::data::bring(&page, &file).await;
    page.click(Button, "Unir a mi avance").await;
    page.see("El archivo se unió a su avance.").await;
    page.assert_kept(&server, &answered).await;
}

#[tokio::test]
async fn row_14_a_loss_of_everything_is_told_until_the_person_has_taken_note() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    after_a_lesson(&page, &server).await;
    // The database and the records of the copy go; its heads survive, as a sentinel.
    page.stored(&server).await;
    page.in_store("readwrite", "store.clear()").await;
    page.evaluate("for (const key of Object.keys(localStorage)) if (key.startsWith('aula:r:')) localStorage.removeItem(key)")
        .await;
    page.goto(&server.url("")).await;
    page.see("En este navegador había un avance guardado y ya no está")
        .await;
    page.see("Si tiene un archivo de avance, cárguelo en «Sus datos»")
        .await;
    page.judge().await;
    // Whoever looks tomorrow, or did not read it today, is told too.
    page.reload().await;
    page.until_live().await;
    page.see("ya no está").await;
    page.click(Link, "Sus datos").await;
    page.click(Button, "Revisar ahora").await;
    page.see("Perdidos: ").await;
    page.click(Button, "Entendido: quitar el aviso de lo perdido")
        .await;
    page.see("El aviso se quitó.").await;
    page.see_no_more("ya no está").await;
    page.reload().await;
    page.until_live().await;
    assert!(!page.sees("ya no está").await);
}

#[tokio::test]
async fn row_15_a_record_that_cannot_be_read_is_kept_aside_and_told() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let answered = after_a_lesson(&page, &server).await;
    page.stored(&server).await;
    let broken = "ask(store.getAllKeys(), (keys) => { const key = keys[Math.floor(keys.length / 2)]; store.put('roto \\u0000 {', key); say(key); })";
    let key = page.in_store("readwrite", broken).await;
    let key = key.as_str().unwrap();

    // The copy still has the record: nothing is missing, and the damaged text is kept.
    page.goto(&server.url("")).await;
    page.see(
        "no se pudo leer una parte, que no se borra y va en su archivo de avance: 1 registro.",
    )
    .await;
    page.assert_kept(&server, &answered).await;
    let file = page.progress(&server).await;
    assert_eq!(file["ilegibles"][0], "roto \u{0} {");

    // Without it in the copy either, one record is missing and the rest is there.
    let before = super::count(&file);
    page.within(Banner, "").see("Guardado").await;
    page.stored(&server).await;
    page.in_store("readwrite", &format!("store.put('roto otra vez', {key:?})"))
        .await;
    page.evaluate(&format!("localStorage.removeItem('aula:r:{key}')"))
        .await;
    page.goto(&server.url("")).await;
    page.see(
        "no se pudo leer una parte, que no se borra y va en su archivo de avance: 2 registros.",
    )
    .await;
    page.see("Falta 1 registro de su avance").await;
    let file = page.progress(&server).await;
    assert_eq!(super::count(&file), before - 1);
    assert_eq!(file["ilegibles"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn row_66_a_record_that_was_changed_is_mended_from_the_copy_or_told() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let answered = after_a_lesson(&page, &server).await;
    let before = page.progress(&server).await;
    // A year that can be read, and another one than was written.
    let change = "ask(store.getAllKeys(), (keys) => ask(store.getAll(), (texts) => { const at = Math.floor(keys.length / 2); store.put(texts[at].replace('\"t\":', '\"t\":1'), keys[at]); say(keys[at]); }))";
    page.stored(&server).await;
    page.in_store("readwrite", change).await;
    page.goto(&server.url("")).await;
    page.see("que se recuperó y se guarda de nuevo: 1 registro.")
        .await;
    page.see("Guardado").await;
    page.assert_kept(&server, &answered).await;
    // Looking at the lesson adds a record.
    let mended = page.progress(&server).await;
    let records = mended["registros"].as_array().unwrap();
    for record in before["registros"].as_array().unwrap() {
        assert!(records.contains(record), "{record}");
    }
    page.see("Registros que cambiaron Ninguno.").await;

    // Without the copy it goes on counting, and that is told where the data are explained; nothing is missing.
    page.stored(&server).await;
    page.in_store("readwrite", change).await;
    page.evaluate("for (const key of Object.keys(localStorage)) if (key.startsWith('aula:r:')) localStorage.removeItem(key)")
        .await;
    let after = page.progress(&server).await;
    assert_eq!(super::count(&after), super::count(&mended));
    page.see("1 registro ya no está como se guardó.").await;
    assert!(!page.sees("Falta").await, "it is no loss");
    page.assert_kept(&server, &answered).await;
}

#[tokio::test]
async fn row_17_repeated_and_disordered_records_change_nothing() {
    let server = site().await;
    let browser = Browser::start().await;
    let page = browser.page().await;
    let answered = after_a_lesson(&page, &server).await;
    let before = page.progress(&server).await;
    page.stored(&server).await;
    // Every record once more, under keys that turn the order round.
    let again = "ask(store.getAll(), (texts) => texts.reverse().forEach((text, at) => store.put(text, `0-${String(at).padStart(4, '0')}`)))";
    page.in_store("readwrite", again).await;
    let after = page.progress(&server).await;
    assert!(!alarmed(&page).await, "nothing is wrong");
    assert_eq!(after["registros"], before["registros"]);
    page.assert_kept(&server, &answered).await;
}

/// Whether the page says that something is missing or cannot be read.
async fn alarmed(page: &Page) -> bool {
    let text = page.text().await;
    ["Falta", "No se pud", "no se pudo leer", "se recuperó"]
        .iter()
        .any(|word| text.contains(word))
}
