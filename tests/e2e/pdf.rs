//! A PDF, above all the constancia, as other programs read it: poppler for its words and its tags, qpdf for its structure.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A PDF file that was downloaded or printed.
pub struct Pdf {
    /// Its words, white space joined.
    pub text: String,
    file: PathBuf,
}

impl Pdf {
    /// Reads its words with pdftotext.
    pub fn read(file: &Path) -> Pdf {
        let text = said("pdftotext", &["-enc", "UTF-8"], file, &["-"]);
        Pdf {
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            file: file.to_path_buf(),
        }
    }

    /// How many pages it has.
    pub fn pages(&self) -> usize {
        let facts = said("pdfinfo", &[], &self.file, &[]);
        let pages = facts.lines().find_map(|line| line.strip_prefix("Pages:"));
        pages
            .and_then(|count| count.trim().parse().ok())
            .expect("pdfinfo counts them")
    }

    /// Fails unless it is whole, tagged, and says that it is in the Spanish of Mexico.
    pub fn assert_sound(&self) {
        let facts = said("pdfinfo", &[], &self.file, &[]);
        let tagged = facts
            .lines()
            .any(|line| line.split_whitespace().eq(["Tagged:", "yes"]));
        assert!(tagged, "{facts}");
        let checked = said("qpdf", &["--check"], &self.file, &[]);
        assert!(
            checked.contains("No syntax or stream encoding errors found"),
            "{checked}"
        );
        let objects = said(
            "qpdf",
            &["--qdf", "--object-streams=disable"],
            &self.file,
            &["-"],
        );
        assert!(objects.contains("/Lang (es-MX)"), "the language is missing");
    }
}

fn said(program: &str, before: &[&str], file: &Path, after: &[&str]) -> String {
    let output = Command::new(program)
        .args(before)
        .arg(file)
        .args(after)
        .output();
    let output = output.unwrap_or_else(|error| panic!("{program}: {error}: is it installed?"));
    assert!(
        output.status.success(),
        "{program}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}
