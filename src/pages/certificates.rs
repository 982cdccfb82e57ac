//! Every constancia on this device, to download again.

use aula_core::course::is_later;
use aula_core::credential::Credential;
use aula_core::recertification::{self, Validity};
use aula_core::site::Site;
use leptos::prelude::*;

use super::sheet::CertificateSheet;
use crate::session::Session;
use crate::settings::Settings;
use crate::texts::{self, recertification as own};
use crate::ui::dynamic::{dynamic, memo};
use crate::ui::element::{paragraph, title};

/// The page.
#[component]
pub fn Certificates() -> impl IntoView {
    let session = expect_context::<Session>();
    let settings = expect_context::<Settings>();
    let credentials = memo(move || session.progress(|progress| progress.credentials.clone()));
    let live = settings.live;
    let list = move || {
        let (all, today) = (credentials.get(), session.today());
        let newest_first = all.iter().rev().cloned();
        newest_first
            .map(|credential| {
                let site = settings.site.clone();
                let row = texts::certificate_row(
                    &credential.title,
                    credential.name.as_str(),
                    credential.issued_at.date(),
                );
                let validity = recertification::validity(&credential, &all, today);
                let state = own::state(validity);
                let state =
                    (!state.is_empty()).then(|| view! { " " <span class="state">{state}</span> });
                let newer = newer_version(&site, &credential);
                let newer =
                    newer.filter(|_| !matches!(validity, Validity::Expired(_) | Validity::Renewed));
                let newer = newer
                    .map(|now| paragraph("facts", texts::newer_version(&now, &credential.version)));
                let id = format!("constancia-{}", credential.folio);
                view! {
                    <li>
                        <details id=id>
                            <summary>{row} {state}</summary>
                            {newer}
                            <CertificateSheet credential site />
                        </details>
                    </li>
                }
            })
            .collect_view()
            .into_any()
    };
    let none = move || match live && credentials.with(Vec::is_empty) {
        true => paragraph("notice", texts::NO_CERTIFICATES),
        false => ().into_any(),
    };
    view! {
        {title(texts::MY_CERTIFICATES)}
        {paragraph("lead", texts::CERTIFICATES_LEAD)}
        {dynamic(none)}
        <ul class="certificates">{dynamic(list)}</ul>
    }
}

/// The version that the course has by now, if that is a later one.
fn newer_version(site: &Site, credential: &Credential) -> Option<String> {
    let entry = site
        .catalog
        .iter()
        .find(|entry| entry.id == credential.course)?;
    is_later(&entry.version, &credential.version).then(|| entry.version.clone())
}
