//! Addresses that lead nowhere, and data that did not arrive.

use aula_core::site::Site;
use leptos::prelude::*;

use crate::route::Route;
use crate::screen::Screen;
use crate::settings::Settings;
use crate::texts;
use crate::ui::element::{link, paragraph, title};

/// What stands in place of a page that cannot be drawn: there is no such page, or something that it needs did not arrive.
pub fn instead(screen: &Screen, settings: &Settings) -> AnyView {
    let (heading, words) = if exists(screen, &settings.site) {
        (texts::LOADING_FAILED_TITLE, texts::LOADING_FAILED)
    } else {
        (texts::NOT_FOUND, texts::NOT_FOUND_TEXT)
    };
    let back = link(
        "button",
        settings.href(&Route::Catalog),
        texts::BACK_TO_CATALOG,
    );
    view! { {title(heading)} {paragraph("", words)} <p>{back}</p> }.into_any()
}

fn exists(screen: &Screen, site: &Site) -> bool {
    match (&screen.route, &screen.course) {
        (Route::NotFound, _) => false,
        (Route::Lesson(_, _, lesson, _), Some(course)) => course.lesson(lesson).is_some(),
        (Route::Card(_, module), Some(course)) => course.module(module).is_some(),
        (route, None) => route.course().is_none_or(|id| {
            let mut entries = site.catalog.iter().filter(|entry| entry.id == *id);
            entries.any(|entry| {
                route
                    .lesson()
                    .is_none_or(|lesson| entry.lessons.contains(lesson))
            })
        }),
        (Route::Assessment(_) | Route::Certificate(_), Some(course)) => course.has_assessment(),
        (_, Some(_)) => true,
    }
}
