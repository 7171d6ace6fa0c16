//! Mentions → entities: which names, roles and pronouns are the same source.
//!
//! Takes all mentions of an article in order, gives who each is: a name joins the entity that it shortens or lengthens; a
//! role joins the one who was introduced by it; a pronoun joins the most salient one that agrees with it. Knows of reports
//! only which mentions spoke.

mod describing;
mod naming;
mod salience;
mod sorts;

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::mentions::{Head, Mention, MentionReader};
use crate::document::{Document, TokenKind, strip_genitive};
use crate::label::SpeakerKind;
use crate::lexicon::{Class, ClassSet, Ending, Gender, Lexicon, List, NounKind, Number, fold};
use crate::spaces::fold_space;

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
    /// Whether only a pronoun stands for it: the han of an excerpt.
    pub anonymous: bool,
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
    /// Whether it has been a subject, here or before.
    acted: bool,
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
    /// Who is not meant: whoever asked what is answered there.
    pub asker: Option<usize>,
}

impl Entity {
    /// Whoever a pronoun stands for that nobody before it fits.
    fn anonymous(gender: Gender, first: usize) -> Self {
        Self { kind: Some(SpeakerKind::Person), anonymous: true, gender, ..Self::new(String::new(), first) }
    }

    /// One of whom nothing is known but what it is called, and the token where it was met first.
    fn new(name: String, first: usize) -> Self {
        Self {
            name,
            named: false,
            kind: None,
            role: None,
            members: Vec::new(),
            anonymous: false,
            place: false,
            words: Vec::new(),
            nouns: Vec::new(),
            writings: Vec::new(),
            ages: Vec::new(),
            gender: Gender::Common,
            number: Number::Singular,
            short: None,
            last: Sighting::default(),
            first,
        }
    }

    /// Its gender, as far as the article tells it.
    pub fn gender(&self) -> Gender {
        self.gender
    }

    /// Whether a name that no list knows can be a person's: two to six words, and a subject somewhere.
    fn may_be_person(&self) -> bool {
        self.named && self.kind.is_none() && !self.place && (2..=6).contains(&self.words.len()) && self.last.acted
    }

    /// Whether the article has called it by a noun: by one of its roles, or by the end of its name.
    fn is_called(&self, lexicon: &Lexicon, word: &str, lemma: &str, person: bool) -> bool {
        let general = |noun: &str| lexicon.has(List::GeneralNoun, noun);
        // The næstformand is not the formand.
        let deputy = |noun: &str| {
            noun.strip_suffix(lemma).is_some_and(|front| lexicon.has(List::DeputyPrefix, front.trim_end_matches('-')))
        };
        self.nouns.iter().any(|noun| {
            noun == lemma
                || noun == word
                || noun.ends_with(lemma) && !general(lemma) && !deputy(noun)
                || lemma.ends_with(noun.as_str()) && noun.len() > 3 && !general(noun)
        }) || !person && self.named && self.words.iter().any(|part| part.ends_with(word) || part.ends_with(lemma))
    }
}

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
    /// Places of named entities by what may be left of their names: each word, short forms, initials; see [`key`].
    by_word: FxHashMap<String, Vec<usize>>,
    /// Unnamed ones by their folded phrase.
    by_phrase: FxHashMap<String, usize>,
    /// Those that are several, by their members.
    by_members: FxHashMap<Vec<usize>, usize>,
    /// Latest speaker and the block in which it spoke.
    speaker: Option<(usize, usize)>,
    /// Who was weighed for which mention, where that is to be told.
    weighed: Option<RefCell<Vec<Weighed>>>,
}

/// An entity weighed for a pronoun, a noun or a part of a name.
#[derive(Clone, Copy, Debug)]
pub struct Weighed {
    /// Where the mention begins, in bytes.
    pub at: usize,
    /// Place of the entity.
    pub entity: usize,
    /// How well it fits; the highest is taken. Of those who share a part of a name the last told of is, so there it is
    /// the place in the text where that was, in tokens.
    pub score: i64,
}

impl<'d, 'a> Entities<'d, 'a> {
    /// No entity yet; `weighs`: who is weighed for a mention is kept.
    pub fn new(document: &'d Document<'a>, reader: &'d MentionReader<'d, 'a>, weighs: bool) -> Self {
        Self {
            document,
            reader,
            list: Vec::new(),
            by_word: FxHashMap::default(),
            by_phrase: FxHashMap::default(),
            by_members: FxHashMap::default(),
            speaker: None,
            weighed: weighs.then(RefCell::default),
        }
    }

    /// Who was weighed for which mention, in the order of weighing; nobody where that was not kept.
    pub fn weighed(&self) -> Vec<Weighed> {
        self.weighed.as_ref().map(|weighed| weighed.borrow().clone()).unwrap_or_default()
    }

