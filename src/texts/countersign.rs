//! Words of the coordinator's page.

use aula_core::evidence::EvidenceError;
use aula_core::spanish::{count, long_date};
use aula_core::time::Date;
use aula_core::verification::{Field, Fields, RevocationList};

pub const COUNTERSIGN: &str = "Cotejo";
pub const LEAD: &str = "Para la coordinación: revise expedientes, decida y firme constancias cotejadas. Todo ocurre en esta página y nada se guarda en ella.";
pub const FILES_TITLE: &str = "Expedientes";
pub const FILES: &str = "Elija o arrastre aquí uno o varios archivos de expediente";
pub const FILES_HINT: &str = "Si ya ha firmado otras, elija junto con ellos su registro.jsonl: así se avisa de lo que ya se firmó, y lo nuevo se agrega a él.";
pub const READ: &str = "Recalificar";
pub const READING: &str = "Leyendo y recalificando…";
pub const NOTHING_CHOSEN: &str = "Primero elija uno o varios archivos.";
pub const EDITIONS_UNREACHABLE: &str = "No se pudieron leer del sitio las versiones publicadas, y no se recalificó ningún expediente. Revise la conexión y vuelva a elegirlos.";
pub const REGRADED: &str = "Requisitos, con las respuestas recalificadas";
pub const DETAILS: &str = "Intentos, objetivos y tiempo";
pub const ODD: &str = "Qué conviene revisar";
pub const NOTHING_ODD: &str =
    "No se encontró nada fuera de lo común. Eso no prueba quién contestó: decide usted.";
pub const TO_KNOW: &str = "Para su conocimiento";
pub const NOT_MET: &str = "Con lo que muestra el registro no se cumplen los requisitos, o este sitio no tiene la versión: no se puede firmar.";
pub const CLAIMED_NAME: &str = "Nombre en el expediente";
pub const NAME: &str = "Nombre que se firma";
pub const NAME_HINT: &str =
    "Si lo corrige, el acta conserva los dos: el del expediente y el que usted firma.";
pub const ATTESTED_BY: &str = "Quién presenció la evaluación";
pub const ATTESTED_HINT: &str =
    "Déjelo vacío si nadie la presenció: la constancia dirá que la evaluación no fue supervisada.";
pub const APPROVE: &str = "Aprobar";
pub const REFUSE: &str = "Rechazar";
pub const UNDECIDED: &str = "Sin decidir";
pub const DECIDED_APPROVED: &str = "Aprobada";
pub const DECIDED_REFUSED: &str = "Rechazada";
pub const DISCARDED: &str = "Firma descartada";
pub const APPROVED: &str = "Aprobado.";
pub const REFUSED: &str = "Rechazado: no se firma. Queda en el acta con sus razones.";
pub const OPEN_KEY_FIRST: &str = "Para firmar, abra la llave arriba.";
pub const SIGN: &str = "Firmar";
pub const SIGNING: &str = "Firmando…";
pub const NOT_SIGNED: &str = "No se pudo firmar. Vuelva a abrir la llave e inténtelo otra vez.";
pub const SHEET_FAILED: &str =
    "No se pudo componer la hoja, y no se firmó nada. Revise la conexión y vuelva a intentarlo.";

pub fn missing_letter(letter: char) -> String {
    format!(
        "La letra «{letter}» no existe en la tipografía de la constancia: no se firmó. Escríbala de otro modo y vuelva a firmar."
    )
}

pub const TAKE_PDF: &str = "Descargar PDF firmado";
pub const TAKE_JWT: &str = "Descargar .jwt";
pub const TAKE_SVG: &str = "Descargar SVG";
pub const CORRECT: &str = "Corregir lo que se firmó";
pub const CORRECT_TEXT: &str = "Sólo si todavía no la entrega. La firma se descarta, queda en el acta y en el registro, y usted decide otra vez; borre el archivo si ya lo descargó. Si ya la entregó, no firme otra con el mismo folio, porque valdrían las dos: revóquela, y que la persona genere otra constancia en la capacitación.";
pub const DISCARD: &str = "Descartar la firma y corregir";
pub const TAKEN: &str = "El navegador recibió el archivo: búsquelo en sus descargas.";

