//! Prompts and alternatives: read at once, asked straight, and none that points at the others.

use crate::course::{Course, Key, Parsed, Pool};
use crate::diagnostic::Diagnostic;
use crate::item::{Item, Seen};
use crate::prose::{Inline, for_each_text, plain_text, word_count};
use crate::readability;

use super::items::normal;
use super::texts::{own_words, without_quotations};

/// Most words of a prompt (content guide §4).
const WORDS: usize = 60;

/// Fewest words for which the index says something: one hard word of five decides that of a bare question.
const MEASURABLE: usize = 20;

/// Alternatives that speak of the others.
const POINTING: [&str; 8] = [
    "todas las anteriores",
    "ninguna de las anteriores",
    "todas las opciones",
    "ninguna de las opciones",
    "todas son correctas",
    "ninguna es correcta",
    "a y b",
    "a y c",
];

/// Words that turn a question round.
const NEGATIVE: [&str; 7] = [
    "no",
    "nunca",
    "excepto",
    "salvo",
    "incorrecta",
    "incorrecto",
    "falsa",
];

pub(super) fn check(parsed: &Parsed, course: &Course, pool: &Pool, findings: &mut Vec<Diagnostic>) {
    let practice = course.lessons().flat_map(|(_, lesson)| lesson.items());
    for item in practice.chain(&pool.items).chain(parsed.pretest(course)) {
        let place = parsed.places.of(&Key::Item(item.id.clone()));
        if points_at_others(item) {
            findings.push(Diagnostic::error("opcion-que-remite", place.clone(), "Una opción habla de las otras («todas las anteriores», «a y b»). Escriba una respuesta que se sostenga sola."));
        }
        if asks_backwards(item) {
            findings.push(Diagnostic::error("enunciado-negativo", place.clone(), "La pregunta se hace al revés (lleva «no», «excepto» o «salvo»). Pregunte qué sí se hace, o ponga la negación en negritas."));
        }
        if let Some(message) = hard_to_read(item) {
            findings.push(Diagnostic::warning("enunciado-dificil", place, message));
        }
    }
}

/// `opcion-que-remite`.
fn points_at_others(item: &Item) -> bool {
    let mut found = false;
    item.interaction.visit(&mut |seen| {
        if let Seen::Element(_, content, _) = seen {
            found |= POINTING.contains(&normal(&plain_text(content)).as_str());
        }
    });
    found
}

/// `enunciado-negativo`: a question of the prompt, outside what a character says, with a negation that is not in bold.
fn asks_backwards(item: &Item) -> bool {
    let mut found = false;
    for_each_text(&item.prompt, &mut |text| {
        let plain: Vec<Inline> = text
            .iter()
            .filter(|inline| !matches!(inline, Inline::Strong(_)))
            .cloned()
            .collect();
        let words = without_quotations(&own_words(&plain));
        found |= questions(&words).any(|question| {
            normal(question)
                .split(' ')
                .any(|word| NEGATIVE.contains(&word))
        });
    });
    found
}

/// What stands between «¿» and «?».
fn questions(text: &str) -> impl Iterator<Item = &str> {
    text.split('¿')
        .skip(1)
        .map(|rest| rest.split('?').next().unwrap_or_default())
}

/// `enunciado-dificil`: what makes a prompt hard, if anything.
fn hard_to_read(item: &Item) -> Option<String> {
    let prompt = item.prompt_without_hint();
    let words = word_count(&prompt);
    if words > WORDS {
        return Some(format!(
            "El enunciado tiene {words} palabras. Déjelo en {WORDS} o menos: quién, dónde, qué pide, qué presiona."
        ));
    }
    let mut text = String::new();
    for_each_text(&prompt, &mut |inlines| {
        text.push_str(&own_words(inlines));
        text.push_str(". ");
    });
    let index = readability::index(&text).filter(|_| words >= MEASURABLE)?;
    (index < readability::NORMAL).then(|| format!("El enunciado cuesta leerse: índice INFLESZ {index}; «normal» empieza en {}. Use oraciones y palabras más cortas.", readability::NORMAL))
}
