//! The credential as an Open Badges 3.0 `AchievementCredential` secured as a VC-JWT: the payload is the credential itself plus the
//! registered claims (OB 3.0 §8.2). Written from structures, never from maps: the same award gives the same bytes everywhere.
//!
//! Where our fields stand: the name is an `identifier` in clear; the course `achievement.humanCode` and `version`, its published text
//! `achievement.id` (RFC 6920: `ni:///sha-256;…`); hours `creditsEarned`; the level `evidence.genre`, who attests
//! `evidence.description`, a recertification `evidence.narrative`; the files of sheet and badge `relatedResource`; days are the first ten characters of their moments.

mod read;

pub(crate) use read::{fields, files, is_consistent, issuer_id};

use aula_core::credential::{Award, Credential, Trust};
use aula_core::time::{Date, Timestamp};
use base64ct::{Base64UrlUnpadded, Encoding};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::file::Files;
use crate::key::PublicKey;
use aula_core::verification::{EXAMPLE, Format, level};

/// The contexts; a credential of the first format names all but the last.
const CONTEXTS: [&str; 3] = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    // Defines the type of `credentialSchema`.
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
];
const SCHEMA: &str =
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";

/// What the files are called within the credential.
const FILES: [&str; 2] = ["hoja", "insignia"];

/// What the narrative says before the day and a full stop.
const RECERTIFIED: &str = "Recertificación aprobada el ";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Badge<'a> {
    #[serde(rename = "@context")]
    context: &'static [&'static str],
    id: String,
    r#type: [&'static str; 2],
    name: &'a str,
    issuer: Profile<'a>,
    valid_from: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<String>,
    credential_schema: [Schema; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_resource: Vec<Resource<'a>>,
    credential_subject: Subject<'a>,
    evidence: [Evidence<'a>; 1],
    iss: String,
    jti: String,
    sub: String,
    nbf: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    exp: Option<i64>,
}

#[derive(Serialize)]
struct Profile<'a> {
    id: String,
    r#type: [&'static str; 1],
    name: &'a str,
}

#[derive(Serialize)]
struct Schema {
    id: &'static str,
    r#type: &'static str,
}

/// A file and its digest (VC data model 2.0, §5.3): the sheet or the badge, with spaces where its token stands.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Resource<'a> {
    id: String,
    media_type: &'static str,
    digest_multibase: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Subject<'a> {
    id: String,
    r#type: [&'static str; 1],
    identifier: [Identity<'a>; 1],
    activity_start_date: String,
    activity_end_date: String,
    credits_earned: f64,
    achievement: Achievement<'a>,
    result: [Outcome; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Identity<'a> {
    r#type: &'static str,
    hashed: bool,
    identity_hash: &'a str,
    identity_type: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Achievement<'a> {
    id: String,
    r#type: [&'static str; 1],
    achievement_type: &'static str,
    name: &'a str,
    description: &'a str,
    human_code: &'a str,
    version: &'a str,
    in_language: &'static str,
    criteria: Criteria,
    credits_available: f64,
    result_description: [Scale; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tag: Vec<&'static str>,
}

#[derive(Serialize)]
struct Criteria {
    narrative: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Scale {
    id: String,
    r#type: [&'static str; 1],
    name: &'static str,
    result_type: &'static str,
    required_value: String,
    value_min: &'static str,
    value_max: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    r#type: [&'static str; 1],
    result_description: String,
    value: String,
}

#[derive(Serialize)]
struct Evidence<'a> {
    r#type: [&'static str; 1],
    name: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    narrative: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    genre: &'static str,
}

/// The payload of the token. `files` are the digests of sheet and badge, which formats one and two leave out.
pub(crate) fn payload(award: &Award, format: Format, key: &PublicKey, files: &Files) -> Vec<u8> {
    let credential = &award.credential;
    let id = format!("urn:uuid:{}", credential.folio);
    let (did, subject) = (key.did(), subject_id(credential));
    let offset = credential.issued_at.offset_minutes;
    let until = award.valid_until;
    let badge = Badge {
        context: match format {
            Format::One => CONTEXTS.split_at(2).0,
            Format::Two | Format::Three => &CONTEXTS,
        },
        id: id.clone(),
        r#type: ["VerifiableCredential", "OpenBadgeCredential"],
        name: &credential.title,
        issuer: Profile {
            id: did.clone(),
            r#type: ["Profile"],
            name: &credential.issuer,
        },
        valid_from: moment(credential.issued_at),
        valid_until: until.map(|date| end_of_day(date, offset)),
        credential_schema: [Schema {
            id: SCHEMA,
            r#type: "1EdTechJsonSchemaValidator2019",
        }],
        related_resource: match format {
            Format::One | Format::Two => vec![],
            Format::Three => related(&id, files),
        },
        credential_subject: subject_of(award, subject.clone(), &id),
        evidence: [evidence(award)],
        iss: did,
        jti: id,
        sub: subject,
        nbf: credential.issued_at.utc_ms.div_euclid(1000),
        exp: until.map(|date| end_of_day_seconds(date, offset)),
    };
    // Limit: text and finite numbers cannot fail to become JSON.
    serde_json::to_vec(&badge).unwrap_or_default()
}

fn related<'a>(id: &str, files: &'a Files) -> Vec<Resource<'a>> {
    let resource = |name, media_type, digest_multibase| Resource {
        id: format!("{id}#{name}"),
        media_type,
        digest_multibase,
    };
    vec![
        resource(FILES[0], "application/pdf", &files.sheet),
        resource(FILES[1], "image/svg+xml", &files.badge),
    ]
}

