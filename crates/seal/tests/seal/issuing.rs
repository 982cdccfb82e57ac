//! What is handed over, and that it reads back.

use aula_core::credential::{LearnerName, Trust};
use aula_core::id::CourseId;
use aula_scanner::read_codes;
use aula_seal::{
    Error, Exhibit, Field, Fields, RevocationCheck, SheetCheck, Verdict, code, exhibits, issue,
    prepare,
};

use crate::fixtures::{
    LONG_NAME, VERIFIER, award, check, day, issued, link, municipality, neighbour, recertified,
    stranger, supervised,
};

#[test]
fn the_same_award_gives_the_same_bytes() {
    let first = issued(&award(), &municipality());
    assert_eq!(issued(&award(), &municipality()), first);
}

#[test]
fn a_sheet_is_signed_only_with_the_place_of_its_token() {
    let seal = prepare(&award(), &municipality(), VERIFIER).unwrap();
    let signs = |sheet: &str| issue(&award(), &municipality(), &seal, sheet.as_bytes());
    assert!(signs(&format!("<{}>", seal.jwt)).is_ok());
    let twice = format!("<{0}><{0}>", seal.jwt);
    for other in ["", "<>", &seal.jwt[1..], &format!(" {}", seal.jwt), &twice] {
        assert_eq!(signs(other).unwrap_err(), Error::Unsignable);
    }
    // Nor with another key than the one that is named on it.
    let other = issue(&award(), &neighbour(), &seal, seal.jwt.as_bytes());
    assert_eq!(other.unwrap_err(), Error::Unsignable);
}

