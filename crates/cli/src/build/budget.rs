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
    /// Most bytes of Brotli, where there is a limit.
    limit: Option<usize>,
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

    /// Passes when every size is within its budget.
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
        self.limit.is_some_and(|limit| self.br > limit)
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
            let limit = row.limit.map(kilobytes).unwrap_or_default();
            let mark = if row.is_over() { "  ← pasa" } else { "" };
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

fn rows(site: &Site, compressed: &BTreeMap<String, Compressed>) -> Vec<Row> {
    let at = &site.addresses;
    let row = |name, paths: &[&str], limit| sum(name, paths, limit, site, compressed);
    let mut rows = vec![
        row("Aplicación (wasm)", &[&at.wasm], Some(110_000)),
        row(
            "Scripts antes de la primera pregunta",
            &[&at.boot, &at.glue],
            Some(8_000),
        ),
        row("Hoja de estilo", &[&at.css], None),
        row("Datos del sitio", &[&at.site], None),
        row(
            "Módulo de la constancia (wasm)",
            &[&at.certificate_wasm],
            Some(520_000),
        ),
        row("Su script", &[&at.certificate_glue], None),
        row("Su letra", &[&at.font], Some(220_000)),
    ];
    let visits = site.visits.iter().map(|(page, data)| {
        let paths = [page, data, &at.site, &at.css, &at.boot, &at.glue, &at.wasm];
        row(
            "Primera visita a la página más pesada",
            &paths.map(String::as_str),
            Some(190_000),
        )
    });
    rows.extend(visits.max_by_key(|row| row.br));
    rows
}

fn sum(
    name: &'static str,
    paths: &[&str],
    limit: Option<usize>,
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
        let sizes = Sizes {
            rows: vec![
                row("Aplicación (wasm)", 110_100, Some(110_000)),
                row("Hoja de estilo", 3_210, None),
            ],
        };
        expect![[r#"

            Tamaños en kB                             directo     gzip   brotli   límite
            Aplicación (wasm)                           440.4    132.1    110.1    110.0  ← pasa
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