    /// Keeps how well an entity fits the mention that begins at a token, where that is to be told.
    fn weigh(&self, token: usize, entity: usize, score: i64) {
        if let Some(weighed) = &self.weighed {
            let at = self.document.span(token..token + 1).start();
            weighed.borrow_mut().push(Weighed { at, entity, score });
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
                self.named(mention, name.clone(), words);
            }
        }
    }

    /// Resolves a mention and notes that its entity was met there.
    pub fn resolve(&mut self, mention: &Mention, at: Place) -> Option<(usize, Link)> {
        for inner in self.reader.nested(mention) {
            if let Some((entity, _)) = self.find(&inner, at) {
                self.sight(entity, inner.tokens.start, Place { subject: false, ..at });
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
            // Ida Holm har virket som mægler: met again as what she is, she stays the subject.
            subject: at.subject || last.subject && last.block == at.block && last.sentence == at.sentence,
            count: last.count + 1,
            acted: last.acted || at.subject,
        };
    }

    fn find(&mut self, mention: &Mention, at: Place) -> Option<(usize, Link)> {
        if mention.rows.len() > 1 {
            return self.in_row(mention, at);
        }
        match mention.head {
            Head::Pronoun => {
                let entity = self.pronoun(mention, at)?;
                let known = &mut self.list[entity];
                if let Some(pronoun) = mention.pronoun
                    && matches!(pronoun.gender, Gender::Female | Gender::Male)
                    && known.named
                    && known.gender == Gender::Common
                {
                    known.gender = pronoun.gender;
                }
                Some((entity, Link::Pronoun))
            }
            Head::Name if !mention.names.is_empty() => Some(self.by_names(mention)),
            Head::Noun(NounKind::Document) => self.written(mention, at),
            _ => self.by_noun(mention, at),
        }
    }

    /// lægerne og Falck: each for itself.
    fn in_row(&mut self, mention: &Mention, at: Place) -> Option<(usize, Link)> {
        let mut members = Vec::new();
        for row in &mention.rows {
            let inner = self.reader.read(row.start, row.end, true).filter(|inner| inner.rows.is_empty())?;
            let (member, _) = self.find(&inner, at)?;
            if !members.contains(&member) {
                members.push(member);
            }
        }
        match members[..] {
            [one] => Some((one, Link::Name)),
            _ => Some((self.several(members), Link::Name)),
        }
    }

    /// Whether a name that no list knows has the form of a person's: Rasna Velk, but Kystens Værn, Minen Santa Rosa.
    fn is_shaped_as_person(&self, entity: &Entity) -> bool {
        let lexicon = self.document.lexicon;
        let common = |word: &String| lexicon.word(word) != 0 || lexicon.noun(word).is_some();
        let first = entity.words.first().map_or("", String::as_str);
        let place = |base: &str| lexicon.entry(lexicon.proper(base)).classes.has(Class::Place);
        let owner = self.document.lexicon.ends(Ending::OwnerName, first)
            || place(self.document.word(entity.first).trim_end_matches('s'));
        let definite = first.chars().count() > 4 && self.document.lexicon.ends(Ending::ShortDefinite, first);
        let bare = entity.named && entity.kind.is_none() && !entity.place && (2..=4).contains(&entity.words.len());
        bare && !owner && !definite && !entity.words.iter().any(common)
    }

    /// Notes that somebody called only by a noun so far is a person whom the article then names: Naboen fortæller, at
    /// … »…«, siger Ida Holm.
    pub fn names_at_last(&mut self, unnamed: usize, person: usize) {
        let other = std::mem::take(&mut self.list[unnamed].nouns);
        let ages = std::mem::take(&mut self.list[unnamed].ages);
        self.list[unnamed].last = Sighting::default();
        for phrase in self.list[unnamed].words.drain(..) {
            self.by_phrase.remove(&phrase);
        }
        let role = self.list[unnamed].name.clone();
        let entity = &mut self.list[person];
        entity.nouns.extend(other);
        entity.ages.extend(ages);
        entity.kind = entity.kind.or(Some(SpeakerKind::Person));
        entity.role.get_or_insert(role);
    }

    /// Whether a noun alone has named a single person so far, who may be one whom only a bare name introduces.
    pub fn may_be_named(&self, unnamed: usize, person: usize) -> bool {
        let (unnamed, person) = (&self.list[unnamed], &self.list[person]);
        let someone = !unnamed.named
            && !unnamed.anonymous
            && unnamed.kind == Some(SpeakerKind::Person)
            && unnamed.number == Number::Singular
            && !unnamed.nouns.is_empty();
        let bare = person.named
            && person.members.is_empty()
            && (person.kind == Some(SpeakerKind::Person) || person.kind.is_none() && person.words.len() > 1)
            && !person.place
            && person.nouns.is_empty()
            && person.role.is_none()
            && person.last.count <= 1;
        let alike = [unnamed.gender, person.gender].contains(&Gender::Common) || unnamed.gender == person.gender;
        someone && bare && alike
    }

    fn text(&self, tokens: std::ops::Range<usize>) -> String {
        fold_space(self.document.span(tokens).of(self.document.text))
    }

    /// Whether a text names a person, or one of several: by the first or last word of his name.
    pub fn is_named_in(&self, entity: usize, text: &str) -> bool {
        let entity = &self.list[entity];
        if entity.members.iter().any(|member| self.is_named_in(*member, text)) {
            return true;
        }
        let person = entity.named && entity.kind == Some(SpeakerKind::Person);
        let names = [entity.words.first(), entity.words.last()];
        names.into_iter().flatten().filter(|_| person).any(|name| {
            text.split(|c: char| !c.is_alphanumeric() && c != '-')
                .any(|word| word.len() == name.len() && word.starts_with(char::is_uppercase) && fold(word) == *name)
        })
    }

    /// The named person whom the article so far has met most.
    pub fn most_met(&self) -> Option<usize> {
        let person = |entity: &Entity| entity.named && entity.kind == Some(SpeakerKind::Person) && entity.last.acted;
        let people = (0..self.list.len()).filter(|place| person(&self.list[*place]));
        people.max_by_key(|place| (self.list[*place].last.count, usize::MAX - self.list[*place].first))
    }

    /// The person of a gender, where the article tells of just one by name.
    pub fn only_one(&self, gender: Gender, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let person =
            |entity: &Entity| entity.named && entity.members.is_empty() && entity.kind == Some(SpeakerKind::Person);
        let one = |gender: Gender| {
            let of_gender = |place: &usize| person(&self.list[*place]) && self.list[*place].gender == gender;
            let mut fitting = (0..self.list.len()).filter(|place| of_gender(place) && fits(*place));
            let first = fitting.next()?;
            Some(fitting.next().map_or(Some(first), |_| None))
        };
        // Kim, Chris: a name of either.
        one(gender).or_else(|| one(Gender::Common)).flatten()
    }

    /// Whether a paragraph begins at a token with a place in capitals: RIBE: …
    pub fn is_dateline(&self, at: usize) -> bool {
        let is_place = || {
            let written = self.document.word(at);
            let rest = written.chars().skip(1).flat_map(char::to_lowercase);
            let name: String = written.chars().take(1).chain(rest).collect();
            let lexicon = self.document.lexicon;
            lexicon.entry(lexicon.proper(&name)).classes.has(Class::Place)
        };
        self.document.tokens()[at].is_upper() && self.document.sentence_of(at).start == at && is_place()
    }

    /// Notes that a source spoke to an entity, which is then a medium and stands behind no common noun.
    pub fn is_medium(&mut self, entity: usize) {
        self.list[entity].place |= self.list[entity].kind != Some(SpeakerKind::Person);
    }

    /// Notes that an entity spoke through a document, so that the document's noun stands for it from then on.
    pub fn add_writing(&mut self, entity: usize, mention: &Mention) {
        let Some((token, noun)) = mention.noun else {
            return;
        };
        let forms = [self.base(token, noun), self.document.folded(token).to_owned()];
        self.list[entity].writings.extend(forms);
    }

    /// Notes a role given in a clause of its own: Ida Holm, der er formand for …
    pub fn add_role(&mut self, entity: usize, mention: &Mention) {
        let Some((token, noun)) = mention.noun else {
            return;
        };
        let forms = [self.base(token, noun), self.document.folded(token).to_owned()];
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
                && entity.is_called(self.document.lexicon, lemma, lemma, entity.kind != Some(SpeakerKind::Organisation))
        };
        let mut fitting: Vec<usize> = (0..self.list.len()).filter(|place| fits(&self.list[*place])).collect();
        fitting.sort_by_key(|place| self.list[*place].first);
        fitting
    }
}

/// What two words have in common where [`same_word`] holds of them.
fn key(word: &str) -> &str {
    word.trim_end_matches('s')
}

fn same_word(a: &str, b: &str) -> bool {
    a == b || a.strip_suffix('s') == Some(b) && b.len() > 3 || b.strip_suffix('s') == Some(a) && a.len() > 3
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
fn initials(lexicon: &Lexicon, words: &[String]) -> impl Iterator<Item = char> {
    let heavy = words.iter().filter(|word| !lexicon.has(List::LightInName, word));
    heavy.filter_map(|word| word.chars().next())
}
