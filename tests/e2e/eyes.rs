//! What a person sees on a page: everything is found by role and accessible name, or read as visible text.

use crate::page::Page;
use crate::pdf::Pdf;
use crate::tree::{self, Node, Role};
use serde_json::json;
use std::path::PathBuf;

/// Where pictures go.
const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/e2e");

impl Page {
    /// Waits until exactly one thing has this role and name (`Enviar`, or `Env…` for how it begins).
    pub async fn find(&self, role: Role, name: &str) -> Node {
        let what = format!("{} {name:?}", role.name());
        self.until(&what, async || self.only(role, name).await)
            .await
    }

    /// Waits until it is so (`checked`, `expanded`, …): what a finger does is done a moment after it was lifted.
    pub async fn until_is(&self, state: &str, role: Role, name: &str) {
        let what = format!("{} {name:?} {state}", role.name());
        self.until(&what, async || {
            let is_so = self.only(role, name).await?.is(state);
            is_so.then_some(()).ok_or("it is not".into())
        })
        .await;
    }

    /// Waits until nothing has this role and name any more.
    pub async fn gone(&self, role: Role, name: &str) {
        let what = format!("no {} {name:?}", role.name());
        self.until(&what, async || match self.named(role, name).await?.len() {
            0 => Ok(()),
            count => Err(format!("there are {count}")),
        })
        .await;
    }

    /// Everything of this role now, in reading order.
    pub async fn all(&self, role: Role) -> Vec<Node> {
        match self.named(role, "…").await {
            Ok(nodes) => nodes,
            Err(error) => self.fail(&format!("all {}: {error}", role.name())).await,
        }
    }

    /// Waits until this text can be read.
    pub async fn see(&self, text: &str) {
        let what = format!("the text {text:?}");
        self.until(&what, async || match says(&self.read().await?, text) {
            true => Ok(()),
            false => Err("not to be read".into()),
        })
        .await;
    }

    /// Waits until this text can no longer be read.
    pub async fn see_no_more(&self, text: &str) {
        let what = format!("no text {text:?}");
        self.until(&what, async || match says(&self.read().await?, text) {
            true => Err("still there".into()),
            false => Ok(()),
        })
        .await;
    }

    /// Whether this text can be read now.
    pub async fn sees(&self, text: &str) -> bool {
        says(&self.text().await, text)
    }

    /// All that can be read now, white space joined.
    pub async fn text(&self) -> String {
        self.read().await.unwrap_or_default()
    }

    /// The accessibility tree as indented lines: what a screen reader has to say.
    pub async fn outline(&self) -> String {
        let answer = self
            .shared
            .session
            .cdp("Accessibility.getFullAXTree", json!({}))
            .await;
        answer.as_ref().map_or_else(Clone::clone, tree::outline)
    }

    /// A picture of the window in `target/e2e/<name>.png`.
    pub async fn screenshot(&self, name: &str) -> PathBuf {
        match self.picture(name).await {
            Ok(path) => path,
            Err(error) => self.fail(&format!("screenshot {name:?}: {error}")).await,
        }
    }

    /// The page on paper, in `target/e2e/<name>.pdf`.
    pub async fn printed(&self, name: &str) -> Pdf {
        let path = PathBuf::from(PICTURES).join(name).with_extension("pdf");
        let paper = match self.shared.session.printed().await {
            Ok(paper) => paper,
            Err(error) => self.fail(&format!("print {name:?}: {error}")).await,
        };
        std::fs::create_dir_all(PICTURES).expect("target is writable");
        std::fs::write(&path, paper).expect("target is writable");
        Pdf::read(&path)
    }

    /// Fails if the browser has complained (console, exceptions, requests, CSP) since the page was opened or last asked.
    pub async fn assert_quiet(&self) {
        let complaints = self.complaints().await;
        if !complaints.is_empty() {
            self.fail(&format!(
                "the browser complains:\n  {}",
                complaints.join("\n  ")
            ))
            .await;
        }
    }

    /// Warnings and errors of the browser since the page was opened or last asked.
    pub async fn complaints(&self) -> Vec<String> {
        self.shared
            .session
            .complaints()
            .await
            .expect("the browser keeps a log")
    }

    pub(crate) async fn picture(&self, name: &str) -> Result<PathBuf, String> {
        let path = PathBuf::from(PICTURES).join(name).with_extension("png");
        let picture = self.shared.session.screenshot().await?;
        std::fs::create_dir_all(PICTURES).expect("target is writable");
        std::fs::write(&path, picture).expect("target is writable");
        Ok(path)
    }

    /// The one thing with this role and name, or why there is not exactly one.
    pub(crate) async fn only(&self, role: Role, name: &str) -> Result<Node, String> {
        let mut nodes = self.named(role, name).await?;
        match nodes.len() {
            0 => Err("not there".into()),
            1 => Ok(nodes.remove(0)),
            count => Err(format!("there are {count}")),
        }
    }

    async fn read(&self) -> Result<String, String> {
        let root = self.root().await?;
        let text = self
            .ask(root, "function () { return (this.body ?? this).innerText }")
            .await?;
        Ok(tree::joined(text.as_str().unwrap_or_default()))
    }

    async fn named(&self, role: Role, name: &str) -> Result<Vec<Node>, String> {
        let root = self.root().await?;
        self.query(root, role, name).await
    }

    /// The document, or the part of it this page looks at.
    async fn root(&self) -> Result<u64, String> {
        let document = self
            .shared
            .session
            .cdp("DOM.getDocument", json!({"depth": 0}))
            .await?;
        let mut root = document["root"]["backendNodeId"]
            .as_u64()
            .unwrap_or_default();
        for (role, name) in &self.within {
            let parts = self.query(root, *role, name).await?;
            let [part] = parts.as_slice() else {
                return Err(format!(
                    "there are {} {} {name:?}",
                    parts.len(),
                    role.name()
                ));
            };
            root = part.backend();
        }
        Ok(root)
    }

    async fn query(&self, root: u64, role: Role, name: &str) -> Result<Vec<Node>, String> {
        let parameters = json!({"backendNodeId": root, "role": role.name()});
        let answer = self
            .shared
            .session
            .cdp("Accessibility.queryAXTree", parameters)
            .await?;
        Ok(Node::perceived(&answer)
            .into_iter()
            .filter(|node| tree::is_named(&node.name(), name))
            .collect())
    }
}

/// Whether the words are in the text; «Guardado» is not «Guardado en reserva».
fn says(text: &str, words: &str) -> bool {
    if words == "Guardado" {
        return text.replace("Guardado en reserva", "").contains(words);
    }
    text.contains(words)
}