pub const KEY_TITLE: &str = "Llave de la institución";
pub const KEY_TEXT: &str = "Se abre sólo aquí, con su frase, y se cierra sola a los cinco minutos. Nunca la use en un equipo compartido.";
pub const INSECURE: &str = "Esta dirección no es segura (no es https ni este mismo equipo): alguien en la red podría cambiar la página y copiar la llave. Puede revisar expedientes, pero para firmar o revocar use «aula issue», «aula revoke» y «aula key» en su equipo, o abra el sitio por https.";
pub const KEY_FILE: &str = "Archivo de la llave";
pub const NO_KEY_FILE: &str = "Primero elija el archivo de la llave.";
pub const PASSPHRASE: &str = "Frase de la llave";
pub const OPEN_KEY: &str = "Abrir la llave";
pub const OPENING: &str = "Abriendo… Tarda unos segundos a propósito.";
pub const CLOSE_KEY: &str = "Cerrar la llave";
pub const KEY_NOT_PINNED: &str = "Este sitio no anuncia esta llave. Mientras no sea la suya o la sucesora de la suya, lo que firme con ella se verá aquí como «Emisor desconocido».";
pub const KEY_REFUSED: &str = "Este sitio no reconoce esta llave: no está en su lista de emisores o ya tiene sucesora. Con ella no se firma aquí.";
pub const NEW_KEY: &str = "Crear una llave nueva";
pub const NEW_KEY_TEXT: &str = "Hágalo una vez, en un equipo de confianza. Guarde el archivo en dos memorias y la hoja de respaldo bajo llave; sin el archivo o sin la frase no hay forma de recuperarla.";
pub const NEW_PASSPHRASE: &str = "Frase nueva, de doce letras o más";
pub const REPEAT_PASSPHRASE: &str = "La misma frase otra vez";
pub const PASSPHRASES_DIFFER: &str = "Las dos frases no son iguales. Escríbalas de nuevo.";
pub const MAKE_KEY: &str = "Crear la llave";
pub const MAKING: &str = "Creando… Tarda unos segundos a propósito.";
pub const KEY_MADE: &str = "La llave está creada y abierta. Guarde su archivo, que está en sus descargas, e imprima la hoja de respaldo.";
pub const FIRST_LISTS: &str = "Las primeras listas del sitio";
pub const KEY_NAME: &str = "llave-aula.json";
pub const BACKUP_TITLE: &str = "Hoja de respaldo de la llave";
pub const BACKUP_CODE: &str = "Código QR del archivo de la llave";
pub const BACKUP_TEXT: &str = "El archivo va cifrado con la frase, que no está en esta hoja. Para recuperarlo, lea el código con una cámara o copie el texto en un archivo que termine en .json. Publique la huella donde cualquiera pueda compararla, por ejemplo en la Gaceta.";
pub const INSTITUTION: &str = "Institución";
pub const FINGERPRINT: &str = "Huella de la llave";

pub const LISTS_TITLE: &str = "Revocar y cambiar de llave";
pub const LISTS_TEXT: &str = "Dos listas firmadas dicen quién firma por la institución (emisores.json) y qué se revocó (revocaciones.json). Aquí se firma la siguiente; vale cuando se publica en el sitio.";
pub const BUSY: &str = "Espere a que termine lo que se está firmando, y vuelva a intentarlo.";
pub const OPEN_KEY_FIRST_LIST: &str = "Para firmar la lista, abra la llave arriba.";
pub const NEWER: &str = "Tengo listas más nuevas que las del sitio";
pub const NEWER_TEXT: &str = "Si firmó una lista que todavía no se publica, elíjala aquí: de lo contrario se parte de la publicada, y lo que aquélla dice se pierde.";
pub const NEWER_FILES: &str = "emisores.json, revocaciones.json o los dos";
pub const USE_NEWER: &str = "Partir de estas listas";
pub const NEWER_TAKEN: &str = "Se parte de las listas que eligió.";
pub const REVOKE_TITLE: &str = "Revocar una constancia";
pub const REVOKE_TEXT: &str =
    "Quien la verifique verá que está revocada, desde cuándo y por qué. No se puede deshacer.";
pub const FOLIO: &str = "Folio";
pub const FOLIO_FILES: &str =
    "O tómelo de una constancia firmada (PDF, .jwt, SVG) o de registro.jsonl";
