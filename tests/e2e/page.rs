//! A page: opening it, waiting on it, failing with it. What a person sees on it is in `eyes.rs`, what a person does in `hands.rs`.
//!
//! A verb that does not find what it needs waits for it; when its patience ends the test fails and shows the way here, the
//! accessibility tree and a screenshot.

use crate::driver::{ATTACHED_ANEW, Session};
use crate::targets;
use crate::tree::Role;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long a condition may take. Long enough for two browsers that load at once on two slow cores: only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(20);
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// A refused `eval` or WebAssembly is an exception that a page may swallow; every other violation is in the browser's log anyway.
const TELL_SILENT_VIOLATIONS: &str = "document.addEventListener('securitypolicyviolation', (violation) => {
    if (violation.blockedURI.endsWith('eval')) console.error(`${violation.blockedURI} violates ${violation.effectiveDirective}`);
})";

/// A tab, a frame, or a part of one: clones look at the same document.
#[derive(Clone)]
pub struct Page {
    pub(crate) shared: Arc<Shared>,
    /// The part looked at, from the outside in.
    pub(crate) within: Vec<(Role, String)>,
    patience: Duration,
}

/// What all views of one document share.
pub(crate) struct Shared {
    pub(crate) session: Session,
    pub(crate) port: u16,
    /// The tab or frame, as the browser numbers it.
    pub(crate) target: String,
    pub(crate) downloads: PathBuf,
    /// Keys pressed so far.
    pub(crate) keys: AtomicUsize,
    /// The steps so far, for the message of a failure.
    pub(crate) steps: Mutex<Vec<String>>,
    /// Downloads already handed to the test.
    pub(crate) taken: Mutex<Vec<PathBuf>>,
}

impl Page {
    pub(crate) async fn new(port: u16, target: &str, downloads: PathBuf) -> Page {
        let session = Session::attach(port, target).await;
        let allow = json!({"behavior": "allow", "downloadPath": downloads});
        let shared = Shared {
            session,
            port,
            target: target.to_string(),
            downloads,
            keys: AtomicUsize::new(0),
            steps: Mutex::default(),
            taken: Mutex::default(),
        };
        let page = Page {
            shared: Arc::new(shared),
            within: vec![],
            patience: PATIENCE,
        };
        page.cdp("Browser.setDownloadBehavior", allow).await;
        page.on_new_document_apart(TELL_SILENT_VIOLATIONS).await;
        page
    }

    /// The same page with another patience, for what must happen within a time.
    pub fn patient(&self, patience: Duration) -> Page {
        Page {
            patience,
            ..self.clone()
        }
    }

    /// A part of the page: the following verbs look only inside it.
    pub fn within(&self, role: Role, name: &str) -> Page {
        let mut part = self.clone();
        part.within.push((role, name.to_string()));
        part
    }

    /// The document in a frame of another site, whose address contains `address`.
    pub async fn frame(&self, address: &str) -> Page {
        let (port, what) = (
            self.shared.port,
            format!("a frame of another site at {address}"),
        );
        let wanted = |kind: &str, url: &str| kind == "iframe" && url.contains(address);
        let look = async || {
            targets::find(port, wanted)
                .await
                .ok_or("not there".to_string())
        };
        let frame = self.until(&what, look).await;
        Page::new(port, &frame, self.shared.downloads.clone()).await
    }

    /// Clicks on the tab: the one in front until now becomes hidden.
    pub async fn come_to_front(&self) {
        self.step("come to front".into());
        self.cdp("Page.bringToFront", json!({})).await;
    }

    /// Opens an address, as typed into the address bar, and waits until the document is parsed.
    pub async fn goto(&self, url: &str) {
        self.step(format!("goto {url}"));
        // A tab that was just made may not answer yet.
        let before = self.look("performance.timeOrigin").await;
        let answer = self.cdp("Page.navigate", json!({"url": url})).await;
        if let Some(error) = answer["errorText"].as_str() {
            self.fail(&format!("goto {url}: {error}")).await;
        }
        // Only another document is loaded; the old one may still answer for a moment.
        if let (Ok(before), true) = (before, answer["loaderId"].is_string()) {
            self.until_document_after(&before).await;
        }
        self.until_parsed().await;
    }

    /// Presses the browser's reload button.
    pub async fn reload(&self) {
        self.step("reload".into());
        let before = self.evaluate("performance.timeOrigin").await;
        self.cdp("Page.reload", json!({})).await;
        // The answer comes before the old document has gone.
        self.until_document_after(&before).await;
        self.until_parsed().await;
    }

