//! Owners: landets udenrigsminister, Kasperskys danske chef, den dræbtes søster, EU's medicinagentur.

use super::front::Front;
use super::*;

impl MentionReader<'_, '_> {
    /// Whether a definite genitive that no list knows stands before a role: landets udenrigsminister.
    pub(super) fn is_unknown_owner(&self, at: usize, end: usize) -> bool {
        let token = self.document.tokens()[at];
        let first = self.document.sentence_of(at).start == at;
        let folded = self.document.folded(at);
        // Trumps talskvinde at a sentence's beginning: a name or noun, an owner in any case.
        let begins = first && token.is_capitalised() && at + 1 < end && folded.len() > 3;
        let genitive = if begins { folded.ends_with('s') } else { self.ends(Ending::NounGenitive, folded) };
        let known = token.word != 0 || token.proper != 0 || token.is_capitalised() && !first;
        let mut head = at + 1;
        while self.kind(head, end) == Some(TokenKind::Word) && self.classes(head).has(Class::Adjective) && head < at + 3
        {
            head += 1;
        }
        let source = || self.document.noun(head).is_some_and(|noun| !noun.definite);
        genitive && !known && self.is_lower_word(head, end) && source()
    }

    /// Whether an adjective that stands for somebody, in the genitive, owns a source noun after it.
    pub(super) fn is_adjective_owner(&self, front: &Front, end: usize) -> bool {
        let at = front.at;
        let folded = self.document.folded(at);
        let Some(base) = folded.strip_suffix('s').filter(|base| base.ends_with('e')) else {
            return false;
        };
        let known = self.document.lexicon.entry(self.document.lexicon.word(base)).classes.has(Class::Adjective);
        let shaped = self.ends(Ending::AdjectiveParticiple, base) && front.definite;
        let source = self.document.noun(at + 1).is_some_and(|noun| !noun.definite);
        (known || shaped)
            && !self.classes(at).meets(NO_NOUN)
            && front.owner.is_none()
            && source
            && self.is_lower_word(at + 1, end)
    }

    /// A mention whose name is in the genitive: with what it owns, where that is a source, or the owner alone.
    pub(super) fn owned(&self, start: usize, name: Range<usize>, end: usize) -> Mention {
        let owner = name.clone();
        // Det Hvide Hus' talskvinde: the apostrophe is the genitive.
        let next = name.end + usize::from(self.kind(name.end, end) == Some(TokenKind::Mark));
        if let Some(mut whole) = self.noun_phrase(next, end, false).filter(|whole| {
            !whole.genitive && matches!(whole.head, Head::Noun(_))
                || matches!(whole.head, Head::Name)
                    && (whole.noun.is_some()
                        || whole.names.first().is_some_and(|name| self.proper(name.start).has(Class::GivenName)))
        }) {
            whole.tokens.start = start;
            whole.core.start = start;
            whole.owner = Some(owner);
            whole.definite = true;
            self.as_told(&mut whole, end);
            if let Some(role) = &mut whole.role {
                role.start = start;
            }
            return whole;
        }
        Mention {
            gender: self.gender_of(&name),
            names: vec![name.clone()],
            definite: true,
            genitive: true,
            ..Mention::plain(start..name.end, Head::Name)
        }
    }

    /// Hendes råd til byerne; hendes råd er, at …: whether the noun at `at`, which somebody owns, is what he says.
    pub(super) fn is_told(&self, at: usize, end: usize) -> bool {
        let comma = usize::from(self.kind(at + 2, end) == Some(TokenKind::Comma));
        let clause = at + 2 + comma < end && self.classes(at + 2 + comma).has(Class::At);
        self.classes(at).has(Class::SpeechNoun)
            && (self.is(at + 1, end, List::To) || self.is(at + 1, end, List::CopulaForm) && clause)
    }

    /// Makes an owned noun that is what the owner says a document: neither is a body of his.
    fn as_told(&self, whole: &mut Mention, end: usize) {
        if let Some((at, noun)) = &mut whole.noun
            && whole.names.is_empty()
            && self.is_told(*at, end)
        {
            noun.kind = NounKind::Document;
            whole.head = Head::Noun(NounKind::Document);
        }
    }

    /// EU's medicinagentur: a noun that no list knows after its owner's name, where a source is expected.
    pub(super) fn unknown_of(&self, owner: Range<usize>, slot: bool, end: usize) -> Option<Mention> {
        let at = owner.end;
        let token = self.document.tokens().get(at).filter(|_| self.is_lower_word(at, end))?;
        let reports = |at: usize| {
            let classes = self.classes(at);
            classes.has(Class::Finite) && classes.meets(ClassSet::REPORTING)
        };
        let after = self.kind(at + 1, end).is_none_or(|kind| kind != TokenKind::Word);
        let expected = |before: usize| {
            self.is(before, owner.start, List::AccordingTo) || self.classes(before).meets(ClassSet::REPORTING)
        };
        let place =
            slot && after && owner.start.checked_sub(1).is_some_and(expected) || at + 1 < end && reports(at + 1);
        let unknown = token.word == 0 && !self.times.contains(&at) && !token.is_dotted();
        (unknown && place).then(|| {
            let start = owner.start;
            self.unknown(start, at + 1, Number::Singular, true, at + 1, Some(owner))
        })
    }

    pub(super) fn genitive_noun(&self, folded: &str) -> Option<Noun> {
        let base = folded.strip_suffix("'s").or_else(|| folded.strip_suffix('s'))?;
        self.document.lexicon.noun(base)
    }

    pub(super) fn owned_by_noun(&self, front: &Front, noun: Noun, end: usize) -> Mention {
        let (start, at) = (front.start, front.at);
        if let Some(mut whole) = self.noun_phrase(at + 1, end, false).filter(|whole| {
            !whole.genitive && (matches!(whole.head, Head::Noun(_)) || whole.head == Head::Name && whole.noun.is_some())
        }) {
            whole.owner = Some(start..at + 1);
            whole.tokens.start = start;
            whole.core.start = start;
            whole.definite = true;
            self.as_told(&mut whole, end);
            return whole;
        }
        Mention {
            noun: Some((at, noun)),
            number: noun.number,
            gender: noun.gender,
            definite: front.definite || noun.definite,
            genitive: true,
            ..Mention::plain(start..at + 1, Head::Noun(noun.kind))
        }
    }
}
