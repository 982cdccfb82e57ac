//! The house rules that a compiler does not check: who may import whom, and what may not be written at all.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules of the app from the outermost inwards: each may use those after it, never one before.
const FLOORS: [&[&str]; 11] = [
    &["start", "prerender"],
    &["app"],
    &["pages"],
    &["items"],
    &["navigator"],
    &["session"],
    &["ui"],
    &["browser"],
    &["screen"],
    &["settings"],
    &["route", "texts"],
];

/// Modules of core, likewise.
const SCHOOL: [&[&str]; 13] = [
    &["lint"],
    &["packed"],
    &["evidence", "verification"],
    &["site"],
    &["review", "calendar", "recertification"],
    &["mastery"],
    &["credential", "assessment", "progress"],
    &["course"],
    &["item", "case"],
    &["prose", "diagnostic"],
    &["spanish"],
    &["time"],
    &["id", "search", "seeded", "readability", "sentences"],
];

#[test]
fn nobody_imports_backwards() {
    let mut broken = vec![];
    for (folder, floors) in [("src", &FLOORS[..]), ("crates/core/src", &SCHOOL[..])] {
        for file in rust_files(folder) {
            let Some(own) = floor_of(floors, &module_of(&file, folder)) else {
                continue;
            };
            for (number, module) in imports(&file) {
                if floor_of(floors, &module).is_some_and(|used| used < own) {
                    broken.push(format!("{}:{number}: uses {module}", file.display()));
                }
            }
        }
    }
    // The site's settings carry the constancia's template and are read by the parser, which is below both: two known arrows back.
    broken.retain(|arrow| !(arrow.contains("course/") && arrow.ends_with("uses site")));
    broken.retain(|arrow| !(arrow.contains("course/") && arrow.ends_with("uses credential")));
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn each_library_stays_in_its_room() {
    let rooms: [(&str, &[&str]); 8] = [
        ("web_sys", &["src/browser/", "src/start.rs"]),
        ("js_sys", &["src/browser/", "src/start.rs"]),
        ("leptos", &["src/"]),
        ("krilla", &["crates/certificate/"]),
        ("ed25519_dalek", &["crates/seal/"]),
        ("argon2", &["crates/seal/"]),
        ("rqrr", &["crates/scanner/"]),
        ("chacha20poly1305", &["crates/seal/"]),
    ];
    let mut strays = vec![];
    for file in ["src", "crates"].into_iter().flat_map(rust_files) {
        let path = slashed(&file);
        for line in code_lines(&file) {
            for (library, homes) in rooms {
                let named = line.1.contains(&format!("{library}::"));
                if named && !homes.iter().any(|home| path.starts_with(home)) {
                    strays.push(format!("{path}:{}: {library}", line.0));
                }
            }
        }
    }
    assert!(strays.is_empty(), "{}", strays.join("\n"));
}

#[test]
fn views_are_never_built_from_html_or_inline_style() {
    let mut found = vec![];
    for file in rust_files("src") {
        for (number, line) in code_lines(&file) {
            for banned in ["inner_html", " style=", " style:"] {
                if line.contains(banned) {
                    found.push(format!("{}:{number}: {banned}", file.display()));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn core_needs_neither_a_browser_nor_randomness() {
    for absent in ["web-sys", "getrandom", "leptos"] {
        let tree = cargo_tree(&["-p", "aula-core", "-e", "normal", "-i", absent]);
        assert_eq!(tree, "", "aula-core depends on {absent}");
    }
    let users = cargo_tree(&[
        "--workspace",
        "-e",
        "normal",
        "-i",
        "krilla",
        "--depth",
        "1",
        "--prefix",
        "none",
    ]);
    let others: Vec<&str> = users
        .lines()
        .filter(|line| !line.starts_with("krilla ") && !line.starts_with("aula-certificate "))
        .collect();
    assert!(others.is_empty(), "krilla is used by {others:?}");
}

/// What `cargo tree` prints; nothing when the package is not in the tree.
fn cargo_tree(arguments: &[&str]) -> String {
    let output = std::process::Command::new(env!("CARGO"))
        .args(["tree", "--offline"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo starts");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn floor_of(floors: &[&[&str]], module: &str) -> Option<usize> {
    floors.iter().position(|floor| floor.contains(&module))
}

/// `src/pages/course.rs` is of `pages`.
fn module_of(file: &Path, folder: &str) -> String {
    let path = slashed(file);
    let below = path
        .strip_prefix(folder)
        .unwrap_or(&path)
        .trim_start_matches('/');
    below
        .split('/')
        .next()
        .unwrap_or_default()
        .trim_end_matches(".rs")
        .to_owned()
}

/// The modules that the `use crate::…` lines of a file name, outside its tests.
fn imports(file: &Path) -> Vec<(usize, String)> {
    let mut modules = vec![];
    for (number, line) in code_lines(file) {
        if let Some(rest) = line.trim_start().strip_prefix("use crate::") {
            let name: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            modules.push((number, name));
        }
    }
    modules
}

/// Lines before the tests of a file, without comments, numbered from 1.
fn code_lines(file: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(file).expect("a source file is text");
    text.lines()
        .enumerate()
        .take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(index, line)| (index + 1, line.to_owned()))
        .collect()
}

fn rust_files(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![];
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a source folder can be read") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path.strip_prefix(root).expect("below the root").to_owned());
            }
        }
    }
    files.sort();
    assert!(!files.is_empty(), "no source below {folder}");
    files
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
