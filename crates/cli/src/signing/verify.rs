//! `aula verify`: judges constancias, whatever form they come in. The page of the site without a browser.

use std::fs;
use std::io::Cursor;
use std::iter;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use aula::texts::verify as words;
use aula_core::evidence::{Evidence, EvidenceError};
use aula_core::progress::export::{ExportError, read_export};
use aula_core::verification::{RevocationCheck, Verification};
use aula_scanner::read_codes;
use aula_seal::{Exhibit, Fields, Lists, Verdict, exhibits, verify};
use image::{ImageReader, Limits, Rgba};

use super::{brief, lists, now, plain};
use crate::args::Verify;
use crate::project::{Project, read};
use crate::told::told;

/// Longest side of a picture, in pixels: looking for a code takes as long as there are pixels.
const SIDE: u32 = 6_000;

/// How long a picture is looked at: of corners of codes there can be so many that their triples never end.
const PATIENCE: Duration = Duration::from_secs(20);

/// The largest file that is read, in bytes.
const LARGEST: u64 = 32 * 1024 * 1024;

/// The fewest words of a file that is a picture: what it begins with.
const PICTURES: [&[u8]; 2] = [b"\x89PNG", b"\xFF\xD8\xFF"];

/// How the name of a picture ends.
const ENDINGS: [&str; 5] = [".png", ".jpg", ".jpeg", ".jfif", ".jpe"];

/// Judges each file by itself, or all of them as copies of one constancia. The status is not zero unless all could be read, are authentic,
/// and current lists say who signs and that none was revoked.
///
/// # Errors
/// When a file cannot be read that is to be held against others, or the site's lists cannot be trusted.
pub fn run(project: &Project, options: &Verify) -> Result<ExitCode> {
    let mut status = ExitCode::SUCCESS;
    for answer in answers(project, options)? {
        match &answer {
            Ok(answer) => print!("{}", answer.report),
            Err(error) => eprintln!("{}", on_a_line(error)),
        }
        if !answer.is_ok_and(|answer| answer.is_good) {
            status = ExitCode::FAILURE;
        }
    }
    Ok(status)
}

/// What is said of a file, or of all of them together.
pub(super) struct Answer {
    pub report: String,
    is_good: bool,
}

/// An answer for each file, or why there is none, as soon as it is there; one for all that are to be held against each other.
///
/// # Errors
/// As [`run`].
pub(super) fn answers(
    project: &Project,
    options: &Verify,
) -> Result<Box<dyn Iterator<Item = Result<Answer>>>> {
    let lists = lists::read(project)?;
    if !options.together {
        let each = move |path: PathBuf| {
            let found = found(&path)?;
            Ok(judged(&path.display().to_string(), &found, &lists))
        };
        return Ok(Box::new(options.files.clone().into_iter().map(each)));
    }
    let mut all = vec![];
    for path in &options.files {
        // Judged without it, the others would be said to agree.
        all.extend(found(path).map_err(|error| anyhow!("{}", on_a_line(&error)))?);
    }
    let together = judged("Todas las copias", &all, &lists);
    Ok(Box::new(iter::once(Ok(together))))
}

fn judged(name: &str, copies: &[Exhibit], lists: &Lists) -> Answer {
    let verification = verify(copies, &lists.trusted, lists.revocations.as_ref(), now());
    // By lists that are not overdue.
    let is_checked = matches!(verification.revocation, RevocationCheck::Checked(_))
        && verification.issuers_unchecked.is_none();
    Answer {
        report: report(name, &verification, lists),
        is_good: verification.verdict == Verdict::Authentic && is_checked,
    }
}

/// The copies in a file; of a picture, what its QR code holds.
fn found(path: &Path) -> Result<Vec<Exhibit>> {
    let about = fs::metadata(path).with_context(|| format!("No puedo leer {}.", path.display()))?;
    if !about.is_file() || about.len() > LARGEST {
        bail!(
            "{}: no es un archivo, o es demasiado grande para ser una constancia o su foto.",
            path.display()
        );
    }
    let bytes = read(path)?;
    if let Some(words) = other_file(&bytes) {
        bail!("{}: {words}", path.display());
    }
    if !PICTURES.iter().any(|start| bytes.starts_with(start)) {
        return Ok(exhibits(&bytes));
    }
    // What the system opens as something else is not judged by what it is as a picture; one that moves shows another one later.
    let name = path.to_string_lossy().to_lowercase();
    if !ENDINGS.iter().any(|ending| name.ends_with(ending)) {
        bail!(
            "{}: es una imagen con el nombre de otra cosa. Si es la foto de un código, póngale un nombre que termine en .png o .jpg.",
            path.display()
        );
    }
    if bytes.starts_with(PICTURES[0]) && bytes.windows(4).any(|chunk| chunk == b"acTL") {
        bail!(
            "{}: es una imagen que se mueve. Use una foto.",
            path.display()
        );
    }
    let unreadable = || {
        format!(
            "{}: la imagen está dañada, o tiene más de {SIDE} × {SIDE} puntos. Redúzcala, o tome otra foto.",
            path.display()
        )
    };
    let mut reader = ImageReader::new(Cursor::new(&bytes));
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(SIDE), Some(SIDE));
    reader.limits(limits);
    let reader = reader.with_guessed_format().with_context(unreadable)?;
    let picture = reader.decode().with_context(unreadable)?.into_rgba8();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let grey: Vec<u8> = picture.pixels().map(on_paper).collect();
    let look = move || read_codes(width, height, &grey);
    let texts = within(PATIENCE, look)
        .with_context(|| format!("{}: {}", path.display(), words::TOO_MUCH))?;
    let codes = texts.iter().map(|text| exhibits(text.as_bytes()));
    let codes: Vec<Exhibit> = codes.flatten().collect();
    if codes.is_empty() {
        bail!("{}: {}", path.display(), words::NO_CODE);
    }
    Ok(codes)
}

