//! What the site knows beside its courses: who runs it, in which order the catalogue stands, the words of the constancia.

use serde::{Deserialize, Serialize};

use crate::credential::Template;
use crate::id::CourseId;
use crate::prose::Block;

/// Settings from `courses/aula.toml` and the files it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Name of the site, in the header.
    pub name: String,
    /// The institution that offers it.
    pub institution: String,
    /// Where «Reportar un error» writes to.
    pub report_email: String,
    /// Whether every constancia carries «EJEMPLO».
    pub demonstration: bool,
    /// The catalogue in its order.
    pub catalog: Vec<Entry>,
    /// The words of the constancia.
    pub template: Template,
    /// The privacy notice.
    pub privacy: Vec<Block>,
}

/// A course as the catalogue shows it, without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The course.
    pub id: CourseId,
    /// Title.
    pub title: String,
    /// What the title leaves open, or empty.
    pub subtitle: String,
    /// Version.
    pub version: String,
    /// One or two sentences.
    pub summary: String,
    /// Stated minutes of the whole.
    pub minutes: u32,
    /// What the person will be able to decide.
    pub decisions: Vec<String>,
    /// Everything that counts for its percentage: its lessons and the evaluation.
    pub lessons: Vec<crate::id::LessonId>,
    /// The course's data file, below the site's root.
    pub course_file: String,
    /// The pool's data file, below the site's root.
    pub pool_file: String,
}
