//! The register of what was signed: it comes first, it is believed only as far as a key signed it, and no file covers another.

use super::super::issue::facts;
use super::super::reissue::again;
use super::*;

use aula_core::evidence::review;
use aula_seal::{exhibits, verify as judge};

impl Desk {
    /// With a key, and what Ana handed in.
    pub(super) fn with_expediente() -> Desk {
        let desk = Desk::new();
        desk.make_key();
        let content = read_content(desk.project.courses(), today().unwrap()).unwrap();
        let (course, pool) = &content.parsed.courses[0];
        fs::write(desk.path("expediente.json"), expediente(course, pool)).unwrap();
        desk
    }

    fn register(&self) -> String {
        fs::read_to_string(self.path("constancias/registro.jsonl")).unwrap()
    }

    /// What was made again.
    fn made_again(&self) -> Vec<PathBuf> {
        let all = files_below(&self.path("repuestas")).unwrap_or_default();
        all.into_iter().map(|(_, path)| path).collect()
    }
}

#[test]
fn what_could_not_be_written_is_in_the_register_and_comes_back() {
    let desk = Desk::with_expediente();
    desk.issue("llave.json").unwrap();
    let badge = desk.issued("svg").remove(0);
    fs::remove_dir_all(desk.path("constancias")).unwrap();
    // The last file cannot be written.
    let name = badge.file_name().unwrap().to_string_lossy().into_owned();
    let blocked = badge.with_file_name(format!(".{name}"));
    fs::create_dir_all(&blocked).unwrap();
    let refused = format!("{:#}", desk.issue("llave.json").unwrap_err());
    assert!(
        refused.contains(&format!("aula reissue {FOLIO}")),
        "{refused}"
    );
    assert_eq!(desk.register().lines().count(), 1);

    fs::remove_dir(&blocked).unwrap();
    let mut options = desk.again(&desk.path("llave.json"), FOLIO, false);
    options.out = desk.path("constancias");
    reissue(&desk.project, &options).unwrap();
    for form in ["pdf", "jwt", "svg"] {
        let [path] = &desk.issued(form)[..] else {
            panic!("{form}: {:?}", desk.issued(form));
        };
        assert!(desk.is_authentic(path), "{path:?}");
    }
}

#[test]
fn a_line_that_was_changed_is_not_signed_again() {
    let desk = Desk::with_expediente();
    desk.issue("llave.json").unwrap();
    let register = desk.register();
    let key = desk.path("llave.json");
    let file = desk.path("constancias/registro.jsonl");
    for (said, other) in [
        ("\"name\":\"Ana", "\"name\":\"Eva"),
        ("\"formato\":3", "\"formato\":2"),
        ("\"percent\":100", "\"percent\":99"),
        ("\"attested_by\":\"\"", "\"attested_by\":\"Nadie\""),
        (
            "\"trust\":\"Countersigned\"",
            "\"trust\":\"Countersigned\" ",
        ),
        ("\"firma\":\"", "\"firma\":\"A"),
    ] {
        let changed = register.replace(said, other);
        assert_ne!(changed, register, "{said}");
        fs::write(&file, changed).unwrap();
        let refused = format!("{:#}", desk.reissue(&key, FOLIO).unwrap_err());
        assert!(
            refused.contains("no es la que se firmó") || refused.contains("No es una constancia"),
            "{other}: {refused}"
        );
        assert!(desk.made_again().is_empty(), "{other}");
    }
    // As an editor on Windows leaves it, it is the same.
    fs::write(&file, format!("\u{FEFF}{}\r\n", register.trim_end())).unwrap();
    desk.reissue(&key, FOLIO).unwrap();
    assert_eq!(desk.made_again().len(), 3);
}

#[test]
fn a_line_without_a_signature_is_for_a_person_to_believe() {
    let desk = Desk::with_expediente();
    desk.issue("llave.json").unwrap();
    let line = unsigned(&desk.register());
    fs::write(desk.path("constancias/registro.jsonl"), line).unwrap();
    let options = desk.again(&desk.path("llave.json"), FOLIO, false);
    for no in ["", "n\n", "\n"] {
        again(&desk.project, &options, &mut no.as_bytes()).unwrap();
        assert!(desk.made_again().is_empty());
    }
    again(&desk.project, &options, &mut "sí\n".as_bytes()).unwrap();
    assert_eq!(desk.made_again().len(), 3);
}

