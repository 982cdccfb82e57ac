//! The command line: subcommands, flags and their help.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};

/// Everything a person can type after `cargo aula`.
#[derive(Debug, Parser)]
#[command(
    name = "cargo aula",
    bin_name = "cargo aula",
    about = "Aula: capacitaciones en el navegador, sin servidor propio."
)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands in the order in which a newcomer meets them.
#[derive(Debug, Subcommand)]
pub enum Command {
    #[command(about = "Muestra el sitio mientras se escribe: http://127.0.0.1:8080")]
    Serve(Serve),
    #[command(about = "Revisa las capacitaciones y dice archivo, línea y columna")]
    Lint(Lint),
    #[command(about = "Enumera las fuentes y cuándo hay que volver a leerlas")]
    Sources(Sources),
    #[command(subcommand, about = "Empieza una capacitación nueva")]
    New(New),
    #[command(about = "Fija la versión actual de una capacitación, para siempre")]
    Publish(Publish),
    #[command(about = "Construye el sitio que se sube al servidor")]
    Build(Build),
    #[command(about = "Corre todas las pruebas, también en un navegador real")]
    Test(Test),
    #[command(about = "Escribe los esquemas JSON de los archivos de autor")]
    Schema(Schema),
    #[command(subcommand, about = "La llave con la que firma la institución")]
    Key(Key),
    #[command(about = "Vuelve a calificar expedientes y firma constancias")]
    Issue(Issue),
    #[command(about = "Verifica constancias: PDF, .jwt, SVG, foto del código QR")]
    Verify(Verify),
    #[command(about = "Revoca constancias y renueva la lista")]
    Revoke(Revoke),
}

/// Options of `build`.
#[derive(Debug, Clone, ClapArgs)]
pub struct Build {
    /// Folder that receives the site.
    #[arg(
        long,
        value_name = "CARPETA",
        default_value = "dist",
        help = "Carpeta de salida (si no se dice: dist)"
    )]
    pub out: PathBuf,
    /// One page with `#/…` addresses.
    #[arg(
        long,
        help = "Un sitio de una sola página, con direcciones #/modulo/leccion"
    )]
    pub hash: bool,
    /// Quick to compile, not compressed, without size gate: what `serve` runs.
    #[arg(long, hide = true)]
    pub dev: bool,
    /// Where to write the findings, one a line, for `serve` to show.
    #[arg(long, hide = true, value_name = "ARCHIVO")]
    pub findings: Option<PathBuf>,
    /// Another folder of authors' files: the gallery of the tests.
    #[arg(long, hide = true, value_name = "CARPETA")]
    pub courses: Option<PathBuf>,
}

/// Options of `serve`.
#[derive(Debug, Clone, ClapArgs)]
pub struct Serve {
    /// Port on 127.0.0.1.
    #[arg(
        long,
        value_name = "PUERTO",
        default_value_t = 8080,
        help = "Puerto (si no se dice: 8080)"
    )]
    pub port: u16,
    /// Folder that receives the site.
    #[arg(
        long,
        value_name = "CARPETA",
        default_value = "target/sitio",
        help = "Carpeta de trabajo (si no se dice: target/sitio)"
    )]
    pub out: PathBuf,
}

/// Options of `lint`.
#[derive(Debug, Clone, ClapArgs)]
pub struct Lint {
    /// The day on which the courses must be fit.
    #[arg(
        long,
        value_name = "AAAA-MM-DD",
        help = "Revisa como si fuera ese día; una fuente por revisar es entonces un error"
    )]
    pub on: Option<String>,
    /// The rule to explain.
    #[arg(
        long,
        value_name = "REGLA",
        conflicts_with = "on",
        help = "Explica una regla: qué revisa, por qué importa, un ejemplo"
    )]
    pub explain: Option<String>,
}

/// Options of `sources`.
#[derive(Debug, Clone, ClapArgs)]
pub struct Sources {
    /// Only what must be read again before this day.
    #[arg(
        long,
        value_name = "AAAA-MM-DD",
        help = "Sólo lo que hay que volver a leer antes de ese día"
    )]
    pub before: Option<String>,
    /// Write the sheets for the legal review instead.
    #[arg(
        long,
        conflicts_with = "before",
        help = "Escribe las hojas para el área jurídica: docs/revision-juridica.md"
    )]
    pub sheets: bool,
}

/// What `new` makes.
#[derive(Debug, Clone, Subcommand)]
pub enum New {
    #[command(
        about = "Crea courses/<clave>/ con una lección, una ficha, preguntas y glosario de ejemplo"
    )]
    Course {
        /// The id of the course.
        #[arg(
            value_name = "CLAVE",
            help = "Minúsculas sin acentos, cifras y guiones: trato-digno"
        )]
        id: String,
    },
}

/// Options of `publish`.
#[derive(Debug, Clone, ClapArgs)]
pub struct Publish {
    /// The course.
    #[arg(
        value_name = "CAPACITACION",
        help = "Clave de la capacitación (el nombre de su carpeta)"
    )]
    pub course: String,
}

/// Options of `schema`.
#[derive(Debug, Clone, ClapArgs)]
pub struct Schema {
    /// Folder that receives the schemas.
    #[arg(
        long,
        value_name = "CARPETA",
        default_value = "target/esquemas",
        help = "Carpeta de salida (si no se dice: target/esquemas)"
    )]
    pub out: PathBuf,
}

/// Options of `test`.
#[derive(Debug, Clone, ClapArgs)]
pub struct Test {
    /// Leave the browser out.
    #[arg(long, help = "Sólo lo que no necesita navegador")]
    pub native: bool,
    /// The slow fault cases too, and the matrix of all of them.
    #[arg(
        long,
        conflicts_with = "native",
        help = "También las fallas que tardan (cortes, discos llenos); imprime la matriz. Pide ser root para montar discos pequeños"
    )]
    pub faults: bool,
}

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
        help = "Último día en que valen; sin él, no vencen"
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
        help = "Folios que se revocan; sin ninguno, sólo se renueva la fecha de la lista"
    )]
    pub folios: Vec<String>,
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
