//! What a reader with the law at hand said of each line of a sheet: `docs/revision-juridica/lecturas/<course>.tsv`.
//!
//! A line is named by its key, a digest of its words and of the question or scene they belong to. A text that changes has another key,
//! so nobody's verdict outlives the words it was given for.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::{Context, Result, bail};

use crate::build::digest;

/// What somebody said of one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The law says so.
    Supported,
    /// An inference of the municipality, and the text says that it is one.
    Institutional,
    /// It states no law: conduct, or what happens in the story.
    Practice,
    /// The municipality's lawyers must decide it.
    Doubtful,
}

impl Verdict {
    const ALL: [Verdict; 4] = [
        Verdict::Supported,
        Verdict::Institutional,
        Verdict::Practice,
        Verdict::Doubtful,
    ];

    const fn word(self) -> &'static str {
        match self {
            Verdict::Supported => "sostenido",
            Verdict::Institutional => "lectura institucional",
            Verdict::Practice => "práctica",
            Verdict::Doubtful => "duda",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A verdict, what it rests on (keys of facts or sources) and a remark; the last two may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub verdict: Verdict,
    pub basis: String,
    pub remark: String,
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.verdict)?;
        if !self.basis.is_empty() {
            write!(f, ": {}", self.basis)?;
        }
        if !self.remark.is_empty() {
            write!(f, " ({})", self.remark)?;
        }
        Ok(())
    }
}

/// The readings of one course by the keys of their lines.
#[derive(Default)]
pub struct Readings(BTreeMap<String, Reading>);

impl Readings {
    /// Reads `key<TAB>verdict<TAB>basis<TAB>remark` lines; those that begin with `#` are remarks of the file.
    ///
    /// # Errors
    /// In Spanish, with the number of the line: an unknown verdict, a key given twice, or «sostenido» that rests on nothing.
    pub fn parse(text: &str) -> Result<Readings> {
        let mut readings = BTreeMap::new();
        for (number, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (key, reading) =
                parse_line(line).with_context(|| format!("línea {}: «{line}»", number + 1))?;
            if readings.insert(key.clone(), reading).is_some() {
                bail!(
                    "línea {}: «{key}» ya está más arriba. Deje sólo una.",
                    number + 1
                );
            }
        }
        Ok(Readings(readings))
    }

    pub fn get(&self, key: &str) -> Option<&Reading> {
        self.0.get(key)
    }

    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

fn parse_line(line: &str) -> Result<(String, Reading)> {
    let mut fields = line.split('\t').map(str::trim);
    let mut next = || fields.next().unwrap_or_default();
    let (key, word, basis, remark) = (next(), next(), next(), next());
    let Some(verdict) = Verdict::ALL.into_iter().find(|known| known.word() == word) else {
        let known = Verdict::ALL.map(Verdict::word).join("», «");
        bail!("«{word}» no es un veredicto. Los hay: «{known}».");
    };
    if verdict == Verdict::Supported && basis.is_empty() {
        bail!("«{verdict}» necesita la clave del hecho o de la fuente.");
    }
    let reading = Reading {
        verdict,
        basis: basis.to_owned(),
        remark: remark.to_owned(),
    };
    Ok((key.to_owned(), reading))
}

/// The key of a line: ten hexadecimal digits of the SHA-256 of the words before it and its own.
pub fn key(before: &str, words: &str) -> String {
    let mut key = digest(format!("{before}\n{words}").as_bytes());
    key.truncate(10);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_is_found_by_the_words_it_was_given_for() {
        let key = key("**Un caso**", "no: Le pide papeles.");
        let readings = format!("# leído el 2026-11-29\n{key}\tsostenido\tLM-7\t\n");
        let readings = Readings::parse(&readings).unwrap();
        let reading = readings.get(&key).unwrap();
        assert_eq!(
            (reading.verdict, reading.basis.as_str()),
            (Verdict::Supported, "LM-7")
        );
        assert!(
            readings
                .get(&super::key("**Otro caso**", "no: Le pide papeles."))
                .is_none()
        );
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line() {
        for (text, says) in [
            ("a\tsí\t\t", "línea 1"),
            ("\na\tsostenido\t\t", "línea 2"),
            ("a\tpráctica\t\t\na\tduda\t\t", "ya está más arriba"),
        ] {
            let error = Readings::parse(text).err().unwrap();
            assert!(format!("{error:#}").contains(says), "{error:#}");
        }
    }
}
