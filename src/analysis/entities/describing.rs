//! Nouns → entities: a role, a body's common noun, a document's author, a description of somebody in view.

use super::sorts::{is_authority, is_company, is_other_body, is_thing};
use super::*;

/// What salience somebody loses for a role noun that is not his.
const OTHER_OFFICE: i64 = 6;

/// Salience below which nobody in view is meant by a noun that is not known to be his: by annotated articles, of those
/// below three in four are somebody else.
const OUT_OF_VIEW: i64 = -22;

/// What he gains for one of his walk of life.
const SAME_WALK: i64 = 8;

impl Entities<'_, '_> {
    /// A document: its owner, where one is known, else itself.
    pub(super) fn written(&mut self, mention: &Mention, at: Place) -> Option<(usize, Link)> {
        if let Some(owner) = &mention.owner
            && let Some(entity) = self.owner(mention, owner.clone(), at)
        {
            if let Some((token, noun)) = mention.noun {
                let forms = [self.base(token, noun), self.document.folded(token).to_owned()];
                self.list[entity].writings.extend(forms);
            }
            return Some((entity, Link::Owner));
        }
        // en analyse fra Havørn Security … ifølge analysen
        if let Some((token, noun)) = mention.noun.filter(|_| mention.definite) {
            let (word, lemma) = (self.document.folded(token), self.document.lexicon.lemma(noun));
            let known =
                self.list.iter().rposition(|entity| entity.writings.iter().any(|form| form == lemma || *form == word));
            if let Some(entity) = known {
                return Some((entity, Link::Owner));
            }
        }
        // ifølge udmeldingen: whoever speaks put it out.
        if let Some((_, noun)) = mention.noun.filter(|_| mention.definite && at.speaking) {
            let lemma = self.document.lexicon.lemma(noun);
            let uttered =
                self.document.lexicon.list(List::Utterance).iter().any(|utterance| lemma.ends_with(utterance));
            let near = |entity: &Entity| {
                entity.kind == Some(SpeakerKind::Person)
                    && entity.named
                    && entity.last.block == at.block
                    && entity.last.subject
            };
            if let Some(author) = uttered.then(|| self.salient(at, mention, near)).flatten() {
                return Some((author, Link::Salience));
            }
            if let Some((speaker, block)) = self.speaker.filter(|_| uttered)
                && at.block.saturating_sub(block) <= 3
            {
                return Some((speaker, Link::Salience));
            }
        }
        // Rederiet afviser kritikken. I en erklæring hedder det: whoever the sentence before tells of.
        let own = mention.noun.filter(|_| !mention.definite && at.speaking && mention.owner.is_none());
        if let Some((_, noun)) = own {
            let lemma = self.document.lexicon.lemma(noun);
            let near = |entity: &Entity| {
                matches!(entity.kind, Some(SpeakerKind::Person | SpeakerKind::Organisation))
                    && !entity.anonymous
                    && entity.last.block == at.block
                    && entity.last.subject
                    && entity.last.sentence != at.sentence
            };
            let uttered = self.document.lexicon.has(List::Utterance, lemma)
                || self.document.lexicon.has(List::Declaration, lemma);
            if let Some(author) = uttered.then(|| self.salient(at, mention, near)).flatten() {
                return Some((author, Link::Salience));
            }
        }
        self.by_noun(mention, at)
    }

    fn owner(&mut self, document: &Mention, owner: std::ops::Range<usize>, at: Place) -> Option<usize> {
        // hendes, ministeriets, Ida Holms svar, sikkerhedsfirmaet Havørn Security
        let mut mention = self.reader.read(owner.start, owner.end, true)?;
        mention.genitive |= owner.len() == 1 || document.noun.is_some_and(|(noun, _)| noun >= owner.end);
        self.find(&mention, at).map(|(entity, _)| entity)
    }

