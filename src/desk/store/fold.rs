//! Words as they are compared: without case, accents, and the two ways of writing å, æ and ø.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `Århus` and `Aarhus` → `aarhus`; `Søren` → `soeren`; `André` → `andre`. White space is folded.
pub(super) fn fold(words: &str) -> String {
    let mut folded = String::with_capacity(words.len() + 8);
    for word in words.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        // Composed first, so that the ring of an å is not taken for an accent.
        for letter in word.nfc().flat_map(char::to_lowercase) {
            match letter {
                'a'..='z' => folded.push(letter),
                'å' => folded.push_str("aa"),
                'æ' => folded.push_str("ae"),
                'ø' => folded.push_str("oe"),
                _ => bare(letter, &mut folded),
            }
        }
    }
    folded
}

/// A letter without its accents; an accent over æ, ø or å leaves that letter.
fn bare(letter: char, folded: &mut String) {
    for part in std::iter::once(letter).nfd().filter(|part| !is_combining_mark(*part)) {
        match part {
            'æ' => folded.push_str("ae"),
            'ø' => folded.push_str("oe"),
            _ => folded.push(part),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_are_one() {
        for (words, folded) in [
            ("Århus", "aarhus"),
            ("Aarhus", "aarhus"),
            ("A\u{30a}rhus", "aarhus"),
            ("SØREN  Ærø", "soeren aeroe"),
            ("André Müller", "andre muller"),
            ("ǿl", "oel"),
            ("\u{a0} ", ""),
        ] {
            assert_eq!(fold(words), folded, "{words}");
        }
    }
}
