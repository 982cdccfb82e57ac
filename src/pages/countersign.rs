//! «Cotejo»: a coordinator reads expedientes, sees each re-graded with what there is to say about it, decides, and signs.
//!
//! Nothing of it is kept: closing the page forgets it. What lasts is what was downloaded.

mod case;
mod key;
mod lists;
mod revoke;
mod signed;
mod successor;

use std::sync::Arc;

use aula_core::evidence::{Edition, Evidence, EvidenceError, Known};
use aula_core::packed::unpack;
use leptos::prelude::*;

use crate::browser::{download, fetch, page, spawn};
use crate::settings::Settings;
use crate::texts::countersign as texts;
use crate::ui::dynamic::{dynamic, words};
use crate::ui::element::{button, paragraph, title};
use case::{Case, case_view};
use key::{OpenKey, key_panel};
use lists::{Lists, lists_panel};
use signed::minutes_of_meeting;

const FIELD: &str = "expedientes";
/// How the register of `aula issue` ends, however the browser renamed it.
const REGISTER: &str = ".jsonl";
const HINT: &str = "expedientes-pista";
const STATE: &str = "expedientes-estado";

/// What was read so far.
#[derive(Clone, Copy)]
struct Desk {
    cases: RwSignal<Vec<Case>>,
    editions: RwSignal<Arc<Vec<Edition>>>,
    known: RwSignal<Known>,
    key: OpenKey,
}

/// The page.
#[component]
pub fn Countersign() -> impl IntoView {
    let settings = expect_context::<Settings>();
    let desk = Desk {
        cases: RwSignal::new(vec![]),
        editions: RwSignal::new(Arc::default()),
        known: RwSignal::new(Known::default()),
        key: OpenKey::none(),
    };
    let lists = Lists::published();
    let list = {
        let settings = settings.clone();
        move || {
            let cases = desk.cases.get().into_iter();
            cases
                .map(|case| case_view(case, desk, &settings))
                .collect_view()
                .into_any()
        }
    };
    let closing = move || match desk.cases.with(Vec::is_empty) {
        true => ().into_any(),
        false => minutes_of_meeting(desk),
    };
    view! {
        <div class="prose">
            {title(texts::COUNTERSIGN)}
            {paragraph("lead", texts::LEAD)}
            {reading(desk, &settings)}
            {key_panel(desk.key, lists, &settings)}
            {lists_panel(desk.key, lists, &settings)}
            {dynamic(list)}
            {dynamic(closing)}
        </div>
    }
}

/// Chooses files and reads them.
fn reading(desk: Desk, settings: &Settings) -> AnyView {
    let said = RwSignal::new(String::new());
    let (live, root) = (settings.live, settings.root.clone());
    let read = move || {
        let root = root.clone();
        spawn(async move {
            said.set(texts::READING.to_owned());
            said.set(read_files(desk, &root).await);
            page::after_drawing(|| page::focus_near(STATE));
        });
    };
    view! {
        <section class="panel">
            <h2>{texts::FILES_TITLE}</h2>
            <label for=FIELD>{texts::FILES}</label>
            <p class="field__hint" id=HINT>{texts::FILES_HINT}</p>
            <input
                type="file"
                id=FIELD
                multiple
                accept=".json,.jsonl,application/json"
                aria-describedby=HINT
                disabled=!live
            />
            <p class="item__actions">{button("button", texts::READ, live, read)}</p>
            <p role="status" id=STATE tabindex="-1">{words(move || said.get())}</p>
        </section>
    }
    .into_any()
}

/// Reads what was chosen and says what became of it.
async fn read_files(desk: Desk, root: &str) -> String {
    let files = download::chosen_files(FIELD).await;
    if files.is_empty() {
        return texts::NOTHING_CHOSEN.to_owned();
    }
    let (mut new, mut said) = (vec![], vec![]);
    for (name, bytes) in files {
        let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        if name.ends_with(REGISTER) {
            let read = text
                .and_then(|register| desk.known.try_update(|known| known.add_register(&register)));
            said.push(match read {
                Some(read) => texts::register(&name, read.signed, read.unreadable),
                None => texts::unreadable_register(&name),
            });
            continue;
        }
        let read = text.map_or(Err(EvidenceError::NotEvidence), |text| {
            Evidence::read(&text)
        });
        match read {
            Ok(evidence) => new.push(evidence),
            Err(error) => said.push(texts::refused(&name, error)),
        }
    }
    let mut editions = desk
        .editions
        .try_with_untracked(|editions| (**editions).clone())
        // The person has left the page.
        .unwrap_or_default();
    for evidence in &new {
        fetch_editions(evidence, root, &mut editions).await;
    }
    desk.editions.set(Arc::new(editions));
    desk.known
        .update(|known| new.iter().for_each(|each| known.add(each)));
    let mut number = 0;
    desk.cases.update(|cases| {
        for evidence in new {
            if !cases.iter().any(|case| *case.evidence == evidence) {
                cases.push(Case::new(evidence, cases.len()));
                number += 1;
            }
        }
    });
    texts::read(number, &said)
}

/// The versions that an expediente names, as far as the site has them.
async fn fetch_editions(evidence: &Evidence, root: &str, editions: &mut Vec<Edition>) {
    let course = &evidence.credential().course;
    for version in evidence.versions() {
        let is_here =
            |edition: &Edition| edition.course.id == *course && edition.course.version == version;
        // Both come from a file: what is no plain name is no address either.
        let plain = |text: &str| {
            text.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
        };
        if !editions.iter().any(is_here) && plain(course.as_str()) && plain(&version) {
            let address = format!("{root}{}", Edition::file(course, &version));
            // A version that does not come is a finding of each expediente.
            let bytes = fetch::bytes(&address).await;
            editions.extend(bytes.and_then(|bytes| unpack::<Edition>(&bytes)));
        }
    }
}
