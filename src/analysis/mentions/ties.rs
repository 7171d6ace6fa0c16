//! What a phrase is tied to with a preposition: formand for foreningen, moren til drengen, en kilde tæt på sagen.

use super::front::Tightness;
use super::*;

impl MentionReader<'_, '_> {
    /// Up to three prepositional phrases that say where somebody belongs.
    pub(super) fn ties(&self, mention: &mut Mention, end: usize) {
        for _ in 0..3 {
            let at = mention.tokens.end;
            if self.called(mention, end) {
                return;
            }
            let more = self.age_in_years(mention, end).or_else(|| self.relation(mention, end));
            if let Some(stop) = more.or_else(|| self.nearness(mention, end)) {
                mention.tokens.end = stop;
                continue;
            }
            let lasts = self.is(at, end, List::Lasting)
                && at + 2 < end
                && (self.document.tokens()[at + 1].kind == TokenKind::Number
                    || self.classes(at + 1).has(Class::NumberWord))
                && self.is(at + 2, end, List::Period);
            // Foderet er for dyrt og banken for nervøs: too much of something.
            let office = matches!(mention.head, Head::Noun(NounKind::Role));
            let too = !office
                && self.is(at, end, List::For)
                && self.classes(at + 1).has(Class::Adjective)
                && self.document.noun(at + 1).is_none()
                && !self.is_lower_word(at + 2, end)
                && !self.is_name_word(at + 2, end);
            let court = self.is(at, end, List::In) && self.is(at + 1, end, List::Court);
            // hans kone gennem 40 år, Karen Margrethe
            if lasts
                && mention.owner.is_some()
                && self.kind(at + 3, end) == Some(TokenKind::Comma)
                && (self.is_name_word(at + 4, end)
                    || at + 5 < end && self.document.noun(at + 4).is_some() && self.is_name_word(at + 5, end))
            {
                mention.tokens.end = at + 3;
                return;
            }
            if lasts
                || too
                || court
                || !self.is(at, end, List::BelongsTo)
                || self.times.contains(&at)
                || at + 1 >= end
                || self.times.contains(&(at + 1))
            {
                return;
            }
            let role = mention.role.is_none() && mention.names.is_empty();
            let Some((stop, document, owner)) = self.tied(at + 1, end) else { return };
            // på den første skoledag: a circumstance, unless it is a body or place by name.
            let known = || self.document.tokens()[at + 1].is_capitalised() || self.body_within(at + 1, stop);
            let loose = self.is(at, end, List::LooseTie);
            if !role && self.is(at, end, List::RoleTie) || loose && !known() {
                return;
            }
            // siger direktøren i en mail: the mail is the way it came, not where he belongs.
            if document && !(role && self.is(at, end, List::AuthorTie)) {
                return;
            }
            // en bebudelse fra kommunen
            let said = mention.head == Head::Phrase && self.classes(at - 1).has(Class::SpeechNoun);
            let own_document = matches!(mention.head, Head::Noun(NounKind::Document | NounKind::Organisation)) || said;
            if own_document && self.is(at, end, List::SenderTie) && mention.owner.is_none() {
                mention.tokens.end = owner.as_ref().map_or(stop, |owner| owner.end.max(stop));
                mention.owner = owner;
                if said {
                    mention.head = Head::Noun(NounKind::Document);
                }
                continue;
            }
            // bageriet på Torvet, but et opslag på nettet
            let body = mention.head == Head::Noun(NounKind::Organisation)
                && self.is(at, end, List::PlaceTie)
                && !self.proper(at + 1).has(Class::Medium);
            if own_document && !body && !self.is(at, end, List::BodyTie) {
                return;
            }
            mention.tokens.end = self.second_field(at, stop, end);
        }
    }

