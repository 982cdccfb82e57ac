//! The pages that a first visit does not need, the cases and the rarer kinds of items: in a module of their own, which is loaded when
//! one of them is first shown.

use std::sync::Arc;

use aula_core::course::{Lesson, Module, Pool};
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
use crate::ui::dynamic::{dynamic, memo};

/// The study tools of a lesson take the focus when they are opened.
pub const STUDY_TOOLS: &str = "estudio";

/// How each of them is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Later {
    /// The final evaluation.
    pub assessment: fn(Reader, Arc<Pool>) -> AnyView,
    /// The diagnostic.
    pub pretest: fn(Reader, Arc<Pool>) -> AnyView,
    /// The branching case of a lesson.
    pub case: fn(Reader, Arc<Lesson>) -> AnyView,
    /// A module's pocket card.
    pub card: fn(Reader, Arc<Module>) -> AnyView,
    /// The constancia of a course.
    pub certificate: fn(Reader) -> AnyView,
    /// The expediente of a course's constancia.
    pub evidence: fn(Reader) -> AnyView,
    /// Where a coordinator re-grades and signs.
    pub countersign: fn() -> AnyView,
    /// Where anybody verifies; with the digits of a QR code, that one.
    pub verify: fn(Option<String>) -> AnyView,
    /// Every constancia.
    pub certificates: fn() -> AnyView,
    /// What is due for review.
    pub reviews: fn() -> AnyView,
    /// The passage of this lesson that an item answered wrongly leads to.
    pub passage: fn(&Lesson, &Item) -> AnyView,
    /// How the person stands in each objective of a course: a section of its page.
    pub mastery: fn(Reader) -> AnyView,
    /// The way to the renewal of a course's constancia, on the course's page.
    pub renewal: fn(Reader) -> AnyView,
    /// Taking progress away, bringing it back, erasing it.
    pub data: fn() -> AnyView,
    /// The privacy notice.
    pub privacy: fn(Date) -> AnyView,
    /// What the person has planned in a course.
    pub plan: fn(Reader) -> AnyView,
    /// Whether a guest is still here.
    pub visit: fn() -> AnyView,
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
    /// The study tools of a lesson.
    pub study: fn(Reader, Arc<Lesson>) -> AnyView,
    /// What is kept at a passage of a lesson.
    pub noted: fn(Reader, Arc<Lesson>, usize) -> AnyView,
    /// The items that are no choice.
    pub kinds: OtherKinds,
}

/// Whether something in a lesson is drawn by them.
pub fn is_in(lesson: &Lesson) -> bool {
    lesson.case().is_some() || lesson.items().any(is_other)
}

/// What they draw beside a page of the first module. They are fetched when it is first needed; until they are here there is nothing. Boxed, so
/// that this is in the wasm once.
pub fn beside(
    needed: Box<dyn Fn() -> bool + Send + Sync>,
    draw: Box<dyn Fn(Later) -> AnyView + Send>,
) -> AnyView {
    let needed = memo(needed);
    let here = RwSignal::new(loaded());
    dynamic(move || {
        if !needed.get() {
            return ().into_any();
        }
        if let Some(later) = here.get() {
            return draw(later);
        }
        spawn(async move {
            load(true).await;
            if let Some(later) = loaded() {
                // The person may be elsewhere by now.
                here.try_set(Some(later));
            }
        });
        ().into_any()
    })
}

/// The only way to these pages: a direct call from elsewhere would put them into the first module again.
fn later() -> Later {
    Later {
        assessment: |reader, pool| view! { <assessment::AssessmentPage reader pool /> }.into_any(),
        pretest: |reader, pool| view! { <pretest::PretestPage reader pool /> }.into_any(),
        case: |reader, lesson| view! { <CaseView reader lesson /> }.into_any(),
        card: |reader, module| view! { <card::CardPage reader module /> }.into_any(),
        certificate: |reader| view! { <certificate::CertificatePage reader /> }.into_any(),
        evidence: |reader| view! { <evidence::EvidencePage reader /> }.into_any(),
        countersign: || view! { <countersign::Countersign /> }.into_any(),
        verify: |digits| view! { <verify::Verify digits /> }.into_any(),
        certificates: || view! { <certificates::Certificates /> }.into_any(),
        reviews: || view! { <reviews::ReviewsPage /> }.into_any(),
        passage: |lesson, item| remedy::passage_here(lesson, item).into_any(),
        mastery: |reader| view! { <mastery::MasterySection reader /> }.into_any(),
        renewal: recertification::notice,
        data: || view! { <data::Data /> }.into_any(),
        privacy: |today| view! { <privacy::Privacy today /> }.into_any(),
        plan: |reader| view! { <plan::PlanPage reader /> }.into_any(),
        visit: || view! { <visit::Visit /> }.into_any(),
        desk: desk::page,
        care: care::page,
        search: search::page,
        glossary: glossary::page,
        notes: notes::page,
        study: study::tools,
        noted: study::passage,
        kinds: kinds::others(),
    }
}

#[cfg(target_arch = "wasm32")]
pub use split::{draws, load, loaded};

#[cfg(target_arch = "wasm32")]
mod split {
    use std::cell::Cell;

    use aula_core::course::Course;
    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    use super::{Later, is_in, later};
    use crate::route::Route;

    thread_local! {
        static LOADED: Cell<Option<Later>> = const { Cell::new(None) };
    }

    /// Loads them if they are needed and not here. [`loaded`] says whether that succeeded; the next call tries again.
    pub async fn load(needed: bool) {
        if needed && loaded().is_none() {
            LOADED.set(fetch().await.ok());
        }
    }

    /// Whether one of them draws this route, or something in its lesson.
    pub fn draws(route: &Route, course: Option<&Course>) -> bool {
        match route {
            Route::Lesson(_, _, lesson, _) => course
                .and_then(|course| course.lesson(lesson))
                .is_some_and(|(_, lesson)| is_in(lesson)),
            Route::Pretest(_)
            | Route::Assessment(_)
            | Route::Card(..)
            | Route::Certificate(_)
            | Route::Evidence(_)
            | Route::Plan(_)
            | Route::Search(_)
            | Route::Glossary(_)
            | Route::Notes(_)
            | Route::Certificates
            | Route::Reviews
            | Route::Data
            | Route::Privacy
            | Route::Desk
            | Route::Care
            | Route::Countersign
            | Route::Verify(_) => true,
            Route::Catalog | Route::Course(_) | Route::NotFound => false,
        }
    }

    /// The pages, once they have been loaded.
    pub fn loaded() -> Option<Later> {
        LOADED.get()
    }

    #[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
    fn fetch() -> Result<Later, SplitLoaderError> {
        Ok(later())
    }
}

/// Natively they are always here.
#[cfg(not(target_arch = "wasm32"))]
pub async fn load(_needed: bool) {}

/// The pages: natively nothing is split.
#[cfg(not(target_arch = "wasm32"))]
pub fn loaded() -> Option<Later> {
    Some(later())
}
