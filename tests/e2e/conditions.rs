//! The machine, the network and the settings of the person in front of it.

use crate::page::Page;
use serde_json::{Value, json};

/// A setting of the operating system that a page can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    Dark,
    ForcedColors,
    LessMotion,
    MoreContrast,
}

impl Setting {
    fn feature(self) -> Value {
        let (name, value) = match self {
            Setting::Dark => ("prefers-color-scheme", "dark"),
            Setting::ForcedColors => ("forced-colors", "active"),
            Setting::LessMotion => ("prefers-reduced-motion", "reduce"),
            Setting::MoreContrast => ("prefers-contrast", "more"),
        };
        json!({"name": name, "value": value})
    }
}

/// A line to the server.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    pub kilobits_per_second: f64,
    pub latency_ms: f64,
}

/// What Chromium's tools call slow 4G.
pub const SLOW_4G: Line = Line {
    kilobits_per_second: 1600.0,
    latency_ms: 150.0,
};

impl Page {
    /// The size of the page in CSS pixels: 320 x 256 is a window of 1280 x 1024 at 400 % zoom.
    pub async fn set_viewport(&self, width: u32, height: u32) {
        let metrics =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.cdp("Emulation.setDeviceMetricsOverride", metrics)
            .await;
    }

    /// A screen for fingers, of a phone's width. The next documents keep what kind of pointer came down on them.
    pub async fn set_touch_screen(&self) {
        self.set_viewport(320, 640).await;
        let touch = json!({"enabled": true, "maxTouchPoints": 1});
        self.cdp("Emulation.setTouchEmulationEnabled", touch).await;
        self.on_new_document(POINTERS).await;
    }

    /// Exactly these settings from now on.
    pub async fn set_settings(&self, settings: &[Setting]) {
        let features: Vec<Value> = settings.iter().map(|setting| setting.feature()).collect();
        self.cdp(
            "Emulation.setEmulatedMedia",
            json!({"media": "", "features": features}),
        )
        .await;
    }

    /// Shows the page as it would be printed.
    pub async fn show_as_print(&self) {
        self.cdp("Emulation.setEmulatedMedia", json!({"media": "print"}))
            .await;
    }

    /// A processor that many times slower.
    pub async fn slow_processor(&self, times: f64) {
        self.cdp("Emulation.setCPUThrottlingRate", json!({"rate": times}))
            .await;
    }

    /// A slower line for this page.
    // Limit: service workers and frames of other sites keep the full line.
    pub async fn slow_line(&self, line: Line) {
        self.network(
            false,
            line.latency_ms,
            line.kilobits_per_second * 1000.0 / 8.0,
        )
        .await;
    }

    /// No line at all.
    pub async fn offline(&self) {
        self.network(true, 0.0, -1.0).await;
    }

    /// The full line again.
    pub async fn online(&self) {
        self.network(false, 0.0, -1.0).await;
    }

    /// Requests whose address matches one of these patterns (`*.wasm`) fail.
    pub async fn block(&self, patterns: &[&str]) {
        self.cdp("Network.enable", json!({})).await;
        self.cdp("Network.setBlockedURLs", json!({"urls": patterns}))
            .await;
    }

    /// The room IndexedDB and the caches of this page's origin have, in bytes; `None` for as much as the disk has.
    pub async fn set_quota(&self, bytes: Option<u64>) {
        let origin = self.evaluate("location.origin").await;
        let mut parameters = json!({"origin": origin});
        if let Some(bytes) = bytes {
            parameters["quotaSize"] = bytes.into();
        }
        self.cdp("Storage.overrideQuotaForOrigin", parameters).await;
    }

    /// Deletes all site data of the page's origin, as the browser's settings do.
    pub async fn clear_site_data(&self) {
        let origin = self.evaluate("location.origin").await;
        self.cdp(
            "Storage.clearDataForOrigin",
            json!({"origin": origin, "storageTypes": "all"}),
        )
        .await;
    }

