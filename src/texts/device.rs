//! Words about where progress lies on this device, what may become of it, and whose it is.

use aula_core::progress::journal::StartReport;
use aula_core::time::Timestamp;

use aula_core::spanish::{count, long_date};

use super::clock_time;

// ---- Salud de sus datos ------------------------------------------------------------------------------------------------

pub const HEALTH_TITLE: &str = "Salud de sus datos";
pub const WHERE: &str = "Dónde está";
pub const WHERE_DURABLE: &str =
    "En la base de datos de este navegador, en este equipo. No se envía a ningún servidor.";
pub const WHERE_LOCAL: &str = "Sólo en el almacén de reserva de este navegador.";
pub const WHERE_MEMORY: &str = "Sólo en esta página: se pierde al cerrarla.";
pub const WHERE_READ_ONLY: &str =
    "En la base de datos de este navegador, que ya usa una versión más nueva de Aula.";
pub const LAST_SAVED: &str = "Último guardado";
pub const NOTHING_SAVED: &str = "Todavía no hay nada guardado.";
pub const SIZE: &str = "Tamaño";
pub const COPY: &str = "Copia de seguridad";
pub const COPY_THERE: &str = "Lo reciente está también en una copia de seguridad de este navegador: si la base de datos se daña, se recupera de ahí.";
pub const COPY_REFUSED: &str = "El navegador no aceptó la copia de seguridad, casi siempre por falta de espacio. Su avance sí está guardado, pero sin copia: descargue su archivo de avance.";
pub const COPY_NONE: &str = "No hay copia de seguridad aparte.";
pub const UNREADABLE: &str = "Registros ilegibles";
pub const UNREADABLE_NONE: &str = "Ninguno.";
pub const UNREADABLE_LOOSE: &str = "Lo que no se pudo leer sólo está en esta página: descargue su archivo de avance antes de cerrarla.";

pub fn last_saved(at: Timestamp) -> String {
    format!(
        "{}, a las {}, según el reloj de este equipo.",
        long_date(at.date()),
        clock_time(at)
    )
}

/// Of texts of so many bytes.
pub fn size(records: usize, bytes: usize) -> String {
    let kilobytes = bytes.div_ceil(1000);
    format!(
        "{}; {kilobytes} kB.",
        count(records, "registro", "registros")
    )
}

pub fn unreadable_kept(number: usize) -> String {
    format!(
        "{}. No se borran y van en su archivo de avance.",
        count(number, "texto", "textos")
    )
}

pub const ALTERED: &str = "Registros que cambiaron";

/// Of records that go on counting as they are now.
pub fn altered(number: usize) -> String {
    let what = match number {
        0 => return UNREADABLE_NONE.to_owned(),
        1 => "1 registro ya no está como se guardó. Sigue contando, pero quien revise su constancia puede ver que cambió.".to_owned(),
        _ => format!("{number} registros ya no están como se guardaron. Siguen contando, pero quien revise su constancia puede ver que cambiaron."),
    };
    format!(
        "{what} Si tiene un archivo de avance anterior, cárguelo en esta página: repone lo que se había guardado."
    )
}

pub const RISKS_TITLE: &str = "Qué puede hacer este navegador con ellos";
pub const RISK_CLEARING: &str = "Quien borre el historial y los «datos de sitios» de este navegador borra también su avance. Algunas oficinas lo borran solas al cerrar: si mañana no encuentra lo de hoy, es por eso. Descargue su archivo al terminar.";
pub const RISK_PRIVATE: &str = "En una ventana privada o de incógnito todo se borra al cerrarla. Aula no puede saber si está en una.";
pub const RISK_APPLE: &str = "Este navegador parece Safari, que borra lo guardado si pasan siete días de uso sin visitar el sitio. Descargue su archivo antes de una pausa larga o agregue Aula a su pantalla de inicio.";
pub const RISK_FRAME: &str = "Esta página se muestra dentro de otro sitio. Muchos navegadores guardan entonces un avance aparte del que tiene al abrir Aula directamente. Para pasarlo de un lado al otro, use su archivo de avance.";
pub const RISK_UNASKED: &str = "A este navegador no se le puede pedir que conserve los datos cuando le falte espacio: eso necesita https y un navegador reciente. Descargue su archivo cada cierto tiempo.";
pub const KEPT: &str =
    "El navegador aceptó conservar los datos de este sitio aunque le falte espacio.";
