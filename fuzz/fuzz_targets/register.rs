//! A register of signatures, which people keep and edit: every line is counted once, and any of them is found by its folio or not at all.
#![no_main]

use aula_core::evidence::{Known, signed_award};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|register: &str| {
    let mut known = Known::default();
    let read = known.add_register(register);
    assert!(read.signed + read.unreadable <= register.lines().count());
    for folio in register.split('"') {
        if let Some(line) = signed_award(register, folio) {
            assert!(line.award.credential.folio.eq_ignore_ascii_case(folio));
        }
    }
});
