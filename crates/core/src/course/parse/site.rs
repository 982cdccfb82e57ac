//! `aula.toml` and what it names.

use std::collections::BTreeSet;

use toml::Spanned;

use super::super::file::SiteFile;
use super::{Course, Files, Notes, Pool, Text, file_error, lesson, template};
use crate::credential::{Letterhead, Template};
use crate::diagnostic::{Diagnostic, Place};
use crate::id::CourseId;
use crate::prose::Block;
use crate::site::{Entry, Site};

/// A course of the catalogue and where it is listed.
pub(super) struct Listed {
    pub(super) id: CourseId,
    pub(super) place: Place,
}

/// `aula.toml` with its text; `None`, with a finding, if it cannot be read.
pub(super) fn settings(files: &Files, notes: &mut Notes) -> Option<(Text, SiteFile)> {
    let Some(text) = files.texts.get("aula.toml") else {
        missing(
            notes,
            Place::start_of("aula.toml"),
            "aula.toml",
            "Es el archivo del sitio: lleva el nombre, la institución y el catálogo.",
        );
        return None;
    };
    let text = Text::new("aula.toml", text);
    let file: SiteFile = file_error::read(&text, notes)?;
    if file.formato != 1 {
        unknown_format(notes, "aula.toml");
    }
    Some((text, file))
}

/// The courses to read, in order: those of the catalogue, or every folder with a `curso.toml` when there is no catalogue.
pub(super) fn catalog(
    files: &Files,
    settings: Option<&(Text, SiteFile)>,
    notes: &mut Notes,
) -> Vec<Listed> {
    let folders = files
        .texts
        .keys()
        .filter_map(|path| path.strip_suffix("/curso.toml"))
        .filter(|folder| !folder.contains('/'));
    let Some((text, file)) = settings else {
        return folders
            .map(|folder| Listed {
                id: CourseId::new(folder),
                place: Place::start_of("aula.toml"),
            })
            .collect();
    };
    let mut seen = BTreeSet::new();
    let mut listed = Vec::new();
    for name in &file.catalogo {
        let place = text.place(name.span().start);
        if seen.insert(name.get_ref().as_str()) {
            listed.push(Listed {
                id: CourseId::new(name.get_ref().as_str()),
                place,
            });
        } else {
            notes.diagnostics.push(Diagnostic::error(
                "clave-repetida",
                place,
                format!("«{name}» ya está en el catálogo. Deje una sola vez cada capacitación."),
            ));
        }
    }
    for folder in folders.filter(|folder| !seen.contains(folder)) {
        let message = format!(
            "La carpeta {folder}/ no está en el catálogo y no se publica. Agréguela a «catalogo» en aula.toml cuando esté lista."
        );
        notes.diagnostics.push(Diagnostic::warning(
            "fuera-de-catalogo",
            Place::start_of(&format!("{folder}/curso.toml")),
            message,
        ));
    }
    listed
}

/// The neutral page of every site, in `public/`.
const NEUTRAL: &str = "papel.html";

/// Where the quick exit leads.
pub(super) fn exit(settings: Option<&(Text, SiteFile)>, notes: &mut Notes) -> String {
    let chosen = settings.and_then(|(text, file)| Some((text, file.salida.as_ref()?)));
    let Some((text, chosen)) = chosen else {
        return NEUTRAL.to_owned();
    };
    let address = chosen.get_ref();
    if !address.starts_with("https://") || address.contains(char::is_whitespace) {
        notes.diagnostics.push(Diagnostic::error(
            "enlace-no-permitido",
            text.place(chosen.span().start),
            format!("La salida rápida no puede llevar a «{address}». Escriba una dirección https://, o quite la clave para usar la página del sitio."),
        ));
    }
    address.clone()
}

