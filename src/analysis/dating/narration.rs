//! What the article itself tells, outside of all claims: the tense of its clauses, and what only a scene has.

use std::ops::Range;

use crate::analysis::attribution::Draft;
use crate::dates::Tense;
use crate::document::{Document, TokenKind};
use crate::lexicon::{Class, ClassSet, Ending, Lexicon, List, fold};

/// How many tokens around a report are looked at, at most; sentences are shorter.
const NEAR: usize = 120;
/// How many tokens a clause is looked at, at most.
const CLAUSE: usize = 60;
/// What a noun, an adjective, a participle or a function word is; a word that is none of them may be a verb.
const NO_VERB: ClassSet = ClassSet::of(&[
    Class::Adjective,
    Class::Adverb,
    Class::Determiner,
    Class::Document,
    Class::Group,
    Class::Ordinal,
    Class::OtherInfinitive,
    Class::OtherParticiple,
    Class::Participle,
    Class::Person,
    Class::Preposition,
    Class::Role,
    Class::SayInfinitive,
]);

/// What a noun is.
const NOUN: ClassSet = ClassSet::of(&[Class::Document, Class::Group, Class::Organisation, Class::Person, Class::Role]);

/// The article without its claims.
pub(super) struct Narration<'x, 'a> {
    document: &'x Document<'a>,
    /// For each token, whether a source says it.
    claimed: Vec<bool>,
}

impl<'x, 'a> Narration<'x, 'a> {
    /// Marks what the drafts claim.
    pub(super) fn new(document: &'x Document<'a>, drafts: &[Draft]) -> Self {
        let mut edges = vec![0i32; document.tokens().len() + 1];
        for part in drafts.iter().flat_map(|draft| &draft.parts) {
            let tokens = document.tokens_in(*part);
            edges[tokens.start] += 1;
            edges[tokens.end] -= 1;
        }
        let mut open = 0;
        let mark = |edge: &i32| {
            open += edge;
            open > 0
        };
        let claimed = edges.iter().take(document.tokens().len()).map(mark).collect();
        Narration { document, claimed }
    }

    /// Whether the article itself says a token.
    pub(super) fn tells(&self, token: usize) -> bool {
        self.claimed.get(token).is_some_and(|claimed| !claimed)
    }

    /// The tense of a finite verb; none where the token is no such verb.
    pub(super) fn verb(&self, token: usize) -> Option<Tense> {
        let classes = self.document.classes(token);
        if classes.has(Class::Past) {
            return Some(Tense::Past);
        }
        if classes.has(Class::Present) {
            return Some(Tense::Present);
        }
        let word = self.document.folded(token);
        let passive = classes.has(Class::Passive);
        if classes.meets(ClassSet::FINITE) || passive {
            return Some(if is_past(self.document.lexicon, word) { Tense::Past } else { Tense::Present });
        }
        if classes.meets(NO_VERB) || word != self.document.word(token) {
            return None;
        }
        // A weak past that no list knows: tikkede, knirkede.
        let weak = self.document.lexicon.ends(Ending::WeakPast, word) && word.chars().count() > 5;
        let before = token.checked_sub(1).map_or(ClassSet::EMPTY, |before| self.document.classes(before));
        let noun = before.meets(ClassSet::of(&[Class::Determiner, Class::Possessive, Class::Adjective]));
        if weak && !noun {
            return Some(Tense::Past);
        }
        // udskød, genindtog: the verb without its prefix.
        let prefixes = self.document.lexicon.list(List::VerbPrefix).iter();
        let stem = prefixes.filter_map(|prefix| word.strip_prefix(prefix)).find(|stem| self.is_verb(stem))?;
        (!noun && classes.is_empty())
            .then(|| if is_past(self.document.lexicon, stem) { Tense::Past } else { Tense::Present })
    }

    fn is_verb(&self, word: &str) -> bool {
        let classes = self.document.lexicon.entry(self.document.lexicon.word(word)).classes;
        word.len() >= 3 && classes.meets(ClassSet::of(&[Class::Finite, Class::FiniteVerb])) && !classes.meets(NO_VERB)
    }

    /// The tense of a verb that the article itself says, and that is no noun as well: anklager, dommer.
    fn told_verb(&self, token: usize) -> Option<Tense> {
        let noun = self.document.classes(token).meets(NOUN);
        self.verb(token).filter(|_| self.tells(token) && !noun)
    }

