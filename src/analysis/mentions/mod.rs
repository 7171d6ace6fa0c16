//! Tokens → mentions: the noun phrases that can be a source.
//!
//! A mention is a name with its titles, ages, parties, affiliations and appositions, a role, a body, a document,
//! a pronoun, or a phrase whose noun no list knows. Takes a document and the places of its time expressions,
//! gives the mention that begins at a token; knows neither reports nor whom it stands for.

mod adjective;
mod attached;
mod front;
mod name;
mod owners;
mod phrase;
mod quantity;
mod ties;
mod titles;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::document::{Document, TokenKind, strip_genitive};
use crate::lexicon::{Case, Class, ClassSet, Ending, Gender, List, Noun, NounKind, Number, Pronoun};
use crate::span::Span;

/// What a mention's head is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Head {
    /// A proper name.
    Name,
    /// A source noun.
    Noun(NounKind),
    /// A noun or adjective that no list knows: sallingboen, den udviste.
    Phrase,
    /// A personal pronoun, man, vedkommende.
    Pronoun,
}

/// A noun phrase that can be a source.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Everything that belongs to it.
    pub tokens: Range<usize>,
    /// The phrase up to where its apposition begins.
    pub core: Range<usize>,
    /// What it is.
    pub head: Head,
    /// The proper names in it; several where sources are coordinated.
    pub names: Vec<Range<usize>>,
    /// Its source noun's token and what the lists say of it.
    pub noun: Option<(usize, Noun)>,
    /// What the article calls the named one: chef for Kaspersky Lab i Norden.
    pub role: Option<Range<usize>>,
    /// The owner: Kasperskys in Kasperskys danske chef; Havørn Security in en analyse fra Havørn Security.
    pub owner: Option<Range<usize>>,
    /// Pronoun features.
    pub pronoun: Option<Pronoun>,
    /// One or several.
    pub number: Number,
    /// Natural gender as far as the words tell it.
    pub gender: Gender,
    /// Whether it is definite.
    pub definite: bool,
    /// Whether it stands in the genitive, as owner of what follows.
    pub genitive: bool,
    /// Whether it is a number of things of an unknown sort: 1200 kilometer.
    pub measure: bool,
    /// Whether it is »man«.
    pub anyone: bool,
    /// Whether it is nobody in particular: nogen, hver dansker.
    pub unspecific: bool,
    /// Whether its last word, which no list knows, ends as words do that are no people: rådgivningen.
    pub thing: bool,
    /// Whether it says what somebody is: er en privat virksomhed, som en ven.
    pub predicate: bool,
    /// Its members, where a noun and a name stand in a row: lægerne og Falck.
    pub rows: Vec<Range<usize>>,
    /// Whether it is a noun without any determiner, name or definite ending: køkkenchef.
    pub bare: bool,
}

impl Mention {
    /// A mention of these tokens without any other feature: singular, of no gender, indefinite.
    fn plain(tokens: Range<usize>, head: Head) -> Self {
        Self {
            core: tokens.clone(),
            tokens,
            head,
            names: Vec::new(),
            noun: None,
            role: None,
            owner: None,
            pronoun: None,
            number: Number::Singular,
            gender: Gender::Common,
            definite: false,
            genitive: false,
            measure: false,
            anyone: false,
            unspecific: false,
            thing: false,
            predicate: false,
            bare: false,
            rows: Vec::new(),
        }
    }

    /// The place that it covers.
    pub fn span(&self, document: &Document) -> Span {
        document.span(self.tokens.clone())
    }
}

/// Reads mentions at given places of one document.
pub struct MentionReader<'d, 'a> {
    document: &'d Document<'a>,
    /// Token places where a time expression begins.
    times: &'d BTreeSet<usize>,
    /// Words met with a capital inside a sentence: names, also where they begin one.
    names: FxHashSet<&'a str>,
    depth: Cell<u8>,
}

/// Deepest nesting of phrases: formand for foreningen af …
const DEPTH: u8 = 5;
/// Most words of a name that a list holds.
const LONGEST_LISTED: usize = 6;
/// Longest mention, in tokens.
const LONGEST: usize = 40;

/// Words that end the search for a head: none of these is a noun.
const NO_NOUN: ClassSet = ClassSet::of(&[
    Class::Preposition,
    Class::Coordinator,
    Class::Subordinator,
    Class::Relative,
    Class::Question,
    Class::Modal,
    Class::Auxiliary,
    Class::AuxiliaryInfinitive,
    Class::Negation,
    Class::Adverb,
    Class::Particle,
    Class::FiniteVerb,
    Class::Finite,
    Class::At,
    Class::Determiner,
    Class::SubjectPronoun,
    Class::ObjectPronoun,
    Class::Possessive,
    Class::OtherInfinitive,
    Class::SayInfinitive,
    Class::Calendar,
]);

