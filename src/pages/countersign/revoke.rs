//! Taking a constancia back: what is known of its folio, the reason, and the list that says so. And renewing the date of that list.

use std::sync::Arc;

use aula_core::evidence::signed_awards;
use aula_core::time::Date;
use aula_core::verification::{Field, Fields, Revocation, Verdict};
use leptos::prelude::*;

use super::REGISTER;
use super::key::OpenKey;
use super::lists::{Lists, Pair, REVOCATIONS, TRUST, take_file, with_open_key};
use crate::browser::modules::{self, Given};
use crate::browser::{clock, download, page, spawn};
use crate::pages::verify::{judge, says};
use crate::settings::Settings;
use crate::texts::{countersign as texts, verify};
use crate::ui::dynamic::{change, dynamic, words};
use crate::ui::element::{button, paragraph};

const FOLIO: &str = "folio";
const FILES: &str = "folio-archivo";
const FOUND: &str = "folio-encontrados";
const KNOWN: &str = "folio-conocido";
const REASON: &str = "motivo";
const DAY: &str = "fecha-revocacion";
const SIGNED: &str = "lista-firmada";

/// A constancia in the files that were chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    fields: Fields,
    /// What it is worth; a line of a register is no signature.
    verdict: Option<Verdict>,
}

impl Found {
    fn folio(&self) -> &str {
        self.fields.get(Field::Folio).unwrap_or_default()
    }
}

/// What was asked about, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    folio: String,
    found: Option<Found>,
    revoked: Option<Revocation>,
}

/// What the person works on.
#[derive(Clone, Copy)]
struct Desk {
    key: OpenKey,
    lists: Lists,
    found: RwSignal<Arc<Vec<Found>>>,
    asked: RwSignal<Option<Asked>>,
    said: RwSignal<String>,
    /// What was signed last: the list of revocations and, if it was signed too, that of issuers.
    signed: RwSignal<Option<Pair>>,
}

/// Both: taking back, and renewing.
pub fn revoke_view(key: OpenKey, lists: Lists, settings: &Settings) -> AnyView {
    let desk = Desk {
        key,
        lists,
        found: RwSignal::new(Arc::default()),
        asked: RwSignal::new(None),
        said: RwSignal::new(String::new()),
        signed: RwSignal::new(None),
    };
    let signed = move || match desk.signed.get() {
        // One that a later list has replaced must not be published any more.
        Some(new) if desk.lists.goes_on_with(&new.revocations) => signed_view(desk.lists, new),
        Some(_) | None => ().into_any(),
    };
    let settings_of_first = settings.clone();
    let first = move || match desk.lists.said() {
        Some(read) if read.trust.is_some() && read.revocations.is_none() => {
            first_view(desk, &settings_of_first)
        }
        Some(_) | None => ().into_any(),
    };
    view! {
        {dynamic(first)}
        <details>
            <summary>{texts::REVOKE_TITLE}</summary>
            {paragraph("", texts::REVOKE_TEXT)}
            {look_up_view(desk, settings)}
        </details>
        <details>
            <summary>{texts::RENEW_TITLE}</summary>
            {paragraph("", texts::RENEW_TEXT)}
            <div class="item__actions">{sign_button(desk, texts::RENEW, Some(&[]), settings)}</div>
        </details>
        <p role="status">{words(move || desk.said.get())}</p>
        <div id=SIGNED tabindex="-1">{dynamic(signed)}</div>
    }
    .into_any()
}

/// Which constancia, and what is known of it.
fn look_up_view(desk: Desk, settings: &Settings) -> AnyView {
    let (live, asked) = (settings.live, settings.clone());
    let act = move || {
        let settings = asked.clone();
        spawn(async move {
            desk.said.set(texts::LOOKING.to_owned());
            desk.signed.set(None);
            let said = look_up(desk, &page::value(FOLIO), &settings).await;
            desk.said.set(said.err().unwrap_or_default());
            let is_one = desk.asked.try_get_untracked().flatten().is_some();
            page::after_drawing(move || page::focus_near(if is_one { KNOWN } else { FOUND }));
        });
    };
    let several = move || several_view(desk, live);
    let settings = settings.clone();
    let known = move || match desk.asked.get() {
        Some(asked) => known_view(&asked, desk, &settings),
        None => ().into_any(),
    };
    view! {
        <div class="field">
            <label for=FOLIO>{texts::FOLIO}</label>
            <input type="text" id=FOLIO autocomplete="off" spellcheck="false" disabled=!live />
        </div>
        <label for=FILES>{texts::FOLIO_FILES}</label>
        <input type="file" id=FILES multiple accept=".pdf,.jwt,.svg,.jsonl" disabled=!live />
        <p class="item__actions">{button("button button--quiet", texts::LOOK_UP, live, act)}</p>
        {dynamic(several)}
        <div id=KNOWN tabindex="-1">{dynamic(known)}</div>
    }
    .into_any()
}

