//! `constancia/<logo>.svg` → [`Logo`]: filled outlines, or a finding `logo-mal-escrito` that names what else is in the file.
//!
//! What is read of SVG 2: `<svg viewBox>`, `<g>`, `<path>`, `<rect>`, `<circle>`, `<ellipse>`, `<polygon>`; plain colours, `fill-rule` and
//! `transform`. Titles, metadata and what editors keep for themselves are passed over.

use std::fmt::Write;

use roxmltree::{Document, Node, ParsingOptions};
use svgtypes::{Color, SimplePathSegment, SimplifyingPathParser, Transform, ViewBox};

use super::{Notes, Text};
use crate::credential::{Logo, Rgb, Shape};
use crate::diagnostic::Diagnostic;

const SVG: &str = "http://www.w3.org/2000/svg";
/// Most bytes of outlines: each sheet and each visit to it carries them.
const LIMIT: usize = 16 * 1024;
const MEND: &str = "Deje sólo trazos con relleno liso: en Inkscape, «Trayecto → Objeto a trayecto» y «Trayecto → Borde a trayecto».";

/// What is wrong, and at which byte of the file.
type Fault = (usize, String);

/// The logo of a file, or nothing and a finding.
pub(super) fn read(text: &Text, alt: &str, notes: &mut Notes) -> Option<Logo> {
    match logo(&text.text, alt) {
        Ok(logo) => Some(logo),
        Err((at, message)) => {
            notes.diagnostics.push(Diagnostic::error(
                "logo-mal-escrito",
                text.place(at),
                message,
            ));
            None
        }
    }
}

fn logo(text: &str, alt: &str) -> Result<Logo, Fault> {
    // Older editors write a document type; its entities are bounded by the library.
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).map_err(|error| {
        (
            offset(text, error.pos()),
            "El logo no es un archivo SVG completo. Guárdelo de nuevo como «SVG plano».".to_owned(),
        )
    })?;
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err(at(
            root,
            "El logo no es un archivo SVG. Guárdelo como «SVG plano».",
        ));
    }
    let view = root
        .attribute("viewBox")
        .and_then(|given| given.parse().ok());
    let view: ViewBox = view.ok_or_else(|| at(root, "El <svg> del logo no dice «viewBox», o no se entiende. Agréguelo: viewBox=\"0 0 100 100\"."))?;
    let scale = f64::from(Logo::GRID) / view.w.max(view.h);
    let transform = Transform::new(scale, 0.0, 0.0, scale, -view.x * scale, -view.y * scale);
    let mut shapes = vec![];
    let paint = Paint {
        fill: Some(Rgb::new(0, 0, 0)),
        even_odd: false,
        transform,
    };
    children(root, paint.with(root)?, &mut shapes)?;
    let size: usize = shapes.iter().map(|shape: &Shape| shape.path.len()).sum();
    if size > LIMIT {
        return Err(at(
            root,
            &format!(
                "El logo lleva {} kB de trazos y caben 16. Simplifíquelo: en Inkscape, «Trayecto → Simplificar».",
                size.div_ceil(1024)
            ),
        ));
    }
    if shapes.is_empty() {
        return Err(at(
            root,
            &format!("El logo no tiene trazos con relleno. {MEND}"),
        ));
    }
    Ok(Logo {
        alt: alt.to_owned(),
        width: whole(view.w * scale).max(1).unsigned_abs(),
        height: whole(view.h * scale).max(1).unsigned_abs(),
        shapes,
    })
}

/// What a group hands down to what is in it.
#[derive(Debug, Clone, Copy)]
struct Paint {
    fill: Option<Rgb>,
    even_odd: bool,
    transform: Transform,
}

impl Paint {
    /// As this element changes it: by attributes, and by the declarations of `style`, which prevail.
    fn with(mut self, node: Node<'_, '_>) -> Result<Paint, Fault> {
        for attribute in node
            .attributes()
            .filter(|given| given.namespace().is_none())
        {
            let (name, value) = (attribute.name(), attribute.value());
            if name == "transform" {
                let own: Transform = value.parse().map_err(|_| unknown(node, name, value))?;
                self.transform = then(own, self.transform);
            } else if name != "style" && !GEOMETRY.contains(&name) {
                self.set(node, name, value)?;
            }
        }
        let style = node.attribute("style").unwrap_or_default();
        for declaration in style.split(';').filter(|text| !text.trim().is_empty()) {
            let (name, value) = declaration.split_once(':').unwrap_or((declaration, ""));
            self.set(node, name.trim(), value.trim())?;
        }
        Ok(self)
    }

