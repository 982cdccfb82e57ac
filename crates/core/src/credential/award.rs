//! What an institution vouches for, and what a signed sheet carries beside its words. The signing itself is `aula-seal`'s.

use serde::{Deserialize, Serialize};

use super::{Credential, Sheet, Template, sheet};
use crate::spanish;
use crate::time::Date;

/// A credential that an institution vouches for: everything that is signed.
///
/// Who makes one has graded the log again; its `trust` is [`Trust::Countersigned`](super::Trust::Countersigned) or
/// [`Trust::Supervised`](super::Trust::Supervised), and nothing else is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Award {
    /// What the sheet says. `issuer` is the institution that signs, `issued_at` the moment of the signature, `folio` that of this
    /// sheet: who signs the same award again gets the same bytes.
    pub credential: Credential,
    /// SHA-256 of the published version of the course (the file that `aula publish` writes), 64 lower-case hexadecimal digits.
    pub course_digest: String,
    /// Who attests that the evaluation was taken in their presence; empty unless it was supervised.
    pub attested_by: String,
    /// Last day on which it counts, if it expires.
    pub valid_until: Option<Date>,
}

/// What makes a sheet verifiable: attached to the PDF, drawn on it, named in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The credential as a VC-JWT (compact JWS), attached as `constancia.jwt`. While the sheet is drawn as many spaces: it
    /// signs the file in which it will stand.
    pub jwt: String,
    /// What the QR code holds: the verifier's address with the compact signed form in its fragment.
    pub link: String,
    /// The QR code, row by row from the top, without its quiet zone: `1` is dark, `0` is light.
    pub code: Vec<String>,
    /// Fingerprint of the key that signed.
    pub fingerprint: String,
}

/// A file with one text in the place of another: how the token comes into a sheet or a badge that was drawn before it was signed. Nothing else
/// moves. `None` unless the old one stands there exactly once and the new one is as long.
pub fn exchange(file: &[u8], old: &str, new: &str) -> Option<Vec<u8>> {
    let (old, new) = (old.as_bytes(), new.as_bytes());
    if old.is_empty() || old.len() != new.len() {
        return None;
    }
    let mut windows = file.windows(old.len());
    let at = windows.position(|window| window == old)?;
    if windows.any(|window| window == old) {
        return None;
    }
    let (before, after) = file.split_at_checked(at)?;
    Some([before, new, after.get(old.len()..)?].concat())
}

/// What the sheet of an award says, with its seal. The same three give the same sheet at any time.
pub fn award_sheet(award: &Award, template: &Template, seal: Seal) -> Sheet {
    let mut sheet = sheet(&award.credential, template);
    for notice in &mut sheet.notices {
        *notice = notice.replace("{atestigua}", &award.attested_by);
    }
    let mut add = |label: &str, value: String| sheet.fields.push((label.to_owned(), value));
    if let Some(date) = award.valid_until {
        add(&template.valid_until_label, spanish::long_date(date));
    }
    if !award.attested_by.is_empty() {
        add(&template.attested_label, award.attested_by.clone());
    }
    add(&template.fingerprint_label, seal.fingerprint.clone());
    sheet.seal = Some(seal);
    sheet.code_label = template.code_label.clone();
    sheet
}

/// [`personal_file_name`] of an award.
pub fn award_file_name(award: &Award) -> String {
    personal_file_name(&award.credential)
}

/// `Constancia_<curso>_<NOMBRE-COMPLETO>_<fecha>.pdf`, at most 100 ASCII characters: for one's own folder, never for the downloads of a
/// shared computer.
pub fn personal_file_name(credential: &Credential) -> String {
    let date = credential.issued_at.date();
    let course = ascii_words(credential.course.as_str()).to_lowercase();
    let room = 100_usize.saturating_sub("Constancia___.pdf".len() + course.len() + 10);
    let name: String = ascii_words(credential.name.as_str())
        .to_uppercase()
        .chars()
        .take(room)
        .collect();
    format!(
        "Constancia_{course}_{}_{date}.pdf",
        name.trim_end_matches('-')
    )
}

/// Letters and digits without their marks, joined by hyphens.
fn ascii_words(text: &str) -> String {
    let folded = crate::search::fold(text);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}
