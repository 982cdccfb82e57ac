//! Properties of the journal: replay, merge, export.

use aula_core::credential::LearnerName;
use aula_core::id::CourseId;
use aula_core::item::Verdict;
use aula_core::progress::event::{Certainty, Event};
use aula_core::progress::export::{EXPORT_LIMIT, ExportError, read_export};
use aula_core::progress::journal::{Effect, Found, Input, Journal, update};
use aula_core::progress::mirror::Head;
use aula_core::progress::record::{Record, Recorded, Writer};
use aula_core::progress::saving::{Cause, StoreKind};
use proptest::prelude::*;

use crate::fixtures::*;

pub fn opened_with(writer: u64, stored: Vec<String>) -> Journal {
    let mut journal = Journal::new(Writer::new(writer));
    let found = Found {
        stored,
        aside: vec![],
        mirrored: vec![],
        heads: vec![],
        store: StoreKind::Durable,
    };
    update(&mut journal, Input::Opened(found));
    journal
}

pub fn texts(records: &[Record]) -> Vec<String> {
    records
        .iter()
        .map(|record| record.text().to_owned())
        .collect()
}

pub fn import(journal: &mut Journal, texts: Vec<String>) {
    let at = minute(0);
    update(journal, Input::Imported { texts, at });
}

fn named(alias: &str) -> Event {
    Event::ProfileNamed {
        alias: alias.to_owned(),
    }
}

#[test]
fn the_nickname_chosen_here_stays_whatever_is_imported() {
    let theirs = chain(0xb1, &[opened("l1"), opened("l2"), named("Beto")]);
    let mut journal = opened_with(0xc1, texts(&chain(0xa1, &[named("Lupita")])));
    import(&mut journal, texts(&theirs));
    assert_eq!(journal.progress().alias, "Lupita");
    // The order of the log says so: it is the same after the next start, and a second import adds nothing.
    let stored: Vec<String> = journal.log().map(|each| each.text().to_owned()).collect();
    let mut again = opened_with(0xc2, stored.clone());
    assert_eq!(again.progress().alias, "Lupita");
    import(&mut again, texts(&theirs));
    assert_eq!(again.log().count(), stored.len());

    // Where none was chosen, the file's is the person's own.
    let mut nameless = opened_with(0xc1, texts(&chain(0xa1, &[opened("l1")])));
    import(&mut nameless, texts(&theirs));
    assert_eq!(nameless.progress().alias, "Beto");
}

#[test]
fn without_the_durable_store_the_last_record_of_the_mirror_was_saved_last() {
    let mut journal = Journal::new(Writer::new(0xa1));
    let found = Found {
        stored: vec![],
        aside: vec![],
        mirrored: texts(&chain(0xb1, &[opened("l1"), opened("l2")])),
        heads: vec![],
        store: StoreKind::Local(Cause::Denied),
    };
    update(&mut journal, Input::Opened(found));
    assert_eq!(journal.last_saved(), Some(minute(2)));
}

/// The stores as a page finds them that could not open the durable one, or that is older than it; the mirror vouches for two records.
fn found_with_heads(store: StoreKind, mirrored: Vec<String>) -> Journal {
    let records = chain(0xb1, &[opened("l1"), opened("l2")]);
    let mut journal = Journal::new(Writer::new(0xa1));
    let found = Found {
        stored: vec![],
        aside: vec![],
        mirrored,
        heads: vec![Head {
            writer: Writer::new(0xb1),
            seq: 2,
            hash: records[1].hash(),
        }],
        store,
    };
    update(&mut journal, Input::Opened(found));
    journal
}

#[test]
fn what_is_out_of_reach_is_told_of_a_store_that_is_until_it_has_come() {
    let records = texts(&chain(0xb1, &[opened("l1"), opened("l2")]));
    let local = || StoreKind::Local(Cause::Denied);
    let mut journal = found_with_heads(local(), vec![records[0].clone()]);
    let told = |journal: &Journal| {
        (
            journal.start_report().out_of_reach,
            journal.start_report().lost,
        )
    };
    assert_eq!(told(&journal), (1, 0));
    import(&mut journal, records);
    assert_eq!(told(&journal), (0, 0));
    // Beside a newer Aula the store is there: what it holds is not for this version to count.
    assert_eq!(told(&found_with_heads(StoreKind::Newer, vec![])), (0, 0));
    assert_eq!(
        told(&found_with_heads(StoreKind::Memory(Cause::Denied), vec![])),
        (2, 0)
    );
}

