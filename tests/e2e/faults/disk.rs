//! A disk without room: a small one of its own, mounted for the test, which only root may do.

use super::corruption::mirror;
use super::kill::Given;
use super::{BY_ITSELF, after_a_lesson, site};
use crate::browser::Browser;
use crate::course::{lessons, right};
use crate::data::read;
use crate::page::Page;
use crate::tree::Role::*;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A small disk in memory; it goes with the test.
struct Disk {
    folder: tempfile::TempDir,
}

impl Disk {
    fn mount() -> Disk {
        let folder = tempfile::tempdir().unwrap();
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=40m", "tmpfs"])
            .arg(folder.path())
            .status();
        assert!(mount.unwrap().success(), "mounting a disk needs root");
        Disk { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn filler(&self) -> PathBuf {
        self.path().join("relleno")
    }

    /// Takes all the room there is, to the last page.
    fn fill(&self) {
        let mut filler = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.filler())
            .unwrap();
        for size in [1 << 20, 4096] {
            let block = vec![0x5a; size];
            while filler.write_all(&block).is_ok() {}
        }
    }

    fn free(&self) {
        std::fs::remove_file(self.filler()).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Whatever still holds a file of it has been killed and lets go in a moment.
        let unmount = Command::new("umount").arg("-l").arg(self.path()).status();
        assert!(unmount.unwrap().success(), "the disk stays mounted");
    }
}

/// Answers one item again and again until the page says that it could not save. The page on the disk that was begun takes some more.
/// Whatever tidies up meanwhile, there is no room before any answer. Returns whether the page ever said so.
async fn answer_until_refused(page: &Page, disk: &Disk, given: &mut Given) -> bool {
    for _ in 0..40 {
        disk.fill();
        given.answer(page).await;
        let part = page.item(given.item);
        let saved = part
            .until("«Guardado» or not", async || {
                let text = part.text().await;
                match (
                    text.contains("Guardado"),
                    text.contains("No se pudo guardar"),
                ) {
                    (false, false) => Err("neither".into()),
                    (saved, _) => Ok(saved),
                }
            })
            .await;
        if !saved {
            return true;
        }
        given.acknowledged = given.answers.len();
    }
    false
}

/// The notice says what happened and what to do, and the file has everything that was answered.
async fn is_said_with_a_way_out(page: &Page, answers: usize) {
    let notice = page.within(Alert, "");
    notice.see("No se pudo guardar: ").await;
    notice.see("Sus respuestas siguen en esta página.").await;
    notice.find(Button, "Reintentar").await;
    notice.click(Button, "Descargar mi avance").await;
    let file = serde_json::from_str(&read(&page.wait_for_download().await)).unwrap();
    assert_eq!(super::events(&file, "ItemAnswered").len(), answers);
}

#[tokio::test]
#[ignore = "mounts a small disk: needs root"]
async fn row_20_a_full_disk_is_said_and_nothing_is_lost() {
    let disk = Disk::mount();
    let server = site().await;
    let mut browser = Browser::at(disk.path().join("profile")).await;
    let page = browser.page().await;
    let mut given = Given::nothing(lessons()[0].items().next().unwrap());
    page.begin_course(&server).await;
    given.answer(&page).await;
    page.item(given.item).see("Guardado").await;
    assert!(answer_until_refused(&page, &disk, &mut given).await);
    is_said_with_a_way_out(&page, given.answers.len()).await;
    // Who goes on is told each time.
    given.answer(&page).await;
    page.item(given.item).see("No se pudo guardar").await;

    disk.free();
    // Nobody presses anything.
    page.patient(BY_ITSELF)
        .item(given.item)
        .see("Guardado")
        .await;
    page.see_no_more("No se pudo guardar").await;
    given.acknowledged = given.answers.len();
    browser.kill();
    std::fs::remove_dir_all(mirror(&browser)).unwrap();
    browser.start_again().await;
    let page = browser.page().await;
    page.open_first_lesson(&server).await;
    given.assert_kept(&page).await;
}

#[tokio::test]
#[ignore = "mounts a small disk: needs root"]
async fn row_22_what_only_the_copy_took_was_never_called_saved() {
    let disk = Disk::mount();
    let server = site().await;
    let mut browser = Browser::at(disk.path().join("profile")).await;
    let page = browser.page().await;
    let mut given = Given::nothing(lessons()[0].items().next().unwrap());
    page.begin_course(&server).await;
    given.answer(&page).await;
    page.item(given.item).see("Guardado").await;
    given.acknowledged = 1;
    assert!(answer_until_refused(&page, &disk, &mut given).await);
    browser.kill();
    std::fs::remove_dir_all(mirror(&browser)).unwrap();
    disk.free();
    browser.start_again().await;
    let page = browser.page().await;
    page.open_first_lesson(&server).await;
    given.assert_kept(&page).await;
    page.see("Guardado").await;
}

#[tokio::test]
#[ignore = "mounts a small disk: needs root"]
async fn row_21_a_disk_that_is_full_at_the_start_is_said_and_nothing_is_reset() {
    let disk = Disk::mount();
    let server = site().await;
    let mut browser = Browser::at(disk.path().join("profile")).await;
    let page = browser.page().await;
    let answered = after_a_lesson(&page, &server).await;
    let before = page.stored(&server).await;
    browser.close().await;
    disk.fill();
    browser.start_again().await;
    // The browser tidies up when it starts, which makes room.
    disk.fill();
    let page = browser.page().await;
    page.assert_kept(&server, &answered).await;
    // At the latest when the first page of the disk is needed, the person is told; what was called saved until then counts too.
    let item = lessons()[0].items().last().unwrap();
    let mut given = Given {
        item,
        answers: right(item),
        acknowledged: 1,
    };
    assert!(answer_until_refused(&page, &disk, &mut given).await);
    page.within(Alert, "")
        .find(Button, "Descargar mi avance")
        .await;
    browser.kill();

    disk.free();
    browser.start_again().await;
    let page = browser.page().await;
    let after = page.stored(&server).await;
    for pair in before.as_array().unwrap() {
        assert!(after.as_array().unwrap().contains(pair), "{pair} is gone");
    }
    page.open_first_lesson(&server).await;
    page.see("Guardado").await;
    given.assert_kept(&page).await;
}
