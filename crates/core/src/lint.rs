//! Rules about content. Parsing says what cannot be read; these rules say what can be read and still must not, or should not, be
//! shipped. Each has a page in Spanish ([`rules`]): what it looks at, why it matters, an example, and the better way.

pub mod balance;
mod cases;
mod desk;
mod items;
mod keys;
mod language;
mod lengths;
mod lessons;
mod objectives;
mod pointing;
mod pretests;
mod references;
mod rules;
mod stems;
mod texts;

pub use rules::{Rule, rules};

use crate::course::{Course, Lesson, Module, Parsed, Pool};
use crate::diagnostic::{Diagnostic, Place};
use crate::time::Date;

/// The rule about files that are not there.
const MISSING: &str = "archivo-faltante";

/// Everything there is to say about these courses: first which files are missing, of which much else may come, then in the order of places.
/// The findings of parsing and those of every rule.
///
/// `today` decides which sources are past their review date.
pub fn lint(parsed: &Parsed, today: Date) -> Vec<Diagnostic> {
    let mut findings = parsed.diagnostics.clone();
    keys::check(parsed, &mut findings);
    references::check(parsed, today, &mut findings);
    desk::check(parsed, &mut findings);
    language::check_site(parsed, &mut findings);
    for (course, pool) in &parsed.courses {
        objectives::check(parsed, course, pool, &mut findings);
        items::check(parsed, course, pool, &mut findings);
        lessons::check(parsed, course, pool, &mut findings);
        cases::check(parsed, course, &mut findings);
        pretests::check(parsed, course, &mut findings);
        lengths::check(course, &mut findings);
        stems::check(parsed, course, pool, &mut findings);
        pointing::check(parsed, course, pool, &mut findings);
        balance::check(parsed, course, pool, &mut findings);
        language::check(parsed, course, pool, &mut findings);
    }
    let is_consequence = |finding: &Diagnostic| finding.rule != MISSING;
    findings.sort_by(|one, other| {
        (is_consequence(one), &one.place).cmp(&(is_consequence(other), &other.place))
    });
    findings
}

/// Everything a person reads in a course, without quotations and the names of laws that are cited: what its authors chose.
pub fn own_text(parsed: &Parsed, course: &Course, pool: &Pool) -> String {
    let mut all = String::new();
    texts::for_each(parsed, course, pool, &mut |_, text| {
        all.push_str(&texts::without_quotations(text));
        all.push_str(". ");
    });
    all
}

/// The title of a lesson in its file.
fn lesson_place(course: &Course, module: &Module, lesson: &Lesson) -> Place {
    Place::start_of(&format!("{}/{}/{}.md", course.id, module.id, lesson.id))
}
