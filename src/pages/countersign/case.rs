//! One expediente on the coordinator's desk.

use std::sync::Arc;

use aula_core::course::Course;
use aula_core::evidence::{Evidence, Finding, Review, review};
use leptos::prelude::*;

use super::Desk;
use super::signed::{Signed, deliver, sign};
use crate::browser::{clock, modules, page, spawn};
use crate::pages::annex::{by_objective, table, time};
use crate::settings::Settings;
use crate::texts::{self, countersign as own, trust};
use crate::ui::dynamic::{change, dynamic, words};
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
    pub evidence: Arc<Evidence>,
    pub decision: RwSignal<Decision>,
    /// The name that is signed: the person's own, or a corrected one.
    pub name: RwSignal<String>,
    /// Who watched the evaluation; empty if nobody did.
    pub attested_by: RwSignal<String>,
    /// While it is being signed. Pressed twice, also where it was approved twice, it would sign two moments.
    signing: StoredValue<bool>,
    pub signed: RwSignal<Option<Arc<Signed>>>,
}

impl Case {
    /// Nothing decided.
    pub fn new(evidence: Evidence) -> Case {
        let name = evidence.credential().name.as_str().to_owned();
        Case {
            evidence: Arc::new(evidence),
            decision: RwSignal::new(Decision::Open),
            name: RwSignal::new(name),
            attested_by: RwSignal::new(String::new()),
            signing: StoredValue::new(false),
            signed: RwSignal::new(None),
        }
    }

    /// What another word for what is on the page needs: unique, and good for an id.
    fn id(&self, what: &str) -> String {
        let credential = self.evidence.credential();
        format!("{what}-{}", credential.folio.replace(' ', "-"))
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
            {findings(&review)}
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

fn findings(review: &Review) -> AnyView {
    let course = review.edition.map(|edition| &edition.course);
    let (usual, odd): (Vec<&Finding>, Vec<&Finding>) = review
        .findings
        .iter()
        .partition(|finding| finding.is_usual());
    let entries = |findings: Vec<&Finding>| -> Vec<AnyView> {
        let each = |finding: &&Finding| {
            let words = trust::finding(finding, lesson_title(finding, course).as_deref());
            view! { <li>{words}</li> }.into_any()
        };
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

fn lesson_title(finding: &Finding, course: Option<&Course>) -> Option<String> {
    let Finding::Unsustained(id) = finding else {
        return None;
    };
    let (_, lesson) = course?.lesson(id)?;
    Some(lesson.title.clone())
}

/// The name, who watched, and the decision; signing once it is approved and a key is open.
fn decide(case: &Case, desk: Desk, settings: &Settings, met: bool) -> AnyView {
    if !met {
        return paragraph("notice", own::NOT_MET);
    }
    let decision = case.decision;
    let set = move |to: Decision| move || decision.set(to);
    let (name_id, attested_id) = (case.id("nombre"), case.id("atestigua"));
    let state = {
        let (case, settings) = (case.clone(), settings.clone());
        move || match (case.decision.get(), case.signed.get()) {
            (Decision::Open, _) => ().into_any(),
            (Decision::Refused, _) => paragraph("notice", own::REFUSED),
            (Decision::Approved, Some(signed)) => deliver(signed),
            (Decision::Approved, None) => to_sign(&case, desk, &settings),
        }
    };
    view! {
        {field(name_id, own::NAME, own::NAME_HINT, case.name)}
        {field(attested_id, own::ATTESTED_BY, own::ATTESTED_HINT, case.attested_by)}
        <p class="item__actions">
            {button("button", own::APPROVE, true, set(Decision::Approved))}
            {button("button button--quiet", own::REFUSE, true, set(Decision::Refused))}
        </p>
        <div role="status">{dynamic(state)}</div>
    }
    .into_any()
}

fn field(id: String, label: &'static str, hint: &'static str, value: RwSignal<String>) -> AnyView {
    let hint_id = format!("{id}-pista");
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
                prop:value=value.get_untracked()
                on:input=change(move |event| value.set(event_target_value(&event)))
            />
        </div>
    }
    .into_any()
}

fn to_sign(case: &Case, desk: Desk, settings: &Settings) -> AnyView {
    let said = RwSignal::new(String::new());
    let (case, settings) = (case.clone(), settings.clone());
    let id = case.id("firma");
    let target = id.clone();
    // The sheet is drawn with it.
    modules::prepare_certificate();
    let signing = case.signing;
    let act = move || {
        if signing.get_value() {
            return;
        }
        signing.set_value(true);
        let (case, settings, target) = (case.clone(), settings.clone(), target.clone());
        spawn(async move {
            said.set(own::SIGNING.to_owned());
            let signed = sign(&case, desk, &settings).await;
            signing.try_set_value(false);
            match signed {
                // It may have been refused meanwhile.
                Ok(signed) if case.decision.get_untracked() == Decision::Approved => {
                    case.signed.set(Some(Arc::new(signed)));
                }
                Ok(_) => {}
                Err(words) => {
                    said.set(words);
                    page::after_drawing(move || page::focus_near(&target));
                }
            }
        });
    };
    let ready = move || match desk.key.is_open() {
        true => button("button", own::SIGN, true, act.clone()),
        false => paragraph("", own::OPEN_KEY_FIRST),
    };
    view! {
        <p>{own::APPROVED}</p>
        {dynamic(ready)}
        <p id=id tabindex="-1">{words(move || said.get())}</p>
    }
    .into_any()
}
