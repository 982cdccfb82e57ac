//! `aula build`: sources to a site.

mod bindgen;
mod budget;
mod compile;
mod compress;
mod content;
mod font;
mod inline_code;
mod names;
mod page;
mod release;
mod site;
mod split;
mod template;
mod wasm;

pub use compile::{cargo, ensure_target};
pub use content::{Content, read as read_content};
pub use font::certificate_font;
pub use names::digest;

use anyhow::{Result, bail};

use self::bindgen::bindgen;
use self::budget::Sizes;
use self::compile::compile;
use self::compress::compress_all;
use self::inline_code::inline_code;
use self::release::write_release;
use self::site::{Files, Modules, Routes, assemble};
use self::split::split;
use crate::args::Build;
use crate::clock::today;
use crate::project::{Project, write};
use crate::steps::Steps;

/// Builds the site into `options.out`.
///
/// # Errors
/// When the courses have errors, something does not compile, a page carries inline code, or a size is above its budget.
pub fn run(project: &Project, options: &Build) -> Result<()> {
    let today = today()?;
    let project = &match &options.courses {
        Some(folder) => project.with_courses(folder),
        None => project.clone(),
    };
    let mut steps = Steps::new(if options.dev { 5 } else { 6 });
    let content = steps.run("Leer y revisar las capacitaciones", || {
        let content = read_content(project.courses(), today)?;
        if let Some(path) = &options.findings {
            write(path, content.lines().as_bytes())?;
        }
        Ok(content)
    })?;
    print!("{}", content.lines());
    content.require_no_errors()?;

    let profile = if options.dev { "wasm-dev" } else { "wasm" };
    let [app, certificate, seal, scanner] = steps.run("Compilar los cuatro módulos", || {
        ensure_target()?;
        let packages = ["aula", "aula-certificate", "aula-seal", "aula-scanner"];
        compile(project, packages, profile)
    })?;
    let modules = steps.run("Partir y enlazar con el navegador", || {
        Ok(Modules {
            app: split(project, &app, options.dev)?,
            certificate: bindgen(project, &certificate, options.dev)?,
            seal: bindgen(project, &seal, options.dev)?,
            scanner: bindgen(project, &scanner, options.dev)?,
        })
    })?;
    let routes = if options.hash {
        Routes::Hash
    } else {
        Routes::Files
    };
    let site = steps.run("Componer páginas y datos", || {
        let site = assemble(project, &content, modules, routes, today)?;
        refuse_inline_code(&site.files)?;
        Ok(site)
    })?;
    let mut files = site.files.clone();
    let out = project.root.join(&options.out);
    if options.dev {
        steps.run("Guardar el sitio", || write_release(&out, &files))?;
        return Ok(());
    }
    let compressed = steps.run("Comprimir", || {
        compress_all(&site.files, &project.cache("compressed"))
    })?;
    let sizes = Sizes::measure(&site, &compressed);
    for (path, both) in compressed {
        files.insert(format!("{path}.br"), both.br);
        files.insert(format!("{path}.gz"), both.gz);
    }
    steps.run("Guardar el sitio", || write_release(&out, &files))?;
    print!("{sizes}");
    println!("El sitio está en {}", options.out.display());
    // Last: a site above its budget can still be looked at and tested, but nobody takes it for finished.
    sizes.require_budget()
}

fn refuse_inline_code(files: &Files) -> Result<()> {
    let mut found = vec![];
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        for piece in inline_code(&String::from_utf8_lossy(bytes)) {
            found.push(format!("  {path}: {piece}"));
        }
    }
    if !found.is_empty() {
        bail!(
            "Estas páginas llevan código o estilos dentro, y la política de seguridad del sitio los bloquea. Use clases y archivos \
             aparte:\n{}",
            found.join("\n")
        );
    }
    Ok(())
}
