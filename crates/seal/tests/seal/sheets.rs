//! Signed sheets: rendered by the certificate, read by ourselves and by others, and forged.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use aula_core::course::{Files, parse};
use aula_core::credential::{Award, LearnerName, Sheet, Template, award_sheet};
use aula_scanner::read_codes;
use aula_seal::{
    Exhibit, Field, Format, Revocation, RevocationCheck, SheetCheck, Verdict, exhibits, issue_as,
    prepare_as, verify,
};
use tempfile::TempDir;

use crate::fixtures::{
    VERIFIER, award, check, day, municipality, no_revocations, noon, recertified, revocations,
    supervised, trusted,
};

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

/// What a forger has: the sheet of an award with the token that was signed for it.
fn sheet_as(format: Format, award: &Award) -> Sheet {
    let mut seal = prepare_as(format, award, &municipality(), VERIFIER).unwrap();
    let token = exhibits(&signed_as(format, award)).remove(0);
    let Exhibit::Jwt(token) = token else {
        panic!("{token:?}");
    };
    seal.jwt = token;
    award_sheet(award, &template(), seal)
}

/// What is handed over.
fn signed_as(format: Format, award: &Award) -> Vec<u8> {
    let seal = prepare_as(format, award, &municipality(), VERIFIER).unwrap();
    let drawn = pdf(&award_sheet(award, &template(), seal.clone()));
    issue_as(format, award, &municipality(), &seal, &drawn)
        .unwrap()
        .pdf
}

/// Of which only the words can be compared.
fn sheet(award: &Award) -> Sheet {
    sheet_as(Format::Two, award)
}

fn pdf(sheet: &Sheet) -> Vec<u8> {
    let font = typst_assets::fonts().next().unwrap();
    aula_certificate::render(sheet, font).unwrap()
}

#[test]
fn a_signed_sheet_is_read_and_authentic() {
    for award in [
        award(),
        supervised(),
        recertified(),
        renewed(),
        crowded(),
        least(),
    ] {
        for (format, sheet) in [
            (Format::Two, SheetCheck::Words),
            (Format::Three, SheetCheck::AsSigned),
        ] {
            let copies = exhibits(&signed_as(format, &award));
            let [Exhibit::Jwt(_), Exhibit::Sheet { lines, .. }] = &copies[..] else {
                panic!("{copies:?}");
            };
            assert!(
                lines.contains(&award.credential.name.as_str().to_owned()),
                "{lines:?}"
            );
            let revocations = revocations(&no_revocations());
            let day_of_signature = award.credential.issued_at;
            let found = verify(&copies, &trusted(), Some(&revocations), day_of_signature);
            assert_eq!(
                (found.verdict, found.differences, found.sheet),
                (Verdict::Authentic, vec![], sheet)
            );
        }
    }
}

#[test]
fn no_byte_of_a_signed_sheet_is_changed_unseen() {
    let whole = signed_as(Format::Three, &supervised());
    assert_eq!(check(&exhibits(&whole)).sheet, SheetCheck::AsSigned);
    for place in (0..whole.len()).step_by(61) {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x01;
        let verdict = check(&exhibits(&bytes)).verdict;
        assert_ne!(verdict, Verdict::Authentic, "{place}");
    }
    let [mut longer, mut shorter] = [whole.clone(), whole.clone()];
    longer.push(b'\n');
    shorter.pop();
    for bytes in [longer, shorter] {
        let found = check(&exhibits(&bytes));
        assert_eq!(
            (found.verdict, found.sheet, found.differences),
            (Verdict::Altered, SheetCheck::Changed, vec![])
        );
        assert!(found.is_signed, "the data are");
    }
}

