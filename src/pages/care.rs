//! The self-care card of the site, from `courses/cuidese.md`.

use std::sync::Arc;

use aula_core::course::desk::Desk;
use aula_core::course::{Course, References};
use aula_core::packed::unpack;
use aula_core::time::Date;
use leptos::prelude::*;

use crate::browser::page;
use crate::items::prose::Reader;
use crate::items::references;
use crate::settings::Settings;
use crate::texts;
use crate::ui::element::{button, title};

/// The page; `None` if what arrived is not its data, or there is no such card.
pub fn page(data: Arc<Vec<u8>>, today: Date) -> Option<AnyView> {
    let desk: Desk = unpack(&data)?;
    let card = desk.care?;
    let settings = expect_context::<Settings>();
    let live = settings.live;
    // It belongs to no course: what it names is the directory.
    let course = Course {
        contacts: desk.contacts,
        ..Course::default()
    };
    let reader = Reader {
        course: Arc::new(course),
        settings,
        today,
        others: None,
    };
    let mut named = References::default();
    named.add_blocks(&card.blocks);
    let view = view! {
        <article class="prose card">
            {title(card.title)}
            {reader.blocks(&card.blocks)}
            {references::lists(&reader, &named)}
        </article>
        <p class="prose no-print">{button("button button--quiet", texts::PRINT, live, page::print)}</p>
    };
    Some(view.into_any())
}
