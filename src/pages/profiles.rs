//! Several people on one device: each with a profile of their own, or as a guest of whom nothing is kept.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::profiles::{self, Profile};
use crate::browser::{address, page, random};
use crate::route::Route;
use crate::settings::Settings;
use crate::texts::device;
use crate::ui::dynamic::{change, words};
use crate::ui::element::{button, paragraph};
use crate::ui::initial::initial;

/// Of a profile to come, and of this one.
const ALIAS: &str = "apodo";
const OTHER_ALIAS: &str = "otro-apodo";
const ERROR: &str = "apodo-error";
/// Letters.
const ALIAS_LIMIT: usize = 30;

/// The section.
pub fn profiles() -> AnyView {
    let settings = expect_context::<Settings>();
    let live = settings.live;
    let home: Arc<str> = settings.href(&Route::Catalog).into();
    let error = RwSignal::new("");
    let enter = Callback::new(move |accepted: bool| {
        if accepted {
            address::push(&home);
            page::reload();
        } else {
            error.set(device::PROFILE_REFUSED);
        }
    });
    let add = move |alias: String| enter.run(profiles::add(random::number(), &alias));
    let rename = move |alias: String| enter.run(profiles::rename_current(&alias));
    let here = profiles::current();
    let entries: Vec<AnyView> = profiles::all()
        .into_iter()
        .enumerate()
        .map(|(place, profile)| entry(place, profile, here.as_ref(), enter))
        .collect();
    let other_alias = here.is_some().then(|| {
        let field = (OTHER_ALIAS, device::OTHER_ALIAS, device::RENAME);
        alias_field(field, live, error, Callback::new(rename))
    });
    let field = (ALIAS, device::NEW_PROFILE, device::ADD_PROFILE);
    let new_alias = alias_field(field, live, error, Callback::new(add));
    view! {
        <section class="panel" id="perfiles">
            <h2>{device::PROFILES_TITLE}</h2>
            {paragraph("", device::PROFILES_TEXT)}
            <ul class="profiles">{entries}</ul>
            {other_alias}
            {new_alias}
            <p class="error" id=ERROR role="alert">{words(move || error.get().to_owned())}</p>
            {paragraph("", device::GUEST_TEXT)}
            {button("button button--quiet", device::ENTER_AS_GUEST, live, move || enter.run(profiles::choose_guest()))}
            {paragraph("facts", device::TRACES)}
        </section>
    }
    .into_any()
}

/// A nickname to write, by the words that name field and button, and what becomes of one that can be used.
fn alias_field(
    (id, label, action): (&'static str, &'static str, &'static str),
    live: bool,
    error: RwSignal<&'static str>,
    accept: Callback<String>,
) -> AnyView {
    let alias = RwSignal::new(String::new());
    let submit = move || {
        let alias = alias.get_untracked().trim().to_owned();
        if alias.is_empty() || alias.chars().count() > ALIAS_LIMIT {
            error.set(device::ALIAS_MISSING);
            page::focus(id);
        } else {
            accept.run(alias);
        }
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                type="text"
                id=id
                autocomplete="off"
                disabled=!live
                aria-describedby=ERROR
                on:input=change(move |event| alias.set(event_target_value(&event)))
            />
            {button("button button--quiet", action, live, submit)}
        </div>
    }
    .into_any()
}

fn entry(place: usize, profile: Profile, here: Option<&Profile>, enter: Callback<bool>) -> AnyView {
    let alias = device::profile_name(&profile.id, &profile.alias).to_owned();
    let action = if here == Some(&profile) {
        view! { <span class="state state--done">{device::IN_USE}</span> }.into_any()
    } else {
        button(
            "button button--quiet",
            device::use_profile(&alias),
            true,
            move || enter.run(profiles::choose(&profile.id)),
        )
    };
    view! { <li><span>{initial(&alias, place)} " " {alias}</span> " " {action}</li> }.into_any()
}
