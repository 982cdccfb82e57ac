//! Words of the desk, «Tengo a una persona enfrente», and of the self-care card.

use aula_core::course::desk::STEPS;
use aula_core::spanish::count;

pub const DESK: &str = "Tengo a una persona enfrente";
pub const DESK_LEAD: &str = "Busque o conteste, y llegue a la ficha que necesita. Con esta página abierta, funciona aunque se caiga la red.";
pub const SEARCH: &str = "Buscar en fichas y directorio";
pub const SEARCH_HINT: &str = "Por ejemplo: embarazo, CURP, golpes";
pub const NOTHING_FOUND: &str =
    "Nada tiene esas palabras. Pruebe con otra o conteste la pregunta de abajo.";
pub const ANSWERS: &str = "Respuestas";
pub const STEP_BACK: &str = "Regresar un paso";
pub const BEGIN_AGAIN: &str = "Empezar de nuevo";
pub const OPEN_CARD: &str = "Abrir la ficha para imprimirla";
pub const ALL_CARDS: &str = "Todas las fichas";
pub const DIRECTORY: &str = "Directorio";
pub const WHOLE_DIRECTORY: &str = "Ver todo el directorio";

pub const CARE: &str = "Cuídese también";
pub const CARE_LINK: &str = "¿Le afectó? Cuídese también";

/// «3 resultados».
pub fn found(number: usize) -> String {
    match number {
        0 => NOTHING_FOUND.to_owned(),
        number => count(number, "resultado", "resultados"),
    }
}

/// Which question of how many at most.
pub fn step(number: usize) -> String {
    format!("Paso {number} de {STEPS}, a lo más")
}

/// The answers given so far.
pub fn way(answers: &[&str]) -> String {
    format!("Su camino: {}", answers.join(" › "))
}

/// The way to the lesson that teaches a card.
pub fn lesson(title: &str) -> String {
    format!("Ir a la lección: {title}")
}

/// What is found, and where it is from.
pub fn card_of(course: &str) -> String {
    format!("Ficha de «{course}»")
}
