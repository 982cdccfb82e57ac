//! How hard a Spanish text is to read: its sentences, and the Szigriszt-Pazos index that INFLESZ grades.
//!
//! Source: Francisco Szigriszt Pazos, «Sistemas predictivos de legilibilidad del mensaje escrito» (1993), and the INFLESZ scale (Barrio
//! Cantalejo, 2008), whose «normal» begins at 55. Own code: the crates that hyphenate carry dictionaries, and a count needs none.

/// What INFLESZ calls «normal» begins here.
pub const NORMAL: i32 = 55;

/// The index of a text, mostly 0 to 100, higher is easier; `None` without words.
///
/// 206.835 − 62.3 × syllables ÷ words − words ÷ sentences, to the nearest whole.
pub fn index(text: &str) -> Option<i32> {
    let (mut all, mut syllables_of_all) = (0, 0);
    for word in words(text) {
        all += 1;
        syllables_of_all += syllables(word);
    }
    if all == 0 {
        return None;
    }
    let (words, ends) = (f64::from(all), sentences(text).len().max(1));
    let ends = u32::try_from(ends).map_or(f64::MAX, f64::from);
    let index = 206.835 - 62.3 * f64::from(syllables_of_all) / words - words / ends;
    Some(index.round() as i32)
}

/// The sentences of a text: what a full stop, a colon, an ellipsis, a question or an exclamation ends.
pub fn sentences(text: &str) -> Vec<&str> {
    let ends = |c: char| matches!(c, '.' | '?' | '!' | '…' | ':');
    let mut found = vec![];
    let mut rest = text;
    while let Some(at) = end_of_sentence(rest, ends) {
        let (sentence, after) = rest.split_at(at);
        found.push(sentence);
        rest = after;
    }
    found.push(rest);
    found.retain(|sentence| words(sentence).next().is_some());
    found
}

/// Where the first sentence ends: after a mark that a space follows (7.5 is one number).
fn end_of_sentence(text: &str, ends: impl Fn(char) -> bool) -> Option<usize> {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let last = letters
            .peek()
            .is_none_or(|(_, next)| !next.is_alphanumeric());
        if ends(letter) && last {
            return Some(at + letter.len_utf8());
        }
    }
    None
}

/// The words of a text: what stands between spaces and has a letter or a digit.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
}

/// Syllables of a word, at least 1: runs of vowels, each counted once for every strong or accented vowel in it.
fn syllables(word: &str) -> u32 {
    let (mut count, mut run): (u32, Option<u32>) = (0, None);
    let lower = word.to_lowercase();
    let letters: Vec<char> = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    for (at, letter) in letters.iter().enumerate() {
        let last = at + 1 == letters.len();
        match letter {
            'a' | 'e' | 'o' | 'á' | 'é' | 'ó' | 'í' | 'ú' => run = Some(run.unwrap_or(0) + 1),
            'i' | 'u' | 'ü' => run = run.or(Some(0)),
            'y' if last => run = run.or(Some(0)),
            _ => count += run.take().map_or(0, |nuclei| nuclei.max(1)),
        }
    }
    count += run.map_or(0, |nuclei| nuclei.max(1));
    count.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_as_they_are_said() {
        for (word, expected) in [
            ("sol", 1),
            ("que", 1),
            ("muy", 1),
            ("y", 1),
            ("ciudad", 2),
            ("país", 2),
            ("quiere", 2),
            ("línea", 3),
            ("poesía", 4),
            ("migratoria", 4),
            ("averigüe", 4),
            ("INM", 1),
            ("2026", 1),
        ] {
            assert_eq!(syllables(word), expected, "{word}");
        }
    }

    #[test]
    fn a_sentence_ends_where_a_reader_breathes() {
        let text = "Llega Ana. Pide 7.5 litros: «¿hay?». Responda…";
        assert_eq!(
            sentences(text),
            ["Llega Ana.", " Pide 7.5 litros:", " «¿hay?", " Responda…"]
        );
        assert_eq!(sentences(""), [""; 0]);
    }

    #[test]
    fn short_words_and_sentences_are_easier() {
        let plain = index("Pida lo del trámite. Nada más.");
        let hard = index(
            "La institucionalización administrativa de procedimientos interinstitucionales obstaculiza considerablemente la participación.",
        );
        assert!(plain > Some(80) && hard < Some(0), "{plain:?} {hard:?}");
        assert_eq!(index("— …"), None);
    }
}
