//! What stands in a lesson: prose, items and cases. One file an interaction, views only; whether an answer is right is core's matter.
//! What `kinds` names, and `case`, is in a module that comes later: nothing else may name it.

pub mod answer_form;
mod blanks;
pub mod case;
pub mod case_text;
mod choice;
mod extended;
pub mod fields;
mod hottext;
pub mod kinds;
mod matching;
mod number;
mod order;
pub mod passage;
mod plan;
pub mod practice;
pub mod prose;
pub mod references;
pub mod saved;
pub mod told;
