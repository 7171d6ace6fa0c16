//! Mentions → entities: which names, roles and pronouns are the same source.
//!
//! Reads all mentions of an article in order. A name joins the entity that it shortens or lengthens; a role joins
//! the one who was introduced by it; a pronoun joins the most salient one that agrees with it.

use super::mentions::{Head, Mention, MentionReader};
use crate::document::{Document, strip_genitive};
use crate::label::SpeakerKind;
use crate::lexicon::{Class, ClassSet, Gender, NounKind, Number, fold};

/// Somebody or something that can speak.
#[derive(Clone, Debug)]
pub struct Entity {
    /// The fullest name or phrase that the article gives.
    pub name: String,
    /// Whether it has a proper name.
    pub named: bool,
    /// Person, organisation, group, document; unknown for a bare name that no list knows.
    pub kind: Option<SpeakerKind>,
    /// What the article calls it: chef for Kaspersky Lab.
    pub role: Option<String>,
    /// Members, where it is several.
    pub members: Vec<usize>,
    place: bool,
    words: Vec<String>,
    nouns: Vec<String>,
    /// Nouns of its documents: analysen of Havørn Security.
    writings: Vec<String>,
    ages: Vec<String>,
    gender: Gender,
    number: Number,
    short: Option<String>,
    last: Sighting,
    first: usize,
}

/// The latest place where an entity was met.
#[derive(Clone, Copy, Debug, Default)]
struct Sighting {
    token: usize,
    block: usize,
    sentence: usize,
    subject: bool,
    count: usize,
}

/// Where a mention stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Its block.
    pub block: usize,
    /// First token of its sentence.
    pub sentence: usize,
    /// Whether it is the sentence's subject, as far as word order tells.
    pub subject: bool,
    /// Whether a report names it as its source.
    pub speaking: bool,
}

impl Entity {
    /// Whether the article has called it by a noun: by one of its roles, or by the end of its name.
    fn is_called(&self, word: &str, lemma: &str, person: bool) -> bool {
        let general =
            |noun: &str| ["mand", "kvinde", "person", "menneske", "medlem"].contains(&noun);
        self.nouns.iter().any(|noun| {
            noun == lemma
                || noun == word
                || noun.ends_with(lemma) && !general(lemma)
                || lemma.ends_with(noun.as_str()) && noun.len() > 3 && !general(noun)
        }) || !person
            && self
                .words
                .iter()
                .any(|part| part.ends_with(word) || part.ends_with(lemma))
    }
}

/// Nouns of kin and nearness: with an owner they name somebody else than the one in view.
const KIN: [&str; 24] = [
    "mand",
    "kone",
    "hustru",
    "datter",
    "søn",
    "mor",
    "far",
    "bror",
    "søster",
    "ven",
    "veninde",
    "kæreste",
    "nabo",
    "kollega",
    "barn",
    "forælder",
    "bedstefar",
    "bedstemor",
    "ægtefælle",
    "makker",
    "enke",
    "svigersøn",
    "moder",
    "fader",
];

/// How a mention was resolved, for the row's explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// By its own name.
    Name,
    /// By the part of a name that it repeats.
    ShortName,
    /// By the noun that the entity was introduced with.
    Role,
    /// By gender, number and salience.
    Pronoun,
    /// As the most salient one that a noun can stand for.
    Salience,
    /// By itself: nobody is named.
    Itself,
    /// By the owner of a document.
    Owner,
}

impl Link {
    /// A word for the row.
    pub fn as_str(self) -> &'static str {
        match self {
            Link::Name => "name",
            Link::ShortName => "short name",
            Link::Role => "role",
            Link::Pronoun => "pronoun",
            Link::Salience => "salience",
            Link::Itself => "as written",
            Link::Owner => "owner",
        }
    }
}

/// All entities of one article.
pub struct Entities<'d, 'a> {
    document: &'d Document<'a>,
    reader: &'d MentionReader<'d, 'a>,
    list: Vec<Entity>,
    /// Latest speaker and the block in which it spoke.
    speaker: Option<(usize, usize)>,
}