/// The site as the app knows it, and what its institution adds to a sheet.
pub(super) fn site(
    files: &Files,
    settings: Option<(Text, SiteFile)>,
    catalog: Vec<Entry>,
    notes: &mut Notes,
) -> (Site, Option<Letterhead>) {
    let (template, letterhead) = template::chosen(files, settings.as_ref(), notes);
    if let Some(settings) = &settings {
        signing(settings, &template, notes);
        reports(settings, notes);
    }
    let privacy = privacy(files, notes);
    let foundation = foundation(settings.as_ref(), notes);
    let file = settings.map(|(_, file)| file);
    let site = Site {
        name: file
            .as_ref()
            .map(|file| file.nombre.clone())
            .unwrap_or_default(),
        institution: file
            .as_ref()
            .map(|file| file.institucion.clone())
            .unwrap_or_default(),
        report_email: file
            .as_ref()
            .map(|file| file.correo_reportes.get_ref().clone())
            .unwrap_or_default(),
        issuer_key: given(file.as_ref().and_then(|file| file.huella_emisor.as_ref())),
        verifier: given(file.as_ref().and_then(|file| file.verificador.as_ref())),
        // Without settings nobody vouches for anything: the safe side is an example.
        demonstration: file.is_none_or(|file| file.demostracion),
        catalog,
        foundation,
        template,
        letterhead_file: String::new(),
        privacy,
        care: files.texts.contains_key(lesson::CARE),
        desk_file: String::new(),
    };
    (site, letterhead)
}

/// The course that `comun` names, if the catalogue has it.
fn foundation(settings: Option<&(Text, SiteFile)>, notes: &mut Notes) -> Option<CourseId> {
    let (text, file) = settings?;
    let named = file.comun.as_ref()?;
    if file
        .catalogo
        .iter()
        .any(|id| id.get_ref() == named.get_ref())
    {
        return Some(CourseId::new(named.get_ref().as_str()));
    }
    let message = format!(
        "«comun» nombra «{}», que no está en «catalogo». Agréguela al catálogo o corrija la clave.",
        named.get_ref()
    );
    notes.diagnostics.push(Diagnostic::error(
        "archivo-faltante",
        text.place(named.span().start),
        message,
    ));
    None
}

/// `dato-mal-escrito`: «Reportar un error» must not lead nowhere.
fn reports((text, file): &(Text, SiteFile), notes: &mut Notes) {
    let address = &file.correo_reportes;
    if !is_mail_address(address.get_ref()) {
        notes.diagnostics.push(Diagnostic::error(
            "dato-mal-escrito",
            text.place(address.span().start),
            format!("«{address}» no es una dirección de correo, y «Reportar un error» no llegaría a nadie. Escriba una sola, como capacitacion@ejemplo.mx."),
        ));
    }
}

/// Whether mail can be sent there from a link: words on both sides of one «@», and nothing that would end the address.
fn is_mail_address(address: &str) -> bool {
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !"?&#,;<>\"".contains(c);
    let halves = address.split_once('@');
    halves.is_some_and(|(name, host)| {
        !name.is_empty() && !host.is_empty() && !host.contains('@') && address.chars().all(is_plain)
    })
}

