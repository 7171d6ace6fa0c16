//! White space in texts: any of it, as much as there is, stands for one space. And letters that are no writing.

/// The words of a text with one space between them.
pub fn fold_space(text: &str) -> String {
    // Most texts are so.
    if is_folded(text) {
        return text.to_owned();
    }
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// Whether a letter is none that is written: a control character, which a terminal may obey, or a mark that turns the
/// direction of what stands beside it. Line breaks and tabs are among them.
pub(crate) fn is_order(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_folded(text: &str) -> bool {
    let mut spaced = true;
    for (at, byte) in text.bytes().enumerate() {
        let again = spaced;
        spaced = byte == b' ';
        match byte {
            b' ' if again => return false,
            b'\t'..=b'\r' => return false,
            // What the spaces beyond ASCII begin with, and quotation marks too.
            0xC2 | 0xE1..=0xE3 if text[at..].starts_with(char::is_whitespace) => return false,
            _ => {}
        }
    }
    !spaced || text.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_one_space_apart() {
        for (text, folded) in [
            ("Vi venter.", "Vi venter."),
            ("", ""),
            (" ", ""),
            (" Vi  venter\n på »svar«\u{a0}her. ", "Vi venter på »svar« her."),
            ("Vi\u{2009}venter", "Vi venter"),
            ("Vi venter ", "Vi venter"),
            ("„Nej“ – 5 €", "„Nej“ – 5 €"),
        ] {
            assert_eq!(fold_space(text), folded, "{text:?}");
        }
    }
}
