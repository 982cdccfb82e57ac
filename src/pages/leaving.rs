//! Asks before a page is left that something would go with.

use leptos::prelude::*;

use crate::navigator::Navigator;
use crate::texts;
use crate::ui::dialog::dialog;
use crate::ui::element::{button, paragraph};

/// The dialog, which says what leaving costs; it opens while [`Navigator::asks`] holds somebody who is about to go.
pub fn leave_dialog(
    navigator: Navigator,
    heading: &'static str,
    cost: &'static str,
    go: &'static str,
) -> AnyView {
    on_cleanup(move || _ = navigator.asks.try_set_value(false));
    let leave = move || navigator.leave();
    let stay = move || navigator.leaving.set(None);
    let content = view! {
        {paragraph("", cost)}
        <p class="dialog__actions">
            {button("button", texts::STAY, true, stay)}
            {button("button button--quiet", go, true, leave)}
        </p>
    };
    let open = move || navigator.leaving.with(Option::is_some);
    dialog("salir", heading, open, stay, content.into_any())
}
