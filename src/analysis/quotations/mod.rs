//! Where quotations open and close.
//!
//! Takes a document, gives its quotations. The direction of marks is a house style, marks get lost, doubled and
//! mixed, and a dash opens what nothing closes; so the readings of a paragraph are scored and the cheapest is
//! taken. Knows nothing of who speaks.

mod carry;
mod dash;
mod interview;
mod parse;
pub(super) mod reports;
pub(super) mod speech;
mod style;

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use crate::document::{Block, BlockKind, Document, TokenKind};
use crate::lexicon::{Class, List};
use crate::span::Span;
use carry::Carry;
use parse::{Action, Before, Reading};
use style::{Mark, Style};

/// What a quotation begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Opener {
    /// A quotation mark.
    Mark,
    /// A dash at the beginning of its paragraph.
    Dash,
    /// Nothing: its opening mark was lost, or the paragraph before left it open.
    Missing,
}

/// What was wrong with a quotation's marks. Shown as words for a row's warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Repair {
    /// No mark closes it.
    Unclosed,
    /// No mark opens it.
    Unopened,
    /// It closes with another kind of mark than it opens with.
    MismatchedMarks,
    /// A mark sticks to the wrong word.
    MisplacedMark,
    /// A mark inside it belongs to nothing.
    StrayMark,
    /// Its marks are doubled.
    DoubledMarks,
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Repair::Unclosed => "quotation is not closed",
            Repair::Unopened => "quotation is not opened",
            Repair::MismatchedMarks => "quotation marks do not match",
            Repair::MisplacedMark => "quotation mark sticks to the wrong word",
            Repair::StrayMark => "stray quotation mark",
            Repair::DoubledMarks => "quotation marks are doubled",
        })
    }
}

/// A stretch of text that the article presents as somebody's own words, or sets in marks for another reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Place of its block in the document's blocks.
    pub block: usize,
    /// With its marks or dash, bytes.
    pub outer: Span,
    /// Without them and without a comma before the closing mark, bytes; never empty.
    pub inner: Span,
    /// Places of the tokens of `outer`.
    pub tokens: Range<usize>,
    /// What it begins with.
    pub opener: Opener,
    /// Whether a mark closes it; where none does it runs to the next quotation or the end of its block.
    pub closed: bool,
    /// What had to be repaired.
    pub repair: Option<Repair>,
}

/// The quotations of a document in text order. They do not overlap; quotations in quotations are not listed.
pub fn quotations(document: &Document) -> Vec<Quotation> {
    let style = Style::of(document);
    let mut dialogue = dash::dialogue(document);
    let asked = interview::questions(document, &dialogue);
    for place in &asked {
        dialogue[*place] = false;
    }
    let people = people(document);
    let talks = dialogue.contains(&true);
    let told_by_me = talks && dash::is_told_by_me(document, &dialogue);
    let news = talks && dash::is_news(document, &dialogue);
    let mut found = Vec::new();
    let mut carry = Carry::default();
    // How many paragraphs without marks the text begins with.
    let mut leading = Some(0);
    for (place, block) in document.blocks().iter().enumerate() {
        let tokens = block.tokens();
        if block.kind == BlockKind::Furniture || tokens.is_empty() {
            carry.settle(document, &mut found);
            leading = None;
            continue;
        }
        if dialogue[place] {
            leading = None;
            carry.settle(document, &mut found);
            found.extend(after_dash(document, place, block, tokens.start));
            if !told_by_me {
                carry = Carry { open: found.len().checked_sub(1), dash: true, news, ..Carry::default() };
            }
            continue;
        }
        if asked.contains(&place) {
            carry.settle(document, &mut found);
            leading = None;
            continue;
        }
        let (mut marks, narrated) = style::marks(document, block, &style);
        // A text cut from another may begin inside a quotation: … min løbebane."
        if let [only] = &mut marks[..]
            && place == 0
            && only.token + 1 == tokens.end
            && only.token > tokens.start
            && document.tokens()[only.token - 1].ends_sentence()
            && (speech::is_personal(document, tokens.clone()) || !document.tokens()[tokens.start].is_capitalised())
        {
            only.unopened = 0;
        }
        if marks.is_empty() {
            let dash = || after_dash(document, place, block, dash::within(document, block, talks)?);
            if let Some(turn) = transcript(document, place, block, &people).or_else(dash) {
                carry.settle(document, &mut found);
                found.push(turn);
            } else {
                carry.pass(document, place, block, &mut found);
                leading =
                    leading.filter(|last| *last == place && block.kind == BlockKind::Paragraph).map(|last| last + 1);
            }
            continue;
        }
        if carry.dash {
            carry.settle(document, &mut found);
        }
        let before = match (carry.open, carry.between.is_empty(), label(document, block)) {
            (Some(_), true, _) => Before::Open,
            (Some(_), false, _) => Before::OpenFarther,
            (None, _, Some(_)) => Before::Label,
            (None, _, None) => Before::Nothing,
        };
        let reading = parse::read(&marks, before, narrated);
        if reading.is_empty() {
            carry.pass(document, place, block, &mut found);
            continue;
        }
        carry.arrive(document, &marks, &reading, &mut found);
        if let Some(leading) = leading.take()
            && leading == place
            && (reading.begins_inside || reading.actions[0] == Action::CloseUnopened && marks[0].announced.is_none())
        {
            found.extend(carry::cut_off(document, leading));
        }
        let first = found.len();
        let inside = matches!(before, Before::Open | Before::OpenFarther);
        Builder { document, place, block, marks: &marks, inside, found: &mut found }.build(&reading);
        let open = found.len().checked_sub(1).filter(|last| *last >= first);
        carry.open = open.filter(|last| !found[*last].closed && !narrated);
    }
    carry.settle(document, &mut found);
    found
}

