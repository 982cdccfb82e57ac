//! The HTML twin of a constancia: the same words as the PDF, from the same [`Sheet`]. Only self-issued sheets and samples are shown, so that it has
//! neither lines to sign on nor a code.

use aula_core::credential::{self, Colours, Credential, Letterhead, Logo, Sheet};
use aula_core::packed::unpack;
use aula_core::progress::event::Event;
use aula_core::progress::journal::Journal;
use aula_core::progress::record::{Record, Recorded};
use aula_core::progress::saving::SaveState;
use aula_core::site::Site;
use leptos::prelude::*;

use crate::browser::{clock, download, fetch, modules, page, profiles, spawn};
use crate::items::saved::saved_mark;
use crate::route::Route;
use crate::session::Session;
use crate::settings::Settings;
use crate::texts::{self, trust};
use crate::ui::dynamic::{dynamic, words};
use crate::ui::element::{button, fact, link, paragraph};

/// What is held back looks this often whether it may go.
const LOOK_AGAIN_MS: i32 = 250;

/// How a sheet leaves the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Download,
    Print,
}

/// How the PDF stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Pdf {
    Idle,
    /// The constancia is not saved yet.
    Held(&'static str),
    Preparing,
    Ready,
    Failed(String),
}

/// A constancia with its download.
#[component]
pub fn CertificateSheet(
    /// What it says.
    credential: Credential,
    /// The words around it.
    site: std::sync::Arc<Site>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let settings = expect_context::<Settings>();
    let evidence = settings.href(&Route::Evidence(credential.course.clone()));
    let sheet = credential::sheet(&credential, &site.template);
    let state = RwSignal::new(Pdf::Idle);
    let drawn = drawn(sheet.clone(), settings.clone());
    let name = if profiles::is_guest() {
        credential::file_name(&credential)
    } else {
        credential::personal_file_name(&credential)
    };
    // Of two ways that were asked for while it waits, the last.
    let wish = StoredValue::new(Way::Download);
    let ask = move |way: Way| {
        let is_held = session
            .read(|journal| held(journal, &sheet.folio))
            .is_some();
        if way == Way::Print && !is_held {
            return page::print();
        }
        wish.set_value(way);
        if is_held {
            session.retry();
        }
        if matches!(state.get_untracked(), Pdf::Held(_) | Pdf::Preparing) {
            return;
        }
        state.set(Pdf::Preparing);
        let (sheet, settings, name) = (sheet.clone(), settings.clone(), name.clone());
        spawn(async move {
            if !is_saved(session, &sheet.folio, state).await {
                return;
            }
            let next = match wish.try_get_value() {
                Some(Way::Download) => prepare(sheet, &settings, &name).await,
                Some(Way::Print) => {
                    page::print();
                    Pdf::Idle
                }
                None => return,
            };
            state.try_set(next);
        });
    };
    let print = ask.clone();
    let progress = move || match state.get() {
        Pdf::Idle => String::new(),
        Pdf::Held(words) => words.to_owned(),
        Pdf::Preparing => texts::PREPARING_PDF.to_owned(),
        Pdf::Ready => texts::PDF_READY.to_owned(),
        Pdf::Failed(words) => words,
    };
    view! {
        {drawn}
        <div class="item__actions no-print">
            {button("button", texts::DOWNLOAD_PDF, true, move || ask(Way::Download))}
            {button("button button--quiet", texts::PRINT, true, move || print(Way::Print))}
            {link("", evidence, trust::GO_TO_EVIDENCE)}
            {saved_mark(session, None)}
        </div>
        <p class="no-print" role="status">
            {words(progress)}
        </p>
    }
}

/// Waits until the constancia may be given out, and says why it may not yet; false if the person has left the page meanwhile.
async fn is_saved(session: Session, folio: &str, state: RwSignal<Pdf>) -> bool {
    while let Some(words) = session.read(|journal| held(journal, folio)) {
        match state.try_get_untracked() {
            None => return false,
            // Said again, it would be read aloud again.
            Some(Pdf::Held(said)) if said == words => {}
            Some(_) => state.set(Pdf::Held(words)),
        }
        clock::sleep(LOOK_AGAIN_MS).await;
    }
    true
}

