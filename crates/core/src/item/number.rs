//! A number (QTI `textEntryInteraction` with a numeric base type): `.numero`.

use serde::{Deserialize, Serialize};

use super::decimal::Decimal;
use super::{Element, Kind, Response, Seen};
use crate::search::fold;

/// Most characters of an answer.
pub const NUMBER_LIMIT: usize = 40;

/// A number to write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// What is counted: «días», «%»; or empty.
    pub unit: String,
    /// The right number.
    pub right: Expected,
    /// Wrong numbers that people arrive at.
    pub foreseen: Vec<Expected>,
    /// What is said about any other.
    pub other: Element,
}

/// A number with what is said about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    /// The words for it, and why.
    pub element: Element,
    /// The number.
    pub value: Decimal,
    /// How far from it still counts as it.
    pub tolerance: Decimal,
}

impl Expected {
    fn is(&self, number: Decimal) -> bool {
        number.distance(self.value) <= self.tolerance
    }
}

impl Number {
    /// The number in what was written, which may name the unit: «20», «20 días», «$20», «20 %». `None` if there is none.
    pub fn read(&self, written: &str) -> Option<Decimal> {
        let folded = fold(written);
        let text = folded.trim();
        let text = text.strip_prefix('$').unwrap_or(text);
        let unit = fold(&self.unit);
        let text = if unit.is_empty() {
            text
        } else {
            text.strip_suffix(unit.as_str()).unwrap_or(text)
        };
        Decimal::parse(text)
    }

    /// What is said about an answer: the number that it is, or that it is none of them.
    pub fn said_about(&self, written: &str) -> &Element {
        let is_it =
            |expected: &&Expected| self.read(written).is_some_and(|number| expected.is(number));
        std::iter::once(&self.right)
            .chain(&self.foreseen)
            .find(is_it)
            .map_or(&self.other, |expected| &expected.element)
    }
}

impl Kind for Number {
    fn points(&self) -> usize {
        1
    }

    /// The point for the right number, give or take its tolerance.
    fn earn(&self, response: &Response) -> Option<usize> {
        let Response::Number(written) = response else {
            return None;
        };
        let number = self.read(written);
        Some(usize::from(
            number.is_some_and(|number| self.right.is(number)),
        ))
    }

    fn is_complete(&self, response: &Response) -> bool {
        matches!(response, Response::Number(written) if self.read(written).is_some())
    }

    fn is_of_today(&self, response: &Response) -> bool {
        matches!(response, Response::Number(_))
    }

    fn visit<'a>(&'a self, seen: &mut dyn FnMut(Seen<'a>)) {
        let expected = std::iter::once(&self.right).chain(&self.foreseen);
        for element in expected
            .map(|expected| &expected.element)
            .chain(std::iter::once(&self.other))
        {
            seen(Seen::Element(
                &element.id,
                &element.content,
                &element.feedback,
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::Inline;

    fn expected(value: &str, tolerance: &str) -> Expected {
        Expected {
            element: Element::new(vec![Inline::Text(value.to_owned())], vec![]),
            value: Decimal::parse(value).unwrap(),
            tolerance: Decimal::parse(tolerance).unwrap(),
        }
    }

    #[test]
    fn scoring_table() {
        for (value, tolerance, unit, written, raw) in [
            ("20", "0", "días", "20", 1),
            ("20", "0", "días", "20 Días", 1),
            ("20", "0", "días", "20 dias", 1),
            ("20", "0", "días", "20,0", 1),
            ("20", "0", "días", "21", 0),
            ("20", "0", "días", "veinte", 0),
            ("20", "0", "días", "20 horas", 0),
            ("20", "1", "días", "21", 1),
            ("20", "1", "días", "21.01", 0),
            ("2.5", "0.25", "", "2,75", 1),
            ("1500", "0", "pesos", "$1,500", 1),
            ("80", "0", "%", "80 %", 1),
            ("80", "0", "%", "", 0),
        ] {
            let number = Number {
                unit: unit.to_owned(),
                right: expected(value, tolerance),
                foreseen: vec![],
                other: Element::new(vec![], vec![]),
            };
            let response = Response::Number(written.to_owned());
            assert_eq!(number.earn(&response), Some(raw), "{value} {written}");
        }
    }

    #[test]
    fn a_number_that_was_foreseen_has_words_of_its_own() {
        let number = Number {
            unit: "días".to_owned(),
            right: expected("20", "0"),
            foreseen: vec![expected("15", "0")],
            other: Element::new(vec![Inline::Text("otra".to_owned())], vec![]),
        };
        for (written, said) in [
            ("20", &number.right.element),
            ("15 días", &number.foreseen[0].element),
            ("16", &number.other),
            ("nada", &number.other),
        ] {
            assert_eq!(number.said_about(written), said, "{written}");
        }
    }
}