pub const LOOK_UP: &str = "Consultar el folio";
pub const LOOKING: &str = "Consultando…";
pub const NO_FOLIO: &str = "Escriba el folio, o elija un archivo que lo tenga.";
pub const FOUND: &str = "Constancias en los archivos";
pub const CHOOSE: &str = "Elija una…";
pub const UNKNOWN_FOLIO: &str = "De este folio no se sabe nada más. Compárelo letra por letra con la constancia, o elija arriba el archivo o el registro.";
pub const BY_REGISTER: &str = "Es lo que dice el registro, que aquí no se comprueba: compárelo con la constancia antes de revocar.";
pub const REASON: &str = "Motivo, para quien la verifique";
pub const REVOKED_ON: &str = "Fecha de la revocación";
pub const NO_DAY: &str = "Escriba la fecha de la revocación.";
pub const REVOKE: &str = "Revocar y firmar la lista";
pub const RENEW_TITLE: &str = "Sólo renovar la fecha de las listas";
pub const RENEW_TEXT: &str = "Cada mes, aunque no haya nada que revocar: pasada su fecha, quien verifica lee «revocación sin verificar».";
pub const RENEW: &str = "Renovar y firmar las listas";
pub const FIRST_TITLE: &str = "Firmar la primera lista de revocaciones";
pub const FIRST_TEXT: &str = "Este sitio publica quién firma y no qué se revocó. Si la institución ya tuvo una lista de revocaciones, no firme otra: lo revocado volvería a valer. Elija la suya arriba, en listas más nuevas.";
pub const SIGN_FIRST: &str = "Nunca ha habido una: firmar la primera";
pub const LIST_SIGNED: &str = "Lista firmada";
pub const PUBLISH_REVOCATIONS: &str = "Póngala en la carpeta courses/ del proyecto, en lugar de la anterior, y construya y suba el sitio. Hasta entonces nadie sabe de ella.";
pub const PUBLISH_TOO: &str = "También. Dice lo mismo que la anterior, con la fecha de hoy: así quien verifica sabe que no es vieja.";
pub const SUCCESSOR: &str = "Cambiar de llave";
pub const SUCCESSOR_TEXT: &str = "La llave abierta firma que otra la sigue. La nueva firma desde hoy; lo que firmó la anterior sigue valiendo. La llave abierta se cierra.";
pub const NOT_AGAINST_THEFT: &str = "Si alguien copió la llave, o pudo copiarla, esto no basta: con la copia se puede firmar con fecha de ayer. Si sólo se perdió, lo firmado sigue valiendo, pero no hay con qué nombrar a la que sigue. Qué hacer en cada caso: docs/firmas.md.";
pub const CHANGE_KEY: &str = "Crear la llave que sigue";
pub const KEY_FOLLOWED: &str =
    "La llave nueva está creada y la anterior se cerró. Descargue los tres archivos.";
pub const NEXT_KEY_NAME: &str = "llave-aula-nueva.json";
pub const KEEP_NEXT_KEY: &str = "Guárdela en dos memorias, fuera de este equipo, e imprima su hoja de respaldo. Ábrala arriba: así comprueba que la guardó y que recuerda su frase.";
pub const PUBLISH_TRUST: &str =
    "Póngala en la carpeta courses/ del proyecto, en lugar de la anterior, si la hay.";
pub const PUBLISH_BOTH: &str = "También, y las dos juntas. Construya y suba el sitio: hasta entonces, lo que firme con la llave nueva se verá como «Emisor desconocido».";
pub const KEEP_OLD_KEY: &str = "Conserve la llave anterior y su frase, bajo llave, mientras alguien pueda pedir otra vez una constancia que ella firmó: sólo con ella se repite (aula reissue). Ya no la use para firmar.";
pub const CHANGE_PINNED: &str = "«huella_emisor», en courses/aula.toml, puede seguir con la huella anterior: ella nombró a la nueva. Cuando haya publicado la huella nueva donde estaba la anterior, cámbiela.";

