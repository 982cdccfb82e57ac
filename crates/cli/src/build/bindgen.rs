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
    let glue = without_start_at_once(&String::from_utf8_lossy(&glue))?;
    let glue = without_comments(&glue);
    let (glue, wasm) = with_short_imports(&glue, &wasm)?;
    Ok(Module {
        glue: with_like_imports_together(&glue).into_bytes(),
        wasm,
    })
}

/// The glue without the start that does not wait for the file, and without the warning of the other to who calls it in an old way: nobody
/// does.
fn without_start_at_once(glue: &str) -> Result<String> {
    const WARNING: &str = "console.warn('using deprecated parameters for the initialization function; pass a single object instead')";
    const UNKNOWN: &str = "El script de wasm-bindgen no es como se espera.";
    let (before, rest) = glue.split_once("function initSync(").context(UNKNOWN)?;
    let (_, after) = rest.split_once("\n}\n").context(UNKNOWN)?;
    let kept = format!("{before}{after}");
    ensure!(kept.contains("export { initSync, "), UNKNOWN);
    ensure!(kept.contains(WARNING), UNKNOWN);
    Ok(kept
        .replace("export { initSync, ", "export { ")
        .replace(WARNING, ""))
}

/// The glue with the functions that it hands to the module in the order of their bodies, not of their hashed names: like beside like
/// compresses better (2 %). Their order means nothing.
fn with_like_imports_together(glue: &str) -> String {
    let begins = |line: &str| line.starts_with('_') && line.contains(": function(");
    let lines: Vec<&str> = glue.lines().collect();
    let end = lines
        .windows(2)
        .position(|pair| pair == ["};", "return {"])
        .unwrap_or(0);
    let start = lines.iter().position(|line| begins(line)).unwrap_or(end);
    let (Some(before), Some(within), Some(after)) =
        (lines.get(..start), lines.get(start..end), lines.get(end..))
    else {
        return glue.to_owned();
    };
    let mut entries: Vec<Vec<&str>> = vec![];
    for line in within {
        match entries.last_mut() {
            Some(entry) if !begins(line) => entry.push(line),
            Some(_) | None => entries.push(vec![line]),
        }
    }
    let body = |entry: &Vec<&str>| {
        let whole = entry.join("\n");
        let named = whole.split_once(": ");
        named.map_or(String::new(), |(_, body)| body.to_owned())
    };
    entries.sort_by_cached_key(body);
    let mut sorted = [before, &entries.concat(), after].concat().join("\n");
    sorted.push('\n');
    sorted
}

/// A script without the comments that stand on lines of their own, and without indentation: a sixth of its weight.
pub fn without_comments(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    let mut inside = false;
    for line in script.lines().map(str::trim) {
        inside |= line.starts_with("/*");
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
    use super::{with_like_imports_together, without_comments, without_start_at_once};

    #[test]
    fn only_whole_lines_of_comment_go() {
        let glue = "/**\n * @returns {number}\n */\nfn(a) {\n    // why\n    return '// no';\n\n}\n/** one */\nend\n";
        assert_eq!(without_comments(glue), "fn(a) {\nreturn '// no';\n}\nend\n");
    }

    #[test]
    fn only_the_start_that_waits_is_left() {
        let glue = "a\nfunction initSync(module) {\n    if (wasm) {\n    }\n}\nconsole.warn('using deprecated parameters for the initialization function; pass a single object instead')\nb\nexport { initSync, c as default };\n";
        assert_eq!(
            without_start_at_once(glue).unwrap(),
            "a\n\nb\nexport { c as default };\n"
        );
        assert!(without_start_at_once("a\n").is_err());
    }

    #[test]
    fn imports_stand_in_the_order_of_their_bodies() {
        let glue =
            "a\n_1: function(a) {\nz();\n};\n},\n_2: function(a) {\nb();\n},\n};\nreturn {\n";
        let sorted =
            "a\n_2: function(a) {\nb();\n},\n_1: function(a) {\nz();\n};\n},\n};\nreturn {\n";
        assert_eq!(with_like_imports_together(glue), sorted);
        assert_eq!(with_like_imports_together("a\nb\n"), "a\nb\n");
    }
}
