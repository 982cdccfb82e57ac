//! The author's TOML files. Keys are Spanish without accents; an unknown key is an error, so that a slip never passes for an
//! option that is not set.
//!
//! The types below are the format, version 1: their Spanish descriptions are the JSON Schema that `aula schema` prints.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema, schema_for};
use serde::{Deserialize, Deserializer};
use toml::Spanned;
use toml::value::Datetime;

use super::WhenSpent;
use crate::time::Date;

/// The JSON Schema of each kind of file, by the name of the file: `curso.toml`.
pub fn schemas() -> Vec<(&'static str, String)> {
    let pretty = |schema: Schema| format!("{:#}\n", schema.as_value());
    vec![
        ("aula.toml", pretty(schema_for!(SiteFile))),
        ("curso.toml", pretty(schema_for!(CourseFile))),
        ("fuentes.toml", pretty(schema_for!(SourcesFile))),
        ("directorio.toml", pretty(schema_for!(ContactsFile))),
        ("glosario.toml", pretty(schema_for!(TermsFile))),
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
    #[schemars(description = "Correo que recibe los reportes de errores.")]
    pub(super) correo_reportes: String,
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
        description = "Duración en minutos: palabras ÷ 200 + 0.75 por pregunta.",
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
    #[schemars(description = "Reglas de la evaluación final.")]
    pub(super) evaluacion: AssessmentFile,
}

/// `[[objetivos]]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ObjectiveFile {
    #[schemars(description = "Su clave.", with = "String")]
    pub(super) id: Spanned<String>,
    #[schemars(description = "Qué hará la persona: empieza con un verbo.")]
    pub(super) texto: String,
}

/// `[[modulos]]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
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

/// `[evaluacion]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AssessmentFile {
    #[schemars(
        description = "Calificación mínima aprobatoria, por ciento.",
        with = "u8",
        range(min = 1, max = 100)
    )]
    pub(super) minimo_aprobatorio: Spanned<u8>,
    #[schemars(description = "Intentos.", with = "u32", range(min = 1))]
    pub(super) intentos: Spanned<u32>,
    #[schemars(description = "Minutos entre un intento no aprobado y el siguiente.")]
    pub(super) espera_minutos: u32,
    #[schemars(description = "Qué pasa al agotar los intentos.")]
    pub(super) al_agotar: WhenSpentFile,
    #[schemars(
        description = "Cuántas preguntas se sortean de cada objetivo.",
        with = "BTreeMap<String, u32>"
    )]
    pub(super) reparto: BTreeMap<Spanned<String>, u32>,
}

/// `al_agotar`.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
pub(super) enum WhenSpentFile {
    #[serde(rename = "repaso")]
    #[schemars(description = "Al releer las lecciones señaladas se abre otro intento.")]
    Review,
    #[serde(rename = "coordinacion")]
    #[schemars(description = "Se cierra la evaluación y se pide hablar con la coordinación.")]
    Coordinator,
}

impl From<WhenSpentFile> for WhenSpent {
    fn from(value: WhenSpentFile) -> WhenSpent {
        match value {
            WhenSpentFile::Review => WhenSpent::Review,
            WhenSpentFile::Coordinator => WhenSpent::Coordinator,
        }
    }
}

/// `fuentes.toml`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(
    title = "fuentes.toml",
    description = "Los artículos de ley que se citan, cada uno con su clave.",
    with = "BTreeMap<String, SourceFile>"
)]
pub(super) struct SourcesFile(pub(super) BTreeMap<Spanned<String>, SourceFile>);

