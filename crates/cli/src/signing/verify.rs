//! `aula verify`: judges constancias, whatever form they come in. The page of the site without a browser.

use std::io::Cursor;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use aula::texts::verify as words;
use aula_core::verification::Verification;
use aula_scanner::read_code;
use aula_seal::{Exhibit, Lists, Verdict, exhibits, verify};
use image::{ImageReader, Limits};

use super::{lists, now, plain};
use crate::args::Verify;
use crate::project::{Project, read};

/// Longest side of a picture, in pixels: looking for a code takes as long as there are pixels.
const SIDE: u32 = 6_000;

/// The fewest words of a file that is a picture: what it begins with.
const PICTURES: [&[u8]; 2] = [b"\x89PNG", b"\xFF\xD8\xFF"];

/// Judges each file by itself, or all of them as copies of one constancia. The status is not zero unless all are authentic.
///
/// # Errors
/// When a file cannot be read or the site's lists cannot be trusted.
pub fn run(project: &Project, options: &Verify) -> Result<ExitCode> {
    let lists = lists::read(project)?;
    let mut copies = vec![];
    for path in &options.files {
        copies.push((path.display().to_string(), found(path)?));
    }
    if options.together {
        let all = copies.iter().flat_map(|(_, found)| found.clone()).collect();
        copies = vec![("Todas las copias".to_owned(), all)];
    }
    let mut all_authentic = true;
    for (name, found) in &copies {
        let verification = verify(found, &lists.trusted, lists.revocations.as_ref(), now());
        print!("{}", report(name, &verification, &lists));
        all_authentic &= verification.verdict == Verdict::Authentic;
    }
    Ok(if all_authentic {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The copies in a file; of a picture, what its QR code holds.
fn found(path: &Path) -> Result<Vec<Exhibit>> {
    let bytes = read(path)?;
    if !PICTURES.iter().any(|start| bytes.starts_with(start)) {
        return Ok(exhibits(&bytes));
    }
    let unreadable = || {
        format!(
            "{} no se puede leer como imagen de {SIDE} × {SIDE} puntos a lo más. Si es una foto, redúzcala.",
            path.display()
        )
    };
    let mut reader = ImageReader::new(Cursor::new(&bytes));
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(SIDE), Some(SIDE));
    reader.limits(limits);
    let reader = reader.with_guessed_format().with_context(unreadable)?;
    let grey = reader.decode().with_context(unreadable)?.into_luma8();
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let text = read_code(width, height, &grey);
    Ok(text
        .map(|text| exhibits(text.as_bytes()))
        .unwrap_or_default())
}

fn report(name: &str, verification: &Verification, lists: &Lists) -> String {
    let verdict = &verification.verdict;
    let mut lines = vec![
        name.to_owned(),
        format!("  {}", words::verdict(verdict).to_uppercase()),
        format!("  {}", words::meaning(verdict)),
    ];
    let revoked = matches!(verdict, Verdict::Revoked { .. });
    if !verification.fields.0.is_empty() && !revoked {
        lines.push(format!("  {}", words::revocation(verification.revocation)));
    }
    if let Some(sheet) = words::sheet(verification.sheet) {
        lines.push(format!("  {sheet}"));
    }
    if verification.code_only {
        lines.push(format!("  {}", words::CODE_ONLY));
    }
    for difference in &verification.differences {
        let shown = |value: &Option<String>| match value {
            Some(text) => words::value(difference.field, text),
            None => words::NOT_SHOWN.to_owned(),
        };
        let (signed, other) = (shown(&difference.signed), shown(&difference.other));
        lines.push(format!(
            "  ≠ {}: {signed} / {other}",
            words::field(difference.field)
        ));
    }
    for (field, value) in &verification.fields.0 {
        lines.push(format!(
            "  {:<44}{}",
            words::field(*field),
            words::value(*field, value)
        ));
    }
    if let Some(issuer) = &verification.issuer {
        lines.push(format!("  {:<44}{}", words::ISSUER, issuer.name));
    }
    let pinned = lists
        .pinned
        .first()
        .map_or_else(|| words::NONE_PINNED.to_owned(), ToString::to_string);
    lines.push(format!("  {:<44}{pinned}", words::PINNED));
    let lines: Vec<String> = lines.iter().map(|line| plain(line)).collect();
    lines.join("\n") + "\n\n"
}
