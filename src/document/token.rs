//! Text → tokens, with the lexicon's word on each, in one pass.

use unicode_normalization::char::is_combining_mark;

use super::forms::{CAPITAL, DIGITS, FormId, Forms, GENITIVE, HYPHEN, UPPER};
use crate::lexicon::{Class, ClassSet, Lexicon, List, WordId};
use crate::span::Span;

/// What sort of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and digits: it-sikkerhed, USA's, 43-årige.
    Word,
    /// Digits with inner stops, commas, slashes: 1.200, 8,2, 3/5.
    Number,
    /// A character that can be a quotation mark: » « „ “ ” " ' ‘ ’.
    Mark,
    /// ,
    Comma,
    /// .
    Stop,
    /// ?
    Question,
    /// !
    Exclamation,
    /// … or ...
    Ellipsis,
    /// :
    Colon,
    /// ;
    Semicolon,
    /// - – — that stands free or opens a line.
    Dash,
    /// ( [
    Open,
    /// ) ]
    Close,
    /// Anything else.
    Other,
}

/// One token: its place, its kind, and what the lexicon knows of it.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Place in the text, bytes.
    pub span: Span,
    /// Entry of the folded form.
    pub word: WordId,
    /// Entry of the form as written, for capitalised words.
    pub proper: WordId,
    /// What sort of token.
    pub kind: TokenKind,
    flags: u8,
    /// The `lexicon::hash` of its folded form.
    pub hash: u32,
    /// Place of its sentence.
    pub(super) sentence: u32,
    /// What it tells by itself.
    pub form: FormId,
}

// Flags of a token beside those of its form.
const SPACE_BEFORE: u8 = 8;
const DOTTED: u8 = 16;

impl Token {
    fn new(start: usize, end: usize, kind: TokenKind) -> Self {
        Token { span: Span::new(start, end), word: 0, proper: 0, kind, flags: 0, hash: 0, sentence: 0, form: 0 }
    }

    /// Whether it begins with a capital letter.
    #[inline]
    pub fn is_capitalised(self) -> bool {
        self.flags & CAPITAL != 0
    }

    /// Whether it is two or more letters, all capital.
    #[inline]
    pub fn is_upper(self) -> bool {
        self.flags & UPPER != 0
    }

    /// Whether the lexicon knows it only without its final genitive -s.
    #[inline]
    pub fn is_genitive(self) -> bool {
        self.flags & GENITIVE != 0
    }

    /// Whether white space or the block's beginning stands before it.
    #[inline]
    pub fn has_space_before(self) -> bool {
        self.flags & SPACE_BEFORE != 0
    }

    /// Whether a stop belongs to it: an abbreviation or an initial.
    #[inline]
    pub fn is_dotted(self) -> bool {
        self.flags & DOTTED != 0
    }

    /// Whether a word begins with digits: 43-årige, 1990'erne.
    #[inline]
    pub fn has_digits(self) -> bool {
        self.flags & DIGITS != 0
    }

    /// Whether a hyphen is in it: it-sikkerhed.
    #[inline]
    pub fn has_hyphen(self) -> bool {
        self.flags & HYPHEN != 0
    }

    /// Whether it is a word or a number.
    #[inline]
    pub fn is_wordlike(self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number)
    }

    /// Whether it can end a sentence.
    #[inline]
    pub fn ends_sentence(self) -> bool {
        matches!(self.kind, TokenKind::Stop | TokenKind::Question | TokenKind::Exclamation | TokenKind::Ellipsis)
    }

    /// The classes of its folded form and, where it is capitalised, of the form as written.
    #[inline]
    pub fn classes(self, lexicon: &Lexicon) -> ClassSet {
        let own = lexicon.entry(self.word).classes;
        if self.proper == 0 { own } else { own.union(lexicon.entry(self.proper).classes) }
    }
}

