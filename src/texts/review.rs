//! Words about what was answered: which items were right, the way on after a wrong answer, what is mastered, and the reviews.

use aula_core::course::Disclosure;
use aula_core::item::Score;
use aula_core::mastery::{Calibration, Mastery, Standing};
use aula_core::progress::event::{Applied, Certainty};
use aula_core::spanish::{count, list, long_date};
use aula_core::time::Date;

// ---- After a wrong answer ----------------------------------------------------------------------------------------------

/// Before a link with [`passage`] or the title of a lesson.
pub const READ_AGAIN: &str = "Repáselo en unos 2 minutos:";
/// Before a link with [`other_item`].
pub const THEN_TRY: &str = "Después pruebe con";

/// «Regla», of a lesson.
pub fn passage(heading: &str, lesson: &str) -> String {
    format!("«{heading}», en «{lesson}»")
}

/// A passage or a question of the same page.
pub fn passage_here(heading: &str) -> String {
    format!("«{heading}»")
}

pub fn other_item(lesson: &str) -> String {
    format!("otra pregunta de lo mismo, en «{lesson}»")
}

// ---- The items of an attempt -------------------------------------------------------------------------------------------

pub const ITEM_BY_ITEM: &str = "Pregunta por pregunta";
pub const NOT_ANSWERED: &str = "Sin contestar";
pub const NOT_COUNTED: &str = "Cambió después y no contó";

/// Why no more is shown.
pub fn what_is_shown(disclosure: Disclosure) -> &'static str {
    match disclosure {
        Disclosure::Result | Disclosure::Explanations => "",
        Disclosure::Items => {
            "Por ahora se muestra qué acertó y dónde se enseña lo demás. Las respuestas se muestran al aprobar."
        }
    }
}

pub fn item_of_attempt(number: usize, title: &str) -> String {
    format!("{number}. {title}")
}

// ---- What is mastered --------------------------------------------------------------------------------------------------

pub const MASTERY: &str = "Cómo va en cada objetivo";

pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Unknown => "Sin respuestas todavía",
        Standing::Practised => "Practicado",
        Standing::Mastered => "Alcanzado",
        Standing::ToReview => "Conviene repasarlo",
    }
}

/// «Evaluación: 2 de 3. Práctica: 4 de 5.»
pub fn evidence(mastery: &Mastery) -> String {
    [
        ("Evaluación", mastery.evaluation),
        ("Repasos", mastery.reviews),
        ("Práctica", mastery.practice),
    ]
    .into_iter()
    .filter(|(_, score)| score.max > 0)
    .map(|(what, Score { raw, max })| format!("{what}: {raw} de {max}."))
    .collect::<Vec<_>>()
    .join(" ")
}

pub const EVIDENCE_NOTE: &str = "En la práctica cuenta su última respuesta, que pudo dar después de leer la explicación: por eso un objetivo se da por alcanzado sólo con la evaluación y los repasos.";
pub const CALIBRATION: &str = "Cuánta seguridad dijo y cuánto acertó";
pub const CALIBRATION_NOTE: &str = "Cuenta la primera respuesta a cada pregunta en la que dijo su seguridad. No influye en ninguna calificación.";
const CALIBRATION_FEW: &str = "Todavía son pocas respuestas para sacar una conclusión.";
const CALIBRATION_ONE_SIDED: &str =
    "Faltan respuestas con seguridad alta o baja para comparar lo que cree con lo que acierta.";

/// Answers below which nothing is concluded.
const FEW: usize = 5;

pub fn calibration(row: Calibration) -> String {
    let certainty = match row.certainty {
        Certainty::High => "alta",
        Certainty::Medium => "media",
        Certainty::Low => "baja",
    };
    let answers = count(row.of, "respuesta", "respuestas");
    format!("Seguridad {certainty}: acertó {} de {answers}.", row.right)
}

/// What the rows amount to, if they are enough for anything.
pub fn calibrated(rows: [Calibration; 3]) -> &'static str {
    let [high, _, low] = rows;
    let percent = |row: Calibration| (100 * row.right).checked_div(row.of).unwrap_or(0);
    if rows.iter().map(|row| row.of).sum::<usize>() < FEW {
        CALIBRATION_FEW
    } else if high.of >= FEW && percent(high) < 80 {
        "Cuando responde con seguridad alta falla más de lo que espera: en esos asuntos conviene consultar la ficha antes de decidir."
    } else if low.of >= FEW && percent(low) >= 80 {
        "Acierta también cuando duda: sabe más de lo que cree."
    } else if high.of >= FEW {
        "Cuando responde con seguridad alta casi siempre acierta."
    } else {
        CALIBRATION_ONE_SIDED
    }
}

