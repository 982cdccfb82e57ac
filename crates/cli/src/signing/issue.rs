//! `aula issue`: re-grades expedientes, asks a person, and signs: the coordinator's page without a browser.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use aula::texts::{self, countersign, trust as words};
use aula_core::course::fingerprint;
use aula_core::credential::{Award, LearnerName, Letterhead, Request, Template, Trust};
use aula_core::evidence::{
    Edition, Evidence, Known, RegisterRead, Review, register_line, review, signed_line,
};
use aula_core::site::Site;
use aula_core::time::Date;
use aula_core::verification::Format;
use aula_seal::{Signer, sign_register};

use super::constancia::{Undrawn, lay, make, place};
use super::{ask, institution_key, lists, now, plain, text};
use crate::args::Issue;
use crate::build::{Content, read_content};
use crate::clock::today;
use crate::project::Project;

/// What was signed, in the folder of the constancias.
const REGISTER: &str = "registro.jsonl";

/// What a sheet takes beside the award.
struct Desk<'a> {
    options: &'a Issue,
    site: Site,
    template: Template,
    letterhead: Option<Letterhead>,
    signer: Signer,
}

/// Signs what a person approves.
///
/// # Errors
/// When a file is no expediente, the key is not the institution's, or something cannot be written. What was signed before stays.
pub fn run(project: &Project, options: &Issue) -> Result<()> {
    if options.name.is_some() && options.files.len() > 1 {
        bail!("--name corrige el nombre de una sola constancia: dé un solo expediente.");
    }
    let content = read_content(project.courses(), today()?)?;
    content.require_no_errors()?;
    let mut known = register(&options.out)?;
    let mut read = vec![];
    for path in &options.files {
        let evidence = expediente(path)?;
        known.add(&evidence.1);
        read.push((path, evidence));
    }
    let desk = desk(project, options, &content)?;
    let editions = content.editions();
    let mut signed = 0;
    for (path, (digest, evidence)) in &read {
        println!("\n{}", plain(&path.display().to_string()));
        if let Some(line) = case(&desk, digest, evidence, &editions, &known)? {
            // The same log may stand a second time among the files, as a copy.
            known.add_register(&line);
            signed += 1;
        }
    }
    println!(
        "\n{} de {} quedaron firmadas en {}.",
        signed,
        read.len(),
        options.out.display()
    );
    Ok(())
}

fn desk<'a>(project: &Project, options: &'a Issue, content: &Content) -> Result<Desk<'a>> {
    let lists = lists::read(project)?;
    let signer = institution_key(&lists, &options.key, options.passphrase_file.as_deref())?;
    let site = content.parsed.site.clone();
    Ok(Desk {
        options,
        template: site.template.clone(),
        letterhead: content.parsed.letterhead.clone(),
        site,
        signer,
    })
}

/// What was signed into this folder before: a log that comes back, under whatever name, is told. No register yet is none.
fn register(out: &Path) -> Result<Known> {
    let path = out.join(REGISTER);
    let mut known = Known::default();
    if !path.exists() {
        return Ok(known);
    }
    let RegisterRead { signed, unreadable } = known.add_register(&text(&path)?);
    let name = plain(&path.display().to_string());
    println!("{}", countersign::register(&name, signed, unreadable));
    Ok(known)
}

/// An expediente and the digest of its file.
fn expediente(path: &Path) -> Result<(String, Evidence)> {
    let file = text(path)?;
    let evidence = Evidence::read(&file)
        .map_err(|error| anyhow!(countersign::refused(&path.display().to_string(), error)))?;
    Ok((fingerprint(&file), evidence))
}

/// Shows one expediente, asks, signs. The line of the register if it was signed.
fn case(
    desk: &Desk,
    digest: &str,
    evidence: &Evidence,
    editions: &[Edition],
    known: &Known,
) -> Result<Option<String>> {
    let review = review(evidence, editions, known, now());
    let claim = evidence.credential();
    let typed = desk.options.name.as_deref().unwrap_or(claim.name.as_str());
    let name = LearnerName::new(typed).map_err(|error| anyhow!("{}", texts::name_error(error)))?;
    for line in facts(&review, evidence, &name) {
        println!("  {}", plain(&line));
    }
    let mut doubts = 0;
    let course = review.edition.map(|edition| &edition.course);
    for finding in &review.findings {
        let is_usual = finding.is_usual(&desk.site);
        doubts += usize::from(!is_usual);
        let mark = if is_usual { "·" } else { "!" };
        println!("  {mark} {}", plain(&words::finding(finding, course)));
    }
    let Some(award) = award(desk, &review, name, &claim.folio)? else {
        println!("  {}", countersign::NOT_MET);
        return Ok(None);
    };
    // Of many expedientes, one that is too old stops no other.
    if let Some(last) = award.valid_until.filter(|last| *last < now().date()) {
        println!("  {}", countersign::expired(last));
        return Ok(None);
    }
    let credential = &award.credential;
    println!(
        "  {}",
        words::result(credential.percent, credential.pass_mark)
    );
    if !approved(desk.options.yes, doubts)? {
        println!("  No se firma.");
        return Ok(None);
    }
    let line = register_line(&award, evidence, digest)?;
    match deliver(desk, &award, &line) {
        // Nor does one whose sheet cannot be drawn.
        Err(error) if error.is::<Undrawn>() => {
            println!("  {}", plain(&error.to_string()));
            Ok(None)
        }
        delivered => delivered.map(Some),
    }
}

