//! Passphrases: typed without echo, or from a file where nobody sits at the keyboard.

use std::path::Path;

use anyhow::{Context, Result, bail};
use zeroize::Zeroizing;

use super::text;

/// The passphrase of a file: its first line; without one, what the person types.
pub fn ask(file: Option<&Path>, prompt: &str) -> Result<Zeroizing<String>> {
    if let Some(path) = file {
        let text = Zeroizing::new(text(path)?);
        let line = text.lines().next().unwrap_or_default();
        return Ok(Zeroizing::new(line.to_owned()));
    }
    let typed = rpassword::prompt_password(prompt)
        .context("No puedo leer la frase de paso del teclado. Guárdela en un archivo y use --passphrase-file.")?;
    Ok(Zeroizing::new(typed))
}

/// A new passphrase, typed twice.
pub fn ask_new(file: Option<&Path>) -> Result<Zeroizing<String>> {
    let first = ask(file, "Frase de paso nueva: ")?;
    if file.is_none() && *ask(None, "Otra vez: ")? != *first {
        bail!("Las dos frases no son iguales. Repita la orden.");
    }
    Ok(first)
}
