//! Matches → candidates: of all constructions that fit, the one that each cue takes.

mod covered;

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::attribution::BlockView;
use super::claims::{self, Content};
use super::mentions::Mention;
use super::pieces::Piece;
use super::symbols::{Row, Symbol};
use crate::document::{BlockKind, Document};
use crate::grammar::{ClaimPlace, Construction, Grammar, Match, SpeakerPlace};
use crate::label::{Act, Kind};
use crate::lexicon::{Class, ClassSet, List};

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

/// The best match for each cue of a block, in the order of cues.
pub fn candidates<'g>(
    document: &Document,
    grammar: &'g Grammar,
    view: &BlockView,
    mentions: &[Mention],
) -> Vec<Candidate<'g>> {
    let symbols = &view.row.symbols;
    let mut found: Vec<Candidate> = Vec::new();
    for matched in view.matches.iter().cloned() {
        let construction = grammar.construction(matched.construction);
        if construction.headline_only && view.block.kind != BlockKind::Headline {
            continue;
        }
        let content = claims::content(document, view.row, &matched, construction.claim);
        let speaker = matched.speaker.clone().and_then(|range| symbols[range].iter().find_map(|symbol| symbol.mention));
        if speaker.is_none() && construction.speaker == SpeakerPlace::Captured {
            continue;
        }
        if construction.speaker == SpeakerPlace::Owner && speaker.is_none_or(|place| mentions[place].owner.is_none()) {
            continue;
        }
        // synes at være, ønsker at rejse: seeming and wishing report nothing.
        let verb = verb_of(document, matched.cue.clone().map(|range| tokens_of(view.row, range)).as_ref());
        let seems = verb.is_some_and(|verb| document.lexicon.is_verb(verb, List::SeemingVerb));
        let infinite = ClassSet::of(&[Class::OtherInfinitive, Class::SayInfinitive, Class::AuxiliaryInfinitive]);
        if seems && matched.claim.clone().is_some_and(|claim| symbols[claim.start].classes.meets(infinite)) {
            continue;
        }
        // sagde det for at trøste: a purpose.
        let before = |place: usize| {
            symbols.get(place).filter(|symbol| symbol.tokens.len() == 1).map(|symbol| symbol.tokens.start)
        };
        let purpose = matched.claim.clone().filter(|claim| claim.start >= 2).is_some_and(|claim| {
            before(claim.start - 1).is_some_and(|at| document.is(at, List::ToInfinitive))
                && !symbols[claim.start - 2].classes.has(Class::VerbParticle)
                && before(claim.start - 2).is_some_and(|at| document.is(at, List::BeforeInfinitive))
        });
        if purpose && content.pieces.is_empty() {
            continue;
        }
        // nægter at sige, har afvist at kommentere: nothing was said.
        let declines = verb_act(document, matched.cue.clone().map(|range| tokens_of(view.row, range)).as_ref(), None);
        let silent = matched.claim.clone().is_some_and(|claim| symbols[claim.start].classes.has(Class::Silence));
        if silent && declines == Some(Act::Deny) && content.pieces.is_empty() {
            continue;
        }
        // Det kræver, at …; det undrer, at …: no source.
        let thing = speaker.is_some_and(|place| {
            let tokens = &mentions[place].tokens;
            tokens.len() == 1 && document.is(tokens.start, List::It)
        });
        // Sådan begyndte det: nobody says it.
        let told = construction.claim == ClaimPlace::Previous;
        if thing && content.pieces.is_empty() && (told || verb.is_some_and(|verb| impersonal(document, verb))) {
            continue;
        }
        // Erfaringerne peger på, at …; prognosen siger, at …: figures are nobody.
        let figures = speaker.is_some_and(|place| is_figures(document, &mentions[place]));
        if figures && content.pieces.is_empty() {
            continue;
        }
        // spurgte sig selv, om: a thought.
        let alone = matched.cue.clone().map(|range| tokens_of(view.row, range)).is_some_and(|cue| {
            cue.end + 1 < document.tokens().len()
                && document.is(cue.end, List::Oneself)
                && document.is(cue.end + 1, List::OwnSelf)
        });
        if alone && content.pieces.is_empty() {
            continue;
        }
        // The reporter speaks of himself: Vi skrev tidligere, at …
        if speaker.is_some_and(|place| mentions[place].pronoun.is_some_and(|pronoun| pronoun.person != 3)) {
            continue;
        }
        if content.is_empty() && construction.claim != ClaimPlace::Previous {
            continue;
        }
        let cue = matched.cue.clone().map(|range| reporting_word(document, tokens_of(view.row, range)));
        let negated = is_negated(view.row, &matched);
        let idiom = matched.cue.clone().and_then(|range| symbols[range].iter().find_map(|symbol| symbol.idiom));
        // frygter ikke, er ikke nervøs for: what is not feared is not said either.
        let calm = verb_act(document, cue.as_ref(), idiom) == Some(Act::Warn);
        // Han fik efter deres mening ikke en chance: the claim is denied, not the report.
        let around = construction.claim == ClaimPlace::Around;
        if content.pieces.is_empty() && negated && !around && (calm || !opinion(document, cue.as_ref())) {
            continue;
        }
        if content.pieces.is_empty()
            && construction.claim != ClaimPlace::Previous
            && words(document, &content) < 2
            && !is_answer(document, &content)
        {
            continue;
        }
        let asks = verb_act(document, cue.as_ref(), idiom) == Some(Act::Ask);
        if construction.act == Some(Act::Ask) && !asks {
            continue;
        }
        if construction.claim == ClaimPlace::Captured
            && content.pieces.is_empty()
            && matched.more.is_none()
            && !is_answer(document, &content)
            && !matched.claim.clone().is_some_and(|claim| is_clause(&symbols[claim]))
            && !is_fragment(symbols, &matched)
        {
            continue;
        }
        found.push(Candidate { construction, found: matched, content, speaker, cue, negated, idiom, outer: None });
    }
    // Noget har de solgt i »Den Blå Avis«, skriver avisen: the quotation is a part of the claim.
    // Where the first of a cue's claims in words begins.
    let mut whole: FxHashMap<Option<Range<usize>>, usize> = FxHashMap::default();
    for candidate in &found {
        if let Some(range) = candidate.content.ranges.first() {
            let first = whole.entry(candidate.cue.clone()).or_insert(range.start);
            *first = range.start.min(*first);
        }
    }
    found.retain(|candidate| {
        let Some(range) = candidate.found.claim.clone().filter(|_| !candidate.content.pieces.is_empty()) else {
            return true;
        };
        let start = symbols[range.start].tokens.start;
        !(is_embedded(document, symbols, range.start) && whole.get(&candidate.cue).is_some_and(|claim| *claim < start))
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

/// har for længst sagt: the participle is the word that reports.
fn reporting_word(document: &Document, cue: Range<usize>) -> Range<usize> {
    let classes = |at: usize| document.classes(at);
    let compound = cue.len() > 1 && classes(cue.start).meets(ClassSet::of(&[Class::Auxiliary, Class::Modal]));
    let said = ClassSet::of(&[Class::Participle, Class::SayInfinitive]);
    let verb = cue.clone().rev().find(|at| compound && classes(*at).meets(said));
    verb.map_or(cue, |verb| verb..verb + 1)
}

/// The act that a report's verb carries by default.
pub fn verb_act(document: &Document, cue: Option<&Range<usize>>, idiom: Option<usize>) -> Option<Act> {
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

/// Whether symbols hold a main clause: a finite verb that does not stand in a clause or phrase put first.
fn is_clause(symbols: &[Symbol]) -> bool {
    let fronted = ClassSet::of(&[Class::Subordinator, Class::Preposition, Class::Question, Class::Relative]);
    let Some(first) =
        symbols.iter().position(|symbol| !symbol.classes.has(Class::Coordinator) || symbol.mention.is_some())
    else {
        return false;
    };
    let symbols = &symbols[first..];
    // Imens har den optaget alt: an adverb right before the verb.
    let adverb = symbols[0].classes.has(Class::Adverb) && symbols[0].mention.is_none();
    if adverb && symbols.get(1).is_some_and(|next| next.classes.meets(ClassSet::FINITE) && next.mention.is_none()) {
        return true;
    }
    // Hvad skal vi bruge det til, spørger hun: a question of its own.
    let asks = symbols[0].classes.has(Class::Question) && symbols[0].mention.is_none();
    if asks && symbols.get(1).is_some_and(|next| next.classes.meets(ClassSet::FINITE) && next.mention.is_none()) {
        return true;
    }
    let comma = symbols.iter().position(|symbol| symbol.classes.has(Class::Comma));
    let before = &symbols[..comma.unwrap_or(symbols.len())];
    if symbols[0].classes.meets(fronted) && symbols[0].mention.is_none() {
        let subordinate = symbols[0].classes.meets(ClassSet::of(&[Class::Subordinator, Class::Question]))
            && !symbols[0].classes.has(Class::Preposition);
        if !subordinate && before.iter().any(|symbol| symbol.classes.meets(ClassSet::FINITE)) {
            return true;
        }
        // Når det regner, kører bussen: the main clause begins with its verb after the comma.
        return symbols.windows(2).any(|pair| {
            pair[0].classes.has(Class::Comma)
                && pair[1].classes.meets(ClassSet::FINITE)
                && !pair[1].classes.has(Class::Relative)
        });
    }
    symbols.iter().any(|symbol| symbol.classes.meets(ClassSet::FINITE) || symbol.piece.is_some())
}

/// Whether a whole sentence is a piece of speech without a verb and its report: Bare ikke i år, advarer lægerne.
fn is_fragment(symbols: &[Symbol], found: &Match) -> bool {
    let opens = ClassSet::of(&[Class::Adverb, Class::Negation, Class::Particle]);
    let ends = ClassSet::of(&[Class::End, Class::Stop]);
    let first = found.claim.as_ref().map(|claim| &symbols[claim.start]);
    first.is_some_and(|first| first.mention.is_none() && first.classes.meets(opens))
        && symbols.get(found.whole.end).is_none_or(|after| after.classes.meets(ends))
}

/// The tokens that a range of symbols stands for.
pub fn tokens_of(row: &Row, symbols: Range<usize>) -> Range<usize> {
    let inside: Vec<_> = row.symbols[symbols].iter().filter(|symbol| !symbol.tokens.is_empty()).collect();
    match (inside.first(), inside.last()) {
        (Some(first), Some(last)) => first.tokens.start..last.tokens.end,
        _ => 0..0,
    }
}

fn words(document: &Document, content: &Content) -> usize {
    content.ranges.iter().flat_map(Clone::clone).filter(|at| document.tokens()[*at].is_wordlike()).count()
}

/// Whether the claim is the answer to a question: Nej, lyder svaret fra kommunen.
fn is_answer(document: &Document, content: &Content) -> bool {
    let mut tokens = content.ranges.iter().flat_map(Clone::clone).filter(|at| document.tokens()[*at].is_wordlike());
    tokens.next().is_some_and(|at| document.is(at, List::Answer)) && tokens.next().is_none()
}

/// Whether a negation stands in the report itself.
fn is_negated(row: &Row, found: &Match) -> bool {
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

fn is_figures(document: &Document, mention: &Mention) -> bool {
    let lexicon = document.lexicon;
    let ends = |ending: &str| ending.is_empty() || lexicon.has(List::FigureEnding, ending);
    mention.owner.is_none()
        && mention.names.is_empty()
        && mention.core.end.checked_sub(1).is_some_and(|head| {
            let head = document.folded(head);
            lexicon.list(List::FigureNoun).iter().any(|noun| head.strip_prefix(noun).is_some_and(ends))
        })
}

fn impersonal(document: &Document, verb: u16) -> bool {
    document.lexicon.is_verb(verb, List::ImpersonalVerb)
}

fn opinion(document: &Document, cue: Option<&Range<usize>>) -> bool {
    let Some(cue) = cue.filter(|cue| !cue.is_empty()) else {
        return false;
    };
    cue.clone().any(|at| {
        let entry = document.lexicon.entry(document.tokens()[at].word);
        entry.verb.is_some_and(|verb| document.lexicon.is_verb(verb, List::OpinionVerb))
    })
}
