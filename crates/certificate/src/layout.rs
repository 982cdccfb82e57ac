//! Where everything stands: a head, what is certified, and the foot; one scale shrinks all until the page holds it.

use aula_core::credential::Sheet;

use crate::code::{Code, set_code};
use crate::error::Error;
use crate::logo::{PlacedLogo, place_logo};
use crate::paragraph::Line;
use crate::signatures::set_signatures;
use crate::stack::{Block, Field, Rule, Stack, set};
use crate::style::{
    BOTTOM, CODE_SIDE, COLUMNS, Colour, GUTTER, LEFT, MEASURE, Palette, Scale, TOP, Voice,
};
use crate::typeface::{Cut, Run, Typeface};

/// Least distance between head, body and foot, before scaling.
const REST: f32 = 18.0;
/// Share of the free height that goes above the body: a little above the middle looks like the middle.
const ABOVE: f32 = 0.42;
/// How wide the mark may run along its diagonal, and its largest size, in points.
const MARK_WIDTH: f32 = 720.0;
const MARK_SIZE: f32 = 200.0;
/// Thickness of the lines above fields and notices, in points.
pub(crate) const HAIRLINE: f32 = 0.75;

/// A laid out page: blocks in reading order, rules, and the word across it.
#[derive(Debug)]
pub(crate) struct Layout {
    pub palette: Palette,
    pub logo: Option<PlacedLogo>,
    pub blocks: Vec<Block>,
    pub rules: Vec<Rule>,
    pub mark: Option<Mark>,
    pub code: Option<Code>,
}

/// The word across the sheet, centred on the page.
#[derive(Debug)]
pub(crate) struct Mark {
    pub text: String,
    pub run: Run,
    pub size: f32,
}

/// Sets the sheet in the largest type that fits.
pub(crate) fn lay_out(sheet: &Sheet, typeface: &Typeface) -> Result<Layout, Error> {
    for scale in Scale::ladder() {
        if let Some(layout) = lay_out_at(scale, sheet, typeface)? {
            return Ok(layout);
        }
    }
    Err(Error::DoesNotFit)
}

fn lay_out_at(scale: Scale, sheet: &Sheet, typeface: &Typeface) -> Result<Option<Layout>, Error> {
    let code = set_code(scale, sheet, typeface)?;
    let beside = if code.is_some() {
        CODE_SIDE + GUTTER
    } else {
        0.0
    };
    let logo = sheet.logo.as_ref().map(|logo| place_logo(scale, logo));
    let inset = logo.as_ref().map_or(0.0, |logo| logo.width + GUTTER);
    let column = Column {
        x: LEFT + inset,
        width: MEASURE - beside - inset,
    };
    let mut head = head(scale, sheet, typeface, &column)?;
    if let Some(logo) = &logo {
        head.height = head.height.max(logo.height);
    }
    if let Some((_, caption)) = &code {
        head.height = head.height.max(caption.height);
    }
    let head = head.lowered(TOP);
    let body = body(scale, sheet, typeface)?;
    let foot = foot(scale, sheet, typeface)?;
    let foot_top = BOTTOM - foot.height;
    let free = foot_top - head.height - body.height;
    if free < 2.0 * scale.space(REST) {
        return Ok(None);
    }
    let body = body.lowered(head.height + free * ABOVE);
    let foot = foot.lowered(foot_top);
    let mut layout = Layout {
        palette: Palette::of(sheet),
        logo,
        blocks: Vec::new(),
        rules: Vec::new(),
        mark: mark(sheet, typeface)?,
        code: None,
    };
    let mut caption = Stack::default();
    if let Some((code, below)) = code {
        layout.code = Some(code);
        caption = below.lowered(TOP);
    }
    for stack in [head, body, foot, caption] {
        layout.blocks.extend(stack.blocks);
        layout.rules.extend(stack.rules);
    }
    Ok(Some(layout))
}

fn head(scale: Scale, sheet: &Sheet, typeface: &Typeface, at: &Column) -> Result<Stack, Error> {
    let mut stack = Stack::default();
    let voice = scale.issuer();
    let lines = set(typeface, &sheet.issuer, voice, at.width)?;
    let issuer = stack.beside(lines, voice, at.x, 0.0);
    stack.blocks.push(Block::Paragraph(issuer));
    stack.space(scale.space(16.0));
    let voice = scale.title();
    let lines = set(typeface, &sheet.title, voice, at.width)?;
    let title = stack.beside(lines, voice, at.x, stack.height);
    stack.blocks.push(Block::Title(title));
    stack.space(scale.space(9.0));
    stack.rule(at.x, 64.0, 3.0, Colour::Accent);
    Ok(stack)
}

