//! The lists of a language pack → the lexicon.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::data::{Frame, FurnitureFile, IdiomFile, NameFile, NounFile, VerbFile, VerbRow, WordFile};
use serde::de::DeserializeOwned;

use super::*;
use crate::error::{Error, Result};
use crate::languages::{Language, Source};
use crate::own::OwnList;

/// Names of the lists, in the order in which they are read: where two tell of one word, the first counts.
const FILES: [&str; 14] = [
    "verbs.toml",
    "idioms.toml",
    "nouns.toml",
    "function.toml",
    "adjectives.toml",
    "names.toml",
    "organisations.toml",
    "abbreviations.toml",
    "furniture.toml",
    "fixed.toml",
    "speech.toml",
    "rubrics.toml",
    "titles.toml",
    "walks.toml",
];

/// Whether rows of a user can be added to the list in a file of this name; walks of life are one whole.
pub(crate) fn takes_own(name: &str) -> bool {
    name == NAMED || name != "walks.toml" && FILES.contains(&name)
}

/// Where rows of a list come from.
enum Rows<'a> {
    BuiltIn(Source),
    Own(&'a OwnList),
}

impl Rows<'_> {
    fn read<T: DeserializeOwned>(&self) -> Result<T> {
        match self {
            Rows::BuiltIn(source) => source.read(),
            Rows::Own(list) => list.read(),
        }
    }

    /// An error about the row that holds these words.
    fn fault(&self, words: &str, message: String) -> Error {
        match self {
            Rows::BuiltIn(source) => source.fault(message),
            Rows::Own(list) => list.fault(words, message),
        }
    }
}

/// What `words.toml` holds: by name, words or endings with spaces between.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedFile {
    words: BTreeMap<String, String>,
    endings: BTreeMap<String, String>,
}

/// What a user's `words.toml` holds: more words or endings of some lists.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnNamedFile {
    #[serde(default)]
    words: BTreeMap<String, String>,
    #[serde(default)]
    endings: BTreeMap<String, String>,
}

/// Name of the file of named lists.
const NAMED: &str = "words.toml";

impl Lexicon {
    /// Loads the lists of a language.
    ///
    /// # Errors
    /// [`Error::Data`] where a list is not in its form; the message names the file and the place.
    pub fn of(language: Language) -> Result<Self> {
        Self::with_own(language, &[])
    }

    /// As [`Lexicon::of`], with a user's own rows before those of each list, so that they count where both tell of
    /// one word; an own verb takes the place of the listed one.
    ///
    /// # Errors
    /// [`Error::Data`] where a list is not in its form; the message names the file and the place.
    pub(crate) fn with_own(language: Language, own: &[OwnList]) -> Result<Self> {
        let mut lexicon = Self {
            entries: vec![Entry::default()],
            comma_before_clause: language.has_comma_before_clause(),
            ..Self::default()
        };
        lexicon.add_named(&language.words())?;
        own.iter().filter(|list| list.name == NAMED).try_for_each(|list| lexicon.add_own_named(list))?;
        lexicon.mark_conjunctions();
        for file in FILES {
            let own = own.iter().filter(|list| list.name == file).map(Rows::Own);
            let sources: Vec<Rows> = own.chain(language.list(file).map(Rows::BuiltIn)).collect();
            for source in sources {
                lexicon.add(&source, file)?;
            }
        }
        Ok(lexicon)
    }

    /// Adds a user's words to the named lists.
    fn add_own_named(&mut self, own: &OwnList) -> Result<()> {
        let file: OwnNamedFile = own.read()?;
        for (name, words) in &file.words {
            let list = List::ALL.iter().find(|list| list.name() == name);
            let list = list.ok_or_else(|| own.fault(name, format!("no words are called {name}")))?;
            self.words[*list as usize].add_all(words);
        }
        for (name, endings) in &file.endings {
            let ending = Ending::ALL.iter().find(|ending| ending.name() == name);
            let ending = ending.ok_or_else(|| own.fault(name, format!("no endings are called {name}")))?;
            self.endings[*ending as usize].add_all(endings);
        }
        Ok(())
    }

