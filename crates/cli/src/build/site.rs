//! The whole site in memory: every file by its path, before anything is written.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use aula::prerender::{Page, hash_page, pages};
use aula_core::course::Parsed;
use aula_core::course::desk::Desk;
use aula_core::evidence::{Edition, Editions};
use aula_core::packed::pack;
use aula_core::recertification::{Changes, changed};
use aula_core::site::Site as Settings;
use aula_core::time::Date;

use super::bindgen::{Module, without_comments};
use super::content::Content;
use super::names::{digest, hashed};
use super::page::{self, Addresses};
use super::split::{self, App};
use crate::project::{Project, files_below, read};

/// Files by path below the site's root, with `/` separators.
pub type Files = BTreeMap<String, Vec<u8>>;

/// How pages are addressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Routes {
    /// A real file for each page.
    Files,
    /// One page; `#/…` says what it shows.
    Hash,
}

/// The parts that cargo and wasm-bindgen made.
#[derive(Debug)]
pub struct Modules {
    /// The app.
    pub app: App,
    /// The constancia.
    pub certificate: Module,
    /// Keys, signatures and verification.
    pub seal: Module,
    /// Reading of QR codes.
    pub scanner: Module,
}

/// A first visit to a live page of a course.
#[derive(Debug)]
pub struct Visit {
    /// The page.
    pub page: String,
    /// Its data file.
    pub data: String,
    /// The split point of what it needs of the app besides its first module.
    pub part: Option<&'static str>,
}

/// A site that is ready to be written.
#[derive(Debug)]
pub struct Site {
    /// Every file.
    pub files: Files,
    /// Where the parts lie that pages name.
    pub addresses: Addresses,
    /// The first visits that the budget counts.
    pub visits: Vec<Visit>,
}

/// Puts the site together.
///
/// # Errors
/// When a source file cannot be read or the template is wrong.
pub fn assemble(
    project: &Project,
    content: &Content,
    modules: Modules,
    routes: Routes,
    today: Date,
) -> Result<Site> {
    let mut files = copies(project, content)?;
    let mut addresses = add_parts(&mut files, project, modules)?;
    let courses = &content.parsed.courses;
    let mut settings = add_data(&mut files, &content.parsed);
    let desk = Desk::of(&content.parsed);
    settings.desk_file = add(&mut files, "datos/ventanilla", "bin", pack(&desk));
    if let Some(letterhead) = &content.parsed.letterhead {
        settings.letterhead_file = add(&mut files, "datos/membrete", "bin", pack(letterhead));
    }
    addresses.exit = content.parsed.exit.clone();
    add_editions(&mut files, &mut settings, content);
    addresses.site = add(&mut files, "datos/sitio", "bin", pack(&settings));

    let template = String::from_utf8(read(&project.root.join("index.html"))?)
        .context("index.html no está en UTF-8. Guárdelo de nuevo con esa codificación.")?;
    let list = match routes {
        Routes::Files => pages(&settings, courses, &desk, today),
        Routes::Hash => vec![hash_page(&settings, courses, today)],
    };
    let mut visits = vec![];
    for page in list {
        let data = data_of(&page, &settings)?;
        let html = page::render(&template, &page, &data, &addresses, routes)?;
        if page.live && !data.is_empty() {
            visits.push(Visit {
                page: page.path.clone(),
                data,
                part: page.part,
            });
        }
        files.insert(page.path, html.into_bytes());
    }
    Ok(Site {
        files,
        addresses,
        visits,
    })
}

/// The address of the data that a page needs, or empty.
fn data_of(page: &Page, settings: &Settings) -> Result<String> {
    let Some((course, lesson)) = &page.data else {
        return Ok(String::new());
    };
    let mut entries = settings.catalog.iter();
    let entry = entries.find(|entry| entry.id == *course).with_context(|| {
        format!(
            "La página {} pide la capacitación {course}, que no existe.",
            page.path
        )
    })?;
    Ok(entry.course_file(lesson.as_ref()))
}

/// Files that are served as they are: `public/`, the pictures of the courses, and their published versions.
fn copies(project: &Project, content: &Content) -> Result<Files> {
    let mut files = Files::new();
    for (name, path) in files_below(&project.root.join("public"))? {
        // Code gets a name with a hash.
        if !["boot.js", "early.js", "scanner.js"].contains(&name.as_str()) {
            files.insert(name, read(&path)?);
        }
    }
    for media in &content.files.media {
        if media.split('/').nth(1) == Some("media") {
            let bytes = read(&project.courses().join(media))?;
            files.insert(format!("cursos/{media}"), bytes);
        }
    }
    // The signed lists of who is trusted and what is revoked; empty where nobody has signed one, so that asking for it is no error.
    for list in ["emisores.json", "revocaciones.json"] {
        let text = content.files.texts.get(list).cloned().unwrap_or_default();
        files.insert(format!("datos/{list}"), text.into_bytes());
    }
    for (name, text) in &content.files.texts {
        if let [course, "publicadas", version] = name.split('/').collect::<Vec<_>>()[..] {
            let path = format!("datos/publicadas/{course}/{version}");
            files.insert(path, text.clone().into_bytes());
        }
    }
    Ok(files)
}

