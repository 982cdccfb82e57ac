//! `ventanilla.toml`: the questions that lead an official with a person in front to the right pocket card.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

/// `ventanilla.toml`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "ventanilla.toml",
    description = "Las preguntas que llevan, con una persona enfrente, a la ficha correcta."
)]
pub(in crate::course) struct DeskFile {
    #[schemars(description = "Versión del formato: 1.")]
    pub(in crate::course) formato: u32,
    #[schemars(description = "Las preguntas; la primera es con la que se empieza.")]
    pub(in crate::course) preguntas: Vec<ForkFile>,
}

/// `[[preguntas]]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Una pregunta.")]
pub(in crate::course) struct ForkFile {
    #[schemars(description = "Su clave.", with = "String")]
    pub(in crate::course) id: Spanned<String>,
    #[schemars(description = "La pregunta.")]
    pub(in crate::course) texto: String,
    #[schemars(description = "Sus respuestas, dos o más.", with = "Vec<BranchFile>")]
    pub(in crate::course) respuestas: Vec<Spanned<BranchFile>>,
}

/// `[[preguntas.respuestas]]`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    description = "Una respuesta. Lleva a otra pregunta, a una ficha con su lección o a un contacto."
)]
pub(in crate::course) struct BranchFile {
    #[schemars(description = "La respuesta.")]
    pub(in crate::course) texto: String,
    #[serde(default)]
    #[schemars(description = "Otras palabras con las que se busca.")]
    pub(in crate::course) palabras: String,
    #[schemars(description = "La clave de la pregunta que sigue.")]
    pub(in crate::course) pregunta: Option<String>,
    #[schemars(description = "El módulo cuya ficha se abre; va con «leccion».")]
    pub(in crate::course) ficha: Option<String>,
    #[schemars(description = "La lección de ese módulo que lo enseña.")]
    pub(in crate::course) leccion: Option<String>,
    #[schemars(description = "El contacto del directorio.")]
    pub(in crate::course) contacto: Option<String>,
}
