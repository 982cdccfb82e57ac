//! A failure in words: what went wrong and why, in one sentence, without the English of the system.

use std::io::{self, ErrorKind};

/// What went wrong and its causes, as a person reads them: «No puedo leer nope.pdf: no existe.»
pub fn told(error: &anyhow::Error) -> String {
    let mut parts: Vec<String> = vec![];
    for cause in error.chain() {
        let system = cause.downcast_ref::<io::Error>();
        if let Some(words) = system.and_then(|it| in_spanish(it.kind())) {
            // What is below it says the same in English.
            parts.push(format!("{words}."));
            break;
        }
        parts.push(cause.to_string());
    }
    let last = parts.pop().unwrap_or_default();
    let leads = parts
        .iter()
        .map(|part| format!("{}: ", part.strip_suffix('.').unwrap_or(part)));
    leads.collect::<String>() + &last
}

/// What the system means; none where only its own text says it.
fn in_spanish(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "no existe",
        ErrorKind::PermissionDenied => "sin permiso",
        ErrorKind::AlreadyExists => "ya existe",
        ErrorKind::NotADirectory => "una parte de la ruta no es una carpeta",
        ErrorKind::IsADirectory => "es una carpeta",
        ErrorKind::DirectoryNotEmpty => "la carpeta no está vacía",
        ErrorKind::ReadOnlyFilesystem => "el disco es de sólo lectura",
        ErrorKind::StorageFull => "no queda espacio en el disco",
        ErrorKind::QuotaExceeded => "no queda espacio en su cuota de disco",
        ErrorKind::FileTooLarge => "el archivo es demasiado grande",
        ErrorKind::InvalidFilename => "el nombre no sirve para un archivo",
        ErrorKind::ResourceBusy => "otro programa lo está usando",
        ErrorKind::InvalidData => "sus datos están dañados o son de otra clase",
        ErrorKind::UnexpectedEof => "termina antes de tiempo",
        ErrorKind::OutOfMemory => "falta memoria",
        ErrorKind::AddrInUse => "la dirección está ocupada",
        ErrorKind::AddrNotAvailable => "la dirección no es de este equipo",
        ErrorKind::BrokenPipe => "el otro programa cerró antes de leer",
        ErrorKind::Interrupted => "se interrumpió",
        ErrorKind::TimedOut => "tardó demasiado",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::{Context, anyhow};

    #[test]
    fn a_failure_is_one_sentence_without_the_english_of_the_system() {
        let system = |number| Err::<(), _>(io::Error::from_raw_os_error(number));
        let damaged = io::Error::new(ErrorKind::InvalidData, anyhow!("stream did not contain"));
        let folder = walkdir::WalkDir::new("/no/hay").into_iter().next();
        let folder = folder.map_or(Ok(()), |entry| entry.map(drop).map_err(io::Error::from));
        for (failure, says) in [
            (
                system(2).context("No puedo leer nope.pdf."),
                "No puedo leer nope.pdf: no existe.",
            ),
            (
                system(13).context("No puedo leer a.pdf."),
                "No puedo leer a.pdf: sin permiso.",
            ),
            (
                system(20).context("No puedo escribir x. Revise los permisos."),
                "No puedo escribir x. Revise los permisos: una parte de la ruta no es una carpeta.",
            ),
            (
                system(28).context("No puedo escribir x."),
                "No puedo escribir x: no queda espacio en el disco.",
            ),
            (
                system(98)
                    .context("No puedo abrir el puerto 8080.")
                    .context("Adiós."),
                "Adiós: No puedo abrir el puerto 8080: la dirección está ocupada.",
            ),
            (
                Err(damaged).context("No puedo leer x."),
                "No puedo leer x: sus datos están dañados o son de otra clase.",
            ),
            (
                folder.context("No puedo leer la carpeta /no/hay."),
                "No puedo leer la carpeta /no/hay: no existe.",
            ),
            // What has no words of ours keeps those of the system.
            (
                system(40).context("No puedo leer x."),
                "No puedo leer x: Too many levels of symbolic links (os error 40)",
            ),
            (
                Err(anyhow!("Use su copia de respaldo.").context("No puedo abrir llave.json")),
                "No puedo abrir llave.json: Use su copia de respaldo.",
            ),
            (Err(anyhow!("Falta --reason.")), "Falta --reason."),
        ] {
            assert_eq!(told(&failure.unwrap_err()), says);
        }
    }
}
