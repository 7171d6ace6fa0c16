//! Word lists → classes.
//!
//! Takes the lists under `da/`, gives one look-up a token; knows nothing of texts, only of words.

mod class;
mod data;
mod walks;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

pub use class::{Class, ClassSet};
pub use data::{Case, FurnitureMatch, FurnitureRow, FurnitureScope, Gender, NounKind, Number};
use data::{Frame, FurnitureFile, IdiomFile, NameFile, NounFile, VerbFile, VerbRow, WordFile};
pub use walks::Walks;

use crate::error::{Error, Result};
use crate::label::Act;

/// Place of an entry; 0 is the unknown word.
pub type WordId = u32;

/// All that the lists say of one word form.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// Its classes.
    pub classes: ClassSet,
    /// Place of its verb in [`Lexicon::verb`].
    pub verb: Option<u16>,
    /// What it is as a noun.
    pub noun: Option<Noun>,
    /// What it is as a pronoun.
    pub pronoun: Option<Pronoun>,
    /// Gender of a given name.
    pub gender: Option<Gender>,
}

/// A form of a source noun.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Noun {
    /// What sort of source.
    pub kind: NounKind,
    /// Natural gender.
    pub gender: Gender,
    /// Number of this form.
    pub number: Number,
    /// Whether the form is definite: ministeriet.
    pub definite: bool,
    /// Place of the paradigm: forms of one noun share it.
    pub lemma: u16,
}

/// A form of a personal pronoun.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pronoun {
    /// Subject, object, possessive.
    pub case: Case,
    /// Whom it can stand for.
    pub gender: Gender,
    /// One or several.
    pub number: Number,
    /// 1, 2 or 3.
    pub person: u8,
}

/// A reporting verb.
#[derive(Clone, Debug)]
pub struct Verb {
    /// Infinitive.
    pub lemma: String,
    /// The act that it carries by default.
    pub act: Option<Act>,
}

/// A verb together with the particle phrase that makes it report.
#[derive(Clone, Debug)]
pub struct Idiom {
    /// The verb's place in [`Lexicon::verb`].
    pub verb: u16,
    /// The particle phrase's words, folded.
    pub particle: Vec<String>,
    /// The act that it carries by default.
    pub act: Act,
    /// What it can govern.
    pub frames: ClassSet,
}

/// The word knowledge of one language.
#[derive(Debug, Default)]
pub struct Lexicon {
    folded: FxHashMap<Box<str>, WordId>,
    proper: FxHashMap<Box<str>, WordId>,
    entries: Vec<Entry>,
    verbs: Vec<Verb>,
    idioms: Vec<Idiom>,
    lemmas: Vec<String>,
    suffixes: Vec<String>,
    /// Set phrases by their first word: the words after it.
    fixed: FxHashMap<String, Vec<Vec<String>>>,
    /// Places of idioms by the place of their verb, each after the shape of its particle phrase's first word.
    idioms_by_verb: FxHashMap<u16, Vec<(u64, usize)>>,
    furniture: Vec<FurnitureRow>,
    /// Places of furniture headings by their first letter in lower case.
    furniture_by_letter: FxHashMap<char, Vec<usize>>,
    walks: Walks,
}

/// A list as `build.rs` has prepared it.
macro_rules! list {
    ($name:literal) => {
        (concat!($name, ".toml"), include_str!(concat!(env!("OUT_DIR"), "/src/lexicon/da/", $name, ".json")))
    };
}

const FILES: [(&str, &str); 14] = [
    list!("verbs"),
    list!("idioms"),
    list!("nouns"),
    list!("function"),
    list!("adjectives"),
    list!("names"),
    list!("organisations"),
    list!("abbreviations"),
    list!("furniture"),
    list!("fixed"),
    list!("speech"),
    list!("rubrics"),
    list!("titles"),
    list!("walks"),
];

