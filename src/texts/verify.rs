//! Words of the page that verifies.

use aula_core::spanish::{duration, long_date};
use aula_core::time::Date;
use aula_core::verification::{
    Difference, Field, Reason, RevocationCheck, SheetCheck, Verdict, Verification,
};

pub const VERIFY: &str = "Verificar una constancia";
pub const LEAD: &str = "Compruebe una constancia firmada. Todo ocurre en este equipo: el archivo no se envía a ningún lado.";
pub const FILES: &str = "Archivo PDF, .jwt o SVG (puede elegir varias copias de la misma)";
pub const PICTURE: &str = "O una foto del código QR";
pub const CAMERA: &str = "Leer el código con la cámara";
pub const STOP_CAMERA: &str = "Apagar la cámara";
pub const CAMERA_VIEW: &str = "Lo que ve la cámara";
pub const CAMERA_REFUSED: &str =
    "El navegador no dio permiso de usar la cámara. Puede elegir una foto del código.";
pub const PASTED: &str = "O el texto: el enlace del código o el contenido del .jwt";
pub const ACT: &str = "Verificar";
pub const WORKING: &str = "Verificando…";
pub const NOTHING: &str = "Primero elija un archivo, una foto o pegue el texto.";
pub const NO_CODE: &str = "No se encontró el código QR de una constancia en la foto. Tómela de frente, con luz y sin reflejos.";
pub const TOO_MUCH: &str =
    "La imagen tiene demasiado que revisar. Tome otra foto, sólo del código.";
pub const NO_PICTURE: &str = "No se pudo abrir la foto. Use un archivo JPEG o PNG.";
pub const FAILED: &str =
    "No se pudo cargar lo necesario para verificar. Revise la conexión y vuelva a intentarlo.";
pub const BAD_LIST: &str = "Una lista del sitio (emisores.json o revocaciones.json) llegó incompleta, o no es la que firmó la institución: así no se puede juzgar. Recargue la página; si sigue igual, avise a quien administra el sitio.";
pub const DIFFERENCES: &str = "Qué no coincide entre las copias";
pub const SAYS: &str = "Qué dice";
pub const FIELD: &str = "Dato";
pub const SIGNED: &str = "Copia firmada";
pub const OTHER: &str = "Otra copia";
pub const NOT_SHOWN: &str = "no aparece";
pub const ISSUER: &str = "Institución, según la lista de este sitio";
pub const CODE_ONLY: &str = "El código no dice el título ni el subtítulo, ni la institución, ni si hubo recertificación: para comprobarlos, pida el PDF original.";
pub const SITE: &str = "Sitio que verifica";
pub const SITE_TEXT: &str = "Una copia de este sitio puede traer su propia lista: compruebe que la dirección y la huella sean las que publica la institución.";
pub const PINNED: &str = "Huella que anuncia este sitio";
pub const NONE_PINNED: &str = "Ninguna: este sitio todavía no reconoce a ningún emisor.";
pub const TO_COUNTERSIGN: &str = "Cotejo, para la coordinación";

const TWO: &str = "Las copias tienen folios distintos: son de constancias distintas. Verifíquelas por separado; si venían en un mismo archivo, no lo acepte.";

/// The verdict in its words.
pub fn verdict(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Authentic => "Auténtica",
        Verdict::Altered => "Alterada",
        Verdict::Revoked { .. } => "Revocada",
        Verdict::Expired { .. } => "Vencida",
        Verdict::UnknownIssuer => "Emisor desconocido",
        Verdict::Unverifiable(_) => "No verificable",
    }
}

/// What to make of the signed data; `None` where the verdict says it.
pub fn told(verification: &Verification) -> Option<&'static str> {
    match (&verification.verdict, verification.is_signed) {
        _ if verification.fields.0.is_empty() => None,
        (Verdict::Altered, true) => {
            Some("Estos datos sí los firmó la institución; el archivo puede mostrar otros.")
        }
        (_, true) => None,
        (_, false) => Some("Esto dice el documento, pero no está comprobado."),
    }
}

