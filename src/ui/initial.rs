//! The first letter of a name on one of five colours: it tells people apart at a glance, beside the name and never instead of it.

use leptos::prelude::*;

/// The initial of whoever stands at this place of a list.
pub fn initial(name: &str, place: usize) -> AnyView {
    let class = format!("initial initial--{}", place % 5);
    // The style sheet makes it a capital: Rust's own table of them is 14 kB.
    let letter: String = name.chars().take(1).collect();
    view! { <span class=class aria-hidden="true">{letter}</span> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_long_as_there_are_colours_no_two_people_have_the_same() {
        let drawn: Vec<String> = (0..5)
            .map(|place| initial("Ana", place).to_html())
            .collect();
        for (place, one) in drawn.iter().enumerate() {
            assert!(!drawn[place + 1..].contains(one), "{one}");
        }
    }
}
