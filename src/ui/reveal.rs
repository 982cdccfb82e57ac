//! A word in a sentence that explains itself where it stands.

use leptos::prelude::*;

use super::dynamic::{attribute, flag};

/// A link that shows `content` just after itself, and hides it again. Before the app is live (and where it never is) the link leads to
/// the same explanation at the end of the page.
///
/// It is a link and not a button because it wraps like the words around it.
#[component]
pub fn Reveal(
    /// The word.
    text: String,
    /// Where the explanation also stands: an anchor of the same page.
    anchor: String,
    /// The block's modifier: `reveal--cite`, `reveal--term`…
    class: &'static str,
    /// The explanation; only phrasing content.
    content: AnyView,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let expanded = attribute(move || Some(if open.get() { "true" } else { "false" }));
    let toggle: Box<dyn FnMut(leptos::ev::MouseEvent)> = Box::new(move |event| {
        event.prevent_default();
        open.update(|open| *open = !*open);
    });
    view! {
        <span class=class>
            <a
                class="reveal__word"
                href=format!("#{anchor}")
                aria-expanded=expanded
                on:click=toggle
            >
                {text}
            </a>
            <span class="reveal__content" hidden=flag(move || !open.get())>
                {content}
            </span>
        </span>
    }
}
