//! What the site knows beside its courses: who runs it, in which order the catalogue stands, the words of the constancia.

use serde::{Deserialize, Serialize};

use crate::credential::Template;
use crate::id::{CourseId, LessonId};
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
    /// Fingerprint of the key that signs for the institution; empty while it signs nothing.
    pub issuer_key: String,
    /// Public address of the page that verifies, for QR codes; or empty.
    pub verifier: String,
    /// Whether every constancia carries «EJEMPLO».
    pub demonstration: bool,
    /// The catalogue in its order.
    pub catalog: Vec<Entry>,
    /// The short course that the others propose to take before them.
    pub foundation: Option<CourseId>,
    /// The words of the constancia.
    pub template: Template,
    /// The data file of what the institution adds to a sheet, below the site's root; empty without any; written by the build.
    pub letterhead_file: String,
    /// The privacy notice.
    pub privacy: Vec<Block>,
    /// Whether there is a self-care card to lead to.
    pub care: bool,
    /// The data file of the desk and of the self-care card, below the site's root; written by the build.
    pub desk_file: String,
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
    /// Everything that counts for its percentage, with the evaluation: its lessons.
    pub lessons: Vec<LessonId>,
    /// How many evaluations it ends in: one or none.
    pub evaluations: usize,
    /// Minutes of each lesson, in the same order.
    pub lesson_minutes: Vec<u32>,
    /// Minutes of the diagnostic; 0 for a course without one.
    pub pretest_minutes: u32,
    /// Tells the data files of this release from those of another; written by the build.
    pub digest: String,
    /// [`crate::course::fingerprint`] of its version; written by the build.
    pub fingerprint: String,
}

impl Site {
    /// The short course to propose before this one; none before itself.
    pub fn foundation_of(&self, course: &CourseId) -> Option<&Entry> {
        let id = self.foundation.as_ref().filter(|id| *id != course)?;
        self.catalog.iter().find(|entry| entry.id == *id)
    }
}

impl Entry {
    /// The data file of the course's pages, or of one of its lessons, below the site's root.
    pub fn course_file(&self, lesson: Option<&LessonId>) -> String {
        match lesson {
            None => format!("datos/{}.{}.bin", self.id, self.digest),
            Some(lesson) => format!("datos/{}/{lesson}.{}.bin", self.id, self.digest),
        }
    }

    /// The data file of the pool, below the site's root.
    pub fn pool_file(&self) -> String {
        format!("datos/{}.banco.{}.bin", self.id, self.digest)
    }

    /// The data file of the diagnostic, below the site's root.
    pub fn pretest_file(&self) -> String {
        format!("datos/{}.diagnostico.{}.bin", self.id, self.digest)
    }

    /// The data file of the study tools, below the site's root.
    pub fn reading_file(&self) -> String {
        format!("datos/{}.lectura.{}.bin", self.id, self.digest)
    }

    /// The data file of what has changed since earlier versions ([`crate::recertification::Changes`]), below the site's root.
    pub fn changes_file(&self) -> String {
        format!("datos/{}.cambios.{}.bin", self.id, self.digest)
    }

    /// Minutes of a lesson; 0 for one that the course does not have.
    pub fn minutes_of(&self, lesson: &LessonId) -> u32 {
        let lessons = self.lessons.iter().zip(&self.lesson_minutes);
        lessons
            .filter(|(id, _)| *id == lesson)
            .map(|(_, minutes)| *minutes)
            .sum()
    }
}
