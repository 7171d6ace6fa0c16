//! Adjectives before a head, listed or known by their shape and place; what can be a noun.

use super::front::{Front, Tightness};
use super::*;

impl MentionReader<'_, '_> {
    /// Whether the word at `at` can be a noun after an adjective: no word of another class but an infinitive, which
    /// needs »at« or a modal (styrke, lande, kilde).
    pub(super) fn may_be_noun(&self, at: usize) -> bool {
        let classes = self.classes(at);
        !classes.without(ClassSet::of(&[Class::OtherInfinitive])).meets(NO_NOUN)
    }

    /// Whether the word where the head is expected can be a noun that no list knows.
    pub(super) fn may_be_head(&self, front: &Front, end: usize) -> bool {
        let at = front.at;
        let classes = self.classes(at);
        // skal de læse, kan det give: an infinitive, unless an article or adjective makes it a noun.
        let nominal = front.adjectives > 0
            || self.is(front.start, end, List::IndefiniteArticle)
            || self.is(at, end, List::NounLikeInfinitive);
        // en bande: no infinitive stands behind an article.
        let article = at == front.start + 1 && self.is(front.start, end, List::IndefiniteArticle);
        let infinitives = ClassSet::of(&[Class::OtherInfinitive, Class::SayInfinitive]);
        let article = article && !self.is(at, end, List::PromiseNoun) && !classes.without(infinitives).meets(NO_NOUN);
        // et løfte om, at …: a report by itself.
        let nominal = nominal && !self.is(at, end, List::PromiseNoun);
        // er de alle blevet, er alt gået: a participle of the clause.
        let clause = classes.has(Class::OtherParticiple) && self.ends(Ending::Participle, self.document.folded(at));
        // blev den omtalt: an article needs the definite form.
        let clause = clause
            || classes.meets(ClassSet::of(&[Class::Participle, Class::OtherParticiple]))
                && self.document.folded(at).ends_with('t')
                && at == front.start + 1
                && self.is(front.start, end, List::DefiniteArticle);
        // meget høflige: no noun follows what says how much.
        let amount =
            self.is(front.start, end, List::Amount) && self.ends(Ending::WeakAdjective, self.document.word(at));
        // Mange ventes at være fanget: a passive.
        let passive = self.document.tokens()[at].word == 0
            && self.is(at + 1, end, List::ToInfinitive)
            && self.document.lexicon.is_passive(self.document.folded(at));
        (article || nominal && self.may_be_noun(at) || !classes.meets(NO_NOUN)) && !clause && !amount && !passive
    }

    /// Whether an adjective stands at `at`; `tight` says what stands before it.
    /// ifølge velunderrettede kilder: what looks like a participle and no list knows, between a preposition and a noun
    /// for people.
    pub(super) fn is_unknown_participle(&self, at: usize) -> bool {
        self.document.tokens()[at].word == 0
            && at > 0
            && self.classes(at - 1).has(Class::Preposition)
            && self.ends(Ending::Past, self.document.folded(at))
            && self.document.noun(at + 1).is_some_and(|noun| !noun.definite)
    }

