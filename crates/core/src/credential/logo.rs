//! An institution's logo as a sheet draws it: filled outlines and nothing else, so that neither the app nor the module of the
//! constancia reads SVG or pictures. `course/parse/logo.rs` makes them of the author's file.

use serde::{Deserialize, Serialize};

use super::Rgb;

/// A logo in a box whose longer side is [`Logo::GRID`] units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// What it shows, for who does not see it.
    pub alt: String,
    /// Width of the box, in units.
    pub width: u16,
    /// Height of the box, in units.
    pub height: u16,
    /// What is filled, the lowest first. What reaches beyond the box is not shown.
    pub shapes: Vec<Shape>,
}

/// A filled outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// Its colour, opaque.
    pub fill: Rgb,
    /// Whether what lies inside it twice is outside (SVG 2, `fill-rule: evenodd`).
    pub even_odd: bool,
    /// Path data of SVG, reduced to `M x y`, `L x y`, `Q x y x y`, `C x y x y x y` and `Z`: absolute whole units from -32768 to 32767,
    /// y downwards, one space between any two of them.
    pub path: String,
}

impl Logo {
    /// Units of the longer side: finer than a printer's dot at the size of a sheet's head.
    pub const GRID: u16 = 2048;
}