#[test]
fn texts_that_the_store_has_refused_wait_while_answers_go() {
    let garbage = || vec!["no es un registro".to_owned()];
    let mut journal = opened_with(0xa1, vec![]);
    let at = minute(0);
    let sent = |effects: Vec<Effect>| {
        let batches = effects.into_iter().filter_map(|effect| match effect {
            Effect::Write(batch) => {
                Some((batch.records.len(), batch.asides.len(), batch.receipt()))
            }
            Effect::Mirror { .. } | Effect::Announce(_) | Effect::EraseAll => None,
        });
        batches.collect::<Vec<_>>()
    };
    let texts = garbage();
    let effects = sent(update(&mut journal, Input::Imported { texts, at }));
    let [(0, 1, receipt)] = &effects[..] else {
        panic!("{effects:?}");
    };
    let (receipt, cause) = (receipt.clone(), Cause::Full);
    update(&mut journal, Input::WriteFailed { receipt, cause });
    let event = opened("l1");
    let effects = sent(update(&mut journal, Input::Happened { event, at }));
    assert!(matches!(&effects[..], [(1, 0, _)]), "{effects:?}");
    let effects = sent(update(&mut journal, Input::RetryAsked));
    assert!(matches!(&effects[..], [(0, 1, _)]), "{effects:?}");
    assert!(journal.has_loose_texts());

    // The store goes: what came with the file is in this page alone, what the mirror has is kept by it.
    let found = |mirrored| Found {
        stored: vec![],
        aside: vec![],
        mirrored,
        heads: vec![],
        store: StoreKind::Local(Cause::Denied),
    };
    update(&mut journal, Input::Opened(found(vec![])));
    assert!(journal.has_loose_texts());
    let mut other = Journal::new(Writer::new(0xa2));
    update(&mut other, Input::Opened(found(garbage())));
    assert!(!other.has_loose_texts());
    assert_eq!(other.unreadable().count(), 1);
}

#[test]
fn row_60_a_file_with_another_name_is_another_persons_whatever_it_shares() {
    let shared = || [opened("l1"), named("Ana")];
    for (here, theirs, of_another) in [
        // A profile that was just made, and the file of somebody else, of the same person, and of nobody who has a nickname.
        (
            vec![named("Lupita")],
            vec![opened("l1"), named("Ana")],
            true,
        ),
        (vec![named("Ana")], vec![opened("l1"), named("Ana")], false),
        (vec![named("Ana")], vec![opened("l1")], false),
        (vec![], vec![opened("l1"), named("Ana")], false),
        // Nothing is shared.
        (vec![opened("l1")], vec![opened("l1")], true),
        // The file of a time when the same person had another nickname.
        (
            vec![named("Ana"), named("Anita")],
            vec![named("Ana")],
            false,
        ),
    ] {
        let journal = opened_with(0xc1, texts(&chain(0xa1, &here)));
        let preview = journal.preview(&texts(&chain(0xb1, &theirs)));
        assert_eq!(preview.of_another, of_another, "{here:?} {theirs:?}");
    }
    // One shared record is no proof: the rest goes on under another nickname, or another name on a constancia.
    let mut held = shared().to_vec();
    held.extend([named("Lupita"), issued()]);
    let mut journal = opened_with(0xc1, texts(&chain(0xa1, &held)));
    update(
        &mut journal,
        Input::Happened {
            event: named("Lupita"),
            at: minute(9),
        },
    );
    let mut file = texts(&chain(0xa1, &shared()));
    file.extend(texts(&chain(
        0xb1,
        &[opened("l2"), opened("l2"), named("Beto")],
    )));
    let preview = journal.preview(&file);
    assert_eq!(
        (preview.known, preview.alias.as_str(), preview.of_another),
        (2, "Beto", true)
    );
    let mut other = credential();
    other.name = LearnerName::new("Beto Ruiz").unwrap();
    let other = Event::CredentialIssued {
        credential: Box::new(other),
    };
    let mut file = texts(&chain(0xa1, &shared()));
    file.extend(texts(&chain(0xb1, &[other])));
    assert!(journal.preview(&file).of_another);
}

