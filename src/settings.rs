//! What does not change while the page is open.

use std::sync::Arc;

use aula_core::site::Site;

use crate::route::{Mode, Route};

/// What does not change while the page is open.
#[derive(Clone)]
pub struct Settings {
    /// The site.
    pub site: Arc<Site>,
    /// How addresses are written.
    pub mode: Mode,
    /// The way to the site's root, with a final slash unless it is empty.
    pub root: Arc<str>,
    /// Whether somebody can act: false while prerendering.
    pub live: bool,
}

impl Settings {
    /// The address of a route from here.
    pub fn href(&self, route: &Route) -> String {
        route.href(self.mode, &self.root)
    }
}
