//! Every page of the site as HTML, rendered natively by the same views that run in the browser, with empty progress.

use aula_core::course::{Course, Pool};
use aula_core::id::CourseId;
use aula_core::site::Site;
use aula_core::time::Date;

/// One page of the built site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Path below the site's root with `/` separators: `cursos/mujeres-y-migracion/index.html`.
    pub path: String,
    /// The way from the page to the site's root: `../../`, or empty at the root.
    pub root: String,
    /// The document title, as text.
    pub title: String,
    /// What the page is, in a sentence, as text.
    pub description: String,
    /// The course whose data the page needs, if any.
    pub course: Option<CourseId>,
    /// Whether the app is mounted over the page (`completo.html` is only read and printed).
    pub live: bool,
    /// The content of `<div id="aula">`, as HTML.
    pub html: String,
}

/// The pages in files mode: the catalogue, each course with its lessons, cards and whole text, and the pages of the site.
pub fn pages(site: &Site, courses: &[(Course, Pool)], today: Date) -> Vec<Page> {
    let _ = (site, courses, today);
    vec![]
}

/// The one page of hash mode.
pub fn hash_page(site: &Site, courses: &[(Course, Pool)], today: Date) -> Page {
    let _ = (site, courses, today);
    Page {
        path: "index.html".into(),
        root: String::new(),
        title: String::new(),
        description: String::new(),
        course: None,
        live: true,
        html: String::new(),
    }
}
