//! Addresses: one parser and one printer, in two modes.
//!
//! In *files* mode every route is a real file of the built site, so that each address can be reloaded, shared and embedded; the
//! diagnostic, the evaluation, the constancia, the expediente and the person's plan are hashes of the course's page. In *hash* mode there is one page
//! and every route is a hash.

use aula_core::id::{CourseId, Id, ItemId, LessonId, ModuleId};

/// A place in the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// The catalogue.
    Catalog,
    /// A course's page.
    Course(CourseId),
    /// A lesson, perhaps at one of its items or passages.
    Lesson(CourseId, ModuleId, LessonId, Option<ItemId>),
    /// A module's pocket card.
    Card(CourseId, ModuleId),
    /// The diagnostic of a course.
    Pretest(CourseId),
    /// The final evaluation of a course.
    Assessment(CourseId),
    /// The constancia of a course.
    Certificate(CourseId),
    /// The expediente of a course's constancia.
    Evidence(CourseId),
    /// What the person has planned in a course.
    Plan(CourseId),
    /// The search in the whole text of a course.
    Search(CourseId),
    /// The glossary of a course.
    Glossary(CourseId),
    /// What the person has noted in a course.
    Notes(CourseId),
    /// Every constancia on this device.
    Certificates,
    /// What is due for review, over all courses.
    Reviews,
    /// Export, import and erase.
    Data,
    /// The privacy notice.
    Privacy,
    /// The desk: the right pocket card for a person in front.
    Desk,
    /// The self-care card.
    Care,
    /// Where a coordinator re-grades expedientes and signs.
    Countersign,
    /// Where anybody verifies a constancia; with the digits of a QR code, that one.
    Verify(Option<String>),
    /// Anything else.
    NotFound,
}

/// How routes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Each route is a file.
    Files,
    /// Each route is a hash of the one page.
    Hash,
}

const COURSES: &str = "cursos";
const CARD: &str = "ficha";
const ASSESSMENT: &str = "evaluacion";
const PRETEST: &str = "diagnostico";
const CERTIFICATE: &str = "constancia";
const EVIDENCE: &str = "expediente";
const PLAN: &str = "mi-plan";
const SEARCH: &str = "buscar";
const GLOSSARY: &str = "glosario";
const NOTES: &str = "mis-notas";
const CERTIFICATES: &str = "constancias";
const REVIEWS: &str = "repasos";
const DATA: &str = "mis-datos";
const PRIVACY: &str = "privacidad";
const DESK: &str = "ventanilla";
const CARE: &str = "cuidese";
const COUNTERSIGN: &str = "cotejo";
const VERIFY: &str = "verificar";

impl Route {
    /// The route at this address: `path` below the site's root, without a leading slash, and `hash` without its `#`.
    /// Anything that no printer wrote is [`Route::NotFound`].
    pub fn parse(mode: Mode, path: &str, hash: &str) -> Route {
        match mode {
            Mode::Hash if hash.is_empty() => Route::Catalog,
            Mode::Hash => hash.strip_prefix('/').map_or(Route::NotFound, from_hash),
            Mode::Files => from_file(path, hash),
        }
    }

    /// The address of the route from a page whose way to the root is `root` (`../../`, or an absolute address with a final slash).
    pub fn href(&self, mode: Mode, root: &str) -> String {
        match mode {
            Mode::Hash => format!("#/{}", self.segments().join("/")),
            Mode::Files => format!("{root}{}{}", self.file(), self.fragment()),
        }
    }

    /// The file that holds this route in files mode, below the root.
    pub fn file(&self) -> String {
        match self {
            Route::Catalog | Route::NotFound => "index.html".to_owned(),
            Route::Course(course)
            | Route::Pretest(course)
            | Route::Assessment(course)
            | Route::Certificate(course)
            | Route::Evidence(course)
            | Route::Plan(course)
            | Route::Search(course)
            | Route::Glossary(course)
            | Route::Notes(course) => {
                format!("{COURSES}/{course}/index.html")
            }
            Route::Lesson(course, module, lesson, _) => {
                format!("{COURSES}/{course}/{module}/{lesson}.html")
            }
            Route::Card(course, module) => format!("{COURSES}/{course}/{module}/{CARD}.html"),
            Route::Certificates => format!("{CERTIFICATES}/index.html"),
            Route::Reviews => format!("{REVIEWS}/index.html"),
            Route::Data => format!("{DATA}/index.html"),
            Route::Privacy => format!("{PRIVACY}/index.html"),
            Route::Desk => format!("{DESK}/index.html"),
            Route::Care => format!("{CARE}/index.html"),
            Route::Countersign => format!("{COUNTERSIGN}/index.html"),
            Route::Verify(_) => format!("{VERIFY}/index.html"),
        }
    }

