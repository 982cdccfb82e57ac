//! Whose progress this page works with: one of the profiles of this device, or a guest's, which is kept nowhere.
//!
//! The first profile has the plain names of the stores; each other one has its id in all of them, so that nothing of it is ever read
//! with another's. The list of nicknames in localStorage is a convenience, which may be lost: the databases are the truth, and each
//! has its nickname in its log.

use std::cell::RefCell;

use gloo_storage::{LocalStorage, SessionStorage, Storage as _};
use serde_json::{from_str, to_string};

use super::{clock, indexed_db};

/// The nicknames: a JSON list of pairs of id and nickname.
const LIST: &str = "aula:perfiles";
/// Which one this tab uses, and, for a tab that does not say, which one was used last.
const CHOSEN: &str = "aula:perfil";
/// Ids of the profiles that were erased last, as a JSON list: a tab that was open on one must not make its stores again.
const ERASED: &str = "aula:borrados";
/// How many of them: a tab may sleep for weeks, but not while so many come and go.
const ERASED_LIMIT: usize = 100;
/// When somebody was last here on a guest's visit: milliseconds. There while the visit lasts.
const VISIT: &str = "aula:visita";
/// After so long without anybody a visit has ended, whether or not a page was there to end it.
pub const VISIT_MS: i64 = 10 * 60_000;
/// In place of an id; never an id, because these are hexadecimal.
const GUEST: &str = "visita";

thread_local! {
    static CURRENT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// A person who uses this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Empty for the first one.
    pub id: String,
    /// Empty as long as it is not known.
    pub alias: String,
}

/// Finds the profiles and which one this tab uses; to be called once, before any store is opened.
pub async fn begin() {
    let mut profiles = list();
    let erased = erased();
    let listed = profiles.len();
    for name in indexed_db::names().await {
        if let Some(id) = name.strip_prefix("aula-")
            && is_id(id)
            && profiles.iter().all(|(held, _)| held != id)
            && erased.iter().all(|gone| gone != id)
        {
            profiles.push((id.to_owned(), String::new()));
        }
    }
    if profiles.len() > listed {
        keep(&profiles);
    }
    // Who went without ending the visit is not the person who comes now; and another tab may have ended it.
    if absence().abs() >= VISIT_MS || !visit_goes_on() {
        end_guest();
    }
    // A tab that was opened during a visit belongs to it.
    let visit = || said(local(), VISIT).map(|_| GUEST.to_owned());
    let chosen = said(session(), CHOSEN)
        .or_else(visit)
        .or_else(|| said(local(), CHOSEN))
        .unwrap_or_default();
    if erased.contains(&chosen) {
        // Another tab erased it: as there, nobody goes on in another's record without choosing it.
        choose_guest();
        return CURRENT.set(GUEST.to_owned());
    }
    if is_id(&chosen) && profiles.iter().all(|(held, _)| *held != chosen) {
        // Not on the list any more: at worst an empty one, never somebody else's.
        profiles.push((chosen.clone(), String::new()));
        keep(&profiles);
    }
    // Loaded again, this tab is still the same person's, whoever was chosen in another one meanwhile.
    note(session(), CHOSEN, &chosen);
    CURRENT.set(chosen);
}

/// The nickname that the log has, for the list.
pub fn name_current(alias: &str) {
    if !alias.is_empty() && current().is_some_and(|profile| profile.alias != alias) {
        rename_current(alias);
    }
}

/// Gives the profile in use another nickname, which its log takes over at the next start. False if the browser refused.
pub fn rename_current(alias: &str) -> bool {
    // What was erased does not come back to the list.
    if is_guest() || is_erased() {
        return false;
    }
    let id = CURRENT.with_borrow(Clone::clone);
    let mut profiles = list();
    match profiles.iter_mut().find(|(held, _)| *held == id) {
        Some((_, name)) => alias.clone_into(name),
        None => profiles.push((id, alias.to_owned())),
    }
    keep(&profiles)
}

/// Whether the profile in use was erased, in this tab or another: nothing of it may be written any more.
pub fn is_erased() -> bool {
    CURRENT.with_borrow(|current| erased().contains(current))
}

/// Whether this tab uses the first profile, which is never taken off the list.
pub fn is_first() -> bool {
    CURRENT.with_borrow(String::is_empty)
}

/// Whether nothing is to be kept.
pub fn is_guest() -> bool {
    CURRENT.with_borrow(|current| current == GUEST)
}

/// The profile in use; `None` for a guest.
pub fn current() -> Option<Profile> {
    let id = CURRENT.with_borrow(Clone::clone);
    all().into_iter().find(|profile| profile.id == id)
}

