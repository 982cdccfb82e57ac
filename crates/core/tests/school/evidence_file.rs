//! The format of an expediente is a border: what was once written is read for ever, and nothing that is read ends the app.

use aula_core::credential::Award;
use aula_core::evidence::{
    EVIDENCE_LIMIT, Edition, Evidence, EvidenceError, Known, LineProof, RECORDS_LIMIT,
    RegisterRead, Registered, register_line, review, signed_award, signed_line,
};
use aula_core::progress::record::Record;
use aula_core::verification::Format;
use proptest::prelude::*;

use crate::evidence::edition;
use crate::fixtures::{chain, credential, every_kind, issued, minute, opened};

/// As version 1 wrote it. Never changed.
const GOLDEN: &str = include_str!("../../testdata/expediente-v1.json");

fn written() -> String {
    let records = chain(0xa1, &[opened("l1"), issued()]);
    let course = aula_core::evidence::CourseMark {
        version: "1.0.0".to_owned(),
        digest: "0".repeat(64),
    };
    Evidence::collect(records.iter(), &credential(), course, minute(5)).to_json()
}

#[test]
fn it_is_written_as_version_1_wrote_it() {
    assert_eq!(
        written(),
        GOLDEN.trim_end(),
        "the new text is:\n{}\n",
        written()
    );
}

#[test]
fn what_was_written_is_read_with_whatever_is_around_it() {
    let read = Evidence::read(GOLDEN.trim_end()).unwrap();
    assert_eq!(read.to_json(), GOLDEN.trim_end());
    let newer = GOLDEN.replacen("\"folio\"", "\"nuevo\":[1.0],\"folio\"", 1);
    assert_eq!(
        Evidence::read(&format!("\u{FEFF}{newer}\r\n")).as_ref(),
        Ok(&read)
    );
}

#[test]
fn a_file_is_refused_with_its_reason() {
    let changed = |from: &str, to: &str| {
        assert!(GOLDEN.contains(from), "{from}");
        Evidence::read(&GOLDEN.replace(from, to))
    };
    for (from, to, expected) in [
        ("aula-expediente", "aula-avance", EvidenceError::NotEvidence),
        (
            "\"version\":1,\"folio\"",
            "\"version\":0,\"folio\"",
            EvidenceError::NotEvidence,
        ),
        (
            "\"version\":1,\"folio\"",
            "\"version\":2,\"otro\"",
            EvidenceError::Newer(2),
        ),
        ("\"registros\"", "\"otros\"", EvidenceError::NotEvidence),
        (
            "CredentialIssued",
            "SomethingElse",
            EvidenceError::NoCredential,
        ),
        ("{\"formato\"", "[{\"formato\"", EvidenceError::NotEvidence),
    ] {
        assert_eq!(changed(from, to), Err(expected), "{from}");
    }
    let deep = GOLDEN.replacen(
        "\"folio\":",
        &format!("\"x\":{},\"folio\":", "[".repeat(100_000)),
        1,
    );
    assert_eq!(Evidence::read(&deep), Err(EvidenceError::NotEvidence));
    let long = " ".repeat(EVIDENCE_LIMIT + 1);
    assert_eq!(Evidence::read(&long), Err(EvidenceError::TooLong));
    let many = format!("[{}\"\"", "\"\",".repeat(RECORDS_LIMIT));
    assert_eq!(
        changed("\"registros\":[\"{", &format!("\"registros\":{many},\"{{")),
        Err(EvidenceError::TooLong)
    );
}

/// As version 1 wrote it, before and after there were marks, and with each format of what was signed. It only grows.
const REGISTER: &str = include_str!("../../testdata/registro-v1.jsonl");

/// Of its last line, by the key of the golden files of the seal.
const SIGNATURE: &str =
    "akPtehmR_qRE1Br8zJOoi47883OZzRq6C3e6dYroWMe0fjeluNh-LgVYMNvumHYEZPh3qTJILHPv9lQCJghnAw";