    fn add_named(&mut self, source: &Source) -> Result<()> {
        let mut file: NamedFile = source.read()?;
        let take = |lists: &mut BTreeMap<String, String>, kind: &str, name: &str| {
            lists.remove(name).ok_or_else(|| source.fault(format!("no {kind} are called {name}")))
        };
        self.words.resize(List::ALL.len(), Words::default());
        for list in List::ALL {
            self.words[*list as usize].add_all(&take(&mut file.words, "words", list.name())?);
        }
        self.endings.resize(Ending::ALL.len(), Endings::default());
        for ending in Ending::ALL {
            self.endings[*ending as usize].add_all(&take(&mut file.endings, "endings", ending.name())?);
        }
        if let Some(name) = file.words.keys().chain(file.endings.keys()).next() {
            return Err(source.fault(format!("nothing asks for {name}")));
        }
        Ok(())
    }

    /// Gives the words of some lists the class that patterns know them by.
    fn mark_conjunctions(&mut self) {
        let marks = [
            (List::That, Class::At),
            (List::ToInfinitive, Class::At),
            (List::Whether, Class::Om),
            (List::As, Class::Som),
        ];
        for (list, class) in marks {
            let words: Vec<String> = self.list(list).iter().map(str::to_owned).collect();
            words.iter().for_each(|word| self.slot(word, false).classes.insert(class));
        }
    }

    fn add(&mut self, source: &Rows, file: &str) -> Result<()> {
        match file {
            "verbs.toml" => {
                let list: VerbFile = source.read()?;
                let known: FxHashSet<String> = self.verbs.iter().map(|verb| verb.lemma.clone()).collect();
                let new = list.verb.into_iter().filter(|row| !known.contains(&row.lemma));
                new.for_each(|row| self.add_verb(row, false));
            }
            "idioms.toml" => self.add_idioms(source.read()?, source)?,
            "nouns.toml" => self.add_nouns(source.read()?),
            "names.toml" => self.add_names(source.read()?),
            "walks.toml" => self.walks = Walks::new(source.read()?, file)?,
            "furniture.toml" => {
                let list: FurnitureFile = source.read()?;
                for row in list.heading {
                    if let Some(letter) = lower_initial(&row.text) {
                        self.furniture_by_letter.entry(letter).or_default().push(self.furniture.len());
                    }
                    self.furniture.push(row);
                }
            }
            _ => self.add_words(source.read()?, source)?,
        }
        Ok(())
    }

    fn slot(&mut self, form: &str, proper: bool) -> &mut Entry {
        let key = match (proper, is_composed(form)) {
            (false, _) => fold(form),
            (true, true) => form.to_owned(),
            (true, false) => form.nfc().collect(),
        };
        if proper && first_part(&key).len() < key.len() {
            self.listed.insert(first_part(&key).into());
        }
        let map = if proper { &mut self.proper } else { &mut self.folded };
        let next = self.entries.len() as WordId;
        let id = *map.entry(key.into_boxed_str()).or_insert(next);
        if id == next {
            self.entries.push(Entry::default());
        }
        &mut self.entries[id as usize]
    }

    fn add_verb(&mut self, row: VerbRow, carrier: bool) {
        let place = self.verbs.len() as u16;
        self.verbs.push(Verb { lemma: row.lemma.clone(), act: row.act });
        let mut frames = classes_of(&row.frames);
        let repeats = !matches!(row.act, Some(Act::Deny | Act::Criticise | Act::Praise | Act::Ask));
        if frames.has(Class::Say) && frames.has(Class::That) && !row.weak && repeats && !carrier {
            frames.insert(Class::Back);
        }
        // brummer, at …: what can say a sentence can say a clause.
        if frames.has(Class::Say) && !row.weak && !frames.meets(ClassSet::of(&[Class::Call, Class::Whether])) {
            frames.insert(Class::That);
        }
        if row.weak {
            frames.insert(Class::Weak);
        }
        let forms: [(&[String], &[Class]); 5] = [
            (&row.present, &[Class::Finite, Class::Present]),
            (&row.past, &[Class::Finite, Class::Past]),
            (&row.participle, &[Class::Participle]),
            (&row.passive, &[Class::Passive]),
            (std::slice::from_ref(&row.lemma), &[Class::SayInfinitive]),
        ];
        for (list, classes) in forms {
            for form in list {
                let entry = self.slot(form, false);
                let mut own = frames.union(ClassSet::of(classes));
                if carrier {
                    own.insert(Class::Carrier);
                    // By itself it reports nothing: giver is a verb like any other, giver udtryk for a report.
                    if own.has(Class::Finite) {
                        own.remove(Class::Finite);
                        own.insert(Class::FiniteVerb);
                    }
                    own.remove(Class::SayInfinitive);
                }
                entry.classes = entry.classes.union(own);
                // The first verb that claims a form keeps it: »fandt« is finde before it is finde på.
                entry.verb.get_or_insert(place);
            }
        }
    }

