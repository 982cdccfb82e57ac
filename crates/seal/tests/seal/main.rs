//! Keys, credentials and verification, through the public interface.

// A test says no by panicking.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod fixtures;
mod forgeries;
mod golden;
mod issuing;
mod keys;
mod lists;
mod mutations;
mod renewing;
mod sheets;