    /// A clock that is wrong by so many seconds, in every document opened from now on.
    // Limit: only what asks `Date`; timers and the server keep the right time.
    pub async fn set_clock_wrong_by(&self, seconds: i64) {
        self.on_new_document(&wrong_clock(seconds)).await;
    }

    /// The same in the document that is open: so much time passes at once.
    pub async fn let_pass(&self, seconds: i64) {
        self.evaluate(&wrong_clock(seconds)).await;
    }

    /// The time of the document that is open runs ahead by so many seconds, its timers too, and then stands still until it is let run
    /// again.
    pub async fn run_ahead(&self, seconds: u32) {
        self.step(format!("{seconds} seconds later"));
        let time = json!({"policy": "advance", "budget": u64::from(seconds) * 1000});
        let before = self.evaluate("Date.now()").await.as_f64();
        let then = before.unwrap_or_default() + f64::from(seconds) * 1000.0;
        self.cdp("Emulation.setVirtualTimePolicy", time).await;
        // The answer comes before the time has passed.
        self.until("the time that passes", async || {
            let now = self.look("Date.now()").await?.as_f64();
            let has_passed = now.is_some_and(|now| now >= then);
            has_passed.then_some(()).ok_or(format!("it is {now:?}"))
        })
        .await;
    }

    /// The time zone, by its IANA name.
    pub async fn set_time_zone(&self, zone: &str) {
        self.cdp("Emulation.setTimezoneOverride", json!({"timezoneId": zone}))
            .await;
    }

    /// A script that runs before any other in every document opened from now on.
    pub async fn on_new_document(&self, script: &str) {
        self.cdp(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({"source": script}),
        )
        .await;
    }

    /// From the next document on, tells the server each time `text` appears, with the words around it: proof from outside that the
    /// page said so before whatever the test does next. The page's CSP must allow `connect-src 'self'`. The server lists them in [`Server::told`](crate::server::Server::told).
    pub async fn report(&self, text: &str) {
        let script = format!("({REPORT})({})", json!(text));
        self.on_new_document_apart(&script).await;
    }

    /// The same in a world of its own: the page's scripts neither see it nor change what it uses.
    pub(crate) async fn on_new_document_apart(&self, script: &str) {
        let parameters = json!({"source": script, "worldName": "e2e"});
        self.cdp("Page.addScriptToEvaluateOnNewDocument", parameters)
            .await;
    }

    async fn network(&self, offline: bool, latency: f64, bytes_per_second: f64) {
        self.cdp("Network.enable", json!({})).await;
        let conditions = json!({
            "offline": offline, "latency": latency, "downloadThroughput": bytes_per_second, "uploadThroughput": bytes_per_second,
        });
        self.cdp("Network.emulateNetworkConditions", conditions)
            .await;
    }
}

/// Keeps what kind of pointer came down.
const POINTERS: &str = "globalThis.pointers = [];
    addEventListener('pointerdown', (event) => pointers.push(event.pointerType), true)";

/// Watches for a visible text. A place reports again only after the text has left it.
const REPORT: &str = "(text) => {
    let before = new Set();
    const look = () => {
        const now = new Set();
        const nodes = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
        while (nodes.nextNode()) {
            const element = nodes.currentNode.parentElement;
            if (!nodes.currentNode.data.includes(text) || !element?.checkVisibility()) continue;
            const place = element.closest('fieldset, form, section, article, li, main, body') ?? element;
            now.add(place);
            if (!before.has(place)) fetch('/_visto', {method: 'POST', body: place.innerText, keepalive: true});
        }
        before = now;
    };
    new MutationObserver(look).observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
}";

fn wrong_clock(seconds: i64) -> String {
    format!(
        "{{ const Right = Date, wrong = {seconds} * 1000;
            Date = class extends Right {{
                constructor(...parts) {{ parts.length ? super(...parts) : super(Right.now() + wrong); }}
                static now() {{ return Right.now() + wrong; }}
            }}; }}"
    )
}
