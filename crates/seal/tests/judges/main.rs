//! Other people's verifiers judge our credentials, ours judges theirs, and the published schema and contexts judge the form.
//! `cargo aula test` installs openbadgeslib, jsonschema and pyld (PyPI) and jose (npm) below `target/` and names the folder in
//! `AULA_JUDGES`; plain `cargo test` leaves this out.

// A test says no by panicking.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../seal/fixtures.rs"]
#[allow(dead_code)]
mod fixtures;
mod judged;
