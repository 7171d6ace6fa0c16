//! The words of a claim as symbols, and the patterns that begin at each of them.

use std::ops::Range;

use super::Place;
use super::index::{Element, Pattern, Symbol};
use super::index::{Start, Starts};
use super::rules::Rules;
use crate::span::Span;

/// How many words before a hit may deny it: *det er ikke særlig heldigt for os*.
const REACH_BEFORE: usize = 4;
/// How many words after a verb may deny it: *det holder slet ikke*.
const REACH_AFTER: usize = 3;
/// How many words `..` may stand for.
const GAP: usize = 3;
/// A mark longer than a word is nobody's word; folding it would only cost time.
const LONGEST: usize = 64;
/// How many bytes a word and the space after it usually take.
const USUAL: usize = 5;

/// A claim cut into sentences of tokens, each with the symbols that the lists know it by.
pub(super) struct Claim<'r> {
    tokens: Vec<Token<'r>>,
    pub(super) sentences: Vec<Range<usize>>,
}

struct Token<'r> {
    part: usize,
    start: usize,
    end: usize,
    /// `None` for a word; otherwise the mark.
    mark: Option<char>,
    symbols: &'r [Symbol],
}

/// A pattern that matched: tokens `first..end`.
pub(super) struct Hit {
    pub(super) rule: usize,
    pub(super) first: usize,
    pub(super) end: usize,
}

impl<'r> Claim<'r> {
    /// Cuts `parts` into tokens. A part's edge ends no sentence: the reporter's clause may stand anywhere.
    pub(super) fn read(parts: &[&str], rules: &'r Rules) -> Self {
        let length: usize = parts.iter().map(|part| part.len()).sum();
        let mut claim = Claim { tokens: Vec::with_capacity(length / USUAL + 1), sentences: Vec::new() };
        let mut folded = String::new();
        let mut begin = 0;
        for (part, text) in parts.iter().enumerate() {
            let mut at = 0;
            while let Some(ch) = char_at(text, at) {
                let start = at;
                at += ch.len_utf8();
                if is_of_word(ch) {
                    let small;
                    (at, small) = word(text, start);
                    let symbols = claim.symbols(&text[start..at], small, &mut folded, rules);
                    claim.tokens.push(Token { part, start, end: at, mark: None, symbols });
                    continue;
                }
                if !matches!(ch, '.' | '!' | '?' | ',' | ':' | ';' | '…' | '–') {
                    continue;
                }
                let symbols = rules.words.symbols_of(&text[start..at]);
                claim.tokens.push(Token { part, start, end: at, mark: Some(ch), symbols });
                if matches!(ch, '.' | '!' | '?' | '…') && !char_at(text, at).is_some_and(is_of_word) {
                    claim.sentences.push(begin..claim.tokens.len());
                    begin = claim.tokens.len();
                }
            }
        }
        if begin < claim.tokens.len() {
            claim.sentences.push(begin..claim.tokens.len());
        }
        claim
    }

