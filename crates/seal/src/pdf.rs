//! Reads the PDFs that krilla writes for us, from the cross-reference table to the page, as a viewer does: what merely lies in the file
//! counts for nothing.
//!
//! The token is also found in a file that another program has saved again, as long as the attachment is there. The visible words are
//! read only from a file of our own form: one page, one font, one revision.
//!
//! Words are what the file says to a reader that copies text, not what people see: they tell which fields differ, and `file` tells whether
//! the sheet is the signed one.

mod text;

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use crate::exhibit::{Exhibit, with_sheet};

/// Most bytes that a stream may become: a page of ours has some tens of thousands.
const INFLATED: usize = 4 * 1024 * 1024;

/// The token and the words of a PDF; no token if none is attached, no lines if the words cannot be read.
pub(crate) fn exhibits(bytes: &[u8]) -> Vec<Exhibit> {
    let lines = Pdf::open(bytes).and_then(|pdf| pdf.lines());
    with_sheet(bytes, tokens(bytes), lines.unwrap_or_default())
}

/// Whatever attached file is a token: more than one is laid before the verifier as it is.
fn tokens(bytes: &[u8]) -> Vec<String> {
    let mut tokens = vec![];
    let mut from = 0;
    while let Some(at) = bytes
        .get(from..)
        .and_then(|rest| find(rest, b"/EmbeddedFile"))
    {
        from += at + 1;
        let start = bytes
            .get(..from)
            .and_then(|before| find_last(before, b" obj"));
        let object = start
            .and_then(|start| bytes.get(start..))
            .unwrap_or_default();
        let dictionary = find(object, b"stream").and_then(|end| object.get(..end));
        let data = dictionary.and_then(|dictionary| stream(dictionary, object));
        let text = data.and_then(|data| String::from_utf8(data).ok());
        // `/EmbeddedFiles` of the catalogue is no stream, and what follows it no token.
        if let Some(token) = text.filter(|text| text.starts_with("eyJ") && !tokens.contains(text)) {
            tokens.push(token.trim_end().to_owned());
        }
    }
    tokens
}

/// A file with its cross-reference table.
struct Pdf<'a> {
    bytes: &'a [u8],
    /// Where each object begins, by its number.
    offsets: Vec<usize>,
    root: usize,
}

impl<'a> Pdf<'a> {
    /// `None` unless the file has one classic table and no earlier revision.
    fn open(bytes: &'a [u8]) -> Option<Pdf<'a>> {
        let start = bytes.len() - find_last(bytes, b"startxref")?;
        let tail = bytes.get(bytes.len() - start + b"startxref".len()..)?;
        let at = usize::try_from(integer(tail)?.0).ok()?;
        let table = bytes.get(at..)?.strip_prefix(b"xref")?;
        let (first, table) = integer(table)?;
        let (count, mut table) = integer(table)?;
        if first != 0 || count > 10_000 {
            return None;
        }
        let mut offsets = vec![];
        for _ in 0..count {
            let (offset, rest) = integer(table)?;
            let (_, rest) = integer(rest)?;
            table = rest.get(2..)?;
            offsets.push(usize::try_from(offset).ok()?);
        }
        let trailer = trimmed(table).strip_prefix(b"trailer")?;
        if find(trailer, b"/Prev").is_some() {
            return None;
        }
        let root = *references(after(trailer, b"/Root")?).first()?;
        Some(Pdf {
            bytes,
            offsets,
            root,
        })
    }

    /// The bytes of an object from its dictionary on.
    fn object(&self, number: usize) -> Option<&'a [u8]> {
        let object = self.bytes.get(*self.offsets.get(number)?..)?;
        let (found, rest) = integer(object)?;
        let (_, rest) = integer(rest)?;
        let rest = trimmed(rest).strip_prefix(b"obj")?;
        (usize::try_from(found).ok()? == number).then_some(rest)
    }

