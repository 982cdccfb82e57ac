//! Files to courses. Whatever the files hold, something comes back: what cannot be read is left out and said in a finding.

mod case;
mod desk;
mod folder;
mod item;
mod lesson;
mod library;
mod logo;
mod settings;
mod site;
mod template;
mod way;

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use vecmap::VecMap;

use super::desk::Fork;
use super::file_error;
use super::markdown::Notes;
use super::places::{Key, Places, Reference};
use super::published::Published;
use super::text::Text;
use super::{Card, Contact, Course, Pool};
use crate::credential::Letterhead;
use crate::diagnostic::Diagnostic;
use crate::id::{ContactId, CourseId, ItemId, LessonId};
use crate::item::Item;
use crate::site::Site;
pub use item::item_kinds;
pub use lesson::CARE;
use library::Library;

/// The content of `courses/`: what a parser may look at, and nothing else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    /// Text files by path below `courses/`, with `/` separators.
    pub texts: BTreeMap<String, String>,
    /// Paths of all other files (images), below `courses/`.
    pub media: BTreeSet<String>,
}

impl Files {
    /// Whether a file with this path below `courses/` is one of `texts`: Markdown, TOML and JSON, and the logos of constancias.
    pub fn is_text(path: &str) -> bool {
        match path.rsplit_once('.') {
            Some((_, "md" | "toml" | "json")) => true,
            Some((_, "svg")) => path.starts_with("constancia/"),
            _ => false,
        }
    }
}

/// What parsing gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The site's settings; the catalogue's file names are empty until the build writes them.
    pub site: Site,
    /// What its institution adds to the sheet of a constancia, if anything.
    pub letterhead: Option<Letterhead>,
    /// Courses in the order of the catalogue, each with its pool.
    pub courses: Vec<(Course, Pool)>,
    /// The cases of each course's diagnostic; a course without one is not in it.
    pub pretests: BTreeMap<CourseId, Pool>,
    /// The published versions of each course, the oldest first.
    pub published: BTreeMap<CourseId, Vec<Published>>,
    /// The questions that lead to the pocket cards in desk mode; none without `ventanilla.toml`.
    pub forks: Vec<Fork>,
    /// The whole directory.
    pub contacts: VecMap<ContactId, Contact>,
    /// The self-care card of the site, if it has one.
    pub care: Option<Card>,
    /// Where the quick exit leads: a page of the site itself, or an `https:` address.
    pub exit: String,
    /// Where everything with a key stands.
    pub places: Places,
    /// Every mention of a source, term, contact or lesson; none of a kind whose file could not be read.
    pub references: Vec<Reference>,
    /// Findings in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
    /// What the author calls the kind of each item: `verdadero` is a choice in the model, and more than that to whoever wrote it.
    pub kinds: BTreeMap<ItemId, &'static str>,
}

impl Parsed {
    /// The cases of a course's diagnostic; none without one.
    pub fn pretest(&self, course: &Course) -> &[Item] {
        self.pretests
            .get(&course.id)
            .map_or(&[], |pretest| &pretest.items)
    }

    /// Whether every course of the catalogue could be read. If not, nobody knows which modules there are.
    pub fn is_whole(&self) -> bool {
        self.courses.len() == self.published.len()
    }

    /// Whether a course names this lesson and its file is not there, which is a finding of its own.
    pub fn is_missing(&self, lesson: &LessonId) -> bool {
        let is_named = !self.places.all(&Key::Lesson(lesson.clone())).is_empty();
        is_named
            && self
                .courses
                .iter()
                .all(|(course, _)| course.lesson(lesson).is_none())
    }
}

/// Parses everything below `courses/`. Never fails: what cannot be read is left out and said in a finding.
pub fn parse(files: &Files) -> Parsed {
    let mut notes = Notes::default();
    let library = Library::read(files, &mut notes);
    let settings = site::settings(files, &mut notes);
    let mut courses = Vec::new();
    let mut pretests = BTreeMap::new();
    let mut published = BTreeMap::new();
    for listed in site::catalog(files, settings.as_ref(), &mut notes) {
        if let Some((course, pool, pretest)) = folder::course(files, &library, &listed, &mut notes)
        {
            if !pretest.items.is_empty() {
                pretests.insert(course.id.clone(), pretest);
            }
            courses.push((course, pool));
        }
        published.insert(
            listed.id.clone(),
            folder::published(files, &listed.id, &mut notes),
        );
    }
    let catalog = courses
        .iter()
        .map(|(course, _)| site::entry(course, pretests.get(&course.id)))
        .collect();
    let exit = site::exit(settings.as_ref(), &mut notes);
    let (site, letterhead) = site::site(files, settings, catalog, &mut notes);
    let forks = desk::forks(files, &mut notes);
    let care = lesson::care(files, &mut notes);
    library.settle(files, &forks, &mut notes);
    let contacts = library.directory();
    let Notes {
        places,
        references,
        mut diagnostics,
        kinds,
    } = notes;
    diagnostics.sort_by(|one, other| one.place.cmp(&other.place));
    Parsed {
        site,
        letterhead,
        courses,
        pretests,
        published,
        forks,
        contacts,
        care,
        exit,
        places,
        references,
        diagnostics,
        kinds,
    }
}

/// A file that may be missing, which is as good as empty; `None`, with a finding, if it cannot be read.
fn read_optional<T: DeserializeOwned + Default>(
    files: &Files,
    path: &str,
    notes: &mut Notes,
) -> Option<(Text, T)> {
    match files.texts.get(path) {
        None => Some((Text::new(path, ""), T::default())),
        Some(text) => {
            let text = Text::new(path, text);
            let file = file_error::read(&text, notes)?;
            Some((text, file))
        }
    }
}
