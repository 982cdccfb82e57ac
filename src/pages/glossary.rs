//! The glossary of a course.

use std::sync::Arc;

use aula_core::course::reading::Reading;
use aula_core::packed::unpack;
use aula_core::search::fold;
use leptos::prelude::*;

use crate::browser::page;
use crate::items::prose::Reader;
use crate::route::Route;
use crate::texts::{self, study};
use crate::ui::element::{breadcrumb, button, paragraph, title};

/// The page; `None` if what arrived is not its data.
pub fn page(reader: Reader, data: Arc<Vec<u8>>) -> Option<AnyView> {
    let reading: Reading = unpack(&data)?;
    let mut terms: Vec<_> = reading.glossary.iter().collect();
    terms.sort_by_cached_key(|(_, term)| fold(&term.name));
    let entries: Vec<AnyView> = terms
        .into_iter()
        .map(|(id, term)| {
            let source = term.source.as_ref().and_then(|id| reading.sources.get(id));
            let source = source.map(|source| view! { <dd class="facts">{texts::citation(source)}</dd> });
            view! { <div id=format!("termino-{id}")><dt>{term.name.clone()}</dt><dd>{term.definition.clone()}</dd>{source}</div> }
                .into_any()
        })
        .collect();
    let course = &reader.course;
    let back = reader.settings.href(&Route::Course(course.id.clone()));
    let empty = entries
        .is_empty()
        .then(|| paragraph("", study::GLOSSARY_EMPTY));
    let live = reader.settings.live;
    let view = view! {
        {breadcrumb(texts::BREADCRUMB, back, course.title.clone(), None)}
        <article class="prose">
            {title(study::GLOSSARY)}
            {empty}
            <dl class="terms">{entries}</dl>
        </article>
        <p class="prose no-print">{button("button button--quiet", texts::PRINT, live, page::print)}</p>
    };
    Some(view.into_any())
}
