//! `aula sources`: the law articles that the courses rest on, when each must be read again, and the sheets for whoever reviews them.

mod readings;
mod sheet;

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::{Context, Result};
use aula_core::course::{Course, Pool, Source};
use aula_core::id::{CourseId, SourceId};
use aula_core::time::Date;

use crate::args::Sources;
use crate::build::read_content;
use crate::clock::today;
use crate::project::{Project, read, write};
use readings::Readings;

const READINGS: &str = "docs/revision-juridica/lecturas";

/// A source and the courses that cite it.
type Cited<'a> = BTreeMap<&'a SourceId, (&'a Source, Vec<&'a CourseId>)>;

/// Prints what must be read again before a day, or writes the sheets.
///
/// # Errors
/// When the courses have errors, the day is none, or a sheet cannot be written.
pub fn run(project: &Project, options: &Sources) -> Result<()> {
    let content = read_content(project.courses(), today()?)?;
    content.require_no_errors()?;
    let courses = &content.parsed.courses;
    if options.sheets {
        let (sheets, stale) = sheet::sheets(&content.parsed, &read_readings(project, courses)?);
        for (path, text) in sheets {
            write(&project.root.join(&path), text.as_bytes())?;
            println!("{path}");
        }
        for key in stale {
            println!("{key}: ese renglón ya no existe; quite su lectura.");
        }
        return Ok(());
    }
    let before = options
        .before
        .as_deref()
        .map(|text| {
            Date::parse(text).with_context(|| {
                format!("«{text}» no es una fecha. Escríbala como 2027-05-24: año, mes y día.")
            })
        })
        .transpose()?;
    print!("{}", listing(&cited(courses), before));
    Ok(())
}

/// What was said of the lines of each course that somebody has read.
fn read_readings(
    project: &Project,
    courses: &[(Course, Pool)],
) -> Result<BTreeMap<CourseId, Readings>> {
    let mut all = BTreeMap::new();
    for (course, _) in courses {
        let path = format!("{READINGS}/{}.tsv", course.id);
        let file = project.root.join(&path);
        if !file.exists() {
            continue;
        }
        let text = String::from_utf8(read(&file)?)
            .with_context(|| format!("{path} no está en UTF-8. Guárdelo con esa codificación."))?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
        let readings = Readings::parse(text).with_context(|| path.clone())?;
        all.insert(course.id.clone(), readings);
    }
    Ok(all)
}

fn cited(courses: &[(Course, Pool)]) -> Cited<'_> {
    let mut cited = Cited::new();
    for (course, _) in courses {
        for (id, source) in &course.sources {
            let (_, users) = cited.entry(id).or_insert((source, vec![]));
            users.push(&course.id);
        }
    }
    cited
}

/// One line for each source whose review is due before this day (or for all), the most urgent first.
fn listing(cited: &Cited<'_>, before: Option<Date>) -> String {
    let mut due: Vec<_> = cited
        .iter()
        .filter(|(_, (source, _))| before.is_none_or(|day| source.review_before < day))
        .collect();
    due.sort_by_key(|(id, (source, _))| (source.review_before, *id));
    let mut text = String::new();
    for (id, (source, users)) in &due {
        let users: Vec<&str> = users.iter().map(|id| id.as_str()).collect();
        let _ = writeln!(
            text,
            "{}  {id}: {}, {}, texto al {} ({})",
            source.review_before,
            source.law,
            source.article,
            source.text_date,
            users.join(", ")
        );
    }
    let _ = writeln!(text, "{} de {} fuentes.", due.len(), cited.len());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(review_before: &str) -> Source {
        let day = |text| Date::parse(text).unwrap();
        Source {
            law: "Ley de Migración".into(),
            article: "artículo 8".into(),
            text_date: day("2026-01-15"),
            reviewed_on: day("2026-11-24"),
            review_before: day(review_before),
            quotation: String::new(),
        }
    }

    #[test]
    fn what_is_due_stands_first_and_the_rest_is_left_out() {
        let (soon, later) = (source("2027-02-01"), source("2027-05-24"));
        let (a, b, course) = (SourceId::new("a"), SourceId::new("b"), CourseId::new("c"));
        let cited = Cited::from([(&a, (&later, vec![&course])), (&b, (&soon, vec![&course]))]);
        let line = "2027-02-01  b: Ley de Migración, artículo 8, texto al 2026-01-15 (c)\n";
        assert_eq!(
            listing(&cited, Date::parse("2027-05-24")),
            format!("{line}1 de 2 fuentes.\n")
        );
        let all = listing(&cited, None);
        assert!(
            all.starts_with(line) && all.ends_with("2 de 2 fuentes.\n"),
            "{all}"
        );
    }

    #[test]
    fn the_sheets_of_the_repository_are_those_of_its_courses() {
        let project = Project::find().unwrap();
        let content = read_content(project.courses(), Date::parse("2026-11-24").unwrap()).unwrap();
        let readings = read_readings(&project, &content.parsed.courses).unwrap();
        let (sheets, stale) = sheet::sheets(&content.parsed, &readings);
        assert!(
            stale.is_empty(),
            "readings of lines that are no more: {stale:?}"
        );
        for (path, text) in sheets {
            let kept = std::fs::read_to_string(project.root.join(&path)).unwrap_or_default();
            assert!(kept == text, "{path}: corra «cargo aula sources --sheets»");
        }
    }
}