impl Lexicon {
    /// Loads the Danish lists.
    ///
    /// # Errors
    /// [`Error::Data`] where a list is not in its form; the message names the file and the place.
    pub fn danish() -> Result<Self> {
        let mut lexicon = Self { entries: vec![Entry::default()], ..Self::default() };
        for (file, text) in FILES {
            let wrong = |cause: serde_json::Error| Error::Data { file: file.to_owned(), message: cause.to_string() };
            match file {
                "verbs.toml" => {
                    let list: VerbFile = serde_json::from_str(text).map_err(wrong)?;
                    list.verb.into_iter().for_each(|row| lexicon.add_verb(row, false));
                }
                "idioms.toml" => lexicon.add_idioms(serde_json::from_str(text).map_err(wrong)?, file)?,
                "nouns.toml" => lexicon.add_nouns(serde_json::from_str(text).map_err(wrong)?),
                "names.toml" => lexicon.add_names(serde_json::from_str(text).map_err(wrong)?),
                "walks.toml" => lexicon.walks = Walks::new(serde_json::from_str(text).map_err(wrong)?),
                "furniture.toml" => {
                    let list: FurnitureFile = serde_json::from_str(text).map_err(wrong)?;
                    for (place, row) in list.heading.iter().enumerate() {
                        if let Some(letter) = lower_initial(&row.text) {
                            lexicon.furniture_by_letter.entry(letter).or_default().push(place);
                        }
                    }
                    lexicon.furniture = list.heading;
                }
                _ => lexicon.add_words(serde_json::from_str(text).map_err(wrong)?, file)?,
            }
        }
        Ok(lexicon)
    }

    /// The entry at a place; unknown places give the empty entry.
    #[inline]
    pub fn entry(&self, id: WordId) -> &Entry {
        self.entries.get(id as usize).unwrap_or(&self.entries[0])
    }

    /// Every entry.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The sets of classes that a word can stand for as a symbol: its own, as a verb's particle, and as a verb
    /// whose particle follows.
    pub fn variants(&self, entry: &Entry) -> Vec<ClassSet> {
        let own = entry.classes;
        let mut variants = vec![own, own.union(ClassSet::of(&[Class::VerbParticle]))];
        if own.has(Class::Carrier) {
            variants.extend(self.idioms_of(entry.verb).map(|(_, idiom)| as_idiom(own, idiom)));
        }
        variants
    }

    /// Place of a folded (lower-case, composed) word; 0 where it is unknown.
    pub fn word(&self, folded: &str) -> WordId {
        self.folded.get(folded).copied().unwrap_or(0)
    }

    /// Place of a capitalised word as written; 0 where it is unknown.
    pub fn proper(&self, written: &str) -> WordId {
        self.proper.get(written).copied().unwrap_or(0)
    }

    /// A reporting verb by its place in an [`Entry`].
    pub fn verb(&self, place: u16) -> &Verb {
        &self.verbs[place as usize]
    }

    /// The act that a reporting verb carries by default, by its dictionary form.
    pub fn act_of(&self, lemma: &str) -> Option<crate::label::Act> {
        self.verbs.iter().find(|verb| verb.lemma == lemma).and_then(|verb| verb.act)
    }

    /// Every idiom, in the order of the list.
    pub fn idioms(&self) -> &[Idiom] {
        &self.idioms
    }

    /// The idioms of a verb, each with its place.
    pub fn idioms_of(&self, verb: Option<u16>) -> impl Iterator<Item = (usize, &Idiom)> {
        self.idioms_within(verb, u64::MAX)
    }

    /// The idioms of a verb whose particle phrase may begin with a word of some shapes, see [`shape_bit`].
    pub fn idioms_within(&self, verb: Option<u16>, shapes: u64) -> impl Iterator<Item = (usize, &Idiom)> {
        let places = verb.and_then(|verb| self.idioms_by_verb.get(&verb)).map_or(&[][..], Vec::as_slice);
        let near = places.iter().filter(move |(shape, _)| shape & shapes != 0);
        near.map(|(_, place)| (*place, &self.idioms[*place]))
    }

    /// The base form of a noun paradigm.
    pub fn lemma(&self, noun: Noun) -> &str {
        &self.lemmas[noun.lemma as usize]
    }

    /// The walks of life that nouns tell of.
    pub fn walks(&self) -> &Walks {
        &self.walks
    }

