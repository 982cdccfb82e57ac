//! The command line: subcommands, flags and their help.

mod signing;

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};

pub use signing::{Issue, Key, NewKey, Reissue, Revoke, SheetOfKey, Successor, Verify};

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
    #[command(about = "Cuenta lo que tiene cada capacitación: minutos, preguntas, casos, lectura")]
    Figures,
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
    #[command(about = "Vuelve a hacer una constancia firmada, idéntica, desde su registro")]
    Reissue(Reissue),
    #[command(about = "Verifica constancias: PDF, .jwt, SVG, foto del código QR")]
    Verify(Verify),
    #[command(about = "Revoca constancias y renueva las listas")]
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
