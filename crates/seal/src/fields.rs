//! What a signed constancia says, field by field, in whatever form it was read: so that copies can be compared.

use aula_core::credential::{Award, Trust};
use serde::{Deserialize, Serialize};

/// One thing that a constancia says. The order is that in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Field {
    /// `cotejada` or `supervisada`.
    Level,
    /// The person's name.
    Name,
    /// Title of the course.
    Title,
    /// Id of the course.
    Course,
    /// Its version.
    Version,
    /// SHA-256 of the published version, hexadecimal; a QR code holds the first 16 digits.
    CourseDigest,
    /// Stated minutes.
    Minutes,
    /// Result in whole percent.
    Percent,
    /// Least percent that passes.
    PassMark,
    /// First day, `2026-11-24`.
    StartedOn,
    /// Day of the last criterion.
    FinishedOn,
    /// Day of the signature.
    IssuedOn,
    /// Last day on which it counts; absent if it does not expire.
    ValidUntil,
    /// Who attests that they watched the evaluation; absent unless it was supervised.
    AttestedBy,
    /// The institution, as the credential names it.
    Issuer,
    /// Folio.
    Folio,
    /// Fingerprint of the key that the copy names.
    Fingerprint,
    /// `EJEMPLO` on what a demonstration site signed; absent otherwise.
    Example,
}

/// What a copy says: fields in their order, dates as `2026-11-24`, numbers in digits. A QR code leaves title and institution out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fields(pub Vec<(Field, String)>);

impl Fields {
    /// The value of a field.
    pub fn get(&self, field: Field) -> Option<&str> {
        let mut all = self.0.iter();
        let found = all.find(|(name, _)| *name == field);
        found.map(|(_, value)| value.as_str())
    }

    /// What an award says.
    pub fn of(award: &Award) -> Fields {
        let credential = &award.credential;
        let text = |value: &str| Some(value.to_owned());
        let filled = |value: &str| (!value.is_empty()).then(|| value.to_owned());
        let all = [
            (Field::Level, text(level(credential.trust))),
            (Field::Name, text(credential.name.as_str())),
            (Field::Title, filled(&credential.title)),
            (Field::Course, text(credential.course.as_str())),
            (Field::Version, text(&credential.version)),
            (Field::CourseDigest, text(&award.course_digest)),
            (Field::Minutes, Some(credential.minutes.to_string())),
            (Field::Percent, Some(credential.percent.to_string())),
            (Field::PassMark, Some(credential.pass_mark.to_string())),
            (Field::StartedOn, Some(credential.started_on.to_string())),
            (Field::FinishedOn, Some(credential.finished_on.to_string())),
            (
                Field::IssuedOn,
                Some(credential.issued_at.date().to_string()),
            ),
            (
                Field::ValidUntil,
                award.valid_until.map(|date| date.to_string()),
            ),
            (Field::AttestedBy, filled(&award.attested_by)),
            (Field::Issuer, filled(&credential.issuer)),
            (Field::Folio, text(&credential.folio)),
            (
                Field::Example,
                credential.demonstration.then(|| EXAMPLE.to_owned()),
            ),
        ];
        let given = all
            .into_iter()
            .filter_map(|(field, value)| Some((field, value?)));
        Fields(given.collect())
    }
}

/// The tag of what a demonstration site signed.
pub(crate) const EXAMPLE: &str = "EJEMPLO";

/// How a level is written in signed data.
pub(crate) fn level(trust: Trust) -> &'static str {
    match trust {
        Trust::SelfIssued => "autoemitida",
        Trust::Countersigned => "cotejada",
        Trust::Supervised => "supervisada",
    }
}
