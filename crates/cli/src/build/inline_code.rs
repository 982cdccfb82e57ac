//! Refuses pages that would need a weaker Content-Security-Policy: inline scripts, inline styles, `style=` and `on…=`.
//!
//! The page is read by an HTML tokenizer, as a browser does: text that only looks like code passes, strange spellings do not.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

/// What is inline in a page, each as the piece of HTML that shows it; empty when the page is clean.
pub fn inline_code(html: &str) -> Vec<String> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let Ok(tokens) = Tokenizer::new_with_emitter(html, emitter).collect::<Result<Vec<_>, _>>();
    tokens
        .iter()
        .filter_map(|token| match token {
            Token::StartTag(tag) => Some(tag),
            _ => None,
        })
        .flat_map(offences)
        .collect()
}

fn offences(tag: &StartTag<()>) -> Vec<String> {
    let name = text(&tag.name);
    let mut found = vec![];
    if name == "style" || (name == "script" && !tag.attributes.contains_key(&b"src"[..])) {
        found.push(format!("<{name}>"));
    }
    for (attribute, value) in &tag.attributes {
        let (attribute, value) = (text(attribute), text(value));
        let code = attribute == "style"
            || attribute == "srcdoc"
            || attribute.starts_with("on")
            || value
                .trim_start()
                .to_ascii_lowercase()
                .starts_with("javascript:");
        if code {
            found.push(format!("<{name} {attribute}=\"{value}\">"));
        }
    }
    found
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_code_is_found_in_any_spelling_and_nowhere_else() {
        for (html, expected) in [
            ("<p>x</p>", &[][..]),
            ("<script type=module src=a.js></script>", &[]),
            ("<p>style=\"a\" onclick=\"b\" &lt;script&gt;</p>", &[]),
            ("<!-- <style></style> -->", &[]),
            ("<title><b onclick=x></title>", &[]),
            ("<a title=\"style='x'\" data-on=\"y\">", &[]),
            ("<script>1</script>", &["<script>"]),
            ("<SCRIPT type=application/json>{}</SCRIPT>", &["<script>"]),
            ("<style>a{}</style>", &["<style>"]),
            ("<p\nSTYLE = 'color:red'>", &["<p style=\"color:red\">"]),
            ("<svg/onload=x()>", &["<svg onload=\"x()\">"]),
            ("<img src=x OnError=\"y\">", &["<img onerror=\"y\">"]),
            (
                "<a href=\" JavaScript:x\">",
                &["<a href=\" JavaScript:x\">"],
            ),
        ] {
            assert_eq!(inline_code(html), expected, "{html}");
        }
    }
}
