//! One page: the template with what the page is and where its parts lie.

use std::collections::BTreeMap;

use anyhow::Result;
use aula::prerender::Page;
use aula::texts::{self, tools};

use super::site::Routes;
use super::template::{Values, fill};

/// Where the parts lie that pages name, below the site's root.
#[derive(Debug, Clone)]
pub struct Addresses {
    /// `boot.js`.
    pub boot: String,
    /// `early.js`.
    pub early: String,
    /// Where the quick exit leads: a page of the site, or a whole address.
    pub exit: String,
    /// The style sheet.
    pub css: String,
    /// The app's glue.
    pub glue: String,
    /// The app.
    pub wasm: String,
    /// The files that come with each part of the app that is not in its first module; the glue names them.
    pub parts: BTreeMap<String, Vec<String>>,
    /// The glue of the constancia.
    pub certificate_glue: String,
    /// The module of the constancia.
    pub certificate_wasm: String,
    /// The font of the constancia.
    pub font: String,
    /// The glue of the seal.
    pub seal_glue: String,
    /// The module of the seal.
    pub seal_wasm: String,
    /// `scanner.js`.
    pub scanner: String,
    /// The glue of the reader of QR codes, which `scanner.js` names.
    pub scanner_glue: String,
    /// Its module.
    pub scanner_wasm: String,
    /// The site's settings.
    pub site: String,
}

impl Addresses {
    /// What a page loads of the app besides the first module.
    fn parts_of(&self, page: &Page) -> &[String] {
        let part = page.part.and_then(|part| self.parts.get(part));
        part.map_or(&[], Vec::as_slice)
    }
}

/// Fills the template; `data` is the address of the course's data, or empty.
pub fn render(
    template: &str,
    page: &Page,
    data: &str,
    addresses: &Addresses,
    routes: Routes,
) -> Result<String> {
    let exit_href = match addresses.exit.contains("://") {
        true => addresses.exit.clone(),
        false => format!("{}{}", page.root, addresses.exit),
    };
    let key_list = key_list(page);
    let parts = preloads(&page.root, addresses.parts_of(page));
    let values = [
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
        ("seal-glue", &addresses.seal_glue),
        ("seal-wasm", &addresses.seal_wasm),
        ("scanner", &addresses.scanner),
        ("scanner-wasm", &addresses.scanner_wasm),
        ("blocked", texts::BOOT_BLOCKED),
        ("old-browser", texts::BOOT_OLD_BROWSER),
        ("network", texts::BOOT_NETWORK),
        ("failed", texts::BOOT_FAILED),
        ("no-script", texts::BOOT_NO_SCRIPT),
        ("early", &addresses.early),
        ("exit", &addresses.exit),
        ("exit-href", &exit_href),
        ("exit-name", tools::EXIT),
        ("exit-note", tools::EXIT_NOTE),
        ("exit-switch", tools::EXIT_SWITCH),
        ("tools", tools::TOOLS),
        ("letters", tools::LETTERS),
        ("letters-0", tools::LETTER_SIZES[0]),
        ("letters-1", tools::LETTER_SIZES[1]),
        ("letters-2", tools::LETTER_SIZES[2]),
        ("letters-3", tools::LETTER_SIZES[3]),
        ("keys", tools::KEYS),
        ("keys-note", tools::KEYS_NOTE),
        ("keys-switch", tools::KEYS_SWITCH),
        ("close", tools::CLOSE),
    ];
    fill(
        template,
        &Values {
            texts: values.map(|(name, text)| (name, text.to_owned())).into(),
            html: BTreeMap::from([
                ("html", page.html.as_str()),
                ("key-list", &key_list),
                ("parts", &parts),
            ]),
            sections: BTreeMap::from([
                ("template", false),
                ("live", page.live),
                ("course", page.live && !data.is_empty()),
            ]),
        },
    )
}

/// Has the browser fetch the rest of the app that this page needs beside the first module, and not behind it.
fn preloads(root: &str, files: &[String]) -> String {
    let link = |file: &String| {
        format!(
            "<link rel=\"preload\" href=\"{root}{file}\" as=\"fetch\" type=\"application/wasm\" crossorigin>"
        )
    };
    files.iter().map(link).collect::<Vec<_>>().join("\n  ")
}