    pub(super) fn by_noun(&mut self, mention: &Mention, at: Place) -> Option<(usize, Link)> {
        let head =
            mention.noun.map(|(token, noun)| (self.base_form(mention, token), self.base(token, noun), noun.kind));
        let age = self.age_of(mention);
        if (mention.definite || age.is_some())
            && let Some(found) = age.as_ref().and_then(|age| self.latest(mention, |entity| entity.ages.contains(age)))
        {
            return Some((found, Link::Role));
        }
        if let Some(spouse) = head.as_ref().and_then(|(_, lemma, _)| self.spouse(mention, lemma, at)) {
            return Some((spouse, Link::Salience));
        }
        // De to forskere are the two just named rather than the forskere of the headline.
        if mention.definite
            && mention.owner.is_none()
            && let Some(several) = self.pair(mention, head.as_ref().map(|(_, _, kind)| *kind))
        {
            return Some((several, Link::Salience));
        }
        // Ifølge hovedpersonen selv: whom the article is about.
        let hero = head.as_ref().is_some_and(|(_, lemma, _)| self.document.lexicon.has(List::Hero, lemma));
        if hero
            && mention.definite
            && mention.owner.is_none()
            && let Some(hero) = self.most_met()
        {
            return Some((hero, Link::Salience));
        }
        let contrast = mention.tokens.clone().any(|token| self.document.is(token, List::TellsFromOther));
        let pensioned = contrast && age.is_none() && self.is_bare_description(mention);
        let kin = head.as_ref().is_some_and(|(_, lemma, _)| self.document.lexicon.has(List::Kin, lemma));
        // siger rektor: a title that stands for its holder.
        let holder = mention.bare && at.speaking && head.as_ref().is_some_and(|(_, _, kind)| *kind == NounKind::Role);
        if (mention.definite || holder)
            && !(mention.owner.is_some() && kin)
            && !contrast
            && let Some((word, lemma, kind)) = &head
        {
            let person = matches!(kind, NounKind::Role | NounKind::Person);
            let own = mention.tokens.clone().any(|token| self.document.is(token, List::Own));
            let fits = |entity: &Entity| {
                let people = entity.kind != Some(SpeakerKind::Organisation);
                let one = entity.number == mention.number;
                // Sygehusets ledelse is not klubbens.
                let owned = mention.owner.is_none() || entity.named;
                // Realitystjernen, of whom only the next paragraph tells, is not stjernen.
                let met = entity.last.token > 0
                    || !person
                    || !own && entity.nouns.iter().any(|noun| noun == lemma || noun == word);
                one && owned
                    && met
                    && (people == person || entity.kind.is_none() || *kind == NounKind::Document)
                    && entity.is_called(self.document.lexicon, word, lemma, person)
            };
            if (mention.number == Number::Singular
                || *kind == NounKind::Document
                || self.list.iter().any(|entity| !entity.named && entity.number == Number::Plural && fits(entity)))
                && let Some(found) = self.latest(mention, fits)
            {
                // Et firma … Novatek … selskabet: the name that came between.
                let later = (!self.list[found].named && mention.owner.is_none())
                    .then(|| self.any_body(mention, at, Some((lemma.as_str(), *kind))))
                    .flatten()
                    .filter(|named| self.list[*named].last.token > self.list[found].last.token);
                if let Some(named) = later {
                    return Some((named, Link::Salience));
                }
                if *kind == NounKind::Document && !self.list[found].named {
                    self.list[found].name = self.text(mention.core.clone());
                }
                return Some((found, Link::Role));
            }
        }
        if mention.definite
            && mention.owner.is_none()
            && let Some(found) =
                self.any_body(mention, at, head.as_ref().map(|(_, lemma, kind)| (lemma.as_str(), *kind)))
        {
            return Some((found, Link::Salience));
        }
        let person = head.as_ref().is_none_or(|(_, _, kind)| matches!(kind, NounKind::Role | NounKind::Person));
        let last = mention.core.end.saturating_sub(1);
        // det nye nummer, but det 24-årige offer
        let neuter = self.document.is(mention.core.start, List::It) && mention.core.len() > 2 && age.is_none();
        let thing = head.is_none() && (neuter || is_thing(self.document.lexicon, self.document.folded(last)));
        let other = head.as_ref().is_some_and(|(_, lemma, _)| {
            mention.core.len() == 1 && self.document.lexicon.has(List::OtherPerson, lemma)
        });
        let describes = mention.definite
            && person
            && !thing
            && !other
            && mention.number == Number::Singular
            && mention.core.len() <= 8
            && !mention.measure
            && !mention.thing;
        // The reporter is none of those he writes of.
        let reporter = head.as_ref().is_some_and(|(_, lemma, _)| self.document.lexicon.has(List::ReporterNoun, lemma));
        // Den tavse færing har sejlet …: a description of the one in view, before he speaks.
        let in_view = at.speaking || at.subject && mention.tokens.len() > 2 && self.is_bare_description(mention);
        if describes && !reporter && in_view && !(kin && mention.owner.is_some()) && (!contrast || pensioned) {
            let gender = self.gender_of(mention);
            let owned = mention.owner.is_some();
            let bare = self.is_bare_description(mention);
            // Økonomichefen is not the jurist just quoted.
            let walks = self.document.lexicon.walks();
            // Den italienske minister is not just anybody: an office with a land, a field or a party.
            let relational = |token: usize| self.document.lexicon.ends(Ending::Relational, self.document.folded(token));
            let other_office = mention
                .noun
                .is_some_and(|(noun, kind)| kind.kind == NounKind::Role && (mention.core.start..noun).any(relational));
            let same_walk = |entity: &Entity| head.as_ref().and_then(|(_, lemma, _)| walks.agree(lemma, &entity.nouns));
            let fits = |entity: &Entity| {
                (bare || same_walk(entity) != Some(false))
                    && (!other_office || same_walk(entity) == Some(true))
                    && (entity.kind == Some(SpeakerKind::Person)
                    || (entity.last.acted || bare) && self.is_shaped_as_person(entity) && entity.nouns.is_empty())
                    && !entity.anonymous
                    // An unnamed one who is called otherwise is another.
                    && (entity.named || entity.nouns.is_empty())
                    && entity.number == Number::Singular
                    && (gender == Gender::Common || entity.gender == Gender::Common || entity.gender == gender)
                    // Menighedsrådets formand: somebody just named of whom no role is known.
                    && (!owned
                        || entity.named
                            && entity.nouns.is_empty()
                            && entity.role.is_none()
                            && entity.last.block == at.block)
            };
            // Whose office is known is rather called by it.
            let office = head.as_ref().is_some_and(|(_, _, kind)| *kind == NounKind::Role);
            let unlike = |entity: &Entity| match office && !entity.nouns.is_empty() {
                true if same_walk(entity) == Some(true) => -SAME_WALK,
                true => OTHER_OFFICE,
                false => 0,
            };
            let view = if bare { i64::MIN } else { OUT_OF_VIEW };
            let found = self.most_salient(at, mention, fits, unlike).filter(|(score, _)| *score > view);
            // Hendes sønnesøn is not she.
            let found = found.filter(|(_, place)| {
                let owner = mention.owner.clone().and_then(|owner| self.owner(mention, owner, at));
                owner != Some(*place)
            });
            if let Some((_, found)) = found {
                let entity = &mut self.list[found];
                if let Some((word, lemma, _)) = head {
                    entity.nouns.extend([lemma, word]);
                }
                entity.ages.extend(age);
                return Some((found, Link::Salience));
            }
        }
        // Bo Dam vandt valget. Den 42-årige lærer er …: who was just named, where nothing else is known of him.
        if describes && at.subject && !at.speaking && mention.noun.is_some() && self.is_bare_description(mention) {
            let near = |place: &usize| {
                let entity = &self.list[*place];
                entity.kind == Some(SpeakerKind::Person)
                    && entity.named
                    && entity.members.is_empty()
                    && entity.last.token > 0
                    && at.block.saturating_sub(entity.last.block) <= 1
            };
            let mut people = (0..self.list.len()).filter(near);
            let (first, other) = (people.next(), people.next());
            if let Some(found) = first.filter(|_| other.is_none())
                && self.list[found].nouns.is_empty()
                && (age.is_none() || self.list[found].ages.is_empty())
                && [Gender::Common, self.list[found].gender].contains(&self.gender_of(mention))
            {
                let entity = &mut self.list[found];
                if let Some((word, lemma, _)) = head {
                    entity.nouns.extend([lemma, word]);
                }
                entity.ages.extend(age);
                return Some((found, Link::Salience));
            }
        }
        let role = matches!(mention.head, Head::Noun(NounKind::Role | NounKind::Person) | Head::Phrase);
        // roser forfatteren: somebody known by another word, or somebody in passing; a subject may go on to speak.
        if !at.speaking && !at.subject && mention.definite && role && age.is_none() {
            return None;
        }
        // Firmaet er en privat virksomhed: no second body.
        if !at.speaking && mention.predicate {
            return None;
        }
        Some((self.unnamed(mention, head, age), Link::Itself))
    }

