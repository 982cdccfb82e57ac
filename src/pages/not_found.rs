//! Addresses that lead nowhere, and data that did not arrive.

use leptos::prelude::*;

use crate::navigator::Navigator;
use crate::route::Route;
use crate::screen::{Screen, exists};
use crate::settings::Settings;
use crate::texts;
use crate::ui::element::{button, link, paragraph, title};

/// What stands in place of a page that cannot be drawn: there is no such page, or something that it needs did not arrive.
pub fn instead(screen: &Screen, settings: &Settings) -> AnyView {
    let (heading, words) = if exists(screen, &settings.site) {
        (texts::LOADING_FAILED_TITLE, texts::LOADING_FAILED)
    } else {
        (texts::NOT_FOUND, texts::NOT_FOUND_TEXT)
    };
    let again = exists(screen, &settings.site).then(|| {
        let (navigator, route) = (expect_context::<Navigator>(), screen.route.clone());
        let again = move || navigator.go_now(route.clone());
        button("button", texts::LOAD_AGAIN, settings.live, again)
    });
    let back = link(
        "button button--quiet",
        settings.href(&Route::Catalog),
        texts::BACK_TO_CATALOG,
    );
    view! { {title(heading)} {paragraph("", words)} <p class="item__actions">{again} {back}</p> }
        .into_any()
}
