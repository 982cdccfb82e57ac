//! JavaScript glue for a wasm file, by wasm-bindgen as a library.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::names::digest;
use super::wasm::with_short_imports;
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
            // The second module of the app uses the function table of the first.
            .keep_lld_exports(true)
            .generate(&folder)
            .with_context(|| format!("wasm-bindgen no acepta {}. Revise que Cargo.lock tenga la misma versión de wasm-bindgen y de wasm-bindgen-cli-support", compiled.display()))?;
        write(&complete, b"")?;
    }
    ensure!(
        !folder.join("snippets").exists(),
        "Una dependencia trae JavaScript propio (snippets), y Aula sólo admite el que genera wasm-bindgen. Quite la dependencia: {}",
        compiled.display()
    );
    let (glue, wasm) = (read(&glue)?, read(&wasm)?);
    let glue = without_comments(&String::from_utf8_lossy(&glue));
    let (glue, wasm) = with_short_imports(&glue, &wasm)?;
    Ok(Module {
        glue: glue.into_bytes(),
        wasm,
    })
}

/// A script without the comments that stand on lines of their own, and without indentation: a sixth of its weight.
pub fn without_comments(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    let mut inside = false;
    for line in script.lines().map(str::trim) {
        inside |= line.starts_with("/**");
        if !inside && !line.is_empty() && !line.starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
        inside &= !line.ends_with("*/");
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn only_whole_lines_of_comment_go() {
        let glue = "/**\n * @returns {number}\n */\nfn(a) {\n    // why\n    return '// no';\n\n}\n/** one */\nend\n";
        assert_eq!(without_comments(glue), "fn(a) {\nreturn '// no';\n}\nend\n");
    }
}
