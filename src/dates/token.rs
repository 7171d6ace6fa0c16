//! Words and figures: the quick search for words that may belong to a time, and the close look around one.

use super::filter::Filter;
use super::vocabulary::Vocabulary;

/// What a byte may begin or go on with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    /// ASCII that is no part of a word.
    Gap,
    Letter,
    Digit,
    /// Leads a character that is no letter: a quotation mark, a dash, a hard space, an emoji.
    Sign,
}

const BYTES: [Byte; 256] = {
    let mut table = [Byte::Gap; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'0'..=b'9' => Byte::Digit,
            b'a'..=b'z' | b'A'..=b'Z' => Byte::Letter,
            0..=0x7F => Byte::Gap,
            0xC2 | 0xE2 | 0xE3 | 0xEF..=0xFF => Byte::Sign,
            _ => Byte::Letter,
        };
        byte += 1;
    }
    table
};

/// Length in bytes of the character that `lead` begins.
fn width(lead: u8) -> usize {
    match lead {
        0..=0xBF => 1,
        0xC0..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    }
}

/// The longest word that is looked up, in bytes.
const LONGEST: usize = 28;

/// End of the word that begins at `at`.
fn word_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && matches!(BYTES[usize::from(bytes[at])], Byte::Letter | Byte::Digit) {
        at += 1;
    }
    at
}

/// The first place from byte `at` on where a word or figure stands that may be the heart of a time.
pub(super) fn next_trigger(text: &str, mut at: usize, filter: &Filter, vocabulary: &Vocabulary) -> Option<usize> {
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        match BYTES[usize::from(*byte)] {
            Byte::Gap => at += 1,
            Byte::Sign => at += width(*byte),
            Byte::Letter => {
                let end = word_end(bytes, at + 1);
                let word = &bytes[at..end];
                if filter.may_hold(word)
                    && known(word, vocabulary).is_some_and(|id| vocabulary.get(id).is_some_and(|w| w.trigger))
                {
                    return Some(at);
                }
                at = end;
            }
            Byte::Digit => {
                let end = word_end(bytes, at + 1);
                if may_be_date(bytes, at) {
                    return Some(at);
                }
                at = end;
            }
        }
    }
    None
}

/// Whether the figure at `at` can be a year, a decade or a date in figures.
fn may_be_date(bytes: &[u8], at: usize) -> bool {
    let digits = digits(bytes, at);
    let next = bytes.get(at + digits).copied().unwrap_or(b' ');
    match digits {
        4 => matches!(bytes[at], b'1' | b'2'),
        1 | 2 => match next {
            b'/' | b'-' | b'.' => bytes.get(at + digits + 1).is_some_and(u8::is_ascii_digit),
            b'\'' | b'e' | b'`' | 0xC2 | 0xE2 => digits == 2,
            _ => digits == 2 && apostrophe_before(bytes, at),
        },
        _ => false,
    }
}

fn apostrophe_before(bytes: &[u8], at: usize) -> bool {
    bytes[..at].ends_with(b"'") || bytes[..at].ends_with("’".as_bytes()) || bytes[..at].ends_with("‘".as_bytes())
}

fn digits(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..).unwrap_or(&[]).iter().take_while(|b| b.is_ascii_digit()).count()
}

fn known(word: &[u8], vocabulary: &Vocabulary) -> Option<u16> {
    if !vocabulary.may_hold(word) {
        return None;
    }
    let mut buffer = [0u8; LONGEST];
    let folded = buffer.get_mut(..word.len())?;
    for (to, from) in folded.iter_mut().zip(word) {
        *to = from | 0x20;
    }
    vocabulary.find(folded)
}

/// How many tokens after the next one tell whether a number is an amount: 1900 til 2000 kroner.
const AMOUNT: usize = 2;