    /// en ung agronom ved navn Bo Dam: takes the name. Whether there was one.
    fn called(&self, mention: &mut Mention, end: usize) -> bool {
        let at = mention.tokens.end;
        let called =
            mention.names.is_empty() && self.is(at, end, List::BelongsTo) && self.is(at + 1, end, List::NameNoun);
        let Some((name, false)) = called.then(|| self.name(at + 2, end)).flatten() else { return false };
        mention.role = Some(mention.tokens.clone());
        mention.tokens.end = name.end;
        if mention.gender == Gender::Common {
            mention.gender = self.gender_of(&name);
        }
        mention.names = vec![name];
        mention.head = Head::Name;
        mention.bare = false;
        true
    }

    /// The end of a field of two: ekspert i køn og identitet, chef for salg og marketing.
    pub(super) fn second_field(&self, preposition: usize, stop: usize, end: usize) -> usize {
        let field = self.is(preposition, end, List::FieldTie)
            && self.is(stop, end, List::And)
            && !self.document.tokens()[stop - 1].is_capitalised()
            && self.is_lower_word(stop + 1, end)
            && self.classes(stop + 1).without(ClassSet::of(&[Class::OtherInfinitive])).is_empty();
        let verb = || {
            let folded = self.document.folded(stop + 1);
            self.ends(Ending::FiniteVerb, folded)
        };
        let closed = self.kind(stop + 2, end).is_none_or(|kind| kind != TokenKind::Word)
            || self.classes(stop + 2).meets(ClassSet::FINITE.union(ClassSet::of(&[Class::Preposition])))
            || self.is_name_word(stop + 2, end);
        if field && !verb() && closed { stop + 2 } else { stop }
    }

    /// en kilde tæt på forhandlingerne, en person med indgående kendskab til sagen: the end of what somebody knows of.
    pub(super) fn nearness(&self, mention: &Mention, end: usize) -> Option<usize> {
        let at = mention.tokens.end;
        if mention.noun.is_none() || !mention.names.is_empty() {
            return None;
        }
        let near = self.is(at, end, List::Near) && self.is(at + 1, end, List::NearTie);
        let start = if near {
            at + 2
        } else {
            let noun = self
                .is(at, end, List::WithWithout)
                .then(|| (at + 1..end.min(at + 3)).find(|place| self.is(*place, end, List::KnowledgeNoun)))?;
            let noun = noun.filter(|place| self.is(place + 1, end, List::KnowledgeTie))?;
            noun + 2
        };
        (start < end).then(|| self.tied(start, end)).flatten().map(|(stop, _, _)| stop)
    }

    /// Whether a word between two places names a body.
    pub(super) fn body_within(&self, start: usize, stop: usize) -> bool {
        (start..stop).any(|at| {
            let noun = self.document.noun(at);
            noun.is_some_and(|noun| noun.kind == NounKind::Organisation)
        })
    }

    /// The end of a phrase of nouns that no list knows: amerikanske valgkampe, provinsbyen Norrvik, børn og familier.
    pub(super) fn plain_end(&self, at: usize, end: usize) -> usize {
        let noun = |at: usize| self.is_lower_word(at, end) && self.may_be_noun(at) && !self.times.contains(&at);
        let mut head = at;
        while head < at + 3 && self.is_adjective(head, end, Tightness::Definite) && noun(head + 1) {
            head += 1;
        }
        let folded = self.document.folded(head);
        let place = self.ends(Ending::ShortDefinite, folded) && self.is_name_word(head + 1, end);
        if place
            && !self.proper(head + 1).has(Class::GivenName)
            && let Some((name, false)) = self.name(head + 1, end)
        {
            return name.end;
        }
        head + 1
    }

    /// en kvinde på 43 år: the end of the age.
    pub(super) fn age_in_years(&self, mention: &Mention, end: usize) -> Option<usize> {
        let at = mention.tokens.end;
        let human = mention.noun.is_some_and(|(_, noun)| matches!(noun.kind, NounKind::Person | NounKind::Role));
        let number = self.kind(at + 1, end) == Some(TokenKind::Number) || self.classes(at + 1).has(Class::NumberWord);
        let years = self.is(at, end, List::On) && number && self.is(at + 2, end, List::Years);
        (human && !mention.definite && years).then_some(at + 3)
    }

