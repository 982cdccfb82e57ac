//! What is shown: a route with the data it needs.

use std::sync::Arc;

use aula_core::course::{Course, Pool};
use aula_core::site::Site;

use crate::route::Route;
use crate::texts::{self, countersign, desk, study, trust, verify};

/// What is shown: the route, and the data it needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Screen {
    /// Where.
    pub route: Route,
    /// The route's course; `None` if it has none or its data could not be had.
    pub course: Option<Arc<Course>>,
    /// The course's pool, on the evaluation; on the diagnostic, its cases.
    pub pool: Option<Arc<Pool>>,
    /// The data file of a page that has one of its own, as it came: the page unpacks it.
    pub data: Option<Arc<Vec<u8>>>,
}

/// The document's title on this screen.
pub fn title(screen: &Screen, site: &Site) -> String {
    let course = screen.course.as_deref();
    let own = match &screen.route {
        Route::Catalog => Some(texts::CATALOG.to_owned()),
        Route::Certificates => Some(texts::MY_CERTIFICATES.to_owned()),
        Route::Reviews => Some(texts::review::REVIEWS.to_owned()),
        Route::Data => Some(texts::MY_DATA.to_owned()),
        Route::Privacy => Some(texts::PRIVACY.to_owned()),
        Route::Desk => Some(desk::DESK.to_owned()),
        Route::Care => Some(desk::CARE.to_owned()),
        Route::Countersign => Some(countersign::COUNTERSIGN.to_owned()),
        Route::Verify(_) => Some(verify::VERIFY.to_owned()),
        Route::NotFound => None,
        Route::Course(_) => course.map(|course| course.title.clone()),
        Route::Lesson(_, _, lesson, _) => course
            .and_then(|course| course.lesson(lesson))
            .map(|(_, lesson)| lesson.title.clone()),
        Route::Card(_, module) => course
            .and_then(|course| course.module(module))
            .map(|module| texts::page_title(texts::CARD, &module.title)),
        Route::Pretest(_) => course.map(|course| texts::page_title(texts::PRETEST, &course.title)),
        Route::Assessment(_) => {
            course.map(|course| texts::page_title(texts::ASSESSMENT, &course.title))
        }
        Route::Evidence(_) => {
            course.map(|course| texts::page_title(trust::EVIDENCE, &course.title))
        }
        Route::Plan(_) => course.map(|course| texts::page_title(texts::MY_PLAN, &course.title)),
        Route::Search(_) => course.map(|course| texts::page_title(study::SEARCH, &course.title)),
        Route::Glossary(_) => {
            course.map(|course| texts::page_title(study::GLOSSARY, &course.title))
        }
        Route::Notes(_) => course.map(|course| texts::page_title(study::NOTES, &course.title)),
        Route::Certificate(_) => {
            course.map(|course| texts::page_title(texts::CERTIFICATE, &course.title))
        }
    };
    let own = own.as_deref().unwrap_or(match exists(screen, site) {
        true => texts::LOADING_FAILED_TITLE,
        false => texts::NOT_FOUND,
    });
    texts::page_title(own, &site.name)
}

/// Whether the site has this page; what it needs may not have arrived.
pub fn exists(screen: &Screen, site: &Site) -> bool {
    match (&screen.route, &screen.course) {
        (Route::NotFound, _) => false,
        (Route::Lesson(_, _, lesson, _), Some(course)) => course.lesson(lesson).is_some(),
        (Route::Card(_, module), Some(course)) => course.module(module).is_some(),
        (route, None) => route.course().is_none_or(|id| {
            let mut entries = site.catalog.iter().filter(|entry| entry.id == *id);
            entries.any(|entry| {
                route
                    .lesson()
                    .is_none_or(|lesson| entry.lessons.contains(lesson))
            })
        }),
        (Route::Assessment(_) | Route::Certificate(_), Some(course)) => course.has_assessment(),
        (_, Some(_)) => true,
    }
}
