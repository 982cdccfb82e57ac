//! One chromedriver for the whole run, and a session for every page.
//!
//! A session attaches to a browser that is already running and looks at one target: a tab, or a frame of another site (Chromium runs
//! those apart; `windowTypes` makes chromedriver offer them as windows). It speaks WebDriver for keys and pictures and the browser's own
//! protocol (CDP) for everything else.

use crate::process::Group;
use axum::http::Method;
use fantoccini::actions::KeyActions;
use fantoccini::error::CmdError;
use fantoccini::wd::{Capabilities, PrintConfiguration, WebDriverCompatibleCommand, WindowHandle};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::io::{BufRead, BufReader};
use std::sync::{Mutex, OnceLock};
use std::time::Duration;
use url::{ParseError, Url};

const PROGRAM: &str = "chromedriver";

/// How long the browser may think about one command; less than chromedriver waits for a script. It never answers some questions about a tab
/// in the background.
const ANSWER: Duration = Duration::from_secs(25);

struct Chromedriver {
    port: u16,
    /// Never dropped: the group ends with the test run.
    _group: Mutex<Group>,
}

static CHROMEDRIVER: OnceLock<Chromedriver> = OnceLock::new();

fn chromedriver() -> &'static Chromedriver {
    CHROMEDRIVER.get_or_init(|| {
        let mut group = Group::start(PROGRAM, &["--port=0".into()], &[]);
        let mut lines = BufReader::new(group.output()).lines();
        let port = lines.by_ref().flatten().find_map(|line| {
            let port = line.strip_prefix("ChromeDriver was started successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        });
        // Read on, or it would stop at a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Chromedriver {
            port: port.expect("chromedriver starts: is it installed?"),
            _group: Mutex::new(group),
        }
    })
}

/// The end of an error after which the question can be asked again.
pub const ATTACHED_ANEW: &str = "no answer, but one to a new session";

/// A WebDriver session on one tab or frame.
pub struct Session {
    client: Mutex<Client>,
    port: u16,
    target: String,
}

impl Session {
    /// Attaches to the browser that listens on `port` and looks at the tab or frame with this id.
    pub async fn attach(port: u16, target: &str) -> Session {
        Session {
            client: Mutex::new(connect(port, target).await.expect("a tab that answers")),
            port,
            target: target.to_string(),
        }
    }

    fn client(&self) -> Client {
        self.client.lock().unwrap().clone()
    }

    /// One command of the browser's protocol. The error is the browser's own words.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Result<Value, String> {
        let body = json!({"cmd": method, "params": parameters});
        self.extension("goog/cdp/execute", body)
            .await
            .map_err(|error| format!("{method}: {error}"))
    }

    /// Warnings and errors since the last call: the console, uncaught exceptions, failed requests, violations of the CSP.
    pub async fn complaints(&self) -> Result<Vec<String>, String> {
        let log = self.extension("se/log", json!({"type": "browser"})).await?;
        let entries = log.as_array().cloned().unwrap_or_default();
        let complaints = entries
            .iter()
            .filter(|entry| matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING")));
        Ok(complaints
            .map(|entry| format!("{}: {}", text(&entry["source"]), text(&entry["message"])))
            .collect())
    }

    /// A picture of the window as PNG.
    pub async fn screenshot(&self) -> Result<Vec<u8>, String> {
        self.timely(self.client().screenshot()).await
    }

    /// The page on paper, as PDF.
    pub async fn printed(&self) -> Result<Vec<u8>, String> {
        let usual = PrintConfiguration::default();
        self.timely(self.client().print(usual)).await
    }

    /// Key strokes, as the operating system would send them.
    pub async fn strokes(&self, keyboard: KeyActions) -> Result<(), String> {
        self.timely(self.client().perform_actions(keyboard)).await
    }

    /// One step back in the history of the tab.
    pub async fn back(&self) -> Result<(), String> {
        self.timely(self.client().back()).await
    }

    /// One step forward again.
    pub async fn forward(&self) -> Result<(), String> {
        self.timely(self.client().forward()).await
    }

    async fn extension(&self, path: &'static str, body: Value) -> Result<Value, String> {
        self.timely(self.client().issue_cmd(Extension { path, body }))
            .await
    }

    /// The answer, unless the browser takes too long.
    async fn timely<T>(
        &self,
        answer: impl Future<Output = Result<T, CmdError>>,
    ) -> Result<T, String> {
        match tokio::time::timeout(ANSWER, answer).await {
            Ok(answer) => answer.map_err(|error| error.to_string()),
            Err(_) => Err(self.attach_anew().await.into()),
        }
    }

    /// A question that was on its way while the page changed may never be answered, and its session waits for ever. The tab is well if it
    /// answers a new one. The old one stays: what it has set up in the browser goes with it.
    async fn attach_anew(&self) -> &'static str {
        let hangs = "no answer (is the tab in the background?)";
        let Some(client) = connect(self.port, &self.target).await else {
            return hangs;
        };
        let body = json!({"cmd": "Runtime.evaluate", "params": {"expression": "1"}});
        let path = "goog/cdp/execute";
        let question = client.issue_cmd(Extension { path, body });
        match tokio::time::timeout(ANSWER, question).await {
            Ok(Ok(_)) => {
                eprintln!("a session of {PROGRAM} was lost, a new one goes on");
                *self.client.lock().unwrap() = client;
                ATTACHED_ANEW
            }
            Ok(Err(_)) | Err(_) => hangs,
        }
    }
}

/// A session that looks at this tab or frame; none if it is not there or takes too long.
async fn connect(port: u16, target: &str) -> Option<Client> {
    let capabilities = json!({
        // Nothing waits for a page to load but our own conditions: a page may never finish when that is the fault under test.
        "pageLoadStrategy": "none",
        "goog:loggingPrefs": {"browser": "ALL"},
        "goog:chromeOptions": {"debuggerAddress": format!("127.0.0.1:{port}"), "windowTypes": ["iframe"]},
    });
    let capabilities: Capabilities = capabilities.as_object().cloned().unwrap();
    let address = format!("http://127.0.0.1:{}", chromedriver().port);
    let builder = ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .clone();
    let attached = async {
        let client = builder.connect(&address).await.ok()?;
        let handle = WindowHandle::try_from(Cow::Owned(target.to_string())).ok()?;
        client.switch_to_window(handle).await.ok()?;
        Some(client)
    };
    tokio::time::timeout(ANSWER, attached).await.ok()?
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A command of chromedriver that WebDriver does not have.
#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