    pub(super) fn is_adjective(&self, at: usize, end: usize, tight: Tightness) -> bool {
        if self.kind(at, end) != Some(TokenKind::Word) {
            return false;
        }
        let token = self.document.tokens()[at];
        let classes = self.classes(at);
        let folded = self.document.folded(at);
        let noun_next = || self.is_lower_word(at + 1, end) && self.may_be_noun(at + 1);
        let aged = token.has_digits() && self.ends(Ending::Aged, folded);
        let made = || {
            token.has_hyphen()
                && self.document.lexicon.has(List::MadeAdjective, folded.rsplit('-').next().unwrap_or(""))
        };
        if aged || made() {
            return true;
        }
        // går det godt: after a definite determiner an adjective ends in -e.
        let article = at > 0 && self.is(at - 1, end, List::DefiniteArticle);
        if article && classes.has(Class::Adverb) && folded.ends_with('t') {
            return false;
        }
        // Inside a sentence an adjective has no capital: Venstre, Konservative og …
        if token.is_capitalised()
            && self.document.sentence_of(at).start != at
            && (self.document.tokens()[at - 1].is_wordlike() || self.document.tokens()[at - 1].kind == TokenKind::Comma)
            && !self.is_name_word(at + 1, end)
            && !noun_next()
        {
            return false;
        }
        if classes.meets(ClassSet::of(&[Class::Adjective, Class::Ordinal])) {
            // ifølge overlevende lå skibet …: a noun itself, where no noun follows that it could describe.
            return noun_next() && !self.is_definite_word(at + 1)
                || self.document.lexicon.entry(token.word).noun.is_none();
        }
        if at + 1 < end && self.is_unknown_participle(at) {
            return true;
        }
        if tight == Tightness::Free || token.is_capitalised() {
            return false;
        }
        // den dræbte dreng: a verb's past form is a participle between a determiner and a noun.
        let past = self.ends(Ending::Past, folded);
        let verbal = ClassSet::of(&[Class::FiniteVerb, Class::Finite]);
        let other = if past { classes.without(verbal) } else { classes };
        // et klart svar: the form that an adverb shares.
        let neuter = folded.ends_with('t') && self.is(at.saturating_sub(1), end, List::NeuterDeterminer);
        let other = if neuter { other.without(ClassSet::of(&[Class::Adverb])) } else { other };
        // den kommunalansatte dyrlæge, but de ansatte
        let participle = self.ends(Ending::AdjectiveParticiple, folded);
        if other.meets(NO_NOUN) || self.document.noun(at).is_some() && !participle {
            return false;
        }
        let source = self.is_lower_word(at + 1, end).then(|| self.document.noun(at + 1));
        // en lavmælt pige: whatever stands between a determiner and an indefinite source noun.
        if let Some(source) = source.flatten()
            && !source.definite
            && !(self.is(at.saturating_sub(1), end, List::These)
                && source.number == Number::Singular
                && self.ends(Ending::IndefinitePlural, self.document.word(at + 1)))
            && !self.document.lexicon.has(List::Measure, folded)
            && !self.ends(Ending::NoAdjective, folded)
            && (tight == Tightness::Indefinite || folded.ends_with('e'))
        {
            return !classes.meets(verbal) || past;
        }
        if classes.meets(verbal) || self.document.noun(at).is_some() {
            return false;
        }
        let strong = tight != Tightness::Definite && self.ends(Ending::StrongAdjective, folded);
        let shaped = self.ends(Ending::NeuterAdjective, folded)
            || (strong || self.ends(Ending::WeakAdjective, folded)) && !self.ends(Ending::NounLikeAdjective, folded);
        shaped
            && (noun_next()
                || self.is_name_word(at + 1, end)
                    && (self.ends(Ending::NeuterAdjective, folded) || self.ends(Ending::WeakAdjective, folded)))
    }

    /// EU-lande, Folketings-debatten: a capitalised compound whose last part is a common word.
    pub(super) fn is_common_compound(&self, at: usize) -> bool {
        let written = self.document.word(at);
        let last = written.rsplit('-').next().unwrap_or("");
        last.len() < written.len()
            && last.len() > 3
            && last.starts_with(char::is_lowercase)
            && self.proper(at).is_empty()
    }

    /// Whether a noun in the definite stands at `at`.
    fn is_definite_word(&self, at: usize) -> bool {
        let folded = self.document.folded(at);
        self.document.noun(at).map_or_else(|| self.ends_definite(folded), |noun| noun.definite)
    }

    /// Whether what was read before a noun only tells how something is done: mens hun roligt taler, når han virkelig
    /// leder; and so the word is no noun. An adjective of a single one without article agrees, or ends in -e.
    pub(super) fn is_manner(&self, front: &Front, noun: Noun) -> bool {
        let manner = |at: usize| {
            let folded = self.document.folded(at);
            let often = self.document.lexicon.has(List::MannerAdverb, folded);
            self.classes(at).has(Class::Adverb) && (folded.ends_with('t') || often)
        };
        let verbal = self.ends(Ending::Present, self.document.folded(front.at));
        let alone = !front.determined && front.owner.is_none() && front.adjectives > 0;
        alone && verbal && noun.number == Number::Singular && !noun.definite && manner(front.at - 1)
    }

