//! An institution's year: a key, an expediente, a signed constancia, its revocation, the key that follows.

mod pictures;
mod register;
mod verifying;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use aula_core::assessment::{draw, finish};
use aula_core::course::{Course, Pool};
use aula_core::credential::{self, LearnerName, Request};
use aula_core::evidence::{CourseMark, Edition, Evidence, Known};
use aula_core::id::AttemptId;
use aula_core::item::{Interaction, Item, Response};
use aula_core::progress::event::Event;
use aula_core::progress::record::{Envelope, Record, RecordKey, Writer};
use aula_core::progress::{CourseProgress, Progress};
use aula_core::time::{Date, Timestamp};
use tempfile::TempDir;

use super::verify::report;
use super::{issue, key, lists, now, reissue, revoke, verify};
use crate::args::{Issue, Key, NewKey, Reissue, Revoke, SheetOfKey, Successor, Verify};
use crate::build::read_content;
use crate::clock::today;
use crate::project::{Project, files_below};

/// A project of the small course of the tests, and a folder for everything else.
struct Desk {
    folder: TempDir,
    project: Project,
}

impl Desk {
    fn new() -> Desk {
        let folder = TempDir::new().unwrap();
        let here = Project::find().unwrap();
        let base = here.root.join("tests/courses/_base");
        for (name, path) in files_below(&base).unwrap() {
            let copy = folder.path().join("courses").join(name);
            fs::create_dir_all(copy.parent().unwrap()).unwrap();
            fs::copy(path, copy).unwrap();
        }
        fs::write(
            folder.path().join("frase"),
            "caballo grapa batería correcta\n",
        )
        .unwrap();
        let project = here.with_courses(&folder.path().join("courses"));
        Desk { folder, project }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn passphrase(&self) -> Option<PathBuf> {
        Some(self.path("frase"))
    }

    /// Makes the key and pins it.
    fn make_key(&self) {
        let made = Key::New(NewKey {
            out: self.path("llave.json"),
            passphrase_file: self.passphrase(),
        });
        key(&self.project, &made).unwrap();
        let file: serde_json::Value =
            serde_json::from_slice(&fs::read(self.path("llave.json")).unwrap()).unwrap();
        let settings = self.path("courses/aula.toml");
        let pinned = format!("huella_emisor = \"{}\"\n", file["huella"].as_str().unwrap());
        fs::write(&settings, pinned + &fs::read_to_string(&settings).unwrap()).unwrap();
    }

    /// A key that no list of this site knows, with the same passphrase.
    fn make_foreign_key(&self) {
        let other = Desk::new();
        other.make_key();
        fs::copy(other.path("llave.json"), self.path("ajena.json")).unwrap();
    }

    fn issue(&self, key: &str) -> anyhow::Result<()> {
        self.issue_until(key, None)
    }

    fn issue_until(&self, key: &str, valid_until: Option<String>) -> anyhow::Result<()> {
        issue(
            &self.project,
            &Issue {
                files: vec![self.path("expediente.json")],
                key: self.path(key),
                passphrase_file: self.passphrase(),
                out: self.path("constancias"),
                supervised_by: None,
                valid_until,
                name: Some("Ana Ruiz Ñuño".to_owned()),
                yes: true,
            },
        )
    }

    /// The files of a kind that were handed over.
    fn issued(&self, extension: &str) -> Vec<PathBuf> {
        let all = files_below(&self.path("constancias"))
            .unwrap_or_default()
            .into_iter();
        all.map(|(_, path)| path)
            .filter(|path| path.extension().is_some_and(|it| it == extension))
            .collect()
    }

    fn is_authentic(&self, path: &Path) -> bool {
        let options = Verify {
            files: vec![path.to_owned()],
            together: false,
        };
        verify(&self.project, &options).unwrap() == ExitCode::SUCCESS
    }

    /// Makes what was signed again, into another folder.
    fn reissue(&self, key: &Path, folio: &str) -> anyhow::Result<()> {
        reissue(&self.project, &self.again(key, folio, false))
    }

    fn again(&self, key: &Path, folio: &str, trust_register: bool) -> Reissue {
        Reissue {
            folios: vec![folio.to_owned()],
            register: self.path("constancias/registro.jsonl"),
            key: key.to_owned(),
            passphrase_file: self.passphrase(),
            out: self.path("repuestas"),
            trust_register,
        }
    }

    fn revoke(&self, key: &str, folios: &[&str]) -> anyhow::Result<()> {
        revoke(
            &self.project,
            &Revoke {
                folios: folios.iter().map(|folio| (*folio).to_owned()).collect(),
                reason: Some("Se emitió por error.".to_owned()),
                key: self.path(key),
                passphrase_file: self.passphrase(),
                first: false,
            },
        )
    }

    fn change_key(&self) -> anyhow::Result<()> {
        let followed = Key::Successor(Successor {
            old: self.path("llave.json"),
            out: self.path("nueva.json"),
            passphrase_file: self.passphrase(),
            old_passphrase_file: self.passphrase(),
        });
        key(&self.project, &followed)
    }

    fn list(&self, name: &str) -> PathBuf {
        self.path("courses").join(name)
    }
}

const FOLIO: &str = "7f3d2c1a-5b6e-4f70-8a91-0b2c3d4e5f60";

/// The lines of a register from before they were signed.
fn unsigned(register: &str) -> String {
    let lines = register
        .lines()
        .map(|line| match line.split_once(",\"firma\"") {
            Some((said, _)) => format!("{said}}}\n"),
            None => format!("{line}\n"),
        });
    lines.collect()
}

/// What somebody hands in who did everything right within the last hour.
fn expediente(course: &Course, pool: &Pool) -> String {
    expediente_of("Ana Ruiz", Log::new(), course, pool)
}

/// The same of somebody else, as this log goes on.
fn expediente_of(name: &str, mut log: Log, course: &Course, pool: &Pool) -> String {
    for (_, lesson) in course.lessons() {
        for item in lesson.items() {
            let response = right(item);
            log.add(Event::ItemAnswered {
                course: course.id.clone(),
                lesson: lesson.id.clone(),
                item: item.id.clone(),
                digest: item.digest.clone(),
                outcome: item.grade(&response),
                response,
                certainty: None,
                review: None,
            });
        }
        log.add(Event::LessonCompleted {
            course: course.id.clone(),
            lesson: lesson.id.clone(),
        });
    }
    let attempt = AttemptId::new("uno");
    let items = draw(&course.assessment, pool, log.chance, &Default::default());
    log.add(Event::AttemptStarted {
        course: course.id.clone(),
        attempt: attempt.clone(),
        version: course.version.clone(),
        seed: log.chance,
        items: items.clone(),
        recertifies: false,
    });
    for item in pool.items.iter().filter(|item| items.contains(&item.id)) {
        log.add(Event::AttemptAnswered {
            attempt: attempt.clone(),
            item: item.id.clone(),
            digest: item.digest.clone(),
            response: right(item),
        });
    }
    let handed_in = finish(course, pool, log.progress(course).open_attempt().unwrap());
    log.add(handed_in);
    let request = Request {
        name: LearnerName::new(name).unwrap(),
        folio: FOLIO.to_owned(),
        now: log.now,
        issuer: "Municipio de ejemplo".to_owned(),
        demonstration: true,
    };
    let credential = credential::issue(course, &log.progress(course), request).unwrap();
    log.add(Event::CredentialIssued {
        credential: Box::new(credential.clone()),
    });
    let mark = CourseMark {
        version: course.version.clone(),
        digest: Edition::draft(course, pool, &[]).digest,
    };
    Evidence::collect(log.records.iter(), &credential, mark, log.now).to_json()
}

fn right(item: &Item) -> Response {
    let Interaction::Choice(choice) = &item.interaction else {
        panic!("the small course asks for choices");
    };
    let right = choice
        .alternatives
        .iter()
        .filter(|alternative| alternative.correct);
    Response::Choice(right.map(|alternative| alternative.id.clone()).collect())
}

/// A chain of records, two minutes apart.
struct Log {
    records: Vec<Record>,
    now: Timestamp,
    /// Of its chain and its draw.
    chance: u64,
}

impl Log {
    fn new() -> Log {
        let mut now = now();
        now.utc_ms -= 3_600_000;
        Log {
            records: vec![],
            now,
            chance: 5,
        }
    }

