//! `aula publish`: fixes the current version of a course for ever.
//!
//! Progress and evidence name the version they were made with; every build ships the published versions, so that they can still
//! be read and graded again. A published file is therefore never changed: other content is another version.

use std::fs;

use anyhow::{Context, Result, bail};
use aula_core::course::{fingerprint, published_json};

use crate::args::Publish;
use crate::build::read_content;
use crate::clock::today;
use crate::project::{Project, write};

/// Writes `courses/<id>/publicadas/<version>.json`.
///
/// # Errors
/// When there is no such course, it has errors, or its version was published with other content.
pub fn run(project: &Project, options: &Publish) -> Result<()> {
    let content = read_content(project.courses(), today()?)?;
    let id = &options.course;
    print!("{}", content.lines());
    content.require_no_errors()?;
    let (course, pool) = content
        .parsed
        .courses
        .iter()
        .find(|(course, _)| course.id.as_str() == id)
        .with_context(|| {
            let known = content.parsed.courses.iter();
            let known: Vec<_> = known.map(|(course, _)| course.id.as_str()).collect();
            format!(
                "No hay una capacitación «{id}» en el catálogo. Hay: {}.",
                known.join(", ")
            )
        })?;
    let version = &course.version;
    let name = format!("courses/{id}/publicadas/{version}.json");
    let path = project.root.join(&name);
    let json = published_json(course, pool, content.parsed.pretest(course));
    match fs::read_to_string(&path) {
        Ok(old) if old == json => println!("{name} ya estaba publicada, igual."),
        Ok(_) => bail!(
            "La versión {version} de «{id}» ya está publicada con otro contenido, y lo publicado no cambia. Suba «version» en \
             courses/{id}/curso.toml y repita la orden."
        ),
        Err(_) => {
            write(&path, json.as_bytes())?;
            println!(
                "{name} escrita. Guárdela en el repositorio, y agregue esta línea a crates/core/testdata/publicadas.txt:\n{} \
                 {id}/publicadas/{version}.json",
                fingerprint(&json)
            );
        }
    }
    Ok(())
}
