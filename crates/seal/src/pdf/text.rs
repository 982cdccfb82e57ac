//! The words of a page: strings of glyph numbers, and the table that says what they mean.

/// Text by glyph number, from the `bfchar` lines of a ToUnicode table; `None` where it says nothing.
pub(super) fn map(table: &[u8]) -> Vec<Option<String>> {
    let table = String::from_utf8_lossy(table);
    let mut map = vec![];
    for line in table.lines() {
        let mut parts = line
            .split(['<', '>'])
            .map(str::trim)
            .filter(|part| !part.is_empty());
        if let (Some(glyph), Some(text), None) = (parts.next(), parts.next(), parts.next()) {
            let glyph = u16::from_str_radix(glyph, 16);
            if let (Ok(glyph), 4..) = (glyph, text.len()) {
                let glyph = usize::from(glyph);
                if map.len() <= glyph {
                    map.resize(glyph + 1, None);
                }
                if let Some(place) = map.get_mut(glyph) {
                    *place = Some(utf16(&unhex(text.as_bytes())));
                }
            }
        }
    }
    map
}

/// The lines of a page; `None` if it shows a glyph of which the table does not say what it means.
pub(super) fn lines(content: &[u8], map: &[Option<String>]) -> Option<Vec<String>> {
    let mut page = Page {
        map,
        lines: vec![],
        line: String::new(),
        replaced: vec![],
    };
    let mut strings: Vec<Vec<u8>> = vec![];
    let (mut actual, mut name) = (None, &b""[..]);
    let mut rest = content;
    while let Some(first) = rest.first() {
        match first {
            b'(' => {
                let (string, after) = literal(rest.get(1..)?)?;
                rest = after;
                take_string(string, name, &mut strings, &mut actual);
            }
            b'<' if rest.get(1) != Some(&b'<') => {
                let end = rest.iter().position(|byte| *byte == b'>')?;
                let string = unhex(rest.get(1..end)?);
                rest = rest.get(end + 1..)?;
                take_string(string, name, &mut strings, &mut actual);
            }
            b'<' => rest = rest.get(2..)?,
            b'/' => {
                let (word, after) = word(rest.get(1..)?);
                (name, rest) = (word, after);
            }
            byte if is_regular(*byte) => {
                let (operator, after) = word(rest);
                rest = after;
                if operator.first().is_some_and(u8::is_ascii_alphabetic) || operator == b"'" {
                    page.carry_out(operator, &strings, actual.take())?;
                    strings.clear();
                }
                name = b"";
            }
            _ => rest = rest.get(1..)?,
        }
    }
    Some(page.lines)
}

fn take_string(
    string: Vec<u8>,
    name: &[u8],
    strings: &mut Vec<Vec<u8>>,
    actual: &mut Option<String>,
) {
    if name == b"ActualText" {
        *actual = Some(utf16(string.strip_prefix(b"\xFE\xFF").unwrap_or(&string)));
    } else {
        strings.push(string);
    }
}

/// What was shown so far.
struct Page<'a> {
    map: &'a [Option<String>],
    lines: Vec<String>,
    line: String,
    /// For each open piece of marked content, whether a text stands for its glyphs.
    replaced: Vec<bool>,
}

impl Page<'_> {
    fn carry_out(
        &mut self,
        operator: &[u8],
        strings: &[Vec<u8>],
        actual: Option<String>,
    ) -> Option<()> {
        match operator {
            b"BDC" | b"BMC" => {
                self.replaced.push(actual.is_some());
                self.line.push_str(&actual.unwrap_or_default());
            }
            b"EMC" => {
                self.replaced.pop();
            }
            b"Tj" | b"TJ" | b"'" if !self.replaced.contains(&true) => {
                for pair in strings.iter().flat_map(|string| string.chunks(2)) {
                    let glyph = u16::from_be_bytes(pair.try_into().ok()?);
                    self.line
                        .push_str(self.map.get(usize::from(glyph))?.as_ref()?);
                }
            }
            b"ET" => self.lines.push(std::mem::take(&mut self.line)),
            _ => {}
        }
        Some(())
    }
}

/// A string in parentheses, from behind its first, and what follows it.
fn literal(text: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let mut string = vec![];
    let (mut at, mut depth) = (0, 0);
    loop {
        let byte = *text.get(at)?;
        at += 1;
        match byte {
            b')' if depth == 0 => return Some((string, text.get(at..)?)),
            b'\\' => {
                let escaped = *text.get(at)?;
                at += 1;
                match escaped {
                    b'n' => string.push(b'\n'),
                    b'r' => string.push(b'\r'),
                    b't' => string.push(b'\t'),
                    b'b' => string.push(8),
                    b'f' => string.push(12),
                    b'\n' => {}
                    b'0'..=b'7' => {
                        let mut value = u32::from(escaped - b'0');
                        for _ in 0..2 {
                            let Some(digit @ b'0'..=b'7') = text.get(at) else {
                                break;
                            };
                            value = value * 8 + u32::from(digit - b'0');
                            at += 1;
                        }
                        string.push((value & 0xFF) as u8);
                    }
                    other => string.push(other),
                }
            }
            other => {
                depth += i32::from(other == b'(') - i32::from(other == b')');
                string.push(other);
            }
        }
    }
}

/// The regular characters at the beginning, and what follows them.
fn word(text: &[u8]) -> (&[u8], &[u8]) {
    let length = text
        .iter()
        .position(|byte| !is_regular(*byte))
        .unwrap_or(text.len());
    text.split_at(length)
}

fn is_regular(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && byte != 0 && !b"()<>[]{}/%".contains(&byte)
}

fn unhex(text: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = text
        .iter()
        .filter_map(|byte| char::from(*byte).to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit))
        .collect()
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes
        .chunks(2)
        .map(|pair| {
            pair.iter()
                .fold(0, |unit, byte| unit << 8 | u16::from(*byte))
        })
        .collect();
    String::from_utf16_lossy(&units)
}
