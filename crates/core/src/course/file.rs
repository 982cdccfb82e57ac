//! The author's TOML files. Keys are Spanish without accents; an unknown key is an error, so that a slip never passes for an
//! option that is not set.
//!
//! The types below are the format, version 1: their Spanish descriptions are the JSON Schema that `aula schema` prints.

mod assessment;
mod desk;
mod library;
mod template;

use schemars::{JsonSchema, Schema, schema_for};
use serde::Deserialize;
use toml::Spanned;

pub(super) use assessment::{AssessmentFile, DrawFile};
pub(super) use desk::{BranchFile, DeskFile};
pub(super) use library::{ContactFile, ContactsFile, SourceFile, SourcesFile, TermFile, TermsFile};
pub(super) use template::{ColoursFile, SignatoryFile, TemplateFile};

/// The JSON Schema of each kind of file, by the name of the file: `curso.toml`.
pub fn schemas() -> Vec<(&'static str, String)> {
    let pretty = |schema: Schema| format!("{:#}\n", schema.as_value());
    vec![
        ("aula.toml", pretty(schema_for!(SiteFile))),
        ("curso.toml", pretty(schema_for!(CourseFile))),
        ("fuentes.toml", pretty(schema_for!(SourcesFile))),
        ("directorio.toml", pretty(schema_for!(ContactsFile))),
        ("glosario.toml", pretty(schema_for!(TermsFile))),
        ("ventanilla.toml", pretty(schema_for!(DeskFile))),
        ("constancia.toml", pretty(schema_for!(TemplateFile))),
    ]
}

/// `aula.toml`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "aula.toml", description = "Los datos del sitio.")]
pub(super) struct SiteFile {
    #[schemars(description = "Versión del formato: 1.")]
    pub(super) formato: u32,
    #[schemars(description = "Nombre del sitio, en el encabezado.")]
    pub(super) nombre: String,
    #[schemars(
        description = "La institución que ofrece las capacitaciones; es la que emite la constancia."
    )]
    pub(super) institucion: String,
    #[schemars(
        description = "Correo que recibe los reportes de errores.",
        with = "String"
    )]
    pub(super) correo_reportes: Spanned<String>,
    #[serde(default)]
    #[schemars(
        description = "Huella de la llave con la que la institución firma; la dice «cargo aula key new».",
        with = "String"
    )]
    pub(super) huella_emisor: Option<Spanned<String>>,
    #[serde(default)]
    #[schemars(
        description = "Dirección pública de la página que verifica, para el código QR: https://…/verificar/",
        with = "String"
    )]
    pub(super) verificador: Option<Spanned<String>>,
    #[schemars(
        description = "true mientras el sitio sea de muestra: toda constancia dice «EJEMPLO»."
    )]
    pub(super) demostracion: bool,
    #[schemars(
        description = "Nombre del archivo de la carpeta constancia/, sin «.toml».",
        with = "String"
    )]
    pub(super) constancia: Spanned<String>,
    #[schemars(
        description = "Las carpetas de las capacitaciones, en el orden en que se muestran.",
        with = "Vec<String>"
    )]
    pub(super) catalogo: Vec<Spanned<String>>,
    #[serde(default)]
    #[schemars(
        description = "La capacitación corta que las demás proponen tomar antes.",
        with = "Option<String>"
    )]
    pub(super) comun: Option<Spanned<String>>,
    #[schemars(
        description = "Dirección https:// a la que lleva la salida rápida; sin ella, a una página sin relación del mismo sitio.",
        with = "Option<String>"
    )]
    pub(super) salida: Option<Spanned<String>>,
}

/// `curso.toml`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "curso.toml",
    description = "Una capacitación: qué promete, en qué orden se lee y cómo se evalúa."
)]
pub(super) struct CourseFile {
    #[schemars(description = "Versión del formato: 1.")]
    pub(super) formato: u32,
    #[schemars(description = "Título.")]
    pub(super) titulo: String,
    #[serde(default)]
    #[schemars(description = "Lo que el título deja abierto.")]
    pub(super) subtitulo: String,
    #[schemars(description = "Versión: tres números, como 1.0.0.", with = "String")]
    pub(super) version: Spanned<String>,
    #[schemars(
        description = "Duración en minutos: palabras ÷ 200 + 0.75 por pregunta o decisión.",
        with = "u32"
    )]
    pub(super) minutos: Spanned<u32>,
    #[schemars(description = "Una o dos frases para el catálogo.")]
    pub(super) resumen: String,
    #[schemars(description = "Áreas o puestos a los que se dirige.")]
    pub(super) dirigido_a: Vec<String>,
    #[schemars(description = "Lo que la persona podrá decidir.")]
    pub(super) decisiones: Vec<String>,
    #[serde(default)]
    #[schemars(description = "Qué asuntos difíciles se mencionan.")]
    pub(super) contenido_sensible: String,
    #[serde(default)]
    #[schemars(
        description = "Claves publicadas que ya no se usan.",
        with = "Vec<String>"
    )]
    pub(super) retiradas: Vec<Spanned<String>>,
    #[schemars(description = "Objetivos de aprendizaje.")]
    pub(super) objetivos: Vec<ObjectiveFile>,
    #[schemars(description = "Módulos en el orden en que se leen.")]
    pub(super) modulos: Vec<ModuleFile>,
    #[serde(default)]
    #[schemars(
        description = "Reglas de la evaluación final. Sin ella no hay evaluación ni constancia."
    )]
    pub(super) evaluacion: Option<AssessmentFile>,
}

/// `[[objetivos]]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Un objetivo de aprendizaje.")]
pub(super) struct ObjectiveFile {
    #[schemars(description = "Su clave.", with = "String")]
    pub(super) id: Spanned<String>,
    #[schemars(description = "Qué hará la persona: empieza con un verbo.")]
    pub(super) texto: String,
}

/// `[[modulos]]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Un módulo.")]
pub(super) struct ModuleFile {
    #[schemars(
        description = "Su clave, que es el nombre de su carpeta.",
        with = "String"
    )]
    pub(super) id: Spanned<String>,
    #[schemars(description = "Título.")]
    pub(super) titulo: String,
    #[schemars(
        description = "Claves de sus lecciones en orden: el nombre de cada archivo sin «.md».",
        with = "Vec<String>"
    )]
    pub(super) lecciones: Vec<Spanned<String>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of properties that an editor could not explain.
    fn undescribed(schema: &serde_json::Value, found: &mut Vec<String>) {
        let Some(object) = schema.as_object() else {
            return;
        };
        for (name, value) in object
            .get("properties")
            .and_then(|all| all.as_object())
            .into_iter()
            .flatten()
        {
            if value.get("description").is_none() {
                found.push(name.clone());
            }
        }
        object.values().for_each(|value| undescribed(value, found));
    }

    #[test]
    fn every_key_of_a_file_is_described_in_its_schema() {
        for (file, schema) in schemas() {
            let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
            assert_eq!(
                schema["title"],
                if file == "constancia.toml" {
                    "constancia/<institucion>.toml"
                } else {
                    file
                }
            );
            let mut found = Vec::new();
            undescribed(&schema, &mut found);
            assert_eq!(found, Vec::<String>::new(), "{file}");
        }
    }
}
