//! A word of no list → whether its form shows a verb: medtager, fraskrive, allierer, vanskeliggør.

use crate::document::Document;
use crate::lexicon::{Class, ClassSet};

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

/// The classes of the verb that the unknown word at `at` must be, if its form shows one.
pub fn unknown_verb(document: &Document, at: usize) -> Option<ClassSet> {
    let token = document.tokens()[at];
    if token.word != 0 || token.is_capitalised() {
        return None;
    }
    let folded = document.folded(at);
    let classes = |word: &str| document.lexicon.entry(document.lexicon.word(word)).classes;
    // ventes, skæres: an infinitive's passive is finite as often as not.
    if folded.strip_suffix('s').is_some_and(|active| classes(active).has(Class::OtherInfinitive)) {
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
