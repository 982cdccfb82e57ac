//! Components without domain words.

pub mod dialog;
pub mod dynamic;
pub mod element;
pub mod icon;
pub mod initial;
pub mod meter;
pub mod option;
pub mod reveal;
