//! Words about vouching for a constancia: the expediente, the coordinator's page and the page that verifies.

use aula_core::course::Course;
use aula_core::evidence::{Finding, Statement};
use aula_core::item::Score;
use aula_core::spanish::{count, duration, list, long_date};
use aula_core::time::Timestamp;

use super::{clock_time, plural};

// ---- Expediente --------------------------------------------------------------------------------------------------------

pub const EVIDENCE: &str = "Expediente";
pub const GO_TO_EVIDENCE: &str = "Expediente para cotejo";
pub const EVIDENCE_LEAD: &str = "Su constancia dice que nadie la verificó. Si su institución coteja, entregue este archivo a la coordinación: con él recalifica sus respuestas y puede firmar una constancia cotejada.";
pub const EVIDENCE_NONE: &str =
    "Primero genere su constancia de esta capacitación. El expediente sale de ella.";
pub const EVIDENCE_HOLDS: &str = "Qué contiene";
pub const EVIDENCE_ALL: &str = "Esto es todo lo que el archivo dice de usted. No se envía a ningún lado: usted lo descarga y decide a quién lo entrega.";
pub const NAME: &str = "Nombre";
pub const NAMES: &str = "Nombres con los que generó constancias";
pub const COURSE: &str = "Capacitación";
pub const FOLIO: &str = "Folio";
pub const DAYS: &str = "Días";
pub const RECORDS: &str = "Registros de esta capacitación";
pub const LEFT_OUT: &str = "Se queda en este equipo";
pub const LEFT_OUT_WHAT: &str =
    "Lo de otras capacitaciones, su apodo, sus planes y lo que escribió en respuestas abiertas.";
pub const SHOW_FILE: &str = "Ver el archivo tal como se entrega";
pub const HIDE_FILE: &str = "Ocultar el archivo";
pub const TAKE_EVIDENCE: &str = "Descargar expediente";
pub const EVIDENCE_TAKEN: &str =
    "El navegador recibió el archivo: búsquelo en sus descargas. No lleva su nombre en el título.";
pub const EVIDENCE_REFUSED: &str =
    "El navegador no aceptó la descarga. Pruebe en otra ventana o en otro navegador.";
pub const ANNEX: &str = "Anexo del expediente";
pub const ANNEX_LEAD: &str = "Para leer e imprimir. No incluye sus respuestas.";
pub const TIME_BY_MODULE: &str = "Tiempo por módulo";
pub const TIME_HOW: &str = "Se mide de un registro al siguiente, según el reloj de este equipo. Una pausa larga cuenta diez minutos: es tiempo mínimo, no exacto.";
pub const IN_PRETEST: &str = "Diagnóstico";
pub const IN_ASSESSMENT: &str = "Evaluación";
pub const TOTAL: &str = "Total";
pub const MODULE: &str = "Módulo";
pub const TIME: &str = "Tiempo";
pub const ATTEMPTS: &str = "Intentos";
pub const BEGAN: &str = "Empezó";
pub const VERSION: &str = "Versión";
pub const RESULT: &str = "Resultado";
pub const OBJECTIVE: &str = "Objetivo";
pub const POINTS: &str = "Puntos";
pub const BY_OBJECTIVE: &str = "Resultado por objetivo";

/// The version of an attempt, or of a recertification.
pub fn attempt_version(version: &str, recertifies: bool) -> String {
    match recertifies {
        true => format!("{version} (recertificación)"),
        false => version.to_owned(),
    }
}

pub fn course_version(title: &str, version: &str) -> String {
    format!("{title}, versión {version}")
}

/// What each record says, with how many there are.
pub fn records(number: usize) -> String {
    format!(
        "{}: qué lección abrió, qué respondió en cada pregunta, caso y evaluación, y cuándo.",
        count(number, "registro", "registros")
    )
}

pub fn days(first: Timestamp, last: Timestamp) -> String {
    format!("Del {} al {}", moment(first), moment(last))
}

/// «24 de noviembre de 2026, 12:30».
pub fn moment(at: Timestamp) -> String {
    format!("{}, {}", long_date(at.date()), clock_time(at))
}

pub fn left_out(number: usize) -> String {
    match number {
        0 => LEFT_OUT_WHAT.to_owned(),
        _ => format!(
            "{LEFT_OUT_WHAT} ({}.)",
            count(number, "registro", "registros")
        ),
    }
}

/// Of so many milliseconds.
pub fn spent(ms: u64) -> String {
    match u32::try_from(ms / 60_000).unwrap_or(u32::MAX) {
        0 if ms > 0 => "menos de 1 minuto".to_owned(),
        minutes => duration(minutes),
    }
}

pub fn result(percent: u8, pass_mark: u8) -> String {
    let passed = if percent >= pass_mark {
        "aprobado"
    } else {
        "no aprobado"
    };
    format!("{percent} de 100, mínimo {pass_mark}: {passed}")
}

pub fn evidence_name(course: &str, date: aula_core::time::Date) -> String {
    format!("Expediente_{course}_{date}.json")
}

// ---- What re-grading finds ---------------------------------------------------------------------------------------------

