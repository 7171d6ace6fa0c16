//! Matches → candidates: of all constructions that fit, the one that each cue takes.
//!
//! Takes one block, gives its candidates, and tells why other matches report nothing (`refusals.rs`); knows no other block.

mod covered;
mod refusals;

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::blocks::BlockReading;
use super::claims::{self, Content};
use super::cue::reporting_word;
use super::mentions::Mention;
use super::pieces::Piece;
use super::symbols::{Row, Symbol};
use crate::document::{BlockKind, Document};
use crate::grammar::{ClaimPlace, Construction, Grammar, Match, SpeakerPlace};
use crate::lexicon::{Class, ClassSet, List, Number};
use refusals::Case;

/// A match with its content, in the running for its cue.
pub struct Candidate<'g> {
    /// The construction.
    pub construction: &'g Construction,
    /// Where it fits.
    pub found: Match,
    /// Its claim.
    pub content: Content,
    /// Place of the mention of its source.
    pub speaker: Option<usize>,
    /// The reporting word's tokens.
    pub cue: Option<Range<usize>>,
    /// Whether the report is negated.
    pub negated: bool,
    /// Mention of the outer source, where this report stands in another's claim.
    pub outer: Option<usize>,
    /// Place of the idiom that the cue makes.
    pub idiom: Option<usize>,
}

/// The best match for each cue of a block, in the order of cues; `refuse` is told of each match that reports nothing, and why.
pub fn candidates<'g>(
    document: &Document,
    grammar: &'g Grammar,
    view: &BlockReading,
    mentions: &[Mention],
    mut refuse: impl FnMut(&Match, &'static str),
) -> Vec<Candidate<'g>> {
    let symbols = &view.row.symbols;
    let mut found: Vec<Candidate> = Vec::new();
    // Further down such a line leads to another article.
    let under_title = view.block.kind == BlockKind::Heading
        && document.blocks().get(1).is_some_and(|second| second.tokens() == view.block.tokens());
    for matched in view.matches.iter().cloned() {
        let construction = grammar.construction(matched.construction);
        // Forbund: Medlemmerne har ret; not: Instruktør: Bille August.
        let sentence = |claim: &Range<usize>| {
            symbols[claim.clone()]
                .iter()
                .any(|symbol| symbol.mention.is_none() && symbol.classes.meets(ClassSet::FINITE))
        };
        let heading = || under_title && matched.claim.as_ref().is_some_and(sentence);
        if construction.headline_only && view.block.kind != BlockKind::Headline && !heading() {
            continue;
        }
        let speaker = matched.speaker.clone().and_then(|range| symbols[range].iter().find_map(|symbol| symbol.mention));
        // En ny undersøgelse viser, but: Prognoser viser.
        let single =
            || speaker.is_some_and(|place| mentions[place].definite || mentions[place].number == Number::Singular);
        let owned = || speaker.is_some_and(|place| mentions[place].owner.is_some());
        if speaker.is_none() && construction.speaker == SpeakerPlace::Captured
            || construction.speaker == SpeakerPlace::Owner && !owned()
            || construction.speaker == SpeakerPlace::Document && !owned() && !single()
        {
            continue;
        }
        let content = claims::content(document, &view.row, &matched, construction.claim);
        let verb = matched.cue.clone().map(|range| view.row.tokens(range));
        let cue = verb.clone().map(|verb| reporting_word(document, verb));
        let idiom = matched.cue.clone().and_then(|range| symbols[range].iter().find_map(|symbol| symbol.idiom));
        let case = Case {
            document,
            row: &view.row,
            construction,
            found: &matched,
            content: &content,
            speaker: speaker.map(|place| &mentions[place]),
            verb,
            cue: cue.as_ref(),
            idiom,
            negated: is_negated(document, &view.row, &matched),
        };
        if let Some(reason) = refusals::refusal(&case) {
            refuse(&matched, reason);
            continue;
        }
        let negated = case.negated;
        found.push(Candidate { construction, found: matched, content, speaker, cue, negated, idiom, outer: None });
    }
    // Noget har de solgt i »Den Blå Avis«, skriver avisen: the quotation is a part of the claim in words.
    let mut in_words: FxHashMap<Option<Range<usize>>, Vec<Range<usize>>> = FxHashMap::default();
    for candidate in &found {
        in_words.entry(candidate.cue.clone()).or_default().extend(candidate.content.ranges.iter().cloned());
    }
    found.retain(|candidate| {
        let Some(range) = candidate.found.claim.clone().filter(|_| !candidate.content.pieces.is_empty()) else {
            return true;
        };
        let start = symbols[range.start].tokens.start;
        let within = |claims: &Vec<Range<usize>>| claims.iter().any(|claim| claim.start < start && start < claim.end);
        !(is_embedded(document, symbols, range.start) && in_words.get(&candidate.cue).is_some_and(within))
    });
    found.sort_by(|a, b| {
        let place = |c: &Candidate| c.cue.as_ref().map_or(c.found.whole.start, |cue| cue.start);
        place(a)
            .cmp(&place(b))
            .then(b.construction.priority.cmp(&a.construction.priority))
            .then(a.found.whole.start.cmp(&b.found.whole.start))
            .then(b.found.whole.end.cmp(&a.found.whole.end))
    });
    found.dedup_by(|later, earlier| later.cue.is_some() && later.cue == earlier.cue);
    covered::drop_covered(document, view, found)
}