/// What the answer means and what to do; below it what is known about the file, or nothing.
pub fn answer(verification: &Verification) -> (String, Option<&'static str>) {
    let meaning = meaning(&verification.verdict);
    let sheet = sheet(verification.sheet);
    let are_two = |each: &Difference| each.field == Field::Folio && each.other.is_some();
    match (&verification.verdict, verification.sheet) {
        (Verdict::Altered, _) if verification.differences.iter().any(are_two) => {
            (TWO.to_owned(), None)
        }
        // Nothing else is wrong.
        (Verdict::Altered, SheetCheck::Changed) if verification.is_signed => {
            (sheet.unwrap_or_default().to_owned(), None)
        }
        (Verdict::Authentic | Verdict::Revoked { .. } | Verdict::Expired { .. }, _)
        | (_, SheetCheck::Changed) => (meaning, sheet),
        // Of a file that is as it was signed there is nothing to say.
        (Verdict::Altered | Verdict::UnknownIssuer | Verdict::Unverifiable(_), _) => {
            (meaning, None)
        }
    }
}

/// What the verdict means, and what to do.
pub fn meaning(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Authentic => "La institución firmó exactamente estos datos.".to_owned(),
        Verdict::Altered => "La firma no corresponde a lo que dice, o sus copias dicen cosas distintas. No la acepte.".to_owned(),
        Verdict::Revoked { on, reason } => format!(
            "La institución la retiró el {}. Motivo: {reason}",
            long_date(*on)
        ),
        Verdict::Expired { on } => format!(
            "La firma es buena, pero valió hasta el {}.",
            long_date(*on)
        ),
        Verdict::UnknownIssuer => "La firmó una llave que este sitio no reconoce, o en una fecha en que no firmaba. Pregunte a la institución.".to_owned(),
        Verdict::Unverifiable(reason) => why(*reason).to_owned(),
    }
}

fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::NothingSigned => {
            "No trae datos firmados: es una constancia autoemitida, una impresión o una imagen. Pida el PDF original o lea su código QR."
        }
        Reason::Encoding => "Sus datos firmados están incompletos o dañados. Pida otra copia.",
        Reason::Content => {
            "La firma es buena, pero lo firmado no es una constancia que este sitio entienda."
        }
        Reason::NotYet => {
            "Está fechada en un día que aún no llega. Revise la fecha de este equipo."
        }
    }
}

/// What is known about revocation.
pub fn revocation(check: RevocationCheck) -> String {
    match check {
        RevocationCheck::Checked(date) => {
            format!(
                "No está entre las revocadas, según la lista del {}.",
                long_date(date)
            )
        }
        RevocationCheck::UncheckedSince(date) => {
            format!("Revocación sin verificar desde el {}.", long_date(date))
        }
        RevocationCheck::Ahead(date) => format!(
            "Revocación sin verificar: la lista es del {}, y el reloj de este equipo dice que ese día no ha llegado. Corrija la fecha del equipo y vuelva a verificar.",
            long_date(date)
        ),
        RevocationCheck::Listed => "Está entre las revocadas por la institución.".to_owned(),
        RevocationCheck::Missing => {
            "Revocación sin verificar: este sitio no tiene la lista de esa institución.".to_owned()
        }
    }
}

/// Of a list of issuers whose next one was due then.
pub fn issuers_unchecked(next: Date) -> String {
    format!("Emisores sin verificar desde el {}.", long_date(next))
}

/// What is known about the file of a sheet, and what to do; `None` where there is none.
fn sheet(check: SheetCheck) -> Option<&'static str> {
    Some(match check {
        SheetCheck::Absent => return None,
        SheetCheck::AsSigned => {
            "El archivo es exactamente el que entregó la institución: todo lo que se ve en él está firmado."
        }
        SheetCheck::Unseen => {
            "De una hoja impresa o una foto sólo se lee el código: compare con estos datos lo que se ve."
        }
        SheetCheck::Words => {
            "Es de un formato que no firma el archivo: los datos firmados están entre sus palabras, pero compare usted lo que se ve."
        }
        SheetCheck::Unread => {
            "Es de un formato que no firma el archivo: compare usted los datos firmados con lo que se ve."
        }
        SheetCheck::Changed => {
            "El archivo no es el que entregó la institución: alguien lo cambió, u otro programa lo guardó de nuevo. No crea lo que se ve en él: pida el original."
        }
    })
}

/// The name of a field.
pub fn field(field: Field) -> &'static str {
    match field {
        Field::Level => "Nivel",
        Field::Name => "Nombre",
        Field::Title => "Capacitación",
        Field::Subtitle => "Subtítulo",
        Field::Course => "Clave de la capacitación",
        Field::Version => "Versión",
        Field::CourseDigest => "Huella del texto de la capacitación",
        Field::Minutes => "Duración declarada",
        Field::Percent => "Calificación",
        Field::PassMark => "Mínima aprobatoria",
        Field::StartedOn => "Empezó",
        Field::FinishedOn => "Terminó",
        Field::IssuedOn => "Firmada el",
        Field::RecertifiedOn => "Recertificación",
        Field::ValidUntil => "Vigente hasta",
        Field::AttestedBy => "Atestigua",
        Field::Issuer => "Institución, según el documento",
        Field::Folio => "Folio",
        Field::Fingerprint => "Llave que la firma",
        Field::Example => "Carácter",
    }
}

