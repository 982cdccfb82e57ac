//! What a constancia is worth: its signature, its issuer, its dates, and whether its copies say the same.

use aula_core::time::{Date, Timestamp};
use aula_core::verification::{
    Difference, Field, Fields, Issuer, Reason, RevocationCheck, SheetCheck, Verdict, Verification,
};
use serde_json::Value;

use crate::badge;
use crate::compact::{self, Compact};
use crate::exhibit::Exhibit;
use crate::jws;
use crate::key::PublicKey;
use crate::list::{Revocations, Trusted};
use crate::words;

/// Judges the copies of one constancia. Of several signed copies the worst decides, and copies that disagree are altered.
///
/// `trusted` comes from [`read_trust`](crate::read_trust); without a list nobody is known. `now` decides about expiry and about how
/// old the lists are.
pub fn verify(
    exhibits: &[Exhibit],
    trusted: &Trusted,
    revocations: Option<&Revocations>,
    now: Timestamp,
) -> Verification {
    let all = exhibits
        .iter()
        .filter_map(|exhibit| judge(exhibit, trusted, now));
    let mut judged: Vec<Judged> = all.collect();
    // What is shown, and held against the words of a sheet, is what says most.
    judged.sort_by_key(|judged| (judged.fields.0.is_empty(), judged.is_code));
    let Some(first) = judged.first() else {
        return Verification {
            verdict: Verdict::Unverifiable(Reason::NothingSigned),
            fields: Fields::default(),
            is_signed: false,
            issuer: None,
            revocation: RevocationCheck::Missing,
            issuers_unchecked: None,
            differences: vec![],
            sheet: SheetCheck::Absent,
            code_only: false,
        };
    };
    let mut differences = vec![];
    for other in judged.iter().skip(1) {
        compare(first, other, &mut differences);
    }
    let agree = differences.is_empty();
    let files: Vec<String> = judged.iter().flat_map(|each| each.files.clone()).collect();
    let mut sheet = SheetCheck::Absent;
    for exhibit in exhibits {
        let check = match exhibit {
            Exhibit::Jwt(_) => SheetCheck::Absent,
            Exhibit::Code(_) => SheetCheck::Unseen,
            Exhibit::Sheet {
                digest: Some(digest),
                ..
            } if files.contains(digest) => SheetCheck::AsSigned,
            Exhibit::Sheet { digest, lines } => {
                if !lines.is_empty() {
                    for field in words::missing(&first.fields, lines) {
                        let signed = first.fields.get(field).map(str::to_owned);
                        note(&mut differences, field, signed, None);
                    }
                }
                match (digest, files.is_empty(), lines.is_empty()) {
                    // Whatever was handed over holds one token.
                    (None, ..) | (_, false, _) => SheetCheck::Changed,
                    (_, true, false) => SheetCheck::Words,
                    (_, true, true) => SheetCheck::Unread,
                }
            }
        };
        sheet = sheet.max(check);
    }
    let (revocation, revoked) = look_up(first, trusted, revocations, now.date());
    let worst = judged
        .iter()
        .map(|judged| judged.verdict.clone())
        .max_by_key(weight);
    let worst = worst.unwrap_or(Verdict::UnknownIssuer);
    let is_good = matches!(worst, Verdict::Authentic | Verdict::Expired { .. });
    let is_signed = is_good && agree;
    let verdict = match revoked {
        _ if !differences.is_empty() && weight(&worst) < weight(&Verdict::Altered) => {
            Verdict::Altered
        }
        Some(revoked) if weight(&worst) < weight(&revoked) => revoked,
        None if worst == Verdict::Authentic && sheet == SheetCheck::Changed => Verdict::Altered,
        Some(_) | None => worst,
    };
    Verification {
        verdict,
        fields: first.fields.clone(),
        is_signed,
        issuer: first.issuer.as_ref().map(|(issuer, _)| issuer.clone()),
        revocation,
        issuers_unchecked: trusted
            .dates
            .map(|(_, next)| next)
            .filter(|next| now.date() > *next),
        differences,
        sheet,
        code_only: first.is_code,
    }
}

/// What is worse hides what is less bad.
fn weight(verdict: &Verdict) -> u8 {
    match verdict {
        Verdict::Authentic => 0,
        Verdict::Expired { .. } => 1,
        Verdict::Revoked { .. } => 2,
        Verdict::Unverifiable(_) => 3,
        Verdict::UnknownIssuer => 4,
        Verdict::Altered => 5,
    }
}

/// One signed copy with what is to be said about it alone.
struct Judged {
    verdict: Verdict,
    fields: Fields,
    issuer: Option<(Issuer, PublicKey)>,
    is_code: bool,
    /// Digests of the files that it signs.
    files: Vec<String>,
}

impl Judged {
    /// Of which nothing could be read yet.
    fn unread(is_code: bool) -> Judged {
        Judged {
            verdict: Verdict::Unverifiable(Reason::Encoding),
            fields: Fields::default(),
            issuer: None,
            is_code,
            files: vec![],
        }
    }
}

/// `None` for a copy that is not signed.
fn judge(exhibit: &Exhibit, trusted: &Trusted, now: Timestamp) -> Option<Judged> {
    let mut judged = match exhibit {
        Exhibit::Jwt(token) => judge_token(token, trusted, now),
        Exhibit::Code(digits) => judge_code(digits, trusted, now),
        Exhibit::Sheet { .. } => return None,
    };
    if let Some((_, key)) = &judged.issuer {
        let fingerprint = key.fingerprint().to_string();
        judged.fields.0.push((Field::Fingerprint, fingerprint));
    }
    Some(judged)
}

