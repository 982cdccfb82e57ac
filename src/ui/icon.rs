//! Small drawings beside words; never instead of them, so that they are hidden from assistive technology.

use leptos::prelude::*;

/// The drawings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// Done, right.
    Check,
    /// Partly.
    Half,
    /// Not right.
    Cross,
    /// Marked.
    Flag,
    /// Attention.
    Alert,
    /// A law.
    Scales,
}

/// Draws an icon at the size of the text around it.
pub fn icon(icon: Icon) -> impl IntoView {
    let path = match icon {
        Icon::Check => "M4 12.5l5 5L20 6.5",
        Icon::Half => "M4 12h16",
        Icon::Cross => "M6 6l12 12M18 6L6 18",
        Icon::Flag => "M6 21V4h11l-2 4 2 4H6",
        Icon::Alert => "M12 4v10M12 18.5v.5",
        Icon::Scales => "M12 4v16M7 20h10M5 7h14M5 7l-3 7h6zM19 7l-3 7h6z",
    };
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
            <path d=path />
        </svg>
    }
}
