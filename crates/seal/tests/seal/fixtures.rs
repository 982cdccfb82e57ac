//! One award, three keys, a trust list.

use aula_core::credential::{Award, Credential, LearnerName, Trust};
use aula_core::id::CourseId;
use aula_core::time::{Date, Timestamp};
use aula_seal::{
    Exhibit, Issued, Issuer, RevocationList, Revocations, Signer, TrustList, Trusted, Verification,
    issue, prepare, read_revocations, read_trust, sign_revocations, sign_trust, verify,
};
use base64ct::{Base64UrlUnpadded, Encoding};
use ed25519_dalek::{Signer as _, SigningKey};

/// Where the QR codes of the tests lead.
pub const VERIFIER: &str = "https://capacitacion.naucalpan.gob.mx/verificar/";
/// Sixty characters with as many accents as a name may have.
pub const LONG_NAME: &str = "María Concepción Hernández Jiménez de Tonatzin Xōchitl Núñez";

pub fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// Noon in Naucalpan.
pub fn noon(text: &str) -> Timestamp {
    Timestamp {
        utc_ms: (day(text).days() * 86_400 + 18 * 3600) * 1000,
        offset_minutes: -360,
    }
}

pub fn municipality() -> Signer {
    Signer::from_seed(&[1; 32])
}

pub fn neighbour() -> Signer {
    Signer::from_seed(&[2; 32])
}

pub fn stranger() -> Signer {
    Signer::from_seed(&[3; 32])
}

pub fn award() -> Award {
    Award {
        credential: Credential {
            folio: "0b6f5c1e-3d1c-4e57-9a86-2f3b6d0c9e11".to_owned(),
            name: LearnerName::new("María de los Ángeles Ñuño O’Farrill").unwrap(),
            course: CourseId::new("mujeres-y-migracion"),
            title: "Mujeres y migración en el municipio".to_owned(),
            subtitle: "Atención sin barreras".to_owned(),
            version: "1.2.0".to_owned(),
            minutes: 155,
            percent: 92,
            pass_mark: 80,
            started_on: day("2026-11-20"),
            finished_on: day("2026-11-24"),
            issued_at: noon("2026-11-26"),
            trust: Trust::Countersigned,
            issuer: "Municipio de Naucalpan de Juárez".to_owned(),
            demonstration: false,
            valid_until: None,
            recertified_on: None,
        },
        course_digest: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
            .to_owned(),
        attested_by: String::new(),
        valid_until: None,
    }
}

pub fn supervised() -> Award {
    let mut award = award();
    award.credential.trust = Trust::Supervised;
    award.attested_by = "Lic. Iñaki Pérez Domínguez, Contraloría".to_owned();
    award.valid_until = Some(day("2027-11-26"));
    award
}

/// A constancia that was renewed by a recertification.
pub fn recertified() -> Award {
    let mut award = award();
    award.credential.recertified_on = Some(day("2026-11-25"));
    award.valid_until = Some(day("2027-11-25"));
    award
}

pub fn entry(name: &str, signer: &Signer) -> Issuer {
    Issuer {
        name: name.to_owned(),
        key: signer.public().x(),
        since: day("2026-01-01"),
        until: None,
    }
}

/// What the municipality's site ships: itself and a neighbour.
pub fn trust_list() -> TrustList {
    TrustList {
        date: day("2026-11-01"),
        next: day("2027-11-01"),
        issuers: vec![
            entry("Municipio de Naucalpan de Juárez", &municipality()),
            entry("Vecino", &neighbour()),
        ],
        successions: vec![],
    }
}

pub fn trusted() -> Trusted {
    let pinned = [municipality().public().fingerprint()];
    read_trust(&sign_trust(&trust_list(), &municipality()), &pinned).unwrap()
}

pub fn revocations(list: &RevocationList) -> Revocations {
    read_revocations(&sign_revocations(list, &municipality()), &trusted()).unwrap()
}

pub fn no_revocations() -> RevocationList {
    RevocationList {
        date: day("2026-11-25"),
        next: day("2026-12-25"),
        revoked: vec![],
    }
}

/// Verifies on 28 November 2026 with an empty, current revocation list.
pub fn check(exhibits: &[Exhibit]) -> Verification {
    let revocations = revocations(&no_revocations());
    verify(exhibits, &trusted(), Some(&revocations), noon("2026-11-28"))
}

/// What is signed for an award whose sheet nobody looks at: it is the place of the token alone.
pub fn issued(award: &Award, signer: &Signer) -> Issued {
    let seal = prepare(award, signer, VERIFIER).unwrap();
    issue(award, signer, &seal, seal.jwt.as_bytes()).unwrap()
}

/// What the code of an award holds.
pub fn link(award: &Award, signer: &Signer) -> String {
    prepare(award, signer, VERIFIER).unwrap().link
}

/// What a token says.
pub fn payload_of(token: &str) -> String {
    let payload = token.split('.').nth(1).unwrap();
    String::from_utf8(Base64UrlUnpadded::decode_vec(payload).unwrap()).unwrap()
}

/// A token with the header of another, signed by the municipality over a payload that its programs do not write.
pub fn signed(header_of: &str, payload: &str) -> String {
    let header = header_of.split('.').next().unwrap();
    let payload = Base64UrlUnpadded::encode_string(payload.as_bytes());
    let signed = format!("{header}.{payload}");
    let signature = SigningKey::from_bytes(&[1; 32]).sign(signed.as_bytes());
    let signature = Base64UrlUnpadded::encode_string(&signature.to_bytes());
    format!("{signed}.{signature}")
}
