//! The tokens of a cue → its verb, and what the lexicon knows of that.
//!
//! Knows one report's words; neither its claim nor its source.

use std::ops::Range;

use crate::document::Document;
use crate::label::Act;
use crate::lexicon::{Class, ClassSet, List};

/// har for længst sagt: the participle is the word that reports.
pub fn reporting_word(document: &Document, cue: Range<usize>) -> Range<usize> {
    let classes = |at: usize| document.classes(at);
    let compound = cue.len() > 1 && classes(cue.start).meets(ClassSet::of(&[Class::Auxiliary, Class::Modal]));
    let said = ClassSet::of(&[Class::Participle, Class::SayInfinitive]);
    let verb = cue.clone().rev().find(|at| compound && classes(*at).meets(said));
    verb.map_or(cue, |verb| verb..verb + 1)
}

/// The act that a report's verb carries by default.
pub fn act_of(document: &Document, cue: Option<&Range<usize>>, idiom: Option<usize>) -> Option<Act> {
    if let Some(idiom) = idiom {
        return Some(document.lexicon.idioms()[idiom].act);
    }
    verb_of(document, cue).and_then(|verb| document.lexicon.verb(verb).act)
}

/// The reporting verb in a cue: its place in the lexicon.
pub fn verb_of(document: &Document, cue: Option<&Range<usize>>) -> Option<u16> {
    let cue = cue.filter(|cue| !cue.is_empty())?;
    let entry = |at: usize| document.lexicon.entry(document.tokens()[at].word);
    // har tidligere sagt: the last verb reports.
    cue.clone()
        .rev()
        .filter(|at| !entry(*at).classes.has(Class::Auxiliary))
        .find_map(|at| entry(at).verb)
        .or_else(|| cue.clone().find_map(|at| entry(at).verb))
}

/// Whether its verb tells what somebody holds: mener, tror.
pub fn is_opinion(document: &Document, cue: Option<&Range<usize>>) -> bool {
    let Some(cue) = cue.filter(|cue| !cue.is_empty()) else {
        return false;
    };
    cue.clone().any(|at| {
        let entry = document.lexicon.entry(document.tokens()[at].word);
        entry.verb.is_some_and(|verb| document.lexicon.is_verb(verb, List::OpinionVerb))
    })
}
