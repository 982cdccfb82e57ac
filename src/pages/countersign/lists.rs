//! The signed lists from which the next ones are made: those that the site publishes, or newer ones that the operator has or has signed
//! in this visit.

use aula_core::time::Date;
use aula_core::verification::RevocationList;
use leptos::prelude::*;

use super::key::{OpenKey, may_be_opened};
use super::revoke::revoke_view;
use super::successor::successor_view;
use crate::browser::modules::{self, Given};
use crate::browser::{clock, download, fetch, page, spawn};
use crate::settings::Settings;
use crate::texts::countersign as texts;
use crate::ui::dynamic::{dynamic, words};
use crate::ui::element::{button, paragraph};

const NEWER: &str = "listas-nuevas";
const STATE: &str = "listas-estado";
pub const TRUST: &str = "emisores.json";
pub const REVOCATIONS: &str = "revocaciones.json";

/// What the seal read in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// When the list of issuers was signed, if there is one.
    pub trust: Option<Date>,
    /// What is revoked, if there is a list.
    pub revocations: Option<RevocationList>,
    /// Whether the key that was open then signs today.
    signs: bool,
}

/// Both lists, `emisores.json` and `revocaciones.json`, as the text of their files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    pub trust: String,
    pub revocations: String,
}

/// What this visit knows of them.
#[derive(Clone, Copy)]
pub struct Lists {
    newer: RwSignal<Option<Pair>>,
    read: RwSignal<Option<Read>>,
    /// Whether the next ones are being made.
    busy: StoredValue<bool>,
}

impl Lists {
    /// Those of the site, not read yet.
    pub fn published() -> Lists {
        Lists {
            newer: RwSignal::new(None),
            read: RwSignal::new(None),
            busy: StoredValue::new(false),
        }
    }

    /// Does what makes the next lists, unless something else is making them: of two that start from the same, one would be lost.
    pub async fn alone<T>(
        self,
        work: impl Future<Output = Result<T, String>>,
    ) -> Result<T, String> {
        if self.busy.try_get_value() != Some(false) {
            return Err(texts::BUSY.to_owned());
        }
        self.busy.set_value(true);
        let done = work.await;
        self.busy.try_set_value(false);
        done
    }

    /// Whether the open key is in service, as far as the lists could be read.
    pub fn has_open_key(self) -> Option<bool> {
        self.read.with(|read| read.as_ref().map(|read| read.signs))
    }

    /// Whether the open key must not sign here: the lists were read, and it is not in service. A site that announces no key yet refuses none;
    /// nor is one refused where the lists could not be read, as in a place without a network: there a warning must do.
    pub fn refuse_open_key(self, settings: &Settings) -> bool {
        !settings.site.issuer_key.is_empty() && self.has_open_key() == Some(false)
    }

    /// What they said when they were last read.
    pub fn said(self) -> Option<Read> {
        self.read.try_get().flatten()
    }

    /// The last that were signed or chosen here.
    pub fn newest(self) -> Option<Pair> {
        self.newer.get()
    }

    /// Another key is about to be opened: whether that one signs has to be read anew.
    pub fn forget(self) {
        self.read.set(None);
    }

    /// Whether this list of revocations is the last that was signed here.
    pub fn goes_on_with(self, revocations: &str) -> bool {
        self.newer.with(|pair| {
            pair.as_ref()
                .is_some_and(|pair| pair.revocations == revocations)
        })
    }

    /// From now on these: they were signed or chosen here.
    pub fn go_on_with(self, pair: Pair) {
        self.newer.set(Some(pair));
    }

    /// What a function of the seal starts from, and the same with what it is held against, as the seal takes them. The site is asked each time: a list
    /// that was published meanwhile must not be lost.
    pub async fn start(self, settings: &Settings) -> Result<(Pair, String), String> {
        let published = Pair {
            trust: published(settings, TRUST).await?,
            revocations: published(settings, REVOCATIONS).await?,
        };
        // The person may have left the page by now.
        let newer = self.newer.try_get_untracked().flatten();
        let pair = newer.unwrap_or_else(|| published.clone());
        let today = clock::now().date().to_string();
        let given = [
            &pair.trust[..],
            &pair.revocations,
            &published.trust,
            &published.revocations,
            &settings.site.issuer_key,
            &today,
        ];
        let given = given.join("\0");
        Ok((pair, given))
    }

