//! The constancia of a course: what is needed, the name, and the sheet.

use aula_core::credential::{self, Credential, LearnerName};
use aula_core::recertification::{self, Validity};
use leptos::prelude::*;

use super::recertification::notice;
use super::sample::Sample;
use super::sheet::CertificateSheet;
use crate::browser::{modules, page};
use crate::items::prose::Reader;
use crate::route::Route;
use crate::session::Session;
use crate::texts::{self, recertification as own};
use crate::ui::dynamic::{attribute, change, dynamic, memo, words};
use crate::ui::element::{breadcrumb, button, paragraph, title};
use crate::ui::icon::{Icon, icon};

/// The page.
#[component]
pub fn CertificatePage(
    /// The course.
    reader: Reader,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let id = reader.course.id.clone();
    let issued = {
        let id = id.clone();
        memo(move || {
            session.progress(|progress| {
                let current = recertification::current(progress, &id)?;
                let validity =
                    recertification::validity(current, &progress.credentials, session.today());
                Some((current.clone(), validity))
            })
        })
    };
    let pending = {
        let id = id.clone();
        memo(move || session.progress(|progress| recertification::is_pending(progress, &id)))
    };
    let renaming = RwSignal::new(false);
    let back = reader.settings.href(&Route::Course(id));
    let site = reader.settings.site.clone();
    let body = {
        let reader = reader.clone();
        dynamic(move || match issued.get().filter(|_| !renaming.get()) {
            Some(_) if pending.get() => view! {
                {paragraph("notice", own::PENDING)}
                <Eligible reader=reader.clone() renaming />
            }
            .into_any(),
            Some(issued) => issued_view(issued, &site, (notice(reader.clone()), renaming)),
            None => view! { <Eligible reader=reader.clone() renaming /> }.into_any(),
        })
    };
    view! {
        {breadcrumb(texts::BREADCRUMB, back, reader.course.title.clone(), None)}
        <div class="prose">{title(texts::CERTIFICATE)}</div>
        {body}
    }
}

fn issued_view(
    (credential, validity): (Credential, Validity),
    site: &std::sync::Arc<aula_core::site::Site>,
    (notice, renaming): (AnyView, RwSignal<bool>),
) -> AnyView {
    modules::prepare_certificate();
    let rename = move || {
        renaming.set(true);
        page::after_drawing(|| page::focus("nombre"));
    };
    let words = own::valid(validity);
    view! {
        {notice}
        {words.map(|words| paragraph("no-print", words))}
        <CertificateSheet credential site=site.clone() />
        <p class="no-print">
            {button("link", texts::ANOTHER_NAME, true, rename)}
        </p>
    }
    .into_any()
}

/// The criteria, and the name once they are all met.
#[component]
fn Eligible(
    /// The course.
    reader: Reader,
    /// Whether a sheet with another name is being made.
    renaming: RwSignal<bool>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let course = reader.course.clone();
    let eligibility = session.course(&course.id, |progress| {
        credential::eligibility(&course, progress)
    });
    let met = eligibility.is_met();
    let rows = eligibility
        .criteria
        .iter()
        .map(|criterion| {
            let (class, mark, word) =
                if criterion.is_met() { ("criterion criterion--met", Icon::Check, texts::MET) } else { ("criterion", Icon::Cross, texts::MISSING) };
            view! { <li class=class>{icon(mark)} <span>{texts::criterion(*criterion)}</span> <strong>{word}</strong></li> }
        })
        .collect_view();
    view! {
        <div class="prose">
            <h2>{texts::CRITERIA}</h2>
            <ul class="criteria">{rows}</ul>
            {match met {
                true => view! { <NameForm reader renaming /> }.into_any(),
                false => view! { <Sample reader /> }.into_any(),
            }}
        </div>
    }
}

/// The name that was typed, if a sheet with it can be drawn; or what is wrong with it, in words.
pub fn name_in(typed: &str) -> Result<LearnerName, String> {
    let name = LearnerName::new(typed).map_err(texts::name_error)?;
    match name.undrawable() {
        Some(letter) => Err(texts::undrawable(letter)),
        None => Ok(name),
    }
}

/// Asks the name once and has it confirmed.
#[component]
fn NameForm(
    /// The course.
    reader: Reader,
    /// Set to false when the sheet is made.
    renaming: RwSignal<bool>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let typed = RwSignal::new(session.progress(|progress| {
        progress
            .credentials
            .last()
            .map(|credential| credential.name.as_str().to_owned())
            .unwrap_or_default()
    }));
    let error = RwSignal::new(None::<String>);
    let confirming = RwSignal::new(None::<LearnerName>);
    let check = move || match name_in(&typed.get_untracked()) {
        Ok(name) => {
            error.set(None);
            confirming.set(Some(name));
            page::after_drawing(|| page::focus("confirmar"));
        }
        Err(problem) => {
            error.set(Some(problem));
            page::focus("nombre");
        }
    };
    let cancel = move || {
        renaming.set(false);
        page::after_drawing(|| page::focus("titulo"));
    };
    let correct = move || {
        confirming.set(None);
        page::after_drawing(|| page::focus("nombre"));
    };
    let issue = Callback::new(move |name: LearnerName| {
        session.issue(&reader.course, &reader.settings.site, name);
        renaming.set(false);
        page::after_drawing(|| page::focus("titulo"));
    });
    dynamic(move || match confirming.get() {
        Some(name) => confirm_view(name, issue, correct),
        None => {
            let actions = view! {
                {button("button", texts::NAME_CHECK, true, check)}
                {renaming.get_untracked().then(|| button("button button--quiet", texts::CANCEL, true, cancel))}
            };
            name_field((typed, error), texts::NAME_HINT, check, actions.into_any())
        }
    })
}

/// The field for a name and the error above it, with buttons below. Enter in the field does the same as the first of them.
pub fn name_field(
    (typed, error): (RwSignal<String>, RwSignal<Option<String>>),
    hint: &'static str,
    check: impl Fn() + 'static,
    actions: AnyView,
) -> AnyView {
    // The button does not submit: a sandboxed frame may forbid it.
    let submit: Box<dyn Fn(leptos::ev::SubmitEvent)> = Box::new(move |event| {
        event.prevent_default();
        check();
    });
    view! {
        <form class="field" on:submit=submit>
            <label for="nombre">{texts::NAME_LABEL}</label>
            <p class="field__hint" id="nombre-pista">{hint}</p>
            <p class="error" id="nombre-error" role="alert">{words(move || error.get().unwrap_or_default())}</p>
            <input
                type="text"
                id="nombre"
                autocomplete="off"
                spellcheck="false"
                aria-describedby="nombre-pista nombre-error"
                aria-invalid=attribute(move || error.with(Option::is_some).then_some("true"))
                prop:value=typed.get_untracked()
                on:input=change(move |event| typed.set(event_target_value(&event)))
            />
            <p class="item__actions">{actions}</p>
        </form>
    }
    .into_any()
}

fn confirm_view(
    name: LearnerName,
    issue: Callback<LearnerName>,
    correct: impl Fn() + 'static,
) -> AnyView {
    let shown = name.as_str().to_owned();
    view! {
        <section class="confirm">
            <h2 id="confirmar" tabindex="-1">{texts::NAME_CONFIRM_TITLE}</h2>
            {paragraph("confirm__name", shown)}
            <p class="item__actions">
                {button("button", texts::NAME_CONFIRM, true, move || issue.run(name.clone()))}
                {button("button button--quiet", texts::NAME_CORRECT, true, correct)}
            </p>
        </section>
    }
    .into_any()
}