    /// The dictionary of an object.
    fn dictionary(&self, number: usize) -> Option<&'a [u8]> {
        let object = self.object(number)?;
        let end = [find(object, b"stream"), find(object, b"endobj")];
        object.get(..end.into_iter().flatten().min()?)
    }

    /// The only object that a key of a dictionary refers to, or whose list holds.
    fn only(&self, dictionary: &[u8], key: &[u8]) -> Option<usize> {
        let value = after(dictionary, key)?;
        let end = value
            .iter()
            .position(|byte| matches!(byte, b'/' | b'>' | b']'));
        match references(value.get(..end?)?)[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    fn stream(&self, number: usize) -> Option<Vec<u8>> {
        stream(self.dictionary(number)?, self.object(number)?)
    }

    /// The words of the one page, a line for each piece that was drawn.
    fn lines(&self) -> Option<Vec<String>> {
        let pages = self.only(self.dictionary(self.root)?, b"/Pages")?;
        let page = self.dictionary(self.only(self.dictionary(pages)?, b"/Kids")?)?;
        // Annotations lie over the page and say what they like.
        if find(page, b"/Annots").is_some() {
            return None;
        }
        let resources = self.dictionary(self.only(page, b"/Resources")?)?;
        // Forms and pictures could show words of their own.
        if find(resources, b"/XObject").is_some() {
            return None;
        }
        let fonts = after(resources, b"/Font")?;
        let fonts = fonts.get(..find(fonts, b">>")?)?;
        let [font] = references(fonts)[..] else {
            return None;
        };
        let map = self.stream(self.only(self.dictionary(font)?, b"/ToUnicode")?)?;
        let content = self.stream(self.only(page, b"/Contents")?)?;
        text::lines(&content, &text::map(&map))
    }
}

/// The data of a stream, inflated if its dictionary says so.
fn stream(dictionary: &[u8], object: &[u8]) -> Option<Vec<u8>> {
    let (length, rest) = integer(after(dictionary, b"/Length")?)?;
    let is_elsewhere = trimmed(rest).first().is_some_and(u8::is_ascii_digit);
    let data = object.get(find(object, b"stream")? + b"stream".len()..)?;
    let data = data
        .strip_prefix(b"\r")
        .unwrap_or(data)
        .strip_prefix(b"\n")?;
    let length = match is_elsewhere {
        true => find(data, b"endstream")?,
        false => usize::try_from(length).ok()?,
    };
    let data = data.get(..length)?;
    match (
        find(dictionary, b"/Filter"),
        find(dictionary, b"/FlateDecode"),
    ) {
        (None, _) => Some(data.to_vec()),
        (Some(_), Some(_)) => decompress_to_vec_zlib_with_limit(data, INFLATED).ok(),
        (Some(_), None) => None,
    }
}

/// What follows a key in a dictionary; not that of a longer key.
fn after<'a>(dictionary: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    let mut rest = dictionary;
    loop {
        rest = rest.get(find(rest, key)? + key.len()..)?;
        if !rest.first()?.is_ascii_alphabetic() {
            return Some(rest);
        }
    }
}

/// The objects that a text refers to: `51 0 R`.
fn references(text: &[u8]) -> Vec<usize> {
    let text = String::from_utf8_lossy(text);
    let words: Vec<&str> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let pairs = words.windows(3).filter(|three| three.get(2) == Some(&"R"));
    pairs
        .filter_map(|three| three.first()?.parse().ok())
        .collect()
}

/// The number at the beginning, after white space, and what follows it.
fn integer(text: &[u8]) -> Option<(u64, &[u8])> {
    let text = trimmed(text);
    let length = text
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(length)?;
    Some((std::str::from_utf8(digits).ok()?.parse().ok()?, rest))
}

fn trimmed(text: &[u8]) -> &[u8] {
    text.trim_ascii_start()
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len())
        .position(|window| window == wanted)
}

fn find_last(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len())
        .rposition(|window| window == wanted)
}
