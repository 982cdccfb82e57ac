//! Everything without meaning: paper, the plan of a lecture hall, band, rules and the mark. Artifacts: nobody hears them, no tag holds them.

use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag};

use crate::layout::{Layout, Mark};
use crate::style::{Colour, PAGE, Palette};
use crate::typeface::Typeface;

/// Width of the band at the left edge, and of the accent line beside it, in points.
const BAND: f32 = 20.0;
const BAND_EDGE: f32 = 2.5;
/// The seats: arcs around the upper right corner, first radius and distance, in points.
const FIRST_ROW: f32 = 54.0;
const ROW: f32 = 17.0;
const ROWS: u8 = 9;
/// Slope of the mark in degrees; negative rises.
const MARK_SLOPE: f32 = -29.0;

/// Draws all that lies below the text.
pub(crate) fn draw_ornaments(surface: &mut Surface, layout: &Layout, typeface: &Typeface) {
    let palette = layout.palette;
    draw_background(surface, palette);
    if let Some(mark) = &layout.mark {
        draw_mark(surface, mark, palette.fill(Colour::Mark), typeface);
    }
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(
        ArtifactType::Layout,
    )));
    for rule in &layout.rules {
        fill_rect(
            surface,
            (rule.x, rule.y, rule.width, rule.height),
            palette.fill(rule.colour),
        );
    }
    surface.end_tagged();
}

fn draw_background(surface: &mut Surface, palette: Palette) {
    let page = Rect::from_xywh(0.0, 0.0, PAGE.0, PAGE.1);
    surface.start_tagged(ContentTag::Artifact(Artifact::new(
        ArtifactType::Background,
        page,
    )));
    fill_rect(
        surface,
        (0.0, 0.0, PAGE.0, PAGE.1),
        palette.fill(Colour::Paper),
    );
    draw_seats(surface, palette);
    fill_rect(
        surface,
        (0.0, 0.0, BAND, PAGE.1),
        palette.fill(Colour::Main),
    );
    fill_rect(
        surface,
        (BAND, 0.0, BAND_EDGE, PAGE.1),
        palette.fill(Colour::Accent),
    );
    surface.end_tagged();
}

/// Rows of seats around a stage, as in the plan of a lecture hall.
fn draw_seats(surface: &mut Surface, palette: Palette) {
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke {
        paint: palette.colour(Colour::Seats).into(),
        width: 4.0,
        ..Stroke::default()
    }));
    for row in 0..ROWS {
        if let Some(arc) = corner_arc(FIRST_ROW + ROW * f32::from(row)) {
            surface.draw_path(&arc);
        }
    }
    surface.set_stroke(None);
}

/// A quarter of a circle around the upper right corner of the page.
fn corner_arc(radius: f32) -> Option<Path> {
    // A cubic curve comes within 0.03 % of the circle with this length of its handles.
    let handle = radius * 0.552_285;
    let (right, top) = (PAGE.0, 0.0);
    let mut path = PathBuilder::new();
    path.move_to(right - radius, top);
    path.cubic_to(
        right - radius,
        top + handle,
        right - handle,
        top + radius,
        right,
        top + radius,
    );
    path.finish()
}

/// Drawn as outlines, not as text: a word across the page would be torn into letters between the lines of whoever copies them. It is
/// said in words among the notices.
fn draw_mark(surface: &mut Surface, mark: &Mark, fill: Fill, typeface: &Typeface) {
    // Half the height of a capital: the word's middle, not its baseline, lies on the middle of the page.
    let (middle, lift) = ((PAGE.0 / 2.0, PAGE.1 / 2.0), mark.size * 0.32);
    let start = Point::from_xy(middle.0 - mark.run.width * mark.size / 2.0, middle.1 + lift);
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(
        ArtifactType::Watermark,
    )));
    surface.push_transform(&Transform::from_rotate_at(MARK_SLOPE, middle.0, middle.1));
    surface.set_fill(Some(fill));
    surface.draw_glyphs(
        start,
        &mark.run.glyphs,
        typeface.font(),
        &mark.text,
        mark.size,
        true,
    );
    surface.pop();
    surface.end_tagged();
}

fn fill_rect(surface: &mut Surface, (x, y, width, height): (f32, f32, f32, f32), fill: Fill) {
    let mut path = PathBuilder::new();
    if let Some(rect) = Rect::from_xywh(x, y, width, height) {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.set_fill(Some(fill));
        surface.draw_path(&path);
    }
}
