//! Addresses that lead nowhere, and data that did not arrive.

use leptos::prelude::*;

use crate::app::Settings;
use crate::route::Route;
use crate::texts;

/// Says that there is no such page, and where to go.
#[component]
pub fn NotFound() -> impl IntoView {
    view! { <Message title=texts::NOT_FOUND words=texts::NOT_FOUND_TEXT /> }
}

/// Says that the data of a page did not arrive.
#[component]
pub fn LoadingFailed() -> impl IntoView {
    view! { <Message title=texts::COURSE words=texts::LOADING_FAILED /> }
}

#[component]
fn Message(
    /// Its title.
    title: &'static str,
    /// What happened and what to do.
    words: &'static str,
) -> impl IntoView {
    let settings = expect_context::<Settings>();
    view! {
        <h1 id="titulo" tabindex="-1">
            {title}
        </h1>
        <p>{words}</p>
        <p>
            <a class="button" href=settings.href(&Route::Catalog)>
                {texts::BACK_TO_CATALOG}
            </a>
        </p>
    }
}
