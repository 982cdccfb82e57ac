//! End to end: the built site in a real Chromium, used as a person uses it.
//!
//! `cargo aula test` builds the site and runs this suite with the environment it needs: `AULA_SITE`, `AULA_HASH_SITE` and `AULA_GALLERY`
//! (folders the build wrote), `AULA_NEXT_SITE` (a build of what the next version may be, for the slow fault cases), `AULA_COMMAND` (the
//! command line itself) and `AULA_AXE` (axe-core as one file). A test owns its browser, its profile folder and its server; it uses keys, clicks, taps and visible text only. Faults come from
//! outside: signals, the server, the browser's own protocol.
//!
//! Run it with two test threads on two cores: every test starts a browser.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of a test stop the test; clippy.toml excuses only functions marked #[test]"
)]

mod accessible;
mod answering;
mod axe;
mod browser;
mod care;
mod cases;
mod conditions;
mod countersign;
mod course;
mod data;
mod desk;
mod driver;
mod eyes;
mod failing;
mod faults;
mod files;
mod foundation;
mod gallery;
mod hands;
mod harness;
mod harness_world;
mod journey_by_keyboard;
mod journey_by_mouse;
mod keys;
mod learner;
mod lists;
mod mounting;
mod page;
mod paper;
mod pdf;
mod pretest;
mod process;
mod profiles;
mod recertification;
mod reviews;
mod sample;
mod search;
mod server;
mod serving;
mod speed;
mod speed_of_lesson;
mod study;
mod targets;
mod tree;
mod trust;
mod verifying;

use std::path::PathBuf;

/// A path the test run was given by `cargo aula test`.
fn given(name: &str) -> PathBuf {
    match std::env::var_os(name) {
        Some(path) => PathBuf::from(path),
        None => panic!("{name} is not set: use cargo aula test"),
    }
}
