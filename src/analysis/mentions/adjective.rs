//! Adjectives before a head, listed or known by their shape and place; what can be a noun.

use super::phrase::{Front, ends_definite};
use super::*;

/// What an adjective's place tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tightness {
    /// Nothing stands before it.
    Free,
    /// After en, et, tre, mange.
    Indefinite,
    /// After den, de, hans.
    Definite,
}

/// Endings of adjectives in the definite and the plural; unlike nouns, they need no list after a determiner.
const WEAK: &Endings =
    endings!["bare", "ede", "ente", "fulde", "ige", "ive", "le", "løse", "nde", "ne", "ske", "somme", "te"];
/// Endings of adjectives in the indefinite singular.
const STRONG: &Endings =
    endings!["agtig", "al", "bar", "bel", "ende", "et", "fuld", "ig", "isk", "iv", "løs", "sk", "som"];
/// Nouns that end as adjectives do.
const NOUN_ENDINGS: &Endings = endings!["ene", "erne", "fisk", "krig", "liv", "mig", "signal", "tal"];
/// Nouns of time and measure, which often stand before a noun of another phrase: hver aften forskere fra …
const MEASURES: &Words = words![
    "aften", "dag", "dage", "gang", "gange", "måned", "måneder", "nat", "par", "slags", "smule", "uge", "uger", "år"
];
/// Last parts of hyphened adjectives: Danisco-ejede.
const MADE: [&str; 8] = ["ejede", "ejet", "fødte", "baserede", "venlige", "ledede", "stiftede", "støttede"];

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
            || self.is_any(front.start, end, words!["en", "et"])
            || self.is_any(at, end, words!["lande", "samarbejde"]);
        // et løfte om, at …: a report by itself.
        let nominal = nominal && !self.is(at, end, "løfte");
        // er de alle blevet, er alt gået: a participle of the clause.
        let clause = classes.has(Class::OtherParticiple) && self.document.folded(at).ends_with("et");
        // blev den omtalt: an article needs the definite form.
        let clause = clause
            || classes.meets(ClassSet::of(&[Class::Participle, Class::OtherParticiple]))
                && self.document.folded(at).ends_with('t')
                && at == front.start + 1
                && self.is_any(front.start, end, words!["den", "det", "de"]);
        // meget høflige: no noun follows what says how much.
        let amount = self.is_any(front.start, end, words!["meget", "mere", "mest"]) && WEAK.end(self.document.word(at));
        // Mange ventes at være fanget: a passive.
        let passive = self.document.tokens()[at].word == 0
            && self.is(at + 1, end, "at")
            && self.document.lexicon.is_passive(self.document.folded(at));
        (nominal && self.may_be_noun(at) || !classes.meets(NO_NOUN)) && !clause && !amount && !passive
    }

    /// Whether an adjective stands at `at`; `tight` says what stands before it.
    pub(super) fn is_adjective(&self, at: usize, end: usize, tight: Tightness) -> bool {
        if self.kind(at, end) != Some(TokenKind::Word) {
            return false;
        }
        let token = self.document.tokens()[at];
        let classes = self.classes(at);
        let folded = self.document.folded(at);
        let noun_next = || self.is_lower_word(at + 1, end) && self.may_be_noun(at + 1);
        let aged = token.has_digits() && folded.contains("årig");
        let made = || token.has_hyphen() && MADE.contains(&folded.rsplit('-').next().unwrap_or(""));
        if aged || made() {
            return true;
        }
        // går det godt: after a definite determiner an adjective ends in -e.
        let article = at > 0 && self.is_any(at - 1, end, words!["de", "den", "det"]);
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
        if tight == Tightness::Free || token.is_capitalised() {
            return false;
        }
        // den dræbte dreng: a verb's past form is a participle between a determiner and a noun.
        let past = endings!["ede", "te"].end(folded);
        let verbal = ClassSet::of(&[Class::FiniteVerb, Class::Finite]);
        let other = if past { classes.without(verbal) } else { classes };
        // et klart svar: the form that an adverb shares.
        let neuter = folded.ends_with('t') && self.is_any(at.saturating_sub(1), end, words!["et", "intet", "noget"]);
        let other = if neuter { other.without(ClassSet::of(&[Class::Adverb])) } else { other };
        // den kommunalansatte dyrlæge, but de ansatte
        let participle = endings!["ede", "ende", "te"].end(folded);
        if other.meets(NO_NOUN) || self.document.noun(at).is_some() && !participle {
            return false;
        }
        let source = self.is_lower_word(at + 1, end).then(|| self.document.noun(at + 1));
        // en lavmælt pige: whatever stands between a determiner and an indefinite source noun.
        if let Some(source) = source.flatten()
            && !source.definite
            && !(self.is_any(at.saturating_sub(1), end, words!["de", "disse"])
                && source.number == Number::Singular
                && self.document.word(at + 1).ends_with("er"))
            && !MEASURES.has(folded)
            && !endings!["en", "ene", "erne", "s"].end(folded)
            && (tight == Tightness::Indefinite || folded.ends_with('e'))
        {
            return !classes.meets(verbal) || past;
        }
        if classes.meets(verbal) || self.document.noun(at).is_some() {
            return false;
        }
        let strong = tight != Tightness::Definite && STRONG.end(folded);
        let shaped = folded.ends_with("igt") || (strong || WEAK.end(folded)) && !NOUN_ENDINGS.end(folded);
        shaped && (noun_next() || self.is_name_word(at + 1, end) && (folded.ends_with("igt") || WEAK.end(folded)))
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
        self.document.noun(at).map_or_else(|| ends_definite(folded), |noun| noun.definite)
    }

    /// Whether what was read before a noun only tells how something is done: mens hun roligt taler, når han virkelig
    /// leder; and so the word is no noun. An adjective of a single one without article agrees, or ends in -e.
    pub(super) fn is_manner(&self, front: &Front, noun: Noun) -> bool {
        let manner = |at: usize| {
            let folded = self.document.folded(at);
            let often = ["endelig", "pludselig", "rigtig", "virkelig"].contains(&folded);
            self.classes(at).has(Class::Adverb) && (folded.ends_with('t') || often)
        };
        let verbal = self.document.folded(front.at).ends_with("er");
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
        let joined = self.is_any(word, end, words!["og", "men"]);
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
        let article = words!["de", "den", "denne", "det", "dette", "disse", "en", "et"];
        let one = words!["den", "denne", "det", "dette", "en", "et"];
        let is = |words: &Words| self.document.is_any(front.start, words);
        let folded = self.document.folded(front.at);
        // de ansatte is written like the definite form, but ends as an adjective.
        let marked = endings!["en", "et", "ne", "us"].end(folded);
        // meget indgående: how, not who.
        if is(words!["meget", "mere", "mest"]) && folded.ends_with("ende") {
            return true;
        }
        let twice = noun.definite && marked && is(article);
        twice || noun.number == Number::Plural && is(one)
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
        let nation = self.document.is_any(at, words!["danske", "norske", "svenske"]);
        let second = self.is_name_word(at + 2, end);
        let given = || self.proper(at + 1).has(Class::GivenName);
        let attribute = self.document.folded(at).ends_with("ske") && (!nation || second) && !self.is_body_noun(at + 1);
        let person_follows = name_follows && (attribute || given());
        !person_follows && (name_follows || at > start)
    }
}