    /// Whether a capitalised word stands at `at`.
    pub(super) fn is_name_word(&self, at: usize, end: usize) -> bool {
        self.kind(at, end) == Some(TokenKind::Word) && self.document.tokens()[at].is_capitalised()
    }

    /// Whether the word where the head is expected only says how much the adjective after it holds: en meget erfaren
    /// læge, den snart 60-årige.
    pub(super) fn is_degree(&self, front: &Front, end: usize) -> bool {
        let at = front.at;
        let tight = front.tightness();
        // den stejlt afvisende formand: a neuter of no list before another adjective is an adverb.
        let neuter = || {
            self.is_lower_word(at, end) && self.document.tokens()[at].word == 0 && self.document.word(at).ends_with('t')
        };
        if at == front.start || tight == Tightness::Free || !(self.classes(at).has(Class::Adverb) || neuter()) {
            return false;
        }
        if front.definite && self.is_aged(at + 1, end) {
            return true;
        }
        self.is_lower_word(at + 1, end)
            && (neuter() || !self.is_adjective(at, end, tight))
            && self.is_adjective(at + 1, end, tight)
            && self.is_lower_word(at + 2, end)
            && (self.document.noun(at + 2).is_some_and(|noun| !noun.definite)
                || self.is_adjective(at + 2, end, tight) && self.is_lower_word(at + 3, end))
    }

    /// The place after a further adjective set off by »og«, »men« or a comma: svenske og norske aviser, en ung, smuk
    /// kvinde, den rige, men ensomme enke.
    pub(super) fn further_adjective(&self, front: &Front, end: usize) -> Option<usize> {
        let at = front.at;
        let comma = self.kind(at, end) == Some(TokenKind::Comma);
        let word = at + usize::from(comma);
        let joined = self.is(word, end, List::AndBut);
        if front.adjectives == 0 || !comma && !joined || comma && !front.determined {
            return None;
        }
        let next = word + usize::from(joined);
        let tight = if front.tightness() == Tightness::Free { Tightness::Definite } else { front.tightness() };
        let fits = self.is_lower_word(next, end)
            && self.is_adjective(next, end, tight)
            && self.is_lower_word(next + 1, end)
            && self.document.noun(next + 1).is_some_and(|noun| !noun.definite);
        fits.then_some(next + 1)
    }

    /// Whether determiner and noun cannot go together, so that the determiner is a pronoun: det politikerne siger.
    pub(super) fn disagrees(&self, front: &Front, noun: Noun) -> bool {
        if front.at != front.start + 1 || front.owner.is_some() {
            return false;
        }
        let is = |list: List| self.document.is(front.start, list);
        let folded = self.document.folded(front.at);
        // de ansatte is written like the definite form, but ends as an adjective.
        let marked = self.ends(Ending::MarkedNoun, folded);
        // meget indgående: how, not who.
        if is(List::Amount) && self.ends(Ending::PresentParticiple, folded) {
            return true;
        }
        let twice = noun.definite && marked && is(List::Article);
        twice || noun.number == Number::Plural && is(List::SingularArticle)
    }

    /// Whether a capitalised adjective begins a proper name: Dansk Folkeparti, Norsk Hydro.
    pub(super) fn begins_name(&self, at: usize, end: usize, start: usize) -> bool {
        let token = self.document.tokens()[at];
        let made = self.document.word(at).rsplit('-').next().is_some_and(|part| part.starts_with(char::is_lowercase));
        if !token.is_capitalised() || made {
            return false;
        }
        let name_follows = self.is_name_word(at + 1, end);
        // Inside a sentence an adjective has no capital of its own: Jyske Bank.
        if name_follows && self.document.sentence_of(at).start != at && self.document.tokens()[at - 1].is_wordlike() {
            return true;
        }
        // Finske Marjut Salonen is a person; Danske Bank, Jyske Bank and Danske Fritidshuse are bodies.
        let nation = self.document.is(at, List::NationInName);
        let second = self.is_name_word(at + 2, end);
        let given = || self.proper(at + 1).has(Class::GivenName);
        let attribute = self.ends(Ending::NationAdjective, self.document.folded(at))
            && (!nation || second)
            && !self.is_body_noun(at + 1);
        let person_follows = name_follows && (attribute || given());
        !person_follows && (name_follows || at > start)
    }
}
