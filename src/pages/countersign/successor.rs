//! The key that follows: made here, named by the one that is open, and handed over with the lists that say so.

use std::sync::Arc;

use leptos::prelude::*;

use super::key::{Made, OpenKey, backup_sheet, code_of, secret};
use super::lists::{Lists, Pair, REVOCATIONS, TRUST, hand_over, step, take_file, with_open_key};
use crate::browser::modules::{self, Given};
use crate::browser::{page, random, spawn};
use crate::settings::Settings;
use crate::texts::countersign as texts;
use crate::ui::dynamic::{dynamic, words};
use crate::ui::element::paragraph;

const PASSPHRASE: &str = "frase-sucesora";
const REPEATED: &str = "frase-sucesora-repetida";
const MADE: &str = "llave-sucesora";

/// Asks for the passphrase of the new key, makes it, and says what to do with what comes out.
pub fn successor_view(key: OpenKey, lists: Lists, settings: &Settings) -> AnyView {
    let said = RwSignal::new(String::new());
    let made = RwSignal::new(None::<Arc<Made>>);
    let (live, institution) = (settings.live, settings.site.institution.clone());
    let settings = settings.clone();
    let act = move |()| {
        let settings = settings.clone();
        spawn(async move {
            let passphrase = page::take_value(PASSPHRASE);
            if passphrase != page::take_value(REPEATED) {
                return said.set(texts::PASSPHRASES_DIFFER.to_owned());
            }
            said.set(texts::MAKING.to_owned());
            let next = follow(key, lists, &settings, &passphrase);
            match lists.alone(next).await {
                Ok(new) => {
                    said.set(texts::KEY_FOLLOWED.to_owned());
                    made.set(Some(Arc::new(new)));
                    page::after_drawing(|| page::focus_near(MADE));
                }
                Err(words) => said.set(words),
            }
        });
    };
    let ready = with_open_key(key, texts::CHANGE_KEY, Callback::new(act));
    let result = move || match (made.get(), lists.newest()) {
        // What was revoked since is in the list that is handed over.
        (Some(made), Some(both)) => made_view(&made, both, &institution),
        (Some(_) | None, _) => ().into_any(),
    };
    view! {
        <details>
            <summary>{texts::SUCCESSOR}</summary>
            {paragraph("", texts::SUCCESSOR_TEXT)}
            {paragraph("notice", texts::NOT_AGAINST_THEFT)}
            {secret(PASSPHRASE, texts::NEW_PASSPHRASE, live)}
            {secret(REPEATED, texts::REPEAT_PASSPHRASE, live)}
            <div class="item__actions">{ready}</div>
            <p role="status">{words(move || said.get())}</p>
            <div id=MADE tabindex="-1">{dynamic(result)}</div>
        </details>
    }
    .into_any()
}

/// Has the seal make key and lists. The old key is closed: the new one is opened from its file, which then is known to be kept.
async fn follow(
    key: OpenKey,
    lists: Lists,
    settings: &Settings,
    passphrase: &str,
) -> Result<Made, String> {
    let (_, start) = lists.start(settings).await?;
    let given = [
        Given::Text(&start),
        Given::Text(passphrase),
        Given::Bytes(&random::key_material()),
    ];
    let answer = modules::seal("change_key", &given).await;
    let answer = answer.map_err(|error| texts::list_error(&error))?;
    key.close().await;
    let unreadable = |_| texts::NOT_SIGNED.to_owned();
    let (file, fingerprint, trust, revocations): (String, String, String, String) =
        serde_json::from_str(&answer).map_err(unreadable)?;
    lists.go_on_with(Pair { trust, revocations });
    // What was made is shown in any case: the key is nowhere else.
    drop(lists.read(settings).await);
    Ok(Made {
        code: code_of(&file).await,
        file,
        fingerprint,
        first: None,
    })
}

fn made_view(made: &Made, both: Pair, institution: &str) -> AnyView {
    let steps = vec![
        take_file(
            texts::NEXT_KEY_NAME,
            made.file.clone(),
            texts::KEEP_NEXT_KEY,
        ),
        take_file(TRUST, both.trust, texts::PUBLISH_TRUST),
        take_file(REVOCATIONS, both.revocations, texts::PUBLISH_BOTH),
        step(texts::KEEP_OLD_KEY),
        step(texts::CHANGE_PINNED),
    ];
    view! {
        {hand_over(texts::new_key(&made.fingerprint), steps)}
        {backup_sheet(institution, made)}
    }
    .into_any()
}
