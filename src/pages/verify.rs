//! «Verificar»: anybody asks what a constancia is worth. The copies stay on the device; the seal and both lists come from the site when
//! somebody asks, the scanner with the first picture.

mod camera;

use aula_core::verification::{Difference, Fields, Verdict, Verification};
use leptos::prelude::*;

use crate::browser::modules::{self, Given};
use crate::browser::picture::{self, Grey};
use crate::browser::{clock, download, fetch, page, spawn};
use crate::pages::annex::table;
use crate::route::Route;
use crate::settings::Settings;
use crate::texts::verify as texts;
use crate::ui::dynamic::{dynamic, words};
use crate::ui::element::{button, fact, link, paragraph, title};
use crate::ui::icon::{Icon, icon};
use camera::camera;

const FILES: &str = "constancias";
const PICTURE: &str = "foto";
const PASTED: &str = "texto";
const ANSWER: &str = "dictamen";

/// The page.
#[component]
pub fn Verify(
    /// What a QR code holds: verified at once.
    digits: Option<String>,
) -> impl IntoView {
    let settings = expect_context::<Settings>();
    let said = RwSignal::new("");
    let answer = RwSignal::new(None::<Verification>);
    // Counts the questions: the answer to an earlier one says nothing about a later one.
    let turn = StoredValue::new(0);
    let ask = move || {
        answer.set(None);
        said.set(texts::WORKING);
        turn.set_value(turn.get_value() + 1);
        turn.get_value()
    };
    let tell = move |asked: i32, found: Result<Verification, &'static str>| {
        if turn.try_get_value() != Some(asked) {
            return;
        }
        match found {
            Ok(verification) => {
                said.set("");
                answer.set(Some(verification));
            }
            Err(words) => {
                answer.set(None);
                said.set(words);
            }
        }
        page::after_drawing(|| page::focus_near(ANSWER));
    };
    let asked = settings.clone();
    let act = move || {
        let (turn, settings) = (ask(), asked.clone());
        spawn(async move { tell(turn, verify_given(&settings).await) });
    };
    let asked = settings.clone();
    let watched = Callback::new(move |found: Result<String, &'static str>| {
        let (turn, settings) = (ask(), asked.clone());
        spawn(async move {
            let found = match found {
                Ok(codes) => judge(&lines(&codes).collect::<Vec<_>>(), &settings).await,
                Err(words) => Err(words),
            };
            tell(turn, found);
        });
    });
    if let Some(digits) = digits {
        let (turn, settings) = (ask(), settings.clone());
        spawn(async move { tell(turn, judge(&[digits.into_bytes()], &settings).await) });
    }
    let shown = move || match answer.get() {
        Some(verification) => answer_view(&verification),
        None => ().into_any(),
    };
    view! {
        <div class="prose">
            {title(texts::VERIFY)}
            {paragraph("lead", texts::LEAD)}
            {form(settings.live, act)}
            {camera(watched)}
            <p role="status">{words(move || said.get().to_owned())}</p>
            <div id=ANSWER tabindex="-1">{dynamic(shown)}</div>
            {who_verifies(&settings)}
        </div>
    }
}

fn form(live: bool, act: impl FnMut() + 'static) -> AnyView {
    view! {
        <section class="panel no-print">
            <label for=FILES>{texts::FILES}</label>
            <input type="file" id=FILES multiple accept=".pdf,.jwt,.svg,.txt" disabled=!live />
            <label for=PICTURE>{texts::PICTURE}</label>
            <input type="file" id=PICTURE accept="image/*" disabled=!live />
            <div class="field">
                <label for=PASTED>{texts::PASTED}</label>
                <textarea id=PASTED rows="3" autocomplete="off" spellcheck="false" disabled=!live></textarea>
            </div>
            <p class="item__actions">{button("button", texts::ACT, live, act)}</p>
        </section>
    }
    .into_any()
}

/// Judges everything that was chosen or pasted as copies of one constancia.
async fn verify_given(settings: &Settings) -> Result<Verification, &'static str> {
    let mut copies: Vec<Vec<u8>> = download::chosen_files(FILES)
        .await
        .into_iter()
        // A file that is too large is no constancia: it counts as one without signed data.
        .map(|(_, bytes)| bytes.unwrap_or_default())
        .collect();
    copies.extend(codes_of_picture().await?);
    let pasted = page::value(PASTED);
    if !pasted.trim().is_empty() {
        copies.push(pasted.into_bytes());
    }
    if copies.is_empty() {
        return Err(texts::NOTHING);
    }
    judge(&copies, settings).await
}

/// The codes in the picture that was chosen; none if none was.
async fn codes_of_picture() -> Result<Vec<Vec<u8>>, &'static str> {
    if !download::is_chosen(PICTURE) {
        return Ok(vec![]);
    }
    let mut missing = texts::NO_PICTURE;
    for side in picture::SIDES {
        let Some(picture) = picture::chosen(PICTURE, side).await else {
            break;
        };
        let codes = scanned(&picture).await?;
        if !codes.is_empty() {
            return Ok(lines(&codes).collect());
        }
        missing = texts::NO_CODE;
        if picture.0.max(picture.1) < side {
            break;
        }
    }
    Err(missing)
}

