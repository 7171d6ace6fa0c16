//! Names → entities: the same name, a part of it, its short form or initials.

use super::*;
use crate::document::TokenKind;

impl Entities<'_, '_> {
    pub(super) fn name_words(&self, mention: &Mention, name: std::ops::Range<usize>) -> Vec<String> {
        let all = self.document.tokens();
        let words = name.clone().filter(|at| !matches!(all[*at].kind, TokenKind::Mark | TokenKind::Stop));
        let mut words: Vec<String> = words.map(|at| self.document.word(at).to_owned()).collect();
        if mention.genitive
            && let Some(last) = words.last_mut()
        {
            *last = strip_genitive(last).to_owned();
        }
        words
    }

    pub(super) fn by_names(&mut self, mention: &Mention) -> (usize, Link) {
        let mut found = Vec::new();
        let mut link = Link::Name;
        // Heike og Jürgen Brandt: the surname stands once.
        let surname =
            mention.names.last().filter(|name| name.len() > 1).map(|name| self.document.word(name.end - 1).to_owned());
        for (place, name) in mention.names.iter().enumerate() {
            let mut words = self.name_words(mention, name.clone());
            let given =
                self.document.lexicon.entry(self.document.tokens()[name.start].proper).classes.has(Class::GivenName);
            let known = |first: &str| {
                let first = fold(first);
                self.list.iter().any(|entity| entity.words.len() > 1 && entity.words.first() == Some(&first))
            };
            if let (1, true, Some(surname)) = (words.len(), given && place + 1 < mention.names.len(), &surname)
                && !known(&words[0])
            {
                words.push(surname.clone());
            }
            let (entity, how) = self.named(mention, name.clone(), words);
            link = how;
            if !found.contains(&entity) {
                found.push(entity);
            }
        }
        if found.len() == 1 {
            return (found[0], link);
        }
        (self.several(found), link)
    }

    pub(super) fn several(&mut self, members: Vec<usize>) -> usize {
        if let Some(known) = self.by_members.get(&members) {
            return *known;
        }
        self.by_members.insert(members.clone(), self.list.len());
        let name = members.iter().map(|member| self.list[*member].name.clone()).collect::<Vec<_>>().join("; ");
        self.list.push(Entity {
            named: true,
            kind: Some(SpeakerKind::Group),
            members,
            number: Number::Plural,
            ..Entity::new(name, usize::MAX)
        });
        self.list.len() - 1
    }

    /// The entity that a quotation speaks to by the name at a token; it was not met there.
    pub fn addressed(&mut self, token: usize) -> Option<usize> {
        let mention = self.reader.read(token, token + 1, true)?;
        let name = mention.names.first()?.clone();
        let words = self.name_words(&mention, name.clone());
        let (entity, _) = self.named(&mention, name, words);
        self.list[entity].kind.get_or_insert(SpeakerKind::Person);
        Some(entity)
    }

    /// The entity of one name, new where no known one fits.
    pub(super) fn named(
        &mut self,
        mention: &Mention,
        name: std::ops::Range<usize>,
        words: Vec<String>,
    ) -> (usize, Link) {
        let kind = self.kind_of_name(mention, &name);
        let mut folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
        // Det Etiske Råd and Etisk Råd are one; the article is only written.
        if folded.len() > 1 && self.document.lexicon.has(List::NameArticle, &words[0]) {
            folded.remove(0);
        }
        let exact = self.of_like_name(&folded).into_iter().find(|place| {
            let entity = &self.list[*place];
            entity.named && entity.members.is_empty() && same_words(&entity.words, &folded)
        });
        let found = exact
            .map(|entity| (entity, Link::Name))
            .or_else(|| self.by_part(&folded, kind, mention).map(|entity| (entity, Link::ShortName)));
        let new = found.is_none();
        let (place, link) = found.unwrap_or_else(|| {
            self.list.push(Entity {
                named: true,
                kind,
                place: self.is_backdrop(&name),
                words: folded.clone(),
                ..Entity::new(self.written_name(&name, &words), name.start)
            });
            (self.list.len() - 1, Link::Name)
        });
        let noun =
            mention.noun.filter(|_| mention.names.len() == 1).map(|(token, noun)| (self.document.folded(token), noun));
        let role = mention.role.clone().filter(|_| mention.names.len() == 1).map(|role| self.text(role));
        let age = self.age_of(mention);
        let after = self.short_form(mention);
        let given = self.document.lexicon.entry(self.document.tokens()[name.start].proper).gender;
        let longer = (folded.len() > self.list[place].words.len()).then(|| self.written_name(&name, &words));
        let is_longer = longer.is_some();
        let entity = &mut self.list[place];
        if let Some(written) = longer {
            entity.words = folded;
            entity.name = written;
        }
        entity.kind = entity.kind.or(kind);
        if entity.nouns.is_empty() && entity.kind == Some(SpeakerKind::Organisation) {
            let lexicon = self.document.lexicon;
            let own = entity
                .words
                .iter()
                .filter_map(|word| lexicon.noun(word))
                .filter(|noun| noun.kind == NounKind::Organisation);
            entity.nouns = own.map(|noun| lexicon.lemma(noun).to_owned()).collect();
        }
        if entity.gender == Gender::Common
            && matches!(mention.gender, Gender::Female | Gender::Male)
            && mention.names.len() == 1
        {
            entity.gender = mention.gender;
        }
        // Karen og Jens Bro: each by the own given name.
        if entity.gender == Gender::Common
            && mention.names.len() > 1
            && let Some(given @ (Gender::Female | Gender::Male)) = given
        {
            entity.gender = given;
        }
        if let Some((word, noun)) = noun {
            for form in [
                self.document.lexicon.base_form(word).unwrap_or_else(|| self.document.lexicon.lemma(noun).to_owned()),
                word.to_owned(),
            ] {
                if !entity.nouns.contains(&form) {
                    entity.nouns.push(form);
                }
            }
        }
        if entity.role.is_none() {
            entity.role = role;
        }
        let shortened = entity.short.is_none() && after.is_some();
        if shortened {
            entity.short = after;
        }
        entity.ages.extend(age);
        if new || is_longer || shortened {
            self.enter(place);
        }
        (place, link)
    }

