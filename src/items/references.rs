//! What prose points at: law articles, glossary terms and contacts, where they stand and listed at the end of a page.

use aula_core::course::{Contact, References, Source};
use aula_core::id::SourceId;
use aula_core::time::Date;
use leptos::prelude::*;

use super::prose::Reader;
use crate::texts;
use crate::ui::element::paragraph;
use crate::ui::icon::{Icon, icon};

/// A source in a sentence: «Ley, artículo, texto al …», its words, and whether it must be read again.
pub fn source_words(source: &Source, today: Date) -> AnyView {
    let quotation =
        (!source.quotation.is_empty()).then(|| view! { <q>{source.quotation.clone()}</q> });
    view! { <span class="source">{texts::citation(source)}" "{due_badge(source, today)}" "{quotation}</span> }.into_any()
}

/// The «Base legal» box: each source with its quotation on demand. Nothing without a source.
pub fn basis(reader: &Reader, sources: &[SourceId]) -> AnyView {
    if sources.is_empty() {
        return ().into_any();
    }
    let entries = sources
        .iter()
        .filter_map(|id| reader.course.sources.get(id))
        .map(|source| view! { <li>{source_entry(source, reader.today)}</li> })
        .collect_view();
    view! {
        <div class="callout callout--basis">
            <p class="callout__label">{icon(Icon::Scales)} {texts::callout::BASIS}</p>
            <ul class="sources">{entries}</ul>
        </div>
    }
    .into_any()
}

/// A contact in a sentence.
pub fn contact_words(contact: &Contact) -> AnyView {
    let facts = contact_facts(contact)
        .into_iter()
        .map(|(label, value)| view! { <span class="contact__fact">{label}": "{value}</span> })
        .collect_view();
    view! { <span class="contact"><strong>{contact.name.clone()}</strong>" "{contact.purpose.clone()}" "{facts}" "{checked_badge(contact)}</span> }.into_any()
}

/// Sources, terms and contacts of a page, listed at its end: what every inline reference leads to without the app.
pub fn lists(reader: &Reader, references: &References) -> AnyView {
    let course = &reader.course;
    let sources: Vec<AnyView> = references
        .sources
        .iter()
        .filter_map(|id| course.sources.get(id).map(|source| (id, source)))
        .map(|(id, source)| {
            view! { <li id=format!("fuente-{id}")>{source_entry(source, reader.today)}</li> }
                .into_any()
        })
        .collect();
    let terms: Vec<AnyView> = references
        .terms
        .iter()
        .filter_map(|id| course.glossary.get(id).map(|term| (id, term)))
        .map(|(id, term)| view! { <div id=format!("termino-{id}")><dt>{term.name.clone()}</dt><dd>{term.definition.clone()}</dd></div> }.into_any())
        .collect();
    let contacts: Vec<AnyView> = references
        .contacts
        .iter()
        .filter_map(|id| course.contacts.get(id).map(|contact| (id, contact)))
        .map(|(id, contact)| {
            view! { <div id=format!("contacto-{id}")>{contact_entry(contact)}</div> }.into_any()
        })
        .collect();
    view! {
        {section(texts::CONTACTS_OF_LESSON, contacts, |rows| view! { <dl class="contacts">{rows}</dl> }.into_any())}
        {section(texts::TERMS_OF_LESSON, terms, |rows| view! { <dl class="terms">{rows}</dl> }.into_any())}
        {section(texts::SOURCES_OF_LESSON, sources, |rows| view! { <ul class="sources">{rows}</ul> }.into_any())}
    }
    .into_any()
}

fn section(
    title: &'static str,
    rows: Vec<AnyView>,
    list: fn(Vec<AnyView>) -> AnyView,
) -> Option<AnyView> {
    (!rows.is_empty()).then(|| {
        view! { <section class="references"><h2>{title}</h2>{list(rows)}</section> }.into_any()
    })
}

fn source_entry(source: &Source, today: Date) -> AnyView {
    let citation = view! { {texts::citation(source)} " " {due_badge(source, today)} };
    if source.quotation.is_empty() {
        return citation.into_any();
    }
    view! {
        <details class="source">
            <summary>{citation}</summary>
            <blockquote>{source.quotation.clone()}</blockquote>
            {paragraph("source__review", texts::reviewed_on(source.reviewed_on))}
        </details>
    }
    .into_any()
}

fn due_badge(source: &Source, today: Date) -> Option<impl IntoView> {
    source
        .is_due(today)
        .then(|| view! { <strong class="badge badge--warning">{texts::UNDER_REVIEW}</strong> })
}

/// A contact as an entry of a description list.
pub fn contact_entry(contact: &Contact) -> AnyView {
    let facts = contact_facts(contact)
        .into_iter()
        .map(|(label, value)| view! { <dd>{label}": "{value}</dd> })
        .collect_view();
    view! { <dt>{contact.name.clone()}" "{checked_badge(contact)}</dt><dd>{contact.purpose.clone()}</dd>{facts}<dd class="contact__source">{texts::contact::SOURCE}": "{contact.source.clone()}</dd> }
        .into_any()
}

fn contact_facts(contact: &Contact) -> Vec<(&'static str, String)> {
    [
        (texts::contact::PHONE, &contact.phone),
        (texts::contact::ADDRESS, &contact.address),
        (texts::contact::HOURS, &contact.hours),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(label, value)| (label, value.clone()))
    .collect()
}

fn checked_badge(contact: &Contact) -> AnyView {
    match contact.verified_on {
        Some(date) => view! { <span class="badge">{texts::verified_on(date)}</span> }.into_any(),
        None => view! { <strong class="badge badge--warning">{texts::TO_BE_CHECKED}</strong> }
            .into_any(),
    }
}
