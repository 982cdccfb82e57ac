//! Signed sheets: rendered by the certificate, read by ourselves and by others, and forged.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use aula_core::credential::{Award, Sheet, Template, award_sheet};
use aula_core::course::{Files, parse};
use aula_seal::{Exhibit, Field, Verdict, exhibits, issue};
use tempfile::TempDir;

use crate::fixtures::{VERIFIER, award, check, municipality, supervised};

/// The words of the demonstration.
fn template() -> Template {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../courses");
    let read = |name: &str| (name.to_owned(), fs::read_to_string(folder.join(name)).unwrap());
    let texts = ["aula.toml", "constancia/demostracion.toml"].map(read).into();
    let files = Files {
        texts,
        ..Files::default()
    };
    parse(&files).site.template
}

fn sheet(award: &Award) -> Sheet {
    let seal = issue(award, &municipality(), VERIFIER).unwrap().seal;
    award_sheet(award, &template(), seal)
}

fn pdf(sheet: &Sheet) -> Vec<u8> {
    let font = typst_assets::fonts().next().unwrap();
    aula_certificate::render(sheet, font).unwrap()
}

#[test]
fn dump() {
    let s = sheet(&supervised());
    fs::write("/tmp/sello/signed.json", serde_json::to_string_pretty(&s).unwrap()).unwrap();
    fs::write("/tmp/sello/signed.pdf", pdf(&s)).unwrap();
    let s = sheet(&award());
    fs::write("/tmp/sello/normal.pdf", pdf(&s)).unwrap();
    fs::write("/tmp/sello/normal.jwt", &s.seal.as_ref().unwrap().jwt).unwrap();
    fs::write("/tmp/sello/super.jwt", &sheet(&supervised()).seal.unwrap().jwt).unwrap();
    fs::write("/tmp/sello/normal.svg", issue(&award(), &municipality(), VERIFIER).unwrap().svg).unwrap();
    fs::write("/tmp/sello/did.txt", municipality().public().did()).unwrap();
}
