//! What the levels read, for people.

use std::fmt::Write;

use super::symbols::Row;
use crate::document::Document;
use crate::grammar::{Grammar, Match};

/// Appends a block's symbols, each with its words and classes, and the constructions that fit.
pub fn block(out: &mut String, document: &Document, grammar: &Grammar, row: &Row, matches: &[Match]) {
    for (place, symbol) in row.symbols.iter().enumerate() {
        let names: Vec<&str> = symbol.classes.iter().map(|class| class.name()).collect();
        let words = document.span(symbol.tokens.clone()).of(document.text);
        let words = if symbol.tokens.is_empty() { "" } else { words };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{place:4} {words:30} {}", names.join("&"));
    }
    for found in matches {
        let id = &grammar.construction(found.construction).id;
        let _ = writeln!(
            out,
            "  => {id} {:?} cue {:?} speaker {:?} claim {:?}",
            found.whole, found.cue, found.speaker, found.claim
        );
    }
    out.push('\n');
}
