//! The first letter of a name on one of five colours: it tells people apart at a glance, beside the name and never instead of it.

use leptos::prelude::*;

/// The initial of whoever stands at this place of a list.
pub fn initial(name: &str, place: usize) -> AnyView {
    let class = format!("initial initial--{}", place % 5);
    // The style sheet makes it a capital: Rust's own table of them is 14 kB.
    let letter: String = name.chars().take(1).collect();
    view! { <span class=class aria-hidden="true">{letter}</span> }.into_any()
}
