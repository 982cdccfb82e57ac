//! The way on after a wrong answer: the passage that teaches it, then another item of the same objective.

use aula_core::course::{Lesson, Module, anchor};
use aula_core::id::ItemId;
use aula_core::item::Item;
use aula_core::mastery;
use aula_core::prose::plain_text;
use leptos::prelude::*;

use crate::items::prose::Reader;
use crate::route::Route;
use crate::session::Session;
use crate::texts::review as texts;
use crate::ui::element::link;

/// The way on; nothing if the lesson is gone.
pub fn remedy(reader: &Reader, session: Session, item: &Item) -> Option<AnyView> {
    let course = &reader.course;
    let way = |module: &Module, lesson: &Lesson, at: Option<ItemId>| {
        let route = Route::Lesson(course.id.clone(), module.id.clone(), lesson.id.clone(), at);
        reader.settings.href(&route)
    };
    let (module, lesson) = course.lesson(&item.lesson)?;
    let passage = lesson.passage(&item.sources);
    let words = match passage {
        Some(heading) => texts::passage(&plain_text(heading), &lesson.title),
        None => lesson.title.clone(),
    };
    let again = link("", way(module, lesson, passage.map(anchor)), words);
    let fresh = session.course(&course.id, |progress| {
        let ((module, lesson), fresh) = mastery::fresh_item(course, progress, item)?;
        let href = way(module, lesson, Some(fresh.id.clone()));
        Some(link("", href, texts::other_item(&lesson.title)))
    });
    let fresh = fresh.map(|fresh| view! { <p>{texts::THEN_TRY}" "{fresh}</p> });
    Some(
        view! { <div class="notice remedy"><p>{texts::READ_AGAIN}" "{again}</p>{fresh}</div> }
            .into_any(),
    )
}

/// The way to the passage of the same page.
pub fn passage_here(lesson: &Lesson, item: &Item) -> Option<AnyView> {
    let heading = lesson.passage(&item.sources)?;
    let href = format!("#{}-titulo", anchor(heading));
    let to = link("", href, texts::passage_here(&plain_text(heading)));
    Some(view! { <p class="notice remedy">{texts::READ_AGAIN}" "{to}</p> }.into_any())
}
