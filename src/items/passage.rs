//! A text with fields in it.

use aula_core::id::AlternativeId;
use aula_core::item::passage::{Passage, Piece};
use leptos::prelude::*;

use super::prose::Reader;

/// The paragraphs, each place drawn by `slot`.
pub fn passage(
    reader: &Reader,
    text: &Passage,
    slot: &dyn Fn(&AlternativeId) -> AnyView,
) -> AnyView {
    let piece = |piece: &Piece| match piece {
        Piece::Words(words) => reader.inlines(words),
        Piece::Slot(id) => slot(id),
    };
    let paragraphs = text
        .iter()
        .map(|pieces| view! { <p>{pieces.iter().map(piece).collect_view()}</p> })
        .collect_view();
    view! { <div class="passage">{paragraphs}</div> }.into_any()
}
