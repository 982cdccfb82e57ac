//! Every word on screen, in the Spanish of Mexico, «usted», grouped by page. Views glue nothing together.

use aula_core::case::{Effect, Relation, Scoring};
use aula_core::course::{AssessmentRules, Counting, Source, WhenSpent};
use aula_core::credential::{Criterion, NameError};
use aula_core::item::{Score, Verdict};
use aula_core::progress::Completion;
use aula_core::progress::event::Certainty;
use aula_core::progress::saving::Cause;
use aula_core::spanish::{clause, count, duration, short_date};
use aula_core::time::{Date, Timestamp};

pub mod countersign;
pub mod desk;
pub mod device;
pub mod foundation;
pub mod recertification;
pub mod review;
pub mod study;
pub mod tools;
pub mod trust;
pub mod verify;

// ---- The frame around every page ---------------------------------------------------------------------------------------

pub const SKIP_TO_CONTENT: &str = "Ir al contenido";
pub const MAIN_NAVIGATION: &str = "Principal";
pub const CATALOG: &str = "Capacitaciones";
pub const MY_CERTIFICATES: &str = "Mis constancias";
pub const MY_DATA: &str = "Sus datos";
pub const PRIVACY: &str = "Aviso de privacidad";
pub const DEMONSTRATION: &str = "Sitio de demostración: las constancias no tienen validez.";

pub fn page_title(page: &str, site: &str) -> String {
    format!("{page} · {site}")
}

// ---- When the app cannot start -----------------------------------------------------------------------------------------

pub const BOOT_BLOCKED: &str = "Este servidor o navegador no permite ejecutar la parte interactiva. Puede leer esta página y el texto completo, \
     pero no contestar ni guardar avance. Avise a quien administra el sitio: debe permitir WebAssembly.";
pub const BOOT_OLD_BROWSER: &str = "Este navegador es demasiado antiguo para la parte interactiva. Puede leer esta página y el texto completo. Para \
     contestar y guardar su avance, use una versión reciente de Edge, Chrome, Firefox o Safari.";
pub const BOOT_NETWORK: &str = "No se pudo cargar la parte interactiva. Puede seguir leyendo. Revise la conexión y vuelva a cargar la página; su \
     avance guardado no se pierde.";
pub const BOOT_FAILED: &str = "Algo falló en esta página. Vuelva a cargarla: lo que decía «Guardado» sigue ahí. Si se repite, use otro navegador y avise a \
     quien administra el sitio.";
pub const BOOT_NO_SCRIPT: &str = "Para contestar y guardar su avance, permita JavaScript en este navegador. El texto se puede leer sin él.";

// ---- Saving ------------------------------------------------------------------------------------------------------------

pub const SAVED: &str = "Guardado";
pub const SAVING: &str = "Guardando…";
pub const LATE: &str = "Tarda más de lo normal…";
pub const LATE_NOTICE: &str = "Guardar tarda más de lo normal. No cierre esta página todavía; si tiene que irse, descargue antes su archivo de avance.";
pub const NOT_SAVED: &str = "No se pudo guardar";
/// On every page, because a private window cannot be told from another.
pub const WHERE_PROGRESS_IS: &str = "Su avance queda en este navegador. En una ventana privada se borra al cerrarla: descargue antes su archivo en «Sus datos».";
pub const ONLY_LOCAL: &str = "Guardado en reserva";
pub const ONLY_IN_MEMORY: &str = "Sin guardar en este equipo";
/// Beside a newer Aula.
pub const READ_ONLY_NOTICE: &str = "En este navegador ya se usó una versión más nueva de Aula. Esta página muestra su avance, pero no guarda lo que conteste ahora. Vuelva a cargarla; si este aviso sigue, cierre las demás ventanas de Aula o avise a quien administra el sitio.";
pub const RELOAD: &str = "Volver a cargar";
pub const RETRY: &str = "Reintentar";
pub const TAKE_FILE: &str = "Descargar mi avance";

pub fn not_saved(cause: &Cause) -> String {
    format!(
        "No se pudo guardar: {}. Sus respuestas siguen en esta página. Descargue su archivo de avance antes de cerrarla y, si puede, libere \
         espacio y elija «Reintentar».",
        unavailable(cause)
    )
}

/// In place of the durable store.
pub fn only_local(cause: &Cause) -> String {
    format!(
        "Su avance se guarda sólo en el almacén de reserva del navegador, porque {}. Si el equipo se apaga de golpe puede perderse el \
         último medio minuto. Al terminar, descargue su archivo de avance.",
        unavailable(cause)
    )
}

/// Before the first answer, and for as long as it lasts.
pub fn only_in_memory(cause: &Cause) -> String {
    let reason = unavailable(cause);
    format!(
        "Su avance no se guardará en este equipo: {reason}. Puede estudiar y contestar, pero al cerrar la página se pierde. Antes de cerrarla, \
         descargue su archivo de avance; después podrá cargarlo en «Sus datos»."
    )
}

