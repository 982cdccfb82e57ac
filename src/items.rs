//! What stands in a lesson: prose, items and cases. One file an interaction, views only; whether an answer is right is core's matter.

pub mod case;
pub mod case_text;
pub mod choice;
pub mod practice;
pub mod prose;
pub mod references;
pub mod saved;