/// Appends the tokens of `span` to `tokens`, and new words to `forms`. Tokens lie in order, do not overlap, and hold
/// everything but white space.
pub(super) fn tokenise(text: &str, span: Span, lexicon: &Lexicon, tokens: &mut Vec<Token>, forms: &mut Forms) {
    let mut scanner = Scanner { text, end: span.end(), lexicon, forms };
    let mut at = span.start();
    let mut space = true;
    while at < span.end() {
        let Some(c) = scanner.char_at(at) else { break };
        if is_space(c) {
            space = true;
            at += c.len_utf8();
            continue;
        }
        let mut token = scanner.token(at, c, space);
        if space {
            token.flags |= SPACE_BEFORE;
        }
        token.form = scanner.forms.place(token.span.of(text), token.kind == TokenKind::Word, lexicon);
        let form = scanner.forms.get(token.form);
        token.word = form.word;
        token.proper = form.proper;
        token.flags |= form.flags;
        token.hash = form.hash;
        at = token.span.end();
        space = false;
        tokens.push(token);
    }
}

fn is_space(c: char) -> bool {
    if c.is_ascii_graphic() {
        return false;
    }
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{ad}') || c.is_control()
}

/// The characters that can open or close a quotation.
pub fn is_mark(c: char) -> bool {
    matches!(c, '"' | '„' | '“' | '”' | '»' | '«' | '\'' | '‘' | '’' | '‚' | '‹' | '›' | '‟' | '`' | '´' | '＂')
}

struct Scanner<'t> {
    text: &'t str,
    end: usize,
    lexicon: &'t Lexicon,
    forms: &'t mut Forms,
}

