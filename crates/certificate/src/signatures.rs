//! Lines to sign on, side by side: room for a hand, and who it is below.

use aula_core::credential::Sheet;

use crate::error::Error;
use crate::layout::{Column, HAIRLINE};
use crate::stack::{Block, Stack, set};
use crate::style::{COLUMNS, Colour, Scale};
use crate::typeface::Typeface;

/// Room above a line, in points, before scaling: about a centimetre.
const HAND: f32 = 28.0;

/// Sets them below what is there.
pub(crate) fn set_signatures(
    stack: &mut Stack,
    scale: Scale,
    sheet: &Sheet,
    typeface: &Typeface,
) -> Result<(), Error> {
    for row in sheet.signatories.chunks(COLUMNS) {
        stack.space(scale.space(HAND));
        let line = stack.height;
        for index in 0..row.len() {
            let column = Column::new(index, COLUMNS);
            stack.height = line;
            stack.rule(column.x, column.width, HAIRLINE, Colour::Quiet);
        }
        let top = line + HAIRLINE + scale.space(3.0);
        for (index, signatory) in row.iter().enumerate() {
            let column = Column::new(index, COLUMNS);
            let mut bottom = top;
            for (text, voice) in [
                (&signatory.name, scale.value()),
                (&signatory.position, scale.position()),
            ] {
                let lines = set(typeface, text, voice, column.width)?;
                let text = stack.beside(lines, voice, column.x, bottom);
                bottom = text.bottom;
                stack.blocks.push(Block::Paragraph(text));
            }
        }
        stack.space(scale.space(12.0));
    }
    Ok(())
}
