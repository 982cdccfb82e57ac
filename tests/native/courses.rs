//! What an author sees: each folder in `tests/courses/` is laid over `_base/`, read and linted; the findings are `expected.txt`.
//! An empty file in a case removes that of the base; `_caso/` lies in between where there is a branching case. `UPDATE_EXPECT=1` accepts; the diff is read by a person.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use aula_core::course::{Files, Parsed, item_kinds, parse, published_json, read_published};
use aula_core::diagnostic::Severity;
use aula_core::item::Interaction;
use aula_core::lint::{lint, rules};
use aula_core::time::Date;
use expect_test::expect_file;

mod outline;
mod properties;
mod repeats;

/// Files of a case that are not its input.
const EXPECTED: [&str; 2] = ["expected.txt", "understood.txt"];

/// Where the branching case of a case stands.
const BRANCHING: &str = "puerta/sin-barreras/la-fila.md";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/courses")
}

fn today() -> Date {
    Date::new(2026, 11, 24).unwrap()
}

/// The base course with the files of `case` over it.
fn files(case: &str) -> Files {
    let mut files = Files::default();
    lay(&root().join("_base"), "", &mut files);
    // A branching case needs a course that lists it.
    if root().join(case).join(BRANCHING).exists() {
        lay(&root().join("_caso"), "", &mut files);
    }
    if !case.is_empty() {
        lay(&root().join(case), "", &mut files);
    }
    files
}

fn lay(folder: &Path, below: &str, files: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = format!("{below}{name}");
        if entry.path().is_dir() {
            lay(&entry.path(), &format!("{path}/"), files);
        } else if Files::is_text(&path) {
            let text = fs::read_to_string(entry.path()).unwrap();
            files.texts.remove(&path);
            if !text.is_empty() {
                files.texts.insert(path, text);
            }
        } else if !EXPECTED.contains(&name.as_str()) {
            files.media.insert(path);
        }
    }
}

/// The courses that are shipped.
pub fn real() -> Parsed {
    parse(&real_files())
}

fn real_files() -> Files {
    let mut files = Files::default();
    lay(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("courses"),
        "",
        &mut files,
    );
    files
}

fn cases() -> Vec<String> {
    let mut cases: Vec<String> = fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('_'))
        .collect();
    cases.sort();
    cases
}

fn findings(files: &Files) -> String {
    lint(&parse(files), today())
        .iter()
        .map(|finding| format!("{finding}\n"))
        .collect()
}

#[test]
fn the_base_course_has_no_findings() {
    assert_eq!(findings(&files("")), "");
    assert_eq!(findings(&files("_caso")), "");
}

#[test]
fn each_case_says_what_an_author_would_read() {
    for case in cases() {
        expect_file![root().join(&case).join("expected.txt")].assert_eq(&findings(&files(&case)));
    }
}

#[test]
fn everything_the_format_has_is_understood() {
    let parsed = parse(&files("de-todo"));
    let (course, pool) = &parsed.courses[0];
    expect_file![root().join("de-todo/understood.txt")].assert_eq(&outline::outline(course, pool));
}

#[test]
fn items_of_every_kind_stand_around_the_scenes_of_a_case() {
    let parsed = parse(&files("caso-con-preguntas"));
    let (course, _) = &parsed.courses[0];
    let mut cases = course
        .lessons()
        .filter(|(_, lesson)| lesson.case().is_some());
    let (_, lesson) = cases.next().unwrap();
    assert_eq!(lesson.case().unwrap().scenes.len(), 6);
    let read: BTreeSet<&str> = lesson.items().map(|item| parsed.kinds[&item.id]).collect();
    assert_eq!(read, item_kinds().collect());
}

#[test]
fn the_gallery_shows_every_kind_and_has_no_errors() {
    let mut files = Files::default();
    lay(&root().with_file_name("gallery"), "", &mut files);
    let parsed = parse(&files);
    let findings = lint(&parsed, today());
    assert!(
        findings
            .iter()
            .all(|finding| finding.severity == Severity::Warning),
        "{findings:?}"
    );
    let (course, pool) = &parsed.courses[0];
    let practised: BTreeSet<&str> = course
        .lessons()
        .flat_map(|(_, lesson)| lesson.items())
        .map(|item| kind(&item.interaction))
        .collect();
    let asked: BTreeSet<&str> = pool
        .items
        .iter()
        .map(|item| kind(&item.interaction))
        .collect();
    let graded = [
        "completar",
        "marcar",
        "numero",
        "opcion",
        "ordenar",
        "pares y grupos",
    ];
    assert_eq!(asked, graded.into());
    assert_eq!(
        practised,
        [&graded[..], &["abierta", "plan"]]
            .concat()
            .into_iter()
            .collect()
    );
}

