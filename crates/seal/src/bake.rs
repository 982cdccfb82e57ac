//! The credential in an SVG (Open Badges 3.0 §5.3.2): the picture shows the QR code, its `openbadges:credential` holds the token.

/// The name space of the element.
const NAMESPACE: &str = "https://purl.imsglobal.org/ob/v3p0";
/// Light modules around the code that readers ask for.
const QUIET: usize = 4;

/// A badge of this token and code.
pub(crate) fn bake(token: &str, code: &[String]) -> String {
    let side = code.len() + 2 * QUIET;
    let mut dark = String::new();
    for (y, row) in code.iter().enumerate() {
        for (x, _) in row
            .bytes()
            .enumerate()
            .filter(|(_, module)| *module == b'1')
        {
            dark.push_str(&format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET));
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:openbadges=\"{NAMESPACE}\" viewBox=\"0 0 {side} {side}\" width=\"512\" \
         height=\"512\"><openbadges:credential verify=\"{token}\"></openbadges:credential><rect width=\"{side}\" \
         height=\"{side}\" fill=\"#fff\"/><path fill=\"#000\" d=\"{dark}\"/></svg>\n"
    )
}

/// The token in an SVG, ours or another's; `None` without one.
pub(crate) fn unbake(svg: &str) -> Option<&str> {
    let (_, element) = svg.split_once("<openbadges:credential")?;
    let (attributes, _) = element.split_once('>')?;
    let (_, value) = attributes.split_once("verify=")?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.get(1..)?.split(quote).next()
}
