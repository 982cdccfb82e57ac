//! A guest who has gone without ending the visit: after a while the page asks whether anybody is here, and then ends it, so that the next
//! person finds nothing (WCAG 2.2.1: a minute to say so, by any touch or key).

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::{clock, page, profiles, spawn};
use crate::route::Route;
use crate::session::Session;
use crate::settings::Settings;
use crate::texts::device;
use crate::ui::dynamic::dynamic;
use crate::ui::element::button;
use crate::ui::icon::{Icon, icon};

/// How often it looks.
const LOOK_MS: i32 = 2000;
/// How long before the end it asks.
const ASKING_MS: i64 = 60_000;

/// The question, while it is asked.
#[component]
pub fn Visit() -> impl IntoView {
    let session = expect_context::<Session>();
    let home = expect_context::<Settings>().href(&Route::Catalog);
    let asked = RwSignal::new(false);
    profiles::seen();
    let touched = Rc::new(Cell::new(false));
    page::on_touch({
        let touched = touched.clone();
        move || {
            // Once between two looks is enough to write.
            if !touched.replace(true) && profiles::visit_goes_on() {
                profiles::seen();
            }
        }
    });
    spawn(async move {
        loop {
            touched.set(false);
            // What happened in another tab of the visit counts as well, also that it was ended there.
            let absence = profiles::absence();
            if absence >= profiles::VISIT_MS || !profiles::visit_goes_on() {
                return session.finish(home);
            }
            let asks = absence >= profiles::VISIT_MS - ASKING_MS;
            if asked.get_untracked() != asks {
                asked.set(asks);
            }
            clock::sleep(LOOK_MS).await;
        }
    });
    let question = dynamic(move || {
        match asked.get() {
        true => view! {
            <div class="notice notice--warning">
                <p>{icon(Icon::Alert)} {device::STILL_HERE}</p>
                <p class="notice__actions">{button("button", device::I_AM_HERE, true, move || asked.set(false))}</p>
            </div>
        }
        .into_any(),
        false => ().into_any(),
    }
    });
    view! { <div class="notices" role="alert">{question}</div> }
}
