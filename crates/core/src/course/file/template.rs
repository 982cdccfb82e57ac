//! `constancia/<institucion>.toml`.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

/// `constancia/<institucion>.toml`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "constancia/<institucion>.toml",
    description = "Las palabras de la constancia, y lo que la institución agrega: logo, colores y quienes firman."
)]
pub(in crate::course) struct TemplateFile {
    #[schemars(description = "«Constancia de capacitación».")]
    pub(in crate::course) titulo: String,
    #[schemars(description = "Renglón antes del nombre: «Se hace constar que».")]
    pub(in crate::course) apertura: String,
    #[schemars(description = "Renglón después del nombre.")]
    pub(in crate::course) declaracion: String,
    #[schemars(description = "Cómo se cuentan los minutos.")]
    pub(in crate::course) nota_de_duracion: String,
    #[schemars(description = "«Versión».")]
    pub(in crate::course) etiqueta_version: String,
    #[schemars(description = "«Duración declarada».")]
    pub(in crate::course) etiqueta_duracion: String,
    #[schemars(description = "«Periodo».")]
    pub(in crate::course) etiqueta_periodo: String,
    #[schemars(description = "«del {inicio} al {fin}».")]
    pub(in crate::course) periodo: String,
    #[schemars(description = "El periodo de un solo día: «{fin}».")]
    pub(in crate::course) periodo_de_un_dia: String,
    #[schemars(description = "«Calificación».")]
    pub(in crate::course) etiqueta_calificacion: String,
    #[schemars(description = "«{calificacion} de 100 (mínima aprobatoria: {minima})».")]
    pub(in crate::course) calificacion: String,
    #[schemars(description = "«Folio».")]
    pub(in crate::course) etiqueta_folio: String,
    #[schemars(description = "«Emitida el».")]
    pub(in crate::course) etiqueta_emision: String,
    #[schemars(description = "Se dice en toda constancia hecha en el equipo de la persona.")]
    pub(in crate::course) aviso_autoemitida: String,
    #[schemars(
        description = "Se dice en una constancia cotejada: la institución revisó el expediente y firmó."
    )]
    pub(in crate::course) aviso_cotejada: String,
    #[schemars(
        description = "Se dice en una constancia supervisada; {atestigua} es quien presenció la evaluación."
    )]
    pub(in crate::course) aviso_supervisada: String,
    #[schemars(description = "«Vigente hasta».")]
    pub(in crate::course) etiqueta_vigencia: String,
    #[serde(default)]
    #[schemars(description = "«Recertificación»; si falta, esa palabra.")]
    pub(in crate::course) etiqueta_recertificacion: Option<String>,
    #[schemars(description = "«Atestigua».")]
    pub(in crate::course) etiqueta_atestigua: String,
    #[schemars(description = "«Llave de la firma».")]
    pub(in crate::course) etiqueta_llave: String,
    #[schemars(description = "Para qué es el código QR; va debajo de él.")]
    pub(in crate::course) etiqueta_codigo: String,
    #[schemars(description = "La palabra que cruza una constancia de muestra.")]
    pub(in crate::course) marca_de_ejemplo: String,
    #[schemars(description = "Se dice en una constancia de muestra.")]
    pub(in crate::course) aviso_de_ejemplo: String,
    #[serde(default)]
    #[schemars(
        description = "Archivo SVG junto a éste: trazos con relleno liso. Necesita logo_texto.",
        with = "Option<String>"
    )]
    pub(in crate::course) logo: Option<Spanned<String>>,
    #[serde(default)]
    #[schemars(
        description = "Qué muestra el logo, para quien no lo ve.",
        with = "Option<String>"
    )]
    pub(in crate::course) logo_texto: Option<Spanned<String>>,
    #[serde(default)]
    #[schemars(description = "Los colores de la hoja; sin ellos, los de Aula.")]
    pub(in crate::course) colores: Option<ColoursFile>,
    #[serde(default)]
    #[schemars(
        description = "Quienes firman a mano las hojas cotejadas y supervisadas; tres o menos.",
        with = "Vec<SignatoryFile>"
    )]
    pub(in crate::course) firmantes: Vec<Spanned<SignatoryFile>>,
}

/// `[colores]`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Colores de la hoja, como «#0f4c4f».")]
pub(in crate::course) struct ColoursFile {
    #[schemars(
        description = "La institución, los títulos y la banda: contraste de 4.5 o más con el papel.",
        with = "Option<String>"
    )]
    pub(in crate::course) principal: Option<Spanned<String>>,
    #[schemars(
        description = "Las líneas de adorno: contraste de 3 o más con el papel.",
        with = "Option<String>"
    )]
    pub(in crate::course) acento: Option<Spanned<String>>,
    #[schemars(
        description = "El fondo de la hoja: claro, porque el texto es oscuro.",
        with = "Option<String>"
    )]
    pub(in crate::course) papel: Option<Spanned<String>>,
}

/// `[[firmantes]]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Quien firma a mano.")]
pub(in crate::course) struct SignatoryFile {
    #[schemars(description = "Su nombre, como debe aparecer.")]
    pub(in crate::course) nombre: String,
    #[schemars(description = "Su cargo.")]
    pub(in crate::course) cargo: String,
}
