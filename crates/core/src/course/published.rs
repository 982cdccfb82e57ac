//! Published versions: `publicadas/<version>.json`, written by `aula publish`, kept for ever so that answers given to them can be
//! read and graded again. The JSON is that of [`Course`] and [`Pool`]; a golden file guards it.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Course, Pool};
use crate::item::{Item, hex};

/// One published version of a course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The course as it was.
    pub course: Course,
    /// Its pool as it was.
    pub pool: Pool,
    /// The cases of its diagnostic as they were; versions published before there were any have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pretest: Vec<Item>,
}

/// The file that `aula publish` writes, with a line break at its end.
pub fn published_json(course: &Course, pool: &Pool, pretest: &[Item]) -> String {
    let published = Published {
        course: course.clone(),
        pool: pool.clone(),
        pretest: pretest.to_vec(),
    };
    // Limit: text, numbers and string keys cannot fail to become JSON.
    let mut json = serde_json::to_string_pretty(&published).unwrap_or_default();
    json.push('\n');
    json
}

/// Reads what [`published_json`] wrote.
///
/// # Errors
/// If the text is not such a file.
pub fn read_published(json: &str) -> Result<Published, serde_json::Error> {
    serde_json::from_str(json)
}

/// Names the text of a version: lower-case hexadecimal SHA-256 of the file that [`published_json`] writes.
pub fn fingerprint(json: &str) -> String {
    hex(&Sha256::digest(json.as_bytes()), 64)
}

/// Major, minor and patch of `1.2.3`; `None` for any other form.
pub fn version_parts(version: &str) -> Option<(u32, u32, u32)> {
    let mut parts = version.split('.').map(|part| {
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse().ok()).flatten()
    });
    let version = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(version)
}
