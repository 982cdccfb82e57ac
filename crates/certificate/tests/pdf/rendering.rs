//! What `render` promises its caller: the same file for the same sheet, and an error that names what is wrong.

use crate::readers::{font, sheet};
use aula_certificate::{Error, render};

#[test]
fn the_same_sheet_is_the_same_file() {
    let sheet = sheet("everything-long");
    assert_eq!(
        render(&sheet, font()).unwrap(),
        render(&sheet, font()).unwrap()
    );
}

#[test]
fn another_folio_is_another_document() {
    let identifiers = [
        "3f2b8c1e-9a47-4d06-8f13-5be2c7a9d410",
        "00000000-0000-4000-8000-000000000000",
    ]
    .map(|folio| {
        let mut sheet = sheet("normal");
        sheet.folio = folio.to_owned();
        let pdf = render(&sheet, font()).unwrap();
        let text = String::from_utf8_lossy(&pdf).into_owned();
        let (_, rest) = text
            .split_once("<xmpMM:DocumentID>")
            .expect("an identifier");
        rest.split('<').next().map(str::to_owned)
    });
    assert_ne!(identifiers[0], identifiers[1]);
}

#[test]
fn a_character_without_a_glyph_is_named() {
    for (name, missing) in [
        ("Ana 李 Ruiz", '李'),
        ("Ana Ruiz 🌵", '🌵'),
        ("Ana שלום", 'ש'),
        ("مريم", 'م'),
    ] {
        let mut sheet = sheet("normal");
        sheet.name = name.to_owned();
        let error = render(&sheet, font()).unwrap_err();
        assert!(
            matches!(error, Error::MissingGlyph(found) if found == missing),
            "{name}: {error:?}"
        );
        assert_eq!(error.to_string(), format!("missing glyph: {missing}"));
    }
}

#[test]
fn other_scripts_of_the_font_are_drawn_too() {
    let mut sheet = sheet("normal");
    sheet.name = "Αλεξάνδρα Олена".to_owned();
    assert!(render(&sheet, font()).is_ok());
}

#[test]
fn bytes_that_are_no_whole_font_are_refused() {
    let half = font().len() / 2;
    for bytes in [
        &[][..],
        b"no font",
        &font()[..1000],
        &font()[..half],
        &font()[..2 * half - 100],
    ] {
        assert!(matches!(render(&sheet("normal"), bytes), Err(Error::Font)));
    }
}

#[test]
fn any_text_within_the_limits_fits() {
    for letters in ["W", "Ma̱ ", "Ññ", "l’A ", "fi", "y a "] {
        for length in [1, 2, 40, 79, 80] {
            let mut sheet = sheet("example");
            sheet.name = letters.chars().cycle().take(length).collect();
            sheet.course = letters.chars().cycle().take(length * 3 / 2).collect();
            sheet.subtitle = letters.chars().cycle().take(length * 2).collect();
            assert!(render(&sheet, font()).is_ok(), "{length} × {letters}");
        }
    }
}

#[test]
fn a_text_beyond_all_limits_is_refused_not_cut() {
    let mut sheet = sheet("normal");
    sheet.course = "capacitación ".repeat(1000);
    assert!(matches!(render(&sheet, font()), Err(Error::DoesNotFit)));
}

#[test]
fn a_clock_beyond_the_calendar_is_no_obstacle() {
    for (utc_ms, offset_minutes) in [(i64::MAX, i16::MAX), (i64::MIN, i16::MIN), (-1, 0)] {
        let mut sheet = sheet("normal");
        sheet.issued_at.utc_ms = utc_ms;
        sheet.issued_at.offset_minutes = offset_minutes;
        assert!(render(&sheet, font()).is_ok(), "{utc_ms} {offset_minutes}");
    }
}
