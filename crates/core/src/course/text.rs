//! An author's file as it is read: without byte order mark and carriage returns, and with the way from an offset to a place.

use crate::diagnostic::Place;

/// The text of one file below `courses/`.
pub(super) struct Text {
    /// Path below `courses/`.
    pub(super) file: String,
    /// Its text; a line ends with `\n` alone.
    pub(super) text: String,
    /// Byte offset of the start of each line.
    line_starts: Vec<usize>,
}

impl Text {
    /// Windows editors write a byte order mark and `\r\n`; neither moves a line or a column.
    pub(super) fn new(file: &str, text: &str) -> Text {
        let text = text
            .strip_prefix('\u{FEFF}')
            .unwrap_or(text)
            .replace("\r\n", "\n")
            .replace('\r', "\n");
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Text {
            file: file.to_owned(),
            text,
            line_starts,
        }
    }

    /// The place of a byte offset; the end of the text for an offset beyond it.
    pub(super) fn place(&self, offset: usize) -> Place {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self
            .line_starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or_default();
        Place {
            file: self.file.clone(),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(before.chars().count() + 1).unwrap_or(u32::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_whatever_editor_wrote_the_file() {
        let text = Text::new("a.md", "\u{FEFF}año {#\r\nñandú x");
        for (word, line, column) in [("{", 1, 5), ("ñandú", 2, 1), ("x", 2, 7)] {
            let place = text.place(text.text.find(word).unwrap());
            assert_eq!((place.line, place.column), (line, column), "{word}");
        }
        assert_eq!(text.place(usize::MAX).line, 2);
    }
}
