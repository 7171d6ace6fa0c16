//! The words of a claim as symbols, and the patterns that begin at each of them.

use std::ops::Range;

use super::Place;
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
        let mut claim = Claim { tokens: Vec::new(), symbols: Vec::new(), sentences: Vec::new() };
        let mut folded = String::with_capacity(LONGEST);
        let mut begin = 0;
        for (part, text) in parts.iter().enumerate() {
            let mut chars = text.char_indices().peekable();
            while let Some((start, ch)) = chars.next() {
                if ch.is_alphanumeric() {
                    let mut end = start + ch.len_utf8();
                    while let Some(&(at, next)) = chars.peek() {
                        if !next.is_alphanumeric() {
                            break;
                        }
                        end = at + next.len_utf8();
                        chars.next();
                    }
                    claim.word(part, text, start, end, &mut folded, rules);
                    continue;
                }
                if !matches!(ch, '.' | '!' | '?' | ',' | ':' | ';' | '…' | '–') {
                    continue;
                }
                claim.mark(part, start, ch, rules);
                let next = chars.peek().map(|&(_, next)| next);
                if matches!(ch, '.' | '!' | '?' | '…') && next.is_none_or(|next| !next.is_alphanumeric()) {
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

    fn word(&mut self, part: usize, text: &str, start: usize, end: usize, folded: &mut String, rules: &Rules) {
        let written = &text[start..end];
        let from = self.symbols.len();
        if written.len() <= LONGEST {
            folded.clear();
            folded.extend(written.chars().flat_map(char::to_lowercase));
            // The plural «I» (you) is told from «i» (in) by its capital, and from a sentence's first word.
            let opens = self.tokens.last().is_none_or(|last| matches!(last.mark, Some('.' | '!' | '?' | ':' | '…')));
            rules.symbols_of(folded, &mut self.symbols);
            if written == "I" && !opens {
                self.symbols.push(rules.you);
            }
        }
        let symbols = from..self.symbols.len();
        self.tokens.push(Token { part, start, end, mark: None, symbols });
    }

    fn mark(&mut self, part: usize, start: usize, ch: char, rules: &Rules) {
        let from = self.symbols.len();
        let mut buffer = [0; 4];
        rules.symbols_of(ch.encode_utf8(&mut buffer), &mut self.symbols);
        let symbols = from..self.symbols.len();
        self.tokens.push(Token { part, start, end: start + ch.len_utf8(), mark: Some(ch), symbols });
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

    /// Calls `found` for each pattern that begins at token `index` and ends in the same sentence.
    pub(super) fn hits(&self, index: usize, sentence: &Range<usize>, rules: &Rules, mut found: impl FnMut(Hit)) {
        // What the second word of a pattern is compared with, see `matches`.
        let comma = index + 1 < sentence.end && self.tokens[index + 1].mark == Some(',');
        let next = index + 1 + usize::from(comma);
        let after = if next < sentence.end { &self.symbols[self.tokens[next].symbols.clone()] } else { &[] };
        for &symbol in &self.symbols[self.tokens[index].symbols.clone()] {
            for start in rules.starting_with(symbol) {
                if start.second.is_some_and(|second| !after.contains(&second)) {
                    continue;
                }
                let pattern = &rules.patterns[start.pattern];
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