/// The quotation of a block from a quotation dash on.
fn after_dash(document: &Document, place: usize, block: &Block, dash: usize) -> Option<Quotation> {
    let tokens = dash..block.tokens().end;
    let inner = document.span(tokens.start + 1..tokens.end);
    (!inner.is_empty()).then(|| Quotation {
        block: place,
        outer: document.span(tokens.clone()),
        inner,
        tokens,
        opener: Opener::Dash,
        closed: false,
        repair: None,
    })
}

/// The words of full names within sentences: Ida and Holm of Ida Holm.
fn people<'a>(document: &Document<'a>) -> BTreeSet<&'a str> {
    let all = document.tokens();
    let name = |at: usize| all[at].kind == TokenKind::Word && all[at].is_capitalised();
    let given = |at: usize| document.lexicon.entry(all[at].proper).classes.has(Class::GivenName);
    let full = (1..all.len()).filter(|at| name(*at) && name(at - 1) && given(at - 1));
    full.flat_map(|at| [document.word(at - 1), document.word(at)]).collect()
}

/// The words behind a person's name and a colon, in a paragraph without marks: Mette Holm: Vi venter på svar.
fn transcript(document: &Document, place: usize, block: &Block, people: &BTreeSet<&str>) -> Option<Quotation> {
    let all = document.tokens();
    let tokens = block.tokens();
    if block.kind != BlockKind::Paragraph {
        return None;
    }
    let start = label(document, block).or_else(|| aged_label(document, block))?;
    let end = (tokens.start..start - 1).find(|at| all[*at].kind == TokenKind::Comma).unwrap_or(start - 1);
    let name = tokens.start..end;
    // Holm: the article has told of Ida Holm.
    let person =
        speech::is_full_name(document, name.clone()) || name.len() == 1 && people.contains(document.word(name.start));
    let sentence = all[start..tokens.end].iter().any(|token| token.ends_sentence());
    let inner = document.span(start..tokens.end);
    (person && sentence && !inner.is_empty()).then_some(Quotation {
        block: place,
        outer: inner,
        inner,
        tokens: start..tokens.end,
        opener: Opener::Missing,
        closed: true,
        repair: None,
    })
}

/// The token behind a speaker label: Mette Holm: …
fn label(document: &Document, block: &Block) -> Option<usize> {
    const LONGEST: usize = 8;
    let tokens = block.tokens();
    let all = &document.tokens()[tokens.clone()];
    let colon = all.iter().take(LONGEST).position(|token| token.kind == TokenKind::Colon)?;
    let words = all[..colon].iter().all(|token| token.kind == TokenKind::Word);
    let named = all.first()?.is_capitalised() && all.get(colon + 1)?.is_capitalised();
    (colon > 0 && words && named).then_some(tokens.start + colon + 1)
}

