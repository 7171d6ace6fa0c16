//! Article → frozen [`Document`].
//!
//! Takes an article and the lexicon, gives tokens, sentences and blocks; knows nothing of quotations,
//! sources or claims.

mod block;
mod forms;
mod sentence;
mod token;

use std::ops::Range;

pub use block::{Block, BlockKind};
pub use forms::{Form, FormId, Forms, strip_genitive};
pub use token::{Token, TokenKind, is_mark};

use crate::article::Article;
use crate::lexicon::{ClassSet, Lexicon, List, Noun, Words};
use crate::span::Span;

/// Room for tokens is made at one for so many bytes; Danish words are somewhat longer, with the space.
const LETTERS: usize = 5;

/// One article, cut into blocks, sentences and tokens. Never changed after it is made.
#[derive(Debug)]
pub struct Document<'a> {
    /// The whole text; every span counts in it.
    pub text: &'a str,
    /// The lexicon that the tokens point into.
    pub lexicon: &'a Lexicon,
    tokens: Vec<Token>,
    forms: Forms,
    sentences: Vec<Range<u32>>,
    blocks: Vec<Block>,
}

impl<'a> Document<'a> {
    /// Cuts the text of `article`, which need not lie in it, into blocks, sentences and tokens. `forms` are those of an
    /// earlier document with the same lexicon, or none: words that were met before are not looked up again.
    pub fn new(article: &Article, text: &'a str, lexicon: &'a Lexicon, mut forms: Forms) -> Self {
        forms.trim();
        let mut document = Self {
            text,
            lexicon,
            tokens: Vec::with_capacity(text.len() / LETTERS),
            forms,
            sentences: Vec::new(),
            blocks: Vec::new(),
        };
        for (span, kind) in block::blocks(article, text, lexicon) {
            let first = document.tokens.len();
            token::tokenise(document.text, span, lexicon, &mut document.tokens, &mut document.forms);
            let sentence = document.sentences.len();
            sentence::split(&document.tokens, first, lexicon, &mut document.sentences);
            for place in sentence..document.sentences.len() {
                let own = document.sentences[place].clone();
                document.tokens[own.start as usize..own.end as usize]
                    .iter_mut()
                    .for_each(|t| t.sentence = place as u32);
            }
            document.blocks.push(Block {
                kind,
                span,
                tokens: first as u32..document.tokens.len() as u32,
                sentences: sentence as u32..document.sentences.len() as u32,
            });
        }
        document
    }

    /// Gives the forms back, for the next document.
    pub fn into_forms(self) -> Forms {
        self.forms
    }

    /// Every token in order.
    #[inline]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Every block in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The sentences of a block, as ranges of token places.
    pub fn sentences(&self, block: &Block) -> impl Iterator<Item = Range<usize>> {
        let range = block.sentences.start as usize..block.sentences.end as usize;
        self.sentences[range].iter().map(|s| s.start as usize..s.end as usize)
    }

    /// The sentence that holds a token, as a range of token places.
    #[inline]
    pub fn sentence_of(&self, token: usize) -> Range<usize> {
        let place = self.tokens.get(token).map_or(self.sentences.len(), |token| token.sentence as usize);
        self.sentences.get(place).map_or(token..token + 1, |s| s.start as usize..s.end as usize)
    }

    /// A token's words; a place past the end has none.
    #[inline]
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |token| token.span.of(self.text))
    }

    /// A token's words in lower case and composed.
    #[inline]
    pub fn folded(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |token| self.forms.folded(token.form))
    }

    /// What a token tells by itself; a place past the end tells nothing.
    #[inline]
    pub fn form(&self, token: usize) -> Option<&Form> {
        self.tokens.get(token).map(|token| self.forms.get(token.form))
    }

    /// Whether a token is one of the words of a list.
    #[inline]
    pub fn is(&self, token: usize, list: List) -> bool {
        let words = self.lexicon.list(list);
        self.tokens.get(token).is_some_and(|found| words.may_hold(found.hash)) && self.reads(token, words)
    }

    fn reads(&self, token: usize, words: &Words) -> bool {
        words.hold(self.tokens[token].hash, self.folded(token))
    }

    /// The source noun a token is, whole or by the head of the compound.
    pub fn noun(&self, token: usize) -> Option<Noun> {
        self.form(token)?.noun
    }

    /// A token's classes.
    #[inline]
    pub fn classes(&self, token: usize) -> ClassSet {
        self.tokens.get(token).map_or(ClassSet::EMPTY, |token| token.classes(self.lexicon))
    }

    /// The span from the first to the last token of a range; empty where the range is.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        if tokens.is_empty() {
            return Span::default();
        }
        self.tokens[tokens.start].span.cover(self.tokens[tokens.end - 1].span)
    }

    /// Place of the first token that does not lie wholly before byte `at`.
    pub fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.span.end() <= at)
    }

    /// The tokens that lie within a span.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.start() < span.start());
        let end = self.tokens.partition_point(|token| token.span.end() <= span.end());
        start..end.max(start)
    }
}
