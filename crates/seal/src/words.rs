//! How a field is printed on the sheet, to look for it among the words that were read there.
//!
//! A value stands in lines of its own, a period and a result in a sentence. A line that has shown one field shows no other: an edited day is
//! missed even where another field is of that day.

use aula_core::search;
use aula_core::spanish;
use aula_core::time::Date;

use aula_core::verification::{Field, Fields};

/// No sheet of ours has more lines, no value takes more, and no sentence.
const SHEET: usize = 500;
const LINES: usize = 12;
const SENTENCE: usize = 3;

/// The fields of a credential that the words of its sheet do not show. If it cannot be told which of some equal days is not shown, all of
/// them are named.
pub(crate) fn missing(fields: &Fields, lines: &[String]) -> Vec<Field> {
    let lines: Vec<String> = lines.iter().take(SHEET).map(|line| tight(line)).collect();
    let mut sheet = Sheet {
        shown: vec![false; lines.len()],
        lines,
    };
    let said = |field| fields.get(field).and_then(|value| printed(field, value));
    let mut missing = vec![];
    for sentence in [
        [Field::StartedOn, Field::FinishedOn],
        [Field::Percent, Field::PassMark],
    ] {
        let all: Vec<(Field, String)> = sentence
            .into_iter()
            .filter_map(|field| Some((field, said(field)?)))
            .collect();
        if !sheet.show_together(&all) {
            let gone = all.iter().filter(|(_, words)| !sheet.says(words));
            let gone: Vec<Field> = gone.map(|(field, _)| *field).collect();
            missing.extend(match gone[..] {
                [] => sentence.to_vec(),
                _ => gone,
            });
        }
    }
    for (field, value) in &fields.0 {
        let is_shown = match field {
            Field::StartedOn | Field::FinishedOn | Field::Percent | Field::PassMark => true,
            // The notice may begin with it.
            Field::Level | Field::Example => sheet.mentions(value),
            _ => printed(*field, value).is_none_or(|words| sheet.show(&words)),
        };
        if !is_shown {
            let equal = fields.0.iter().filter(|(other, said)| {
                other == field || is_day(*other) && is_day(*field) && said == value
            });
            missing.extend(equal.map(|(field, _)| *field));
        }
    }
    missing
}

/// What the sheet shows of a value; `None` for what it need not show.
fn printed(field: Field, value: &str) -> Option<String> {
    let words = match field {
        Field::Minutes => value.parse().ok().map(spanish::duration)?,
        Field::StartedOn
        | Field::FinishedOn
        | Field::IssuedOn
        | Field::RecertifiedOn
        | Field::ValidUntil => Date::parse(value).map(spanish::long_date)?,
        Field::Course | Field::CourseDigest | Field::Level | Field::Example => return None,
        Field::Name
        | Field::Title
        | Field::Subtitle
        | Field::Version
        | Field::Percent
        | Field::PassMark
        | Field::AttestedBy
        | Field::Issuer
        | Field::Folio
        | Field::Fingerprint => value.to_owned(),
    };
    Some(tight(&words))
}

fn is_day(field: Field) -> bool {
    matches!(
        field,
        Field::StartedOn
            | Field::FinishedOn
            | Field::IssuedOn
            | Field::RecertifiedOn
            | Field::ValidUntil
    )
}

/// The lines of a sheet, tight, and which of them have shown a field.
struct Sheet {
    lines: Vec<String>,
    shown: Vec<bool>,
}

impl Sheet {
    /// Whether lines in a row are these words and nothing else.
    fn show(&mut self, words: &str) -> bool {
        self.find(LINES, |lines| lines == words)
    }

    /// Whether a few lines in a row say all of these.
    fn show_together(&mut self, all: &[(Field, String)]) -> bool {
        self.find(SENTENCE, |lines| {
            all.iter().all(|(_, words)| is_in(lines, words))
        })
    }

    /// Finds the fewest lines in a row that fit and have shown nothing yet: they are shown then.
    fn find(&mut self, most: usize, fits: impl Fn(&str) -> bool) -> bool {
        for length in 1..=most {
            let rows = self.lines.windows(length).zip(self.shown.windows(length));
            let found = rows
                .enumerate()
                .find(|(_, (lines, shown))| !shown.contains(&true) && fits(&lines.concat()));
            if let Some((start, _)) = found {
                let shown = self.shown.iter_mut().skip(start).take(length);
                shown.for_each(|shown| *shown = true);
                return true;
            }
        }
        false
    }

    fn says(&self, words: &str) -> bool {
        is_in(&self.lines.concat(), words)
    }

    /// Whether a word stands anywhere, in large letters or small ones.
    fn mentions(&self, word: &str) -> bool {
        search::fold(&self.lines.concat()).contains(&search::fold(word))
    }
}

/// Where lines break is the layout's business.
fn tight(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Whether a text holds words, or a number, that no digit continues on either side.
fn is_in(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().last());
        let after = text
            .get(at + words.len()..)
            .and_then(|after| after.chars().next());
        ![before, after].iter().flatten().any(char::is_ascii_digit)
    })
}
