//! The QR code of a seal: where it stands, how it is drawn, what it is to somebody who hears it.

use aula_core::credential::Sheet;
use krilla::geom::{Path, PathBuilder, Rect};
use krilla::surface::Surface;
use krilla::tagging::{BBox, ContentTag, Tag, TagGroup};

use crate::error::Error;
use crate::stack::{Block, Stack, set};
use crate::style::{CODE_SIDE, Colour, LEFT, MEASURE, Palette, Scale, TOP};
use crate::typeface::Typeface;

/// Light modules around the code (ISO/IEC 18004 asks for four).
const QUIET: usize = 4;
/// Space between code and caption, in points.
const GAP: f32 = 3.0;

/// A code at its place, the upper right corner of what is printed.
#[derive(Debug)]
pub(crate) struct Code {
    rows: Vec<String>,
    alt: String,
}

/// The code of a sheet and its caption, with the height of both; `None` without a seal.
pub(crate) fn set_code(
    scale: Scale,
    sheet: &Sheet,
    typeface: &Typeface,
) -> Result<Option<(Code, Stack)>, Error> {
    let Some(seal) = sheet.seal.as_ref().filter(|seal| !seal.code.is_empty()) else {
        return Ok(None);
    };
    let mut stack = Stack::default();
    let voice = scale.notice();
    stack.space(CODE_SIDE + GAP);
    let lines = set(typeface, &sheet.code_label, voice, CODE_SIDE)?;
    let caption = stack.beside(lines, voice, left(), stack.height);
    stack.blocks.push(Block::Paragraph(caption));
    let code = Code {
        rows: seal.code.clone(),
        alt: sheet.code_label.clone(),
    };
    Ok(Some((code, stack)))
}

/// Draws the code and returns what it is: a figure.
pub(crate) fn draw_code(surface: &mut Surface, code: &Code, palette: Palette) -> TagGroup {
    let area = Rect::from_xywh(left(), TOP, CODE_SIDE, CODE_SIDE);
    let figure = Tag::Figure(Some(code.alt.clone())).with_bbox(area.map(|area| BBox::new(0, area)));
    let mut group = TagGroup::new(figure);
    group.push(surface.start_tagged(ContentTag::Other));
    let mut paper = PathBuilder::new();
    if let Some(area) = area {
        paper.push_rect(area);
    }
    for (path, colour) in [
        (paper.finish(), Colour::White),
        (dark(&code.rows), Colour::Black),
    ] {
        if let Some(path) = path {
            surface.set_fill(Some(palette.fill(colour)));
            surface.draw_path(&path);
        }
    }
    surface.end_tagged();
    group
}

/// Runs of dark modules as one path, so that no seam shows between two.
fn dark(rows: &[String]) -> Option<Path> {
    let module = CODE_SIDE / (rows.len() + 2 * QUIET) as f32;
    let at = |index: usize| (index + QUIET) as f32 * module;
    let mut path = PathBuilder::new();
    for (y, row) in rows.iter().enumerate() {
        let mut x = 0;
        for run in row.as_bytes().chunk_by(|one, next| one == next) {
            let width = run.len() as f32 * module;
            let rect = Rect::from_xywh(left() + at(x), TOP + at(y), width, module);
            if let Some(rect) = rect.filter(|_| run.first() == Some(&b'1')) {
                path.push_rect(rect);
            }
            x += run.len();
        }
    }
    path.finish()
}

fn left() -> f32 {
    LEFT + MEASURE - CODE_SIDE
}
