//! Alternatives that speak of the others: «todas las anteriores», «A y B». They are answered by elimination, and alternatives are shown
//! in another order.

use crate::course::{Course, Key, Parsed, Pool};
use crate::diagnostic::Diagnostic;
use crate::item::Interaction;
use crate::prose::plain_text;
use crate::search::fold;

use super::items::normal;

/// They point wherever they stand.
const ANYWHERE: [&str; 8] = [
    "todas las anteriores",
    "todos los anteriores",
    "ninguna de las anteriores",
    "ninguno de los anteriores",
    "cualquiera de las anteriores",
    "cualquiera de los anteriores",
    "las dos anteriores",
    "los dos anteriores",
];

/// They point where an alternative begins with them; later, the situation may speak of answers and options of its own.
const AT_FIRST: [&str; 10] = [
    "todo lo anterior",
    "nada de lo anterior",
    "todas son correctas",
    "todos son correctos",
    "ninguna es correcta",
    "ninguno es correcto",
    "ambas son",
    "ambos son",
    "ambas respuestas",
    "ambas opciones",
];

/// What is said of several alternatives.
const WHICH: [&str; 13] = [
    "todas",
    "todos",
    "ninguna",
    "ninguno",
    "ambas",
    "ambos",
    "cualquiera",
    "anterior",
    "anteriores",
    "primeras",
    "primeros",
    "ultimas",
    "ultimos",
];

/// What alternatives are called, before a letter.
const CALLED: [&str; 8] = [
    "opcion",
    "opciones",
    "respuesta",
    "respuestas",
    "inciso",
    "incisos",
    "alternativa",
    "alternativas",
];

/// What else an alternative may say that speaks of nothing but the others.
const BESIDES: [&str; 40] = [
    "la",
    "las",
    "el",
    "los",
    "lo",
    "de",
    "dos",
    "tres",
    "otra",
    "otras",
    "demas",
    "ella",
    "ellas",
    "ellos",
    "es",
    "son",
    "esta",
    "estan",
    "correcta",
    "correctas",
    "correcto",
    "correctos",
    "incorrecta",
    "incorrectas",
    "cierta",
    "ciertas",
    "verdadera",
    "verdaderas",
    "falsa",
    "falsas",
    "valida",
    "validas",
    "solo",
    "solamente",
    "unicamente",
    "tanto",
    "como",
    "y",
    "o",
    "ni",
];

/// `opcion-que-remite`: of items of which alternatives are picked; elsewhere «todas» or «ambas» is a word like any other.
pub(super) fn check(parsed: &Parsed, course: &Course, pool: &Pool, findings: &mut Vec<Diagnostic>) {
    let practice = course.lessons().flat_map(|(_, lesson)| lesson.items());
    for item in practice.chain(&pool.items).chain(parsed.pretest(course)) {
        let Interaction::Choice(choice) = &item.interaction else {
            continue;
        };
        for alternative in &choice.alternatives {
            if points(&plain_text(&alternative.content)) {
                let key = Key::Alternative(item.id.clone(), alternative.id.clone());
                findings.push(Diagnostic::error("opcion-que-remite", parsed.places.of(&key), "Esta opción habla de las otras («todas las anteriores», «ambas», «a y b»). Escriba una respuesta que se sostenga sola."));
            }
        }
    }
}

/// Whether an alternative with these words speaks of the others.
fn points(text: &str) -> bool {
    let text = fold(&normal(text));
    let spaced = format!(" {text} ");
    let starts = AT_FIRST
        .iter()
        .any(|phrase| spaced.starts_with(&format!(" {phrase} ")));
    let holds = ANYWHERE
        .iter()
        .any(|phrase| spaced.contains(&format!(" {phrase} ")));
    let words: Vec<&str> = text.split(' ').collect();
    starts || holds || names_two(&words) || says_nothing_else(&words)
}

/// «A y B», at the beginning or after «opciones»: elsewhere letters name something else, as in «hepatitis b y c».
fn names_two(words: &[&str]) -> bool {
    words.windows(3).enumerate().any(|(at, three)| {
        let [one, between, other] = three else {
            return false;
        };
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        is_letter(one)
            && is_letter(other)
            && ["y", "o", "ni", "e", "u"].contains(between)
            && before.is_none_or(|before| CALLED.contains(before))
    })
}

/// Made of words about alternatives, and pointing at some of them: «ninguna de ellas», «sólo a, b y c», «los dos».
fn says_nothing_else(words: &[&str]) -> bool {
    let known = |word: &&str| {
        WHICH.contains(word) || CALLED.contains(word) || BESIDES.contains(word) || is_letter(word)
    };
    let letters = words.iter().filter(|word| is_letter(word)).count();
    let called = words.iter().any(|word| CALLED.contains(word));
    let points = words.iter().any(|word| WHICH.contains(word))
        || letters > 1
        || (called && letters > 0)
        || matches!(words, ["las" | "los", "dos" | "tres", ..]);
    points && words.iter().all(known)
}

fn is_letter(word: &str) -> bool {
    matches!(word, "a" | "b" | "c" | "d" | "e" | "f" | "g" | "h")
}

#[cfg(test)]
mod tests {
    use super::points;

    #[test]
    fn what_speaks_of_the_others_is_told_from_what_sounds_like_it() {
        for text in [
            "Todas las anteriores.",
            "Todas las anteriores son correctas",
            "Hace todas las anteriores, en ese orden.",
            "Ninguna de las opciones",
            "Ninguna es correcta.",
            "Todo lo anterior, y avisa a su jefa.",
            "Ninguna.",
            "Ambas",
            "Ambas respuestas.",
            "Las dos anteriores",
            "Los dos.",
            "A y B",
            "b y c",
            "a) y c)",
            "Sólo A y C.",
            "A, B y C",
            "Tanto a como b son correctas",
            "Las respuestas b o d, según el caso",
            "La opción A",
        ] {
            assert!(points(text), "{text}");
        }
        for text in [
            "A todas las personas de la fila.",
            "Ambas actas se expiden sin costo.",
            "Ninguna, mientras un consulado no la inscriba en su país.",
            "Le explica todas las opciones y la deja elegir.",
            "Le lee sus respuestas anteriores.",
            "Anota todo lo anterior en la hoja.",
            "Aplica las vacunas de hepatitis B y C.",
            "A las dos de la tarde.",
            "Espera a las dos.",
            "Verdadero",
            "Dos",
            "La de su hija y la de ella.",
            "",
        ] {
            assert!(!points(text), "{text}");
        }
    }
}
