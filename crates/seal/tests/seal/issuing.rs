//! What is handed over, and that it reads back.

use aula_core::credential::{LearnerName, Trust};
use aula_core::id::CourseId;
use aula_scanner::read_code;
use aula_seal::{Error, Exhibit, Field, Fields, RevocationCheck, Verdict, code, exhibits, issue};

use crate::fixtures::{
    LONG_NAME, VERIFIER, award, check, day, municipality, recertified, supervised,
};

#[test]
fn the_same_award_gives_the_same_bytes() {
    let first = issue(&award(), &municipality(), VERIFIER).unwrap();
    assert_eq!(issue(&award(), &municipality(), VERIFIER).unwrap(), first);
}

#[test]
fn every_form_says_what_was_awarded_and_is_authentic() {
    for award in [award(), supervised(), recertified()] {
        let issued = issue(&award, &municipality(), VERIFIER).unwrap();
        let seal = &issued.seal;
        let token = check(&exhibits(seal.jwt.as_bytes()));
        assert_eq!(token.verdict, Verdict::Authentic);
        let mut said = Fields::of(&award);
        said.0.push((Field::Fingerprint, seal.fingerprint.clone()));
        assert_eq!(token.fields, said);
        assert_eq!(
            token.issuer.unwrap().name,
            "Municipio de Naucalpan de Juárez"
        );
        assert_eq!(
            token.revocation,
            RevocationCheck::Checked(day("2026-11-25"))
        );

        let code = check(&exhibits(seal.link.as_bytes()));
        assert_eq!(code.verdict, Verdict::Authentic);
        assert!(code.code_only && !token.code_only);
        for (field, value) in &token.fields.0 {
            let said = code.fields.get(*field);
            match field {
                field if !field.is_in_code() => assert_eq!(said, None),
                Field::CourseDigest => assert!(value.starts_with(said.unwrap())),
                _ => assert_eq!(said, Some(value.as_str()), "{field:?}"),
            }
        }

        assert_eq!(
            exhibits(issued.svg.as_bytes()),
            [Exhibit::Jwt(seal.jwt.clone())]
        );
        let both = check(
            &[
                exhibits(seal.jwt.as_bytes()),
                exhibits(seal.link.as_bytes()),
            ]
            .concat(),
        );
        assert_eq!(
            (both.verdict, both.differences),
            (Verdict::Authentic, vec![])
        );
    }
}

#[test]
fn only_what_somebody_vouches_for_is_signed() {
    let refused = |change: &dyn Fn(&mut aula_core::credential::Award)| {
        let mut award = award();
        change(&mut award);
        issue(&award, &municipality(), VERIFIER).unwrap_err()
    };
    assert_eq!(
        refused(&|award| award.credential.trust = Trust::SelfIssued),
        Error::Unsignable
    );
    assert_eq!(
        refused(&|award| award.credential.trust = Trust::Supervised),
        Error::Unsignable
    );
    assert_eq!(
        refused(&|award| award.attested_by = "Alguien".to_owned()),
        Error::Unsignable
    );
    assert_eq!(
        refused(&|award| award.course_digest.clear()),
        Error::Unsignable
    );
    assert_eq!(
        refused(&|award| award.credential.folio = "7".to_owned()),
        Error::Unsignable
    );
    assert_eq!(
        refused(&|award| award.credential.version = "uno".to_owned()),
        Error::Unsignable
    );
}

#[test]
fn a_code_with_a_name_of_sixty_characters_stays_within_version_13() {
    assert_eq!(LONG_NAME.chars().count(), 60);
    for mut award in [award(), supervised()] {
        award.credential.name = LearnerName::new(LONG_NAME).unwrap();
        award.credential.course = CourseId::new("asistencia-consular-e-identidad-legal");
        let issued = issue(&award, &municipality(), VERIFIER).unwrap();
        let side = issued.seal.code.len();
        let version = (side - 17) / 4;
        assert!(
            version <= 13,
            "version {version}: {} digits",
            issued.seal.link.len()
        );
        assert!(issued.seal.code.iter().all(|row| row.len() == side));
    }
}

#[test]
fn a_picture_of_the_code_is_read() {
    let link = issue(&supervised(), &municipality(), VERIFIER)
        .unwrap()
        .seal
        .link;
    let rows = code(&link).unwrap();
    let (scale, quiet) = (3, 4);
    let side = (rows.len() + 2 * quiet) * scale;
    let dark = |x: usize, y: usize| {
        let (x, y) = (
            (x / scale).checked_sub(quiet)?,
            (y / scale).checked_sub(quiet)?,
        );
        Some(rows.get(y)?.as_bytes().get(x)? == &b'1')
    };
    let grey: Vec<u8> = (0..side * side)
        .map(|at| {
            if dark(at % side, at / side) == Some(true) {
                30
            } else {
                220
            }
        })
        .collect();
    assert_eq!(read_code(side, side, &grey), Some(link));
    assert_eq!(read_code(side, side, &vec![220; side * side]), None);
    assert_eq!(read_code(3, 3, &grey), None);
    assert_eq!(read_code(0, 0, &[]), None);
}