    /// The lesson, on the page of one.
    pub fn lesson(&self) -> Option<&LessonId> {
        match self {
            Route::Lesson(_, _, lesson, _) => Some(lesson),
            _ => None,
        }
    }

    /// The course that the route belongs to.
    pub fn course(&self) -> Option<&CourseId> {
        match self {
            Route::Course(course)
            | Route::Lesson(course, ..)
            | Route::Card(course, _)
            | Route::Pretest(course)
            | Route::Assessment(course)
            | Route::Certificate(course)
            | Route::Evidence(course)
            | Route::Plan(course)
            | Route::Search(course)
            | Route::Glossary(course)
            | Route::Notes(course) => Some(course),
            Route::Catalog
            | Route::Certificates
            | Route::Reviews
            | Route::Data
            | Route::Privacy
            | Route::Desk
            | Route::Care
            | Route::Countersign
            | Route::Verify(_)
            | Route::NotFound => None,
        }
    }

    fn fragment(&self) -> String {
        match self {
            Route::Pretest(_) => format!("#/{PRETEST}"),
            Route::Assessment(_) => format!("#/{ASSESSMENT}"),
            Route::Certificate(_) => format!("#/{CERTIFICATE}"),
            Route::Evidence(_) => format!("#/{EVIDENCE}"),
            Route::Plan(_) => format!("#/{PLAN}"),
            Route::Search(_) => format!("#/{SEARCH}"),
            Route::Glossary(_) => format!("#/{GLOSSARY}"),
            Route::Notes(_) => format!("#/{NOTES}"),
            Route::Lesson(.., Some(item)) => format!("#{item}"),
            Route::Verify(Some(digits)) => format!("#{digits}"),
            Route::Catalog
            | Route::Course(_)
            | Route::Lesson(..)
            | Route::Card(..)
            | Route::Certificates
            | Route::Reviews
            | Route::Data
            | Route::Privacy
            | Route::Desk
            | Route::Care
            | Route::Countersign
            | Route::Verify(None)
            | Route::NotFound => String::new(),
        }
    }

    fn segments(&self) -> Vec<&str> {
        match self {
            Route::Catalog | Route::NotFound => vec![],
            Route::Course(course) => vec![COURSES, course.as_str()],
            Route::Lesson(course, module, lesson, item) => {
                let mut segments = vec![COURSES, course.as_str(), module.as_str(), lesson.as_str()];
                segments.extend(item.as_ref().map(Id::as_str));
                segments
            }
            Route::Card(course, module) => vec![COURSES, course.as_str(), module.as_str(), CARD],
            Route::Pretest(course) => vec![COURSES, course.as_str(), PRETEST],
            Route::Assessment(course) => vec![COURSES, course.as_str(), ASSESSMENT],
            Route::Certificate(course) => vec![COURSES, course.as_str(), CERTIFICATE],
            Route::Evidence(course) => vec![COURSES, course.as_str(), EVIDENCE],
            Route::Plan(course) => vec![COURSES, course.as_str(), PLAN],
            Route::Search(course) => vec![COURSES, course.as_str(), SEARCH],
            Route::Glossary(course) => vec![COURSES, course.as_str(), GLOSSARY],
            Route::Notes(course) => vec![COURSES, course.as_str(), NOTES],
            Route::Certificates => vec![CERTIFICATES],
            Route::Reviews => vec![REVIEWS],
            Route::Data => vec![DATA],
            Route::Privacy => vec![PRIVACY],
            Route::Desk => vec![DESK],
            Route::Care => vec![CARE],
            Route::Countersign => vec![COUNTERSIGN],
            Route::Verify(None) => vec![VERIFY],
            Route::Verify(Some(digits)) => vec![VERIFY, digits],
        }
    }
}

fn from_hash(hash: &str) -> Route {
    let segments: Vec<&str> = hash.split('/').collect();
    match segments.as_slice() {
        [""] => Route::Catalog,
        [CERTIFICATES] => Route::Certificates,
        [REVIEWS] => Route::Reviews,
        [DATA] => Route::Data,
        [PRIVACY] => Route::Privacy,
        [DESK] => Route::Desk,
        [CARE] => Route::Care,
        [COUNTERSIGN] => Route::Countersign,
        [VERIFY] => Route::Verify(None),
        [VERIFY, digits] => Route::Verify(Some((*digits).to_owned())),
        [COURSES, course] => Route::Course(Id::new(*course)),
        [COURSES, course, PRETEST] => Route::Pretest(Id::new(*course)),
        [COURSES, course, ASSESSMENT] => Route::Assessment(Id::new(*course)),
        [COURSES, course, CERTIFICATE] => Route::Certificate(Id::new(*course)),
        [COURSES, course, EVIDENCE] => Route::Evidence(Id::new(*course)),
        [COURSES, course, PLAN] => Route::Plan(Id::new(*course)),
        [COURSES, course, SEARCH] => Route::Search(Id::new(*course)),
        [COURSES, course, GLOSSARY] => Route::Glossary(Id::new(*course)),
        [COURSES, course, NOTES] => Route::Notes(Id::new(*course)),
        [COURSES, course, module, CARD] => Route::Card(Id::new(*course), Id::new(*module)),
        [COURSES, course, module, lesson] => lesson_route(course, module, lesson, ""),
        [COURSES, course, module, lesson, item] => lesson_route(course, module, lesson, item),
        _ => Route::NotFound,
    }
}

