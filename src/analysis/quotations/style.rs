//! Marks and what speaks for each of them opening, closing, or being no quotation mark at all.
//!
//! Every cost is in tenths of one plain fault; a lost mark costs about three.

use std::ops::Range;

use super::reports::{begins_report, is_report};
use crate::document::{Block, BlockKind, Document, Token, TokenKind};
use crate::lexicon::List;

/// Marks that can stand for each other without being a fault of the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// » « › ‹
    Angle,
    /// „ “ ” "
    Double,
    /// ' ‘ ’ ‚ and accents used for them
    Single,
}

impl Family {
    pub(super) fn of(glyph: char) -> Self {
        match glyph {
            '»' | '«' | '›' | '‹' => Family::Angle,
            '\'' | '‘' | '’' | '‚' | '`' | '´' => Family::Single,
            _ => Family::Double,
        }
    }
}

/// Pairs of one family that some house style writes.
pub(super) fn is_pair(open: char, close: char) -> bool {
    open == close
        || matches!(
            (open, close),
            ('»', '«')
                | ('«', '»')
                | ('›', '‹')
                | ('‹', '›')
                | ('„', '“' | '”')
                | ('“' | '‟', '”')
                | ('”', '“')
                | ('‘', '’')
                | ('’', '‘')
                | ('‚', '‘' | '’')
                | ('`' | '´', '\'' | '´' | '`')
        )
}

/// What stands directly beside a mark, other marks that stick to it aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// The block's edge.
    Edge,
    Space,
    /// An opening bracket.
    Bracket,
    Word,
    Number,
    Comma,
    /// . ? !
    Stop,
    /// : ;
    Colon,
    /// A closing bracket.
    Close,
    /// Dots or a dash, which stick to either side.
    Soft,
}

fn side(token: Token) -> Side {
    match token.kind {
        TokenKind::Comma => Side::Comma,
        TokenKind::Stop | TokenKind::Question | TokenKind::Exclamation => Side::Stop,
        TokenKind::Colon | TokenKind::Semicolon => Side::Colon,
        TokenKind::Open => Side::Bracket,
        TokenKind::Close => Side::Close,
        TokenKind::Ellipsis | TokenKind::Dash => Side::Soft,
        TokenKind::Number => Side::Number,
        TokenKind::Word | TokenKind::Mark | TokenKind::Other => Side::Word,
    }
}

/// A cost that no reading can pay.
pub(super) const NEVER: i32 = 60;

/// What opening and closing cost between these sides.
fn direction(left: Side, right: Side) -> (i32, i32) {
    use Side::*;
    match (left, right) {
        (Edge, Edge) => (NEVER, NEVER),
        (Edge, Comma | Stop | Colon | Close) => (20, NEVER),
        (Edge, Space) => (4, NEVER),
        (Edge, _) => (0, NEVER),
        (Space | Bracket, Edge) => (NEVER, 4),
        (_, Edge) => (NEVER, 0),
        (Space | Bracket, Word | Number | Bracket) => (0, 30),
        (Space | Bracket, Soft) => (2, 14),
        (Space | Bracket, Space) => (6, 6),
        (Space | Bracket, _) => (24, 4),
        (Word | Number | Close, Word | Number | Bracket) => (14, 14),
        (Number | Close, Space) => (40, 0),
        // en" god sag": the mark sticks to the word before.
        (Word, Space) => (26, 0),
        (Word | Number | Close | Soft, Soft) => (20, 6),
        (Word | Number | Close, _) => (50, 0),
        (Stop, Word | Number | Bracket) => (8, 8),
        (Comma, Word | Number | Bracket) => (10, 4),
        (Stop | Comma, Space) => (25, 0),
        (Stop | Comma, Soft) => (12, 6),
        (Stop | Comma, _) => (50, 0),
        (Colon, Word | Number | Bracket) => (2, 20),
        (Colon, Space) => (10, 20),
        (Colon, Soft) => (4, 20),
        (Colon, _) => (30, 10),
        (Soft, Word | Number | Bracket) => (4, 12),
        (Soft, Space) => (25, 0),
        (Soft, _) => (40, 0),
    }
}

const GLYPHS: [char; 17] = ['"', '„', '“', '”', '»', '«', '\'', '‘', '’', '‚', '‹', '›', '‟', '`', '´', '＂', '\0'];

fn place(glyph: char) -> usize {
    GLYPHS.iter().position(|known| *known == glyph).unwrap_or(GLYPHS.len() - 1)
}

/// How often each mark plainly opens and plainly closes in a document: its house style.
#[derive(Debug, Default)]
pub(super) struct Style {
    counts: [(u32, u32); GLYPHS.len()],
}

