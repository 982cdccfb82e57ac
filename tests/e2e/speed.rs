//! Measuring a page against its static twin: figures for the benchmark, never assertions on milliseconds.
//!
//! "Answerable" is the time of the first click that leads to feedback, of clicks repeated every 50 ms from the start of the navigation:
//! the moment a person's answer would first count. Visits alternate between the two pages, in the opposite order every other run, each
//! with a fresh browser; a ratio within one run is worth more than its milliseconds.

use crate::browser::Browser;
use crate::conditions::{Line, SLOW_4G};
use crate::server::Server;
use serde_json::{Value, json};

/// The machine a visit is measured on.
#[derive(Debug, Clone, Copy)]
pub struct Machine {
    /// How many times slower the processor is.
    pub slower: f64,
    pub line: Line,
}

/// A modest phone or an old office PC on a slow line.
pub const MODEST: Machine = Machine {
    slower: 4.0,
    line: SLOW_4G,
};

/// How a question on the page is answered, in the words on the screen.
#[derive(Debug, Clone, Copy)]
pub struct Answering<'a> {
    /// The label of an option.
    pub option: &'a str,
    /// The button that checks it.
    pub button: &'a str,
    /// Text of the feedback, which is not on the page before.
    pub feedback: &'a str,
}

/// A page and the server that counts for it.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub server: &'a Server,
    pub path: &'a str,
    pub answering: Answering<'a>,
}

/// One visit with an empty cache. Times in milliseconds since the navigation started.
#[derive(Debug, Clone, PartialEq)]
pub struct Visit {
    pub first_paint: f64,
    pub largest_paint: f64,
    pub answerable: f64,
    /// Sum of layout shifts, without unit.
    pub layout_shift: f64,
    pub requests: usize,
    /// Bodies as the server sent them.
    pub bytes: usize,
}

/// Visits a page with a fresh browser and answers its question.
pub async fn visit(place: Place<'_>, machine: Machine) -> Visit {
    let browser = Browser::start().await;
    let page = browser.page().await;
    page.slow_processor(machine.slower).await;
    page.slow_line(machine.line).await;
    let Answering {
        option,
        button,
        feedback,
    } = place.answering;
    page.on_new_document(&format!(
        "({ANSWER})({})",
        json!([option, button, feedback])
    ))
    .await;
    place.server.forget_requests();
    page.goto(&place.server.url(place.path)).await;
    let figures = page.until("the feedback", async || {
        match page.look("window.figures ?? null").await? {
            Value::Null => Err("not seen".into()),
            figures => Ok(figures),
        }
    });
    let figures = figures.await;
    let figure = |name: &str| figures[name].as_f64().unwrap_or_default();
    let requests = place.server.requests();
    Visit {
        first_paint: figure("first_paint"),
        largest_paint: figure("largest_paint"),
        answerable: figure("answerable"),
        layout_shift: figure("layout_shift"),
        requests: requests.len(),
        bytes: requests.iter().map(|request| request.bytes).sum(),
    }
}

/// Visits both pages `runs` times: `(page, twin)` for each run.
pub async fn side_by_side(
    page: Place<'_>,
    twin: Place<'_>,
    machine: Machine,
    runs: usize,
) -> Vec<(Visit, Visit)> {
    let mut visits = Vec::new();
    for run in 0..runs {
        visits.push(if run % 2 == 0 {
            let first = visit(page, machine).await;
            (first, visit(twin, machine).await)
        } else {
            let first = visit(twin, machine).await;
            (visit(page, machine).await, first)
        });
    }
    visits
}

/// Median, 90th percentile, least and most of some figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    pub median: f64,
    pub p90: f64,
    pub least: f64,
    pub most: f64,
}

impl Spread {
    /// # Panics
    /// Without any figure.
    pub fn of(figures: impl IntoIterator<Item = f64>) -> Spread {
        let mut figures: Vec<f64> = figures.into_iter().collect();
        figures.sort_by(f64::total_cmp);
        let last = figures.len() - 1;
        let middle = (figures[last / 2] + figures[last.div_ceil(2)]) / 2.0;
        Spread {
            median: middle,
            p90: figures[(last * 9).div_ceil(10)],
            least: figures[0],
            most: figures[last],
        }
    }
}

/// Clicks the option and the button every 50 ms; when the feedback is there, the last click was the one that counted.
const ANSWER: &str = "([option, button, feedback]) => {
    const figures = {answerable: 0, first_paint: 0, largest_paint: 0, layout_shift: 0};
    const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({type, buffered: true});
    watch('paint', (entry) => { if (entry.name === 'first-contentful-paint') figures.first_paint = entry.startTime; });
    watch('largest-contentful-paint', (entry) => { figures.largest_paint = entry.startTime; });
    watch('layout-shift', (entry) => { if (!entry.hadRecentInput) figures.layout_shift += entry.value; });
    const named = (kinds, text) =>
        [...document.querySelectorAll(kinds)].find((element) => element.textContent.trim() === text);
    let clicked = 0;
    const timer = setInterval(() => {
        if (document.body?.innerText.includes(feedback)) {
            figures.answerable ||= clicked;
            // The browser may tell of a paint after the feedback is there.
            if (!figures.first_paint || !figures.largest_paint) return;
            clearInterval(timer);
            window.figures = figures;
            return;
        }
        const choice = named('label', option), check = named('button', button);
        if (!choice || !check) return;
        clicked = performance.now();
        choice.click();
        check.click();
    }, 50);
}";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::harness::html;
    use crate::server::Host;

    #[tokio::test]
    async fn a_page_is_measured_beside_its_twin() {
        let question =
            "<h1>Lección</h1><label><input type=radio> Sí</label><button>Comprobar</button><p></p>";
        let live = "document.querySelector('button').onclick = () => document.querySelector('p').textContent = 'Correcto';";
        let late = format!("{question}<script src='grande.js'></script><script>{live}</script>");
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("grande.js"), " ".repeat(60_000)).unwrap();
        let host = Host {
            folder: Some(folder.path().into()),
            ..Host::default()
        };
        let server = Server::start(host).await;
        server.change(|host| {
            host.pages.insert("/tarde.html".into(), html(&late));
            host.pages.insert(
                "/pronto.html".into(),
                html(&format!("{question}<script>{live}</script>")),
            );
        });
        let answering = Answering {
            option: "Sí",
            button: "Comprobar",
            feedback: "Correcto",
        };
        let place = |path| Place {
            server: &server,
            path,
            answering,
        };
        let visits = side_by_side(place("tarde.html"), place("pronto.html"), MODEST, 2).await;
        for (late, soon) in &visits {
            assert_eq!((late.requests, soon.requests), (2, 1));
            assert!(late.bytes > 60_000 && soon.bytes < 2_000, "{visits:?}");
            // 60 kB take 300 ms on this line: a fact of the emulated line, not of this machine.
            assert!(
                late.answerable > soon.answerable && soon.first_paint > 150.0,
                "{visits:?}"
            );
            assert!(
                late.largest_paint > 0.0 && soon.layout_shift < 0.1,
                "{visits:?}"
            );
        }
        let ratio = Spread::of(
            visits
                .iter()
                .map(|(late, soon)| late.answerable / soon.answerable),
        );
        eprintln!("late / soon: {ratio:?}");
        assert_eq!(
            Spread::of([4.0, 1.0, 2.0]),
            Spread {
                median: 2.0,
                p90: 4.0,
                least: 1.0,
                most: 4.0
            }
        );
    }
}
