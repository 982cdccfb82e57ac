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

/// The way on without leaving the lesson, as far as it has one.
pub fn remedy_here(reader: &Reader, lesson: &Lesson, item: &Item) -> Option<AnyView> {
    let session = expect_context::<Session>();
    let to = |id: String, words: String| link("", format!("#{id}-titulo"), words);
    let passage = lesson.passage(&item.sources).map(|heading| {
        let to = to(
            anchor(heading).to_string(),
            texts::passage_here(&plain_text(heading)),
        );
        view! { <p>{texts::READ_AGAIN}" "{to}</p> }
    });
    // As it is when the answer was given: what follows must not draw the link anew under the person's hand.
    let fresh = untrack(|| {
        session.course(&reader.course.id, |progress| {
            let ((_, there), fresh) = mastery::fresh_item(&reader.course, progress, item)?;
            (there.id == lesson.id)
                .then(|| to(fresh.id.to_string(), texts::passage_here(&fresh.title)))
        })
    });
    let fresh = fresh.map(|fresh| view! { <p>{texts::THEN_TRY}" "{fresh}</p> });
    let is_there = passage.is_some() || fresh.is_some();
    is_there.then(|| view! { <div class="notice remedy">{passage}{fresh}</div> }.into_any())
}