impl Scanner<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        match self.text.as_bytes()[..self.end].get(at) {
            Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
            Some(_) => self.text.get(at..self.end)?.chars().next(),
            None => None,
        }
    }

    fn token(&mut self, at: usize, c: char, space: bool) -> Token {
        if c.is_alphabetic() {
            return self.word(at);
        }
        if c.is_numeric() {
            return self.number(at);
        }
        let next = self.char_at(at + c.len_utf8());
        let (kind, end) = match c {
            ',' => (TokenKind::Comma, at + 1),
            '.' => {
                let mut end = at;
                while self.char_at(end) == Some('.') {
                    end += 1;
                }
                (if end - at > 1 { TokenKind::Ellipsis } else { TokenKind::Stop }, end)
            }
            '…' => (TokenKind::Ellipsis, at + c.len_utf8()),
            '?' => (TokenKind::Question, at + 1),
            '!' => (TokenKind::Exclamation, at + 1),
            ':' => (TokenKind::Colon, at + 1),
            ';' => (TokenKind::Semicolon, at + 1),
            '(' | '[' | '{' => (TokenKind::Open, at + 1),
            ')' | ']' | '}' => (TokenKind::Close, at + 1),
            '-' | '–' | '—' | '―' | '−' if space || next.is_none_or(is_space) => {
                let mut end = at + c.len_utf8();
                while self.char_at(end) == Some('-') {
                    end += 1;
                }
                (TokenKind::Dash, end)
            }
            '–' | '—' | '―' => (TokenKind::Dash, at + c.len_utf8()),
            c if is_mark(c) => (TokenKind::Mark, at + c.len_utf8()),
            c => (TokenKind::Other, at + c.len_utf8()),
        };
        Token::new(at, end, kind)
    }

    /// The end of the run of letters and digits of Latin-1 that begins at `at`: nearly every word, a byte at a time.
    fn plain_end(&self, at: usize) -> usize {
        let bytes = &self.text.as_bytes()[..self.end];
        let mut end = at;
        loop {
            match (bytes.get(end), bytes.get(end + 1)) {
                (Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_'), _) => end += 1,
                // À to ÿ without × and ÷
                (Some(0xC3), Some(next)) if !matches!(next, 0x97 | 0xB7) => end += 2,
                _ => return end,
            }
        }
    }

    /// The end of the run of letters, digits and joints that begins at `at`.
    fn word_end(&self, at: usize) -> (usize, bool) {
        let mut end = at;
        let mut dotted = false;
        loop {
            end = self.plain_end(end);
            let Some(c) = self.char_at(end) else { break };
            // What follows nearly every word.
            if matches!(c, ' ' | ',' | '\n') {
                break;
            }
            let after = end + c.len_utf8();
            if c.is_alphanumeric() || is_combining_mark(c) || c == '_' {
                end = after;
                continue;
            }
            let next = self.char_at(after);
            let joins = match c {
                '-' | '‑' | '\'' | '’' | '@' | '·' => next.is_some_and(char::is_alphanumeric),
                '\u{ad}' => next.is_some_and(char::is_alphanumeric),
                // H&M, B&B-ejeren
                '&' => next.is_some_and(char::is_uppercase) && self.text[at..end].ends_with(char::is_uppercase),
                '/' => self.single_capitals(at, end) && next.is_some_and(char::is_uppercase),
                '.' => {
                    let small = next.is_some_and(char::is_lowercase);
                    let initials = self.single_capitals(at, end) && next.is_some_and(char::is_uppercase);
                    dotted |= small || initials;
                    small || initials
                }
                _ => false,
            };
            if !joins {
                // Kød- og Fødevareforbundet: the hyphen belongs to the first part.
                if c == '-' && next.is_some_and(is_space) && end > at && self.suspended(after) {
                    end = after;
                }
                break;
            }
            end = after;
        }
        (end, dotted)
    }

    /// Whether a word such as »og« or »til« follows: then a hyphen at a word's end stands for a shared part.
    fn suspended(&self, at: usize) -> bool {
        let rest = self.text.get(at..self.end).unwrap_or("").trim_start();
        rest.split_once(' ').is_some_and(|(word, _)| self.lexicon.has(List::Suspends, word))
    }

    /// Whether the piece after the last joint is one capital letter: A in A/S, T in B.T.
    fn single_capitals(&self, at: usize, end: usize) -> bool {
        let piece = &self.text[at..end];
        let piece = piece.rsplit(['.', '/']).next().unwrap_or(piece);
        let mut chars = piece.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
    }

    fn word(&mut self, at: usize) -> Token {
        let (mut end, mut dotted) = self.word_end(at);
        if self.char_at(end) == Some('.') && self.char_at(end + 1) != Some('.') {
            let known = self.forms.place(&self.text[at..end + 1], true, self.lexicon);
            let known = self.lexicon.entry(self.forms.get(known).word).classes;
            // The stop after A/S ends a sentence.
            let initial = self.single_capitals(at, end) && !self.text[at..end].contains('/');
            if dotted || initial || known.has(Class::Abbreviation) {
                end += 1;
                dotted = true;
                // ph.d.-studerende
                if self.char_at(end) == Some('-') && self.char_at(end + 1).is_some_and(char::is_alphabetic) {
                    end = self.word_end(end + 1).0;
                    dotted = false;
                }
            }
        } else {
            dotted = false;
        }
        let mut token = Token::new(at, end, TokenKind::Word);
        if dotted {
            token.flags |= DOTTED;
        }
        token
    }

    fn number(&mut self, at: usize) -> Token {
        let mut end = at;
        while let Some(c) = self.char_at(end) {
            let after = end + c.len_utf8();
            let digit_next = self.char_at(after).is_some_and(char::is_numeric);
            if c.is_numeric() || (matches!(c, '.' | ',' | '/' | ':' | '-' | '–') && digit_next) {
                end = after;
            } else {
                break;
            }
        }
        let joint = matches!(self.char_at(end), Some('-' | '\'' | '’' | '‑'));
        let letter = self.char_at(end + usize::from(joint)).is_some_and(char::is_alphabetic);
        let curly = joint && self.char_at(end).is_some_and(|c| c.len_utf8() > 1);
        let letter = letter || (curly && self.char_at(end + 3).is_some_and(char::is_alphabetic));
        if letter {
            let end = self.word_end(at).0.max(at + 1);
            return Token::new(at, end, TokenKind::Word);
        }
        Token::new(at, end, TokenKind::Number)
    }
}
