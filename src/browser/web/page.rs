//! The document around the app: its mount point, title, focus and scroll.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement};

const MOUNT: &str = "aula";
/// Who presses longer, about two seconds, is dragging something and waits for no click.
const PRESS_FRAMES: usize = 120;

const DETAILS: &str = "details";
const FOCUSABLE: &str = "a[href], button, input, summary, [tabindex]";

/// What the person had done on the prerendered page before the app took it over.
pub struct Kept {
    checked: Vec<String>,
    typed: Vec<(String, String)>,
    /// As [`keyed`] names them.
    opened: Vec<String>,
    focused: Option<String>,
}

/// Waits while a button of the mouse or a finger is down: of an element that is replaced before it goes up, no click is ever heard.
pub async fn until_released() {
    let pressed =
        || document().and_then(|document| document.query_selector(":active").ok().flatten());
    for _ in 0..PRESS_FRAMES {
        if pressed().is_none() {
            return;
        }
        let frame =
            Promise::new(&mut |drawn, _| after_drawing(move || drop(drawn.call0(&JsValue::NULL))));
        drop(JsFuture::from(frame).await);
    }
}

/// Empties the mount point and gives it, with what must be kept. `None` if the page has none.
///
/// Call [`restore`] in the same turn: the browser paints nothing between the two.
pub fn take_over() -> Option<(HtmlElement, Kept)> {
    let document = document()?;
    let mount: HtmlElement = document.get_element_by_id(MOUNT)?.dyn_into().ok()?;
    let active = document.active_element();
    let kept = Kept {
        checked: ids(&mount, "input:checked"),
        typed: typed(&mount),
        opened: keys(&mount, DETAILS, |element| element.has_attribute("open")),
        focused: keys(&mount, FOCUSABLE, |element| {
            Some(element) == active.as_ref()
        })
        .pop(),
    };
    mount.set_text_content(None);
    Some((mount, kept))
}

/// Gives back what the person had chosen, written, opened and focused.
pub fn restore(kept: &Kept) {
    let Some(mount) = by_id(MOUNT).and_then(|element| element.dyn_into().ok()) else {
        return;
    };
    for (key, element) in keyed(&mount, DETAILS) {
        if kept.opened.contains(&key) {
            drop(element.set_attribute("open", ""));
        }
    }
    for id in &kept.checked {
        // A click, so that the app hears of it as of any other.
        if let Some(input) = input(id).filter(|input| !input.checked()) {
            input.click();
        }
    }
    for (id, value) in &kept.typed {
        if let Some(input) = input(id) {
            input.set_value(value);
            if let Ok(event) = web_sys::Event::new("input") {
                drop(input.dispatch_event(&event));
            }
        }
    }
    for (key, element) in keyed(&mount, FOCUSABLE) {
        if Some(&key) == kept.focused.as_ref() {
            focus_element(element);
        }
    }
}

/// The document's title.
pub fn title() -> String {
    document()
        .map(|document| document.title())
        .unwrap_or_default()
}

/// Sets the document's title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets a custom property of the style sheet, through the CSSOM: the policy of the site blocks inline style.
pub fn set_property(name: &str, value: &str) {
    let root = document().and_then(|document| document.document_element());
    if let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        // Refused only on a style that is computed.
        drop(root.style().set_property(name, value));
    }
}

/// Runs this whenever somebody touches the page or a key.
pub fn on_touch(touched: impl Fn() + 'static) {
    let touched = Closure::<dyn Fn()>::new(touched);
    if let Some(window) = web_sys::window() {
        for event in ["pointerdown", "keydown", "wheel"] {
            let touched = touched.as_ref().unchecked_ref();
            drop(window.add_event_listener_with_callback(event, touched));
        }
    }
    touched.forget();
}

/// Whether an event comes from a field, and not from a link or button beside it.
pub fn is_in_field(event: &web_sys::Event) -> bool {
    let target = event.target();
    target.is_some_and(|target| target.has_type::<HtmlInputElement>())
}

/// Moves the focus to the element with this id and brings it into view.
pub fn focus(id: &str) {
    if let Some(element) = by_id(id) {
        element.scroll_into_view();
    }
    focus_without_scroll(id);
}

