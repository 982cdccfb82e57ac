//! The native suite: no browser, no network, fixed clock and seeds.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on stops"
)]

mod care;
mod chain;
mod courses;
mod desk;
mod faults;
mod house;
mod journals;
mod keys;
mod remedy;
mod schedules;
mod search;
mod world;
