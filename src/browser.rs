//! The browser's border: every use of `web_sys` and `js_sys` is below this module.
//!
//! It speaks core types, never signals or views. Natively (prerendering, tests) the functions that views and the session may
//! call exist as [`still`] twins that do nothing: nobody clicks there.

#[cfg(target_arch = "wasm32")]
mod web {
    pub mod address;
    pub mod clock;
    pub mod download;
    pub mod fetch;
    pub mod habits;
    pub mod indexed_db;
    pub mod local_mirror;
    pub mod modules;
    pub mod page;
    pub mod picture;
    pub mod profiles;
    pub mod random;
    pub mod speech;
    pub mod tabs;

    /// Runs a future on the page's own loop.
    pub fn spawn(future: impl Future<Output = ()> + 'static) {
        let future: std::pin::Pin<Box<dyn Future<Output = ()>>> = Box::pin(future);
        wasm_bindgen_futures::spawn_local(future);
    }
}

#[cfg(target_arch = "wasm32")]
pub use web::*;

// Nobody chooses a file or goes back in a page that is not live, so some of it is never made here.
#[cfg(not(target_arch = "wasm32"))]
#[allow(dead_code)]
mod still;

#[cfg(not(target_arch = "wasm32"))]
pub use still::*;
