//! The app in several modules: what every visit needs, and what is loaded when something of it is first shown.
//!
//! The split points are the functions marked `#[wasm_split]` in the app; what only one of them reaches goes into its module, and what
//! several reach into a chunk that comes with each of those.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use wasm_split_cli_support::{Options, transform};

use super::bindgen::{Module, bindgen, without_comments};
use super::names::digest;
use super::wasm::{without_classes, without_custom_sections};
use crate::project::{Project, read, write};

/// How the main module imports the loader.
const LINK: &str = "./__wasm_split.js";

/// Streams of wasm-streams, which leptos brings through server_fn and nobody uses here.
const UNUSED: &str = "IntoUnderlying";

/// The names of files, without ending, that come with each split point.
pub type Parts = BTreeMap<String, Vec<String>>;

/// The app as it is shipped.
#[derive(Debug, Clone)]
pub struct App {
    /// What every visit needs. Its glue names the files by [`address`].
    pub main: Module,
    /// Which files come with each split point.
    pub parts: Parts,
    /// All of them by name.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// The address of a file as the glue has it, until it has its name.
pub fn address(file: &str) -> String {
    format!("./{file}.wasm")
}

/// Splits what cargo compiled (with `--emit-relocs`), and gives the main part its glue; kept in `target/` by content.
///
/// # Errors
/// When the app has no split point, or a tool refuses the file or writes something else than we know.
pub fn split(project: &Project, compiled: &Path, keep_names: bool) -> Result<App> {
    let input = without_classes(&read(compiled)?, UNUSED)?;
    let folder = project.cache("split").join(digest(&input));
    let (main, loader, complete) = (
        folder.join("main.wasm"),
        folder.join("__wasm_split.js"),
        folder.join("partes.json"),
    );
    if !complete.is_file() {
        let mut options = Options::new(&input);
        options.output_dir = &folder;
        options.main_out_path = &main;
        options.link_name = LINK;
        let split = transform(options)
            .map_err(|error| anyhow!("{error:#}"))
            .with_context(|| format!("No puedo partir {} en módulos.", compiled.display()))?;
        write(&complete, &serde_json::to_vec(&split.prefetch_map)?)?;
    }
    let parts: Parts = serde_json::from_slice(&read(&complete)?)
        .with_context(|| format!("{} está dañado. Borre target/aula.", complete.display()))?;
    let mut files = BTreeMap::new();
    for file in parts.values().flatten() {
        let wasm = read(&folder.join(address(file)))?;
        let kept = match keep_names {
            true => wasm,
            false => without_custom_sections(&wasm)?,
        };
        files.insert(file.clone(), kept);
    }
    let mut main = bindgen(project, &main, keep_names)?;
    let glue = String::from_utf8_lossy(&main.glue);
    let loader = String::from_utf8_lossy(&read(&loader)?).into_owned();
    main.glue = with_loader(&glue, &loader, files.len())?.into_bytes();
    Ok(App { main, parts, files })
}

/// The glue with the loader inside: one request less, and no import in a circle.
fn with_loader(glue: &str, loader: &str, files: usize) -> Result<String> {
    const STREAMED: &str = "(WebAssembly.instantiateStreaming(src, imports))";
    // Also where a server sends wasm under a wrong type.
    const FROM_BYTES: &str = "(WebAssembly.instantiate(await (await src).arrayBuffer(), imports))";
    const EXPORT: &str = "export const ";
    // What the main module exports. Inside its glue that is at hand.
    const MAIN: &str = "initSync(undefined, undefined)";
    let (_own_import, loader) = loader
        .split_once('\n')
        .filter(|(line, _)| line.starts_with("import { initSync }"))
        .context("El cargador de wasm_split no empieza como se espera.")?;
    ensure!(
        loader.matches(STREAMED).count() == files,
        "El cargador de wasm_split no pide {files} archivos."
    );
    ensure!(
        loader.contains(MAIN),
        "El cargador de wasm_split no toma nada del módulo principal."
    );
    let exported = loader
        .split(EXPORT)
        .skip(1)
        .map(|rest| rest.split(' ').next().unwrap_or_default());
    let names = exported.collect::<Vec<_>>().join(", ");
    ensure!(!names.is_empty(), "wasm_split no dice cómo cargar nada.");
    let body = without_comments(
        &loader
            .replace(STREAMED, FROM_BYTES)
            .replace(MAIN, "wasm")
            .replace(EXPORT, "const "),
    );
    let imports = || {
        glue.lines()
            .filter(|line| line.starts_with("import * as ") && line.contains(LINK))
    };
    let import = imports()
        .next()
        .context("El módulo principal no importa su cargador.")?;
    let inside = format!(
        "const {} = (() => {{\n{body}return {{ {names} }};\n}})();",
        alias(import)
    );
    let mut merged = glue.replacen(import, &inside, 1);
    // wasm-bindgen imports it once for each split point.
    for again in imports().skip(1) {
        let entry = format!("\"{LINK}\": {},\n", alias(again));
        merged = merged
            .replacen(&format!("{again}\n"), "", 1)
            .replacen(&entry, "", 1);
    }
    Ok(merged)
}

/// What a line `import * as alias from …` calls the module.
fn alias(import: &str) -> &str {
    import.split(' ').nth(3).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_moves_into_the_glue() {
        let glue = "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"./__wasm_split.js\"\nfunction start() {}\nreturn {\n\
                    \"./__wasm_split.js\": import1,\n\"./__wasm_split.js\": import2,\n};\n";
        let loader = "import { initSync } from \"./main.js\";\n// why\n/* a, b */\nconst { memory } = initSync(undefined, undefined);\nexport const __load_a = wrap(() => {\nreturn async \
                      (imports) => (WebAssembly.instantiateStreaming(src, imports));\n});\nexport const __load_b = wrap();\n";
        let merged = with_loader(glue, loader, 1).unwrap();
        assert_eq!(
            merged,
            "const import1 = (() => {\nconst { memory } = wasm;\nconst __load_a = wrap(() => {\nreturn async (imports) => \
             (WebAssembly.instantiate(await (await src).arrayBuffer(), imports));\n});\nconst __load_b = wrap();\n\
             return { __load_a, __load_b };\n})();\n\
             function start() {}\nreturn {\n\"./__wasm_split.js\": import1,\n};\n"
        );
        // What is compiled to be served while it is written has a function there, which says what does not belong together.
        let wrapped = loader.replace("(WebAssembly", "debugWrap(WebAssembly");
        let wrapped = with_loader(glue, &wrapped, 1).unwrap();
        assert!(wrapped.contains("=> debugWrap(WebAssembly.instantiate(await"));
        assert!(with_loader("", loader, 1).is_err());
        assert!(with_loader(glue, "", 1).is_err());
        assert!(with_loader(glue, loader, 2).is_err());
    }
}
