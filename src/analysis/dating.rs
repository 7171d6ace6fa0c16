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

/// When a draft's claim was made, in EDTF, and the words that say so.
pub fn date(
    document: &Document,
    calendar: &Calendar,
    times: &[Time],
    draft: &Draft,
    published: Option<Date>,
) -> (String, Option<Span>) {
    let otherwise = (published.map(|date| date.to_string()).unwrap_or_default(), None);
    let Some(cue) = draft.cue.as_ref().filter(|cue| !cue.is_empty()) else {
        return otherwise;
    };
    let sentence = document.sentence_of(cue.start);
    let own = |time: &&Time| {
        sentence.contains(&time.tokens.start)
            && !time.expression.attributive
            && !draft.parts.iter().any(|part| part.overlaps(time.span))
    };
    let far = |time: &&Time| {
        if time.tokens.start >= cue.end {
            time.tokens.start - cue.end
        } else {
            cue.start.saturating_sub(time.tokens.end)
        }
    };
    let Some(time) = times.iter().filter(own).min_by_key(far) else {
        return otherwise;
    };
    let tense = tense(document, cue);
    if time.expression.kind == Kind::Vague {
        return pointed_back(document, calendar, times, time, published, tense);
    }
    match calendar.resolve(&time.expression, published, tense) {
        Some(value) => (value.to_string(), Some(time.span)),
        None => (String::new(), Some(time.span)),
    }
}

/// dengang, samme år: the date of what it points back to, the nearest dated expression before it.
fn pointed_back(
    document: &Document,
    calendar: &Calendar,
    times: &[Time],
    time: &Time,
    published: Option<Date>,
    tense: Tense,
) -> (String, Option<Span>) {
    let _ = document;
    let before = times
        .iter()
        .rev()
        .filter(|other| other.tokens.start < time.tokens.start && other.expression.kind != Kind::Vague);
    let dated = before.into_iter().find_map(|other| calendar.resolve(&other.expression, published, tense));
    (dated.map(|value| value.to_string()).unwrap_or_default(), Some(time.span))
}

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
