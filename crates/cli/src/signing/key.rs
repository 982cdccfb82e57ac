//! `aula key`: makes the key of an institution, lets another follow it, and prints its backup sheet.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use aula_core::time::Date;
use aula_seal::{
    Fingerprint, KeyFile, ListFile, SignedLists, Signer, drawn_code, first_lists, lock,
    succeed as follow,
};

use super::lists;
use super::{explain, open_key, passphrase, random, require_absent, text};
use crate::args::{Key, NewKey, SheetOfKey, Successor};
use crate::build::read_content;
use crate::clock::today;
use crate::project::{Project, write};

/// Carries out `aula key …`.
///
/// # Errors
/// When a file is in the way, a passphrase does not fit, or the lists cannot be trusted.
pub fn run(project: &Project, command: &Key) -> Result<()> {
    match command {
        Key::New(options) => make(project, options),
        Key::Successor(options) => succeed(project, options),
        Key::Sheet(options) => sheet(options),
    }
}

/// The first key: its file, and the site's lists if there are none yet.
fn make(project: &Project, options: &NewKey) -> Result<()> {
    require_absent(&options.out)?;
    let today = today()?;
    let institution = read_content(project.courses(), today)?
        .parsed
        .site
        .institution;
    for list in [ListFile::Trust, ListFile::Revocations] {
        if lists::path(project, list).exists() {
            bail!(
                "courses/{list} ya existe: la institución ya tiene una llave. Para cambiarla: cargo aula key successor. Para empezar de \
                 nuevo, quite antes courses/emisores.json y courses/revocaciones.json."
            );
        }
    }
    let (signer, file) = new_key(&institution, today, options.passphrase_file.as_deref())?;
    let before = lists::read(project)?;
    let first = first_lists(&before, &institution, &signer, today).map_err(explain)?;
    hand_over(project, &options.out, &file, &first)?;
    let fingerprint = signer.public().fingerprint();
    println!("Llave de {institution}: {}", options.out.display());
    println!("Huella: {fingerprint}\n");
    println!("Falta:");
    println!("  1. Escribir en courses/aula.toml:  huella_emisor = \"{fingerprint}\"");
    println!(
        "  2. Guardar la llave fuera de este equipo (una memoria USB en la caja fuerte), nunca en el repositorio."
    );
    println!(
        "  3. Imprimir su hoja de respaldo:  cargo aula key sheet {}",
        options.out.display()
    );
    println!(
        "  4. Publicar la huella donde cualquiera la encuentre: la gaceta, el tablero de avisos."
    );
    println!(
        "courses/emisores.json y courses/revocaciones.json quedaron firmados; guárdelos en el repositorio."
    );
    Ok(())
}

/// A key that follows another, named by it.
fn succeed(project: &Project, options: &Successor) -> Result<()> {
    require_absent(&options.out)?;
    let today = today()?;
    let before = lists::read(project)?;
    let old = open_key(&options.old, options.old_passphrase_file.as_deref())?;
    let issuer = before.in_service(&old.public()).map_err(explain)?;
    println!("Ahora la frase de paso de la llave nueva.");
    let (new, file) = new_key(&issuer.name, today, options.passphrase_file.as_deref())?;
    let both = follow(&before, &old, &new, today).map_err(explain)?;
    hand_over(project, &options.out, &file, &both)?;
    println!("Llave nueva: {}", options.out.display());
    println!("Huella: {}", new.public().fingerprint());
    println!(
        "La anterior deja de firmar hoy; lo que firmó sigue valiendo. Guarde courses/emisores.json y"
    );
    println!(
        "courses/revocaciones.json en el repositorio. «huella_emisor» puede seguir con la huella anterior: la sucesión"
    );
    println!("está firmada por ella. Cuando publique la nueva, cámbiela.");
    Ok(())
}

/// The backup sheet: the encrypted file as text and as a QR code, to be printed and locked away.
fn sheet(options: &SheetOfKey) -> Result<()> {
    let file = text(&options.key)?;
    let key = KeyFile::parse(&file).map_err(explain)?;
    let fingerprint = key.public().map_err(explain)?.fingerprint();
    let out = options
        .out
        .clone()
        .unwrap_or_else(|| options.key.with_extension("respaldo.html"));
    require_absent(&out)?;
    let code = drawn_code(file.trim()).map_err(explain)?;
    let page = backup_page(&key, &fingerprint, file.trim(), &code);
    write(&out, page.as_bytes())?;
    println!(
        "{}: ábrala en el navegador e imprímala. La frase de paso no va en ella.",
        out.display()
    );
    Ok(())
}

fn backup_page(
    key: &KeyFile,
    fingerprint: &Fingerprint,
    file: &str,
    (view_box, path): &(String, String),
) -> String {
    let institution = html_escape::encode_text(&key.institution);
    let text = html_escape::encode_text(file);
    format!(
        "<!doctype html>\n<html lang=\"es-MX\">\n<meta charset=\"utf-8\">\n<title>Hoja de respaldo de la llave</title>\n\
         <h1>Hoja de respaldo de la llave</h1>\n<p>{institution}, hecha el {}.</p>\n<p>Huella: <strong>{fingerprint}</strong></p>\n\
         <p>El código y el texto son el archivo de la llave, cifrado. Sin la frase de paso no sirven; guárdela en otro lugar. Para \
         recuperar la llave, lea el código con una cámara o copie el texto en un archivo con terminación .json.</p>\n\
         <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{view_box}\" width=\"340\" height=\"340\"><path d=\"{path}\"/></svg>\n\
         <pre>{text}</pre>\n</html>\n",
        aula_core::spanish::long_date(key.made_on),
    )
}

/// Makes a key. Gives it with its file, which is nowhere yet.
fn new_key(
    institution: &str,
    today: Date,
    passphrase_file: Option<&Path>,
) -> Result<(Signer, String)> {
    let passphrase = passphrase::ask_new(passphrase_file)?;
    let seed = zeroize::Zeroizing::new(random::<32>()?);
    let signer = Signer::from_seed(&seed);
    let file = lock(&signer, institution, today, &passphrase, &random()?).map_err(explain)?;
    Ok((signer, file))
}

/// Writes the file of a key and the lists that name it: all three, or none.
fn hand_over(project: &Project, out: &Path, file: &str, both: &SignedLists) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    // For the eyes of its owner only.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let cannot = || format!("No puedo escribir {}.", out.display());
    let mut opened = options.open(out).with_context(cannot)?;
    let written = opened
        .write_all(file.as_bytes())
        .and_then(|()| opened.sync_all())
        .with_context(cannot)
        .and_then(|()| lists::write_both(project, both));
    if written.is_err() {
        if lists::may_be(project, ListFile::Trust, &both.trust) {
            return written.with_context(|| {
                format!(
                    "courses/emisores.json puede nombrar ya la llave nueva, que queda en {}: no la borre antes de recuperar las dos \
                     listas del repositorio.",
                    out.display()
                )
            });
        }
        // A key that no list names is of no use, and stands in the way of the next try.
        std::fs::remove_file(out).with_context(|| {
            format!(
                "{} quedó a medias: bórrelo antes de repetir.",
                out.display()
            )
        })?;
    }
    written
}
