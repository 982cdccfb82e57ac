//! Chromium, started by the test itself on a profile of its own, so that it can be killed and started again on what the disk kept.
//!
//! chromedriver only attaches later: a browser it had started would die with its session, and drivers switch off the partitioned
//! storage of cross-site frames.

use crate::page::Page;
use crate::process::Group;
use crate::targets;
use serde_json::json;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const PROGRAM: &str = "chromium";

/// Headless and without a sandbox (tests run as root in containers), quiet on the network, and every `*.test` host is this machine.
const ARGUMENTS: [&str; 13] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--password-store=basic",
    "--lang=es-MX",
    "--window-size=1280,900",
    "--host-resolver-rules=MAP *.test 127.0.0.1",
];

/// Runs frames of the same site apart too, so that [`Page::frame`] finds them. Storage stays as it is without.
pub const FRAMES_OF_THE_SITE_APART: &str = "--enable-features=StrictOriginIsolation";

/// A browser with its profile and downloads folder; both vanish when it is dropped.
pub struct Browser {
    group: Option<Group>,
    port: u16,
    arguments: Vec<String>,
    environment: Vec<(String, PathBuf)>,
    profile: PathBuf,
    /// The downloads, and the profile unless it lies elsewhere.
    folder: TempDir,
}

impl Browser {
    /// A fresh profile in a window of 1280 x 900.
    pub async fn start() -> Browser {
        Browser::with(&[]).await
    }

    /// A fresh profile and more command-line arguments (`--incognito`, `--window-size=320,640`), which win over the usual ones.
    pub async fn with(arguments: &[&str]) -> Browser {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let profile = folder.path().join("profile");
        Browser::in_folders(profile, folder, arguments, &[]).await
    }

    /// A fresh profile and more variables of the environment, at each start.
    pub async fn in_environment(environment: &[(&str, PathBuf)]) -> Browser {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let profile = folder.path().join("profile");
        Browser::in_folders(profile, folder, &[], environment).await
    }

    /// A profile that lies where the test says: on a disk of its own. Downloads go elsewhere.
    pub async fn at(profile: PathBuf) -> Browser {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Browser::in_folders(profile, folder, &[], &[]).await
    }

    async fn in_folders(
        profile: PathBuf,
        folder: TempDir,
        arguments: &[&str],
        environment: &[(&str, PathBuf)],
    ) -> Browser {
        let arguments = ARGUMENTS
            .iter()
            .chain(arguments)
            .map(ToString::to_string)
            .collect();
        let mut browser = Browser {
            group: None,
            port: 0,
            arguments,
            environment: environment
                .iter()
                .map(|(name, value)| (name.to_string(), value.clone()))
                .collect(),
            profile,
            folder,
        };
        browser.start_again().await;
        browser
    }

    /// The tab the browser opened with.
    pub async fn page(&self) -> Page {
        let tab = targets::find(self.port, |kind, _| kind == "page").await;
        self.attached(&tab.expect("the browser has a tab")).await
    }

    /// One more tab, in front of the others; [`Page::come_to_front`] goes back to one of them.
    pub async fn new_tab(&self) -> Page {
        self.attached(&targets::open_tab(self.port).await).await
    }

    /// Crashes a tab (its process, not the browser), closes it and opens another.
    pub async fn crash(&self, page: Page) -> Page {
        page.cdp("Page.navigate", json!({"url": "chrome://crash"}))
            .await;
        let tab = targets::open_tab(self.port).await;
        // A session attaches to every tab and would wait for ever for the dead one.
        targets::close_tab(self.port, &page.shared.target).await;
        self.attached(&tab).await
    }

    /// SIGKILL to the browser and everything it started: no time to write anything.
    pub fn kill(&mut self) {
        if let Some(mut group) = self.group.take() {
            group.kill();
        }
    }

    /// Closes the browser as its own menu does and waits until it has ended.
    pub async fn close(&mut self) {
        let page = self.page().await;
        let mut group = self.group.take().expect("the browser is running");
        // The answer may be lost with the browser: what counts is that the process ends.
        _ = page.shared.session.cdp("Browser.close", json!({})).await;
        let deadline = Instant::now() + Duration::from_secs(20);
        while !group.ended() {
            assert!(Instant::now() < deadline, "the browser does not close");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Starts the browser on the same profile, after `kill` or `close`.
    pub async fn start_again(&mut self) {
        assert!(self.group.is_none(), "the browser is running");
        // Not the file `DevToolsActivePort`, which a full disk does not take.
        self.port = free_port();
        let mut arguments = self.arguments.clone();
        arguments.push(format!("--remote-debugging-port={}", self.port));
        arguments.push(format!("--user-data-dir={}", self.profile.display()));
        arguments.push("about:blank".into());
        let mut group = Group::start(PROGRAM, &arguments, &self.environment);
        until_it_listens(self.port, &mut group).await;
        self.group = Some(group);
    }

    /// The profile folder, to be damaged between `close` and `start_again`: `Default/IndexedDB`, `Default/Local Storage`.
    pub fn profile(&self) -> PathBuf {
        self.profile.clone()
    }

    /// Closes one of several tabs.
    pub async fn close_tab(&self, page: Page) {
        targets::close_tab(self.port, &page.shared.target).await;
    }

    async fn attached(&self, tab: &str) -> Page {
        Page::new(self.port, tab, self.folder.path().join("downloads")).await
    }
}

/// A port on which nothing listens. Another program may take it first; then the browser does not start, and says so.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("bound").port()
}

async fn until_it_listens(port: u16, group: &mut Group) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while tokio::net::TcpStream::connect(("127.0.0.1", port))
        .await
        .is_err()
    {
        assert!(!group.ended(), "{PROGRAM} ended at once: is it installed?");
        assert!(Instant::now() < deadline, "{PROGRAM} does not listen");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
