//! A word of no list → the verb that its form shows: medtager, fraskrive, allierer, vanskeliggør.

use super::{Class, ClassSet, Lexicon};

/// Adverbs and prepositions that verbs are made with.
const PREFIXES: [&str; 31] = [
    "af", "an", "be", "bi", "bort", "efter", "er", "for", "fra", "frem", "gen", "gennem", "hen", "hjem", "imod", "ind",
    "istand", "med", "mis", "ned", "om", "op", "over", "på", "sammen", "til", "tilbage", "ud", "under", "ved",
    "videre",
];

/// Shortest verb that a prefix is taken from: longer than the endings that nouns share.
const STEM: usize = 4;

/// Verb forms that are nouns as well where a prefix stands before them: udgifter, udsigter, overskrifter.
const NOUNS: [&str; 16] = [
    "gaver", "gifter", "lyse", "lyser", "lægger", "løber", "rette", "retter", "sager", "satser", "sigte", "sigter",
    "skrifter", "stande", "tale", "taler",
];

impl Lexicon {
    /// The classes of the verb that a small-lettered word of no list must be, if its form shows one.
    pub fn unknown_verb(&self, folded: &str) -> Option<ClassSet> {
        let classes = |word: &str| self.entry(self.word(word)).classes;
        if self.is_passive(folded) {
            return Some(ClassSet::of(&[Class::FiniteVerb]));
        }
        let ends = |endings: &[&str]| endings.iter().any(|end| folded.len() > end.len() + 1 && folded.ends_with(end));
        if ends(&["erer", "erede", "gør", "gjorde"]) {
            return Some(ClassSet::of(&[Class::FiniteVerb]));
        }
        if ends(&["gøre"]) {
            return Some(ClassSet::of(&[Class::OtherInfinitive]));
        }
        let verbal = ClassSet::of(&[Class::FiniteVerb, Class::OtherInfinitive, Class::OtherParticiple]);
        let stems = PREFIXES.iter().filter_map(|prefix| folded.strip_prefix(prefix));
        stems
            .filter(|stem| stem.chars().count() >= STEM && !NOUNS.contains(stem))
            .map(|stem| classes(stem).intersection(verbal))
            .find(|found| !found.is_empty())
    }

    /// ventes, skæres: whether a word is the passive of a listed infinitive, which is finite as often as not.
    pub fn is_passive(&self, folded: &str) -> bool {
        let active = folded.strip_suffix('s');
        active.is_some_and(|active| self.entry(self.word(active)).classes.has(Class::OtherInfinitive))
    }
}