pub const REGISTER_TITLE: &str = "Registro de lo firmado";
pub const REGISTER_TEXT: &str = "Sin este archivo no se puede reponer una constancia perdida (aula reissue) ni reconocer un expediente que ya se firmó. Trae lo del registro que eligió arriba, si eligió uno, y lo de esta visita: guárdelo en su lugar. Contiene datos personales.";
pub const LEAVE_TITLE: &str = "¿Salir de Cotejo?";
pub const LEAVE_COST: &str = "Hay firmas que no están en un registro descargado. Si sale, se pierden con todo lo de esta página: descargue antes las constancias y registro.jsonl.";
pub const LEAVE_NOW: &str = "Salir sin descargar";
pub const MINUTES_TITLE: &str = "Acta de cotejo";
pub const MINUTES_TEXT: &str = "Una tabla con cada expediente, su decisión, el nombre del expediente y el firmado, y lo que convenía revisar. Contiene datos personales: guárdela como los expedientes.";
pub const TAKE_MINUTES: &str = "Descargar acta";
pub const MINUTES_HEAD: [&str; 9] = [
    "Folio",
    "Capacitación",
    "Versión",
    CLAIMED_NAME,
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

/// How many signatures of this visit no file has.
pub fn loose(number: usize) -> String {
    match number {
        0 => "El archivo que descargó tiene todo lo firmado.".to_owned(),
        _ => format!(
            "{}: descárguelo antes de cerrar la página.",
            count(
                number,
                "firma de esta visita todavía no está en un archivo",
                "firmas de esta visita todavía no están en un archivo"
            )
        ),
    }
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

/// What remains to be done with a first key.
pub fn pin(fingerprint: &str) -> String {
    format!(
        "Escriba en courses/aula.toml: huella_emisor = \"{fingerprint}\". Construya y suba el sitio."
    )
}

pub fn signed_with(fingerprint: &str) -> String {
    format!("Firmada con la llave {fingerprint}. Entregue el PDF a la persona.")
}

/// From which lists the next ones are made.
pub fn lists_from(trust: &Option<Date>, revocations: Option<&RevocationList>) -> String {
    let trust = match trust {
        Some(date) => format!("la lista de emisores del {}", long_date(*date)),
        None => "ninguna lista de emisores: este sitio no publica una".to_owned(),
    };
    let revocations = match revocations {
        Some(list) => format!(
            "la de revocaciones del {} ({}; toca la siguiente el {})",
            long_date(list.date),
            revoked(list),
            long_date(list.next)
        ),
        None => "ninguna de revocaciones".to_owned(),
    };
    format!("Se parte de {trust}, y de {revocations}.")
}

fn revoked(list: &RevocationList) -> String {
    count(
        list.revoked.len(),
        "constancia revocada",
        "constancias revocadas",
    )
}

pub fn signed_list(list: &RevocationList) -> String {
    format!(
        "{}, con fecha {}. Renuévela antes del {}.",
        revoked(list),
        long_date(list.date),
        long_date(list.next)
    )
}

pub fn take(name: &str) -> String {
    format!("Descargar {name}")
}

pub fn new_key(fingerprint: &str) -> String {
    format!("Llave nueva: {fingerprint}")
}

pub fn folio(folio: &str) -> String {
    format!("Folio {folio}")
}

/// A constancia among several: whose, of what, when.
pub fn found(fields: &Fields) -> String {
    let all = [Field::Name, Field::Title, Field::IssuedOn, Field::Folio];
    let parts: Vec<&str> = all.iter().filter_map(|field| fields.get(*field)).collect();
    parts.join(" · ")
}

pub fn worth(verdict: &str, meaning: &str) -> String {
    format!("El archivo que eligió: {verdict}. {meaning}")
}

pub fn already_revoked(date: Date, reason: &str) -> String {
    format!(
        "Ya está revocada desde el {}. Motivo: {reason}",
        long_date(date)
    )
}

pub fn list_unreachable(name: &str) -> String {
    format!(
        "No se pudo leer {name} del sitio. Revise la conexión y repita: sin la lista publicada se perdería lo que ya dice."
    )
}

pub fn list_unreadable(name: &str) -> String {
    format!("«{name}» no se puede leer: es demasiado grande o no es el archivo original.")
}

/// Why nothing was signed: what the seal says in English, of a list with its name in front.
pub fn list_error(error: &str) -> String {
    let Some((file, why)) = error.split_once(": ") else {
        return seal_error(error).to_owned();
    };
    let why = match why {
        "unknown signer" => "la firmó una llave que no es la que anuncia este sitio ni su sucesora",
        "no issuers" => "está vacía, y sin ella no se sabe de quién es la de revocaciones",
        "wrong signature" => "alguien la cambió después de firmarla",
        "outdated" => {
            "es más antigua que la del sitio, o le falta algo que aquélla ya dice. Elija la más nueva"
        }
        _ => "no es esa lista de Aula, o está dañada",
    };
    format!("No se acepta {file}: {why}.")
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
        "not in service" => {
            "La llave abierta no firma por la institución: no está en la lista de emisores, o ya tiene sucesora."
        }
        "unknown signer" => {
            "La lista de revocaciones es de otra institución, o a esta llave no le toca decir quién firma."
        }
        "no revocations" => FIRST_TEXT,
        "outdated" => {
            "La lista de revocaciones es más antigua que la de emisores: elija la más nueva."
        }
        "not the first" => {
            "Ya hay una lista firmada, o la llave ya cambió, y entonces hubo una lista: recupérela del repositorio."
        }
        "wrong clock" => {
            "Una fecha está adelante de la de este equipo: corríjala, o ponga en hora el reloj."
        }
        "no folio" => {
            "Eso no es un folio: son 32 letras y cifras con cuatro guiones, como dice la constancia."
        }
        "no reason" => "Escriba el motivo: lo leerá quien verifique.",
        "locked" => "La llave ya se cerró. Ábrala de nuevo.",
        "too long for a code" => "El nombre o la dirección no caben en el código QR.",
        _ => NOT_SIGNED,
    }
}
