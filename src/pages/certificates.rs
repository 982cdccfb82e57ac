//! Every constancia on this device, to download again.

use leptos::prelude::*;

use super::sheet::CertificateSheet;
use crate::app::Settings;
use crate::session::Session;
use crate::texts;

/// The page.
#[component]
pub fn Certificates() -> impl IntoView {
    let session = expect_context::<Session>();
    let settings = expect_context::<Settings>();
    let credentials = Memo::new(move |_| session.progress(|progress| progress.credentials.clone()));
    let live = settings.live;
    let list = move || {
        let newest_first = credentials.get().into_iter().rev();
        newest_first
            .map(|credential| {
                let site = settings.site.clone();
                let row = texts::certificate_row(&credential.title, credential.name.as_str(), credential.issued_at.date());
                let id = format!("constancia-{}", credential.folio);
                view! {
                    <li>
                        <details id=id>
                            <summary>{row}</summary>
                            <CertificateSheet credential site />
                        </details>
                    </li>
                }
            })
            .collect_view()
    };
    let none = move || (live && credentials.with(Vec::is_empty)).then(|| view! { <p class="notice">{texts::NO_CERTIFICATES}</p> });
    view! {
        <h1 id="titulo" tabindex="-1">{texts::MY_CERTIFICATES}</h1>
        <p class="lead">{texts::CERTIFICATES_LEAD}</p>
        {none}
        <ul class="certificates">{list}</ul>
    }
}