    /// moren til den dræbte dreng, forfatteren til bogen: the end of what a relational noun is tied to with »til«.
    /// »Til« as well begins the one who is spoken to: siger moren til avisen.
    pub(super) fn relation(&self, mention: &Mention, end: usize) -> Option<usize> {
        let at = mention.tokens.end;
        let (_, noun) = mention.noun.filter(|_| mention.names.is_empty() && self.is(at, end, List::To))?;
        let lemma = self.document.lexicon.lemma(noun);
        let author = self.ends(Ending::Author, lemma);
        if !author && !self.ends(Ending::Relative, lemma) {
            return None;
        }
        let count = self.classes(at + 1).has(Class::NumberWord) || self.kind(at + 1, end) == Some(TokenKind::Number);
        if count && !self.is_lower_word(at + 2, end) {
            return Some(at + 2);
        }
        let other = self.noun_phrase(at + 1, end, true).filter(|other| !other.genitive)?;
        let stop = other.core.end;
        let verb = stop < end && self.classes(stop).meets(ClassSet::FINITE);
        let possessed = other
            .owner
            .as_ref()
            .is_some_and(|owner| owner.len() == 1 && self.classes(owner.start).has(Class::Possessive));
        // mor til drengen, lærer Ida Holm: the apposition tells who the mother is.
        let beside = other.names.first().is_some_and(|name| name.start >= stop);
        let head = match other.noun {
            Some((_, noun)) if beside => Head::Noun(noun.kind),
            None if beside => Head::Phrase,
            _ => other.head,
        };
        let fits = match head {
            Head::Noun(NounKind::Role | NounKind::Person | NounKind::Group) => !author && !possessed,
            Head::Noun(NounKind::Document) | Head::Phrase => author,
            Head::Name => verb,
            _ => false,
        };
        (fits || verb && other.head != Head::Pronoun).then_some(stop)
    }

    /// en rapport, som Ida Holm har skrevet: who wrote a document, by the relative clause that follows it at `at`.
    pub(super) fn author(&self, at: usize, end: usize) -> Option<Range<usize>> {
        let relative =
            self.kind(at, end) == Some(TokenKind::Comma) && self.is(at + 1, end, List::RelativePronoun) && at + 2 < end;
        let who = relative.then(|| self.noun_phrase(at + 2, end, true)).flatten().filter(|who| !who.genitive)?;
        let stop = who.tokens.end;
        let mut verbs = (stop..end.min(stop + 4)).take_while(|verb| {
            self.kind(*verb, end) == Some(TokenKind::Word) && !self.classes(*verb).has(Class::Preposition)
        });
        verbs.any(|verb| self.is(verb, end, List::Authored)).then_some(who.tokens)
    }