/// Reads the files and the lists, and shows the typed folio, or the one that the files hold.
async fn look_up(desk: Desk, typed: &str, settings: &Settings) -> Result<(), String> {
    desk.asked.set(None);
    let found = read_files(settings).await?;
    desk.lists.read(settings).await?;
    desk.found.set(Arc::new(found.clone()));
    let typed = typed.trim().to_lowercase();
    let folio = match (&found[..], typed.is_empty()) {
        (_, false) => typed,
        ([only], true) => only.folio().to_owned(),
        ([], true) => return Err(texts::NO_FOLIO.to_owned()),
        // Which of them is asked below.
        ([_, _, ..], true) => return Ok(()),
    };
    ask(desk, folio);
    Ok(())
}

/// What is known of a folio.
fn ask(desk: Desk, folio: String) {
    let found = desk.found.try_get_untracked().unwrap_or_default();
    let revoked = desk.lists.said().and_then(|read| read.revocations);
    let revoked = revoked.map(|list| list.revoked).unwrap_or_default();
    desk.asked.set(Some(Asked {
        // The last line of a register counts, as for `aula reissue`.
        found: found.iter().rfind(|found| found.folio() == folio).cloned(),
        revoked: revoked.into_iter().find(|entry| entry.folio == folio),
        folio,
    }));
}

/// The constancias in the chosen files: of a register each line, of a constancia what it says.
async fn read_files(settings: &Settings) -> Result<Vec<Found>, String> {
    let mut all = vec![];
    for (name, bytes) in download::chosen_files(FILES).await {
        let bytes = bytes.ok_or_else(|| texts::list_unreadable(&name))?;
        if name.ends_with(REGISTER) {
            let text = String::from_utf8(bytes).map_err(|_| texts::unreadable_register(&name))?;
            all.extend(signed_awards(&text).map(|line| Found {
                fields: Fields::of(&line.award),
                verdict: None,
            }));
        } else {
            let found = judge(&[bytes], settings).await.map_err(str::to_owned)?;
            all.push(Found {
                fields: found.fields,
                verdict: Some(found.verdict),
            });
        }
    }
    Ok(all)
}

