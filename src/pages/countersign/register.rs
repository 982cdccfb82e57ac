//! The register of what was signed: the lines that the coordinator brings and those of this visit, as one file to take along.

use aula_core::evidence::{Known, RegisterRead};
use leptos::prelude::*;

use super::super::leaving::leave_dialog;
use crate::browser::{download, page};
use crate::navigator::Navigator;
use crate::texts::{countersign as texts, trust};
use crate::ui::dynamic::{dynamic, words};
use crate::ui::element::{button, paragraph};

/// The name under which `aula issue` keeps it.
const NAME: &str = "registro.jsonl";

/// The register, and how much of it no file has yet.
#[derive(Clone, Copy)]
pub struct Register {
    lines: RwSignal<Vec<String>>,
    /// Whether something was signed in this visit.
    has_signed: RwSignal<bool>,
    /// How many signatures of this visit were not downloaded.
    loose: RwSignal<usize>,
    navigator: Navigator,
}

impl Register {
    /// An empty one. App and browser ask before a line that no file has goes with the page.
    pub fn empty(navigator: Navigator) -> Register {
        let register = Register {
            lines: RwSignal::new(vec![]),
            has_signed: RwSignal::new(false),
            loose: RwSignal::new(0),
            navigator,
        };
        page::ask_before_closing(move || register.loose.try_get_untracked().unwrap_or(0) > 0);
        register
    }

    /// Takes in what the coordinator brings, the lines too that cannot be read.
    pub fn take_in(self, text: &str, known: &mut Known) -> RegisterRead {
        self.lines.update(|lines| {
            for line in text.trim_start_matches('\u{FEFF}').lines() {
                // The same file may be chosen twice.
                if !lines.iter().any(|held| held == line) {
                    lines.push(line.to_owned());
                }
            }
        });
        known.add_register(text)
    }

    /// Adds the line of a signature.
    pub fn add(self, line: &str, known: &mut Known) {
        self.lines.update(|lines| lines.push(line.to_owned()));
        self.loose.update(|loose| *loose += 1);
        self.navigator.asks.set_value(true);
        if !self.has_signed.get_untracked() {
            self.has_signed.set(true);
        }
        known.add_register(line);
    }

    /// The way to take it along; nothing while nothing was signed.
    pub fn view(self) -> AnyView {
        let body = move || match self.has_signed.get() {
            true => self.panel(),
            false => ().into_any(),
        };
        dynamic(body)
    }

    fn panel(self) -> AnyView {
        let said = RwSignal::new("");
        let take = move || {
            let mut text = String::new();
            self.lines.with_untracked(|lines| {
                for line in lines {
                    text.push_str(line);
                    text.push('\n');
                }
            });
            let saved = download::save(NAME, "application/jsonl", text.as_bytes());
            if saved {
                self.loose.set(0);
                self.navigator.asks.set_value(false);
            }
            said.set(match saved {
                true => texts::TAKEN,
                false => trust::EVIDENCE_REFUSED,
            });
        };
        view! {
            <section class="panel" aria-label=texts::REGISTER_TITLE>
                <h2>{texts::REGISTER_TITLE}</h2>
                {paragraph("", texts::REGISTER_TEXT)}
                <p>{words(move || texts::loose(self.loose.get()))}</p>
                {button("button", texts::take(NAME), true, take)}
                <p role="status">{words(move || said.get().to_owned())}</p>
            </section>
            {leave_dialog(self.navigator, texts::LEAVE_TITLE, texts::LEAVE_COST, texts::LEAVE_NOW)}
        }
        .into_any()
    }
}