impl Style {
    /// Reads the style off the marks whose direction the spacing leaves in no doubt.
    pub(super) fn of(document: &Document) -> Self {
        let mut style = Self::default();
        for block in document.blocks() {
            if block.kind == BlockKind::Furniture {
                continue;
            }
            each_mark(document, block.tokens(), |token, left, right| {
                let glyph = glyph(document, token);
                let (open, close) = direction(left, right);
                let count = &mut style.counts[place(glyph)];
                if open == 0 && close >= 30 {
                    count.0 += 1;
                } else if close == 0 && open >= 25 {
                    count.1 += 1;
                }
            });
        }
        style
    }

    /// What using a mark against the document's habit costs when it opens, and when it closes.
    fn habit(&self, glyph: char) -> (i32, i32) {
        let (opens, closes) = self.counts[place(glyph)];
        if opens + closes == 0 {
            return match glyph {
                '„' | '‚' => (0, 12),
                '»' => (0, 3),
                '«' => (3, 0),
                _ => (0, 0),
            };
        }
        (if opens * 4 < closes { 8 } else { 0 }, if closes * 4 < opens { 8 } else { 0 })
    }
}

/// One mark of a paragraph with the cost of each way to read it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Place of its token.
    pub token: usize,
    /// The character.
    pub glyph: char,
    /// Its family.
    pub family: Family,
    /// Cost of opening.
    pub open: i32,
    /// Cost of closing.
    pub close: i32,
    /// Cost of being no quotation mark.
    pub stray: i32,
    /// Cost of closing what nothing opened, above `close`.
    pub unopened: i32,
    /// A reporting verb follows, as after a quotation.
    pub reports: bool,
    /// Whole sentences begin behind it: it opens the paragraph or follows a colon or a sentence.
    pub full: bool,
    /// Nothing before or behind it shows an end, as within a clause.
    pub inside_clause: bool,
    /// An apostrophe or sign of measure, if it is stray.
    pub sign: bool,
    /// The same mark sticks to it.
    pub doubled: bool,
    /// It stands where a closing mark ends something: before a stop, a comma, a report or the block's end.
    pub ends: bool,
    /// The words since the mark before it hold a reporting clause.
    pub narrated: bool,
    /// The token where a quotation begins that a colon announces before this mark: Hun svarer: Ja.«
    pub announced: Option<usize>,
    /// White space stands before it.
    pub space_left: bool,
    /// White space stands behind it.
    pub space_right: bool,
}

pub(super) fn glyph(document: &Document, token: usize) -> char {
    document.word(token).chars().next().unwrap_or('"')
}