    fn add_idioms(&mut self, list: IdiomFile, source: &Rows) -> Result<()> {
        list.form.into_iter().for_each(|row| self.add_verb(row, true));
        for row in list.idiom {
            let Some(verb) = self.verbs.iter().position(|verb| verb.lemma == row.verb) else {
                let (verb, particle) = (&row.verb, &row.particle);
                let message =
                    format!("idiom »{verb} {particle}«: no verb »{verb}« in the lists; [[form]] gives its forms");
                return Err(source.fault(&row.verb, message));
            };
            let mut frames = classes_of(&row.frames);
            if row.weak {
                frames.insert(Class::Weak);
            }
            let particle: Vec<String> = row.particle.split_whitespace().map(fold).collect();
            let first = particle.first().map_or(0, |word| hash(word));
            let bit = if particle.is_empty() { 0 } else { bit(first) };
            self.idioms_by_verb.entry(verb as u16).or_default().push((bit, self.idioms.len()));

            self.idioms.push(Idiom { verb: verb as u16, particle, first, act: row.act, frames });
        }
        for place in self.idioms.iter().map(|idiom| idiom.verb).collect::<Vec<_>>() {
            for entry in &mut self.entries {
                if entry.verb == Some(place) {
                    entry.classes.insert(Class::Carrier);
                }
            }
        }
        Ok(())
    }

    fn add_nouns(&mut self, list: NounFile) {
        for row in list.nouns {
            for paradigm in &row.forms {
                let lemma = self.lemmas.len() as u16;
                let mut forms = paradigm.split_whitespace();
                let shapes = [
                    (Number::Singular, false),
                    (Number::Singular, true),
                    (Number::Plural, false),
                    (Number::Plural, true),
                ];
                let base = paradigm.split_whitespace().find(|form| *form != "-").unwrap_or_default();
                self.lemmas.push(fold(base));
                for (number, definite) in shapes {
                    let Some(form) = forms.next().filter(|form| *form != "-") else {
                        continue;
                    };
                    let noun = Noun { kind: row.kind, gender: row.gender, number, definite, lemma };
                    let entry = self.slot(form, false);
                    if entry.noun.is_none() {
                        entry.noun = Some(noun);
                        entry.classes = entry.classes.union(class_of_noun(row.kind));
                    }
                }
            }
        }
    }

    fn add_names(&mut self, list: NameFile) {
        let lists = [(list.female, Gender::Female), (list.male, Gender::Male), (list.unisex, Gender::Common)];
        for (names, gender) in lists {
            for name in names {
                let entry = self.slot(&name, true);
                entry.classes.insert(Class::GivenName);
                entry.gender.get_or_insert(gender);
            }
        }
    }

