//! Text → tokens, with the lexicon's word on each, in one pass.

use unicode_normalization::char::is_combining_mark;

use crate::lexicon::{Class, ClassSet, Lexicon, WordId, fold_into, shape_bit};
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
    /// First byte of its folded form.
    initial: u8,
    /// Place of its sentence.
    pub(super) sentence: u32,
    /// Where its folded form lies among those of the document; empty where it is folded as written.
    folded: (u32, u32),
}

const CAPITAL: u8 = 1;
const UPPER: u8 = 2;
const GENITIVE: u8 = 4;
const SPACE_BEFORE: u8 = 8;
const DOTTED: u8 = 16;
const DIGITS: u8 = 32;

impl Token {
    fn new(start: usize, end: usize, kind: TokenKind) -> Self {
        Token {
            span: Span::new(start, end),
            word: 0,
            proper: 0,
            kind,
            flags: 0,
            initial: 0,
            sentence: 0,
            folded: (0, 0),
        }
    }

    /// Its folded form, where that differs from what is written; `folds` are those of the document.
    pub(super) fn folded(self, folds: &str) -> Option<&str> {
        let (start, end) = self.folded;
        if start == end { None } else { folds.get(start as usize..end as usize) }
    }

    /// Whether it can be this folded word, by its length and first letter; saves most comparisons of words.
    #[inline]
    pub(super) fn may_be(self, word: &str) -> bool {
        let first = word.as_bytes().first().copied().unwrap_or(0);
        // Folding leaves nothing but these letters as they are.
        self.span.len() == word.len() && (self.initial == first || !first.is_ascii_lowercase())
    }

    /// Its first letter and length as one bit, see [`shape_bit`].
    #[inline]
    pub fn shape(self) -> u64 {
        shape_bit(self.initial, self.span.len())
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

/// Appends the tokens of `span` to `tokens`, and their folded forms to `folds` where these differ from what is written.
/// Tokens lie in order, do not overlap, and hold everything but white space.
pub(super) fn tokenise(text: &str, span: Span, lexicon: &Lexicon, tokens: &mut Vec<Token>, folds: &mut String) {
    let mut scanner = Scanner { text, end: span.end(), lexicon, buffer: String::new() };
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
        let written = token.span.of(text);
        if token.kind != TokenKind::Word {
            scanner.fold(written);
        }
        token.initial = scanner.buffer.bytes().next().unwrap_or(0);
        if scanner.buffer != written {
            let start = folds.len();
            folds.push_str(&scanner.buffer);
            token.folded = (start as u32, folds.len() as u32);
        }
        at = token.span.end();
        space = false;
        tokens.push(token);
    }
}

fn is_space(c: char) -> bool {
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
    buffer: String,
}

impl Scanner<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        if at >= self.end { None } else { self.text.get(at..self.end)?.chars().next() }
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

    /// Whether »og«, »eller« or »til« follows: then a hyphen at a word's end stands for a shared part.
    fn suspended(&self, at: usize) -> bool {
        let rest = self.text.get(at..self.end).unwrap_or("").trim_start();
        ["og ", "eller ", "samt ", "til "].iter().any(|word| rest.starts_with(word))
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
            self.fold(&self.text[at..end + 1]);
            let known = self.lexicon.word(&self.buffer);
            if dotted || self.single_capitals(at, end) || self.lexicon.entry(known).classes.has(Class::Abbreviation) {
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
        let mut token = self.looked_up(at, end);
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
            let mut token = self.looked_up(at, end);
            token.flags |= DIGITS;
            // 3F, 7-Eleven
            token.proper = self.lexicon.proper(strip_genitive(&self.text[at..end]));
            return token;
        }
        Token::new(at, end, TokenKind::Number)
    }

    fn fold(&mut self, written: &str) {
        self.buffer.clear();
        fold_into(written, &mut self.buffer);
    }

    /// The token of a word; leaves its folded form in the buffer.
    fn looked_up(&mut self, at: usize, end: usize) -> Token {
        let written = &self.text[at..end];
        let capital = written.chars().next().is_some_and(char::is_uppercase);
        let mut flags = if capital { CAPITAL } else { 0 };
        if capital && written.chars().count() > 1 && !written.chars().any(char::is_lowercase) {
            flags |= UPPER;
        }
        self.fold(written);
        let mut word = self.lexicon.word(&self.buffer);
        let mut proper = if capital { self.lexicon.proper(written) } else { 0 };
        if word == 0 && proper == 0 {
            // hans ministeriums, Danmarks, USA's
            let base = self.buffer.strip_suffix("'s").or_else(|| self.buffer.strip_suffix('s'));
            if let Some(base) = base.filter(|base| base.len() > 1) {
                let found = self.lexicon.word(base);
                let name = if capital { self.lexicon.proper(strip_genitive(written)) } else { 0 };
                // A verb has no genitive.
                let noun = self.lexicon.entry(found).noun.is_some();
                if noun || name != 0 {
                    word = if noun { found } else { 0 };
                    proper = name;
                    flags |= GENITIVE;
                }
            }
        }
        // Anne-Grethe: given names joined are one.
        if capital && proper == 0 && written.contains('-') {
            let given = |part: &str| {
                let name = self.lexicon.proper(part);
                self.lexicon.entry(name).classes.has(Class::GivenName).then_some(name)
            };
            let parts: Option<Vec<WordId>> = written.split('-').map(given).collect();
            proper = parts.and_then(|parts| parts.first().copied()).unwrap_or(0);
        }
        Token { word, proper, flags, ..Token::new(at, end, TokenKind::Word) }
    }
}

/// A name without its genitive ending: Danmarks → Danmark, USA's → USA.
pub fn strip_genitive(name: &str) -> &str {
    for ending in ["'s", "’s", "s'", "s’"] {
        if let Some(base) = name.strip_suffix(ending) {
            let keep = if ending.starts_with('s') { base.len() + 1 } else { base.len() };
            return &name[..keep];
        }
    }
    name.strip_suffix('s').filter(|base| base.chars().count() > 1).unwrap_or(name)
}
