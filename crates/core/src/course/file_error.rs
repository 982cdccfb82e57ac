//! What is wrong with a TOML file, in Spanish: the library speaks English to programmers.

use serde::de::DeserializeOwned;

use super::markdown::Notes;
use super::text::Text;
use crate::diagnostic::Diagnostic;
use crate::spanish;

/// The file as `T`; `None`, with a finding, if it cannot be read.
pub(super) fn read<T: DeserializeOwned>(text: &Text, notes: &mut Notes) -> Option<T> {
    match toml::from_str(&text.text) {
        Ok(file) => Some(file),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let rule = if is_syntax(error.message()) {
                "toml-mal-escrito"
            } else {
                "dato-mal-escrito"
            };
            notes.diagnostics.push(Diagnostic::error(
                rule,
                text.place(at),
                message(error.message()),
            ));
            None
        }
    }
}

/// Messages of serde name what they are about; all others are about the notation.
fn is_syntax(english: &str) -> bool {
    ![
        "unknown field",
        "missing field",
        "invalid type",
        "invalid value",
        "unknown variant",
        "invalid length",
        "not a date",
    ]
    .iter()
    .any(|start| english.starts_with(start))
}

fn message(english: &str) -> String {
    let names: Vec<String> = english
        .split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect();
    let quoted = |names: &[String]| {
        spanish::list(
            &names
                .iter()
                .map(|name| format!("«{name}»"))
                .collect::<Vec<_>>(),
        )
    };
    match (english, names.as_slice()) {
        (text, [name, allowed @ ..]) if text.starts_with("unknown field") => {
            format!(
                "La clave «{name}» no existe aquí. Quítela o corríjala; se admiten {}.",
                quoted(allowed)
            )
        }
        (text, [name, ..]) if text.starts_with("missing field") => {
            format!("Falta la clave «{name}». Agréguela.")
        }
        (text, [name, allowed @ ..]) if text.starts_with("unknown variant") => {
            format!(
                "El valor «{name}» no se admite. Use uno de éstos: {}.",
                quoted(allowed)
            )
        }
        (text, _) if text.starts_with("not a date") => {
            "Aquí va una fecha sola, sin hora ni comillas, como 2026-11-24.".to_owned()
        }
        (text, _) if text.starts_with("invalid type") || text.starts_with("invalid value") => {
            wrong_type(text)
        }
        (text, _) => notation(text),
    }
}

/// `invalid type: string "x", expected u32`: what is there, what should be.
fn wrong_type(english: &str) -> String {
    let expected = english
        .rsplit_once("expected ")
        .map_or("", |(_, expected)| expected);
    let should = match expected {
        "a boolean" => "true o false, sin comillas",
        "a string" | "string" => "un texto entre comillas",
        "a sequence" => "una lista entre corchetes, como [\"una\", \"otra\"], o tablas [[clave]]",
        "u8" => "un número entero de 0 a 255, sin comillas",
        "u32" => "un número entero sin comillas ni signo",
        text if text.contains("datetime") || text.contains("Datetime") => {
            "una fecha sin comillas, como 2026-11-24"
        }
        text if text.starts_with("struct") || text.contains("map") => {
            "una tabla, como [clave] y sus renglones"
        }
        _ => "otra clase de dato; compare con el manual (LEEME.md)",
    };
    format!("Este dato no es de la clase que se espera. Aquí va {should}.")
}

/// Slips of notation that people make often.
fn notation(english: &str) -> String {
    let lower = english.to_lowercase();
    let mend = if lower.contains("duplicate key") {
        "Esta clave ya está escrita antes. Deje una sola."
    } else if lower.contains("basic string") || lower.contains("string") {
        "Un texto no cierra sus comillas o lleva comillas dobles adentro. Ciérrelo con \" y use «» en el interior."
    } else if lower.contains("array") {
        "Una lista no se cierra o le falta una coma. Escríbala así: [\"una\", \"otra\"]."
    } else if lower.contains("table") {
        "Los corchetes de este título de tabla no están completos. Escriba [clave] o [[clave]]."
    } else if lower.contains("invalid unquoted") || lower.contains("key") {
        "El nombre de la clave no es válido: use letras sin acento, cifras y guiones, y después «=» y el valor."
    } else if lower.contains("date") || lower.contains("time") {
        "La fecha no existe o está mal escrita. Escríbala como 2026-11-24, sin comillas."
    } else {
        "Este renglón no está bien escrito. Escriba «clave = valor», con los textos entre comillas."
    };
    mend.to_owned()
}
