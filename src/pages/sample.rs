//! The constancia with one's own name before it is earned: what one works for, and whether the name fits.

use aula_core::credential::{self, LearnerName, SampleWords, Sheet};
use leptos::prelude::*;

use super::certificate::{name_field, name_in};
use super::sheet::drawn;
use crate::browser::page;
use crate::items::prose::Reader;
use crate::texts;
use crate::ui::dynamic::dynamic;
use crate::ui::element::button;

/// Asks the name and shows the sheet; nothing is kept.
#[component]
pub fn Sample(
    /// The course.
    reader: Reader,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let made = RwSignal::new(None::<Sheet>);
    let settings = reader.settings.clone();
    let show = Callback::new(move |()| match name_in(&typed.get_untracked()) {
        Ok(name) => {
            error.set(None);
            made.set(Some(sample(&reader, &name)));
            page::after_drawing(|| page::focus("muestra"));
        }
        Err(problem) => {
            error.set(Some(problem));
            made.set(None);
            page::focus("nombre");
        }
    });
    let actions = button(
        "button button--quiet",
        texts::SAMPLE_SHOW,
        true,
        move || show.run(()),
    );
    let sheet = dynamic(move || {
        let settings = settings.clone();
        made.get().map(|sheet| drawn(sheet, settings)).into_any()
    });
    view! {
        <h2>{texts::SAMPLE_TITLE}</h2>
        {name_field((typed, error), texts::SAMPLE_HINT, move || show.run(()), actions)}
        <div id="muestra" tabindex="-1">{sheet}</div>
    }
}

fn sample(reader: &Reader, name: &LearnerName) -> Sheet {
    let site = &reader.settings.site;
    let words = SampleWords {
        issuer: &site.institution,
        mark: texts::SAMPLE_MARK,
        notice: texts::SAMPLE_NOTICE,
        pending: texts::SAMPLE_PENDING,
    };
    credential::sample_sheet(&reader.course, name, &site.template, words)
}