    /// Erik og Ida Holm … hans kone: the other of the two who are told of together.
    fn spouse(&mut self, mention: &Mention, lemma: &str, at: Place) -> Option<usize> {
        // Konen er enig: the wife of the couple that the article tells of.
        if mention.owner.is_none()
            && mention.definite
            && mention.names.is_empty()
            && self.document.lexicon.has(List::Wife, lemma)
        {
            let wife = |place: &&usize| self.list[**place].gender == Gender::Female;
            let couples = self.list.iter().rev().filter(|entity| entity.members.len() == 2);
            return couples.filter_map(|entity| entity.members.iter().find(wife)).next().copied();
        }
        let wed = self.document.lexicon.has(List::Spouse, lemma);
        let owner = mention.owner.clone().filter(|_| wed && mention.names.is_empty())?;
        let one = self.owner(mention, owner, at)?;
        let couple = self.list.iter().rev().find_map(|entity| match entity.members[..] {
            [first, second] if first == one => Some((first, second)),
            [first, second] if second == one => Some((second, first)),
            _ => None,
        });
        let (one, other) = couple?;
        let (one, other_entity) = (&self.list[one], &self.list[other]);
        let same = one.words.len() > 1 && other_entity.words.len() > 1 && one.words.last() == other_entity.words.last();
        let fits =
            [other_entity.gender, mention.gender].contains(&Gender::Common) || other_entity.gender == mention.gender;
        (same && fits).then_some(other)
    }