/// Why the durable store is not there, or did not take something.
fn unavailable(cause: &Cause) -> &'static str {
    match cause {
        Cause::Full | Cause::OverQuota => "el disco o el espacio del navegador está lleno",
        Cause::Denied => "este navegador no permite guardar datos en este sitio",
        Cause::Guest => "está de visita",
        Cause::Unavailable | Cause::Other(_) => {
            "el almacenamiento de este navegador no está disponible"
        }
    }
}

pub fn recovered(number: usize) -> String {
    format!(
        "A lo guardado en este navegador le faltaba una parte de su avance, que se recuperó y se guarda de nuevo: {}.",
        count(number, "registro", "registros")
    )
}

/// Where there was a record and nothing is left: not a new person.
pub const AMNESIA: &str = "En este navegador había un avance guardado y ya no está: alguien borró los datos del sitio o se dañaron. Si tiene un archivo de avance, cárguelo en «Sus datos»; si no, ahí puede quitar este aviso.";

pub fn lost(number: usize) -> String {
    format!(
        "Falta{} {} de su avance que este navegador había guardado. Si tiene un archivo de avance, cárguelo en «Sus datos»; si no, ahí puede quitar este aviso.",
        plural(number),
        count(number, "registro", "registros")
    )
}

/// Beside what is saved without the durable store.
pub fn out_of_reach(number: usize) -> String {
    format!(
        "Aquí no se ve todo su avance: {} en el almacenamiento que no responde.",
        count(number, "registro está", "registros están")
    )
}

pub fn unreadable(number: usize) -> String {
    format!(
        "De su avance no se pudo leer una parte, que no se borra y va en su archivo de avance: {}.",
        count(number, "registro", "registros")
    )
}

/// What the verb of so many ends with.
fn plural(number: usize) -> &'static str {
    if number == 1 { "" } else { "n" }
}

// ---- Catalogue ---------------------------------------------------------------------------------------------------------

pub const CATALOG_TITLE: &str = "Capacitaciones para la ventanilla";
pub const CATALOG_LEAD: &str = "Decida con seguridad cuando una persona en movilidad llega a su oficina. A su ritmo, en este equipo, sin registrarse.";
pub const SEARCH: &str = "Buscar capacitación";
pub const SEARCH_HINT: &str = "Por ejemplo: clínica, registro, consulado";
/// The button behind the first courses of a long catalogue.
pub fn more_courses(left: usize) -> String {
    format!("Ver más capacitaciones ({left})")
}

pub const WHAT_YOU_WILL_DECIDE: &str = "Qué podrá decidir";

pub fn search_result(number: usize) -> String {
    match number {
        0 => "Ninguna capacitación tiene esas palabras. Pruebe con menos palabras.".to_owned(),
        _ => count(number, "capacitación", "capacitaciones"),
    }
}

pub fn completion(completion: Completion) -> String {
    match completion {
        Completion::NotStarted => "Sin empezar".to_owned(),
        Completion::InProgress(percent) => format!("En curso {percent} %"),
        Completion::Completed => "Terminada".to_owned(),
    }
}

// ---- A course ----------------------------------------------------------------------------------------------------------

pub const COURSE: &str = "Capacitación";
pub const START: &str = "Empezar";
pub const CONTINUE: &str = "Continuar donde me quedé";
pub const REVIEW_AGAIN: &str = "Repasar desde el principio";
pub const SHEET_TITLE: &str = "Ficha de la capacitación";
pub const FOR_WHOM: &str = "Dirigida a";
pub const LENGTH: &str = "Duración";
pub const HOW_TO_PASS: &str = "Cómo se acredita";
pub const LEGAL_BASIS: &str = "Base legal";
pub const SENSITIVE_CONTENT: &str = "Contenido sensible";
pub const VERSION: &str = "Versión";
pub const CONTENTS: &str = "Contenido";
pub const CARD: &str = "Ficha de bolsillo";
pub const WHOLE_TEXT: &str = "Texto completo para leer o imprimir";
pub const PROGRESS: &str = "Avance";
pub const LOADING_FAILED_TITLE: &str = "Esta parte no llegó";
pub const LOAD_AGAIN: &str = "Volver a intentar";
pub const LOADING_FAILED: &str = "No se pudo cargar esta parte. Revise la conexión y vuelva a intentarlo; lo que ya contestó no cambia.";

pub fn minutes(minutes: u32) -> String {
    duration(minutes)
}

pub fn how_to_pass(rules: &AssessmentRules, items: u32) -> String {
    format!(
        "Complete todas las lecciones y obtenga al menos {} % en la evaluación final de {}. Tiene {}.",
        rules.pass_mark,
        count(items as usize, "pregunta", "preguntas"),
        count(rules.attempts as usize, "intento", "intentos"),
    )
}

pub fn legal_basis(sources: usize, laws: &str) -> String {
    format!("{}, de: {laws}.", count(sources, "fuente", "fuentes"))
}

pub fn module_title(number: usize, title: &str) -> String {
    format!("Módulo {number}. {title}")
}

pub const LESSON_DONE: &str = "Terminada";
pub const LESSON_OPENED: &str = "En curso";
pub const LESSON_NOT_STARTED: &str = "Sin empezar";

