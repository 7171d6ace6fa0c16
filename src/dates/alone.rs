//! Whether a match is a time, or a piece of a word, an address, a figure or a name.

use std::ops::Range;

use super::data::Meaning;
use super::find::Look;
use super::token::{Sort, Token};

impl Look<'_> {
    /// Whether the match is cut out of no longer word, address, figure or name.
    pub(super) fn stands_alone(&self, range: Range<usize>, means: Meaning) -> bool {
        let Some(tokens @ [one, ..]) = self.tokens.get(range) else {
            return false;
        };
        let (first, last) = (one.start, tokens.last().map_or(one.end, |token| token.end));
        let mut before = self.text[..first].chars().rev();
        let mut after = self.text[last..].chars();
        let cut_before = match before.next() {
            Some('/' | '_' | '@' | '#') => true,
            Some('.' | '-' | ':' | ',') => before.next().is_some_and(char::is_alphanumeric),
            Some(c) => c.is_alphanumeric(),
            None => false,
        };
        let cut_after = match (after.next(), after.next()) {
            (Some('-' | '\u{2011}'), Some(c)) => c.is_alphanumeric(),
            (Some('–' | '.' | ',' | '/' | ':'), Some(c)) if c.is_ascii_digit() => true,
            (Some('.'), Some(c)) => c.is_lowercase(),
            (Some('%' | '_' | '@'), _) => true,
            (Some(c), _) => c.is_alphanumeric(),
            _ => false,
        };
        !cut_before && !cut_after && !self.is_name(tokens, means)
    }

    /// Whether its capital letters make it a name: times are written small in Danish, but at the beginning of a sentence.
    fn is_name(&self, tokens: &[Token], means: Meaning) -> bool {
        if matches!(means, Meaning::Holiday | Meaning::Nothing) {
            return false;
        }
        let loud = tokens.iter().all(|token| {
            let text = &self.text[token.start..token.end];
            !matches!(token.sort, Sort::Word(_)) || !text.chars().any(char::is_lowercase)
        });
        let opens = self.opens_sentence(tokens[0].start);
        let long = tokens.iter().any(|token| token.end - token.start > 1 && matches!(token.sort, Sort::Word(_)));
        if loud && long {
            return false;
        }
        // Den 3. Maj is careless, but plainly a date; 3. Maj may be the end of one sentence and a name.
        let dated = tokens.iter().any(|token| matches!(token.sort, Sort::Number(..)))
            && matches!(tokens[0].sort, Sort::Word(_));
        for (index, token) in tokens.iter().enumerate() {
            let text = &self.text[token.start..token.end];
            let capital = matches!(token.sort, Sort::Word(_)) && text.starts_with(char::is_uppercase);
            if capital && !(index == 0 && opens) && !(index > 0 && dated) {
                return true;
            }
        }
        // "Søndag": a title in marks.
        let lone = tokens.len() == 1 && self.text[tokens[0].start..].starts_with(char::is_uppercase);
        lone && self.text[..tokens[0].start].ends_with(QUOTES) && self.text[tokens[0].end..].starts_with(QUOTES)
    }

    fn opens_sentence(&self, at: usize) -> bool {
        for c in self.text[..at].chars().rev() {
            match c {
                '\n' => return true,
                _ if c.is_whitespace() => {}
                '.' | '!' | '?' | ':' | ';' | '…' | '-' | '–' | '—' | '•' | '*' | '>' | '(' | '[' | '|' => {
                    return true;
                }
                _ => return QUOTES.contains(&c),
            }
        }
        true
    }
}

const QUOTES: [char; 11] = ['"', '\'', '“', '”', '„', '‘', '’', '«', '»', '‹', '›'];
