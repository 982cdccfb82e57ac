//! A text in pieces that a voice can say in one breath: some engines fall silent after about fourteen seconds, without an error.

use std::ops::Range;

/// At about fourteen letters a second, eleven seconds.
const LIMIT: usize = 160;

/// The byte ranges of the sentences of a text, in order, without the white space around them. A sentence of more than 160 characters is cut
/// after a comma, a semicolon or a colon, else at a space.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut pieces = vec![];
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let before_space = letters.peek().is_none_or(|(_, next)| next.is_whitespace());
        let stops = matches!(letter, '.' | '?' | '!' | '…') && before_space;
        if stops || letter == '\n' {
            let end = at + letter.len_utf8();
            push(text, start..end, &mut pieces);
            start = end;
        }
    }
    push(text, start..text.len(), &mut pieces);
    pieces
}

/// Adds the sentence, cut where it is too long.
fn push(text: &str, range: Range<usize>, pieces: &mut Vec<Range<usize>>) {
    let mut rest = trimmed(text, range);
    while let Some(end) = limit(text, &rest) {
        let part = text.get(rest.start..end).unwrap_or_default();
        let cut = part
            .rfind([',', ';', ':'])
            .map(|at| at + 1)
            .filter(|at| *at > end.saturating_sub(rest.start) / 3)
            .or_else(|| part.rfind(char::is_whitespace))
            .filter(|at| *at > 0)
            .unwrap_or(part.len());
        pieces.push(trimmed(text, rest.start..rest.start + cut));
        rest = trimmed(text, rest.start + cut..rest.end);
    }
    if !rest.is_empty() {
        pieces.push(rest);
    }
}

/// Where the piece passes the limit, or `None` if it does not.
fn limit(text: &str, range: &Range<usize>) -> Option<usize> {
    let piece = text.get(range.clone())?;
    piece
        .char_indices()
        .nth(LIMIT)
        .map(|(at, _)| range.start + at)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (piece.len() - piece.trim_start().len());
    start..start + piece.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<&str> {
        sentences(text)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn a_text_is_said_sentence_by_sentence() {
        for (text, expected) in [
            ("", vec![]),
            ("  ", vec![]),
            ("Una", vec!["Una"]),
            (
                "¿Qué necesita? Comer hoy. Sólo 1.5 litros",
                vec!["¿Qué necesita?", "Comer hoy.", "Sólo 1.5 litros"],
            ),
            ("Uno\nDos", vec!["Uno", "Dos"]),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn nothing_is_too_long_to_be_said_and_nothing_is_lost() {
        let clause = "la persona pide algo sencillo, ";
        for text in [clause.repeat(40), "palabra ".repeat(100), "ñ".repeat(500)] {
            let pieces = said(&text);
            assert!(pieces.len() > 1);
            for piece in &pieces {
                assert!(piece.chars().count() <= LIMIT, "{piece}");
            }
            let joined: String = pieces.concat().split_whitespace().collect();
            assert_eq!(joined, text.split_whitespace().collect::<String>());
        }
    }
}
