//! The colours of a sheet, and how well two of them can be told apart.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A colour of sRGB; as text, `#0f4c4f`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rgb {
    /// 0 to 255.
    pub red: u8,
    /// 0 to 255.
    pub green: u8,
    /// 0 to 255.
    pub blue: u8,
}

/// The colours that an institution chooses for its sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colours {
    /// Issuer, titles, the band: text on the paper.
    pub main: Rgb,
    /// The lines that say nothing.
    pub accent: Rgb,
    /// The page.
    pub paper: Rgb,
}

/// What is certified, on every sheet.
pub const INK: Rgb = Rgb::new(0x16, 0x2b, 0x2d);
/// The sentences around it, on every sheet.
pub const QUIET: Rgb = Rgb::new(0x46, 0x57, 0x57);

impl Default for Colours {
    /// Those of a sheet whose template names none.
    fn default() -> Colours {
        Colours {
            main: Rgb::new(0x0f, 0x4c, 0x4f),
            accent: Rgb::new(0xb9, 0x7f, 0x24),
            paper: Rgb::new(0xfd, 0xfa, 0xf4),
        }
    }
}

impl Colours {
    /// The paper with so many hundredths of the accent in it.
    pub fn tint(self, hundredths: u16) -> Rgb {
        let mix = |paper: u8, accent: u8| {
            let sum = u16::from(paper) * (100 - hundredths) + u16::from(accent) * hundredths;
            u8::try_from(sum / 100).unwrap_or(paper)
        };
        let (paper, accent) = (self.paper, self.accent);
        Rgb::new(
            mix(paper.red, accent.red),
            mix(paper.green, accent.green),
            mix(paper.blue, accent.blue),
        )
    }

    /// The word across a sheet that proves nothing: so pale that the text on it can be read.
    pub fn mark(self) -> Rgb {
        self.tint(12)
    }
}

impl Rgb {
    /// A colour from its three parts.
    pub const fn new(red: u8, green: u8, blue: u8) -> Rgb {
        Rgb { red, green, blue }
    }

    /// The colour of a text like `#0f4c4f`, in capitals or not; `None` for any other text.
    pub fn read(text: &str) -> Option<Rgb> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Rgb::new(red, green, blue))
    }

    /// How well the two can be told apart: from 1, the same, to 21, black and white; in either order.
    ///
    /// Text needs 4.5, an ornament 3. Source: WCAG 2.2, «contrast ratio» and «relative luminance».
    pub fn contrast(self, other: Rgb) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Relative luminance, 0..=1.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl TryFrom<String> for Rgb {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Rgb::read(&text).ok_or("not a colour")
    }
}

impl From<Rgb> for String {
    fn from(colour: Rgb) -> String {
        colour.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_and_written_the_same() {
        for (text, read) in [
            ("#0f4c4f", Some("#0f4c4f")),
            ("#B97F24", Some("#b97f24")),
            ("0f4c4f", None),
            ("#fff", None),
            ("#+f4c4f", None),
            ("#0f4c4f0", None),
            ("#ñ4c4f", None),
            ("teal", None),
        ] {
            let found = Rgb::read(text).map(|colour| colour.to_string());
            assert_eq!(found.as_deref(), read, "{text}");
        }
    }

    /// The first six are those of WebAIM's contrast checker, which shows two decimals, cut off.
    #[test]
    fn contrast_is_that_of_wcag() {
        for (one, two, ratio) in [
            ("#000000", "#ffffff", 21.0),
            ("#ffffff", "#ffffff", 1.0),
            ("#777777", "#ffffff", 4.47),
            ("#767676", "#ffffff", 4.54),
            ("#ff0000", "#ffffff", 3.99),
            ("#0000ff", "#ffffff", 8.59),
            ("#949494", "#ffffff", 3.03),
        ] {
            let [one, two] = [one, two].map(|text| Rgb::read(text).unwrap());
            let found = one.contrast(two);
            assert!((found - ratio).abs() < 0.01, "{one} {two}: {found}");
            assert!((found - two.contrast(one)).abs() < 1e-12);
        }
    }

    #[test]
    fn the_colours_of_a_sheet_without_its_own_can_be_read() {
        let Colours {
            main,
            accent,
            paper,
        } = Colours::default();
        for text in [main, INK, QUIET] {
            assert!(text.contrast(paper) >= 4.5, "{text}");
        }
        assert!(accent.contrast(paper) >= 3.0);
    }
}