    fn set(&mut self, node: Node<'_, '_>, name: &str, value: &str) -> Result<(), Fault> {
        match (name, value) {
            ("fill", "none") => self.fill = None,
            ("fill", _) => {
                let colour: Color = value.parse().map_err(|_| unknown(node, name, value))?;
                if colour.alpha != u8::MAX {
                    return Err(unknown(node, name, value));
                }
                self.fill = Some(Rgb::new(colour.red, colour.green, colour.blue));
            }
            ("fill-rule", "evenodd") => self.even_odd = true,
            ("fill-rule", "nonzero") => self.even_odd = false,
            ("stroke", "none") | ("opacity" | "fill-opacity" | "stroke-opacity", "1") => {}
            // Without a stroke, a clip or a group of its own, these change nothing.
            ("display", "inline") | ("clip-rule" | "paint-order" | "enable-background", _) => {}
            _ if name.starts_with("stroke-") || name.starts_with("-inkscape-") => {}
            _ => return Err(unknown(node, name, value)),
        }
        Ok(())
    }
}

/// Attributes that do not say how something is painted.
const GEOMETRY: [&str; 16] = [
    "id",
    "class",
    "version",
    "viewBox",
    "width",
    "height",
    "x",
    "y",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "d",
    "points",
    "preserveAspectRatio",
];

fn children(parent: Node<'_, '_>, paint: Paint, shapes: &mut Vec<Shape>) -> Result<(), Fault> {
    for node in parent.children().filter(Node::is_element) {
        // What editors keep for themselves is not drawn.
        if node.tag_name().namespace() != Some(SVG) {
            continue;
        }
        let name = node.tag_name().name();
        match name {
            "title" | "desc" | "metadata" => {}
            "defs" if !node.has_children() || node.children().all(|child| child.is_text()) => {}
            "g" => children(node, paint.with(node)?, shapes)?,
            _ => {
                let outline = outline(node, name)?;
                let paint = paint.with(node)?;
                let path = path(&outline, paint.transform).ok_or_else(|| {
                    at(node, &format!("El trazo de este <{name}> no se entiende. Guarde el logo de nuevo como «SVG plano»."))
                })?;
                if let Some(fill) = paint.fill.filter(|_| !path.is_empty()) {
                    let even_odd = paint.even_odd;
                    shapes.push(Shape {
                        fill,
                        even_odd,
                        path,
                    });
                }
            }
        }
    }
    Ok(())
}

/// The outline of a shape as path data (SVG 2, chapter 10 says how each is drawn).
fn outline(node: Node<'_, '_>, name: &str) -> Result<String, Fault> {
    let number = |key: &str| {
        let value = node.attribute(key).unwrap_or("0");
        value
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
            .ok_or_else(|| unknown(node, key, value))
    };
    let ellipse = |rx: f64, ry: f64| -> Result<String, Fault> {
        let (left, y, width) = (number("cx")? - rx, number("cy")?, 2.0 * rx);
        Ok(format!(
            "M {left} {y} a {rx} {ry} 0 1 0 {width} 0 a {rx} {ry} 0 1 0 -{width} 0 z"
        ))
    };
    match name {
        "path" => Ok(node.attribute("d").unwrap_or_default().to_owned()),
        "polygon" => Ok(format!(
            "M {} z",
            node.attribute("points").unwrap_or_default()
        )),
        "rect" => {
            if let Some(rounded) = ["rx", "ry"]
                .into_iter()
                .find(|key| node.has_attribute(*key))
            {
                return Err(unknown(
                    node,
                    rounded,
                    node.attribute(rounded).unwrap_or_default(),
                ));
            }
            let (x, y, width, height) = (
                number("x")?,
                number("y")?,
                number("width")?,
                number("height")?,
            );
            Ok(format!("M {x} {y} h {width} v {height} h -{width} z"))
        }
        "circle" => ellipse(number("r")?, number("r")?),
        // Of two radii the one that is missing is as long as the other.
        "ellipse" => match (node.has_attribute("rx"), node.has_attribute("ry")) {
            (true, false) => ellipse(number("rx")?, number("rx")?),
            (false, true) => ellipse(number("ry")?, number("ry")?),
            _ => ellipse(number("rx")?, number("ry")?),
        },
        _ => Err(at(
            node,
            &format!("El logo lleva <{name}>, que la hoja no dibuja. {MEND}"),
        )),
    }
}

/// Path data as [`Shape::path`] keeps it, or `None` if it cannot be read to its end.
fn path(outline: &str, transform: Transform) -> Option<String> {
    let mut path = String::new();
    for segment in SimplifyingPathParser::from(outline) {
        let (letter, points) = match segment.ok()? {
            SimplePathSegment::MoveTo { x, y } => ('M', vec![(x, y)]),
            SimplePathSegment::LineTo { x, y } => ('L', vec![(x, y)]),
            SimplePathSegment::Quadratic { x1, y1, x, y } => ('Q', vec![(x1, y1), (x, y)]),
            SimplePathSegment::CurveTo {
                x1,
                y1,
                x2,
                y2,
                x,
                y,
            } => ('C', vec![(x1, y1), (x2, y2), (x, y)]),
            SimplePathSegment::ClosePath => ('Z', vec![]),
        };
        if !path.is_empty() {
            path.push(' ');
        }
        path.push(letter);
        for (x, y) in points {
            let Transform { a, b, c, d, e, f } = transform;
            let (x, y) = (whole(a * x + c * y + e), whole(b * x + d * y + f));
            // Writing to a string cannot fail.
            write!(path, " {x} {y}").ok()?;
        }
    }
    Some(path)
}