/// Which of several.
fn several_view(desk: Desk, live: bool) -> AnyView {
    let found = desk.found.get();
    if found.len() < 2 {
        return ().into_any();
    }
    let options: Vec<AnyView> = found
        .iter()
        .map(|found| {
            let folio = found.folio().to_owned();
            let words = texts::found(&found.fields);
            view! { <option value=folio>{words}</option> }.into_any()
        })
        .collect();
    let choose = change(move |event| match event_target_value(&event) {
        folio if folio.is_empty() => desk.asked.set(None),
        folio => ask(desk, folio),
    });
    view! {
        <div class="field">
            <label for=FOUND>{texts::FOUND}</label>
            <select id=FOUND disabled=!live on:change=choose>
                <option value="">{texts::CHOOSE}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

fn known_view(asked: &Asked, desk: Desk, settings: &Settings) -> AnyView {
    let known = match &asked.found {
        Some(found) => {
            let worth = found.verdict.as_ref().map(|verdict| {
                let line = texts::worth(verify::verdict(verdict), &verify::meaning(verdict));
                paragraph("", line)
            });
            let unproven = worth
                .is_none()
                .then(|| paragraph("notice", texts::BY_REGISTER));
            view! { {worth} {unproven} {says(&found.fields)} }.into_any()
        }
        None => paragraph("notice", texts::UNKNOWN_FOLIO),
    };
    let next = match &asked.revoked {
        Some(entry) => paragraph("notice", texts::already_revoked(entry.date, &entry.reason)),
        None => reason_view(asked.folio.clone(), desk, settings),
    };
    view! { <h3>{texts::folio(&asked.folio)}</h3> {known} {next} }.into_any()
}

/// Why and when.
fn reason_view(folio: String, desk: Desk, settings: &Settings) -> AnyView {
    let today = clock::now().date().to_string();
    let settings = settings.clone();
    let act = move |()| {
        let (settings, folio) = (settings.clone(), folio.clone());
        spawn(async move {
            let Some(date) = Date::parse(&page::value(DAY)) else {
                return desk.said.set(texts::NO_DAY.to_owned());
            };
            let entry = Revocation {
                folio,
                date,
                reason: page::value(REASON),
            };
            sign(desk, Some(&[entry]), &settings).await;
        });
    };
    let ready = with_open_key(desk.key, texts::REVOKE, Callback::new(act));
    view! {
        <div class="field">
            <label for=REASON>{texts::REASON}</label>
            <input type="text" id=REASON autocomplete="off" />
        </div>
        <div class="field">
            <label for=DAY>{texts::REVOKED_ON}</label>
            <input type="date" id=DAY value=today.clone() max=today />
        </div>
        <div class="item__actions">{ready}</div>
    }
    .into_any()
}

/// A site with issuers and no list of revocations: it was lost, or there never was one.
fn first_view(desk: Desk, settings: &Settings) -> AnyView {
    view! {
        <details>
            <summary>{texts::FIRST_TITLE}</summary>
            {paragraph("notice", texts::FIRST_TEXT)}
            <div class="item__actions">{sign_button(desk, texts::SIGN_FIRST, None, settings)}</div>
        </details>
    }
    .into_any()
}

/// The button that signs a list in which nothing more is taken back.
fn sign_button(
    desk: Desk,
    label: &'static str,
    taken_back: Option<&'static [Revocation]>,
    settings: &Settings,
) -> AnyView {
    let settings = settings.clone();
    let act = move |()| {
        let settings = settings.clone();
        spawn(async move { sign(desk, taken_back, &settings).await });
    };
    with_open_key(desk.key, label, Callback::new(act))
}

/// Signs the next list with these in it, or the first of all, and goes on with it.
async fn sign(desk: Desk, taken_back: Option<&[Revocation]>, settings: &Settings) {
    desk.said.set(texts::SIGNING.to_owned());
    let next = next_list(desk.lists, taken_back, settings);
    match desk.lists.alone(next).await {
        Ok(list) => {
            desk.said.set(String::new());
            desk.asked.set(None);
            desk.signed.set(Some(list));
            page::after_drawing(|| page::focus_near(SIGNED));
        }
        Err(words) => desk.said.set(words),
    }
}

async fn next_list(
    lists: Lists,
    taken_back: Option<&[Revocation]>,
    settings: &Settings,
) -> Result<Pair, String> {
    let (pair, start) = lists.start(settings).await?;
    let signed = match taken_back {
        Some(taken_back) => {
            let json =
                serde_json::to_string(taken_back).map_err(|_| texts::NOT_SIGNED.to_owned())?;
            modules::seal("revoke", &[Given::Text(&start), Given::Text(&json)]).await
        }
        None => modules::seal("first_revocations", &[Given::Text(&start)]).await,
    };
    let signed = signed.map_err(|error| texts::list_error(&error))?;
    let (revocations, trust) = signed.split_once('\0').unwrap_or((&signed, ""));
    let new = Pair {
        trust: trust.to_owned(),
        revocations: revocations.to_owned(),
    };
    lists.go_on_with(Pair {
        trust: if trust.is_empty() {
            pair.trust
        } else {
            trust.to_owned()
        },
        ..new.clone()
    });
    // What was signed is shown in any case.
    drop(lists.read(settings).await);
    Ok(new)
}

fn signed_view(lists: Lists, new: Pair) -> AnyView {
    let said = lists.said().and_then(|read| read.revocations);
    let said = said.map(|list| paragraph("", texts::signed_list(&list)));
    let trust = (!new.trust.is_empty()).then(|| take_file(TRUST, new.trust, texts::PUBLISH_TOO));
    view! {
        <h3>{texts::LIST_SIGNED}</h3>
        {said}
        <ul>{take_file(REVOCATIONS, new.revocations, texts::PUBLISH_REVOCATIONS)} {trust}</ul>
    }
    .into_any()
}
