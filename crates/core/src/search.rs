//! Search that does not mind accents or capitals.

/// The text as it is compared: lower case, without the accents of Spanish, also where they are written as combining marks.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        match lower(letter) {
            'á' | 'à' | 'ä' | 'â' => folded.push('a'),
            'é' | 'è' | 'ë' | 'ê' => folded.push('e'),
            'í' | 'ì' | 'ï' | 'î' => folded.push('i'),
            'ó' | 'ò' | 'ö' | 'ô' => folded.push('o'),
            'ú' | 'ù' | 'ü' | 'û' => folded.push('u'),
            'ñ' => folded.push('n'),
            '\u{0300}'..='\u{036F}' => {}
            letter => folded.push(letter),
        }
    }
    folded
}

/// Lower case of the Latin letters that Spanish and its loan words use; `char::to_lowercase` would bring the tables of every script.
fn lower(letter: char) -> char {
    match letter {
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(letter as u32 + 0x20).unwrap_or(letter),
        _ => letter.to_ascii_lowercase(),
    }
}

/// Whether every word of what was typed stands somewhere in a text that [`fold`] has made; an empty query matches everything.
pub fn matches(folded: &str, query: &str) -> bool {
    fold(query)
        .split_whitespace()
        .all(|word| folded.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_without_their_accents() {
        let text = fold("Niñas, niños y PINGÜINOS: atención en la migracio\u{301}n");
        for (query, found) in [
            ("", true),
            ("nina", true),
            ("NIÑA", true),
            ("pinguino atencion", true),
            ("  Migración ", true),
            ("migracion urgencia", false),
            ("atencio\u{301}n", true),
        ] {
            assert_eq!(matches(&text, query), found, "{query}");
        }
    }
}
