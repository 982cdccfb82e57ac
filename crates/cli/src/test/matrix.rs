//! The fault matrix of a run: which rows held, read from the names of the tests that ran. A case of row 20 is a test whose name
//! begins with `row_20_`; a row may have several, and holds when all of them pass.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use super::rows::ROWS;

/// The cases of each row, as they ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matrix(BTreeMap<u8, Cases>);

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Cases {
    passed: u32,
    failed: Vec<String>,
}

impl Matrix {
    /// Reads «test faults::disk::row_20_a_full_disk_is_said ... ok». A case that was left out is not a case that ran.
    pub fn add(&mut self, line: &str) {
        let Some((name, outcome)) = line
            .strip_prefix("test ")
            .and_then(|line| line.split_once(" ... "))
        else {
            return;
        };
        let name = name.rsplit("::").next().unwrap_or(name);
        let Some(row) = name
            .strip_prefix("row_")
            .and_then(|rest| rest.split('_').next()?.parse().ok())
        else {
            return;
        };
        match outcome {
            "ok" => self.0.entry(row).or_default().passed += 1,
            "FAILED" => self.0.entry(row).or_default().failed.push(name.to_owned()),
            _ => {}
        }
    }

    /// One line for each row, and below a broken one the cases that broke it.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![];
        for (row, title) in ROWS {
            let cases = self.0.get(&row);
            lines.push(format!("  {row:>2}  {title:<54} {}", verdict(cases)));
            for name in cases.into_iter().flat_map(|cases| &cases.failed) {
                lines.push(format!("        {name}"));
            }
        }
        lines
    }

    /// # Errors
    /// When a row is broken or was not run, or a case names a row that is not in the table.
    pub fn require_all(&self) -> Result<()> {
        let rows = |wanted: fn(Option<&Cases>) -> bool| {
            let rows = ROWS.iter().filter(|(row, _)| wanted(self.0.get(row)));
            rows.count()
        };
        let broken = rows(|cases| cases.is_some_and(|cases| !cases.failed.is_empty()));
        let absent = rows(|cases| cases.is_none());
        let unknown: Vec<String> = self
            .0
            .keys()
            .filter(|row| ROWS.iter().all(|(known, _)| known != *row))
            .map(u8::to_string)
            .collect();
        if !unknown.is_empty() {
            bail!(
                "Hay casos de filas que no están en la tabla: {}.",
                unknown.join(", ")
            );
        }
        if broken + absent > 0 {
            bail!(
                "De {} filas, {broken} fallan y {absent} están sin probar.",
                ROWS.len()
            );
        }
        Ok(())
    }
}

fn verdict(cases: Option<&Cases>) -> &'static str {
    match cases {
        None => "SIN PROBAR",
        Some(cases) if cases.failed.is_empty() => "se sostiene",
        Some(_) => "FALLA",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(lines: &[&str]) -> Matrix {
        let mut matrix = Matrix::default();
        lines.iter().for_each(|line| matrix.add(line));
        matrix
    }

    fn said(matrix: &Matrix, row: u8) -> Vec<String> {
        let lines = matrix.lines();
        let of_row = lines
            .iter()
            .skip_while(|line| !line.starts_with(&format!("  {row:>2}  ")));
        let cases = of_row.clone().skip(1);
        let cases = cases.take_while(|line| line.starts_with("        row_"));
        of_row.take(1).chain(cases).cloned().collect()
    }

    #[test]
    fn a_row_holds_when_all_its_cases_pass() {
        let matrix = after(&[
            "test faults::kill::row_01_ten_kills ... ok",
            "test faults::kill::row_01_two_hundred_kills ... ok",
            "test faults::disk::row_20_a_full_disk_is_said ... ok",
            "test faults::disk::row_20_a_freed_disk_is_used ... FAILED",
            "test row_21_of_another_binary ... ignored, needs root",
            "test kill::tests::an_arrow_22_row ... ok",
        ]);
        assert!(said(&matrix, 1)[0].ends_with("se sostiene"));
        let broken = said(&matrix, 20);
        assert!(broken[0].ends_with("FALLA"));
        assert_eq!(broken[1].trim(), "row_20_a_freed_disk_is_used");
        assert!(said(&matrix, 21)[0].ends_with("SIN PROBAR"));
        assert!(said(&matrix, 22)[0].ends_with("SIN PROBAR"));
        let error = matrix.require_all().unwrap_err().to_string();
        assert_eq!(error, "De 54 filas, 1 fallan y 52 están sin probar.");
    }

    #[test]
    fn a_case_of_no_row_is_an_error() {
        let error = after(&["test row_99_of_nothing ... ok"])
            .require_all()
            .unwrap_err();
        assert!(error.to_string().contains("99"));
    }

    #[test]
    fn a_full_matrix_is_accepted() {
        let mut matrix = Matrix::default();
        for (row, _) in ROWS {
            matrix.add(&format!("test faults::row_{row:02}_holds ... ok"));
        }
        assert!(matrix.require_all().is_ok());
        assert!(ROWS.is_sorted_by_key(|(row, _)| *row));
    }
}
