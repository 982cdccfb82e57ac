//! JavaScript glue for a wasm file, by wasm-bindgen as a library.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::names::digest;
use crate::project::{Project, read, write};

/// A wasm module and the script that starts it.
#[derive(Debug, Clone)]
pub struct Module {
    /// An ES module whose default export instantiates the wasm.
    pub glue: Vec<u8>,
    /// The module.
    pub wasm: Vec<u8>,
}

/// Glue and final wasm for what cargo compiled; kept in `target/` by content.
///
/// # Errors
/// When wasm-bindgen refuses the file, or a crate brings JavaScript of its own (house rule: none but the glue).
pub fn bindgen(project: &Project, compiled: &Path, keep_names: bool) -> Result<Module> {
    let input = read(compiled)?;
    let folder = project
        .cache("bindgen")
        .join(format!("{}-{keep_names}", digest(&input)));
    let (glue, wasm) = (folder.join("m.js"), folder.join("m_bg.wasm"));
    let complete = folder.join("complete");
    if !complete.is_file() {
        Bindgen::new()
            .input_bytes("m", input)
            .web(true)?
            .typescript(false)
            .remove_name_section(!keep_names)
            .remove_producers_section(true)
            .generate(&folder)
            .with_context(|| format!("wasm-bindgen no acepta {}. Revise que Cargo.lock tenga la misma versión de wasm-bindgen y de wasm-bindgen-cli-support", compiled.display()))?;
        write(&complete, b"")?;
    }
    ensure!(
        !folder.join("snippets").exists(),
        "Una dependencia trae JavaScript propio (snippets), y Aula sólo admite el que genera wasm-bindgen. Quite la dependencia: {}",
        compiled.display()
    );
    Ok(Module {
        glue: read(&glue)?,
        wasm: read(&wasm)?,
    })
}
