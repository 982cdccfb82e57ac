//! Every page of the site as HTML, rendered natively by the same views that run in the browser, with empty progress.

mod question;
mod whole;

use std::sync::Arc;

use aula_core::course::desk::Desk;
use aula_core::course::{Course, Module, Pool};
use aula_core::id::{CourseId, LessonId};
use aula_core::packed::pack;
use aula_core::progress::journal::Journal;
use aula_core::progress::record::Writer;
use aula_core::site::Site;
use aula_core::time::Date;
use leptos::prelude::*;

use crate::app::{App, frame};
use crate::items::prose::Reader;
use crate::navigator::Navigator;
use crate::pages::later;
use crate::route::{Mode, Route};
use crate::screen::{self, Screen};
use crate::session::Session;
use crate::settings::Settings;

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
    /// The course whose data the page needs, if any, and the lesson if it is that of one.
    pub data: Option<(CourseId, Option<LessonId>)>,
    /// The split point of what the page needs of the app besides its first module.
    pub part: Option<&'static str>,
    /// Whether the app is mounted over the page (`completo.html` is only read and printed).
    pub live: bool,
    /// The content of `<div id="aula">`, as HTML.
    pub html: String,
}

/// The pages in files mode: the catalogue, each course with its lessons, cards and whole text, and the pages of the site.
pub fn pages(site: &Site, courses: &[(Course, Pool)], desk: &Desk, today: Date) -> Vec<Page> {
    let site = Arc::new(site.clone());
    let courses: Vec<Arc<Course>> = courses
        .iter()
        .map(|(course, _)| Arc::new(course.clone()))
        .collect();
    let of_site = [
        Route::Catalog,
        Route::Certificates,
        Route::Reviews,
        Route::Data,
        Route::Privacy,
        Route::Countersign,
        Route::Verify(None),
    ];
    let mut pages: Vec<Page> = of_site
        .into_iter()
        .map(|route| page(&site, Mode::Files, route, Shown::default(), today))
        .collect();
    let data = Some(Arc::new(pack(desk)));
    let at_the_desk = [Route::Desk]
        .into_iter()
        .chain(site.care.then_some(Route::Care));
    pages.extend(at_the_desk.map(|route| {
        let shown = Shown {
            data: data.clone(),
            ..Shown::default()
        };
        page(&site, Mode::Files, route, shown, today)
    }));
    for course in &courses {
        let routes = std::iter::once(Route::Course(course.id.clone())).chain(
            course
                .modules
                .iter()
                .flat_map(|module| module_routes(course, module)),
        );
        pages.extend(routes.map(|route| {
            let shown = Shown {
                course: Some(course.clone()),
                ..Shown::default()
            };
            page(&site, Mode::Files, route, shown, today)
        }));
        pages.push(whole(&site, course, today));
    }
    pages
}

/// The one page of hash mode: the catalogue, as everything else is reached from it.
pub fn hash_page(site: &Site, _courses: &[(Course, Pool)], today: Date) -> Page {
    page(
        &Arc::new(site.clone()),
        Mode::Hash,
        Route::Catalog,
        Shown::default(),
        today,
    )
}

fn module_routes(course: &Course, module: &Module) -> Vec<Route> {
    let lessons = module.lessons.iter().map(|lesson| {
        Route::Lesson(
            course.id.clone(),
            module.id.clone(),
            lesson.id.clone(),
            None,
        )
    });
    let card = module
        .card
        .iter()
        .map(|_| Route::Card(course.id.clone(), module.id.clone()));
    lessons.chain(card).collect()
}

/// What a page is drawn from.
#[derive(Default)]
struct Shown {
    course: Option<Arc<Course>>,
    data: Option<Arc<Vec<u8>>>,
}

fn page(site: &Arc<Site>, mode: Mode, route: Route, shown: Shown, today: Date) -> Page {
    let Shown { course, data } = shown;
    let path = route.file();
    let root = "../".repeat(path.matches('/').count());
    let settings = Settings {
        site: site.clone(),
        mode,
        root: root.as_str().into(),
        live: false,
    };
    let description = course
        .as_ref()
        .map_or_else(|| site.institution.clone(), |course| course.summary.clone());
    let screen = Screen {
        route,
        course,
        pool: None,
        data,
    };
    let title = screen::title(&screen, site);
    let lesson = screen.route.lesson().cloned();
    let data = screen.route.course().map(|course| (course.clone(), lesson));
    let part = later::part(&screen.route, screen.course.as_deref()).map(later::Part::name);
    let html = render(move || {
        let session = empty_session();
        let navigator = still(screen, &settings, session);
        view! { <App settings session navigator today /> }.into_any()
    });
    Page {
        path,
        root,
        title,
        description,
        data,
        part,
        live: true,
        html,
    }
}

fn whole(site: &Arc<Site>, course: &Arc<Course>, today: Date) -> Page {
    let root = "../../".to_owned();
    let settings = Settings {
        site: site.clone(),
        mode: Mode::Files,
        root: root.as_str().into(),
        live: false,
    };
    let reader = Reader {
        course: course.clone(),
        settings: settings.clone(),
        today,
        others: later::kinds(),
    };
    let html = render(move || {
        let session = empty_session();
        let nowhere = Screen {
            route: Route::NotFound,
            course: None,
            pool: None,
            data: None,
        };
        provide_context(still(nowhere, &settings, session));
        provide_context(settings);
        provide_context(session);
        frame(view! { <whole::Whole reader /> }.into_any())
    });
    Page {
        path: format!("cursos/{}/completo.html", course.id),
        root,
        title: crate::texts::page_title(&course.title, &site.name),
        description: course.summary.clone(),
        data: None,
        part: None,
        live: false,
        html,
    }
}

/// A navigator that stays where it is.
fn still(screen: Screen, settings: &Settings, session: Session) -> Navigator {
    Navigator::new(screen, settings.clone(), session, |_, _| {
        Box::pin(std::future::ready(()))
    })
}

fn empty_session() -> Session {
    Session::new(Journal::new(Writer::new(0)))
}

fn render(view: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new();
    let html = owner.with(|| view().to_html());
    owner.unset();
    html
}
