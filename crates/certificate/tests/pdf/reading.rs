//! Sheets as other readers see them: poppler and qpdf know nothing about how the file was made.

use crate::readers::{Case, cases};
use serde_json::Value;

/// All white space as single spaces: where a line breaks is the layout's business.
fn flat(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// A letter with its mark, or the one character that Unicode keeps for both: either may be copied.
fn composed(text: &str) -> String {
    [("n\u{303}", "ñ"), ("i\u{301}", "í")]
        .into_iter()
        .fold(text.to_owned(), |text, (two, one)| text.replace(two, one))
}

#[test]
fn every_text_is_copied_in_reading_order() {
    for case in cases() {
        let copied = composed(&flat(&case.poppler("pdftotext", &["-raw"])));
        let expected = composed(&flat(&case.texts().join(" ")));
        // A word wider than its line is cut: only there may a copied text have a space too many.
        match case.name.starts_with("one-word") {
            true => assert_eq!(
                copied.replace(' ', ""),
                expected.replace(' ', ""),
                "{}",
                case.name
            ),
            false => assert_eq!(copied, expected, "{}", case.name),
        }
    }
}

/// A word and its box, in points from the upper left corner of the page.
struct Word {
    text: String,
    x: [f64; 2],
    y: [f64; 2],
}

fn words(case: &Case) -> Vec<Word> {
    let boxes = case.poppler("pdftotext", &["-bbox"]);
    let words: Vec<Word> = boxes
        .lines()
        .filter(|line| line.contains("<word"))
        .map(|line| {
            let edge = |name: &str| -> f64 {
                let (_, rest) = line.split_once(&format!("{name}=\"")).expect(line);
                rest.split('"').next().expect(line).parse().expect(line)
            };
            Word {
                text: line.to_owned(),
                x: ["xMin", "xMax"].map(edge),
                y: ["yMin", "yMax"].map(edge),
            }
        })
        .collect();
    assert!(!words.is_empty(), "{}", case.name);
    words
}

#[test]
fn every_word_stands_inside_the_margins() {
    for case in cases() {
        for Word { text, x, y } in words(&case) {
            let inside = x[0] > 70.0 && x[1] < 800.0 && y[0] > 36.0 && y[1] < 565.0;
            assert!(inside, "{}: {text}", case.name);
        }
    }
}

#[test]
fn no_word_stands_on_another_or_on_the_code() {
    for case in cases() {
        let words = words(&case);
        // The code's box, from the layout; a word's box is as high as the font's highest letter with its accent, which no line needs.
        let code = ([668.0, 780.0], [48.0, 160.0]);
        let apart = |one: [f64; 2], other: [f64; 2], slack: f64| {
            one[1] - slack <= other[0] || other[1] - slack <= one[0]
        };
        for (index, word) in words.iter().enumerate() {
            let slack = (word.y[1] - word.y[0]) * 0.3;
            for other in &words[..index] {
                assert!(
                    apart(word.x, other.x, 0.1) || apart(word.y, other.y, slack),
                    "{}: {} {}",
                    case.name,
                    word.text,
                    other.text
                );
            }
            let free = case.sheet.seal.is_none()
                || apart(word.x, code.0, 0.1)
                || apart(word.y, code.1, slack);
            assert!(free, "{}: {}", case.name, word.text);
        }
    }
}

#[test]
fn the_file_says_what_it_is() {
    for case in cases() {
        let info = case.poppler("pdfinfo", &["-isodates"]);
        let field = |name: &str| {
            let line = info.lines().find_map(|line| line.strip_prefix(name));
            flat(line.unwrap_or_else(|| panic!("{}: no {name} in {info}", case.name)))
        };
        assert_eq!(
            field("Title:"),
            format!("{}: {}", case.sheet.title, case.sheet.course)
        );
        assert_eq!(field("Creator:"), "Aula");
        assert_eq!(field("CreationDate:"), "2026-11-24T21:30:05-06");
        assert_eq!(field("Tagged:"), "yes");
        assert_eq!(field("Pages:"), "1");
        assert_eq!(field("Page size:"), "841.89 x 595.276 pts (A4)");
        assert_eq!(field("JavaScript:"), "no");
        if !case.sheet.issuer.is_empty() {
            assert_eq!(field("Author:"), case.sheet.issuer);
        }
    }
}

#[test]
fn the_title_never_names_the_person() {
    for case in cases() {
        let about = case.poppler("pdfinfo", &["-meta"]) + &case.poppler("pdfinfo", &[]);
        assert!(!about.contains(&case.sheet.name), "{}", case.name);
    }
}

#[test]
fn who_hears_the_page_hears_a_heading_paragraphs_and_a_list() {
    for case in cases() {
        let tree = case.poppler("pdfinfo", &["-struct"]);
        let count = |tag: &str| {
            tree.lines()
                .filter(|line| line.split_whitespace().next() == Some(tag))
                .count()
        };
        let fields = case.sheet.fields.len();
        let paragraphs = case.texts().len() - 1 - 2 * fields;
        let found = ["H1", "P", "L", "LI", "Lbl", "LBody"].map(count);
        assert_eq!(
            found,
            [
                1,
                paragraphs,
                usize::from(fields > 0),
                fields,
                fields,
                fields
            ],
            "{}: {tree}",
            case.name
        );
        let heard = composed(&flat(&case.poppler("pdfinfo", &["-struct-text"])));
        let mark = &case.sheet.mark;
        let in_notices = case
            .sheet
            .notices
            .iter()
            .map(|notice| notice.matches(mark.as_str()).count())
            .sum::<usize>();
        assert!(
            mark.is_empty()
                || (in_notices > 0 && heard.matches(mark.as_str()).count() == in_notices),
            "{}",
            case.name
        );
    }
}

#[test]
fn the_one_font_is_embedded_as_a_subset() {
    for case in cases() {
        let table = case.poppler("pdffonts", &[]);
        let fonts: Vec<&str> = table.lines().skip(2).collect();
        let [font] = fonts.as_slice() else {
            panic!("{}: {table}", case.name)
        };
        assert!(
            font.contains("+LibertinusSerif-Regular"),
            "{}: {font}",
            case.name
        );
        assert!(
            flat(font).contains("Identity-H yes yes yes"),
            "{}: {font}",
            case.name
        );
    }
}

#[test]
fn the_file_is_sound() {
    for case in cases() {
        let said = case.qpdf("--check");
        assert!(
            said.contains("No syntax or stream encoding errors found"),
            "{}: {said}",
            case.name
        );
    }
}

#[test]
fn the_catalog_names_language_tags_and_title() {
    for case in cases() {
        let catalog = catalog(&case);
        assert_eq!(catalog["/Lang"], "u:es-MX", "{}", case.name);
        assert_eq!(catalog["/MarkInfo"]["/Marked"], true, "{}", case.name);
        assert_eq!(
            catalog["/ViewerPreferences"]["/DisplayDocTitle"], true,
            "{}",
            case.name
        );
        assert!(catalog["/StructTreeRoot"].is_string(), "{}", case.name);
    }
}

#[test]
fn logo_and_seal_are_figures_with_words_and_the_seal_an_associated_file() {
    for case in cases() {
        let sealed = case.sheet.seal.is_some();
        let tree = case.poppler("pdfinfo", &["-struct"]);
        let figures = tree
            .lines()
            .filter(|line| line.trim_start().starts_with("Figure"));
        let expected = usize::from(sealed) + usize::from(case.sheet.logo.is_some());
        assert_eq!(figures.count(), expected, "{}", case.name);
        let catalog = catalog(&case);
        assert_eq!(catalog["/AF"].is_array(), sealed, "{}", case.name);
        let attached = case.qpdf("--list-attachments");
        assert_eq!(attached.contains("constancia.jwt"), sealed, "{attached}");
    }
}

#[test]
fn the_file_claims_both_standards() {
    for case in cases() {
        let claims = flat(&case.poppler("pdfinfo", &["-meta"]));
        for claim in [
            "<pdfuaid:part>1</pdfuaid:part>",
            "<pdfaid:part>3</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<rdf:li>es-MX</rdf:li>",
        ] {
            assert!(
                claims.contains(claim),
                "{}: no {claim} in {claims}",
                case.name
            );
        }
    }
}

fn catalog(case: &Case) -> Value {
    let file: Value = serde_json::from_str(&case.qpdf("--json")).expect("JSON");
    let objects = &file["qpdf"][1];
    let root = objects["trailer"]["value"]["/Root"]
        .as_str()
        .expect("a root");
    objects[format!("obj:{root}")]["value"].clone()
}
