//! Quotations that run over several paragraphs: an open one goes on through paragraphs without marks.

use super::parse::{Action, Reading};
use super::reports::is_reported;
use super::style::Mark;
use super::{Opener, Quotation, Repair, speech};
use crate::document::{Block, BlockKind, Document, TokenKind};

/// Most paragraphs without marks that an open quotation can run through.
const FARTHEST: usize = 6;

/// A quotation left open by its paragraph, and the paragraphs without marks since.
#[derive(Debug, Default)]
pub(super) struct Carry {
    /// Place of the quotation.
    pub open: Option<usize>,
    /// Places of the paragraphs.
    pub between: Vec<usize>,
    /// How many of them stand before a heading.
    pub settled: Option<usize>,
    /// The open quotation began with a dash, which nothing closes.
    pub dash: bool,
    /// It stands in a report of the day rather than in a story.
    pub news: bool,
}

impl Carry {
    /// A block without marks.
    pub fn pass(&mut self, document: &Document, place: usize, block: &Block, found: &mut Vec<Quotation>) {
        if self.open.is_none() {
            return;
        }
        match block.kind {
            BlockKind::Paragraph | BlockKind::Lede if self.between.len() < FARTHEST => self.between.push(place),
            BlockKind::Heading | BlockKind::Caption => {
                self.settled.get_or_insert(self.between.len());
            }
            _ => self.settle(document, found),
        }
    }

    /// A block with marks: where it goes on with the open quotation, the paragraphs between belong to it too.
    pub fn arrive(&mut self, document: &Document, marks: &[Mark], reading: &Reading, found: &mut Vec<Quotation>) {
        let Some(open) = self.open else { return };
        let again = self.between.is_empty()
            && marks[0].full
            && reading.actions[0] == Action::Open
            && document.tokens()[marks[0].token].has_space_before();
        // Where paragraphs without marks lead up to it, a first closing mark closes what they go on with.
        let closes = reading.actions.iter().find(|action| **action != Action::Stray) == Some(&Action::CloseUnopened);
        let inside = reading.begins_inside || closes;
        if again || inside {
            // The old convention for several paragraphs by one speaker: no fault.
            if found[open].repair == Some(Repair::Unclosed) {
                found[open].repair = None;
            }
        }
        if inside {
            for place in std::mem::take(self).between {
                found.extend(whole(document, place));
            }
        }
        self.settle(document, found);
    }

    /// No mark closes it any more: it goes on as long as paragraphs sound like it.
    pub fn settle(&mut self, document: &Document, found: &mut Vec<Quotation>) {
        let carry = std::mem::take(self);
        let near = carry.settled.unwrap_or(carry.between.len());
        for &place in &carry.between[..near] {
            let tokens = document.blocks()[place].tokens();
            let personal = speech::is_personal(document, tokens.clone());
            let sounds = if carry.dash {
                personal && (carry.news || speech::is_present(document, tokens.clone()))
            } else {
                personal || speech::is_general(document, place)
            };
            // Sådan gør vi: a list follows.
            let announces = document.tokens()[tokens.end - 1].kind == TokenKind::Colon;
            if !sounds || announces || is_reported(document, tokens) {
                break;
            }
            found.extend(whole(document, place));
        }
    }
}

/// The paragraphs before one that ends a quotation which nothing opened, where they sound like its beginning: the text
/// was cut from another.
pub(super) fn cut_off(document: &Document, paragraphs: usize) -> Vec<Quotation> {
    let speaks = |place: usize| {
        let tokens = document.blocks()[place].tokens();
        speech::is_personal(document, tokens.clone()) && !is_reported(document, tokens)
    };
    let near = paragraphs.saturating_sub(FARTHEST);
    let Some(first) = (near..paragraphs).find(|place| speaks(*place)) else { return Vec::new() };
    (first..paragraphs).filter_map(|place| whole(document, place)).collect()
}

/// A block without marks as the middle of a quotation.
fn whole(document: &Document, place: usize) -> Option<Quotation> {
    let mut tokens = document.blocks()[place].tokens();
    tokens.end = speech::end_of_text(document, tokens.clone());
    let span = document.span(tokens.clone());
    (!span.is_empty()).then_some(Quotation {
        block: place,
        outer: span,
        inner: span,
        tokens,
        opener: Opener::Missing,
        closed: false,
        repair: Some(Repair::Unopened),
    })
}
