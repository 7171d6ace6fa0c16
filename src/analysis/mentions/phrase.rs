//! Noun phrases: determiners, owners and adjectives, then a noun, a name, or an adjective alone.

use super::front::Front;
use super::*;

impl MentionReader<'_, '_> {
    /// Whether an unknown noun is definite by its ending. Neuter nouns end like participles; only endings that no
    /// participle has count.
    pub(super) fn ends_definite(&self, folded: &str) -> bool {
        folded.chars().count() > 4 && self.ends(Ending::Definite, folded)
    }

    pub(super) fn pronoun(&self, at: usize, end: usize) -> Option<Mention> {
        let entry = self.document.lexicon.entry(self.document.tokens()[at].word);
        let pronoun = entry.pronoun?;
        // »i« is a preposition; »I« inside a sentence is you, but not behind the colon of RIBE: I går …
        let opens =
            || self.document.sentence_of(at).start == at || self.document.tokens()[at - 1].kind == TokenKind::Colon;
        if self.document.is(at, List::In) && (!self.document.tokens()[at].is_capitalised() || opens()) {
            return None;
        }
        if self.document.tokens()[at].proper != 0
            && self.document.tokens().get(at + 1).is_some_and(|t| t.is_capitalised())
        {
            return None;
        }
        if pronoun.case == Case::Possessive {
            if self.is_couple(at, end) {
                return None;
            }
            // hans opfattelse: an owner; hans søster: a phrase of its own.
            let owned = self.noun_phrase(at, end, false);
            if owned.as_ref().is_some_and(|owned| owned.tokens.len() > 1) {
                return owned;
            }
            return Some(self.bare(at..at + 1, Head::Pronoun, pronoun, true));
        }
        if (entry.classes.has(Class::Determiner) || self.is(at, end, List::DefiniteArticle))
            && let Some(phrase) = self.noun_phrase(at, end, false)
        {
            return Some(phrase);
        }
        let mut mention = self.bare(at..at + 1, Head::Pronoun, pronoun, false);
        mention.anyone = self.document.is(at, List::One);
        Some(mention)
    }

    fn bare(&self, tokens: Range<usize>, head: Head, pronoun: Pronoun, genitive: bool) -> Mention {
        Mention {
            number: pronoun.number,
            gender: pronoun.gender,
            pronoun: Some(pronoun),
            definite: true,
            genitive,
            ..Mention::plain(tokens, head)
        }
    }

