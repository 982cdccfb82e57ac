//! What `render` promises its caller: the same file for the same sheet, and an error that names what is wrong.

use std::collections::BTreeMap;
use std::fs;

use crate::readers::{drawn, font, sheet};
use aula_certificate::{Error, render};
use aula_core::credential::LearnerName;
use sha2::{Digest, Sha256};

#[test]
fn the_same_sheet_is_the_same_file() {
    let sheet = sheet("everything-long");
    assert_eq!(
        render(&sheet, font()).unwrap(),
        render(&sheet, font()).unwrap()
    );
}

/// Each sheet of the folder with the SHA-256 of its file, as the first release that signed files drew it. The token of a constancia signs its
/// file to the byte, and who lost theirs gets it again by drawing it again (`aula reissue`): a file of other bytes is a good signature on
/// another file. Anything may break it: the layout, the font, another version of krilla, of what it compresses or subsets with.
///
/// Where it fails without being meant to, take back what moved the bytes (`Cargo.lock`). Where a sheet is to look otherwise, or the library
/// must go on, that is a new `Format`: the old drawing stays for what was signed in the formats before, with its lines here, and the new one
/// gets lines of its own. A sheet that is added to the folder adds a line; no line is ever changed.
///
/// Fonts are embedded and nothing is asked of the machine, so that the bytes are the same on any.
#[test]
fn every_sheet_is_drawn_as_it_always_was() {
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/drawn.sha256");
    let kept = fs::read_to_string(kept).unwrap_or_default();
    let kept: BTreeMap<&str, &str> = kept
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(digest, name)| (name, digest))
        .collect();
    let drawn = drawn().map(|(name, pdf)| {
        let digest = Sha256::digest(pdf);
        let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        (name, digest)
    });
    let other: Vec<String> = drawn
        .filter(|(name, digest)| kept.get(name.as_str()) != Some(&digest.as_str()))
        .map(|(name, digest)| format!("{digest}  {name}"))
        .collect();
    assert!(other.is_empty(), "drawn otherwise:\n{}", other.join("\n"));
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

/// A name that is refused while it is typed leaves no constancia behind that cannot be drawn.
#[test]
fn every_letter_that_a_name_may_have_is_drawn() {
    let names = (' '..='\u{2100}').filter_map(|letter| {
        let name = LearnerName::new(&format!("a{letter}")).ok()?;
        name.undrawable().is_none().then_some(name)
    });
    let names: Vec<LearnerName> = names.collect();
    assert!(names.len() > 1000, "{}", names.len());
    for some in names.chunks(40) {
        let mut sheet = sheet("normal");
        sheet.name = some.iter().map(LearnerName::as_str).collect();
        if let Err(error) = render(&sheet, font()) {
            panic!("{}: {error}", sheet.name);
        }
    }
}

#[test]
fn a_character_without_a_glyph_is_named() {
    for (name, missing) in [
        ("Ana 李 Ruiz", '李'),
        ("Ana Ruiz 🌵", '🌵'),
        ("Ana שלום", 'ש'),
        ("مريم", 'م'),
    ] {
        let typed = LearnerName::new(name).unwrap();
        assert_eq!(typed.undrawable(), Some(missing));
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
