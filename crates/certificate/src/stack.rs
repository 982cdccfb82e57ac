//! Text and rules set below each other; the stack knows how high it has become.

use crate::error::Error;
use crate::paragraph::{Line, break_lines};
use crate::style::{Colour, LEFT, Voice};
use crate::typeface::Typeface;

/// Height of the tall letters, in multiples of the type size: the first baseline stands this far below the top of its text.
const ASCENT: f32 = 0.72;

/// A line of text at its place.
#[derive(Debug)]
pub(crate) struct PlacedLine {
    pub line: Line,
    pub x: f32,
    pub baseline: f32,
}

/// Lines that belong together: what one tag encloses.
#[derive(Debug)]
pub(crate) struct Text {
    pub lines: Vec<PlacedLine>,
    pub voice: Voice,
    /// Where the next text may begin.
    pub bottom: f32,
}

impl Text {
    /// Sets lines below each other from `top`.
    pub fn place(lines: Vec<Line>, voice: Voice, x: f32, top: f32) -> Text {
        let leading = voice.size * voice.leading;
        let mut bottom = top;
        let place = |line| {
            let baseline = bottom + (leading - voice.size) / 2.0 + voice.size * ASCENT;
            bottom += leading;
            PlacedLine { line, x, baseline }
        };
        let lines = lines.into_iter().map(place).collect();
        Text {
            lines,
            voice,
            bottom,
        }
    }
}

/// A label and its value.
#[derive(Debug)]
pub(crate) struct Field {
    pub label: Text,
    pub value: Text,
}

/// What a piece of the page is to somebody who hears it.
#[derive(Debug)]
pub(crate) enum Block {
    /// The heading of the document.
    Title(Text),
    /// Any other paragraph.
    Paragraph(Text),
    /// A list of labels with their values.
    Fields(Vec<Field>),
}

impl Block {
    fn texts(&mut self) -> Vec<&mut Text> {
        match self {
            Block::Title(text) | Block::Paragraph(text) => vec![text],
            Block::Fields(fields) => fields
                .iter_mut()
                .flat_map(|field| [&mut field.label, &mut field.value])
                .collect(),
        }
    }
}

/// A filled rectangle without meaning.
#[derive(Debug)]
pub(crate) struct Rule {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    pub colour: Colour,
}

/// Blocks in reading order, and rules, from the top down.
#[derive(Debug, Default)]
pub(crate) struct Stack {
    pub blocks: Vec<Block>,
    pub rules: Vec<Rule>,
    pub height: f32,
}

impl Stack {
    pub fn space(&mut self, height: f32) {
        self.height += height;
    }

    pub fn rule(&mut self, x: f32, width: f32, height: f32, colour: Colour) {
        self.rules.push(Rule {
            x,
            y: self.height,
            width,
            height,
            colour,
        });
        self.height += height;
    }

    /// The lines, below what is there.
    pub fn below(&mut self, lines: Vec<Line>, voice: Voice) -> Text {
        self.beside(lines, voice, LEFT, self.height)
    }

    /// The lines, from a point of their own; the stack grows if they reach below its end.
    pub fn beside(&mut self, lines: Vec<Line>, voice: Voice, x: f32, top: f32) -> Text {
        let text = Text::place(lines, voice, x, top);
        self.height = self.height.max(text.bottom);
        text
    }

    /// Moves everything down.
    pub fn lowered(mut self, distance: f32) -> Stack {
        for text in self.blocks.iter_mut().flat_map(Block::texts) {
            text.bottom += distance;
            for placed in &mut text.lines {
                placed.baseline += distance;
            }
        }
        for rule in &mut self.rules {
            rule.y += distance;
        }
        self.height += distance;
        self
    }
}

/// Breaks `text` to a width in points.
pub(crate) fn set(
    typeface: &Typeface,
    text: &str,
    voice: Voice,
    width: f32,
) -> Result<Vec<Line>, Error> {
    break_lines(typeface, text, voice.cut, width / voice.size)
}
