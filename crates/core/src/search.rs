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
pub(crate) fn lower(letter: char) -> char {
    match letter {
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(letter as u32 + 0x20).unwrap_or(letter),
        _ => letter.to_ascii_lowercase(),
    }
}

/// What was typed to search for: its words, without accents, capitals and the signs around them.
#[derive(Debug)]
pub struct Query(Vec<String>);

impl Query {
    /// What was typed.
    pub fn new(typed: &str) -> Query {
        let folded = fold(typed);
        let words = folded.split(is_sign).filter(|word| !word.is_empty());
        Query(words.map(str::to_owned).collect())
    }

    /// Whether there is no word in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether each of its words begins a word of a text that [`fold`] has made; an empty query finds everything.
    pub fn finds(&self, folded: &str) -> bool {
        self.0.iter().all(|word| begins_a_word(folded, word))
    }

    /// How many letters its words have that begin one of such a text: a long word says more than «la».
    pub fn weight_in(&self, folded: &str) -> usize {
        let words = self.0.iter();
        let found = words.filter(|word| begins_a_word(folded, word));
        found.map(String::len).sum()
    }
}

/// «trata» is not in «maltrata».
fn begins_a_word(folded: &str, word: &str) -> bool {
    let mut places = folded.match_indices(word);
    places.any(|(at, _)| folded[..at].chars().next_back().is_none_or(is_sign))
}

/// What stands between words. Of letters beyond ASCII all count as such: to ask Unicode would bring its tables.
fn is_sign(letter: char) -> bool {
    match letter.is_ascii() {
        true => !letter.is_ascii_alphanumeric(),
        false => "¿¡«»…—–“”‘’·\u{a0}".contains(letter),
    }
}

/// Which of the folded texts a query finds, of these no more than the first `most`, and how many it finds in all.
pub fn first<'a>(
    folded: impl Iterator<Item = &'a str>,
    query: &Query,
    most: usize,
) -> (Vec<bool>, usize) {
    let mut found = 0;
    let is_shown = |text| {
        let is_found = query.finds(text);
        found += usize::from(is_found);
        is_found && found <= most
    };
    (folded.map(is_shown).collect(), found)
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
            ("«¿Atención?»", true),
            ("guino", false),
            ("en", true),
        ] {
            assert_eq!(Query::new(query).finds(&text), found, "{query}");
        }
    }

    #[test]
    fn no_more_are_shown_than_is_asked_for() {
        let texts = ["agua", "agua y luz", "luz", "agua"];
        for (query, most, shown, found) in [
            ("", 9, [true, true, true, true], 4),
            ("", 2, [true, true, false, false], 4),
            ("Agua", 9, [true, true, false, true], 3),
            ("Agua", 2, [true, true, false, false], 3),
            ("gas", 2, [false; 4], 0),
        ] {
            let first = first(texts.into_iter(), &Query::new(query), most);
            assert_eq!(first, (shown.to_vec(), found), "{query} {most}");
        }
    }
}
