//! What a signed constancia says and what verifying it found. The cryptography that fills these is `aula-seal`'s: pages and the command
//! line read them without it.

use serde::{Deserialize, Serialize};

use crate::credential::{Award, Trust};
use crate::time::Date;

/// The answer, in one word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// «Auténtica»: a trusted institution signed exactly this.
    Authentic,
    /// «Alterada»: the signature is not that of what it says, or the copies say different things.
    Altered,
    /// «Revocada».
    Revoked {
        /// When.
        on: Date,
        /// Why.
        reason: String,
    },
    /// «Vencida».
    Expired {
        /// The last day on which it counted.
        on: Date,
    },
    /// «Emisor desconocido»: signed with a key that nobody trusted uses, or not on that day.
    UnknownIssuer,
    /// «No verificable».
    Unverifiable(Reason),
}

/// Why a constancia cannot be verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// There is no signed data in it: a scan, a photo, a self-issued sheet.
    NothingSigned,
    /// The signed data are not spelled as a credential is.
    Encoding,
    /// The signature is good, but what was signed is no credential that we understand.
    Content,
    /// Signed for a day that has not come, by this device's clock.
    NotYet,
}

/// What is known about revocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RevocationCheck {
    /// Looked up in a list of this date, which is still current.
    Checked(Date),
    /// «revocación sin verificar desde …»: the next list was due on this day.
    UncheckedSince(Date),
    /// It is not on a list of this date, which is after today by the clock: whether the list is old cannot be told.
    Ahead(Date),
    /// It is on the list, which may be old.
    Listed,
    /// There is no list of this issuer.
    Missing,
}

/// What is known about the file of a sheet, beside the data that were signed. The order is that from good to bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SheetCheck {
    /// There is none: a token, a code.
    Absent,
    /// To the byte what was handed over: all that can be seen on it was signed.
    AsSigned,
    /// A code was read, which says nothing about what can be seen beside it.
    Unseen,
    /// Signed in a format that says nothing about the file; the signed data stand among its words.
    Words,
    /// Such a sheet, of which the words could not be read.
    Unread,
    /// Another file than the signed one: saved again, edited, or not signed at all. What is authentic otherwise is altered.
    Changed,
}

/// A field whose copies differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Which.
    pub field: Field,
    /// What the first signed copy says; `None` if only another copy has the field.
    pub signed: Option<String>,
    /// What the other copy says; `None` where the sheet does not show the signed value anywhere.
    pub other: Option<String>,
}

/// Everything that verification found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// The answer.
    pub verdict: Verdict,
    /// What the first signed copy says.
    pub fields: Fields,
    /// Whether that is to be believed: somebody trusted signed it, and no copy says something else. So it may be beside a file that was altered.
    pub is_signed: bool,
    /// Who signed, as the trust list knows them, if it does.
    pub issuer: Option<Issuer>,
    /// What is known about revocation.
    pub revocation: RevocationCheck,
    /// Since when a newer list of issuers is due, if it is: who was taken off it would not be known.
    pub issuers_unchecked: Option<Date>,
    /// Fields that differ between copies.
    pub differences: Vec<Difference>,
    /// What is known about the file of the sheet; of several the worst.
    pub sheet: SheetCheck,
    /// Whether a QR code is the only signed copy: it says nothing about the fields for which it has no room.
    pub code_only: bool,
}

/// A key and who signs with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issuer {
    /// The institution.
    #[serde(rename = "nombre")]
    pub name: String,
    /// The `x` of its public key.
    #[serde(rename = "clave")]
    pub key: String,
    /// First day on which it signs.
    #[serde(rename = "desde")]
    pub since: Date,
    /// Last day on which it signs; what was signed until then goes on counting.
    #[serde(rename = "hasta", default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// What an institution takes back: `revocaciones.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevocationList {
    /// When it was signed.
    #[serde(rename = "fecha")]
    pub date: Date,
    /// When the next one is due.
    #[serde(rename = "proxima")]
    pub next: Date,
    /// What is revoked, the oldest first.
    #[serde(rename = "revocadas")]
    pub revoked: Vec<Revocation>,
}

