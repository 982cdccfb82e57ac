//! What a first visit does not need, in modules of its own, each loaded when something of it is first shown: what is drawn within a page of
//! the first module, the pages of trust, and all other pages. What two of them reach lies in a chunk that comes with either.

use std::sync::Arc;

use aula_core::course::{Course, Lesson, Module, Pool};
use aula_core::item::Item;
use aula_core::time::Date;
use leptos::prelude::*;

use super::{
    assessment, card, care, certificate, certificates, countersign, data, desk, evidence, glossary,
    mastery, notes, plan, pretest, privacy, recertification, remedy, reviews, search, study,
    verify, visit,
};
use crate::browser::spawn;
use crate::items::case::CaseView;
use crate::items::fields::{OtherKinds, is_other};
use crate::items::kinds;
use crate::items::prose::Reader;
use crate::route::Route;
use crate::ui::dynamic::{dynamic, memo};

/// The study tools of a lesson take the focus when they are opened.
pub const STUDY_TOOLS: &str = "estudio";

/// A module that is not the first one. Their names are those of the split points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// [`Within`].
    Within,
    /// [`Trust`].
    Trust,
    /// [`Later`].
    Later,
}

impl Part {
    /// The name of its split point.
    #[cfg_attr(target_arch = "wasm32", allow(dead_code))]
    pub fn name(self) -> &'static str {
        match self {
            Part::Within => "within",
            Part::Trust => "trust",
            Part::Later => "later",
        }
    }
}

/// What is drawn within a page of the first module.
#[derive(Debug, Clone, Copy)]
pub struct Within {
    /// The branching case of a lesson, whose study tools are open or not.
    pub case: fn(Reader, Arc<Lesson>, RwSignal<bool>) -> AnyView,
    /// What an item of this lesson that was answered wrongly leads to.
    pub passage: fn(&Reader, &Lesson, &Item) -> AnyView,
    /// How the person stands in each objective of a course: a section of its page.
    pub mastery: fn(Reader) -> AnyView,
    /// The way to the renewal of a course's constancia, on the course's page.
    pub renewal: fn(Reader) -> AnyView,
    /// The study tools of a lesson.
    pub study: fn(Reader, Arc<Lesson>) -> AnyView,
    /// What is kept at a passage of a lesson.
    pub noted: fn(Reader, Arc<Lesson>, usize) -> AnyView,
    /// Whether a guest is still here.
    pub visit: fn() -> AnyView,
    /// The items that are no choice.
    pub kinds: OtherKinds,
}

/// The pages of trust.
#[derive(Debug, Clone, Copy)]
pub struct Trust {
    /// The expediente of a course's constancia.
    pub evidence: fn(Reader) -> AnyView,
    /// Where a coordinator re-grades and signs.
    pub countersign: fn() -> AnyView,
    /// Where anybody verifies; with the digits of a QR code, that one.
    pub verify: fn(Option<String>) -> AnyView,
}

/// The other pages.
#[derive(Debug, Clone, Copy)]
pub struct Later {
    /// The final evaluation.
    pub assessment: fn(Reader, Arc<Pool>) -> AnyView,
    /// The diagnostic.
    pub pretest: fn(Reader, Arc<Pool>) -> AnyView,
    /// A module's pocket card.
    pub card: fn(Reader, Arc<Module>) -> AnyView,
    /// The constancia of a course.
    pub certificate: fn(Reader) -> AnyView,
    /// Every constancia.
    pub certificates: fn() -> AnyView,
    /// What is due for review.
    pub reviews: fn() -> AnyView,
    /// Taking progress away, bringing it back, erasing it.
    pub data: fn() -> AnyView,
    /// The privacy notice.
    pub privacy: fn(Date) -> AnyView,
    /// What the person has planned in a course.
    pub plan: fn(Reader) -> AnyView,
    /// The desk, from its data file.
    pub desk: fn(Arc<Vec<u8>>, Date) -> Option<AnyView>,
    /// The self-care card, from the same.
    pub care: fn(Arc<Vec<u8>>, Date) -> Option<AnyView>,
    /// The search in the whole text of a course, from its data file.
    pub search: fn(Reader, Arc<Vec<u8>>) -> Option<AnyView>,
    /// The glossary of a course, from the same.
    pub glossary: fn(Reader, Arc<Vec<u8>>) -> Option<AnyView>,
    /// What the person has noted in a course, from the same.
    pub notes: fn(Reader, Arc<Vec<u8>>) -> Option<AnyView>,
    /// The items that are no choice.
    pub kinds: OtherKinds,
}

/// The module that draws a page, or something in its lesson; `None` if the first one draws all of it.
pub fn part(route: &Route, course: Option<&Course>) -> Option<Part> {
    match route {
        Route::Lesson(_, _, lesson, _) => course
            .and_then(|course| course.lesson(lesson))
            .filter(|(_, lesson)| is_in(lesson))
            .map(|_| Part::Within),
        Route::Evidence(_) | Route::Countersign | Route::Verify(_) => Some(Part::Trust),
        Route::Pretest(_)
        | Route::Assessment(_)
        | Route::Card(..)
        | Route::Certificate(_)
        | Route::Plan(_)
        | Route::Search(_)
        | Route::Glossary(_)
        | Route::Notes(_)
        | Route::Certificates
        | Route::Reviews
        | Route::Data
        | Route::Privacy
        | Route::Desk
        | Route::Care => Some(Part::Later),
        Route::Catalog | Route::Course(_) | Route::NotFound => None,
    }
}

