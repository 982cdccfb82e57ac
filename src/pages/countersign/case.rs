//! One expediente on the coordinator's desk.

use std::sync::Arc;

use aula_core::evidence::{Evidence, Finding, Origin, Review, review};
use aula_core::site::Site;
use leptos::prelude::*;

use super::Desk;
use super::signed::{Signed, deliver, sign};
use crate::browser::{clock, modules, page, spawn};
use crate::pages::annex::{by_objective, table, time};
use crate::settings::Settings;
use crate::texts::{self, countersign as own, trust};
use crate::ui::dynamic::{change, dynamic, flag, words};
use crate::ui::element::{button, fact, paragraph};
use crate::ui::icon::{Icon, icon};

/// What was decided about an expediente.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Nothing yet.
    Open,
    /// It is to be signed.
    Approved,
    /// It is not.
    Refused,
}

/// An expediente with what the coordinator makes of it.
#[derive(Clone)]
pub struct Case {
    /// SHA-256 of the file that was handed in.
    pub digest: String,
    pub evidence: Arc<Evidence>,
    pub decision: RwSignal<Decision>,
    /// The name that is signed: the person's own, or a corrected one.
    pub name: RwSignal<String>,
    /// Who watched the evaluation; empty if nobody did.
    pub attested_by: RwSignal<String>,
    /// Whether it is being signed just now.
    pub signing: RwSignal<bool>,
    /// What signing it says; kept here, because the signature of another draws this one anew.
    said: RwSignal<String>,
    pub signed: RwSignal<Option<Arc<Signed>>>,
    /// What was signed and discarded again.
    pub discarded: RwSignal<Vec<Arc<Signed>>>,
    /// Its place on the desk: two may have the same folio.
    place: usize,
}

impl Case {
    /// Nothing decided.
    pub fn new(digest: String, evidence: Evidence, place: usize) -> Case {
        let name = evidence.credential().name.as_str().to_owned();
        Case {
            digest,
            evidence: Arc::new(evidence),
            decision: RwSignal::new(Decision::Open),
            name: RwSignal::new(name),
            attested_by: RwSignal::new(String::new()),
            signing: RwSignal::new(false),
            said: RwSignal::new(String::new()),
            signed: RwSignal::new(None),
            discarded: RwSignal::new(vec![]),
            place,
        }
    }

    /// The id of something on the page that belongs to it.
    fn id(&self, what: &str) -> String {
        format!("{what}-{}", self.place)
    }

    /// Whether nothing of it can be changed: it is being signed, or was.
    fn is_settled(&self) -> bool {
        self.signing.get() || self.signed.with(Option::is_some)
    }

    /// The reasons to look at it; that it was signed here, for the first time, is none.
    pub fn reasons<'a>(&self, review: &'a Review) -> Vec<&'a Finding> {
        let signed = self.signed.get();
        let is_own = |origin: &Origin| {
            signed
                .as_ref()
                .is_some_and(|signed| !signed.again && signed.is_of(origin))
        };
        let findings = review.findings.iter();
        findings
            .filter(|finding| !matches!(finding, Finding::AlreadySigned(origin) if is_own(origin)))
            .collect()
    }
}

/// The expediente, its findings, and the decision.
pub fn case_view(case: Case, desk: Desk, settings: &Settings) -> AnyView {
    let id = case.id("caso");
    let name = case.evidence.credential().name.as_str().to_owned();
    let settings = settings.clone();
    let labelled = id.clone();
    let body = move || {
        let editions = desk.editions.get();
        let known = desk.known.get();
        let review = review(&case.evidence, &editions, &known, clock::now());
        view! {
            {result(&review, &case.evidence)}
            {findings(&case, &review, &settings.site)}
            {decide(&case, desk, &settings, review.is_met())}
        }
        .into_any()
    };
    view! {
        <section class="panel" aria-labelledby=labelled>
            <h2 id=id>{name}</h2>
            {dynamic(body)}
        </section>
    }
    .into_any()
}

fn result(review: &Review, evidence: &Evidence) -> AnyView {
    let credential = evidence.credential();
    let rows: Vec<AnyView> = review
        .eligibility
        .criteria
        .iter()
        .map(|criterion| {
            let (class, mark, word) = if criterion.is_met() {
                ("criterion criterion--met", Icon::Check, texts::MET)
            } else {
                ("criterion", Icon::Cross, texts::MISSING)
            };
            view! { <li class=class>{icon(mark)} <span>{texts::criterion(*criterion)}</span> <strong>{word}</strong></li> }
                .into_any()
        })
        .collect();
    let attempts = review
        .attempts
        .iter()
        .map(|attempt| {
            let result = &attempt.result;
            [
                trust::moment(attempt.started_at),
                trust::attempt_version(&attempt.version, attempt.recertifies),
                trust::result(result.score.percent(), result.pass_mark),
            ]
        })
        .collect();
    let course = review.edition.map(|edition| &edition.course);
    let details = course.map(|course| {
        view! {
            <details>
                <summary>{own::DETAILS}</summary>
                {table(&[trust::BEGAN, trust::VERSION, trust::RESULT], attempts)}
                {table(&[trust::OBJECTIVE, trust::POINTS], by_objective(course, review.by_objective()))}
                {table(&[trust::MODULE, trust::TIME], time(course, &review.spent))}
            </details>
        }
    });
    view! {
        <dl class="health">
            {fact(trust::COURSE, trust::course_version(&credential.title, &credential.version).into_any())}
            {fact(trust::FOLIO, credential.folio.clone().into_any())}
            {fact(trust::TIME, trust::spent(u64::from(review.spent.minutes()) * 60_000).into_any())}
        </dl>
        <h3>{own::REGRADED}</h3>
        <ul class="criteria">{rows}</ul>
        {details}
    }
    .into_any()
}

