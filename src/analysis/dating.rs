//! Time expressions → the day a statement was made.
//!
//! Only an expression of the report and its sentence counts; dates inside the claim and elsewhere in the article are
//! of other things.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use super::attribution::Draft;
use crate::dates::{Calendar, Kind, Tense, TimeExpression};
use crate::document::{BlockKind, Document};
use crate::lexicon::{Class, fold};
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

/// How many tokens behind a report's verb a word can stand that points back: sagde direktør Ida Holm senere.
const ECHO: usize = 6;

/// Dates all drafts of an article.
pub struct Dating<'x, 'a> {
    /// Its tokens and blocks.
    document: &'x Document<'a>,
    /// Resolves the expressions.
    calendar: &'x Calendar,
    /// Its time expressions, in order.
    times: &'x [Time],
    /// When it was published.
    published: Option<Date>,
    /// For each expression, whether the article itself says it, and none of its sources.
    narrated: Vec<bool>,
    /// For each expression, the place of the last one up to it that is the day of a gathering.
    gathered: Vec<Option<usize>>,
    /// For each expression, the place of the last one up to it that is the day of a report in the past.
    reported: Vec<Option<usize>>,
}

impl<'x, 'a> Dating<'x, 'a> {
    /// Reads once what all drafts of the article are dated by.
    pub fn new(
        document: &'x Document<'a>,
        calendar: &'x Calendar,
        times: &'x [Time],
        drafts: &[Draft],
        published: Option<Date>,
    ) -> Self {
        let narrated = narrated(times, drafts);
        let cues = drafts.iter().filter_map(|draft| draft.cue.as_ref());
        let past = cues.filter(|cue| tense(document, cue) == Tense::Past);
        let cues: BTreeSet<usize> = past.map(|cue| cue.start).collect();
        // 3-0-føring, 3-4-nederlaget: the last part tells.
        let gathers = |at: &usize| {
            let last = document.word(*at).rsplit_once('-').map(|(_, last)| document.lexicon.word(&fold(last)));
            let part = last.is_some_and(|last| document.lexicon.entry(last).classes.has(Class::Gathering));
            part || document.classes(*at).has(Class::Gathering)
        };
        let gatherings: BTreeSet<usize> = (0..document.tokens().len()).filter(gathers).collect();
        let (mut gathered, mut reported) = (Vec::new(), Vec::new());
        let (mut last_gathered, mut last_reported) = (None, None);
        for (place, time) in times.iter().enumerate() {
            let day = matches!(time.expression.kind, Kind::Day | Kind::Weekday | Kind::Date);
            if day && !time.expression.attributive && narrated[place] {
                let sentence = document.sentence_of(time.tokens.start);
                if cues.range(sentence.clone()).next().is_some() {
                    last_reported = Some(place);
                }
                if gatherings.range(sentence).next().is_some() {
                    last_gathered = Some(place);
                }
            }
            gathered.push(last_gathered);
            reported.push(last_reported);
        }
        Dating { document, calendar, times, published, narrated, gathered, reported }
    }

    /// When a draft's claim was made, in EDTF, and the words that say so.
    pub fn date(&self, draft: &Draft) -> (String, Option<Span>) {
        let otherwise = (self.published.map(|date| date.to_string()).unwrap_or_default(), None);
        let Some(cue) = draft.cue.as_ref().filter(|cue| !cue.is_empty()) else {
            return otherwise;
        };
        let tense = tense(self.document, cue);
        let Some(time) = self.own(draft, cue) else {
            if let Some(at) = self.echo(draft, cue).filter(|_| tense == Tense::Past) {
                let span = self.document.tokens()[at].span;
                return (self.pointed_back(at, tense).unwrap_or_default(), Some(span));
            }
            return self.scene(draft, cue, tense).unwrap_or(otherwise);
        };
        if time.expression.kind == Kind::Vague {
            return (self.pointed_back(time.tokens.start, tense).unwrap_or_default(), Some(time.span));
        }
        match self.calendar.resolve(&time.expression, self.published, tense) {
            Some(value) => (value.to_string(), Some(time.span)),
            None => (String::new(), Some(time.span)),
        }
    }

    /// The nearest expression of the report's sentence that dates the report.
    fn own(&self, draft: &Draft, cue: &Range<usize>) -> Option<&Time> {
        let sentence = self.document.sentence_of(cue.start);
        let first = self.times.partition_point(|time| time.tokens.start < sentence.start);
        let last = self.times.partition_point(|time| time.tokens.start < sentence.end);
        let own = |place: &usize| {
            let time = &self.times[*place];
            !time.expression.attributive
                && !draft.parts.iter().any(|part| part.overlaps(time.span))
                && self.narrated[*place]
                && !self.of_another(time, cue)
        };
        let far = |time: &&Time| {
            if time.tokens.start >= cue.end {
                time.tokens.start - cue.end
            } else {
                cue.start.saturating_sub(time.tokens.end)
            }
        };
        (first..last).filter(own).map(|place| &self.times[place]).min_by_key(far)
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
        let before = self.times.partition_point(|time| time.tokens.end <= cue.start).checked_sub(1)?;
        let near = self.reported[before].filter(|place| paragraph.contains(self.times[*place].span));
        let time = &self.times[self.gathered[before].max(near)?];
        let value = self.calendar.resolve(&time.expression, self.published, tense)?;
        Some((value.to_string(), Some(time.span)))
    }

    /// »…«, sagde hun senere: the word that points back, where it ends the report.
    fn echo(&self, draft: &Draft, cue: &Range<usize>) -> Option<usize> {
        let last = (cue.end + ECHO).min(self.document.tokens().len());
        let word = |at: &usize| ["senere", "samtidig"].iter().any(|word| self.document.is(*at, word));
        let at = (cue.end..last).find(word)?;
        let ends = self.document.tokens().get(at + 1).is_none_or(|next| !next.is_wordlike());
        let told = !draft.parts.iter().any(|part| part.overlaps(self.document.tokens()[at].span));
        let clear = (cue.end..at).all(|at| self.document.tokens()[at].is_wordlike());
        (ends && told && clear).then_some(at)
    }

    /// dengang, samme år: the date of what it points back to, the nearest dated expression before it.
    fn pointed_back(&self, at: usize, tense: Tense) -> Option<String> {
        let before = self.times.partition_point(|other| other.tokens.start < at);
        let before = self.times[..before].iter().rev().filter(|other| other.expression.kind != Kind::Vague);
        let mut dated = before.map(|other| self.calendar.resolve(&other.expression, self.published, tense));
        dated.find_map(|value| value).map(|value| value.to_string())
    }
}

/// For each expression, whether it stands in no claim.
fn narrated(times: &[Time], drafts: &[Draft]) -> Vec<bool> {
    let mut claims: Vec<Span> = drafts.iter().flat_map(|draft| draft.parts.iter().copied()).collect();
    claims.sort_by_key(|claim| claim.start());
    let mut claims = claims.into_iter().peekable();
    let mut end = 0;
    let open = |time: &Time| {
        while let Some(claim) = claims.next_if(|claim| claim.start() <= time.span.start()) {
            end = end.max(claim.end());
        }
        end < time.span.end()
    };
    times.iter().map(open).collect()
}

/// The tense of a report's first word.
fn tense(document: &Document, cue: &Range<usize>) -> Tense {
    let classes = document.classes(cue.start);
    if classes.has(Class::Past) {
        Tense::Past
    } else if classes.has(Class::Present) {
        Tense::Present
    } else {
        Tense::Unknown
    }
}
