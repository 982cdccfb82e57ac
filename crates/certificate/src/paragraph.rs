//! Breaking text into lines: at spaces, balanced, and inside a word only when the word alone is wider than the line.

use std::ops::Range;

use crate::error::Error;
use crate::typeface::{Cut, Run, Typeface};

/// A line ready to be drawn. Its text ends in a space when a word follows, so that copied text keeps its words apart.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub text: String,
    pub run: Run,
}

/// A piece that is never broken; widths in em.
struct Chunk<'a> {
    text: &'a str,
    width: f32,
    /// Space before the next piece; 0.0 within a word that had to be cut.
    space: f32,
}

/// The fewest lines no wider than `width` em, their lengths evened out; no line at all for a blank text.
///
/// Any run of ASCII white space is one space; a no-break space (U+00A0) does not break.
pub(crate) fn break_lines(
    typeface: &Typeface,
    text: &str,
    cut: Cut,
    width: f32,
) -> Result<Vec<Line>, Error> {
    let chunks = chunks(typeface, text, cut, width)?;
    let lines = fill(&chunks, width);
    let lines = fill(&chunks, evened(&chunks, width, lines.len()));
    let last = lines.len().saturating_sub(1);
    lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let text = join(line, index == last);
            let run = typeface.shape(&text, cut)?;
            Ok(Line { text, run })
        })
        .collect()
}

impl Chunk<'_> {
    /// Width up to the next piece.
    fn reach(&self) -> f32 {
        self.width + self.space
    }

    /// Whether this is a word of one letter, not the rest of a longer one.
    fn is_letter(&self) -> bool {
        self.space > 0.0 && self.text.chars().count() == 1
    }
}

fn chunks<'a>(
    typeface: &Typeface,
    text: &'a str,
    cut: Cut,
    limit: f32,
) -> Result<Vec<Chunk<'a>>, Error> {
    let space = typeface.shape(" ", cut)?.width;
    let mut chunks = Vec::new();
    for word in text.split_ascii_whitespace() {
        let width = typeface.shape(word, cut)?.width;
        if width <= limit {
            chunks.push(Chunk {
                text: word,
                width,
                space,
            });
        } else {
            chunks.append(&mut cut_word(typeface, word, cut, limit)?);
            if let Some(last) = chunks.last_mut() {
                last.space = space;
            }
        }
    }
    Ok(chunks)
}

/// A word wider than a line, in pieces as long as the line holds; a letter keeps its marks.
fn cut_word<'a>(
    typeface: &Typeface,
    word: &'a str,
    cut: Cut,
    limit: f32,
) -> Result<Vec<Chunk<'a>>, Error> {
    let mut pieces = Vec::new();
    let (mut start, mut width) = (0, 0.0);
    for letter in typeface.shape_letters(word, cut)?.glyphs {
        let next = letter.text_range.start;
        if width + letter.x_advance > limit && next > start {
            pieces.push(piece(word, start..next, width));
            (start, width) = (next, 0.0);
        }
        width += letter.x_advance;
    }
    pieces.push(piece(word, start..word.len(), width));
    Ok(pieces)
}

fn piece(word: &str, range: Range<usize>, width: f32) -> Chunk<'_> {
    Chunk {
        text: word.get(range).unwrap_or_default(),
        width,
        space: 0.0,
    }
}

/// First fit: each line takes what it can, but a word of one letter («y», «a») goes over to the next line with what it introduces.
fn fill<'c, 'a>(chunks: &'c [Chunk<'a>], width: f32) -> Vec<Vec<&'c Chunk<'a>>> {
    let mut lines: Vec<Vec<&Chunk>> = Vec::new();
    let mut used = 0.0;
    for chunk in chunks {
        match lines.last_mut() {
            Some(line) if used + chunk.width <= width => line.push(chunk),
            Some(line) if line.len() > 1 => {
                let carried =
                    line.pop_if(|last| last.is_letter() && last.reach() + chunk.width <= width);
                used = carried.map_or(0.0, Chunk::reach);
                lines.push(carried.into_iter().chain([chunk]).collect());
            }
            _ => {
                used = 0.0;
                lines.push(vec![chunk]);
            }
        }
        used += chunk.reach();
    }
    lines
}

/// The narrowest width that still needs no more than `count` lines, found by halving.
fn evened(chunks: &[Chunk], width: f32, count: usize) -> f32 {
    if count < 2 {
        return width;
    }
    let (mut too_narrow, mut enough) = (0.0, width);
    for _ in 0..10 {
        let middle = (too_narrow + enough) / 2.0;
        if fill(chunks, middle).len() <= count {
            enough = middle;
        } else {
            too_narrow = middle;
        }
    }
    enough
}

fn join(line: &[&Chunk], last: bool) -> String {
    let mut text = String::new();
    for chunk in line {
        text.push_str(chunk.text);
        if chunk.space > 0.0 {
            text.push(' ');
        }
    }
    if last {
        text.trim_end_matches(' ').to_owned()
    } else {
        text
    }
}
