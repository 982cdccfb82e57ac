//! How a constancia will look, before anything of it is earned.

use super::LearnerName;
use super::sheet::{Sheet, Template, labelled, worded};
use crate::course::Course;
use crate::spanish;

/// What only a sample says.
#[derive(Debug, Clone, Copy)]
pub struct SampleWords<'a> {
    /// The institution.
    pub issuer: &'a str,
    /// The word across the sheet: «MUESTRA».
    pub mark: &'a str,
    /// That it certifies nothing.
    pub notice: &'a str,
    /// Stands for what only a finished course has: period, score, folio and date.
    pub pending: &'a str,
}

/// The sheet of this course with a person's own name, marked as a sample. It has no folio, no date and no result: nothing that could be
/// taken for a constancia, and nothing to make a document of.
pub fn sample_sheet(
    course: &Course,
    name: &LearnerName,
    template: &Template,
    words: SampleWords<'_>,
) -> Sheet {
    let pending = || words.pending.to_owned();
    let values = [
        course.version.clone(),
        spanish::duration(course.minutes),
        pending(),
        pending(),
        pending(),
        pending(),
    ];
    Sheet {
        fields: labelled(template, values),
        notices: vec![words.notice.to_owned(), template.length_note.clone()],
        mark: words.mark.to_owned(),
        ..worded(
            template,
            words.issuer,
            name,
            [&course.title, &course.subtitle],
        )
    }
}