/// What a person must see before they sign: what the page shows, but for its tables.
pub(super) fn facts(review: &Review, evidence: &Evidence, name: &LearnerName) -> Vec<String> {
    let claim = evidence.credential();
    let spent = words::spent(u64::from(review.spent.minutes()) * 60_000);
    let mut lines = vec![
        format!("{}: {}", countersign::NAME, name.as_str()),
        format!("{}: {}", countersign::CLAIMED_NAME, claim.name.as_str()),
        format!(
            "{}: {}",
            words::COURSE,
            words::course_version(&claim.title, &claim.version)
        ),
        format!("{}: {}", words::FOLIO, claim.folio),
        format!("{}: {spent}", words::TIME),
        format!("{}:", countersign::REGRADED),
    ];
    lines.extend(review.eligibility.criteria.iter().map(|criterion| {
        let met = if criterion.is_met() {
            texts::MET
        } else {
            texts::MISSING
        };
        format!("  {}: {met}", texts::criterion(*criterion))
    }));
    lines.push(format!("{}:", words::ATTEMPTS));
    lines.extend(review.attempts.iter().map(|attempt| {
        let result = &attempt.result;
        format!(
            "  {}; {} {}; {}",
            words::moment(attempt.started_at),
            words::VERSION.to_lowercase(),
            words::attempt_version(&attempt.version, attempt.recertifies),
            words::result(result.score.percent(), result.pass_mark)
        )
    }));
    lines
}

/// What would be signed; `None` while a requirement is not met.
fn award(desk: &Desk, review: &Review, name: LearnerName, folio: &str) -> Result<Option<Award>> {
    let request = Request {
        name,
        folio: folio.to_owned(),
        now: now(),
        issuer: desk.site.institution.clone(),
        demonstration: desk.site.demonstration,
    };
    let digest = review.edition.map(|edition| edition.digest.clone());
    let Some((mut credential, course_digest)) = review.credential(request).zip(digest) else {
        return Ok(None);
    };
    let of_course = credential.valid_until.take();
    let attested_by = desk
        .options
        .supervised_by
        .clone()
        .unwrap_or_default()
        .trim()
        .to_owned();
    credential.trust = if attested_by.is_empty() {
        Trust::Countersigned
    } else {
        Trust::Supervised
    };
    let given = match &desk.options.valid_until {
        Some(day) => Some(
            Date::parse(day)
                .with_context(|| format!("«{day}» no es una fecha. Escríbala como 2027-11-24."))?,
        ),
        None => None,
    };
    if given.is_some_and(|day| day < now().date()) {
        bail!("La vigencia ya pasó: escriba en --valid-until un día de hoy en adelante.");
    }
    Ok(Some(Award {
        credential,
        course_digest,
        attested_by,
        valid_until: given.or(of_course),
    }))
}

/// Asks; without a person at the keyboard only what raises no doubt is signed.
fn approved(unattended: bool, doubts: usize) -> Result<bool> {
    match unattended {
        true => Ok(doubts == 0),
        false => ask("  ¿Firmar? (s/N) ", &mut io::stdin().lock()),
    }
}

/// Signs, writes the line of the register and then PDF, token and badge: what is missing of a line is made again from it, and without a
/// line nobody would know of them. Gives the line.
fn deliver(desk: &Desk, award: &Award, line: &str) -> Result<String> {
    let words = (&desk.template, desk.letterhead.as_ref());
    let verifier = &desk.site.verifier;
    let issued = make(Format::CURRENT, award, &desk.signer, verifier, words)?;
    let out = &desk.options.out;
    let path = place(out, award, &issued)?;
    let line = signed_line(line, |said| sign_register(said, &desk.signer));
    let register = out.join(REGISTER);
    add_line(&register, &line).with_context(|| {
        format!(
            "No puedo escribir {}, y esta constancia no se firmó. Revise los permisos y el espacio en disco.",
            register.display()
        )
    })?;
    lay(&path, &issued).with_context(|| {
        let folio = &award.credential.folio;
        format!(
            "La constancia {folio} ya está firmada en {register}, y falta alguno de sus archivos. Cuando se pueda escribir, repóngala:\n\
             cargo aula reissue {folio} --key {key} --register {register} --out {out}\n",
            register = register.display(),
            key = desk.options.key.display(),
            out = out.display(),
        )
    })?;
    println!("  Firmada: {}", path.display());
    Ok(line)
}

/// Adds a line, and has it on the disk.
fn add_line(register: &Path, line: &str) -> io::Result<()> {
    let before = match fs::read(register) {
        Err(error) if error.kind() == ErrorKind::NotFound => vec![],
        read => read?,
    };
    // An editor or a full disk may have left the last line without its end: two lines in one could not be read.
    let gap = if before.is_empty() || before.ends_with(b"\n") {
        ""
    } else {
        "\n"
    };
    let mut file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(register)?;
    file.write_all(format!("{gap}{line}\n").as_bytes())?;
    file.sync_all()
}
