//! The signing key: opened from its file with a passphrase inside the seal's module, and closed after five minutes.

mod backup;

use std::cell::Cell;
use std::sync::Arc;

use leptos::prelude::*;

use super::lists::{Lists, Pair, REVOCATIONS, TRUST, hand_over, step, take_file};
use crate::browser::modules::{self, Given};
use crate::browser::{clock, download, habits, page, random, spawn};
use crate::settings::Settings;
use crate::texts::countersign as texts;
use crate::ui::dynamic::{dynamic, words};
use crate::ui::element::{button, paragraph};
use backup::Code;
pub use backup::{backup_sheet, code_of};

/// How long a key stays open, and how often the clock on the wall is asked: a timer stops while the machine sleeps.
const OPEN_MS: i64 = 5 * 60_000;
const LOOK_MS: i32 = 5_000;
const FILE: &str = "llave";
const PASSPHRASE: &str = "frase";
const NEW_PASSPHRASE: &str = "frase-nueva";
const REPEATED: &str = "frase-repetida";

thread_local! {
    /// Counts the openings: the end of an earlier one, or of its page, does not close a later one.
    static TURN: Cell<u32> = const { Cell::new(0) };
}

fn next_turn() -> u32 {
    TURN.set(TURN.get().wrapping_add(1));
    TURN.get()
}

/// Whether a key is open, and which.
#[derive(Clone, Copy)]
pub struct OpenKey {
    fingerprint: RwSignal<Option<String>>,
}

impl OpenKey {
    /// None is. What is opened is closed with the page.
    pub fn none() -> OpenKey {
        let key = OpenKey {
            fingerprint: RwSignal::new(None),
        };
        if cfg!(target_arch = "wasm32") {
            on_cleanup(|| spawn(close()));
        }
        key
    }

    /// Whether one is; whoever asks in a view is drawn again when that changes.
    pub fn is_open(self) -> bool {
        self.fingerprint.with(Option::is_some)
    }

    async fn open(self, file: &str, passphrase: &str) -> Result<String, String> {
        // The person has left the page, which would have closed it: nobody would.
        if self.fingerprint.is_disposed() {
            return Err("locked".to_owned());
        }
        let turn = next_turn();
        let given = [Given::Text(file), Given::Text(passphrase)];
        let opened = modules::seal("open_key", &given).await;
        if TURN.get() != turn {
            // Closed or opened anew meanwhile; what is opened takes the place of what was.
            if self.fingerprint.is_disposed() {
                drop(modules::seal("close_key", &[]).await);
            }
            return Err("locked".to_owned());
        }
        if opened.is_err() && self.fingerprint.try_get_untracked().flatten().is_some() {
            // What was open before is closed all the same.
            self.fingerprint.set(None);
        }
        let fingerprint = opened?;
        self.fingerprint.set(Some(fingerprint.clone()));
        let until = clock::now().utc_ms + OPEN_MS;
        spawn(async move {
            while clock::now().utc_ms < until {
                clock::sleep(LOOK_MS).await;
                if TURN.get() != turn {
                    return;
                }
            }
            self.close().await;
        });
        Ok(fingerprint)
    }

    /// Forgets it.
    pub async fn close(self) {
        close().await;
        self.fingerprint.try_set(None);
    }
}

/// Has the seal wipe the key that is open, if any.
async fn close() {
    next_turn();
    // A module that does not answer holds no key.
    drop(modules::seal("close_key", &[]).await);
}

/// The panel; on an address that others could have changed it takes no key.
pub fn key_panel(key: OpenKey, lists: Lists, settings: &Settings) -> AnyView {
    let body = if may_be_opened(settings) {
        let new = new_key(key, lists, settings);
        let settings = settings.clone();
        let state = move || match key.fingerprint.get() {
            Some(fingerprint) => open_view(key, &fingerprint, lists, &settings),
            None => closed_view(key, lists, &settings),
        };
        view! { {dynamic(state)} {new} }.into_any()
    } else {
        paragraph("notice", texts::INSECURE)
    };
    view! { <section class="panel"><h2>{texts::KEY_TITLE}</h2> {paragraph("", texts::KEY_TEXT)} {body}</section> }
        .into_any()
}

/// Whether nobody on the way can have changed the page that asks for a key.
pub fn may_be_opened(settings: &Settings) -> bool {
    habits::is_secure() || !settings.live
}

fn open_view(key: OpenKey, fingerprint: &str, lists: Lists, settings: &Settings) -> AnyView {
    // A successor is not the key that the site announces, and signs all the same. Where the lists cannot be read, only that is known.
    let announced = fingerprint == settings.site.issuer_key;
    let settings = settings.clone();
    let other = move || match lists.has_open_key().unwrap_or(announced) {
        true => ().into_any(),
        false if lists.refuse_open_key(&settings) => paragraph("notice", texts::KEY_REFUSED),
        false => paragraph("notice", texts::KEY_NOT_PINNED),
    };
    let other = dynamic(other);
    let close = move || spawn(key.close());
    view! {
        {paragraph("", texts::key_open(fingerprint))}
        {other}
        {button("button button--quiet", texts::CLOSE_KEY, true, close)}
    }
    .into_any()
}

