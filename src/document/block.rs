//! Lines → blocks: headline, lede, heading, paragraph, list item, caption, page furniture.

use std::ops::Range;

use crate::article::{Article, Part, PartKind};
use crate::lexicon::{FurnitureMatch, FurnitureRow, FurnitureScope, Lexicon, List, fold};
use crate::spaces::fold_space;
use crate::span::Span;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The title, where it stands in the text.
    Headline,
    /// The first paragraph under the title.
    Lede,
    /// A short line without a stop between paragraphs.
    Heading,
    /// Prose.
    Paragraph,
    /// A line that begins with a dash or bullet; a quotation dash is told from it later.
    Item,
    /// Text of a picture.
    Caption,
    /// No journalism: links, boxes, bylines.
    Furniture,
}

/// A paragraph or line of its own.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its place, without white space at the edges.
    pub span: Span,
    /// Places of its tokens.
    pub tokens: Range<u32>,
    /// Places of its sentences.
    pub sentences: Range<u32>,
}

impl Block {
    /// Places of its tokens.
    pub fn tokens(&self) -> Range<usize> {
        self.tokens.start as usize..self.tokens.end as usize
    }
}

/// Longest heading, in bytes.
const HEADING: usize = 90;
/// Longest line that can open furniture, in bytes.
const FURNITURE_LINE: usize = 240;
/// From this length on, in bytes, a line that ends in a stop is prose.
const PROSE: usize = 110;

/// The blocks of an article in order, without white space at their edges.
pub(super) fn blocks(article: &Article, text: &str, lexicon: &Lexicon) -> Vec<(Span, BlockKind)> {
    let lines = lines(text);
    let mut blocks = Vec::with_capacity(lines.len());
    let mut reach = Reach::None;
    let title = article.title.as_deref().map(fold_space);
    for (place, &span) in lines.iter().enumerate() {
        let line = span.of(text);
        let said = part(article, span);
        if said == Some(PartKind::Headline) {
            blocks.push((span, BlockKind::Headline));
            continue;
        }
        if place == 0 && title.as_deref().is_some_and(|title| title == fold_space(line)) {
            blocks.push((span, BlockKind::Headline));
            continue;
        }
        if let Some((row, rest)) = furniture(line, lexicon) {
            reach = match row.scope {
                FurnitureScope::Line => Reach::None,
                // A link on the heading's own line is the whole list.
                FurnitureScope::Links if !rest.is_empty() => Reach::None,
                FurnitureScope::Links => Reach::Links,
                FurnitureScope::Box => Reach::Box,
                FurnitureScope::Rest => Reach::Rest,
            };
            blocks.push((span, BlockKind::Furniture));
            continue;
        }
        // A box ends where the input says that something else begins.
        if reach.holds(line) && (said.is_none() || reach == Reach::Rest) {
            blocks.push((span, BlockKind::Furniture));
            continue;
        }
        reach = Reach::None;
        blocks.push((
            span,
            match said {
                Some(PartKind::Caption) => BlockKind::Caption,
                Some(_) => BlockKind::Heading,
                None => kind_of(line, place + 1 == lines.len(), lexicon),
            },
        ));
    }
    // The first paragraph after the title sums up, where more follows.
    if let [(_, BlockKind::Headline), (_, second @ BlockKind::Paragraph), _, ..] = blocks.as_mut_slice() {
        *second = BlockKind::Lede;
    }
    blocks
}

/// What the input says of a line.
fn part(article: &Article, line: Span) -> Option<PartKind> {
    let next = article.parts.partition_point(|part| part.span.end() < line.end());
    let part: &Part = article.parts.get(next)?;
    part.span.contains(line).then_some(part.kind)
}

/// How far a furniture heading reaches.
#[derive(Clone, Copy, PartialEq)]
enum Reach {
    None,
    Links,
    Box,
    Rest,
}

impl Reach {
    fn holds(self, line: &str) -> bool {
        let prose = line.ends_with(['.', '«', '”', '"', '“']) && line.len() > PROSE;
        match self {
            Reach::None => false,
            Reach::Rest => true,
            Reach::Links => numbered(line) || !line.ends_with('.') && line.len() < 200 && !prose,
            Reach::Box => dash(line) || !prose && !line.starts_with(['»', '”', '“', '"', '„']),
        }
    }
}

/// The line's furniture heading and what follows it on the line.
fn furniture<'l>(line: &'l str, lexicon: &'l Lexicon) -> Option<(&'l FurnitureRow, &'l str)> {
    if line.len() > FURNITURE_LINE {
        return None;
    }
    lexicon.furniture(line).find_map(|row| {
        let rest = after_prefix(line, &row.text)?.trim_start_matches([':', '.', ' ', '\u{a0}']);
        let fits = match row.matching {
            FurnitureMatch::Exact => rest.is_empty(),
            FurnitureMatch::Prefix => true,
            FurnitureMatch::Byline => is_byline(rest, lexicon),
        };
        fits.then_some((row, rest))
    })
}

