//! The app: the frame around every page, and which page is shown.

use std::sync::Arc;

use aula_core::progress::saving::{Cause, SaveState};
use aula_core::time::Date;
use leptos::prelude::*;

use crate::browser::page::{focus_near, reload};
use crate::browser::profiles;
use crate::items::prose::Reader;
use crate::items::saved::{saved_mark, start_words, take_file};
use crate::navigator::Navigator;
use crate::pages;
use crate::route::Route;
use crate::screen::Screen;
use crate::session::Session;
use crate::settings::Settings;
use crate::texts::{self, desk, device};
use crate::ui::dynamic::{anew, attribute, dynamic, memo, words};
use crate::ui::element::{button, link, paragraph};
use crate::ui::icon::{Icon, icon};
use crate::ui::initial::initial;

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
    frame(anew(move || {
        page(&navigator.screen.get(), &settings, today)
    }))
}

/// What stands around every page. The app's contexts must have been provided.
pub fn frame(page: AnyView) -> AnyView {
    let visit = pages::later::within().filter(|_| profiles::is_guest());
    view! {
        {link("skip", "#contenido".to_owned(), texts::SKIP_TO_CONTENT)}
        <Header />
        <SaveNotice />
        {visit.map(|within| (within.visit)())}
        <main class="page" id="contenido" tabindex="-1">
            {page}
        </main>
        <Footer />
    }
    .into_any()
}

fn page(screen: &Screen, settings: &Settings, today: Date) -> AnyView {
    drawn(screen, settings, today).unwrap_or_else(|| pages::not_found::instead(screen, settings))
}

/// The page; `None` if there is no such page, or something that it needs did not arrive.
fn drawn(screen: &Screen, settings: &Settings, today: Date) -> Option<AnyView> {
    let (later, trust) = (pages::later::later, pages::later::trust);
    let reader = || {
        screen.course.clone().map(|course| Reader {
            course,
            settings: settings.clone(),
            today,
            others: pages::later::kinds(),
        })
    };
    Some(match &screen.route {
        Route::Catalog => view! { <pages::catalog::Catalog /> }.into_any(),
        Route::Certificates => (later()?.certificates)(),
        Route::Reviews => (later()?.reviews)(),
        Route::Data => (later()?.data)(),
        Route::Privacy => (later()?.privacy)(today),
        Route::Desk => (later()?.desk)(screen.data.clone()?, today)?,
        Route::Care => (later()?.care)(screen.data.clone()?, today)?,
        Route::Countersign => (trust()?.countersign)(),
        Route::Verify(digits) => (trust()?.verify)(digits.clone()),
        Route::NotFound => return None,
        Route::Course(_) => {
            let reader = reader()?;
            view! { <pages::course::CoursePage reader /> }.into_any()
        }
        Route::Lesson(_, _, lesson, _) => {
            let reader = reader()?;
            let (module, lesson) = reader.course.lesson(lesson)?;
            if pages::later::is_in(lesson) {
                pages::later::within()?;
            }
            let (module, lesson) = (Arc::new(module.clone()), Arc::new(lesson.clone()));
            view! { <pages::lesson::LessonPage reader module lesson /> }.into_any()
        }
        Route::Card(_, module) => {
            let reader = reader()?;
            let module = Arc::new(reader.course.module(module)?.clone());
            (later()?.card)(reader, module)
        }
        Route::Pretest(_) => (later()?.pretest)(reader()?, screen.pool.clone()?),
        Route::Assessment(_) | Route::Certificate(_) if !reader()?.course.has_assessment() => {
            return None;
        }
        Route::Assessment(_) => (later()?.assessment)(reader()?, screen.pool.clone()?),
        Route::Certificate(_) => (later()?.certificate)(reader()?),
        Route::Evidence(_) => (trust()?.evidence)(reader()?),
        Route::Plan(_) => (later()?.plan)(reader()?),
        Route::Search(_) => (later()?.search)(reader()?, screen.data.clone()?)?,
        Route::Glossary(_) => (later()?.glossary)(reader()?, screen.data.clone()?)?,
        Route::Notes(_) => (later()?.notes)(reader()?, screen.data.clone()?)?,
    })
}

