//! The sheet of a key, to be printed and locked away: everything but the passphrase.

use leptos::prelude::*;

use super::Made;
use crate::browser::modules::{self, Given};
use crate::browser::page;
use crate::texts::countersign as texts;
use crate::ui::element::{button, fact, paragraph};

/// A QR code as the seal draws it: `viewBox` and path. `None` where it does not fit: the sheet has the same as text.
pub type Code = Option<(String, String)>;

/// The code of a key file.
pub async fn code_of(file: &str) -> Code {
    let drawn = modules::seal("draw_key", &[Given::Text(file.trim())]).await;
    let drawn = drawn.unwrap_or_default();
    let (view_box, path) = drawn.split_once('\0')?;
    Some((view_box.to_owned(), path.to_owned()))
}

/// The sheet.
pub fn backup_sheet(institution: &str, made: &Made) -> AnyView {
    let code = made.code.clone().map(|(view_box, path)| {
        view! {
            <svg class="code" viewBox=view_box width="340" role="img" aria-label=texts::BACKUP_CODE>
                <path d=path />
            </svg>
        }
    });
    view! {
        <section class="backup" aria-label=texts::BACKUP_TITLE>
            <h3>{texts::BACKUP_TITLE}</h3>
            {paragraph("", texts::BACKUP_TEXT)}
            <dl class="health">
                {fact(texts::INSTITUTION, institution.to_owned().into_any())}
                {fact(texts::FINGERPRINT, made.fingerprint.clone().into_any())}
            </dl>
            {code}
            <pre class="file" tabindex="0">{made.file.clone()}</pre>
            <p class="no-print">{button("button button--quiet", crate::texts::PRINT, true, page::print)}</p>
        </section>
    }
    .into_any()
}
