//! Watches the sources and starts a child build after each change.
//!
//! The child is `cargo run … build --dev`: pages are rendered by the code as it is now, not as it was when the server started.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::mpsc::{Receiver, channel};

use anyhow::{Context, Result};
use notify::{EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};
use serde::Serialize;
use tokio::sync::watch;

use crate::build::cargo;
use crate::project::Project;
use crate::told::told;

/// What a change of any of these means: build again.
const SOURCES: [&str; 6] = [
    "src",
    "crates",
    "courses",
    "public",
    "index.html",
    "Cargo.toml",
];
/// Editors write a file in several steps; this much quiet ends them.
const QUIET: std::time::Duration = std::time::Duration::from_millis(150);

/// What the open pages are told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Changes with each build that succeeded; a page that sees another one reloads.
    pub version: String,
    /// Whether a build is running.
    pub building: bool,
    /// Findings of the last build, one a line.
    pub findings: Vec<String>,
    /// What the last build said when it failed.
    pub error: Option<String>,
}

impl Status {
    /// Before the first build.
    pub fn first() -> Status {
        Status {
            version: String::new(),
            building: true,
            findings: vec![],
            error: None,
        }
    }
}

/// A message for each change, and the watcher that sends them; it stops when it is dropped.
#[derive(Debug)]
pub struct Changes {
    receiver: Receiver<()>,
    _watcher: Debouncer<RecommendedWatcher, RecommendedCache>,
}

/// Starts to watch the sources.
pub fn watch_sources(project: &Project) -> Result<Changes> {
    let (sender, receiver) = channel();
    let told = move |result: DebounceEventResult| {
        let changed = result.is_ok_and(|events| {
            events
                .iter()
                .any(|event| !matches!(event.kind, EventKind::Access(_)))
        });
        if changed {
            // Nobody listens any more when the server ends.
            let _ = sender.send(());
        }
    };
    let mut watcher = new_debouncer(QUIET, None, told).context("No puedo vigilar los archivos.")?;
    for source in SOURCES {
        watcher
            .watch(project.root.join(source), RecursiveMode::Recursive)
            .with_context(|| format!("No puedo vigilar {source}. En Linux puede faltar espacio en fs.inotify.max_user_watches."))?;
    }
    Ok(Changes {
        receiver,
        _watcher: watcher,
    })
}

/// The builder behind the server.
#[derive(Debug)]
pub struct Rebuild {
    /// What is built.
    pub project: Project,
    /// Where to, below the project.
    pub out: PathBuf,
    /// Whom to tell.
    pub status: watch::Sender<Status>,
}

impl Rebuild {
    /// Builds at once and after each change, until the watcher is gone.
    pub fn forever(&self, changes: &Changes) {
        for build in 1_u64.. {
            self.status.send_modify(|status| status.building = true);
            let error = self.build().err().as_ref().map(told);
            let findings = std::fs::read_to_string(self.findings_file()).unwrap_or_default();
            self.status.send_modify(|status| {
                if error.is_none() {
                    // The process id tells a restarted server from the one before.
                    status.version = format!("{}-{build}", std::process::id());
                }
                status.building = false;
                status.error = error;
                status.findings = findings.lines().map(str::to_owned).collect();
            });
            println!("Espero cambios…");
            if changes.receiver.recv().is_err() {
                return;
            }
            // Everything that changed while the build ran is in the next one.
            while changes.receiver.try_recv().is_ok() {}
        }
    }

    fn findings_file(&self) -> PathBuf {
        self.project.cache("serve").join("observaciones.txt")
    }

    /// Runs the child; what it says on its error stream goes to the terminal and, if it fails, into the error.
    fn build(&self) -> Result<()> {
        let findings = self.findings_file();
        // Findings of the last build must not be taken for those of one that does not get that far.
        if findings.exists() {
            std::fs::remove_file(&findings).context("No puedo escribir en target/.")?;
        }
        let mut child = cargo(&self.project)
            .args([
                "run",
                "--quiet",
                "--package",
                "aula-cli",
                "--",
                "build",
                "--dev",
            ])
            .arg("--out")
            .arg(&self.out)
            .arg("--findings")
            .arg(&findings)
            .stderr(Stdio::piped())
            .spawn()
            .context("No puedo ejecutar cargo.")?;
        let mut said = String::new();
        for line in child
            .stderr
            .take()
            .into_iter()
            .flat_map(|stderr| BufReader::new(stderr).lines())
        {
            let line = line.unwrap_or_default();
            eprintln!("{line}");
            said.push_str(&line);
            said.push('\n');
        }
        let status = child.wait().context("No puedo esperar a cargo.")?;
        anyhow::ensure!(status.success(), "{}", reason(&said));
        Ok(())
    }
}

/// Our own message, without what cargo said before it; all of it when the builder itself does not compile.
fn reason(said: &str) -> &str {
    match said.find("\nError: ") {
        Some(start) => said[start..].trim(),
        None => said.trim(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_shows_the_message_and_not_the_warnings_before_it() {
        for (said, expected) in [
            (
                "warning: x\n --> a.rs\n\nError: no compila\n\nerror: y\n",
                "Error: no compila\n\nerror: y",
            ),
            ("error[E0001]: z\n", "error[E0001]: z"),
        ] {
            assert_eq!(reason(said), expected);
        }
    }
}
