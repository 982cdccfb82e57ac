//! `constancia/<institucion>.toml`: the words of the constancia, and what an institution adds to them.

use std::collections::BTreeMap;

use toml::Spanned;

use super::super::file::{ColoursFile, SignatoryFile, SiteFile, TemplateFile};
use super::site::missing;
use super::{Files, Notes, Text, file_error, logo};
use crate::credential::{Colours, INK, Letterhead, Logo, QUIET, Rgb, Signatory, Template};
use crate::diagnostic::Diagnostic;

/// What WCAG 2.2 asks of text (1.4.3) and of what is drawn (1.4.11).
const TEXT: f64 = 4.5;
const ORNAMENT: f64 = 3.0;

/// As many stand side by side, and this is what two lines hold of each.
const SIGNATORIES: usize = 3;
const SIGNATORY_LIMIT: usize = 80;

/// What `aula.toml` names, and what the institution adds, if anything. All templates are read, for the sake of their findings.
pub(super) fn chosen(
    files: &Files,
    settings: Option<&(Text, SiteFile)>,
    notes: &mut Notes,
) -> (Template, Option<Letterhead>) {
    let mut templates = BTreeMap::new();
    for (path, words) in &files.texts {
        let name = path
            .strip_prefix("constancia/")
            .and_then(|name| name.strip_suffix(".toml"));
        if let Some(name) = name {
            templates.insert(name, read(files, &Text::new(path, words), notes));
        }
    }
    let none = || (words(TemplateFile::default()), None);
    let Some((text, file)) = settings else {
        return none();
    };
    let name = file.constancia.get_ref().as_str();
    if !templates.contains_key(name) {
        let path = format!("constancia/{name}.toml");
        missing(
            notes,
            text.place(file.constancia.span().start),
            &path,
            "Lleva las palabras de la constancia.",
        );
    }
    templates.remove(name).flatten().unwrap_or_else(none)
}

fn read(files: &Files, text: &Text, notes: &mut Notes) -> Option<(Template, Option<Letterhead>)> {
    let mut file: TemplateFile = file_error::read(text, notes)?;
    let letterhead = Letterhead {
        colours: file.colores.take().map(|file| colours(&file, text, notes)),
        signatories: signatories(std::mem::take(&mut file.firmantes), text, notes),
        logo: logo_of(files, &file, text, notes),
    };
    let plain = Letterhead {
        colours: None,
        logo: None,
        signatories: vec![],
    };
    let letterhead = Some(letterhead).filter(|letterhead| *letterhead != plain);
    Some((words(file), letterhead))
}

fn words(file: TemplateFile) -> Template {
    Template {
        title: file.titulo,
        opening: file.apertura,
        statement: file.declaracion,
        length_note: file.nota_de_duracion,
        version_label: file.etiqueta_version,
        length_label: file.etiqueta_duracion,
        period_label: file.etiqueta_periodo,
        period: file.periodo,
        period_of_a_day: file.periodo_de_un_dia,
        score_label: file.etiqueta_calificacion,
        score: file.calificacion,
        folio_label: file.etiqueta_folio,
        issued_label: file.etiqueta_emision,
        self_issued_notice: file.aviso_autoemitida,
        countersigned_notice: file.aviso_cotejada,
        supervised_notice: file.aviso_supervisada,
        valid_until_label: file.etiqueta_vigencia,
        recertified_label: file
            .etiqueta_recertificacion
            .unwrap_or_else(|| "Recertificación".to_owned()),
        attested_label: file.etiqueta_atestigua,
        fingerprint_label: file.etiqueta_llave,
        code_label: file.etiqueta_codigo,
        example_mark: file.marca_de_ejemplo,
        example_notice: file.aviso_de_ejemplo,
    }
}

