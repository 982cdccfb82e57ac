//! Findings about content: what is wrong, where, and how to mend it, in Spanish for authors.

use std::fmt;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The course must not be shipped; `aula lint` ends with a non-zero status.
    Error,
    /// A person should look; the build goes on.
    Warning,
}

/// Where a finding is: a file below `courses/` with `/` separators, and a position counted from 1 in lines and characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path below `courses/`.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

impl Place {
    /// The first character of a file.
    pub fn start_of(file: &str) -> Place {
        Place {
            file: file.to_owned(),
            line: 1,
            column: 1,
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that speaks, as `aula lint` prints it: `una-correcta`.
    pub rule: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What is wrong and how to mend it, in Spanish, one or two sentences.
    pub message: String,
}

impl Diagnostic {
    /// A finding that must be mended before the course is shipped.
    pub fn error(rule: &'static str, place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            rule,
            severity: Severity::Error,
            place,
            message: message.into(),
        }
    }

    /// A finding that a person should look at.
    pub fn warning(rule: &'static str, place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::error(rule, place, message)
        }
    }
}

impl fmt::Display for Diagnostic {
    /// `archivo:línea:columna: error[regla]: mensaje`, the form that editors turn into a link.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "aviso",
        };
        let Place { file, line, column } = &self.place;
        write!(
            f,
            "{file}:{line}:{column}: {kind}[{}]: {}",
            self.rule, self.message
        )
    }
}
