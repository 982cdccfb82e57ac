//! What is laid before the verifier: the copies of a constancia in a file or in pasted text, each recognised strictly by its form, none judged.

use serde::{Deserialize, Serialize};

use crate::bake;
use crate::file;
use crate::pdf;

/// One copy of a constancia, as it was laid before the verifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Exhibit {
    /// The token.
    Jwt(String),
    /// The digits of a QR code.
    Code(String),
    /// The file of a sheet or a badge.
    Sheet {
        /// Its digest without the token; none if it does not hold exactly one.
        digest: Option<String>,
        /// The visible words of a PDF, line by line; they are compared, never believed. None if they could not be read.
        lines: Vec<String>,
    },
}

/// The copies in a file or in pasted text: a PDF, an SVG, a token, the digits of a code or its link. Anything else is a sheet that nobody
/// signed. A picture is read by `aula-scanner`, and what that gives comes back here.
pub fn exhibits(bytes: &[u8]) -> Vec<Exhibit> {
    if bytes.starts_with(b"%PDF-") {
        return pdf::exhibits(bytes);
    }
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let text = text.trim_start_matches('\u{FEFF}').trim();
    if text.starts_with('<') {
        let tokens = bake::unbake(text).into_iter().map(str::to_owned);
        return with_sheet(bytes, tokens.collect(), vec![]);
    }
    if let Some(digits) = code_digits(text) {
        return vec![Exhibit::Code(digits)];
    }
    match token(text) {
        Some(token) => vec![Exhibit::Jwt(token)],
        None => with_sheet(bytes, vec![], vec![]),
    }
}

/// A text that mail may have broken into lines, with a blank at an end of each: whole again. `None` if there is other white space, by which
/// it could show something else than what it says.
fn unbroken(text: &str) -> Option<String> {
    let mut whole = String::new();
    for (place, line) in text.lines().enumerate() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        let line = line.strip_suffix(' ').unwrap_or(line);
        // The first may stand behind the address.
        if line.contains(char::is_whitespace) || line.is_empty() && place > 0 {
            return None;
        }
        whole.push_str(line);
    }
    Some(whole)
}

/// A token in its text, which mail may have broken into lines. `None` for any other text.
fn token(text: &str) -> Option<String> {
    /// Less than any credential takes, in bytes; more than a word with two dots.
    const LEAST: usize = 200;
    let token = unbroken(text)?;
    let is_spelled = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.=+/".contains(&byte);
    let is_token =
        token.len() >= LEAST && token.matches('.').count() == 2 && token.bytes().all(is_spelled);
    is_token.then_some(token)
}

/// The digits of a QR code in its text, which mail may have broken into lines: all of it, or the end of the fragment of an address, which
/// is all there is besides. `None` for any other text.
fn code_digits(text: &str) -> Option<String> {
    /// More than a verifier's address takes, in bytes; less than a document.
    const ADDRESS: usize = 500;
    let text = text.trim();
    let address = text.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let digits = text.get(address.len()..)?;
    let digits = unbroken(digits)?;
    // Latin letters, for a host with accents. Others are drawn as blanks, or as nothing.
    let is_plain = |c: char| c.is_alphanumeric() && c < '\u{250}' || "-._~:/?#%+".contains(c);
    let host = ["https://", "http://"]
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme));
    let is_address = host.is_some_and(|host| host.starts_with(char::is_alphanumeric))
        && address.matches('#').count() == 1
        && address.len() <= ADDRESS
        && address.chars().all(is_plain);
    (digits.len() > 100 && (address.is_empty() || is_address)).then_some(digits)
}

/// The tokens of a file, and the file itself.
pub(crate) fn with_sheet(file: &[u8], tokens: Vec<String>, lines: Vec<String>) -> Vec<Exhibit> {
    let digest = match &tokens[..] {
        [token] => file::digest(file, token),
        _ => None,
    };
    let sheet = Exhibit::Sheet { digest, lines };
    let tokens = tokens.into_iter().map(Exhibit::Jwt);
    tokens.chain([sheet]).collect()
}
