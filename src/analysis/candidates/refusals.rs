//! A match that looks like a report and is none → why not.

use std::ops::Range;

use crate::analysis::claims::Content;
use crate::analysis::cue::{act_of, is_opinion, verb_of};
use crate::analysis::mentions::Mention;
use crate::analysis::symbols::{Row, Symbol};
use crate::document::Document;
use crate::grammar::{ClaimPlace, Construction, Match};
use crate::label::Act;
use crate::lexicon::{Class, ClassSet, List};

/// A match and what is known of it.
pub(super) struct Case<'c, 'a> {
    pub document: &'c Document<'a>,
    pub row: &'c Row,
    pub construction: &'c Construction,
    pub found: &'c Match,
    pub content: &'c Content,
    /// Who is captured as its source.
    pub speaker: Option<&'c Mention>,
    /// The tokens captured as its cue: har for længst sagt.
    pub verb: Option<Range<usize>>,
    /// The one of them that reports: sagt.
    pub cue: Option<&'c Range<usize>>,
    pub idiom: Option<usize>,
    /// Whether the report is negated.
    pub negated: bool,
}

type Check = fn(&Case) -> bool;

/// What is asked of every match, in this order, with the reason that people are told.
const ALWAYS: [(Check, &str); 3] = [
    (is_reporter, "the reporter is no source"),
    (is_empty, "no words are left to be the claim"),
    (asks_nothing, "its verb does not ask"),
];
/// What is asked after that of a match whose claim is no quotation.
const IN_WORDS: [(Check, &str); 9] = [
    (seems, "seeming and wishing report nothing"),
    (is_purpose, "it tells what something was done for"),
    (is_silence, "it tells that nothing was said"),
    (is_thing, "»det« is no source"),
    (is_figures, "figures are no source"),
    (is_thought, "it was said to oneself"),
    (is_negated, "the report is negated"),
    (is_word, "one word is no claim"),
    (is_torn, "what stands there is no whole clause"),
];

/// Why a match reports nothing; nothing where it reports.
pub(super) fn refusal(case: &Case) -> Option<&'static str> {
    let quoted = !case.content.pieces.is_empty();
    let in_words = if quoted { &[][..] } else { &IN_WORDS };
    ALWAYS.iter().chain(in_words).find(|(check, _)| check(case)).map(|(_, reason)| *reason)
}

impl Case<'_, '_> {
    /// The symbols captured as the claim.
    fn claim(&self) -> Option<&[Symbol]> {
        self.found.claim.clone().map(|claim| &self.row.symbols[claim])
    }

    /// Whether a captured claim begins with one of these classes.
    fn begins(&self, classes: ClassSet) -> bool {
        self.found.claim.as_ref().is_some_and(|claim| self.row.symbols[claim.start].classes.meets(classes))
    }

    /// The act of the verb as captured.
    fn act(&self) -> Option<Act> {
        act_of(self.document, self.cue, self.idiom)
    }

    fn points_back(&self) -> bool {
        self.construction.claim == ClaimPlace::Previous
    }
}

/// Vi skrev tidligere, at …: the reporter speaks of himself.
fn is_reporter(case: &Case) -> bool {
    case.speaker.and_then(|speaker| speaker.pronoun).is_some_and(|pronoun| pronoun.person != 3)
}

fn is_empty(case: &Case) -> bool {
    case.content.is_empty() && !case.points_back()
}

/// A construction of questions on a verb that does not ask.
fn asks_nothing(case: &Case) -> bool {
    case.construction.act == Some(Act::Ask) && case.act() != Some(Act::Ask)
}

/// synes at være, ønsker at rejse.
fn seems(case: &Case) -> bool {
    let infinite = ClassSet::of(&[Class::OtherInfinitive, Class::SayInfinitive, Class::AuxiliaryInfinitive]);
    let verb = verb_of(case.document, case.verb.as_ref());
    verb.is_some_and(|verb| case.document.lexicon.is_verb(verb, List::SeemingVerb)) && case.begins(infinite)
}

