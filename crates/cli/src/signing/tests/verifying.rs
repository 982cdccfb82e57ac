//! `aula verify` of many files: its status is good only where everything is, and a bad file does not silence the others.

use super::super::brief;
use super::super::verify::{answers, within};
use super::*;

impl Desk {
    /// The token of Ana's constancia, and the key that signed it.
    fn token(&self) -> (PathBuf, aula_seal::Signer) {
        self.issue("llave.json").unwrap();
        let file = fs::read_to_string(self.path("llave.json")).unwrap();
        let signer = aula_seal::unlock(&file, "caballo grapa batería correcta").unwrap();
        (self.issued("jwt").remove(0), signer)
    }

    fn verify(&self, files: &[&Path], together: bool) -> anyhow::Result<bool> {
        let options = Verify {
            files: files.iter().map(|file| file.to_path_buf()).collect(),
            together,
        };
        let status = verify(&self.project, &options)?;
        Ok(status == ExitCode::SUCCESS)
    }

    /// What is said of each file; of one that cannot be read, why.
    fn said_of(&self, files: &[&Path]) -> Vec<String> {
        let options = Verify {
            files: files.iter().map(|file| file.to_path_buf()).collect(),
            together: false,
        };
        let answers = answers(&self.project, &options).unwrap();
        answers
            .map(|answer| answer.map_or_else(|error| format!("{error:#}"), |it| it.report))
            .collect()
    }
}

/// The token with another letter in its middle.
fn altered(token: &Path) -> PathBuf {
    let mut text = fs::read_to_string(token).unwrap();
    let middle = text.len() / 2;
    let other = match text.as_bytes()[middle] {
        b'A' => "B",
        _ => "A",
    };
    text.replace_range(middle..=middle, other);
    let path = token.with_file_name("alterada.jwt");
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_bad_file_silences_no_other_and_spoils_the_status() {
    let desk = Desk::with_expediente();
    let (good, _) = desk.token();
    let (bad, absent) = (altered(&good), desk.path("no-existe.jwt"));
    // A picture whose name says that it is something else.
    let picture = desk.path("hoja.pdf");
    fs::write(&picture, b"\x89PNG").unwrap();

    let said = desk.said_of(&[&absent, &bad, &picture, &good]);
    let words = [
        "No puedo leer",
        "ALTERADA",
        "el nombre de otra cosa",
        "AUTÉNTICA",
    ];
    for (said, words) in said.iter().zip(words) {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert_eq!(said.len(), words.len());

    let verify = |files: &[&Path]| desk.verify(files, false).unwrap();
    assert!(verify(&[&good, &good]));
    for bad in [&bad, &absent, &picture] {
        assert!(!verify(&[bad, &good]), "{bad:?}");
        assert!(!verify(&[&good, bad]), "{bad:?}");
    }
    // Held against each other, what cannot be read stops the answer: nobody knows whether it agrees.
    assert!(desk.verify(&[&good, &good], true).unwrap());
    assert!(!desk.verify(&[&good, &bad], true).unwrap());
    assert!(desk.verify(&[&good, &absent], true).is_err());
}

#[test]
fn what_is_no_file_or_too_large_is_not_read() {
    let desk = Desk::with_expediente();
    let (large, folder) = (desk.path("grande.pdf"), desk.path("carpeta"));
    let file = fs::File::create(&large).unwrap();
    file.set_len(3_000_000_000).unwrap();
    fs::create_dir(&folder).unwrap();
    for said in desk.said_of(&[&large, &folder]) {
        assert!(said.contains("demasiado grande"), "{said}");
    }
}

/// Whoever asks what a constancia is worth may hold the wrong file of the three that Aula hands out.
#[test]
fn the_other_files_of_aula_are_called_by_their_name() {
    let desk = Desk::with_expediente();
    let (export, newer) = (desk.path("avance.json"), desk.path("nuevo.json"));
    fs::write(
        &export,
        r#"{"formato":"aula-avance","version":1,"registros":[]}"#,
    )
    .unwrap();
    fs::write(
        &newer,
        r#"{"formato":"aula-expediente","version":9,"folio":""}"#,
    )
    .unwrap();
    let evidence = desk.path("expediente.json");
    let said = desk.said_of(&[&export, &evidence, &newer]);
    let words = [
        "un archivo de avance, no",
        "un expediente, no",
        "un expediente, no",
    ];
    for (said, words) in said.iter().zip(words) {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert!(!desk.verify(&[&export], false).unwrap());
}

#[test]
fn what_takes_too_long_stops_nobody() {
    let patience = std::time::Duration::from_millis(50);
    assert_eq!(within(patience, || 1), Some(1));
    assert_eq!(
        within(patience, move || std::thread::sleep(patience * 40)),
        None
    );
}

#[test]
fn a_value_draws_no_lines_of_its_own() {
    let blanks = |blank: &str| format!("Ana{}AUTÉNTICA", blank.repeat(160));
    for blank in [" ", "\u{A0}", "\u{2800}", "\u{3164}", "\u{AD}"] {
        let said = brief(&blanks(blank));
        assert!(said.chars().count() < 180, "{said}");
        assert!(!said.contains("  "), "{said}");
    }
    assert_eq!(brief(&"ñ".repeat(500)).chars().count(), 401);
    assert_eq!(brief("Ana Pérez Ñáñez"), "Ana Pérez Ñáñez");
}

#[test]
fn the_status_is_good_only_while_the_lists_are_current() {
    let desk = Desk::with_expediente();
    let (token, signer) = desk.token();
    let day = |days| Date::from_days(today().unwrap().days() + days).unwrap();
    let revocations = |next| {
        let list = aula_seal::RevocationList {
            date: day(-40),
            next,
            revoked: vec![],
        };
        aula_seal::sign_revocations(&list, &signer)
    };
    let issuers = lists::read(&desk.project).unwrap().trusted;
    let trust = |next| {
        let list = aula_seal::TrustList {
            date: day(-40),
            next,
            issuers: issuers.issuers().cloned().collect(),
            successions: vec![],
        };
        aula_seal::sign_trust(&list, &signer)
    };
    let (late, due) = (day(-1), day(0));
    for (trust, revocations, is_good) in [
        (trust(due), revocations(due), true),
        (trust(due), revocations(late), false),
        (trust(late), revocations(due), false),
        (trust(due), String::new(), false),
    ] {
        fs::write(desk.list("emisores.json"), trust).unwrap();
        fs::write(desk.list("revocaciones.json"), revocations).unwrap();
        let [said] = &desk.said_of(&[&token])[..] else {
            panic!("of one file");
        };
        assert!(said.contains("AUTÉNTICA"), "{said}");
        assert_eq!(desk.is_authentic(&token), is_good, "{said}");
    }
}