/// One revoked constancia.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revocation {
    /// Its folio.
    pub folio: String,
    /// When it was revoked.
    #[serde(rename = "fecha")]
    pub date: Date,
    /// Why, for whoever verifies.
    #[serde(rename = "motivo")]
    pub reason: String,
}

/// One thing that a constancia says. The order is that in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Field {
    /// `cotejada` or `supervisada`.
    Level,
    /// The person's name.
    Name,
    /// Title of the course.
    Title,
    /// Subtitle of the course; absent if it has none.
    Subtitle,
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
    /// Day of the recertification by which it was renewed; absent if it was not.
    RecertifiedOn,
    /// Last day on which it counts; absent if it does not expire.
    ValidUntil,
    /// Who attests that they watched the evaluation; absent unless it was supervised.
    AttestedBy,
    /// The institution, as the credential names it.
    Issuer,
    /// Folio.
    Folio,
    /// `EJEMPLO` on what a demonstration site signed; absent otherwise.
    Example,
    /// Fingerprint of the key that the copy names, computed from it; absent if nobody trusted uses that key.
    Fingerprint,
}

/// What a copy says: fields in their order, dates as `2026-11-24`, numbers in digits. A QR code has no room for those that
/// [`Field::is_in_code`] names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fields(pub Vec<(Field, String)>);

impl Field {
    /// Whether the compact form of a QR code has room for it.
    pub fn is_in_code(self) -> bool {
        match self {
            Field::Title | Field::Subtitle | Field::RecertifiedOn | Field::Issuer => false,
            Field::Level
            | Field::Name
            | Field::Course
            | Field::Version
            | Field::CourseDigest
            | Field::Minutes
            | Field::Percent
            | Field::PassMark
            | Field::StartedOn
            | Field::FinishedOn
            | Field::IssuedOn
            | Field::ValidUntil
            | Field::AttestedBy
            | Field::Folio
            | Field::Example
            | Field::Fingerprint => true,
        }
    }
}

impl Fields {
    /// The value of a field.
    pub fn get(&self, field: Field) -> Option<&str> {
        let mut all = self.0.iter();
        let found = all.find(|(name, _)| *name == field);
        found.map(|(_, value)| value.as_str())
    }

    /// What an award says; the fingerprint comes with the signature.
    pub fn of(award: &Award) -> Fields {
        let credential = &award.credential;
        let text = |value: &str| Some(value.to_owned());
        let filled = |value: &str| (!value.is_empty()).then(|| value.to_owned());
        let all = [
            (Field::Level, text(level(credential.trust))),
            (Field::Name, text(credential.name.as_str())),
            (Field::Title, filled(&credential.title)),
            (
                Field::Subtitle,
                filled(&credential.subtitle).filter(|subtitle| *subtitle != credential.title),
            ),
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
                Field::RecertifiedOn,
                credential.recertified_on.map(|date| date.to_string()),
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

/// How a credential is written. What was signed in one way is made again in the same, to the byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Format {
    /// It names the contexts of W3C and of Open Badges: one of its terms is in neither.
    One,
    /// It names the one that defines that term too.
    Two,
    /// It signs the files of its sheet and its badge too.
    Three,
}

impl Format {
    /// What is signed today.
    pub const CURRENT: Format = Format::Three;

    /// That of what says nothing of it: it was signed before there was a second.
    pub(crate) fn unsaid() -> Format {
        Format::One
    }
}

impl From<Format> for u8 {
    fn from(format: Format) -> u8 {
        match format {
            Format::One => 1,
            Format::Two => 2,
            Format::Three => 3,
        }
    }
}

impl TryFrom<u8> for Format {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Format, &'static str> {
        match number {
            1 => Ok(Format::One),
            2 => Ok(Format::Two),
            3 => Ok(Format::Three),
            _ => Err("a later format"),
        }
    }
}

/// The tag of what a demonstration site signed.
pub const EXAMPLE: &str = "EJEMPLO";

/// How a level is written in signed data.
pub fn level(trust: Trust) -> &'static str {
    match trust {
        Trust::SelfIssued => "autoemitida",
        Trust::Countersigned => "cotejada",
        Trust::Supervised => "supervisada",
    }
}