/// A finding, with what it may mean; of `course` come the titles.
pub fn finding(finding: &Finding, course: Option<&Course>) -> String {
    match finding {
        Finding::Unreadable(number) => format!(
            "{}: el archivo se dañó o se editó.",
            count(
                *number,
                "texto del archivo no se puede leer o se contradice",
                "textos del archivo no se pueden leer o se contradicen"
            )
        ),
        Finding::Foreign(number) => format!(
            "{} de esta capacitación o de esta versión de Aula: eso no cuenta.",
            count(*number, "registro no es", "registros no son")
        ),
        Finding::BrokenChain(number) => format!(
            "{} a su anterior: la cadena está rota. Un registro se editó, se agregó o cambió de lugar.",
            count(*number, "registro no sigue", "registros no siguen")
        ),
        Finding::LeftOut(number) => format!(
            "Falta{} {} en la cadena. Es lo normal si la persona lleva otras capacitaciones, tiene apodo o escribió un plan: eso no se entrega.",
            plural(*number),
            count(*number, "registro", "registros")
        ),
        Finding::LeftOutInAttempts(number) => format!(
            "Falta{} {} entre el principio y el fin de un intento. Pregunte si en medio abrió otra capacitación.",
            plural(*number),
            count(*number, "registro", "registros")
        ),
        Finding::Imported(number) => format!(
            "{} de un archivo de avance: la persona cambió de equipo, o el avance es de alguien más.",
            count(*number as usize, "registro llegó", "registros llegaron")
        ),
        Finding::ClockSetBack(number) => format!(
            "El reloj del equipo retrocedió {}.",
            count(*number, "vez", "veces")
        ),
        Finding::FromTheFuture(number) => format!(
            "{} fecha posterior al archivo o a hoy: algún reloj estaba mal o se movió.",
            count(*number, "registro tiene", "registros tienen")
        ),
        Finding::QuickAttempt { seconds, items } => format!(
            "Un intento de {} duró {}: no da tiempo de leer.",
            count(*items, "pregunta", "preguntas"),
            count(*seconds as usize, "segundo", "segundos")
        ),
        Finding::LittleTime { minutes, stated } => format!(
            "El registro muestra {} de trabajo, de {} declarados.",
            duration(*minutes),
            duration(*stated)
        ),
        Finding::NotPublished(version) => format!(
            "Este sitio no tiene la versión {version}: lo hecho con ella no se puede recalificar."
        ),
        Finding::Draft(version) => format!(
            "La versión {version} no está publicada: se recalificó con el texto de hoy, que todavía puede cambiar."
        ),
        Finding::OtherText(version) => format!(
            "El sitio donde estudió tenía otro texto con el mismo número de versión ({version}), o no dijo cuál."
        ),
        Finding::LaterVersion(version) => format!(
            "Algo se empezó con la versión {version}, que es posterior a la de la constancia: pida que la genere de nuevo con la versión actual."
        ),
        Finding::OtherVersion(version) => format!(
            "Un intento es de la versión {version}, distinta de la que dice la constancia. Se calificó con la suya."
        ),
        Finding::OtherWords(number) => format!(
            "{} a preguntas con otras palabras que las de las versiones conocidas.",
            count(*number, "respuesta es", "respuestas son")
        ),
        Finding::OtherDraw => "Las preguntas de un intento no son las que salen de su sorteo: falta un intento anterior o se cambiaron.".to_owned(),
        Finding::OtherScope { left_out, added } => format!(
            "La recertificación no preguntó por lo que debía, según el registro: {} de menos y {} de más. Con menos, se aprobó con menos de lo que pide la capacitación.",
            count(*left_out, "objetivo", "objetivos"),
            count(*added, "objetivo", "objetivos")
        ),
        Finding::OutOfTurn => "Un intento empezó cuando las reglas no lo permitían: antes de la espera, sin repasar o después de aprobar.".to_owned(),
        Finding::WithoutAttempt => "Hay un resultado sin el intento del que sale. No cuenta.".to_owned(),
        Finding::HandedInTwice => "Un intento se entregó en dos equipos, cada uno con sus respuestas. Cuenta el resultado que aprueba: pregunte a la persona por qué.".to_owned(),
        Finding::GradedOtherwise { said, found } => format!(
            "El registro dice {} en un intento; sus respuestas dan {}. Cuenta lo segundo.",
            points(*said),
            points(*found)
        ),
        Finding::PracticeOtherwise(number) => format!(
            "{} distinto de lo que dice el registro.",
            count(
                *number,
                "respuesta de las lecciones se califica",
                "respuestas de las lecciones se califican"
            )
        ),
        Finding::Unsustained(id) => format!(
            "La lección «{}» figura como terminada o saltada, y el registro no muestra cómo. No cuenta.",
            course
                .and_then(|course| course.lesson(id))
                .map_or(id.as_str(), |(_, lesson)| &lesson.title)
        ),
        Finding::SaysOtherwise(statement) => format!(
            "La constancia de la persona dice otra cosa que su registro en: {}. Se firma lo que da el registro.",
            statement_words(*statement)
        ),
        Finding::SeveralNames(names) => format!(
            "Con este mismo registro se generaron constancias para {}.",
            list(names)
        ),
        Finding::Repeated(origin) => format!(
            "Comparte registros o sorteo con el expediente de {} (folio {}): es la misma persona con otro nombre, o una copia.",
            origin.name, origin.folio
        ),
        Finding::AlreadySigned(origin) => format!(
            "Con este mismo registro ya se firmó la constancia de {} (folio {}): si no es la misma persona, es una copia; si lo es, quizá ya la tiene.",
            origin.name, origin.folio
        ),
    }
}

fn statement_words(statement: Statement) -> &'static str {
    match statement {
        Statement::Title => "título",
        Statement::Minutes => "duración",
        Statement::Result => "calificación",
        Statement::Dates => "fechas",
        Statement::Validity => "vigencia",
        Statement::Recertification => "recertificación",
    }
}

fn points(score: Score) -> String {
    super::points(score.raw, score.max)
}
