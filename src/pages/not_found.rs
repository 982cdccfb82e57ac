//! Addresses that lead nowhere, and data that did not arrive.

use leptos::prelude::*;

use crate::route::Route;
use crate::settings::Settings;
use crate::texts;
use crate::ui::element::{link, title};

/// Says that there is no such page, and where to go.
#[component]
pub fn NotFound() -> impl IntoView {
    view! { <Message heading=texts::NOT_FOUND words=texts::NOT_FOUND_TEXT /> }
}

/// Says that the data of a page did not arrive.
#[component]
pub fn LoadingFailed() -> impl IntoView {
    view! { <Message heading=texts::COURSE words=texts::LOADING_FAILED /> }
}

#[component]
fn Message(
    /// Its title.
    heading: &'static str,
    /// What happened and what to do.
    words: &'static str,
) -> impl IntoView {
    let settings = expect_context::<Settings>();
    view! {
        {title(heading)}
        <p>{words}</p>
        <p>
            {link("button", settings.href(&Route::Catalog), texts::BACK_TO_CATALOG)}
        </p>
    }
}
