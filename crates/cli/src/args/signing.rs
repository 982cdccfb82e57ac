//! The command line of signed constancias: `key`, `issue`, `reissue`, `verify`, `revoke`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

/// What `key` does.
#[derive(Debug, Clone, Subcommand)]
pub enum Key {
    #[command(about = "Hace la llave y firma las listas del sitio")]
    New(NewKey),
    #[command(about = "Hace la llave que sigue a otra, firmada por ella")]
    Successor(Successor),
    #[command(about = "Escribe la hoja de respaldo, para imprimir")]
    Sheet(SheetOfKey),
}

/// Options of `key new`.
#[derive(Debug, Clone, ClapArgs)]
pub struct NewKey {
    /// Where the key is written.
    #[arg(
        long,
        value_name = "ARCHIVO",
        default_value = "llave.json",
        help = "Archivo de la llave (si no se dice: llave.json)"
    )]
    pub out: PathBuf,
    /// The passphrase, for whoever is no person at a keyboard.
    #[arg(
        long,
        value_name = "ARCHIVO",
        help = "Archivo cuyo primer renglón es la frase de paso; sin él, se pregunta"
    )]
    pub passphrase_file: Option<PathBuf>,
}

/// Options of `key successor`.
#[derive(Debug, Clone, ClapArgs)]
pub struct Successor {
    /// The key of today.
    #[arg(value_name = "LLAVE", help = "Archivo de la llave actual")]
    pub old: PathBuf,
    /// Where the new key is written.
    #[arg(
        long,
        value_name = "ARCHIVO",
        default_value = "llave-nueva.json",
        help = "Archivo de la llave nueva (si no se dice: llave-nueva.json)"
    )]
    pub out: PathBuf,
    /// The passphrase of the new key.
    #[arg(
        long,
        value_name = "ARCHIVO",
        help = "Archivo con la frase de paso de la llave nueva"
    )]
    pub passphrase_file: Option<PathBuf>,
    /// The passphrase of the key of today.
    #[arg(
        long,
        value_name = "ARCHIVO",
        help = "Archivo con la frase de paso de la llave actual"
    )]
    pub old_passphrase_file: Option<PathBuf>,
}

/// Options of `key sheet`.
#[derive(Debug, Clone, ClapArgs)]
pub struct SheetOfKey {
    /// The key.
    #[arg(value_name = "LLAVE", help = "Archivo de la llave")]
    pub key: PathBuf,
    /// Where the sheet is written.
    #[arg(long, value_name = "ARCHIVO", help = "Archivo de la hoja (HTML)")]
    pub out: Option<PathBuf>,
}

/// Options of `issue`.
#[derive(Debug, Clone, ClapArgs)]
pub struct Issue {
    /// The expedientes.
    #[arg(
        value_name = "EXPEDIENTE",
        required = true,
        help = "Archivos que entregaron las personas participantes"
    )]
    pub files: Vec<PathBuf>,
    /// The key.
    #[arg(long, value_name = "LLAVE", help = "Archivo de la llave")]
    pub key: PathBuf,
    /// Its passphrase.
    #[arg(
        long,
        value_name = "ARCHIVO",
        help = "Archivo cuyo primer renglón es la frase de paso; sin él, se pregunta"
    )]
    pub passphrase_file: Option<PathBuf>,
    /// Folder that receives the constancias.
    #[arg(
        long,
        value_name = "CARPETA",
        default_value = "constancias",
        help = "Carpeta de salida (si no se dice: constancias)"
    )]
    pub out: PathBuf,
    /// Who attests that the evaluation was taken in their presence.
    #[arg(
        long,
        value_name = "NOMBRE",
        help = "Quién presenció la evaluación: las constancias salen supervisadas"
    )]
    pub supervised_by: Option<String>,
    /// Last day.
    #[arg(
        long,
        value_name = "AAAA-MM-DD",
        help = "Último día en que valen; sin él, la vigencia que da la capacitación, si da alguna"
    )]
    pub valid_until: Option<String>,
    /// Another name than that of the expediente.
    #[arg(
        long,
        value_name = "NOMBRE",
        help = "Corrige el nombre; el registro conserva el del expediente"
    )]
    pub name: Option<String>,
    /// Do not ask.
    #[arg(
        long,
        help = "No pregunta: firma sólo los expedientes sin nada que revisar"
    )]
    pub yes: bool,
}

/// Options of `reissue`.
#[derive(Debug, Clone, ClapArgs)]
pub struct Reissue {
    /// What is made again.
    #[arg(
        value_name = "FOLIO",
        required = true,
        help = "Folios de las constancias que se perdieron"
    )]
    pub folios: Vec<String>,
    /// The register.
    #[arg(
        long,
        value_name = "ARCHIVO",
        default_value = "constancias/registro.jsonl",
        help = "Registro de lo firmado (si no se dice: constancias/registro.jsonl)"
    )]
    pub register: PathBuf,
    /// The key that signed then.
    #[arg(
        long,
        value_name = "LLAVE",
        help = "Archivo de la llave que firmó entonces"
    )]
    pub key: PathBuf,
    /// Its passphrase.
    #[arg(
        long,
        value_name = "ARCHIVO",
        help = "Archivo cuyo primer renglón es la frase de paso; sin él, se pregunta"
    )]
    pub passphrase_file: Option<PathBuf>,
    /// Folder that receives the constancias.
    #[arg(
        long,
        value_name = "CARPETA",
        default_value = "constancias",
        help = "Carpeta de salida (si no se dice: constancias)"
    )]
    pub out: PathBuf,
    /// Lines without a signature are taken for true.
    #[arg(
        long,
        help = "No pregunta: da por ciertos los renglones sin firma, de versiones anteriores de Aula"
    )]
    pub trust_register: bool,
}

/// Options of `verify`.
#[derive(Debug, Clone, ClapArgs)]
pub struct Verify {
    /// What is verified.
    #[arg(
        value_name = "CONSTANCIA",
        required = true,
        help = "PDF, .jwt, SVG, texto del código o su foto (PNG, JPEG)"
    )]
    pub files: Vec<PathBuf>,
    /// They are copies of one constancia.
    #[arg(
        long,
        help = "Los archivos son copias de una misma constancia: dice en qué difieren"
    )]
    pub together: bool,
}

/// Options of `revoke`.
#[derive(Debug, Clone, ClapArgs)]
pub struct Revoke {
    /// What is taken back.
    #[arg(
        value_name = "FOLIO",
        help = "Folios que se revocan; sin ninguno, sólo se renueva la fecha de las listas"
    )]
    pub folios: Vec<String>,
    /// Nothing is taken back, in the first list that there is.
    #[arg(
        long,
        conflicts_with = "folios",
        help = "Firma la primera lista, vacía; sólo si la institución nunca ha tenido una"
    )]
    pub first: bool,
    /// Why.
    #[arg(long, value_name = "MOTIVO", help = "Por qué; lo lee quien verifica")]
    pub reason: Option<String>,
    /// The key.
    #[arg(long, value_name = "LLAVE", help = "Archivo de la llave")]
    pub key: PathBuf,
    /// Its passphrase.
    #[arg(
        long,
        value_name = "ARCHIVO",
        help = "Archivo cuyo primer renglón es la frase de paso; sin él, se pregunta"
    )]
    pub passphrase_file: Option<PathBuf>,
}