    /// selskabet, supermarkedskæden: the body in view, whatever it is called.
    fn any_body(&self, mention: &Mention, at: Place, head: Option<(&str, NounKind)>) -> Option<usize> {
        if mention.number != Number::Singular || head.is_some_and(|(_, kind)| kind != NounKind::Organisation) {
            return None;
        }
        let lexicon = self.document.lexicon;
        let last = self.document.folded(mention.core.end.checked_sub(1)?);
        let lemma = head.map_or("", |(lemma, _)| lemma);
        let plain = lexicon.has(List::AnyBody, lemma);
        let compound = mention.core.len() == 1 && lexicon.ends(Ending::BodyTrade, last);
        if !(plain || compound && at.speaking) {
            return None;
        }
        let company = lexicon.has(List::Company, lemma) || lexicon.ends(Ending::CompanyTrade, last);
        let body = |entity: &Entity| {
            (entity.kind == Some(SpeakerKind::Organisation) || entity.kind.is_none())
                && entity.named
                && !entity.place
                && !(company && is_authority(lexicon, entity))
                && !(lexicon.has(List::AuthorityNoun, lemma) && is_company(lexicon, entity))
                && (plain || at.block.saturating_sub(entity.last.block) <= 1 && !is_other_body(lexicon, entity, last))
        };
        self.salient(at, mention, body)
    }

    /// den tidligere mejerist: a determiner, an adjective and a noun, which describes somebody known as well as it
    /// tells him from another.
    pub(super) fn is_bare_description(&self, mention: &Mention) -> bool {
        let den = self.document.is(mention.tokens.start, List::ArticleCommon);
        let other = mention.tokens.clone().any(|token| self.document.is(token, List::TellsApart));
        let office = mention.noun.is_some_and(|(_, noun)| {
            self.list.iter().any(|entity| entity.nouns.iter().any(|known| known == self.document.lexicon.lemma(noun)))
        });
        den && !other && !office && mention.owner.is_none()
    }

    /// de to selskaber, begge: the two latest named ones of the kind.
    pub(super) fn pair(&mut self, mention: &Mention, kind: Option<NounKind>) -> Option<usize> {
        // De to opkøbere, en far og en søn, …: nobody who has a name.
        let end = mention.tokens.end;
        let comma = self.document.tokens().get(end).is_some_and(|token| token.kind == TokenKind::Comma);
        let beside = comma && self.document.is(end + 1, List::IndefiniteArticle);
        if beside || mention.tokens.len() > mention.core.len() {
            return None;
        }
        let two = mention.tokens.clone().any(|token| self.document.is(token, List::Two))
            || self.document.is(mention.tokens.start, List::Both) && mention.tokens.len() == 1;
        if !two || mention.number != Number::Plural {
            return None;
        }
        let wanted = match kind {
            Some(NounKind::Organisation) => SpeakerKind::Organisation,
            Some(NounKind::Role | NounKind::Person) | None => SpeakerKind::Person,
            _ => return None,
        };
        let mut latest: Vec<usize> = (0..self.list.len())
            .filter(|place| {
                let entity = &self.list[*place];
                entity.kind == Some(wanted)
                    && entity.named
                    && entity.members.is_empty()
                    && entity.last.token > 0
                    && !entity.place
            })
            .collect();
        latest.sort_by_key(|place| std::cmp::Reverse(self.list[*place].last.token));
        latest.truncate(2);
        latest.sort_by_key(|place| self.list[*place].first);
        (latest.len() == 2).then(|| self.several(latest))
    }

