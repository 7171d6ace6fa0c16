//! Those who watch the levels at work: to explain, to measure, to gather what is no row.

use std::ops::Range;

use super::blocks::BlockReading;
use super::entities::Entities;
use super::mentions::Mention;
use crate::document::Document;
use crate::grammar::Match;
use crate::labels::Utterance;
use crate::span::Span;
use crate::statement::Statement;

/// A block as the levels have read it.
pub struct Seen<'s, 'a> {
    /// The document that it stands in.
    pub document: &'s Document<'a>,
    /// Where the document begins in the article's text, in bytes.
    pub start: usize,
    /// Itself.
    pub reading: &'s BlockReading<'s>,
    /// Those that begin in it.
    pub mentions: &'s [Mention],
}

impl Seen<'_, '_> {
    /// The place of tokens in the article's text.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.document.span(tokens).shifted(self.start)
    }
}

/// A level of analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Blocks, sentences, tokens.
    Document,
    /// Where words are quoted.
    Quotations,
    /// Time expressions.
    Times,
    /// Mentions and the rows of symbols.
    Symbols,
    /// Where constructions fit.
    Grammar,
    /// Candidates and attribution.
    Drafts,
    /// Who spoke.
    Speakers,
    /// Labels, days, and the rows.
    Statements,
}

impl Level {
    /// All levels, in order.
    pub const ALL: [Self; 8] = [
        Self::Document,
        Self::Quotations,
        Self::Times,
        Self::Symbols,
        Self::Grammar,
        Self::Drafts,
        Self::Speakers,
        Self::Statements,
    ];
}

/// Watches the levels at work.
pub trait Observer {
    /// Whether the levels after this one are to be run.
    fn goes_on(&self, _after: Level) -> bool {
        true
    }

    /// A block was read.
    fn block(&mut self, _: &Seen) {}

    /// A construction that fits a block, at that match, reports nothing there, and why; in a document that begins at byte `start`.
    fn refused(&mut self, _start: usize, _: &Document, _: &BlockReading, _: &Match, _why: &'static str) {}

    /// Whether [`Observer::speakers`] wants to know who was weighed for a mention.
    fn weighs(&self) -> bool {
        false
    }

    /// Speakers were resolved, in a document that begins at byte `start`.
    fn speakers(&mut self, _start: usize, _: &Entities) {}

    /// A row was made of these parts and this mention, and its act and stance of this utterance, in a document that begins
    /// at byte `start`.
    fn row(&mut self, _start: usize, _: &Statement, _parts: &[Span], _mention: Option<Span>, _: &Utterance) {}
}

/// Watches nothing.
pub struct Nobody;

impl Observer for Nobody {}

/// Ends the work after a level.
pub struct UpTo(pub Level);

impl Observer for UpTo {
    fn goes_on(&self, after: Level) -> bool {
        after < self.0
    }
}

/// Shows each row with the utterance that its labels were read from.
pub struct Rows<F>(pub F);

impl<F: FnMut(&Statement, &Utterance)> Observer for Rows<F> {
    fn row(&mut self, _: usize, row: &Statement, _: &[Span], _: Option<Span>, utterance: &Utterance) {
        (self.0)(row, utterance);
    }
}

/// A place where a construction fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Place of the construction in [`crate::grammar::Grammar::construction`].
    pub construction: usize,
    /// The reporting word, in bytes of the article's text.
    pub cue: Option<Span>,
}

/// Gathers every place where a construction fits.
pub struct Fits(pub Vec<Fit>);

impl Observer for Fits {
    fn block(&mut self, seen: &Seen) {
        let cue = |found: &Match| {
            let symbols = seen.reading.row.symbols.get(found.cue.clone()?)?;
            Some(seen.span(symbols.first()?.tokens.start..symbols.last()?.tokens.end))
        };
        self.0
            .extend(seen.reading.matches.iter().map(|found| Fit { construction: found.construction, cue: cue(found) }));
    }
}
