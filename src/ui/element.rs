//! The elements that stand on every page, each made in one place (and once in the wasm).

use leptos::prelude::*;

use super::dynamic::press;

/// The page's title; takes the focus when the page is entered.
pub fn title(words: impl Into<String>) -> AnyView {
    let words: String = words.into();
    view! { <h1 id="titulo" tabindex="-1">{words}</h1> }.into_any()
}

/// A paragraph of a class. Like [`words`](super::dynamic::words) it is put as a whole, because it may be drawn again.
pub fn paragraph(class: &'static str, words: impl Into<String>) -> AnyView {
    let words: String = words.into();
    if cfg!(target_arch = "wasm32") {
        view! { <p class=class prop:textContent=words></p> }.into_any()
    } else {
        view! { <p class=class>{words}</p> }.into_any()
    }
}

/// A link of a class.
pub fn link(class: &'static str, href: String, words: impl Into<String>) -> AnyView {
    let words: String = words.into();
    view! { <a class=class href=href>{words}</a> }.into_any()
}

/// A button that acts. `enabled` is false while the page is not live.
pub fn button(
    class: &'static str,
    words: impl Into<String>,
    enabled: bool,
    act: impl FnMut() + 'static,
) -> AnyView {
    let words: String = words.into();
    view! { <button class=class type="button" disabled=!enabled on:click=press(act)>{words}</button> }
        .into_any()
}

/// A term with its value, for a description list.
pub fn fact(label: impl Into<String>, value: AnyView) -> AnyView {
    let label: String = label.into();
    view! { <div><dt>{label}</dt><dd>{value}</dd></div> }.into_any()
}

/// The way back to where this page belongs.
pub fn breadcrumb(
    label: &'static str,
    href: String,
    words: String,
    here: Option<String>,
) -> AnyView {
    let here = here.map(|here| view! { <span>{here}</span> }.into_any());
    view! { <nav class="breadcrumb" aria-label=label>{link("", href, words)} {here}</nav> }
        .into_any()
}
