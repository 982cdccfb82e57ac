//! Words of the coordinator's page.

use aula_core::evidence::EvidenceError;
use aula_core::spanish::{count, long_date};
use aula_core::time::Date;

pub const COUNTERSIGN: &str = "Cotejo";
pub const LEAD: &str = "Para la coordinación: revise expedientes, decida y firme constancias cotejadas. Todo ocurre en esta página y nada se guarda en ella.";
pub const FILES_TITLE: &str = "Expedientes";
pub const FILES: &str = "Elija o arrastre aquí uno o varios archivos de expediente";
pub const FILES_HINT: &str = "Si también firma con «aula issue», elija junto con ellos su registro.jsonl: así se avisa de lo que ya se firmó.";
pub const READ: &str = "Recalificar";
pub const READING: &str = "Leyendo y recalificando…";
pub const NOTHING_CHOSEN: &str = "Primero elija uno o varios archivos.";
pub const REGRADED: &str = "Requisitos, con las respuestas recalificadas";
pub const DETAILS: &str = "Intentos, objetivos y tiempo";
pub const ODD: &str = "Qué conviene revisar";
pub const NOTHING_ODD: &str =
    "No se encontró nada fuera de lo común. Eso no prueba quién contestó: decide usted.";
pub const TO_KNOW: &str = "Para su conocimiento";
pub const NOT_MET: &str = "Con lo que muestra el registro no se cumplen los requisitos, o este sitio no tiene la versión: no se puede firmar.";
pub const NAME: &str = "Nombre que se firma";
pub const NAME_HINT: &str =
    "Si lo corrige, el acta conserva los dos: el del expediente y el que usted firma.";
pub const ATTESTED_BY: &str = "Quién presenció la evaluación";
pub const ATTESTED_HINT: &str =
    "Déjelo vacío si nadie la presenció: la constancia dirá que la evaluación no fue supervisada.";
pub const APPROVE: &str = "Aprobar";
pub const REFUSE: &str = "Rechazar";
pub const UNDECIDED: &str = "Sin decidir";
pub const APPROVED: &str = "Aprobado.";
pub const REFUSED: &str = "Rechazado: no se firma. Queda en el acta con sus razones.";
pub const OPEN_KEY_FIRST: &str = "Para firmar, abra la llave arriba.";
pub const SIGN: &str = "Firmar";
pub const SIGNING: &str = "Firmando…";
pub const NOT_SIGNED: &str = "No se pudo firmar. Vuelva a abrir la llave e inténtelo otra vez.";
pub const TAKE_PDF: &str = "Descargar PDF firmado";
pub const TAKE_JWT: &str = "Descargar .jwt";
pub const TAKE_SVG: &str = "Descargar SVG";
pub const TAKEN: &str = "El navegador recibió el archivo: búsquelo en sus descargas.";

pub const KEY_TITLE: &str = "Llave de la institución";
pub const KEY_TEXT: &str = "Se abre sólo aquí, con su frase, y se cierra sola a los cinco minutos. Nunca la use en un equipo compartido.";
pub const INSECURE: &str = "Esta dirección no es segura (no es https ni este mismo equipo): alguien en la red podría cambiar la página y copiar la llave. Puede revisar expedientes, pero para firmar use «aula issue» en su equipo o abra el sitio por https.";
pub const KEY_FILE: &str = "Archivo de la llave";
pub const NO_KEY_FILE: &str = "Primero elija el archivo de la llave.";
pub const PASSPHRASE: &str = "Frase de la llave";
pub const OPEN_KEY: &str = "Abrir la llave";
pub const OPENING: &str = "Abriendo… Tarda unos segundos a propósito.";
pub const CLOSE_KEY: &str = "Cerrar la llave";
pub const KEY_NOT_PINNED: &str = "Esta huella no es la que anuncia este sitio («huella_emisor» en aula.toml): lo que firme con ella se verá aquí como «Emisor desconocido».";
pub const NEW_KEY: &str = "Crear una llave nueva";
pub const NEW_KEY_TEXT: &str = "Hágalo una vez, en un equipo de confianza. Guarde el archivo en dos memorias y la hoja de respaldo bajo llave; sin el archivo o sin la frase no hay forma de recuperarla.";
pub const NEW_PASSPHRASE: &str = "Frase nueva, de doce letras o más";
pub const REPEAT_PASSPHRASE: &str = "La misma frase otra vez";
pub const PASSPHRASES_DIFFER: &str = "Las dos frases no son iguales. Escríbalas de nuevo.";
pub const MAKE_KEY: &str = "Crear la llave";
pub const MAKING: &str = "Creando… Tarda unos segundos a propósito.";
pub const KEY_MADE: &str = "La llave está creada y abierta. Guarde su archivo, que está en sus descargas, e imprima la hoja de respaldo.";
pub const KEY_NAME: &str = "llave-aula.json";
pub const BACKUP_TITLE: &str = "Hoja de respaldo de la llave";
pub const BACKUP_TEXT: &str = "El archivo va cifrado con la frase, que no está en esta hoja. Publique la huella donde cualquiera pueda compararla, por ejemplo en la Gaceta.";
pub const INSTITUTION: &str = "Institución";
pub const FINGERPRINT: &str = "Huella de la llave";

