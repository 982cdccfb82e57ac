//! Files a person saves and chooses.

use crate::page::Page;
use crate::tree::Role;
use serde_json::json;
use std::path::{Path, PathBuf};

impl Page {
    /// Waits for the next finished download and returns where it is.
    pub async fn wait_for_download(&self) -> PathBuf {
        self.until("a download", async || {
            self.new_download().ok_or("none is finished".into())
        })
        .await
    }

    /// Chooses a file in a file field, which is a button with the label's name.
    pub async fn set_file(&self, name: &str, file: &Path) {
        self.set_files(name, &[file]).await;
    }

    /// Chooses several files in one field.
    pub async fn set_files(&self, name: &str, files: &[&Path]) {
        self.step(format!("choose {files:?} for {name:?}"));
        let field = self.find(Role::Button, name).await;
        self.cdp(
            "DOM.setFileInputFiles",
            json!({"files": files, "backendNodeId": field.backend()}),
        )
        .await;
    }

    fn new_download(&self) -> Option<PathBuf> {
        let mut taken = self.shared.taken.lock().unwrap();
        // The browser makes the folder with the first download, reserves the name with an empty file, writes beside it and renames.
        let entries = std::fs::read_dir(&self.shared.downloads).ok()?;
        let mut files = entries.flatten().map(|entry| entry.path());
        let is_finished = |file: &PathBuf| {
            let is_beside = file
                .extension()
                .is_some_and(|ending| ending == "crdownload");
            !is_beside && file.metadata().is_ok_and(|data| data.len() > 0)
        };
        let file = files.find(is_finished)?;
        // Out of the way: the browser writes the next file of this name over it.
        // Pages of one browser share the folder.
        let mut numbered =
            (0..).map(|number: u32| self.shared.downloads.with_extension(number.to_string()));
        let kept = numbered.find(|folder| std::fs::create_dir(folder).is_ok())?;
        let kept = kept.join(file.file_name()?);
        std::fs::rename(&file, &kept).expect("the folder is ours");
        taken.push(kept.clone());
        Some(kept)
    }
}
