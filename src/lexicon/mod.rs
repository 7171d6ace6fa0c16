//! Word lists → classes.
//!
//! Takes the lists of a language pack, gives one look-up a token; knows nothing of texts, only of words.

mod class;
mod data;
mod list;
mod load;
mod verb_forms;
mod walks;
mod words;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;

pub use class::{Class, ClassSet};
pub use data::{Case, FurnitureMatch, FurnitureRow, FurnitureScope, Gender, NounKind, Number};
pub use list::{Ending, List};
pub(crate) use load::takes_own;
pub(crate) use walks::Walks;
pub(crate) use words::{Endings, Words, bit, hash};

use crate::label::Act;

/// Place of an entry; 0 is the unknown word.
pub type WordId = u32;

/// All that the lists say of one word form.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// Its classes.
    pub classes: ClassSet,
    /// Place of its verb in `Lexicon::verb`.
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
    /// The verb's place in `Lexicon::verb`.
    pub verb: u16,
    /// The particle phrase's words, folded.
    pub particle: Vec<String>,
    /// The `hash` of the first of them.
    pub first: u32,
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
    /// Set phrases by their first word: the words after it, and what the whole is.
    set_phrases: FxHashMap<String, Vec<(Vec<String>, Class)>>,
    /// Places of idioms by the place of their verb, each after the [`bit`] of its particle phrase's first word.
    idioms_by_verb: FxHashMap<u16, Vec<(u64, usize)>>,
    /// The first parts of the listed names that go on after them.
    listed: FxHashSet<Box<str>>,
    furniture: Vec<FurnitureRow>,
    /// Places of furniture headings by their first letter in lower case.
    furniture_by_letter: FxHashMap<char, Vec<usize>>,
    walks: Walks,
    /// By place in [`List::ALL`].
    words: Vec<Words>,
    /// By place in [`Ending::ALL`].
    endings: Vec<Endings>,
    comma_before_clause: bool,
}

impl Lexicon {
    /// The entry at a place; unknown places give the empty entry.
    #[inline]
    pub(crate) fn entry(&self, id: WordId) -> &Entry {
        self.entries.get(id as usize).unwrap_or(&self.entries[0])
    }

    /// The words of a list.
    #[inline]
    pub(crate) fn list(&self, list: List) -> &Words {
        &self.words[list as usize]
    }

    /// Whether a list has a word, compared as it is written.
    pub(crate) fn has(&self, list: List, word: &str) -> bool {
        self.list(list).has(word)
    }

