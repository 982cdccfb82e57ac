//! Signing what was approved, handing it over, and the minutes of what was decided.

use std::sync::Arc;

use aula_core::credential::{
    Award, LearnerName, Request, Seal, Trust, award_file_name, award_sheet, exchange,
};
use aula_core::evidence::{Finding, Origin, register_line, review};
use leptos::prelude::*;

use super::super::sheet::{missing_letter, with_letterhead};
use super::Desk;
use super::case::{Case, Decision};
use crate::browser::modules::{self, Given};
use crate::browser::{clock, download};
use crate::settings::Settings;
use crate::texts::{self, countersign as own, trust};
use crate::ui::dynamic::words;
use crate::ui::element::{button, paragraph};

/// What a person receives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    pub award: Award,
    /// Its line of the register.
    pub line: String,
    /// Whether the same was signed before, by what is known here.
    pub again: bool,
    fingerprint: String,
    jwt: String,
    pdf: Vec<u8>,
    svg: String,
}

impl Signed {
    /// Whether this is where something known as signed came from.
    pub fn is_of(&self, origin: &Origin) -> bool {
        is_of(&self.award, origin)
    }
}

fn is_of(award: &Award, origin: &Origin) -> bool {
    let credential = &award.credential;
    origin.folio == credential.folio && origin.name == credential.name.as_str()
}

/// Signs what the log gives, under the name that the coordinator confirmed.
pub async fn sign(case: &Case, desk: Desk, settings: &Settings) -> Result<Signed, String> {
    let (award, again) = award(case, desk, settings)?;
    let not_signed = || own::NOT_SIGNED.to_owned();
    let refused = |error: String| own::seal_error(&error).to_owned();
    let json = serde_json::to_string(&award).map_err(|_| not_signed())?;
    let line = register_line(&award, &case.evidence, &case.digest).map_err(|_| not_signed())?;
    let given = [Given::Text(&json), Given::Text(&settings.site.verifier)];
    let place = modules::seal("prepare", &given).await.map_err(refused)?;
    let seal: Seal = serde_json::from_str(&place).map_err(|_| not_signed())?;
    let sheet = drawn(&award, &seal, settings).await?;
    let given = [
        Given::Text(&json),
        Given::Text(&place),
        Given::Bytes(&sheet),
        Given::Text(&line),
    ];
    let answer = modules::seal("sign", &given).await.map_err(refused)?;
    let parts: Vec<&str> = answer.split('\0').collect();
    let [jwt, svg, line] = parts[..] else {
        return Err(not_signed());
    };
    Ok(Signed {
        award,
        line: line.to_owned(),
        again,
        pdf: exchange(&sheet, &seal.jwt, jwt).ok_or_else(not_signed)?,
        fingerprint: seal.fingerprint,
        jwt: jwt.to_owned(),
        svg: svg.to_owned(),
    })
}

/// What is to be signed, and whether the same was signed before.
fn award(case: &Case, desk: Desk, settings: &Settings) -> Result<(Award, bool), String> {
    let name = LearnerName::new(&case.name.get_untracked()).map_err(texts::name_error)?;
    let (editions, known) = (desk.editions.get_untracked(), desk.known.get_untracked());
    let now = clock::now();
    let review = review(&case.evidence, &editions, &known, now);
    let claim = case.evidence.credential();
    let request = Request {
        name,
        // The same folio: the person's own sheet and this one are of one thing.
        folio: claim.folio.clone(),
        now,
        issuer: settings.site.institution.clone(),
        demonstration: settings.site.demonstration,
    };
    let digest = review.edition.map(|edition| edition.digest.clone());
    let signable = review.credential(request).zip(digest);
    let (mut credential, course_digest) = signable.ok_or_else(|| own::NOT_MET.to_owned())?;
    let valid_until = credential.valid_until.take();
    if let Some(last) = valid_until.filter(|last| *last < now.date()) {
        return Err(own::expired(last));
    }
    let attested_by = case.attested_by.get_untracked().trim().to_owned();
    credential.trust = if attested_by.is_empty() {
        Trust::Countersigned
    } else {
        Trust::Supervised
    };
    let award = Award {
        credential,
        course_digest,
        attested_by,
        valid_until,
    };
    let mut findings = review.findings.iter();
    let again = findings
        .any(|finding| matches!(finding, Finding::AlreadySigned(origin) if is_of(&award, origin)));
    Ok((award, again))
}