// ---- The person's plan -------------------------------------------------------------------------------------------------

pub const MY_PLAN: &str = "Mi plan";
pub const PLAN_LEAD: &str =
    "Lo que usted se propuso en esta capacitación. Imprímalo y téngalo a la vista.";
pub const PLAN_EMPTY: &str = "Todavía no ha anotado compromisos. Se anotan en estas lecciones:";

pub const PLAN_OPEN: &str = "Faltan los compromisos de estas lecciones:";

pub fn written_on(date: Date) -> String {
    format!("Anotado el {}.", aula_core::spanish::long_date(date))
}

// ---- A lesson ----------------------------------------------------------------------------------------------------------

pub const PREVIOUS: &str = "Anterior";
pub const NEXT: &str = "Siguiente";
pub const BREADCRUMB: &str = "Dónde está";
pub const LESSON_NAVIGATION: &str = "Entre lecciones";
pub const MARK_AS_READ: &str = "Terminé de leer esta lección";
pub const SOURCES_OF_LESSON: &str = "Fuentes de esta lección";
pub const TERMS_OF_LESSON: &str = "Términos de esta lección";
pub const CONTACTS_OF_LESSON: &str = "A quién acudir";
pub const REPORT_ERROR: &str = "Reportar un error en esta lección";
pub const GO_TO_ASSESSMENT: &str = "Ir a la evaluación final";
pub const UNDER_REVIEW: &str = "en revisión";
pub const TO_BE_CHECKED: &str = "por verificar";
pub const WITHOUT_APP: &str = "¿No puede contestar? Lea el texto completo con respuestas";

pub fn lesson_position(number: usize, total: usize) -> String {
    format!("Lección {number} de {total}")
}

pub fn items_left(left: usize) -> String {
    match left {
        0 => "Lección terminada".to_owned(),
        1 => "Falta 1 pregunta para terminar la lección".to_owned(),
        _ => format!("Faltan {left} preguntas para terminar la lección"),
    }
}

/// What is left of a lesson that is a case.
pub fn case_left(items: usize) -> String {
    match items {
        0 => "Llegue a un final del caso para terminar la lección".to_owned(),
        1 => "Falta llegar a un final del caso y 1 pregunta para terminar la lección".to_owned(),
        _ => {
            format!("Falta llegar a un final del caso y {items} preguntas para terminar la lección")
        }
    }
}

pub fn report_address(email: &str, course: &str, version: &str, lesson: &str) -> String {
    let subject = format!("Error en «{lesson}» ({course} {version})");
    let body = "Qué dice la lección:\n\nQué debería decir, y por qué:\n";
    format!(
        "mailto:{email}?subject={}&body={}",
        percent_encode(&subject),
        percent_encode(body)
    )
}

fn percent_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

pub fn citation(source: &Source) -> String {
    format!(
        "{}, {}, texto al {}",
        source.law,
        source.article,
        short_date(source.text_date)
    )
}

pub fn reviewed_on(date: Date) -> String {
    format!("Revisado el {}.", short_date(date))
}

/// Under the title of a module that has hard passages.
pub fn hard_topics(topics: &[String]) -> String {
    format!(
        "Toca temas difíciles: {}. Antes de cada pasaje se le avisa.",
        topics.join("; ")
    )
}

pub fn sensitive_notice(topic: &str) -> String {
    format!(
        "La siguiente parte trata un tema difícil: {topic}. Puede leerla ahora o después, o ir a la versión breve, que cuenta igual."
    )
}

pub const READ_PASSAGE: &str = "Leer esta parte";
pub const READ_BRIEF: &str = "Leer la versión breve";

pub mod callout {
    pub const NOTE: &str = "Nota";
    pub const EXAMPLE: &str = "Ejemplo resuelto";
    pub const TAKE_AWAY: &str = "Para llevar";
    pub const DOUBT: &str = "Si duda";
    pub const BASIS: &str = "Base legal";
    pub const HINT: &str = "Ver una pista";
}

pub mod contact {
    pub const PHONE: &str = "Teléfono";
    pub const ADDRESS: &str = "Domicilio";
    pub const HOURS: &str = "Horario";
    pub const SOURCE: &str = "Fuente";
}

pub fn verified_on(date: Date) -> String {
    format!("Verificado el {}.", short_date(date))
}

// ---- Items -------------------------------------------------------------------------------------------------------------

pub const QUESTION: &str = "Pregunta";
pub const ANSWER: &str = "Responder";
/// Beside an answer that came while the page was open.
pub const ANSWERED_ELSEWHERE: &str = "Esta respuesta llegó de otra ventana.";
pub const HANDED_IN_ELSEWHERE: &str =
    "La evaluación se entregó en otra ventana: cuenta lo que se entregó ahí.";
pub const TRY_AGAIN: &str = "Practicar de nuevo";
pub const WRITE_AGAIN: &str = "Cambiar lo que escribí";
pub const ITEM_CHANGED: &str = "Esta pregunta cambió desde que usted la contestó. Su respuesta anterior se conserva en su avance; conteste la nueva.";
pub const PICK_FIRST: &str = "Elija una opción antes de responder.";
pub const YOUR_ANSWER: &str = "Su respuesta";
pub const RIGHT_ANSWER: &str = "Respuesta correcta";
pub const OTHER_ALTERNATIVES: &str = "Qué pasa con las otras opciones";
pub const EXPLANATIONS: &str = "Respuesta y explicaciones";
pub const PICK_SEVERAL: &str = "Puede elegir varias.";