#[component]
fn Header() -> impl IntoView {
    let settings = expect_context::<Settings>();
    let session = expect_context::<Session>();
    let navigator = expect_context::<Navigator>();
    let link = |route: Route, words: &'static str, key: Option<&'static str>| {
        let href = settings.href(&route);
        let current = attribute(move || {
            navigator
                .screen
                .with(|screen| (screen.route == route).then_some("page"))
        });
        view! { <li><a href=href aria-current=current aria-keyshortcuts=key>{words}</a></li> }
            .into_any()
    };
    view! {
        <header class="header">
            <a class="header__brand" href=settings.href(&Route::Catalog)>
                <span class="header__name">{settings.site.name.clone()}</span>
                <span class="header__institution">{settings.site.institution.clone()}</span>
            </a>
            <nav class="header__navigation" aria-label=texts::MAIN_NAVIGATION>
                <ul>
                    {link(Route::Catalog, texts::CATALOG, None)} {link(Route::Certificates, texts::MY_CERTIFICATES, None)}
                    {link(Route::Data, texts::MY_DATA, None)} {link(Route::Desk, desk::DESK, Some("v"))}
                </ul>
            </nav>
            {whose(&settings)}
            <p class="header__saved" hidden=!settings.live>{saved_mark(session, None)}</p>
        </header>
    }
}

/// Whose progress this is, where several people use the device.
fn whose(settings: &Settings) -> AnyView {
    let (mark, words) = if profiles::is_guest() {
        (().into_any(), device::GUEST.to_owned())
    } else {
        let all = profiles::all();
        let current = profiles::current();
        let place = all
            .iter()
            .position(|profile| current.as_ref() == Some(profile));
        match (current, place) {
            (Some(profile), Some(place)) if all.len() > 1 => {
                let name = device::profile_name(&profile.id, &profile.alias);
                (
                    initial(name, place),
                    device::profile_here(&profile.id, &profile.alias),
                )
            }
            _ => return ().into_any(),
        }
    };
    let href = settings.href(&Route::Data);
    view! { <p class="header__profile">{mark} " " {link("link", href, words)}</p> }.into_any()
}

/// What went wrong with saving, what to do, and the file to take away; stays until it is resolved.
#[component]
fn SaveNotice() -> impl IntoView {
    let session = expect_context::<Session>();
    let live = expect_context::<Settings>().live;
    let state = memo(move || session.save_state());
    let trouble = move || {
        let (text, remedy) = match state.get() {
            SaveState::MemoryOnly(Cause::Guest) => {
                (device::GUEST_NOTICE.to_owned(), Remedy::Finish)
            }
            SaveState::MemoryOnly(cause) if live => (texts::only_in_memory(&cause), Remedy::Retry),
            SaveState::LocalOnly(cause) if live => (texts::only_local(&cause), Remedy::Retry),
            SaveState::NotSaved(cause) => (texts::not_saved(&cause), Remedy::Retry),
            SaveState::Late => (texts::LATE_NOTICE.to_owned(), Remedy::Retry),
            SaveState::ReadOnly => (texts::READ_ONLY_NOTICE.to_owned(), Remedy::Reload),
            SaveState::Saved
            | SaveState::Saving
            | SaveState::LocalOnly(_)
            | SaveState::MemoryOnly(_) => return ().into_any(),
        };
        trouble_notice(session, text, remedy)
    };
    let start = move || {
        let report = session.read(|journal| journal.start_report());
        start_words(report)
            .into_iter()
            .map(|words| paragraph("notice", words))
            .collect_view()
            .into_any()
    };
    view! {
        <div class="notices" id="avisos" role="alert" tabindex="-1">
            {dynamic(trouble)} {dynamic(start)}
        </div>
    }
}

/// What the person can do about a trouble, besides taking the file.
#[derive(Debug, Clone, Copy)]
enum Remedy {
    Retry,
    Reload,
    Finish,
}

fn trouble_notice(session: Session, text: String, remedy: Remedy) -> AnyView {
    let label = match remedy {
        Remedy::Retry => texts::RETRY,
        Remedy::Reload => texts::RELOAD,
        Remedy::Finish => device::FINISH,
    };
    let home = expect_context::<Settings>().href(&Route::Catalog);
    let act = move || match remedy {
        Remedy::Retry => {
            session.retry();
            // The button goes with the notice: the focus must not fall to the top of the page.
            focus_near("avisos");
        }
        Remedy::Reload => reload(),
        Remedy::Finish => session.finish(home.clone()),
    };
    view! {
        <div class="notice notice--warning">
            <p>{icon(Icon::Alert)} {words(move || text.clone())}</p>
            <p class="notice__actions">
                {button("button", texts::TAKE_FILE, true, move || take_file(session))}
                {button("button button--quiet", label, true, act)}
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
            <p>{texts::WHERE_PROGRESS_IS}</p>
            <p><a href=settings.href(&Route::Privacy)>{texts::PRIVACY}</a></p>
            <p><a href=settings.href(&Route::Verify(None))>{texts::verify::VERIFY}</a></p>
            {demonstration}
        </footer>
    }
}