fn subject_of<'a>(award: &'a Award, id: String, credential_id: &str) -> Subject<'a> {
    let credential = &award.credential;
    let offset = credential.issued_at.offset_minutes;
    let scale = format!("{credential_id}#calificacion");
    let hours = f64::from(credential.minutes) / 60.0;
    Subject {
        id,
        r#type: ["AchievementSubject"],
        identifier: [Identity {
            r#type: "IdentityObject",
            hashed: false,
            identity_hash: credential.name.as_str(),
            identity_type: "name",
        }],
        activity_start_date: format!("{}T00:00:00{}", credential.started_on, zone(offset)),
        activity_end_date: format!("{}T00:00:00{}", credential.finished_on, zone(offset)),
        credits_earned: hours,
        achievement: Achievement {
            id: course_uri(&award.course_digest),
            r#type: ["Achievement"],
            achievement_type: "Course",
            name: &credential.title,
            description: match credential.subtitle.as_str() {
                "" => &credential.title,
                subtitle => subtitle,
            },
            human_code: credential.course.as_str(),
            version: &credential.version,
            in_language: "es-MX",
            criteria: Criteria {
                narrative: format!(
                    "Todas las lecciones terminadas y evaluación final con al menos {} de 100.",
                    credential.pass_mark
                ),
            },
            credits_available: hours,
            result_description: [Scale {
                id: scale.clone(),
                r#type: ["ResultDescription"],
                name: "Calificación",
                result_type: "Percent",
                required_value: credential.pass_mark.to_string(),
                value_min: "0",
                value_max: "100",
            }],
            tag: if credential.demonstration {
                vec![EXAMPLE]
            } else {
                vec![]
            },
        },
        result: [Outcome {
            r#type: ["Result"],
            result_description: scale,
            value: credential.percent.to_string(),
        }],
    }
}

fn evidence(award: &Award) -> Evidence<'_> {
    let trust = award.credential.trust;
    Evidence {
        r#type: ["Evidence"],
        name: match trust {
            Trust::Supervised => "Evaluación supervisada",
            Trust::SelfIssued | Trust::Countersigned => "Evaluación no supervisada",
        },
        narrative: match award.credential.recertified_on {
            Some(date) => format!("{RECERTIFIED}{date}."),
            None => String::new(),
        },
        description: &award.attested_by,
        genre: level(trust),
    }
}

/// The day in the narrative of a recertification.
fn recertified(narrative: &str) -> Option<String> {
    let day = narrative.strip_prefix(RECERTIFIED)?.strip_suffix('.')?;
    Date::parse(day).map(|date| date.to_string())
}

/// A name for the person inside this credential only: derived from it, so that it says nothing about them elsewhere.
fn subject_id(credential: &Credential) -> String {
    let text = format!("aula:participante:{}", credential.folio);
    let digest = Sha256::digest(text.as_bytes());
    let hex: String = digest
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    // Version 8 (RFC 9562): made by a rule of our own.
    format!(
        "urn:uuid:{}-{}-8{}-a{}-{}",
        part(0, 8),
        part(8, 12),
        part(13, 16),
        part(17, 20),
        part(20, 32)
    )
}

/// RFC 6920: the published version of the course, named by what it says.
fn course_uri(digest: &str) -> String {
    let bytes: Vec<u8> = (0..digest.len() / 2)
        .filter_map(|at| u8::from_str_radix(digest.get(2 * at..2 * at + 2)?, 16).ok())
        .collect();
    format!("ni:///sha-256;{}", Base64UrlUnpadded::encode_string(&bytes))
}

/// `2026-11-24T21:30:00-06:00`.
fn moment(at: Timestamp) -> String {
    let local = at.utc_ms.div_euclid(1000) + i64::from(at.offset_minutes) * 60;
    let second = local.rem_euclid(86_400);
    let (hour, minute) = (second / 3600, second / 60 % 60);
    let zone = zone(at.offset_minutes);
    format!(
        "{}T{hour:02}:{minute:02}:{:02}{zone}",
        at.date(),
        second % 60
    )
}

fn end_of_day(date: Date, offset: i16) -> String {
    format!("{date}T23:59:59{}", zone(offset))
}

/// The last second of a civil day, since the epoch.
pub(crate) fn end_of_day_seconds(date: Date, offset: i16) -> i64 {
    (date.days() + 1) * 86_400 - 1 - i64::from(offset) * 60
}

fn zone(offset: i16) -> String {
    let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs());
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