pub const CHOOSE: &str = "Elija…";
pub const ANSWER_ALL: &str = "Elija una respuesta en cada renglón.";

pub const MOVE_ENTRIES: &str = "Ponga los renglones en orden con los botones.";
pub const MOVE_FIRST: &str = "Todavía no ha movido ningún renglón, y este orden no es el correcto.";
pub const MOVE_UP: &str = "Subir";
pub const MOVE_DOWN: &str = "Bajar";
pub const RIGHT_ORDER: &str = "El orden correcto:";
pub const RIGHT_ORDER_MARKED: &str =
    "El orden correcto. La palomita señala lo que usted puso justo después de lo que va antes.";

pub fn moved(place: usize, of: usize) -> String {
    format!("Ahora está en el lugar {place} de {of}.")
}

pub fn your_place(place: usize) -> String {
    format!("Usted lo puso en el lugar {place}")
}

pub fn numbered(number: usize, words: &str) -> String {
    format!("{number}. {words}")
}

/// «Trámite → Dónde se hace», the heads of the two columns.
pub fn pair_of(left: &str, right: &str) -> String {
    format!("Elija para cada renglón: {left} → {right}.")
}

pub fn you_chose(words: &str) -> String {
    format!("Usted eligió: {words}")
}

pub const FILL_ALL: &str = "Llene todos los huecos.";

pub fn blank(number: usize) -> String {
    format!("Hueco {number}")
}

pub fn you_wrote(words: &str) -> String {
    format!("Usted puso: {words}")
}

/// On paper.
pub fn printed_blank(number: usize) -> String {
    format!("({number}) ____________")
}

pub fn printed_number(unit: &str) -> String {
    format!("____________ {unit}")
}

pub const ENTRIES: &str = "Renglones";
pub const GROUPS: &str = "Grupos";

pub const MARK_PARTS: &str = "Marque en el texto las partes que correspondan.";
pub const TO_MARK: &str = "Se marca";
pub const NOT_TO_MARK: &str = "No se marca";
pub const YOU_MARKED: &str = "Usted la marcó";
pub const MARK_FIRST: &str = "Marque al menos una parte del texto.";

pub const NO_NUMBER: &str =
    "Escriba un número con cifras, por ejemplo 12 o 2.5. Lo que escribió sigue ahí.";

pub fn number_label(unit: &str) -> String {
    if unit.is_empty() {
        "Su respuesta, con cifras".to_owned()
    } else {
        format!("Su respuesta, con cifras ({unit})")
    }
}

pub const COMPARE: &str = "Terminar y comparar";
pub const WRITE_FIRST: &str = "Escriba su respuesta antes de comparar.";
pub const MODEL_ANSWER: &str = "Una respuesta posible";

pub fn kept_only(least: u32, most: u32) -> String {
    let length = match (least, most) {
        (0, 0) => String::new(),
        (0, most) => format!(" Le bastan {most} palabras."),
        (least, 0) => format!(" Escriba unas {least} palabras o más."),
        (least, most) => format!(" Escriba entre {least} y {most} palabras."),
    };
    format!("Nadie la califica; queda en su avance. No escriba datos de personas reales.{length}")
}

pub fn words_so_far(number: usize) -> String {
    count(number, "palabra", "palabras")
}

pub const NEXT_TIME: &str = "La próxima vez que…";
pub const I_WILL: &str = "…yo…";
pub const IDEAS: &str = "Ideas para empezar";
pub const KEEP_COMMITMENT: &str = "Anotar en mi plan";
pub const COMMIT_FIRST: &str = "Complete las dos partes de su compromiso.";
pub const PLAN_KEPT: &str =
    "Es para usted: nadie lo califica. Queda en «Mi plan». No escriba datos de personas reales.";

pub fn commitment(situation: &str, action: &str) -> String {
    format!(
        "La próxima vez que {}, yo {}.",
        clause(situation),
        clause(action)
    )
}

/// What an answer is worth: a decision, where alternatives are chosen among.
pub fn verdict(verdict: Verdict, is_decision: bool) -> &'static str {
    match verdict {
        Verdict::Correct => "Correcta",
        Verdict::Partial => "Correcta en parte",
        Verdict::Incorrect if is_decision => NOT_ADEQUATE,
        Verdict::Incorrect => "No es correcta",
        Verdict::Kept => "Sin calificación: es para usted",
    }
}

// ---- Branching cases ---------------------------------------------------------------------------------------------------

