//! `aula test`: everything that must hold before a change is kept. The same on a person's machine and in continuous integration.

mod browser;
mod counted;
mod judges;
mod matrix;
mod next;
mod rows;

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use crate::args::{Build, Lint, Test};
use crate::build::{self, cargo, ensure_target};
use crate::lint;
use crate::project::Project;
use crate::steps::{Steps, seconds};
use crate::told::told;
use counted::{Count, run_counted};

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];
/// The page that is written last.
const HOME: &str = "index.html";
const DENY: [&str; 3] = ["--", "-D", "warnings"];

/// Runs every step, goes on after a failure, and sums up.
pub fn run(project: &Project, options: &Test) -> Result<ExitCode> {
    let mut run = Run {
        project,
        steps: Steps::new(match (options.native, options.faults) {
            (true, _) => 6,
            (false, false) => 11,
            (false, true) => 15,
        }),
        count: Count::default(),
    };
    // First, because the tests of the constancia read its PDF with tools that come with the browser's.
    let axe = (!options.native).then(|| prepare_browser(&mut run));
    native_steps(&mut run);
    if let Some(axe) = axe {
        browser_steps(&mut run, axe.clone());
        if options.faults {
            fault_steps(&mut run, axe);
        }
    }
    Ok(run.sum_up())
}

/// A run of the suite so far.
struct Run<'a> {
    project: &'a Project,
    steps: Steps,
    count: Count,
}