/// What else of Aula the file is, and what to do; nothing of what may be a constancia.
fn other_file(bytes: &[u8]) -> Option<&'static str> {
    let text = std::str::from_utf8(bytes).ok()?;
    if matches!(read_export(text), Ok(_) | Err(ExportError::Newer(_))) {
        return Some("es un archivo de avance, no una constancia. Pida el PDF de la constancia.");
    }
    match Evidence::read(text) {
        Err(EvidenceError::NotEvidence | EvidenceError::TooLong) => None,
        Ok(_) | Err(EvidenceError::Newer(_) | EvidenceError::NoCredential) => Some(
            "es un expediente, no una constancia: con él la firma la institución. Pida el PDF que salió de ahí.",
        ),
    }
}

/// What comes of a work, or `None` if it takes longer; then it goes on until the program ends.
pub(super) fn within<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let (done, comes) = mpsc::channel();
    thread::spawn(move || {
        // Whoever waited may have gone.
        drop(done.send(work()));
    });
    comes.recv_timeout(patience).ok()
}

/// An error in a line: a name may hold others that look like an answer.
fn on_a_line(error: &anyhow::Error) -> String {
    brief(&told(error))
}

/// How dark a point is on white paper: what is transparent nobody sees.
fn on_paper(point: &Rgba<u8>) -> u8 {
    let [red, green, blue, opacity] = point.0.map(u32::from);
    let grey = (299 * red + 587 * green + 114 * blue) / 1000;
    ((grey * opacity + 255 * (255 - opacity)) / 255) as u8
}

pub(super) fn report(name: &str, verification: &Verification, lists: &Lists) -> String {
    let verdict = &verification.verdict;
    let mut lines = vec![
        brief(name),
        format!("  {}", words::verdict(verdict).to_uppercase()),
    ];
    let (meaning, sheet) = words::answer(verification);
    lines.push(format!("  {meaning}"));
    lines.extend(sheet.map(|words| format!("  {words}")));
    // Of an issuer that nobody knows no list tells.
    if verification.issuer.is_some() {
        lines.push(format!("  {}", words::revocation(verification.revocation)));
    }
    if let Some(next) = verification.issuers_unchecked {
        lines.push(format!("  {}", words::issuers_unchecked(next)));
    }
    if verification.code_only {
        lines.push(format!("  {}", words::CODE_ONLY));
    }
    for difference in &verification.differences {
        let shown = |value: &Option<String>| match value {
            Some(text) => brief(&words::value(difference.field, text)),
            None => words::NOT_SHOWN.to_owned(),
        };
        let (signed, other) = (shown(&difference.signed), shown(&difference.other));
        lines.push(format!(
            "  ≠ {}: {signed} / {other}",
            words::field(difference.field)
        ));
    }
    if let Some(told) = words::told(verification) {
        lines.push(format!("  {told}"));
    }
    lines.extend(says(&verification.fields));
    if let Some(issuer) = &verification.issuer {
        lines.push(format!("  {:<44}{}", words::ISSUER, brief(&issuer.name)));
    }
    let pinned = lists
        .pinned
        .first()
        .map_or_else(|| words::NONE_PINNED.to_owned(), ToString::to_string);
    lines.push(format!("  {:<44}{pinned}", words::PINNED));
    let lines: Vec<String> = lines.iter().map(|line| plain(line)).collect();
    lines.join("\n") + "\n\n"
}

/// What signed data say, a line each.
pub(super) fn says(fields: &Fields) -> Vec<String> {
    let each = |(field, value): &(_, String)| {
        let words = brief(&words::value(*field, value));
        plain(&format!("  {:<44}{words}", words::field(*field)))
    };
    fields.0.iter().map(each).collect()
}
