//! One of several things to choose: a native radio button or check box with its words.

use leptos::prelude::*;

use super::dynamic::{change, flag};

/// A radio button or a check box.
pub struct Choosable {
    /// `radio` or `checkbox`.
    pub kind: &'static str,
    /// Unique on the page.
    pub id: String,
    /// What the others of its group are called too.
    pub name: String,
    /// What it says.
    pub words: AnyView,
}

/// Draws it; `pick` is told whether it is chosen now.
pub fn choosable(
    each: Choosable,
    checked: impl FnMut() -> bool + Send + 'static,
    mut pick: impl FnMut(bool) + 'static,
) -> AnyView {
    let Choosable {
        kind,
        id,
        name,
        words,
    } = each;
    let label = id.clone();
    let pick = change(move |event| pick(event_target_checked(&event)));
    view! {
        <label class="alternative" for=label>
            <input type=kind id=id name=name prop:checked=flag(checked) on:change=pick />
            <span>{words}</span>
        </label>
    }
    .into_any()
}