/// Moves the focus to the element with this id without moving more of the page than needed to see it.
pub fn focus_near(id: &str) {
    focus_without_scroll(id);
    if let Some(element) = by_id(id) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Goes to the top of the page.
pub fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Shows the dialog with this id, or closes it.
pub fn show_dialog(id: &str, open: bool) {
    let Some(dialog) =
        by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlDialogElement>().ok())
    else {
        return;
    };
    if open && !dialog.open() {
        // Refused only when the dialog is not in the document any more.
        drop(dialog.show_modal());
    } else if !open && dialog.open() {
        dialog.close();
    }
}

/// Has the browser ask before the page is closed or left while `at_risk` holds, which is told as well whenever the page is hidden: the
/// last that it is sure to hear.
pub fn ask_before_closing(at_risk: impl Fn() -> bool + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let ask = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        if at_risk() {
            event.prevent_default();
        }
    });
    let ask = ask.into_js_value();
    for event in ["beforeunload", "visibilitychange", "pagehide"] {
        // Refused nowhere that we know of; then nobody is asked.
        drop(window.add_event_listener_with_callback(event, ask.unchecked_ref()));
    }
}

/// Loads the page again, as the browser's own button does.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // Refused nowhere that we know of; the browser's button is still there.
        drop(window.location().reload());
    }
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // Refused in some frames: then nothing is printed, and the page is still there to print from the menu.
        drop(window.print());
    }
}

/// What the field with this id holds; empty if there is none.
pub fn value(id: &str) -> String {
    let element = by_id(id);
    match element.map(|element| element.dyn_into::<HtmlInputElement>()) {
        Some(Ok(input)) => input.value(),
        Some(Err(element)) => element
            .dyn_into::<web_sys::HtmlTextAreaElement>()
            .map(|area| area.value())
            .unwrap_or_default(),
        None => String::new(),
    }
}

/// What the field with this id holds, which is empty afterwards: for secrets.
pub fn take_value(id: &str) -> String {
    let value = value(id);
    if let Some(input) = input(id) {
        input.set_value("");
    }
    value
}

/// Runs `work` after the page was drawn with what changed.
pub fn after_drawing(work: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let handler = Closure::once_into_js(work);
        drop(window.request_animation_frame(handler.unchecked_ref()));
    }
}

fn focus_without_scroll(id: &str) {
    if let Some(element) = by_id(id) {
        focus_element(element);
    }
}

fn focus_element(element: Element) {
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        drop(element.focus_with_options(&options));
    }
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

fn input(id: &str) -> Option<HtmlInputElement> {
    by_id(id)?.dyn_into().ok()
}

fn elements(mount: &HtmlElement, selector: &str) -> Vec<Element> {
    let Ok(list) = mount.query_selector_all(selector) else {
        return vec![];
    };
    (0..list.length())
        .filter_map(|index| list.item(index)?.dyn_into().ok())
        .collect()
}

/// Elements with a key that they also have when the page is drawn again: their id or their words, and which of those they are.
fn keyed(mount: &HtmlElement, selector: &str) -> Vec<(String, Element)> {
    let mut names: Vec<String> = Vec::new();
    let with_key = |element: Element| {
        let id = element.id();
        let name = if id.is_empty() {
            element.text_content().unwrap_or_default()
        } else {
            id
        };
        let before = names.iter().filter(|earlier| **earlier == name).count();
        let key = format!("{before} {name}");
        names.push(name);
        (key, element)
    };
    elements(mount, selector)
        .into_iter()
        .map(with_key)
        .collect()
}

fn keys(mount: &HtmlElement, selector: &str, wanted: impl Fn(&Element) -> bool) -> Vec<String> {
    let found = keyed(mount, selector)
        .into_iter()
        .filter(|(_, element)| wanted(element));
    found.map(|(key, _)| key).collect()
}

fn ids(mount: &HtmlElement, selector: &str) -> Vec<String> {
    elements(mount, selector)
        .iter()
        .map(Element::id)
        .filter(|id| !id.is_empty())
        .collect()
}

fn typed(mount: &HtmlElement) -> Vec<(String, String)> {
    elements(mount, "input[type=search]")
        .into_iter()
        .filter_map(|element| element.dyn_into::<HtmlInputElement>().ok())
        .map(|input| (input.id(), input.value()))
        .filter(|(id, value)| !id.is_empty() && !value.is_empty())
        .collect()
}
