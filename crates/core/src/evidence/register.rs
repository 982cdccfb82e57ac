//! The register of what was signed, `registro.jsonl`: enough to make the same bytes again, and to know a log that comes back.
//!
//! # Format, version 1
//!
//! One line of JSON for each signature; lines are only added.
//!
//! | field | meaning |
//! |---|---|
//! | `expediente` | SHA-256 of the file that was handed in |
//! | `nombre_en_el_expediente` | the name in it, whatever was signed |
//! | `datos` | the [`Award`] that was signed |
//! | `formato` | the [`Format`] in which it was signed; lines without it are of the first |
//! | `marcas` | hashes of its chains and draws, each with the course; lines from before there were any have none, and are known by their folio alone |
//! | `firma` | the last one: signature of the line up to here by the key that signed the award; lines from before there was one have none |
//!
//! Unknown fields are legal. Whoever can write to the file can write a line without a signature; only the key can sign one.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Evidence;
use super::known::{Known, Mark, Origin, folio_mark, marks};
use crate::credential::Award;
use crate::id::CourseId;
use crate::verification::Format;

/// A line of the register as it is written.
#[derive(Serialize)]
struct Written<'a> {
    expediente: &'a str,
    nombre_en_el_expediente: &'a str,
    datos: &'a Award,
    formato: Format,
    marcas: BTreeSet<Mark>,
}

/// What is needed of a line to know its log again.
#[derive(Deserialize)]
struct Read {
    datos: Signed,
    #[serde(default)]
    marcas: BTreeSet<Mark>,
}

#[derive(Deserialize)]
struct Signed {
    credential: SignedCredential,
}

#[derive(Deserialize)]
struct SignedCredential {
    folio: String,
    name: String,
    course: CourseId,
}

/// The line for an award that is signed in the current format for this expediente, without its signature and its end of line; `digest` is
/// that of the file.
///
/// # Errors
/// If it cannot be written as JSON.
pub fn register_line(
    award: &Award,
    evidence: &Evidence,
    digest: &str,
) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Written {
        expediente: digest,
        nombre_en_el_expediente: evidence.credential().name.as_str(),
        datos: award,
        formato: Format::CURRENT,
        marcas: marks(evidence),
    })
}

/// What [`register_line`] gave, with its signature: `sign` gives that of what the line says.
pub fn signed_line(line: &str, sign: impl FnOnce(&str) -> String) -> String {
    let said = line.strip_suffix('}').unwrap_or(line);
    format!("{said}{}", ending(&sign(said)))
}

fn ending(signature: &str) -> String {
    format!(",\"firma\":\"{signature}\"}}")
}

/// What a line of a register says was signed.
#[derive(Debug, Clone, PartialEq)]
pub struct Registered<'a> {
    /// The award.
    pub award: Award,
    /// In which format.
    pub format: Format,
    /// Why it is to be believed; `None` in a line from before lines were signed.
    pub proof: Option<LineProof<'a>>,
}

/// The signature of a line, which nobody verified yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineProof<'a> {
    /// What was signed; empty if the signature does not end the line.
    pub said: &'a str,
    /// By whoever signed the award.
    pub signature: String,
}

/// Everything that a register says was signed, in the order of the lines. A line that cannot be read gives nothing.
pub fn signed_awards(register: &str) -> impl Iterator<Item = Registered<'_>> {
    #[derive(Deserialize)]
    struct Line {
        datos: Award,
        #[serde(default = "Format::unsaid")]
        formato: Format,
        firma: Option<String>,
    }
    lines(register).filter_map(|text| {
        let line: Line = serde_json::from_str(text).ok()?;
        let proof = line.firma.map(|signature| LineProof {
            said: text.strip_suffix(&ending(&signature)).unwrap_or_default(),
            signature,
        });
        Some(Registered {
            award: line.datos,
            format: line.formato,
            proof,
        })
    })
}

/// What was signed under this folio, the last time if there are several; `None` if no line that can be read has it.
pub fn signed_award<'a>(register: &'a str, folio: &str) -> Option<Registered<'a>> {
    signed_awards(register)
        .filter(|line| line.award.credential.folio.eq_ignore_ascii_case(folio))
        .last()
}

fn lines(register: &str) -> impl Iterator<Item = &str> {
    // Editors on Windows put a byte order mark in front.
    let text = register.strip_prefix('\u{FEFF}').unwrap_or(register);
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// How much of a register was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RegisterRead {
    /// Signatures.
    pub signed: usize,
    /// Lines that are none: whoever keeps the register should look at it.
    pub unreadable: usize,
}

impl Known {
    /// Keeps what a register says was signed. Whatever cannot be read is counted, never an error: the rest still warns.
    pub fn add_register(&mut self, register: &str) -> RegisterRead {
        let mut read = RegisterRead::default();
        for line in lines(register) {
            match serde_json::from_str::<Read>(line) {
                Ok(line) => {
                    self.add_line(line);
                    read.signed += 1;
                }
                Err(_) => read.unreadable += 1,
            }
        }
        read
    }

    fn add_line(&mut self, line: Read) {
        let credential = line.datos.credential;
        let mut marks = line.marcas;
        marks.insert(folio_mark(&credential.course, &credential.folio));
        let origin = Origin {
            folio: credential.folio,
            name: credential.name,
        };
        self.add_signed(&origin, marks);
    }
}