    fn add_words(&mut self, list: WordFile, source: &Rows) -> Result<()> {
        for row in list.words {
            let (class, proper) = match row.class.as_str() {
                "organisation-suffix" => {
                    self.suffixes.extend(row.forms.iter().map(|form| fold(form.trim_start_matches('-'))));
                    continue;
                }
                name => word_class(name).ok_or_else(|| source.fault(name, format!("no such class: {name}")))?,
            };
            for form in &row.forms {
                // What stands for one word in the sentence may be several: i hvert fald.
                let mut words = form.split_whitespace().map(fold);
                if let (Class::Fixed | Class::Adverb, Some(first), true) = (class, words.next(), form.contains(' ')) {
                    self.set_phrases.entry(first).or_default().push((words.collect(), class));
                    continue;
                }
                let entry = self.slot(form, proper);
                entry.classes.insert(class);
                if class == Class::FinalAbbreviation {
                    entry.classes.insert(Class::Abbreviation);
                }
            }
        }
        for row in list.pronoun {
            let entry = self.slot(&row.form, false);
            let pronoun = Pronoun { case: row.case, gender: row.gender, number: row.number, person: row.person };
            // den, det: subject before object.
            if entry.pronoun.is_none_or(|known| known.case == Case::Object && row.case == Case::Subject) {
                entry.pronoun = Some(pronoun);
            }
            entry.classes.insert(match row.case {
                Case::Subject => Class::SubjectPronoun,
                Case::Object => Class::ObjectPronoun,
                Case::Possessive => Class::Possessive,
            });
        }
        Ok(())
    }
}

fn classes_of(frames: &[Frame]) -> ClassSet {
    frames
        .iter()
        .map(|frame| match frame {
            Frame::Quote => Class::Say,
            Frame::That => Class::That,
            Frame::Infinitive => Class::Infinitive,
            Frame::Urge => Class::Urge,
            Frame::Beg => Class::Beg,
            Frame::Order => Class::Order,
            Frame::Whether => Class::Whether,
            Frame::Blame => Class::Blame,
            Frame::Call => Class::Call,
            Frame::Want => Class::Want,
            Frame::Tell => Class::Tell,
            Frame::Document => Class::DocumentVerb,
        })
        .collect()
}

fn class_of_noun(kind: NounKind) -> ClassSet {
    match kind {
        NounKind::Role => ClassSet::of(&[Class::Role]),
        NounKind::Person => ClassSet::of(&[Class::Person]),
        NounKind::Organisation => ClassSet::of(&[Class::Organisation]),
        NounKind::Group => ClassSet::of(&[Class::Group]),
        NounKind::Document => ClassSet::of(&[Class::Document]),
        NounKind::None => ClassSet::EMPTY,
    }
}

/// Class of a `[[words]]` list and whether its forms are compared as written.
fn word_class(name: &str) -> Option<(Class, bool)> {
    Some(match name {
        "determiner" => (Class::Determiner, false),
        "possessive" => (Class::Possessive, false),
        "conjunction-coordinating" => (Class::Coordinator, false),
        "conjunction-subordinating" => (Class::Subordinator, false),
        "relative" => (Class::Relative, false),
        "question" => (Class::Question, false),
        "preposition" => (Class::Preposition, false),
        "modal" => (Class::Modal, false),
        "auxiliary" => (Class::Auxiliary, false),
        "infinitive-auxiliary" => (Class::AuxiliaryInfinitive, false),
        "negation" => (Class::Negation, false),
        "adverb" => (Class::Adverb, false),
        "fixed" => (Class::Fixed, false),
        "finite-verb" => (Class::FiniteVerb, false),
        "participle" => (Class::OtherParticiple, false),
        "infinitive" => (Class::OtherInfinitive, false),
        "number-word" => (Class::NumberWord, false),
        "particle" => (Class::Particle, false),
        "adjective" => (Class::Adjective, false),
        "ordinal" => (Class::Ordinal, false),
        "organisation-name" => (Class::OrganisationName, true),
        "organisation-ending" => (Class::OrganisationEnding, true),
        "medium-name" => (Class::Medium, true),
        "place-name" => (Class::Place, true),
        "party-letter" => (Class::PartyLetter, true),
        "calendar" => (Class::Calendar, false),
        "speech-noun" => (Class::SpeechNoun, false),
        "gathering" => (Class::Gathering, false),
        "scenic" => (Class::Scenic, false),
        "opinion-noun" => (Class::OpinionNoun, false),
        "rubric" => (Class::Rubric, false),
        "work" => (Class::Work, false),
        "naming" => (Class::Naming, false),
        "silence" => (Class::Silence, false),
        "abbreviation" => (Class::Abbreviation, false),
        "abbreviation-final" => (Class::FinalAbbreviation, false),
        _ => return None,
    })
}