/// Every profile of this device; the first one always.
pub fn all() -> Vec<Profile> {
    let mut profiles = vec![Profile {
        id: String::new(),
        alias: String::new(),
    }];
    for (id, alias) in list() {
        if id.is_empty() {
            profiles[0].alias = alias;
        } else {
            profiles.push(Profile { id, alias });
        }
    }
    profiles
}

/// Adds a profile and has this tab use it from the next load on. False if the browser refused.
pub fn add(id: u64, alias: &str) -> bool {
    let id = format!("{id:016x}");
    let mut profiles = list();
    profiles.push((id.clone(), alias.to_owned()));
    keep(&profiles) && choose(&id)
}

/// Has this tab, and the next ones, use a profile from the next load on. False if the browser refused.
pub fn choose(id: &str) -> bool {
    // A tab without a session storage goes by what was used last.
    note(local(), CHOSEN, id) | note(session(), CHOSEN, id)
}

/// Somebody is here on a guest's visit. False if the browser refused.
pub fn seen() -> bool {
    note(local(), VISIT, &clock::now().utc_ms.to_string())
}

/// Whether there is a visit: it ends in all its tabs at once.
pub fn visit_goes_on() -> bool {
    said(local(), VISIT).is_some()
}

/// How long nobody was here on the visit of this device, in milliseconds; 0 if there is none, negative if the clock was set back.
pub fn absence() -> i64 {
    said(local(), VISIT).map_or(0, |seen| {
        // What is no moment is no visit that could go on.
        let seen = seen.parse().unwrap_or(0);
        clock::now().utc_ms - seen
    })
}

/// Has this tab be a guest's from the next load on, and every tab that is opened until the visit ends. False if the browser refused.
pub fn choose_guest() -> bool {
    note(session(), CHOSEN, GUEST) & seen()
}

/// Ends a guest's visit: from the next load on this tab uses what was used last on this device.
pub fn end_guest() {
    if let Some(storage) = local() {
        drop(storage.remove_item(VISIT));
    }
    if let Some(storage) = session()
        && said(Some(storage.clone()), CHOSEN).as_deref() == Some(GUEST)
    {
        drop(storage.remove_item(CHOSEN));
    }
}

/// Takes the profile in use off the list, with its stores, which must have been emptied; whether the page must be loaded again for
/// that: a guest's, so that nobody goes on in another's record without choosing it. The first profile only loses its nickname.
pub async fn forget_current() -> bool {
    if is_guest() {
        return false;
    }
    let id = CURRENT.with_borrow(Clone::clone);
    let mut profiles = list();
    if !id.is_empty() {
        bury(id.clone());
    }
    profiles.retain(|(held, _)| *held != id);
    keep(&profiles);
    if id.is_empty() {
        return false;
    }
    // It is empty by now; if it stays, nothing leads to it.
    drop(indexed_db::remove().await);
    choose("");
    choose_guest()
}

fn bury(id: String) {
    let mut erased = erased();
    erased.push(id);
    let oldest = erased.len().saturating_sub(ERASED_LIMIT);
    let text = to_string(erased.get(oldest..).unwrap_or_default()).ok();
    if let Some((text, storage)) = text.zip(local()) {
        // Where it is refused, a tab that is open on the profile still hears of it.
        drop(storage.set_item(ERASED, &text));
    }
}

fn erased() -> Vec<String> {
    let text = said(local(), ERASED);
    text.and_then(|text| from_str(&text).ok())
        .unwrap_or_default()
}

/// The name of one of this profile's stores, which ends like this: `aula…` for the first profile, `aula-<id>…` for the others.
pub fn own(ending: &str) -> String {
    CURRENT.with_borrow(|current| {
        let dash = if current.is_empty() { "" } else { "-" };
        format!("aula{dash}{current}{ending}")
    })
}

fn said(storage: Option<web_sys::Storage>, key: &str) -> Option<String> {
    storage?.get_item(key).ok().flatten()
}

fn note(storage: Option<web_sys::Storage>, key: &str, text: &str) -> bool {
    storage.is_some_and(|storage| storage.set_item(key, text).is_ok())
}

fn is_id(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn list() -> Vec<(String, String)> {
    let text = local().and_then(|storage| storage.get_item(LIST).ok().flatten());
    text.and_then(|text| from_str(&text).ok())
        .unwrap_or_default()
}

fn keep(profiles: &[(String, String)]) -> bool {
    to_string(profiles).is_ok_and(|text| note(local(), LIST, &text))
}

/// gloo's accessors throw past Rust where access is denied (a sandboxed frame), so they are touched only after a probe.
fn local() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()?;
    Some(LocalStorage::raw())
}

fn session() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()?;
    Some(SessionStorage::raw())
}
