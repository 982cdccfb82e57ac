//! How a field is printed on the sheet, to look for it among the words that were read there.

use aula_core::search;
use aula_core::spanish;
use aula_core::time::Date;

use aula_core::verification::{Field, Fields};

/// The fields of a credential that the words of its sheet do not show.
pub(crate) fn missing(fields: &Fields, lines: &[String]) -> Vec<Field> {
    let sheet = tight(&lines.concat());
    let is_shown = |field: &Field, value: &str| match field {
        // Both stand in one sentence: alone, a number is soon found elsewhere.
        Field::Percent | Field::PassMark => {
            let both = [Field::Percent, Field::PassMark].map(|field| fields.get(field));
            // Or in two lines, where the sentence was broken.
            lines.windows(2).any(|pair| {
                let mut numbers = both.into_iter().flatten();
                numbers.all(|number| has_number(&pair.join(" "), number))
            })
        }
        // The notice may begin with it.
        Field::Level | Field::Example => search::fold(&sheet).contains(&search::fold(value)),
        Field::Version => lines.iter().any(|line| line.trim() == value),
        _ => printed(*field, value).is_none_or(|words| sheet.contains(&tight(&words))),
    };
    let all = fields.0.iter();
    let missing = all.filter(|(field, value)| !is_shown(field, value));
    missing.map(|(field, _)| *field).collect()
}

/// `None` for what the sheet need not show.
fn printed(field: Field, value: &str) -> Option<String> {
    match field {
        Field::Minutes => value.parse().ok().map(spanish::duration),
        Field::StartedOn | Field::FinishedOn | Field::IssuedOn | Field::ValidUntil => {
            Date::parse(value).map(spanish::long_date)
        }
        Field::Name | Field::Title | Field::AttestedBy | Field::Issuer | Field::Folio => {
            Some(value.to_owned())
        }
        Field::Course
        | Field::CourseDigest
        | Field::Fingerprint
        | Field::Level
        | Field::Example => None,
        Field::Version | Field::Percent | Field::PassMark => Some(value.to_owned()),
    }
}

/// Where lines break is the layout's business.
fn tight(text: &str) -> String {
    text.split_whitespace().collect()
}

fn has_number(line: &str, number: &str) -> bool {
    line.split(|c: char| !c.is_ascii_digit())
        .any(|word| word == number)
}