    /// The noun phrase after a preposition: its end, whether it is a document, its whole place.
    pub(super) fn tied(&self, at: usize, end: usize) -> Option<(usize, bool, Option<Range<usize>>)> {
        // ven af både Ida Holm og Erik Juul
        if self.is(at, end, List::BothAnd)
            && let Some(first) = self.noun_phrase(at + 1, end, false).filter(|first| !first.genitive)
            && self.is(first.core.end, end, List::And)
            && let Some(second) = self.noun_phrase(first.core.end + 1, end, false).filter(|second| !second.genitive)
        {
            return Some((second.core.end, false, None));
        }
        if let Some((name, genitive)) = self.name(at, end) {
            if genitive {
                let whole = self.owned(at, name, end);
                let document = matches!(whole.head, Head::Noun(NounKind::Document));
                return (!whole.genitive).then(|| (whole.core.end, document, Some(whole.tokens.clone())));
            }
            // i Telva Preben Østerlund: a given name after a body's name begins a person.
            if !self.proper(name.start).has(Class::GivenName)
                && name.len() > 2
                && let Some(split) =
                    (name.start + 1..name.end - 1).find(|place| self.proper(*place).has(Class::GivenName))
            {
                return Some((split, false, Some(name.start..split)));
            }
            let mut stop = name.end;
            if self.is(stop, end, List::And)
                && self.document.tokens().get(stop + 1).is_some_and(|next| stop + 1 < end && next.is_capitalised())
                && let Some((more, false)) = self.name(stop + 1, end)
            {
                let people = self.proper(more.start).has(Class::GivenName);
                if !people {
                    stop = more.end;
                }
            }
            return Some((stop, false, Some(name.start..stop)));
        }
        let token = self.document.tokens()[at];
        // professor i endokrinologi Søren Lund: the name goes with the title.
        let plain = token.kind == TokenKind::Word && !token.is_capitalised() && !self.classes(at).meets(NO_NOUN);
        let person_next = at + 1 < end
            && self.document.tokens()[at + 1].is_capitalised()
            && self.proper(at + 1).has(Class::GivenName);
        if token.has_digits() || plain && person_next && self.document.noun(at).is_none() {
            return Some((at + 1, false, None));
        }
        let Some(inner) = self.noun_phrase(at, end, true) else {
            // myndighed for cybersikkerhed: a bare noun that no list knows.
            return plain.then(|| (self.plain_end(at, end), false, None));
        };
        if inner.genitive || inner.head == Head::Pronoun {
            return None;
        }
        let document = matches!(inner.head, Head::Noun(NounKind::Document));
        // hospitalet Anne-Birgitte Rask: the noun is the tie, the person is the head.
        let person = inner.head == Head::Name
            && inner.noun.is_some_and(|(_, noun)| noun.kind == NounKind::Organisation)
            && inner.names.first().is_some_and(|name| self.proper(name.start).has(Class::GivenName));
        // talsmand for de strejkende Bo Dam: several, and one who speaks for them.
        let several = inner.head == Head::Name
            && self.is(at, end, List::SeveralPeople)
            && matches!(&inner.names[..], [one] if one.start > at + 1 && self.proper(one.start).has(Class::GivenName));
        // professor i offentlig digitalisering Nadja Holm: so does the field's last word.
        let field = inner.head == Head::Name
            && inner.noun.is_none()
            && matches!(&inner.names[..], [one] if one.start > at && one.len() > 1
                && !self.proper(one.start).meets(ClassSet::of(&[Class::OrganisationName, Class::Place, Class::Medium]))
                && !self.ends_definite(self.document.folded(one.start - 1)));
        if let Some(name) = inner.names.first().filter(|_| several || field) {
            return Some((name.start, false, None));
        }
        let stop = match (&inner.noun, person) {
            (Some((noun, _)), true) => noun + 1,
            _ => inner.core.end,
        };
        let whole = if person { stop } else { inner.tokens.end };
        Some((stop, document, Some(at..whole)))
    }

    /// Whether a finite verb of saying or meaning stands at `at`.
    pub(super) fn is_report(&self, at: usize) -> bool {
        let classes = self.classes(at);
        classes.meets(ClassSet::REPORTING) && classes.has(Class::Finite) && !classes.has(Class::Adverb)
    }

    /// sammenslutningen af norske rektorer mener: the end of what an unknown definite noun is tied to, where a report
    /// follows.
    pub(super) fn body_before_report(&self, at: usize, end: usize) -> Option<usize> {
        let tie = self.is(at + 1, end, List::AssociationTie) && !self.times.contains(&(at + 2)) && at + 2 < end;
        let (stop, document, _) = tie.then(|| self.tied(at + 2, end)).flatten()?;
        (!document && stop < end && self.is_report(stop)).then_some(stop)
    }
}