// ---- Reviews -----------------------------------------------------------------------------------------------------------

pub const REVIEWS: &str = "Repasos";
pub const REVIEWS_LEAD: &str = "Cinco preguntas de lo que más trabajo le costó, a 1, 7, 30 y 90 días de aprobar. No se califican, no caducan y puede dejarlos a la mitad.";
pub const REVIEWS_NONE: &str = "Los repasos empiezan al día siguiente de aprobar una evaluación final. Todavía no hay ninguno.";
pub const REVIEW_START: &str = "Empezar el repaso";
pub const REVIEW_RESUME: &str = "Seguir con el repaso";
pub const REVIEW_FAILED: &str =
    "No se pudieron cargar las preguntas del repaso. Revise la conexión y vuelva a intentarlo.";
pub const REVIEW_EMPTY: &str = "Esta capacitación ya no tiene preguntas para repasar.";
pub const REVIEW_FINISH: &str = "Terminar el repaso";
pub const REVIEW_ITEM: &str = "Repaso, sin calificación";
pub const REVIEW_ANOTHER_DAY: &str = "Dejarlo por ahora";
pub const REVIEW_DONE: &str = "Repaso terminado.";
pub const SCHEDULE: &str = "Cuándo le toca cada uno";
pub const REMINDERS: &str = "Descargar recordatorios para su calendario";
pub const REMINDERS_NOTE: &str = "Es un archivo .ics para Outlook, Google o el teléfono. Lleva el título de la capacitación y las fechas; nada de sus respuestas.";
pub const REMINDERS_FILE: &str = "repasos-aula.ics";
pub const CALENDAR_PRODUCT: &str = "-//Aula//Repasos//ES";
pub const LADDER_DONE: &str = "Terminó sus cuatro repasos.";
pub const NO_EVALUATION_YET: &str = "Empiezan al aprobar la evaluación.";

/// After passing, before a link with [`REVIEWS`].
pub const REVIEWS_AHEAD: &str =
    "Para que no se le olvide, desde mañana puede hacer repasos de cinco preguntas:";

/// On the catalogue.
pub const REVIEW_DUE: &str = "Tiene un repaso listo (unos 4 minutos)";

pub fn due_of(titles: &[String]) -> String {
    format!(
        "Su repaso está listo, de {}. Son cinco preguntas: unos 4 minutos.",
        list(titles)
    )
}

/// The review of a rung, by its days.
pub fn rung(days: u16) -> String {
    format!("Repaso de {}", count(usize::from(days), "día", "días"))
}

pub fn rung_on(days: u16, on: Date, is_due: bool) -> String {
    if is_due {
        format!("{}: listo.", rung(days))
    } else {
        format!("{}: desde el {}.", rung(days), long_date(on))
    }
}

pub fn reminder_title(days: u16, course: &str) -> String {
    format!("{}: {course}", rung(days))
}

pub const REMINDER_TEXT: &str =
    "Cinco preguntas, unos 4 minutos, sin calificación. Si hoy no puede, otro día sirve igual.";

pub fn items_left(left: usize) -> String {
    match left {
        0 => "Contestó todas.".to_owned(),
        1 => {
            "Falta 1 pregunta. Puede dejarla para después: lo contestado queda guardado.".to_owned()
        }
        _ => format!(
            "Faltan {left} preguntas. Puede dejarlas para después: lo contestado queda guardado."
        ),
    }
}

pub fn has_applied(course: &str) -> String {
    format!("¿Ya aplicó en su trabajo algo de «{course}»? (opcional)")
}

pub const YOU_COMMITTED: &str = "Usted se propuso:";

pub fn applied(applied: Applied) -> &'static str {
    match applied {
        Applied::Yes => "Sí, ya lo apliqué.",
        Applied::NoOccasion => "Todavía no se ha presentado la ocasión.",
        Applied::NotPossible => "Se presentó la ocasión, pero no pude.",
    }
}

/// What was said a month after.
pub fn said_applied(applied: Applied) -> String {
    format!("Al mes usted dijo: «{}»", self::applied(applied))
}
