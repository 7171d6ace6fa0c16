//! Verbs that report only together with a particle phrase: slår … fast, giver … udtryk for.

use std::ops::Range;

use super::token_classes;
use crate::analysis::pieces::{self, Piece};
use crate::document::{Block, Document, TokenKind};
use crate::lexicon::{Class, ClassSet, List, as_idiom, bit};

/// How far a verb's particle phrase may stand from it, in tokens.
const PARTICLE_REACH: usize = 14;

/// How many tokens may tell where something was said, between the particle phrase and the clause.
const SAID_WHERE: usize = 7;

/// Longest relative clause between them.
const RELATIVE_REACH: usize = 30;

/// A verb whose particle phrase was found, or the particle phrase.
pub struct Marked {
    /// The verb's or phrase's tokens.
    pub tokens: Range<usize>,
    /// What patterns see.
    pub classes: ClassSet,
    /// Place of the idiom, on the verb.
    pub idiom: Option<usize>,
}

/// The verbs of a block whose particle phrase follows in the sentence, and those phrases.
pub fn marked_verbs(document: &Document, block: &Block, pieces: &[Piece]) -> Vec<Marked> {
    let mut marked: Vec<Marked> = Vec::new();
    for sentence in document.sentences(block) {
        let held = document.tokens()[sentence.clone()].iter().fold(0, |all, token| all | bit(token.hash));
        for at in sentence.clone() {
            let entry = document.lexicon.entry(document.tokens()[at].word);
            if !entry.classes.has(Class::Carrier) || pieces::at(pieces, at).is_some() {
                continue;
            }
            if document.lexicon.idioms_within(entry.verb, held).next().is_none() {
                continue;
            }
            // var givet en tilladelse, men gør opmærksom på: the next verb has the phrase.
            let verbs = ClassSet::of(&[Class::Finite, Class::FiniteVerb, Class::Modal, Class::At]);
            let hole = relative_clause(document, at, sentence.end);
            let reach = sentence.end.min(at + PARTICLE_REACH + hole.len());
            let reach = (at + 1..reach)
                .filter(|next| !hole.contains(next))
                .find(|next| {
                    let classes = document.classes(*next);
                    // i går: no verb.
                    classes.meets(verbs)
                        && !(document.is(*next, List::Yesterday) && document.is(*next - 1, List::In))
                        && !classes.meets(ClassSet::of(&[Class::Adverb, Class::Preposition, Class::Participle]))
                })
                .unwrap_or(reach);
            let mut best: Option<(Range<usize>, usize)> = None;
            // Most idioms go on with a word that none within reach can be.
            let bits = document.tokens()[at + 1..reach.max(at + 1)].iter().fold(0, |all, next| all | bit(next.hash));
            for (place, idiom) in document.lexicon.idioms_within(entry.verb, bits) {
                // opfordrer … til at …: the verb has a frame of its own for that.
                let own = entry.classes.meets(ClassSet::of(&[Class::Urge, Class::Beg])) && idiom.particle.len() == 1;
                if own {
                    continue;
                }
                let begins = |start: &usize| document.tokens()[*start].hash == idiom.first && !hole.contains(start);
                let found = (at + 1..reach).filter(begins).find_map(|start| {
                    let stop = phrase_end(document, &idiom.particle, start, sentence.end)?;
                    governs(document, stop, sentence.end, idiom.frames).then_some(start..stop)
                });
                let Some(tokens) = found else { continue };
                if best.as_ref().is_none_or(|(range, _)| {
                    tokens.len() > range.len() || tokens.len() == range.len() && tokens.start < range.start
                }) {
                    best = Some((tokens, place));
                }
            }
            if let Some((tokens, place)) = best {
                let idiom = &document.lexicon.idioms()[place];
                if marked
                    .iter()
                    .rev()
                    .take(PARTICLE_REACH)
                    .any(|mark| mark.tokens.contains(&at) || mark.tokens.start == tokens.start)
                {
                    continue;
                }
                marked.push(Marked { tokens: at..at + 1, classes: as_idiom(entry.classes, idiom), idiom: Some(place) });
                let own = if tokens.len() == 1 { token_classes(document, tokens.start) } else { ClassSet::EMPTY };
                marked.push(Marked { tokens, classes: own.union(ClassSet::of(&[Class::VerbParticle])), idiom: None });
            }
        }
    }
    marked.sort_by_key(|mark| mark.tokens.start);
    marked
}

/// The relative clause that its commas set off between a verb and its particle phrase: regner naboen, der har boet ved
/// broen i ti år, med. Empty where there is none.
fn relative_clause(document: &Document, verb: usize, end: usize) -> Range<usize> {
    let comma = |at: &usize| document.tokens()[*at].kind == TokenKind::Comma;
    let near = (verb + 1..end.min(verb + PARTICLE_REACH)).find(comma);
    let Some(first) = near.filter(|at| at + 1 < end && document.is(at + 1, List::RelativePronoun)) else {
        return verb..verb;
    };
    let last = (first + 1..end.min(first + RELATIVE_REACH)).find(comma);
    last.map_or(verb..verb, |last| first..last)
}

/// Where a particle phrase that begins at `start` ends; one or two adverbs may stand inside it: forpligter sig nu til.
fn phrase_end(document: &Document, particle: &[String], start: usize, end: usize) -> Option<usize> {
    let mut at = start;
    for (place, word) in particle.iter().enumerate() {
        let mut gap = 0;
        while at < end && document.folded(at) != *word {
            let adverb = document.classes(at).meets(ClassSet::of(&[Class::Adverb, Class::Particle]));
            if place == 0 || gap == 2 || !adverb {
                return None;
            }
            gap += 1;
            at += 1;
        }
        if at >= end {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Whether what stands after a particle phrase can be its content.
fn governs(document: &Document, at: usize, end: usize, frames: ClassSet) -> bool {
    let comma = at < end && document.tokens()[at].kind == TokenKind::Comma;
    let next = at + usize::from(comma);
    // lod forstå i radioen, at …
    let told = || {
        let reach = at..end.min(at + SAID_WHERE);
        let plain = reach.take_while(|place| !document.classes(*place).meets(ClassSet::FINITE));
        let mut commas = plain.filter(|place| document.tokens()[*place].kind == TokenKind::Comma);
        commas.next().is_some_and(|comma| comma + 1 < end && document.classes(comma + 1).has(Class::At))
    };
    let somewhere = at < end && document.classes(at).has(Class::Preposition);
    if frames.has(Class::That) && somewhere && !document.is(at, List::To) && told() {
        return true;
    }
    // …, minder hun om og tilråder, at …
    let joined = at + 1 < end && document.is(at, List::And) && document.classes(at + 1).meets(ClassSet::FINITE);
    // …, slår hun fast over for Ritzau
    let addressed = at + 1 < end && document.is(at, List::Over) && document.is(at + 1, List::For);
    let ends = at >= end
        || comma
        || joined
        || addressed
        || document.tokens()[at].ends_sentence()
        || document.tokens()[at].kind == TokenKind::Colon;
    if frames.has(Class::Say) && ends || frames.meets(ClassSet::of(&[Class::Want, Class::Tell])) {
        return true;
    }
    if next >= end {
        return false;
    }
    let clause = document.classes(next).has(Class::At) && frames.meets(ClassSet::of(&[Class::That, Class::Infinitive]));
    let question =
        frames.has(Class::Whether) && (document.is(next, List::Whether) || document.classes(next).has(Class::Question));
    // mener, de er enige i: a clause without »at«.
    clause || question || (comma && frames.has(Class::That))
}