fn findings(case: &Case, review: &Review, site: &Site) -> AnyView {
    let course = review.edition.map(|edition| &edition.course);
    let reasons = case.reasons(review).into_iter();
    let (usual, odd): (Vec<&Finding>, Vec<&Finding>) =
        reasons.partition(|finding| finding.is_usual(site));
    let entries = |findings: Vec<&Finding>| -> Vec<AnyView> {
        let each =
            |finding: &&Finding| view! { <li>{trust::finding(finding, course)}</li> }.into_any();
        findings.iter().map(each).collect()
    };
    let nothing = odd.is_empty().then(|| paragraph("", own::NOTHING_ODD));
    let to_know = (!usual.is_empty()).then(|| {
        view! { <h3>{own::TO_KNOW}</h3> <ul>{entries(usual)}</ul> }
    });
    view! {
        <h3>{own::ODD}</h3>
        {nothing}
        <ul class="findings">{entries(odd)}</ul>
        {to_know}
    }
    .into_any()
}

/// The name, who watched, and the decision; signing once it is approved and a key is open.
fn decide(case: &Case, desk: Desk, settings: &Settings, met: bool) -> AnyView {
    if !met {
        return paragraph("notice", own::NOT_MET);
    }
    let state = {
        let (case, settings) = (case.clone(), settings.clone());
        move || match (case.signed.get(), case.decision.get()) {
            (Some(signed), _) => {
                let discard = {
                    let (case, signed) = (case.clone(), signed.clone());
                    move || {
                        case.discarded.update(|all| all.push(signed.clone()));
                        case.decision.set(Decision::Open);
                        case.signed.set(None);
                    }
                };
                deliver(signed, discard)
            }
            (None, Decision::Open) => ().into_any(),
            (None, Decision::Refused) => paragraph("notice", own::REFUSED),
            (None, Decision::Approved) => to_sign(&case, desk, &settings),
        }
    };
    let choices = {
        let (case, decision) = (case.clone(), case.decision);
        let set = move |to: Decision| move || decision.set(to);
        move || {
            let may = !case.is_settled();
            view! {
                <p class="item__actions">
                    {button("button", own::APPROVE, may, set(Decision::Approved))}
                    {button("button button--quiet", own::REFUSE, may, set(Decision::Refused))}
                </p>
            }
            .into_any()
        }
    };
    let id = case.id("firma");
    view! {
        {field(case, "nombre", own::NAME, own::NAME_HINT, case.name)}
        {field(case, "atestigua", own::ATTESTED_BY, own::ATTESTED_HINT, case.attested_by)}
        {dynamic(choices)}
        <div role="status" id=id tabindex="-1">{dynamic(state)}</div>
    }
    .into_any()
}

fn field(
    case: &Case,
    what: &str,
    label: &'static str,
    hint: &'static str,
    value: RwSignal<String>,
) -> AnyView {
    let id = case.id(what);
    let hint_id = format!("{id}-pista");
    let case = case.clone();
    let described = hint_id.clone();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <p class="field__hint" id=hint_id>{hint}</p>
            <input
                type="text"
                id=id
                autocomplete="off"
                spellcheck="false"
                aria-describedby=described
                disabled=flag(move || case.is_settled())
                prop:value=value.get_untracked()
                on:input=change(move |event| value.set(event_target_value(&event)))
            />
        </div>
    }
    .into_any()
}

fn to_sign(case: &Case, desk: Desk, settings: &Settings) -> AnyView {
    let (case, settings) = (case.clone(), settings.clone());
    let (said, may) = (case.said, settings.clone());
    // The sheet is drawn with it.
    modules::prepare_certificate();
    let act = move || {
        // Pressed twice, it would sign two moments.
        if case.signing.get_untracked() {
            return;
        }
        case.signing.set(true);
        let (case, settings) = (case.clone(), settings.clone());
        spawn(async move {
            said.set(own::SIGNING.to_owned());
            match sign(&case, desk, &settings).await {
                Ok(signed) => {
                    said.set(String::new());
                    desk.known
                        .update(|known| desk.register.add(&signed.line, known));
                    case.signed.set(Some(Arc::new(signed)));
                }
                Err(words) => said.set(words),
            }
            case.signing.set(false);
            let target = case.id("firma");
            page::after_drawing(move || page::focus_near(&target));
        });
    };
    let ready = move || match desk.key.is_open() {
        true if desk.lists.refuse_open_key(&may) => paragraph("notice", own::KEY_REFUSED),
        true => button("button", own::SIGN, true, act.clone()),
        false => paragraph("", own::OPEN_KEY_FIRST),
    };
    view! {
        <p>{own::APPROVED}</p>
        {dynamic(ready)}
        <p>{words(move || said.get())}</p>
    }
    .into_any()
}
