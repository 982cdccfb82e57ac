//! `aula figures`: what each course holds, counted: for whoever reviews it, and for the specification table of its bank.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Result;
use aula_core::case::Onward;
use aula_core::course::{Course, Parsed, Pool};
use aula_core::item::{Item, Level};
use aula_core::lint::{balance, own_text};
use aula_core::readability;

use crate::build::read_content;
use crate::clock::today;
use crate::project::Project;

/// The levels in the order of the table.
const LEVELS: [Level; 3] = [Level::Recognise, Level::Apply, Level::Decide];

/// Prints the figures of every course as Markdown.
///
/// # Errors
/// When the courses have errors.
pub fn run(project: &Project) -> Result<()> {
    let content = read_content(project.courses(), today()?)?;
    content.require_no_errors()?;
    for (course, pool) in &content.parsed.courses {
        println!("{}", figures(&content.parsed, course, pool));
    }
    Ok(())
}

/// The figures of one course.
fn figures(parsed: &Parsed, course: &Course, pool: &Pool) -> String {
    let practice: Vec<&Item> = course
        .lessons()
        .flat_map(|(_, lesson)| lesson.items())
        .collect();
    let bank: Vec<&Item> = pool.items.iter().collect();
    let pretest = parsed.pretest(course);
    let words: usize = course.lessons().map(|(_, lesson)| lesson.words()).sum();
    let counted =
        course.counted_minutes() + parsed.pretests.get(&course.id).map_or(0, Pool::minutes);
    let longest = course.lessons().map(|(_, lesson)| lesson.minutes()).max();
    let index = readability::index(&own_text(parsed, course, pool)).unwrap_or_default();
    let mut text = format!("## {} ({})\n\n", course.title, course.version);
    let mut row = |name: &str, value: String| {
        let _ = writeln!(text, "- {name}: {value}");
    };
    row(
        "Módulos y lecciones",
        format!("{} y {}", course.modules.len(), course.lessons().count()),
    );
    row("Palabras de las lecciones", words.to_string());
    row(
        "Minutos",
        format!(
            "{} declarados, {counted} contados; la lección más larga, {}",
            course.minutes,
            longest.unwrap_or_default()
        ),
    );
    row("Casos", cases(course));
    row(
        "Preguntas",
        format!(
            "{} en las lecciones, {} en el diagnóstico, {} en el banco",
            practice.len(),
            pretest.len(),
            bank.len()
        ),
    );
    row("Tipos en las lecciones", kinds(parsed, &practice));
    row("Fuentes citadas", course.sources.len().to_string());
    row("Lectura (INFLESZ)", index.to_string());
    if !bank.is_empty() {
        let cases = bank
            .iter()
            .filter(|item| balance::starts_from_a_case(item))
            .count();
        row(
            "Parten de un caso, en el banco",
            format!("{} %", percent(cases, bank.len())),
        );
    }
    for (set, items) in [("lecciones", &practice), ("banco", &bank)] {
        if !items.is_empty() {
            row(&format!("La correcta, en {set}"), of_right(items));
        }
    }
    if course.has_assessment() {
        text.push_str(&specification(course, &bank));
    }
    text
}

fn percent(part: usize, all: usize) -> usize {
    part * 100 / all.max(1)
}

/// How many branching cases there are, and each with its ends.
fn cases(course: &Course) -> String {
    let ends: Vec<String> = course
        .lessons()
        .filter_map(|(_, lesson)| lesson.case())
        .map(|case| {
            let ends = case
                .scenes
                .iter()
                .filter(|scene| matches!(scene.onward, Onward::End { .. }));
            ends.count().to_string()
        })
        .collect();
    match ends.len() {
        0 => "ninguno".to_owned(),
        number => format!("{number}, con {} finales", ends.join(", ")),
    }
}

/// How many items of each kind, as their authors call it.
fn kinds(parsed: &Parsed, items: &[&Item]) -> String {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for kind in items.iter().filter_map(|item| parsed.kinds.get(&item.id)) {
        *kinds.entry(*kind).or_default() += 1;
    }
    let kinds: Vec<String> = kinds
        .iter()
        .map(|(kind, number)| format!("{number} .{kind}"))
        .collect();
    kinds.join(", ")
}

/// How often the right alternative is the longest, and where it stands among four.
fn of_right(items: &[&Item]) -> String {
    let choices: Vec<_> = balance::single_choices(items);
    let longest = choices
        .iter()
        .filter(|choice| balance::right_is_longest(choice))
        .count();
    let places: Vec<String> = balance::places_of_right(items, 4)
        .iter()
        .map(u32::to_string)
        .collect();
    format!(
        "la más larga en {} % de {}; de cuatro, en cada lugar {}",
        percent(longest, choices.len()),
        choices.len(),
        places.join(", ")
    )
}

/// The specification table of the bank: items by objective and level, and how many an evaluation draws.
fn specification(course: &Course, bank: &[&Item]) -> String {
    let mut text = String::from(
        "\n| objetivo | reconocer | aplicar | decidir | banco | evaluación |\n|---|---|---|---|---|---|\n",
    );
    for objective in &course.objectives {
        let of: Vec<&&Item> = bank
            .iter()
            .filter(|item| item.objective == objective.id)
            .collect();
        let levels: Vec<String> = LEVELS
            .iter()
            .map(|level| {
                of.iter()
                    .filter(|item| item.level == *level)
                    .count()
                    .to_string()
            })
            .collect();
        let drawn = course
            .assessment
            .strata
            .get(&objective.id)
            .copied()
            .unwrap_or_default();
        let _ = writeln!(
            text,
            "| `{}` | {} | {} | {drawn} |",
            objective.id,
            levels.join(" | "),
            of.len()
        );
    }
    text
}
