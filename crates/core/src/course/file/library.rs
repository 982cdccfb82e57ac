//! The files that courses draw on: sources, contacts, terms. Each is a table of entries by key.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};
use toml::Spanned;
use toml::value::Datetime;

use crate::time::Date;

/// `fuentes.toml`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(
    title = "fuentes.toml",
    description = "Los artículos de ley que se citan, cada uno con su clave.",
    with = "BTreeMap<String, SourceFile>"
)]
pub(in crate::course) struct SourcesFile(
    pub(in crate::course) BTreeMap<Spanned<String>, SourceFile>,
);

/// One law article.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Un artículo de ley.")]
pub(in crate::course) struct SourceFile {
    #[schemars(description = "Nombre completo de la ley.")]
    pub(in crate::course) ley: String,
    #[schemars(description = "El artículo: «artículo 7».")]
    pub(in crate::course) articulo: String,
    #[schemars(description = "Fecha del texto que se leyó.")]
    pub(in crate::course) texto_al: Day,
    #[schemars(description = "Cuándo lo leyó una persona.")]
    pub(in crate::course) revisado_el: Day,
    #[schemars(description = "Después de esta fecha la página dice «en revisión».")]
    pub(in crate::course) revisar_antes_de: Day,
    #[serde(default)]
    #[schemars(description = "Palabras literales, sin cortes que cambien el sentido.")]
    pub(in crate::course) cita: String,
    #[serde(default, rename = "hechos")]
    #[schemars(description = "Claves internas de los hechos comprobados; no se publican.")]
    pub(in crate::course) _hechos: Vec<String>,
}

/// `directorio.toml`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(
    title = "directorio.toml",
    description = "A quién se canaliza, cada contacto con su clave.",
    with = "BTreeMap<String, ContactFile>"
)]
pub(in crate::course) struct ContactsFile(
    pub(in crate::course) BTreeMap<Spanned<String>, ContactFile>,
);

/// One contact.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Un contacto.")]
pub(in crate::course) struct ContactFile {
    #[schemars(description = "Nombre oficial.")]
    pub(in crate::course) nombre: String,
    #[schemars(description = "Para qué sirve.")]
    pub(in crate::course) para_que: String,
    #[serde(default)]
    #[schemars(description = "Teléfono.")]
    pub(in crate::course) telefono: String,
    #[serde(default)]
    #[schemars(description = "Domicilio.")]
    pub(in crate::course) domicilio: String,
    #[serde(default)]
    #[schemars(description = "Horario.")]
    pub(in crate::course) horario: String,
    #[serde(default)]
    #[schemars(description = "Una observación.")]
    pub(in crate::course) nota: String,
    #[schemars(description = "De dónde salió el dato y cuándo.")]
    pub(in crate::course) fuente: String,
    #[schemars(
        description = "Sólo cuando alguien lo comprobó; sin esta fecha se muestra «por verificar»."
    )]
    pub(in crate::course) verificado_el: Option<Day>,
    #[serde(default, rename = "verificado_por")]
    #[schemars(description = "Quién lo comprobó; no se publica.")]
    pub(in crate::course) _verificado_por: String,
}

/// `glosario.toml`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(
    title = "glosario.toml",
    description = "Los términos que se explican, cada uno con su clave.",
    with = "BTreeMap<String, TermFile>"
)]
pub(in crate::course) struct TermsFile(pub(in crate::course) BTreeMap<Spanned<String>, TermFile>);

/// One term.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Un término.")]
pub(in crate::course) struct TermFile {
    #[schemars(description = "El término.")]
    pub(in crate::course) termino: String,
    #[schemars(description = "Su explicación.")]
    pub(in crate::course) definicion: String,
    #[schemars(
        description = "La clave de la fuente que lo sostiene.",
        with = "Option<String>"
    )]
    pub(in crate::course) fuente: Option<Spanned<String>>,
}

/// A TOML date without time.
#[derive(Debug, Clone, Copy)]
pub(in crate::course) struct Day(pub(in crate::course) Date);

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
