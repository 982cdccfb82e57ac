//! A power cut: what the system had not yet put on the disk is gone, which killing the browser never shows.

use super::kill::Given;
use super::site;
use crate::browser::Browser;
use crate::course::{items, lessons};
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

/// What the browser keeps of a site.
const STORES: [&str; 2] = ["Default/IndexedDB", "Default/Local Storage"];

/// A disk that knows what was put on it for good.
struct Disk {
    folder: tempfile::TempDir,
}

impl Disk {
    fn new() -> Disk {
        let folder = tempfile::tempdir().unwrap();
        let source =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/faults/preload/synced.rs");
        let compiled = Command::new("rustc")
            .args(["--edition=2024", "--crate-type=cdylib", "-O", "-o"])
            .arg(folder.path().join("synced.so"))
            .arg(source)
            .status();
        assert!(compiled.unwrap().success(), "synced.rs is not compiled");
        fs::create_dir(folder.path().join("synced")).unwrap();
        Disk { folder }
    }

    fn environment(&self) -> [(&str, PathBuf); 2] {
        let path = self.folder.path();
        [
            ("LD_PRELOAD", path.join("synced.so")),
            ("AULA_SYNCED", path.join("synced")),
        ]
    }

    /// Leaves of each file below the stores only what was put on the disk; of how many there was something.
    fn cut(&self, profile: &Path) -> usize {
        let stores = STORES.map(|store| profile.join(store));
        stores.iter().map(|store| self.cut_below(store)).sum()
    }

    fn cut_below(&self, folder: &Path) -> usize {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let cut = entries.map(|entry| match entry.path() {
            path if path.is_dir() => self.cut_below(&path),
            path => {
                let synced = fs::read(self.synced(&path));
                fs::write(&path, synced.as_deref().unwrap_or_default()).unwrap();
                usize::from(synced.is_ok())
            }
        });
        cut.sum()
    }

    /// Where `synced.rs` keeps the content of a file.
    fn synced(&self, path: &Path) -> PathBuf {
        let metadata = fs::metadata(path).unwrap();
        let made = metadata.created().unwrap_or(UNIX_EPOCH);
        let made = made.duration_since(UNIX_EPOCH);
        let name = format!("{}-{}", metadata.ino(), made.unwrap().as_nanos());
        self.folder.path().join("synced").join(name)
    }
}

#[tokio::test]
async fn row_01_what_was_saved_is_there_after_a_power_cut() {
    let disk = Disk::new();
    let server = site().await;
    let mut browser = Browser::in_environment(&disk.environment()).await;
    let mut given: Vec<Given> = items()[..3].iter().copied().map(Given::nothing).collect();
    for round in 1..=3 {
        let page = browser.page().await;
        page.open_lesson(&server, lessons()[0]).await;
        for given in &mut given {
            given.answer(&page).await;
            page.item(given.item).see("Guardado").await;
            given.acknowledged = given.answers.len();
        }
        browser.kill();
        assert!(disk.cut(&browser.profile()) > 0, "nothing is on the disk");
        browser.start_again().await;
        let page = browser.page().await;
        page.open_lesson(&server, lessons()[0]).await;
        for given in &mut given {
            given.assert_kept(&page).await;
        }
        eprintln!("cut {round}: every answer is there");
    }
}