    /// Reads and verifies them.
    pub async fn read(self, settings: &Settings) -> Result<Read, String> {
        self.read.set(None);
        let (_, start) = self.start(settings).await?;
        let answer = modules::seal("read_lists", &[Given::Text(&start)]).await;
        let answer = answer.map_err(|error| texts::list_error(&error))?;
        let read = serde_json::from_str(&answer).map_err(|_| texts::NOT_SIGNED.to_owned())?;
        let (trust, revocations, signs) = read;
        let read = Read {
            trust,
            revocations,
            signs,
        };
        self.read.set(Some(read.clone()));
        Ok(read)
    }
}

/// A list as the site has it now. One that does not come is no empty one: what it revokes would come into force again.
async fn published(settings: &Settings, name: &str) -> Result<String, String> {
    let bytes = fetch::newest(&format!("{}datos/{name}", settings.root)).await;
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    text.ok_or_else(|| texts::list_unreachable(name))
}

/// The panel; on an address that others could have changed there is none.
pub fn lists_panel(key: OpenKey, lists: Lists, settings: &Settings) -> AnyView {
    if !may_be_opened(settings) {
        return ().into_any();
    }
    let from = move || match lists.said() {
        Some(read) => paragraph(
            "",
            texts::lists_from(&read.trust, read.revocations.as_ref()),
        ),
        None => ().into_any(),
    };
    view! {
        <section class="panel">
            <h2>{texts::LISTS_TITLE}</h2>
            {paragraph("", texts::LISTS_TEXT)}
            {dynamic(from)}
            {newer_view(lists, settings)}
            {revoke_view(key, lists, settings)}
            {successor_view(key, lists, settings)}
        </section>
    }
    .into_any()
}

/// Chooses newer ones than those of the site.
fn newer_view(lists: Lists, settings: &Settings) -> AnyView {
    let said = RwSignal::new(String::new());
    let (live, settings) = (settings.live, settings.clone());
    let act = move || {
        let settings = settings.clone();
        spawn(async move {
            let taken = lists.alone(take_newer(lists, &settings)).await;
            said.set(taken.map_or_else(|words| words, str::to_owned));
            page::after_drawing(|| page::focus_near(STATE));
        });
    };
    view! {
        <details>
            <summary>{texts::NEWER}</summary>
            {paragraph("", texts::NEWER_TEXT)}
            <label for=NEWER>{texts::NEWER_FILES}</label>
            <input type="file" id=NEWER multiple accept=".json,application/json" disabled=!live />
            <p class="item__actions">{button("button button--quiet", texts::USE_NEWER, live, act)}</p>
            <p role="status" id=STATE tabindex="-1">{words(move || said.get())}</p>
        </details>
    }
    .into_any()
}

/// Takes the chosen files, told apart by what stands in them; the one that is missing stays as it was.
async fn take_newer(lists: Lists, settings: &Settings) -> Result<&'static str, String> {
    let before = lists.newer.try_get_untracked().flatten();
    let (mut pair, _) = lists.start(settings).await?;
    let files = download::chosen_files(NEWER).await;
    if files.is_empty() {
        return Err(texts::NOTHING_CHOSEN.to_owned());
    }
    for (name, bytes) in files {
        match bytes.and_then(|bytes| String::from_utf8(bytes).ok()) {
            Some(text) if text.contains("\"revocadas\"") => pair.revocations = text,
            Some(text) => pair.trust = text,
            None => return Err(texts::list_unreadable(&name)),
        }
    }
    lists.go_on_with(pair);
    if let Err(words) = lists.read(settings).await {
        lists.newer.set(before);
        return Err(words);
    }
    Ok(texts::NEWER_TAKEN)
}

/// A button that hands a file over, and what to do with it.
pub fn take_file(name: &'static str, text: String, words: &'static str) -> AnyView {
    let take = move || {
        download::save(name, "application/json", text.as_bytes());
    };
    let label = texts::take(name);
    view! { <li>{button("button", label, true, take)} {paragraph("", words)}</li> }.into_any()
}

/// What is still to be done, in the list of what was made.
pub fn step(words: impl Into<String>) -> AnyView {
    view! { <li>{paragraph("", words)}</li> }.into_any()
}

/// What was made, step by step.
pub fn hand_over(heading: String, steps: Vec<AnyView>) -> AnyView {
    view! { <h3>{heading}</h3> <ol>{steps}</ol> }.into_any()
}

/// The button of what needs the open key, or that it is needed.
pub fn with_open_key(key: OpenKey, label: &'static str, act: Callback<()>) -> AnyView {
    dynamic(move || match key.is_open() {
        true => button("button", label, true, move || act.run(())),
        false => paragraph("", texts::OPEN_KEY_FIRST_LIST),
    })
}
