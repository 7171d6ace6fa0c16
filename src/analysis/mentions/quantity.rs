//! How many: omkring 30 forældre, to ud af tre læger, halvdelen af partierne, en gruppe unge forskere.

use super::phrase::Front;
use super::*;

/// Words before a number that make it a rough one.
const ROUGHLY: &Words = words![
    "blot", "ca.", "cirka", "godt", "henved", "højst", "knap", "kun", "mindst", "næsten", "omkring", "omtrent", "op",
    "over", "små", "under",
];
/// Nouns and adjectives before »af« that take a part of what follows.
const PARTS: &Words = words![
    "del",
    "dusinvis",
    "eneste",
    "ene",
    "enkelte",
    "fjerdedel",
    "fleste",
    "flertallet",
    "halvdelen",
    "hovedparten",
    "hundreder",
    "hundredvis",
    "masser",
    "millioner",
    "mindretallet",
    "resten",
    "snesevis",
    "størstedelen",
    "størsteparten",
    "tredjedel",
    "tredjedele",
    "tusinder",
    "tusindvis",
    "ældste",
    "yngste",
];
/// Words before »end« and a number.
const COMPARED: &Words = words!["flere", "færre", "mere", "mindre"];
/// Words for some people.
const SOME: &Words = words!["adskillige", "andre", "enkelte", "flere", "mange", "nogle"];
/// Nouns for several that stand right before who they are.
const SETS: &Words = words![
    "antal",
    "bunke",
    "del",
    "duo",
    "dusin",
    "flok",
    "gruppe",
    "hold",
    "håndfuld",
    "kreds",
    "kvartet",
    "masse",
    "mængde",
    "panel",
    "par",
    "række",
    "samling",
    "skare",
    "snes",
    "stribe",
    "strøm",
    "team",
    "trio",
    "udvalg",
    "vrimmel",
];

/// Numbers that begin an age: otteårig.
const AGES: [&str; 27] = [
    "atten",
    "elleve",
    "et",
    "fem",
    "femten",
    "fire",
    "firs",
    "fjorten",
    "fyrre",
    "halvanden",
    "halvfems",
    "halvfjerds",
    "halvtreds",
    "ni",
    "nitten",
    "otte",
    "seks",
    "seksten",
    "syv",
    "sytten",
    "ti",
    "to",
    "tolv",
    "tre",
    "tredive",
    "tretten",
    "tyve",
];
/// Last parts of the other numbers: femogfyrreårig.
const TENS: [&str; 8] =
    ["ogtyve", "ogtredive", "ogfyrre", "oghalvtreds", "ogtres", "oghalvfjerds", "ogfirs", "oghalvfems"];

impl MentionReader<'_, '_> {
    /// Whether a word in small letters, which is no number, can begin with how many a phrase is of.
    pub(super) fn begins_quantity(&self, at: usize) -> bool {
        [COMPARED, PARTS, ROUGHLY, SOME].iter().any(|words| self.document.is_any(at, words))
    }

    /// mange mener, mener andre: a word for some people that stands alone where a subject is.
    pub(super) fn some_people(&self, at: usize, end: usize, slot: bool) -> Option<Mention> {
        let says = |at: usize| self.classes(at).has(Class::Finite) && self.classes(at).has(Class::That);
        let verb = at + 1 < end && says(at + 1) && self.document.noun(at + 1).is_none();
        let alone = slot && self.kind(at + 1, end).is_none_or(|kind| kind != TokenKind::Word);
        let first = at == self.document.sentence_of(at).start || !self.document.tokens()[at].is_capitalised();
        (self.is_any(at, end, SOME) && first && (verb || alone))
            .then(|| Mention { number: Number::Plural, ..Mention::plain(at..at + 1, Head::Phrase) })
    }

    /// The place of the number that a rough word at `at` belongs to; for »to ud af tre« that of the second.
    pub(super) fn approximate(&self, at: usize, end: usize) -> Option<usize> {
        let number = |at: usize| {
            let words = || self.classes(at).has(Class::NumberWord) && !self.document.tokens()[at].is_capitalised();
            at < end && (self.kind(at, end) == Some(TokenKind::Number) || words()) && !self.times.contains(&at)
        };
        let count =
            |at: usize| self.kind(at, end) == Some(TokenKind::Number) || self.classes(at).has(Class::NumberWord);
        if at < end && count(at) {
            let share = self.is(at + 1, end, "ud") && self.is(at + 2, end, "af") && number(at + 3);
            return share.then_some(at + 3);
        }
        if self.is_any(at, end, COMPARED) && self.is(at + 1, end, "end") {
            return number(at + 2).then_some(at + 2);
        }
        if self.is(at, end, "op") {
            return (self.is_any(at + 1, end, words!["mod", "til"]) && number(at + 2)).then_some(at + 2);
        }
        (self.is_any(at, end, ROUGHLY) && number(at + 1)).then_some(at + 1)
    }

