//! «Expediente»: what a person may hand to a coordinator, all that it holds, and an annex to print.

use aula_core::credential::Credential;
use aula_core::evidence::{CourseMark, Evidence};
use leptos::prelude::*;

use super::annex::annex;
use crate::browser::{clock, download, page};
use crate::items::prose::Reader;
use crate::route::Route;
use crate::session::Session;
use crate::texts::{self, trust};
use crate::ui::dynamic::{dynamic, words};
use crate::ui::element::{breadcrumb, button, fact, link, paragraph, title};

/// The page.
#[component]
pub fn EvidencePage(
    /// The course.
    reader: Reader,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let course = reader.course.id.clone();
    let back = reader.settings.href(&Route::Course(course.clone()));
    // The latest name is the corrected one.
    let credential = session.progress(|progress| {
        let mut credentials = progress.credentials.iter();
        credentials.rfind(|each| each.course == course).cloned()
    });
    let body = match credential {
        Some(credential) => whole(&reader, session, &credential),
        None => {
            let href = reader.settings.href(&Route::Certificate(course));
            view! {
                {paragraph("notice", trust::EVIDENCE_NONE)}
                <p>{link("", href, texts::CERTIFICATE)}</p>
            }
            .into_any()
        }
    };
    view! {
        {breadcrumb(texts::BREADCRUMB, back, reader.course.title.clone(), None)}
        <div class="prose">{title(trust::EVIDENCE)} {body}</div>
    }
}

fn whole(reader: &Reader, session: Session, credential: &Credential) -> AnyView {
    let evidence = collect(reader, session, credential);
    let file = evidence.to_json();
    let name = trust::evidence_name(credential.course.as_str(), session.today());
    view! {
        <div class="no-print">
            {paragraph("lead", trust::EVIDENCE_LEAD)}
            <section class="panel">
                <h2>{trust::EVIDENCE_HOLDS}</h2>
                {paragraph("", trust::EVIDENCE_ALL)}
                {preview(&evidence)}
                {to_take(name, file)}
            </section>
        </div>
        {annex(&reader.course, &evidence, session)}
        <p class="no-print">{button("button button--quiet", texts::PRINT, true, page::print)}</p>
    }
    .into_any()
}

fn collect(reader: &Reader, session: Session, credential: &Credential) -> Evidence {
    let mut catalog = reader.settings.site.catalog.iter();
    let entry = catalog.find(|entry| entry.id == credential.course);
    let mark = entry.map(|entry| CourseMark {
        version: entry.version.clone(),
        digest: entry.fingerprint.clone(),
    });
    session.read(|journal| {
        Evidence::collect(
            journal.log(),
            credential,
            mark.unwrap_or_default(),
            clock::now(),
        )
    })
}

/// Everything that the file holds about the person.
fn preview(evidence: &Evidence) -> AnyView {
    let credential = evidence.credential();
    let names = evidence.names();
    let label = if names.len() > 1 {
        trust::NAMES
    } else {
        trust::NAME
    };
    let moments = evidence.records().iter().map(|record| record.envelope().at);
    let first = moments.clone().min_by_key(|at| at.utc_ms);
    let last = moments.max_by_key(|at| at.utc_ms);
    let days = first.zip(last).map(|(first, last)| {
        let days = trust::days(first, last);
        fact(trust::DAYS, days.into_any())
    });
    let course = trust::course_version(&credential.title, &credential.version);
    let records = trust::records(evidence.records().len());
    view! {
        <dl class="health">
            {fact(label, names.join("; ").into_any())}
            {fact(trust::COURSE, course.into_any())}
            {fact(trust::FOLIO, credential.folio.clone().into_any())}
            {days}
            {fact(trust::RECORDS, records.into_any())}
            {fact(trust::LEFT_OUT, trust::left_out(evidence.left_out()).into_any())}
        </dl>
    }
    .into_any()
}

/// The file to the letter, and its download.
fn to_take(name: String, file: String) -> AnyView {
    let shown = RwSignal::new(false);
    let said = RwSignal::new("");
    let text = file.clone();
    let whole = move || match shown.get() {
        true => view! { <pre class="file" tabindex="0">{text.clone()}</pre> }.into_any(),
        false => ().into_any(),
    };
    let toggle = move || {
        let words = if shown.get() {
            trust::HIDE_FILE
        } else {
            trust::SHOW_FILE
        };
        button("link", words, true, move || {
            shown.update(|shown| *shown = !*shown);
        })
    };
    let take = move || {
        let taken = download::save(&name, "application/json", file.as_bytes());
        said.set(if taken {
            trust::EVIDENCE_TAKEN
        } else {
            trust::EVIDENCE_REFUSED
        });
    };
    view! {
        <p class="item__actions">{button("button", trust::TAKE_EVIDENCE, true, take)}</p>
        <p role="status">{words(move || said.get().to_owned())}</p>
        <p>{dynamic(toggle)}</p>
        {dynamic(whole)}
    }
    .into_any()
}
