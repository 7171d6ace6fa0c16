//! What the parser of marks sees of a reporting clause: a verb that can report, behind a mark of punctuation.

use std::ops::Range;

use crate::document::{Document, TokenKind};
use crate::lexicon::{Case, Class, List};

/// Whether a token is the verb of a reporting clause that follows its quotation: siger, lød.
pub(super) fn is_report(document: &Document, token: usize) -> bool {
    let found = document.tokens()[token];
    if found.kind != TokenKind::Word || found.is_capitalised() {
        return false;
    }
    let classes = document.classes(token);
    // …, lyder det fra politiet.
    if classes.has(Class::DocumentVerb) && classes.has(Class::Finite) && document.is(token + 1, List::It) {
        return true;
    }
    classes.has(Class::Say) && (classes.has(Class::Finite) || classes.has(Class::Passive))
}

/// Whether a comma, question mark or exclamation mark stands at `token` and a reporting verb behind it.
pub(super) fn begins_report(document: &Document, token: usize, end: usize) -> bool {
    // …, stammer fra en smedje: a subject follows in a reporting clause, no preposition.
    let object = |at: usize| document.is(at, List::ObjectTie);
    matches!(document.tokens()[token].kind, TokenKind::Comma | TokenKind::Question | TokenKind::Exclamation)
        && token + 1 < end
        && is_report(document, token + 1)
        && !is_likeness(document, token + 1)
        && (token + 2 >= end || !object(token + 2) || document.is(token + 1, List::SoundsVerb))
}

/// Whether a range holds a reporting clause, or a reporting verb behind its subject: Holm siger.
pub(super) fn is_reported(document: &Document, tokens: Range<usize>) -> bool {
    tokens.clone().any(|at| begins_report(document, at, tokens.end))
}

/// Whether a verb compares rather than answers: …, svarer til en tredjedel. Not: …, svarer til Ida Holm, … til hende.
pub(crate) fn is_likeness(document: &Document, verb: usize) -> bool {
    let answers = document.is(verb, List::AnswerVerb) && document.is(verb + 1, List::To);
    answers
        && document.tokens().get(verb + 2).is_some_and(|next| {
            let pronoun = document.lexicon.entry(next.word).pronoun;
            let person = pronoun.is_some_and(|pronoun| pronoun.case == Case::Object);
            next.kind != TokenKind::Word
                || !next.is_capitalised() && (!person || document.is(verb + 2, List::IndefiniteCommon))
        })
}
