//! «Salud de sus datos»: where progress lies, how it is, what may become of it, and what to do about that.

use aula_core::progress::journal::{Input, Journal};
use aula_core::progress::record::Record;
use aula_core::progress::saving::{Cause, SaveState};
use leptos::prelude::*;

use crate::browser::{habits, page, spawn};
use crate::items::saved::saved_mark;
use crate::session::Session;
use crate::settings::Settings;
use crate::texts::{self, device};
use crate::ui::dynamic::{dynamic, words};
use crate::ui::element::{button, fact, paragraph};

const CHECKED: &str = "revision-estado";

/// The sections.
pub fn health() -> AnyView {
    let session = expect_context::<Session>();
    let live = expect_context::<Settings>().live;
    view! {
        <section class="panel">
            <h2>{device::HEALTH_TITLE}</h2>
            <div hidden=!live>
                {state(session)}
            </div>
        </section>
        <section class="panel">
            <h2>{device::RISKS_TITLE}</h2>
            {risks(live)}
        </section>
        <section class="panel">
            <h2>{device::CHECK_TITLE}</h2>
            {paragraph("", device::CHECK_TEXT)}
            {check(session, live)}
        </section>
    }
    .into_any()
}

fn state(session: Session) -> AnyView {
    let told = |tell: fn(&Journal) -> String| words(move || session.read(tell));
    view! {
        <p>{told(|journal| texts::record_count(journal.log().count()))}</p>
        <p>{saved_mark(session, None)}</p>
        <dl class="health">
            {fact(device::WHERE, told(|journal| place(journal).to_owned()))}
            {fact(device::LAST_SAVED, told(last_saved))}
            {fact(device::SIZE, told(size))}
            {fact(device::COPY, told(|journal| copy(journal).to_owned()))}
            {fact(device::UNREADABLE, told(unreadable))}
            {fact(device::ALTERED, told(|journal| device::altered(journal.start_report().altered)))}
        </dl>
    }
    .into_any()
}

fn place(journal: &Journal) -> &'static str {
    match journal.save_state() {
        SaveState::Saved | SaveState::Saving | SaveState::Late | SaveState::NotSaved(_) => {
            device::WHERE_DURABLE
        }
        SaveState::LocalOnly(_) => device::WHERE_LOCAL,
        SaveState::MemoryOnly(_) => device::WHERE_MEMORY,
        SaveState::ReadOnly => device::WHERE_READ_ONLY,
    }
}

fn last_saved(journal: &Journal) -> String {
    match journal.last_saved() {
        Some(at) => device::last_saved(at),
        None => device::NOTHING_SAVED.to_owned(),
    }
}

fn size(journal: &Journal) -> String {
    let bytes = journal.log().map(|record: &Record| record.text().len());
    device::size(journal.log().count(), bytes.sum())
}

fn copy(journal: &Journal) -> &'static str {
    match journal.save_state() {
        SaveState::LocalOnly(_) | SaveState::MemoryOnly(_) => device::COPY_NONE,
        _ if journal.copy_failure().is_some() => device::COPY_REFUSED,
        SaveState::Saved
        | SaveState::Saving
        | SaveState::Late
        | SaveState::NotSaved(_)
        | SaveState::ReadOnly => device::COPY_THERE,
    }
}

fn unreadable(journal: &Journal) -> String {
    match journal.unreadable().count() {
        0 => device::UNREADABLE_NONE.to_owned(),
        _ if journal.has_loose_texts() => device::UNREADABLE_LOOSE.to_owned(),
        number => device::unreadable_kept(number),
    }
}

/// What holds for every browser, what can be told of this one, and the button to be asked to keep the data.
fn risks(live: bool) -> AnyView {
    let here = [
        (habits::is_in_a_frame(), device::RISK_FRAME),
        (habits::is_apple(), device::RISK_APPLE),
        (true, device::RISK_CLEARING),
        (true, device::RISK_PRIVATE),
    ];
    let kept = RwSignal::new(None::<bool>);
    let said = RwSignal::new("");
    let asked = RwSignal::new(false);
    spawn(async move {
        kept.set(habits::is_kept().await);
        asked.set(true);
    });
    let ask = move || {
        spawn(async move {
            let answer = habits::ask_to_keep().await;
            kept.set(answer);
            said.set(if answer == Some(true) {
                ""
            } else {
                device::KEEP_REFUSED
            });
            page::after_drawing(|| page::focus_near("conservar"));
        });
    };
    let keeping = move || match (asked.get(), kept.get()) {
        (false, _) => ().into_any(),
        (true, None) => paragraph("", device::RISK_UNASKED),
        (true, Some(true)) => paragraph("", device::KEPT),
        (true, Some(false)) => view! {
            {paragraph("", device::NOT_KEPT)}
            {button("button button--quiet", device::ASK_TO_KEEP, true, ask)}
        }
        .into_any(),
    };
    let entries: Vec<AnyView> = here
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, words)| view! { <li>{words}</li> }.into_any())
        .collect();
    view! {
        <ul>{entries}</ul>
        <div id="conservar" tabindex="-1" role="status" hidden=!live>
            {dynamic(keeping)} {words(move || said.get().to_owned())}
        </div>
    }
    .into_any()
}

fn check(session: Session, live: bool) -> AnyView {
    let said = RwSignal::new(String::new());
    let check = move || {
        spawn(async move {
            let answered = session.open().await;
            said.set(session.read(|journal| match journal.save_state() {
                _ if !answered => device::CHECK_UNREACHABLE.to_owned(),
                SaveState::MemoryOnly(Cause::Guest) => device::WHERE_MEMORY.to_owned(),
                SaveState::LocalOnly(_) | SaveState::MemoryOnly(_) => {
                    device::CHECK_UNREACHABLE.to_owned()
                }
                SaveState::Saved
                | SaveState::Saving
                | SaveState::Late
                | SaveState::NotSaved(_)
                | SaveState::ReadOnly => device::checked(journal.start_report()),
            }));
            page::after_drawing(|| page::focus_near(CHECKED));
        });
    };
    let accept = move || {
        session.feed(Input::LossAccepted);
        said.set(device::LOSS_ACCEPTED.to_owned());
        page::after_drawing(|| page::focus_near(CHECKED));
    };
    let accept = move || match session.read(|journal| journal.start_report().lost) {
        0 => ().into_any(),
        _ => button("button button--quiet", device::ACCEPT_LOSS, true, accept),
    };
    view! {
        {button("button", device::CHECK, live, check)} " " {dynamic(accept)}
        <p role="status" id=CHECKED tabindex="-1">{words(move || said.get())}</p>
    }
    .into_any()
}