#[test]
fn no_file_of_a_namesake_is_written_over_in_any_form() {
    let desk = Desk::with_expediente();
    desk.issue("llave.json").unwrap();
    let first = ["pdf", "jwt", "svg"].map(|form| desk.issued(form).remove(0));
    fs::remove_dir_all(desk.path("constancias")).unwrap();
    fs::create_dir(desk.path("constancias")).unwrap();
    // Of one the token is left, of another who has the same beginning of a folio the badge.
    let stem = first[0].with_extension("");
    let second = PathBuf::from(format!("{}_{}.svg", stem.display(), &FOLIO[..8]));
    let theirs = [&first[1], &second];
    for path in theirs {
        fs::write(path, "de la otra persona").unwrap();
    }
    desk.issue("llave.json").unwrap();
    for path in theirs {
        let kept = fs::read(path).unwrap() == b"de la otra persona";
        assert!(kept, "{path:?}");
    }
    let sheet = desk.issued("pdf").remove(0);
    for form in ["pdf", "jwt", "svg"] {
        assert!(desk.is_authentic(&sheet.with_extension(form)), "{form}");
    }
    // Made again it is the same, and lies where it lay.
    let mut options = desk.again(&desk.path("llave.json"), FOLIO, false);
    options.out = desk.path("constancias");
    reissue(&desk.project, &options).unwrap();
    assert_eq!(desk.issued("pdf"), [sheet]);
}

#[test]
fn who_signs_sees_the_name_that_is_signed_and_how_it_came_about() {
    let desk = Desk::with_expediente();
    let content = read_content(desk.project.courses(), today().unwrap()).unwrap();
    let file = fs::read_to_string(desk.path("expediente.json")).unwrap();
    let evidence = Evidence::read(&file).unwrap();
    let editions = content.editions();
    let review = review(&evidence, &editions, &Known::default(), now());
    let name = LearnerName::new("Ana Ruiz Ñuño").unwrap();
    let shown = facts(&review, &evidence, &name).join("\n");
    for words in [
        "Nombre que se firma: Ana Ruiz Ñuño",
        "Nombre en el expediente: Ana Ruiz\n",
        FOLIO,
        "Terminar todas las lecciones",
        "Intentos:\n",
        "100 de 100",
        "Tiempo: ",
    ] {
        assert!(shown.contains(words), "«{words}» in\n{shown}");
    }
}

#[test]
fn a_text_that_was_never_published_is_signed_unseen_by_a_demonstration_only() {
    let desk = Desk::with_expediente();
    let settings = desk.path("courses/aula.toml");
    let text = fs::read_to_string(&settings).unwrap();
    let in_earnest = text.replace("demostracion = true", "demostracion = false");
    assert_ne!(in_earnest, text);
    fs::write(&settings, in_earnest).unwrap();
    desk.issue("llave.json").unwrap();
    assert!(desk.issued("pdf").is_empty());
    fs::write(&settings, text).unwrap();
    desk.issue("llave.json").unwrap();
    assert_eq!(desk.issued("pdf").len(), 1);
}

#[test]
fn no_list_tells_of_what_an_unknown_key_signed() {
    let desk = Desk::with_expediente();
    desk.issue("llave.json").unwrap();
    let stranger = Desk::new();
    stranger.make_key();
    let said = |desk: &Desk, sheet: &Path| {
        let lists = lists::read(&desk.project).unwrap();
        let copy = exhibits(&fs::read(sheet).unwrap());
        let judged = judge(&copy, &lists.trusted, lists.revocations.as_ref(), now());
        report("hoja", &judged, &lists)
    };
    let sheet = desk.issued("pdf").remove(0);
    assert!(said(&desk, &sheet).contains("No está entre las revocadas"));
    let unknown = said(&stranger, &sheet);
    assert!(unknown.contains("EMISOR DESCONOCIDO"), "{unknown}");
    assert!(!unknown.to_lowercase().contains("revoca"), "{unknown}");
}
