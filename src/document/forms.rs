//! Written words → what the lexicon says of them, asked once a form and not once a token.
//!
//! Texts use few words often: nearly every token is a form that was met before. What is kept depends on the form alone,
//! so keeping it from one article to the next changes no row.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use crate::lexicon::{Class, ClassSet, Lexicon, Noun, WordId, fold_into, hash};

/// Place of a form among the forms.
pub type FormId = u32;

// Flags of a form; a token has them too, and its own in the bits between.
pub(super) const CAPITAL: u8 = 1;
pub(super) const UPPER: u8 = 2;
pub(super) const GENITIVE: u8 = 4;
pub(super) const DIGITS: u8 = 32;
pub(super) const HYPHEN: u8 = 64;

/// All that a written word tells by itself.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Entry of the folded form.
    pub word: WordId,
    /// Entry of the form as written, for capitalised words.
    pub proper: WordId,
    /// Hash of the folded form, see `lexicon::hash`.
    pub hash: u32,
    /// The source noun that it is, whole or by the head of the compound.
    pub noun: Option<Noun>,
    /// The classes of its entry, or of the verb that it must be where no list knows it.
    pub classes: ClassSet,
    /// Whether a set phrase begins with it.
    pub begins_set_phrase: bool,
    /// Whether a listed name of several words may begin with it.
    pub begins_listed: bool,
    pub(super) flags: u8,
    /// Places in the letters of the forms: as written, folded.
    written: (u32, u32),
    folded: (u32, u32),
}

/// The forms met so far.
#[derive(Debug, Default)]
pub struct Forms {
    places: HashTable<FormId>,
    forms: Vec<Form>,
    letters: String,
}

/// So many forms are kept from one article to the next, some 7 MB of them.
const KEPT: usize = 60_000;

impl Forms {
    /// Forgets all where there are many.
    pub(super) fn trim(&mut self) {
        if self.forms.len() > KEPT {
            *self = Self::default();
        }
    }

    /// A form by its place.
    #[inline]
    pub fn get(&self, id: FormId) -> &Form {
        &self.forms[id as usize]
    }

    /// Its letters in lower case and composed.
    #[inline]
    pub fn folded(&self, id: FormId) -> &str {
        let (start, end) = self.forms[id as usize].folded;
        &self.letters[start as usize..end as usize]
    }

    /// The place of a form; `is_word`: it is one to look up, no number or mark.
    pub(super) fn place(&mut self, written: &str, is_word: bool, lexicon: &Lexicon) -> FormId {
        let (forms, letters) = (&self.forms, &self.letters);
        let same = |id: &FormId| {
            let (start, end) = forms[*id as usize].written;
            letters.as_bytes()[start as usize..end as usize] == *written.as_bytes()
        };
        let key = table_key(written);
        if let Some(id) = self.places.find(key, same) {
            return *id;
        }
        let form = self.read(written, is_word, lexicon);
        let id = self.forms.len() as FormId;
        self.forms.push(form);
        let (forms, letters) = (&self.forms, &self.letters);
        self.places.insert_unique(key, id, |id| {
            let (start, end) = forms[*id as usize].written;
            table_key(&letters[start as usize..end as usize])
        });
        id
    }

    fn read(&mut self, written: &str, is_word: bool, lexicon: &Lexicon) -> Form {
        let start = self.letters.len() as u32;
        self.letters.push_str(written);
        let end = self.letters.len() as u32;
        let mut form = Form {
            word: 0,
            proper: 0,
            hash: 0,
            noun: None,
            classes: ClassSet::EMPTY,
            begins_set_phrase: false,
            begins_listed: false,
            flags: 0,
            written: (start, end),
            folded: (start, end),
        };
        fold_into(written, &mut self.letters);
        if self.letters[end as usize..] == *written {
            self.letters.truncate(end as usize);
        } else {
            form.folded = (end, self.letters.len() as u32);
        }
        let folded = &self.letters[form.folded.0 as usize..form.folded.1 as usize];
        form.hash = hash(folded);
        if written.contains('-') {
            form.flags |= HYPHEN;
        }
        form.begins_listed = lexicon.begins_listed(written);
        if is_word {
            look_up(&mut form, written, folded, lexicon);
        }
        form.begins_set_phrase = lexicon.begins_set_phrase(folded);
        form.noun = lexicon.noun(folded);
        form.classes = lexicon.entry(form.word).classes;
        if is_word
            && form.word == 0
            && form.flags & CAPITAL == 0
            && let Some(verb) = lexicon.unknown_verb(folded)
        {
            form.classes = verb;
        }
        form
    }
}

/// What the lists say of a word.
fn look_up(form: &mut Form, written: &str, folded: &str, lexicon: &Lexicon) {
    let capital = written.chars().next().is_some_and(char::is_uppercase);
    if capital {
        form.flags |= CAPITAL;
    }
    if capital && written.chars().count() > 1 && !written.chars().any(char::is_lowercase) {
        form.flags |= UPPER;
    }
    form.word = lexicon.word(folded);
    form.proper = if capital { lexicon.proper(written) } else { 0 };
    if form.word == 0 && form.proper == 0 {
        // hans ministeriums, Danmarks, USA's
        let base = folded.strip_suffix("'s").or_else(|| folded.strip_suffix('s'));
        if let Some(base) = base.filter(|base| base.len() > 1) {
            let found = lexicon.word(base);
            let name = if capital { lexicon.proper(strip_genitive(written)) } else { 0 };
            // A verb has no genitive.
            let noun = lexicon.entry(found).noun.is_some();
            if noun || name != 0 {
                form.word = if noun { found } else { 0 };
                form.proper = name;
                form.flags |= GENITIVE;
            }
        }
    }
    // Anne-Grethe: given names joined are one.
    if capital && form.proper == 0 && written.contains('-') {
        let given = |part: &str| {
            let name = lexicon.proper(part);
            lexicon.entry(name).classes.has(Class::GivenName).then_some(name)
        };
        let parts: Option<Vec<WordId>> = written.split('-').map(given).collect();
        form.proper = parts.and_then(|parts| parts.first().copied()).unwrap_or(0);
    }
    // 3F, 7-Eleven
    if written.starts_with(char::is_numeric) {
        form.flags |= DIGITS;
        form.proper = lexicon.proper(strip_genitive(written));
    }
}

/// What the table of forms goes by.
fn table_key(written: &str) -> u64 {
    FxBuildHasher.hash_one(written)
}

/// A name without its genitive ending: Danmarks → Danmark, USA's → USA.
pub fn strip_genitive(name: &str) -> &str {
    for ending in ["'s", "’s", "s'", "s’"] {
        if let Some(base) = name.strip_suffix(ending) {
            let keep = if ending.starts_with('s') { base.len() + 1 } else { base.len() };
            return &name[..keep];
        }
    }
    name.strip_suffix('s').filter(|base| base.chars().count() > 1).unwrap_or(name)
}