    /// »2.« before a word: its place.
    pub(super) fn ordinal_in_digits(&self, at: usize, end: usize) -> Option<usize> {
        let tokens = self.document.tokens();
        let stop = self.kind(at, end) == Some(TokenKind::Number)
            && self.kind(at + 1, end) == Some(TokenKind::Stop)
            && !tokens[at + 1].has_space_before()
            && self.document.word(at).len() <= 2;
        (stop && self.is_lower_word(at + 2, end)).then_some(at + 2)
    }

    /// The whole of a phrase whose word at `at` takes a part of what follows: halvdelen af lærerne.
    pub(super) fn shared(&self, start: usize, at: usize, end: usize) -> Option<Mention> {
        // over halvdelen af lærerne
        let at = if self.is_any(at, end, ROUGHLY) { at + 1 } else { at };
        if !self.is(at + 1, end, "af") || !self.is_any(at, end, PARTS) {
            return None;
        }
        let one = self.is_any(at, end, words!["ene", "eneste", "ældste", "yngste"]);
        let mut whole = self.share(start, at + 2, end, Some(if one { Number::Singular } else { Number::Plural }))?;
        let many = whole.noun.is_some_and(|(_, noun)| noun.number == Number::Plural || noun.kind != NounKind::Document);
        whole.definite &= !one;
        many.then_some(whole)
    }

    /// A phrase after »af« that the words before it count: en af initiativtagerne.
    pub(super) fn share(&self, start: usize, at: usize, end: usize, number: Option<Number>) -> Option<Mention> {
        let mut whole = self.noun_phrase(at, end, false).filter(|whole| !whole.genitive)?;
        whole.tokens.start = start;
        whole.core.start = start;
        // En af de medvirkende: one of them, whoever it is.
        whole.definite &= number != Some(Number::Singular);
        whole.number = number.unwrap_or(whole.number);
        Some(whole)
    }

    /// Where a head that no list knows ends: with what it is a number of, where it is a word for several (en række
    /// spørgsmål).
    pub(super) fn set_end(&self, at: usize, end: usize) -> usize {
        let next = self.is_any(at, end, SETS) && self.is_lower_word(at + 1, end) && self.may_be_noun(at + 1);
        let verb = || endings!["ede", "te"].end(self.document.word(at + 1));
        if next && !verb() { at + 2 } else { at + 1 }
    }

    /// A word for several, then who they are: et hold forskere fra DTU, en lang række førende økonomer.
    pub(super) fn members(&self, front: &Front, end: usize) -> Option<Mention> {
        let at = front.at;
        let counted = front.determined && !front.definite || front.adjectives > 0;
        if !counted || !self.is_any(at, end, SETS) || !self.is_lower_word(at + 1, end) {
            return None;
        }
        if self.is(at + 1, end, "af") {
            // en række af fremtrædende læger, en gruppe af byens borgere
            let whole = self.share(front.start, at + 2, end, Some(Number::Plural))?;
            let people = whole.noun.is_some_and(|(_, noun)| noun.number == Number::Plural) && whole.names.is_empty();
            return people.then_some(Mention { definite: front.definite, ..whole });
        }
        let inner = ClassSet::of(&[Class::Determiner, Class::Possessive, Class::NumberWord]);
        if self.classes(at + 1).meets(inner) {
            return None;
        }
        let mut whole = self.noun_phrase(at + 1, end, false)?;
        let people = whole.noun.is_some_and(|(_, noun)| noun.number == Number::Plural && !noun.definite);
        if !people || whole.genitive || whole.owner.is_some() || whole.head == Head::Name {
            return None;
        }
        whole.tokens.start = front.start;
        whole.core.start = front.start;
        whole.definite = front.definite;
        Some(whole)
    }

    /// Whether a token tells an age: 43-årige.
    pub(super) fn is_aged(&self, at: usize, end: usize) -> bool {
        if at >= end {
            return false;
        }
        let folded = self.document.folded(at);
        let number = || {
            let front = folded.strip_suffix("årige").or_else(|| folded.strip_suffix("årig"));
            front.is_some_and(|front| AGES.contains(&front.trim_end_matches('-')))
                || front.is_some_and(|front| TENS.iter().any(|ten| front.len() > ten.len() && front.ends_with(ten)))
        };
        folded.contains("årig") && (self.document.tokens()[at].has_digits() || number())
    }
}
