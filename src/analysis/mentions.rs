//! Tokens → mentions: the noun phrases that can be a source.
//!
//! A mention is a name with its titles, ages, parties, affiliations and appositions, a role, a body, a document,
//! a pronoun, or a phrase whose noun no list knows. Takes a document and the places of its time expressions;
//! resolves nobody.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::document::{Document, TokenKind, strip_genitive};
use crate::lexicon::{Case, Class, ClassSet, Gender, Noun, NounKind, Number, Pronoun};
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
    /// Whether it is a noun without any determiner, name or definite ending: køkkenchef.
    pub bare: bool,
}

impl Mention {
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
    names: BTreeSet<&'a str>,
    depth: Cell<u8>,
}

/// Deepest nesting of phrases: formand for foreningen af …
const DEPTH: u8 = 5;
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

/// Prepositions that tie a place or body to a person.
const TIES: [&str; 10] = [
    "fra", "i", "for", "hos", "på", "ved", "af", "bag", "med", "under",
];
/// Particles inside a person's name.
const PARTICLES: [&str; 16] = [
    "von", "van", "de", "der", "den", "la", "le", "el", "al", "bin", "dos", "da", "du", "zu", "di",
    "ter",
];
/// Words that join the parts of a body's name.
const JOINTS: [&str; 9] = ["for", "of", "i", "und", "für", "in", "og", "the", "af"];

impl<'d, 'a> MentionReader<'d, 'a> {
    /// Prepares to read mentions of `document`.
    pub fn new(document: &'d Document<'a>, times: &'d BTreeSet<usize>) -> Self {
        let mut names = BTreeSet::new();
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
        Self {
            document,
            times,
            names,
            depth: Cell::new(0),
        }
    }

    /// The mention that begins at token `at` and ends before `end`. `slot`: a source is expected here, so that a
    /// bare unknown noun counts too.
    pub fn read(&self, at: usize, end: usize, slot: bool) -> Option<Mention> {
        if at >= end || self.times.contains(&at) {
            return None;
        }
        let end = end.min(at + LONGEST);
        let mut mention = self.phrase(at, end, slot)?;
        if mention.genitive || mention.head == Head::Pronoun {
            return Some(mention);
        }
        self.examples(&mut mention, end);
        self.coordinate(&mut mention, end);
        Some(mention)
    }

    /// The names inside a mention that are not its own: formand for Fødevareforbundet.
    pub fn nested(&self, mention: &Mention) -> Vec<Mention> {
        let mut nested = Vec::new();
        let mut at = mention.tokens.start;
        while at < mention.tokens.end {
            let own = mention.names.iter().find(|name| name.contains(&at));
            if let Some(own) = own {
                at = own.end;
                continue;
            }
            if self.document.tokens()[at].is_capitalised() && at > mention.tokens.start
                || mention.names.is_empty() && at > mention.tokens.start
            {
                if let Some((name, genitive)) = self.name(at, mention.tokens.end, false) {
                    let end = name.end.max(at + 1);
                    if let Some(mut inner) = self.named(at, at, name.clone(), name.end) {
                        inner.genitive = genitive;
                        nested.push(inner);
                    }
                    at = end;
                    continue;
                }
            }
            at += 1;
        }
        nested
    }

    fn classes(&self, at: usize) -> ClassSet {
        let token = self.document.tokens().get(at);
        token.map_or(ClassSet::EMPTY, |token| {
            self.document.lexicon.entry(token.word).classes
        })
    }

    fn proper(&self, at: usize) -> ClassSet {
        let token = self.document.tokens().get(at);
        token.map_or(ClassSet::EMPTY, |token| {
            self.document.lexicon.entry(token.proper).classes
        })
    }

    fn kind(&self, at: usize, end: usize) -> Option<TokenKind> {
        (at < end).then(|| self.document.tokens()[at].kind)
    }

    fn is_lower_word(&self, at: usize, end: usize) -> bool {
        self.kind(at, end) == Some(TokenKind::Word) && !self.document.tokens()[at].is_capitalised()
    }

    fn is_any(&self, at: usize, end: usize, words: &[&str]) -> bool {
        at < end && words.iter().any(|word| self.document.is(at, word))
    }

    /// One phrase without coordination.
    fn phrase(&self, at: usize, end: usize, slot: bool) -> Option<Mention> {
        self.pronoun(at, end)
            .or_else(|| self.noun_phrase(at, end, slot))
    }

    fn pronoun(&self, at: usize, end: usize) -> Option<Mention> {
        let entry = self.document.lexicon.entry(self.document.tokens()[at].word);
        let pronoun = entry.pronoun?;
        // »i« is a preposition; »I« inside a sentence is you.
        if self.document.is(at, "i")
            && (!self.document.tokens()[at].is_capitalised()
                || self.document.sentence_of(at).start == at)
        {
            return None;
        }
        if self.document.tokens()[at].proper != 0
            && self
                .document
                .tokens()
                .get(at + 1)
                .is_some_and(|t| t.is_capitalised())
        {
            return None;
        }
        if pronoun.case == Case::Possessive {
            // hans opfattelse: an owner; hans søster: a phrase of its own.
            let owned = self.noun_phrase(at, end, false);
            if owned.as_ref().is_some_and(|owned| owned.tokens.len() > 1) {
                return owned;
            }
            return Some(self.bare(at..at + 1, Head::Pronoun, pronoun, true));
        }
        if entry.classes.has(Class::Determiner) || self.is_any(at, end, &["de", "den", "det"]) {
            if let Some(phrase) = self.noun_phrase(at, end, false) {
                return Some(phrase);
            }
        }
        let mut mention = self.bare(at..at + 1, Head::Pronoun, pronoun, false);
        mention.anyone = self.document.is(at, "man");
        Some(mention)
    }

