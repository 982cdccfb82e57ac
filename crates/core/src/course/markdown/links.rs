//! Links: four schemes of our own, three that leave the site, nothing else. (A fifth, `escena:`, is no link but the way of a decision.)

use pulldown_cmark::LinkType;

use super::{Key, Reader};
use crate::id::{ContactId, LessonId, SourceId, TermId};
use crate::prose::Inline;

/// The link, or its plain words if it is not allowed.
pub(super) fn link(
    reader: &mut Reader,
    at: usize,
    kind: LinkType,
    href: &str,
    text: String,
) -> Inline {
    if text.trim().is_empty() {
        reader.error(
            "enlace-mal-escrito",
            at,
            "El enlace no tiene palabras. Escríbalas entre los corchetes: [art. 7](fuente:lm-7).",
        );
        return Inline::Text(text);
    }
    if kind == LinkType::Email {
        return Inline::Link {
            href: format!("mailto:{href}"),
            text,
        };
    }
    let (scheme, rest) = href.split_once(':').unwrap_or(("", href));
    match scheme.to_ascii_lowercase().as_str() {
        "fuente" | "glosario" | "directorio" | "leccion" if reader.course.is_none() => {
            reader.error("enlace-roto", at, format!("Este texto no pertenece a una capacitación: aquí no hay «{href}». Escriba sólo las palabras, o un enlace https://."));
            Inline::Text(text)
        }
        "fuente" => {
            let source = SourceId::new(rest);
            reader.refer("enlace-roto", at, Key::Source(source.clone()));
            Inline::Cite { source, text }
        }
        "glosario" => {
            let term = TermId::new(rest);
            reader.refer("enlace-roto", at, Key::Term(term.clone()));
            Inline::Term { term, text }
        }
        "directorio" => {
            let contact = ContactId::new(rest);
            reader.refer("enlace-roto", at, Key::Contact(contact.clone()));
            Inline::Contact { contact, text }
        }
        "leccion" => {
            let lesson = LessonId::new(rest);
            reader.refer("enlace-roto", at, Key::Lesson(lesson.clone()));
            Inline::Lesson { lesson, text }
        }
        "escena" => {
            reader.error("decision-mal-escrita", at, format!("«{href}» sólo va en las decisiones y los cruces de un caso. Escriba aquí las palabras, sin enlace."));
            Inline::Text(text)
        }
        "https" | "mailto" | "tel" if is_address(scheme, rest) => Inline::Link {
            href: href.to_owned(),
            text,
        },
        _ => {
            reader.error("enlace-no-permitido", at, format!("No se permite el enlace «{href}». Use https://, mailto:, tel:, fuente:, glosario:, directorio: o leccion:."));
            Inline::Text(text)
        }
    }
}

/// Whether the rest of an outward address can be one: printable, without spaces, and with a host where one is due.
fn is_address(scheme: &str, rest: &str) -> bool {
    let plain = !rest.is_empty() && !rest.chars().any(|c| c.is_whitespace() || c.is_control());
    let host = rest
        .strip_prefix("//")
        .is_some_and(|host| !host.is_empty() && !host.starts_with('/'));
    plain && (host || !scheme.eq_ignore_ascii_case("https"))
}
