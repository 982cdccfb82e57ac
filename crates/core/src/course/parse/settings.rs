//! `curso.toml`: what it says about the course, and what it must not say.

use vecmap::VecMap;

use toml::Spanned;

use super::super::file::{AssessmentFile, CourseFile, DrawFile};
use super::super::places::Key;
use super::super::published::version_parts;
use super::super::{AssessmentRules, Disclosure, LEAST_ITEMS, Objective};
use super::site::unknown_format;
use super::{Course, Notes, Text};
use crate::diagnostic::Diagnostic;
use crate::id::{CourseId, ItemId, LessonId, ModuleId, ObjectiveId};

/// The course without its modules, glossary, sources and contacts.
pub(super) fn described(id: &CourseId, file: CourseFile) -> Course {
    let objective = |id: Spanned<String>| ObjectiveId::new(id.into_inner());
    Course {
        id: id.clone(),
        title: file.titulo,
        subtitle: file.subtitulo,
        version: file.version.into_inner(),
        minutes: file.minutos.into_inner(),
        summary: file.resumen,
        audience: file.dirigido_a,
        decisions: file.decisiones,
        sensitive: file.contenido_sensible,
        objectives: file
            .objetivos
            .into_iter()
            .map(|entry| Objective {
                id: objective(entry.id),
                text: entry.texto,
            })
            .collect(),
        modules: Vec::new(),
        assessment: file.evaluacion.map(assessment).unwrap_or_default(),
        glossary: VecMap::new(),
        sources: VecMap::new(),
        contacts: VecMap::new(),
        retired: file
            .retiradas
            .into_iter()
            .map(|key| ItemId::new(key.into_inner()))
            .collect(),
    }
}

fn assessment(rules: AssessmentFile) -> AssessmentRules {
    let draws: Vec<(ObjectiveId, DrawFile)> = rules
        .reparto
        .into_inner()
        .into_iter()
        .map(|(key, draw)| (ObjectiveId::new(key.into_inner()), draw))
        .collect();
    AssessmentRules {
        pass_mark: rules.minimo_aprobatorio.into_inner(),
        attempts: rules.intentos.into_inner(),
        wait_minutes: rules.espera_minutos,
        when_spent: rules.al_agotar.into(),
        counting: rules.cuenta.into(),
        shown_handed_in: rules
            .revision
            .al_entregar
            .map_or_else(Default::default, Into::into),
        shown_passed: rules
            .revision
            .al_aprobar
            .map_or(Disclosure::Explanations, Into::into),
        valid_months: rules.vigencia_meses.map(Spanned::into_inner),
        recertification_items: rules.recertificacion_preguntas.map(Spanned::into_inner),
        levels: draws
            .iter()
            .flat_map(|(key, draw)| {
                let levels = draw.levels().into_iter();
                levels.map(|(level, number)| (key.clone(), level, number))
            })
            .collect(),
        strata: draws
            .into_iter()
            .map(|(key, draw)| (key, draw.number()))
            .collect(),
    }
}

/// What a course must not say, whatever else it says.
pub(super) fn check(file: &CourseFile, text: &Text, notes: &mut Notes) {
    if file.formato != 1 {
        unknown_format(notes, &text.file);
    }
    let mut error = |rule, at: std::ops::Range<usize>, message: &str| {
        notes
            .diagnostics
            .push(Diagnostic::error(rule, text.place(at.start), message));
    };
    if version_parts(file.version.get_ref()).is_none() {
        error(
            "version-mal-escrita",
            file.version.span(),
            "La versión son tres números con puntos, como 1.0.0.",
        );
    }
    let Some(rules) = &file.evaluacion else {
        return;
    };
    if !(1..=100).contains(rules.minimo_aprobatorio.get_ref()) {
        error(
            "valor-fuera-de-rango",
            rules.minimo_aprobatorio.span(),
            "El mínimo aprobatorio va de 1 a 100 por ciento.",
        );
    }
    if *rules.intentos.get_ref() == 0 {
        error(
            "valor-fuera-de-rango",
            rules.intentos.span(),
            "Debe haber al menos un intento. Escriba «intentos = 1» o más.",
        );
    }
    if let Some(months) = &rules.vigencia_meses
        && !(1..=120).contains(months.get_ref())
    {
        error(
            "valor-fuera-de-rango",
            months.span(),
            "La vigencia va de 1 a 120 meses. Para que la constancia no venza, quite «vigencia_meses».",
        );
    }
    let draws = rules.reparto.get_ref().values();
    let all = draws.map(DrawFile::number).fold(0, u32::saturating_add);
    if let Some(items) = &rules.recertificacion_preguntas
        && !(LEAST_ITEMS..=all.max(LEAST_ITEMS)).contains(&u32::from(*items.get_ref()))
    {
        error(
            "valor-fuera-de-rango",
            items.span(),
            "La recertificación tiene 3 preguntas o más, y no más que la evaluación entera. Sin «recertificacion_preguntas» lleva las que caben en diez minutos.",
        );
    }
    if all == 0 {
        error(
            "valor-fuera-de-rango",
            rules.reparto.span(),
            "La evaluación no tiene preguntas. Escriba en [evaluacion.reparto] cuántas se sortean de cada objetivo.",
        );
    }
}

/// Notes where each key of the course stands.
pub(super) fn note_keys(id: &CourseId, file: &CourseFile, text: &Text, notes: &mut Notes) {
    let mut note =
        |key: Key, at: std::ops::Range<usize>| notes.places.add(key, text.place(at.start));
    note(Key::Course(id.clone()), file.version.span());
    note(Key::Minutes(id.clone()), file.minutos.span());
    for objective in &file.objetivos {
        note(
            Key::Objective(ObjectiveId::new(objective.id.get_ref().as_str())),
            objective.id.span(),
        );
    }
    for module in &file.modulos {
        note(
            Key::Module(ModuleId::new(module.id.get_ref().as_str())),
            module.id.span(),
        );
        for lesson in &module.lecciones {
            note(
                Key::Lesson(LessonId::new(lesson.get_ref().as_str())),
                lesson.span(),
            );
        }
    }
    let strata = file
        .evaluacion
        .iter()
        .flat_map(|rules| rules.reparto.get_ref().keys());
    for objective in strata {
        note(
            Key::Draw(id.clone(), ObjectiveId::new(objective.get_ref().as_str())),
            objective.span(),
        );
    }
}
