//! The address bar: where the page is, moving without a reload, and the links that the app follows itself.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlAnchorElement, MouseEvent, Url, Window};

/// What the built page says of itself, in the attributes of `<html>`.
pub struct Start {
    /// The site's root as an absolute address with a final slash. Resolved once; never again from the address bar.
    pub root: String,
    /// Whether routes are hashes of one page.
    pub hash_mode: bool,
    /// The site's data file, below the root.
    pub site_file: String,
}

/// Reads what the page says of itself; `None` if this is not one of our pages.
pub fn start() -> Option<Start> {
    let window = web_sys::window()?;
    let html = window.document()?.document_element()?;
    let says = |name: &str| html.get_attribute(name).unwrap_or_default();
    let here = window.location().href().ok()?;
    let root = Url::new_with_base(&format!("./{}", says("data-root")), &here).ok()?;
    root.set_hash("");
    root.set_search("");
    Some(Start {
        root: root.href(),
        hash_mode: says("data-routes") == "hash",
        site_file: says("data-site"),
    })
}

/// The path below the root (empty if the page is elsewhere) and the hash without its `#`.
pub fn current(root: &str) -> (String, String) {
    web_sys::window()
        .and_then(|window| window.location().href().ok())
        .and_then(|href| split(&href, root))
        .unwrap_or_default()
}

/// Makes `href` the address without loading anything.
pub fn push(href: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        // Refused in some frames: the app still moves, only the address stays.
        drop(history.push_state_with_url(&JsValue::NULL, "", Some(href)));
    }
}

/// Goes back by one entry.
pub fn back() {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        drop(history.back());
    }
}

/// Calls `moved` when the person goes back or forward, or edits the hash.
pub fn on_move(moved: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let handler = Closure::<dyn Fn()>::new(moved).into_js_value();
    drop(window.add_event_listener_with_callback("popstate", handler.unchecked_ref()));
}

/// Calls `follow` with the path below the root and the hash of every link of this site that is plainly clicked; when it answers true,
/// the browser does not follow the link itself.
pub fn on_link(root: String, follow: impl Fn(&str, &str) -> bool + 'static) {
    let Some(document) = web_sys::window().and_then(|window: Window| window.document()) else {
        return;
    };
    let handler = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
        if let Some((path, hash)) = plain_link(&event).and_then(|href| split(&href, &root))
            && follow(&path, &hash)
        {
            event.prevent_default();
        }
    });
    drop(
        document.add_event_listener_with_callback("click", handler.into_js_value().unchecked_ref()),
    );
}

fn plain_link(event: &MouseEvent) -> Option<String> {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if event.default_prevented() || event.button() != 0 || modified {
        return None;
    }
    let link: HtmlAnchorElement = event
        .target()?
        .dyn_into::<Element>()
        .ok()?
        .closest("a[href]")
        .ok()??
        .dyn_into()
        .ok()?;
    (link.target().is_empty() && link.download().is_empty()).then(|| link.href())
}

fn split(href: &str, root: &str) -> Option<(String, String)> {
    let (address, hash) = href.split_once('#').unwrap_or((href, ""));
    let address = address.split('?').next().unwrap_or_default();
    // `https://host/sub` without its slash is the root too.
    let path = address
        .strip_prefix(root)
        .or_else(|| (address == root.trim_end_matches('/')).then_some(""))?;
    Some((path.to_owned(), hash.to_owned()))
}
