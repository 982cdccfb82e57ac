//! A module's pocket card: one side to print.

use std::sync::Arc;

use aula_core::course::Module;
use leptos::prelude::*;

use crate::browser::page;
use crate::items::prose::Reader;
use crate::route::Route;
use crate::texts;
use crate::ui::element::{breadcrumb, button, paragraph, title};

/// The card.
#[component]
pub fn CardPage(
    /// Draws the words.
    reader: Reader,
    /// The module.
    module: Arc<Module>,
) -> impl IntoView {
    let card = module.card.clone();
    let course = Route::Course(reader.course.id.clone());
    let live = reader.settings.live;
    view! {
        {breadcrumb(texts::BREADCRUMB, reader.settings.href(&course), reader.course.title.clone(), None)}
        <article class="prose card">
            {paragraph("kicker", texts::CARD)}
            {title(card.as_ref().map_or_else(|| module.title.clone(), |card| card.title.clone()))}
            {card.map(|card| reader.blocks(&card.blocks))}
        </article>
        <p class="prose no-print">
            {button("button button--quiet", texts::PRINT, live, page::print)}
        </p>
    }
}
