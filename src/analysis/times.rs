//! A document → its time expressions.
//!
//! Takes the calendar's reading of each block, gives where each expression stands among the tokens; knows nothing of
//! what happened then.

use std::ops::Range;

use crate::dates::{Calendar, TimeExpression};
use crate::document::{BlockKind, Document};
use crate::span::Span;

/// A time expression and the tokens it takes.
#[derive(Clone, Debug)]
pub struct Time {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its place in the text.
    pub span: Span,
    /// What it says.
    pub expression: TimeExpression,
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
