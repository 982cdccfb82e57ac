//! clap in Spanish: headings, usage lines and errors.

use std::fmt::Write;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

const TEMPLATE: &str = "{about}\n\nUso: {usage}\n\n{all-args}\n";

/// The command with Spanish help, and so all its subcommands.
pub fn localize(command: Command) -> Command {
    let name = command.get_name().to_owned();
    localize_below(command, &name)
}

fn localize_below(command: Command, path: &str) -> Command {
    let usage = usage(&command, path);
    let path = path.to_owned();
    command
        .override_usage(usage)
        .help_template(TEMPLATE)
        .subcommand_help_heading("Órdenes")
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help("Muestra esta ayuda"),
        )
        .mut_args(|arg| {
            let heading = if arg.is_positional() {
                "Argumentos"
            } else {
                "Opciones"
            };
            // «[default: …]» would be English: the help text says the default.
            let takes_value = arg.get_action().takes_values();
            let arg = arg.help_heading(heading);
            if takes_value {
                arg.hide_default_value(true)
            } else {
                arg
            }
        })
        .mut_subcommands(move |sub| {
            let path = format!("{path} {}", sub.get_name());
            localize_below(sub, &path)
        })
}

fn usage(command: &Command, path: &str) -> String {
    let mut usage = path.to_owned();
    if command.get_opts().any(|option| !option.is_hide_set()) {
        usage.push_str(" [OPCIONES]");
    }
    for name in command
        .get_positionals()
        .filter_map(|arg| arg.get_value_names()?.first())
    {
        usage.push_str(&format!(" <{name}>"));
    }
    if command.has_subcommands() {
        usage.push_str(" <ORDEN>");
    }
    usage
}

