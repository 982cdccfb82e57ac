//! The app: the frame around every page, and which page is shown.

use std::sync::Arc;

use aula_core::progress::saving::SaveState;
use aula_core::time::Date;
use leptos::prelude::*;

use crate::items::prose::Reader;
use crate::items::saved::saved_mark;
use crate::navigator::Navigator;
use crate::pages;
use crate::route::Route;
use crate::screen::Screen;
use crate::session::Session;
use crate::settings::Settings;
use crate::texts;
use crate::ui::dynamic::{attribute, dynamic, memo};
use crate::ui::element::{button, link, paragraph};
use crate::ui::icon::{Icon, icon};

/// Everything inside the mount point.
#[component]
pub fn App(
    /// What does not change.
    settings: Settings,
    /// The only writer.
    session: Session,
    /// Where the person is.
    navigator: Navigator,
    /// Today, for review dates; the build's date while prerendering.
    today: Date,
) -> impl IntoView {
    provide_context(settings.clone());
    provide_context(session);
    provide_context(navigator);
    let page = dynamic(move || page(&navigator.screen.get(), &settings, today));
    view! {
        {link("skip", "#contenido".to_owned(), texts::SKIP_TO_CONTENT)}
        <Header />
        <SaveNotice />
        <main class="page" id="contenido" tabindex="-1">
            {page}
        </main>
        <Footer />
        <pages::assessment::LeaveDialog />
    }
}

fn page(screen: &Screen, settings: &Settings, today: Date) -> AnyView {
    let course = screen.course.clone();
    let reader = course.clone().map(|course| Reader {
        course,
        settings: settings.clone(),
        today,
    });
    match (&screen.route, reader) {
        (Route::Catalog, _) => view! { <pages::catalog::Catalog /> }.into_any(),
        (Route::Certificates, _) => view! { <pages::certificates::Certificates /> }.into_any(),
        (Route::Data, _) => view! { <pages::data::Data /> }.into_any(),
        (Route::Privacy, _) => view! { <pages::privacy::Privacy today /> }.into_any(),
        (Route::NotFound, _) => view! { <pages::not_found::NotFound /> }.into_any(),
        (Route::Course(_), Some(reader)) => {
            view! { <pages::course::CoursePage reader /> }.into_any()
        }
        (Route::Lesson(_, _, lesson, _), Some(reader)) => match reader.course.lesson(lesson) {
            Some((module, lesson)) => {
                let (module, lesson) = (Arc::new(module.clone()), Arc::new(lesson.clone()));
                view! { <pages::lesson::LessonPage reader=reader.clone() module lesson /> }
                    .into_any()
            }
            None => view! { <pages::not_found::NotFound /> }.into_any(),
        },
        (Route::Card(_, module), Some(reader)) => match reader.course.module(module) {
            Some(module) => {
                let module = Arc::new(module.clone());
                view! { <pages::card::CardPage reader=reader.clone() module /> }.into_any()
            }
            None => view! { <pages::not_found::NotFound /> }.into_any(),
        },
        (Route::Assessment(_), Some(reader)) => match screen.pool.clone() {
            Some(pool) => view! { <pages::assessment::AssessmentPage reader pool /> }.into_any(),
            None => view! { <pages::not_found::LoadingFailed /> }.into_any(),
        },
        (Route::Certificate(_), Some(reader)) => {
            view! { <pages::certificate::CertificatePage reader /> }.into_any()
        }
        (_, None)
            if settings
                .site
                .catalog
                .iter()
                .any(|entry| Some(&entry.id) == screen.route.course()) =>
        {
            view! { <pages::not_found::LoadingFailed /> }.into_any()
        }
        (_, None) => view! { <pages::not_found::NotFound /> }.into_any(),
    }
}

#[component]
fn Header() -> impl IntoView {
    let settings = expect_context::<Settings>();
    let session = expect_context::<Session>();
    let navigator = expect_context::<Navigator>();
    let link = |route: Route, words: &'static str| {
        let href = settings.href(&route);
        let current = attribute(move || {
            navigator
                .screen
                .with(|screen| (screen.route == route).then_some("page"))
        });
        view! { <li><a href=href aria-current=current>{words}</a></li> }.into_any()
    };
    view! {
        <header class="header">
            <a class="header__brand" href=settings.href(&Route::Catalog)>
                <span class="header__name">{settings.site.name.clone()}</span>
                <span class="header__institution">{settings.site.institution.clone()}</span>
            </a>
            <nav class="header__navigation" aria-label=texts::MAIN_NAVIGATION>
                <ul>
                    {link(Route::Catalog, texts::CATALOG)} {link(Route::Certificates, texts::MY_CERTIFICATES)}
                    {link(Route::Data, texts::MY_DATA)}
                </ul>
            </nav>
            <p class="header__saved" hidden=!settings.live>{saved_mark(session, None)}</p>
        </header>
    }
}

/// What went wrong with saving, what to do, and the file to take away; stays until it is resolved.
#[component]
fn SaveNotice() -> impl IntoView {
    let session = expect_context::<Session>();
    let live = expect_context::<Settings>().live;
    let state = memo(move || session.save_state());
    let trouble = move || match state.get() {
        SaveState::MemoryOnly(cause) if live => {
            trouble_notice(session, texts::only_in_memory(&cause))
        }
        SaveState::NotSaved(cause) => trouble_notice(session, texts::not_saved(&cause)),
        SaveState::Saved | SaveState::Saving | SaveState::MemoryOnly(_) => ().into_any(),
    };
    let start = move || {
        let report = session.read(|journal| journal.start_report());
        pages::data::start_words(report)
            .into_iter()
            .map(|words| paragraph("notice", words))
            .collect_view()
            .into_any()
    };
    view! {
        <div class="notices" role="alert">
            {dynamic(trouble)} {dynamic(start)}
        </div>
    }
}

fn trouble_notice(session: Session, words: String) -> AnyView {
    view! {
        <div class="notice notice--warning">
            <p>{icon(Icon::Alert)} {words}</p>
            <p class="notice__actions">
                {button("button", texts::TAKE_FILE, true, move || pages::data::take_file(session))}
                {button("button button--quiet", texts::RETRY, true, move || session.retry())}
            </p>
        </div>
    }
    .into_any()
}

#[component]
fn Footer() -> impl IntoView {
    let settings = expect_context::<Settings>();
    let demonstration = settings
        .site
        .demonstration
        .then(|| view! { <p>{texts::DEMONSTRATION}</p> });
    view! {
        <footer class="footer">
            <p><a href=settings.href(&Route::Privacy)>{texts::PRIVACY}</a></p>
            {demonstration}
        </footer>
    }
}
