//! `aula issue`: re-grades expedientes, asks a person, and signs: the coordinator's page without a browser.

use std::fmt;
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use aula::texts::{countersign, trust as words};
use aula_certificate::Error as CertificateError;
use aula_core::course::fingerprint;
use aula_core::credential::{
    Award, LearnerName, Letterhead, Request, Template, Trust, award_file_name, award_sheet,
};
use aula_core::evidence::{Edition, Evidence, Known, RegisterRead, Review, register_line, review};
use aula_core::site::Site;
use aula_core::time::Date;
use aula_core::verification::Format;
use aula_seal::{Issued, Signer, issue_as, prepare_as};

use super::{explain, institution_key, lists, now, plain, text};
use crate::args::Issue;
use crate::build::{Content, certificate_font, read_content};
use crate::clock::today;
use crate::project::{Project, write};

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

/// Why a sheet cannot be drawn, for the person who signs.
#[derive(Debug)]
struct Undrawn(String);

impl Undrawn {
    fn new(error: CertificateError) -> Undrawn {
        Undrawn(match error {
            CertificateError::MissingGlyph(letter) => countersign::missing_letter(letter),
            error => format!("No puedo componer la hoja: {error}."),
        })
    }
}

impl fmt::Display for Undrawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Undrawn {}

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
    let name =
        LearnerName::new(typed).map_err(|error| anyhow!("{}", aula::texts::name_error(error)))?;
    println!("  {}", plain(claim.name.as_str()));
    println!(
        "  {}",
        plain(&words::course_version(&claim.title, &claim.version))
    );
    let doubts = review
        .findings
        .iter()
        .filter(|finding| !finding.is_usual())
        .count();
    for finding in &review.findings {
        let mark = if finding.is_usual() { "·" } else { "!" };
        println!("  {mark} {}", plain(&words::finding(finding, None)));
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
        delivered => delivered.map(|()| Some(line)),
    }
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
    if unattended {
        return Ok(doubts == 0);
    }
    print!("  ¿Firmar? (s/N) ");
    std::io::stdout().flush()?;
    let mut answer = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut answer)
        .context("No puedo leer su respuesta del teclado.")?;
    Ok(matches!(
        answer.trim().to_lowercase().as_str(),
        "s" | "si" | "sí"
    ))
}

/// Signs, writes PDF, token and badge, and the line of the register.
fn deliver(desk: &Desk, award: &Award, line: &str) -> Result<()> {
    let words = (&desk.template, desk.letterhead.as_ref());
    let verifier = &desk.site.verifier;
    let issued = constancia(Format::CURRENT, award, &desk.signer, verifier, words)?;
    let path = write_constancia(&desk.options.out, award, &issued)?;
    let register = desk.options.out.join(REGISTER);
    // An editor may have dropped the end of the last line: two lines in one could not be read.
    let before = std::fs::read(&register).unwrap_or_default();
    let gap = if before.is_empty() || before.ends_with(b"\n") {
        ""
    } else {
        "\n"
    };
    let mut file = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(&register)?;
    writeln!(file, "{gap}{line}")
        .with_context(|| format!("No puedo escribir {}.", register.display()))?;
    println!("  Firmada: {}", path.display());
    Ok(())
}

/// Draws the sheet of an award and signs both. The same arguments give the same bytes.
pub(super) fn constancia(
    format: Format,
    award: &Award,
    signer: &Signer,
    verifier: &str,
    (template, letterhead): (&Template, Option<&Letterhead>),
) -> Result<Issued> {
    let seal = prepare_as(format, award, signer, verifier).map_err(explain)?;
    let mut sheet = award_sheet(award, template, seal.clone());
    if let Some(letterhead) = letterhead {
        sheet = letterhead.clone().on(sheet);
    }
    let drawn = aula_certificate::render(&sheet, certificate_font()?).map_err(Undrawn::new)?;
    issue_as(format, award, signer, &seal, &drawn).map_err(explain)
}

/// Writes PDF, token and badge into a folder; the path of the PDF.
pub(super) fn write_constancia(out: &Path, award: &Award, issued: &Issued) -> Result<PathBuf> {
    let mut path = out.join(award_file_name(award));
    // Two people may have the same name: what was signed for one never covers what was signed for the other.
    if std::fs::read(&path).is_ok_and(|other| other != issued.pdf) {
        let folio = award.credential.folio.get(..8).unwrap_or_default();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        path.set_file_name(format!("{stem}_{folio}.pdf"));
    }
    write(&path, &issued.pdf)?;
    write(&path.with_extension("jwt"), issued.jwt.as_bytes())?;
    write(&path.with_extension("svg"), issued.svg.as_bytes())?;
    Ok(path)
}
