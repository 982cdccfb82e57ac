//! Prompts: read at once and asked straight.

use crate::course::{Course, Key, Parsed, Pool};
use crate::diagnostic::Diagnostic;
use crate::item::Item;
use crate::prose::{Inline, for_each_text, word_count};
use crate::readability::{self, sentences};

use super::items::normal;
use super::texts::{own_words, without_quotations};

/// Most words of a prompt (content guide §4).
const WORDS: usize = 60;

/// Fewest words for which the index says something: one hard word of five decides that of a bare question.
const MEASURABLE: usize = 20;

/// Words that turn a question round.
const NEGATIVE: [&str; 12] = [
    "no",
    "nunca",
    "jamás",
    "excepto",
    "salvo",
    "incorrecta",
    "incorrecto",
    "incorrectas",
    "incorrectos",
    "falsa",
    "falso",
    "falsas",
];

/// Words with which a prompt tells how to answer.
const TELLS: [&str; 20] = [
    "marque",
    "señale",
    "elija",
    "escoja",
    "seleccione",
    "indique",
    "identifique",
    "encuentre",
    "subraye",
    "encierre",
    "tache",
    "diga",
    "mencione",
    "anote",
    "escriba",
    "ponga",
    "ordene",
    "clasifique",
    "relacione",
    "complete",
];

pub(super) fn check(parsed: &Parsed, course: &Course, pool: &Pool, findings: &mut Vec<Diagnostic>) {
    let practice = course.lessons().flat_map(|(_, lesson)| lesson.items());
    for item in practice.chain(&pool.items).chain(parsed.pretest(course)) {
        let place = parsed.places.of(&Key::Item(item.id.clone()));
        if asks_backwards(item) {
            findings.push(Diagnostic::error("enunciado-negativo", place.clone(), "La pregunta se hace al revés (lleva «no», «excepto» o «salvo»). Pregunte qué sí se hace, o ponga la negación en negritas."));
        }
        if let Some(message) = hard_to_read(item) {
            findings.push(Diagnostic::warning("enunciado-dificil", place, message));
        }
    }
}

/// `enunciado-negativo`: what asks, outside what a character says, has a negation that is not in bold.
fn asks_backwards(item: &Item) -> bool {
    let mut texts = vec![];
    for_each_text(&item.prompt, &mut |text| texts.push(unmarked(text)));
    let mut asked: Vec<&str> = vec![];
    for text in &texts {
        asked.extend(questions(text));
        asked.extend(
            sentences(text)
                .into_iter()
                .filter(|sentence| tells(sentence)),
        );
    }
    if asked.is_empty() {
        // «Son requisitos del trámite, excepto:»
        let last = texts.last().and_then(|text| sentences(text).pop());
        asked.extend(last);
    }
    asked.into_iter().any(is_turned_round)
}

/// The words of a text outside quotations, without the negations that are in bold.
fn unmarked(text: &[Inline]) -> String {
    let mut words = String::new();
    for inline in text {
        let own = own_words(std::slice::from_ref(inline));
        match inline {
            Inline::Strong(_) => {
                let kept = own.split(' ').filter(|word| !is_negative(&normal(word)));
                words.push_str(&kept.collect::<Vec<_>>().join(" "));
            }
            _ => words.push_str(&own),
        }
    }
    without_quotations(&words)
}

fn is_negative(word: &str) -> bool {
    NEGATIVE.contains(&word)
}

/// Whether the words that ask hold a negation. «O no», «verdadero o falso» ask both ways, and «a salvo» is safe.
fn is_turned_round(asked: &str) -> bool {
    let words = normal(asked);
    let words: Vec<&str> = words.split(' ').collect();
    let before = std::iter::once("").chain(words.iter().copied());
    before.zip(&words).any(|(before, word)| {
        is_negative(word) && before != "o" && (before, *word) != ("a", "salvo")
    })
}

/// Whether a sentence tells how to answer.
fn tells(sentence: &str) -> bool {
    let words = normal(sentence);
    let first = words.split(' ').next();
    first.is_some_and(|first| TELLS.contains(&first))
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