pub const MINUTES_TITLE: &str = "Acta de cotejo";
pub const MINUTES_TEXT: &str = "Una tabla con cada expediente, su decisión, el nombre del expediente y el firmado, y lo que convenía revisar. Contiene datos personales: guárdela como los expedientes.";
pub const TAKE_MINUTES: &str = "Descargar acta";
pub const MINUTES_HEAD: [&str; 9] = [
    "Folio",
    "Capacitación",
    "Versión",
    "Nombre en el expediente",
    "Nombre firmado",
    "Decisión",
    "Atestigua",
    "Llave",
    "Observaciones",
];

pub fn expired(last: Date) -> String {
    format!(
        "La vigencia que da la capacitación terminó el {}. Pida a la persona que se recertifique.",
        long_date(last)
    )
}

pub fn minutes_name(date: Date) -> String {
    format!("Acta-de-cotejo_{date}.csv")
}

/// How many were read, and what became of the other files.
pub fn read(number: usize, others: &[String]) -> String {
    let read = match number {
        0 => "Ningún expediente nuevo.".to_owned(),
        _ => format!(
            "{}.",
            count(number, "expediente leído", "expedientes leídos")
        ),
    };
    format!("{read} {}", others.join(" "))
}

/// What a register of signatures tells.
pub fn register(name: &str, signed: usize, unreadable: usize) -> String {
    let signed = count(signed, "firma anterior", "firmas anteriores");
    match unreadable {
        0 => format!("«{name}»: {signed}."),
        _ => format!(
            "«{name}»: {signed}; no se {}: revise el archivo, porque de lo que falte no se avisa.",
            match unreadable {
                1 => "puede leer 1 renglón".to_owned(),
                _ => format!("pueden leer {unreadable} renglones"),
            }
        ),
    }
}

pub fn unreadable_register(name: &str) -> String {
    format!(
        "«{name}» no se puede leer como registro: es demasiado grande o no es texto en UTF-8. De lo que ya se firmó no se avisa; elija el archivo original."
    )
}

pub fn refused(name: &str, error: EvidenceError) -> String {
    let why = match error {
        EvidenceError::TooLong => "es demasiado grande",
        EvidenceError::NotEvidence => "no es un expediente de Aula o está dañado",
        EvidenceError::Newer(_) => "es de una versión más nueva de Aula",
        EvidenceError::NoCredential => "no trae la constancia que dice",
    };
    format!("«{name}» {why}.")
}

pub fn key_open(fingerprint: &str) -> String {
    format!("Llave abierta: {fingerprint}")
}

pub fn signed_with(fingerprint: &str) -> String {
    format!("Firmada con la llave {fingerprint}. Entregue el PDF a la persona.")
}

/// What the seal says in English, with what to do.
pub fn seal_error(error: &str) -> &'static str {
    match error {
        "malformed" => "Ese archivo no es una llave de Aula.",
        "unknown format" => "Esa llave es de una versión más nueva de Aula.",
        "wrong passphrase" => "La frase no abre esta llave, o el archivo se dañó.",
        "short passphrase" => "La frase es muy corta: use doce letras o más.",
        "not enough memory" => {
            "Al equipo le falta memoria para abrir la llave: cierre otras ventanas."
        }
        "locked" => "La llave ya se cerró. Ábrala de nuevo.",
        "too long for a code" => "El nombre o la dirección no caben en el código QR.",
        _ => NOT_SIGNED,
    }
}
