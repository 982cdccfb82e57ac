//! The binary format of WebAssembly, as far as the build touches it: sections, and the names of imports.

use anyhow::{Context, Result};

const HEADER: usize = 8;
const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const EXPORT: u8 = 7;
/// Where the macros of wasm-bindgen leave word of what they have made: for each item the text of a version and then a program, both
/// behind their length in four bytes.
const PROGRAMS: &[u8] = b"__wasm_bindgen_unstable";

/// A module without names, producers and other sections that do nothing when it runs.
///
/// # Errors
/// When it is no module.
pub fn without_custom_sections(wasm: &[u8]) -> Result<Vec<u8>> {
    map_sections(wasm, |kind, body| (kind != CUSTOM).then(|| body.to_vec()))
}

/// What cargo compiled, without the classes whose names begin with `class`: a crate exports them whether or not anybody uses it, and
/// what is exported stays, with its glue.
///
/// # Errors
/// When it is no module.
pub fn without_classes(wasm: &[u8], class: &str) -> Result<Vec<u8>> {
    map_sections(wasm, |kind, body| {
        Some(
            match kind {
                EXPORT => other_exports(body, &class.to_lowercase()),
                CUSTOM => other_programs(body, class),
                _ => None,
            }
            .unwrap_or_else(|| body.to_vec()),
        )
    })
}

/// The body of an export section without what is named after a class.
fn other_exports(body: &[u8], class: &str) -> Option<Vec<u8>> {
    let (count, mut at) = unsigned(body, 0)?;
    let (mut kept, mut left) = (vec![], 0);
    for _ in 0..count {
        let (name, after) = sized(body, at)?;
        let (_, end) = unsigned(body, after + 1)?;
        if !std::str::from_utf8(name).ok()?.contains(class) {
            kept.extend_from_slice(body.get(at..end)?);
            left += 1;
        }
        at = end;
    }
    Some([number(left), kept].concat())
}

/// The body of wasm-bindgen's section without the programs that name a class.
fn other_programs(body: &[u8], class: &str) -> Option<Vec<u8>> {
    let (name, mut at) = sized(body, 0)?;
    if name != PROGRAMS {
        return None;
    }
    let mut kept = body.get(..at)?.to_vec();
    while at < body.len() {
        let (_version, after) = counted(body, at)?;
        let (program, end) = counted(body, after)?;
        if !program
            .windows(class.len())
            .any(|piece| piece == class.as_bytes())
        {
            kept.extend_from_slice(body.get(at..end)?);
        }
        at = end;
    }
    Some(kept)
}

/// Bytes behind their length in four bytes, the lowest first, and where they end.
fn counted(bytes: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let start = at.checked_add(4)?;
    let length = u32::from_le_bytes(bytes.get(at..start)?.try_into().ok()?);
    let end = start.checked_add(usize::try_from(length).ok()?)?;
    Some((bytes.get(start..end)?, end))
}

/// Glue and module with short names for what one takes from the other. wasm-bindgen gives each function sixteen digits of a hash,
/// which nothing compresses.
///
/// # Errors
/// When it is no module.
pub fn with_short_imports(glue: &str, wasm: &[u8]) -> Result<(String, Vec<u8>)> {
    let mut glue = glue.to_owned();
    let wasm = map_sections(wasm, |kind, body| match kind {
        IMPORT => Some(rename_imports(body, &mut glue).unwrap_or_else(|| body.to_vec())),
        _ => Some(body.to_vec()),
    })?;
    Ok((glue, wasm))
}

/// The body of an import section in which every hashed name that stands in the glue is a short one, there and here.
fn rename_imports(body: &[u8], glue: &mut String) -> Option<Vec<u8>> {
    let (count, mut at) = unsigned(body, 0)?;
    let mut renamed = number(count);
    for index in 0..count {
        let (module, after_module) = sized(body, at)?;
        let (name, after_name) = sized(body, after_module)?;
        let end = import_end(body, after_name)?;
        let long = std::str::from_utf8(name).ok()?;
        let short = format!("_{index}");
        let name = if is_hashed(long) && glue.contains(long) && !glue.contains(&format!("{short}:"))
        {
            *glue = glue.replace(long, &short);
            short.as_bytes()
        } else {
            name
        };
        for text in [module, name] {
            renamed.extend(number(text.len()));
            renamed.extend_from_slice(text);
        }
        renamed.extend_from_slice(body.get(after_name..end)?);
        at = end;
    }
    Some(renamed)
}

