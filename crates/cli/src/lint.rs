//! `aula lint`: what is wrong with the courses, where, and how to mend it.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use aula_core::diagnostic::Severity;
use aula_core::lint::rules;
use aula_core::time::Date;

use crate::args::Lint;
use crate::build::read_content;
use crate::clock::today;
use crate::project::Project;

/// The rule about sources past their review date.
const OVERDUE: &str = "revision-vencida";

/// Prints the findings; the status is not zero when there are errors.
pub fn run(project: &Project, options: &Lint) -> Result<ExitCode> {
    if let Some(rule) = &options.explain {
        println!("{}", explain(rule)?);
        return Ok(ExitCode::SUCCESS);
    }
    let day = match &options.on {
        Some(text) => Date::parse(text).with_context(|| {
            format!("«{text}» no es una fecha. Escríbala como 2026-11-24: año, mes y día.")
        })?,
        None => today()?,
    };
    let mut content = read_content(project.courses(), day)?;
    if options.on.is_some() {
        // Asked for a day on which the courses must be fit, nobody gets «should be looked at» for an answer.
        let overdue = content
            .findings
            .iter_mut()
            .filter(|finding| finding.rule == OVERDUE);
        overdue.for_each(|finding| finding.severity = Severity::Error);
    }
    print!("{}", content.lines());
    println!("{}.", content.totals());
    Ok(if content.count(Severity::Error) > 0 {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// The page of a rule.
fn explain(name: &str) -> Result<String> {
    let Some(rule) = rules().iter().find(|rule| rule.name == name) else {
        let names: Vec<_> = rules().iter().map(|rule| rule.name).collect();
        bail!("No hay una regla «{name}». Hay: {}.", names.join(", "));
    };
    Ok(format!(
        "{}\n\nQué revisa\n  {}\n\nPor qué importa\n  {}\n\nEjemplo\n  {}\n\nMejor así\n  {}",
        rule.name,
        rule.checks,
        rule.reason,
        indented(rule.example),
        indented(rule.better)
    ))
}

fn indented(text: &str) -> String {
    text.replace('\n', "\n  ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_page_and_others_are_named() {
        for rule in rules() {
            assert!(
                explain(rule.name).unwrap().contains("Mejor así"),
                "{}",
                rule.name
            );
        }
        assert!(rules().iter().any(|rule| rule.name == OVERDUE));
        let message = explain("no-hay").unwrap_err().to_string();
        assert!(message.contains("archivo-faltante"), "{message}");
    }
}