/// The token behind a label that tells a person's age: Mette Holm, 52, Hadsten: …
fn aged_label(document: &Document, block: &Block) -> Option<usize> {
    const LONGEST: usize = 14;
    let tokens = block.tokens();
    let all = &document.tokens()[tokens.clone()];
    let colon = all.iter().take(LONGEST).position(|token| token.kind == TokenKind::Colon)?;
    let comma = all[..colon].iter().position(|token| token.kind == TokenKind::Comma)?;
    let age = all.get(comma + 1).is_some_and(|token| token.kind == TokenKind::Number);
    let plain = all[..colon].iter().all(|token| {
        matches!(
            token.kind,
            TokenKind::Word | TokenKind::Number | TokenKind::Comma | TokenKind::Open | TokenKind::Close
        )
    });
    (age && plain && all.get(colon + 1)?.is_capitalised()).then_some(tokens.start + colon + 1)
}

/// Turns a reading into quotations.
struct Builder<'b, 'd> {
    document: &'b Document<'d>,
    place: usize,
    block: &'b Block,
    marks: &'b [Mark],
    /// Whether a paragraph before left a quotation open.
    inside: bool,
    found: &'b mut Vec<Quotation>,
}

/// A quotation under way.
struct Begun {
    /// Place of its opening mark among the marks; none where it is missing.
    mark: Option<usize>,
    /// First token of its words.
    inner: usize,
    /// First token with its marks.
    outer: usize,
    stray: bool,
}

impl Builder<'_, '_> {
    fn build(&mut self, reading: &Reading) {
        let first = self.block.tokens().start;
        let mut begun = reading.begins_inside.then(|| self.unopened(first));
        let mut last_end = None;
        for at in 0..self.marks.len() {
            match reading.actions[at] {
                Action::Open => begun = Some(self.opened(at, reading)),
                Action::Reopen => {
                    if let Some(before) = begun.take() {
                        self.finish(before, None, self.marks[at].token, reading);
                    }
                    begun = Some(self.opened(at, reading));
                }
                Action::Close | Action::CloseBoth => {
                    if let Some(before) = begun.take() {
                        self.finish(before, Some(at), self.marks[at].token, reading);
                        last_end = Some(self.marks[at].token + 1);
                    }
                }
                Action::CloseUnopened => {
                    let start = match (self.marks[at].announced, last_end) {
                        (Some(start), _) => Some(start),
                        (None, None) => Some(first),
                        (None, Some(end)) => self.after_report(end, self.marks[at].token),
                    };
                    if let Some(start) = start.filter(|start| *start < self.marks[at].token) {
                        let before = self.unopened(start);
                        self.finish(before, Some(at), self.marks[at].token, reading);
                        last_end = Some(self.marks[at].token + 1);
                    }
                }
                Action::Stray => {
                    let mark = &self.marks[at];
                    if let Some(begun) = begun.as_mut().filter(|_| !mark.sign && !mark.doubled) {
                        begun.stray = true;
                    }
                }
                Action::OpenInner | Action::CloseInner => {}
            }
        }
        if let Some(before) = begun {
            let end = speech::end_of_text(self.document, self.block.tokens());
            self.finish(before, None, end, reading);
        }
    }

    /// Where words without an opening mark begin behind the reporting clause at `token` and end at `close`: after its
    /// sentence, or after its comma where both stand in one sentence.
    fn after_report(&self, token: usize, close: usize) -> Option<usize> {
        let end = self.block.tokens().end;
        if token >= end {
            return None;
        }
        let sentence = self.document.sentence_of(token);
        if sentence.start < token && sentence.end >= close {
            let all = self.document.tokens();
            let comma = (token + 2..close).find(|at| all[*at].kind == TokenKind::Comma)?;
            return (comma + 1 < close).then_some(comma + 1);
        }
        let start = if sentence.start >= token { token } else { sentence.end };
        (start < end).then_some(start)
    }

    fn unopened(&self, start: usize) -> Begun {
        let start = match label(self.document, self.block) {
            Some(after) if start == self.block.tokens().start && !self.inside => after,
            _ => start,
        };
        Begun { mark: None, inner: start, outer: start, stray: false }
    }

    /// Whether the marks at these places stick together and are the same.
    fn sticks(&self, left: usize, right: usize) -> bool {
        let (Some(a), Some(b)) = (self.marks.get(left), self.marks.get(right)) else {
            return false;
        };
        a.glyph == b.glyph && a.token + 1 == b.token && !self.document.tokens()[b.token].has_space_before()
    }

    fn opened(&self, at: usize, reading: &Reading) -> Begun {
        let stray = |at: usize| reading.actions.get(at) == Some(&Action::Stray);
        // A mark that sticks to the quotation before as well is that one's.
        let taken = self.found.last().filter(|before| before.block == self.place).map_or(0, |before| before.tokens.end);
        let free = |at: usize| stray(at) && self.marks[at].token >= taken;
        let (mut left, mut right) = (at, at);
        while left > 0 && free(left - 1) && self.sticks(left - 1, left) {
            left -= 1;
        }
        while stray(right + 1) && self.sticks(right, right + 1) {
            right += 1;
        }
        Begun { mark: Some(at), inner: self.marks[right].token + 1, outer: self.marks[left].token, stray: false }
    }

