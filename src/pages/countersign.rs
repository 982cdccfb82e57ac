//! «Cotejo»: a coordinator reads expedientes, sees each re-graded with what there is to say about it, decides, and signs.
//!
//! Nothing of it is kept: closing the page forgets it. What lasts is what was downloaded.

mod case;
mod editions;
mod key;
mod lists;
mod register;
mod revoke;
mod signed;
mod successor;

use std::sync::Arc;

use aula_core::course::fingerprint;
use aula_core::evidence::{Edition, Evidence, EvidenceError, Known};
use aula_core::id::CourseId;
use leptos::prelude::*;

use crate::browser::{download, page, spawn};
use crate::navigator::Navigator;
use crate::settings::Settings;
use crate::texts::countersign as texts;
use crate::ui::dynamic::{dynamic, words};
use crate::ui::element::{button, paragraph, title};
use case::{Case, case_view};
use editions::fetch_editions;
use key::{OpenKey, key_panel};
use lists::{Lists, lists_panel};
use register::Register;
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
    register: Register,
    key: OpenKey,
    lists: Lists,
}

/// The page.
#[component]
pub fn Countersign() -> impl IntoView {
    let settings = expect_context::<Settings>();
    let navigator = expect_context::<Navigator>();
    let desk = Desk {
        cases: RwSignal::new(vec![]),
        editions: RwSignal::new(Arc::default()),
        known: RwSignal::new(Known::default()),
        register: Register::empty(navigator),
        key: OpenKey::none(),
        lists: Lists::published(),
    };
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
            {key_panel(desk.key, desk.lists, &settings)}
            {lists_panel(desk.key, desk.lists, &settings)}
            {dynamic(list)}
            {desk.register.view()}
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
            let read = text.and_then(|text| {
                desk.known
                    .try_update(|known| desk.register.take_in(&text, known))
            });
            said.push(match read {
                Some(read) => texts::register(&name, read.signed, read.unreadable),
                None => texts::unreadable_register(&name),
            });
            continue;
        }
        let read = text.map_or(Err(EvidenceError::NotEvidence), |text| {
            Evidence::read(&text).map(|evidence| (fingerprint(&text), evidence))
        });
        match read {
            Ok(read) => new.push(read),
            Err(error) => said.push(texts::refused(&name, error)),
        }
    }
    let mut editions = desk
        .editions
        .try_with_untracked(|editions| (**editions).clone())
        // The person has left the page.
        .unwrap_or_default();
    let courses: Vec<&CourseId> = new
        .iter()
        .map(|(_, evidence)| &evidence.credential().course)
        .collect();
    if !courses.is_empty()
        && fetch_editions(&courses, root, &mut editions)
            .await
            .is_none()
    {
        said.push(texts::EDITIONS_UNREACHABLE.to_owned());
        return said.join(" ");
    }
    desk.editions.set(Arc::new(editions));
    desk.known
        .update(|known| new.iter().for_each(|(_, evidence)| known.add(evidence)));
    let mut number = 0;
    desk.cases.update(|cases| {
        for (digest, evidence) in new {
            if !cases.iter().any(|case| *case.evidence == evidence) {
                cases.push(Case::new(digest, evidence, cases.len()));
                number += 1;
            }
        }
    });
    texts::read(number, &said)
}