/// sagde det for at trøste.
fn is_purpose(case: &Case) -> bool {
    let symbols = &case.row.symbols;
    let word =
        |place: usize| symbols.get(place).filter(|symbol| symbol.tokens.len() == 1).map(|symbol| symbol.tokens.start);
    case.found.claim.as_ref().filter(|claim| claim.start >= 2).is_some_and(|claim| {
        word(claim.start - 1).is_some_and(|at| case.document.is(at, List::ToInfinitive))
            && !symbols[claim.start - 2].classes.has(Class::VerbParticle)
            && word(claim.start - 2).is_some_and(|at| case.document.is(at, List::BeforeInfinitive))
    })
}

/// nægter at sige, har afvist at kommentere, ønsker ikke at sige.
fn is_silence(case: &Case) -> bool {
    let denies = || act_of(case.document, case.verb.as_ref(), None) == Some(Act::Deny);
    let word = case.content.ranges.first().map_or(ClassSet::EMPTY, |range| case.document.classes(range.start));
    (case.begins(ClassSet::of(&[Class::Silence])) || word.has(Class::Silence)) && (case.negated || denies())
}

/// Det kræver, at …; det undrer, at …; Sådan begyndte det.
fn is_thing(case: &Case) -> bool {
    let document = case.document;
    let it =
        case.speaker.is_some_and(|speaker| speaker.tokens.len() == 1 && document.is(speaker.tokens.start, List::It));
    let impersonal = || {
        verb_of(document, case.verb.as_ref()).is_some_and(|verb| document.lexicon.is_verb(verb, List::ImpersonalVerb))
    };
    it && (case.points_back() || impersonal())
}

/// Erfaringerne peger på, at …; prognosen siger, at …
fn is_figures(case: &Case) -> bool {
    let lexicon = case.document.lexicon;
    let ends = |ending: &str| ending.is_empty() || lexicon.has(List::FigureEnding, ending);
    case.speaker.is_some_and(|speaker| {
        speaker.owner.is_none()
            && speaker.names.is_empty()
            && speaker.core.end.checked_sub(1).is_some_and(|head| {
                let head = case.document.folded(head);
                lexicon.list(List::FigureNoun).iter().any(|noun| head.strip_prefix(noun).is_some_and(ends))
            })
    })
}

/// spurgte sig selv, om …
fn is_thought(case: &Case) -> bool {
    let document = case.document;
    case.verb.as_ref().is_some_and(|verb| {
        verb.end + 1 < document.tokens().len()
            && document.is(verb.end, List::Oneself)
            && document.is(verb.end + 1, List::OwnSelf)
    })
}

/// oplyste ikke, at …; but who does not hold something says so: mener ikke, at …
fn is_negated(case: &Case) -> bool {
    // frygter ikke, er ikke nervøs for: what is not feared is not said either.
    let calm = case.act() == Some(Act::Warn);
    // Han fik efter deres mening ikke en chance: the claim is denied, not the report.
    let around = case.construction.claim == ClaimPlace::Around;
    case.negated && !around && (calm || !is_opinion(case.document, case.cue))
}

/// A claim of one word, which is no answer to a question.
fn is_word(case: &Case) -> bool {
    !case.points_back() && words(case.document, case.content) < 2 && !is_answer(case.document, case.content)
}

/// A captured sentence that is none, and neither an answer nor a piece of speech.
fn is_torn(case: &Case) -> bool {
    case.construction.claim == ClaimPlace::Captured
        && case.found.more.is_none()
        && !is_answer(case.document, case.content)
        && !case.claim().is_some_and(is_clause)
        && !is_fragment(&case.row.symbols, case.found)
}

fn words(document: &Document, content: &Content) -> usize {
    content.ranges.iter().flat_map(Clone::clone).filter(|at| document.tokens()[*at].is_wordlike()).count()
}

/// Whether the claim is the answer to a question: Nej, lyder svaret fra kommunen.
fn is_answer(document: &Document, content: &Content) -> bool {
    let mut tokens = content.ranges.iter().flat_map(Clone::clone).filter(|at| document.tokens()[*at].is_wordlike());
    tokens.next().is_some_and(|at| document.is(at, List::Answer)) && tokens.next().is_none()
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