/// `sello-mal-escrito`: what signed sheets need, where the site has a key.
fn signing((text, file): &(Text, SiteFile), template: &Template, notes: &mut Notes) {
    let mut say = |place: Place, message: &str| {
        let finding = Diagnostic::error("sello-mal-escrito", place, message.to_owned());
        notes.diagnostics.push(finding);
    };
    if let Some(typed) = &file.huella_emisor {
        let letters = typed.get_ref().chars().filter(|c| !matches!(c, '-' | ' '));
        let letters: Vec<char> = letters.collect();
        let known = |c: &char| c.is_ascii_alphanumeric() && !c.eq_ignore_ascii_case(&'u');
        if letters.len() != 20 || !letters.iter().all(known) {
            say(
                text.place(typed.span().start),
                "La huella son veinte letras y cifras en grupos de cuatro. Cópiela como la dice «cargo aula key new».",
            );
        }
        let (countersigned, supervised) =
            (&template.countersigned_notice, &template.supervised_notice);
        let at = text.place(file.constancia.span().start);
        for (key, notice, word) in [
            ("aviso_cotejada", countersigned, "cotejada"),
            ("aviso_supervisada", supervised, "supervisada"),
            ("aviso_supervisada", supervised, "{atestigua}"),
            ("aviso_de_ejemplo", &template.example_notice, "ejemplo"),
            ("periodo", &template.period, "{inicio}"),
            ("periodo", &template.period, "{fin}"),
            ("periodo_de_un_dia", &template.period_of_a_day, "{fin}"),
            ("calificacion", &template.score, "{calificacion}"),
            ("calificacion", &template.score, "{minima}"),
        ] {
            if !crate::search::fold(notice).contains(word) {
                say(
                    at.clone(),
                    &format!(
                        "La hoja firmada debe decir su nivel, quién atestigua, sus fechas, su resultado y si es un ejemplo: quien \
                         verifica los busca en ella. Escriba «{word}» en {key}."
                    ),
                );
            }
        }
        for (key, words) in [
            ("periodo_de_un_dia", &template.period_of_a_day),
            ("etiqueta_periodo", &template.period_label),
            ("etiqueta_calificacion", &template.score_label),
        ] {
            if words.contains(|c: char| c.is_ascii_digit()) {
                say(
                    at.clone(),
                    &format!(
                        "Junto al día de una capacitación de un solo día no puede haber otras cifras: quien verifica las tomaría por un \
                         cambio. Quítelas de {key}."
                    ),
                );
            }
        }
    }
    if let Some(address) = &file.verificador {
        let typed = address.get_ref();
        let is_web = typed.starts_with("https://") || typed.starts_with("http://");
        if !is_web || typed.contains(char::is_whitespace) || typed.len() > 80 {
            say(
                text.place(address.span().start),
                "La dirección de la página que verifica empieza con https:// y no pasa de 80 caracteres: https://capacitacion.ejemplo.mx/verificar/",
            );
        }
    }
}

/// An optional text; empty when it is not given.
fn given(text: Option<&Spanned<String>>) -> String {
    text.map(|text| text.get_ref().clone()).unwrap_or_default()
}

fn privacy(files: &Files, notes: &mut Notes) -> Vec<Block> {
    let path = "aviso-de-privacidad.md";
    match files.texts.get(path) {
        Some(words) => lesson::notice(files, &Text::new(path, words), notes),
        None => {
            missing(
                notes,
                Place::start_of(path),
                path,
                "Es el aviso de privacidad que muestra el sitio.",
            );
            Vec::new()
        }
    }
}

/// A course as the catalogue shows it.
pub(super) fn entry(course: &Course, pretest: Option<&Pool>) -> Entry {
    Entry {
        id: course.id.clone(),
        title: course.title.clone(),
        subtitle: course.subtitle.clone(),
        version: course.version.clone(),
        summary: course.summary.clone(),
        minutes: course.minutes,
        decisions: course.decisions.clone(),
        lessons: course.lesson_ids(),
        evaluations: course.evaluations(),
        lesson_minutes: course
            .lessons()
            .map(|(_, lesson)| lesson.minutes())
            .collect(),
        pretest_minutes: pretest.map_or(0, Pool::minutes),
        digest: String::new(),
        fingerprint: String::new(),
    }
}

/// Says that a file is not there.
pub(super) fn missing(notes: &mut Notes, place: Place, path: &str, what: &str) {
    let message = format!("Falta el archivo {path}. {what} Créelo o corrija el nombre.");
    notes
        .diagnostics
        .push(Diagnostic::error("archivo-faltante", place, message));
}

/// Says that a file is of another version of the format.
pub(super) fn unknown_format(notes: &mut Notes, file: &str) {
    notes.diagnostics.push(Diagnostic::error(
        "formato-desconocido",
        Place::start_of(file),
        "Esta versión de Aula lee el formato 1. Escriba «formato = 1».",
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_address_has_words_on_both_sides_of_one_at() {
        for (address, is_one) in [
            ("capacitacion@ejemplo.mx", true),
            ("ana.núñez+aula@localhost", true),
            ("noescorreo", false),
            ("", false),
            ("@ejemplo.mx", false),
            ("capacitacion@", false),
            ("a@b@c.mx", false),
            ("Ana <ana@ejemplo.mx>", false),
            ("ana@ejemplo.mx, luz@ejemplo.mx", false),
            ("ana@ejemplo.mx?cc=otra@ejemplo.mx", false),
        ] {
            assert_eq!(is_mail_address(address), is_one, "{address}");
        }
    }
}
