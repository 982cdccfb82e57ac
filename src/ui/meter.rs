//! How much of something is done.

use leptos::prelude::*;

/// A progress bar with its words beside it. `percent` is 0 to 100.
#[component]
pub fn Meter(
    /// What is measured, for assistive technology.
    #[prop(into)]
    label: String,
    /// Whole percent.
    #[prop(into)]
    percent: Signal<u8>,
) -> impl IntoView {
    view! { <progress class="meter" max="100" aria-label=label value=move || percent.get().to_string()></progress> }
}
