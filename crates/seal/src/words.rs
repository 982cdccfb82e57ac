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

/// What the sheet says in a sentence: two values each.
const SENTENCES: [[Field; 2]; 2] = [
    [Field::StartedOn, Field::FinishedOn],
    [Field::Percent, Field::PassMark],
];

/// The fields of a credential that the words of its sheet do not show, in their order. If it cannot be told which of some equal days is not
/// shown, all of them are named.
///
/// What fits least claims its lines first: the name of a school ends with a number, and its second line may be all of another value.
pub(crate) fn missing(fields: &Fields, lines: &[String]) -> Vec<Field> {
    let lines: Vec<String> = lines.iter().take(SHEET).map(|line| tight(line)).collect();
    let mut sheet = Sheet {
        shown: vec![false; lines.len()],
        lines,
    };
    let alone = fields.0.iter();
    let alone = alone.filter(|(field, _)| !SENTENCES.as_flattened().contains(field));
    let (days, mut values): (Vec<_>, Vec<_>) = alone.partition(|(field, _)| is_day(*field));
    values.sort_by_key(|(field, _)| *field != Field::Issuer);
    let mut missing = vec![];
    for (field, value) in values {
        let is_shown = match field {
            // The notice may begin with it.
            Field::Level | Field::Example => sheet.mentions(value),
            _ => printed(*field, value).is_none_or(|words| sheet.show(&words)),
        };
        if !is_shown {
            missing.push(*field);
        }
    }
    for sentence in SENTENCES {
        let said = |field| printed(field, fields.get(field)?);
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
    for (field, value) in days {
        if !printed(*field, value).is_none_or(|words| sheet.show(&words)) {
            let equal = fields.0.iter();
            let equal = equal.filter(|(other, said)| is_day(*other) && said == value);
            missing.extend(equal.map(|(field, _)| *field));
        }
    }
    let all = fields.0.iter().map(|(field, _)| *field);
    all.filter(|field| missing.contains(field)).collect()
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
        self.find(LINES, |lines, _| lines == words)
    }

    /// Whether a few lines in a row say all of these: equal numbers as often as there are of them, and of one day nothing else in digits,
    /// in no line beside it either, where the end of an edited period may stand.
    fn show_together(&mut self, all: &[(Field, String)]) -> bool {
        self.find(SENTENCE, |lines, beside| {
            all.iter().all(|(field, words)| {
                let times = times_in(lines, words);
                match all.iter().filter(|(_, other)| other == words).count() {
                    0 | 1 => times > 0,
                    _ if is_day(*field) => {
                        times > 0 && digits(lines) + digits(beside) == times * digits(words)
                    }
                    equal => times >= equal,
                }
            })
        })
    }

    /// Finds the fewest lines in a row that fit and have shown nothing yet: they are shown then. Beside them stand the line before and that
    /// after, unless they have shown something.
    fn find(&mut self, most: usize, fits: impl Fn(&str, &str) -> bool) -> bool {
        let beside = |at: Option<usize>| match self.shown.get(at?) {
            Some(false) => self.lines.get(at?).map(String::as_str),
            Some(true) | None => None,
        };
        for length in 1..=most {
            let rows = self.lines.windows(length).zip(self.shown.windows(length));
            let found = rows.enumerate().find(|(start, (lines, shown))| {
                let around = [start.checked_sub(1), start.checked_add(length)];
                let around: String = around.into_iter().filter_map(beside).collect();
                !shown.contains(&true) && fits(&lines.concat(), &around)
            });
            if let Some((start, _)) = found {
                let shown = self.shown.iter_mut().skip(start).take(length);
                shown.for_each(|shown| *shown = true);
                return true;
            }
        }
        false
    }

    fn says(&self, words: &str) -> bool {
        times_in(&self.lines.concat(), words) > 0
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

/// How often a text holds words, or a number, that no digit continues on either side.
fn times_in(text: &str, words: &str) -> usize {
    let found = text.match_indices(words).filter(|(at, _)| {
        let before = text.get(..*at).and_then(|before| before.chars().last());
        let after = text
            .get(at + words.len()..)
            .and_then(|after| after.chars().next());
        ![before, after].iter().flatten().any(char::is_ascii_digit)
    });
    found.count()
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}