/// What stands at one place of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A word, with its number where the grammar knows it.
    Word(Option<u16>),
    /// A whole number and how many digits it has.
    Number(i16, u8),
    /// Another figure: 14.30, 1.200, 3,5.
    Figure,
    /// A date in figures.
    Date(i16, i8, i8),
    /// A date in figures with two for the year: 3.5.22. By itself it may be the number of a version.
    ShortDate(i16, i8, i8),
    /// Month and day of 3/5.
    DayMonth(i8, i8),
    /// The first year of 1990'erne.
    Decade(i16),
    /// The 90 of 90'erne.
    ShortDecade(i16),
    /// The first year of 1800-tallet.
    Century(i16),
    /// A mark of punctuation; dashes are `-`, apostrophes `'`.
    Mark(u8),
    /// An empty line.
    Break,
}

/// A word, figure or mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) sort: Sort,
}

/// Where a close look at `trigger` begins: at most [`BACK`] bytes earlier, at the beginning of a word; at the last that
/// no rule can hold, if there is one.
pub(super) fn window_start(text: &str, floor: usize, trigger: usize, vocabulary: &Vocabulary) -> usize {
    const BACK: usize = 96;
    let bytes = text.as_bytes();
    let unknown = |at: usize| {
        BYTES[usize::from(bytes[at])] == Byte::Letter && known(&bytes[at..word_end(bytes, at)], vocabulary).is_none()
    };
    let mut start = trigger;
    for (at, c) in text[floor..trigger].char_indices().rev() {
        let at = floor + at;
        if trigger - at > BACK {
            return start;
        }
        if c.is_whitespace() {
            start = at + c.len_utf8();
            if unknown(start) {
                return start;
            }
        }
    }
    floor
}

/// Cuts the text from `at` on into tokens, up to `beyond` of them after byte `trigger`, or an empty line after it, or
/// what may be looked at beyond a word that no rule can hold.
pub(super) fn tokenise(
    text: &str,
    mut at: usize,
    trigger: usize,
    mut beyond: usize,
    vocabulary: &Vocabulary,
    into: &mut Vec<Token>,
) {
    let bytes = text.as_bytes();
    let mut after = 0;
    let mut lines = 0;
    into.clear();
    while at < bytes.len() && after < beyond {
        let start = at;
        let sort = match BYTES[usize::from(bytes[at])] {
            Byte::Letter => {
                at = word_end(bytes, at);
                Sort::Word(known(&bytes[start..at], vocabulary))
            }
            Byte::Digit => {
                let (end, sort) = figure(text, at, vocabulary);
                at = end;
                sort
            }
            Byte::Gap | Byte::Sign => {
                let c = text[at..].chars().next().unwrap_or(' ');
                at += c.len_utf8();
                match c {
                    '\n' => {
                        lines += 1;
                        if lines != 2 {
                            continue;
                        }
                        Sort::Break
                    }
                    _ if c.is_whitespace() => continue,
                    '-' | '–' | '—' | '\u{2010}' | '\u{2011}' => Sort::Mark(b'-'),
                    '\'' | '’' | '‘' | '´' | '`' => Sort::Mark(b'\''),
                    _ if c.is_ascii() => Sort::Mark(c as u8),
                    _ => Sort::Mark(0),
                }
            }
        };
        lines = 0;
        if start >= trigger {
            after += 1;
            match sort {
                Sort::Break => return,
                Sort::Word(None) => beyond = beyond.min(after + AMOUNT),
                _ => {}
            }
        }
        into.push(Token { start, end: at, sort });
    }
}

