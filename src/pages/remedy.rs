//! The way on after a wrong answer: the passage that teaches it, then another item of the same objective.

use aula_core::course::{Lesson, Module, anchor};
use aula_core::id::{ItemId, LessonId};
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
    let (module, lesson) = reader.course.lesson(&item.lesson)?;
    let passage = lesson.passage(&item.sources);
    let words = match passage {
        Some(heading) => texts::passage(&plain_text(heading), &lesson.title),
        None => lesson.title.clone(),
    };
    let again = link("", way(reader, module, lesson, passage.map(anchor)), words);
    let fresh = fresh(reader, session, item, None);
    Some(
        view! { <div class="notice remedy"><p>{texts::READ_AGAIN}" "{again}</p>{fresh}</div> }
            .into_any(),
    )
}

/// The way on from the lesson in which the item stands: what is in it is gone to without leaving it.
pub fn remedy_here(reader: &Reader, lesson: &Lesson, item: &Item) -> Option<AnyView> {
    let session = expect_context::<Session>();
    let passage = lesson.passage(&item.sources).map(|heading| {
        let to = link_here(&anchor(heading), &plain_text(heading));
        view! { <p>{texts::READ_AGAIN}" "{to}</p> }
    });
    let fresh = fresh(reader, session, item, Some(&lesson.id));
    let is_there = passage.is_some() || fresh.is_some();
    is_there.then(|| view! { <div class="notice remedy">{passage}{fresh}</div> }.into_any())
}

/// Another item of the same objective, for who is in the lesson `here` or in none. As it is when the answer is given: what follows must not
/// draw the link anew under the person's hand.
pub fn fresh(
    reader: &Reader,
    session: Session,
    item: &Item,
    here: Option<&LessonId>,
) -> Option<AnyView> {
    let course = &reader.course;
    let to = untrack(|| {
        session.course(&course.id, |progress| {
            let ((module, lesson), fresh) = mastery::fresh_item(course, progress, item)?;
            if here == Some(&lesson.id) {
                return Some(link_here(&fresh.id, &fresh.title));
            }
            let href = way(reader, module, lesson, Some(fresh.id.clone()));
            Some(link("", href, texts::other_item(&lesson.title)))
        })
    });
    to.map(|to| view! { <p>{texts::THEN_TRY}" "{to}</p> }.into_any())
}

fn way(reader: &Reader, module: &Module, lesson: &Lesson, at: Option<ItemId>) -> String {
    let course = reader.course.id.clone();
    let route = Route::Lesson(course, module.id.clone(), lesson.id.clone(), at);
    reader.settings.href(&route)
}

fn link_here(id: &ItemId, words: &str) -> AnyView {
    link("", format!("#{id}-titulo"), texts::passage_here(words))
}