/// The texts of the codes of constancias in a picture, one a line.
pub async fn scanned(picture: &Grey) -> Result<String, &'static str> {
    let found = modules::scan(picture).await;
    found.map_err(|error| match error.as_str() {
        modules::PATIENCE => texts::TOO_MUCH,
        _ => texts::FAILED,
    })
}

fn lines(codes: &str) -> impl Iterator<Item = Vec<u8>> {
    codes.lines().map(|line| line.as_bytes().to_vec())
}

/// Judges copies by the lists that the site publishes.
pub async fn judge(copies: &[Vec<u8>], settings: &Settings) -> Result<Verification, &'static str> {
    let failed = |_| texts::FAILED;
    let mut found = vec![];
    for copy in copies {
        let exhibits = modules::seal("copies", &[Given::Bytes(copy)]).await;
        found.push(exhibits.map_err(failed)?);
    }
    // The site always has both, if empty: what does not come may revoke.
    let trust = list(settings, "emisores").await.ok_or(texts::FAILED)?;
    let revocations = list(settings, "revocaciones").await;
    let revocations = revocations.ok_or(texts::FAILED)?;
    let now = clock::now();
    let given = [
        Given::Text(&found.join("\n")),
        Given::Text(&trust),
        Given::Text(&settings.site.issuer_key),
        Given::Text(&revocations),
        Given::Number(now.utc_ms as f64),
        Given::Number(now.offset_minutes.into()),
    ];
    // The copies were read: what cannot be is a list.
    let answer = modules::seal("judge", &given).await;
    let answer = answer.map_err(|_| texts::BAD_LIST)?;
    serde_json::from_str(&answer).map_err(|_| texts::FAILED)
}

async fn list(settings: &Settings, name: &str) -> Option<String> {
    // A copy from before may not know of a revocation.
    let bytes = fetch::newest(&format!("{}datos/{name}.json", settings.root)).await;
    String::from_utf8(bytes?).ok()
}

fn answer_view(verification: &Verification) -> AnyView {
    let verdict = &verification.verdict;
    let (class, mark) = match verdict {
        Verdict::Authentic => ("verdict verdict--correct", Icon::Check),
        Verdict::Altered
        | Verdict::Revoked { .. }
        | Verdict::Expired { .. }
        | Verdict::UnknownIssuer
        | Verdict::Unverifiable(_) => ("verdict verdict--incorrect", Icon::Cross),
    };
    let known = verification.issuer.as_ref().map(|issuer| {
        view! {
            <dl class="health">
                {fact(texts::ISSUER, issuer.name.clone().into_any())}
            </dl>
            {paragraph("", texts::revocation(verification.revocation))}
        }
    });
    let unchecked = verification.issuers_unchecked;
    let unchecked = unchecked.map(|next| paragraph("", texts::issuers_unchecked(next)));
    let told = texts::told(verification);
    let told = told.map(|words| paragraph("notice", words));
    let (meaning, sheet) = texts::answer(verification);
    let sheet = sheet.map(|words| paragraph("", words));
    let left_out = verification
        .code_only
        .then(|| paragraph("", texts::CODE_ONLY));
    view! {
        <section class="panel">
            <h2 class=class>{icon(mark)} {texts::verdict(verdict)}</h2>
            {paragraph("lead", meaning)}
            {sheet}
            {known}
            {unchecked}
            {differences(&verification.differences)}
            {told}
            {says(&verification.fields)}
            {left_out}
        </section>
    }
    .into_any()
}

/// What signed data say, below a heading.
pub fn says(fields: &Fields) -> AnyView {
    if fields.0.is_empty() {
        return ().into_any();
    }
    let facts: Vec<AnyView> = fields
        .0
        .iter()
        .map(|(field, value)| {
            let words = texts::value(*field, value);
            fact(texts::field(*field), words.into_any())
        })
        .collect();
    view! { <h3>{texts::SAYS}</h3> <dl class="health verified">{facts}</dl> }.into_any()
}

fn differences(differences: &[Difference]) -> AnyView {
    if differences.is_empty() {
        return ().into_any();
    }
    let shown = |difference: &Difference, value: &Option<String>| match value {
        Some(value) => texts::value(difference.field, value),
        None => texts::NOT_SHOWN.to_owned(),
    };
    let rows = differences
        .iter()
        .map(|each| {
            [
                texts::field(each.field).to_owned(),
                shown(each, &each.signed),
                shown(each, &each.other),
            ]
        })
        .collect();
    view! {
        <h3>{texts::DIFFERENCES}</h3>
        {table(&[texts::FIELD, texts::SIGNED, texts::OTHER], rows)}
    }
    .into_any()
}

/// A copied site brings a list of its own: who verifies must say who it is.
fn who_verifies(settings: &Settings) -> AnyView {
    let pinned = match settings.site.issuer_key.as_str() {
        "" => texts::NONE_PINNED.to_owned(),
        pinned => pinned.to_owned(),
    };
    view! {
        <section class="panel">
            <h2>{texts::SITE}</h2>
            {paragraph("", texts::SITE_TEXT)}
            <dl class="health">
                {fact(texts::SITE, settings.site.institution.clone().into_any())}
                {fact(texts::PINNED, pinned.into_any())}
            </dl>
            <p class="no-print">
                {link("", settings.href(&Route::Countersign), texts::TO_COUNTERSIGN)}
            </p>
        </section>
    }
    .into_any()
}
