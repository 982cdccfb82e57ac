//! Reading a QR code with the camera, where the browser gives one.

use leptos::prelude::*;

use super::scanned;
use crate::browser::{clock, picture, spawn};
use crate::texts::verify as texts;
use crate::ui::dynamic::{dynamic, flag};
use crate::ui::element::button;

const VIDEO: &str = "camara";
/// From one look to the next: reading takes some of it.
const PAUSE_MS: i32 = 250;

/// The button and what the camera shows. `found` hears the codes of the first picture that has any, or why there is none.
pub fn camera(found: Callback<Result<String, &'static str>>) -> AnyView {
    if !picture::has_camera() {
        return ().into_any();
    }
    let watching = RwSignal::new(false);
    let start = move || {
        watching.set(true);
        spawn(async move {
            if let Some(answer) = watch(watching).await {
                found.run(answer);
            }
        });
    };
    let stop = move || watching.set(false);
    let state = move || match watching.get() {
        true => button("button button--quiet", texts::STOP_CAMERA, true, stop),
        false => button("button button--quiet", texts::CAMERA, true, start),
    };
    view! {
        <section class="no-print">
            <video class="camera" id=VIDEO aria-label=texts::CAMERA_VIEW muted playsinline hidden=flag(move || !watching.get())></video>
            <p class="item__actions">{dynamic(state)}</p>
        </section>
    }
    .into_any()
}

/// Looks until a code is read, the person stops, or the page is left; then lets the camera go.
async fn watch(watching: RwSignal<bool>) -> Option<Result<String, &'static str>> {
    if !picture::start_camera(VIDEO).await {
        picture::stop_camera(VIDEO);
        watching.try_set(false);
        return Some(Err(texts::CAMERA_REFUSED));
    }
    let mut answer = None;
    while answer.is_none() && watching.try_get_untracked() == Some(true) {
        clock::sleep(PAUSE_MS).await;
        if let Some(frame) = picture::frame(VIDEO) {
            let found = scanned(&frame).await;
            answer = Some(found).filter(|found| *found != Ok(String::new()));
        }
    }
    picture::stop_camera(VIDEO);
    watching.try_set(false);
    answer
}
