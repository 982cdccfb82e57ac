//! `index.html` filled in: `{{name}}` becomes an escaped value, `<!--name-->…<!--/name-->` stays only where it applies.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};

/// The values of one page.
#[derive(Debug, Default)]
pub struct Values<'a> {
    /// Text by placeholder, escaped when it is filled in.
    pub texts: BTreeMap<&'a str, String>,
    /// HTML by placeholder, filled in as it is.
    pub html: BTreeMap<&'a str, &'a str>,
    /// Whether a section stays.
    pub sections: BTreeMap<&'a str, bool>,
}

/// Fills a template.
///
/// # Errors
/// When the template names a value that does not exist, or leaves a section open.
pub fn fill(template: &str, values: &Values<'_>) -> Result<String> {
    let mut template = template.to_owned();
    for (name, stays) in &values.sections {
        template = section(&template, name, *stays)?;
    }
    let mut page = String::with_capacity(template.len() * 2);
    let mut rest = template.as_str();
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after
            .split_once("}}")
            .context("En index.html hay un {{ sin }}.")?;
        page.push_str(before);
        match (values.texts.get(name), values.html.get(name)) {
            (Some(text), _) => {
                html_escape::encode_quoted_attribute_to_string(text, &mut page);
            }
            (None, Some(html)) => page.push_str(html),
            (None, None) => {
                bail!("index.html pide {{{{{name}}}}}, que no existe. Corrija el nombre.")
            }
        }
        rest = after;
    }
    page.push_str(rest);
    Ok(page)
}

/// Keeps or removes every section of this name, and its marks in any case.
fn section(template: &str, name: &str, stays: bool) -> Result<String> {
    let (open, close) = (format!("<!--{name}-->\n"), format!("<!--/{name}-->\n"));
    let mut kept = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once(&open) {
        let (inside, after) = after
            .split_once(&close)
            .with_context(|| format!("En index.html falta <!--/{name}-->."))?;
        kept.push_str(before.trim_end_matches(' '));
        if stays {
            kept.push_str(inside.trim_end_matches(' '));
        }
        rest = after;
    }
    kept.push_str(rest);
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(template: &str, expected: &str) {
        let values = Values {
            texts: BTreeMap::from([("title", "«A» & \"B\" <{{html}}>".to_owned())]),
            html: BTreeMap::from([("html", "<p>{{title}}</p>")]),
            sections: BTreeMap::from([("live", true), ("dead", false)]),
        };
        let filled = fill(template, &values).unwrap_or_else(|error| error.to_string());
        assert_eq!(filled, expected);
    }

    #[test]
    fn texts_are_escaped_and_never_read_as_templates() {
        check(
            "<a title=\"{{title}}\">",
            "<a title=\"«A» &amp; &quot;B&quot; &lt;{{html}}&gt;\">",
        );
    }

    #[test]
    fn html_goes_in_as_it_is() {
        check("<div>{{html}}</div>", "<div><p>{{title}}</p></div>");
    }

    #[test]
    fn sections_stay_or_go_with_their_marks() {
        check(
            "a\n  <!--live-->\n  b\n  <!--/live-->\n  <!--dead-->\n  c\n  <!--/dead-->\nd\n",
            "a\n  b\nd\n",
        );
    }

    #[test]
    fn mistakes_in_the_template_are_named() {
        check(
            "{{tittle}}",
            "index.html pide {{tittle}}, que no existe. Corrija el nombre.",
        );
        check("{{title", "En index.html hay un {{ sin }}.");
        check("<!--live-->\n", "En index.html falta <!--/live-->.");
    }
}