    /// The furniture headings that begin with the same letter as a line, in the order of the list.
    pub fn furniture(&self, line: &str) -> impl Iterator<Item = &FurnitureRow> {
        let places = lower_initial(line).and_then(|letter| self.furniture_by_letter.get(&letter));
        places.map_or(&[][..], Vec::as_slice).iter().map(|place| &self.furniture[*place])
    }

    /// Length in words of the set phrase that begins with `word(0)`, where one does.
    pub fn fixed_phrase<'w>(&self, word: impl Fn(usize) -> Option<&'w str>) -> Option<usize> {
        let phrases = self.fixed.get(word(0)?)?;
        let fits = |rest: &&Vec<String>| rest.iter().zip(1..).all(|(wanted, i)| word(i) == Some(wanted.as_str()));
        phrases.iter().filter(fits).map(|rest| rest.len() + 1).max()
    }

    /// Whether a folded word ends as names of bodies do: fødevarestyrelsen.
    pub fn has_organisation_suffix(&self, folded: &str) -> bool {
        self.suffixes.iter().any(|suffix| folded.len() > suffix.len() + 2 && folded.ends_with(suffix.as_str()))
    }

    /// The noun a folded word is, whole or by the head of the compound: justitsminister is a minister.
    pub fn noun(&self, folded: &str) -> Option<Noun> {
        self.head(folded).map(|(_, noun)| noun)
    }

    /// Whether a folded word is of a class by itself or by the end of the compound: spillefilmen is a film.
    pub fn ends_in(&self, folded: &str, class: Class) -> bool {
        let near = folded.len().saturating_sub(LONGEST_HEAD);
        let mut starts = folded.char_indices().map(|(start, _)| start).skip_while(|start| *start < near);
        starts.any(|start| {
            let whole = start == 0 || folded.len() - start > 3 && start > 2;
            whole && self.entry(self.word(&folded[start..])).classes.has(class)
        })
    }

    /// The base form of a source noun, with the front part of a compound: målmanden → målmand.
    pub fn base_form(&self, folded: &str) -> Option<String> {
        let (start, noun) = self.head(folded)?;
        Some(format!("{}{}", &folded[..start], self.lemma(noun)))
    }

    /// Where a word's head begins, in bytes, and the noun it is: the whole word, else the longest listed noun that it
    /// ends in.
    fn head(&self, folded: &str) -> Option<(usize, Noun)> {
        let whole = self.entry(self.word(folded)).noun.map(|noun| (0, noun));
        let heads = || {
            let starts = folded.char_indices().skip(3).map(|(start, _)| start);
            let near = starts.skip_while(|start| folded.len() - start > LONGEST_HEAD);
            let mut long = near.take_while(|start| folded[*start..].chars().nth(3).is_some());
            long.find_map(|start| Some((start, self.entry(self.word(&folded[start..])).noun?)))
        };
        whole.or_else(heads).filter(|(_, noun)| noun.kind != NounKind::None)
    }

    fn slot(&mut self, form: &str, proper: bool) -> &mut Entry {
        let key = match (proper, is_composed(form)) {
            (false, _) => fold(form),
            (true, true) => form.to_owned(),
            (true, false) => form.nfc().collect(),
        };
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

    fn add_idioms(&mut self, list: IdiomFile, file: &str) -> Result<()> {
        list.form.into_iter().for_each(|row| self.add_verb(row, true));
        for row in list.idiom {
            let Some(verb) = self.verbs.iter().position(|verb| verb.lemma == row.verb) else {
                let message = format!("idiom »{} {}«: no verb »{}« in the lists", row.verb, row.particle, row.verb);
                return Err(Error::Data { file: file.to_owned(), message });
            };
            let mut frames = classes_of(&row.frames);
            if row.weak {
                frames.insert(Class::Weak);
            }
            let particle: Vec<String> = row.particle.split_whitespace().map(fold).collect();
            let shape = particle.first().map_or(0, |word| shapes_of(word));
            self.idioms_by_verb.entry(verb as u16).or_default().push((shape, self.idioms.len()));

            self.idioms.push(Idiom { verb: verb as u16, particle, act: row.act, frames });
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

    fn add_words(&mut self, list: WordFile, file: &str) -> Result<()> {
        for row in list.words {
            let (class, proper) = match row.class.as_str() {
                "organisation-suffix" => {
                    self.suffixes.extend(row.forms.iter().map(|form| fold(form.trim_start_matches('-'))));
                    continue;
                }
                "fixed" => {
                    for form in &row.forms {
                        let mut words = form.split_whitespace().map(fold);
                        let first = words.next().unwrap_or_default();
                        self.fixed.entry(first).or_default().push(words.collect());
                    }
                    continue;
                }
                name => word_class(name)
                    .ok_or_else(|| Error::Data { file: file.to_owned(), message: format!("no such class: {name}") })?,
            };
            for form in &row.forms {
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
        for (form, class) in [("at", Class::At), ("om", Class::Om), ("som", Class::Som)] {
            self.slot(form, false).classes.insert(class);
        }
        Ok(())
    }
}

/// Longest head of a compound that is looked up, in bytes; no noun of the lists is longer.
const LONGEST_HEAD: usize = 40;

/// Lower case and composed (NFC), with the typographic apostrophe as the straight one.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

/// Whether composition (NFC) surely changes nothing, as in all that Danish is written with: no character before U+0300
/// is changed by it.
fn is_composed(word: &str) -> bool {
    word.chars().all(|c| c < '\u{300}' || c == '’')
}

/// Whether lower case changes no letter but those of ASCII, as in most words: what else there is are small letters of
/// Latin-1, which take two bytes from 0xC3 0xA0 on.
fn is_nearly_ascii(word: &str) -> bool {
    let mut bytes = word.bytes();
    while let Some(byte) = bytes.next() {
        let small = byte.is_ascii() || byte == 0xC3 && bytes.next().is_some_and(|next| next >= 0xA0);
        if !small {
            return false;
        }
    }
    true
}

/// Appends a word as [`fold`] gives it.
pub fn fold_into(word: &str, out: &mut String) {
    if is_nearly_ascii(word) {
        let start = out.len();
        out.push_str(word);
        out[start..].make_ascii_lowercase();
        return;
    }
    let lower = |c: char, out: &mut String| match c {
        '’' => out.push('\''),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        c if c.is_ascii() => out.push(c),
        c => out.extend(c.to_lowercase()),
    };
    if is_composed(word) {
        word.chars().for_each(|c| lower(c, out));
    } else {
        word.nfc().for_each(|c| lower(c, out));
    }
}

fn lower_initial(text: &str) -> Option<char> {
    text.chars().next().and_then(|first| first.to_lowercase().next())
}

/// A word by its folded first letter and its length as one of 64 bits, for a quick look whether any of some words can be
/// another.
#[inline]
pub fn shape_bit(initial: u8, length: usize) -> u64 {
    let shape = u64::from(initial) | (length as u64) << 8;
    1 << (shape.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 58)
}

/// The bits of the words that can be read as a folded one; every bit where it begins otherwise than with a to z.
fn shapes_of(folded: &str) -> u64 {
    match folded.as_bytes().first() {
        Some(initial @ b'a'..=b'z') => shape_bit(*initial, folded.len()),
        _ => u64::MAX,
    }
}

/// The classes of a verb form whose particle phrase follows: the idiom's frames instead of the verb's own.
pub fn as_idiom(own: ClassSet, idiom: &Idiom) -> ClassSet {
    let mut own = own.without(FRAMES).union(idiom.frames).union(ClassSet::of(&[Class::Idiom]));
    if own.meets(ClassSet::of(&[Class::Present, Class::Past])) {
        own.insert(Class::Finite);
        own = own.without(ClassSet::of(&[Class::FiniteVerb, Class::Auxiliary, Class::Modal]));
    }
    if own.meets(ClassSet::of(&[Class::OtherInfinitive, Class::AuxiliaryInfinitive])) {
        own.insert(Class::SayInfinitive);
    }
    own
}

/// The classes that say what a verb can govern, and how.
const FRAMES: ClassSet = ClassSet::REPORTING.union(ClassSet::of(&[Class::DocumentVerb, Class::Weak]));

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
