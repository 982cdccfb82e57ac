//! What the page says, each piece under its tag: logo and code as figures, one heading, paragraphs, and the fields as a list of
//! labels with their bodies.

use std::num::NonZeroU16;

use aula_core::credential::Sheet;
use krilla::geom::Point;
use krilla::surface::Surface;
use krilla::tagging::{ContentTag, ListNumbering, Node, SpanTag, Tag, TagGroup, TagKind, TagTree};

use crate::code::draw_code;
use crate::layout::Layout;
use crate::logo::draw_logo;
use crate::stack::{Block, Field, Text};
use crate::style::Palette;
use crate::typeface::Typeface;

/// Draws logo, blocks and code in reading order and returns the tree that says what they are.
pub(crate) fn draw_content(
    surface: &mut Surface,
    layout: &Layout,
    typeface: &Typeface,
    sheet: &Sheet,
) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(sheet.language.clone()));
    if let Some(logo) = &layout.logo {
        tree.push(draw_logo(surface, logo));
    }
    let mut pen = Pen {
        surface,
        typeface,
        palette: layout.palette,
    };
    for block in &layout.blocks {
        let group = match block {
            Block::Title(text) => {
                let heading = Tag::Hn(NonZeroU16::MIN, Some(sheet.title.clone()));
                pen.text(heading, text)
            }
            Block::Paragraph(text) => pen.text(Tag::P, text),
            Block::Fields(fields) => pen.fields(fields),
        };
        push(&mut tree.children, group);
    }
    if let Some(code) = &layout.code {
        tree.push(draw_code(surface, code, layout.palette));
    }
    tree
}

/// What every text is drawn with.
struct Pen<'a, 'page> {
    surface: &'a mut Surface<'page>,
    typeface: &'a Typeface<'a>,
    palette: Palette,
}

impl Pen<'_, '_> {
    fn fields(&mut self, fields: &[Field]) -> TagGroup {
        let mut list = TagGroup::new(Tag::L(ListNumbering::None));
        for field in fields {
            let mut item = TagGroup::new(Tag::LI);
            push(&mut item.children, self.text(Tag::Lbl, &field.label));
            push(&mut item.children, self.text(Tag::LBody, &field.value));
            push(&mut list.children, item);
        }
        list
    }

    fn text(&mut self, tag: impl Into<TagKind>, text: &Text) -> TagGroup {
        let mut group = TagGroup::new(tag);
        let surface = &mut *self.surface;
        surface.set_fill(Some(self.palette.fill(text.voice.colour)));
        for placed in &text.lines {
            group.push(surface.start_tagged(ContentTag::Span(SpanTag::empty())));
            surface.draw_glyphs(
                Point::from_xy(placed.x, placed.baseline),
                &placed.line.run.glyphs,
                self.typeface.font(),
                &placed.line.text,
                text.voice.size,
                false,
            );
            surface.end_tagged();
        }
        group
    }
}

/// A tag that holds nothing is left out (ISO 14289-1 asks for content in headings, lists and paragraphs).
fn push(children: &mut Vec<Node>, group: TagGroup) {
    if !group.children.is_empty() {
        children.push(group.into());
    }
}
