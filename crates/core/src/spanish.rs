//! Dates, numbers and lists in the Spanish of Mexico: one formatter for pages, constancias and the command line.

use crate::search::lower;
use crate::time::Date;

const MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

/// «24 de noviembre de 2026».
pub fn long_date(date: Date) -> String {
    let (year, month, day) = date.parts();
    let name = MONTHS
        .get(usize::from(month) - 1)
        .copied()
        .unwrap_or_default();
    format!("{day} de {name} de {year}")
}

/// «24-11-2026», the form of legal citations.
pub fn short_date(date: Date) -> String {
    let (year, month, day) = date.parts();
    format!("{day:02}-{month:02}-{year}")
}

/// What somebody wrote as a sentence, as it stands inside another: without its full stop, and without the capital that a keyboard puts by
/// itself. A word with more capitals keeps them.
pub fn clause(words: &str) -> String {
    let words = words
        .trim()
        .trim_end_matches(|end: char| end.is_whitespace() || ".,;…".contains(end));
    let mut rest = words.chars();
    let Some(first) = rest.next() else {
        return String::new();
    };
    match rest.clone().next() {
        Some(second) if lower(second) != second => words.to_owned(),
        _ => format!("{}{}", lower(first), rest.as_str()),
    }
}

/// A count with its noun: `count(1, "pregunta", "preguntas")` is «1 pregunta».
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// «45 minutos», «1 hora», «1 hora 20 minutos».
pub fn duration(minutes: u32) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    let rest_text = count(rest as usize, "minuto", "minutos");
    match (hours, rest) {
        (0, _) => rest_text,
        (_, 0) => count(hours as usize, "hora", "horas"),
        _ => format!("{} {rest_text}", count(hours as usize, "hora", "horas")),
    }
}

/// «a, b y c»; with «e» before the sound *i*.
pub fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => {
            let lower = crate::search::fold(last);
            let and = if (lower.starts_with('i') || lower.starts_with("hi"))
                && !lower.starts_with("hie")
            {
                "e"
            } else {
                "y"
            };
            format!("{} {and} {last}", first.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_said_as_people_say_them() {
        for (minutes, expected) in [
            (1, "1 minuto"),
            (45, "45 minutos"),
            (60, "1 hora"),
            (80, "1 hora 20 minutos"),
            (121, "2 horas 1 minuto"),
        ] {
            assert_eq!(duration(minutes), expected);
        }
    }

    #[test]
    fn lists_end_with_y_or_e() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(list(&words("salud registro")), "salud y registro");
        assert_eq!(
            list(&words("salud registro identidad")),
            "salud, registro e identidad"
        );
        assert_eq!(list(&words("agua hielo")), "agua y hielo");
    }

    #[test]
    fn a_sentence_becomes_a_clause() {
        for (words, expected) in [
            ("llegue alguien sin papeles", "llegue alguien sin papeles"),
            ("Llegue alguien sin papeles. ", "llegue alguien sin papeles"),
            ("Él llame…", "él llame"),
            ("INM pregunte", "INM pregunte"),
            ("Á", "á"),
            (" . ", ""),
            ("", ""),
        ] {
            assert_eq!(clause(words), expected);
        }
    }

    #[test]
    fn dates_have_a_long_and_a_legal_form() {
        let date = Date::new(2026, 1, 5);
        let long = date.map(long_date);
        assert_eq!(long.as_deref(), Some("5 de enero de 2026"));
        assert_eq!(date.map(short_date).as_deref(), Some("05-01-2026"));
    }
}
