//! axe-core as the outside judge of accessibility, on the state a page is in now.

use crate::given;
use crate::page::Page;
use serde_json::Value;

/// WCAG 2.2 at level AA, and what axe calls best practice.
const RULES: &str = "['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']";

/// What axe calls the rule of colours that can be told apart.
const CONTRAST: &str = "color-contrast";

impl Page {
    /// Fails on any violation and on anything axe could not decide.
    pub async fn assert_accessible(&self) {
        self.assert_accessible_but(&[]).await;
    }

    /// The same, where a person has decided what axe could not: `(rule, why it is right)`. Never excuses a violation.
    pub async fn assert_accessible_but(&self, decided: &[(&str, &str)]) {
        let is_open = |finding: &&Finding| {
            finding.is_violation || decided.iter().all(|(rule, _)| *rule != finding.rule)
        };
        self.fail_on(self.axe().await.iter().filter(is_open)).await;
    }

    /// The same where the colours are the operating system's: the browser gives axe the page's own, which nobody sees.
    pub async fn assert_accessible_without_contrast(&self) {
        let is_open = |finding: &&Finding| finding.rule != CONTRAST;
        self.fail_on(self.axe().await.iter().filter(is_open)).await;
    }

    async fn fail_on<'a>(&self, open: impl Iterator<Item = &'a Finding>) {
        let open: Vec<String> = open.map(Finding::to_string).collect();
        if !open.is_empty() {
            self.fail(&format!("axe finds:\n{}", open.join("\n"))).await;
        }
    }

    /// What axe finds: violations, and what needs a person.
    pub async fn axe(&self) -> Vec<Finding> {
        if self.evaluate("typeof axe").await == "undefined" {
            let path = given("AULA_AXE");
            let axe = std::fs::read_to_string(&path)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            // By way of the protocol, so that no Content-Security-Policy stands in the way; the value would be the whole library.
            self.evaluate(&format!("{axe}; 0")).await;
        }
        let script = format!(
            "axe.run(document, {{runOnly: {RULES}, resultTypes: ['violations', 'incomplete']}})"
        );
        let report = self.evaluate(&script).await;
        let findings = |list: &str, is_violation| {
            let rules = report[list].as_array().cloned().unwrap_or_default();
            rules
                .into_iter()
                .map(move |rule| Finding::read(&rule, is_violation))
        };
        findings("violations", true)
            .chain(findings("incomplete", false))
            .collect()
    }
}

/// One rule of axe that is broken, or that a person must decide.
#[derive(Debug)]
pub struct Finding {
    pub rule: String,
    pub is_violation: bool,
    help: String,
    /// The elements as HTML, each with axe's words on what to do.
    places: Vec<String>,
}

impl Finding {
    fn read(rule: &Value, is_violation: bool) -> Finding {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
        let place = |node: &Value| {
            let advice = text(&node["failureSummary"]).replace('\n', " ");
            format!("    {}\n      {advice}", text(&node["html"]))
        };
        let places = rule["nodes"]
            .as_array()
            .into_iter()
            .flatten()
            .map(place)
            .collect();
        Finding {
            rule: text(&rule["id"]),
            is_violation,
            help: text(&rule["help"]),
            places,
        }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kind = if self.is_violation {
            "violation"
        } else {
            "undecided"
        };
        write!(
            f,
            "  {kind} {}: {}\n{}",
            self.rule,
            self.help,
            self.places.join("\n")
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::harness::{html, open};

    #[tokio::test]
    async fn the_outside_judge_finds_what_is_wrong_and_passes_what_is_right() {
        let (server, _browser, page) =
            open("<main><h1>Bien</h1><label>Nombre <input></label></main>").await;
        page.assert_accessible().await;
        let wrong = "<main><h1>Mal</h1><input><p style='background: url(data:,)'>texto</p></main>";
        server.change(|host| _ = host.pages.insert("/".into(), html(wrong)));
        page.reload().await;
        let findings = page.axe().await;
        assert!(
            findings
                .iter()
                .any(|finding| finding.rule == "label" && finding.is_violation),
            "{findings:?}"
        );
        assert!(
            findings
                .iter()
                .any(|finding| finding.rule == "color-contrast" && !finding.is_violation),
            "{findings:?}"
        );
        let background = "<main><h1>Bien</h1><p style='background: url(data:,)'>texto</p></main>";
        server.change(|host| _ = host.pages.insert("/".into(), html(background)));
        page.reload().await;
        page.assert_accessible_but(&[("color-contrast", "the picture is empty")])
            .await;
    }
}
