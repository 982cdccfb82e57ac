//! How much of something is done.

use leptos::prelude::*;

/// A progress bar. `percent` is 0 to 100; the words stand beside it, `label` is for assistive technology.
pub fn meter(
    label: impl Into<String>,
    mut percent: impl FnMut() -> u8 + Send + 'static,
) -> AnyView {
    let label: String = label.into();
    let value: Box<dyn FnMut() -> String + Send> = Box::new(move || percent().to_string());
    view! { <progress class="meter" max="100" aria-label=label value=value></progress> }.into_any()
}