    async fn until_document_after(&self, before: &Value) {
        self.until("another document", async || {
            match self.look("performance.timeOrigin").await? == *before {
                true => Err("the old document is still there".into()),
                false => Ok(()),
            }
        })
        .await;
    }

    /// Presses the browser's back button. What follows must wait for what it expects: the address may or may not change.
    pub async fn back(&self) {
        self.step("back".into());
        if let Err(error) = self.shared.session.back().await {
            self.fail(&format!("back: {error}")).await;
        }
    }

    /// Presses the browser's forward button; see [`Page::back`].
    pub async fn forward(&self) {
        self.step("forward".into());
        if let Err(error) = self.shared.session.forward().await {
            self.fail(&format!("forward: {error}")).await;
        }
    }

    async fn until_parsed(&self) {
        self.until("the document", async || {
            match self.look("document.readyState").await? {
                Value::String(state) if state != "loading" => Ok(()),
                state => Err(format!("{state}")),
            }
        })
        .await;
    }

    /// The address in the address bar.
    pub async fn address(&self) -> String {
        self.evaluate("location.href")
            .await
            .as_str()
            .unwrap_or_default()
            .to_string()
    }

    /// One command of the browser's protocol; its refusal fails the test.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Value {
        match self.shared.session.cdp(method, parameters).await {
            Ok(answer) => answer,
            Err(error) => self.fail(&error).await,
        }
    }

    /// The value of a script: for measuring and for asking the browser, never for doing what a person does.
    pub async fn evaluate(&self, script: &str) -> Value {
        match self.look(script).await {
            Ok(value) => value,
            Err(error) => self.fail(&error).await,
        }
    }

    /// Looks again and again until there is an answer, and fails with the last reason when patience ends.
    pub async fn until<T>(
        &self,
        what: &str,
        mut look: impl AsyncFnMut() -> Result<T, String>,
    ) -> T {
        let mut deadline = Instant::now() + self.patience;
        let mut attached_anew = false;
        loop {
            match look().await {
                Ok(answer) => return answer,
                Err(reason) if reason.ends_with(ATTACHED_ANEW) && !attached_anew => {
                    attached_anew = true;
                    deadline = Instant::now() + self.patience;
                }
                Err(reason) if Instant::now() > deadline => {
                    let limit = self.patience.as_secs_f32();
                    self.fail(&format!("{what}: {reason}, after {limit} s"))
                        .await
                }
                Err(_) => tokio::time::sleep(BETWEEN_LOOKS).await,
            }
        }
    }

    /// Ends the test with what is needed to understand it.
    pub async fn fail(&self, reason: &str) -> ! {
        let test = std::thread::current()
            .name()
            .unwrap_or("test")
            .replace("::", "-");
        let steps = self.shared.steps.lock().unwrap().join("; ");
        let address = self.look("location.href").await.unwrap_or_default();
        let picture = self.picture(&format!("failed-{test}")).await;
        let outline = self.outline().await;
        panic!(
            "{reason}\nat {address}\nafter {steps}\npicture: {picture:?}\nthe page:\n{outline}\n"
        );
    }

    pub(crate) fn step(&self, step: String) {
        self.shared.steps.lock().unwrap().push(step);
    }

    pub(crate) async fn look(&self, script: &str) -> Result<Value, String> {
        let parameters = json!({"expression": script, "returnByValue": true, "awaitPromise": true});
        value(
            self.shared
                .session
                .cdp("Runtime.evaluate", parameters)
                .await?,
        )
    }

    /// Calls a script function with a node as its `this`.
    pub(crate) async fn ask(&self, node: u64, function: &str) -> Result<Value, String> {
        let session = &self.shared.session;
        let object = session
            .cdp(
                "DOM.resolveNode",
                json!({"backendNodeId": node, "objectGroup": "e2e"}),
            )
            .await?;
        let parameters = json!({
            "objectId": object["object"]["objectId"], "functionDeclaration": function, "returnByValue": true, "awaitPromise": true,
        });
        let answer = session.cdp("Runtime.callFunctionOn", parameters).await;
        session
            .cdp("Runtime.releaseObjectGroup", json!({"objectGroup": "e2e"}))
            .await?;
        value(answer?)
    }
}

/// The value in a protocol answer, or the exception.
fn value(answer: Value) -> Result<Value, String> {
    match &answer["exceptionDetails"] {
        Value::Null => Ok(answer["result"]["value"].clone()),
        exception => Err(exception["exception"]["description"]
            .as_str()
            .unwrap_or("an exception")
            .to_string()),
    }
}
