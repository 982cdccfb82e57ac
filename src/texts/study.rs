//! Words of the study tools: search, glossary, notes, reading aloud.

use aula_core::spanish::count;

pub const STUDY: &str = "Tomar notas o escuchar";
pub const STUDY_TITLE: &str = "Notas y lectura en voz alta";
pub const SEARCH: &str = "Buscar en esta capacitación";
pub const SEARCH_FIELD: &str = "Buscar en lecciones, casos, fichas y glosario";
pub const NOTHING_FOUND: &str = "Ningún pasaje tiene esas palabras.";
pub const GLOSSARY: &str = "Glosario";
pub const GLOSSARY_EMPTY: &str = "Esta capacitación no tiene glosario.";
pub const NOTES: &str = "Mis notas";
pub const NOTES_EMPTY: &str =
    "Todavía no hay notas ni marcas. Ábralas en una lección, con «Tomar notas o escuchar».";
pub const NOTES_LEAD: &str = "Sus notas quedan en este navegador y van en su archivo de avance. No escriba datos de personas atendidas.";
pub const ORPHANS: &str = "De pasajes que ya no están";
pub const ORPHANS_LEAD: &str = "La capacitación cambió después de que usted las escribió. Se conservan con el principio del pasaje.";

pub const NOTE: &str = "Anotar";
pub const EDIT_NOTE: &str = "Cambiar la nota";
pub const YOUR_NOTE: &str = "Su nota";
pub const KEEP_NOTE: &str = "Guardar la nota";
pub const CANCEL: &str = "Cancelar";
pub const MARK: &str = "Marcar";
pub const UNMARK: &str = "Quitar la marca";
pub const MARKED: &str = "Marcado";

pub const LISTEN: &str = "Escuchar la lección";
pub const LISTEN_HERE: &str = "Escuchar desde aquí";
pub const NO_VOICE: &str = "Este equipo no tiene una voz en español para leer en voz alta.";
pub const PAUSE: &str = "Pausa";
pub const GO_ON: &str = "Seguir escuchando";
pub const STOP: &str = "Detener";

/// «12 pasajes»; how many are shown if not all.
pub fn found(number: usize, shown: usize) -> String {
    match number {
        0 => NOTHING_FOUND.to_owned(),
        _ if shown < number => format!(
            "{}; se muestran los primeros {shown}. Agregue otra palabra.",
            count(number, "pasaje", "pasajes")
        ),
        _ => count(number, "pasaje", "pasajes"),
    }
}

/// «Glosario: persona migrante».
pub fn in_place(place: &str, title: &str) -> String {
    format!("{place}: {title}")
}

/// What a button does at a passage that begins so: several stand on the page.
pub fn at(act: &str, excerpt: &str) -> String {
    format!("{act}: «{excerpt}»")
}
