//! A text with places in it that are answered: blanks, or words to mark.

use serde::{Deserialize, Serialize};

use super::Seen;
use crate::id::AlternativeId;
use crate::prose::Inline;

/// Paragraphs.
pub type Passage = Vec<Vec<Piece>>;

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Piece {
    /// Text to read.
    Words(Vec<Inline>),
    /// The blank or candidate of this name.
    Slot(AlternativeId),
}

/// Shows the words of a passage.
pub(super) fn visit<'a>(passage: &'a Passage, seen: &mut dyn FnMut(Seen<'a>)) {
    for piece in passage.iter().flatten() {
        match piece {
            Piece::Words(words) => seen(Seen::Line(words)),
            Piece::Slot(_) => {}
        }
    }
}
