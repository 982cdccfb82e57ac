//! One page: the template with what the page is and where its parts lie.

use std::collections::BTreeMap;

use anyhow::Result;
use aula::prerender::Page;

use super::site::Routes;
use super::template::{Values, fill};

/// Where the parts lie that pages name, below the site's root.
#[derive(Debug, Clone)]
pub struct Addresses {
    /// `boot.js`.
    pub boot: String,
    /// The style sheet.
    pub css: String,
    /// The app's glue.
    pub glue: String,
    /// The app.
    pub wasm: String,
    /// The glue of the constancia.
    pub certificate_glue: String,
    /// The module of the constancia.
    pub certificate_wasm: String,
    /// The font of the constancia.
    pub font: String,
    /// The site's settings.
    pub site: String,
}

/// Fills the template; `data` is the address of the course's data, or empty.
pub fn render(
    template: &str,
    page: &Page,
    data: &str,
    addresses: &Addresses,
    routes: Routes,
) -> Result<String> {
    let notices = boot_notices();
    let texts = [
        ("title", page.title.as_str()),
        ("description", &page.description),
        ("root", &page.root),
        (
            "routes",
            match routes {
                Routes::Files => "files",
                Routes::Hash => "hash",
            },
        ),
        ("course", data),
        ("site", &addresses.site),
        ("boot", &addresses.boot),
        ("css", &addresses.css),
        ("glue", &addresses.glue),
        ("wasm", &addresses.wasm),
        ("certificate-glue", &addresses.certificate_glue),
        ("certificate-wasm", &addresses.certificate_wasm),
        ("font", &addresses.font),
        ("blocked", notices.blocked),
        ("old-browser", notices.old_browser),
        ("network", notices.network),
        ("failed", notices.failed),
    ];
    fill(
        template,
        &Values {
            texts: texts.map(|(name, text)| (name, text.to_owned())).into(),
            html: BTreeMap::from([("html", page.html.as_str())]),
            sections: BTreeMap::from([
                ("live", page.live),
                ("course", page.live && !data.is_empty()),
            ]),
        },
    )
}

/// What the page says when the app cannot start, by cause.
struct BootNotices {
    blocked: &'static str,
    old_browser: &'static str,
    network: &'static str,
    failed: &'static str,
}

fn boot_notices() -> BootNotices {
    BootNotices {
        blocked: "Este sitio no puede activar sus funciones interactivas: el servidor o la red las bloquea. Puede leer todo el texto; \
                  para responder y guardar su avance, avise a quien administra el sitio.",
        old_browser: "Este navegador es demasiado antiguo para responder y guardar su avance. Puede leer todo el texto; para lo demás, \
                      use una versión reciente de Edge, Chrome, Firefox o Safari.",
        network: "No se pudo descargar una parte del sitio. Puede leer todo el texto; para responder y guardar su avance, revise su \
                  conexión y vuelva a cargar la página.",
        failed: "Algo falló al iniciar; lo que ya aparecía como «Guardado» está guardado. Puede leer todo el texto; para seguir, vuelva a \
                 cargar la página.",
    }
}
