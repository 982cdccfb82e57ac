//! The sheets of the folder `sheets`, rendered and handed to readers that know nothing about how the files were made.
//!
//! To look at one: `cargo run -p aula-certificate --example constancia -- sheet.json out.pdf`.

// A test says no by panicking.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod readers;
mod reading;
mod rendering;
