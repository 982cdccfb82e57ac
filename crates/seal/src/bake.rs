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

/// Every token in an SVG, ours or another's: of two that say different things neither is to be believed.
pub(crate) fn unbake(svg: &str) -> Vec<&str> {
    let elements = svg.split("<openbadges:credential").skip(1);
    let attributes = elements.filter_map(|element| element.split('>').next());
    let values = attributes.flat_map(|attributes| attributes.split("verify=").skip(1));
    let token = |value: &'_ str| -> Option<(usize, char)> {
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        Some((value.get(1..)?.find(quote)?, quote))
    };
    values
        .filter_map(|value| value.get(1..=token(value)?.0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{bake, unbake};

    #[test]
    fn every_token_of_a_badge_is_found() {
        let code = vec!["10".to_owned(), "01".to_owned()];
        assert_eq!(unbake(&bake("a.b.c", &code)), ["a.b.c"]);
        let two =
            "<openbadges:credential verify='a.b.c'/><openbadges:credential verify=\"d.e.f\"/>";
        assert_eq!(unbake(two), ["a.b.c", "d.e.f"]);
        let twice = "<openbadges:credential verify='a.b.c' verify='d.e.f'/>";
        assert_eq!(unbake(twice), ["a.b.c", "d.e.f"]);
        for none in [
            "",
            "<svg/>",
            "<openbadges:credential verify=a>",
            "verify='a.b.c'",
        ] {
            assert_eq!(unbake(none), Vec::<&str>::new(), "{none}");
        }
    }
}
