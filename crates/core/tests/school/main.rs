//! Tests of the school through its public interface.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on stops"
)]

mod assessment;
mod case;
mod credential;
mod draw;
mod evidence;
mod evidence_file;
mod fixtures;
mod forgeries;
mod handed_in;
mod journal;
mod mastery;
mod progress;
mod published;
mod reading;
mod recertification;
mod records;
mod review;