/// Nouns for what a source puts out: who speaks around them is their author.
const UTTERANCES: [&str; 14] = [
    "citat",
    "udtalelse",
    "mail",
    "meddelelse",
    "udmelding",
    "brev",
    "sms",
    "opslag",
    "statement",
    "besked",
    "kommentar",
    "svar",
    "erklæring",
    "tweet",
];

/// Nouns that can stand for any body.
const ANY_BODY: [&str; 12] = [
    "selskab",
    "virksomhed",
    "firma",
    "koncern",
    "organisation",
    "myndighed",
    "forening",
    "gruppe",
    "institution",
    "medie",
    "parti",
    "forbund",
];

impl<'d, 'a> Entities<'d, 'a> {
    /// No entity yet.
    pub fn new(document: &'d Document<'a>, reader: &'d MentionReader<'d, 'a>) -> Self {
        Self {
            document,
            reader,
            list: Vec::new(),
            speaker: None,
        }
    }

    /// An entity by its place.
    pub fn get(&self, place: usize) -> &Entity {
        &self.list[place]
    }

    /// The latest speaker and its block.
    pub fn last_speaker(&self) -> Option<(usize, usize)> {
        self.speaker
    }

    /// Notes who spoke in a block.
    pub fn spoke(&mut self, entity: usize, block: usize) {
        self.speaker = Some((entity, block));
    }

    /// Learns the names of a mention without regard to where it stands, so that short forms find full names that
    /// come later.
    pub fn introduce(&mut self, mention: &Mention) {
        for name in &mention.names {
            let words = self.name_words(mention, name.clone());
            if words.len() > 1 || mention.noun.is_some() {
                self.named(
                    mention,
                    name.clone(),
                    words,
                    Place {
                        block: 0,
                        sentence: 0,
                        subject: false,
                        speaking: false,
                    },
                    false,
                );
            }
        }
    }

    /// Resolves a mention and notes that its entity was met there.
    pub fn resolve(&mut self, mention: &Mention, at: Place) -> Option<(usize, Link)> {
        for inner in self.reader.nested(mention) {
            if let Some((entity, _)) = self.find(&inner, at) {
                self.sight(
                    entity,
                    inner.tokens.start,
                    Place {
                        subject: false,
                        ..at
                    },
                );
            }
        }
        let found = self.find(mention, at)?;
        self.sight(found.0, mention.tokens.start, at);
        for member in self.list[found.0].members.clone() {
            self.sight(member, mention.tokens.start, at);
        }
        Some(found)
    }

    fn sight(&mut self, entity: usize, token: usize, at: Place) {
        let last = &mut self.list[entity].last;
        *last = Sighting {
            token: token.max(1),
            block: at.block,
            sentence: at.sentence,
            subject: at.subject,
            count: last.count + 1,
        };
    }

    fn find(&mut self, mention: &Mention, at: Place) -> Option<(usize, Link)> {
        match mention.head {
            Head::Pronoun => self
                .pronoun(mention, at)
                .map(|entity| (entity, Link::Pronoun)),
            Head::Name if !mention.names.is_empty() => Some(self.by_names(mention, at)),
            Head::Noun(NounKind::Document) => self.written(mention, at),
            _ => self.by_noun(mention, at),
        }
    }