#[test]
fn of_two_results_of_one_attempt_the_one_that_passed_counts_however_they_are_joined() {
    // The attempt was taken to a second device while it was open, and handed in on both.
    let begun = || started("t1", "a1 b1");
    for (here, there) in [(1, 2), (2, 1)] {
        let here = texts(&chain(0xa1, &[begun(), finished("t1", here, here)]));
        let there = [
            begun(),
            opened("l1"),
            opened("l1"),
            finished("t1", there, there),
        ];
        let there = texts(&chain(0xb1, &there));
        for (held, file) in [(&here, &there), (&there, &here)] {
            let mut journal = opened_with(0xc1, held.clone());
            import(&mut journal, file.clone());
            assert!(journal.progress().courses[&CourseId::new("c")].passed());
        }
    }
}

/// Any event of the fixture's course; the numbers keep the choice of attempts and lessons small, so that events meet.
fn event() -> impl Strategy<Value = Event> {
    let lesson = (1..4u8).prop_map(|number| format!("l{number}"));
    let attempt = (1..3u8).prop_map(|number| format!("t{number}"));
    let item = (1..4u8).prop_map(|number| format!("a{number}"));
    (0..21u8, lesson, attempt, item, 0..3u32).prop_map(|(kind, lesson, attempt, item, points)| {
        match kind {
            0 => opened(&lesson),
            1 => answered(&lesson),
            2 => completed(&lesson),
            3 => started(&attempt, "a1 a2 b1"),
            4 => attempt_answered(&attempt, &item, "sí"),
            5 => marked(&attempt, &item, points > 0),
            6 => finished(&attempt, points, 2),
            7 => decided(&lesson, "a", "sí"),
            8 => returned(&lesson, points),
            9 => ended(&lesson, "b"),
            10 => pretested(&lesson, Verdict::Correct, Certainty::High),
            11 => skipped(&lesson),
            12 => drafted(&lesson, &item),
            13 => regraded(&attempt, points),
            14 => rated(&item, Verdict::Incorrect, Some(Certainty::Low)),
            15 => reviewed(&item, "o1", Verdict::Correct),
            16 => review_finished(points as u8),
            17 => noted(&lesson, "p-1", "nota", points > 0),
            18 => recertification_started(&attempt, "a1 a2"),
            19 => recertification_finished(&attempt, &[("o1", points)]),
            _ => issued(),
        }
    })
}

/// The chains of up to four writers.
fn chains() -> impl Strategy<Value = Vec<Record>> {
    proptest::collection::vec(proptest::collection::vec(event(), 0..12), 0..4).prop_map(|logs| {
        let chains = logs
            .iter()
            .zip(1..)
            .map(|(events, writer)| chain(writer, events));
        chains.flatten().collect()
    })
}

