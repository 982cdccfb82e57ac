//! The folder of one course.

use std::collections::BTreeSet;

use super::super::Module;
use super::super::file::{CourseFile, ModuleFile};
use super::super::markdown::{Reader, is_image_file};
use super::super::published::{Published, read_published, version_parts};
use super::library::{Library, glossary, resolve, terms_file};
use super::settings::{check, described, note_keys};
use super::site::{Listed, missing};
use super::{Course, Files, Notes, Pool, Text, file_error, lesson};
use crate::diagnostic::{Diagnostic, Place};
use crate::id::{CourseId, LessonId, ModuleId};

/// The cases of the diagnostic, in a course's folder.
const PRETEST: &str = "diagnostico.md";

/// The course in this folder, its pool and its diagnostic; `None`, with findings, if its `curso.toml` cannot be read.
pub(super) fn course(
    files: &Files,
    library: &Library,
    listed: &Listed,
    notes: &mut Notes,
) -> Option<(Course, Pool, Pool)> {
    let id = &listed.id;
    let path = format!("{id}/curso.toml");
    let Some(text) = files.texts.get(&path) else {
        missing(
            notes,
            listed.place.clone(),
            &path,
            "El catálogo nombra esa capacitación.",
        );
        return None;
    };
    let text = Text::new(&path, text);
    let Some(file) = file_error::read::<CourseFile>(&text, notes) else {
        read_loosely(files, id, notes);
        return None;
    };
    check(&file, &text, notes);
    note_keys(id, &file, &text, notes);
    let mut folder = Folder {
        files,
        id,
        used: BTreeSet::from([path, terms_file(id)]),
    };
    let modules = file
        .modulos
        .iter()
        .map(|entry| module(&mut folder, entry, &text, notes))
        .collect();
    // Without an evaluation nothing uses a pool, and its files are stray.
    let pool = match file.evaluacion {
        Some(_) => pool(&mut folder, notes),
        None => Pool::default(),
    };
    let pretest = pretest(&mut folder, notes);
    stray_files(&folder, notes);
    let terms = glossary(files, id, notes);
    let mut course = Course {
        modules,
        ..described(id, file)
    };
    resolve(&mut course, library, terms, notes);
    Some((course, pool, pretest))
}

/// A course's folder and the files in it that mean something.
struct Folder<'a> {
    files: &'a Files,
    id: &'a CourseId,
    used: BTreeSet<String>,
}

impl Folder<'_> {
    /// A file of the folder, used from now on.
    fn open(&mut self, path: &str) -> Option<Text> {
        let text = self.files.texts.get(path)?;
        self.used.insert(path.to_owned());
        Some(Text::new(path, text))
    }

    fn reader<'a>(&'a self, text: &'a Text, notes: &'a mut Notes) -> Reader<'a> {
        Reader {
            text,
            course: Some(self.id),
            media: &self.files.media,
            notes,
        }
    }
}

fn module(folder: &mut Folder, entry: &ModuleFile, settings: &Text, notes: &mut Notes) -> Module {
    let id = ModuleId::new(entry.id.get_ref().as_str());
    let root = format!("{}/{id}", folder.id);
    let mut lessons = Vec::new();
    for name in &entry.lecciones {
        let path = format!("{root}/{}.md", name.get_ref());
        let Some(text) = folder.open(&path) else {
            missing(
                notes,
                settings.place(name.span().start),
                &path,
                "Es una lección de este módulo.",
            );
            continue;
        };
        let lesson_id = LessonId::new(name.get_ref().as_str());
        lessons.push(lesson::lesson(&mut folder.reader(&text, notes), &lesson_id));
    }
    let card = folder
        .open(&format!("{root}/ficha.md"))
        .map(|text| lesson::card(&mut folder.reader(&text, notes)));
    Module {
        id,
        title: entry.titulo.clone(),
        lessons,
        card,
    }
}

/// The items of `diagnostico.md`; none without it.
fn pretest(folder: &mut Folder, notes: &mut Notes) -> Pool {
    let text = folder.open(&format!("{}/{PRETEST}", folder.id));
    let items = text.map(|text| lesson::pool(&mut folder.reader(&text, notes)));
    Pool {
        items: items.unwrap_or_default(),
    }
}

/// The items of `banco.md` and of every file in `banco/`.
fn pool(folder: &mut Folder, notes: &mut Notes) -> Pool {
    let (file, root) = (
        format!("{}/banco.md", folder.id),
        format!("{}/banco/", folder.id),
    );
    let paths: Vec<String> = folder
        .files
        .texts
        .keys()
        .filter(|path| **path == file || (path.starts_with(&root) && path.ends_with(".md")))
        .cloned()
        .collect();
    let mut items = Vec::new();
    for path in paths {
        if let Some(text) = folder.open(&path) {
            items.extend(lesson::pool(&mut folder.reader(&text, notes)));
        }
    }
    Pool { items }
}

/// The published versions, the oldest first.
pub(super) fn published(files: &Files, id: &CourseId, notes: &mut Notes) -> Vec<Published> {
    let root = format!("{id}/publicadas/");
    let mut versions = Vec::new();
    for (path, json) in files
        .texts
        .iter()
        .filter(|(path, _)| path.starts_with(&root))
    {
        match read_published(json) {
            Ok(published) => versions.push(published),
            Err(error) => {
                let mut place = Place::start_of(path);
                place.line = u32::try_from(error.line()).unwrap_or(1).max(1);
                place.column = u32::try_from(error.column()).unwrap_or(1).max(1);
                notes.diagnostics.push(Diagnostic::error("publicada-ilegible", place, "Esta versión publicada no se puede leer. No se edita a mano: recupere el archivo que escribió «cargo aula publish»."));
            }
        }
    }
    versions.sort_by_key(|published| version_parts(&published.course.version));
    versions
}

/// Files of the folder that nothing names.
fn stray_files(folder: &Folder, notes: &mut Notes) {
    let (root, media, published) = (
        format!("{}/", folder.id),
        format!("{}/media/", folder.id),
        format!("{}/publicadas/", folder.id),
    );
    let paths = folder.files.texts.keys().chain(&folder.files.media);
    for path in paths.filter(|path| path.starts_with(&root) && !folder.used.contains(*path)) {
        let known = (path.starts_with(&media) && is_image_file(path))
            || (path.starts_with(&published) && path.ends_with(".json"));
        if !known {
            notes.diagnostics.push(Diagnostic::warning("archivo-suelto", Place::start_of(path), "Nada usa este archivo. Si es una lección, agréguela a curso.toml; si es una imagen, guárdela en media/; si sobra, bórrelo."));
        }
    }
}

/// Reads the texts of a course whose order is unknown, for the sake of their findings.
fn read_loosely(files: &Files, id: &CourseId, notes: &mut Notes) {
    let root = format!("{id}/");
    let mut loose = Notes::default();
    let mut folder = Folder {
        files,
        id,
        used: BTreeSet::new(),
    };
    pool(&mut folder, &mut loose);
    pretest(&mut folder, &mut loose);
    for path in files
        .texts
        .keys()
        .filter(|path| path.starts_with(&root) && path.ends_with(".md"))
    {
        if folder.used.contains(path) {
            continue;
        }
        let text = Text::new(path, files.texts.get(path).map_or("", String::as_str));
        let mut reader = folder.reader(&text, &mut loose);
        if path.ends_with("/ficha.md") {
            lesson::card(&mut reader);
        } else {
            lesson::lesson(&mut reader, &LessonId::new(path.as_str()));
        }
    }
    glossary(files, id, &mut loose);
    notes.diagnostics.append(&mut loose.diagnostics);
}
