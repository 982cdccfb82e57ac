//! The privacy notice, from `courses/aviso-de-privacidad.md`.

use std::sync::Arc;

use aula_core::course::Course;
use aula_core::time::Date;
use leptos::prelude::*;

use crate::items::prose::Reader;
use crate::settings::Settings;
use crate::texts;
use crate::ui::element::title;

/// The notice.
#[component]
pub fn Privacy(
    /// Today, for review dates.
    today: Date,
) -> impl IntoView {
    let settings = expect_context::<Settings>();
    // The notice belongs to no course, so it names no source, term or lesson.
    let reader = Reader {
        course: Arc::new(Course::default()),
        settings: settings.clone(),
        today,
        others: None,
    };
    view! {
        <article class="prose">
            {title(texts::PRIVACY)}
            {reader.blocks(&settings.site.privacy)}
        </article>
    }
}
