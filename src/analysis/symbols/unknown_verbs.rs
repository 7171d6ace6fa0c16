//! A word of no list → whether what stands around it shows a verb.

use super::Symbol;
use crate::document::{Document, TokenKind};
use crate::lexicon::{Class, ClassSet, Ending, List};

/// Whether a word of no list has the ending of a past, so that it is one right after a subject: forærede, troppede.
pub fn is_unknown_past(document: &Document, at: usize) -> bool {
    let token = document.tokens()[at];
    let folded = document.folded(at);
    token.word == 0 && !token.is_capitalised() && folded.len() > 4 && document.lexicon.ends(Ending::UnknownPast, folded)
}

/// What patterns see of a verb of no list that governs an at-clause: present, past, participle.
pub const REPORTS: [ClassSet; 3] = [
    ClassSet::of(&[Class::That, Class::Finite, Class::Present]),
    ClassSet::of(&[Class::That, Class::Finite, Class::Past]),
    ClassSet::of(&[Class::That, Class::Participle]),
];

/// Farthest place of the clause, in tokens after its verb.
const CLAUSE_REACH: usize = 8;

/// Whether the unknown word at `at` must be a verb that reports, since somebody stands beside it and an at-clause
/// follows: Ida Holm konkretiserer, at …; ironiserede hun over, at …; with the preposition that belongs to it.
pub fn unknown_report(document: &Document, at: usize, before: &[Symbol]) -> Option<(ClassSet, Option<usize>)> {
    let token = document.tokens()[at];
    if token.kind != TokenKind::Word || token.word != 0 || token.is_capitalised() {
        return None;
    }
    let folded = document.folded(at);
    let past = document.lexicon.ends(Ending::Past, folded);
    let participle = document.lexicon.ends(Ending::Participle, folded);
    if folded.chars().count() < 5 || !past && !participle && !document.lexicon.ends(Ending::Present, folded) {
        return None;
    }
    if document.lexicon.behind(List::NoReportStem, folded).is_some() {
        return None;
    }
    let end = document.sentence_of(at).end;
    let stop = (at + 1..end.min(at + CLAUSE_REACH)).find(|next| {
        document.is(*next, List::That) || document.classes(*next).meets(ClassSet::FINITE) && !is_loose(document, *next)
    })?;
    if !document.is(stop, List::That) {
        return None;
    }
    let comma = document.tokens()[stop - 1].kind == TokenKind::Comma;
    let last = stop - 1 - usize::from(comma);
    // larmer så, at; vænner sig til, at; profiterer af, at: what comes of something, not what is said.
    let other = |next: usize| document.is(next, List::NoSaying);
    let governs = last > at && document.classes(last).has(Class::Preposition);
    let joined = (governs && document.is(last, List::AboutTie)).then_some(last);
    if (at + 1..stop).any(other) || governs && joined.is_none() && !document.classes(last).has(Class::Adverb) {
        return None;
    }
    // Holm drømte om at rejse: an infinitive tells no claim.
    let parted = comma || !document.lexicon.comma_before_clause();
    if !parted || document.is(at + 1, List::It) || document.is(at + 1, List::There) {
        return None;
    }
    let start = before.iter().rposition(|symbol| symbol.classes.has(Class::Start))?;
    let clause = &before[start..];
    let somebody = |symbol: &Symbol| symbol.classes.has(Class::Source) && !symbol.classes.has(Class::Reporter);
    let loose = |symbol: &&Symbol| symbol.mention.is_none() && symbol.classes.has(Class::Adverb);
    let mut back = clause.iter().rev().filter(|symbol| !loose(symbol));
    let near = [back.next(), back.next()];
    let has = |symbol: Option<&Symbol>| {
        symbol.is_some_and(|symbol| symbol.tokens.len() == 1 && document.is(symbol.tokens.start, List::Have))
    };
    let first = near[0].is_some_and(somebody);
    if participle {
        // Ida Holm har konkretiseret, at …; I går har Ida Holm konkretiseret, at …
        let said = has(near[0]) && near[1].is_some_and(somebody) || first && has(near[1]);
        return said.then_some((REPORTS[2], joined));
    }
    let finite = clause.iter().any(|symbol| symbol.mention.is_none() && symbol.classes.meets(ClassSet::FINITE));
    let subject = at + 1 < stop
        && (document.tokens()[at + 1].is_capitalised() || document.classes(at + 1).has(Class::SubjectPronoun));
    (first || !finite && subject && clause.len() > 1).then(|| (REPORTS[usize::from(past)], joined))
}

fn is_loose(document: &Document, at: usize) -> bool {
    document.classes(at).meets(ClassSet::of(&[Class::Adverb, Class::Preposition, Class::Participle]))
}
