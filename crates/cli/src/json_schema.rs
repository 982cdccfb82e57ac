//! `aula schema`: JSON Schemas of the author files, for editors that complete and check while one writes.

use anyhow::Result;
use aula_core::course::file::schemas;

use crate::args::Schema;
use crate::project::{Project, write};

/// Writes one file for each kind of author file.
pub fn run(project: &Project, options: &Schema) -> Result<()> {
    let out = project.root.join(&options.out);
    for (name, schema) in schemas() {
        let name = name.replace(".toml", ".schema.json");
        write(&out.join(&name), schema.as_bytes())?;
        println!("{}", options.out.join(&name).display());
    }
    Ok(())
}
