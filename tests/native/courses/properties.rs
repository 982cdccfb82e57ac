//! Reading never fails and never panics, whatever the files hold (ARCHITECTURE.md, invariant 2).

use aula_core::course::{Files, parse};
use aula_core::lint::lint;
use proptest::prelude::*;

use super::{files, today};

/// What Markdown and our format are made of.
const PIECES: [&str; 34] = [
    "# ",
    "## ",
    "### ",
    "título",
    " {#clave .opcion nivel=aplicar}",
    " {objetivo=a,b}",
    "{",
    "}",
    "> ",
    "> [!base] lm-7",
    "> [!sensible] x",
    "> [!breve]",
    "- [ ] ",
    "- [x] ",
    "1. ",
    "  ",
    "    ",
    "\n",
    "\n\n",
    "\r\n",
    "|",
    "|---|\n",
    "<!--",
    "-->",
    "<b>",
    "[a](fuente:lm-7)",
    "](",
    "![",
    "media/hoja.png)",
    "*",
    "**",
    "`",
    "\u{FEFF}",
    "\\",
];

const TOML_PIECES: [&str; 16] = [
    "formato = 1",
    "\n",
    "[a]",
    "[[objetivos]]",
    "id = ",
    "\"x\"",
    "'",
    "\"\"\"",
    "2026-11-24",
    "[",
    "]",
    "{",
    "}",
    "= ",
    "ñ",
    "#",
];

/// Reads, lints, and checks that every finding points into its file.
fn read(files: &Files) {
    for finding in lint(&parse(files), today()) {
        let lines = files.texts.get(&finding.place.file).map_or(1, |text| {
            text.replace("\r\n", "\n").split(['\n', '\r']).count()
        });
        assert!(
            finding.place.line >= 1 && finding.place.line as usize <= lines.max(1),
            "{finding}"
        );
        assert!(finding.place.column >= 1, "{finding}");
    }
}

fn pieces(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![4 => prop::sample::select(pieces).prop_map(str::to_owned), 1 => ".{0,6}"],
        0..60,
    )
    .prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_text_is_read(
        path in prop::sample::select(files("de-todo").texts.into_keys().collect::<Vec<_>>()),
        text in prop_oneof![pieces(&PIECES), pieces(&TOML_PIECES), ".*"],
    ) {
        let mut files = files("de-todo");
        files.texts.insert(path, text);
        read(&files);
    }

    #[test]
    fn any_change_of_a_good_course_is_read(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0_usize..40, pieces(&PIECES)), 1..6),
    ) {
        let mut files = files("de-todo");
        for (file, at, cut, insert) in changes {
            let path = file.get(&files.texts.keys().cloned().collect::<Vec<_>>()).clone();
            let characters: Vec<char> = files.texts[&path].chars().collect();
            let start = at.index(characters.len() + 1);
            let end = (start + cut).min(characters.len());
            let text: String = characters[..start].iter().copied().chain(insert.chars()).chain(characters[end..].iter().copied()).collect();
            files.texts.insert(path, text);
        }
        read(&files);
    }
}

#[test]
fn nesting_without_end_is_read() {
    for piece in ["> ", "- ", "*a **b ", "[", "![", "1. > "] {
        let mut files = files("");
        let text = format!("# Título\n\n{}x\n", piece.repeat(5_000));
        files
            .texts
            .insert("puerta/sin-barreras/papeles-no.md".to_owned(), text);
        read(&files);
    }
    let mut files = files("");
    files.texts.insert(
        "puerta/curso.toml".to_owned(),
        format!("a = {}", "[".repeat(100_000)),
    );
    files.texts.insert(
        "puerta/publicadas/1.0.0.json".to_owned(),
        "[".repeat(100_000),
    );
    read(&files);
}
