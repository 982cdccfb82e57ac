//! Colours, sizes and distances of the sheet. All lengths are points (1/72 inch); y grows downwards from the top of the page.

use aula_core::credential::{Colours, INK, QUIET, Rgb, Sheet};
use krilla::color::rgb;
use krilla::paint::Fill;

use crate::typeface::Cut;

/// A4, landscape.
pub(crate) const PAGE: (f32, f32) = (841.89, 595.276);
/// Left edge of all text.
pub(crate) const LEFT: f32 = 78.0;
/// Width of the text.
pub(crate) const MEASURE: f32 = 702.0;
/// Where the issuer's line begins, and where the notices end.
pub(crate) const TOP: f32 = 48.0;
pub(crate) const BOTTOM: f32 = 555.0;
/// Columns of the fields and of the notices, and the space between two.
pub(crate) const COLUMNS: usize = 3;
pub(crate) const GUTTER: f32 = 27.0;

/// Side of the QR code with its quiet zone: 0.5 mm a module for the largest code of ours, which a phone reads and a raster of
/// 150 dpi keeps.
pub(crate) const CODE_SIDE: f32 = 112.0;
/// The room of a logo, left of the head.
pub(crate) const LOGO: (f32, f32) = (150.0, 66.0);

/// The ornaments on the usual paper, chosen by eye.
const SEATS: Rgb = Rgb::new(0xf6, 0xf0, 0xe4);
const MARK: Rgb = Rgb::new(0xf0, 0xe6, 0xd4);
const LINE: Rgb = Rgb::new(0xd9, 0xcf, 0xbb);

/// What a colour is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colour {
    /// Issuer, titles, the band.
    Main,
    /// What is certified: the name and the values.
    Ink,
    /// Sentences around it.
    Quiet,
    /// The accent rule.
    Accent,
    /// The page.
    Paper,
    /// The ornament in the corner.
    Seats,
    /// The word across the sheet: so pale that the text on it can be read.
    Mark,
    /// Hairlines.
    Line,
    /// A code and the ground it stands on: machines want all the contrast there is.
    Black,
    White,
}

/// The colours of a sheet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Palette {
    colours: Colours,
    seats: Rgb,
    mark: Rgb,
    line: Rgb,
}

impl Palette {
    /// Those of its template; without any, the usual ones.
    pub fn of(sheet: &Sheet) -> Palette {
        match sheet.colours {
            None => Palette {
                colours: Colours::default(),
                seats: SEATS,
                mark: MARK,
                line: LINE,
            },
            Some(colours) => Palette {
                colours,
                seats: colours.tint(8),
                mark: colours.mark(),
                line: colours.tint(35),
            },
        }
    }

    pub fn colour(self, colour: Colour) -> rgb::Color {
        paint(match colour {
            Colour::Main => self.colours.main,
            Colour::Ink => INK,
            Colour::Quiet => QUIET,
            Colour::Accent => self.colours.accent,
            Colour::Paper => self.colours.paper,
            Colour::Seats => self.seats,
            Colour::Mark => self.mark,
            Colour::Line => self.line,
            Colour::Black => Rgb::new(0, 0, 0),
            Colour::White => Rgb::new(0xff, 0xff, 0xff),
        })
    }

    /// Opaque paint.
    pub fn fill(self, colour: Colour) -> Fill {
        Fill {
            paint: self.colour(colour).into(),
            ..Fill::default()
        }
    }
}

/// A colour as krilla takes it.
pub(crate) fn paint(Rgb { red, green, blue }: Rgb) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Voice {
    pub size: f32,
    /// Distance from line to line, in multiples of `size`.
    pub leading: f32,
    pub colour: Colour,
    pub cut: Cut,
}

/// The voices of a sheet, all shrunk by one scale but never below what can be read on paper.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale(pub f32);

impl Scale {
    /// From the designed size down to the smallest that is tried.
    pub fn ladder() -> impl Iterator<Item = Scale> {
        (0..=25_u8).map(|step| Scale(1.0 - f32::from(step) * 0.02))
    }

    pub fn space(self, points: f32) -> f32 {
        points * self.0
    }

    pub fn issuer(self) -> Voice {
        self.voice(14.5, 10.0, 1.25, Colour::Main, Cut::SmallCaps)
    }

    pub fn title(self) -> Voice {
        self.voice(33.0, 18.0, 1.12, Colour::Main, Cut::Plain)
    }

    pub fn sentence(self) -> Voice {
        self.voice(13.5, 9.0, 1.3, Colour::Quiet, Cut::Plain)
    }

    pub fn name(self) -> Voice {
        self.voice(42.0, 10.0, 1.16, Colour::Ink, Cut::Plain)
    }

    pub fn course(self) -> Voice {
        self.voice(23.0, 11.0, 1.18, Colour::Main, Cut::Plain)
    }

    pub fn label(self) -> Voice {
        self.voice(9.5, 7.5, 1.3, Colour::Quiet, Cut::SmallCaps)
    }

    pub fn value(self) -> Voice {
        self.voice(11.5, 8.0, 1.25, Colour::Ink, Cut::Plain)
    }

    pub fn position(self) -> Voice {
        self.voice(9.5, 7.0, 1.25, Colour::Quiet, Cut::Plain)
    }

    pub fn notice(self) -> Voice {
        self.voice(8.5, 6.5, 1.3, Colour::Quiet, Cut::Plain)
    }

    fn voice(self, size: f32, least: f32, leading: f32, colour: Colour, cut: Cut) -> Voice {
        let size = (size * self.0).max(least);
        Voice {
            size,
            leading,
            colour,
            cut,
        }
    }
}
