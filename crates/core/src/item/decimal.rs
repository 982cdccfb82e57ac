//! Numbers as people in Mexico write them, without binary fractions.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Digits kept after the point.
const PLACES: usize = 6;
const UNIT: i64 = 1_000_000;

/// A number in millionths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Decimal(i64);

impl Decimal {
    /// Reads «20», «-3», «1,234.5», «1 234», «0,5» or «2.50». `None` for anything else, and for more than twelve digits before the point
    /// or six after it.
    ///
    /// The last point or comma begins the fraction; only a single comma with exactly three digits after it, and no zero alone before,
    /// separates thousands, as in Mexico.
    pub fn parse(text: &str) -> Option<Decimal> {
        let text = text.trim();
        let (sign, text) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (-1, rest.trim_start()),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let text: String = text
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .collect();
        let mark = text
            .rfind(['.', ','])
            .filter(|at| !separates_thousands(&text, *at));
        let (whole, fraction) = match mark {
            Some(at) => (text.get(..at)?, text.get(at + 1..)?),
            None => (text.as_str(), ""),
        };
        let whole: String = whole.chars().filter(|letter| *letter != ',').collect();
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let fits =
            digits(&whole) && digits(fraction) && whole.len() <= 12 && fraction.len() <= PLACES;
        if !fits || (whole.is_empty() && fraction.is_empty()) {
            return None;
        }
        let number: i64 = format!("{whole}{fraction:0<PLACES$}").parse().ok()?;
        Some(Decimal(sign * number))
    }

    /// How far apart two numbers are.
    pub fn distance(self, other: Decimal) -> Decimal {
        Decimal(self.0.saturating_sub(other.0).saturating_abs())
    }
}

/// Whether the comma at this place separates thousands.
fn separates_thousands(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let after = text.get(at + 1..).unwrap_or_default();
    text.get(at..=at) == Some(",")
        && after.len() == 3
        && !before.is_empty()
        && before != "0"
        && !before.contains('.')
}

impl fmt::Display for Decimal {
    /// As in Mexico: «1,234.5».
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.0.unsigned_abs();
        let (whole, fraction) = (size / UNIT.unsigned_abs(), size % UNIT.unsigned_abs());
        let digits = whole.to_string();
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        if fraction > 0 {
            let fraction = format!("{fraction:0PLACES$}");
            text.push('.');
            text.push_str(fraction.trim_end_matches('0'));
        }
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{text}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, shown) in [
            ("20", Some("20")),
            (" 20 ", Some("20")),
            ("-3", Some("-3")),
            ("+3", Some("3")),
            ("1,234.5", Some("1,234.5")),
            ("1.234,5", None),
            ("1 234,5", Some("1,234.5")),
            ("1,500", Some("1,500")),
            ("1.500", Some("1.5")),
            ("0,500", Some("0.5")),
            ("0,5", Some("0.5")),
            (",5", Some("0.5")),
            ("2.50", Some("2.5")),
            ("12,345,678", Some("12,345,678")),
            ("20.", Some("20")),
            ("veinte", None),
            ("2x", None),
            ("", None),
            ("-", None),
            (".", None),
            ("1.1234567", None),
            ("1234567890123", None),
        ] {
            let read = Decimal::parse(text).map(|number| number.to_string());
            assert_eq!(read.as_deref(), shown, "{text:?}");
        }
    }
}