    fn add(&mut self, event: Event) {
        self.now.utc_ms += 120_000;
        let seq = self.records.len() as u64 + 1;
        let key = RecordKey {
            writer: Writer::new(self.chance),
            seq,
        };
        let envelope = Envelope {
            key,
            lamport: seq,
            previous: self.records.last().map_or(String::new(), Record::hash),
            at: self.now,
        };
        self.records.push(Record::seal(envelope, event));
    }

    fn progress(&self, course: &Course) -> CourseProgress {
        Progress::replay(self.records.iter())
            .courses
            .remove(&course.id)
            .unwrap()
    }
}

#[test]
fn a_key_signs_revokes_and_is_followed() {
    let desk = Desk::new();
    desk.make_key();
    let content = read_content(desk.project.courses(), today().unwrap()).unwrap();
    let (course, pool) = &content.parsed.courses[0];
    fs::write(desk.path("expediente.json"), expediente(course, pool)).unwrap();

    desk.issue("llave.json").unwrap();
    desk.make_foreign_key();
    let forms = ["pdf", "jwt", "svg"].map(|form| desk.issued(form));
    for form in &forms {
        let [path] = &form[..] else {
            panic!("{forms:?}");
        };
        assert!(
            path.to_string_lossy().contains("_ANA-RUIZ-NUNO_"),
            "{path:?}"
        );
        assert!(desk.is_authentic(path), "{path:?}");
    }
    let register = fs::read_to_string(desk.path("constancias/registro.jsonl")).unwrap();
    assert!(
        register.contains("\"nombre_en_el_expediente\":\"Ana Ruiz\"")
            && register.contains("Ana Ruiz Ñuño")
    );

    desk.change_key().unwrap();
    assert!(
        desk.is_authentic(&forms[0][0]),
        "what the old key signed goes on counting"
    );
    assert!(
        desk.issue("llave.json").is_err(),
        "the old key no longer signs"
    );
    assert!(desk.revoke("llave.json", &[FOLIO]).is_err(), "nor revokes");

    desk.reissue(&desk.path("llave.json"), &FOLIO.to_uppercase())
        .unwrap();
    for path in forms.iter().flatten() {
        let again = desk.path("repuestas").join(path.file_name().unwrap());
        assert!(fs::read(path).unwrap() == fs::read(again).unwrap());
    }
    // What was signed in an earlier format comes back in it; its line had no signature.
    let mut length = fs::read(&forms[1][0]).unwrap().len();
    for format in [",\"formato\":2", ""] {
        let before = unsigned(&register).replace(",\"formato\":3", format);
        assert_ne!(before, register);
        fs::write(desk.path("constancias/registro.jsonl"), before).unwrap();
        fs::remove_dir_all(desk.path("repuestas")).unwrap();
        let options = desk.again(&desk.path("llave.json"), FOLIO, true);
        reissue(&desk.project, &options).unwrap();
        let again = desk
            .path("repuestas")
            .join(forms[1][0].file_name().unwrap());
        let token = fs::read(again).unwrap();
        assert!(token.len() < length);
        length = token.len();
    }
    let says = |key: &str, folio: &str| {
        let error = desk.reissue(&desk.path(key), folio).unwrap_err();
        format!("{error:#}")
    };
    assert!(says("llave.json", "otro").contains("«otro» no está en"));
    assert!(says("ajena.json", FOLIO).contains("esa llave no firmaba el"));
    desk.revoke("nueva.json", &[FOLIO]).unwrap();
    assert!(says("llave.json", FOLIO).contains("Revocada"));
    assert!(!desk.is_authentic(&forms[0][0]));
    assert!(desk.revoke("nueva.json", &["folio"]).is_err());
}

#[test]
fn an_emptied_list_of_revocations_stops_who_signs_the_next() {
    let desk = Desk::new();
    desk.make_key();
    desk.revoke("llave.json", &[FOLIO]).unwrap();
    let list = desk.list("revocaciones.json");
    let kept = fs::read(&list).unwrap();
    let first = || {
        let options = Revoke {
            folios: vec![],
            reason: None,
            key: desk.path("llave.json"),
            passphrase_file: desk.passphrase(),
            first: true,
        };
        revoke(&desk.project, &options)
    };
    let says = |refused: anyhow::Result<()>| format!("{:#}", refused.unwrap_err());
    assert!(says(first()).contains("no sería la primera"));
    fs::write(&list, "").unwrap();
    for refused in [
        desk.revoke("llave.json", &["0f3d2c1a-5b6e-4f70-8a91-0b2c3d4e5f60"]),
        desk.revoke("llave.json", &[]),
        desk.change_key(),
    ] {
        assert!(says(refused).contains("aula revoke --first"));
        assert!(fs::read(&list).unwrap().is_empty());
    }
    fs::write(&list, kept).unwrap();
    desk.revoke("llave.json", &[]).unwrap();
    // An institution that never had one.
    fs::remove_file(&list).unwrap();
    first().unwrap();
    desk.revoke("llave.json", &[FOLIO]).unwrap();
    desk.change_key().unwrap();
}

#[test]
fn a_key_is_made_with_its_lists_or_not_at_all() {
    let desk = Desk::new();
    // The second list cannot be written.
    fs::create_dir(desk.list(".revocaciones.json")).unwrap();
    let new = Key::New(NewKey {
        out: desk.path("llave.json"),
        passphrase_file: desk.passphrase(),
    });
    assert!(key(&desk.project, &new).is_err());
    assert!(!desk.path("llave.json").exists() && !desk.list("emisores.json").exists());
    fs::remove_dir(desk.list(".revocaciones.json")).unwrap();

    desk.make_key();
    let before = ["emisores.json", "revocaciones.json"].map(|name| fs::read(desk.list(name)));
    let file = fs::read_to_string(desk.path("llave.json")).unwrap();
    let signer = aula_seal::unlock(&file, "caballo grapa batería correcta").unwrap();
    // A list of a day that has not come is refused when all else was asked.
    let ahead = aula_seal::RevocationList {
        date: today().unwrap().plus_months(1),
        next: today().unwrap().plus_months(2),
        revoked: vec![],
    };
    let ahead = aula_seal::sign_revocations(&ahead, &signer);
    fs::write(desk.list("revocaciones.json"), ahead).unwrap();
    let refused = format!("{:#}", desk.change_key().unwrap_err());
    assert!(refused.contains("reloj"), "{refused}");
    assert!(!desk.path("nueva.json").exists());

    // Nor does a key that cannot be written change a list.
    let [trust, revocations] = before.map(Result::unwrap);
    fs::write(desk.list("revocaciones.json"), &revocations).unwrap();
    let nowhere = Key::Successor(Successor {
        old: desk.path("llave.json"),
        out: desk.path("nada/nueva.json"),
        passphrase_file: desk.passphrase(),
        old_passphrase_file: desk.passphrase(),
    });
    assert!(key(&desk.project, &nowhere).is_err());
    assert_eq!(fs::read(desk.list("emisores.json")).unwrap(), trust);
    assert_eq!(
        fs::read(desk.list("revocaciones.json")).unwrap(),
        revocations
    );
    // Nor does a disk that takes one list and not the other.
    fs::create_dir(desk.list(".revocaciones.json")).unwrap();
    assert!(desk.change_key().is_err());
    assert!(desk.revoke("llave.json", &[FOLIO]).is_err());
    fs::remove_dir(desk.list(".revocaciones.json")).unwrap();
    assert_eq!(fs::read(desk.list("emisores.json")).unwrap(), trust);
    assert_eq!(
        fs::read(desk.list("revocaciones.json")).unwrap(),
        revocations
    );
    assert!(!desk.path("nueva.json").exists() && !desk.list(".emisores.json").exists());
    desk.change_key().unwrap();
    assert!(desk.path("nueva.json").exists());
}

#[test]
fn an_old_list_of_issuers_is_told_and_signed_anew_with_the_revocations() {
    let desk = Desk::with_expediente();
    desk.issue("llave.json").unwrap();
    let sheet = fs::read(desk.issued("jwt").remove(0)).unwrap();
    let said = || {
        let lists = lists::read(&desk.project).unwrap();
        let copy = aula_seal::exhibits(&sheet);
        let revocations = lists.revocations.as_ref();
        let judged = aula_seal::verify(&copy, &lists.trusted, revocations, now());
        report("hoja", &judged, &lists)
    };
    let told = "Emisores sin verificar desde el";
    assert!(!said().contains(told));
    // As it would be after a year and a day.
    let file = fs::read_to_string(desk.path("llave.json")).unwrap();
    let signer = aula_seal::unlock(&file, "caballo grapa batería correcta").unwrap();
    let issuers = lists::read(&desk.project).unwrap().trusted;
    let day = |days| Date::from_days(today().unwrap().days() + days).unwrap();
    let old = aula_seal::TrustList {
        date: day(-366),
        next: day(-1),
        issuers: issuers.issuers().cloned().collect(),
        successions: vec![],
    };
    let list = desk.list("emisores.json");
    fs::write(&list, aula_seal::sign_trust(&old, &signer)).unwrap();
    assert!(said().contains(told), "{}", said());
    desk.revoke("llave.json", &[]).unwrap();
    let trusted = lists::read(&desk.project).unwrap().trusted;
    assert_eq!(trusted.dates, Some((day(0), day(365))));
    assert!(trusted.issuers().eq(issuers.issuers()));
    assert!(said().contains("AUTÉNTICA") && !said().contains(told));
}

#[test]
fn a_log_that_was_signed_before_is_not_signed_again_unseen() {
    let desk = Desk::new();
    desk.make_key();
    let content = read_content(desk.project.courses(), today().unwrap()).unwrap();
    let (course, pool) = &content.parsed.courses[0];
    let first = expediente(course, pool);
    fs::write(desk.path("expediente.json"), &first).unwrap();
    desk.issue("llave.json").unwrap();
    let register = desk.path("constancias/registro.jsonl");
    let lines = || fs::read_to_string(&register).unwrap().lines().count();
    assert_eq!(lines(), 1);

    // Another folio and another name over the same log, handed in on another day: without a person nothing is signed.
    let other = first.replace(FOLIO, "0f3d2c1a-5b6e-4f70-8a91-0b2c3d4e5f60");
    fs::write(desk.path("expediente.json"), other).unwrap();
    desk.issue("llave.json").unwrap();
    assert_eq!((lines(), desk.issued("pdf").len()), (1, 1));

    // A register from before there were marks knows the constancia by its folio; a line that is none is told and stops nothing.
    let text = fs::read_to_string(&register).unwrap();
    let (old, _) = text.split_once(",\"marcas\"").unwrap();
    fs::write(&register, format!("{old}}}\nno es un renglón\n")).unwrap();
    fs::write(desk.path("expediente.json"), &first).unwrap();
    desk.issue("llave.json").unwrap();
    assert_eq!((lines(), desk.issued("pdf").len()), (2, 1));

    // Somebody else of the same name, whose line an editor left without its end: both lines can be read, both sheets are there.
    let namesake = old.replace(FOLIO, "0f3d2c1a-5b6e-4f70-8a91-0b2c3d4e5f60");
    fs::write(&register, format!("{namesake}}}")).unwrap();
    let sheet = desk.issued("pdf").remove(0);
    fs::write(&sheet, "la de la otra persona").unwrap();
    desk.issue("llave.json").unwrap();
    assert_eq!(fs::read(&sheet).unwrap(), b"la de la otra persona");
    let text = fs::read_to_string(&register).unwrap();
    let read = Known::default().add_register(&text);
    assert_eq!((read.signed, read.unreadable), (2, 0));
    assert_eq!(desk.issued("pdf").len(), 2);
}

#[test]
fn the_course_says_until_when_a_constancia_counts_unless_the_coordinator_does() {
    let desk = Desk::new();
    desk.make_key();
    let file = desk.path("courses/puerta/curso.toml");
    let text = fs::read_to_string(&file).unwrap();
    let yearly = text.replace("al_agotar", "vigencia_meses = 12\nal_agotar");
    fs::write(&file, yearly).unwrap();
    let content = read_content(desk.project.courses(), today().unwrap()).unwrap();
    let (course, pool) = &content.parsed.courses[0];
    let register = desk.path("constancias/registro.jsonl");
    let last_line = || {
        let text = fs::read_to_string(&register).unwrap();
        serde_json::from_str::<serde_json::Value>(text.lines().last().unwrap()).unwrap()
    };
    let file = expediente(course, pool);
    fs::write(desk.path("expediente.json"), &file).unwrap();
    desk.issue("llave.json").unwrap();
    let data = &last_line()["datos"];
    // From the day on which the evaluation was passed: it may have been yesterday.
    let passed = Evidence::read(&file).unwrap().credential().finished_on;
    let last = passed.plus_months(12).to_string();
    assert_eq!(data["valid_until"], last.as_str());
    // Once is enough.
    assert!(data["credential"].get("valid_until").is_none());

    // Two years ago: it has expired, and is signed only if the coordinator says so.
    let old = Desk::new();
    fs::copy(desk.path("llave.json"), old.path("llave.json")).unwrap();
    for name in [
        "courses/puerta/curso.toml",
        "courses/aula.toml",
        "courses/emisores.json",
        "courses/revocaciones.json",
    ] {
        fs::copy(desk.path(name), old.path(name)).unwrap();
    }
    let mut log = Log::new();
    log.now.utc_ms -= 731 * 24 * 3_600_000;
    fs::write(
        old.path("expediente.json"),
        expediente_of("Ana Ruiz", log, course, pool),
    )
    .unwrap();
    old.issue("llave.json").unwrap();
    assert!(old.issued("pdf").is_empty());
    let until = today().unwrap().plus_months(1).to_string();
    old.issue_until("llave.json", Some(until.clone())).unwrap();
    assert_eq!(old.issued("pdf").len(), 1);
    let text = fs::read_to_string(old.path("constancias/registro.jsonl")).unwrap();
    assert!(
        text.contains(&format!("\"valid_until\":\"{until}\"")),
        "{text}"
    );
}

#[test]
fn an_expediente_that_falls_short_is_not_signed() {
    let desk = Desk::new();
    desk.make_key();
    let content = read_content(desk.project.courses(), today().unwrap()).unwrap();
    let (course, pool) = &content.parsed.courses[0];
    // The storage of the browser, edited: the constancia is there, the answers are not.
    let whole: serde_json::Value = serde_json::from_str(&expediente(course, pool)).unwrap();
    let mut edited = whole.clone();
    let records = edited["registros"].as_array_mut().unwrap();
    records.retain(|record| !record.as_str().unwrap().contains("AttemptAnswered"));
    fs::write(desk.path("expediente.json"), edited.to_string()).unwrap();
    desk.issue("llave.json").unwrap();
    assert!(desk.issued("pdf").is_empty());
    fs::write(desk.path("expediente.json"), "{}").unwrap();
    assert!(desk.issue("llave.json").is_err());
}

#[test]
fn a_sheet_that_cannot_be_drawn_stops_no_other() {
    let desk = Desk::new();
    desk.make_key();
    let content = read_content(desk.project.courses(), today().unwrap()).unwrap();
    let (course, pool) = &content.parsed.courses[0];
    let names = ["Ana 李", "Beto Ruiz"];
    let files = names.map(|name| {
        let mut log = Log::new();
        log.chance = name.len() as u64;
        let path = desk.path(&format!("{name}.json"));
        fs::write(&path, expediente_of(name, log, course, pool)).unwrap();
        path
    });
    let options = Issue {
        files: files.into(),
        key: desk.path("llave.json"),
        passphrase_file: desk.passphrase(),
        out: desk.path("constancias"),
        supervised_by: None,
        valid_until: None,
        name: None,
        yes: true,
    };
    issue(&desk.project, &options).unwrap();
    let [sheet] = &desk.issued("pdf")[..] else {
        panic!("one of two");
    };
    assert!(sheet.to_string_lossy().contains("BETO-RUIZ"), "{sheet:?}");
}

#[test]
fn nothing_is_written_over_and_the_backup_holds_no_more_than_the_file() {
    let desk = Desk::new();
    desk.make_key();
    let again = Key::New(NewKey {
        out: desk.path("llave.json"),
        passphrase_file: desk.passphrase(),
    });
    assert!(key(&desk.project, &again).is_err());
    let sheet = Key::Sheet(SheetOfKey {
        key: desk.path("llave.json"),
        out: None,
    });
    key(&desk.project, &sheet).unwrap();
    let page = fs::read_to_string(desk.path("llave.respaldo.html")).unwrap();
    assert!(
        page.contains("&quot;cifrado&quot;") || page.contains("\"cifrado\""),
        "{page}"
    );
    assert!(!page.contains("caballo"));
    assert!(key(&desk.project, &sheet).is_err());
}

#[test]
fn what_a_file_says_cannot_move_or_turn_what_a_terminal_shows() {
    use super::plain;
    assert_eq!(plain("María Ñúñez O’Connor a̱"), "María Ñúñez O’Connor a̱");
    let forged = plain("Ana\u{1b}[2J\u{1b}[H\nAUTÉNTICA\u{202e}\u{200b}");
    assert!(
        !forged.contains(|c: char| c.is_control() || "\u{202e}\u{200b}".contains(c)),
        "{forged:?}"
    );
}