#[test]
fn a_sheet_that_the_institution_did_not_draw_is_altered_whatever_it_says() {
    // The same award on another template: every signed word is there.
    let mut drawn = sheet_as(Format::Three, &award());
    drawn.opening = "Con validez oficial, se hace constar que".to_owned();
    let found = check(&exhibits(&pdf(&drawn)));
    assert_eq!(
        (found.verdict, found.sheet, found.differences),
        (Verdict::Altered, SheetCheck::Changed, vec![])
    );
    // Nor does the whole one beside it speak for it, or for anything that nobody signed.
    let whole = exhibits(&signed_as(Format::Three, &award()));
    let behind = [b"\n", &pdf(&drawn)[..]].concat();
    for other in [
        &pdf(&drawn)[..],
        &behind,
        b"",
        b"\x89PNG",
        b"<svg/>",
        b"hola",
    ] {
        for both in [
            [whole.clone(), exhibits(other)],
            [exhibits(other), whole.clone()],
        ] {
            let found = check(&both.concat());
            assert_eq!(found.verdict, Verdict::Altered);
            assert_eq!(found.sheet, SheetCheck::Changed);
        }
    }
    let link = crate::fixtures::link(&award(), &municipality());
    for token in [
        exhibits(link.as_bytes()),
        exhibits(&signed_as(Format::Two, &award())),
    ] {
        let found = check(&[token, exhibits(b"hola")].concat());
        assert_eq!(
            (found.verdict, found.sheet),
            (Verdict::Altered, SheetCheck::Changed)
        );
    }
    // A code beside it is of a sheet that nobody looked at.
    let found = check(&[whole, exhibits(link.as_bytes())].concat());
    assert_eq!(
        (found.verdict, found.sheet),
        (Verdict::Authentic, SheetCheck::Unseen)
    );
}

#[test]
fn a_byte_more_hides_no_revocation_and_no_last_day() {
    let mut list = no_revocations();
    list.revoked = vec![Revocation {
        folio: award().credential.folio,
        date: day("2026-11-25"),
        reason: "Se firmó por error".to_owned(),
    }];
    let list = revocations(&list);
    let touched = |award: &Award| exhibits(&[&signed_as(Format::Three, award)[..], b" "].concat());
    let now = noon("2026-11-28");
    let found = verify(&touched(&award()), &trusted(), Some(&list), now);
    assert!(matches!(found.verdict, Verdict::Revoked { .. }));
    assert_eq!(
        (found.sheet, found.revocation),
        (SheetCheck::Changed, RevocationCheck::Listed)
    );
    // Not even where its words were changed too.
    let mut forged = sheet_as(Format::Three, &award());
    forged.name = "Otra Persona".to_owned();
    let found = verify(&exhibits(&pdf(&forged)), &trusted(), Some(&list), now);
    assert_eq!(
        (found.verdict, found.revocation),
        (Verdict::Altered, RevocationCheck::Listed)
    );
    let found = verify(
        &touched(&supervised()),
        &trusted(),
        None,
        noon("2028-01-01"),
    );
    assert!(matches!(found.verdict, Verdict::Expired { .. }));
    assert_eq!(found.sheet, SheetCheck::Changed);
}

/// An example of a supervised constancia that was renewed on the day of its signature: every line that a signed sheet may have.
fn renewed() -> Award {
    let mut award = supervised();
    award.credential.started_on = day("2026-11-04");
    award.credential.recertified_on = Some(award.credential.issued_at.date());
    award.credential.demonstration = true;
    award
}

/// Long texts in many lines, and all of one day.
fn crowded() -> Award {
    let mut award = renewed();
    let credential = &mut award.credential;
    credential.title = "Atención a mujeres migrantes, ".repeat(6);
    credential.subtitle = "Lo que la ley pide y lo que la ventanilla puede hacer, ".repeat(4);
    credential.issuer = "Dirección General de Capacitación y Desarrollo ".repeat(3);
    credential.started_on = credential.issued_at.date();
    credential.finished_on = credential.issued_at.date();
    award.valid_until = Some(credential.finished_on);
    award.attested_by = "Mtra. Guadalupe Ruiz de la Contraloría Municipal, ".repeat(3);
    award
}

/// Somebody's change to a sheet.
type Edit = &'static dyn Fn(&mut Sheet);