fn from_file(path: &str, hash: &str) -> Route {
    let path = path.strip_suffix("index.html").unwrap_or(path);
    let segments: Vec<&str> = path.split('/').collect();
    match segments.as_slice() {
        [""] => Route::Catalog,
        [CERTIFICATES, ""] => Route::Certificates,
        [REVIEWS, ""] => Route::Reviews,
        [DATA, ""] => Route::Data,
        [PRIVACY, ""] => Route::Privacy,
        [DESK, ""] => Route::Desk,
        [CARE, ""] => Route::Care,
        [COUNTERSIGN, ""] => Route::Countersign,
        [VERIFY, ""] => Route::Verify(scanned(hash)),
        [COURSES, course, ""] => match hash.strip_prefix('/') {
            Some(PRETEST) => Route::Pretest(Id::new(*course)),
            Some(ASSESSMENT) => Route::Assessment(Id::new(*course)),
            Some(CERTIFICATE) => Route::Certificate(Id::new(*course)),
            Some(EVIDENCE) => Route::Evidence(Id::new(*course)),
            Some(PLAN) => Route::Plan(Id::new(*course)),
            Some(SEARCH) => Route::Search(Id::new(*course)),
            Some(GLOSSARY) => Route::Glossary(Id::new(*course)),
            Some(NOTES) => Route::Notes(Id::new(*course)),
            _ => Route::Course(Id::new(*course)),
        },
        [COURSES, course, module, file] => match file.strip_suffix(".html") {
            Some(CARD) => Route::Card(Id::new(*course), Id::new(*module)),
            Some(lesson) => lesson_route(course, module, lesson, hash),
            None => Route::NotFound,
        },
        _ => Route::NotFound,
    }
}

/// What a QR code holds is nothing but digits; any other hash is a place in the page.
fn scanned(hash: &str) -> Option<String> {
    let digits = !hash.is_empty() && hash.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| hash.to_owned())
}

fn lesson_route(course: &str, module: &str, lesson: &str, item: &str) -> Route {
    let item = Some(item).filter(|item| !item.is_empty()).map(Id::new);
    Route::Lesson(Id::new(course), Id::new(module), Id::new(lesson), item)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Route> {
        let course = || Id::new("mujeres");
        vec![
            Route::Catalog,
            Route::Course(course()),
            Route::Lesson(course(), Id::new("uno"), Id::new("papeles"), None),
            Route::Lesson(
                course(),
                Id::new("uno"),
                Id::new("papeles"),
                Some(Id::new("amina")),
            ),
            Route::Card(course(), Id::new("uno")),
            Route::Pretest(course()),
            Route::Assessment(course()),
            Route::Certificate(course()),
            Route::Evidence(course()),
            Route::Plan(course()),
            Route::Search(course()),
            Route::Glossary(course()),
            Route::Notes(course()),
            Route::Certificates,
            Route::Reviews,
            Route::Data,
            Route::Privacy,
            Route::Desk,
            Route::Care,
            Route::Countersign,
            Route::Verify(None),
            Route::Verify(Some("0123456789".to_owned())),
        ]
    }

    #[test]
    fn every_printed_address_is_read_back() {
        for mode in [Mode::Files, Mode::Hash] {
            for route in all() {
                let href = route.href(mode, "");
                let (path, hash) = href.split_once('#').unwrap_or((&href, ""));
                assert_eq!(Route::parse(mode, path, hash), route, "{href}");
            }
        }
    }

    #[test]
    fn a_folder_is_its_index() {
        assert_eq!(
            Route::parse(Mode::Files, "cursos/mujeres/", ""),
            Route::Course(Id::new("mujeres"))
        );
        assert_eq!(Route::parse(Mode::Files, "", ""), Route::Catalog);
    }

    #[test]
    fn unknown_addresses_are_not_found() {
        for (mode, path, hash) in [
            (Mode::Files, "cursos", ""),
            (Mode::Files, "cursos/mujeres/completo.html", ""),
            (Mode::Files, "otra.html", ""),
            (Mode::Hash, "", "/cursos/a/b/c/d/e"),
            (Mode::Hash, "", "/otra"),
            (Mode::Hash, "", "contenido"),
        ] {
            assert_eq!(
                Route::parse(mode, path, hash),
                Route::NotFound,
                "{path}#{hash}"
            );
        }
    }
}