/// Whether the quotation at a symbol goes on a clause that the reporter has begun: it follows one of his words, or begins
/// in lower case after a dash of his.
fn is_embedded(document: &Document, symbols: &[Symbol], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &symbols[before]) else {
        return false;
    };
    let mark = ClassSet::of(&[Class::Start, Class::Comma, Class::Colon, Class::Stop, Class::Cry, Class::Quote]);
    if before.classes.meets(mark) || before.tokens.is_empty() {
        return false;
    }
    let quoted = symbols[at].tokens.clone().find(|token| document.tokens()[*token].is_wordlike());
    let lower = quoted.is_some_and(|token| document.word(token).starts_with(char::is_lowercase));
    document.tokens()[before.tokens.start].is_wordlike() || lower
}

/// Whether a negation stands in the report itself.
fn is_negated(document: &Document, row: &Row, found: &Match) -> bool {
    let inside = |at: usize| {
        let claim = |range: &Option<Range<usize>>| range.as_ref().is_some_and(|range| range.contains(&at));
        claim(&found.claim) || claim(&found.more)
    };
    let limit = found.claim.as_ref().map_or(found.whole.end, |claim| claim.start.max(found.whole.start));
    let end = if limit > found.whole.start { limit } else { found.whole.end };
    // Hvor mange der er solgt, siger de ikke noget om.
    if found.claim.as_ref().is_some_and(|claim| {
        claim.start == found.whole.start || claim.end <= found.cue.as_ref().map_or(0, |cue| cue.start)
    }) {
        let after = &row.symbols[found.whole.end.min(row.symbols.len())..];
        if after.iter().take(2).any(|symbol| symbol.classes.has(Class::Negation)) {
            return true;
        }
    }
    // Hverken Ida Holm eller Bo Kjær oplyser, at …
    let subject = found.speaker.as_ref().map_or(0, |speaker| speaker.start);
    let joined = |symbol: &Symbol| symbol.mention.is_some() || symbol.classes.has(Class::Coordinator);
    let lead = row.symbols[..subject].iter().rfind(|symbol| !joined(symbol));
    if lead.is_some_and(|lead| !lead.tokens.is_empty() && document.is(lead.tokens.start, List::Neither)) {
        return true;
    }
    // … , som ikke vil have sit navn frem, siger: what a relative clause denies is not the report.
    let start = found.speaker.as_ref().map_or(found.whole.start, |speaker| speaker.start.min(end));
    let cue = found.cue.as_ref().map_or(end, |cue| cue.start).clamp(start, end);
    let comma = row.symbols[start..cue].iter().rposition(|symbol| symbol.classes.has(Class::Comma));
    let start = comma.map_or(start, |comma| start + comma);
    let mut relative = false;
    // kan ikke forstå, at …: what such a cue denies is what it reports.
    let own = |at: usize| found.cue.as_ref().is_some_and(|cue| cue.contains(&at));
    (start..end.min(row.symbols.len())).filter(|at| !own(*at)).any(|at| {
        let classes = row.symbols[at].classes;
        // sagde en mand, som ikke vil have sit navn frem, at …
        if classes.has(Class::Comma) {
            let opens = |next: &Symbol| next.mention.is_none() && next.classes.has(Class::Relative);
            relative = !relative && row.symbols.get(at + 1).is_some_and(opens);
        }
        !relative && !inside(at) && classes.has(Class::Negation) && !classes.has(Class::VerbParticle)
    })
}