/// One law article.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceFile {
    #[schemars(description = "Nombre completo de la ley.")]
    pub(super) ley: String,
    #[schemars(description = "El artículo: «artículo 7».")]
    pub(super) articulo: String,
    #[schemars(description = "Fecha del texto que se leyó.")]
    pub(super) texto_al: Day,
    #[schemars(description = "Cuándo lo leyó una persona.")]
    pub(super) revisado_el: Day,
    #[schemars(description = "Después de esta fecha la página dice «en revisión».")]
    pub(super) revisar_antes_de: Day,
    #[serde(default)]
    #[schemars(description = "Palabras literales, sin cortes que cambien el sentido.")]
    pub(super) cita: String,
    #[serde(default, rename = "hechos")]
    #[schemars(description = "Claves internas de los hechos comprobados; no se publican.")]
    pub(super) _hechos: Vec<String>,
}

/// `directorio.toml`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(
    title = "directorio.toml",
    description = "A quién se canaliza, cada contacto con su clave.",
    with = "BTreeMap<String, ContactFile>"
)]
pub(super) struct ContactsFile(pub(super) BTreeMap<Spanned<String>, ContactFile>);

/// One contact.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ContactFile {
    #[schemars(description = "Nombre oficial.")]
    pub(super) nombre: String,
    #[schemars(description = "Para qué sirve.")]
    pub(super) para_que: String,
    #[serde(default)]
    #[schemars(description = "Teléfono.")]
    pub(super) telefono: String,
    #[serde(default)]
    #[schemars(description = "Domicilio.")]
    pub(super) domicilio: String,
    #[serde(default)]
    #[schemars(description = "Horario.")]
    pub(super) horario: String,
    #[serde(default)]
    #[schemars(description = "Una observación.")]
    pub(super) nota: String,
    #[schemars(description = "De dónde salió el dato y cuándo.")]
    pub(super) fuente: String,
    #[schemars(
        description = "Sólo cuando alguien lo comprobó; sin esta fecha se muestra «por verificar»."
    )]
    pub(super) verificado_el: Option<Day>,
    #[serde(default, rename = "verificado_por")]
    #[schemars(description = "Quién lo comprobó; no se publica.")]
    pub(super) _verificado_por: String,
}

/// `glosario.toml`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(
    title = "glosario.toml",
    description = "Los términos que se explican, cada uno con su clave.",
    with = "BTreeMap<String, TermFile>"
)]
pub(super) struct TermsFile(pub(super) BTreeMap<Spanned<String>, TermFile>);

/// One term.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TermFile {
    #[schemars(description = "El término.")]
    pub(super) termino: String,
    #[schemars(description = "Su explicación.")]
    pub(super) definicion: String,
    #[schemars(
        description = "La clave de la fuente que lo sostiene.",
        with = "Option<String>"
    )]
    pub(super) fuente: Option<Spanned<String>>,
}

/// `constancia/<institucion>.toml`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "constancia/<institucion>.toml",
    description = "Las palabras de la constancia."
)]
pub(super) struct TemplateFile {
    #[schemars(description = "«Constancia de capacitación».")]
    pub(super) titulo: String,
    #[schemars(description = "Renglón antes del nombre: «Se hace constar que».")]
    pub(super) apertura: String,
    #[schemars(description = "Renglón después del nombre.")]
    pub(super) declaracion: String,
    #[schemars(description = "Cómo se cuentan los minutos.")]
    pub(super) nota_de_duracion: String,
    #[schemars(description = "Se dice en toda constancia hecha en el equipo de la persona.")]
    pub(super) aviso_autoemitida: String,
    #[schemars(description = "La palabra que cruza una constancia de muestra.")]
    pub(super) marca_de_ejemplo: String,
    #[schemars(description = "Se dice en una constancia de muestra.")]
    pub(super) aviso_de_ejemplo: String,
}

/// A TOML date without time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day(pub(super) Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        let written = Datetime::deserialize(deserializer)?;
        written
            .date
            .filter(|_| written.time.is_none())
            .and_then(|date| Date::new(i32::from(date.year), date.month, date.day))
            .map(Day)
            .ok_or_else(|| serde::de::Error::custom("not a date"))
    }
}

impl JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Fecha".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date", "description": "Una fecha sin comillas: 2026-11-24." })
    }
}