    /// Whether a name is that of a place or a medium: what stands around a report more often than what reports.
    pub(super) fn is_backdrop(&self, name: &std::ops::Range<usize>) -> bool {
        let classes = self.document.lexicon.entry(self.document.tokens()[name.start].proper).classes;
        // RIBE, NYKØBING F.: where a paragraph comes from.
        if self.is_dateline(name.start) {
            return true;
        }
        let text = self.text(name.clone());
        let folded = fold(&text);
        let whole = self.document.lexicon.entry(self.document.lexicon.proper(&text)).classes;
        let backdrop = ClassSet::of(&[Class::Place, Class::Medium]);
        name.len() == 1 && (classes.meets(backdrop) || self.document.lexicon.ends(Ending::Street, &folded))
            || self.is_settlement(name, &folded)
            || whole.meets(backdrop)
            || folded.split_once(' ').is_some_and(|(first, _)| self.document.lexicon.has(List::Television, first))
    }

    /// over Vestby, i Nørre Skovsted: whether a name of no list is that of a town, by its end and the word before it.
    fn is_settlement(&self, name: &std::ops::Range<usize>, folded: &str) -> bool {
        let unknown =
            name.clone().all(|at| self.document.lexicon.entry(self.document.tokens()[at].proper).classes.is_empty());
        let there = name.start.checked_sub(1).is_some_and(|before| self.document.is(before, List::Whereabouts));
        there && unknown && self.document.lexicon.ends(Ending::Settlement, folded)
    }

    /// The name as written, without a genitive ending.
    pub(super) fn written_name(&self, name: &std::ops::Range<usize>, words: &[String]) -> String {
        let whole = self.text(name.clone());
        let last = self.document.word(name.end - 1);
        match words.last() {
            Some(base) if name.len() == words.len() && base != last && whole.ends_with(last) => {
                format!("{}{}", &whole[..whole.len() - last.len()], base)
            }
            _ if name.len() < words.len() => words.join(" "),
            _ => whole,
        }
    }

    /// (BSI) after the name.
    pub(super) fn short_form(&self, mention: &Mention) -> Option<String> {
        let name = mention.names.first()?;
        let tokens = self.document.tokens();
        let open = tokens.get(name.end)?;
        if open.kind != TokenKind::Open || name.end + 1 >= mention.tokens.end.max(name.end + 2) {
            return None;
        }
        let word = tokens.get(name.end + 1)?;
        let party = self.document.lexicon.entry(word.proper).classes.has(Class::PartyLetter);
        (word.is_upper() && !party).then(|| fold(self.document.word(name.end + 1)))
    }

    pub(super) fn kind_of_name(&self, mention: &Mention, name: &std::ops::Range<usize>) -> Option<SpeakerKind> {
        if let Some((_, noun)) = mention.noun.filter(|_| mention.names.len() == 1) {
            let person =
                self.document.lexicon.entry(self.document.tokens()[name.start].proper).classes.has(Class::GivenName);
            // Konkurrenten Fjordnet: a trader by its trade, and no person.
            if !person && self.document.lexicon.has(List::Trader, self.document.lexicon.lemma(noun)) {
                return None;
            }
            return Some(match noun.kind {
                NounKind::Role | NounKind::Person => SpeakerKind::Person,
                NounKind::Document => SpeakerKind::Document,
                NounKind::Organisation | NounKind::Group | NounKind::None => SpeakerKind::Organisation,
            });
        }
        let lexicon = self.document.lexicon;
        let first = self.document.tokens()[name.start];
        let body = name.clone().any(|at| {
            let token = self.document.tokens()[at];
            let proper = lexicon.entry(token.proper).classes;
            let folded = self.document.folded(at);
            let noun = self.document.noun(at).is_some_and(|noun| noun.kind == NounKind::Organisation);
            proper.has(Class::OrganisationEnding)
                || (name.len() == 1 || at == name.start || at + 1 == name.end) && noun
                || lexicon.has_organisation_suffix(folded)
                || name.len() == 1
                    && (proper.has(Class::OrganisationName)
                        || proper.has(Class::Medium)
                        || proper.has(Class::Place)
                        || token.is_upper())
        });
        if body {
            return Some(SpeakerKind::Organisation);
        }
        if lexicon.entry(first.proper).classes.has(Class::GivenName) || first.is_dotted() {
            return Some(SpeakerKind::Person);
        }
        let person = mention.gender != Gender::Common;
        person.then_some(SpeakerKind::Person)
    }

