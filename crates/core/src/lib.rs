//! The school without a browser.
//!
//! Everything Aula decides is decided here: what a course is, whether an answer is right, what has been achieved, what a
//! constancia says. Pure: no I/O, no clock, no randomness (`now` and seeds are arguments), so all of it runs natively in tests.
//! Modules in reading order; nothing imports a later one.

pub mod assessment;
pub mod calendar;
pub mod case;
pub mod course;
pub mod credential;
pub mod diagnostic;
pub mod evidence;
pub mod id;
pub mod item;
pub mod lint;
pub mod mastery;
pub mod packed;
pub mod progress;
pub mod prose;
pub mod readability;
pub mod recertification;
pub mod review;
pub mod search;
pub mod seeded;
pub mod sentences;
pub mod site;
pub mod spanish;
pub mod time;
pub mod verification;
