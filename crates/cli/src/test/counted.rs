//! Cargo's tests, shown as they run and counted.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::matrix::Matrix;

/// How many tests ended how, and what that says about faults.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Count {
    /// Passed.
    pub passed: u32,
    /// Failed.
    pub failed: u32,
    /// The rows of the fault matrix.
    pub matrix: Matrix,
}

/// Runs the tests and adds them to the count.
///
/// # Errors
/// When one fails or they do not compile.
pub fn run_counted(command: &mut Command, count: &mut Count) -> Result<()> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .context("No puedo ejecutar cargo.")?;
    for line in child
        .stdout
        .take()
        .into_iter()
        .flat_map(|stdout| BufReader::new(stdout).lines())
    {
        let line = line.unwrap_or_default();
        println!("{line}");
        count.add(&line);
    }
    let status = child.wait().context("No puedo esperar a cargo.")?;
    if !status.success() {
        bail!("Hay pruebas que fallan: arriba está cuáles.");
    }
    Ok(())
}

impl Count {
    /// Reads «test result: ok. 12 passed; 0 failed; …», and the name of each test.
    fn add(&mut self, line: &str) {
        self.matrix.add(line);
        let Some(result) = line.strip_prefix("test result: ") else {
            return;
        };
        let words: Vec<&str> = result
            .split([' ', ';'])
            .filter(|word| !word.is_empty())
            .collect();
        for pair in words.windows(2) {
            match (pair[0].parse::<u32>(), pair[1]) {
                (Ok(number), "passed") => self.passed += number,
                (Ok(number), "failed") => self.failed += number,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_several_binaries_add_up() {
        let mut count = Count::default();
        for line in [
            "test names::tests::x ... ok",
            "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
        ] {
            count.add(line);
        }
        assert_eq!(
            count,
            Count {
                passed: 15,
                failed: 2,
                matrix: Matrix::default()
            }
        );
    }
}