/// A value in words: dates, times and levels as people write them.
pub fn value(field: Field, value: &str) -> String {
    let date = |text: &str| Date::parse(text).map(long_date);
    let words = match field {
        Field::Level => Some(level(value).to_owned()),
        Field::Minutes => value.parse().ok().map(duration),
        Field::Percent | Field::PassMark => Some(format!("{value} de 100")),
        Field::StartedOn
        | Field::FinishedOn
        | Field::IssuedOn
        | Field::RecertifiedOn
        | Field::ValidUntil => date(value),
        Field::Example => Some("Ejemplo sin validez, de un sitio de demostración".to_owned()),
        Field::Name
        | Field::Title
        | Field::Subtitle
        | Field::Course
        | Field::Version
        | Field::CourseDigest
        | Field::AttestedBy
        | Field::Issuer
        | Field::Folio
        | Field::Fingerprint => None,
    };
    words.unwrap_or_else(|| value.to_owned())
}

fn level(value: &str) -> &str {
    match value {
        "cotejada" => "Cotejada: la institución revisó el expediente; evaluación no supervisada",
        "supervisada" => "Supervisada: alguien presenció la evaluación",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{answer, told};
    use aula_core::time::Date;
    use aula_core::verification::{
        Field, Fields, RevocationCheck, SheetCheck, Verdict, Verification,
    };

    #[test]
    fn the_answer_says_what_is_wrong_and_with_what() {
        let revoked = || Verdict::Revoked {
            on: Date::parse("2026-11-25").unwrap(),
            reason: "Error".to_owned(),
        };
        let (changed, signed) = ("El archivo no es el que", "Estos datos sí los firmó");
        let cases = [
            (
                Verdict::Authentic,
                true,
                SheetCheck::Absent,
                "La institución firmó",
                "",
                "",
            ),
            (
                Verdict::Authentic,
                true,
                SheetCheck::AsSigned,
                "La institución firmó",
                "El archivo es exactamente",
                "",
            ),
            (
                Verdict::Authentic,
                true,
                SheetCheck::Unseen,
                "La institución firmó",
                "De una hoja impresa",
                "",
            ),
            (
                Verdict::Altered,
                true,
                SheetCheck::Changed,
                changed,
                "",
                signed,
            ),
            (
                Verdict::Altered,
                true,
                SheetCheck::Words,
                "La firma no corresponde",
                "",
                signed,
            ),
            (
                Verdict::Altered,
                false,
                SheetCheck::Changed,
                "La firma no corresponde",
                changed,
                "Esto dice",
            ),
            (
                Verdict::Altered,
                false,
                SheetCheck::AsSigned,
                "La firma no corresponde",
                "",
                "Esto dice",
            ),
            (
                Verdict::UnknownIssuer,
                false,
                SheetCheck::Unread,
                "La firmó una llave",
                "",
                "Esto dice",
            ),
            (
                revoked(),
                true,
                SheetCheck::Changed,
                "La institución la retiró",
                changed,
                "",
            ),
            (
                revoked(),
                true,
                SheetCheck::AsSigned,
                "La institución la retiró",
                "El archivo es exactamente",
                "",
            ),
        ];
        for (verdict, is_signed, sheet, meaning, file, data) in cases {
            let found = Verification {
                verdict: verdict.clone(),
                fields: Fields(vec![(Field::Name, "Ana".to_owned())]),
                is_signed,
                issuer: None,
                revocation: RevocationCheck::Missing,
                issuers_unchecked: None,
                differences: vec![],
                sheet,
                code_only: false,
            };
            let (first, second) = answer(&found);
            assert!(first.starts_with(meaning), "{verdict:?} {sheet:?}: {first}");
            let begins = |said: Option<&str>, words: &str| match words {
                "" => said.is_none(),
                words => said.is_some_and(|said| said.starts_with(words)),
            };
            assert!(begins(second, file), "{verdict:?} {sheet:?}: {second:?}");
            assert!(begins(told(&found), data), "{verdict:?} {sheet:?}");
        }
    }
}