pub const WHAT_HAPPENED: &str = "Qué pasó";
pub const GO_ON: &str = "Seguir";
pub const BACK_TO_DECISION: &str = "Volver a la decisión anterior";
pub const YOU_DECIDED: &str = "Usted decidió";
pub const YOUR_ROAD: &str = "El camino que recorrió";
pub const ADEQUATE: &str = "Decisión adecuada";
pub const NOT_ADEQUATE: &str = "No es la mejor decisión";
pub const CASE_AGAIN: &str = "Recorrerlo otra vez";
pub const CASE_IS_PRACTICE: &str =
    "Es práctica: puede recorrerlo las veces que quiera. No cuenta para la calificación.";
pub const CASE_WHOLE: &str = "Leer el caso completo, con todas sus decisiones";
pub const CASE_END: &str = "Final del caso";
pub const SCENE: &str = "Escena";
pub const CROSSING: &str = "Según lo que se decidió antes";
pub const OTHERWISE: &str = "En cualquier otro caso";
pub const LEADS_TO: &str = "Lleva a";

pub fn case_step(number: usize) -> String {
    format!("Caso · Decisión {number}")
}

pub fn back_to_moment(scene: &str) -> String {
    format!("Volver a este momento: {scene}")
}

/// What a decision has changed, without its number: it is no game.
pub fn variable_moved(label: &str, rose: bool) -> String {
    let how = if rose { "más" } else { "menos" };
    format!("{label}: {how} que antes")
}

pub fn case_score(scoring: Scoring, score: Score) -> String {
    match scoring {
        Scoring::None | Scoring::Decisions => {
            format!("Decisiones adecuadas: {} de {}.", score.raw, score.max)
        }
        Scoring::End => format!("Valor de este final: {} de {}.", score.raw, score.max),
    }
}

pub fn case_variable(label: &str, start: u8) -> String {
    format!("{label}: empieza en {start}")
}

pub fn case_change(label: &str, effect: Effect) -> String {
    match effect {
        Effect::Raise(by) => format!("{label}: +{by}"),
        Effect::Lower(by) => format!("{label}: −{by}"),
        Effect::Set(to) => format!("{label}: pasa a {to}"),
    }
}

pub fn case_condition(label: &str, relation: Relation, value: u8) -> String {
    match relation {
        Relation::AtLeast => format!("{label}: {value} o más"),
        Relation::AtMost => format!("{label}: {value} o menos"),
        Relation::Above => format!("{label}: más de {value}"),
        Relation::Below => format!("{label}: menos de {value}"),
        Relation::Equal => format!("{label}: exactamente {value}"),
    }
}

pub fn only_if(condition: &str) -> String {
    format!("Sólo se ofrece con esta condición: {condition}.")
}

// ---- Diagnostic --------------------------------------------------------------------------------------------------------

pub const PRETEST: &str = "Diagnóstico";
pub const PRETEST_ITEM: &str = "Diagnóstico, sin calificación";
pub const PRETEST_INTRO: [&str; 3] = [
    "No se califica: sirve para no repetir lo que usted ya decide bien.",
    "Si acierta con seguridad alta, puede saltar esa lección. Usted elige; la lección queda abierta.",
    "Los casos y la evaluación final no se saltan.",
];
pub const HOW_CERTAIN: &str = "¿Con cuánta seguridad responde?";
pub const HOW_CERTAIN_OPTIONAL: &str = "¿Con cuánta seguridad responde? (opcional)";
pub const CERTAINTY_FIRST: &str = "Diga con cuánta seguridad responde.";
pub const TO_LESSONS: &str = "Ir a las lecciones";
pub const SKIPPED: &str = "Usted saltó esta lección. Sigue abierta:";
pub const ALREADY_DONE: &str = "Usted ya terminó esta lección:";
pub const LESSON_SKIPPED: &str = "Saltada";
pub const REGRADED: &str = "Se corrigió una pregunta; su intento se recalculó a su favor.";
pub const MAY_SKIP: &str = "Puede saltarla: ya lo decide bien";

pub fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::High => "Alta",
        Certainty::Medium => "Media",
        Certainty::Low => "Baja",
    }
}

pub fn answered_with(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::High => "Respondió con seguridad alta.",
        Certainty::Medium => "Respondió con seguridad media.",
        Certainty::Low => "Respondió con seguridad baja.",
    }
}

pub fn may_skip(minutes: u32) -> String {
    format!(
        "Puede saltarla: ya lo decide bien. Se ahorra {}:",
        duration(minutes)
    )
}

pub fn worth_reading(minutes: u32) -> String {
    format!("Le conviene esta lección, de {}:", duration(minutes))
}

pub fn skip(lesson: &str) -> String {
    format!("Saltar «{lesson}»")
}

pub fn start_with_pretest(minutes: u32) -> String {
    format!("Diagnóstico: vea qué puede saltar ({})", duration(minutes))
}

// ---- Evaluation --------------------------------------------------------------------------------------------------------

pub const ASSESSMENT: &str = "Evaluación final";
pub const ASSESSMENT_START: &str = "Empezar la evaluación";
pub const HAND_IN: &str = "Entregar";
pub const HAND_IN_NOW: &str = "Entregar ahora";
pub const KEEP_ANSWERING: &str = "Seguir contestando";
pub const HAND_IN_TITLE: &str = "Antes de entregar";
pub const ALL_ANSWERED: &str =
    "Contestó todas las preguntas. Después de entregar no se pueden cambiar.";
