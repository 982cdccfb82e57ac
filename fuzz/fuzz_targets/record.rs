//! A stored text: what is read as a record keeps its text, and is read again as the same.
#![no_main]

use aula_core::progress::record::Record;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(record) = Record::decode(text) {
        assert_eq!(record.text(), text);
        assert_eq!(Record::decode(record.text()).as_ref(), Ok(&record));
    }
});
