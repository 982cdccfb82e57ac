//! Whether what was answered is on the disk, in words that tell the truth; and the file to take it all away.

use aula_core::progress::journal::{Journal, StartReport};
use aula_core::progress::record::RecordKey;
use aula_core::progress::saving::SaveState;
use leptos::prelude::*;

use crate::browser::download;
use crate::session::Session;
use crate::texts;
use crate::ui::dynamic::words;

/// «Guardado», «Guardando…», «No se pudo guardar»: of one record, or of everything, and of what is being written.
pub fn save_words(journal: &Journal, key: Option<&RecordKey>, writing: bool) -> &'static str {
    let pending = key.is_none_or(|key| !journal.is_saved(key));
    match journal.save_state() {
        SaveState::MemoryOnly(_) => texts::ONLY_IN_MEMORY,
        SaveState::ReadOnly if pending => texts::ONLY_IN_MEMORY,
        SaveState::NotSaved(_) if pending => texts::NOT_SAVED,
        SaveState::Late if pending => texts::LATE,
        SaveState::Saving if pending => texts::SAVING,
        _ if writing => texts::SAVING,
        SaveState::LocalOnly(_) => texts::ONLY_LOCAL,
        SaveState::Saved
        | SaveState::NotSaved(_)
        | SaveState::Late
        | SaveState::Saving
        | SaveState::ReadOnly => texts::SAVED,
    }
}

/// [`save_words`] as a mark that changes by itself.
pub fn saved_mark(session: Session, key: Option<RwSignal<Option<RecordKey>>>) -> AnyView {
    let state = move || {
        let key = key.and_then(|key| key.get());
        let writing = key.is_none() && session.is_writing();
        session.read(|journal| save_words(journal, key.as_ref(), writing).to_owned())
    };
    // A translator must not replace what changes by itself: it would go on showing the old words.
    view! { <span class="saved" translate="no">{words(state)}</span> }.into_any()
}

/// Offers the whole record as a file.
pub fn take_file(session: Session) {
    // The browser itself says when a download is refused.
    download::save(
        &texts::export_name(session.today()),
        "application/json",
        session.export().as_bytes(),
    );
}

/// What the start found that the person should know.
pub fn start_words(report: StartReport) -> Vec<String> {
    let mut words = Vec::new();
    if report.recovered > 0 {
        words.push(texts::recovered(report.recovered));
    }
    if report.is_amnesia() {
        words.push(texts::AMNESIA.to_owned());
    } else if report.lost > 0 {
        words.push(texts::lost(report.lost));
    }
    if report.out_of_reach > 0 {
        words.push(texts::out_of_reach(report.out_of_reach));
    }
    if report.unreadable > 0 {
        words.push(texts::unreadable(report.unreadable));
    }
    words
}