/// What follows `prefix` at the line's beginning, compared without case; `None` where it does not begin so
/// or the prefix ends inside a word.
fn after_prefix<'l>(line: &'l str, prefix: &str) -> Option<&'l str> {
    let mut rest = line.char_indices();
    for wanted in prefix.chars() {
        let (_, found) = rest.next()?;
        let same = if found.is_ascii() && wanted.is_ascii() {
            found.eq_ignore_ascii_case(&wanted)
        } else {
            found == wanted || found.to_lowercase().eq(wanted.to_lowercase())
        };
        let space = wanted == ' ' && found.is_whitespace();
        if !(same || space) {
            return None;
        }
    }
    let after = rest.as_str();
    let inside = prefix.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
    (!inside).then_some(after)
}

/// One to five capitalised words and nothing else: Steffen Borch, Jens og Ane Holm.
fn is_byline(rest: &str, lexicon: &Lexicon) -> bool {
    let words: Vec<&str> = rest.split_whitespace().collect();
    (1..=7).contains(&words.len())
        && words.iter().all(|word| {
            word.starts_with(char::is_uppercase) || *word == "," || lexicon.has(List::BylineWord, &fold(word))
        })
        && !rest.ends_with(['.', '?', '!'])
        && words.iter().any(|word| word.chars().count() > 2)
}

/// 3. Familie på fire: „…“
fn numbered(line: &str) -> bool {
    line.split_once(['.', ')']).is_some_and(|(number, rest)| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) && rest.starts_with(' ')
    })
}

fn dash(line: &str) -> bool {
    line.starts_with(['-', '–', '—', '―', '•', '*', '·', '■', '●'])
}

fn kind_of(line: &str, last: bool, lexicon: &Lexicon) -> BlockKind {
    let folded_end = line.rsplit(['.', '!', '?']).next().unwrap_or("");
    let credit = fold(folded_end);
    let tail = credit.trim_start();
    let credited = |text: &str| lexicon.behind(List::CaptionCredit, text).is_some();
    if credited(tail.strip_prefix('(').unwrap_or(tail))
        || line.ends_with(')') && fold(line).rsplit_once('(').is_some_and(|(_, inside)| credited(inside))
    {
        return BlockKind::Caption;
    }
    if dash(line) {
        return BlockKind::Item;
    }
    // 'Det ved vi ikke.'
    let stops = line.trim_end_matches(['\'', '’', '‘', '‹', '›']).ends_with(['.', '!', '?', ':', ',', ';', '…']);
    let spoken = || line.contains([',', '»', '„', '“', '”', '"']);
    if !stops && line.len() <= HEADING && !last && !spoken() {
        return BlockKind::Heading;
    }
    BlockKind::Paragraph
}

/// The non-empty lines of a text as trimmed spans; lines of hard-wrapped text are joined to paragraphs.
fn lines(text: &str) -> Vec<Span> {
    let mut groups: Vec<Vec<Span>> = Vec::new();
    let mut open = false;
    let mut start = 0;
    while start < text.len() {
        let line = &text[start..line_end(text, start)];
        let span = Span::new(start, start + line.len()).trimmed(text);
        start += line.len();
        // CRLF gives an empty piece between its two characters: only a bare line feed there is a blank line.
        if span.is_empty() {
            open &= line == "\n" && text[..start].ends_with("\r\n");
            continue;
        }
        match groups.last_mut() {
            Some(group) if open => group.push(span),
            _ => groups.push(vec![span]),
        }
        open = true;
    }
    let mut lines = Vec::new();
    for group in groups {
        if is_wrapped(&group, text) {
            lines.push(group[0].cover(group[group.len() - 1]));
        } else {
            lines.extend(group);
        }
    }
    lines
}

/// Where the line that begins at `start` ends, behind what ends it.
fn line_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    // All that ends a line begins with one of these bytes.
    while let Some(ahead) = bytes[at..].iter().position(|byte| matches!(byte, b'\n' | b'\r' | 0xC2 | 0xE2)) {
        at += ahead;
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        at += c.len_utf8();
        if matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}') {
            return at;
        }
    }
    text.len()
}

/// Whether a group of adjacent lines is one hard-wrapped paragraph: three or more lines of like length, of which
/// most end in the middle of a sentence.
fn is_wrapped(group: &[Span], text: &str) -> bool {
    let Some((_, full)) = group.split_last().filter(|(_, full)| full.len() >= 2) else {
        return false;
    };
    let longest = full.iter().map(|line| line.len()).max().unwrap_or(0);
    let even = full.iter().all(|line| line.len() * 3 >= longest * 2 && (30..=120).contains(&line.len()));
    let running = full.iter().filter(|line| !line.of(text).ends_with(['.', '!', '?', ':', '«', '”', '"'])).count();
    even && running * 3 >= full.len() * 2 && !full.iter().any(|line| dash(line.of(text)))
}