impl<'d, 'a> MentionReader<'d, 'a> {
    /// Prepares to read mentions of `document`.
    pub fn new(document: &'d Document<'a>, times: &'d BTreeSet<usize>) -> Self {
        let mut names = FxHashSet::default();
        for block in document.blocks() {
            for sentence in document.sentences(block) {
                for place in sentence.skip(1) {
                    let token = document.tokens()[place];
                    if token.is_capitalised()
                        && token.kind == TokenKind::Word
                        && document.tokens()[place - 1].is_wordlike()
                    {
                        names.insert(document.word(place));
                        if document.word(place).ends_with('s') {
                            names.insert(strip_genitive(document.word(place)));
                        }
                    }
                }
            }
        }
        Self { document, times, names, depth: Cell::new(0) }
    }

    /// The mention that begins at token `at` and ends before `end`. `slot`: a source is expected here, so that a
    /// bare unknown noun counts too.
    pub fn read(&self, at: usize, end: usize, slot: bool) -> Option<Mention> {
        // No phrase begins with a mark of punctuation.
        if at >= end || !self.document.tokens()[at].is_wordlike() || self.times.contains(&at) {
            return None;
        }
        // Analyse: Regeringen vakler; VM-guide: …: what kind of article it is.
        if self.document.sentence_of(at).start == at && self.is_rubric(at) {
            return None;
        }
        let end = end.min(at + LONGEST);
        let mut mention = self.phrase(at, end, slot)?;
        // Ingen er i tvivl: nobody speaks.
        let nobody = self.document.is(at, List::Nobody);
        // nogen, hver dansker: nobody in particular, and nobody's pronoun.
        mention.unspecific = nobody || self.document.is(at, List::Anybody);
        mention.anyone |= nobody;
        if mention.genitive || mention.head == Head::Pronoun {
            return Some(mention);
        }
        mention.predicate =
            mention.names.is_empty() && !mention.definite && self.is_predicate(at, mention.tokens.end, end);
        self.examples(&mut mention, end);
        self.coordinate(&mut mention, end);
        Some(mention)
    }

    /// Whether the phrase from `at` to `stop` stands after a copula and says what somebody is.
    fn is_predicate(&self, at: usize, stop: usize, end: usize) -> bool {
        let first = self.document.sentence_of(at).start;
        let lowest = first.max(at.saturating_sub(4));
        let loose = ClassSet::of(&[Class::Adverb, Class::Particle, Class::Negation]);
        let before = (lowest..at).rev().find(|place| !self.classes(*place).meets(loose));
        let Some(copula) = before.filter(|place| self.document.is(*place, List::CopulaForm)) else {
            return false;
        };
        // Mere fortrøstningsfuld er en ejer, som …: a subject that is told more of.
        let told = self.kind(stop, end) == Some(TokenKind::Comma) && self.is(stop + 1, end, List::RelativePronoun);
        let subject =
            || copula > first && self.document.lexicon.entry(self.document.tokens()[copula - 1].word).pronoun.is_some();
        !told || subject()
    }

    /// Whether the word before a colon names a kind of article, alone or behind a hyphen.
    fn is_rubric(&self, at: usize) -> bool {
        if self.kind(at + 1, self.document.tokens().len()) != Some(TokenKind::Colon) {
            return false;
        }
        let last = self.document.folded(at).rsplit('-').next().unwrap_or("");
        let lexicon = self.document.lexicon;
        self.classes(at).has(Class::Rubric) || lexicon.entry(lexicon.word(last)).classes.has(Class::Rubric)
    }

    fn classes(&self, at: usize) -> ClassSet {
        let token = self.document.tokens().get(at);
        token.map_or(ClassSet::EMPTY, |token| self.document.lexicon.entry(token.word).classes)
    }

    fn proper(&self, at: usize) -> ClassSet {
        let token = self.document.tokens().get(at);
        token.map_or(ClassSet::EMPTY, |token| self.document.lexicon.entry(token.proper).classes)
    }

    fn kind(&self, at: usize, end: usize) -> Option<TokenKind> {
        (at < end).then(|| self.document.tokens()[at].kind)
    }

    fn is_lower_word(&self, at: usize, end: usize) -> bool {
        self.kind(at, end) == Some(TokenKind::Word) && !self.document.tokens()[at].is_capitalised()
    }

    fn is(&self, at: usize, end: usize, list: List) -> bool {
        at < end && self.document.is(at, list)
    }

    fn ends(&self, ending: Ending, word: &str) -> bool {
        self.document.lexicon.ends(ending, word)
    }

    /// One phrase without coordination.
    fn phrase(&self, at: usize, end: usize, slot: bool) -> Option<Mention> {
        self.pronoun(at, end).or_else(|| self.noun_phrase(at, end, slot))
    }
}
