//! `[evaluacion]` of `curso.toml`.

use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::super::{Counting, Disclosure, WhenSpent};
use crate::item::Level;

/// `[evaluacion]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Las reglas de la evaluación final.")]
pub(in crate::course) struct AssessmentFile {
    #[schemars(
        description = "Calificación mínima aprobatoria, por ciento.",
        with = "u8",
        range(min = 1, max = 100)
    )]
    pub(in crate::course) minimo_aprobatorio: Spanned<u8>,
    #[schemars(description = "Intentos.", with = "u32", range(min = 1))]
    pub(in crate::course) intentos: Spanned<u32>,
    #[schemars(description = "Minutos entre un intento no aprobado y el siguiente.")]
    pub(in crate::course) espera_minutos: u32,
    #[schemars(description = "Qué pasa al agotar los intentos.")]
    pub(in crate::course) al_agotar: WhenSpentFile,
    #[serde(default)]
    #[schemars(description = "Qué resultado cuenta mientras ninguno aprueba.")]
    pub(in crate::course) cuenta: CountingFile,
    #[serde(default)]
    #[schemars(description = "Qué se muestra de un intento entregado.")]
    pub(in crate::course) revision: DisclosuresFile,
    #[serde(default)]
    #[schemars(
        description = "Meses que vale la constancia, de 1 a 120; sin ellos, no vence.",
        with = "Option<u16>",
        range(min = 1, max = 120)
    )]
    pub(in crate::course) vigencia_meses: Option<Spanned<u16>>,
    #[serde(default)]
    #[schemars(
        description = "A lo más cuántas preguntas tiene la recertificación; sin ellas, las que caben en diez minutos.",
        with = "Option<u16>",
        range(min = 3)
    )]
    pub(in crate::course) recertificacion_preguntas: Option<Spanned<u16>>,
    #[schemars(
        description = "Cuántas preguntas se sortean de cada objetivo: un número, o cuántas de cada nivel.",
        with = "BTreeMap<String, DrawFile>"
    )]
    pub(in crate::course) reparto: Spanned<BTreeMap<Spanned<String>, DrawFile>>,
}

/// `al_agotar`.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[schemars(description = "Qué pasa al agotar los intentos.")]
pub(in crate::course) enum WhenSpentFile {
    #[serde(rename = "repaso")]
    #[schemars(description = "Al releer las lecciones señaladas se abre otro intento.")]
    Review,
    #[serde(rename = "coordinacion")]
    #[schemars(description = "Se cierra la evaluación y se pide hablar con la coordinación.")]
    Coordinator,
}

/// `cuenta`.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[schemars(description = "Qué resultado cuenta mientras ninguno aprueba.")]
pub(in crate::course) enum CountingFile {
    #[default]
    #[serde(rename = "mejor")]
    #[schemars(description = "El mejor.")]
    Best,
    #[serde(rename = "ultimo")]
    #[schemars(description = "El último que se entregó.")]
    Last,
}

/// `[evaluacion.revision]`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Qué se muestra de un intento entregado.")]
pub(in crate::course) struct DisclosuresFile {
    #[serde(default)]
    #[schemars(description = "Mientras ninguno aprueba; si falta, «preguntas».")]
    pub(in crate::course) al_entregar: Option<DisclosureFile>,
    #[serde(default)]
    #[schemars(
        description = "Cuando uno aprueba o la evaluación se cierra; si falta, «explicaciones»."
    )]
    pub(in crate::course) al_aprobar: Option<DisclosureFile>,
}

/// What a key of `[evaluacion.revision]` says.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[schemars(description = "Cuánto se muestra.")]
pub(in crate::course) enum DisclosureFile {
    #[serde(rename = "resultado")]
    #[schemars(description = "Sólo el resultado, también por objetivo.")]
    Result,
    #[serde(rename = "preguntas")]
    #[schemars(description = "Además, qué preguntas acertó y dónde se enseñan las otras.")]
    Items,
    #[serde(rename = "explicaciones")]
    #[schemars(description = "Además, sus respuestas, las correctas y por qué.")]
    Explanations,
}

/// What stands for an objective in `reparto`: a number, or one for each level.
#[derive(Debug)]
pub(in crate::course) enum DrawFile {
    /// Of any level.
    Any(u32),
    /// So many of each.
    Levels(LevelsFile),
}

/// The levels of an objective in `reparto`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Cuántas preguntas se sortean de cada nivel.")]
pub(in crate::course) struct LevelsFile {
    #[serde(default)]
    #[schemars(description = "De nivel=reconocer.")]
    pub(in crate::course) reconocer: u32,
    #[serde(default)]
    #[schemars(description = "De nivel=aplicar.")]
    pub(in crate::course) aplicar: u32,
    #[serde(default)]
    #[schemars(description = "De nivel=decidir.")]
    pub(in crate::course) decidir: u32,
}

impl DrawFile {
    /// How many of each level; nothing where the level does not matter.
    pub(in crate::course) fn levels(&self) -> Vec<(Level, u32)> {
        match self {
            DrawFile::Any(_) => vec![],
            DrawFile::Levels(levels) => [
                (Level::Recognise, levels.reconocer),
                (Level::Apply, levels.aplicar),
                (Level::Decide, levels.decidir),
            ]
            .into_iter()
            .filter(|(_, number)| *number > 0)
            .collect(),
        }
    }

    /// How many in all.
    pub(in crate::course) fn number(&self) -> u32 {
        match self {
            DrawFile::Any(number) => *number,
            DrawFile::Levels(_) => self
                .levels()
                .iter()
                .fold(0, |all, (_, number)| all.saturating_add(*number)),
        }
    }
}

impl<'de> Deserialize<'de> for DrawFile {
    /// By hand: a derived choice between the two would not say which key is wrong.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<DrawFile, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = DrawFile;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("u32")
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<DrawFile, E> {
                let wrong = |_| E::invalid_value(serde::de::Unexpected::Signed(number), &self);
                u32::try_from(number).map(DrawFile::Any).map_err(wrong)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<DrawFile, A::Error> {
                LevelsFile::deserialize(MapAccessDeserializer::new(map)).map(DrawFile::Levels)
            }
        }

        deserializer.deserialize_any(Either)
    }
}

impl JsonSchema for DrawFile {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "DrawFile".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let number = generator.subschema_for::<u32>();
        let levels = generator.subschema_for::<LevelsFile>();
        json_schema!({ "description": "Un número, o cuántas de cada nivel.", "anyOf": [number, levels] })
    }
}

impl From<WhenSpentFile> for WhenSpent {
    fn from(value: WhenSpentFile) -> WhenSpent {
        match value {
            WhenSpentFile::Review => WhenSpent::Review,
            WhenSpentFile::Coordinator => WhenSpent::Coordinator,
        }
    }
}

impl From<CountingFile> for Counting {
    fn from(value: CountingFile) -> Counting {
        match value {
            CountingFile::Best => Counting::Best,
            CountingFile::Last => Counting::Last,
        }
    }
}

impl From<DisclosureFile> for Disclosure {
    fn from(value: DisclosureFile) -> Disclosure {
        match value {
            DisclosureFile::Result => Disclosure::Result,
            DisclosureFile::Items => Disclosure::Items,
            DisclosureFile::Explanations => Disclosure::Explanations,
        }
    }
}