    fn bare(&self, tokens: Range<usize>, head: Head, pronoun: Pronoun, genitive: bool) -> Mention {
        Mention {
            core: tokens.clone(),
            tokens,
            head,
            names: Vec::new(),
            noun: None,
            role: None,
            owner: None,
            number: pronoun.number,
            gender: pronoun.gender,
            pronoun: Some(pronoun),
            definite: true,
            genitive,
            measure: false,
            anyone: false,
            bare: false,
        }
    }

    /// Determiners, owners, adjectives, then a noun, a name or both.
    fn noun_phrase(&self, start: usize, end: usize, slot: bool) -> Option<Mention> {
        if self.depth.get() >= DEPTH {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let phrase = self.open_phrase(start, end, slot);
        self.depth.set(self.depth.get() - 1);
        phrase
    }

    fn open_phrase(&self, start: usize, end: usize, slot: bool) -> Option<Mention> {
        let mut at = start;
        let mut owner = None;
        let (mut determined, mut definite, mut several, mut possessive) =
            (false, false, false, false);
        let mut adjectives = 0;
        while at < end {
            let token = self.document.tokens()[at];
            let classes = self.classes(at);
            if at > start && self.times.contains(&at) {
                return None;
            }
            if token.kind == TokenKind::Number
                || (classes.has(Class::NumberWord) && !token.is_capitalised())
                || (classes.has(Class::NumberWord) && at == start)
            {
                if self.is_any(at + 1, end, &["procent", "pct."])
                    && self.is_any(at + 2, end, &["af"])
                {
                    let mut whole = self.noun_phrase(at + 3, end, false)?;
                    whole.tokens.start = start;
                    whole.core.start = start;
                    whole.number = Number::Plural;
                    return Some(whole);
                }
                several |= self.document.word(at) != "1";
                determined = true;
                at += 1;
                continue;
            }
            let article = classes.has(Class::Determiner) && !(token.is_capitalised() && at > start);
            if article && owner.is_none() && adjectives == 0 {
                determined = true;
                definite |= self.is_any(
                    at,
                    end,
                    &[
                        "den", "det", "de", "denne", "dette", "disse", "begge", "samme",
                    ],
                );
                several |= self.is_any(
                    at,
                    end,
                    &[
                        "disse",
                        "flere",
                        "mange",
                        "nogle",
                        "alle",
                        "begge",
                        "enkelte",
                        "adskillige",
                    ],
                );
                // en af initiativtagerne
                if self.is_any(at + 1, end, &["af"]) {
                    let mut whole = self
                        .noun_phrase(at + 2, end, false)
                        .filter(|whole| !whole.genitive)?;
                    whole.tokens.start = start;
                    whole.core.start = start;
                    if self.is_any(at, end, &["en", "et", "hver"]) {
                        whole.number = Number::Singular;
                    }
                    return Some(whole);
                }
                at += 1;
                continue;
            }
            if classes.has(Class::Possessive)
                && owner.is_none()
                && adjectives == 0
                && !(token.is_capitalised() && at > start)
            {
                possessive = true;
                owner = Some(at..at + 1);
                definite = true;
                at += 1;
                continue;
            }
            let aged_next = at > start
                && classes.has(Class::Adverb)
                && at + 1 < end
                && self.document.tokens()[at + 1].has_digits();
            if aged_next && definite {
                at += 1;
                continue;
            }
            if self.is_adjective(at, end, determined || possessive || owner.is_some())
                && !self.begins_name(at, end, start)
            {
                adjectives += 1;
                at += 1;
                continue;
            }
            break;
        }
        if at >= end {
            return self
                .adjective_head(start, at, adjectives, determined, definite, several, owner);
        }
        if at < end
            && self.document.tokens()[at].is_capitalised()
            && self.document.sentence_of(at).start == at
            && self.document.tokens()[at].word == 0
            && self.titlelike(at)
        {
            if let Some(person) = self.unknown_title(start, at, end) {
                return Some(person);
            }
        }
        // A name in the genitive owns what follows: Kasperskys danske chef.
        if owner.is_none() && !possessive {
            if let Some((name, genitive)) = self.name(at, end, at == start) {
                if genitive {
                    return Some(self.owned(start, name, end));
                }
                return self.named(start, at, name, end);
            }
        } else if let Some((name, false)) = self.name(at, end, false) {
            return self.named(start, at, name, end);
        }
        if let Some(person) = self.unknown_title(start, at, end) {
            return Some(person);
        }
        let token = self.document.tokens()[at];
        if token.kind != TokenKind::Word {
            return self
                .adjective_head(start, at, adjectives, determined, definite, several, owner);
        }
        // de berørte har fået besked: a participle as head, since a finite verb follows.
        let finite = ClassSet::of(&[
            Class::Finite,
            Class::FiniteVerb,
            Class::Modal,
            Class::Auxiliary,
        ]);
        if definite
            && at > start
            && self
                .classes(at)
                .meets(ClassSet::of(&[Class::FiniteVerb, Class::Finite]))
            && (self.document.word(at).ends_with("te") || self.document.word(at).ends_with("ede"))
            && at + 1 < end
            && (self.classes(at + 1).meets(finite) || self.is_any(at + 1, end, &["selv"]))
        {
            return self.adjective_head(
                start,
                at + 1,
                adjectives + 1,
                determined,
                definite,
                several,
                owner,
            );
        }
        let folded = self.document.folded(at);
        let classes = self.classes(at);
        let whole_verb = classes.meets(ClassSet::of(&[
            Class::Finite,
            Class::FiniteVerb,
            Class::Modal,
            Class::Auxiliary,
        ]));
        let first = self.document.sentence_of(at).start == at;
        // anklager Mikkel Toft, Tiltalte: »…«: a noun that looks like a verb, in a noun's place.
        let placed = (slot || first)
            && at + 1 < end
            && self
                .name(at + 1, end, false)
                .is_some_and(|(name, _)| self.proper(name.start).has(Class::GivenName))
            || first && self.kind(at + 1, self.document.tokens().len()) == Some(TokenKind::Colon)
            || first
                && at + 1 < end
                && self.classes(at + 1).meets(finite)
                && !self.classes(at + 1).has(Class::Adverb);
        if let Some(noun) = self
            .document
            .lexicon
            .noun(&folded)
            .filter(|_| !whole_verb || determined || possessive || adjectives > 0 || placed)
        {
            return Some(self.with_noun(
                start,
                at,
                noun,
                end,
                definite || noun.definite,
                several,
                owner,
            ));
        }
        if let Some(noun) = self.genitive_noun(at, &folded) {
            if owner.is_none() {
                return Some(self.owned_by_noun(start, at, noun, end, definite));
            }
        }
        if determined && !possessive && !classes.meets(NO_NOUN) && !token.is_capitalised() {
            let number = if several {
                Number::Plural
            } else {
                Number::Singular
            };
            return Some(self.unknown(start, at + 1, number, definite, end, owner));
        }
        // Neuter nouns end like participles; only endings that no participle has count.
        let bare_definite = [
            "en", "erne", "ene", "iet", "skabet", "holdet", "huset", "bladet", "kontoret",
        ]
        .iter()
        .any(|ending| folded.ends_with(ending))
            && folded.chars().count() > 4;
        let first = at == start && !determined;
        let unknown = token.word == 0 || classes.is_empty();
        if first && bare_definite && unknown && (slot || token.is_capitalised()) && adjectives == 0
        {
            let number = if folded.ends_with("ne") {
                Number::Plural
            } else {
                Number::Singular
            };
            return Some(self.unknown(start, at + 1, number, true, end, owner));
        }
        self.adjective_head(start, at, adjectives, determined, definite, several, owner)
    }

    /// isenkræmmer Ejgil Toft: a word that no list knows before a person's name is a title.
    fn unknown_title(&self, start: usize, at: usize, end: usize) -> Option<Mention> {
        let token = self.document.tokens()[at];
        let folded = self.document.folded(at);
        let verbal = ["ede", "te", "er", "ede"]
            .iter()
            .any(|ending| folded.ends_with(ending))
            && !folded.ends_with("er")
            || folded.chars().count() < 4;
        if token.kind != TokenKind::Word
            || self.classes(at).meets(NO_NOUN)
            || verbal
            || self.document.lexicon.noun(&folded).is_some()
        {
            return None;
        }
        if token.is_capitalised()
            && (self.document.sentence_of(at).start != at || token.proper != 0)
        {
            return None;
        }
        // den danske charge d'affaires Joachim Rehder
        let two =
            at > start && self.is_lower_word(at + 1, end) && !self.classes(at + 1).meets(NO_NOUN);
        let (name, genitive) = self.name(at + 1 + usize::from(two), end, false)?;
        if name.len() < 2 || !self.proper(name.start).has(Class::GivenName) {
            return None;
        }
        let mut mention = self.named(start, name.start, name, end)?;
        mention.genitive = genitive;
        Some(mention)
    }

    /// Whether a word ends as titles do.
    fn titlelike(&self, at: usize) -> bool {
        let folded = self.document.folded(at);
        [
            "er", "ør", "mand", "kvinde", "ist", "log", "ant", "ent", "chef", "inde", "ekt",
        ]
        .iter()
        .any(|ending| folded.ends_with(ending))
    }

    /// den 43-årige, de fem, den udviste: no noun follows the adjective or number.
    #[expect(clippy::too_many_arguments, reason = "the features read so far")]
    fn adjective_head(
        &self,
        start: usize,
        at: usize,
        adjectives: usize,
        determined: bool,
        definite: bool,
        several: bool,
        owner: Option<Range<usize>>,
    ) -> Option<Mention> {
        let aged = (start..at).any(|place| {
            let token = self.document.tokens()[place];
            token.has_digits() && self.document.folded(place).contains("årig")
        });
        let each = self.document.is(start, "hver") && adjectives > 0;
        if each {
            return Some(self.unknown(start, at, Number::Plural, false, at, None));
        }
        if !((definite && (adjectives > 0 || several) && at - start > 1) || aged)
            || owner.is_some()
            || !(determined || aged)
        {
            return None;
        }
        // siger de samstemmende: a participle that says how.
        if at >= 1
            && self.document.folded(at - 1).ends_with("ende")
            && !several
            && self.document.is(start, "de")
            && !aged
        {
            return None;
        }
        let number = if several {
            Number::Plural
        } else {
            Number::Singular
        };
        Some(self.unknown(start, at, number, definite, at, None))
    }

    fn unknown(
        &self,
        start: usize,
        at: usize,
        number: Number,
        definite: bool,
        end: usize,
        owner: Option<Range<usize>>,
    ) -> Mention {
        let mut mention = Mention {
            tokens: start..at,
            core: start..at,
            head: Head::Phrase,
            names: Vec::new(),
            noun: None,
            role: None,
            owner,
            pronoun: None,
            number,
            gender: Gender::Common,
            definite,
            genitive: false,
            measure: false,
            anyone: false,
            bare: false,
        };
        mention.measure =
            (start..at).any(|place| self.document.tokens()[place].kind == TokenKind::Number);
        if !definite && at < end {
            self.ties(&mut mention, end);
            mention.core = mention.tokens.clone();
        }
        mention
    }

    fn is_adjective(&self, at: usize, end: usize, determined: bool) -> bool {
        let token = self.document.tokens()[at];
        if token.kind != TokenKind::Word {
            return false;
        }
        let classes = self.classes(at);
        let folded = self.document.folded(at);
        let aged = token.has_digits() && folded.contains("årig");
        let hyphened = folded.rsplit('-').next().unwrap_or("");
        let made = hyphened.len() < folded.len()
            && [
                "ejede",
                "ejet",
                "fødte",
                "baserede",
                "venlige",
                "ledede",
                "stiftede",
                "støttede",
            ]
            .contains(&hyphened);
        if aged || made {
            return true;
        }
        if classes.meets(ClassSet::of(&[Class::Adjective, Class::Ordinal])) {
            let head = !self.is_lower_word(at + 1, end) || self.classes(at + 1).meets(NO_NOUN);
            return !(self.document.lexicon.entry(token.word).noun.is_some() && head);
        }
        // den udskældte plan: an unknown word in -e between a determiner and a noun.
        determined
            && !token.is_capitalised()
            && !classes.meets(NO_NOUN)
            && self.document.lexicon.noun(&folded).is_none()
            && ["ede", "ende", "te", "ske", "ige", "lige", "nde", "ne", "le"]
                .iter()
                .any(|ending| folded.ends_with(ending))
            && !["erne", "ene"]
                .iter()
                .any(|ending| folded.ends_with(ending))
            && (self.is_lower_word(at + 1, end) || self.kind(at + 1, end) == Some(TokenKind::Word))
            && !self.classes(at + 1).meets(NO_NOUN)
    }

    /// Whether a capitalised adjective begins a proper name: Dansk Folkeparti, Norsk Hydro.
    fn begins_name(&self, at: usize, end: usize, start: usize) -> bool {
        let token = self.document.tokens()[at];
        if !token.is_capitalised() {
            return false;
        }
        let next = self.document.tokens().get(at + 1).filter(|_| at + 1 < end);
        let name_follows =
            next.is_some_and(|next| next.is_capitalised() && next.kind == TokenKind::Word);
        // Finske Marjut Salonen at a sentence's beginning is an adjective and a person.
        let nation = ["danske", "norske", "svenske"]
            .iter()
            .any(|word| self.document.is(at, word));
        let two_follow = name_follows && self.document.folded(at).ends_with("ske") && !nation
            || name_follows
                && nation
                && self.document.tokens().get(at + 2).is_some_and(|after| {
                    at + 2 < end && after.is_capitalised() && after.kind == TokenKind::Word
                });
        let person_follows = two_follow
            || name_follows
                && self
                    .document
                    .lexicon
                    .entry(self.document.tokens()[at + 1].proper)
                    .classes
                    .has(Class::GivenName);
        name_follows && !person_follows || at > start && !person_follows
    }

    /// A proper name at `at`: its tokens without a genitive's owner role, and whether it is a genitive.
    fn name(&self, at: usize, end: usize, first: bool) -> Option<(Range<usize>, bool)> {
        if !self.starts_name(at, end, first) {
            return None;
        }
        let tokens = self.document.tokens();
        let mut stop = at + 1;
        let body = self.is_body_noun(at);
        loop {
            if self.is_genitive_at(stop - 1, end, at) {
                return Some((at..stop, true));
            }
            if stop >= end {
                break;
            }
            let next = tokens[stop];
            if next.kind == TokenKind::Word && next.is_capitalised() && !self.times.contains(&stop)
            {
                if tokens[stop - 1].kind == TokenKind::Word
                    || tokens[stop - 1].kind == TokenKind::Other
                {
                    stop += 1;
                    continue;
                }
                break;
            }
            let capital_after = tokens.get(stop + 1).is_some_and(|after| {
                stop + 1 < end && after.is_capitalised() && after.kind == TokenKind::Word
            });
            // Bundesamt für Sicherheit in der Informationstechnik
            if self.is_any(stop, end, &["in"])
                && self.is_any(stop + 1, end, &["der"])
                && tokens
                    .get(stop + 2)
                    .is_some_and(|after| stop + 2 < end && after.is_capitalised())
            {
                stop += 3;
                continue;
            }
            if !capital_after {
                // TV 2, P 3
                let station = next.kind == TokenKind::Number
                    && tokens[stop - 1].is_upper()
                    && self.document.word(stop).len() == 1;
                if station {
                    stop += 1;
                    continue;
                }
                break;
            }
            let joined = self.document.word(stop) == "&"
                || self.document.word(stop - 1).ends_with('-')
                || (self.is_any(stop, end, &PARTICLES)
                    && !body
                    && self.proper(at).has(Class::GivenName)
                    && stop - at < 4)
                || (self.is_any(stop, end, &["of", "und", "für", "the"]))
                || (body
                    && self.is_any(stop, end, &JOINTS)
                    && !self.proper(stop + 1).has(Class::GivenName));
            if !joined {
                break;
            }
            stop += 2;
        }
        Some((at..stop, false))
    }

    fn is_body_noun(&self, at: usize) -> bool {
        let folded = self.document.folded(at);
        let noun = self.document.lexicon.noun(&folded);
        noun.is_some_and(|noun| noun.kind == NounKind::Organisation)
            || self.proper(at).has(Class::OrganisationEnding)
    }

    fn starts_name(&self, at: usize, end: usize, first: bool) -> bool {
        if at >= end {
            return false;
        }
        let token = self.document.tokens()[at];
        if token.kind != TokenKind::Word || !token.is_capitalised() || token.has_digits() {
            return false;
        }
        let proper = self.proper(at);
        let classes = self.classes(at);
        let member = ["'er", "'eren", "'erne", "’er", "’eren", "’erne"]
            .iter()
            .any(|ending| self.document.word(at).ends_with(ending));
        // LIVE: …, Faktatjek: …
        let rubric = classes.has(Class::Rubric)
            && self.kind(at + 1, self.document.tokens().len()) == Some(TokenKind::Colon);
        if classes.has(Class::Calendar) || member || rubric {
            return false;
        }
        // Danisco-ejede, EU-venlige: an adjective.
        let hyphened = self.document.word(at).rsplit('-').next().unwrap_or("");
        if hyphened.len() < self.document.word(at).len()
            && hyphened.starts_with(char::is_lowercase)
            && ["ede", "te", "ske", "ige", "ende", "fødte", "et"]
                .iter()
                .any(|ending| hyphened.ends_with(ending))
        {
            return false;
        }
        let next_capital = self.document.tokens().get(at + 1).is_some_and(|next| {
            at + 1 < end && next.kind == TokenKind::Word && next.is_capitalised()
        });
        let initial = at == 0
            || self.document.sentence_of(at).start == at
            || !self.document.tokens()[at - 1].is_wordlike()
                && self.document.tokens()[at - 1].kind != TokenKind::Comma;
        let known = proper.meets(ClassSet::of(&[
            Class::GivenName,
            Class::OrganisationName,
            Class::Medium,
            Class::Place,
        ]));
        let folded = self.document.folded(at);
        let noun = self.document.lexicon.noun(&folded);
        if let Some(noun) = noun.filter(|_| !known || token.word != 0) {
            // Direktør Claus Winge: a title; Region Midtjylland, Center for Kystdynamik: part of the name.
            let bodylike = noun.kind == NounKind::Organisation;
            if !bodylike {
                return known && !next_capital && !initial && !noun.definite;
            }
            let joint = self.is_any(at + 1, end, &["for", "of", "i"])
                && self
                    .document
                    .tokens()
                    .get(at + 2)
                    .is_some_and(|after| at + 2 < end && after.is_capitalised());
            let person = next_capital
                && self
                    .document
                    .lexicon
                    .entry(self.document.tokens()[at + 1].proper)
                    .classes
                    .has(Class::GivenName);
            // Rederiet Nordhav: noun and name; Retten i Næstved: one name.
            if next_capital && !person && !noun.definite || joint {
                return true;
            }
            return !initial || known && token.word == 0;
        }
        if !initial {
            return true;
        }
        if known && (token.word == 0 || next_capital || classes.is_empty()) {
            return true;
        }
        if token.is_upper() && token.word == 0 && !self.next_upper(at, end) {
            return true;
        }
        let function = classes.meets(NO_NOUN);
        if next_capital && !function && !classes.has(Class::Adjective) && token.word == 0 {
            return true;
        }
        if next_capital
            && classes.has(Class::Adjective)
            && !self.proper(at + 1).has(Class::GivenName)
        {
            return true;
        }
        if token.is_dotted() && next_capital {
            return true;
        }
        self.names.contains(self.document.word(at)) && token.word == 0
            || token.word == 0 && self.names.contains(strip_genitive(self.document.word(at)))
            || token.is_genitive() && known
    }

    fn next_upper(&self, at: usize, end: usize) -> bool {
        at + 1 < end && self.document.tokens()[at + 1].is_upper()
    }

    /// Whether the name's last token is a genitive: an -s that is not the name's own, before a word that can be owned.
    fn is_genitive_at(&self, at: usize, end: usize, first: usize) -> bool {
        let word = self.document.word(at);
        let token = self.document.tokens()[at];
        let apostrophe = word.ends_with("'s") || word.ends_with("’s");
        if apostrophe {
            return true;
        }
        if !word.ends_with(['s', 'S'])
            || token.is_upper()
            || self.proper(at).meets(ClassSet::of(&[
                Class::GivenName,
                Class::Place,
                Class::OrganisationName,
                Class::Medium,
            ])) && !token.is_genitive()
        {
            return false;
        }
        let Some(next) = self.document.tokens().get(at + 1).filter(|_| at + 1 < end) else {
            return false;
        };
        let _ = first;
        match next.kind {
            TokenKind::Word if !next.is_capitalised() => {
                let classes = self.classes(at + 1);
                let verb =
                    classes.meets(NO_NOUN) && !classes.meets(ClassSet::of(&[Class::Adjective]));
                !verb
                    || self.document.lexicon.entry(next.word).noun.is_some()
                        && !classes.meets(ClassSet::of(&[Class::Finite, Class::Preposition]))
            }
            // Danmarks Fiskeriråd: a genitive inside a name goes on.
            _ => false,
        }
    }

    /// A mention whose name is in the genitive: with what it owns, where that is a source, or the owner alone.
    fn owned(&self, start: usize, name: Range<usize>, end: usize) -> Mention {
        let owner = name.clone();
        if let Some(mut whole) = self.noun_phrase(name.end, end, false).filter(|whole| {
            !whole.genitive && matches!(whole.head, Head::Noun(_))
                || matches!(whole.head, Head::Name) && whole.noun.is_some()
        }) {
            whole.tokens.start = start;
            whole.core.start = start;
            whole.owner = Some(owner);
            whole.definite = true;
            if let Some(role) = &mut whole.role {
                role.start = start;
            }
            return whole;
        }
        Mention {
            tokens: start..name.end,
            core: start..name.end,
            head: Head::Name,
            gender: self.gender_of(&name),
            names: vec![name],
            noun: None,
            role: None,
            owner: None,
            pronoun: None,
            number: Number::Singular,
            definite: true,
            genitive: true,
            measure: false,
            anyone: false,
            bare: false,
        }
    }

    fn genitive_noun(&self, at: usize, folded: &str) -> Option<Noun> {
        let base = folded
            .strip_suffix("'s")
            .or_else(|| folded.strip_suffix('s'))?;
        let _ = at;
        self.document.lexicon.noun(base)
    }

    fn owned_by_noun(
        &self,
        start: usize,
        at: usize,
        noun: Noun,
        end: usize,
        definite: bool,
    ) -> Mention {
        if let Some(mut whole) = self.noun_phrase(at + 1, end, false).filter(|whole| {
            !whole.genitive
                && (matches!(whole.head, Head::Noun(_))
                    || whole.head == Head::Name && whole.noun.is_some())
        }) {
            whole.owner = Some(start..at + 1);
            whole.tokens.start = start;
            whole.core.start = start;
            whole.definite = true;
            return whole;
        }
        Mention {
            tokens: start..at + 1,
            core: start..at + 1,
            head: Head::Noun(noun.kind),
            names: Vec::new(),
            noun: Some((at, noun)),
            role: None,
            owner: None,
            pronoun: None,
            number: noun.number,
            gender: noun.gender,
            definite: definite || noun.definite,
            genitive: true,
            measure: false,
            anyone: false,
            bare: false,
        }
    }

    /// A noun with what stands after it: a name, ties, an apposition.
    #[expect(clippy::too_many_arguments, reason = "the features read so far")]
    fn with_noun(
        &self,
        start: usize,
        at: usize,
        noun: Noun,
        end: usize,
        definite: bool,
        several: bool,
        owner: Option<Range<usize>>,
    ) -> Mention {
        let number = if several { Number::Plural } else { noun.number };
        let mut mention = Mention {
            tokens: start..at + 1,
            core: start..at + 1,
            head: Head::Noun(noun.kind),
            names: Vec::new(),
            noun: Some((at, noun)),
            role: None,
            owner,
            pronoun: None,
            number,
            gender: noun.gender,
            definite,
            genitive: false,
            measure: false,
            anyone: false,
            bare: false,
        };
        mention.bare = start == at && !mention.definite && mention.number == Number::Singular;
        // Rektor lover, at …: a title at the sentence's beginning stands for its holder.
        mention.definite |= mention.bare && self.document.sentence_of(at).start == at;
        // direktør på hospitalet Anne-Birgitte Rask; chefen for A i B, Leif Jensen
        // direktør lic.techn. Leif Kjærgaard
        let degree = at + 1 < end
            && self.document.tokens()[at + 1].is_dotted()
            && !self.document.tokens()[at + 1].is_capitalised();
        if let Some((name, genitive)) = self.name(at + 1 + usize::from(degree), end, false) {
            mention.tokens.end += usize::from(degree);
            return self.titled(mention, name, genitive, end);
        }
        self.ties(&mut mention, end);
        let after = mention.tokens.end;
        if let Some((name, false)) = (mention.tokens.len() > at + 1 - start)
            .then(|| self.name(after, end, false))
            .flatten()
        {
            if self.proper(name.start).has(Class::GivenName) && name.len() > 1 {
                return self.titled(mention, name, false, end);
            }
        }
        mention.core = mention.tokens.clone();
        self.apposition(&mut mention, end);
        mention
    }

    /// A noun phrase before a name: borgmester Per Aabling (S).
    fn titled(
        &self,
        mut mention: Mention,
        name: Range<usize>,
        genitive: bool,
        end: usize,
    ) -> Mention {
        mention.role = Some(mention.tokens.clone());
        mention.tokens.end = name.end;
        let body = mention.noun.is_some_and(|(_, noun)| {
            matches!(noun.kind, NounKind::Organisation | NounKind::Document)
        });
        if !body && mention.gender == Gender::Common {
            mention.gender = self.gender_of(&name);
        }
        mention.names.push(name);
        if mention
            .noun
            .is_some_and(|(_, noun)| noun.kind == NounKind::Document)
        {
            // programmet Scout, mailen fra: the name names the document.
            mention.core = mention.tokens.clone();
            return mention;
        }
        mention.head = Head::Name;
        mention.definite = true;
        mention.genitive = genitive;
        if !genitive {
            self.after_name(&mut mention, end);
        }
        mention
    }

    /// A name without a noun before it.
    fn named(&self, start: usize, at: usize, name: Range<usize>, end: usize) -> Option<Mention> {
        let role = (at > start).then_some(start..at);
        let mut mention = Mention {
            tokens: start..name.end,
            core: start..name.end,
            head: Head::Name,
            gender: self.gender_of(&name),
            names: vec![name],
            noun: None,
            role,
            owner: None,
            pronoun: None,
            number: Number::Singular,
            definite: true,
            genitive: false,
            measure: false,
            anyone: false,
            bare: false,
        };
        self.after_name(&mut mention, end);
        Some(mention)
    }

    /// What can stand after a name: (S), age, ties, apposition.
    fn after_name(&self, mention: &mut Mention, end: usize) {
        let at = mention.tokens.end;
        if self.kind(at, end) == Some(TokenKind::Open)
            && self.kind(at + 1, end) == Some(TokenKind::Word)
            && self.kind(at + 2, end) == Some(TokenKind::Close)
        {
            mention.tokens.end = at + 3;
        }
        self.age(mention, end);
        self.ties(mention, end);
        mention.core = mention.tokens.clone();
        self.apposition(mention, end);
    }

    fn age(&self, mention: &mut Mention, end: usize) {
        let at = mention.tokens.end;
        let number = self.kind(at, end) == Some(TokenKind::Comma)
            && self.kind(at + 1, end) == Some(TokenKind::Number)
            && self.document.word(at + 1).len() <= 3;
        if !number {
            return;
        }
        let after = if self.is_any(at + 2, end, &["år"]) {
            at + 3
        } else {
            at + 2
        };
        if matches!(
            self.kind(after, end),
            None | Some(TokenKind::Comma | TokenKind::Stop | TokenKind::Colon)
        ) {
            mention.tokens.end = after;
        }
    }

    /// Up to three prepositional phrases that say where somebody belongs.
    fn ties(&self, mention: &mut Mention, end: usize) {
        for _ in 0..3 {
            let at = mention.tokens.end;
            let lasts = self.is_any(at, end, &["i", "på", "gennem"])
                && at + 2 < end
                && (self.document.tokens()[at + 1].kind == TokenKind::Number
                    || self.classes(at + 1).has(Class::NumberWord))
                && self.is_any(
                    at + 2,
                    end,
                    &[
                        "år", "uger", "måneder", "dage", "timer", "minutter", "sekunder", "døgn",
                        "årtier",
                    ],
                );
            if lasts
                || !self.is_any(at, end, &TIES)
                || self.times.contains(&at)
                || at + 1 >= end
                || self.times.contains(&(at + 1))
            {
                return;
            }
            let role = mention.role.is_none() && mention.names.is_empty();
            if !role && self.is_any(at, end, &["af", "med", "under", "bag"]) {
                return;
            }
            let Some((stop, document, owner)) = self.tied(at + 1, end) else {
                return;
            };
            // siger direktøren i en mail: the mail is the way it came, not where he belongs.
            if document && !(role && self.is_any(at, end, &["bag", "af"])) {
                return;
            }
            let own_document = matches!(
                mention.head,
                Head::Noun(NounKind::Document | NounKind::Organisation)
            );
            if own_document && self.is_any(at, end, &["fra", "af"]) && mention.owner.is_none() {
                mention.tokens.end = owner.as_ref().map_or(stop, |owner| owner.end.max(stop));
                mention.owner = owner;
                continue;
            } else if own_document && !self.is_any(at, end, &["for", "i", "ved"]) {
                return;
            }
            mention.tokens.end = stop;
        }
    }

    /// The noun phrase after a preposition: its end, whether it is a document, its whole place.
    fn tied(&self, at: usize, end: usize) -> Option<(usize, bool, Option<Range<usize>>)> {
        if let Some((name, genitive)) = self.name(at, end, false) {
            if genitive {
                let whole = self.owned(at, name, end);
                let document = matches!(whole.head, Head::Noun(NounKind::Document));
                return (!whole.genitive)
                    .then(|| (whole.core.end, document, Some(whole.tokens.clone())));
            }
            // i Telva Preben Østerlund: a given name after a body's name begins a person.
            if !self.proper(name.start).has(Class::GivenName) && name.len() > 2 {
                if let Some(split) = (name.start + 1..name.end - 1)
                    .find(|place| self.proper(*place).has(Class::GivenName))
                {
                    return Some((split, false, Some(name.start..split)));
                }
            }
            let mut stop = name.end;
            if self.is_any(stop, end, &["og"])
                && self
                    .document
                    .tokens()
                    .get(stop + 1)
                    .is_some_and(|next| stop + 1 < end && next.is_capitalised())
            {
                if let Some((more, false)) = self.name(stop + 1, end, false) {
                    let people = self.proper(more.start).has(Class::GivenName);
                    if !people {
                        stop = more.end;
                    }
                }
            }
            return Some((stop, false, Some(name.start..stop)));
        }
        let token = self.document.tokens()[at];
        // professor i endokrinologi Søren Lund: the name goes with the title.
        let plain = token.kind == TokenKind::Word
            && !token.is_capitalised()
            && !self.classes(at).meets(NO_NOUN);
        let person_next = at + 1 < end
            && self.document.tokens()[at + 1].is_capitalised()
            && self.proper(at + 1).has(Class::GivenName);
        if token.has_digits()
            || plain
                && person_next
                && self
                    .document
                    .lexicon
                    .noun(&self.document.folded(at))
                    .is_none()
        {
            return Some((at + 1, false, None));
        }
        let Some(inner) = self.noun_phrase(at, end, true) else {
            // myndighed for cybersikkerhed: a bare noun that no list knows.
            return plain.then_some((at + 1, false, None));
        };
        if inner.genitive || inner.head == Head::Pronoun {
            return None;
        }
        let document = matches!(inner.head, Head::Noun(NounKind::Document));
        // hospitalet Anne-Birgitte Rask: the noun is the tie, the person is the head.
        let person = inner.head == Head::Name
            && inner
                .noun
                .is_some_and(|(_, noun)| noun.kind == NounKind::Organisation)
            && inner
                .names
                .first()
                .is_some_and(|name| self.proper(name.start).has(Class::GivenName));
        let stop = match (&inner.noun, person) {
            (Some((noun, _)), true) => noun + 1,
            _ => inner.core.end,
        };
        let whole = if person { stop } else { inner.tokens.end };
        Some((stop, document, Some(at..whole)))
    }

    /// A second phrase for the same one, set off by commas: Leif Jensen, chef for …; chefen, Leif Jensen.
    fn apposition(&self, mention: &mut Mention, end: usize) {
        let at = mention.tokens.end;
        if self.kind(at, end) != Some(TokenKind::Comma) || at + 1 >= end {
            return;
        }
        let Some(other) = self
            .noun_phrase(at + 1, end, false)
            .filter(|other| !other.genitive)
        else {
            return;
        };
        let stop = other.tokens.end;
        let closed = match self.kind(stop, end) {
            None
            | Some(
                TokenKind::Comma
                | TokenKind::Stop
                | TokenKind::Colon
                | TokenKind::Dash
                | TokenKind::Close
                | TokenKind::Question,
            ) => true,
            _ => {
                self.is_any(
                    stop,
                    end,
                    &["til", "og", "i", "efter", "om", "på", "der", "som"],
                ) || self.times.contains(&stop)
            }
        };
        let human = |noun: Option<(usize, Noun)>| {
            noun.is_some_and(|(_, noun)| matches!(noun.kind, NounKind::Role | NounKind::Person))
        };
        let any = |noun: Option<(usize, Noun)>| noun.is_some();
        if !mention.names.is_empty()
            && mention.noun.is_none()
            && other.names.is_empty()
            && any(other.noun)
            && closed
        {
            mention.role = Some(other.tokens.clone());
            mention.noun = other.noun;
            if mention.gender == Gender::Common {
                mention.gender = other.gender;
            }
            mention.tokens.end = stop;
            self.second_role(mention, end);
        } else if mention.names.is_empty()
            && !other.names.is_empty()
            && other.head == Head::Name
            && (any(mention.noun) || mention.head == Head::Phrase)
        {
            mention.role = Some(mention.core.clone());
            mention.head = Head::Name;
            mention.names = other.names;
            mention.gender = if mention.gender == Gender::Common {
                other.gender
            } else {
                mention.gender
            };
            if human(mention.noun) || mention.number == Number::Plural {
                mention.number = if mention.names.len() > 1 {
                    Number::Plural
                } else {
                    Number::Singular
                };
            }
            mention.tokens.end = stop;
        }
    }

    /// …, lektor i bioakustik og medforfatter til artiklen
    fn second_role(&self, mention: &mut Mention, end: usize) {
        let at = mention.tokens.end;
        if !self.is_any(at, end, &["og"]) || at + 1 >= end {
            return;
        }
        if let Some(more) = self
            .noun_phrase(at + 1, end, false)
            .filter(|more| more.names.is_empty() && more.noun.is_some())
        {
            let mut stop = more.tokens.end;
            if self.is_any(stop, end, &["til"]) {
                stop = self.tied(stop + 1, end).map_or(stop, |(stop, _, _)| stop);
            }
            if self.kind(stop, end) == Some(TokenKind::Comma)
                || self.kind(stop, end) == Some(TokenKind::Stop)
            {
                mention.tokens.end = stop;
            }
        }
    }

    /// Amerikanske medier som Bloomberg og Wired
    fn examples(&self, mention: &mut Mention, end: usize) {
        let at = mention.tokens.end;
        if mention.number != Number::Plural
            || !mention.names.is_empty()
            || !self.is_any(at, end, &["som"])
            || at + 1 >= end
        {
            return;
        }
        if let Some((name, false)) = self.name(at + 1, end, false) {
            mention.tokens.end = name.end;
            mention.names.push(name);
            mention.head = Head::Name;
            mention.core = mention.tokens.clone();
        }
    }

    /// Further sources tied with »og« or »samt«, in a row of like ones.
    fn coordinate(&self, mention: &mut Mention, end: usize) {
        for _ in 0..6 {
            let at = mention.tokens.end;
            let and = self.is_any(at, end, &["og", "samt"]);
            let listed =
                self.kind(at, end) == Some(TokenKind::Comma) && self.leads_to_and(at + 1, end);
            if !and && !listed || at + 1 >= end {
                return;
            }
            let Some(other) = self
                .noun_phrase(at + 1, end, false)
                .filter(|other| !other.genitive)
            else {
                return;
            };
            let both_named = mention.head == Head::Name && other.head == Head::Name;
            let both_roles = matches!((mention.head, other.head), (Head::Noun(a), Head::Noun(b)) if a == b)
                && and;
            if !both_named && !both_roles {
                return;
            }
            if other.tokens.end <= at + 1 {
                return;
            }
            mention.tokens.end = other.tokens.end;
            mention.core = mention.tokens.clone();
            mention.number = Number::Plural;
            mention.names.extend(other.names);
        }
    }

    /// Whether a list of names from `at` on reaches an »og«: A, B og C.
    fn leads_to_and(&self, at: usize, end: usize) -> bool {
        let Some((name, false)) = self.name(at, end, false) else {
            return false;
        };
        self.is_any(name.end, end, &["og"])
    }

    /// Natural gender by the first given name.
    fn gender_of(&self, name: &Range<usize>) -> Gender {
        let entry = self
            .document
            .lexicon
            .entry(self.document.tokens()[name.start].proper);
        entry.gender.unwrap_or(Gender::Common)
    }
}
