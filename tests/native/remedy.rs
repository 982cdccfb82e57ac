//! After a wrong answer: what the page of a lesson knows of the others suffices to lead to a fresh item of the same objective.

use aula_core::course::Neighbour;
use aula_core::item::Item;
use aula_core::mastery::fresh_item;
use aula_core::progress::CourseProgress;

use crate::courses::real;

type Fresh<'a> = Option<(Neighbour<'a>, &'a Item)>;

#[test]
fn a_lesson_leads_to_the_same_fresh_item_as_the_whole_course() {
    let nothing = CourseProgress::default();
    let mut elsewhere = 0;
    for (course, _) in &real().courses {
        for (_, lesson) in course.lessons() {
            let piece = course.with_only(&lesson.id);
            for wrong in lesson.items() {
                let fresh = fresh_item(course, &nothing, wrong);
                let from_here = fresh_item(&piece, &nothing, wrong);
                let id = |found: &Fresh| found.map(|(_, item)| item.id.clone());
                assert_eq!(id(&from_here), id(&fresh), "{}", wrong.id);
                elsewhere += usize::from(fresh.is_some_and(|((_, to), _)| to.id != lesson.id));
            }
        }
    }
    assert!(elsewhere > 0);
}
