//! Whether what was answered is on the disk, in words that tell the truth.

use aula_core::progress::journal::Journal;
use aula_core::progress::record::RecordKey;
use aula_core::progress::saving::SaveState;
use leptos::prelude::*;

use crate::session::Session;
use crate::texts;
use crate::ui::dynamic::words;
use crate::ui::element::span;

/// «Guardado», «Guardando…», «No se pudo guardar»: of one record, or of everything.
pub fn save_words(journal: &Journal, key: Option<&RecordKey>) -> &'static str {
    let pending = key.is_none_or(|key| !journal.is_saved(key));
    match journal.save_state() {
        SaveState::MemoryOnly(_) => texts::ONLY_IN_MEMORY,
        SaveState::NotSaved(_) if pending => texts::NOT_SAVED,
        SaveState::Saving if pending => texts::SAVING,
        SaveState::Saved | SaveState::NotSaved(_) | SaveState::Saving => texts::SAVED,
    }
}

/// [`save_words`] as a mark that changes by itself.
pub fn saved_mark(session: Session, key: Option<RwSignal<Option<RecordKey>>>) -> AnyView {
    let state = move || {
        session
            .read(|journal| save_words(journal, key.and_then(|key| key.get()).as_ref()).to_owned())
    };
    span("saved", words(state))
}