    fn text(&self, tokens: std::ops::Range<usize>) -> String {
        self.document
            .span(tokens)
            .of(self.document.text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn name_words(&self, mention: &Mention, name: std::ops::Range<usize>) -> Vec<String> {
        let mut words: Vec<String> = name
            .clone()
            .map(|at| self.document.word(at).to_owned())
            .collect();
        if mention.genitive {
            if let Some(last) = words.last_mut() {
                *last = strip_genitive(last).to_owned();
            }
        }
        words
    }

    fn by_names(&mut self, mention: &Mention, at: Place) -> (usize, Link) {
        let mut found = Vec::new();
        let mut link = Link::Name;
        // Heike og Jürgen Brandt: the surname stands once.
        let surname = mention
            .names
            .last()
            .filter(|name| name.len() > 1)
            .map(|name| self.document.word(name.end - 1).to_owned());
        for (place, name) in mention.names.iter().enumerate() {
            let mut words = self.name_words(mention, name.clone());
            let given = self
                .document
                .lexicon
                .entry(self.document.tokens()[name.start].proper)
                .classes
                .has(Class::GivenName);
            if let (1, true, Some(surname)) = (
                words.len(),
                given && place + 1 < mention.names.len(),
                &surname,
            ) {
                if !self.list.iter().any(|entity| {
                    entity.words.first() == Some(&fold(&words[0])) && entity.words.len() > 1
                }) {
                    words.push(surname.clone());
                }
            }
            let (entity, how) = self.named(mention, name.clone(), words, at, true);
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

    fn several(&mut self, members: Vec<usize>) -> usize {
        if let Some(known) = self
            .list
            .iter()
            .position(|entity| entity.members == members)
        {
            return known;
        }
        let name = members
            .iter()
            .map(|member| self.list[*member].name.clone())
            .collect::<Vec<_>>()
            .join("; ");
        self.list.push(Entity {
            name,
            named: true,
            kind: Some(SpeakerKind::Group),
            role: None,
            members,
            place: false,
            words: Vec::new(),
            nouns: Vec::new(),
            writings: Vec::new(),
            ages: Vec::new(),
            gender: Gender::Common,
            number: Number::Plural,
            short: None,
            last: Sighting::default(),
            first: usize::MAX,
        });
        self.list.len() - 1
    }

    /// The entity of one name, new where no known one fits.
    fn named(
        &mut self,
        mention: &Mention,
        name: std::ops::Range<usize>,
        words: Vec<String>,
        at: Place,
        noted: bool,
    ) -> (usize, Link) {
        let kind = self.kind_of_name(mention, &name);
        let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
        let written = self.written_name(&name, &words);
        let exact = self.list.iter().position(|entity| {
            entity.named && entity.members.is_empty() && same_words(&entity.words, &folded)
        });
        let found = exact.map(|entity| (entity, Link::Name)).or_else(|| {
            self.by_part(&folded, kind, at)
                .map(|entity| (entity, Link::ShortName))
        });
        let (place, link) = found.unwrap_or_else(|| {
            self.list.push(Entity {
                name: written.clone(),
                named: true,
                kind,
                role: None,
                members: Vec::new(),
                place: self.is_backdrop(&name),
                words: folded.clone(),
                nouns: Vec::new(),
                writings: Vec::new(),
                ages: Vec::new(),
                gender: Gender::Common,
                number: Number::Singular,
                short: None,
                last: Sighting::default(),
                first: name.start,
            });
            (self.list.len() - 1, Link::Name)
        });
        let noun = mention
            .noun
            .filter(|_| mention.names.len() == 1)
            .map(|(token, noun)| (self.document.folded(token), noun));
        let role = mention
            .role
            .clone()
            .filter(|_| mention.names.len() == 1)
            .map(|role| self.text(role));
        let age = self.age_of(mention);
        let after = self.short_form(mention);
        let entity = &mut self.list[place];
        if folded.len() > entity.words.len() {
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
        if let Some((word, noun)) = noun {
            for form in [
                self.document
                    .lexicon
                    .base_form(&word)
                    .unwrap_or_else(|| self.document.lexicon.lemma(noun).to_owned()),
                word,
            ] {
                if !entity.nouns.contains(&form) {
                    entity.nouns.push(form);
                }
            }
        }
        if entity.role.is_none() {
            entity.role = role;
        }
        if entity.short.is_none() {
            entity.short = after;
        }
        entity.ages.extend(age);
        let _ = noted;
        (place, link)
    }

    /// Whether a name is that of a place or a medium: what stands around a report more often than what reports.
    fn is_backdrop(&self, name: &std::ops::Range<usize>) -> bool {
        let classes = self
            .document
            .lexicon
            .entry(self.document.tokens()[name.start].proper)
            .classes;
        let text = self.text(name.clone());
        let whole = self
            .document
            .lexicon
            .entry(self.document.lexicon.proper(&text))
            .classes;
        let backdrop = ClassSet::of(&[Class::Place, Class::Medium]);
        name.len() == 1 && classes.meets(backdrop)
            || whole.meets(backdrop)
            || fold(&text).starts_with("tv ")
    }

    /// The name as written, without a genitive ending.
    fn written_name(&self, name: &std::ops::Range<usize>, words: &[String]) -> String {
        let whole = self.text(name.clone());
        let last = self.document.word(name.end - 1);
        match words.last() {
            Some(base) if name.len() == words.len() && base != last && whole.ends_with(last) => {
                format!("{}{}", &whole[..whole.len() - last.len()], base)
            }
            _ if name.len() != words.len() => words.join(" "),
            _ => whole,
        }
    }

    /// (BSI) after the name.
    fn short_form(&self, mention: &Mention) -> Option<String> {
        let name = mention.names.first()?;
        let tokens = self.document.tokens();
        let open = tokens.get(name.end)?;
        if open.kind != crate::document::TokenKind::Open
            || name.end + 1 >= mention.tokens.end.max(name.end + 2)
        {
            return None;
        }
        let word = tokens.get(name.end + 1)?;
        let party = self
            .document
            .lexicon
            .entry(word.proper)
            .classes
            .has(Class::PartyLetter);
        (word.is_upper() && !party).then(|| fold(self.document.word(name.end + 1)))
    }

    fn age_of(&self, mention: &Mention) -> Option<String> {
        mention.tokens.clone().find_map(|at| {
            let token = self.document.tokens()[at];
            let word = self.document.word(at);
            let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
            let aged = token.has_digits() && fold(word).contains("årig");
            let number = token.kind == crate::document::TokenKind::Number
                && digits.len() == word.len()
                && (1..=3).contains(&digits.len())
                && at > 0
                && self.document.tokens()[at - 1].kind == crate::document::TokenKind::Comma;
            (aged || number).then_some(digits)
        })
    }

    fn kind_of_name(
        &self,
        mention: &Mention,
        name: &std::ops::Range<usize>,
    ) -> Option<SpeakerKind> {
        if let Some((_, noun)) = mention.noun.filter(|_| mention.names.len() == 1) {
            return Some(match noun.kind {
                NounKind::Role | NounKind::Person => SpeakerKind::Person,
                NounKind::Document => SpeakerKind::Document,
                NounKind::Organisation | NounKind::Group | NounKind::None => {
                    SpeakerKind::Organisation
                }
            });
        }
        let lexicon = self.document.lexicon;
        let first = self.document.tokens()[name.start];
        let body = name.clone().any(|at| {
            let token = self.document.tokens()[at];
            let proper = lexicon.entry(token.proper).classes;
            let folded = self.document.folded(at);
            let noun = lexicon
                .noun(&folded)
                .is_some_and(|noun| noun.kind == NounKind::Organisation);
            proper.has(Class::OrganisationEnding)
                || (name.len() == 1 || at == name.start || at + 1 == name.end) && noun
                || lexicon.has_organisation_suffix(&folded)
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

    /// The entity whose name these words are a part of: its surname, its first name, a body's short form or initials.
    fn by_part(&self, words: &[String], kind: Option<SpeakerKind>, at: Place) -> Option<usize> {
        let _ = at;
        let mut candidates: Vec<usize> = Vec::new();
        for (place, entity) in self.list.iter().enumerate() {
            if !entity.named || !entity.members.is_empty() {
                continue;
            }
            if kind.is_some() && entity.kind.is_some() && kind != entity.kind && words.len() > 1 {
                continue;
            }
            let person = entity.kind != Some(SpeakerKind::Organisation);
            let fits = if entity.words.len() > words.len() {
                person && ends_with(&entity.words, words)
                    || person
                        && words.len() == 1
                        && entity.words.first().map(String::as_str)
                            == words.first().map(String::as_str)
                        && kind != Some(SpeakerKind::Organisation)
                    || !person && starts_with(&entity.words, words)
                    || words.len() == 1
                        && (entity.short.as_ref() == words.first()
                            || initials(&entity.words) == words[0] && words[0].chars().count() > 1)
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
        // A word that shortens a person and a body alike stays by itself.
        let kinds: Vec<_> = candidates
            .iter()
            .map(|place| self.list[*place].kind)
            .collect();
        if kinds.windows(2).any(|pair| pair[0] != pair[1]) {
            return None;
        }
        candidates.into_iter().max_by_key(|place| {
            (
                self.list[*place].last.token,
                usize::MAX - self.list[*place].first,
            )
        })
    }

    fn pronoun(&self, mention: &Mention, at: Place) -> Option<usize> {
        let pronoun = mention.pronoun?;
        if pronoun.person != 3 {
            return None;
        }
        let neuter = pronoun.gender == Gender::Neuter
            || pronoun.gender == Gender::Common && pronoun.number == Number::Singular;
        let mut best: Option<(i64, usize)> = None;
        for (place, entity) in self.list.iter().enumerate() {
            if entity.last.token == 0 || entity.last.token >= mention.tokens.start || entity.place {
                continue;
            }
            let body = entity.kind == Some(SpeakerKind::Organisation);
            let fits = match pronoun.number {
                Number::Plural => entity.number == Number::Plural || body,
                Number::Singular if neuter => {
                    body || entity.kind.is_none()
                        || pronoun.gender == Gender::Common
                            && entity.kind == Some(SpeakerKind::Person)
                }
                Number::Singular => {
                    entity.number == Number::Singular
                        && !body
                        && entity.kind != Some(SpeakerKind::Document)
                        && (entity.gender == pronoun.gender
                            || entity.gender == Gender::Common
                                && (entity.kind == Some(SpeakerKind::Person)))
                }
            };
            if !fits {
                continue;
            }
            let mut score = self.salience(place, at);
            if pronoun.number == Number::Plural && body {
                score -= 15;
            }
            if entity.gender == pronoun.gender && !neuter {
                score += 6;
            }
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, place));
            }
        }
        best.map(|(_, place)| place)
    }

    /// How present an entity is at a place: by distance in blocks and sentences, subjecthood and speech.
    fn salience(&self, place: usize, at: Place) -> i64 {
        let entity = &self.list[place];
        let blocks = at.block.saturating_sub(entity.last.block) as i64;
        let same_sentence = entity.last.sentence == at.sentence && blocks == 0;
        // An unnamed one in passing: til en debutant, der …
        let passing = !entity.named && !entity.last.subject;
        // Weights chosen on annotated articles: nearness first, then subjecthood, then speech.
        let mut score = -10 * blocks.min(8);
        if blocks == 0 {
            score += if same_sentence { 5 } else { 4 };
        }
        if entity.last.subject {
            score += 5;
        }
        if self
            .speaker
            .is_some_and(|(speaker, block)| speaker == place && at.block.saturating_sub(block) <= 2)
        {
            score += 4;
        }
        if entity.named {
            score += 4;
        }
        if passing {
            score -= 6;
        }
        score + entity.last.count.min(8) as i64 / 2
    }

    /// A document: its owner, where one is known, else itself.
    fn written(&mut self, mention: &Mention, at: Place) -> Option<(usize, Link)> {
        if let Some(owner) = &mention.owner {
            if let Some(entity) = self.owner(owner.clone(), at) {
                if let Some((token, noun)) = mention.noun {
                    let forms = [self.base(token, noun), self.document.folded(token)];
                    self.list[entity].writings.extend(forms);
                }
                return Some((entity, Link::Owner));
            }
        }
        // en analyse fra Havørn Security … ifølge analysen
        if let Some((token, noun)) = mention.noun.filter(|_| mention.definite) {
            let (word, lemma) = (
                self.document.folded(token),
                self.document.lexicon.lemma(noun),
            );
            let known = self.list.iter().rposition(|entity| {
                entity
                    .writings
                    .iter()
                    .any(|form| form == lemma || *form == word)
            });
            if let Some(entity) = known {
                return Some((entity, Link::Owner));
            }
        }
        // ifølge udmeldingen: whoever speaks put it out.
        if let Some((_, noun)) = mention.noun.filter(|_| mention.definite && at.speaking) {
            let lemma = self.document.lexicon.lemma(noun);
            let uttered = UTTERANCES
                .iter()
                .any(|utterance| lemma.ends_with(utterance));
            if let Some((speaker, block)) = self.speaker.filter(|_| uttered) {
                if at.block.saturating_sub(block) <= 3 {
                    return Some((speaker, Link::Salience));
                }
            }
        }
        self.by_noun(mention, at)
    }

    fn owner(&mut self, owner: std::ops::Range<usize>, at: Place) -> Option<usize> {
        // hendes, ministeriets, Kasperskys, sikkerhedsfirmaet Havørn Security
        let mut mention = self.reader.read(owner.start, owner.end, true)?;
        mention.genitive |= owner.len() == 1;
        self.find(&mention, at).map(|(entity, _)| entity)
    }

    fn by_noun(&mut self, mention: &Mention, at: Place) -> Option<(usize, Link)> {
        let head = mention.noun.map(|(token, noun)| {
            (
                self.base_form(mention, token),
                self.base(token, noun),
                noun.kind,
            )
        });
        let age = self.age_of(mention);
        if mention.definite || age.is_some() {
            if let Some(found) = age
                .as_ref()
                .and_then(|age| self.latest(mention, |entity| entity.ages.contains(age)))
            {
                return Some((found, Link::Role));
            }
        }
        let contrast = mention.tokens.clone().any(|token| {
            [
                "daværende",
                "tidligere",
                "anden",
                "andre",
                "andet",
                "næste",
                "forrige",
                "eneste",
            ]
            .iter()
            .any(|word| self.document.is(token, word))
        });
        let pensioned = contrast && age.is_none() && self.is_bare_description(mention);
        let kin = head
            .as_ref()
            .is_some_and(|(_, lemma, _)| KIN.contains(&lemma.as_str()));
        if mention.definite && !(mention.owner.is_some() && kin) && !contrast {
            if let Some((word, lemma, kind)) = &head {
                let person = matches!(kind, NounKind::Role | NounKind::Person);
                let fits = |entity: &Entity| {
                    let people = entity.kind != Some(SpeakerKind::Organisation);
                    let one = entity.number == mention.number;
                    one && (people == person
                        || entity.kind.is_none()
                        || *kind == NounKind::Document)
                        && entity.is_called(word, lemma, person)
                };
                if mention.number == Number::Singular
                    || *kind == NounKind::Document
                    || self.list.iter().any(|entity| {
                        !entity.named && entity.number == Number::Plural && fits(entity)
                    })
                {
                    if let Some(found) = self.latest(mention, fits) {
                        if *kind == NounKind::Document && !self.list[found].named {
                            self.list[found].name = self.text(mention.core.clone());
                        }
                        return Some((found, Link::Role));
                    }
                }
            }
        }
        if mention.definite && mention.owner.is_none() {
            if let Some(several) = self.pair(mention, head.as_ref().map(|(_, _, kind)| *kind)) {
                return Some((several, Link::Salience));
            }
            if let Some((_, lemma, NounKind::Organisation)) = &head {
                if ANY_BODY.contains(&lemma.as_str()) && mention.number == Number::Singular {
                    let body = |entity: &Entity| {
                        entity.kind == Some(SpeakerKind::Organisation)
                            && entity.named
                            && !entity.place
                    };
                    if let Some(found) = self.salient(at, mention, body) {
                        return Some((found, Link::Salience));
                    }
                }
            }
        }
        let person = head
            .as_ref()
            .is_none_or(|(_, _, kind)| matches!(kind, NounKind::Role | NounKind::Person));
        let describes = mention.definite
            && person
            && mention.number == Number::Singular
            && mention.core.len() <= 8
            && !mention.measure;
        // The reporter is none of those he writes of.
        let reporter = head.as_ref().is_some_and(|(_, lemma, _)| {
            ["journalist", "reporter", "interviewer"].contains(&lemma.as_str())
        });
        if describes
            && !reporter
            && at.speaking
            && !(kin && mention.owner.is_some())
            && (!contrast || pensioned)
        {
            let gender = mention.gender;
            let owned = mention.owner.is_some();
            let fits = |entity: &Entity| {
                entity.kind == Some(SpeakerKind::Person)
                    && entity.number == Number::Singular
                    && (gender == Gender::Common || entity.gender == Gender::Common || entity.gender == gender)
                    // Menighedsrådets formand: somebody just named of whom no role is known.
                    && (!owned || entity.named && entity.nouns.is_empty() && entity.last.block == at.block)
            };
            if let Some(found) = self.salient(at, mention, fits) {
                let entity = &mut self.list[found];
                if let Some((word, lemma, _)) = head {
                    entity.nouns.extend([lemma, word]);
                }
                entity.ages.extend(age);
                return Some((found, Link::Salience));
            }
        }
        let role = matches!(
            mention.head,
            Head::Noun(NounKind::Role | NounKind::Person) | Head::Phrase
        );
        if !at.speaking && mention.definite && role && age.is_none() {
            return None;
        }
        Some((self.unnamed(mention, head, age), Link::Itself))
    }

    /// den tidligere mejerist: a determiner, an adjective and a noun, which describes somebody known as well as it
    /// tells him from another.
    fn is_bare_description(&self, mention: &Mention) -> bool {
        let den = self.document.is(mention.tokens.start, "den");
        let other = mention.tokens.clone().any(|token| {
            ["daværende", "anden", "andre", "forrige", "eneste"]
                .iter()
                .any(|word| self.document.is(token, word))
        });
        let office = mention.noun.is_some_and(|(_, noun)| {
            self.list.iter().any(|entity| {
                entity
                    .nouns
                    .iter()
                    .any(|known| known == self.document.lexicon.lemma(noun))
            })
        });
        den && !other && !office && mention.owner.is_none()
    }

    /// de to selskaber, begge: the two latest named ones of the kind.
    fn pair(&mut self, mention: &Mention, kind: Option<NounKind>) -> Option<usize> {
        let two = mention
            .tokens
            .clone()
            .any(|token| self.document.is(token, "to"))
            || self.document.is(mention.tokens.start, "begge") && mention.tokens.len() == 1;
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
    fn base(&self, token: usize, noun: crate::lexicon::Noun) -> String {
        let folded = self.document.folded(token);
        let lexicon = self.document.lexicon;
        let base = lexicon.base_form(&folded).or_else(|| {
            folded
                .strip_suffix('s')
                .and_then(|folded| lexicon.base_form(folded))
        });
        base.unwrap_or_else(|| lexicon.lemma(noun).to_owned())
    }

    /// A noun as written, without a genitive ending.
    fn base_form(&self, mention: &Mention, token: usize) -> String {
        let folded = self.document.folded(token);
        match folded.strip_suffix('s').filter(|_| mention.genitive) {
            Some(base) => base.to_owned(),
            None => folded,
        }
    }

    fn latest(&self, mention: &Mention, fits: impl Fn(&Entity) -> bool) -> Option<usize> {
        let before = |place: &usize| {
            self.list[*place].last.token < mention.tokens.start || self.list[*place].last.token == 0
        };
        let fitting: Vec<usize> = (0..self.list.len())
            .filter(|place| fits(&self.list[*place]) && before(place))
            .collect();
        let seen = fitting
            .iter()
            .copied()
            .filter(|place| self.list[*place].last.token > 0)
            .max_by_key(|place| self.list[*place].last.token);
        // Somebody who is introduced only later is found last.
        seen.or_else(|| {
            fitting
                .into_iter()
                .min_by_key(|place| self.list[*place].first)
        })
    }

    fn salient(
        &self,
        at: Place,
        mention: &Mention,
        fits: impl Fn(&Entity) -> bool,
    ) -> Option<usize> {
        (0..self.list.len())
            .filter(|place| {
                let entity = &self.list[*place];
                fits(entity)
                    && entity.last.token > 0
                    && entity.last.token < mention.tokens.start
                    && at.block.saturating_sub(entity.last.block) <= 4
            })
            .max_by_key(|place| self.salience(*place, at))
    }

    fn unnamed(
        &mut self,
        mention: &Mention,
        head: Option<(String, String, NounKind)>,
        age: Option<String>,
    ) -> usize {
        let mut name = self.text(mention.core.clone());
        if mention.genitive {
            name = strip_genitive(&name).to_owned();
        }
        let words: Vec<String> = vec![fold(&name)];
        if let Some(known) = self
            .list
            .iter()
            .position(|entity| !entity.named && entity.words == words)
        {
            return known;
        }
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
            name,
            named: false,
            kind,
            role: None,
            members: Vec::new(),
            place: false,
            words,
            nouns: head
                .map(|(word, lemma, _)| vec![lemma, word])
                .unwrap_or_default(),
            writings: Vec::new(),
            ages: age.into_iter().collect(),
            gender: mention.gender,
            number: mention.number,
            short: None,
            last: Sighting::default(),
            first: mention.tokens.start,
        });
        self.list.len() - 1
    }

    /// Whether a text names a person: by the last word of his name.
    pub fn is_named_in(&self, entity: usize, text: &str) -> bool {
        let entity = &self.list[entity];
        let last = entity
            .words
            .last()
            .filter(|_| entity.named && entity.kind == Some(SpeakerKind::Person));
        last.is_some_and(|last| {
            text.split(|c: char| !c.is_alphanumeric() && c != '-')
                .any(|word| word.len() == last.len() && fold(word) == *last)
        })
    }

    /// Notes that an entity spoke through a document, so that the document's noun stands for it from then on.
    pub fn add_writing(&mut self, entity: usize, mention: &Mention) {
        let Some((token, noun)) = mention.noun else {
            return;
        };
        let forms = [self.base(token, noun), self.document.folded(token)];
        self.list[entity].writings.extend(forms);
    }

    /// Notes a role given in a clause of its own: Ida Holm, der er formand for …
    pub fn add_role(&mut self, entity: usize, mention: &Mention) {
        let Some((token, noun)) = mention.noun else {
            return;
        };
        let forms = [self.base(token, noun), self.document.folded(token)];
        let role = self.text(mention.core.clone());
        let entity = &mut self.list[entity];
        entity.nouns.extend(forms);
        entity.role.get_or_insert(role);
    }

    /// The entity introduced with a noun, wherever in the article: for a headline's «Ordfører: …».
    pub fn with_noun(&self, lemma: &str) -> Vec<usize> {
        let fits = |entity: &Entity| {
            entity.members.is_empty()
                && entity.last.token > 0
                && entity.named
                && entity.is_called(lemma, lemma, entity.kind != Some(SpeakerKind::Organisation))
        };
        let mut fitting: Vec<usize> = (0..self.list.len())
            .filter(|place| fits(&self.list[*place]))
            .collect();
        fitting.sort_by_key(|place| self.list[*place].first);
        fitting
    }
}

fn same_word(a: &str, b: &str) -> bool {
    a == b
        || a.strip_suffix('s') == Some(b) && b.len() > 3
        || b.strip_suffix('s') == Some(a) && a.len() > 3
}

fn same_words(a: &[String], b: &[String]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_word(a, b))
}

fn ends_with(whole: &[String], part: &[String]) -> bool {
    whole.len() >= part.len() && same_words(&whole[whole.len() - part.len()..], part)
}

fn starts_with(whole: &[String], part: &[String]) -> bool {
    whole.len() >= part.len() && same_words(&whole[..part.len()], part)
}

/// First letters of the words of a name: fbi.
fn initials(words: &[String]) -> String {
    words
        .iter()
        .filter(|word| !matches!(word.as_str(), "for" | "og" | "i" | "of" | "the" | "af"))
        .filter_map(|word| word.chars().next())
        .collect()
}
