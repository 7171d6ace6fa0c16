//! The words of a claim as symbols, and the patterns that begin at each of them.

use std::ops::Range;

use super::Place;
use super::index::Starts;
use super::rules::{Element, Pattern, Rules, Symbol};
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
pub(super) struct Claim {
    tokens: Vec<Token>,
    symbols: Vec<Symbol>,
    pub(super) sentences: Vec<Range<usize>>,
}

struct Token {
    part: usize,
    start: usize,
    end: usize,
    /// `None` for a word; otherwise the mark.
    mark: Option<char>,
    symbols: Range<usize>,
}

/// A pattern that matched: tokens `first..end`.
pub(super) struct Hit {
    pub(super) rule: usize,
    pub(super) first: usize,
    pub(super) end: usize,
}

impl Claim {
    /// Cuts `parts` into tokens. A part's edge ends no sentence: the reporter's clause may stand anywhere.
    pub(super) fn read(parts: &[&str], rules: &Rules) -> Self {
        let room = parts.iter().map(|part| part.len()).sum::<usize>() / USUAL + 1;
        let (tokens, symbols) = (Vec::with_capacity(room), Vec::with_capacity(2 * room));
        let mut claim = Claim { tokens, symbols, sentences: Vec::new() };
        let mut folded = String::new();
        let mut begin = 0;
        for (part, text) in parts.iter().enumerate() {
            let mut at = 0;
            while let Some(ch) = char_at(text, at) {
                let start = at;
                at += ch.len_utf8();
                if ch.is_alphanumeric() {
                    at = word_end(text, at);
                    claim.word(part, text, start..at, &mut folded, rules);
                    continue;
                }
                if !matches!(ch, '.' | '!' | '?' | ',' | ':' | ';' | '…' | '–') {
                    continue;
                }
                claim.mark(part, start, ch, rules);
                if matches!(ch, '.' | '!' | '?' | '…') && !char_at(text, at).is_some_and(char::is_alphanumeric) {
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

    fn word(&mut self, part: usize, text: &str, place: Range<usize>, folded: &mut String, rules: &Rules) {
        let written = &text[place.clone()];
        let from = self.symbols.len();
        if written.len() <= LONGEST {
            // The plural «I» (you) is told from «i» (in) by its capital, and from a sentence's first word.
            let opens = || self.tokens.last().is_none_or(|last| matches!(last.mark, Some('.' | '!' | '?' | ':' | '…')));
            let you = written == "I" && !opens();
            rules.words.symbols_of(lower_case(written, folded), &mut self.symbols);
            if you {
                self.symbols.push(rules.you);
            }
        }
        let symbols = from..self.symbols.len();
        self.tokens.push(Token { part, start: place.start, end: place.end, mark: None, symbols });
    }

    fn mark(&mut self, part: usize, start: usize, ch: char, rules: &Rules) {
        let from = self.symbols.len();
        let mut buffer = [0; 4];
        rules.words.symbols_of(ch.encode_utf8(&mut buffer), &mut self.symbols);
        let symbols = from..self.symbols.len();
        self.tokens.push(Token { part, start, end: start + ch.len_utf8(), mark: Some(ch), symbols });
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
        self.symbols[self.tokens[index].symbols.clone()].contains(&symbol)
    }

    /// Calls `found` for each pattern of `starts` that begins at token `index` and ends in the same sentence.
    pub(super) fn hits(
        &self,
        index: usize,
        sentence: &Range<usize>,
        (rules, starts): (&Rules, &Starts),
        scratch: &mut Vec<usize>,
        mut found: impl FnMut(Hit),
    ) {
        // What the second word of a pattern is compared with, see `matches`.
        let comma = index + 1 < sentence.end && self.tokens[index + 1].mark == Some(',');
        let next = index + 1 + usize::from(comma);
        let after = if next < sentence.end { &self.symbols[self.tokens[next].symbols.clone()] } else { &[] };
        for &symbol in &self.symbols[self.tokens[index].symbols.clone()] {
            starts.find(symbol, after, scratch);
            for &pattern in &*scratch {
                let pattern = &rules.patterns[pattern];
                if (pattern.opens_sentence && index != sentence.start) || (pattern.opens_claim && index != 0) {
                    continue;
                }
                if let Some(end) = self.matches(pattern, 1, index + 1, sentence.end) {
                    found(Hit { rule: pattern.rule, first: index, end });
                }
            }
        }
    }

    /// Where the pattern ends if its elements from `element` on match at token `at`.
    fn matches(&self, pattern: &Pattern, element: usize, at: usize, end: usize) -> Option<usize> {
        match pattern.elements.get(element) {
            None => Some(at),
            Some(Element::End) => self.tokens[at..end].iter().all(|token| token.mark.is_some()).then_some(at),
            Some(Element::Word(symbol)) => {
                // Whether a comma stands before a clause is a matter of taste: *det er rigtigt(,) at*.
                let at = if at < end && self.tokens[at].mark == Some(',') { at + 1 } else { at };
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

/// Where the letters and figures end that go on at `at`.
fn word_end(text: &str, mut at: usize) -> usize {
    while let Some(ch) = char_at(text, at).filter(|ch| ch.is_alphanumeric()) {
        at += ch.len_utf8();
    }
    at
}

/// The word in lower case, letter by letter; in `folded` where it is not written so.
fn lower_case<'w>(written: &'w str, folded: &'w mut String) -> &'w str {
    if written.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return written;
    }
    folded.clear();
    if written.chars().all(|ch| ch.is_ascii() || ('ß'..='ÿ').contains(&ch)) {
        folded.push_str(written);
        folded.make_ascii_lowercase();
    } else {
        folded.extend(written.chars().flat_map(char::to_lowercase));
    }
    folded
}
