//! A word of no list → the verb that its form shows: medtager, fraskrive, allierer, vanskeliggør.

use super::{Class, ClassSet, Ending, Lexicon, List};

/// Shortest verb that a prefix is taken from: longer than the endings that nouns share.
const STEM: usize = 4;

impl Lexicon {
    /// The classes of the verb that a small-lettered word of no list must be, if its form shows one.
    pub(crate) fn unknown_verb(&self, folded: &str) -> Option<ClassSet> {
        let classes = |word: &str| self.entry(self.word(word)).classes;
        if self.is_passive(folded) {
            return Some(ClassSet::of(&[Class::FiniteVerb]));
        }
        if self.ends(Ending::DerivedFinite, folded) {
            return Some(ClassSet::of(&[Class::FiniteVerb]));
        }
        if self.ends(Ending::DerivedInfinitive, folded) {
            return Some(ClassSet::of(&[Class::OtherInfinitive]));
        }
        let verbal = ClassSet::of(&[Class::FiniteVerb, Class::OtherInfinitive, Class::OtherParticiple]);
        let stems = self.list(List::VerbPrefix).iter().filter_map(|prefix| folded.strip_prefix(prefix));
        stems
            .filter(|stem| stem.chars().count() >= STEM && !self.has(List::NounAfterPrefix, stem))
            .map(|stem| classes(stem).intersection(verbal))
            .find(|found| !found.is_empty())
    }

    /// ventes, skæres: whether a word is the passive of a listed infinitive, which is finite as often as not.
    pub(crate) fn is_passive(&self, folded: &str) -> bool {
        let active = folded.strip_suffix('s');
        active.is_some_and(|active| self.entry(self.word(active)).classes.has(Class::OtherInfinitive))
    }
}