/// The rows of the list of keys. The app changes pages, and with them what a letter presses; on a page that is only read none stands that
/// presses nothing there.
fn key_list(page: &Page) -> String {
    let is_letter = |key: &str| key.len() == 1 && key != "?";
    let presses = |key: &str| page.html.contains(&format!("aria-keyshortcuts=\"{key}\""));
    let keys = tools::KEY_LIST.into_iter();
    keys.filter(|(key, _)| page.live || !is_letter(key) || presses(key))
        .map(|(key, does)| format!("<div><dt><kbd>{key}</kbd></dt><dd>{does}</dd></div>"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::inline_code::inline_code;

    const TEMPLATE: &str = include_str!("../../../../index.html");

    fn page(live: bool, data: &str) -> String {
        let page = Page {
            path: "cursos/a/b/c.html".into(),
            root: "../../../".into(),
            title: "¿Qué pide? · \"Aula\"".into(),
            description: "Qué hace".into(),
            data: None,
            part: Some("within"),
            live,
            html: "<main>texto <a aria-keyshortcuts=\"v\"></a></main>".into(),
        };
        let addresses = Addresses {
            parts: BTreeMap::from([("within".into(), vec!["assets/aula-x.c.wasm".into()])]),
            boot: "assets/boot.1.js".into(),
            early: "assets/temprano.0.js".into(),
            exit: "papel.html".into(),
            css: "assets/aula.2.css".into(),
            glue: "assets/aula.3.js".into(),
            wasm: "assets/aula.4.wasm".into(),
            certificate_glue: "assets/constancia.5.js".into(),
            certificate_wasm: "assets/constancia.6.wasm".into(),
            font: "assets/constancia.7.otf".into(),
            seal_glue: "assets/sello.a.js".into(),
            seal_wasm: "assets/sello.b.wasm".into(),
            scanner: "assets/lector.b.js".into(),
            scanner_glue: "assets/lector.c.js".into(),
            scanner_wasm: "assets/lector.d.wasm".into(),
            site: "datos/sitio.8.json".into(),
        };
        render(TEMPLATE, &page, data, &addresses, Routes::Files).unwrap()
    }

    #[test]
    fn a_page_names_its_parts_by_relative_addresses_and_carries_no_code() {
        let html = page(true, "datos/a.9.json");
        for piece in [
            "<html lang=\"es-MX\" data-root=\"../../../\" data-routes=\"files\"",
            "data-site=\"datos/sitio.8.json\" data-course=\"datos/a.9.json\"",
            "<title>¿Qué pide? · &quot;Aula&quot;</title>",
            "href=\"../../../assets/aula.2.css\"",
            "<script type=\"module\" src=\"../../../assets/boot.1.js\"></script>",
            "<link rel=\"preload\" href=\"../../../datos/a.9.json\" as=\"fetch\"",
            "<link rel=\"preload\" href=\"../../../assets/aula-x.c.wasm\" as=\"fetch\"",
            "<div id=\"aula\"><main>texto ",
            "Content-Security-Policy\" content=\"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'",
        ] {
            assert!(html.contains(piece), "{piece} in\n{html}");
        }
        let at = |piece: &str| html.find(piece);
        assert!(
            at("aula.2.css") < at("assets/aula.4.wasm\" as")
                && at("assets/aula.4.wasm\" as") < at("/temprano")
        );
        assert!(at("/temprano") < at("assets/boot"), "{html}");
        assert_eq!(inline_code(&html), [""; 0]);
        assert!(!html.contains("=\"/") && !html.contains("{{"), "{html}");
    }

    #[test]
    fn a_page_that_is_only_read_loads_no_app() {
        let html = page(false, "");
        assert!(
            html.contains("aula.2.css")
                && html.contains("texto")
                && html.contains("href=\"../../../papel.html\"")
                && html.matches("<script").count() == 1,
            "{html}"
        );
        let keys = ["?", "v", "F2, tres veces"].map(|key| format!("<kbd>{key}</kbd>"));
        assert!(keys.iter().all(|key| html.contains(key)), "{html}");
        assert_eq!(html.matches("<kbd>").count(), keys.len(), "{html}");
        for piece in ["module", "preload", "boot-notice", "<!--"] {
            assert!(!html.contains(piece), "{piece} in\n{html}");
        }
    }
}
