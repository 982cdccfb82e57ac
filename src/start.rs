//! The entry point: opens the journal first, then replaces the prerendered content in one turn with the true state.

use std::sync::Arc;

use aula_core::packed::unpack;
use aula_core::progress::journal::{Input, Journal};
use aula_core::progress::record::Writer;
use aula_core::site::Site;
use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::app::App;
use crate::browser::{address, clock, fetch, indexed_db, page, profiles, random, spawn, tabs};
use crate::navigator::Navigator;
use crate::pages::later;
use crate::route::{Mode, Route};
use crate::screen::{Screen, exists};
use crate::session::Session;
use crate::settings::Settings;

/// A browser that closes the store because it clears the site's data needs a moment to finish: what is written before that is
/// thrown away with the rest (measured: in four of six runs).
const CLEARING_MS: i32 = 1000;

/// The first page has been read a little and nothing is asked of the network by then.
const REST_MS: i32 = 4000;

/// Called by the glue once the module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    spawn(async {
        // `None` means that this is not one of our pages, or that its data did not arrive: the page stays readable as it is.
        if boot().await.is_none() {
            crate::browser::modules::report_failure();
        }
    });
}

async fn boot() -> Option<()> {
    let start = address::start()?;
    let site = fetch::bytes(&format!("{}{}", start.root, start.site_file)).await?;
    let site: Arc<Site> = Arc::new(unpack(&site)?);
    let mode = if start.hash_mode {
        Mode::Hash
    } else {
        Mode::Files
    };
    let settings = Settings {
        site,
        mode,
        root: start.root.as_str().into(),
        live: true,
    };

    let session = Session::new(Journal::new(Writer::new(random::number())));
    profiles::begin().await;
    if !profiles::is_guest() {
        // Before the store is read: what another tab writes meanwhile is heard.
        tabs::listen(move |text| session.feed(Input::ArrivedFromTab(text)));
    }
    tabs::greet();
    session.open().await;
    session.keep_reached(&settings.site);
    indexed_db::on_lost_or_late(move || {
        spawn(async move {
            clock::sleep(CLEARING_MS).await;
            session.retry();
        });
    });
    page::ask_before_closing(move || {
        session.hand_over();
        !profiles::is_erased() && session.read(Journal::is_at_risk)
    });

    let route = route_here(mode, &start.root);
    let nowhere = Screen {
        route: Route::NotFound,
        course: None,
        pool: None,
        data: None,
    };
    let navigator = Navigator::new(nowhere, settings.clone(), session, |route, course| {
        let part = later::part(route, course);
        Box::pin(async move {
            // A guest is asked on every page whether they are still here.
            if profiles::is_guest() {
                later::load(later::Part::Within).await;
            }
            if let Some(part) = part {
                later::load(part).await;
            }
        })
    });
    let screen = navigator.load(route.clone()).await;
    // What did not arrive stands on the page, to be read: nothing takes its place.
    let is_written = mode == Mode::Files
        && matches!(
            route,
            Route::Course(_) | Route::Lesson(..) | Route::Card(..)
        );
    if is_written && screen.course.is_none() && exists(&screen, &settings.site) {
        return None;
    }
    navigator.opened(&screen);
    navigator.screen.set(screen);
    follow(navigator, mode, start.root.clone());
    page::until_released().await;
    mount(settings, session, navigator)?;
    // Who pressed a link to another part of this page meanwhile was not heard.
    let here = route_here(mode, &start.root);
    if here == route {
        navigator.announce_start();
    } else {
        navigator.arrive(here);
    }
    // The desk must open without a network from whatever page was loaded.
    clock::sleep(REST_MS).await;
    drop(navigator.load(Route::Desk).await);
    navigator.look_ahead().await;
    Some(())
}

fn mount(settings: Settings, session: Session, navigator: Navigator) -> Option<()> {
    let today = clock::now().date();
    let (place, kept) = page::take_over()?;
    leptos::mount::mount_to(
        place,
        move || view! { <App settings session navigator today /> },
    )
    .forget();
    page::restore(&kept);
    Some(())
}

/// The app follows the links of its own pages; anything else (`completo.html`, other sites) is the browser's.
fn follow(navigator: Navigator, mode: Mode, root: String) {
    address::on_link(root.clone(), move |path, hash| {
        let route = Route::parse(mode, path, hash);
        let here = navigator
            .screen
            .with_untracked(|screen| screen.route.clone());
        // A link inside the page (skip link, source list) only moves the focus: its hash is no route.
        let inside = !hash.is_empty()
            && !hash.starts_with('/')
            && (mode == Mode::Hash || route.file() == here.file());
        let ours = inside || route != Route::NotFound;
        if inside {
            page::focus(hash);
        } else if ours {
            navigator.go(route);
        }
        ours
    });
    address::on_move(move || navigator.arrive(route_here(mode, &root)));
}

fn route_here(mode: Mode, root: &str) -> Route {
    let (path, hash) = address::current(root);
    Route::parse(mode, &path, &hash)
}
