//! Words about how long a constancia counts, and about its renewal.

use aula_core::recertification::{Validity, Why};
use aula_core::spanish::{count, long_date};

pub const RECERTIFICATION: &str = "Recertificación";
/// The way to it.
pub const GO: &str = "Recertificarme";
pub const START: &str = "Empezar la recertificación";
pub const WHAT_IT_ASKS: &str = "De qué trata la suya";
pub const CONFIRM: &str = "Según su registro, domina todos los objetivos y ninguno ha cambiado. Aun así se le hace una comprobación: una pregunta de cada objetivo, y al menos tres en total. Sin ella, la nueva fecha no diría nada.";
pub const UNREAD: &str = "No se pudo leer qué cambió en la capacitación desde que usted aprobó. Revise la conexión y vuelva a abrir esta página.";
pub const PENDING: &str = "Aprobó la recertificación. Su constancia se renueva cuando termine lo que la nueva versión agregó.";
pub const RENEWED: &str = "Su constancia se renovó, con otro folio y otra fecha. La anterior queda en «Mis constancias» como renovada.";

/// On the page of the constancia, where [`due`] does not say it.
pub fn valid(validity: Validity) -> Option<String> {
    match validity {
        Validity::Valid(last) => Some(format!("Vigente hasta el {}.", long_date(last))),
        Validity::Unlimited | Validity::Expiring(_) | Validity::Expired(_) | Validity::Renewed => {
            None
        }
    }
}

/// Behind its title in «Mis constancias».
pub fn state(validity: Validity) -> String {
    match validity {
        Validity::Unlimited => String::new(),
        Validity::Valid(last) => format!("vigente hasta el {}", long_date(last)),
        Validity::Expiring(last) => format!("vence el {}", long_date(last)),
        Validity::Expired(last) => format!("venció el {}", long_date(last)),
        Validity::Renewed => "renovada".to_owned(),
    }
}

/// Why the person may renew it.
pub fn due(validity: Validity) -> String {
    let why = match validity {
        Validity::Expiring(last) => format!("Su constancia vence el {}.", long_date(last)),
        Validity::Expired(last) => format!("Su constancia venció el {}.", long_date(last)),
        Validity::Unlimited | Validity::Valid(_) | Validity::Renewed => {
            "La capacitación cambió desde que usted aprobó.".to_owned()
        }
    };
    format!("{why} Puede renovarla con pocas preguntas.")
}

pub fn why(why: Why) -> &'static str {
    match why {
        Why::Weak => "por reforzar",
        Why::Changed => "cambió desde que usted aprobó",
        Why::Unknown => "no hay con qué comparar su versión",
        Why::Confirm => "comprobación",
    }
}

/// «2 preguntas, por reforzar».
pub fn asked(number: u32, reason: Why) -> String {
    let items = count(number as usize, "pregunta", "preguntas");
    format!("{items}, {}", why(reason))
}
