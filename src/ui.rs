//! Components without domain words.

pub mod dialog;
pub mod icon;
pub mod meter;
pub mod reveal;