/// `color-mal-escrito`, `contraste-bajo`: the three colours, and whether what is written and drawn with them can be seen.
fn colours(file: &ColoursFile, text: &Text, notes: &mut Notes) -> Colours {
    let usual = Colours::default();
    let colours = Colours {
        main: colour(file.principal.as_ref(), usual.main, text, notes),
        accent: colour(file.acento.as_ref(), usual.accent, text, notes),
        paper: colour(file.papel.as_ref(), usual.paper, text, notes),
    };
    let own = "Escriba un color más oscuro, o un papel más claro.";
    let fixed = "Esa tinta no se cambia: escriba un papel más claro.";
    for (what, given, colour, least, mend) in [
        (
            "El color principal",
            &file.principal,
            colours.main,
            TEXT,
            own,
        ),
        (
            "El color de acento",
            &file.acento,
            colours.accent,
            ORNAMENT,
            own,
        ),
        ("La tinta de los datos", &None, INK, TEXT, fixed),
        ("La tinta de los avisos", &None, QUIET, TEXT, fixed),
    ] {
        let grounds = [
            ("el papel", colours.paper),
            // No ornament stands on it.
            ("la marca pálida de las muestras", colours.mark()),
        ];
        let mut grounds = grounds.iter().take(if least < TEXT { 1 } else { 2 });
        let at = given.as_ref().or(file.papel.as_ref());
        let Some((at, (name, ground))) =
            at.zip(grounds.find(|(_, ground)| colour.contrast(*ground) < least))
        else {
            continue;
        };
        // Cut off, not rounded: what is said to be too little never reads as enough.
        let found = (colour.contrast(*ground) * 100.0).floor() / 100.0;
        let message = format!(
            "{what} ({colour}) tiene con {name} ({ground}) un contraste de {found:.2} a 1 y necesita {least:.1}. {mend}"
        );
        notes.diagnostics.push(Diagnostic::error(
            "contraste-bajo",
            text.place(at.span().start),
            message,
        ));
    }
    colours
}

fn colour(given: Option<&Spanned<String>>, usual: Rgb, text: &Text, notes: &mut Notes) -> Rgb {
    let Some(given) = given else {
        return usual;
    };
    Rgb::read(given.get_ref()).unwrap_or_else(|| {
        let message = format!(
            "«{}» no es un color. Escriba «#» y seis cifras hexadecimales, como «{usual}».",
            given.get_ref()
        );
        notes.diagnostics.push(Diagnostic::error(
            "color-mal-escrito",
            text.place(given.span().start),
            message,
        ));
        usual
    })
}

/// `firmante-mal-escrito`: at most three, each with a name and a position that fit.
fn signatories(
    given: Vec<Spanned<SignatoryFile>>,
    text: &Text,
    notes: &mut Notes,
) -> Vec<Signatory> {
    let mut say = |at: &Spanned<SignatoryFile>, message: &str| {
        notes.diagnostics.push(Diagnostic::error(
            "firmante-mal-escrito",
            text.place(at.span().start),
            message,
        ));
    };
    if let Some(fourth) = given.get(SIGNATORIES) {
        say(
            fourth,
            "En la hoja caben tres firmantes. Deje a quienes deben firmarla.",
        );
    }
    for signatory in &given {
        let SignatoryFile { nombre, cargo } = signatory.get_ref();
        let fits =
            |words: &String| !words.trim().is_empty() && words.chars().count() <= SIGNATORY_LIMIT;
        if !fits(nombre) || !fits(cargo) {
            say(
                signatory,
                "Cada firmante lleva su nombre y su cargo, de 80 caracteres o menos. Complételos o abrévielos.",
            );
        }
    }
    given
        .into_iter()
        .map(Spanned::into_inner)
        .map(|SignatoryFile { nombre, cargo }| Signatory {
            name: nombre,
            position: cargo,
        })
        .collect()
}

/// The logo beside the file, with the words that stand for it.
fn logo_of(files: &Files, file: &TemplateFile, text: &Text, notes: &mut Notes) -> Option<Logo> {
    let mut say = |at: &Spanned<String>, message: &str| {
        notes.diagnostics.push(Diagnostic::error(
            "logo-mal-escrito",
            text.place(at.span().start),
            message,
        ));
    };
    let (name, alt) = match (&file.logo, &file.logo_texto) {
        (None, None) => return None,
        (Some(name), Some(alt)) if !alt.get_ref().trim().is_empty() => (name, alt),
        (Some(name), _) => {
            say(
                name,
                "El logo necesita palabras para quien no lo ve. Escriba en logo_texto qué muestra.",
            );
            return None;
        }
        (None, Some(alt)) => {
            say(
                alt,
                "logo_texto describe un logo, y no hay. Escriba en logo el nombre del archivo SVG, o quite logo_texto.",
            );
            return None;
        }
    };
    let path = format!("constancia/{}", name.get_ref());
    let Some(drawing) = files.texts.get(&path) else {
        missing(
            notes,
            text.place(name.span().start),
            &path,
            "Es el logo de la constancia, un archivo .svg.",
        );
        return None;
    };
    logo::read(&Text::new(&path, drawing), alt.get_ref(), notes)
}