    /// Notes a named entity under the words of its name.
    fn enter(&mut self, place: usize) {
        let entity = &self.list[place];
        let initials: String = initials(self.document.lexicon, &entity.words).collect();
        let mut keys: Vec<String> = entity.words.iter().chain(&entity.short).map(|word| key(word).to_owned()).collect();
        keys.push(key(&initials).to_owned());
        if entity.words.is_empty() {
            keys.push(String::new());
        }
        for key in keys {
            self.by_word.entry(key).or_default().push(place);
        }
    }

    /// The entities, in order, whose names can be the same as these words, be a part of them or they of it: all that
    /// share their first or last word, are shortened to them, or have no words.
    fn of_like_name(&self, words: &[String]) -> Vec<usize> {
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return (0..self.list.len()).collect();
        };
        let keys = [key(first), key(last), ""];
        let mut places: Vec<usize> = keys.iter().filter_map(|key| self.by_word.get(*key)).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The entity whose name these words are a part of: its surname, its first name, a body's short form or initials.
    pub(super) fn by_part(&self, words: &[String], kind: Option<SpeakerKind>, mention: &Mention) -> Option<usize> {
        let gender = mention.gender;
        let other = |entity: &Entity| {
            let sexes = [Gender::Female, Gender::Male];
            sexes.contains(&gender) && sexes.contains(&entity.gender) && gender != entity.gender
        };
        let mut candidates: Vec<usize> = Vec::new();
        for place in self.of_like_name(words) {
            let entity = &self.list[place];
            // Fru Holm is not Bo Holm.
            if !entity.named || !entity.members.is_empty() || other(entity) {
                continue;
            }
            if kind.is_some() && entity.kind.is_some() && kind != entity.kind && words.len() > 1 {
                continue;
            }
            let person = entity.kind != Some(SpeakerKind::Organisation);
            let fits = if entity.words.len() > words.len() {
                // Luz Marina Ospina de Vargas … Ospina
                let before_particle = words.len() == 1
                    && entity
                        .words
                        .windows(2)
                        .skip(1)
                        .any(|pair| pair[0] == words[0] && self.document.lexicon.has(List::NameOf, &pair[1]));
                person && (ends_with(&entity.words, words) || before_particle)
                    || person
                        && words.len() == 1
                        && entity.words.first().map(String::as_str) == words.first().map(String::as_str)
                        && kind != Some(SpeakerKind::Organisation)
                    || !person && starts_with(&entity.words, words)
                    || words.len() == 1
                        && (entity.short.as_ref() == words.first()
                            || initials(self.document.lexicon, &entity.words).eq(words[0].chars())
                                && words[0].chars().count() > 1)
            } else if entity.words.len() < words.len() {
                entity.kind != Some(SpeakerKind::Person)
                    && kind == Some(SpeakerKind::Organisation)
                    && starts_with(words, &entity.words)
                    || person
                        && kind != Some(SpeakerKind::Organisation)
                        && entity.words.len() == 1
                        && ends_with(words, &entity.words)
                        && entity.kind != Some(SpeakerKind::Organisation)
            } else {
                false
            };
            if fits {
                candidates.push(place);
            }
        }
        // A word that shortens a person and a body alike stays by itself, unless it is the surname of somebody told of
        // and begins the name of a body that so far does nothing: Wulff Plast A/S, Knud Wulff … Wulff.
        let kinds: Vec<_> = candidates.iter().map(|place| self.list[*place].kind).collect();
        if kinds.windows(2).any(|pair| pair[0] != pair[1]) {
            let told = |place: &usize| {
                let entity = &self.list[*place];
                entity.kind == Some(SpeakerKind::Person) && entity.last.acted && ends_with(&entity.words, words)
            };
            let body = |place: &usize| self.list[*place].last.acted && !told(place);
            let mut people = candidates.iter().copied().filter(told);
            let one = people.next().filter(|_| people.next().is_none());
            return one.filter(|_| words.len() == 1 && !candidates.iter().any(body));
        }
        for place in &candidates {
            self.weigh(mention.tokens.start, *place, self.list[*place].last.token as i64);
        }
        candidates.into_iter().max_by_key(|place| (self.list[*place].last.token, usize::MAX - self.list[*place].first))
    }
}
