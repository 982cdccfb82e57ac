//! Taking progress away, bringing it back, and erasing it.

use aula_core::progress::export::{ExportError, ImportPreview};
use aula_core::progress::journal::Journal;
use aula_core::progress::saving::SaveState;
use leptos::prelude::*;

use crate::browser::download::{self, Chosen};
use crate::browser::{clock, page, spawn};
use crate::items::saved::{save_words, take_file};
use crate::pages::health::health;
use crate::pages::profiles::profiles;
use crate::session::{LATE_MS, Session};
use crate::settings::Settings;
use crate::texts::{self, device};
use crate::ui::dialog::dialog;
use crate::ui::dynamic::{change, dynamic, words};
use crate::ui::element::{button, paragraph, title};

const FIELD: &str = "archivo";
const IMPORT_STATE: &str = "archivo-estado";

/// The page.
#[component]
pub fn Data() -> impl IntoView {
    let session = expect_context::<Session>();
    let live = expect_context::<Settings>().live;
    view! {
        <div class="prose">
            {title(texts::MY_DATA)}
            {paragraph("lead", texts::DATA_LEAD)}
            <section class="panel">
                <h2>{texts::EXPORT_TITLE}</h2>
                <p>{texts::EXPORT_TEXT}</p>
                {button("button", texts::TAKE_FILE, live, move || take_file(session))}
            </section>
            <Import />
            {health()}
            {profiles()}
            <Erase />
        </div>
    }
}

/// How an import stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Choosing,
    Preview(Vec<String>, ImportPreview),
    Said(&'static str),
    Joined,
}

/// That a file was joined, once it is kept: whoever reads it may leave.
fn joined_words(journal: &Journal) -> String {
    let kept = match journal.save_state() {
        SaveState::Saved => String::new(),
        SaveState::LocalOnly(_) | SaveState::MemoryOnly(_) => {
            format!(" {}.", save_words(journal, None, false))
        }
        SaveState::Saving | SaveState::Late | SaveState::NotSaved(_) | SaveState::ReadOnly => {
            return save_words(journal, None, false).to_owned();
        }
    };
    let loose = match journal.has_loose_texts() {
        true => format!(" {}", device::UNREADABLE_LOOSE),
        false => String::new(),
    };
    format!("{}{kept}{loose}", texts::IMPORT_DONE)
}

#[component]
fn Import() -> impl IntoView {
    let session = expect_context::<Session>();
    let live = expect_context::<Settings>().live;
    let step = RwSignal::new(Step::Choosing);
    let check = move || {
        spawn(async move {
            let next = match download::chosen_file(FIELD).await {
                Chosen::Nothing => Step::Said(texts::IMPORT_NOTHING_CHOSEN),
                Chosen::TooLarge => Step::Said(texts::IMPORT_TOO_LARGE),
                Chosen::Unreadable => Step::Said(texts::IMPORT_NOT_OURS),
                Chosen::Text(text) => match session.preview_import(&text) {
                    Ok((texts, preview)) => Step::Preview(texts, preview),
                    Err(ExportError::Newer(_)) => Step::Said(texts::IMPORT_NEWER),
                    Err(ExportError::TooLong) => Step::Said(texts::IMPORT_TOO_LARGE),
                    Err(ExportError::NotAnExport) => Step::Said(texts::IMPORT_NOT_OURS),
                },
            };
            step.set(next);
            page::after_drawing(|| page::focus_near(IMPORT_STATE));
        });
    };
    let settings = StoredValue::new(expect_context::<Settings>());
    let join = move |texts: Vec<String>| {
        session.import(texts);
        settings.with_value(|settings| session.keep_reached(&settings.site));
        step.set(Step::Joined);
        page::after_drawing(|| page::focus_near(IMPORT_STATE));
    };
    let cancel = move || {
        step.set(Step::Choosing);
        page::after_drawing(|| page::focus_near(FIELD));
    };
    let state = move || {
        match step.get() {
        Step::Choosing => ().into_any(),
        Step::Said(words) => view! { {paragraph("notice", words)} }.into_any(),
        Step::Joined => view! { <p class="notice">{words(move || session.read(joined_words))}</p> }.into_any(),
        Step::Preview(texts, preview) => view! {
            <div class="notice">
                <p>{texts::import_preview(preview.new, preview.known, preview.unreadable)}</p>
                {(!preview.alias.is_empty()).then(|| paragraph("", texts::alias_of_file(&preview.alias)))}
                {preview.of_another.then(|| view! { <p><strong>{texts::IMPORT_OF_ANOTHER}</strong></p> })}
                <p class="item__actions">
                    {button("button", texts::IMPORT_NOW, true, move || join(texts.clone()))}
                    {button("button button--quiet", texts::CANCEL, true, cancel)}
                </p>
            </div>
        }
        .into_any(),
    }
    };
    view! {
        <section class="panel">
            <h2>{texts::IMPORT_TITLE}</h2>
            <p>{texts::IMPORT_TEXT}</p>
            <label for=FIELD>{texts::IMPORT_FIELD}</label>
            <input type="file" id=FIELD accept=".json,application/json" disabled=!live on:change=change(move |_| step.set(Step::Choosing)) />
            {button("button", texts::IMPORT_CHECK, live, check)}
            <div role="status" id=IMPORT_STATE tabindex="-1">{dynamic(state)}</div>
        </section>
    }
}

#[component]
fn Erase() -> impl IntoView {
    let session = expect_context::<Session>();
    let live = expect_context::<Settings>().live;
    let open = RwSignal::new(false);
    let asked = RwSignal::new(false);
    let late = RwSignal::new(false);
    let erase = move || {
        session.erase();
        open.set(false);
        asked.set(true);
        late.set(false);
        spawn(async move {
            clock::sleep(LATE_MS).await;
            late.try_set(true);
        });
    };
    let confirm = view! {
        {paragraph("", texts::ERASE_TEXT)}
        <p class="dialog__actions">
            {button("button", texts::CANCEL, true, move || open.set(false))}
            {button("button button--danger", texts::ERASE_NOW, true, erase)}
        </p>
    }
    .into_any();
    let outcome = move || {
        session.read(|journal| match (asked.get(), journal.erase_failure()) {
            (true, Some(_)) => texts::ERASE_FAILED.to_owned(),
            (true, None) if late.get() && journal.is_erasing() => texts::ERASE_LATE.to_owned(),
            (true, None) if journal.log().next().is_none() => texts::ERASED.to_owned(),
            (true, None) | (false, _) => String::new(),
        })
    };
    view! {
        <section class="panel">
            <h2>{texts::ERASE_TITLE}</h2>
            <p>{texts::ERASE_TEXT}</p>
            {button("button button--danger", texts::ERASE, live, move || open.set(true))}
            <p role="status">{words(outcome)}</p>
            {dialog("borrar", texts::ERASE_CONFIRM_TITLE, move || open.get(), move || open.set(false), confirm)}
        </section>
    }
}