#[test]
fn an_edited_sheet_is_altered_and_says_where() {
    let originals = [Format::Two, Format::Three].map(|format| sheet_as(format, &renewed()));
    let edits: [(&str, Edit, Field); 22] = [
        (
            "institution",
            &|sheet| sheet.issuer = "Otro municipio".to_owned(),
            Field::Issuer,
        ),
        (
            "name",
            &|sheet| sheet.name = "Otra Persona".to_owned(),
            Field::Name,
        ),
        (
            "a name around the name",
            &|sheet| sheet.name = format!("Luz {} Ruiz", sheet.name),
            Field::Name,
        ),
        (
            "course",
            &|sheet| sheet.course = "Otra".to_owned(),
            Field::Title,
        ),
        (
            "more of the course",
            &|sheet| sheet.course.push_str(", nivel avanzado"),
            Field::Title,
        ),
        (
            "subtitle",
            &|sheet| sheet.subtitle = "Con validez oficial".to_owned(),
            Field::Subtitle,
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
            "a digit before the length",
            &|sheet| sheet.fields[1].1.insert(0, '1'),
            Field::Minutes,
        ),
        (
            "begin",
            &|sheet| sheet.fields[2].1 = sheet.fields[2].1.replace("del 4", "del 1"),
            Field::StartedOn,
        ),
        (
            "a digit before the day of the begin",
            &|sheet| sheet.fields[2].1 = sheet.fields[2].1.replace("del 4", "del 14"),
            Field::StartedOn,
        ),
        (
            "end",
            &|sheet| sheet.fields[2].1 = sheet.fields[2].1.replace("24", "25"),
            Field::FinishedOn,
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
            "renewal",
            &|sheet| sheet.fields[6].1 = "27 de noviembre de 2026".to_owned(),
            Field::RecertifiedOn,
        ),
        (
            "no renewal",
            &|sheet| drop(sheet.fields.remove(6)),
            Field::RecertifiedOn,
        ),
        (
            "validity",
            &|sheet| sheet.fields[7].1 = "25 de noviembre de 2037".to_owned(),
            Field::ValidUntil,
        ),
        (
            "who attests",
            &|sheet| sheet.fields[8].1 = "Dra. Eva Luna".to_owned(),
            Field::AttestedBy,
        ),
        (
            "key",
            &|sheet| sheet.fields[9].1 = "ZFQ8-GCWS-EGX8-P2WF-VJBB".to_owned(),
            Field::Fingerprint,
        ),
        (
            "level",
            &|sheet| sheet.notices[1] = "Constancia".to_owned(),
            Field::Level,
        ),
        (
            "example",
            &|sheet| {
                sheet.notices.remove(0);
                sheet.mark.clear();
            },
            Field::Example,
        ),
    ];
    for (what, edit, field) in edits {
        for original in &originals {
            let mut forged = original.clone();
            edit(&mut forged);
            assert_ne!(forged, *original, "{what}");
            let found = check(&exhibits(&pdf(&forged)));
            assert_eq!(found.verdict, Verdict::Altered, "{what}");
            let mut differences = found.differences.iter();
            assert!(
                differences.any(|difference| difference.field == field),
                "{what}: {:?}",
                found.differences
            );
        }
    }
}

#[test]
fn of_four_lines_of_one_day_none_is_changed_unseen() {
    let original = sheet(&crowded());
    for place in [2, 5, 6, 7] {
        let mut forged = original.clone();
        forged.fields[place].1 = "2 de enero de 2030".to_owned();
        let found = check(&exhibits(&pdf(&forged)));
        assert_eq!(found.verdict, Verdict::Altered, "{place}");
    }
}

/// Passed with the least that passes, within one day.
fn least() -> Award {
    let mut award = award();
    award.credential.percent = award.credential.pass_mark;
    award.credential.started_on = award.credential.finished_on;
    award
}

#[test]
fn of_two_equal_values_in_a_sentence_none_is_changed_unseen() {
    let original = sheet(&least());
    let (period, result) = (&original.fields[2].1, &original.fields[3].1);
    let edits = [
        (2, format!("del 1 de enero de 2020 al {period}")),
        (2, format!("del {period} al 1 de enero de 2030")),
        (2, format!("2020 a {period}")),
        (3, result.replacen("80", "100", 1)),
        (3, result.replace(": 80", ": 60")),
    ];
    for (place, words) in edits {
        let mut forged = original.clone();
        forged.fields[place].1 = words.clone();
        let found = check(&exhibits(&pdf(&forged)));
        assert_eq!(found.verdict, Verdict::Altered, "{words}");
        let fields: Vec<Field> = found.differences.iter().map(|each| each.field).collect();
        let either = match place {
            2 => [Field::StartedOn, Field::FinishedOn],
            _ => [Field::Percent, Field::PassMark],
        };
        assert!(
            fields.iter().all(|field| either.contains(field)),
            "{fields:?}"
        );
    }
}