    /// The base form of the noun at a token: målmand.
    pub(super) fn base(&self, token: usize, noun: crate::lexicon::Noun) -> String {
        let folded = self.document.folded(token);
        let lexicon = self.document.lexicon;
        let base =
            lexicon.base_form(folded).or_else(|| folded.strip_suffix('s').and_then(|folded| lexicon.base_form(folded)));
        base.unwrap_or_else(|| lexicon.lemma(noun).to_owned())
    }

    /// A noun as written, without a genitive ending.
    pub(super) fn base_form(&self, mention: &Mention, token: usize) -> String {
        let folded = self.document.folded(token);
        match folded.strip_suffix('s').filter(|_| mention.genitive) {
            Some(base) => base.to_owned(),
            None => folded.to_owned(),
        }
    }

    pub(super) fn latest(&self, mention: &Mention, fits: impl Fn(&Entity) -> bool) -> Option<usize> {
        let before =
            |place: &usize| self.list[*place].last.token < mention.tokens.start || self.list[*place].last.token == 0;
        let fitting: Vec<usize> =
            (0..self.list.len()).filter(|place| before(place) && fits(&self.list[*place])).collect();
        let seen = fitting
            .iter()
            .copied()
            .filter(|place| self.list[*place].last.token > 0)
            .max_by_key(|place| self.list[*place].last.token);
        // Somebody who is introduced only later is found last.
        seen.or_else(|| fitting.into_iter().min_by_key(|place| self.list[*place].first))
    }

    pub(super) fn unnamed(
        &mut self,
        mention: &Mention,
        head: Option<(String, String, NounKind)>,
        age: Option<String>,
    ) -> usize {
        let mut name = self.text(mention.core.clone());
        if mention.genitive {
            name = strip_genitive(&name).to_owned();
        }
        let phrase = fold(&name);
        if let Some(known) = self.by_phrase.get(&phrase) {
            return *known;
        }
        self.by_phrase.insert(phrase.clone(), self.list.len());
        let kind = match &head {
            Some((_, _, NounKind::Role | NounKind::Person)) if mention.number == Number::Plural => {
                Some(SpeakerKind::Group)
            }
            Some((_, _, NounKind::Role | NounKind::Person)) => Some(SpeakerKind::Person),
            Some((_, _, NounKind::Organisation)) => Some(SpeakerKind::Organisation),
            Some((_, _, NounKind::Group)) => Some(SpeakerKind::Group),
            Some((_, _, NounKind::Document)) => Some(SpeakerKind::Document),
            _ if mention.number == Number::Plural => Some(SpeakerKind::Group),
            _ if age.is_some() => Some(SpeakerKind::Person),
            _ => None,
        };
        self.list.push(Entity {
            kind,
            words: vec![phrase],
            nouns: head.map(|(word, lemma, _)| vec![lemma, word]).unwrap_or_default(),
            ages: age.into_iter().collect(),
            gender: self.gender_of(mention),
            number: mention.number,
            ..Entity::new(name, mention.tokens.start)
        });
        self.list.len() - 1
    }

    /// A mention's gender, also by its adjective: en kvindelig bilist.
    pub(super) fn gender_of(&self, mention: &Mention) -> Gender {
        let has = |list: List| mention.core.clone().any(|token| self.document.is(token, list));
        match mention.gender {
            Gender::Common if has(List::FemaleAdjective) => Gender::Female,
            Gender::Common if has(List::MaleAdjective) => Gender::Male,
            gender => gender,
        }
    }

    pub(super) fn age_of(&self, mention: &Mention) -> Option<String> {
        mention.tokens.clone().find_map(|at| {
            let token = self.document.tokens()[at];
            let word = self.document.word(at);
            let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
            let ends = |ending| self.document.lexicon.ends(ending, self.document.folded(at));
            let aged = token.has_digits() && (ends(Ending::Aged) || ends(Ending::AgedPerson))
                || self.document.is(at + 1, List::Years) && self.document.is(at + 2, List::Old) && !digits.is_empty();
            let number = token.kind == TokenKind::Number
                && digits.len() == word.len()
                && (1..=3).contains(&digits.len())
                && at > 0
                && self.document.tokens()[at - 1].kind == TokenKind::Comma;
            (aged || number).then_some(digits)
        })
    }
}
