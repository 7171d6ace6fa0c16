//! Tokens → sentences. A stop ends a sentence only where what follows can begin one; what goes on for pages without any
//! is cut.

use std::ops::Range;

use super::token::{Token, TokenKind};
use crate::lexicon::{Class, Lexicon};

/// Longest sentence, in tokens. Later levels look through the whole of a sentence for each report in it.
const LONGEST: usize = 500;

/// Appends the sentences of `tokens[first..]`, as ranges of token places.
pub(super) fn split(tokens: &[Token], first: usize, lexicon: &Lexicon, sentences: &mut Vec<Range<u32>>) {
    let mut start = first;
    let mut at = first;
    while at < tokens.len() {
        if at - start == LONGEST {
            sentences.push(start as u32..at as u32);
            start = at;
        }
        if !ends_here(tokens, at, lexicon) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        // Closing marks and brackets that stick to the stop belong to the sentence.
        while end < tokens.len() && closes(tokens, end) {
            end += 1;
        }
        if end >= tokens.len() || begins(tokens, end) {
            sentences.push(start as u32..end as u32);
            start = end;
        }
        at = end;
    }
    if start < tokens.len() {
        sentences.push(start as u32..tokens.len() as u32);
    }
}

fn ends_here(tokens: &[Token], at: usize, lexicon: &Lexicon) -> bool {
    let token = tokens[at];
    if token.ends_sentence() {
        let number = token.kind == TokenKind::Stop && at > 0 && tokens[at - 1].kind == TokenKind::Number;
        // den 3. Maj, 1. Division: an ordinal goes on where it stands inside a phrase.
        return !(number && tokens.get(at + 1).is_some_and(|next| next.classes(lexicon).has(Class::Calendar)));
    }
    // An abbreviation ends a sentence only where it is of the sort that stands last.
    token.is_dotted() && lexicon.entry(token.word).classes.has(Class::FinalAbbreviation)
}

fn closes(tokens: &[Token], at: usize) -> bool {
    let token = tokens[at];
    !token.has_space_before() && (token.ends_sentence() || matches!(token.kind, TokenKind::Mark | TokenKind::Close))
}

fn begins(tokens: &[Token], at: usize) -> bool {
    let token = tokens[at];
    match token.kind {
        TokenKind::Word => token.is_capitalised() || token.has_digits(),
        TokenKind::Number | TokenKind::Dash | TokenKind::Open | TokenKind::Other => true,
        TokenKind::Mark => {
            // »Nej!« siger hun: a mark before a small letter that closed nothing opens nothing either.
            tokens.get(at + 1).is_none_or(|next| next.kind != TokenKind::Word || next.is_capitalised())
        }
        _ => false,
    }
}