    /// The first finite verb that the article itself says in a range.
    pub(super) fn finite(&self, range: Range<usize>) -> Option<(usize, Tense)> {
        range.take(NEAR).find_map(|at| Some((at, self.told_verb(at)?)))
    }

    /// The last such verb.
    pub(super) fn last_finite(&self, range: Range<usize>) -> Option<(usize, Tense)> {
        range.rev().take(NEAR).find_map(|at| Some((at, self.told_verb(at)?)))
    }

    /// Whether a stretch is told in the past, without a word in the present.
    pub(super) fn is_past(&self, range: Range<usize>) -> bool {
        let mut past = false;
        for at in range.take(NEAR) {
            match self.told_verb(at) {
                Some(Tense::Present) => return false,
                Some(Tense::Past) => past = true,
                _ => {}
            }
        }
        past
    }

    /// The tokens between the commas around a stretch, in its sentence.
    pub(super) fn clause(&self, tokens: &Range<usize>) -> Range<usize> {
        let sentence = self.document.sentence_of(tokens.start);
        let comma = |at: &usize| self.document.word(*at) == ",";
        let start = (sentence.start..tokens.start).rev().take(CLAUSE).find(comma).map_or(sentence.start, |at| at + 1);
        let end = (tokens.end..sentence.end).take(CLAUSE).find(comma).unwrap_or(sentence.end);
        start..end
    }

    /// The sentence around a report, as far as it is near.
    pub(super) fn near(&self, cue: &Range<usize>) -> Range<usize> {
        let sentence = self.document.sentence_of(cue.start);
        sentence.start.max(cue.start.saturating_sub(NEAR))..sentence.end.min(cue.end + NEAR)
    }

    /// The tense of a report.
    pub(super) fn tense(&self, cue: &Range<usize>) -> Tense {
        if let Some(tense) = self.verb(cue.start) {
            return tense;
        }
        let near = self.near(cue);
        let before = self.last_finite(near.start..cue.start);
        let classes = self.document.classes(cue.start);
        // et løfte om, at: a noun is no act of the scene.
        if classes.has(Class::SpeechNoun) && !self.document.is(cue.start, List::AnswerNoun) {
            return Tense::Unknown;
        }
        if classes.meets(ClassSet::of(&[Class::Participle, Class::OtherParticiple])) {
            // blev beskyldt is past; har sagt, havde sagt is over before.
            let passive = before.is_some_and(|(at, _)| self.document.is(at, List::Became));
            return if passive { Tense::Past } else { Tense::Unknown };
        }
        // Hun har været der, og hans dom var kort: »…« is told from now.
        if self.document.tokens().get(cue.start).is_some_and(|cue| cue.kind == TokenKind::Colon) {
            return if self.is_past(near.start..cue.start) { Tense::Past } else { Tense::Unknown };
        }
        before.or_else(|| self.finite(cue.end..near.end)).map_or(Tense::Unknown, |(_, tense)| tense)
    }

    /// Whether a cue is no verb and has none: ifølge, efter hans mening.
    pub(super) fn is_verbless(&self, cue: &Range<usize>) -> bool {
        self.document.is(cue.start, List::AccordingTo) || self.document.classes(cue.start).has(Class::OpinionNoun)
    }

    /// Whether a report tells more of the scene than the words: sagde hun og foldede banneret sammen; …, da han kom
    /// ud; …, sagde han på mødet; hviskede hun.
    pub(super) fn is_scenic(&self, cue: &Range<usize>) -> bool {
        let near = self.near(cue);
        let mut clause = near.start;
        for at in near.clone() {
            let classes = self.document.classes(at);
            if self.tells(at) && (classes.has(Class::Scenic) || self.is_at_gathering(at)) {
                return true;
            }
            let coordinates = self.tells(at) && classes.has(Class::Coordinator);
            if at + 1 == near.end || self.document.word(at) == "," || coordinates {
                if self.tells_action(clause..at + 1, cue) {
                    return true;
                }
                clause = at + 1;
            }
        }
        false
    }

    /// Whether a verb tells what is done, and not what is said.
    fn is_action(&self, verb: usize) -> bool {
        let is = |list: List| self.document.is(verb, list);
        let other = ClassSet::of(&[Class::Auxiliary, Class::Finite, Class::Modal]);
        is(List::Gesture) || is(List::Posture) || !self.document.classes(verb).meets(other)
    }