fn closed_view(key: OpenKey, lists: Lists, settings: &Settings) -> AnyView {
    let said = RwSignal::new("");
    let (live, settings) = (settings.live, settings.clone());
    let open = move || {
        // Pressed twice, it would find the field empty that the first time has emptied.
        if said.get_untracked() == texts::OPENING {
            return;
        }
        said.set(texts::OPENING);
        let settings = settings.clone();
        spawn(async move {
            lists.forget();
            let file = download::chosen_files(FILE).await.into_iter().next();
            let text = file
                .and_then(|(_, bytes)| bytes)
                .and_then(|bytes| String::from_utf8(bytes).ok());
            let passphrase = page::take_value(PASSPHRASE);
            said.set(match text {
                None => texts::NO_KEY_FILE,
                Some(text) => match key.open(&text, &passphrase).await {
                    Ok(_) => "",
                    Err(error) => texts::seal_error(&error),
                },
            });
            // Whatever is wrong with the lists is said where they are used.
            drop(lists.read(&settings).await);
        });
    };
    view! {
        <label for=FILE>{texts::KEY_FILE}</label>
        <input type="file" id=FILE accept=".json,application/json" disabled=!live />
        {secret(PASSPHRASE, texts::PASSPHRASE, live)}
        <p class="item__actions">{button("button", texts::OPEN_KEY, live, open)}</p>
        <p role="status">{words(move || said.get().to_owned())}</p>
    }
    .into_any()
}

/// A field for a passphrase.
pub fn secret(id: &'static str, label: &'static str, live: bool) -> AnyView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input type="password" id=id autocomplete="off" disabled=!live />
        </div>
    }
    .into_any()
}

/// What a new key comes with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// As the file says it.
    pub fingerprint: String,
    /// The key file.
    pub file: String,
    /// Its QR code.
    pub code: Code,
    /// The first lists, on a site that has no key yet; or why they could not be signed.
    pub first: Option<Result<Pair, String>>,
}

/// Makes a key, hands over its file and the first lists, and shows the sheet to print.
fn new_key(key: OpenKey, lists: Lists, settings: &Settings) -> AnyView {
    let said = RwSignal::new(String::new());
    let made = RwSignal::new(None::<Arc<Made>>);
    let (live, whose) = (settings.live, settings.site.institution.clone());
    let settings = settings.clone();
    let make = move || {
        let settings = settings.clone();
        spawn(async move {
            let passphrase = page::take_value(NEW_PASSPHRASE);
            if passphrase != page::take_value(REPEATED) {
                return said.set(texts::PASSPHRASES_DIFFER.to_owned());
            }
            said.set(texts::MAKING.to_owned());
            lists.forget();
            let new = make_key(key, lists, &settings, &passphrase);
            said.set(match lists.alone(new).await {
                Ok(new) => {
                    made.set(Some(Arc::new(new)));
                    texts::KEY_MADE.to_owned()
                }
                Err(words) => words,
            });
            // Whether it signs here; whatever is wrong with the lists is said where they are used.
            drop(lists.read(&settings).await);
        });
    };
    let result = move || match made.get() {
        Some(made) => made_view(&made, &whose),
        None => ().into_any(),
    };
    view! {
        <details>
            <summary>{texts::NEW_KEY}</summary>
            {paragraph("", texts::NEW_KEY_TEXT)}
            {secret(NEW_PASSPHRASE, texts::NEW_PASSPHRASE, live)}
            {secret(REPEATED, texts::REPEAT_PASSPHRASE, live)}
            <p class="item__actions">{button("button button--quiet", texts::MAKE_KEY, live, make)}</p>
            <p role="status">{words(move || said.get())}</p>
            {dynamic(result)}
        </details>
    }
    .into_any()
}

/// A key, opened at once, and its lists where it is the first; or why there is none, in words.
async fn make_key(
    key: OpenKey,
    lists: Lists,
    settings: &Settings,
    passphrase: &str,
) -> Result<Made, String> {
    let start = match settings.site.issuer_key.is_empty() {
        // Before there is a key: without the site's lists it would come without its own, and no second try.
        true => Some(lists.start(settings).await?.1),
        false => None,
    };
    let today = clock::now().date().to_string();
    let failed = |error: String| texts::seal_error(&error).to_owned();
    let file = modules::seal(
        "make_key",
        &[
            Given::Text(&settings.site.institution),
            Given::Text(&today),
            Given::Text(passphrase),
            Given::Bytes(&random::key_material()),
        ],
    )
    .await
    .map_err(failed)?;
    let fingerprint = key.open(&file, passphrase).await.map_err(failed)?;
    download::save(texts::KEY_NAME, "application/json", file.as_bytes());
    let first = match start {
        Some(start) => Some(first_lists(&start, settings).await),
        None => None,
    };
    Ok(Made {
        fingerprint,
        code: code_of(&file).await,
        file,
        first,
    })
}

/// The first lists, signed by the open key.
async fn first_lists(start: &str, settings: &Settings) -> Result<Pair, String> {
    let given = [Given::Text(start), Given::Text(&settings.site.institution)];
    let signed = modules::seal("first_lists", &given).await;
    let signed = signed.map_err(|error| texts::list_error(&error))?;
    let both = signed.split_once('\0').ok_or(texts::NOT_SIGNED)?;
    Ok(Pair {
        trust: both.0.to_owned(),
        revocations: both.1.to_owned(),
    })
}

fn made_view(made: &Made, institution: &str) -> AnyView {
    let lists = made.first.clone().map(|lists| match lists {
        Ok(both) => hand_over(
            texts::FIRST_LISTS.to_owned(),
            vec![
                take_file(TRUST, both.trust, texts::PUBLISH_TRUST),
                take_file(REVOCATIONS, both.revocations, texts::PUBLISH_TRUST),
                step(texts::pin(&made.fingerprint)),
            ],
        ),
        Err(words) => paragraph("notice", words),
    });
    view! {
        {lists}
        {backup_sheet(institution, made)}
    }
    .into_any()
}
