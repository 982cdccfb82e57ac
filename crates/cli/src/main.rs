//! `cargo aula …`: build tool, task runner and the operator's tool in one.
//!
//! Subcommands and flags are English words; everything printed is Spanish. Every failure is one message that says what to do.

mod args;
mod build;
mod clock;
mod figures;
mod json_schema;
mod lint;
mod new_course;
mod project;
mod publish;
mod serve;
mod signing;
mod sources;
mod spanish;
mod steps;
mod test;
mod told;

use std::process::ExitCode;

use clap::{FromArgMatches, error::ErrorKind};

use crate::args::{Args, Command, New};
use crate::project::Project;

fn main() -> ExitCode {
    let command = spanish::localize(<Args as clap::CommandFactory>::command());
    let args = match command
        .try_get_matches()
        .and_then(|matches| Args::from_arg_matches(&matches))
    {
        Ok(args) => args,
        Err(error) if error.kind() == ErrorKind::DisplayHelp => {
            // Colours only on a terminal; a closed pipe is no failure.
            let _ = error.print();
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("{}", in_plain_lines(&spanish::explain(&error)));
            return ExitCode::from(2);
        }
    };
    // A server must outlive a browser that goes away in the middle of an answer.
    if !matches!(args.command, Command::Serve(_)) {
        sigpipe::reset();
    }
    match run(args.command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nError: {}", in_plain_lines(&told::told(&error)));
            ExitCode::FAILURE
        }
    }
}

/// An error may name a file, and a name may hold what moves a terminal's cursor.
fn in_plain_lines(words: &str) -> String {
    let lines: Vec<String> = words.lines().map(signing::plain).collect();
    lines.join("\n")
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    let project = Project::find()?;
    match command {
        Command::Build(options) => build::run(&project, &options).map(|()| ExitCode::SUCCESS),
        Command::Serve(options) => serve::run(&project, &options).map(|()| ExitCode::SUCCESS),
        Command::Lint(options) => lint::run(&project, &options),
        Command::Sources(options) => sources::run(&project, &options).map(|()| ExitCode::SUCCESS),
        Command::Figures => figures::run(&project).map(|()| ExitCode::SUCCESS),
        Command::Schema(options) => {
            json_schema::run(&project, &options).map(|()| ExitCode::SUCCESS)
        }
        Command::Publish(options) => publish::run(&project, &options).map(|()| ExitCode::SUCCESS),
        Command::New(New::Course { id }) => {
            new_course::run(&project, &id).map(|()| ExitCode::SUCCESS)
        }
        Command::Test(options) => test::run(&project, &options),
        Command::Key(command) => signing::key(&project, &command).map(|()| ExitCode::SUCCESS),
        Command::Issue(options) => signing::issue(&project, &options).map(|()| ExitCode::SUCCESS),
        Command::Reissue(options) => {
            signing::reissue(&project, &options).map(|()| ExitCode::SUCCESS)
        }
        Command::Verify(options) => signing::verify(&project, &options),
        Command::Revoke(options) => signing::revoke(&project, &options).map(|()| ExitCode::SUCCESS),
    }
}
