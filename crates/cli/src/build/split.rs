//! The app in two modules: what every visit needs, and the pages that are loaded when one of them is first shown.
//!
//! The split points are the functions marked `#[wasm_split]` in the app; what only they reach goes into the second module.

use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use wasm_split_cli_support::{Options, transform};

use super::bindgen::{Module, bindgen, without_comments};
use super::names::digest;
use super::wasm::without_custom_sections;
use crate::project::{Project, read, write};

/// The address of the second module as the glue has it, until the file has its name.
pub const LATER_ADDRESS: &str = "./split_later.wasm";
/// How the main module imports the loader.
const LINK: &str = "./__wasm_split.js";

/// The app as it is shipped.
#[derive(Debug, Clone)]
pub struct App {
    /// What every visit needs. Its glue names the other module by [`LATER_ADDRESS`].
    pub main: Module,
    /// The pages that are loaded when one of them is first shown.
    pub later: Vec<u8>,
}

/// Splits what cargo compiled (with `--emit-relocs`), and gives the main part its glue; kept in `target/` by content.
///
/// # Errors
/// When the app has no split point, or a tool refuses the file or writes something else than we know.
pub fn split(project: &Project, compiled: &Path, keep_names: bool) -> Result<App> {
    let input = read(compiled)?;
    let folder = project.cache("split").join(digest(&input));
    let (main, later, loader) = (
        folder.join("main.wasm"),
        folder.join("split_later.wasm"),
        folder.join("__wasm_split.js"),
    );
    let complete = folder.join("complete");
    if !complete.is_file() {
        let mut options = Options::new(&input);
        options.output_dir = &folder;
        options.main_out_path = &main;
        options.link_name = LINK;
        transform(options)
            .map_err(|error| anyhow!("{error:#}"))
            .with_context(|| format!("No puedo partir {} en dos módulos.", compiled.display()))?;
        write(&complete, b"")?;
    }
    let mut main = bindgen(project, &main, keep_names)?;
    let glue = String::from_utf8_lossy(&main.glue);
    let loader = String::from_utf8_lossy(&read(&loader)?).into_owned();
    main.glue = with_loader(&glue, &loader)?.into_bytes();
    let later = read(&later)?;
    Ok(App {
        main,
        later: if keep_names {
            later
        } else {
            without_custom_sections(&later)?
        },
    })
}

/// The glue with the loader inside: one request less, and no import in a circle.
fn with_loader(glue: &str, loader: &str) -> Result<String> {
    const STREAMED: &str = "(WebAssembly.instantiateStreaming(src, imports))";
    // Also where a server sends wasm under a wrong type.
    const FROM_BYTES: &str = "WebAssembly.instantiate(await (await src).arrayBuffer(), imports)";
    let (own_import, loader) = loader
        .split_once('\n')
        .filter(|(line, _)| line.starts_with("import { initSync }"))
        .context("El cargador de wasm_split no empieza como se espera.")?;
    let name = exported(loader).with_context(|| format!("Nada que cargar tras «{own_import}»."))?;
    ensure!(
        loader.matches(STREAMED).count() == 1,
        "El cargador de wasm_split no pide un solo módulo."
    );
    let body = without_comments(
        &loader
            .replace(STREAMED, FROM_BYTES)
            .replace("export const", "const"),
    );
    let import = glue
        .lines()
        .find(|line| line.starts_with("import * as ") && line.contains(LINK))
        .context("El módulo principal no importa su cargador.")?;
    let alias = import.split(' ').nth(3).unwrap_or_default();
    let inside = format!("const {alias} = (() => {{\n{body}return {{ {name} }};\n}})();");
    Ok(glue.replacen(import, &inside, 1))
}

fn exported(loader: &str) -> Option<&str> {
    let (_, rest) = loader.split_once("export const ")?;
    rest.split_once(' ').map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_moves_into_the_glue() {
        let glue = "import * as import1 from \"./__wasm_split.js\"\nfunction initSync() {}\n({ \"./__wasm_split.js\": import1, });\n";
        let loader = "import { initSync } from \"./main.js\";\n// why\nexport const __load = wrap(() => {\nreturn async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n});\n";
        let merged = with_loader(glue, loader).unwrap();
        assert_eq!(
            merged,
            "const import1 = (() => {\nconst __load = wrap(() => {\nreturn async (imports) => \
             WebAssembly.instantiate(await (await src).arrayBuffer(), imports);\n});\nreturn { __load };\n})();\n\
             function initSync() {}\n({ \"./__wasm_split.js\": import1, });\n"
        );
        assert!(with_loader("", loader).is_err());
        assert!(with_loader(glue, "").is_err());
    }
}