fn body(scale: Scale, sheet: &Sheet, typeface: &Typeface) -> Result<Stack, Error> {
    let mut stack = Stack::default();
    paragraph(&mut stack, &sheet.opening, scale.sentence(), typeface)?;
    stack.space(scale.space(4.0));
    let (lines, voice) = set_name(typeface, &sheet.name, scale.name())?;
    let name = stack.below(lines, voice);
    stack.blocks.push(Block::Paragraph(name));
    stack.space(scale.space(8.0));
    paragraph(&mut stack, &sheet.statement, scale.sentence(), typeface)?;
    stack.space(scale.space(7.0));
    paragraph(&mut stack, &sheet.course, scale.course(), typeface)?;
    stack.space(scale.space(4.0));
    paragraph(&mut stack, &sheet.subtitle, scale.sentence(), typeface)?;
    Ok(stack)
}

fn paragraph(
    stack: &mut Stack,
    text: &str,
    voice: Voice,
    typeface: &Typeface,
) -> Result<(), Error> {
    let text = stack.below(set(typeface, text, voice, MEASURE)?, voice);
    stack.blocks.push(Block::Paragraph(text));
    Ok(())
}

/// A name stays on one line while its letters stay large, then takes two, then shrinks.
fn set_name(typeface: &Typeface, name: &str, full: Voice) -> Result<(Vec<Line>, Voice), Error> {
    // Share of the full size, and how many lines are accepted at that size.
    const ATTEMPTS: [(f32, usize); 10] = [
        (1.0, 1),
        (0.92, 1),
        (0.84, 1),
        (0.76, 1),
        (0.7, 1),
        (0.76, 2),
        (0.68, 2),
        (0.6, 2),
        (0.5, 2),
        (0.4, 2),
    ];
    let mut set_name = (Vec::new(), full);
    for (factor, most) in ATTEMPTS {
        let size = full.size * factor;
        let voice = Voice { size, ..full };
        let lines = set(typeface, name, voice, MEASURE)?;
        let fits = lines.len() <= most;
        set_name = (lines, voice);
        if fits {
            break;
        }
    }
    Ok(set_name)
}

fn foot(scale: Scale, sheet: &Sheet, typeface: &Typeface) -> Result<Stack, Error> {
    let mut stack = Stack::default();
    set_signatures(&mut stack, scale, sheet, typeface)?;
    if !sheet.fields.is_empty() {
        stack.rule(LEFT, MEASURE, HAIRLINE, Colour::Line);
        stack.space(scale.space(11.0));
        fields(&mut stack, scale, sheet, typeface)?;
    }
    if !sheet.notices.is_empty() {
        stack.space(scale.space(5.0));
        stack.rule(LEFT, MEASURE, HAIRLINE, Colour::Line);
        stack.space(scale.space(8.0));
        notices(&mut stack, scale, sheet, typeface)?;
    }
    Ok(stack)
}

/// Row by row, the label above its value.
fn fields(
    stack: &mut Stack,
    scale: Scale,
    sheet: &Sheet,
    typeface: &Typeface,
) -> Result<(), Error> {
    let (label_voice, value_voice) = (scale.label(), scale.value());
    let mut fields = Vec::with_capacity(sheet.fields.len());
    for row in sheet.fields.chunks(COLUMNS) {
        let top = stack.height;
        for (index, (label, value)) in row.iter().enumerate() {
            let column = Column::new(index, COLUMNS);
            let lines = set(typeface, label, label_voice, column.width)?;
            let label = stack.beside(lines, label_voice, column.x, top);
            let lines = set(typeface, value, value_voice, column.width)?;
            let value = stack.beside(lines, value_voice, column.x, label.bottom);
            fields.push(Field { label, value });
        }
        stack.space(scale.space(7.0));
    }
    stack.blocks.push(Block::Fields(fields));
    Ok(())
}

/// Side by side, so that small type has short lines.
fn notices(
    stack: &mut Stack,
    scale: Scale,
    sheet: &Sheet,
    typeface: &Typeface,
) -> Result<(), Error> {
    let voice = scale.notice();
    let count = sheet.notices.len().clamp(2, COLUMNS);
    for row in sheet.notices.chunks(count) {
        let top = stack.height;
        for (index, notice) in row.iter().enumerate() {
            let column = Column::new(index, count);
            let lines = set(typeface, notice, voice, column.width)?;
            let notice = stack.beside(lines, voice, column.x, top);
            stack.blocks.push(Block::Paragraph(notice));
        }
        stack.space(scale.space(4.0));
    }
    Ok(())
}

/// Where a text stands beside others.
pub(crate) struct Column {
    pub x: f32,
    pub width: f32,
}

impl Column {
    /// One of `count` columns across the page.
    pub fn new(index: usize, count: usize) -> Column {
        let width = (MEASURE + GUTTER) / count as f32 - GUTTER;
        let x = LEFT + index as f32 * (width + GUTTER);
        Column { x, width }
    }
}

fn mark(sheet: &Sheet, typeface: &Typeface) -> Result<Option<Mark>, Error> {
    if sheet.mark.is_empty() {
        return Ok(None);
    }
    let run = typeface.shape(&sheet.mark, Cut::Plain)?;
    let size = (MARK_WIDTH / run.width.max(1.0)).min(MARK_SIZE);
    Ok(Some(Mark {
        text: sheet.mark.clone(),
        run,
        size,
    }))
}
