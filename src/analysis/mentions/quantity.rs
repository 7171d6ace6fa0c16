//! How many: omkring 30 forældre, to ud af tre læger, halvdelen af partierne, en gruppe unge forskere.

use super::front::Front;
use super::*;

impl MentionReader<'_, '_> {
    /// Whether a word in small letters, which is no number, can begin with how many a phrase is of.
    pub(super) fn begins_quantity(&self, at: usize) -> bool {
        [List::Compared, List::Part, List::Roughly, List::SomePeople].iter().any(|list| self.document.is(at, *list))
    }

    /// mange mener, mener andre: a word for some people that stands alone where a subject is.
    pub(super) fn some_people(&self, at: usize, end: usize, slot: bool) -> Option<Mention> {
        let says = |at: usize| self.classes(at).has(Class::Finite) && self.classes(at).has(Class::That);
        let verb = at + 1 < end && says(at + 1) && self.document.noun(at + 1).is_none();
        let alone = slot && self.kind(at + 1, end).is_none_or(|kind| kind != TokenKind::Word);
        let first = at == self.document.sentence_of(at).start || !self.document.tokens()[at].is_capitalised();
        (self.is(at, end, List::SomePeople) && first && (verb || alone))
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
            let share = self.is(at + 1, end, List::Out) && self.is(at + 2, end, List::Of) && number(at + 3);
            return share.then_some(at + 3);
        }
        if self.is(at, end, List::Compared) && self.is(at + 1, end, List::Than) {
            return number(at + 2).then_some(at + 2);
        }
        if self.is(at, end, List::Up) {
            return (self.is(at + 1, end, List::UpTo) && number(at + 2)).then_some(at + 2);
        }
        (self.is(at, end, List::Roughly) && number(at + 1)).then_some(at + 1)
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
        let at = if self.is(at, end, List::Roughly) { at + 1 } else { at };
        if !self.is(at + 1, end, List::Of) || !self.is(at, end, List::Part) {
            return None;
        }
        let one = self.is(at, end, List::OnePart);
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
        let next = self.is(at, end, List::SetNoun) && self.is_lower_word(at + 1, end) && self.may_be_noun(at + 1);
        let verb = || self.ends(Ending::Past, self.document.word(at + 1));
        if next && !verb() { at + 2 } else { at + 1 }
    }

    /// A word for several, then who they are: et hold forskere fra DTU, en lang række førende økonomer.
    pub(super) fn members(&self, front: &Front, end: usize) -> Option<Mention> {
        let at = front.at;
        let counted = front.determined && !front.definite || front.adjectives > 0;
        if !counted || !self.is(at, end, List::SetNoun) || !self.is_lower_word(at + 1, end) {
            return None;
        }
        if self.is(at + 1, end, List::Of) {
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

    /// Whether an age in years begins at a token: en *34 år gammel* mand.
    pub(super) fn is_years_old(&self, at: usize, end: usize) -> bool {
        let count = || self.kind(at, end) == Some(TokenKind::Number) || self.classes(at).has(Class::NumberWord);
        self.is(at + 1, end, List::Years) && self.is(at + 2, end, List::Old) && count()
    }

    /// Whether a token tells an age: 43-årige.
    pub(super) fn is_aged(&self, at: usize, end: usize) -> bool {
        if at >= end {
            return false;
        }
        let folded = self.document.folded(at);
        let number = || {
            let front = self.document.lexicon.without_ending(Ending::Aged, folded);
            front.is_some_and(|front| self.document.lexicon.has(List::AgeNumber, front.trim_end_matches('-')))
                || front.is_some_and(|front| {
                    self.document.lexicon.without_ending(Ending::AgeTens, front).is_some_and(|one| !one.is_empty())
                })
        };
        self.ends(Ending::Aged, folded) && (self.document.tokens()[at].has_digits() || number())
    }
}
