//! Time expressions → the day a statement was made.
//!
//! Only an expression of the report and its sentence counts; dates inside the claim and elsewhere in the article are
//! of other things.

use std::ops::Range;

use jiff::civil::Date;

use super::attribution::Draft;
use crate::dates::{Calendar, Kind, Tense, TimeExpression};
use crate::document::{BlockKind, Document};
use crate::lexicon::Class;
use crate::span::Span;

/// A time expression and the tokens it takes.
#[derive(Clone, Debug)]
pub struct Time {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its place in the text.
    pub span: Span,
    expression: TimeExpression,
}

/// The time expressions of all blocks but furniture, in order.
pub fn times(document: &Document, calendar: &Calendar) -> Vec<Time> {
    let mut times = Vec::new();
    for block in document.blocks() {
        if block.kind == BlockKind::Furniture {
            continue;
        }
        for expression in calendar.find(block.span.of(document.text)) {
            let base = block.span.start();
            let span = Span::new(base + expression.span.start(), base + expression.span.end());
            let tokens = document.tokens_in(span);
            if !tokens.is_empty() {
                times.push(Time { tokens, span, expression });
            }
        }
    }
    times
}

/// Dates all drafts of an article.
pub struct Dating<'x, 'a> {
    /// Its tokens and blocks.
    pub document: &'x Document<'a>,
    /// Resolves the expressions.
    pub calendar: &'x Calendar,
    /// Its time expressions, in order.
    pub times: &'x [Time],
    /// When it was published.
    pub published: Option<Date>,
    /// The claims: what is dated in them is not the report.
    pub told: Vec<Span>,
    /// First tokens of the reports in the past.
    pub cues: Vec<usize>,
}

impl Dating<'_, '_> {
    /// When a draft's claim was made, in EDTF, and the words that say so.
    pub fn date(&self, draft: &Draft) -> (String, Option<Span>) {
        let otherwise = (self.published.map(|date| date.to_string()).unwrap_or_default(), None);
        let Some(cue) = draft.cue.as_ref().filter(|cue| !cue.is_empty()) else {
            return otherwise;
        };
        let tense = tense(self.document, cue);
        let Some(time) = self.own(draft, cue) else {
            return self.scene(draft, cue, tense).unwrap_or(otherwise);
        };
        if time.expression.kind == Kind::Vague {
            return (self.pointed_back(time, tense).unwrap_or_default(), Some(time.span));
        }
        match self.calendar.resolve(&time.expression, self.published, tense) {
            Some(value) => (value.to_string(), Some(time.span)),
            None => (String::new(), Some(time.span)),
        }
    }

    /// The nearest expression of the report's sentence that dates the report.
    fn own(&self, draft: &Draft, cue: &Range<usize>) -> Option<&Time> {
        let sentence = self.document.sentence_of(cue.start);
        let own = |time: &&Time| {
            sentence.contains(&time.tokens.start)
                && !time.expression.attributive
                && !draft.parts.iter().any(|part| part.overlaps(time.span))
                && self.narrated(time)
                && !self.of_another(time, cue)
        };
        let far = |time: &&Time| {
            if time.tokens.start >= cue.end {
                time.tokens.start - cue.end
            } else {
                cue.start.saturating_sub(time.tokens.end)
            }
        };
        self.times.iter().filter(own).min_by_key(far)
    }

    /// Whether the article itself says it, and none of its sources.
    fn narrated(&self, time: &Time) -> bool {
        !self.told.iter().any(|told| told.contains(time.span))
    }

    /// Whether the expression tells of a person beside the cue: Jytte Skov, der har boet der siden 1978, sagde. What
    /// is told of a document dates it: artiklen, som kom tirsdag.
    fn of_another(&self, time: &Time, cue: &Range<usize>) -> bool {
        let clause = self.clause(time);
        let opens = self.document.classes(clause.start).has(Class::Relative) && clause.start >= 2;
        let named = || self.document.word(clause.start - 2).starts_with(char::is_uppercase);
        opens && !clause.contains(&cue.start) && named()
    }

    /// The tokens between the commas around an expression, in its sentence.
    fn clause(&self, time: &Time) -> Range<usize> {
        let sentence = self.document.sentence_of(time.tokens.start);
        let comma = |at: &usize| self.document.word(*at) == ",";
        let start = (sentence.start..time.tokens.start).rev().find(comma).map_or(sentence.start, |at| at + 1);
        let end = (time.tokens.end..sentence.end).find(comma).unwrap_or(sentence.end);
        start..end
    }

    /// Der var fuldt hus, da foreningen mandag aften holdt møde. „…“, sagde formanden: the day of the scene that a
    /// report in the past tells from. It is the nearest day before it of a gathering, or of another report in the
    /// same paragraph.
    fn scene(&self, draft: &Draft, cue: &Range<usize>, tense: Tense) -> Option<(String, Option<Span>)> {
        if tense != Tense::Past {
            return None;
        }
        let paragraph = self.document.blocks()[draft.block].span;
        let scene = |time: &&Time| {
            matches!(time.expression.kind, Kind::Day | Kind::Weekday | Kind::Date) && !time.expression.attributive && {
                let sentence = self.document.sentence_of(time.tokens.start);
                let gathered = sentence.clone().any(|at| self.document.classes(at).has(Class::Gathering));
                let told = self.cues.iter().any(|at| sentence.contains(at));
                let near = paragraph.contains(time.span);
                (gathered || told && near) && self.narrated(time)
            }
        };
        let before = self.times.partition_point(|time| time.tokens.end <= cue.start);
        let time = self.times[..before].iter().rev().find(scene)?;
        let value = self.calendar.resolve(&time.expression, self.published, tense)?;
        Some((value.to_string(), Some(time.span)))
    }

    /// dengang, samme år: the date of what it points back to, the nearest dated expression before it.
    fn pointed_back(&self, time: &Time, tense: Tense) -> Option<String> {
        let before = self
            .times
            .iter()
            .rev()
            .filter(|other| other.tokens.start < time.tokens.start && other.expression.kind != Kind::Vague);
        let mut dated = before.map(|other| self.calendar.resolve(&other.expression, self.published, tense));
        dated.find_map(|value| value).map(|value| value.to_string())
    }
}

/// The tense of a report's first word.
pub fn tense(document: &Document, cue: &Range<usize>) -> Tense {
    let classes = document.classes(cue.start);
    if classes.has(Class::Past) {
        Tense::Past
    } else if classes.has(Class::Present) {
        Tense::Present
    } else {
        Tense::Unknown
    }
}
