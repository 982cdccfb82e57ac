//! A module's pocket card: one side to print.

use std::sync::Arc;

use aula_core::course::Module;
use leptos::prelude::*;

use crate::browser::page;
use crate::items::prose::Reader;
use crate::route::Route;
use crate::texts;

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
        <nav class="breadcrumb" aria-label=texts::BREADCRUMB>
            <a href=reader.settings.href(&course)>{reader.course.title.clone()}</a>
        </nav>
        <article class="prose card">
            <p class="kicker">{texts::CARD}</p>
            <h1 id="titulo" tabindex="-1">
                {card.as_ref().map_or_else(|| module.title.clone(), |card| card.title.clone())}
            </h1>
            {card.map(|card| reader.blocks(&card.blocks))}
        </article>
        <p class="no-print">
            <button class="button button--quiet" type="button" disabled=!live on:click=move |_| page::print()>
                {texts::PRINT}
            </button>
        </p>
    }
}