    /// What stands behind the first word of a list that a word begins with.
    pub(crate) fn behind<'w>(&self, list: List, word: &'w str) -> Option<&'w str> {
        self.list(list).iter().find_map(|front| word.strip_prefix(front))
    }

    /// Whether the dictionary form of a reporting verb is on a list.
    pub(crate) fn is_verb(&self, verb: u16, list: List) -> bool {
        self.has(list, &self.verb(verb).lemma)
    }

    /// Whether a word has one of these endings.
    #[inline]
    pub(crate) fn ends(&self, ending: Ending, word: &str) -> bool {
        self.endings[ending as usize].end(word)
    }

    /// What stands before the ending of a word that has one of these.
    pub(crate) fn without_ending<'w>(&self, ending: Ending, word: &'w str) -> Option<&'w str> {
        self.endings[ending as usize].before(word)
    }

    /// Whether a comma stands before a reported clause.
    pub(crate) fn comma_before_clause(&self) -> bool {
        self.comma_before_clause
    }

    /// Whether a claim begins with a word, in small letters, that opens a question: hvornår broen åbner; om den åbner.
    pub(crate) fn begins_question(&self, claim: &str) -> bool {
        let first = claim.split_whitespace().next().unwrap_or_default();
        self.entry(self.word(first)).classes.meets(ClassSet::of(&[Class::Question, Class::Om]))
    }

    /// Every word of the lists that is compared in small letters, in no order, with its entry.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.folded.iter().map(|(word, id)| (&**word, self.entry(*id)))
    }

    /// Every entry.
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The sets of classes that a word can stand for as a symbol: its own, as a verb's particle, and as a verb
    /// whose particle follows.
    pub(crate) fn variants(&self, entry: &Entry) -> Vec<ClassSet> {
        let own = entry.classes;
        let mut variants = vec![own, own.union(ClassSet::of(&[Class::VerbParticle]))];
        if own.has(Class::Carrier) {
            variants.extend(self.idioms_of(entry.verb).map(|(_, idiom)| as_idiom(own, idiom)));
        }
        variants
    }

    /// Place of a folded (lower-case, composed) word; 0 where it is unknown.
    pub(crate) fn word(&self, folded: &str) -> WordId {
        self.folded.get(folded).copied().unwrap_or(0)
    }

    /// Place of a capitalised word as written; 0 where it is unknown.
    pub(crate) fn proper(&self, written: &str) -> WordId {
        self.proper.get(written).copied().unwrap_or(0)
    }

    /// A reporting verb by its place in an [`Entry`].
    pub(crate) fn verb(&self, place: u16) -> &Verb {
        &self.verbs[place as usize]
    }

    /// The act that a reporting verb carries by default, by its dictionary form.
    pub fn act_of(&self, lemma: &str) -> Option<crate::label::Act> {
        self.verbs.iter().find(|verb| verb.lemma == lemma).and_then(|verb| verb.act)
    }

    /// Every idiom, in the order of the list.
    pub(crate) fn idioms(&self) -> &[Idiom] {
        &self.idioms
    }

    /// The idioms of a verb, each with its place.
    pub(crate) fn idioms_of(&self, verb: Option<u16>) -> impl Iterator<Item = (usize, &Idiom)> {
        self.idioms_within(verb, u64::MAX)
    }

    /// The idioms of a verb whose particle phrase may begin with a word of some [`bit`]s.
    pub(crate) fn idioms_within(&self, verb: Option<u16>, bits: u64) -> impl Iterator<Item = (usize, &Idiom)> {
        let places = verb.and_then(|verb| self.idioms_by_verb.get(&verb)).map_or(&[][..], Vec::as_slice);
        let near = places.iter().filter(move |(bit, _)| bit & bits != 0);
        near.map(|(_, place)| (*place, &self.idioms[*place]))
    }

    /// The base form of a noun paradigm.
    pub(crate) fn lemma(&self, noun: Noun) -> &str {
        &self.lemmas[noun.lemma as usize]
    }

    /// The walks of life that nouns tell of.
    pub(crate) fn walks(&self) -> &Walks {
        &self.walks
    }

    /// The furniture headings that begin with the same letter as a line, in the order of the list.
    pub(crate) fn furniture(&self, line: &str) -> impl Iterator<Item = &FurnitureRow> {
        let places = lower_initial(line).and_then(|letter| self.furniture_by_letter.get(&letter));
        places.map_or(&[][..], Vec::as_slice).iter().map(|place| &self.furniture[*place])
    }

    /// Whether a set phrase begins with a folded word.
    pub(crate) fn begins_set_phrase(&self, folded: &str) -> bool {
        self.set_phrases.contains_key(folded)
    }

    /// Whether a listed name that goes on may begin with a word as it is written.
    pub(crate) fn begins_listed(&self, written: &str) -> bool {
        self.listed.contains(first_part(written))
    }

    /// Length in words of the longest set phrase that begins with `word(0)`, and what it is, where one does.
    pub(crate) fn set_phrase<'w>(&self, word: impl Fn(usize) -> Option<&'w str>) -> Option<(usize, Class)> {
        let phrases = self.set_phrases.get(word(0)?)?;
        let fits = |rest: &[String]| rest.iter().zip(1..).all(|(wanted, i)| word(i) == Some(wanted.as_str()));
        let fitting = phrases.iter().filter(|(rest, _)| fits(rest));
        fitting.map(|(rest, class)| (rest.len() + 1, *class)).max_by_key(|(length, _)| *length)
    }

    /// Whether a folded word ends as names of bodies do: fødevarestyrelsen.
    pub(crate) fn has_organisation_suffix(&self, folded: &str) -> bool {
        self.suffixes.iter().any(|suffix| folded.len() > suffix.len() + 2 && folded.ends_with(suffix.as_str()))
    }

    /// The noun a folded word is, whole or by the head of the compound: justitsminister is a minister.
    pub(crate) fn noun(&self, folded: &str) -> Option<Noun> {
        self.head(folded).map(|(_, noun)| noun)
    }

    /// Whether a folded word is of a class by itself or by the end of the compound: spillefilmen is a film.
    pub(crate) fn ends_in(&self, folded: &str, class: Class) -> bool {
        let near = folded.len().saturating_sub(LONGEST_HEAD);
        let mut starts = folded.char_indices().map(|(start, _)| start).skip_while(|start| *start < near);
        starts.any(|start| {
            let whole = start == 0 || folded.len() - start > 3 && start > 2;
            whole && self.entry(self.word(&folded[start..])).classes.has(class)
        })
    }

    /// The base form of a source noun, with the front part of a compound: målmanden → målmand.
    pub(crate) fn base_form(&self, folded: &str) -> Option<String> {
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
}

/// Longest head of a compound that is looked up, in bytes; no noun of the lists is longer.
const LONGEST_HEAD: usize = 40;

/// Lower case and composed (NFC), with the typographic apostrophe as the straight one.
pub(crate) fn fold(word: &str) -> String {
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
pub(crate) fn fold_into(word: &str, out: &mut String) {
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

/// The letters and digits that a name begins with: TV of TV 2, A of A.P. Møller.
fn first_part(name: &str) -> &str {
    name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(name)
}

fn lower_initial(text: &str) -> Option<char> {
    text.chars().next().and_then(|first| first.to_lowercase().next())
}

/// The classes of a verb form whose particle phrase follows: the idiom's frames instead of the verb's own.
pub(crate) fn as_idiom(own: ClassSet, idiom: &Idiom) -> ClassSet {
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