impl Run<'_> {
    /// A failure is said at once, kept for the summary, and does not keep the next step from running.
    fn step(&mut self, name: &str, work: impl FnOnce(&Project, &mut Count) -> Result<()>) {
        let (project, count) = (self.project, &mut self.count);
        if let Err(error) = self.steps.run_aloud(name, || work(project, count)) {
            eprintln!("{}", told(&error));
        }
    }

    fn sum_up(&self) -> ExitCode {
        println!("\nResumen");
        let steps = self.steps.done();
        for step in steps {
            let mark = if step.fault.is_none() {
                "bien "
            } else {
                "FALLÓ"
            };
            println!("  {mark}  {:<42} {:>12}", step.name, seconds(step.took));
            // Said when it happened, and again here: what is missing may stand above everything else that was run.
            if let Some(fault) = &step.fault {
                println!("         {}", fault.replace('\n', "\n         "));
            }
        }
        let failed = steps.iter().filter(|step| step.fault.is_some()).count();
        let Count {
            passed,
            failed: tests_failed,
            ..
        } = self.count;
        println!(
            "{} pasos, {failed} con fallas; {passed} pruebas pasaron, {tests_failed} fallaron; {}",
            steps.len(),
            seconds(steps.iter().map(|step| step.took).sum())
        );
        if failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

fn native_steps(run: &mut Run<'_>) {
    run.step("Formato", |project, _| {
        let mut fmt = cargo(project);
        fmt.args(["fmt", "--all", "--check"]);
        succeed(&mut fmt, "Corra «cargo fmt --all».")
    });
    run.step("Avisos del compilador (clippy)", |project, _| {
        clippy_native(project)
    });
    run.step("Avisos del compilador, navegador", |project, _| {
        clippy_wasm(project)
    });
    run.step("Pruebas sin navegador", |project, count| {
        let mut tests = cargo(project);
        tests.args(["test", "--workspace", "--no-fail-fast"]);
        run_counted(&mut tests, count)
    });
    run.step("Capacitaciones", |project, _| courses(project));
    run.step("Construcción", |project, _| {
        build_site(project, Tested::Files)
    });
}

fn prepare_browser(run: &mut Run<'_>) -> Option<PathBuf> {
    let mut axe = None;
    run.step("Preparar el navegador", |project, _| {
        axe = Some(browser::prepare(project)?);
        Ok(())
    });
    axe
}

fn browser_steps(run: &mut Run<'_>, axe: Option<PathBuf>) {
    run.step("Construcción de una sola página", |project, _| {
        build_site(project, Tested::Hash)
    });
    run.step("Construcción de la galería", |project, _| {
        build_site(project, Tested::Gallery)
    });
    run.step("Verificadores ajenos", |project, count| {
        // Beside the browser's tests, of which none is called so: alone they would be compiled with other features, and half of their
        // libraries again.
        let mut tests = cargo(project);
        tests
            .args([
                "test", "--test", "judges", "--test", "e2e", "--", "judged::",
            ])
            .env("AULA_JUDGES", judges::prepare(project)?);
        let before = count.passed;
        run_counted(&mut tests, count)?;
        if count.passed == before {
            bail!("Ninguna prueba se llama «judged::…».");
        }
        Ok(())
    });
    run.step("Pruebas en el navegador", |project, count| {
        run_counted(&mut in_browser(project, axe)?, count)
    });
}

/// The fault cases that take too long for every day, and what all cases of the run say together.
fn fault_steps(run: &mut Run<'_>, axe: Option<PathBuf>) {
    let slow = ["--", "--ignored", "row_"];
    run.step("Construcción de la versión siguiente", |project, _| {
        build_site(project, Tested::Next)
    });
    run.step("Fallas sin navegador", |project, count| {
        let mut tests = cargo(project);
        tests.args(["test", "--workspace", "--no-fail-fast"]);
        run_counted(tests.args(slow), count)
    });
    run.step("Fallas en el navegador", |project, count| {
        run_counted(in_browser(project, axe)?.args(slow), count)
    });
    run.step("Matriz de fallas", |_, count| {
        for line in count.matrix.lines() {
            println!("{line}");
        }
        count.matrix.require_all()
    });
}

/// The browser's tests, with the environment they need.
fn in_browser(project: &Project, axe: Option<PathBuf>) -> Result<Command> {
    let axe = axe.context("Falta preparar el navegador.")?;
    let sites =
        [Tested::Files, Tested::Hash, Tested::Gallery].map(|site| site_folder(project, site));
    if !sites.iter().all(|site| site.join(HOME).is_file()) {
        bail!("No hay sitio que probar: la construcción falló.");
    }
    let [site, hash_site, gallery] = sites;
    let mut tests = cargo(project);
    tests
        .args(["test", "--test", "e2e"])
        .env("AULA_SITE", site)
        .env("AULA_HASH_SITE", hash_site)
        .env("AULA_GALLERY", gallery)
        // Not the program that runs: cargo has put another one in its place by now.
        .env("AULA_COMMAND", project.target().join("debug/aula"))
        .env("AULA_NEXT_SITE", site_folder(project, Tested::Next))
        .env("AULA_AXE", axe);
    Ok(tests)
}

fn courses(project: &Project) -> Result<()> {
    let options = Lint {
        on: None,
        explain: None,
    };
    match lint::run(project, &options)? {
        code if code == ExitCode::SUCCESS => Ok(()),
        _ => bail!("Las capacitaciones tienen errores."),
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
    let mut clippy = cargo(project);
    // The whole workspace, because every choice of packages resolves other features and builds the macros again.
    clippy
        .args(["clippy", "--workspace", "--lib"])
        .args(WASM)
        .args(DENY);
    succeed(&mut clippy, "Atienda los avisos de arriba.")
}

/// The sites that are tested.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tested {
    Files,
    Hash,
    /// Every kind of item, from the authors' files of `tests/gallery`.
    Gallery,
    /// What the next version of Aula might be: only the slow fault cases have it.
    Next,
}

/// Where the tested sites lie: apart from `dist`, which belongs to the person.
fn site_folder(project: &Project, site: Tested) -> PathBuf {
    project.cache(match site {
        Tested::Files => "site",
        Tested::Hash => "site-hash",
        Tested::Gallery => "site-gallery",
        Tested::Next => "site-next",
    })
}

fn build_site(project: &Project, site: Tested) -> Result<()> {
    let out = site_folder(project, site);
    // The browser tests must not take an older site for this one.
    if out.join(HOME).exists() {
        std::fs::remove_file(out.join(HOME)).context("No puedo escribir en target/.")?;
    }
    let options = Build {
        out,
        hash: site == Tested::Hash,
        // Nobody downloads the next version.
        dev: site == Tested::Next,
        findings: None,
        courses: (site == Tested::Gallery).then(|| PathBuf::from("tests/gallery")),
    };
    match site {
        Tested::Files | Tested::Hash | Tested::Gallery => build::run(project, &options),
        Tested::Next => build::run(&next::version(project)?, &options),
    }
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
