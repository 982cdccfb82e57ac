//! What courses mention: the sources and contacts of the site, the terms of a course.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use vecmap::VecMap;

use super::super::desk::{Destination, Fork};
use super::super::file::{ContactFile, ContactsFile, SourceFile, SourcesFile, TermFile, TermsFile};
use super::super::places::Key;
use super::super::{Contact, Source, Term};
use super::site::missing;
use super::{Course, Files, Notes, Reference, Text, read_optional};
use crate::diagnostic::Place;
use crate::id::{ContactId, CourseId, Id, SourceId, TermId};

const SOURCES: &str = "fuentes.toml";
const DIRECTORY: &str = "directorio.toml";

/// What all courses share. `None` for a file that cannot be read: what it would hold is unknown, not missing.
pub(super) struct Library {
    sources: Option<BTreeMap<SourceId, SourceFile>>,
    contacts: Option<BTreeMap<ContactId, ContactFile>>,
}

/// The terms of a course and where each names its source; `None` if the file cannot be read.
pub(super) type Glossary = Option<BTreeMap<TermId, Term>>;

impl Library {
    pub(super) fn read(files: &Files, notes: &mut Notes) -> Library {
        let sources = read_optional::<SourcesFile>(files, SOURCES, notes)
            .map(|(text, file)| keyed(file.0, &text, Key::Source, notes));
        let contacts = read_optional::<ContactsFile>(files, DIRECTORY, notes)
            .map(|(text, file)| keyed(file.0, &text, Key::Contact, notes));
        Library { sources, contacts }
    }

    /// Drops the references of which nobody can say whether they lead anywhere. A file that is not there is said once, however many lead
    /// into it.
    pub(super) fn settle(&self, files: &Files, forks: &[Fork], notes: &mut Notes) {
        let is_there = |path: &str| files.texts.contains_key(path);
        let mut absent = BTreeSet::new();
        let mut branches = forks.iter().flat_map(|fork| &fork.branches);
        let is_asked = branches.any(|it| matches!(it.leads_to, Destination::Contact(_)));
        if is_asked && !is_there(DIRECTORY) {
            absent.insert(DIRECTORY.to_owned());
        }
        notes.references.retain(|reference| {
            let (path, is_known) = match &reference.target {
                Key::Contact(_) => (DIRECTORY.to_owned(), self.contacts.is_some()),
                // What belongs to no course can only name contacts, and is told so.
                _ if reference.course == CourseId::default() => return true,
                Key::Source(_) => (SOURCES.to_owned(), self.sources.is_some()),
                // A glossary that cannot be read was seen with its course.
                Key::Term(_) => (terms_file(&reference.course), true),
                _ => return true,
            };
            if !is_there(&path) {
                absent.insert(path);
                return false;
            }
            is_known
        });
        for path in &absent {
            let what = match path.as_str() {
                SOURCES => "Lleva las fuentes que se citan.",
                DIRECTORY => "Lleva los contactos que se enlazan.",
                _ => "Lleva los términos que se enlazan.",
            };
            missing(notes, Place::start_of(path), path, what);
        }
    }

    /// Every contact; none if the directory cannot be read.
    pub(super) fn directory(&self) -> VecMap<ContactId, Contact> {
        let contacts = self.contacts.iter().flatten();
        contacts
            .map(|(id, file)| (id.clone(), contact(file)))
            .collect()
    }
}

/// The entries by id, their places noted.
fn keyed<Kind, Entry>(
    file: BTreeMap<Spanned<String>, Entry>,
    text: &Text,
    key: fn(Id<Kind>) -> Key,
    notes: &mut Notes,
) -> BTreeMap<Id<Kind>, Entry> {
    let mut entries = BTreeMap::new();
    for (name, entry) in file {
        let place = text.place(name.span().start);
        let id = Id::new(name.into_inner());
        notes.places.add(key(id.clone()), place);
        entries.insert(id, entry);
    }
    entries
}

/// Where the terms of a course are.
pub(super) fn terms_file(course: &CourseId) -> String {
    format!("{course}/glosario.toml")
}

/// The glossary of a course; every source that it names is a reference.
pub(super) fn glossary(files: &Files, course: &CourseId, notes: &mut Notes) -> Glossary {
    let (text, file) = read_optional::<TermsFile>(files, &terms_file(course), notes)?;
    let terms: BTreeMap<TermId, TermFile> = keyed(file.0, &text, Key::Term, notes);
    for source in terms.values().filter_map(|term| term.fuente.as_ref()) {
        notes.references.push(Reference {
            course: course.clone(),
            target: Key::Source(SourceId::new(source.get_ref().as_str())),
            place: text.place(source.span().start),
            rule: "enlace-roto",
        });
    }
    let term = |file: TermFile| Term {
        name: file.termino,
        definition: file.definicion,
        source: file.fuente.map(|source| SourceId::new(source.into_inner())),
    };
    Some(
        terms
            .into_iter()
            .map(|(id, file)| (id, term(file)))
            .collect(),
    )
}

/// Gives the course what its references mention, and drops those to terms if nobody can say whether they lead anywhere.
pub(super) fn resolve(course: &mut Course, library: &Library, terms: Glossary, notes: &mut Notes) {
    let mine = |reference: &Reference| reference.course == course.id;
    for reference in notes.references.iter().filter(|reference| mine(reference)) {
        match &reference.target {
            Key::Source(id) => {
                let entry = library.sources.as_ref().and_then(|sources| sources.get(id));
                course
                    .sources
                    .extend(entry.map(|file| (id.clone(), source(file))));
            }
            Key::Contact(id) => {
                let entry = library
                    .contacts
                    .as_ref()
                    .and_then(|contacts| contacts.get(id));
                course
                    .contacts
                    .extend(entry.map(|file| (id.clone(), contact(file))));
            }
            Key::Term(id) => {
                let entry = terms.as_ref().and_then(|terms| terms.get(id));
                course
                    .glossary
                    .extend(entry.map(|term| (id.clone(), term.clone())));
            }
            _ => {}
        }
    }
    if terms.is_none() {
        let id = &course.id;
        notes.references.retain(|reference| {
            !(reference.course == *id && matches!(reference.target, Key::Term(_)))
        });
    }
}

fn source(file: &SourceFile) -> Source {
    Source {
        law: file.ley.clone(),
        article: file.articulo.clone(),
        text_date: file.texto_al.0,
        reviewed_on: file.revisado_el.0,
        review_before: file.revisar_antes_de.0,
        quotation: file.cita.clone(),
    }
}

fn contact(file: &ContactFile) -> Contact {
    Contact {
        name: file.nombre.clone(),
        purpose: file.para_que.clone(),
        phone: file.telefono.clone(),
        address: file.domicilio.clone(),
        hours: file.horario.clone(),
        note: file.nota.clone(),
        source: file.fuente.clone(),
        verified_on: file.verificado_el.map(|day| day.0),
    }
}
