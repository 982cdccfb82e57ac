//! The HTML twin of a constancia: the same words as the PDF, from the same [`Sheet`].

use aula_core::credential::{self, Credential, Sheet};
use aula_core::site::Site;
use leptos::prelude::*;

use crate::browser::{download, modules, page, profiles, spawn};
use crate::items::saved::saved_mark;
use crate::route::Route;
use crate::session::Session;
use crate::settings::Settings;
use crate::texts::{self, trust};
use crate::ui::dynamic::words;
use crate::ui::element::{button, fact, link, paragraph};

/// How the PDF stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Pdf {
    Idle,
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
    let evidence = Route::Evidence(credential.course.clone());
    let evidence = expect_context::<Settings>().href(&evidence);
    let sheet = credential::sheet(&credential, &site.template);
    let state = RwSignal::new(Pdf::Idle);
    let fetch = {
        let sheet = sheet.clone();
        let name = if profiles::is_guest() {
            credential::file_name(&credential)
        } else {
            credential::personal_file_name(&credential)
        };
        move || {
            state.set(Pdf::Preparing);
            let (sheet, name) = (sheet.clone(), name.clone());
            spawn(async move { state.set(prepare(&sheet, &name).await) });
        }
    };
    let progress = move || match state.get() {
        Pdf::Idle => String::new(),
        Pdf::Preparing => texts::PREPARING_PDF.to_owned(),
        Pdf::Ready => texts::PDF_READY.to_owned(),
        Pdf::Failed(words) => words,
    };
    view! {
        {twin(&sheet)}
        <div class="item__actions no-print">
            {button("button", texts::DOWNLOAD_PDF, true, fetch)}
            {button("button button--quiet", texts::PRINT, true, page::print)}
            {link("", evidence, trust::GO_TO_EVIDENCE)}
            {saved_mark(session, None)}
        </div>
        <p class="no-print" role="status">
            {words(progress)}
        </p>
    }
}

async fn prepare(sheet: &Sheet, name: &str) -> Pdf {
    let Ok(json) = serde_json::to_string(sheet) else {
        return Pdf::Failed(texts::PDF_FAILED.to_owned());
    };
    match modules::render_certificate(&json).await {
        Ok(bytes) if download::save(name, "application/pdf", &bytes) => Pdf::Ready,
        Ok(_) => Pdf::Failed(texts::PDF_FAILED.to_owned()),
        Err(words) => Pdf::Failed(explain(&words)),
    }
}

/// The module says `missing glyph: X` when the font lacks a letter of the name; anything else is told as one thing.
fn explain(words: &str) -> String {
    match words
        .rsplit_once("missing glyph: ")
        .and_then(|(_, rest)| rest.chars().next())
    {
        Some(character) => texts::missing_glyph(character),
        None => texts::PDF_FAILED.to_owned(),
    }
}

/// The sheet as a page.
pub fn twin(sheet: &Sheet) -> AnyView {
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
    view! {
        <section class="constancia" aria-label=texts::PREVIEW>
            {mark}
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