/// Why a constancia is not given out yet: whoever had the sheet and lost the record would be given another folio. Where nothing can be kept
/// the sheet is all there is, and the page says so.
fn held(journal: &Journal, folio: &str) -> Option<&'static str> {
    let issues = |record: &&Record| matches!(record.event(), Recorded::Known(Event::CredentialIssued { credential }) if credential.folio == folio);
    let is_saved = |record: &Record| journal.is_saved(&record.key());
    match journal.save_state() {
        SaveState::MemoryOnly(_) | SaveState::LocalOnly(_) | SaveState::Saved => None,
        _ if journal.log().rev().find(issues).is_none_or(is_saved) => None,
        SaveState::Saving | SaveState::Late => Some(texts::SHEET_WAITS),
        SaveState::NotSaved(_) => Some(texts::SHEET_HELD),
        SaveState::ReadOnly => Some(texts::SHEET_READ_ONLY),
    }
}

/// The sheet as a page; what the site's institution adds to it follows, if it can be had.
pub fn drawn(sheet: Sheet, settings: Settings) -> AnyView {
    let shown = RwSignal::new(sheet.clone());
    spawn(async move {
        if let Some(sheet) = with_letterhead(sheet, &settings).await {
            // The person may be elsewhere by now.
            shown.try_set(sheet);
        }
    });
    dynamic(move || twin(shown.get()))
}

/// The sheet with what the site's institution adds to it; `None` if that cannot be had.
pub async fn with_letterhead(sheet: Sheet, settings: &Settings) -> Option<Sheet> {
    let file = &settings.site.letterhead_file;
    if file.is_empty() {
        return Some(sheet);
    }
    let bytes = fetch::bytes(&format!("{}{file}", settings.root)).await?;
    Some(unpack::<Letterhead>(&bytes)?.on(sheet))
}

async fn prepare(sheet: Sheet, settings: &Settings, name: &str) -> Pdf {
    let sheet = with_letterhead(sheet, settings).await;
    let Some(json) = sheet.and_then(|sheet| serde_json::to_string(&sheet).ok()) else {
        return Pdf::Failed(texts::PDF_FAILED.to_owned());
    };
    match modules::render_certificate(&json).await {
        Ok(bytes) if download::save(name, "application/pdf", &bytes) => Pdf::Ready,
        Ok(_) => Pdf::Failed(texts::PDF_FAILED.to_owned()),
        Err(words) => Pdf::Failed(match missing_letter(&words) {
            Some(letter) => texts::missing_glyph(letter),
            None => texts::PDF_FAILED.to_owned(),
        }),
    }
}

/// The letter that the font lacks: the module says `missing glyph: X` of it.
pub fn missing_letter(words: &str) -> Option<char> {
    let (_, rest) = words.rsplit_once("missing glyph: ")?;
    rest.chars().next()
}

/// The sheet as a page.
fn twin(sheet: Sheet) -> AnyView {
    let fields = sheet
        .fields
        .iter()
        .map(|(label, value)| view! { {fact(label.clone(), value.clone().into_any())} })
        .collect_view();
    let notices = sheet
        .notices
        .iter()
        .map(|notice| view! { <p>{notice.clone()}</p> })
        .collect_view();
    let mark = (!sheet.mark.is_empty())
        .then(|| view! { {paragraph("constancia__mark", sheet.mark.clone())} });
    let class = match sheet.colours {
        Some(colours) => {
            paint(colours);
            "constancia constancia--own"
        }
        None => "constancia",
    };
    view! {
        <section class=class aria-label=texts::PREVIEW>
            {mark}
            {sheet.logo.map(emblem)}
            {paragraph("constancia__issuer", sheet.issuer.clone())}
            <h2 class="constancia__title">{sheet.title.clone()}</h2>
            <p>{sheet.opening.clone()}</p>
            {paragraph("constancia__name", sheet.name.clone())}
            <p>{sheet.statement.clone()}</p>
            {paragraph("constancia__course", sheet.course.clone())}
            <p>{sheet.subtitle.clone()}</p>
            <dl class="constancia__fields">{fields}</dl>
            <div class="constancia__notices">{notices}</div>
        </section>
    }
    .into_any()
}

/// All sheets of a site are in the same colours: its style sheet takes them from here.
fn paint(colours: Colours) {
    page::set_property("--own-main", &colours.main.to_string());
    page::set_property("--own-accent", &colours.accent.to_string());
    page::set_property("--own-paper", &colours.paper.to_string());
}

fn emblem(logo: Logo) -> AnyView {
    let shapes = logo
        .shapes
        .into_iter()
        .map(|shape| {
            let rule = if shape.even_odd { "evenodd" } else { "nonzero" };
            view! { <path fill=shape.fill.to_string() fill-rule=rule d=shape.path /> }
        })
        .collect_view();
    let view_box = format!("0 0 {} {}", logo.width, logo.height);
    view! {
        <svg class="constancia__logo" viewBox=view_box role="img" aria-label=logo.alt>
            {shapes}
        </svg>
    }
    .into_any()
}
