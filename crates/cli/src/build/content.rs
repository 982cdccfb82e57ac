//! The courses, read and reviewed. Errors stop the build; every finding is said with its place.

use std::path::Path;

use anyhow::{Result, bail};
use aula_core::course::{Files, Parsed, parse};
use aula_core::diagnostic::{Diagnostic, Severity};
use aula_core::evidence::Edition;
use aula_core::lint::lint;
use aula_core::time::Date;

use crate::project::read_courses;

/// What the authors wrote, and what there is to say about it.
#[derive(Debug)]
pub struct Content {
    /// The files.
    pub files: Files,
    /// The site and its courses.
    pub parsed: Parsed,
    /// Findings of the parser and of the rules, in the order of their places.
    pub findings: Vec<Diagnostic>,
}

/// Reads, parses and reviews everything below `courses/`.
pub fn read(folder: &Path, today: Date) -> Result<Content> {
    let files = read_courses(folder)?;
    let parsed = parse(&files);
    let findings = lint(&parsed, today);
    Ok(Content {
        files,
        parsed,
        findings,
    })
}

impl Content {
    /// Every version that an expediente can be re-graded against: the published ones, and today's text where its version is not
    /// published yet. A published file that cannot be read is a finding already.
    pub fn editions(&self) -> Vec<Edition> {
        let published = self.files.texts.iter().filter_map(|(name, text)| {
            let [_, "publicadas", _] = name.split('/').collect::<Vec<_>>()[..] else {
                return None;
            };
            Edition::published(text).ok()
        });
        let mut editions: Vec<Edition> = published.collect();
        for (course, pool) in &self.parsed.courses {
            let is_today = |edition: &Edition| {
                (&edition.course.id, &edition.course.version) == (&course.id, &course.version)
            };
            if !editions.iter().any(is_today) {
                editions.push(Edition::draft(course, pool, self.parsed.pretest(course)));
            }
        }
        editions
    }

    /// How many findings weigh this much.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    }

    /// The findings, one a line, as editors understand them.
    pub fn lines(&self) -> String {
        self.findings
            .iter()
            .map(|finding| format!("courses/{finding}\n"))
            .collect()
    }

    /// «2 errores, 1 aviso».
    pub fn totals(&self) -> String {
        let (errors, warnings) = (self.count(Severity::Error), self.count(Severity::Warning));
        format!(
            "{errors} {}, {warnings} {}",
            if errors == 1 { "error" } else { "errores" },
            if warnings == 1 { "aviso" } else { "avisos" },
        )
    }

    /// Refuses content with errors.
    pub fn require_no_errors(&self) -> Result<()> {
        if self.count(Severity::Error) > 0 {
            bail!(
                "Las capacitaciones tienen {}. Corrija los errores de arriba y repita; «cargo aula lint --explain REGLA» explica cada regla.",
                self.totals()
            );
        }
        Ok(())
    }
}
