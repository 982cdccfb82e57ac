//! `ventanilla.toml`, which a site may do without.

use super::super::desk::{Branch, Destination, Fork};
use super::super::file::{BranchFile, DeskFile};
use super::super::places::Key;
use super::site::unknown_format;
use super::{Files, Notes, Text, file_error};
use crate::diagnostic::Diagnostic;
use crate::id::{ContactId, ForkId, LessonId, ModuleId};

const PATH: &str = "ventanilla.toml";

/// The questions of the desk; none without the file, or if it cannot be read.
pub(super) fn forks(files: &Files, notes: &mut Notes) -> Vec<Fork> {
    let Some(text) = files.texts.get(PATH) else {
        return vec![];
    };
    let text = Text::new(PATH, text);
    let Some(file) = file_error::read::<DeskFile>(&text, notes) else {
        return vec![];
    };
    if file.formato != 1 {
        unknown_format(notes, PATH);
    }
    let mut forks = vec![];
    for question in file.preguntas {
        let id = ForkId::new(question.id.get_ref().as_str());
        let place = text.place(question.id.span().start);
        if question.respuestas.len() < 2 {
            notes.diagnostics.push(Diagnostic::error(
                "ventanilla-mal-escrita",
                place.clone(),
                "Una pregunta lleva dos respuestas o más. Agregue otra, o lleve directo a su destino.",
            ));
        }
        notes.places.add(Key::Fork(id.clone()), place);
        let mut branches = vec![];
        for answer in question.respuestas {
            let place = text.place(answer.span().start);
            let answer = answer.into_inner();
            match destination(&answer) {
                Some(leads_to) => {
                    let key = Key::Branch(id.clone(), branches.len());
                    notes.places.add(key, place);
                    branches.push(Branch {
                        text: answer.texto,
                        words: answer.palabras,
                        leads_to,
                    });
                }
                None => notes.diagnostics.push(Diagnostic::error(
                    "ventanilla-mal-escrita",
                    place,
                    "Cada respuesta lleva a un solo lugar: «pregunta», «ficha» con su «leccion», o «contacto».",
                )),
            }
        }
        forks.push(Fork {
            id,
            text: question.texto,
            branches,
        });
    }
    forks
}

/// Where the answer leads; `None` if it leads nowhere or to several places.
fn destination(answer: &BranchFile) -> Option<Destination> {
    let BranchFile {
        pregunta,
        ficha,
        leccion,
        contacto,
        ..
    } = answer;
    match (pregunta, ficha, leccion, contacto) {
        (Some(fork), None, None, None) => Some(Destination::Fork(ForkId::new(fork.as_str()))),
        (None, Some(module), Some(lesson), None) => Some(Destination::Card(
            ModuleId::new(module.as_str()),
            LessonId::new(lesson.as_str()),
        )),
        (None, None, None, Some(contact)) => {
            Some(Destination::Contact(ContactId::new(contact.as_str())))
        }
        _ => None,
    }
}