#[test]
fn every_line_of_a_register_is_read_and_others_are_counted() {
    let award = Award {
        credential: credential(),
        course_digest: "0".repeat(64),
        attested_by: String::new(),
        valid_until: None,
    };
    let evidence = Evidence::read(GOLDEN).unwrap();
    let written = register_line(&award, &evidence, &"1".repeat(64)).unwrap();
    let signed = signed_line(&written, |_| SIGNATURE.to_owned());
    let last: Vec<&str> = REGISTER.lines().skip(3).collect();
    assert_eq!(last, [&written, &signed]);

    let read = Known::default().add_register(REGISTER);
    let (signed, unreadable) = (5, 0);
    assert_eq!(read, RegisterRead { signed, unreadable });
    let damaged = format!("\u{FEFF}{REGISTER}\r\n{{\"datos\":3}}\nnada\n");
    let read = Known::default().add_register(&damaged);
    assert_eq!((read.signed, read.unreadable), (5, 2));

    let first = REGISTER.lines().next().unwrap();
    let second = damaged.replace(",\"formato\":3", ",\"formato\":2");
    let later = damaged.replace("\"formato\":3", "\"formato\":4");
    for (register, format) in [
        (&damaged, Format::Three),
        (&second, Format::Two),
        (&format!("\u{FEFF}{first}"), Format::One),
        // A line of a later Aula is none of ours: the one before it counts.
        (&later, Format::Two),
    ] {
        let folio = award.credential.folio.to_uppercase();
        let line = signed_award(register, &folio).unwrap();
        assert_eq!((&line.award, line.format), (&award, format));
        assert_eq!(signed_award(register, "otro"), None);
    }
}

#[test]
fn a_line_is_signed_up_to_its_signature_which_ends_it() {
    let folio = credential().folio;
    let proof = |register: &str| {
        let Registered { proof, .. } = signed_award(register, &folio).unwrap();
        proof.map(|LineProof { said, signature }| (said.to_owned(), signature))
    };
    let mut lines = REGISTER.lines().skip(3);
    let (unsigned, signed) = (lines.next().unwrap(), lines.next().unwrap());
    assert_eq!(proof(unsigned), None);
    let said = unsigned.strip_suffix('}').unwrap();
    let whole = Some((said.to_owned(), SIGNATURE.to_owned()));
    for register in [
        signed,
        &format!("\u{FEFF}{REGISTER}"),
        &format!(" {signed} \r\n"),
    ] {
        assert_eq!(proof(register), whole);
    }
    // What stands behind it nobody signed.
    let more = signed.replace(SIGNATURE, &format!("{SIGNATURE}\",\"nota\":\"x"));
    assert_eq!(proof(&more), Some((String::new(), SIGNATURE.to_owned())));
}

fn any_record() -> impl Strategy<Value = String> {
    let records: Vec<String> = chain(0xa1, &every_kind())
        .iter()
        .map(|record: &Record| record.text().to_owned())
        .collect();
    (
        proptest::sample::select(records),
        0..400usize,
        proptest::collection::vec(any::<u8>(), 0..4),
    )
        .prop_map(|(text, from, bytes)| {
            let mut damaged = text.into_bytes();
            let from = from.min(damaged.len());
            let to = (from + bytes.len()).min(damaged.len());
            damaged.splice(from..to, bytes);
            String::from_utf8_lossy(&damaged).into_owned()
        })
}

proptest! {
    #[test]
    fn reading_any_text_never_panics(text in ".*") {
        prop_assert!(Evidence::read(&text).is_err());
        prop_assert_eq!(Known::default().add_register(&text).signed, 0);
    }

    #[test]
    fn any_damage_and_any_records_are_read_and_reviewed_without_a_panic(
        from in 0..GOLDEN.len(),
        bytes in proptest::collection::vec(any::<u8>(), 0..8),
        records in proptest::collection::vec(any_record(), 0..20),
    ) {
        let mut damaged = GOLDEN.as_bytes().to_vec();
        let to = (from + bytes.len()).min(damaged.len());
        damaged.splice(from..to, bytes);
        let damaged = String::from_utf8_lossy(&damaged).into_owned();
        let mut texts = records;
        texts.push(chain(0xa1, &[issued()])[0].text().to_owned());
        let forged = serde_json::json!({
            "formato": "aula-expediente", "version": 1, "folio": credential().folio,
            "hecho": minute(0), "registros": texts,
        });
        let editions: [Edition; 1] = [edition()];
        for file in [damaged, forged.to_string()] {
            if let Ok(evidence) = Evidence::read(&file) {
                let review = review(&evidence, &editions, &Known::default(), minute(0));
                prop_assert!(!review.is_met());
            }
        }
    }
}
