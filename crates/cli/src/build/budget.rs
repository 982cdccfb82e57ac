//! Sizes: a table of what a visit costs, and a gate. The figures are the project's budgets, in bytes of Brotli 11.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::{Result, bail};

use super::compress::Compressed;
use super::site::Site;

/// A row of the report.
#[derive(Debug)]
struct Row {
    name: &'static str,
    raw: usize,
    br: usize,
    gz: usize,
    /// Bytes of Brotli, where there is a limit.
    limit: Option<Limit>,
}

/// A budget, and the ceiling that holds while it is not reached. It comes down with the size; it goes up only by what a commit gives a reason for.
#[derive(Debug, Clone, Copy)]
struct Limit {
    /// What the project promises.
    budget: usize,
    /// What the build refuses to exceed today.
    ceiling: usize,
}

impl Limit {
    /// A budget that is kept.
    const fn kept(budget: usize) -> Limit {
        Limit {
            budget,
            ceiling: budget,
        }
    }
}

/// The sizes of a built site.
#[derive(Debug)]
pub struct Sizes {
    rows: Vec<Row>,
}

impl Sizes {
    /// Adds up what each part and the heaviest first visit cost.
    pub fn measure(site: &Site, compressed: &BTreeMap<String, Compressed>) -> Sizes {
        Sizes {
            rows: rows(site, compressed),
        }
    }

    /// Passes when every size is below its ceiling. What is above its budget all the same stands in the table.
    ///
    /// # Errors
    /// Names what is above.
    pub fn require_budget(&self) -> Result<()> {
        let over: Vec<&str> = self
            .rows
            .iter()
            .filter(|row| row.is_over())
            .map(|row| row.name)
            .collect();
        if !over.is_empty() {
            bail!(
                "El sitio pasa de su límite de tamaño: {}. Aligere lo que creció; los límites están en crates/cli/src/build/budget.rs.",
                over.join(", ")
            );
        }
        Ok(())
    }
}

impl Row {
    fn is_over(&self) -> bool {
        self.limit.is_some_and(|limit| self.br > limit.ceiling)
    }

    fn misses_budget(&self) -> bool {
        self.limit.is_some_and(|limit| self.br > limit.budget)
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "\n{:<40}{:>9}{:>9}{:>9}{:>9}",
            "Tamaños en kB", "directo", "gzip", "brotli", "límite"
        )?;
        for row in &self.rows {
            let limit = row
                .limit
                .map(|limit| kilobytes(limit.budget))
                .unwrap_or_default();
            let mark = match (row.limit, row.is_over(), row.misses_budget()) {
                (Some(limit), true, _) => format!("  ← pasa del tope {}", kilobytes(limit.ceiling)),
                (Some(limit), false, true) => {
                    format!("  ← aún no cumple; tope {}", kilobytes(limit.ceiling))
                }
                (Some(_), false, false) | (None, _, _) => String::new(),
            };
            writeln!(
                f,
                "{:<40}{:>9}{:>9}{:>9}{limit:>9}{mark}",
                row.name,
                kilobytes(row.raw),
                kilobytes(row.gz),
                kilobytes(row.br)
            )?;
        }
        writeln!(f)
    }
}

/// The app. Limit: 140 kB are promised; ARCHITECTURE.md says what the rest is made of.
const APP: Limit = Limit {
    budget: 140_000,
    ceiling: 222_500,
};

/// The heaviest first visit to a lesson; above its budget by what the app is.
const FIRST_VISIT: Limit = Limit {
    budget: 220_000,
    ceiling: 260_000,
};

/// The heaviest first visit to a lesson with what it has within. No budget was promised for it.
const WITHIN_VISIT: Limit = Limit::kept(322_500);

/// What comes with each part of the app that is not in its first module, chunks that others share included. No budget was promised for
/// them.
const PARTS: [(&str, &str, Limit); 3] = [
    (
        "within",
        "Casos y otras preguntas (wasm)",
        Limit::kept(63_000),
    ),
    ("trust", "Páginas de confianza (wasm)", Limit::kept(165_300)),
    ("later", "Las demás páginas (wasm)", Limit::kept(172_000)),
];

/// The app's glue, and what runs before it: above its budget by what the camera, the voice and the pictures of codes need.
const SCRIPTS: Limit = Limit {
    budget: 8_000,
    ceiling: 8_100,
};

/// Keys, signatures, reading of PDF.
const SEAL: Limit = Limit {
    budget: 60_000,
    ceiling: 136_500,
};

