//! Other people's PDF readers, and the sheets they are given. Every judgement about a file is theirs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use aula_core::credential::Sheet;
use serde_json::Value;
use tempfile::TempDir;

/// Libertinus Serif Regular, as the site ships it.
pub fn font() -> &'static [u8] {
    typst_assets::fonts().next().expect("a font")
}

/// A sheet of the folder `sheets`, rendered.
pub struct Case {
    pub name: String,
    pub sheet: Sheet,
    pub pdf: PathBuf,
    _folder: TempDir,
}

/// Every sheet of the folder `sheets`, where other readers find it.
pub fn cases() -> Vec<Case> {
    let all = drawn().map(|(name, bytes)| {
        let folder = TempDir::new().expect("a folder");
        let pdf = folder.path().join("sheet.pdf");
        fs::write(&pdf, bytes).expect("the file");
        Case {
            sheet: sheet(&name),
            name,
            pdf,
            _folder: folder,
        }
    });
    all.collect()
}

/// Name and file of every sheet of the folder `sheets`.
pub fn drawn() -> impl Iterator<Item = (String, Vec<u8>)> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder())
        .expect("the folder of sheets")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    assert!(files.len() > 5, "the sheets are gone");
    files.into_iter().map(|file| {
        let name = file.file_stem().expect("a name").to_string_lossy();
        let bytes = aula_certificate::render(&sheet(&name), font());
        let bytes = bytes.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        (name.into_owned(), bytes)
    })
}

/// The sheet in `sheets/<name>.json`: what the file leaves out is as in the one it is `like`, or in `normal.json`.
pub fn sheet(name: &str) -> Sheet {
    serde_json::from_value(value(name)).expect(name)
}

fn value(name: &str) -> Value {
    let text = fs::read_to_string(folder().join(name).with_extension("json")).expect(name);
    let mut own: Value = serde_json::from_str(&text).expect(name);
    if name == "normal" {
        return own;
    }
    let own = own.as_object_mut().expect(name);
    let like = own.remove("like");
    let mut sheet = value(
        like.as_ref()
            .map_or("normal", |like| like.as_str().expect(name)),
    );
    for (key, value) in own {
        sheet[key] = value.take();
    }
    sheet
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sheets")
}

impl Case {
    /// What `pdftotext`, `pdfinfo` or `pdffonts` says.
    pub fn poppler(&self, tool: &str, arguments: &[&str]) -> String {
        let pdf = self.pdf.to_string_lossy();
        let mut arguments = arguments.to_vec();
        arguments.push(&pdf);
        if tool == "pdftotext" {
            arguments.push("-");
        }
        run(tool, "poppler-utils", &arguments)
    }

    /// What `qpdf` says.
    pub fn qpdf(&self, option: &str) -> String {
        run("qpdf", "qpdf", &[option, &self.pdf.to_string_lossy()])
    }

    /// The texts of the sheet in reading order, without the empty ones.
    pub fn texts(&self) -> Vec<&str> {
        let sheet = &self.sheet;
        let mut texts = vec![
            &sheet.issuer,
            &sheet.title,
            &sheet.opening,
            &sheet.name,
            &sheet.statement,
            &sheet.course,
            &sheet.subtitle,
        ];
        texts.extend(
            sheet
                .signatories
                .iter()
                .flat_map(|signatory| [&signatory.name, &signatory.position]),
        );
        texts.extend(
            sheet
                .fields
                .iter()
                .flat_map(|(label, value)| [label, value]),
        );
        texts.extend(&sheet.notices);
        texts.push(&sheet.code_label);
        texts
            .into_iter()
            .map(String::as_str)
            .filter(|text| !text.is_empty())
            .collect()
    }
}

fn run(tool: &str, package: &str, arguments: &[&str]) -> String {
    let output = Command::new(tool)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| {
            panic!("{tool} does not start ({error}): install the package {package}")
        });
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{tool}: {said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    said
}