pub const NOT_KEPT: &str =
    "Si al equipo le falta espacio, el navegador puede borrar los datos de este sitio sin avisar.";
pub const ASK_TO_KEEP: &str = "Pedir que los conserve";
pub const KEEP_REFUSED: &str = "El navegador no aceptó. Suele aceptar cuando el sitio se usa seguido o se agrega a la pantalla de inicio. Mientras tanto, descargue su archivo de avance.";

pub const CHECK_TITLE: &str = "Revisar y reparar";
pub const CHECK_TEXT: &str = "Compara la base de datos con su copia y con lo que muestra esta página, y escribe lo que falte. Puede hacerlo las veces que quiera: no borra nada.";
pub const CHECK: &str = "Revisar ahora";
pub const ACCEPT_LOSS: &str = "Entendido: quitar el aviso de lo perdido";
pub const LOSS_ACCEPTED: &str =
    "El aviso se quitó. Si después encuentra su archivo de avance, cárguelo en esta página.";
pub const CHECK_UNREACHABLE: &str = "La base de datos no respondió y nada se borró. Cierre otras ventanas de Aula y vuelva a intentarlo.";

pub fn checked(report: StartReport) -> String {
    if report.recovered + report.lost + report.unreadable + report.altered == 0 {
        return format!(
            "Se revisaron {}: todo está completo.",
            count(report.records, "registro", "registros")
        );
    }
    format!(
        "Se revisaron {}. Recuperados: {}. Perdidos: {}. Ilegibles, que se conservan aparte: {}. Cambiados, que siguen contando: {}.",
        count(report.records, "registro", "registros"),
        report.recovered,
        report.lost,
        report.unreadable,
        report.altered
    )
}

// ---- Perfiles ----------------------------------------------------------------------------------------------------------

pub const PROFILES_TITLE: &str = "Perfiles en este equipo";
pub const PROFILES_TEXT: &str = "Si varias personas usan este equipo, cada una puede tener un perfil con su propio avance. Un perfil no lleva contraseña: quien use este equipo puede abrirlo. Use un apodo; su nombre sólo se pide en la constancia.";
pub const FIRST_PROFILE: &str = "Perfil principal";
pub const UNNAMED_PROFILE: &str = "Perfil sin apodo";
pub const IN_USE: &str = "En uso";
pub const NEW_PROFILE: &str = "Apodo del perfil nuevo";
pub const ADD_PROFILE: &str = "Agregar y usar";
pub const OTHER_ALIAS: &str = "Otro apodo para el perfil en uso";
pub const RENAME: &str = "Cambiar apodo";
pub const ALIAS_MISSING: &str = "Escriba un apodo de 30 letras o menos.";
pub const PROFILE_REFUSED: &str =
    "El navegador no aceptó guardar el perfil. Use la visita sin guardar o libere espacio.";
pub const ENTER_AS_GUEST: &str = "Entrar de visita, sin guardar";
pub const GUEST_TEXT: &str = "De visita, Aula no guarda en este equipo ni sus respuestas ni su nombre. El historial del navegador y lo que usted descargue sí quedan. Sirve en un quiosco o en el equipo de otra persona.";
pub const GUEST: &str = "Visita";
pub const GUEST_NOTICE: &str = "Está de visita: nada de lo que conteste se guarda en este equipo. Si quiere conservarlo, descargue su archivo de avance antes de terminar.";
pub const FINISH: &str = "Terminar";
pub const STILL_HERE: &str = "¿Sigue aquí? Nadie ha tocado esta página en varios minutos. En un minuto la visita se termina y lo contestado se borra, para que la persona que sigue no lo vea.";
pub const I_AM_HERE: &str = "Sí, sigo aquí";
pub const TRACES: &str = "Al borrar un perfil, el navegador puede tardar en limpiar el disco: por un tiempo pueden quedar rastros que un especialista encontraría. De visita, Aula no escribe su avance en el disco.";

pub fn use_profile(alias: &str) -> String {
    format!("Usar «{alias}»")
}

/// In the header.
pub fn profile_here(id: &str, alias: &str) -> String {
    format!("Perfil: {}", profile_name(id, alias))
}

/// What a profile is called; the first one has no id.
pub fn profile_name<'a>(id: &str, alias: &'a str) -> &'a str {
    match (id, alias) {
        ("", "") => FIRST_PROFILE,
        (_, "") => UNNAMED_PROFILE,
        (_, alias) => alias,
    }
}
