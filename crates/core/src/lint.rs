//! Rules about content. Parsing says what cannot be read; these rules say what can be read and still must not, or should not, be
//! shipped. Each has a page in Spanish ([`rules`]): what it looks at, why it matters, an example, and the better way.

mod cases;
mod desk;
mod items;
mod keys;
mod lessons;
mod objectives;
mod pretests;
mod references;
mod rules;

pub use rules::{Rule, rules};

use crate::course::{Course, Lesson, Module, Parsed};
use crate::diagnostic::{Diagnostic, Place};
use crate::time::Date;

/// Everything there is to say about these courses, in the order of places: the findings of parsing and those of every rule.
///
/// `today` decides which sources are past their review date.
pub fn lint(parsed: &Parsed, today: Date) -> Vec<Diagnostic> {
    let mut findings = parsed.diagnostics.clone();
    keys::check(parsed, &mut findings);
    references::check(parsed, today, &mut findings);
    desk::check(parsed, &mut findings);
    for (course, pool) in &parsed.courses {
        objectives::check(parsed, course, pool, &mut findings);
        items::check(parsed, course, pool, &mut findings);
        lessons::check(parsed, course, &mut findings);
        cases::check(parsed, course, &mut findings);
        pretests::check(parsed, course, &mut findings);
    }
    findings.sort_by(|one, other| one.place.cmp(&other.place));
    findings
}

/// The title of a lesson in its file.
fn lesson_place(course: &Course, module: &Module, lesson: &Lesson) -> Place {
    Place::start_of(&format!("{}/{}/{}.md", course.id, module.id, lesson.id))
}
