//! What an institution does with its key: makes it, signs with it, takes back what it signed; and what anybody does with the result.

mod constancia;
mod issue;
mod key;
mod lists;
mod passphrase;
mod reissue;
mod revoke;
#[cfg(test)]
mod tests;
mod verify;

pub use issue::run as issue;
pub use key::run as key;
pub use reissue::run as reissue;
pub use revoke::run as revoke;
pub use verify::run as verify;

use std::io::{self, BufRead, Write};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use aula_core::time::Timestamp;
use aula_seal::{Error, Lists, PASSPHRASE_LEAST, Signer, unlock};
use time::{OffsetDateTime, UtcOffset};

use crate::project::read;

/// This moment, with the offset of this machine.
fn now() -> Timestamp {
    let offset = UtcOffset::current_local_offset().unwrap_or(UtcOffset::UTC);
    let moment = OffsetDateTime::now_utc();
    let milliseconds = moment.unix_timestamp_nanos() / 1_000_000;
    Timestamp {
        utc_ms: i64::try_from(milliseconds).unwrap_or(i64::MAX),
        offset_minutes: offset.whole_minutes(),
    }
}

/// Fresh random bytes of the system.
fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    match getrandom::fill(&mut bytes) {
        Ok(()) => Ok(bytes),
        Err(error) => Err(anyhow!(
            "Este sistema no da números al azar ({error}); sin ellos no se puede hacer una llave."
        )),
    }
}

/// The key in a file, opened with the passphrase.
fn open_key(path: &Path, passphrase_file: Option<&Path>) -> Result<Signer> {
    let file = text(path)?;
    let passphrase = passphrase::ask(passphrase_file, "Frase de paso: ")?;
    unlock(&file, &passphrase)
        .map_err(|error| explain(error).context(format!("No puedo abrir {}", path.display())))
}

/// The same, if it is the key with which the institution signs today.
fn institution_key(lists: &Lists, path: &Path, passphrase_file: Option<&Path>) -> Result<Signer> {
    let signer = open_key(path, passphrase_file)?;
    lists.in_service(&signer.public()).map_err(explain)?;
    Ok(signer)
}

/// Whether a person says yes; who says nothing says no.
fn ask(question: &str, keyboard: &mut impl BufRead) -> Result<bool> {
    print!("{question}");
    io::stdout().flush()?;
    let mut answer = String::new();
    keyboard
        .read_line(&mut answer)
        .context("No puedo leer su respuesta del teclado.")?;
    Ok(matches!(
        answer.trim().to_lowercase().as_str(),
        "s" | "si" | "sí"
    ))
}

/// Most letters of a value that are shown.
const BRIEF: usize = 400;

/// Words that came with a file, as a terminal may show them: on one line, and nothing in them that moves, hides or turns around what
/// stands beside them.
pub fn plain(words: &str) -> String {
    let deceives = |c: char| {
        c.is_control()
            || matches!(c, '\u{061C}' | '\u{E0000}'..='\u{E007F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
    };
    let shown = |c| {
        if deceives(c) {
            char::REPLACEMENT_CHARACTER
        } else {
            c
        }
    };
    words.chars().map(shown).collect()
}

/// A value that came with a file, in one piece, and no longer than anybody reads: filled up with blanks, it would draw lines of its own in a
/// narrow window.
pub fn brief(words: &str) -> String {
    // The last are letters to a computer.
    let is_blank = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '\u{00AD}' | '\u{115F}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}'
            )
    };
    let words = plain(words);
    let pieces: Vec<&str> = words.split(is_blank).filter(|it| !it.is_empty()).collect();
    let words = pieces.join(" ");
    match words.char_indices().nth(BRIEF) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}

/// A text file.
fn text(path: &Path) -> Result<String> {
    String::from_utf8(read(path)?)
        .with_context(|| format!("{} no es un archivo de texto en UTF-8.", path.display()))
}

/// What went wrong, and what to do.
fn explain(error: Error) -> anyhow::Error {
    anyhow!(match error {
        Error::Malformed => "No es un archivo de Aula, o está dañado. Use su copia de respaldo.".to_owned(),
        Error::UnknownFormat => "Lo escribió una versión más nueva de Aula. Actualice y repita.".to_owned(),
        Error::Passphrase => "La frase de paso no es ésa, o el archivo fue cambiado.".to_owned(),
        Error::ShortPassphrase => format!(
            "La frase de paso es corta: al menos {PASSPHRASE_LEAST} caracteres. Cuatro o cinco palabras al azar sirven."
        ),
        Error::Memory => "Faltan 64 MB de memoria para abrir la llave. Cierre otros programas y repita.".to_owned(),
        Error::Unsignable => "No es una constancia que se pueda firmar.".to_owned(),
        Error::TooLong => "La dirección de «verificador» en courses/aula.toml es demasiado larga para un código QR.".to_owned(),
        Error::Signature => "La firma no corresponde: alguien cambió el archivo después de firmarlo.".to_owned(),
        Error::UnknownSigner => {
            "Lo firmó una llave que no es la de «huella_emisor» en courses/aula.toml ni su sucesora.".to_owned()
        }
        Error::NotInService => {
            "Esa llave no firma por esta institución: no está en courses/emisores.json, o ya tiene sucesora.".to_owned()
        }
        Error::Outdated => {
            "La lista de revocaciones es más antigua que la de emisores. Recupere la más nueva del repositorio o del sitio publicado."
                .to_owned()
        }
        Error::NoRevocations => {
            "Falta courses/revocaciones.json, o está vacío, y sin él volvería a valer lo que ya se revocó. Recupérelo del repositorio o \
             del sitio publicado. Sólo si la institución nunca ha tenido uno: cargo aula revoke --first --key LLAVE".to_owned()
        }
        Error::NoIssuers => {
            "Falta, o está vacío, y sin él no se sabe de quién es la lista de revocaciones. Recupérelo del repositorio o del sitio publicado."
                .to_owned()
        }
        Error::NotFirst => {
            "Ya hay una lista firmada, o la llave ya cambió, y entonces hubo una lista: no sería la primera. Parta de ella; si falta, \
             recupérela del repositorio o del sitio publicado.".to_owned()
        }
        Error::Clock => "Una fecha está adelante de la de este equipo. Ponga en hora su reloj y repita.".to_owned(),
        Error::Folio => "No es un folio: son 32 letras y cifras con cuatro guiones, como dice la constancia.".to_owned(),
        Error::Reason => "Falta el motivo: lo leerá quien verifique.".to_owned(),
    })
}

/// Refuses to write over something.
fn require_absent(path: &Path) -> Result<()> {
    if path.exists() {
        bail!(
            "{} ya existe y no lo sobrescribo. Diga otro nombre con --out.",
            path.display()
        );
    }
    Ok(())
}
