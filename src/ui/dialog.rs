//! A question that must be answered before going on: the native modal dialog.

use leptos::prelude::*;

use super::dynamic::change;
use crate::browser::page;

/// A modal dialog, shown while `open` holds. Escape closes it.
#[component]
pub fn Dialog(
    /// Its id, unique on the page.
    id: &'static str,
    /// The question.
    title: &'static str,
    /// Whether it is shown; set to false when the person closes it.
    open: RwSignal<bool>,
    /// What it says, and its buttons.
    children: Children,
) -> impl IntoView {
    let title_id = format!("{id}-titulo");
    let label = title_id.clone();
    // The element's own state is outside the reactive world: modal dialogs are opened by a call.
    Effect::new(move |_| page::show_dialog(id, open.get()));
    view! {
        <dialog class="dialog" id=id aria-labelledby=label on:close=change(move |_| open.set(false))>
            <h2 class="dialog__title" id=title_id>
                {title}
            </h2>
            {children()}
        </dialog>
    }
}
