//! `aula new course`: a small, complete course to start from. It teaches its format in comments. By itself it has no findings;
//! the desk of a site that has one asks for an answer that leads to its card, which its author alone can word.

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use aula_core::id::CourseId;
use toml_edit::DocumentMut;

use crate::project::{Project, read, write};

/// The files of a new course, below its folder; [`ID`] and [`SOURCE`] stand in names and texts.
const FILES: [(&str, &str); 5] = [
    ("curso.toml", include_str!("new_course/curso.toml")),
    ("glosario.toml", include_str!("new_course/glosario.toml")),
    ("banco.md", include_str!("new_course/banco.md")),
    (
        "CLAVE-inicio/CLAVE-lo-que-hay.md",
        include_str!("new_course/leccion.md"),
    ),
    ("CLAVE-inicio/ficha.md", include_str!("new_course/ficha.md")),
];
/// Stands for the id of the course: keys of lessons and items are unique in the whole site.
const ID: &str = "CLAVE";
/// Stands for a key of this site's `fuentes.toml`.
const SOURCE: &str = "FUENTE";

/// Writes `courses/<id>/` and adds it to the catalogue.
///
/// # Errors
/// When the id is not well formed or taken, or the site has no sources yet.
pub fn run(project: &Project, id: &str) -> Result<()> {
    create(project.courses(), id)?;
    println!(
        "courses/{id}/ está lista y en el catálogo (courses/aula.toml).\n\
         Empiece por courses/{id}/curso.toml y véala mientras escribe con «cargo aula serve»; el manual es courses/LEEME.md."
    );
    if project.courses().join("ventanilla.toml").exists() {
        println!(
            "Nadie llega aún a su ficha desde la ventanilla, y «cargo aula lint» avisa (ventanilla-incompleta). Escriba con sus palabras, en las \
             respuestas de una pregunta de courses/ventanilla.toml:\n  {}",
            answer(id)
        );
    }
    Ok(())
}

/// What leads from the desk to the card of a new course.
fn answer(id: &str) -> String {
    format!(
        r#"{{ texto = "Le falta un documento", ficha = "{id}-inicio", leccion = "{id}-lo-que-hay" }},"#
    )
}

fn create(courses: &Path, id: &str) -> Result<()> {
    ensure!(
        CourseId::new(id).is_well_formed(),
        "«{id}» no sirve como clave. Use minúsculas sin acentos, cifras y guiones: trato-digno."
    );
    let folder = courses.join(id);
    ensure!(
        !folder.exists(),
        "courses/{id} ya existe. Elija otra clave: la de una capacitación no se repite."
    );
    // Everything is read before anything is written.
    let source = first_source(courses)?;
    let catalog = with_entry(courses, id)?;
    for (name, text) in FILES {
        let text = text.replace(ID, id).replace(SOURCE, &source);
        write(&folder.join(name.replace(ID, id)), text.as_bytes())?;
    }
    write(&courses.join("aula.toml"), catalog.as_bytes())
}

/// A source that exists, for the example to cite.
fn first_source(courses: &Path) -> Result<String> {
    let sources = toml(&courses.join("fuentes.toml"))?;
    let first = sources.iter().next().map(|(key, _)| key.to_owned());
    first.context("courses/fuentes.toml está vacío. Agregue primero un artículo de ley; el manual courses/LEEME.md dice cómo.")
}

/// `aula.toml` with the course at the end of the catalogue; comments and order stay.
fn with_entry(courses: &Path, id: &str) -> Result<String> {
    let mut site = toml(&courses.join("aula.toml"))?;
    let Some(catalog) = site
        .get_mut("catalogo")
        .and_then(|value| value.as_array_mut())
    else {
        bail!("En courses/aula.toml falta la lista «catalogo». Agregue: catalogo = []");
    };
    catalog.push(id);
    Ok(site.to_string())
}

fn toml(path: &Path) -> Result<DocumentMut> {
    let text = String::from_utf8(read(path)?)
        .with_context(|| format!("{} no está en UTF-8.", path.display()))?;
    text.trim_start_matches('\u{FEFF}')
        .parse()
        .with_context(|| {
            format!(
                "{} no se puede leer. Corríjalo antes: cargo aula lint.",
                path.display()
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::read_content;
    use crate::project::files_below;
    use aula_core::time::Date;

    /// This repository's site.
    fn site() -> tempfile::TempDir {
        let courses = tempfile::tempdir().unwrap();
        let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../courses");
        for (name, path) in files_below(&real).unwrap() {
            write(&courses.path().join(name), &read(&path).unwrap()).unwrap();
        }
        courses
    }

    #[test]
    fn a_new_course_is_complete_and_lacks_only_an_answer_of_the_desk() {
        let courses = site();
        let new = ["trato-digno", "segunda"];
        for id in new {
            create(courses.path(), id).unwrap();
        }
        let today = Date::parse("2026-11-24").unwrap();
        let content = read_content(courses.path(), today).unwrap();
        let rules: Vec<_> = content.findings.iter().map(|it| it.rule).collect();
        assert_eq!(rules, ["ventanilla-incompleta"; 2]);
        // What the command says to write is all that it takes.
        let desk = courses.path().join("ventanilla.toml");
        let answers = new.map(answer).join("\n");
        let asked = std::fs::read_to_string(&desk).unwrap();
        let (start, rest) = asked.split_once("respuestas = [").unwrap();
        let asked = format!("{start}respuestas = [\n{answers}{rest}");
        write(&desk, asked.as_bytes()).unwrap();
        let content = read_content(courses.path(), today).unwrap();
        assert_eq!(content.lines(), "");
        let all = &content.parsed.courses;
        let made: Vec<_> = all[all.len() - new.len()..]
            .iter()
            .map(|(course, pool)| {
                let cards = course
                    .modules
                    .iter()
                    .filter(|module| module.card.is_some())
                    .count();
                (
                    course.id.as_str(),
                    course.lessons().count(),
                    cards,
                    course.glossary.len(),
                    pool.items.len(),
                )
            })
            .collect();
        assert_eq!(made, [("trato-digno", 1, 1, 1, 3), ("segunda", 1, 1, 1, 3)]);
        let site = std::fs::read_to_string(courses.path().join("aula.toml")).unwrap();
        for kept in ["# ", "demostracion = true", "\"trato-digno\", \"segunda\"]"] {
            assert!(site.contains(kept), "{kept} in {site}");
        }
    }

    #[test]
    fn a_bad_or_taken_id_is_refused_before_anything_is_written() {
        let courses = site();
        create(courses.path(), "trato-digno").unwrap();
        let before = files_below(courses.path()).unwrap();
        for id in ["Trato Digno", "trato-digno", "../x", ""] {
            assert!(create(courses.path(), id).is_err(), "{id}");
        }
        assert_eq!(files_below(courses.path()).unwrap(), before);
    }
}