/// Calls `visit` for each mark of a token range with what stands left and right of its cluster.
fn each_mark(document: &Document, tokens: Range<usize>, mut visit: impl FnMut(usize, Side, Side)) {
    let all = document.tokens();
    let mut at = tokens.start;
    while at < tokens.end {
        if all[at].kind != TokenKind::Mark {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < tokens.end && all[end].kind == TokenKind::Mark && !all[end].has_space_before() {
            end += 1;
        }
        let bullet = at == tokens.start + 1 && all[tokens.start].kind == TokenKind::Dash;
        let left = if at == tokens.start || bullet {
            Side::Edge
        } else if all[at].has_space_before() {
            Side::Space
        } else {
            match side(all[at - 1]) {
                // A dash or dots that stick to a mark on their own side: –»Ja
                Side::Soft if all[at - 1].kind == TokenKind::Dash => Side::Space,
                found => found,
            }
        };
        let right = if end == tokens.end {
            Side::Edge
        } else if all[end].has_space_before() {
            Side::Space
        } else {
            side(all[end])
        };
        (at..end).for_each(|token| visit(token, left, right));
        at = end;
    }
}

/// The token behind a colon that announces a quotation, where one stands in a range without marks.
fn announced(document: &Document, tokens: Range<usize>) -> Option<usize> {
    const REACH: usize = 8;
    let all = document.tokens();
    let colon = tokens.clone().find(|at| all[*at].kind == TokenKind::Colon)?;
    let next = colon + 1;
    let head = colon.saturating_sub(REACH).max(tokens.start)..colon;
    let says = head.clone().any(|at| is_report(document, at));
    (says && next < tokens.end && all[next].is_capitalised()).then_some(next)
}

/// The marks of a block, and whether a reporting clause stands behind the last of them.
pub(super) fn marks(document: &Document, block: &Block, style: &Style) -> (Vec<Mark>, bool) {
    let tokens = block.tokens();
    let all = document.tokens();
    let mut marks: Vec<Mark> = Vec::new();
    let mut reported = false;
    let mut seen = tokens.start;
    let end = tokens.end;
    each_mark(document, tokens.clone(), |token, left, right| {
        let narrated = (seen..token).any(|at| begins_report(document, at, end));
        let first = seen == tokens.start;
        let paused = first || narrated || all[seen..token].iter().any(|token| token.ends_sentence());
        let mut mark = weigh(document, block, style, (token, left, right), reported);
        mark.announced = announced(document, seen..token);
        if mark.announced.is_some() {
            mark.unopened = mark.unopened.min(14);
        } else if !paused {
            // Nothing can begin between the mark before and this one.
            mark.unopened += 20;
        }
        seen = token + 1;
        reported |= mark.reports;
        marks.push(Mark { narrated, ..mark });
    });
    let narrated = (seen..end).any(|at| begins_report(document, at, end));
    // A mark's neighbours in its cluster decide whether it is doubled.
    for at in 1..marks.len() {
        let sticks = marks[at].token == marks[at - 1].token + 1
            && !all[marks[at].token].has_space_before()
            && marks[at].glyph == marks[at - 1].glyph;
        if sticks {
            for mark in &mut marks[at - 1..=at] {
                mark.doubled = true;
                mark.stray = mark.stray.min(if mark.family == Family::Single { 3 } else { 8 });
            }
        }
    }
    (marks, narrated)
}

/// Whether a word cannot be the last of a quotation: an article, a conjunction.
fn leads_on(document: &Document, token: usize) -> bool {
    document.is(token, List::LeadsOn)
}

fn weigh(
    document: &Document,
    block: &Block,
    style: &Style,
    (token, left, right): (usize, Side, Side),
    reported: bool,
) -> Mark {
    let all = document.tokens();
    let tokens = block.tokens();
    let glyph = glyph(document, token);
    let family = Family::of(glyph);
    let (mut open, mut close) = direction(left, right);
    let habit = style.habit(glyph);
    open += habit.0;
    close += habit.1;

    let before = token.checked_sub(1).filter(|before| *before >= tokens.start);
    let before = before.map(|before| all[before]);
    let colon = before.is_some_and(|before| before.kind == TokenKind::Colon);
    let stopped = before.is_some_and(|before| before.ends_sentence());
    if colon && left == Side::Space {
        open = open.min(3);
        close += 10;
    }

    // et" nyt hus": the words before do not end there, so the mark sticks to the wrong one.
    if left == Side::Word && right == Side::Space && before.is_some() && leads_on(document, token - 1) {
        open = 0;
        close += 24;
    }

    let mut next = token + 1;
    while next < tokens.end && next <= token + 2 && matches!(all[next].kind, TokenKind::Comma | TokenKind::Mark) {
        next += 1;
    }
    let reports = left != Side::Edge && next < tokens.end && is_report(document, next);
    if reports {
        // procent, "pointerer Susan: the mark sticks to the wrong word.
        let paused = before.is_some_and(|before| before.ends_sentence() || before.kind == TokenKind::Comma);
        close = (close - if paused { 24 } else { 22 }).max(close.min(2));
        open += 15;
    }

    let last = right == Side::Edge;
    let mut stray = if last || close <= open { 28 } else { 34 };
    let mut sign = false;
    let measured = left == Side::Number && !matches!(right, Side::Word | Side::Number);
    if family == Family::Single {
        sign = true;
        let tight = matches!(left, Side::Word | Side::Number);
        stray = match right {
            Side::Word | Side::Number if left == Side::Space => {
                let digits = all.get(token + 1).is_some_and(|n| n.kind == TokenKind::Number);
                if digits { 4 } else { 22 }
            }
            _ if left == Side::Number => 3,
            _ if tight => {
                let word = before.map_or("", |before| before.span.of(document.text));
                if word.ends_with(['s', 'x', 'z', 'S', 'X', 'Z']) {
                    3
                } else if word.len() <= 4 {
                    10
                } else {
                    14
                }
            }
            _ => 16,
        };
        if left == Side::Edge {
            stray = stray.max(30);
        }
    } else if measured && family == Family::Double && glyph != '„' {
        // 15" is a measure, unless a report makes it the end of a quotation: 130", siger hun
        sign = !reports;
        stray = if reports { 24 } else { 4 };
    }

    let mut unopened = if reports {
        14
    } else if reported && stopped && left == Side::Stop && last {
        22
    } else {
        40
    };
    if family == Family::Single {
        unopened += 16;
    }

    let capital = all.get(token + 1).is_some_and(|next| next.is_capitalised());
    let begins = left == Side::Edge || colon || stopped;
    Mark {
        token,
        glyph,
        family,
        open,
        close,
        stray,
        unopened,
        reports,
        full: begins && (capital || left == Side::Edge),
        inside_clause: left == Side::Word && right == Side::Space && !reports,
        sign,
        doubled: false,
        ends: reports
            || matches!(right, Side::Edge | Side::Comma | Side::Stop | Side::Colon | Side::Close)
            || matches!(left, Side::Stop | Side::Comma),
        narrated: false,
        announced: None,
        space_left: left == Side::Space,
        space_right: right == Side::Space,
    }
}