/// Whether something in a lesson is drawn by [`Within`].
pub fn is_in(lesson: &Lesson) -> bool {
    lesson.case().is_some() || lesson.items().any(is_other)
}

/// How the kinds of items that are no choice are drawn, if a module that knows it is here.
pub fn kinds() -> Option<OtherKinds> {
    within()
        .map(|within| within.kinds)
        .or_else(|| Some(later()?.kinds))
}

/// What [`Within`] draws beside a page of the first module. It is fetched when it is first needed; until it is here there is nothing.
/// Boxed, so that this is in the wasm once.
pub fn beside(
    needed: Box<dyn Fn() -> bool + Send + Sync>,
    draw: Box<dyn Fn(Within) -> AnyView + Send>,
) -> AnyView {
    let needed = memo(needed);
    let here = RwSignal::new(within());
    dynamic(move || {
        if !needed.get() {
            return ().into_any();
        }
        if let Some(within) = here.get() {
            return draw(within);
        }
        spawn(async move {
            load(Part::Within).await;
            if let Some(within) = within() {
                // The person may be elsewhere by now.
                here.try_set(Some(within));
            }
        });
        ().into_any()
    })
}

/// The only ways to these views: a direct call from elsewhere would put them into the first module again.
fn all_within() -> Within {
    Within {
        case: |reader, lesson, open| {
            let at_scene = study::at_scenes(&reader, &lesson, open);
            view! { <CaseView reader lesson at_scene /> }.into_any()
        },
        passage: |reader, lesson, item| remedy::remedy_here(reader, lesson, item).into_any(),
        mastery: |reader| view! { <mastery::MasterySection reader /> }.into_any(),
        renewal: recertification::notice,
        study: study::tools,
        noted: study::passage,
        visit: || view! { <visit::Visit /> }.into_any(),
        kinds: kinds::others(),
    }
}

fn all_trust() -> Trust {
    Trust {
        evidence: |reader| view! { <evidence::EvidencePage reader /> }.into_any(),
        countersign: || view! { <countersign::Countersign /> }.into_any(),
        verify: |digits| view! { <verify::Verify digits /> }.into_any(),
    }
}

fn all_later() -> Later {
    Later {
        assessment: |reader, pool| view! { <assessment::AssessmentPage reader pool /> }.into_any(),
        pretest: |reader, pool| view! { <pretest::PretestPage reader pool /> }.into_any(),
        card: |reader, module| view! { <card::CardPage reader module /> }.into_any(),
        certificate: |reader| view! { <certificate::CertificatePage reader /> }.into_any(),
        certificates: || view! { <certificates::Certificates /> }.into_any(),
        reviews: || view! { <reviews::ReviewsPage /> }.into_any(),
        data: || view! { <data::Data /> }.into_any(),
        privacy: |today| view! { <privacy::Privacy today /> }.into_any(),
        plan: |reader| view! { <plan::PlanPage reader /> }.into_any(),
        desk: desk::page,
        care: care::page,
        search: search::page,
        glossary: glossary::page,
        notes: notes::page,
        kinds: kinds::others(),
    }
}

#[cfg(target_arch = "wasm32")]
pub use split::{later, load, trust, within};

#[cfg(target_arch = "wasm32")]
mod split {
    use std::cell::Cell;

    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    use super::{Later, Part, Trust, Within, all_later, all_trust, all_within};

    thread_local! {
        static WITHIN: Cell<Option<Within>> = const { Cell::new(None) };
        static TRUST: Cell<Option<Trust>> = const { Cell::new(None) };
        static LATER: Cell<Option<Later>> = const { Cell::new(None) };
    }

    /// Loads a module if it is not here. Whether that succeeded is said by the function of its name; the next call tries again.
    pub async fn load(part: Part) {
        match part {
            Part::Within if within().is_none() => WITHIN.set(fetch_within().await.ok()),
            Part::Trust if trust().is_none() => TRUST.set(fetch_trust().await.ok()),
            Part::Later if later().is_none() => LATER.set(fetch_later().await.ok()),
            Part::Within | Part::Trust | Part::Later => {}
        }
    }

    /// What is drawn within pages, once it has been loaded.
    pub fn within() -> Option<Within> {
        WITHIN.get()
    }

    /// The pages of trust, once they have been loaded.
    pub fn trust() -> Option<Trust> {
        TRUST.get()
    }

    /// The other pages, once they have been loaded.
    pub fn later() -> Option<Later> {
        LATER.get()
    }

    #[wasm_split(within, wasm_split_path = leptos::wasm_split, fallible)]
    fn fetch_within() -> Result<Within, SplitLoaderError> {
        Ok(all_within())
    }

    #[wasm_split(trust, wasm_split_path = leptos::wasm_split, fallible)]
    fn fetch_trust() -> Result<Trust, SplitLoaderError> {
        Ok(all_trust())
    }

    #[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
    fn fetch_later() -> Result<Later, SplitLoaderError> {
        Ok(all_later())
    }
}

/// Natively nothing is split: they are always here.
#[cfg(not(target_arch = "wasm32"))]
pub use whole::{later, load, trust, within};

#[cfg(not(target_arch = "wasm32"))]
mod whole {
    use super::{Later, Part, Trust, Within, all_later, all_trust, all_within};

    /// Nothing to load.
    pub async fn load(_part: Part) {}

    /// What is drawn within pages.
    pub fn within() -> Option<Within> {
        Some(all_within())
    }

    /// The pages of trust.
    pub fn trust() -> Option<Trust> {
        Some(all_trust())
    }

    /// The other pages.
    pub fn later() -> Option<Later> {
        Some(all_later())
    }
}
