//! A lesson as an author may write it: findings, never a panic.
#![no_main]

use aula_core::course::{Files, parse};
use libfuzzer_sys::fuzz_target;

const SITE: &str = include_str!("../../tests/courses/_base/aula.toml");
const COURSE: &str = include_str!("../../tests/courses/_base/puerta/curso.toml");

fuzz_target!(|text: &str| {
    let mut files = Files::default();
    for (path, text) in [
        ("aula.toml", SITE),
        ("puerta/curso.toml", COURSE),
        ("puerta/sin-barreras/papeles-no.md", text),
    ] {
        files.texts.insert(path.to_owned(), text.to_owned());
    }
    let _ = parse(&files);
});
