//! What stands in a lesson: prose and items. One file an interaction, views only; whether an answer is right is core's matter.

pub mod choice;
pub mod practice;
pub mod prose;
pub mod references;
pub mod saved;