    /// Whether a sentence tells in the past what somebody did.
    pub(super) fn is_act(&self, sentence: Range<usize>) -> bool {
        let acts = self.finite(sentence.clone()).is_some_and(|(verb, _)| self.is_action(verb));
        acts && self.is_past(sentence)
    }

    /// på mødet, efter kampen, i retten
    fn is_at_gathering(&self, at: usize) -> bool {
        let before = |steps: usize| at.checked_sub(steps).map_or(ClassSet::EMPTY, |at| self.document.classes(at));
        let direct = before(1).has(Class::Preposition);
        let determined = before(1).has(Class::Determiner) && before(2).has(Class::Preposition);
        self.document.classes(at).has(Class::Gathering) && (direct || determined)
    }

    /// Whether a clause beside a report tells what was done: og rejste sig; da han kom ud.
    fn tells_action(&self, clause: Range<usize>, cue: &Range<usize>) -> bool {
        let Some((verb, Tense::Past)) = self.finite(clause.clone()) else {
            return false;
        };
        if cue.contains(&verb) {
            return false;
        }
        // The reporter is no part of the scene: da avisen fangede ham i telefonen.
        let reporter = |at: usize| self.document.classes(at).has(Class::Medium) || self.document.is(at, List::Reporter);
        if clause.clone().take(CLAUSE).any(reporter) {
            return false;
        }
        let action = self.is_action(verb);
        match self.opening(&clause) {
            // …, og så var fanden løs: what came of it.
            Opening::Main => action || self.document.is(clause.start, List::Then),
            Opening::Temporal => true,
            // …, der stod på en kasse
            Opening::Other => self.is_relative(&clause) && self.document.is(verb, List::Posture),
        }
    }

    /// What a clause begins with.
    pub(super) fn opening(&self, clause: &Range<usize>) -> Opening {
        let Some(mut first) = clause.clone().find(|at| self.document.tokens()[*at].is_wordlike()) else {
            return Opening::Main;
        };
        while first + 1 < clause.end && self.document.is(first, List::BeforeConjunction) {
            first += 1;
        }
        let is = |list: List| self.document.is(first, list);
        let classes = self.document.classes(first);
        if is(List::After) {
            return if self.document.is(first + 1, List::That) { Opening::Temporal } else { Opening::Main };
        }
        // Inden mødet, siden mandag: no clause of their own. Så sagde han: an adverb.
        let phrase = is(List::PrepositionOrConjunction)
            && self.document.classes(first + 1).meets(ClassSet::of(&[Class::Calendar, Class::Gathering]));
        if phrase || is(List::AdverbOrConjunction) {
            return Opening::Main;
        }
        if is(List::Temporal) {
            return Opening::Temporal;
        }
        // Der stod: the subject stands elsewhere; a relative begins no sentence.
        let begins = self.document.sentence_of(first).start == clause.start;
        let other = ClassSet::of(&[Class::Relative, Class::Subordinator, Class::Question, Class::At, Class::Om]);
        let begun = ClassSet::of(&[Class::Subordinator, Class::At]);
        let opens = if begins { begun } else { other };
        if classes.meets(opens) { Opening::Other } else { Opening::Main }
    }

    /// The day when something was told is also that of a clause: not of one that belongs to a noun.
    pub(super) fn is_relative(&self, clause: &Range<usize>) -> bool {
        let first = self.document.classes(clause.start);
        let inner = self.document.sentence_of(clause.start).start < clause.start;
        inner && (first.has(Class::Relative) || self.document.is(clause.start, List::Where))
    }
}

/// What a clause begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// A main clause.
    Main,
    /// da, mens, inden.
    Temporal,
    /// A relative, at, fordi, hvis.
    Other,
}

/// Whether a finite verb's form is past. Weak forms end in -ede, -te; only the present ends in -r, but for a few.
fn is_past(lexicon: &Lexicon, word: &str) -> bool {
    let word = fold(word);
    if word.ends_with('s') {
        return lexicon.ends(Ending::PastPassive, &word);
    }
    lexicon.has(List::PastLikePresent, &word) || !word.ends_with('r') && !lexicon.has(List::ShortPresent, &word)
}
