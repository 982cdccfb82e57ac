//! Going from page to page: loads what the next page needs, shows it, and only then changes the address.

use std::cell::RefCell;
use std::pin::Pin;
use std::sync::Arc;

use aula_core::course::{Course, Pool};
use aula_core::id::{CourseId, LessonId};
use aula_core::packed::unpack;
use aula_core::site::Entry;
use leptos::prelude::*;

use crate::browser::{address, clock, fetch, page, spawn};
use crate::route::Route;
use crate::screen::{self, Screen};
use crate::session::Session;
use crate::settings::Settings;

/// Fetches the code that a route, or its lesson in this course, needs and that is not here yet.
pub type FetchCode = fn(&Route, Option<&Course>) -> Pin<Box<dyn Future<Output = ()>>>;

/// Who stays this long on a page may want the one after it.
const AHEAD_MS: i32 = 1000;

thread_local! {
    /// The files that pages had of their own, by address, one for the desk and one for each course: the desk must still be there when
    /// the network is gone, whatever was looked up meanwhile.
    static OWN: RefCell<Vec<(String, Arc<Vec<u8>>)>> = const { RefCell::new(vec![]) };
}

/// What was fetched of a course: for the page of a lesson, or for all others.
struct Piece {
    lesson: Option<LessonId>,
    course: Arc<Course>,
}

/// Where the person is, and what was loaded so far.
#[derive(Clone, Copy)]
pub struct Navigator {
    /// What is shown.
    pub screen: RwSignal<Screen>,
    /// A route that was chosen on a page that asks before it is left, and waits for a yes.
    pub leaving: RwSignal<Option<Route>>,
    /// Whether the page asks before it is left (`pages/leaving.rs`): a running evaluation, signatures that no file has. One that could not be
    /// drawn holds nobody.
    pub asks: StoredValue<bool>,
    /// Whether what waits for a yes is the browser's way back or forward, whose entry lies beneath.
    went_back: StoredValue<bool>,
    settings: StoredValue<Settings>,
    session: Session,
    fetch_code: StoredValue<FetchCode>,
    loaded: StoredValue<Vec<Piece>>,
    /// Counts the journeys begun: one that arrives after a later one began is dropped.
    turn: StoredValue<u32>,
}

impl Navigator {
    /// A navigator that shows `screen`.
    pub fn new(
        screen: Screen,
        settings: Settings,
        session: Session,
        fetch_code: FetchCode,
    ) -> Navigator {
        Navigator {
            screen: RwSignal::new(screen),
            leaving: RwSignal::new(None),
            asks: StoredValue::new(false),
            went_back: StoredValue::new(false),
            settings: StoredValue::new(settings),
            session,
            fetch_code: StoredValue::new(fetch_code),
            loaded: StoredValue::new(Vec::new()),
            turn: StoredValue::new(0),
        }
    }

    /// Goes to a route; out of a page that asks only after a yes.
    pub fn go(self, route: Route) {
        match self.held(&route) {
            Some(_) => self.leaving.set(Some(route)),
            None => self.go_now(route),
        }
    }

    /// Leaves the page for what was chosen.
    pub fn leave(self) {
        self.asks.set_value(false);
        match self.leaving.get_untracked() {
            // Not a step further from where the person came: they would meet this page on their way back again and again.
            Some(_) if self.went_back.get_value() => address::back(),
            Some(route) => self.go_now(route),
            None => {}
        }
    }

    /// Goes to a route without asking.
    pub fn go_now(self, route: Route) {
        self.travel(route, true);
    }

    /// Shows the route of an address that the browser already moved to. Out of a page that asks only after a yes: until then the address is
    /// that page's again.
    #[cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]
    pub fn arrive(self, route: Route) {
        match self.held(&route) {
            Some(here) => {
                address::push(&self.settings.with_value(|settings| settings.href(&here)));
                self.went_back.set_value(true);
                self.leaving.set(Some(route));
            }
            None => self.travel(route, false),
        }
    }

    fn travel(self, route: Route, changes_address: bool) {
        self.session.hand_over();
        self.leaving.set(None);
        self.went_back.set_value(false);
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        spawn(async move {
            let screen = self.load(route.clone()).await;
            if self.turn.get_value() != turn {
                return;
            }
            let is_elsewhere = self.screen.with_untracked(|screen| screen.route != route);
            if changes_address && is_elsewhere {
                address::push(&self.settings.with_value(|settings| settings.href(&route)));
            }
            self.show(screen);
            clock::sleep(AHEAD_MS).await;
            if self.turn.get_value() == turn {
                self.look_ahead().await;
            }
        });
    }

    /// Fetches what the lesson after this one needs: to go on then needs no network.
    pub async fn look_ahead(self) {
        let next = self.screen.with_untracked(|screen| {
            let course = screen.course.as_ref()?;
            let (module, lesson) = course.neighbours(screen.route.lesson()?).1?;
            let (course, module, lesson) =
                (course.id.clone(), module.id.clone(), lesson.id.clone());
            Some(Route::Lesson(course, module, lesson, None))
        });
        if let Some(next) = next {
            drop(self.load(next).await);
        }
    }