/// The nearest whole unit; far outside the box it does not matter where.
fn whole(units: f64) -> i16 {
    units.round() as i16
}

/// First `inner`, then `outer`.
fn then(inner: Transform, outer: Transform) -> Transform {
    Transform::new(
        outer.a * inner.a + outer.c * inner.b,
        outer.b * inner.a + outer.d * inner.b,
        outer.a * inner.c + outer.c * inner.d,
        outer.b * inner.c + outer.d * inner.d,
        outer.a * inner.e + outer.c * inner.f + outer.e,
        outer.b * inner.e + outer.d * inner.f + outer.f,
    )
}

fn unknown(node: Node<'_, '_>, name: &str, value: &str) -> Fault {
    let tag = node.tag_name().name();
    at(
        node,
        &format!("Un <{tag}> del logo dice {name}=«{value}», que la hoja no dibuja. {MEND}"),
    )
}

fn at(node: Node<'_, '_>, message: &str) -> Fault {
    (node.range().start, message.to_owned())
}

/// The byte of a line and a column, counted from 1.
fn offset(text: &str, position: roxmltree::TextPos) -> usize {
    let lines = text
        .split_inclusive('\n')
        .take(position.row.saturating_sub(1) as usize);
    let start: usize = lines.map(str::len).sum();
    let line = text.get(start..).unwrap_or_default();
    let column = line
        .char_indices()
        .nth(position.col.saturating_sub(1) as usize);
    start + column.map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(inside: &str) -> Vec<(String, bool, String)> {
        let text = format!("<svg xmlns='{SVG}' viewBox='10 0 100 50'>{inside}</svg>");
        let logo = logo(&text, "Escudo").unwrap();
        assert_eq!((logo.width, logo.height), (2048, 1024));
        let parts = |shape: Shape| (shape.fill.to_string(), shape.even_odd, shape.path);
        logo.shapes.into_iter().map(parts).collect()
    }

    #[test]
    fn a_drawing_becomes_outlines_on_the_grid() {
        for (inside, fill, path) in [
            (
                "<path d='M10 0h100v50z'/>",
                "#000000",
                "M 0 0 L 2048 0 L 2048 1024 Z",
            ),
            (
                "<path fill='red' d='m60,25q5-5,50,25'/>",
                "#ff0000",
                "M 1024 512 Q 1126 410 2048 1024",
            ),
            (
                "<rect x='60' width='50' height='25' fill='#0F0'/>",
                "#00ff00",
                "M 1024 0 L 2048 0 L 2048 512 L 1024 512 Z",
            ),
            (
                "<polygon points='10,0 60,0 10,50' style='fill:#123456;stroke:none'/>",
                "#123456",
                "M 0 0 L 1024 0 L 0 1024 Z",
            ),
            (
                "<g fill='#123456' transform='translate(10 0) scale(2)'><path d='M25 0v25z'/></g>",
                "#123456",
                "M 1024 0 L 1024 1024 Z",
            ),
            (
                "<g transform='translate(10)'><g transform='scale(2)'><path d='M25 5z'/></g></g>",
                "#000000",
                "M 1024 205 Z",
            ),
        ] {
            let found = shapes(inside);
            assert_eq!(
                found,
                [(fill.to_owned(), false, path.to_owned())],
                "{inside}"
            );
        }
    }

    #[test]
    fn a_round_shape_is_closed_and_a_rule_is_handed_down() {
        let found = shapes("<g fill-rule='evenodd'><circle cx='60' cy='25' r='25'/></g>");
        let [(_, true, path)] = &found[..] else {
            panic!("{found:?}");
        };
        assert!(
            path.starts_with("M 512 512 C ") && path.ends_with(" Z"),
            "{path}"
        );
    }

    #[test]
    fn a_missing_radius_is_as_long_as_the_other() {
        let circle = shapes("<circle cx='60' cy='25' r='20'/>");
        for radius in ["rx", "ry"] {
            let ellipse = format!("<ellipse cx='60' cy='25' {radius}='20'/>");
            assert_eq!(shapes(&ellipse), circle, "{radius}");
        }
    }

    #[test]
    fn what_is_not_drawn_is_passed_over() {
        let found = shapes(
            "<title>Año</title><defs/><x:view xmlns:x='editor'><path/></x:view><path d='M10 0z' fill='none'/><path d='M10 0z'/>",
        );
        assert_eq!(found.len(), 1);
    }
}