/// Comes with the first picture of a code. No budget was promised for it.
const SCANNER: Limit = Limit::kept(92_000);

fn rows(site: &Site, compressed: &BTreeMap<String, Compressed>) -> Vec<Row> {
    let at = &site.addresses;
    let row = |name, paths: &[&str], limit| sum(name, paths, limit, site, compressed);
    let mut rows = vec![
        row("Aplicación (wasm)", &[&at.wasm], Some(APP)),
        row(
            "Scripts antes de la primera pregunta",
            &[&at.early, &at.boot, &at.glue],
            Some(SCRIPTS),
        ),
        row("Hoja de estilo", &[&at.css], None),
        row("Datos del sitio", &[&at.site], None),
        row(
            "Módulo de la constancia (wasm)",
            &[&at.certificate_wasm],
            Some(Limit::kept(520_000)),
        ),
        row("Su script", &[&at.certificate_glue], None),
        row("Su letra", &[&at.font], Some(Limit::kept(220_000))),
        row("Módulo del sello (wasm)", &[&at.seal_wasm], Some(SEAL)),
        row("Su script", &[&at.seal_glue], None),
        row(
            "Lector de códigos (wasm)",
            &[&at.scanner_wasm],
            Some(SCANNER),
        ),
        row("Sus scripts", &[&at.scanner, &at.scanner_glue], None),
    ];
    for (part, name, limit) in PARTS {
        let files = at.parts.get(part).into_iter().flatten();
        let files: Vec<&str> = files.map(String::as_str).collect();
        rows.push(row(name, &files, Some(limit)));
    }
    let heaviest = |name, limit, part: Option<&str>| {
        let visits = site.visits.iter().map(|visit| {
            let of_all = [
                &visit.page,
                &visit.data,
                &at.site,
                &at.css,
                &at.early,
                &at.boot,
                &at.glue,
                &at.wasm,
            ];
            let of_part = part.filter(|_| visit.part == part);
            let parts = of_part.and_then(|part| at.parts.get(part));
            let paths = of_all.into_iter().chain(parts.into_iter().flatten());
            let paths: Vec<&str> = paths.map(String::as_str).collect();
            row(name, &paths, Some(limit))
        });
        visits.max_by_key(|row| row.br)
    };
    rows.extend(heaviest(
        "Primera visita a la página más pesada",
        FIRST_VISIT,
        None,
    ));
    rows.extend(heaviest(
        "A una lección con caso u otras preguntas",
        WITHIN_VISIT,
        Some("within"),
    ));
    rows
}

fn sum(
    name: &'static str,
    paths: &[&str],
    limit: Option<Limit>,
    site: &Site,
    compressed: &BTreeMap<String, Compressed>,
) -> Row {
    let size = |encoded: fn(&Compressed) -> usize| {
        paths
            .iter()
            .filter_map(|path| compressed.get(*path))
            .map(encoded)
            .sum()
    };
    Row {
        name,
        raw: paths
            .iter()
            .filter_map(|path| site.files.get(*path))
            .map(Vec::len)
            .sum(),
        br: size(|file| file.br.len()),
        gz: size(|file| file.gz.len()),
        limit,
    }
}

/// Bytes as thousands with one decimal.
fn kilobytes(bytes: usize) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn the_table_shows_what_is_above_its_limit() {
        let row = |name, br, limit| Row {
            name,
            raw: 4 * br,
            br,
            gz: br + br / 5,
            limit,
        };
        let not_yet = Limit {
            budget: 220_000,
            ceiling: 255_000,
        };
        let sizes = Sizes {
            rows: vec![
                row("Aplicación (wasm)", 110_100, Some(Limit::kept(110_000))),
                row("Visita", 230_000, Some(not_yet)),
                row("Hoja de estilo", 3_210, None),
            ],
        };
        expect![[r#"

            Tamaños en kB                             directo     gzip   brotli   límite
            Aplicación (wasm)                           440.4    132.1    110.1    110.0  ← pasa del tope 110.0
            Visita                                      920.0    276.0    230.0    220.0  ← aún no cumple; tope 255.0
            Hoja de estilo                               12.8      3.8      3.2         

        "#]]
        .assert_eq(&sizes.to_string());
        let error = sizes.require_budget().unwrap_err().to_string();
        assert!(
            error.starts_with("El sitio pasa de su límite de tamaño: Aplicación (wasm)."),
            "{error}"
        );
    }
}