    /// Ends a quotation at a closing mark, or without one before token `end`.
    fn finish(&mut self, begun: Begun, close: Option<usize>, end: usize, reading: &Reading) {
        let all = self.document.tokens();
        let stray = |at: usize| reading.actions.get(at) == Some(&Action::Stray);
        let (mut inner_end, mut outer_end) = (end, end);
        if let Some(close) = close {
            let (mut left, mut right) = (close, close);
            while left > 0 && stray(left - 1) && self.sticks(left - 1, left) {
                left -= 1;
            }
            while stray(right + 1) && self.sticks(right, right + 1) {
                right += 1;
            }
            inner_end = self.marks[left].token;
            outer_end = self.marks[right].token + 1;
            if inner_end > begun.inner && all[inner_end - 1].kind == TokenKind::Comma {
                inner_end -= 1;
            }
        }
        if begun.inner >= inner_end || begun.outer >= outer_end {
            return;
        }
        // …, "at broen åbner": the conjunction is the reporter's.
        let mut begun = begun;
        if all[begun.inner].kind == TokenKind::Word
            && self.document.lexicon.has(List::That, self.document.word(begun.inner))
            && begun.inner + 2 < inner_end
        {
            begun.inner += 1;
            begun.outer = begun.inner;
        }
        let tokens = begun.outer..outer_end;
        if close.is_some() && (self.is_nickname(tokens.clone()) || self.is_alias(tokens.clone())) {
            return;
        }
        self.found.push(Quotation {
            block: self.place,
            outer: self.document.span(tokens.clone()),
            inner: self.document.span(begun.inner..inner_end),
            tokens,
            opener: if begun.mark.is_some() { Opener::Mark } else { Opener::Missing },
            closed: close.is_some(),
            repair: self.repair(&begun, close),
        });
    }

    /// Emil "Tanken" Rørbech: a name in the middle of a name.
    fn is_nickname(&self, tokens: Range<usize>) -> bool {
        let all = self.document.tokens();
        let block = self.block.tokens();
        let name = |at: usize| block.contains(&at) && all[at].kind == TokenKind::Word && all[at].is_capitalised();
        let given = |at: usize| self.document.lexicon.entry(all[at].proper).classes.has(Class::GivenName);
        let Some(before) = tokens.start.checked_sub(1).filter(|before| name(*before) && given(*before)) else {
            return false;
        };
        tokens.len() <= 4 && name(tokens.start + 1) && name(tokens.end) && before >= block.start
    }

    /// "John" fortæller, at …: a given name that stands for another; not the answer to a question: »John,« siger hun.
    fn is_alias(&self, tokens: Range<usize>) -> bool {
        let all = self.document.tokens();
        let classes = |at: usize| self.document.lexicon.entry(all[at].proper).classes;
        let alone = tokens.len() == 3
            && all[tokens.start + 1].is_capitalised()
            && classes(tokens.start + 1).has(Class::GivenName)
            && all[tokens.start + 1].word == 0;
        let Some(next) = all.get(tokens.end).filter(|_| alone && self.block.tokens().contains(&tokens.end)) else {
            return false;
        };
        let finite = self.document.classes(tokens.end).has(Class::Finite);
        let subject = all
            .get(tokens.end + 1)
            .is_some_and(|after| after.is_capitalised() || self.document.lexicon.entry(after.word).pronoun.is_some());
        next.kind != TokenKind::Comma && !(finite && subject)
    }

    fn repair(&self, begun: &Begun, close: Option<usize>) -> Option<Repair> {
        let Some(open) = begun.mark.and_then(|at| self.marks.get(at)) else {
            return Some(Repair::Unopened);
        };
        let Some(close) = close.and_then(|at| self.marks.get(at)) else {
            return Some(Repair::Unclosed);
        };
        if begun.stray {
            Some(Repair::StrayMark)
        } else if !style::is_pair(open.glyph, close.glyph) {
            Some(Repair::MismatchedMarks)
        } else if open.space_right || close.space_left {
            Some(Repair::MisplacedMark)
        } else if open.doubled && close.doubled {
            Some(Repair::DoubledMarks)
        } else {
            None
        }
    }
}
