//! The app: everything that runs in the learner's browser.
//!
//! On wasm32 [`start`] mounts it over the page that the build prerendered; natively [`prerender`] renders the same views to text.
//! `tests/native/house.rs` says who may use whom.

// The component macro makes structs that cannot carry docs of their own.
#![allow(missing_docs)]

mod app;
mod browser;
mod items;
mod navigator;
mod pages;
pub mod route;
mod screen;
mod session;
mod settings;
pub mod texts;
mod ui;

#[cfg(not(target_arch = "wasm32"))]
pub mod prerender;

#[cfg(target_arch = "wasm32")]
mod start;
