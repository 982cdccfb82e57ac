//! Hard passages are announced before a person meets them.

use crate::courses::real;

#[test]
fn a_module_announces_its_hard_passages_also_by_the_outline() {
    let mut announced = vec![];
    for (course, _) in &real().courses {
        let outline = course.outline();
        for (module, piece) in course.modules.iter().zip(&outline.modules) {
            let topics = module.hard_topics();
            assert_eq!(piece.hard_topics(), topics, "{}", module.id);
            announced.extend(topics);
        }
    }
    // In the prose of a lesson, and in a scene of a case.
    for topic in ["violencia sexual", "amenazas a una joven"] {
        assert!(announced.contains(&topic.to_owned()), "{topic}");
    }
}