/// Scripts, modules, style sheet and font, each under a name that follows its content.
fn add_parts(files: &mut Files, project: &Project, modules: Modules) -> Result<Addresses> {
    let script = |name: &str| -> Result<Vec<u8>> {
        let script = read(&project.root.join("public").join(name))?;
        Ok(without_comments(&String::from_utf8_lossy(&script)).into_bytes())
    };
    let (boot, early, scanner) = (
        script("boot.js")?,
        script("early.js")?,
        script("scanner.js")?,
    );
    let css = style_sheet(project)?;
    let font = super::font::certificate_font()?.to_vec();
    let mut add = |stem: &str, extension: &str, bytes: Vec<u8>| add(files, stem, extension, bytes);
    let App {
        main,
        parts,
        files: part_files,
    } = modules.app;
    let mut glue = String::from_utf8_lossy(&main.glue).into_owned();
    let mut placed = BTreeMap::new();
    for (file, wasm) in part_files {
        let path = add(&format!("assets/aula-{file}"), "wasm", wasm);
        let beside = path.trim_start_matches("assets/");
        glue = glue.replace(&split::address(&file), &format!("./{beside}"));
        placed.insert(file, path);
    }
    let scanner_glue = add("assets/lector-enlace", "js", modules.scanner.glue);
    let beside = scanner_glue.replace("assets/", "./");
    let scanner = String::from_utf8_lossy(&scanner).replace("GLUE", &beside);
    let with_paths = |files: Vec<String>| -> Vec<String> {
        let paths = files.iter().filter_map(|file| placed.get(file));
        paths.cloned().collect()
    };
    let parts = parts
        .into_iter()
        .map(|(part, files)| (part, with_paths(files)));
    Ok(Addresses {
        boot: add("assets/boot", "js", boot),
        early: add("assets/temprano", "js", early),
        exit: String::new(),
        css: add("assets/aula", "css", css),
        glue: add("assets/aula", "js", glue.into_bytes()),
        wasm: add("assets/aula", "wasm", main.wasm),
        parts: parts.collect(),
        certificate_glue: add("assets/constancia", "js", modules.certificate.glue),
        certificate_wasm: add("assets/constancia", "wasm", modules.certificate.wasm),
        font: add("assets/constancia", "otf", font),
        seal_glue: add("assets/sello", "js", modules.seal.glue),
        seal_wasm: add("assets/sello", "wasm", modules.seal.wasm),
        scanner: add("assets/lector", "js", scanner.into_bytes()),
        scanner_glue,
        scanner_wasm: add("assets/lector", "wasm", modules.scanner.wasm),
        site: String::new(),
    })
}

/// The style sheets in the order of their layers.
fn style_sheet(project: &Project) -> Result<Vec<u8>> {
    let mut css = vec![];
    for name in [
        "reset",
        "tokens",
        "base",
        "layout",
        "components",
        "reviews",
        "desk",
        "study",
        "tools",
        "trust",
        "print",
    ] {
        let path = project.root.join(format!("src/styles/{name}.css"));
        css.extend(read(&path)?);
        css.push(b'\n');
    }
    Ok(css)
}

/// The courses' data, in pieces; returns the settings with the digests that name them.
fn add_data(files: &mut Files, parsed: &Parsed) -> Settings {
    let mut settings = parsed.site.clone();
    for (course, pool) in &parsed.courses {
        let (whole, pool) = (pack(course), pack(pool));
        let pretest = parsed.pretests.get(&course.id).map(pack);
        let pretest = pretest.unwrap_or_default();
        let digest = digest(&[&whole[..], &pool, &pretest].concat())[..16].to_owned();
        let entries = settings.catalog.iter_mut();
        for entry in entries.filter(|entry| entry.id == course.id) {
            entry.digest = digest.clone();
            files.insert(entry.course_file(None), pack(&course.outline()));
            files.insert(entry.pool_file(), pool.clone());
            files.insert(entry.reading_file(), pack(&course.reading()));
            if !pretest.is_empty() {
                files.insert(entry.pretest_file(), pretest.clone());
            }
            for (_, lesson) in course.lessons() {
                let path = entry.course_file(Some(&lesson.id));
                files.insert(path, pack(&course.with_only(&lesson.id)));
            }
        }
    }
    settings
}

/// What the coordinator's page re-grades against, the names of today's texts, and what has changed in them.
fn add_editions(files: &mut Files, settings: &mut Settings, content: &Content) {
    let editions = content.editions();
    for (course, pool) in &content.parsed.courses {
        let of_course = editions
            .iter()
            .filter(|edition| edition.course.id == course.id);
        let changes: Changes = of_course
            .filter(|then| then.course.version != course.version)
            .map(|then| {
                let changed = changed((&then.course, &then.pool), (course, pool));
                (then.course.version.clone(), changed)
            })
            .collect();
        let mut entries = settings.catalog.iter();
        if let Some(entry) = entries.find(|entry| entry.id == course.id) {
            files.insert(entry.changes_file(), pack(&changes));
        }
    }
    let index = editions
        .iter()
        .map(|edition| (edition.course.id.clone(), edition.course.version.clone()));
    let index: Editions = index.collect();
    files.insert(Edition::INDEX.to_owned(), pack(&index));
    for edition in editions {
        let course = &edition.course;
        let mut entries = settings.catalog.iter_mut();
        let today =
            entries.find(|entry| (&entry.id, &entry.version) == (&course.id, &course.version));
        if let Some(entry) = today {
            entry.fingerprint.clone_from(&edition.digest);
        }
        files.insert(Edition::file(&course.id, &course.version), pack(&edition));
    }
}

fn add(files: &mut Files, stem: &str, extension: &str, bytes: Vec<u8>) -> String {
    let path = hashed(stem, extension, &bytes);
    files.insert(path.clone(), bytes);
    path
}