/// The signed constancia in its three forms, and the way to correct it.
pub fn deliver(signed: Arc<Signed>, discard: impl FnMut() + 'static) -> AnyView {
    let said = RwSignal::new("");
    let name = award_file_name(&signed.award);
    let stem = name.trim_end_matches(".pdf").to_owned();
    let fingerprint = own::signed_with(&signed.fingerprint);
    let take = move |extension: &str, media: &'static str, bytes: fn(&Signed) -> &[u8]| {
        let (signed, name) = (signed.clone(), format!("{stem}.{extension}"));
        move || {
            let saved = download::save(&name, media, bytes(&signed));
            said.set(if saved {
                own::TAKEN
            } else {
                trust::EVIDENCE_REFUSED
            });
        }
    };
    let pdf = take("pdf", "application/pdf", |signed| &signed.pdf);
    let jwt = take("jwt", "application/vc+jwt", |signed| signed.jwt.as_bytes());
    let svg = take("svg", "image/svg+xml", |signed| signed.svg.as_bytes());
    view! {
        {paragraph("", fingerprint)}
        <p class="item__actions">
            {button("button", own::TAKE_PDF, true, pdf)}
            {button("button button--quiet", own::TAKE_JWT, true, jwt)}
            {button("button button--quiet", own::TAKE_SVG, true, svg)}
        </p>
        <p>{words(move || said.get().to_owned())}</p>
        <details>
            <summary>{own::CORRECT}</summary>
            {paragraph("", own::CORRECT_TEXT)}
            <p class="item__actions">{button("button button--quiet", own::DISCARD, true, discard)}</p>
        </details>
    }
    .into_any()
}

/// The PDF of a sheet that is about to be signed, or why there is none.
async fn drawn(award: &Award, seal: &Seal, settings: &Settings) -> Result<Vec<u8>, String> {
    let failed = || own::SHEET_FAILED.to_owned();
    let sheet = award_sheet(award, &settings.site.template, seal.clone());
    let sheet = with_letterhead(sheet, settings).await.ok_or_else(failed)?;
    let json = serde_json::to_string(&sheet).map_err(|_| failed())?;
    let drawn = modules::render_certificate(&json).await;
    drawn.map_err(|words| missing_letter(&words).map_or_else(failed, own::missing_letter))
}

/// A table of what was decided: where a corrected name and the reasons leave their trace.
pub fn minutes_of_meeting(desk: Desk) -> AnyView {
    let said = RwSignal::new("");
    let take = move || {
        let now = clock::now();
        let text = minutes(desk);
        let name = own::minutes_name(now.date());
        let saved = download::save(&name, "text/csv", text.as_bytes());
        said.set(if saved {
            own::TAKEN
        } else {
            trust::EVIDENCE_REFUSED
        });
    };
    view! {
        <section class="panel">
            <h2>{own::MINUTES_TITLE}</h2>
            {paragraph("", own::MINUTES_TEXT)}
            {button("button button--quiet", own::TAKE_MINUTES, true, take)}
            <p role="status">{words(move || said.get().to_owned())}</p>
        </section>
    }
    .into_any()
}

fn minutes(desk: Desk) -> String {
    let (editions, known) = (desk.editions.get_untracked(), desk.known.get_untracked());
    // The mark by which spreadsheets know UTF-8.
    let mut text = String::from("\u{FEFF}");
    text.push_str(&row(&own::MINUTES_HEAD.map(str::to_owned)));
    for case in desk.cases.get_untracked() {
        let claim = case.evidence.credential();
        let review = review(&case.evidence, &editions, &known, clock::now());
        let reasons: Vec<String> = case
            .reasons(&review)
            .iter()
            .map(|finding| trust::finding(finding, review.edition.map(|edition| &edition.course)))
            .collect();
        let mut add = |signed: Option<&Signed>, decided: &str| {
            let signed = signed.map(|signed| {
                let name = signed.award.credential.name.as_str().to_owned();
                (
                    name,
                    signed.award.attested_by.clone(),
                    signed.fingerprint.clone(),
                )
            });
            let (name, attested_by, fingerprint) = signed.unwrap_or_default();
            text.push_str(&row(&[
                claim.folio.clone(),
                claim.course.to_string(),
                claim.version.clone(),
                claim.name.as_str().to_owned(),
                name,
                decided.to_owned(),
                attested_by,
                fingerprint,
                reasons.join(" "),
            ]));
        };
        for discarded in case.discarded.get_untracked() {
            add(Some(&discarded), own::DISCARDED);
        }
        let signed = case.signed.get_untracked();
        add(signed.as_deref(), decided(case.decision.get_untracked()));
    }
    text
}

fn decided(decision: Decision) -> &'static str {
    match decision {
        Decision::Open => own::UNDECIDED,
        Decision::Approved => own::DECIDED_APPROVED,
        Decision::Refused => own::DECIDED_REFUSED,
    }
}

/// A line of a table. What a spreadsheet would run as a formula gets an apostrophe in front.
fn row(cells: &[String]) -> String {
    let cell = |text: &String| {
        let guard = if text.starts_with(['=', '+', '-', '@', '\t']) {
            "'"
        } else {
            ""
        };
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    };
    let cells: Vec<String> = cells.iter().map(cell).collect();
    format!("{}\r\n", cells.join(","))
}