/// Reads the figure at `at`; gives where it ends.
fn figure(text: &str, at: usize, vocabulary: &Vocabulary) -> (usize, Sort) {
    let bytes = text.as_bytes();
    let length = digits(bytes, at);
    let end = at + length;
    let value = number(bytes, at, length);
    if let Some(found) = date_in_figures(bytes, at) {
        return found;
    }
    if let (Some(value), 2 | 4) = (value, length) {
        let rest = &text[end..];
        let letters = rest.trim_start_matches(['\'', '’', '‘', '´', '`', '-']);
        if let Some(after) = rest.strip_prefix('-').and_then(|rest| behind(rest, &vocabulary.century))
            && length == 4
            && value % 100 == 0
        {
            return (text.len() - after.len(), Sort::Century(value));
        }
        if let Some(after) = behind(letters, &vocabulary.decade)
            && rest.len() - letters.len() <= 3
            && value % 10 == 0
        {
            let sort = if length == 4 { Sort::Decade(value) } else { Sort::ShortDecade(value) };
            return (text.len() - after.len(), sort);
        }
    }
    let whole = word_end(bytes, end);
    if whole > end {
        return (whole, Sort::Figure);
    }
    let mut last = end;
    while matches!(bytes.get(last), Some(b'.' | b',' | b':')) && bytes.get(last + 1).is_some_and(u8::is_ascii_digit) {
        last = word_end(bytes, last + 1);
    }
    match value {
        Some(value) if last == end => (end, Sort::Number(value, length as u8)),
        _ => (last, Sort::Figure),
    }
}

/// What stands behind one of these endings, where a text begins with it and no letter or digit follows.
fn behind<'t>(text: &'t str, endings: &[String]) -> Option<&'t str> {
    let after = endings.iter().find_map(|ending| text.strip_prefix(ending.as_str()))?;
    (!after.starts_with(char::is_alphanumeric)).then_some(after)
}

fn number(bytes: &[u8], at: usize, length: usize) -> Option<i16> {
    if length == 0 || length > 4 {
        return None;
    }
    Some(bytes.get(at..at + length)?.iter().fold(0i16, |sum, digit| sum * 10 + i16::from(digit - b'0')))
}

/// Reads 2022-05-03, 03-05-2022, 3.5.2022, 3/5-22, 3/5 at `at`.
fn date_in_figures(bytes: &[u8], at: usize) -> Option<(usize, Sort)> {
    let first = digits(bytes, at);
    let mark = *bytes.get(at + first)?;
    let middle = at + first + 1;
    let second = digits(bytes, middle);
    if !matches!(mark, b'/' | b'-' | b'.') || !(1..=2).contains(&second) {
        return None;
    }
    let a = number(bytes, at, first)?;
    let b = number(bytes, middle, second)?;
    let last = middle + second;
    let third = match bytes.get(last) {
        Some(sign) if *sign == mark || (mark == b'/' && *sign == b'-') => digits(bytes, last + 1),
        _ => 0,
    };
    let c = number(bytes, last + 1, third);
    let end = if third > 0 { last + 1 + third } else { last };
    let closed = match bytes.get(end) {
        Some(b'T') => third == 2 && first == 4,
        Some(b'-' | b'/' | b'.' | b',' | b':') => !bytes.get(end + 1).is_some_and(u8::is_ascii_digit),
        Some(byte) => BYTES[usize::from(*byte)] != Byte::Letter && !byte.is_ascii_digit(),
        None => true,
    };
    let (year, month, day) = match (first, third, c) {
        _ if !closed => return None,
        (4, 2, Some(c)) if mark == b'-' => (Some(a), b, c),
        (1..=2, 4, Some(c)) => (Some(c), b, a),
        (1..=2, 2, Some(c)) => (Some(short_year(c)), b, a),
        (1..=2, 0, None) if mark == b'/' => (None, b, a),
        _ => return None,
    };
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    if !is_day(month, day) || year.is_some_and(|year| !is_year(year)) {
        return None;
    }
    let sort = match year {
        Some(year) if third == 2 && first < 4 && mark != b'/' => Sort::ShortDate(year, month, day),
        Some(year) => Sort::Date(year, month, day),
        None => Sort::DayMonth(month, day),
    };
    Some((end, sort))
}

/// Whether a four-digit number is taken for a year.
pub(super) fn is_year(number: i16) -> bool {
    (1500..2200).contains(&number)
}

/// The year that two digits stand for.
pub(super) fn short_year(two: i16) -> i16 {
    if two < 50 { 2000 + two } else { 1900 + two }
}

/// Whether a month has such a day in some year.
pub(super) fn is_day(month: i8, day: i8) -> bool {
    jiff::civil::Date::new(2000, month, day).is_ok()
}