fn judge_token(text: &str, trusted: &Trusted, now: Timestamp) -> Judged {
    let mut judged = Judged::unread(false);
    let Some(token) = jws::parse(text) else {
        return judged;
    };
    // Read before it is verified, to show what it claims. What is shown stands below the verdict.
    let payload: Option<Value> = serde_json::from_slice(&token.payload).ok();
    judged.fields = payload.as_ref().map(badge::fields).unwrap_or_default();
    let Some((issuer, key)) = find(trusted, |key| token.names(key)) else {
        judged.verdict = Verdict::UnknownIssuer;
        return judged;
    };
    judged.verdict = if !token.is_signed_by(&key) {
        Verdict::Altered
    } else if !payload.as_ref().is_some_and(badge::is_consistent)
        || payload.as_ref().and_then(badge::issuer_id) != Some(&key.did())
    {
        Verdict::Unverifiable(Reason::Content)
    } else {
        in_time(&judged.fields, &issuer, now)
    };
    if matches!(judged.verdict, Verdict::Authentic | Verdict::Expired { .. }) {
        judged.files = payload.as_ref().map(badge::files).unwrap_or_default();
    }
    judged.issuer = Some((issuer, key));
    judged
}

fn judge_code(digits: &str, trusted: &Trusted, now: Timestamp) -> Judged {
    let mut judged = Judged::unread(true);
    let Some(code) = compact::parse(digits) else {
        return judged;
    };
    let issuer = find(trusted, |key| Compact::names(&code, key));
    judged.verdict = match &issuer {
        None => Verdict::UnknownIssuer,
        Some((issuer, key)) if code.is_signed_by(key) => in_time(&code.fields, issuer, now),
        Some(_) => Verdict::Altered,
    };
    judged.issuer = issuer;
    judged.fields = code.fields;
    judged
}

fn find(trusted: &Trusted, named: impl Fn(&PublicKey) -> bool) -> Option<(Issuer, PublicKey)> {
    trusted.issuers.iter().find(|(_, key)| named(key)).cloned()
}

/// The dates of a credential whose signature is good. Civil days: it counts on the whole of its last day wherever one stands.
fn in_time(fields: &Fields, issuer: &Issuer, now: Timestamp) -> Verdict {
    let day = |field| fields.get(field).and_then(Date::parse);
    let Some(issued) = day(Field::IssuedOn) else {
        return Verdict::Unverifiable(Reason::Content);
    };
    let today = now.date();
    if issued < issuer.since || issuer.until.is_some_and(|until| issued > until) {
        return Verdict::UnknownIssuer;
    }
    // A day of grace: the two places may lie in different zones.
    if issued.days() > today.days() + 1 {
        return Verdict::Unverifiable(Reason::NotYet);
    }
    match day(Field::ValidUntil) {
        Some(on) if today > on => Verdict::Expired { on },
        Some(_) | None => Verdict::Authentic,
    }
}

/// A folio however it is spelled: an earlier program signed what the expediente said.
fn bare(folio: &str) -> String {
    let digits = folio.chars().filter(char::is_ascii_hexdigit);
    digits.map(|digit| digit.to_ascii_lowercase()).collect()
}

/// Whether the credential is on the list of its issuer, and how much that list says.
fn look_up(
    judged: &Judged,
    trusted: &Trusted,
    revocations: Option<&Revocations>,
    today: Date,
) -> (RevocationCheck, Option<Verdict>) {
    let (Some((issuer, _)), Some(revocations)) = (&judged.issuer, revocations) else {
        return (RevocationCheck::Missing, None);
    };
    if !trusted.speaks_for(&revocations.signer, &issuer.key) {
        return (RevocationCheck::Missing, None);
    }
    let list = &revocations.list;
    let folio = judged.fields.get(Field::Folio).map(bare);
    let mut revoked = list.revoked.iter();
    let entry = revoked.find(|entry| Some(bare(&entry.folio)) == folio);
    let check = match entry {
        Some(_) => RevocationCheck::Listed,
        None if today > list.next => RevocationCheck::UncheckedSince(list.next),
        // Of tomorrow it may be in another zone.
        None if list.date.days_since(today) > 1 => RevocationCheck::Ahead(list.date),
        None => RevocationCheck::Checked(list.date),
    };
    let verdict = entry.map(|entry| Verdict::Revoked {
        on: entry.date,
        reason: entry.reason.clone(),
    });
    (check, verdict)
}

/// Fields that differ between two signed copies. A code holds the beginning of the digest, and leaves some out; a key that nobody
/// knows has no fingerprint; what cannot be read says nothing.
fn compare(first: &Judged, other: &Judged, differences: &mut Vec<Difference>) {
    if other.fields.0.is_empty() {
        return;
    }
    let has_code = first.is_code || other.is_code;
    let fields = first.fields.0.iter().chain(&other.fields.0);
    for field in fields.map(|(field, _)| *field) {
        let (signed, found) = (first.fields.get(field), other.fields.get(field));
        let same = match (signed, found) {
            (Some(signed), Some(found)) if field == Field::CourseDigest => {
                signed.starts_with(found) || found.starts_with(signed)
            }
            (Some(_), None) | (None, Some(_)) => {
                field == Field::Fingerprint || has_code && !field.is_in_code()
            }
            (signed, found) => signed == found,
        };
        if !same {
            note(
                differences,
                field,
                signed.map(str::to_owned),
                found.map(str::to_owned),
            );
        }
    }
}

/// Says a difference once for each field.
fn note(
    differences: &mut Vec<Difference>,
    field: Field,
    signed: Option<String>,
    other: Option<String>,
) {
    if !differences
        .iter()
        .any(|difference| difference.field == field)
    {
        differences.push(Difference {
            field,
            signed,
            other,
        });
    }
}