/// The name of an interaction; a new one does not compile here until the gallery shows it.
fn kind(interaction: &Interaction) -> &'static str {
    match interaction {
        Interaction::Choice(_) => "opcion",
        Interaction::Order(_) => "ordenar",
        Interaction::Match(_) => "pares y grupos",
        Interaction::Blanks(_) => "completar",
        Interaction::Hottext(_) => "marcar",
        Interaction::Number(_) => "numero",
        Interaction::Extended(_) => "abierta",
        Interaction::Plan(_) => "plan",
    }
}

#[test]
fn every_rule_has_a_case_and_every_finding_a_rule() {
    let spoken: BTreeSet<&str> = cases()
        .iter()
        .flat_map(|case| lint(&parse(&files(case)), today()))
        .map(|finding| finding.rule)
        .collect();
    let known: BTreeSet<&str> = rules().iter().map(|rule| rule.name).collect();
    assert_eq!(spoken, known);
}

/// «Son errores, salvo donde dice *aviso*».
#[test]
fn the_manual_has_every_rule_and_says_which_warn() {
    let manual = Path::new(env!("CARGO_MANIFEST_DIR")).join("courses/LEEME.md");
    let manual = fs::read_to_string(manual).unwrap();
    let (_, list) = manual.split_once("### Todas las reglas").unwrap();
    let listed: BTreeMap<&str, bool> = list
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
        .map(|(rule, words)| (rule, words.contains("*Aviso")))
        .collect();
    let known: BTreeSet<&str> = rules().iter().map(|rule| rule.name).collect();
    assert_eq!(listed.keys().copied().collect::<BTreeSet<_>>(), known);
    let warn: BTreeSet<&str> = cases()
        .iter()
        .flat_map(|case| lint(&parse(&files(case)), today()))
        .filter(|finding| finding.severity == Severity::Warning)
        .map(|finding| finding.rule)
        .collect();
    let said = listed.iter().filter(|(_, warns)| **warns);
    assert_eq!(said.map(|(rule, _)| *rule).collect::<BTreeSet<_>>(), warn);
}

/// What other people's courses are told to do, ours do.
#[test]
fn the_real_courses_have_no_findings() {
    assert_eq!(lint(&real(), today()), vec![]);
}

/// What comes of it, by the hundreds, would hide it, and tell people to retire keys that they want to keep.
#[test]
fn a_missing_file_is_all_that_is_said() {
    let files = real_files();
    for path in [
        "fuentes.toml",
        "directorio.toml",
        "derechos-en-ventanilla/glosario.toml",
        "mujeres-y-migracion/sin-barreras/cada-quien-lo-suyo.md",
    ] {
        let mut files = files.clone();
        assert!(files.texts.remove(path).is_some(), "{path}");
        let findings = lint(&parse(&files), today());
        let [finding] = &findings[..] else {
            panic!("{path}: {findings:?}");
        };
        assert_eq!(finding.rule, "archivo-faltante");
        assert!(finding.message.contains(path), "{finding}");
    }
}

#[test]
fn warnings_do_not_stop_a_build_and_errors_do() {
    let findings = lint(&parse(&files("modulo-sin-ficha")), today());
    assert!(!findings.is_empty());
    assert!(
        findings
            .iter()
            .all(|finding| finding.severity == Severity::Warning)
    );
}

#[test]
fn a_course_written_on_windows_reads_the_same() {
    for case in cases() {
        let unix = files(&case);
        let mut windows = unix.clone();
        for text in windows.texts.values_mut() {
            *text = format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
        }
        windows.texts.retain(|path, _| !path.ends_with(".json"));
        let unix = Files {
            texts: unix
                .texts
                .into_iter()
                .filter(|(path, _)| !path.ends_with(".json"))
                .collect(),
            ..unix
        };
        assert_eq!(parse(&windows), parse(&unix), "{case}");
    }
}

/// The border that `publicadas/` crosses. The golden files were written once, the second when there were more kinds of items, the third
/// when there were more rules of the evaluation, the fourth when constancias could expire, and are never written again.
#[test]
fn a_version_published_once_reads_for_ever() {
    for name in [
        "publicada-1.json",
        "publicada-1-tipos.json",
        "publicada-1-reglas.json",
        "publicada-1-vigencia.json",
    ] {
        let golden = fs::read_to_string(root().join("_golden").join(name)).unwrap();
        let published = read_published(&golden).unwrap();
        assert_eq!(
            published_json(&published.course, &published.pool, &published.pretest),
            golden,
            "{name}"
        );
    }
}