pub const MARK: &str = "Marcar para revisar";
pub const MARKED: &str = "marcada para revisar";
pub const ANSWERED: &str = "contestada";
pub const UNANSWERED: &str = "sin contestar";
pub const ITEM_NAVIGATION: &str = "Preguntas de la evaluación";
pub const PREVIOUS_ITEM: &str = "Pregunta anterior";
pub const NEXT_ITEM: &str = "Pregunta siguiente";
pub const LEAVE: &str = "Salir";
pub const LEAVE_TITLE: &str = "¿Salir de la evaluación?";
pub const LEAVE_COST: &str = "Salir no gasta el intento. Al volver encontrará las mismas preguntas con lo que ya contestó. No se califica hasta que elija «Entregar».";
pub const LEAVE_NOW: &str = "Salir por ahora";
pub const STAY: &str = "Quedarme";
pub const RESULT_BY_OBJECTIVE: &str = "Resultado por objetivo";
pub const LESSONS_TO_REVIEW: &str = "Lecciones para repasar";
pub const GO_TO_CERTIFICATE: &str = "Ir a la constancia";
pub const PASSED: &str = "Aprobada";
pub const NOT_PASSED: &str = "No aprobada";
pub const CLOSED: &str = "Ya usó todos sus intentos. Hable con la coordinación de capacitación de su institución para saber cómo continuar.";
pub const LESSONS_PENDING: &str =
    "Todavía le faltan lecciones. Puede empezar ahora, pero la constancia pide terminarlas todas.";

pub fn assessment_intro(items: usize, rules: &AssessmentRules, attempts_left: u32) -> Vec<String> {
    let wait = match rules.wait_minutes {
        0 => String::new(),
        minutes => format!(" Entre uno y otro espere {}.", duration(minutes)),
    };
    let spent = match rules.when_spent {
        WhenSpent::Review => {
            "Si los agota, repase las lecciones que se le indiquen y se abrirá otro."
        }
        WhenSpent::Coordinator => "Si los agota, hable con la coordinación de capacitación.",
    };
    vec![
        format!("Son {}, una por pantalla. Se aprueba con {} %.", count(items, "pregunta", "preguntas"), rules.pass_mark),
        "En una pregunta de varias partes cada acierto vale un punto y cada error resta uno, sin bajar de cero. Lo que deja sin contestar no resta.".to_owned(),
        "Puede cambiar, saltar y marcar respuestas hasta que elija «Entregar». Aquí no hay pistas.".to_owned(),
        "No hay límite de tiempo. Si lo interrumpen, puede salir: al volver sigue con las mismas preguntas.".to_owned(),
        format!("{}{wait} {spent}", attempts_left_words(attempts_left)),
    ]
}

fn attempts_left_words(left: u32) -> String {
    match left {
        1 => "Le queda 1 intento.".to_owned(),
        _ => format!("Tiene {left} intentos."),
    }
}

pub fn attempt_number(number: u32) -> String {
    format!("Intento {number}")
}

pub fn item_position(number: usize, total: usize) -> String {
    format!("Pregunta {number} de {total}")
}

pub fn question_number(number: usize) -> String {
    format!("Pregunta {number}")
}

pub fn item_state(number: usize, answered: bool, marked: bool) -> String {
    let state = if answered { ANSWERED } else { UNANSWERED };
    if marked {
        format!("Pregunta {number}, {state}, {MARKED}")
    } else {
        format!("Pregunta {number}, {state}")
    }
}

pub fn unanswered(number: usize) -> String {
    format!(
        "{} sin contestar. Si entrega así, cuentan como incorrectas.",
        if number == 1 {
            "Queda 1 pregunta".to_owned()
        } else {
            format!("Quedan {number} preguntas")
        }
    )
}

pub fn marked(number: usize) -> String {
    count(
        number,
        "pregunta marcada para revisar.",
        "preguntas marcadas para revisar.",
    )
}

pub fn result_sentence(percent: u8, pass_mark: u8, passed: bool) -> String {
    if passed {
        format!("Obtuvo {percent} %. Se aprueba con {pass_mark} %.")
    } else {
        format!(
            "Obtuvo {percent} %. Se aprueba con {pass_mark} %. Abajo están las lecciones de los objetivos que le faltan."
        )
    }
}

pub fn points(raw: u32, max: u32) -> String {
    format!("{raw} de {max}")
}

/// Beside an objective of a result.
pub fn points_with_unit(raw: u32, max: u32) -> String {
    format!("{raw} de {}", count(max as usize, "punto", "puntos"))
}

pub fn wait_until(until: Timestamp, today: Date) -> String {
    let time = clock_time(until);
    let article = if time.starts_with("1:") { "la" } else { "las" };
    let day = match until.date() == today {
        true => String::new(),
        false => format!("el {} ", aula_core::spanish::long_date(until.date())),
    };
    format!(
        "El siguiente intento se abre {day}a {article} {time}. Mientras tanto, repase las lecciones señaladas."
    )
}