    /// The symbols of a word that follows the tokens so far; `small` as [`word`] tells it.
    fn symbols(&self, written: &str, small: bool, folded: &mut String, rules: &'r Rules) -> &'r [Symbol] {
        if written.len() > LONGEST {
            return &[];
        }
        // The plural «I» (you) is told from «i» (in) by its capital, and from a sentence's first word.
        let opens = || self.tokens.last().is_none_or(|last| matches!(last.mark, Some('.' | '!' | '?' | ':' | '…')));
        if written == "I" && !opens() {
            return &rules.you;
        }
        rules.words.symbols_of(if small { written } else { lower_case(written, folded) })
    }

    /// The first word as it is written, of the parts that were read.
    pub(super) fn first_word<'t>(&self, parts: &[&'t str]) -> Option<&'t str> {
        let first = self.tokens.iter().find(|token| token.mark.is_none())?;
        parts.get(first.part)?.get(first.start..first.end)
    }

    /// How many words there are.
    pub(super) fn count(&self) -> usize {
        self.tokens.iter().filter(|token| token.mark.is_none()).count()
    }

    /// Whether the sentence ends with `mark`.
    pub(super) fn ends_with(&self, sentence: &Range<usize>, mark: char) -> bool {
        self.tokens[sentence.clone()].last().is_some_and(|last| last.mark == Some(mark))
    }

    /// Whether the sentence ends with a mark that ends sentences.
    pub(super) fn is_ended(&self, sentence: &Range<usize>) -> bool {
        ['.', '!', '?', '…'].into_iter().any(|mark| self.ends_with(sentence, mark))
    }

    /// Whether the token carries the symbol.
    pub(super) fn is(&self, index: usize, symbol: Symbol) -> bool {
        self.tokens[index].symbols.contains(&symbol)
    }

    /// Calls `found` for each pattern of `starts` that begins at token `index` and ends in the same sentence.
    pub(super) fn hits(
        &self,
        index: usize,
        sentence: &Range<usize>,
        (rules, starts): (&Rules, &Starts),
        scratch: &mut Vec<Start>,
        mut found: impl FnMut(Hit),
    ) {
        let symbols = self.tokens[index].symbols;
        if symbols.is_empty() {
            return;
        }
        // The second word, as `matches` finds it.
        let next = self.past_comma(index + 1, sentence.end);
        let after = if next < sentence.end { self.tokens[next].symbols } else { &[] };
        for &symbol in symbols {
            for start in starts.find(symbol, after, scratch) {
                let pattern = &rules.patterns[start.pattern];
                if (pattern.opens_sentence && index != sentence.start) || (pattern.opens_claim && index != 0) {
                    continue;
                }
                let (element, at) = match pattern.elements.get(1) {
                    Some(Element::Word(_)) => (2, next + 1),
                    _ => (1, index + 1),
                };
                if let Some(end) = self.matches(pattern, element, at, sentence.end) {
                    found(Hit { rule: pattern.rule, first: index, end });
                }
            }
        }
    }

    /// Whether a comma stands before a clause is a matter of taste: *det er rigtigt(,) at*.
    fn past_comma(&self, at: usize, end: usize) -> usize {
        at + usize::from(at < end && self.tokens[at].mark == Some(','))
    }

    /// Where the pattern ends if its elements from `element` on match at token `at`.
    fn matches(&self, pattern: &Pattern, element: usize, at: usize, end: usize) -> Option<usize> {
        match pattern.elements.get(element) {
            None => Some(at),
            Some(Element::End) => self.tokens[at..end].iter().all(|token| token.mark.is_some()).then_some(at),
            Some(Element::Word(symbol)) => {
                let at = self.past_comma(at, end);
                (at < end && self.is(at, *symbol)).then(|| self.matches(pattern, element + 1, at + 1, end)).flatten()
            }
            Some(Element::Any) => (at < end && self.tokens[at].mark.is_none())
                .then(|| self.matches(pattern, element + 1, at + 1, end))
                .flatten(),
            Some(Element::Gap) => (at..=end.min(at + GAP))
                .take_while(|&next| self.tokens[at..next].iter().all(|token| token.mark.is_none()))
                .find_map(|next| self.matches(pattern, element + 1, next, end)),
        }
    }

    /// Whether a word of denial stands near enough to the hit, in its own clause.
    pub(super) fn negated(&self, hit: &Hit, verbal: bool, rules: &Rules) -> bool {
        let ends_clause = |index: &usize| self.tokens[*index].mark.is_some() || self.is(*index, rules.turn);
        let before = (0..hit.first).rev().take(REACH_BEFORE).take_while(|index| !ends_clause(index));
        let after = (hit.end..self.tokens.len()).take(REACH_AFTER).take_while(|index| !ends_clause(index));
        let denied = |index: usize| self.is(index, rules.negation);
        let denials = before.filter(|&index| denied(index)).count();
        denials % 2 == 1 || (verbal && denials == 0 && after.into_iter().any(denied))
    }

    /// Where the hit stands; a hit over a part's edge is shown up to that edge.
    pub(super) fn place(&self, hit: &Hit) -> Place {
        let first = &self.tokens[hit.first];
        let end = self.tokens[hit.first..hit.end]
            .iter()
            .take_while(|token| token.part == first.part)
            .last()
            .map_or(first.end, |token| token.end);
        Place { part: first.part, span: Span::new(first.start, end) }
    }
}

fn char_at(text: &str, at: usize) -> Option<char> {
    match *text.as_bytes().get(at)? {
        ascii @ ..=0x7f => Some(char::from(ascii)),
        _ => text[at..].chars().next(),
    }
}

/// Whether it is a letter or figure; of those of Danish it takes no table to know.
fn is_of_word(ch: char) -> bool {
    ch.is_ascii_alphanumeric() || !ch.is_ascii() && (is_small(ch) || ch.is_alphanumeric())
}

/// Whether it is a small letter of Latin-1 and not of ASCII.
fn is_small(ch: char) -> bool {
    matches!(ch, 'ß'..='ö' | 'ø'..='ÿ')
}

/// Where the letters and figures end that begin at `at`, and whether all are small, as most are: it takes no look-up
/// for those of Danish.
fn word(text: &str, mut at: usize) -> (usize, bool) {
    let mut small = true;
    while let Some(byte) = text.as_bytes().get(at) {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' => at += 1,
            b'A'..=b'Z' => {
                small = false;
                at += 1;
            }
            ..=0x7f => break,
            _ => match char_at(text, at).filter(|ch| is_of_word(*ch)) {
                Some(ch) => {
                    small &= is_small(ch);
                    at += ch.len_utf8();
                }
                None => break,
            },
        }
    }
    (at, small)
}

/// The word in lower case, letter by letter.
fn lower_case<'w>(written: &str, folded: &'w mut String) -> &'w str {
    folded.clear();
    if written.chars().all(|ch| ch.is_ascii() || is_small(ch)) {
        folded.push_str(written);
        folded.make_ascii_lowercase();
    } else {
        folded.extend(written.chars().flat_map(char::to_lowercase));
    }
    folded
}
