//! What expedientes are re-graded against: every version that the site has of their courses, as for `aula issue`.

use aula_core::evidence::{Edition, Editions};
use aula_core::id::CourseId;
use aula_core::packed::unpack;

use crate::browser::fetch;

/// Adds what the site has of these courses to the editions at hand; `None` if something of it does not come: nobody can tell then
/// what a log is worth.
pub async fn fetch_editions(
    courses: &[&CourseId],
    root: &str,
    editions: &mut Vec<Edition>,
) -> Option<()> {
    let index: Editions = unpack(&fetch::newest(&format!("{root}{}", Edition::INDEX)).await?)?;
    for (course, version) in &index {
        let is_here = editions
            .iter()
            .any(|held| held.course.id == *course && held.course.version == *version);
        if courses.contains(&course) && !is_here {
            let address = format!("{root}{}", Edition::file(course, version));
            editions.push(unpack(&fetch::newest(&address).await?)?);
        }
    }
    Some(())
}
