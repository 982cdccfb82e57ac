//! Files to a course.

use std::collections::{BTreeMap, BTreeSet};

use super::{Course, Pool};
use crate::diagnostic::Diagnostic;
use crate::site::Site;

/// The content of `courses/`: what a parser may look at, and nothing else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    /// Text files by path below `courses/`, with `/` separators.
    pub texts: BTreeMap<String, String>,
    /// Paths of all other files (images), below `courses/`.
    pub media: BTreeSet<String>,
}

/// What parsing gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The site's settings; the catalogue's file names are empty until the build writes them.
    pub site: Site,
    /// Courses in the order of the catalogue, each with its pool.
    pub courses: Vec<(Course, Pool)>,
    /// Findings in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses everything below `courses/`. Never fails: what cannot be read is left out and said in a finding.
pub fn parse(files: &Files) -> Parsed {
    let _ = files;
    unimplemented!()
}
