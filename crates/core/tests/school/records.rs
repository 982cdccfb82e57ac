//! The format of a record is a border: what was once written is read for ever.

use aula_core::progress::record::{DecodeError, RECORD_LIMIT, Record, RecordKey, Recorded, Writer};
use proptest::prelude::*;

use crate::fixtures::{chain, every_kind};

/// One line for each kind of event and then for each kind of response, as version 1 wrote it. Lines are added, never changed.
const GOLDEN: &str = include_str!("../../testdata/record-v1.jsonl");

#[test]
fn every_kind_is_written_as_version_1_wrote_it() {
    let written: Vec<Record> = chain(0xa1, &every_kind());
    let written: Vec<&str> = written.iter().map(Record::text).collect();
    let golden: Vec<&str> = GOLDEN.lines().collect();
    assert_eq!(
        written,
        golden,
        "the new text is:\n{}\n",
        written.join("\n")
    );
}

#[test]
fn row_35_every_released_line_is_read_as_the_event_it_was() {
    let mut previous = String::new();
    for (line, event) in GOLDEN.lines().zip(every_kind()) {
        let record = Record::decode(line).unwrap();
        assert_eq!(record.event(), &Recorded::Known(event));
        assert_eq!(record.text(), line);
        assert_eq!(record.envelope().previous, previous);
        previous = record.hash();
    }
}

#[test]
fn what_a_newer_version_adds_survives_to_the_byte() {
    for event in [
        r#"{"SurveyTaken":{"grade":1e400,"words":["\u00e1"]}}"#,
        r#"{"LessonOpened":{"course":5}}"#,
        r#""Something""#,
        "null",
    ] {
        let text = format!(
            r#"{{"v":1, "w":"00000000000000a1","n":1,"l":1,"p":"","t":0,"z":0,"new":[1.0],"e":{event}}}"#
        );
        let record = Record::decode(&text).unwrap();
        assert_eq!(record.event(), &Recorded::Unknown(event.to_owned()));
        assert_eq!(record.text(), text);
    }
}

#[test]
fn a_text_that_is_no_record_is_refused_with_its_reason() {
    let sound = GOLDEN.lines().next().unwrap();
    Record::decode(sound).unwrap();
    let changed = |from: &str, to: &str| {
        assert!(sound.contains(from), "{from}");
        Record::decode(&sound.replacen(from, to, 1)).unwrap_err()
    };
    assert_eq!(changed("\"v\":1", "\"v\":2"), DecodeError::Newer(2));
    assert_eq!(
        changed("\"v\":1,\"w\"", "\"v\":2,\"writer\""),
        DecodeError::Newer(2)
    );
    for (from, to) in [
        ("\"v\":1", "\"v\":0"),
        ("\"v\":1", "\"v\":-1"),
        ("00000000000000a1", "00000000000000A1"),
        ("00000000000000a1", "a1"),
        ("\"n\":1", "\"n\":0"),
        ("\"n\":1", "\"n\":9007199254740992"),
        ("\"l\":1", "\"l\":9007199254740992"),
        ("\"p\":\"\"", "\"p\":\"abc\""),
        ("\"n\":1", "\"n\":1,\"n\":1"),
        ("{\"v\"", "{\n\"v\""),
        ("}}", "}"),
    ] {
        assert_eq!(changed(from, to), DecodeError::NotARecord, "{from} {to}");
    }
    let long = " ".repeat(RECORD_LIMIT + 1);
    assert_eq!(Record::decode(&long), Err(DecodeError::TooLong));
}

#[test]
fn a_key_reads_what_it_writes_and_nothing_else() {
    let key = RecordKey {
        writer: Writer::new(0xa1),
        seq: 12,
    };
    assert_eq!(key.to_string(), "00000000000000a1/00000012");
    assert_eq!(RecordKey::parse("00000000000000a1/00000012"), Some(key));
    for text in [
        "",
        "/",
        "00000000000000a1/12",
        "00000000000000a1/00000000",
        "00000000000000A1/00000012",
        "+0000000000000a1/00000012",
        "00000000000000a1/+0000012",
        "00000000000000a1/00000012/",
        "000000000000añ1/00000012",
    ] {
        assert_eq!(RecordKey::parse(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn decoding_any_text_never_panics(text in ".*") {
        let _ = Record::decode(&text);
        let _ = RecordKey::parse(&text);
    }

    #[test]
    fn decoding_any_damage_never_panics(
        line in 0..22usize,
        from in 0..400usize,
        bytes in proptest::collection::vec(any::<u8>(), 0..8),
    ) {
        let mut damaged = GOLDEN.lines().nth(line).unwrap_or_default().as_bytes().to_vec();
        let from = from.min(damaged.len());
        let to = (from + bytes.len()).min(damaged.len());
        damaged.splice(from..to, bytes);
        let text = String::from_utf8_lossy(&damaged);
        if let Ok(record) = Record::decode(&text) {
            prop_assert_eq!(record.text(), text);
        }
    }

    #[test]
    fn a_key_survives_its_text(writer in any::<u64>(), seq in 1..u64::MAX) {
        let key = RecordKey { writer: Writer::new(writer), seq };
        prop_assert_eq!(RecordKey::parse(&key.to_string()), Some(key));
    }
}