#[test]
fn no_honest_sheet_is_accused_for_what_its_institution_is_called() {
    let lines = |award: &Award| match &exhibits(&pdf(&sheet(award)))[..] {
        [Exhibit::Jwt(_), Exhibit::Sheet { lines, .. }] => lines.clone(),
        copies => panic!("{copies:?}"),
    };
    let mut numbered = least();
    numbered.credential.issuer = "Escuela Secundaria Técnica 80".to_owned();
    // Its name takes several lines, and the second is the title too.
    let mut wrapped = award();
    wrapped.credential.issuer = crowded().credential.issuer;
    let lines = lines(&wrapped);
    let first = lines
        .iter()
        .position(|line| line.len() > 20 && wrapped.credential.issuer.starts_with(line.trim()));
    wrapped.credential.title = lines[first.unwrap() + 1].trim().to_owned();
    assert!(
        wrapped
            .credential
            .issuer
            .contains(&wrapped.credential.title)
    );
    for award in [numbered, least(), wrapped] {
        let found = check(&exhibits(&pdf(&sheet(&award))));
        assert_eq!(
            (found.verdict, found.differences),
            (Verdict::Authentic, vec![]),
            "{}",
            award.credential.issuer
        );
    }
}

#[test]
fn a_code_laid_first_hides_no_edited_word() {
    let mut forged = sheet(&renewed());
    let code = exhibits(forged.seal.as_ref().unwrap().link.as_bytes());
    forged.course = "Otra".to_owned();
    let found = check(&[code, exhibits(&pdf(&forged))].concat());
    assert_eq!(found.verdict, Verdict::Altered);
    assert_eq!(
        found.fields.get(Field::Title),
        Some(renewed().credential.title.as_str())
    );
    let fields: Vec<Field> = found.differences.iter().map(|each| each.field).collect();
    assert_eq!(fields, [Field::Title]);
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
    assert_eq!(
        (found.verdict, found.sheet),
        (Verdict::Authentic, SheetCheck::Unread)
    );
    // Nor does a sheet beside it that was compared speak for it.
    let whole = exhibits(&pdf(&sheet(&award())));
    assert_eq!(check(&whole).sheet, SheetCheck::Words);
    let both = check(&[whole, exhibits(&bytes)].concat());
    assert_eq!(both.sheet, SheetCheck::Unread);
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
    fn new(pdf: &[u8]) -> Rendered {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("sheet.pdf");
        fs::write(&path, pdf).unwrap();
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
        let rendered = Rendered::new(&signed_as(Format::Three, &award));
        rendered.run(
            "pdftoppm",
            "poppler-utils",
            &["-r", "150", "-gray", "PDF", "page"],
        );
        let link = rendered.run("zbarimg", "zbar-tools", &["--quiet", "--raw", "page-1.pgm"]);
        assert_eq!(link.trim(), crate::fixtures::link(&award, &municipality()));
        // And by ours, as the page does with a photo.
        let grey = fs::read(rendered.folder.path().join("page-1.pgm")).unwrap();
        let mut lines = grey.splitn(4, |byte| *byte == b'\n');
        let header: Vec<&[u8]> = lines.by_ref().take(3).collect();
        let size = String::from_utf8_lossy(header[1]).into_owned();
        let (width, height) = size.split_once(' ').unwrap();
        let pixels = lines.next().unwrap();
        let read = read_codes(width.parse().unwrap(), height.parse().unwrap(), pixels);
        assert_eq!(read, [link.trim()]);
    }
}

#[test]
fn the_attachment_is_found_by_others_and_the_file_is_sound() {
    let sheet = signed_as(Format::Three, &supervised());
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
    assert_eq!(exhibits(&sheet).first(), Some(&Exhibit::Jwt(jwt)));
    // Saved again by another program, compressed or as text: the token is still found, and it is not the signed file.
    for how in [
        &["--object-streams=generate"][..],
        &["--qdf", "--object-streams=disable"],
    ] {
        rendered.run("qpdf", "qpdf", &[how, &["PDF", "again.pdf"]].concat());
        let again = fs::read(rendered.folder.path().join("again.pdf")).unwrap();
        let found = check(&exhibits(&again));
        assert_eq!(
            (found.verdict, found.sheet),
            (Verdict::Altered, SheetCheck::Changed)
        );
        let name = supervised().credential.name;
        assert_eq!(found.fields.get(Field::Name), Some(name.as_str()));
    }
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
            let format = [Format::Two, Format::Three][read % 2];
            let copies = exhibits(&signed_as(format, &award));
            let found = check(&copies);
            let name = award.credential.name.as_str();
            assert_eq!(
                (found.verdict, found.differences),
                (Verdict::Authentic, vec![]),
                "{name}"
            );
            let Some(Exhibit::Sheet { lines, .. }) = copies.last() else {
                panic!("{name}: {copies:?}");
            };
            assert!(lines.contains(&name.to_owned()), "{name}: {lines:?}");
            read += 1;
        }
    }
    assert_eq!(read, 500);
}
