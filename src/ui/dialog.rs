//! A question that must be answered before going on: the native modal dialog.

use leptos::prelude::*;

use super::dynamic::change;
use crate::browser::page;

/// A modal dialog, shown while `open` holds; `close` is called when the person closes it by itself, with Escape. `id` is unique on
/// the page.
pub fn dialog(
    id: &'static str,
    title: &'static str,
    open: impl Fn() -> bool + 'static,
    close: impl Fn() + 'static,
    content: AnyView,
) -> AnyView {
    let title_id = format!("{id}-titulo");
    let label = title_id.clone();
    // The element's own state is outside the reactive world: modal dialogs are opened by a call.
    Effect::new(move |_| page::show_dialog(id, open()));
    view! {
        <dialog class="dialog" id=id aria-labelledby=label on:close=change(move |_| close())>
            <h2 class="dialog__title" id=title_id>
                {title}
            </h2>
            {content}
        </dialog>
    }
    .into_any()
}