proptest! {
    #[test]
    fn row_17_records_in_any_order_give_the_same_state(
        (records, shuffled) in chains().prop_flat_map(|records| (Just(records.clone()), Just(records).prop_shuffle())),
    ) {
        let at_once = opened_with(9, texts(&records));
        let mut one_by_one = opened_with(9, vec![]);
        for record in &shuffled {
            update(&mut one_by_one, Input::ArrivedFromTab(record.text().to_owned()));
        }
        prop_assert_eq!(at_once.progress(), one_by_one.progress());
        prop_assert_eq!(at_once.export(), one_by_one.export());
    }

    #[test]
    fn exporting_into_an_empty_journal_changes_nothing_and_twice_is_once(
        records in chains(),
        garbage in proptest::collection::vec(".*", 0..4),
    ) {
        let mut stored = texts(&records);
        stored.extend(garbage);
        let source = opened_with(9, stored);
        let file = source.export();
        let texts = read_export(&file).unwrap();

        let mut target = opened_with(10, vec![]);
        import(&mut target, texts.clone());
        prop_assert_eq!(&target.export(), &file);
        prop_assert_eq!(target.progress(), source.progress());
        import(&mut target, texts.clone());
        prop_assert_eq!(&target.export(), &file);

        let unreadable = source.unreadable().count();
        let preview = target.preview(&texts);
        prop_assert_eq!((preview.new, preview.known, preview.unreadable), (0, records.len(), unreadable));
        prop_assert!(!preview.of_another);
    }

    #[test]
    fn two_files_are_joined_in_either_order(
        records in chains(),
        cut in 0..48usize,
        garbage in proptest::collection::vec(".*", 0..3),
    ) {
        // They share some records.
        let cut = cut.min(records.len());
        let first = texts(&records[..cut]);
        let second = [texts(&records[cut / 2..]), garbage].concat();
        let joined = |files: [&Vec<String>; 2]| {
            let mut journal = opened_with(9, vec![]);
            update(&mut journal, Input::Happened { event: opened("l1"), at: minute(0) });
            for file in files {
                import(&mut journal, file.clone());
            }
            journal
        };
        let (one, other) = (joined([&first, &second]), joined([&second, &first]));
        prop_assert_eq!(one.progress(), other.progress());
        prop_assert!(one.unreadable().eq(other.unreadable()));
        let brought = |journal: &Journal| -> Vec<String> {
            let is_note = |record: &&Record| {
                matches!(record.event(), Recorded::Known(Event::RecordsImported { .. }))
            };
            let records = journal.log().filter(|record| !is_note(record));
            records.map(|record| record.text().to_owned()).collect()
        };
        prop_assert_eq!(brought(&one), brought(&other));
    }

    #[test]
    fn joining_into_a_journal_in_use_is_recorded_once(records in chains()) {
        prop_assume!(!records.is_empty());
        let mut journal = opened_with(9, vec![]);
        update(&mut journal, Input::Happened { event: opened("l1"), at: minute(0) });
        let before = journal.preview(&texts(&records));
        prop_assert_eq!((before.new, before.known, before.unreadable), (records.len(), 0, 0));
        prop_assert!(before.of_another);
        import(&mut journal, texts(&records));
        import(&mut journal, texts(&records));
        prop_assert_eq!(journal.log().count(), records.len() + 2);
    }

    #[test]
    fn reading_any_file_never_panics(file in ".*") {
        prop_assert_eq!(read_export(&file), Err(ExportError::NotAnExport));
    }

    #[test]
    fn a_message_of_any_text_never_panics_and_is_kept(message in ".*") {
        let mut journal = opened_with(9, vec![]);
        update(&mut journal, Input::ArrivedFromTab(message.clone()));
        let kept: Vec<&str> = journal.unreadable().collect();
        prop_assert!(message.split('\n').all(|line| kept.contains(&line)));
    }
}

#[test]
fn a_file_is_refused_with_its_reason() {
    for (file, expected) in [
        ("", Err(ExportError::NotAnExport)),
        ("{}", Err(ExportError::NotAnExport)),
        (
            r#"{"formato":"otro","version":1,"registros":[]}"#,
            Err(ExportError::NotAnExport),
        ),
        (
            r#"{"formato":"aula-avance","version":0,"registros":[]}"#,
            Err(ExportError::NotAnExport),
        ),
        (
            r#"{"formato":"aula-avance","version":2,"registros":[]}"#,
            Err(ExportError::Newer(2)),
        ),
        (
            "\u{FEFF}{\"formato\":\"aula-avance\",\"version\":1,\"registros\":[\"a\"]}\r\n",
            Ok(vec!["a".to_owned()]),
        ),
    ] {
        assert_eq!(read_export(file), expected, "{file}");
    }
    let long = " ".repeat(EXPORT_LIMIT + 1);
    assert_eq!(read_export(&long), Err(ExportError::TooLong));
}

#[test]
fn an_export_has_the_records_in_order_and_what_could_not_be_read() {
    let records = chain(0xa1, &[opened("l1")]);
    let journal = opened_with(9, vec!["rest \"".to_owned(), records[0].text().to_owned()]);
    let text = records[0].text().replace('"', "\\\"");
    assert_eq!(
        journal.export(),
        format!(
            r#"{{"formato":"aula-avance","version":1,"registros":["{text}"],"ilegibles":["rest \""]}}"#
        )
    );
}

/// A progress file as version 1 wrote it; it never changes.
const GOLDEN: &str = include_str!("../../testdata/avance-v1.json");

#[test]
fn row_35_a_file_of_version_1_is_read_and_written_again_to_the_byte() {
    let golden = GOLDEN.trim_end();
    let texts = read_export(golden).unwrap();
    let mut journal = opened_with(1, vec![]);
    import(&mut journal, texts);
    let known = |record: &Record| matches!(record.event(), Recorded::Known(_));
    assert_eq!(journal.log().filter(|record| known(record)).count(), 32);
    assert_eq!(journal.unreadable().count(), 2);
    assert_eq!(journal.export(), golden);
}
