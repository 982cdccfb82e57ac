//! A published version of a course.
#![no_main]

use aula_core::course::read_published;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = read_published(text);
});
