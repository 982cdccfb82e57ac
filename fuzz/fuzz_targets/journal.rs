//! A progress file of somebody else: whatever it is, nothing that was here is lost, and a second time it brings nothing new.
#![no_main]

use aula_core::progress::event::Event;
use aula_core::progress::export::read_export;
use aula_core::progress::journal::{Input, Journal, update};
use aula_core::progress::record::Writer;
use aula_core::time::Timestamp;
use libfuzzer_sys::fuzz_target;

const AT: Timestamp = Timestamp {
    utc_ms: 1_795_543_200_000,
    offset_minutes: -360,
};

fuzz_target!(|file: &str| {
    let mut journal = Journal::new(Writer::new(0xa1));
    let event = Event::ProfileNamed {
        alias: "Lupita".to_owned(),
    };
    update(&mut journal, Input::Happened { event, at: AT });
    // Half of the time the file is one text, so that mutations reach the records.
    let texts = read_export(file).unwrap_or_else(|_| file.lines().map(str::to_owned).collect());
    update(
        &mut journal,
        Input::Imported {
            texts: texts.clone(),
            at: AT,
        },
    );
    let records = journal.log().count();
    assert!(records >= 1);
    update(&mut journal, Input::Imported { texts, at: AT });
    assert_eq!(journal.log().count(), records);
    assert!(read_export(&journal.export()).is_ok());
});