pub const REVIEW_TO_OPEN: &str =
    "Usó todos sus intentos. Repase estas lecciones y se abrirá otro intento:";

/// Local time of day, «16:05».
fn clock_time(moment: Timestamp) -> String {
    let minutes =
        (moment.utc_ms.div_euclid(60_000) + i64::from(moment.offset_minutes)).rem_euclid(24 * 60);
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

// ---- Constancia --------------------------------------------------------------------------------------------------------

pub const CERTIFICATE: &str = "Constancia";
pub const CRITERIA: &str = "Qué se necesita";
pub const MET: &str = "cumplido";
pub const MISSING: &str = "falta";
pub const NAME_LABEL: &str = "Nombre completo, como debe aparecer";
pub const NAME_HINT: &str =
    "Con acentos y apellidos. Queda sólo en este equipo, junto con la constancia.";
pub const NAME_CHECK: &str = "Revisar";
pub const NAME_CONFIRM_TITLE: &str = "¿Está bien escrito su nombre?";
pub const NAME_CONFIRM: &str = "Sí, generar mi constancia";
pub const NAME_CORRECT: &str = "Corregir";
pub const DOWNLOAD_PDF: &str = "Descargar PDF";
pub const PREPARING_PDF: &str = "Preparando el PDF…";
pub const PREVIEW: &str = "Vista de la constancia";
pub const NO_CERTIFICATES: &str =
    "Todavía no hay constancias en este equipo. Se generan al terminar una capacitación.";
/// Of a constancia that counts, where the course has a later version by now.
pub fn newer_version(now: &str, then: &str) -> String {
    format!(
        "Hay una versión nueva de esta capacitación ({now}). Su constancia de la versión {then} sigue valiendo."
    )
}

pub const CERTIFICATES_LEAD: &str =
    "Aquí puede volver a descargar sus constancias mientras no borre su avance de este equipo.";
pub const ANOTHER_NAME: &str = "Generar otra con el nombre corregido";
pub const PDF_READY: &str = "El navegador recibió el PDF: búsquelo en sus descargas. Si no está ahí, imprima esta hoja o inténtelo en otro navegador.";
pub const PDF_FAILED: &str = "No se pudo preparar el PDF. Revise la conexión y vuelva a intentarlo. También puede imprimir esta página.";
/// Of a sheet that was asked for before its constancia is saved.
pub const SHEET_WAITS: &str =
    "Primero se guarda su constancia: la hoja sale en cuanto esté guardada.";
pub const SHEET_HELD: &str = "Su constancia todavía no se pudo guardar: si la página se cerrara ahora, otra hoja saldría con otro folio. Libere espacio si falta y elija «Reintentar»; la hoja sale en cuanto la constancia esté guardada.";
pub const SHEET_READ_ONLY: &str = "Esta página no guarda su constancia, porque en este navegador ya se usó una versión más nueva de Aula. Vuelva a cargarla y genere la constancia ahí.";
pub const PRINT: &str = "Imprimir";
pub const SAMPLE_TITLE: &str = "Vea cómo quedará";
pub const SAMPLE_HINT: &str = "Con acentos y apellidos. Sólo se muestra: no se guarda.";
pub const SAMPLE_SHOW: &str = "Ver muestra";
pub const SAMPLE_MARK: &str = "MUESTRA";
pub const SAMPLE_NOTICE: &str =
    "Muestra sin validez: así se verá su constancia. No acredita ninguna capacitación.";
pub const SAMPLE_PENDING: &str = "al terminar";

pub fn criterion(criterion: Criterion) -> String {
    match criterion {
        Criterion::Lessons { completed, of } => {
            format!("Terminar todas las lecciones ({completed} de {of})")
        }
        Criterion::Assessment {
            pass_mark,
            counting,
            counted: Some(percent),
            ..
        } => {
            let which = match counting {
                Counting::Best => "mejor",
                Counting::Last => "último",
            };
            format!(
                "Obtener al menos {pass_mark} % en la evaluación final (su {which} resultado: {percent} %)"
            )
        }
        Criterion::Assessment {
            pass_mark,
            counted: None,
            ..
        } => format!("Obtener al menos {pass_mark} % en la evaluación final"),
    }
}

pub fn certificate_row(title: &str, name: &str, date: Date) -> String {
    format!("{title}, {name}, {}", aula_core::spanish::long_date(date))
}

pub fn name_error(error: NameError) -> String {
    match error {
        NameError::Empty => "Escriba su nombre completo.".to_owned(),
        NameError::TooLong => format!(
            "El nombre tiene más de {} caracteres. Abrévielo como aparece en su identificación.",
            aula_core::credential::NAME_LIMIT
        ),
        NameError::NoLetter => "Escriba su nombre con letras.".to_owned(),
    }
}

/// While the name is typed.
pub fn undrawable(letter: char) -> String {
    format!(
        "La letra «{letter}» no existe en la tipografía de la constancia. Escriba el nombre sin ella, con letras latinas."
    )
}

pub fn missing_glyph(character: char) -> String {
    format!(
        "La letra «{character}» no existe en la tipografía de la constancia. Genere otra con el nombre escrito sin ella."
    )
}

// ---- Data --------------------------------------------------------------------------------------------------------------

pub const DATA_LEAD: &str =
    "Su avance vive en este navegador. Aquí puede llevárselo, traerlo de otro equipo o borrarlo.";
pub const EXPORT_TITLE: &str = "Llevarme mi avance";
pub const EXPORT_TEXT: &str = "Descarga un archivo con todo su avance y sus constancias. Guárdelo en un lugar suyo: contiene su nombre si ya generó una \
     constancia.";
pub const IMPORT_TITLE: &str = "Traer mi avance";
pub const IMPORT_TEXT: &str = "Elija un archivo de avance que haya descargado de Aula. Se une a lo que ya hay; nada se borra.";
pub const IMPORT_FIELD: &str = "Archivo de avance";
pub const IMPORT_CHECK: &str = "Revisar el archivo";
pub const IMPORT_NOW: &str = "Unir a mi avance";
pub const CANCEL: &str = "Cancelar";
pub const IMPORT_DONE: &str = "El archivo se unió a su avance.";
pub const IMPORT_NOTHING_CHOSEN: &str = "Primero elija un archivo.";
pub const IMPORT_TOO_LARGE: &str = "El archivo pesa demasiado para ser de Aula (más de 20 MB). Elija el que se llama «avance-aula».";
pub const IMPORT_NOT_OURS: &str = "Ese archivo no es un avance de Aula o está dañado. Su avance no cambió. Elija el que se llama «avance-aula».";
pub const IMPORT_NEWER: &str = "Ese archivo es de una versión más nueva de Aula. Consérvelo: podrá cargarlo cuando este sitio se actualice. Su avance no cambió.";
pub const ERASE_TITLE: &str = "Borrar mi avance de este equipo";
pub const ERASE_TEXT: &str = "Borra de este navegador sus respuestas, intentos y constancias. No se puede deshacer: descargue antes su archivo si lo \
     va a necesitar. El disco puede conservar restos hasta que el navegador reorganiza su espacio.";
pub const ERASE: &str = "Borrar mi avance";
pub const ERASE_CONFIRM_TITLE: &str = "¿Borrar todo su avance?";
pub const ERASE_NOW: &str = "Sí, borrar todo";
pub const ERASE_LATE: &str = "Borrar tarda más de lo normal… No cierre esta página todavía; cierre las otras pestañas de Aula.";
pub const ERASED: &str = "Su avance se borró de este navegador.";

pub const IMPORT_OF_ANOTHER: &str = "Este archivo no comparte nada con el avance de este equipo, o tiene otro apodo u otro nombre: puede ser de otra persona. Si lo une, los dos avances se \
     mezclan y no se pueden separar.";
pub const ERASE_FAILED: &str = "No se pudo borrar: el almacenamiento del navegador no respondió. Todo sigue aquí. Cierre las otras pestañas de Aula y \
     vuelva a intentarlo.";

pub fn alias_of_file(alias: &str) -> String {
    format!("El apodo en este archivo es «{alias}».")
}

pub fn import_preview(new: usize, known: usize, unreadable: usize) -> String {
    let known = match known {
        0 => "ninguno que ya estuviera aquí".to_owned(),
        1 => "1 que ya estaba aquí".to_owned(),
        _ => format!("{known} que ya estaban aquí"),
    };
    let new = count(new, "registro nuevo", "registros nuevos");
    match unreadable {
        0 => format!("El archivo trae {new} y {known}."),
        1 => format!(
            "El archivo trae {new} y {known}. Otro no se puede leer en esta versión; se conserva aparte."
        ),
        _ => format!(
            "El archivo trae {new} y {known}. Otros {unreadable} no se pueden leer en esta versión; se conservan aparte."
        ),
    }
}

pub fn record_count(records: usize) -> String {
    if records == 0 {
        return "No hay avance en este equipo: 0 registros de avance en este navegador. Si tiene un archivo, cárguelo en «Traer mi avance»."
            .to_owned();
    }
    format!(
        "{} en este navegador.",
        count(records, "registro de avance", "registros de avance")
    )
}

/// The name of the export file; without the person's name.
pub fn export_name(date: Date) -> String {
    format!("avance-aula-{date}.json")
}

// ---- Not found ---------------------------------------------------------------------------------------------------------

pub const NOT_FOUND: &str = "Esta página no existe";
pub const NOT_FOUND_TEXT: &str =
    "La dirección puede estar incompleta o la lección pudo cambiar de lugar.";
pub const BACK_TO_CATALOG: &str = "Ver las capacitaciones";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_a_safe_mailto() {
        let address = report_address("a@b.mx", "Mujeres & más", "1.0.0", "¿Qué?");
        assert!(
            address.starts_with("mailto:a@b.mx?subject=Error%20en%20%C2%AB%C2%BFQu%C3%A9%3F%C2%BB")
        );
        assert!(!address.contains("& "));
    }

    #[test]
    fn clock_time_is_local() {
        assert_eq!(
            clock_time(Timestamp {
                utc_ms: 1_795_577_400_000,
                offset_minutes: -360
            }),
            "21:30"
        );
    }
}