/// Whether a name ends in the sixteen hexadecimal digits of wasm-bindgen.
fn is_hashed(name: &str) -> bool {
    name.starts_with("__wb")
        && name.rsplit_once('_').is_some_and(|(_, hash)| {
            hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
}

/// Where the description of an import ends that begins at `at`.
fn import_end(body: &[u8], at: usize) -> Option<usize> {
    const FUNCTION: u8 = 0;
    const TABLE: u8 = 1;
    const MEMORY: u8 = 2;
    const GLOBAL: u8 = 3;
    match *body.get(at)? {
        FUNCTION => unsigned(body, at + 1).map(|(_, end)| end),
        TABLE => limits_end(body, at + 2),
        MEMORY => limits_end(body, at + 1),
        GLOBAL => Some(at + 3),
        _ => None,
    }
}

fn limits_end(body: &[u8], at: usize) -> Option<usize> {
    let (flags, at) = unsigned(body, at)?;
    let (_, at) = unsigned(body, at)?;
    if flags & 1 == 0 {
        Some(at)
    } else {
        unsigned(body, at).map(|(_, end)| end)
    }
}

/// The module with each section replaced by what `map` makes of its kind and body; `None` leaves it out.
fn map_sections(wasm: &[u8], mut map: impl FnMut(u8, &[u8]) -> Option<Vec<u8>>) -> Result<Vec<u8>> {
    const DAMAGED: &str =
        "Un módulo de WebAssembly está dañado. Borre target/aula y repita la orden.";
    let mut mapped = wasm.get(..HEADER).context(DAMAGED)?.to_vec();
    let mut at = HEADER;
    while let Some(kind) = wasm.get(at) {
        let (body, end) = sized(wasm, at + 1).context(DAMAGED)?;
        if let Some(body) = map(*kind, body) {
            mapped.push(*kind);
            mapped.extend(number(body.len()));
            mapped.extend(body);
        }
        at = end;
    }
    Ok(mapped)
}

/// Bytes behind their length, and where they end.
fn sized(bytes: &[u8], at: usize) -> Option<(&[u8], usize)> {
    let (length, start) = unsigned(bytes, at)?;
    let end = start.checked_add(length)?;
    Some((bytes.get(start..end)?, end))
}

/// A LEB128 number, and where it ends.
fn unsigned(bytes: &[u8], mut at: usize) -> Option<(usize, usize)> {
    let (mut value, mut shift) = (0, 0);
    loop {
        let byte = *bytes.get(at)?;
        value |= usize::from(byte & 0x7f).checked_shl(shift)?;
        (at, shift) = (at + 1, shift + 7);
        if byte < 0x80 {
            return Some((value, at));
        }
    }
}

/// A number in LEB128.
fn number(mut value: usize) -> Vec<u8> {
    let mut bytes = vec![];
    loop {
        let low = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODULE: &[u8] = b"\0asm\x01\0\0\0";

    fn module(sections: &[(u8, &[u8])]) -> Vec<u8> {
        let mut wasm = MODULE.to_vec();
        for (kind, body) in sections {
            wasm.push(*kind);
            wasm.extend(number(body.len()));
            wasm.extend_from_slice(body);
        }
        wasm
    }

    #[test]
    fn numbers_survive_the_way_there_and_back() {
        for value in [0, 1, 127, 128, 300, 1_000_000] {
            let bytes = number(value);
            assert_eq!(unsigned(&bytes, 0), Some((value, bytes.len())));
        }
    }

    #[test]
    fn only_custom_sections_go() {
        let wasm = module(&[(CUSTOM, b"\x01x9"), (1, b"\0"), (CUSTOM, b"")]);
        let kept = without_custom_sections(&wasm).unwrap();
        assert_eq!(kept, module(&[(1, b"\0")]));
        assert!(without_custom_sections(&wasm[..10]).is_err());
    }

    #[test]
    fn classes_that_nobody_uses_go_with_their_exports() {
        let exports = |names: &[&str]| {
            let mut body = number(names.len());
            for name in names {
                body.extend(number(name.len()));
                body.extend(name.as_bytes());
                body.extend([0, 7]);
            }
            body
        };
        let programs = |words: &[&str]| {
            let mut body = [number(PROGRAMS.len()), PROGRAMS.to_vec()].concat();
            for word in words {
                for part in ["version", word] {
                    body.extend(u32::try_from(part.len()).unwrap().to_le_bytes());
                    body.extend(part.as_bytes());
                }
            }
            body
        };
        let whole = module(&[
            (
                EXPORT,
                &exports(&["start", "__wbg_intoa_free_0123", "intoa_pull"]),
            ),
            (CUSTOM, &programs(&["start", "\x04IntoA", "last"])),
            (CUSTOM, b"\x05names"),
        ]);
        let kept = module(&[
            (EXPORT, &exports(&["start"])),
            (CUSTOM, &programs(&["start", "last"])),
            (CUSTOM, b"\x05names"),
        ]);
        assert_eq!(without_classes(&whole, "IntoA").unwrap(), kept);
        assert!(without_classes(&whole[..10], "IntoA").is_err());
    }

    #[test]
    fn hashed_imports_get_the_same_short_name_on_both_sides() {
        let long = "__wbg_log_0123456789abcdef";
        let imports = |name: &str| {
            let mut body = number(2);
            for (name, kind) in [(name, &b"\0\x05"[..]), ("memory", &b"\x02\0\x11"[..])] {
                body.extend(number(1));
                body.extend(b"m");
                body.extend(number(name.len()));
                body.extend(name.as_bytes());
                body.extend_from_slice(kind);
            }
            module(&[(IMPORT, &body), (1, b"\0")])
        };
        let glue = format!("return {{ {long}: function(a) {{}}, memory }};");
        let (glue, wasm) = with_short_imports(&glue, &imports(long)).unwrap();
        assert_eq!(glue, "return { _0: function(a) {}, memory };");
        assert_eq!(wasm, imports("_0"));
    }
}
