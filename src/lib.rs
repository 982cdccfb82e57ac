//! The app: everything that runs in the learner's browser.
//!
//! On wasm32 [`start`] mounts it over the page that the build prerendered; natively [`prerender`] renders the same views to text.
//! Modules in reading order.

// The component macro makes structs that cannot carry docs of their own.
#![allow(missing_docs)]

pub mod texts;
pub mod route;
mod browser;
mod session;
mod navigator;
mod app;
mod pages;
mod items;
mod ui;

#[cfg(not(target_arch = "wasm32"))]
pub mod prerender;

#[cfg(target_arch = "wasm32")]
mod start;
