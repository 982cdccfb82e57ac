//! What a credential says, ours or another issuer's.

use aula_core::time::Date;
use aula_core::verification::{Field, Fields};
use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::Value;

use super::{CONTEXTS, FILES, recertified};

/// What a payload says. Members that are missing or of another shape are left out: credentials of other issuers have others.
pub(crate) fn fields(payload: &Value) -> Fields {
    let text = |path: &str| {
        payload
            .pointer(path)
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let day = |path: &str| text(path).and_then(|moment| moment.get(..10).map(str::to_owned));
    let subject = |path: &str| text(&format!("/credentialSubject/{path}"));
    let hours = payload
        .pointer("/credentialSubject/creditsEarned")
        .and_then(Value::as_f64);
    let minutes = hours.map(|hours| format!("{:.0}", hours * 60.0));
    let course = subject("achievement/id");
    let digest = course.as_deref().and_then(digest_of);
    let folio = text("/id").map(|id| id.trim_start_matches("urn:uuid:").to_owned());
    // Without a subtitle the description, which must not be empty, is the title.
    let subtitle = subject("achievement/description")
        .filter(|description| Some(description) != subject("achievement/name").as_ref());
    let narrative = text("/evidence/0/narrative");
    let recertified_on = narrative.as_deref().and_then(recertified);
    let all = [
        (Field::Level, text("/evidence/0/genre")),
        (Field::Name, subject("identifier/0/identityHash")),
        (Field::Title, subject("achievement/name")),
        (Field::Subtitle, subtitle),
        (Field::Course, subject("achievement/humanCode")),
        (Field::Version, subject("achievement/version")),
        (Field::CourseDigest, digest),
        (Field::Minutes, minutes),
        (Field::Percent, subject("result/0/value")),
        (
            Field::PassMark,
            subject("achievement/resultDescription/0/requiredValue"),
        ),
        (
            Field::StartedOn,
            day("/credentialSubject/activityStartDate"),
        ),
        (Field::FinishedOn, day("/credentialSubject/activityEndDate")),
        (Field::IssuedOn, day("/validFrom")),
        (Field::RecertifiedOn, recertified_on),
        (Field::ValidUntil, day("/validUntil")),
        (Field::AttestedBy, text("/evidence/0/description")),
        (Field::Issuer, text("/issuer/name")),
        (Field::Folio, folio),
        (Field::Example, subject("achievement/tag/0")),
    ];
    Fields(
        all.into_iter()
            .filter_map(|(field, value)| Some((field, value?)))
            .collect(),
    )
}

/// The digests of the sheet and the badge that a payload signs. Other resources are none of ours.
pub(crate) fn files(payload: &Value) -> Vec<String> {
    let id = payload.get("id").and_then(Value::as_str);
    let all = payload.get("relatedResource").and_then(Value::as_array);
    let digest = |file: &Value| {
        let (of, name) = file.get("id")?.as_str()?.rsplit_once('#')?;
        let digest = file.get("digestMultibase")?.as_str()?;
        (Some(of) == id && FILES.contains(&name)).then(|| digest.to_owned())
    };
    all.into_iter().flatten().filter_map(digest).collect()
}

/// Whether the registered claims say the same as the credential (OB 3.0 §8.2.6.1), it is an Open Badges credential, and its end, if it has
/// one, can be read: what cannot would never come.
pub(crate) fn is_consistent(payload: &Value) -> bool {
    let text = |path: &str| payload.pointer(path).and_then(Value::as_str);
    let issuer = text("/issuer/id").or_else(|| text("/issuer"));
    let types = payload.get("type").and_then(Value::as_array);
    let is = |name: &str| types.is_some_and(|all| all.iter().any(|one| one == name));
    let context = |place: usize| text(&format!("/@context/{place}"));
    let ends = ["validUntil", "exp"]
        .iter()
        .any(|name| payload.get(name).is_some());
    let end = text("/validUntil").and_then(|moment| Date::parse(moment.get(..10)?));
    is("VerifiableCredential")
        && (is("OpenBadgeCredential") || is("AchievementCredential"))
        && context(0) == Some(CONTEXTS[0])
        && context(1)
            .is_some_and(|uri| uri.starts_with("https://purl.imsglobal.org/spec/ob/v3p0/context"))
        && issuer.is_some()
        && text("/iss") == issuer
        && text("/jti") == text("/id")
        && text("/sub") == text("/credentialSubject/id")
        && payload.get("nbf").is_some_and(Value::is_number)
        && (!ends || end.is_some())
}

/// The id of the issuer that a payload names.
pub(crate) fn issuer_id(payload: &Value) -> Option<&str> {
    payload.get("iss").and_then(Value::as_str)
}

fn digest_of(uri: &str) -> Option<String> {
    let bytes = Base64UrlUnpadded::decode_vec(uri.strip_prefix("ni:///sha-256;")?).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