    /// Determiners, owners, adjectives, then a noun, a name or both.
    pub(super) fn noun_phrase(&self, start: usize, end: usize, slot: bool) -> Option<Mention> {
        if self.depth.get() >= DEPTH || !self.may_begin(start, end) {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let phrase = self.open_phrase(start, end, slot);
        self.depth.set(self.depth.get() - 1);
        phrase
    }

    /// Whether a phrase can begin with the word at `at`: what all ways of [`Self::open_phrase`] ask of a word in small
    /// letters, put together, as most words are none.
    fn may_begin(&self, at: usize, end: usize) -> bool {
        let Some(token) = self.document.tokens().get(at).filter(|_| at < end) else { return false };
        if token.kind != TokenKind::Word || token.is_capitalised() || token.has_digits() || token.is_dotted() {
            return true;
        }
        let classes = self.classes(at);
        let openers =
            ClassSet::of(&[Class::Determiner, Class::Possessive, Class::NumberWord, Class::Adjective, Class::Ordinal]);
        if classes.meets(openers) || self.document.noun(at).is_some() {
            return true;
        }
        let folded = self.document.folded(at);
        // afdødes familie, teknik- og miljødirektør, statsejede selskaber
        if folded.ends_with('s') || token.has_hyphen() || self.begins_quantity(at) || self.is_address(at) {
            return true;
        }
        if (token.word == 0 || classes.is_empty()) && self.ends_definite(folded) {
            return true;
        }
        if self.is_unknown_participle(at) {
            return true;
        }
        // isenkræmmer Ejgil Toft
        let next = self.document.tokens().get(at + 1).filter(|_| at + 1 < end);
        !classes.meets(NO_NOUN) && next.is_some_and(|next| next.is_capitalised() || next.has_digits())
    }

    fn open_phrase(&self, start: usize, end: usize, slot: bool) -> Option<Mention> {
        match self.article_name(start, end) {
            Some((name, true)) => return Some(self.owned(start, name, end)),
            Some((name, false)) => return self.named(start, start, name, end),
            None => {}
        }
        // Klokken 00.32 faldt …
        if self.is(start, end, List::OClock) && self.kind(start + 1, end) == Some(TokenKind::Number) {
            return None;
        }
        if let Some(some) = self.some_people(start, end, slot) {
            return Some(some);
        }
        let front = match self.front(start, end) {
            Ok(front) => front,
            Err(whole) => return whole.map(|whole| *whole),
        };
        let at = front.at;
        if at >= end {
            return self.adjective_head(&front, at, end);
        }
        let token = self.document.tokens()[at];
        let first = self.document.sentence_of(at).start == at;
        if let Some(title) = self.title_by_rest(start, at, end) {
            return Some(title);
        }
        if first
            && token.is_capitalised()
            && token.word == 0
            && (self.titlelike(at) || self.ends_definite(self.document.folded(at)))
            && let Some(person) = self.unknown_title(start, at, end)
        {
            return Some(person);
        }
        // A name in the genitive owns what follows: Kasperskys danske chef.
        // de otte EU-lande: a common noun with a name for its first part.
        let common = front.determined && self.is_common_compound(at);
        match self.name(at, end).filter(|_| !common) {
            Some((name, true)) if front.owner.is_none() => {
                let whole = self.owned(start, name.clone(), end);
                return Some(self.unknown_of(name, slot, end).filter(|_| whole.genitive).unwrap_or(whole));
            }
            Some((name, false)) => return self.named(start, at, name, end),
            _ => {}
        }
        if let Some(person) = self.unknown_title(start, at, end) {
            return Some(person);
        }
        if token.kind != TokenKind::Word {
            return self.adjective_head(&front, at, end);
        }
        if self.is_participle_head(&front, end) {
            let front = Front { adjectives: front.adjectives + 1, ..front };
            return self.adjective_head(&front, at + 1, end);
        }
        if let Some(members) = self.members(&front, end) {
            return Some(members);
        }
        let folded = self.document.folded(at);
        let classes = self.classes(at);
        let verb = classes.meets(ClassSet::FINITE);
        let modified = front.determined || front.owner.is_some() || front.adjectives > 0;
        let noun = self.document.noun(at).filter(|_| !verb || modified || self.in_nouns_place(at, end, slot));
        if let Some(noun) = noun {
            if self.disagrees(&front, noun) || self.is_manner(&front, noun) {
                return None;
            }
            return Some(self.with_noun(&front, noun, end));
        }
        if let Some(noun) = self.genitive_noun(folded).filter(|_| front.owner.is_none()) {
            return Some(self.owned_by_noun(&front, noun, end));
        }
        let number = if front.several { Number::Plural } else { Number::Singular };
        let owned = front.owner.is_some() && front.adjectives > 0;
        if (front.determined || owned)
            && self.may_be_head(&front, end)
            && (common || !token.is_capitalised())
            && !token.is_dotted()
        {
            let stop = self.set_end(at, end);
            let number = if stop > at + 1 { Number::Plural } else { number };
            return Some(self.unknown(start, stop, number, front.definite, end, front.owner));
        }
        let unknown = token.word == 0 || classes.is_empty();
        // men skovejeren siger: what reports needs a subject.
        let body = self.body_before_report(at, end);
        let reports = || body.is_some() || at + 1 < end && self.is_report(at + 1);
        if at == start && unknown && self.ends_definite(folded) && (slot || token.is_capitalised() || reports()) {
            // provinsbyen Norrvik: a name after a definite noun is that of the thing.
            if !self.ends(Ending::PluralDefinite, folded)
                && let Some((name, false)) = self.name(at + 1, end)
            {
                return self.named(start, name.start, name, end);
            }
            let number = if self.ends(Ending::PluralDefinite, folded) { Number::Plural } else { Number::Singular };
            let mut unknown = self.unknown(start, at + 1, number, true, end, None);
            if let Some(stop) = body {
                unknown.tokens.end = stop;
                unknown.core = unknown.tokens.clone();
            }
            return Some(unknown);
        }
        self.adjective_head(&front, at, end)
    }

    /// What stands before a phrase's head, or the whole phrase where the front is one of a kind: en af
    /// initiativtagerne, 68 procent af forældrene.
    fn front(&self, start: usize, end: usize) -> Result<Front, Option<Box<Mention>>> {
        let mut front = Front { start, at: start, ..Front::default() };
        while front.at < end {
            let at = front.at;
            let token = self.document.tokens()[at];
            let classes = self.classes(at);
            let inner_capital = token.is_capitalised() && at > start;
            if at > start && self.times.contains(&at) {
                // den i dag 81-årige smed
                let aged = (at + 1..end.min(at + 4)).find(|place| self.is_aged(*place, end));
                let Some(aged) = aged.filter(|_| front.definite) else { return Err(None) };
                front.at = aged;
                continue;
            }
            if let Some(shared) = self.shared(start, at, end) {
                return Err(Some(Box::new(shared)));
            }
            if let Some(number) = self.ordinal_in_digits(at, end) {
                // 2. viceborgmester
                front.adjectives += 1;
                front.at = number - 1;
            } else if let Some(number) = self.approximate(at, end).filter(|_| front.adjectives == 0) {
                // omkring 30, de cirka 40, to ud af tre
                front.several = true;
                front.determined = true;
                front.at = number - 1;
            } else if self.is_years_old(at, end) {
                // en 34 år gammel mand
                front.adjectives += 1;
                front.at += 2;
            } else if token.kind == TokenKind::Number || classes.has(Class::NumberWord) && !inner_capital {
                if self.is(at + 1, end, List::Percent) && self.is(at + 2, end, List::Of) {
                    return Err(self.share(start, at + 3, end, Some(Number::Plural)).map(Box::new));
                }
                if self.is(at + 1, end, List::Of) {
                    // to af de tiltalte
                    let shared = self.share(start, at + 2, end, Some(Number::Plural));
                    return Err(shared.filter(|shared| shared.definite && shared.noun.is_some()).map(Box::new));
                }
                front.several |= self.document.word(at) != "1";
                front.determined = true;
            } else if classes.has(Class::Determiner) && !inner_capital && front.owner.is_none() && front.adjectives == 0
            {
                if self.is(at + 1, end, List::Of) && !self.is(at, end, List::StandsForItself) {
                    let one = self.is(at, end, List::OneOf);
                    if one && self.is(at + 2, end, List::Them) {
                        // en af dem, tømrer Bo Dam
                        let mut one = self.unknown(start, at + 3, Number::Singular, false, at + 3, None);
                        self.apposition(&mut one, end);
                        return Err(Some(Box::new(one)));
                    }
                    return Err(self.share(start, at + 2, end, one.then_some(Number::Singular)).map(Box::new));
                }
                front.determined = true;
                front.definite |= self.is(at, end, List::DefiniteDeterminer);
                front.several |= self.is(at, end, List::SeveralDeterminer);
            } else if classes.has(Class::Possessive)
                && !inner_capital
                && !self.is_hans(at, end)
                && front.owner.is_none()
                && front.adjectives == 0
            {
                front.owner = Some(at..at + 1);
                front.definite = true;
            } else if self.is_adjective_owner(&front, end) {
                // den dræbtes søster, afdødes familie
                front.owner = Some(front.start..at + 1);
                front.definite = true;
                front.adjectives = 0;
            } else if self.is_unknown_owner(at, end) && front.owner.is_none() && front.adjectives == 0 {
                // landets udenrigsminister
                front.owner = Some(front.start..at + 1);
                front.definite = true;
            } else if let Some(next) = self.further_adjective(&front, end) {
                front.adjectives += 1;
                front.at = next - 1;
            } else if token.kind == TokenKind::Word
                && self.document.word(at).ends_with('-')
                && self.is(at + 1, end, List::AndOr)
                && !(token.is_capitalised() && self.is_name_word(at + 2, end))
            {
                // teknik- og miljødirektør: the first part shares the head of the second.
                front.at += 1;
            } else if self.is_title(at, end) {
                // fru Holm, cand.psych. Ida Holm
                front.adjectives += 1;
            } else if self.is_degree(&front, end) {
                // den snart 60-årige, en meget erfaren læge
            } else if self.is_adjective(at, end, front.tightness()) && !self.begins_name(at, end, start) {
                front.adjectives += 1;
            } else {
                break;
            }
            front.at += 1;
        }
        Ok(front)
    }

    /// de berørte har fået besked: a participle as head, since a finite verb follows.
    fn is_participle_head(&self, front: &Front, end: usize) -> bool {
        let at = front.at;
        let participle = self.classes(at).meets(ClassSet::of(&[Class::FiniteVerb, Class::Finite]))
            && self.ends(Ending::Past, self.document.word(at));
        front.definite
            && at > front.start
            && participle
            && at + 1 < end
            && (self.classes(at + 1).meets(ClassSet::FINITE) || self.is(at + 1, end, List::OwnSelf))
    }

    /// anklager Mikkel Toft, Tiltalte: »…«: a noun that looks like a verb, in a noun's place.
    fn in_nouns_place(&self, at: usize, end: usize, slot: bool) -> bool {
        let first = self.document.sentence_of(at).start == at;
        let person = || {
            let name = self.name(at + 1, end);
            name.is_some_and(|(name, _)| self.proper(name.start).has(Class::GivenName))
        };
        let label = || self.kind(at + 1, self.document.tokens().len()) == Some(TokenKind::Colon);
        let subject =
            || at + 1 < end && self.classes(at + 1).meets(ClassSet::FINITE) && !self.classes(at + 1).has(Class::Adverb);
        // landsholdets anfører siger
        let owned = || {
            let owner = at.checked_sub(1).filter(|_| !first).map(|owner| self.document.folded(owner));
            let base = owner.as_ref().and_then(|owner| owner.strip_suffix('s'));
            base.is_some_and(|base| self.document.lexicon.noun(base).is_some_and(|noun| noun.definite))
        };
        // Facebooks ejer Meta
        let owned_name = || {
            let before = at.checked_sub(1).filter(|_| !first).map(|before| self.document.word(before));
            before.is_some_and(|before| before.ends_with('s') && before.starts_with(char::is_uppercase))
                && self.is_name_word(at + 1, end)
        };
        let closed =
            || self.kind(at + 1, end).is_none_or(|kind| kind != TokenKind::Word) || self.times.contains(&(at + 1));
        // 3F's forhandler, …
        let apostrophe = || {
            let before = at.checked_sub(1).filter(|_| !first).map(|before| self.document.word(before));
            before.is_some_and(|before| before.ends_with("'s") || before.ends_with("’s")) && closed()
        };
        // Tillidsmanden, smed Bo Dam, …
        let beside = !first && self.kind(at - 1, end) == Some(TokenKind::Comma);
        (slot || first || beside) && person()
            || first && (label() || subject())
            || owned() && (subject() || person() || closed())
            || owned_name()
            || apostrophe()
    }

    /// den 43-årige, de fem, den udviste: no noun follows the adjective or number; the phrase ends at `at`.
    fn adjective_head(&self, front: &Front, at: usize, end: usize) -> Option<Mention> {
        let aged = (front.start..at).any(|place| self.is_aged(place, at));
        if self.document.is(front.start, List::Each) && front.adjectives > 0 {
            return Some(self.unknown(front.start, at, Number::Plural, false, at, None));
        }
        // Den anden, Ida Holm, skriver …
        let two = front.definite && front.owner.is_none() && at == front.start + 2;
        if two && self.document.is(at - 1, List::OneOfTwo) {
            let mut one = self.unknown(front.start, at, Number::Singular, true, at, None);
            self.apposition(&mut one, end);
            if !one.names.is_empty() {
                return Some(one);
            }
        }
        // Den anden er smeden Ida Holm: one of several, and no pronoun.
        if two && self.document.is(at - 1, List::OneOfTwo) && self.is(at, end, List::FiniteCopula) {
            return Some(self.unknown(front.start, at, Number::Singular, true, at, None));
        }
        let described = front.definite && (front.adjectives > 0 || front.several) && at - front.start > 1;
        if front.owner.is_some() || !(aged || described && front.determined) {
            return None;
        }
        // siger de samstemmende: a participle that says how.
        let manner = self.ends(Ending::PresentParticiple, self.document.folded(at - 1))
            && self.document.is(front.start, List::ArticlePlural);
        if manner && !front.several && !aged {
            return None;
        }
        let number = if front.several { Number::Plural } else { Number::Singular };
        Some(self.unknown(front.start, at, number, front.definite, if aged { end } else { at }, None))
    }

    pub(super) fn unknown(
        &self,
        start: usize,
        at: usize,
        number: Number,
        definite: bool,
        end: usize,
        owner: Option<Range<usize>>,
    ) -> Mention {
        let last = self.document.folded(at - 1);
        let thing = self.ends(Ending::ThingHead, last);
        let mut mention = Mention { owner, number, definite, thing, ..Mention::plain(start..at, Head::Phrase) };
        // den 22-årige fra Vejle
        let aged = at < end && self.is_aged(at - 1, end) && self.is(at, end, List::From);
        let people = |folded: &str| self.ends(Ending::People, folded);
        mention.measure = (start..at).any(|place| self.document.tokens()[place].kind == TokenKind::Number)
            && !people(self.document.folded(at - 1));
        if (!definite || aged) && at < end {
            self.ties(&mut mention, end);
            mention.core = mention.tokens.clone();
        }
        mention
    }

    /// A noun with what stands after it: a name, ties, an apposition.
    fn with_noun(&self, front: &Front, noun: Noun, end: usize) -> Mention {
        let (start, at) = (front.start, front.at);
        let definite = front.definite || noun.definite;
        // et råd fra konsulenten: what was said, not a council.
        let said = self.classes(at).has(Class::SpeechNoun) && self.is(at + 1, end, List::SaidTie)
            || front.owner.is_some() && self.is_told(at, end);
        let noun = if said { Noun { kind: NounKind::Document, ..noun } } else { noun };
        let owner = front.owner.clone();
        // De ansatte, ansatte: den ansatte is written alike.
        let folded = self.document.folded(at);
        let alike = self.ends(Ending::Past, folded);
        let many = alike && folded != self.document.lexicon.lemma(noun) && start == at;
        let they = alike && self.is(start, end, List::These);
        let number = if front.several || many || they { Number::Plural } else { noun.number };
        let mut mention = Mention {
            noun: Some((at, noun)),
            owner,
            number,
            gender: noun.gender,
            definite,
            ..Mention::plain(start..at + 1, Head::Noun(noun.kind))
        };
        mention.bare = start == at && !mention.definite && mention.number == Number::Singular;
        // Rektor lover, at …: a title at the sentence's beginning stands for its holder.
        mention.definite |= mention.bare && self.document.sentence_of(at).start == at;
        if let Some(person) = self.second_title(&mention, end) {
            return person;
        }
        // direktør på hospitalet Anne-Birgitte Rask; chefen for A i B, Leif Jensen
        // direktør lic.techn. Leif Kjærgaard
        let degree = at + 1 < end
            && (self.document.tokens()[at + 1].is_dotted() && !self.document.tokens()[at + 1].is_capitalised()
                || self.is(at + 1, end, List::Emeritus));
        if let Some((name, genitive)) = self.name(at + 1 + usize::from(degree), end) {
            mention.tokens.end += usize::from(degree);
            return self.titled(mention, name, genitive, end);
        }
        if mention.owner.is_none() && noun.kind == NounKind::Document {
            mention.owner = self.author(at + 1, end);
        }
        self.ties(&mut mention, end);
        let after = mention.tokens.end;
        if let Some((name, false)) = (mention.tokens.len() > at + 1 - start).then(|| self.name(after, end)).flatten()
            && (self.proper(name.start).has(Class::GivenName) || self.proper(name.start).is_empty() && name.len() > 2)
            && name.len() > 1
        {
            return self.titled(mention, name, false, end);
        }
        mention.core = mention.tokens.clone();
        self.apposition(&mut mention, end);
        mention
    }
}
