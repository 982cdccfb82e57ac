//! What is printed may go into another program, which reads no further than it needs: `cargo aula figures | head`.

use std::io::Read;
use std::process::{Command, Stdio};

#[test]
fn a_reader_that_goes_away_is_no_failure_to_tell() {
    let mut aula = Command::new(env!("CARGO_BIN_EXE_aula"))
        .arg("figures")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(aula.stdout.take());
    let mut said = String::new();
    let mut errors = aula.stderr.take().unwrap();
    errors.read_to_string(&mut said).unwrap();
    aula.wait().unwrap();
    assert_eq!(said, "");
}
