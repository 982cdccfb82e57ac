//! Words about the short course that the others propose before themselves, and about a course without an evaluation.

/// Before its title.
pub const BEFORE: &str = "Antes, si aún no la ha tomado:";
/// «Cómo se acredita», where nothing is evaluated.
pub const NO_ASSESSMENT: &str = "Sin evaluación ni constancia: basta con terminar las lecciones.";
/// After the last lesson of such a course.
pub const BACK_TO_COURSE: &str = "Volver a la capacitación";
