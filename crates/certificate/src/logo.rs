//! The logo: how large it may be, how it is drawn, what it is to somebody who hears it.

use aula_core::credential::{Logo, Shape};
use krilla::geom::{Path, PathBuilder, Rect, Transform};
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{BBox, ContentTag, Tag, TagGroup};

use crate::style::{LEFT, LOGO, Scale, TOP, paint};

/// A logo in the upper left corner of what is printed, with its size in points.
#[derive(Debug)]
pub(crate) struct PlacedLogo {
    logo: Logo,
    pub width: f32,
    pub height: f32,
}

/// As large as its room allows.
pub(crate) fn place_logo(scale: Scale, logo: &Logo) -> PlacedLogo {
    let (width, height) = (f32::from(logo.width), f32::from(logo.height));
    let factor = (scale.space(LOGO.0) / width.max(1.0)).min(scale.space(LOGO.1) / height.max(1.0));
    PlacedLogo {
        logo: logo.clone(),
        width: width * factor,
        height: height * factor,
    }
}

/// Draws the logo and returns what it is: a figure.
pub(crate) fn draw_logo(surface: &mut Surface, placed: &PlacedLogo) -> TagGroup {
    let PlacedLogo {
        logo,
        width,
        height,
    } = placed;
    let area = Rect::from_xywh(LEFT, TOP, *width, *height);
    let figure = Tag::Figure(Some(logo.alt.clone())).with_bbox(area.map(|area| BBox::new(0, area)));
    let mut group = TagGroup::new(figure);
    group.push(surface.start_tagged(ContentTag::Other));
    let factor = width / f32::from(logo.width.max(1));
    surface.push_transform(&Transform::from_row(factor, 0.0, 0.0, factor, LEFT, TOP));
    let (width, height) = (f32::from(logo.width), f32::from(logo.height));
    if let Some(frame) = Rect::from_xywh(0.0, 0.0, width, height).and_then(rectangle) {
        surface.push_clip_path(&frame, &FillRule::NonZero);
        for shape in &logo.shapes {
            draw_shape(surface, shape);
        }
        surface.pop();
    }
    surface.pop();
    surface.end_tagged();
    group
}

fn rectangle(area: Rect) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(area);
    path.finish()
}

fn draw_shape(surface: &mut Surface, shape: &Shape) {
    let rule = if shape.even_odd {
        FillRule::EvenOdd
    } else {
        FillRule::NonZero
    };
    if let Some(path) = outline(&shape.path) {
        surface.set_fill(Some(Fill {
            paint: paint(shape.fill).into(),
            rule,
            ..Fill::default()
        }));
        surface.draw_path(&path);
    }
}

/// The path of a [`Shape`]; `None` for any other notation.
fn outline(path: &str) -> Option<Path> {
    let mut words = path.split(' ');
    let mut builder = PathBuilder::new();
    while let Some(letter) = words.next() {
        let mut unit = || words.next()?.parse::<i16>().ok().map(f32::from);
        match letter {
            "M" => builder.move_to(unit()?, unit()?),
            "L" => builder.line_to(unit()?, unit()?),
            "Q" => builder.quad_to(unit()?, unit()?, unit()?, unit()?),
            "C" => builder.cubic_to(unit()?, unit()?, unit()?, unit()?, unit()?, unit()?),
            "Z" => builder.close(),
            _ => return None,
        }
    }
    builder.finish()
}
