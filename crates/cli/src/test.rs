//! `aula test`: everything that must hold before a change is kept. The same on a person's machine and in continuous integration.

mod browser;
mod counted;

use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use crate::args::{Build, Lint, Test};
use crate::build::{self, cargo, ensure_target};
use crate::lint;
use crate::project::Project;
use crate::steps::{Steps, seconds};
use counted::{Count, run_counted};

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];
const DENY: [&str; 3] = ["--", "-D", "warnings"];

/// Runs every step, goes on after a failure, and sums up.
pub fn run(project: &Project, options: &Test) -> Result<ExitCode> {
    let mut steps = Steps::new(if options.native { 6 } else { 9 });
    let mut count = Count::default();
    // A failure is kept by `steps`, said at once, and does not keep the next step from running.
    let mut step = |name: &str, work: &mut dyn FnMut() -> Result<()>| {
        steps
            .run_aloud(name, work)
            .map_err(|error| eprintln!("{error:#}"))
            .is_ok()
    };
    step("Formato", &mut || {
        succeed(
            cargo(project).args(["fmt", "--all", "--check"]),
            "Corra «cargo fmt --all».",
        )
    });
    step("Avisos del compilador (clippy)", &mut || {
        clippy_native(project)
    });
    step("Avisos del compilador para el navegador", &mut || {
        clippy_wasm(project)
    });
    step("Pruebas sin navegador", &mut || {
        run_counted(
            cargo(project).args(["test", "--workspace", "--no-fail-fast"]),
            &mut count,
        )
    });
    step("Capacitaciones", &mut || {
        let options = Lint {
            on: None,
            explain: None,
        };
        match lint::run(project, &options)? {
            code if code == ExitCode::SUCCESS => Ok(()),
            _ => bail!("Las capacitaciones tienen errores."),
        }
    });
    let built = step("Construcción", &mut || build_site(project, false));
    if !options.native {
        let built = step("Construcción de una sola página", &mut || {
            build_site(project, true)
        }) && built;
        let mut axe = None;
        step("Preparar el navegador", &mut || {
            axe = Some(browser::prepare(project)?);
            Ok(())
        });
        step("Pruebas en el navegador", &mut || {
            let axe = axe.as_ref().context("Falta preparar el navegador.")?;
            if !built {
                bail!("No hay sitio que probar: la construcción falló.");
            }
            let mut tests = cargo(project);
            tests
                .args(["test", "--test", "e2e"])
                .env("AULA_SITE", site_folder(project, false))
                .env("AULA_HASH_SITE", site_folder(project, true))
                .env("AULA_AXE", axe);
            run_counted(&mut tests, &mut count)
        });
    }
    Ok(sum_up(&steps, &count))
}

fn sum_up(steps: &Steps, count: &Count) -> ExitCode {
    println!("\nResumen");
    for step in steps.done() {
        let mark = if step.passed { "bien " } else { "FALLÓ" };
        println!("  {mark}  {:<42} {:>12}", step.name, seconds(step.took));
    }
    let failed = steps.done().iter().filter(|step| !step.passed).count();
    let total = steps.done().iter().map(|step| step.took).sum();
    println!(
        "{} pasos, {failed} con fallas; {} pruebas pasaron, {} fallaron; {}",
        steps.done().len(),
        count.passed,
        count.failed,
        seconds(total)
    );
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn clippy_native(project: &Project) -> Result<()> {
    let mut clippy = cargo(project);
    clippy
        .args(["clippy", "--workspace", "--all-targets"])
        .args(DENY);
    succeed(&mut clippy, "Atienda los avisos de arriba.")
}

fn clippy_wasm(project: &Project) -> Result<()> {
    ensure_target()?;
    for package in ["aula", "aula-certificate"] {
        let mut clippy = cargo(project);
        clippy
            .args(["clippy", "--package", package, "--lib"])
            .args(WASM)
            .args(DENY);
        succeed(&mut clippy, "Atienda los avisos de arriba.")?;
    }
    Ok(())
}

/// Where the tested sites lie: apart from `dist`, which belongs to the person.
fn site_folder(project: &Project, hash: bool) -> std::path::PathBuf {
    project.cache(if hash { "site-hash" } else { "site" })
}

fn build_site(project: &Project, hash: bool) -> Result<()> {
    build::run(
        project,
        &Build {
            out: site_folder(project, hash),
            hash,
            dev: false,
            findings: None,
        },
    )
}

fn succeed(command: &mut Command, advice: &str) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("No puedo ejecutar {}.", command.get_program().display()))?;
    if !status.success() {
        bail!("{advice}");
    }
    Ok(())
}