#[test]
fn every_form_says_what_was_awarded_and_is_authentic() {
    for award in [award(), supervised(), recertified()] {
        let issued = issued(&award, &municipality());
        let seal = prepare(&award, &municipality(), VERIFIER).unwrap();
        let token = check(&exhibits(issued.jwt.as_bytes()));
        assert_eq!(
            (token.verdict, token.sheet),
            (Verdict::Authentic, SheetCheck::Absent)
        );
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

        let badge = exhibits(issued.svg.as_bytes());
        assert_eq!(badge.first(), Some(&Exhibit::Jwt(issued.jwt.clone())));
        let badge = check(&badge);
        assert_eq!(
            (badge.verdict, badge.sheet),
            (Verdict::Authentic, SheetCheck::AsSigned)
        );
        let drawn = issued.svg.replace("#000", "#700");
        let drawn = check(&exhibits(drawn.as_bytes()));
        assert_eq!(
            (drawn.verdict, drawn.sheet),
            (Verdict::Altered, SheetCheck::Changed)
        );
        let both = check(
            &[
                exhibits(issued.jwt.as_bytes()),
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
        prepare(&award, &municipality(), VERIFIER).unwrap_err()
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
    // Spelled otherwise it could not be revoked.
    let folio = award().credential.folio;
    let (first, rest) = folio.split_at(1);
    for other in [
        "7".to_owned(),
        folio.to_uppercase(),
        folio.replace('-', ""),
        format!("{first}-{rest}"),
        folio.replace("0b", "+b"),
        format!(" {folio}"),
    ] {
        let found = refused(&|award| award.credential.folio.clone_from(&other));
        assert_eq!(found, Error::Folio, "{other}");
    }
    assert_eq!(
        refused(&|award| award.credential.version = "uno".to_owned()),
        Error::Unsignable
    );
    // A code that nobody could read.
    let named = |award: &mut aula_core::credential::Award| {
        *award = supervised();
        award.attested_by = "Contraloría ".repeat(70);
    };
    assert_eq!(refused(&named), Error::TooLong);
}

#[test]
fn a_seal_is_for_one_award() {
    let seal = prepare(&award(), &municipality(), VERIFIER).unwrap();
    let mut other = award();
    other.credential.percent = 100;
    let signed = issue(&other, &municipality(), &seal, seal.jwt.as_bytes());
    assert_eq!(signed.unwrap_err(), Error::Unsignable);
}

#[test]
fn a_code_with_a_name_of_sixty_characters_stays_within_version_13() {
    assert_eq!(LONG_NAME.chars().count(), 60);
    for mut award in [award(), supervised()] {
        award.credential.name = LearnerName::new(LONG_NAME).unwrap();
        award.credential.course = CourseId::new("asistencia-consular-e-identidad-legal");
        let seal = prepare(&award, &municipality(), VERIFIER).unwrap();
        let side = seal.code.len();
        let version = (side - 17) / 4;
        assert!(
            version <= 13,
            "version {version}: {} digits",
            seal.link.len()
        );
        assert!(seal.code.iter().all(|row| row.len() == side));
    }
}

/// A picture in which these codes stand beside each other: its width, its height, and its grey bytes.
fn picture(links: &[&str]) -> (usize, usize, Vec<u8>) {
    let codes: Vec<Vec<String>> = links.iter().map(|link| code(link).unwrap()).collect();
    let (scale, quiet) = (3, 4);
    let side = (codes[0].len() + 2 * quiet) * scale;
    let dark = |x: usize, y: usize| {
        let module = |at: usize| (at / scale).checked_sub(quiet);
        let rows = &codes[x / side];
        let row = rows.get(module(y)?)?.as_bytes();
        Some(row.get(module(x % side)?)? == &b'1')
    };
    let width = side * codes.len();
    let grey = (0..width * side).map(|at| match dark(at % width, at / width) {
        Some(true) => 30,
        Some(false) | None => 220,
    });
    (width, side, grey.collect())
}

#[test]
fn a_picture_of_the_code_is_read() {
    let link = link(&supervised(), &municipality());
    let (side, _, grey) = picture(&[&link]);
    assert_eq!(read_codes(side, side, &grey), [link]);
    for (width, height, grey) in [
        (side, side, &vec![220; side * side]),
        (3, 3, &grey),
        (0, 0, &vec![]),
    ] {
        assert_eq!(read_codes(width, height, grey), [""; 0]);
    }
}

/// A photo taken in the dark: looked at as it is, it took fifty times as long.
#[test]
fn a_code_is_read_in_the_middle_of_grain() {
    let link = link(&supervised(), &municipality());
    let (side, _, code) = picture(&[&link]);
    let larger = 3;
    let margin = 500;
    let whole = larger * side + 2 * margin;
    let mut grain = 1_u32;
    let mut points = vec![];
    for place in 0..whole * whole {
        grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let within = |at: usize| Some(at.checked_sub(margin)? / larger).filter(|at| *at < side);
        let point = within(place % whole).zip(within(place / whole));
        points.push(match point {
            Some((x, y)) => code[y * side + x],
            None => (grain >> 24) as u8,
        });
    }
    assert_eq!(read_codes(whole, whole, &points), [link]);
}

#[test]
fn all_codes_of_a_picture_are_read_and_held_against_each_other() {
    let signed = link(&award(), &municipality());
    let mut better = award();
    better.credential.percent = 99;
    let better = link(&better, &municipality());
    let strange = link(&award(), &stranger());
    for (links, verdict, differ) in [
        ([&signed, &signed], Verdict::Authentic, &[][..]),
        ([&signed, &better], Verdict::Altered, &[Field::Percent]),
        ([&better, &signed], Verdict::Altered, &[Field::Percent]),
        ([&signed, &strange], Verdict::UnknownIssuer, &[]),
        ([&strange, &signed], Verdict::UnknownIssuer, &[]),
    ] {
        let (width, height, grey) = picture(&links.map(String::as_str));
        let mut read = read_codes(width, height, &grey);
        let copies = read.iter().flat_map(|link| exhibits(link.as_bytes()));
        let found = check(&copies.collect::<Vec<_>>());
        let fields = found.differences.iter().map(|each| each.field);
        assert_eq!(fields.collect::<Vec<_>>(), differ);
        assert_eq!(found.verdict, verdict);
        read.sort();
        let mut links = links.map(String::clone);
        links.sort();
        assert_eq!(read, links);
    }
}
