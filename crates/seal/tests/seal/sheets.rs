//! Signed sheets: rendered by the certificate, read by ourselves and by others, and forged.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use aula_core::course::{Files, parse};
use aula_core::credential::{Award, LearnerName, Sheet, Template, award_sheet};
use aula_seal::{Exhibit, Field, Verdict, exhibits, issue, read_code};
use tempfile::TempDir;

use crate::fixtures::{VERIFIER, award, check, municipality, supervised};

/// The words of the demonstration.
fn template() -> Template {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../courses");
    let read = |name: &str| {
        (
            name.to_owned(),
            fs::read_to_string(folder.join(name)).unwrap(),
        )
    };
    let texts = ["aula.toml", "constancia/demostracion.toml"]
        .map(read)
        .into();
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
fn a_signed_sheet_is_read_and_authentic() {
    for award in [award(), supervised()] {
        let sheet = sheet(&award);
        let copies = exhibits(&pdf(&sheet));
        let [Exhibit::Jwt(token), Exhibit::Text(lines)] = &copies[..] else {
            panic!("{copies:?}");
        };
        assert_eq!(Some(token), sheet.seal.as_ref().map(|seal| &seal.jwt));
        assert!(
            lines.contains(&award.credential.name.as_str().to_owned()),
            "{lines:?}"
        );
        let found = check(&copies);
        assert_eq!(
            (found.verdict, found.differences),
            (Verdict::Authentic, vec![])
        );
        assert!(found.text_compared);
    }
}

/// Somebody's change to a sheet.
type Edit = &'static dyn Fn(&mut Sheet);

#[test]
fn an_edited_sheet_is_altered_and_says_where() {
    let original = sheet(&supervised());
    let edits: [(&str, Edit, Field); 8] = [
        (
            "name",
            &|sheet| sheet.name = "Otra Persona".to_owned(),
            Field::Name,
        ),
        (
            "course",
            &|sheet| sheet.course = "Otra".to_owned(),
            Field::Title,
        ),
        (
            "version",
            &|sheet| sheet.fields[0].1 = "1.2.1".to_owned(),
            Field::Version,
        ),
        (
            "length",
            &|sheet| sheet.fields[1].1 = "20 horas".to_owned(),
            Field::Minutes,
        ),
        (
            "score",
            &|sheet| sheet.fields[3].1 = "100 de 100 (mínima aprobatoria: 80)".to_owned(),
            Field::Percent,
        ),
        (
            "folio",
            &|sheet| sheet.fields[4].1 = "7".to_owned(),
            Field::Folio,
        ),
        (
            "issued",
            &|sheet| sheet.fields[5].1 = "1 de enero de 2020".to_owned(),
            Field::IssuedOn,
        ),
        (
            "level",
            &|sheet| sheet.notices[0] = "Constancia".to_owned(),
            Field::Level,
        ),
    ];
    for (what, edit, field) in edits {
        let mut forged = original.clone();
        edit(&mut forged);
        let found = check(&exhibits(&pdf(&forged)));
        assert_eq!(found.verdict, Verdict::Altered, "{what}");
        assert!(
            found
                .differences
                .iter()
                .any(|difference| difference.field == field),
            "{what}: {:?}",
            found.differences
        );
    }
}

#[test]
fn the_token_of_another_sheet_is_no_help() {
    let mut forged = sheet(&supervised());
    forged.seal = sheet(&award()).seal;
    let found = check(&exhibits(&pdf(&forged)));
    assert_eq!(found.verdict, Verdict::Altered);
}

#[test]
fn a_revision_behind_the_sheet_leaves_its_words_uncompared() {
    let mut bytes = pdf(&sheet(&award()));
    let at = bytes.len();
    let more = format!(
        "\nxref\n0 1\n0000000000 65535 f\r\ntrailer\n<</Size 65/Root 64 0 R/Prev 42420>>\nstartxref\n{}\n%%EOF",
        at + 1
    );
    bytes.extend(more.as_bytes());
    let found = check(&exhibits(&bytes));
    assert_eq!(found.verdict, Verdict::Authentic);
    assert!(!found.text_compared);
}

#[test]
fn any_bytes_are_read_without_a_panic() {
    let whole = pdf(&sheet(&award()));
    for length in (0..whole.len()).step_by(997) {
        check(&exhibits(&whole[..length]));
    }
    for place in (0..whole.len()).step_by(1009) {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x55;
        let verdict = check(&exhibits(&bytes)).verdict;
        // What the flip leaves untouched is still what was signed.
        assert!(!matches!(
            verdict,
            Verdict::Revoked { .. } | Verdict::Expired { .. }
        ));
    }
}

/// A rendered sheet as other people's tools see it.
struct Rendered {
    pdf: PathBuf,
    folder: TempDir,
}

impl Rendered {
    fn new(sheet: &Sheet) -> Rendered {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("sheet.pdf");
        fs::write(&path, pdf(sheet)).unwrap();
        Rendered { pdf: path, folder }
    }

    /// What a tool prints; the package is named if it is missing.
    fn run(&self, tool: &str, package: &str, arguments: &[&str]) -> String {
        let arguments = arguments
            .iter()
            .map(|argument| argument.replace("PDF", &self.pdf.to_string_lossy()));
        let output = Command::new(tool)
            .args(arguments)
            .current_dir(self.folder.path())
            .output()
            .unwrap_or_else(|error| {
                panic!("{tool} does not start ({error}): install the package {package}")
            });
        assert!(
            output.status.success(),
            "{tool}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

#[test]
fn the_code_is_read_from_a_raster_of_150_dpi_by_another_library() {
    for award in [award(), supervised()] {
        let sheet = sheet(&award);
        let rendered = Rendered::new(&sheet);
        rendered.run(
            "pdftoppm",
            "poppler-utils",
            &["-r", "150", "-gray", "PDF", "page"],
        );
        let link = rendered.run("zbarimg", "zbar-tools", &["--quiet", "--raw", "page-1.pgm"]);
        assert_eq!(link.trim(), sheet.seal.unwrap().link);
        // And by ours, as the page does with a photo.
        let grey = fs::read(rendered.folder.path().join("page-1.pgm")).unwrap();
        let mut lines = grey.splitn(4, |byte| *byte == b'\n');
        let header: Vec<&[u8]> = lines.by_ref().take(3).collect();
        let size = String::from_utf8_lossy(header[1]).into_owned();
        let (width, height) = size.split_once(' ').unwrap();
        let pixels = lines.next().unwrap();
        let read = read_code(width.parse().unwrap(), height.parse().unwrap(), pixels);
        assert_eq!(read.as_deref(), Some(link.trim()));
    }
}

#[test]
fn the_attachment_is_found_by_others_and_the_file_is_sound() {
    let sheet = sheet(&supervised());
    let rendered = Rendered::new(&sheet);
    let said = rendered.run("qpdf", "qpdf", &["--check", "PDF"]);
    assert!(
        said.contains("No syntax or stream encoding errors found"),
        "{said}"
    );
    let listed = rendered.run("qpdf", "qpdf", &["--list-attachments", "--verbose", "PDF"]);
    assert!(
        listed.contains("constancia.jwt") && listed.contains("application/vc+jwt"),
        "{listed}"
    );
    let jwt = rendered.run("qpdf", "qpdf", &["--show-attachment=constancia.jwt", "PDF"]);
    assert_eq!(jwt, sheet.seal.unwrap().jwt);
    // Saved again by another program: the token is still found.
    rendered.run(
        "qpdf",
        "qpdf",
        &["--object-streams=generate", "PDF", "again.pdf"],
    );
    let again = fs::read(rendered.folder.path().join("again.pdf")).unwrap();
    let found = check(&exhibits(&again));
    assert_eq!(
        (found.verdict, found.text_compared),
        (Verdict::Authentic, false)
    );
}

/// Given names and surnames as they are written in Mexico, also in Nahuatl, Otomí, Mazahua, Maya and Zapotec, by themselves and joined.
const GIVEN: [&str; 25] = [
    "María",
    "José Ángel",
    "Guadalupe",
    "Ma. del Socorro",
    "Ximena",
    "Jesús",
    "Begoña",
    "Iñaki",
    "Óscar Raúl",
    "Zoé",
    "Güicho",
    "Xōchitl",
    "Citlalli",
    "Nayeli",
    "Yaretzi",
    "Tonatiuh",
    "Xuäni",
    "Ngo̱xtjo̱",
    "Juxi̱",
    "Ma̱ki",
    "Itzel",
    "K’iin",
    "Ch’úupal",
    "Nadxieelii",
    "Biaani’",
];
const SURNAMES: [&str; 20] = [
    "Hernández",
    "Ñuño Peña",
    "O’Farrill",
    "de la O",
    "D’Acosta",
    "Muñoz-Ledo",
    "Güemes",
    "Ixtlilxóchitl",
    "Cuauhtémoc",
    "Pech Dzul",
    "Ek’ Balam",
    "Uicab",
    "Ñähñu",
    "Jñatjo",
    "Ruiz y Ruiz",
    "Sáenz de Miera",
    "Von der Goltz",
    "Núñez",
    "Xicoténcatl",
    "López Mateos",
];

#[test]
fn five_hundred_names_are_printed_signed_and_read_back_letter_by_letter() {
    let mut read = 0;
    for given in GIVEN {
        for surname in SURNAMES {
            let mut award = award();
            award.credential.name = LearnerName::new(&format!("{given} {surname}")).unwrap();
            let copies = exhibits(&pdf(&sheet(&award)));
            let found = check(&copies);
            let name = award.credential.name.as_str();
            assert_eq!(
                (found.verdict, found.differences),
                (Verdict::Authentic, vec![]),
                "{name}"
            );
            let Some(Exhibit::Text(lines)) = copies.last() else {
                panic!("{name}: {copies:?}");
            };
            assert!(lines.contains(&name.to_owned()), "{name}: {lines:?}");
            read += 1;
        }
    }
    assert_eq!(read, 500);
}
