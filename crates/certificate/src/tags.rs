//! The texts, each under its tag: one heading, paragraphs, and the fields as a list of labels with their bodies.

use std::num::NonZeroU16;

use aula_core::credential::Sheet;
use krilla::geom::Point;
use krilla::surface::Surface;
use krilla::tagging::{ContentTag, ListNumbering, Node, SpanTag, Tag, TagGroup, TagKind, TagTree};

use crate::ornament::fill;
use crate::stack::{Block, Field, Text};
use crate::typeface::Typeface;

/// Draws the blocks in reading order and returns the tree that says what they are.
pub(crate) fn draw_blocks(
    surface: &mut Surface,
    blocks: &[Block],
    typeface: &Typeface,
    sheet: &Sheet,
) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(sheet.language.clone()));
    for block in blocks {
        let group = match block {
            Block::Title(text) => {
                let heading = Tag::Hn(NonZeroU16::MIN, Some(sheet.title.clone()));
                draw_text(surface, heading, text, typeface)
            }
            Block::Paragraph(text) => draw_text(surface, Tag::P, text, typeface),
            Block::Fields(fields) => draw_fields(surface, fields, typeface),
        };
        push(&mut tree.children, group);
    }
    tree
}

fn draw_fields(surface: &mut Surface, fields: &[Field], typeface: &Typeface) -> TagGroup {
    let mut list = TagGroup::new(Tag::L(ListNumbering::None));
    for field in fields {
        let mut item = TagGroup::new(Tag::LI);
        push(
            &mut item.children,
            draw_text(surface, Tag::Lbl, &field.label, typeface),
        );
        push(
            &mut item.children,
            draw_text(surface, Tag::LBody, &field.value, typeface),
        );
        push(&mut list.children, item);
    }
    list
}

/// A tag that holds nothing is left out (ISO 14289-1 asks for content in headings, lists and paragraphs).
fn push(children: &mut Vec<Node>, group: TagGroup) {
    if !group.children.is_empty() {
        children.push(group.into());
    }
}

fn draw_text(
    surface: &mut Surface,
    tag: impl Into<TagKind>,
    text: &Text,
    typeface: &Typeface,
) -> TagGroup {
    let mut group = TagGroup::new(tag);
    surface.set_fill(Some(fill(text.voice.colour)));
    for placed in &text.lines {
        group.push(surface.start_tagged(ContentTag::Span(SpanTag::empty())));
        surface.draw_glyphs(
            Point::from_xy(placed.x, placed.baseline),
            &placed.line.run.glyphs,
            typeface.font(),
            &placed.line.text,
            text.voice.size,
            false,
        );
        surface.end_tagged();
    }
    group
}