    /// The screen of a route, with its code and data fetched.
    pub async fn load(self, route: Route) -> Screen {
        let course = match route.course() {
            Some(id) => self.course(id, route.lesson()).await,
            None => None,
        };
        self.fetch_code.get_value()(&route, course.as_deref()).await;
        let pool = match (&route, &course) {
            (Route::Assessment(_), Some(course)) => self.pool(&course.id, Entry::pool_file).await,
            (Route::Pretest(_), Some(course)) => self.pool(&course.id, Entry::pretest_file).await,
            _ => None,
        };
        let data = self.own_data(&route).await;
        Screen {
            route,
            course,
            pool,
            data,
        }
    }

    fn show(self, screen: Screen) {
        self.opened(&screen);
        self.screen.set(screen);
        self.announce();
    }

    /// Says where the person is if the page was built for another place: only the address names a part of a page.
    #[cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]
    pub fn announce_start(self) {
        if page::title() != self.title() {
            self.announce();
        }
    }

    /// Says where the person is, with the document's title and the focus.
    fn announce(self) {
        page::set_title(&self.title());
        let target = self.screen.with_untracked(|screen| match &screen.route {
            // At a passage, or at the title of an item.
            Route::Lesson(.., Some(item)) => Some((item.to_string(), format!("{item}-titulo"))),
            _ => None,
        });
        page::after_drawing(move || match target {
            Some((item, id)) => {
                page::focus(&id);
                page::focus(&item);
            }
            None => {
                page::scroll_to_top();
                page::focus("titulo");
            }
        });
    }

    fn title(self) -> String {
        let title = |settings: &Settings| {
            self.screen
                .with_untracked(|screen| screen::title(screen, &settings.site))
        };
        self.settings.with_value(title)
    }

    /// Writes down that a lesson was opened.
    pub fn opened(self, screen: &Screen) {
        if let (Route::Lesson(_, _, lesson, _), Some(course)) = (&screen.route, &screen.course)
            && let Some((_, lesson)) = course.lesson(lesson)
        {
            self.session.open_lesson(course, lesson);
        }
    }

    /// Where the person is, if the page asks before it is left and `route` leads out of it.
    fn held(self, route: &Route) -> Option<Route> {
        let here = self.screen.with_untracked(|screen| screen.route.clone());
        (self.asks.get_value() && here != *route).then_some(here)
    }

    /// The outline of a course and its pool, fetched if need be.
    pub async fn with_pool(self, id: &CourseId) -> Option<(Arc<Course>, Arc<Pool>)> {
        let course = self.course(id, None).await?;
        Some((course, self.pool(id, Entry::pool_file).await?))
    }

    async fn course(self, id: &CourseId, lesson: Option<&LessonId>) -> Option<Arc<Course>> {
        let known = self.loaded.with_value(|loaded| {
            let mut pieces = loaded.iter();
            let piece =
                pieces.find(|piece| piece.course.id == *id && piece.lesson.as_ref() == lesson)?;
            Some(piece.course.clone())
        });
        if known.is_some() {
            return known;
        }
        let bytes = self.data(id, |entry| entry.course_file(lesson)).await?;
        let course: Arc<Course> = Arc::new(unpack(&bytes)?);
        let piece = Piece {
            lesson: lesson.cloned(),
            course: course.clone(),
        };
        self.loaded.update_value(|loaded| loaded.push(piece));
        Some(course)
    }

    /// The content of the file that only this page needs.
    async fn own_data(self, route: &Route) -> Option<Arc<Vec<u8>>> {
        let address = self.settings.with_value(|settings| match route {
            Route::Desk | Route::Care => {
                Some(format!("{}{}", settings.root, settings.site.desk_file))
            }
            Route::Search(id) | Route::Glossary(id) | Route::Notes(id) => {
                let mut entries = settings.site.catalog.iter();
                let entry = entries.find(|entry| entry.id == *id)?;
                Some(format!("{}{}", settings.root, entry.reading_file()))
            }
            _ => None,
        })?;
        let known = OWN.with_borrow(|own| {
            let mut own = own.iter();
            own.find(|(known, _)| *known == address)
                .map(|(_, bytes)| bytes.clone())
        });
        if known.is_some() {
            return known;
        }
        let bytes = Arc::new(fetch::bytes(&address).await?);
        OWN.with_borrow_mut(|own| own.push((address, bytes.clone())));
        Some(bytes)
    }

    async fn pool(self, id: &CourseId, file: fn(&Entry) -> String) -> Option<Arc<Pool>> {
        let bytes = self.data(id, file).await?;
        unpack(&bytes).map(Arc::new)
    }

    async fn data(self, id: &CourseId, file: impl Fn(&Entry) -> String) -> Option<Vec<u8>> {
        let address = self.settings.with_value(|settings| {
            let entry = settings.site.catalog.iter().find(|entry| entry.id == *id)?;
            Some(format!("{}{}", settings.root, file(entry)))
        })?;
        fetch::bytes(&address).await
    }
}