/// What is wrong with a command line and what to type instead.
pub fn explain(error: &clap::Error) -> String {
    // Of one that may be repeated clap says «<EXPEDIENTE>...».
    let argument = context(error, ContextKind::InvalidArg).replace(">...", ">");
    let value = context(error, ContextKind::InvalidValue);
    let mut text = match error.kind() {
        ErrorKind::InvalidSubcommand => format!(
            "No conozco la orden «{}».",
            context(error, ContextKind::InvalidSubcommand)
        ),
        ErrorKind::UnknownArgument => format!("No conozco «{argument}»."),
        ErrorKind::MissingRequiredArgument => format!("Falta {argument}."),
        ErrorKind::InvalidValue if value.is_empty() => format!("Falta el valor de {argument}."),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("«{value}» no sirve como valor de {argument}.")
        }
        ErrorKind::ArgumentConflict => format!(
            "{argument} no se puede usar junto con {}.",
            context(error, ContextKind::PriorArg)
        ),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            "Falta la orden.".to_owned()
        }
        _ => format!("No entiendo estos argumentos: {argument}"),
    };
    for (kind, lead) in [
        (ContextKind::SuggestedSubcommand, "¿Quiso decir"),
        (ContextKind::SuggestedArg, "¿Quiso decir"),
    ] {
        let suggestion = context(error, kind);
        if !suggestion.is_empty() {
            let _ = write!(text, " {lead} «{suggestion}»?");
        }
    }
    text.push_str("\nAyuda: cargo aula --help");
    text
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Args;
    use clap::CommandFactory;
    use expect_test::{Expect, expect};

    fn check(line: &str, expect: Expect) {
        let error = localize(Args::command())
            .term_width(100)
            .try_get_matches_from(line.split(' '))
            .err()
            .map(|error| match error.kind() {
                ErrorKind::DisplayHelp => error.render().to_string(),
                _ => explain(&error),
            })
            .unwrap_or_else(|| "sin error".into());
        expect.assert_eq(&error);
    }

    #[test]
    fn help_is_spanish_throughout() {
        check(
            "aula --help",
            expect![[r#"
                Aula: capacitaciones en el navegador, sin servidor propio.

                Uso: cargo aula <ORDEN>

                Órdenes:
                  serve    Muestra el sitio mientras se escribe: http://127.0.0.1:8080
                  lint     Revisa las capacitaciones y dice archivo, línea y columna
                  sources  Enumera las fuentes y cuándo hay que volver a leerlas
                  figures  Cuenta lo que tiene cada capacitación: minutos, preguntas, casos, lectura
                  new      Empieza una capacitación nueva
                  publish  Fija la versión actual de una capacitación, para siempre
                  build    Construye el sitio que se sube al servidor
                  test     Corre todas las pruebas, también en un navegador real
                  schema   Escribe los esquemas JSON de los archivos de autor
                  key      La llave con la que firma la institución
                  issue    Vuelve a calificar expedientes y firma constancias
                  reissue  Vuelve a hacer una constancia firmada, idéntica, desde su registro
                  verify   Verifica constancias: PDF, .jwt, SVG, foto del código QR
                  revoke   Revoca constancias y renueva las listas

                Opciones:
                  -h, --help  Muestra esta ayuda
            "#]],
        );
        check(
            "aula build --help",
            expect![[r#"
            Construye el sitio que se sube al servidor

            Uso: cargo aula build [OPCIONES]

            Opciones:
                  --out <CARPETA>  Carpeta de salida (si no se dice: dist)
                  --hash           Un sitio de una sola página, con direcciones #/modulo/leccion
              -h, --help           Muestra esta ayuda
        "#]],
        );
        check(
            "aula new course --help",
            expect![[r#"
            Crea courses/<clave>/ con una lección, una ficha, preguntas y glosario de ejemplo

            Uso: cargo aula new course <CLAVE>

            Argumentos:
              <CLAVE>  Minúsculas sin acentos, cifras y guiones: trato-digno

            Opciones:
              -h, --help  Muestra esta ayuda
        "#]],
        );
    }

    #[test]
    fn errors_are_spanish_and_suggest_the_right_word() {
        check(
            "aula",
            expect![[r#"
            Falta la orden.
            Ayuda: cargo aula --help"#]],
        );
        check(
            "aula bild",
            expect![[r#"
            No conozco la orden «bild». ¿Quiso decir «build»?
            Ayuda: cargo aula --help"#]],
        );
        check(
            "aula build --hahs",
            expect![[r#"
            No conozco «--hahs». ¿Quiso decir «--hash»?
            Ayuda: cargo aula --help"#]],
        );
        check(
            "aula build --out",
            expect![[r#"
            Falta el valor de --out <CARPETA>.
            Ayuda: cargo aula --help"#]],
        );
        check(
            "aula serve --port x",
            expect![[r#"
            «x» no sirve como valor de --port <PUERTO>.
            Ayuda: cargo aula --help"#]],
        );
        check(
            "aula publish",
            expect![[r#"
            Falta <CAPACITACION>.
            Ayuda: cargo aula --help"#]],
        );
        check(
            "aula issue",
            expect![[r#"
            Falta --key <LLAVE>, <EXPEDIENTE>.
            Ayuda: cargo aula --help"#]],
        );
        check(
            "aula lint --on 2026-01-01 --explain x",
            expect![[r#"
            --on <AAAA-MM-DD> no se puede usar junto con --explain <REGLA>.
            Ayuda: cargo aula --help"#]],
        );
        check(
            "aula publish a b",
            expect![[r#"
            No conozco «b».
            Ayuda: cargo aula --help"#]],
        );
    }

    #[test]
    fn no_english_word_of_clap_remains_anywhere() {
        fn walk(command: &mut Command) {
            let help = command.render_long_help().to_string();
            for word in [
                "Usage",
                "Options",
                "Commands",
                "Arguments",
                "Print",
                "default",
                "possible",
            ] {
                assert!(!help.contains(word), "{word} in:\n{help}");
            }
            command.get_subcommands_mut().for_each(walk);
        }
        let mut command = localize(Args::command());
        command.build();
        walk(&mut command);
    }
}
